"""What a snapshot holds, as mappings: looked up in the holdings when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import sub
from typing import Protocol

from pyroaring import BitMap

from initiatives.bitmaps.among import Among
from initiatives.bitmaps.tables import Table
from initiatives.documents import Document
from initiatives.facets import VAST
from initiatives.holdings import Holdings
from initiatives.record import Record

# Kinds with many things, of which a page needs few.
MANY = {"actor", "source", "redirect"}


class View(Protocol):
    """A snapshot, as far as it is needed here: the versions of initiatives and of things that are public in it."""

    holdings: Holdings
    number: int
    everything: BitMap
    there: BitMap


class Documents(Mapping[int, Document]):
    """The documents of a snapshot's initiatives by number."""

    def __init__(self, snapshot: View):
        self.snapshot = snapshot

    def __getitem__(self, number: int) -> Document:
        if number not in self:
            raise KeyError(number)
        return self.snapshot.holdings.document(number)

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number >= 0 and number in self.snapshot.everything

    def __iter__(self) -> Iterator[int]:
        return iter(self.snapshot.everything)

    def __len__(self) -> int:
        return len(self.snapshot.everything)


class Ids(Mapping[str, int]):
    """The numbers of a snapshot's initiatives by slug."""

    def __init__(self, snapshot: View):
        self.snapshot = snapshot

    def __getitem__(self, slug: str) -> int:
        number = self.snapshot.holdings.initiatives.find(slug, self.snapshot.everything)
        if number is None:
            raise KeyError(slug)
        return number

    def __iter__(self) -> Iterator[str]:
        return (document.slug for document in self.snapshot.documents.values())

    def __len__(self) -> int:
        return len(self.snapshot.everything)


class Values(Mapping[str, BitMap]):
    """The values of a facet that occur in a snapshot, and the initiatives of each."""

    def __init__(self, snapshot: View, facet: str, table: Table):
        self.snapshot, self.facet, self.table = snapshot, facet, table

    def __getitem__(self, value: str) -> BitMap:
        if not (found := self.table.get(value) & self.snapshot.everything):
            raise KeyError(value)
        return found

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and self.table.get(value).intersect(self.snapshot.everything)

    @cached_property
    def occurring(self) -> dict[str, BitMap]:
        """The values that occur, each with its versions, public or not."""
        everything, get = self.snapshot.everything, self.table.get
        return {value: bits for value in self.table.values() if (bits := get(value)).intersect(everything)}

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many initiatives have each value."""
        return dict(zip(self.occurring, self.numbers_in(self.snapshot.everything), strict=True))

    def among(self, some: Among) -> dict[str, int]:
        """How many of some initiatives have each value."""
        if some.found is self.snapshot.everything:
            return dict(self.totals)
        if some.rest is None:
            return dict(zip(self.occurring, self.numbers_in(some.found), strict=True))
        return dict(zip(self.occurring, map(sub, self.totals.values(), self.numbers_in(some.rest)), strict=True))

    def numbers_in(self, found: BitMap) -> Iterable[int]:
        return map(found.intersection_cardinality, self.occurring.values())

    @cached_property
    def none(self) -> dict[str, int]:
        """Nothing for each value that occurs."""
        return dict.fromkeys(self.occurring, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self.occurring)

    def __len__(self) -> int:
        return len(self.occurring) if self.touched is None else self.counted

    def in_order(self) -> Iterator[str]:
        """The values that occur, by themselves; read only as far as they are wanted."""
        return (value for value in self.table.in_order() if value in self)

    @property
    def touched(self) -> set[str] | None:
        """The values that may occur otherwise than when they were packed; None where that is not known."""
        holdings = self.snapshot.holdings
        return set(holdings.touched[self.facet]) if self.snapshot.is_packed and self.facet in VAST else None

    @cached_property
    def counted(self) -> int:
        """The number of those that occur: what was packed, and what came or went since."""
        touched, before = self.touched, self.snapshot.holdings.about["occurring"][self.facet]
        return before - sum(map(self.table.packed.was_public, touched)) + sum(value in self for value in touched)


class Kinds(Mapping[str, Mapping[str, Record]]):
    """The things of a snapshot by kind."""

    def __init__(self, snapshot: View):
        self.snapshot = snapshot
        self.known: dict[str, Mapping[str, Record] | None] = {}

    def __getitem__(self, kind: str) -> Mapping[str, Record]:
        if kind not in self.known:
            self.known[kind] = self.found(kind) or None
        if (found := self.known[kind]) is None:
            raise KeyError(kind)
        return found

    def found(self, kind: str) -> Mapping[str, Record]:
        snapshot, holdings = self.snapshot, self.snapshot.holdings
        things = Things(snapshot, kind)
        if kind in MANY:
            return things
        changed = holdings.changed[kind]
        if snapshot.number < max(changed, holdings.about["number"]):
            return dict(things)
        # Nothing of this kind has changed since: later snapshots have the same.
        if holdings.same.get(kind, (-1,))[0] != changed:
            holdings.same[kind] = changed, dict(things)
        return holdings.same[kind][1]

    def __iter__(self) -> Iterator[str]:
        return (kind for kind in self.snapshot.holdings.kinds() if kind in self)

    def __contains__(self, kind: object) -> bool:
        return isinstance(kind, str) and self.get(kind) is not None

    def __len__(self) -> int:
        return sum(1 for _kind in self)


class Things(Mapping[str, Record]):
    """The things of one kind of a snapshot by slug."""

    def __init__(self, snapshot: View, kind: str):
        self.snapshot, self.start = snapshot, f"{kind}/"

    def __getitem__(self, slug: str) -> Record:
        number = self.snapshot.holdings.things.find(self.start + slug, self.snapshot.there)
        if number is None:
            raise KeyError(slug)
        return self.snapshot.holdings.thing(number)

    def __iter__(self) -> Iterator[str]:
        strand, there = self.snapshot.holdings.things, self.snapshot.there
        for name in strand.beginning(self.start):
            if strand.find(name, there) is not None:
                yield name.removeprefix(self.start)

    def __len__(self) -> int:
        return sum(1 for _slug in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None
