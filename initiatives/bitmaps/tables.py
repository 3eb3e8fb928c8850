"""Tables: for each value of a facet the versions that have it, packed or recent."""

import struct
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice, zip_longest
from operator import itemgetter

from pyroaring import BitMap

from initiatives.bitmaps.sections import Blobs, Names, Sections, Writer, encoded

EMPTY = BitMap()
# How many bytes of packed bitmaps a table keeps unpacked at most.
MOST_KEPT = 8_000_000
# So many of the most frequent values of a table stand ready.
RANKED = 1024
LENGTH = struct.Struct("<I")

type Ranked = tuple[int, str, BitMap]


class Kept[T]:
    """What was unpacked last, up to a number of bytes; then it begins anew."""

    def __init__(self):
        self.found: dict[int, T] = {}
        self.size = 0

    def keep(self, number: int, found: T, size: int) -> T:
        if self.size + size > MOST_KEPT:
            self.found, self.size = {}, 0
        self.found[number] = found
        self.size += size + 200  # what an object takes beside its bits
        return found


class PackedTable:
    """The packed part of a table."""

    def __init__(self, sections: Sections, name: str):
        self.names = Names(sections, f"{name}.names")
        self.blobs = Blobs(sections, f"{name}.bits")
        # How many versions have each value, and the values by that, the most frequent first.
        self.sizes, self.frequent = sections.numbers(f"{name}.sizes"), sections.numbers(f"{name}.frequent")
        # How many of them were public when they were packed.
        self.public = sections.numbers(f"{name}.public")
        self.kept: Kept[BitMap] = Kept()

    def get(self, value: str) -> BitMap | None:
        number = self.names.find(value)
        return None if number is None else self.at(number)

    def at(self, number: int) -> BitMap:
        found = self.kept.found.get(number)
        if found is None:
            blob = self.blobs[number]
            found = self.kept.keep(number, BitMap.deserialize(blob), len(blob))
        return found

    def size(self, value: str) -> int:
        number = self.names.find(value)
        return 0 if number is None else self.sizes[number]

    def was_public(self, value: str) -> bool:
        """Whether a version that was public when they were packed had the value."""
        number = self.names.find(value)
        return number is not None and self.public[number] > 0


class Table:
    """For each value of a facet the versions that have it, whichever of them are public."""

    def __init__(self, packed: PackedTable | None = None):
        self.packed = packed
        self.recent: dict[str, BitMap] = {}
        self.joined: dict[str, tuple[int, BitMap]] = {}
        # The values in the order in which they were added to; how many of these the ranking knows, and the ranking.
        self.log: list[str] = []
        self.ranking: tuple[int, list[Ranked]] = (-1, [])

    def add(self, value: str, number: int) -> None:
        self.recent.setdefault(value, BitMap()).add(number)
        self.log.append(value)

    def get(self, value: str) -> BitMap:
        """The versions that have a value. Nobody changes what this gives."""
        recent = self.recent.get(value)
        packed = self.packed.get(value) if self.packed else None
        if packed is None or recent is None:
            return EMPTY if packed is recent else packed if recent is None else recent
        size, joined = self.joined.get(value, (0, EMPTY))
        if size != len(recent):  # it only grows, so its size says whether it is the same
            size, joined = self.joined[value] = len(recent), packed | recent
        return joined

    def size(self, value: str) -> int:
        return (self.packed.size(value) if self.packed else 0) + len(self.recent.get(value, EMPTY))

    def frequent(self) -> Iterator[Ranked]:
        """Every value with a number that never rises and that its versions are no more than, and these."""
        sizes = {value: len(bits) for value, bits in list(self.recent.items())}
        recent = sorted(((self.size(value), value) for value in sizes), reverse=True)
        for bound, value in merge(self.packed_first(sizes), recent, key=itemgetter(0), reverse=True):
            yield bound, value, self.get(value)

    def ranked(self) -> list[Ranked]:
        """The first of these: kept, and brought up to date by what was added since."""
        known, found = self.ranking
        if known != len(self.log):
            now = len(self.log)
            found = self.moved(found, {*self.log[known:now]}) if known >= 0 else [*islice(self.frequent(), RANKED)]
            self.ranking = now, found
        return found

    def moved(self, found: list[Ranked], touched: set[str]) -> list[Ranked]:
        """The first ones, with the values that were added to where they belong now. Others were never before the
        last of them, and numbers only rise."""
        if len(found) < RANKED or len(touched) > RANKED:
            return [*islice(self.frequent(), RANKED)]
        last = found[-1][0]
        again = ((self.size(value), value, self.get(value)) for value in touched)
        kept = [row for row in found if row[1] not in touched] + [row for row in again if row[0] >= last]
        return sorted(kept, key=itemgetter(0), reverse=True)

    def packed_first(self, recent: dict[str, int]) -> Iterator[tuple[int, str]]:
        """The packed values without recent versions, the most frequent first."""
        if self.packed:
            sizes, names = self.packed.sizes, self.packed.names
            yield from ((sizes[n], value) for n in self.packed.frequent if (value := names[n]) not in recent)

    def in_order(self) -> Iterator[str]:
        """Every value, by itself."""
        packed, recent = iter(self.packed.names) if self.packed else (), sorted(self.recent)
        return (value for value, _same in groupby(merge(packed, recent)))

    def values(self) -> Iterator[str]:
        """Every value that any version has."""
        names = self.packed.names if self.packed else ()
        yield from names
        yield from (value for value in list(self.recent) if not names or names.find(value) is None)


