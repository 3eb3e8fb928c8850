"""Commands of the catalogue on another database: each in a process of its own, with a data folder of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


class FailedError(Exception):
    """A command did not do what it should; the message is its own."""


@dataclass(frozen=True)
class Place:
    """A database by its address, and a folder for everything else."""

    database: str
    folder: Path

    def run(self, *command: str) -> str:
        """What a command says. Raises FailedError with what it complains of."""
        given = {"CATALOGUE_DATABASE_URL": self.database, "CATALOGUE_DATA_DIR": str(self.folder)}
        given |= {"CATALOGUE_SITE_URL": settings.SITE_URL}
        done = subprocess.run(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            env=os.environ | given,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise FailedError(((done.stderr or done.stdout).strip() or "It said nothing.").splitlines()[-1])
        return done.stdout


@contextmanager
def scratch(database: str = "") -> Iterator[Place]:
    """A place that is gone afterwards, unless the database is one that is named: SQLite in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="catalogue-") as name:
        yield Place(database or f"sqlite:///{name}/catalogue.sqlite3", Path(name))
