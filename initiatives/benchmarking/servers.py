"""Servers: each a real process of its own on this machine, started, waited for, weighed and stopped."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from initiatives.benchmarking.load import Connection

SECONDS_TO_START = 300
SECONDS_TO_STOP = 20
ROLLUP = "smaps_rollup"


class NotStartedError(Exception):
    """A server did not answer; the message has the last line that it said."""


@dataclass
class Server:
    """A server: how it is started (``{port}`` stands for the port), and an address that it answers once it is ready."""

    name: str
    command: list[str]
    environment: dict[str, str]
    ready: str
    folder: Path
    port: int = 0
    seconds: float = 0
    process: subprocess.Popen | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts it and waits for its first answer. Raises NotStartedError."""
        self.port, log = free_port(), self.folder / f"{self.name}.log"
        start = time.perf_counter()
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [part.replace("{port}", str(self.port)) for part in self.command],
                env=own_environment() | self.environment,
                stdout=file,
                stderr=file,
                cwd=settings.BASE_DIR,
            )
        while not self.answers():
            if self.process.poll() is not None or time.perf_counter() - start > SECONDS_TO_START:
                self.stop()
                said = log.read_text(errors="replace").strip().splitlines() or ["It said nothing."]
                raise NotStartedError(f"{self.name} did not start: {said[-1]}")
            time.sleep(0.01)
        self.seconds = time.perf_counter() - start

    def answers(self) -> bool:
        connection = Connection(self.port)
        try:
            return connection.ask(self.ready, {})[0] == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def memory(self) -> dict[str, int]:
        """What the largest of its processes weighs, in MB: all its pages (RSS), and its share of shared ones (PSS)."""
        workers = children(self.process.pid) or [self.process.pid]
        rows = [rollup(pid) for pid in workers]
        return {name: max(row[name] for row in rows) for name in ("Rss", "Pss")}


@contextmanager
def running(servers: list[Server]) -> Iterator[list[Server]]:
    """While it lasts, the servers run."""
    started = []
    try:
        for server in servers:
            server.start()
            started.append(server)
        yield servers
    finally:
        for server in reversed(started):
            server.stop()


def own_environment() -> dict[str, str]:
    """The environment without what it says of the catalogue that runs here."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CATALOGUE_", "DJANGO_"))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in found for child in path.read_text().split()]


def rollup(pid: int) -> dict[str, int]:
    """What the kernel says a process weighs, in MB; zeros where it says nothing."""
    path = Path(f"/proc/{pid}/{ROLLUP}")
    rows = [line.split() for line in path.read_text().splitlines()[1:]] if path.exists() else []
    told = {row[0].rstrip(":"): round(int(row[1]) / 1024) for row in rows}
    return {"Rss": told.get("Rss", 0), "Pss": told.get("Pss", 0)}
