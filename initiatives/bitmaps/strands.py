"""Strands: the versions of things, each with a number, when it began and ended, and what is kept of it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby

from pyroaring import BitMap

from initiatives.bitmaps.sections import Names, Sections, Writer, encoded

# Stands in a packed strand for a version that had not ended.
NEVER = 0xFFFF_FFFF


class PackedStrand:
    """The packed part of a strand: those that were public when it was packed have the first numbers."""

    def __init__(self, sections: Sections, name: str):
        self.number = sections.about["number"]
        self.names = Names(sections, f"{name}.names")
        self.runs_at, self.runs = sections.numbers(f"{name}.runs.at"), sections.numbers(f"{name}.runs")
        self.owners = sections.numbers(f"{name}.owners")  # the place of each one's slug among the names
        self.begun = sections.numbers(f"{name}.begun")
        # The numbers by when they began, and of those that ended by when they did; and the moments in that order.
        self.by_begun, self.begun_in_order = sections.numbers(f"{name}.by_begun"), sections.numbers(f"{name}.begins")
        self.by_ended, self.ended_in_order = sections.numbers(f"{name}.by_ended"), sections.numbers(f"{name}.ends")
        self.starts, self.stops = sections.numbers(f"{name}.starts", "Q"), sections.numbers(f"{name}.stops", "Q")
        self.data = sections.bytes(f"{name}.kept")

    def __len__(self) -> int:
        return len(self.begun)

    @property
    def public(self) -> int:
        """How many were public when it was packed."""
        return len(self.begun) - len(self.by_ended)

    def alive(self, number: int) -> BitMap:
        if number >= self.number:
            return BitMap(range(self.public))
        begun = self.by_begun[: bisect_right(self.begun_in_order, number)]
        ended = self.by_ended[: bisect_right(self.ended_in_order, number)]
        return BitMap(array("I", begun)) - BitMap(array("I", ended))

    def numbers(self, slug: str) -> memoryview | tuple:
        place = self.names.find(slug)
        return () if place is None else self.runs[self.runs_at[place] : self.runs_at[place + 1]]

    def kept(self, number: int) -> bytes:
        return bytes(self.data[self.starts[number] : self.stops[number]])


class Strand:
    """The versions of things by slug. A version is added as the ledger has them: later ones later."""

    def __init__(self, packed: PackedStrand | None = None):
        self.packed = packed
        self.first = len(packed) if packed else 0
        self.slugs: dict[str, list[int]] = {}
        self.begun: list[int] = []
        self.owners: list[str] = []
        self.ended: dict[int, int] = {}
        self.recent: list = []

    def __len__(self) -> int:
        return self.first + len(self.recent)

    def add(self, slug: str, begun: int, kept) -> int:
        number = len(self)
        self.recent.append(kept)
        self.begun.append(begun)
        self.owners.append(slug)
        self.slugs.setdefault(slug, []).append(number)
        return number

    def end(self, slug: str, begun: int, ended: int) -> int:
        """Ends the version of a slug that began then, and gives its number."""
        number = next(number for number in self.numbers(slug) if self.begun_of(number) == begun)
        self.ended[number] = ended
        return number

    def begun_of(self, number: int) -> int:
        return self.begun[number - self.first] if number >= self.first else self.packed.begun[number]

    def slug(self, number: int) -> str:
        if number >= self.first:
            return self.owners[number - self.first]
        return self.packed.names[self.packed.owners[number]]

    def numbers(self, slug: str) -> list[int]:
        """The numbers of a slug's versions, the last first."""
        packed = self.packed.numbers(slug) if self.packed else ()
        return [*packed, *self.slugs.get(slug, ())][::-1]

    def alive(self, number: int) -> BitMap:
        """The versions that were public as of a changeset."""
        found = self.packed.alive(number) if self.packed else BitMap()
        found.add_range(self.first, self.first + bisect_right(self.begun, number))
        return found - BitMap(version for version, ended in list(self.ended.items()) if ended <= number)

    def find(self, slug: str, alive: BitMap) -> int | None:
        """The number of that version of a slug which is among those alive."""
        return next((number for number in self.numbers(slug) if number in alive), None)

    def beginning(self, start: str) -> Iterator[str]:
        """The slugs that begin so, in order, whichever of their versions are public."""
        recent = sorted(slug for slug in list(self.slugs) if slug.startswith(start))
        if self.packed is None:
            yield from recent
            return
        names, at = self.packed.names, 0
        for place in names.beginning(start):
            name = names[place]
            while at < len(recent) and recent[at] < name:
                yield recent[at]
                at += 1
            at += at < len(recent) and recent[at] == name
            yield name
        yield from recent[at:]

    def by_begun(self, alive: BitMap) -> Iterator[Iterable[int]]:
        """The versions alive by when they began, the last changeset first: those of each together, by number."""
        recent = [number for number in range(len(self) - 1, self.first - 1, -1) if number in alive]
        yield from (list(group)[::-1] for _begun, group in groupby(recent, self.begun_of))
        if self.packed is None:
            return
        begins, stop = self.packed.begun_in_order, len(self.packed.begun_in_order)
        while stop:
            start = bisect_left(begins, begins[stop - 1], 0, stop)
            yield (number for number in self.packed.by_begun[start:stop] if number in alive)
            stop = start


# ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────


def pack_strand(
    writer: Writer, name: str, rows: list[tuple[str, int, int]], places: list[tuple[int, int]], spool
) -> None:
    """Writes a strand: for each number slug, begun and ended, and where in the spool stands what is kept of it."""
    by_slug: dict[str, list[int]] = {}
    for number in sorted(range(len(rows)), key=lambda number: rows[number][1]):
        by_slug.setdefault(rows[number][0], []).append(number)
    slugs = sorted(by_slug)
    at = array("I", accumulate((len(by_slug[slug]) for slug in slugs), initial=0))
    writer.blobs(f"{name}.names", map(encoded, slugs))
    writer.add(f"{name}.runs.at", at)
    writer.add(f"{name}.runs", array("I", (number for slug in slugs for number in by_slug[slug])))
    places_of = {slug: place for place, slug in enumerate(slugs)}
    writer.add(f"{name}.owners", array("I", (places_of[slug] for slug, _begun, _ended in rows)))
    writer.add(f"{name}.begun", array("I", (begun for _slug, begun, _ended in rows)))
    by_begun = sorted(range(len(rows)), key=lambda number: (rows[number][1], number))
    by_ended = sorted((n for n, row in enumerate(rows) if row[2] != NEVER), key=lambda number: rows[number][2])
    writer.add(f"{name}.by_begun", array("I", by_begun))
    writer.add(f"{name}.begins", array("I", (rows[number][1] for number in by_begun)))
    writer.add(f"{name}.by_ended", array("I", by_ended))
    writer.add(f"{name}.ends", array("I", (rows[number][2] for number in by_ended)))
    writer.add(f"{name}.starts", array("Q", (start for start, _stop in places)))
    writer.add(f"{name}.stops", array("Q", (stop for _start, stop in places)))
    writer.copy(f"{name}.kept", spool)
