"""Answers that were asked for before, kept in the worker under their tags.

A tag names everything that an answer depends on (conditional.py): who has it is told that nothing changed, and who has
not can be given what is kept under it. Nothing is ever out of date, since a published change gives every answer
another tag. What is kept has no cookie and no status but 200, and nothing of who asked for it.
"""

from collections import OrderedDict
from threading import Lock

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse

MOST_BYTES = 8 << 20
LONGEST = 512 << 10
# So many tags are remembered of what was asked for once: only what is asked for again is worth its room.
MOST_ASKED = 4096
# A page of 100 kB becomes 14 kB in half a millisecond; beyond this, a few hundredths less take twice the time.
QUALITY = 3

BARE = vars(HttpResponse()).keys()


def compressed(content: bytes) -> bytes:
    return brotli.compress(content, mode=brotli.MODE_TEXT, quality=QUALITY)


class Kept:
    """A whole answer, compressed."""

    __slots__ = ("compressed", "headers", "length")

    def __init__(self, response: HttpResponse):
        self.compressed, self.headers = compressed(response.content), dict(response.items())
        self.length = len(response.content)


class KeptResponse(HttpResponse):
    """An answer from what is kept: ``compressed`` until somebody reads its text."""

    compressed: bytes | None = None

    def __init__(self, kept: Kept):
        super().__init__(headers=kept.headers | {"Content-Length": str(kept.length)})
        self.compressed = kept.compressed

    @property
    def content(self) -> bytes:
        if self.compressed is not None:
            self.content = brotli.decompress(self.compressed)
        return HttpResponse.content.fget(self)

    @content.setter
    def content(self, value: bytes) -> None:
        self.compressed = None
        HttpResponse.content.fset(self, value)

    def __iter__(self):
        return iter([self.content])


class Answers:
    """What was asked for more than once, up to a size; what was asked for longest ago goes first."""

    def __init__(self, most: int = MOST_BYTES):
        self.most = 0 if settings.DEBUG else most
        self.lock, self.size = Lock(), 0
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.asked: OrderedDict[str, None] = OrderedDict()

    def get(self, tag: str) -> KeptResponse | None:
        with self.lock:
            if tag not in self.kept:
                return None
            self.kept.move_to_end(tag)
            return KeptResponse(self.kept[tag])

    def add(self, tag: str, response: HttpResponse) -> None:
        """Keeps an answer that is asked for again."""
        with self.lock:
            if tag in self.kept or not self.again(tag):
                return
        kept = Kept(response)
        with self.lock:
            if tag not in self.kept:
                self.kept[tag] = kept
                self.size += len(kept.compressed)
            while self.size > self.most:
                _tag, gone = self.kept.popitem(last=False)
                self.size -= len(gone.compressed)

    def again(self, tag: str) -> bool:
        """Whether the tag was asked for before; from now on it was."""
        if tag in self.asked:
            del self.asked[tag]
            return True
        self.asked[tag] = None
        if len(self.asked) > MOST_ASKED:
            self.asked.popitem(last=False)
        return False


ANSWERS = Answers()


def found(request: HttpRequest, tag: str) -> HttpResponse | None:
    """What is kept under the tag, unless the request asks for an answer made anew."""
    anew = "no-cache" in request.META.get("HTTP_CACHE_CONTROL", "")
    return None if anew or not tag else ANSWERS.get(tag)


def keep(request: HttpRequest, tag: str, response: HttpResponse) -> None:
    """Keeps an answer that is whole and made of nothing but what its tag names; not one with rules of its own."""
    plain = not response.streaming and vars(response).keys() == BARE and not response.cookies
    if plain and request.method == "GET" and len(response.content) <= LONGEST:
        ANSWERS.add(tag, response)
