"""Holders: for each initiative its values of a long facet, and how many of a set of initiatives have each."""

import os
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from pyroaring import BitMap

from initiatives.bitmaps.sections import Names, Sections
from initiatives.bitmaps.tables import Table

# Counting needs no linear algebra: its threads would only be in the way of a server that forks.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy  # noqa: E402

# So many initiatives are counted at a time: what that takes in memory is bounded.
AT_A_TIME = 50_000
# Where what is counted is so many times fewer than the values there are, it is sorted instead.
FEW = 64


class PackedHolders:
    """For each packed initiative its values of a long facet, by the numbers that its table gives them."""

    def __init__(self, sections: Sections, facet: str):
        self.at = sections.numbers(f"holders.{facet}.at", "Q")
        self.values = sections.numbers(f"holders.{facet}")
        # Those that have a value more than once.
        self.repeating = BitMap.deserialize(bytes(sections.bytes(f"holders.{facet}.repeating")))
        self.starts, self.held = numpy.frombuffer(self.at, numpy.int64), numpy.frombuffer(self.values, numpy.uint32)

    def of(self, number: int) -> memoryview:
        return self.values[self.at[number] : self.at[number + 1]]

    def held_by(self, found: BitMap) -> numpy.ndarray:
        """What these initiatives have, one after another."""
        numbers, held = found.to_array(), []
        for first in range(0, len(numbers), AT_A_TIME):
            rows = numpy.frombuffer(numbers[first : first + AT_A_TIME], numpy.uint32)
            starts, lengths = self.starts.take(rows), self.starts.take(rows + 1)
            lengths -= starts
            # The places of all their values: those of each follow one another from its start.
            starts -= lengths.cumsum() - lengths
            places = starts.repeat(lengths)
            places += numpy.arange(len(places))
            held.append(self.held.take(places))
        return held[0] if len(held) == 1 else numpy.concatenate([self.held[:0], *held])

    def held_in(self, slots: list[BitMap]) -> numpy.ndarray:
        """What these initiatives have as the first of theirs, as the second, …"""
        rows = [numpy.frombuffer(bits.to_array(), numpy.uint32) for bits in slots]
        held = [self.held[self.starts[numbers] + slot] for slot, numbers in enumerate(rows)]
        return numpy.concatenate([self.held[:0], *held])


class Holders:
    """For each initiative its values of a long facet: of participations one after another, else each once."""

    def __init__(self, table: Table, first: int, packed: PackedHolders | None = None):
        self.table, self.packed = table, packed
        self.simple = BitMap(range(first)) - packed.repeating if packed else BitMap()
        self.recent: dict[int, tuple[str, ...]] = {}

    def of(self, number: int) -> Iterable[str]:
        if number in self.recent:
            return self.recent[number]
        return [self.table.packed.names[value] for value in self.packed.of(number)]

    def counted(self, found: BitMap) -> "Tally":
        """How many of the initiatives have each value."""
        others = (set(self.of(number)) for number in found - self.simple)
        return self.tally(self.packed.held_by(found & self.simple) if self.packed else None, others)

    def counted_in(self, slots: list[BitMap]) -> "Tally":
        """How many initiatives have each value in a first, second, … part that is among these."""
        held = ((number, self.of(number)) for number in BitMap.union(BitMap(), *slots) - self.simple)
        others = ({v for bits, v in zip(slots, own, strict=False) if n in bits} for n, own in held)
        return self.tally(self.packed.held_in([bits & self.simple for bits in slots]) if self.packed else None, others)

    def tally(self, held: numpy.ndarray | None, others: Iterable[set[str]]) -> "Tally":
        """What simple initiatives have, by number, and what each of the others has, put together."""
        new = Counter(chain.from_iterable(others))
        if held is None:
            return Tally(new)
        names = self.table.packed.names
        known = [(number, value) for value in new if (number := names.find(value)) is not None]
        more = [number for number, value in known for _once in range(new.pop(value))]
        return Tally(new, names, numpy.concatenate([held, numpy.array(more, numpy.uint32)]) if more else held)


class Tally:
    """Counted values: packed ones by number, whose order is that of their names, and new ones by name."""

    def __init__(self, new: Counter[str], names: Names | None = None, held: numpy.ndarray | None = None):
        """``held`` has the number of a packed value once for each initiative that has it."""
        self.new, self.names, self.held = new, names, held

    def counts(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The packed values that occur, by number, and how often each."""
        if len(self.held) * FEW < len(self.names):
            return numpy.unique(self.held, return_counts=True)
        counts = numpy.bincount(self.held, minlength=1)
        numbers = numpy.flatnonzero(counts > 0)  # of truth values it finds them in a fifth of the time
        return numbers, counts[numbers]

    def rows(self, most: int) -> list[tuple[str, int]]:
        """The packed values with the highest counts, in this order, each with its count."""
        if self.names is None:
            return []
        numbers, counts = self.counts()
        if len(numbers) > most:  # nothing but what is higher than the last of the highest counts is put in order
            last = numpy.partition(counts, -most)[-most]
            higher, as_high = numpy.flatnonzero(counts > last), numpy.flatnonzero(counts == last)
            first = numpy.concatenate([higher[in_turn(counts[higher])], as_high[: most - len(higher)]])
        else:
            first = in_turn(counts)
        return [*zip(self.names.texts(numbers[first].tolist()), counts[first].tolist(), strict=True)]

    def most(self, most: int) -> list[tuple[str, int]]:
        """The highest counts, the first ones by name where several are as high."""
        found = self.rows(most)
        return sorted([*found, *self.new.items()], key=lambda row: (-row[1], row[0]))[:most] if self.new else found

    def named(self) -> dict[str, int]:
        """Every value that was counted, with its count."""
        if self.names is None:
            return dict(self.new)
        numbers, counts = self.counts()
        return {**self.new, **dict(zip(self.names.texts(numbers.tolist()), counts.tolist(), strict=True))}


def in_turn(counts: numpy.ndarray) -> numpy.ndarray:
    """The places of the counts, the highest first; of those that are as high the first ones."""
    return numpy.argsort(-counts, kind="stable")
