"""The packed form as a file: named sections of bytes, mapped into memory and read only where they are asked for."""

import json
import shutil
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import IO

MAGIC = b"cat-index"
TRAILER = struct.Struct("<QQ9s")
# Beyond every character: what follows all texts with one beginning.
BEYOND = "\U0010ffff"
MOST_REMEMBERED, MOST_READ = 20_000, 2_000


class UnreadableError(Exception):
    """What is read is not a packed index, or is cut short."""


class Writer:
    """Writes sections one after another; nobody can read the file before ``close``."""

    def __init__(self, file: IO[bytes]):
        self.file, self.sections = file, {}

    def add(self, name: str, *pieces: bytes | array) -> None:
        start = self.begin()
        for piece in pieces:
            self.file.write(piece)
        self.sections[name] = start, self.file.tell() - start

    def copy(self, name: str, spool: IO[bytes]) -> None:
        start = self.begin()
        spool.seek(0)
        shutil.copyfileobj(spool, self.file, 1 << 20)
        self.sections[name] = start, self.file.tell() - start

    def begin(self) -> int:
        """Each section begins at a multiple of eight bytes, as its numbers need it."""
        self.file.write(bytes(-self.file.tell() % 8))
        return self.file.tell()

    def blobs(self, name: str, blobs: Iterable[bytes]) -> None:
        """A list of byte strings: where each begins, and all of them."""
        at, start = array("Q", [0]), self.begin()
        for blob in blobs:
            self.file.write(blob)
            at.append(self.file.tell() - start)
        self.sections[name] = start, at[-1]
        self.add(f"{name}.at", at)

    def close(self, about: dict) -> None:
        head = json.dumps({"about": about, "sections": self.sections}).encode()
        start = self.begin()
        self.file.write(head)
        self.file.write(TRAILER.pack(start, len(head), MAGIC))


class Sections:
    """The sections of a packed index in a buffer. Raises UnreadableError."""

    def __init__(self, buffer):
        self.view = memoryview(buffer)
        try:
            start, length, magic = TRAILER.unpack(self.view[-TRAILER.size :])
            head = json.loads(bytes(self.view[start : start + length])) if magic == MAGIC else {}
            self.about: dict = head["about"]
            self.sections: dict[str, tuple[int, int]] = head["sections"]
        except (struct.error, ValueError, KeyError) as error:
            raise UnreadableError("not a packed index, or cut short") from error

    def bytes(self, name: str) -> memoryview:
        start, length = self.sections[name]
        return self.view[start : start + length]

    def numbers(self, name: str, code: str = "I") -> memoryview:
        return self.bytes(name).cast(code)


class Blobs:
    """A list of byte strings of a packed index."""

    def __init__(self, sections: Sections, name: str):
        self.at, self.data = sections.numbers(f"{name}.at", "Q"), sections.bytes(name)

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.data[self.at[number] : self.at[number + 1]])


class Names:
    """Different texts in code-point order, each found by bisection; its place is its number."""

    def __init__(self, sections: Sections, name: str):
        self.blobs = Blobs(sections, name)
        self.places = range(len(self.blobs))
        self.asked: dict[str, int | None] = {}
        self.read: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: int) -> str:
        """The text with a number; what was read lately is remembered."""
        try:
            return self.read[number]
        except KeyError:
            if len(self.read) >= MOST_READ:
                self.read = {}
            text = self.read[number] = self.blobs[number].decode("utf-8", "surrogatepass")
            return text

    def texts(self, numbers: Iterable[int]) -> Iterator[str]:
        """The texts with these numbers."""
        return map(self.all.__getitem__ if len(self) <= MOST_READ else self.__getitem__, numbers)

    @cached_property
    def all(self) -> list[str]:
        return [*self]

    def find(self, text: str) -> int | None:
        """The number of a text; what was asked for lately is remembered."""
        try:
            return self.asked[text]
        except KeyError:
            if len(self.asked) >= MOST_REMEMBERED:
                self.asked = {}
            place = self.asked[text] = self.bisected(encoded(text))
            return place

    def bisected(self, wanted: bytes) -> int | None:
        place = bisect_left(self.places, wanted, key=self.blobs.__getitem__)
        return place if place < len(self) and self.blobs[place] == wanted else None

    def beginning(self, start: str) -> range:
        """The numbers of the texts that begin so."""
        first = bisect_left(self.places, encoded(start), key=self.blobs.__getitem__)
        return range(first, bisect_left(self.places, encoded(start + BEYOND), lo=first, key=self.blobs.__getitem__))


def encoded(text: str) -> bytes:
    """In UTF-8, whose order of bytes is that of code points."""
    return text.encode("utf-8", "surrogatepass")


def inverse(order: Iterable[int]) -> array:
    """The place of each number in an order of all of them."""
    order = list(order)
    places = array("I", bytes(4 * len(order)))
    for place, row in enumerate(order):
        places[row] = place
    return places
