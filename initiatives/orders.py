"""Orders: the initiatives of a list in a total order, worked out only as far as it is read."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Protocol

from pyroaring import BitMap

from initiatives.documents import KEYS, Document

# Up to so many initiatives are simply sorted.
FEW = 3000
# So many rows from the beginning are looked for one by one.
NEAR = 250


class Places(Protocol):
    """What a snapshot tells of the orders of its initiatives."""

    documents: Mapping[int, Document]
    first: int
    packed: BitMap
    in_order: int

    def names_for(self, sort: str) -> dict[str, str]: ...
    def has_order(self, sort: str) -> bool: ...
    def order(self, sort: str) -> tuple[Sequence[int], Sequence[int]]: ...
    def place(self, sort: str, number: int, order: str) -> int: ...


class Rows(Sequence[int]):
    """The initiatives of a list in their order; equal to any other list of the same."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None


class Ordered(Rows):
    """Initiatives of a snapshot in one of its orders.

    What is packed has its place in the order; each of the others goes where its key belongs between these.
    """

    def __init__(self, snapshot: Places, sort: str, found: BitMap):
        self.snapshot, self.sort, self.found = snapshot, sort, found

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[int]:
        return iter(self.all)

    def __getitem__(self, wanted):
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1 or None][0]
        start, stop, step = wanted.indices(len(self))
        if step != 1 or len(self) <= FEW or "all" in vars(self):
            return self.all[wanted]
        if self.in_place:
            return self.between(start, stop)
        return list(islice(self.walked(), start, stop)) if stop <= NEAR else self.all[wanted]

    @cached_property
    def all(self) -> list[int]:
        if not self.packed_places:
            return self.sorted_by_key(self.found)
        order, places = self.snapshot.order(self.sort)
        bits = self.packed if self.in_place else BitMap([places[number] for number in self.packed])
        there = list(bits)
        rows = there if self.in_place else [order[place] for place in there]
        merged, at = [], 0
        for place, number in self.others:
            stop = bisect_left(there, place)
            merged += rows[at:stop]
            merged.append(number)
            at = stop
        return merged + rows[at:]

    def sorted_by_key(self, numbers) -> list[int]:
        documents, names, key = self.snapshot.documents, self.snapshot.names_for(self.sort), KEYS[self.sort]
        return sorted(numbers, key=lambda number: key(documents[number], names))

    @cached_property
    def packed_places(self) -> bool:
        """Whether the packed initiatives have places in this order, and any of them is here."""
        return bool(self.found) and self.found.min() < self.snapshot.first and self.snapshot.has_order(self.sort)

    @cached_property
    def packed(self) -> BitMap:
        return self.found & self.snapshot.packed

    @cached_property
    def in_place(self) -> bool:
        """Whether the packed ones have their numbers in this very order."""
        if self.sort != "newest" or not self.packed_places:
            return False
        return self.packed.max() < self.snapshot.in_order

    @cached_property
    def others(self) -> list[tuple[int, int]]:
        """Those that are not packed, in order: the place in the packed order before which each goes, and itself."""
        numbers = self.sorted_by_key(self.found - self.packed)
        order = "" if self.in_place else self.sort
        return [(self.snapshot.place(self.sort, number, order), number) for number in numbers]

    def between(self, start: int, stop: int) -> list[int]:
        """The rows from one to another, where numbers are places."""
        before = [self.packed.rank(place - 1) if place else 0 for place, _number in self.others]
        at = {index + n: number for n, (index, (_place, number)) in enumerate(zip(before, self.others, strict=True))}
        places = sorted(at)
        skipped = bisect_left(places, start)
        wanted = bisect_left(places, stop) - skipped
        packed = iter(self.packed[start - skipped : stop - skipped - wanted])
        return [at[row] if row in at else next(packed) for row in range(start, stop)]

    def walked(self) -> Iterator[int]:
        """The rows from the first on, found by walking through the whole order."""
        order, _places = self.snapshot.order(self.sort)
        others = iter([*self.others, (len(order), -1)])
        place, other = next(others)
        for here, number in enumerate(order):
            while place <= here and other >= 0:
                yield other
                place, other = next(others)
            if number in self.packed:
                yield number
        while other >= 0:
            yield other
            place, other = next(others)


class Chained(Rows):
    """Several lists as one after another."""

    def __init__(self, lists: Sequence[Sequence[int]]):
        self.lists = [one for one in lists if len(one)]
        self.starts = [0, *accumulate(map(len, self.lists))]

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[int]:
        for one in self.lists:
            yield from one

    def __getitem__(self, wanted):
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1 or None][0]
        start, stop, step = wanted.indices(len(self))
        found = []
        for first, one in zip(self.starts, self.lists, strict=False):
            if first < stop and start < first + len(one):
                found += one[max(0, start - first) : stop - first]
        return found[::step] if step != 1 else found
