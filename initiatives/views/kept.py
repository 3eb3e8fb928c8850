"""Answers that were asked for before, kept in the worker as they were sent, and given again before all else is done.

What a reader gets depends on the state of the ledger, the address, and what of the request `Vary` names; an answer for
which that is so says of what state it tells (`made_of`, conditional.py). So whoever asks the same of the same state
gets the same, or is told that they have it. Nothing is ever out of date: the ledger is asked for its head each time,
and a published change is another head. What is kept has no cookie, and nothing of who asked for it.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import Error
from django.http import HttpResponseBase

from config.compression import preferred as preferred_coding
from initiatives import index
from initiatives.models import Head
from initiatives.views.answering import preferred as preferred_form
from initiatives.views.conditional import has, has_any

MOST_BYTES = 16 << 20
LONGEST = 512 << 10
# What the headers of an answer take at most, with what is needed to find it.
HEADERS = 2 << 10
# So many questions are remembered of what was asked for once: only what is asked for again is worth its room.
MOST_ASKED = 4096
WHOLE, UNCHANGED = (f"{status.value} {status.phrase}" for status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED))

type Headers = list[tuple[str, str]]
type Application = Callable[[dict, Callable], Iterable[bytes]]


class Kept:
    """What one question was answered in one state: headers and body by status, as they were sent."""

    __slots__ = ("made_of", "sent", "tag")

    def __init__(self, made_of: tuple[int, str], tag: str):
        self.made_of, self.tag = made_of, tag
        self.sent: dict[str, tuple[Headers, bytes]] = {}

    @property
    def size(self) -> int:
        return sum(HEADERS + len(body) for _headers, body in self.sent.values())


class Answers:
    """What was asked for more than once, up to a size; what was asked for longest ago goes first."""

    def __init__(self, most: int = MOST_BYTES):
        self.most = 0 if settings.DEBUG else most
        self.lock, self.size = Lock(), 0
        self.kept: OrderedDict[bytes, Kept] = OrderedDict()
        self.asked: OrderedDict[bytes, None] = OrderedDict()

    def get(self, question: bytes) -> Kept | None:
        with self.lock:
            if there := self.kept.get(question):
                self.kept.move_to_end(question)
            return there

    def add(self, question: bytes, answer: Kept, status: str, headers: Headers, body: bytes) -> None:
        """Keeps what was sent, if the question was asked before, beside what else was answered to it in that state."""
        with self.lock:
            there = self.kept.pop(question, None)
            if there is None and not self.again(question):
                return
            if there is not None:
                self.size -= there.size
                answer.sent = there.sent if there.made_of == answer.made_of else {}
            answer.sent = answer.sent | {status: (headers, body)}
            self.kept[question] = answer
            self.size += answer.size
            while self.size > self.most:
                _question, gone = self.kept.popitem(last=False)
                self.size -= gone.size

    def again(self, question: bytes) -> bool:
        """Whether it was asked before; from now on it was."""
        if question in self.asked:
            del self.asked[question]
            return True
        self.asked[question] = None
        if len(self.asked) > MOST_ASKED:
            self.asked.popitem(last=False)
        return False


ANSWERS = Answers()


class Repeating:
    """An application that gives again what it answered before, as long as the ledger is as it was."""

    def __init__(self, application: Application):
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        question = asked(environ)
        if there := given_again(environ, ANSWERS.get(question)):
            status, headers, body = there
            start_response(status, [*headers])
            return [body]
        return self.made(environ, start_response, question)

    def made(self, environ: dict, start_response: Callable, question: bytes) -> Iterable[bytes]:
        """The answer of the application, kept if it may be."""
        sent = []

        def start(status: str, headers: Headers, *error: tuple) -> Callable:
            sent[:] = status, headers
            return start_response(status, headers, *error)

        answer = self.application(environ, start)
        if made_of := state(answer):
            ANSWERS.add(question, Kept(made_of, answer.headers["ETag"]), *sent, answer.content)
        return answer


def asked(environ: dict) -> bytes:
    """A digest of all that a reader's answer may depend on beside the state of the ledger."""
    form = preferred_form(environ.get("HTTP_ACCEPT", "*/*"))
    coding = preferred_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    given = [environ.get(name) for name in ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme")]
    return hashlib.sha256(repr((*given, form, coding)).encode("utf-8", "surrogatepass")).digest()


def given_again(environ: dict, kept: Kept | None) -> tuple[str, Headers, bytes] | None:
    """What is sent to whoever asks for what is kept: the whole, or that they have it; None if it has to be made."""
    if kept is None:
        return None
    given = environ.get("HTTP_IF_NONE_MATCH", "")
    if has(given, kept.tag) or has_any(given):
        status = UNCHANGED
    elif "no-cache" in environ.get("HTTP_CACHE_CONTROL", ""):
        return None
    else:
        status = WHOLE
    return (status, *kept.sent[status]) if status in kept.sent and kept.made_of == head(environ) else None


def head(environ: dict) -> tuple[int, str] | None:
    """The head of the ledger; None if it cannot be read, which whoever makes the answer will say."""
    request_started.send(Repeating, environ=environ)  # this is a request like any other to whoever keeps connections
    try:
        return index.head()
    except (Error, Head.DoesNotExist):
        return None
    finally:
        request_finished.send(Repeating)


def state(answer: Iterable[bytes]) -> tuple[int, str] | None:
    """The state that an answer tells of, if it is one to keep."""
    if not isinstance(answer, HttpResponseBase) or answer.streaming or answer.cookies or len(answer.content) > LONGEST:
        return None
    return getattr(answer, "made_of", None)
