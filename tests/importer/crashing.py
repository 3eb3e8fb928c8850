"""Applying and undoing batches in processes of their own, which can be killed at any moment."""

import os
import signal

from django.db import connection

from initiatives.importer import writer
from initiatives.importer.sheet import applying
from initiatives.models import Batch, BatchKind, Written
from tests.importer.test_sheet_applying import everything
from tests.processes import PATIENCE, start


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


def act_of(batch: Batch, act: str):
    return writer.undo if act == "undo" else applying.apply if batch.kind == BatchKind.SHEET else writer.apply


def act_here(batch: Batch, act: str) -> int:
    """Does it in this process; how many statements it took."""
    counting = Counting()
    with connection.execute_wrapper(counting):
        act_of(batch, act)(batch=batch)
    return counting.done


def outcome(batch: Batch, act: str, statements: int = 0) -> str:
    try:
        with connection.execute_wrapper(Counting(statements)):
            act_of(batch, act)(batch=batch)
    except writer.NotAppliedError as error:
        return str(error)
    return "done"


def killed(batch: Batch, act: str, *, statements: int = 0, seconds: float = PATIENCE) -> str:
    """Begins to act and is killed after so many statements, or after so long; what it could still say."""
    worker = start(lambda: outcome(batch, act, statements))
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
