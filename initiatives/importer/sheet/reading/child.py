"""Reads one file in a process of its own: the file comes in, its cells go out as JSON, or why it is refused."""

import json
import resource
import sys
from dataclasses import asdict

from initiatives.importer.sheet.reading import separated, workbook
from initiatives.importer.sheet.reading.bounds import Grid, RefusedError

MUCH = 75  # the status of a process that had too little memory to answer
ZIP, OLD = b"PK", b"\xd0\xcf\x11\xe0"


def limited(seconds: int, megabytes: int) -> None:
    """No more time and memory than this; no files, no dump of what was read."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))


def read(data: bytes) -> list[Grid]:
    """The sheets of a file, by what it is and not by its name. Raises RefusedError."""
    if not data.strip():
        raise RefusedError("empty")
    if data.startswith(OLD):
        raise RefusedError("old")
    return workbook.read(data) if data.startswith(ZIP) else separated.read(data)


def told(data: bytes) -> dict:
    try:
        return {"sheets": [asdict(grid) for grid in read(data)]}
    except RefusedError as refused:
        return {"refused": refused.reason, "facts": refused.facts}


def main(seconds: str, megabytes: str) -> None:
    limited(int(seconds), int(megabytes))
    try:
        answer = json.dumps(told(sys.stdin.buffer.read()), ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(answer.encode("utf-8", "replace"))
    except MemoryError:
        sys.exit(MUCH)
