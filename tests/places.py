"""Databases of a test's own, of the kind the run is on, for commands that replace everything."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from initiatives.backups.elsewhere import Place

ADDRESS = os.environ.get("CATALOGUE_DATABASE_URL", "")
NUMBERS = count()


@contextmanager
def place(folder: Path, like: Place | None = None, vendor: str = "") -> Iterator[Place]:
    """An empty database and data folder, or a copy of another place's database."""
    folder.mkdir(parents=True)
    if vendor == "sqlite" or not ADDRESS.startswith("postgres"):
        if like:
            shutil.copy(path_of(like), folder / "catalogue.sqlite3")
        yield Place(f"sqlite:///{folder}/catalogue.sqlite3", folder)
        return
    name = f"place_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        template = f" TEMPLATE {urlsplit(like.database).path[1:]}" if like else ""
        connection.execute(f"CREATE DATABASE {name}{template}")
        try:
            yield Place(urlsplit(ADDRESS)._replace(path=f"/{name}").geturl(), folder)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def path_of(sqlite: Place) -> Path:
    return Path(sqlite.database.removeprefix("sqlite://"))
