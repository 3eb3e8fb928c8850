"""Applying and undoing batches in processes of their own, which can be killed at any moment."""

import os
import subprocess
import sys

from django.db import connection

from initiatives.models import Batch, Written
from tests.importer.test_sheet_applying import everything
from tests.test_ledger_races import TOP, address

# It ends itself, as if the power went, once so many statements have been sent to the database.
WORKER = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from initiatives.importer import writer
from initiatives.importer.sheet import applying
from initiatives.models import Batch
kind, act, pk, statements = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
done = 0
def counting(execute, sql, params, many, context):
    global done
    result = execute(sql, params, many, context)
    done += 1
    if done == statements:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
batch = Batch.objects.get(pk=pk)
acts = {"apply": applying.apply if kind == "sheet" else writer.apply, "undo": writer.undo}
print("ready", flush=True)
sys.stdin.readline()
with connection.execute_wrapper(counting):
    try:
        acts[act](batch=batch)
        print("done", done)
    except writer.NotAppliedError as error:
        print(error)
"""


def start(batch: Batch, act: str, statements: int = 0) -> subprocess.Popen:
    """A process that is ready to act; it begins when it is sent a line."""
    environment = {
        **os.environ,
        "CATALOGUE_DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", WORKER, batch.kind, act, str(batch.pk), str(statements)]
    pipe = subprocess.PIPE
    worker = subprocess.Popen(command, cwd=TOP, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert worker.stdout.readline() == "ready\n", worker.stderr.read()
    return worker


def finish(worker: subprocess.Popen) -> str:
    """What a process that was not killed has to say."""
    said, wrong = worker.communicate("go\n", timeout=120)
    assert wrong == ""
    return said.strip()


def killed(batch: Batch, act: str, *, statements: int = 0, seconds: float | None = None) -> None:
    """Begins to act and is killed after so many statements, or after so long."""
    worker = start(batch, act, statements)
    try:
        worker.communicate("go\n", timeout=60 if seconds is None else seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.communicate()


def state(batch: Batch) -> dict:
    """All that a batch may touch, how far it has come, and how much it keeps of what it wrote."""
    connection.close()  # what another process wrote is read by a connection of its own
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
