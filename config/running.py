"""Whether the application runs on a data folder: who serves holds a shared lock, who replaces everything a sole one."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

NAME = "running"


class InUseError(Exception):
    """Somebody else holds the data folder in a way that does not go together with ours."""


def serve(folder: Path) -> IO[bytes] | None:
    """Marks the folder as served until the file is closed or the process ends. Raises InUseError.

    A folder that cannot be written is not marked: it holds no database either.
    """
    if folder.exists() and not os.access(folder, os.W_OK):
        return None
    return locked(folder, fcntl.LOCK_SH, "The catalogue is being restored or moved: start it when that has ended.")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps the application from being started. Raises InUseError where it runs."""
    with locked(folder, fcntl.LOCK_EX, f"The application runs on {folder}, or another restore: stop it first."):
        yield


def locked(folder: Path, kind: int, refusal: str) -> IO[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    file = open(folder / NAME, "ab")  # noqa: SIM115 (held open as long as the lock is)
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InUseError(refusal) from None
    return file
