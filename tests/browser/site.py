"""The site under test: the real application under gunicorn, with the real catalogue and what strains a page."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.parts import TOP

SECONDS_TO_START = 60
OPTIONS = ("--config", "python:config.gunicorn", "--workers", "1")
PASSWORD = re.compile("password “(.+?)”")


@dataclass(frozen=True)
class Site:
    """A running site: its address, the demo editor's password, and the label of its first changeset."""

    address: str
    password: str
    first: str


def environment(folder: Path, address: str = "") -> dict[str, str]:
    """None of the caller's own settings: SQLite in a folder of its own, and production's static files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGUE_")}
    given = {"CATALOGUE_DATA_DIR": str(folder)}
    return kept | given | ({"CATALOGUE_SITE_URL": address} if address else {})


def prepare(folder: Path, *, extremes: bool = True) -> str:
    """Makes the data folder of a site: the real catalogue, then what strains a page. The demo editor's password."""
    told = run(folder, "manage.py", "demo", "--prepare")
    if extremes:
        run(folder, "-m", "tests.browser.extremes")
    return PASSWORD.search(told)[1]


def run(folder: Path, *command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=TOP, env=environment(folder), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def copied(folder: Path, into: Path) -> Path:
    """A data folder of the same content, for a test that writes."""
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns("*.sqlite3*"))
    with (
        closing(sqlite3.connect(folder / "catalogue.sqlite3")) as source,
        closing(sqlite3.connect(into / "catalogue.sqlite3")) as target,
    ):
        source.backup(target)
    return into


@contextmanager
def serving(folder: Path, password: str = "") -> Iterator[Site]:
    """A running site with this data folder. It gets its port open: nobody else can take it meanwhile."""
    with (folder / "log").open("w") as log, socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://localhost:{listening.getsockname()[1]}"
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *OPTIONS, "--bind", f"fd://{listening.fileno()}"],
            cwd=TOP,
            env=environment(folder, address),
            pass_fds=[listening.fileno()],
            stderr=log,
            stdout=log,
        )
        listening.close()
        try:
            wait_for(address, process, folder / "log")
            yield Site(address, password, first_changeset(folder))
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=10).close()
            return
        except OSError:  # not bound yet, or bound and still starting
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start: {log.read_text()}")


def first_changeset(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "catalogue.sqlite3")) as database:
        return database.execute("SELECT label FROM initiatives_changeset ORDER BY number LIMIT 1").fetchone()[0]
