"""Requests that hang are ended: a thread of Python cannot be, so the worker they hang in makes way for another.

Counted is the time that the site itself takes, to make an answer or the next piece of it. How slowly a client reads is
not: that holds up one thread, never the worker.
"""

import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread, get_ident

logger = logging.getLogger(__name__)

# Seconds for a page, and for what is made whole before it is sent or read from what an editor sends.
PAGE, FILE = 30, 600
# Seconds that other requests of the worker have to come to their end.
GRACE = 10
EDITORS = "/admin/"
# What may take as long as it needs: without the index there is no answer at all, and a new worker would begin anew.
PATIENT = {("initiatives.index", "opened"), ("initiatives.index", "fold")}


class Watched:
    """An application that knows which requests it is at work on, and since when."""

    def __init__(self, application: Callable):
        self.application = application
        self.busy: dict[int, tuple[str, float]] = {}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        with self.working(path):
            answer = self.application(environ, start_response)
        sent_by_server = isinstance(answer, environ.get("wsgi.file_wrapper", ()))
        return answer if sent_by_server or not getattr(answer, "streaming", False) else Pieces(self, path, answer)

    @contextmanager
    def working(self, path: str) -> Iterator[None]:
        self.busy[get_ident()] = path, time.monotonic() + limit(path)
        try:
            yield
        finally:
            del self.busy[get_ident()]

    def hanging(self) -> list[tuple[int, str]]:
        """The threads that should be done by now, each with the path of its request."""
        now = time.monotonic()
        late = [(thread, path) for thread, (path, end) in list(self.busy.items()) if end < now]
        return [] if late and is_patient() else late


class Pieces:
    """A streamed answer; each piece is work of its own."""

    def __init__(self, watched: Watched, path: str, answer: Iterable[bytes]):
        self.watched, self.path, self.answer, self.pieces = watched, path, answer, iter(answer)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with self.watched.working(self.path):
            return next(self.pieces)

    def close(self) -> None:
        self.answer.close()


def is_patient() -> bool:
    """Whether something is at work in this process that may take long, and that others wait for."""
    for frame in sys._current_frames().values():
        while frame is not None:
            if (frame.f_globals.get("__name__"), frame.f_code.co_name) in PATIENT:
                return True
            frame = frame.f_back
    return False


def limit(path: str) -> int:
    """How many seconds a request may take: files are made at length, pages never."""
    return FILE if "." in path.rpartition("/")[2] or path.startswith(EDITORS) else PAGE


def watch(watched: Watched, stop: Callable[[], None]) -> None:
    """Begins to look, every second, for requests that hang; ``stop`` lets nothing new begin in this process."""
    Thread(target=look, args=(watched, stop), daemon=True).start()


def look(watched: Watched, stop: Callable[[], None]) -> None:
    while not (found := watched.hanging()):
        time.sleep(1)
    for thread, path in found:
        stack = "".join(traceback.format_stack(sys._current_frames().get(thread)))
        logger.error("%s took more than %s s, so its worker is replaced. It was at:\n%s", path, limit(path), stack)
    stop()
    end = time.monotonic() + GRACE
    while len(watched.busy) > len(watched.hanging()) and time.monotonic() < end:
        time.sleep(0.1)
    os._exit(1)
