"""Plain streams of the same versions as they are stored: what the sqlite3 shell and PostgreSQL's COPY give.

They are floors, not sides that answer the same: no labels, no titles of related initiatives, nothing withheld.
"""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

COLUMNS = ("slug", "number", "digest", "published_at", "changed_at", "record")
STORED = f"SELECT {', '.join(COLUMNS)} FROM initiatives_version WHERE kind = 'initiative' AND to_changeset_id IS NULL"
TABLE = f"CREATE TEMPORARY TABLE stored ({', '.join(f'{name} text' for name in COLUMNS)})"
PIECE = 1 << 16

type Results = dict[str, Any]


def shell(path: Path, rows: int) -> Results:
    """How many initiatives a second the sqlite3 shell writes as CSV, and what it weighs; nothing without one."""
    program = shutil.which("sqlite3")
    if program is None:
        return {}
    start = time.perf_counter()
    process = subprocess.Popen([program, "-csv", str(path), STORED], stdout=subprocess.PIPE)
    with process.stdout:
        while process.stdout.read(PIECE):
            pass
    _pid, status, usage = os.wait4(process.pid, 0)
    rate = rows / (time.perf_counter() - start)
    process.returncode = os.waitstatus_to_exitcode(status)
    return {} if status else {"sqlite3 shell": {"rate": rate, "memory": {"Rss": usage.ru_maxrss // 1024}}}


def copied(path: Path, address: str, rows: int) -> Results:
    """How many of them PostgreSQL's COPY gives, once they are there."""
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(TABLE)
        with cursor.copy("COPY stored FROM STDIN") as copy:
            for row in stored(path):
                copy.write_row(row)
        start = time.perf_counter()
        with cursor.copy("COPY stored TO STDOUT WITH CSV") as copy:
            for _piece in copy:
                pass
        return {"COPY of PostgreSQL": {"rate": rows / (time.perf_counter() - start)}}


def stored(path: Path) -> Iterator[tuple]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield from connection.execute(STORED)
