"""The catalogue that is measured: a copy in a place of its own, served as it is served to readers."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from config import serving
from initiatives import packs
from initiatives.backups.elsewhere import FailedError, Place
from initiatives.benchmarking.load import PATIENCE, Connection
from initiatives.benchmarking.servers import Server, own_environment, running
from initiatives.benchmarking.sides import percentile

LIST = "/initiatives/"
EXPORTS = ("csv", "jsonl", "json", "xlsx")
# Longer lists are not had as files: a spreadsheet of them is refused, and the rate is told by shorter ones.
EXPORTED_UP_TO = 100_000
STARTS, EDITS = 3, 10
# Asked so, the catalogue makes an answer anew that it keeps from before.
ANEW = {"Cache-Control": "no-cache"}
# A start that takes longer than this, in seconds, is measured once.
LONG = 10

type Results = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How it is measured: ``seconds`` of load for each server and round, ``environments`` of peers that need one."""

    rounds: int
    questions: int
    seconds: float
    seed: int
    peers: tuple[str, ...]
    peers_up_to: int
    postgresql: str
    environments: Path
    tell: Callable[[str], None]


@dataclass(frozen=True)
class Catalogue:
    """One catalogue, and how it is measured."""

    name: str
    place: Place
    plan: Plan

    @property
    def folder(self) -> Path:
        return self.place.folder

    @property
    def environment(self) -> dict[str, str]:
        given = {"CATALOGUE_DATABASE_URL": self.place.database, "CATALOGUE_DATA_DIR": str(self.folder)}
        return given | {"CATALOGUE_SITE_URL": settings.SITE_URL, "BENCHMARK_FLOORS": str(self.folder)}

    def server(self, name: str, module: str = "config.settings") -> Server:
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": module}
        return Server(name, serving.command("127.0.0.1:{port}"), environment, "/livez", self.folder)

    # steps inside it

    def step(self, name: str) -> None:
        """Does a step inside the catalogue, in a process of its own."""
        self.place.run(*self.command(name))

    def command(self, name: str) -> list[str]:
        given = {"--step": name, "--folder": self.folder, "--questions": self.plan.questions, "--seed": self.plan.seed}
        return ["benchmark", *(str(part) for pair in given.items() for part in pair)]

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())

    def answers(self) -> Results:
        """What reading and answering a question takes without a server and a page, in milliseconds."""
        self.step("answers")
        told = self.read("answers.json")
        shares = {
            f"{part}_p{share}": percentile(told[part], share) for part in ("reading", "answering") for share in (50, 95)
        }
        return shares | {"built": told["built"]}

    def packed(self) -> Results:
        """How many seconds it took to pack the index, now or before it was copied, and how many MB it has."""
        self.place.run("pack_index", "--quiet")
        [path] = self.folder.glob("index/*.pack")
        return {"seconds": packs.opened(path).about["seconds"], "size": path.stat().st_size / 1e6}

    # what begins and what changes

    def starts(self) -> Results:
        """A worker's beginning: seconds until it answers, milliseconds of the first page and of the next."""
        found: list[tuple[float, float, float]] = []
        while len(found) < STARTS and (not found or sum(found[0]) < LONG * 1000):
            with running([self.server("catalogue")]) as [server]:
                connection = Connection(server.port, PATIENCE)
                found.append((server.seconds * 1000, taken(connection, LIST), taken(connection, LIST)))
                connection.close()
        ready, first, second = (statistics.median(column) for column in zip(*found, strict=True))
        return {"ready": ready, "first": first, "second": second}

    def edits(self, server: Server, paths: list[str]) -> Results:
        """What the first request after a published change takes, and the same request before it, made anew as well:
        medians."""
        before, after, connection = [], [], Connection(server.port, PATIENCE)
        with self.editor() as publish:
            for path in paths[:EDITS]:
                before.append(statistics.median(taken(connection, path, ANEW) for _ in range(3)))
                publish()
                after.append(taken(connection, path))
        connection.close()
        ratio = statistics.median(late / usual for late, usual in zip(after, before, strict=True))
        return {"before": statistics.median(before), "after": statistics.median(after), "ratio": ratio}

    @contextmanager
    def editor(self) -> Iterator[Callable[[], None]]:
        """Somebody who publishes a change each time they are called on."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *self.command("edit")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, env=own_environment() | self.environment, **pipes)

        def publish() -> None:
            process.stdin.write("\n")
            process.stdin.flush()
            expect("done")

        def expect(word: str) -> None:
            if (said := process.stdout.readline().strip()) != word:
                raise FailedError(f"A change could not be published: “{said}” in place of “{word}”.")

        try:
            expect("ready")
            yield publish
        finally:
            process.communicate()

    def exports(self, server: Server, rows: int) -> Results:
        """How many initiatives a second each format gives of the whole list, and what a worker weighs afterwards."""
        connection, found = Connection(server.port, PATIENCE), {}
        for extension in EXPORTS if rows <= EXPORTED_UP_TO else ():
            milliseconds = taken(connection, f"/initiatives.{extension}")
            found[extension] = {"rate": rows / milliseconds * 1000, "memory": server.memory()}
        connection.close()
        return found


def taken(connection: Connection, path: str, headers: dict[str, str] | None = None) -> float:
    """The milliseconds of one request."""
    start = time.perf_counter()
    status, _body = connection.ask(path, headers or {})
    if status != 200:
        raise FailedError(f"{path} was answered with {status}.")
    return (time.perf_counter() - start) * 1000
