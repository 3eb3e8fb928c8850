"""Sides: servers asked the same questions by turns, and what it took them."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from initiatives.benchmarking import load, wrk
from initiatives.benchmarking.reading import Told
from initiatives.benchmarking.servers import Server

CONNECTIONS = 8
PROCESSORS = len(os.sched_getaffinity(0))
PERCENTILES = (50, 95, 99)

type Question = dict[str, Any]
type Figures = dict[str, Any]


@dataclass
class Side:
    """A server, the requests by which it is asked a mix, what it told, and what each round took.

    ``mix`` names the questions; ``read`` makes what a page tells of the page; ``status`` is that of every right answer.
    """

    name: str
    server: Server
    mix: str
    requests: list[Question]
    read: Callable[[str], Told] | None = None
    status: int = 200
    told: list[Told] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    times: list[list[float]] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    failures: int = 0

    def look(self) -> list[tuple[bytes, dict[str, str]]]:
        """Asks every question once, untimed, and keeps what is told; the answers with their headers."""
        self.warm()
        connection, answers = load.Connection(self.server.port), []
        for request in self.requests:
            try:
                status, body = connection.ask(request["path"], request.get("headers", {}))
            except OSError as error:
                status, body = 0, str(error).encode()
            answers.append((body, connection.told))
            self.bytes.append(len(body))
            self.failures += status != self.status
            complaint = Told(complaint=f"{self.name} answered {status or 'not at all'}")
            self.told.append(self.read(body.decode()) if self.read and status == 200 else complaint)
        connection.close()
        return answers

    def warm(self) -> None:
        """Has every worker answer once, however long its first answer takes: what comes first is measured elsewhere."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(self.first_answer, range(2 * CONNECTIONS)))

    def first_answer(self, _turn: int) -> None:
        connection = load.Connection(self.server.port, load.PATIENCE)
        with suppress(OSError):  # who does not answer says so when it counts
            connection.ask(self.requests[0]["path"], {})
        connection.close()

    def ask_one_by_one(self) -> None:
        done = client({"port": self.server.port, "timeout": load.TIMEOUT, "questions": self.requests})
        late = load.TIMEOUT * 1000.0
        self.failures += sum(status >= 400 or not status for status in done["statuses"])
        self.times.append([late if taken is None else taken for taken in done["milliseconds"]])

    def ask_at_once(self, seconds: float) -> None:
        job = {"port": self.server.port, "timeout": load.TIMEOUT, "questions": self.requests}
        job |= {"connections": CONNECTIONS, "seconds": seconds}
        if wrk.program():
            rate, failed = wrk.rate(job, self.server.folder / "requests")
            self.settle()
        else:
            rate, failed = rate_of_our_own(job)
        self.failures += failed + (not rate)
        self.rates.append(rate)

    def settle(self) -> None:
        """Waits for what a server still works on when wrk has gone: it would take the processors from the next one."""
        slowest = max(self.times[-1], default=0) / 1000
        time.sleep(min(load.TIMEOUT, slowest * CONNECTIONS / PROCESSORS))

    def figures(self) -> Figures:
        """Of each round the percentiles and the requests in a second; of these the medians over the rounds."""
        told: Figures = {
            f"p{share}": statistics.median(percentile(times, share) for times in self.times) for share in PERCENTILES
        }
        told |= {"rate": statistics.median(self.rates), "bytes": round(statistics.mean(self.bytes))}
        return told | {"failures": self.failures, "memory": self.server.memory(), "mix": self.mix}


def by_turns(sides: Sequence[Side], rounds: int, seconds: float, tell: Callable[[str], None]) -> None:
    """Asks every side in each round, in the order of the round before turned about."""
    for number in range(rounds):
        order = list(sides if number % 2 == 0 else reversed(sides))
        for side in order:
            side.ask_one_by_one()
        for side in order:
            side.ask_at_once(seconds)
        tell(f"Round {number + 1} of {rounds}.")


def rate_of_our_own(job: dict) -> tuple[float, int]:
    done = client(job)
    return done["answered"] / done["seconds"], done["failed"]


def client(job: dict) -> dict:
    """What a load measures, in a process of its own."""
    program = [sys.executable, "-I", str(Path(load.__file__))]
    done = subprocess.run(program, input=json.dumps(job), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def percentile(values: Sequence[float], share: int) -> float:
    """The value that a share in a hundred of the values do not exceed, between two of them by proportion."""
    ordered, place = sorted(values), (len(values) - 1) * share / 100
    low = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    ends = ordered[low : low + 2] or [0.0]
    return ends[0] + (ends[-1] - ends[0]) * (place - low)
