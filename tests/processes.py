"""Processes of a test's own on its database: each begins when it is told to, and can be killed at any moment."""

import os
import select
import signal
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

PATIENCE = 120  # seconds; a process that takes longer hangs


@dataclass
class Worker:
    """A process that begins to act when it is told to, and says what came of it."""

    pid: int
    begin: int
    told: int

    def go(self) -> None:
        os.write(self.begin, b"!")
        os.close(self.begin)

    def said(self, seconds: float = PATIENCE) -> str:
        """What it says; nothing where it was killed, as it is after so long."""
        if not select.select([self.told], [], [], seconds)[0]:
            os.kill(self.pid, signal.SIGKILL)
        with os.fdopen(self.told) as told:
            text = told.read()
        os.waitpid(self.pid, 0)
        return text


def start(act: Callable[[], str]) -> Worker:
    """A process with a connection of its own, which waits for the word to begin. It copies this one, as the server's
    workers copy theirs: to load the application anew takes longer than most of what is tested so."""
    connection.close()
    (wait, begin), (told, tell) = os.pipe(), os.pipe()
    if pid := forked():
        os.close(wait)
        os.close(tell)
        return Worker(pid, begin, told)
    try:
        os.read(wait, 1)
        os.write(tell, outcome(act).encode())
    finally:
        os._exit(0)


def forked() -> int:
    """A copy of this process, which uses nothing of its other threads, should there be any."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def outcome(act: Callable[[], str]) -> str:
    try:
        return act()
    except Exception:
        return traceback.format_exc()


def together(acts: Sequence[Callable[[], str]]) -> list[str]:
    """What processes say that begin to act at the same moment."""
    workers = [start(act) for act in acts]
    for worker in workers:
        worker.go()
    return [worker.said() for worker in workers]