class PackedSlots:
    """The packed part of a table by slot."""

    def __init__(self, sections: Sections, name: str):
        self.names, self.blobs = Names(sections, f"{name}.names"), Blobs(sections, f"{name}.slots")
        self.kept: Kept[list[BitMap]] = Kept()

    def get(self, value: str) -> list[BitMap] | None:
        number = self.names.find(value)
        if number is None:
            return None
        found = self.kept.found.get(number)
        if found is None:
            blob = self.blobs[number]
            found = self.kept.keep(number, slots_from(blob), len(blob))
        return found


class SlotTable:
    """For each value of a facet of entries (or participations) the versions whose first has it, whose second, …"""

    def __init__(self, packed: PackedSlots | None = None):
        self.packed = packed
        self.recent: dict[str, list[BitMap]] = {}
        self.joined: dict[str, tuple[int, list[BitMap]]] = {}

    def add(self, value: str, slot: int, number: int) -> None:
        slots = self.recent.setdefault(value, [])
        while len(slots) <= slot:
            slots.append(BitMap())
        slots[slot].add(number)

    def get(self, value: str) -> list[BitMap]:
        recent = self.recent.get(value)
        packed = self.packed.get(value) if self.packed else None
        if packed is None or recent is None:
            return (packed or []) if recent is None else recent
        now = sum(map(len, recent))
        size, joined = self.joined.get(value, (0, []))
        if size != now:
            size, joined = self.joined[value] = now, union_of_slots([packed, recent])
        return joined

    def values(self) -> set[str]:
        return {*(self.packed.names if self.packed else ()), *self.recent}


def union_of_slots(lists: Iterable[list[BitMap]]) -> list[BitMap]:
    return [BitMap.union(EMPTY, *slots) for slots in zip_longest(*lists, fillvalue=EMPTY)]


def intersection_of_slots(lists: Iterable[list[BitMap]]) -> list[BitMap]:
    return [BitMap.intersection(*slots) for slots in zip(*lists, strict=False)]


def slots_from(blob: bytes) -> list[BitMap]:
    found, at = [], 0
    while at < len(blob):
        (length,) = LENGTH.unpack_from(blob, at)
        at += LENGTH.size
        found.append(BitMap.deserialize(blob[at : at + length]))
        at += length
    return found


# ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────


def pack_table(writer: Writer, name: str, table: dict[str, BitMap], public: BitMap) -> None:
    """Writes the bitmaps of a facet's values; ``public`` are the versions that are public now."""
    values = sorted(table)
    sizes = array("I", (len(table[value]) for value in values))
    writer.blobs(f"{name}.names", map(encoded, values))
    writer.blobs(f"{name}.bits", (packed(table[value]) for value in values))
    writer.add(f"{name}.sizes", sizes)
    writer.add(f"{name}.frequent", array("I", sorted(range(len(values)), key=lambda number: -sizes[number])))
    writer.add(f"{name}.public", array("I", (public.intersection_cardinality(table[value]) for value in values)))


def pack_slots(writer: Writer, name: str, table: dict[str, list[BitMap]]) -> None:
    values = sorted(table)
    writer.blobs(f"{name}.names", map(encoded, values))
    writer.blobs(f"{name}.slots", (b"".join(map(with_length, map(packed, table[value]))) for value in values))


def packed(bits: BitMap) -> bytes:
    bits.run_optimize()
    return bits.serialize()


def with_length(blob: bytes) -> bytes:
    return LENGTH.pack(len(blob)) + blob
