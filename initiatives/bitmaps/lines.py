"""Lines: for each version the line that stands for it in the hash of a list, packed by slug or recent."""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from pyroaring import BitMap

from initiatives.bitmaps.sections import Blobs, Sections, Writer, inverse


class PackedLines:
    """The lines of the packed versions in their order, and the place of each version's line."""

    def __init__(self, sections: Sections, name: str):
        self.blobs, self.places = Blobs(sections, name), sections.numbers(f"{name}.places")
        self.all = range(len(self.blobs))

    def of(self, found: BitMap) -> BitMap:
        """The places of these versions' lines: where these are most of all, all but those of the others."""
        every = BitMap(self.all)
        if 2 * len(found) > len(every):
            return every - self.of(every - found)
        return BitMap(array("I", map(self.places.__getitem__, found)))

    def between(self, start: int, stop: int) -> memoryview:
        return self.blobs.data[self.blobs.at[start] : self.blobs.at[stop]]

    def before(self, line: bytes) -> int:
        """How many lines come before one."""
        return bisect_left(self.all, line, key=self.blobs.__getitem__)


class Lines:
    """The line of each version; ``line_of`` gives that of one which is not packed."""

    def __init__(self, line_of: Callable[[int], bytes], packed: PackedLines | None = None):
        self.line_of, self.packed = line_of, packed
        self.first = len(packed.places) if packed else 0

    def hash(self, found: BitMap) -> str:
        """SHA-256 over the lines of these versions, as 64 hexadecimal digits."""
        sha256 = hashlib.sha256()
        for piece in self.pieces(found):
            sha256.update(piece)
        return sha256.hexdigest()

    def pieces(self, found: BitMap) -> Iterator[bytes | memoryview]:
        """The lines in their order, those that stand together in the pack as one piece."""
        packed = found & BitMap(range(self.first))
        recent = sorted(map(self.line_of, found - packed))
        if not packed:
            yield from recent
            return
        places, start = self.packed.of(packed), 0
        for line in recent:
            stop = self.packed.before(line)
            yield from (self.packed.between(*bounds) for bounds in stretches(places, start, stop))
            yield line
            start = stop
        yield from (self.packed.between(*bounds) for bounds in stretches(places, start, self.first))


def stretches(places: BitMap, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where places that follow one another begin and end, within bounds: found by the gaps between them, or, where
    they are few, each by itself."""
    bounds = BitMap(range(start, stop))
    there = places & bounds
    if 2 * len(there) < stop - start:
        yield from ((place, place + 1) for place in there)
        return
    for gap in bounds - there:
        if gap > start:
            yield start, gap
        start = gap + 1
    if stop > start:
        yield start, stop


# ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────


def pack_lines(writer: Writer, name: str, lines: Iterable[bytes]) -> None:
    """Writes the lines of the versions, given by their numbers."""
    lines = list(lines)
    order = sorted(range(len(lines)), key=lines.__getitem__)
    writer.blobs(name, map(lines.__getitem__, order))
    writer.add(f"{name}.places", inverse(order))
