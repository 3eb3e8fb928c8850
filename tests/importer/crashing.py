"""Applying and undoing batches in processes of their own, which can be killed at any moment."""

import os
import select
import signal
import traceback
from dataclasses import dataclass

from django.db import connection

from initiatives.importer import writer
from initiatives.importer.sheet import applying
from initiatives.models import Batch, BatchKind, Written
from tests.importer.test_sheet_applying import everything

PATIENCE = 60  # seconds; a process that takes longer hangs


class Counting:
    """Counts the statements that are sent to the database; ends the process, as if the power went, after the last."""

    def __init__(self, last: int = 0):
        self.done, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


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


def act_of(batch: Batch, act: str):
    return writer.undo if act == "undo" else applying.apply if batch.kind == BatchKind.SHEET else writer.apply


def act_here(batch: Batch, act: str) -> int:
    """Does it in this process; how many statements it took."""
    counting = Counting()
    with connection.execute_wrapper(counting):
        act_of(batch, act)(batch=batch)
    return counting.done


def start(batch: Batch, act: str, statements: int = 0) -> Worker:
    """A process with a connection of its own, which waits for the word to begin."""
    connection.close()
    (wait, begin), (told, tell) = os.pipe(), os.pipe()
    if pid := os.fork():
        os.close(wait)
        os.close(tell)
        return Worker(pid, begin, told)
    try:
        os.read(wait, 1)
        os.write(tell, outcome(batch, act, statements).encode())
    finally:
        os._exit(0)


def outcome(batch: Batch, act: str, statements: int) -> str:
    try:
        with connection.execute_wrapper(Counting(statements)):
            act_of(batch, act)(batch=batch)
    except writer.NotAppliedError as error:
        return str(error)
    except Exception:
        return traceback.format_exc()
    return "done"


def killed(batch: Batch, act: str, *, statements: int = 0, seconds: float = PATIENCE) -> str:
    """Begins to act and is killed after so many statements, or after so long; what it could still say."""
    worker = start(batch, act, statements)
    worker.go()
    return worker.said(seconds)


def state(batch: Batch) -> dict:
    """All that a batch may touch, how far it has come, and how much it keeps of what it wrote."""
    return everything() | {
        "state": Batch.objects.get(pk=batch.pk).state,
        "written": Written.objects.filter(batch=batch).count(),
    }


def check_integrity() -> None:
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
