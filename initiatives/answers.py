"""Answers: which initiatives of a snapshot match a question, and how many each further value would give.

What belongs to an entry is asked of one and the same entry, what belongs to a participation of one and the same
participation. Counts are exact: the count beside a value is the length of the list with that value.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import heappush, heappushpop
from itertools import product

from pyroaring import BitMap

from initiatives.bitmaps.among import Among
from initiatives.bitmaps.holders import Holders, Tally
from initiatives.bitmaps.tables import EMPTY, Ranked, Table, intersection_of_slots, union_of_slots
from initiatives.facets import GROUP_OF, GROUPS, HELD, IN_PAIRS, VAST, pair_key
from initiatives.snapshot import Snapshot, except_hidden, initiatives_of

# What it takes to count values initiative by initiative, in what it takes to count one value by itself: so much at
# least, and one more for so many initiatives.
AT_LEAST, FOR_EACH = 50, 50
# One of so many initiatives are few among them.
SPARSE = 10
# No initiative has a number of entries or footnotes with more binary digits.
DIGITS = 16

type Chosen = dict[str, frozenset[str]]
type Count = Callable[[str, BitMap], int]


@dataclass(frozen=True)
class Question:
    """What is asked: the values chosen in each facet, the facets that must match them all, a text, and the slugs of
    what was picked by hand."""

    values: Chosen = field(default_factory=dict)
    every: frozenset[str] = frozenset()
    text: str = ""
    picked: tuple[str, ...] = ()


@dataclass
class Answer:
    """The answer of one snapshot to one question, worked out only as far as it is asked for."""

    snapshot: Snapshot
    question: Question

    @classmethod
    def of(cls, snapshot: Snapshot, ids: Iterable[int]) -> "Answer":
        """The answer that is these initiatives, named by their addresses rather than asked for."""
        answer = cls(snapshot, Question())
        answer.matching = BitMap(ids)
        return answer

    @cached_property
    def matching(self) -> BitMap:
        return self.meet(self.sets)

    @cached_property
    def sets(self) -> dict[str, BitMap]:
        """For each part of the question the initiatives that satisfy it alone, public or not."""
        chosen = self.question.values
        sets = {facet: self.of_initiative(facet, chosen[facet]) for facet in GROUPS["initiative"] if facet in chosen}
        for group in ("entry", "participation"):
            if any(facet in chosen for facet in GROUPS[group]):
                sets[group] = self.of_group(group, chosen)
        if self.question.text:
            sets["text"] = self.snapshot.with_text(self.question.text)
        if self.question.picked:
            found = map(self.snapshot.ids.get, self.question.picked)
            sets["pick"] = BitMap(i for i in found if i is not None)
        return sets

    def meet(self, sets: dict[str, BitMap], without: str = "") -> BitMap:
        others = [found for name, found in sets.items() if name != without]
        return BitMap.intersection(self.snapshot.everything, *others) if others else self.snapshot.everything

    def having(self, facet: str, values: Iterable[str]) -> list[BitMap]:
        return [self.snapshot.holdings.facets[facet].get(value) for value in values]

    def of_initiative(self, facet: str, values: Iterable[str]) -> BitMap:
        bitmaps = self.having(facet, values)
        return BitMap.intersection(*bitmaps) if facet in self.question.every else BitMap.union(*bitmaps)

    def of_group(self, group: str, chosen: Chosen) -> BitMap:
        """The initiatives with one entry (or participation) that satisfies everything chosen in its group."""
        facets = [facet for facet in GROUPS[group] if facet in chosen]
        for facet in facets:
            if facet in self.question.every and len(chosen[facet]) > 1:
                each = (self.of_group(group, chosen | {facet: frozenset([value])}) for value in chosen[facet])
                return BitMap.intersection(*each)
        if len(facets) == 1:
            return BitMap.union(EMPTY, *self.having(facets[0], chosen[facets[0]]))
        if len(facets) == 2 and IN_PAIRS.issuperset(facets):
            return self.with_pair(*facets, product(chosen[facets[0]], chosen[facets[1]]))
        return initiatives_of(self.slots(facets, chosen))

    def with_pair(self, one: str, other: str, values: Iterable[tuple[str, str]]) -> BitMap:
        """The initiatives with any of these pairs of values of two facets in one entry (or participation)."""
        pairs = self.snapshot.holdings.pairs
        found = [pairs.get(pair_key(one, value, other, another)) for value, another in values]
        return found[0] if len(found) == 1 else BitMap.union(EMPTY, *found)

    def slots(self, facets: Iterable[str], chosen: Chosen) -> list[BitMap]:
        """The initiatives whose first entry (or participation) has a chosen value of each facet, whose second, …"""
        parts = self.snapshot.holdings.parts
        return intersection_of_slots(union_of_slots(parts[facet].get(v) for v in chosen[facet]) for facet in facets)

    # counts

    def counts(self, facet: str) -> dict[str, int]:
        """For each value of the facet that occurs: the length of the list with that value alone in the facet,
        or, where the facet must match every value, of the list with that value added."""
        values, counting = self.snapshot.facets[facet], self.counting(facet)
        if counting.is_of_many and (facet in VAST or self.is_sparse(facet, counting.base)):
            return values.none | counting.counted(self.snapshot.holdings.holders[facet]).named()
        if counting.base is not None:
            return values.among(counting.base)
        return {value: counting.count(value, bits) for value, bits in values.occurring.items()}

    def is_sparse(self, facet: str, base: Among | None) -> bool:
        """Whether there are so few of all initiatives in which the values of a facet are counted that it takes less
        work initiative by initiative."""
        return facet in HELD and base is not None and len(base) * SPARSE < self.snapshot.first

    def count(self, facet: str, value: str) -> int:
        """The count of one value."""
        return self.counting(facet).count(value, self.snapshot.holdings.facets[facet].get(value))

    def most(self, facet: str, most: int) -> dict[str, int]:
        """Those values of a long facet that give the longest lists, each with that length; the first ones by name
        where several are as long. All that occur, where these are no more."""
        values, counting = self.snapshot.facets[facet], self.counting(facet)
        if not counting.is_of_many or counting.base is not None and self.is_soon_found(facet, most, counting.base):
            return self.longest(facet, most, counting.count)
        found = dict(counting.counted(self.snapshot.holdings.holders[facet]).most(most))
        for value in values.in_order() if len(found) < most else ():
            found.setdefault(value, 0)
            if len(found) == most:
                break
        return found

    def longest(self, facet: str, most: int, count: Count) -> dict[str, int]:
        """Counts value by value, the most frequent first, until none that is left can give a longer list."""
        heap: list[tuple[int, Backwards]] = []
        values = self.snapshot.facets[facet]
        for bound, value, bits in in_turn(values.table):
            if len(heap) == most and bound < heap[0][0]:
                break
            found = count(value, bits)
            if len(heap) < most:
                if found or value in values:
                    heappush(heap, (found, Backwards(value)))
            elif found >= heap[0][0] and (found or value in values):
                heappushpop(heap, (found, Backwards(value)))
        return {str(value): found for found, value in heap}

    def is_soon_found(self, facet: str, most: int, base: Among) -> bool:
        """Whether the longest lists are found with less work value by value than initiative by initiative, as it
        would be if the values were spread among these initiatives as they are among all."""
        ranked = self.snapshot.facets[facet].table.ranked()
        if len(ranked) <= most:
            return True
        last = ranked[most - 1][0] * len(base) / max(1, len(self.snapshot.everything))
        ahead = bisect_right(ranked, -last, key=lambda row: -row[0])
        return ahead < min(AT_LEAST + len(base) // FOR_EACH, len(ranked))

    def counting(self, facet: str) -> "Counting":
        """What remains when the facet is asked for anything, and how a value of it is counted in that."""
        group, chosen, every = GROUP_OF[facet], self.question.values, self.question.every
        # A value added to others that must hold as well narrows the whole answer, not what is left beside its facet.
        own = "" if facet in every else facet if group == "initiative" else group
        base, others = self.beside(own), self.others(facet)
        if any(other in every and len(chosen[other]) > 1 for other in others):
            return Counting(lambda value, _bits: base.count(self.of_group(group, chosen | {facet: frozenset([value])})))
        if len(others) == 1 and IN_PAIRS.issuperset({facet, *others}):
            [other], count = others, base.count
            return Counting(lambda value, _bits: count(self.with_pair(facet, other, product([value], chosen[other]))))
        if others:
            slots = [bits & base.found for bits in self.slots(others, chosen)]
            parts = self.snapshot.holdings.parts[facet]
            participations = slots if group == "participation" else None
            return Counting(lambda value, _bits: number_in(slots, parts.get(value)), slots=participations)
        return Counting(lambda _value, bits: base.count(bits), base)

    def beside(self, own: str) -> Among:
        """What remains without one part of the question."""
        own = own if own in self.sets else ""
        if own not in self.bases:
            found = self.meet(self.sets, without=own) if own else self.matching
            self.bases[own] = Among(found, self.snapshot.everything)
        return self.bases[own]

    @cached_property
    def bases(self) -> dict[str, Among]:
        return {}

    def others(self, facet: str) -> list[str]:
        """What else is chosen of the same entry (or participation)."""
        if GROUP_OF[facet] == "initiative":
            return []
        return [other for other in GROUPS[GROUP_OF[facet]] if other in self.question.values and other != facet]

    # rows

    @cached_property
    def entry_slots(self) -> list[BitMap] | None:
        """The entries that satisfy everything asked of entries, or None where nothing was."""
        asked = [facet for facet in GROUPS["entry"] if facet in self.question.values]
        return self.slots(asked, self.question.values) if asked else None

    def entries(self, i: int) -> Iterator[tuple[str, int]]:
        """Of one matching initiative the entries to show as rows: the id of each, and its number of footnotes."""
        document, asked = self.snapshot.documents[i], self.entry_slots
        hidden = document.withheld_by(self.snapshot.withheld) if self.snapshot.withheld else ()
        if self.snapshot.withheld and self.snapshot.is_withheld(document):
            return
        for slot, (name, footnotes) in enumerate(document.entries):
            if name not in hidden and (asked is None or slot < len(asked) and i in asked[slot]):
                yield name, footnotes

    @cached_property
    def rows(self) -> tuple[int, int]:
        """How many entries the matching initiatives have that are to be shown, and how many footnotes these have."""
        there, hidden = self.matching - self.snapshot.tombstones, self.snapshot.hidden_entries
        if self.entry_slots is None and not hidden:
            return self.number_of("all entries", [there]), self.number_of("all footnotes", [there])
        asked = self.snapshot.holdings.rows.get("entries") if self.entry_slots is None else self.entry_slots
        shown = except_hidden([bits & there for bits in asked], hidden)
        return sum(map(len, shown)), self.number_of("footnotes", shown)

    def number_of(self, what: str, slots: list[BitMap]) -> int:
        """A number of which the index has the binary digits, added up over these slots."""
        digits = (self.snapshot.holdings.rows.get(f"{what}/{digit}") for digit in range(DIGITS))
        return sum(common(slots, ones) << digit for digit, ones in enumerate(digits))


@dataclass(frozen=True)
class Counting:
    """How a value is counted by itself: among the initiatives of ``base``, where it is as simple as that.

    Very many values are counted at once in these, or in the first, second, … participation of those in ``slots``.
    """

    count: Count
    base: Among | None = None
    slots: list[BitMap] | None = None

    @property
    def is_of_many(self) -> bool:
        return self.base is not None or self.slots is not None

    def counted(self, holders: Holders) -> Tally:
        return holders.counted(self.base.found) if self.slots is None else holders.counted_in(self.slots)


class Backwards(str):
    """A text that comes before those it comes after: of two values that are as frequent the later one is let go."""

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def in_turn(table: Table) -> Iterator[Ranked]:
    """The values of a table with numbers that never rise; those that stand ready first."""
    ranked = table.ranked()
    yield from ranked
    known = {value for _bound, value, _bits in ranked}
    yield from (row for row in table.frequent() if row[1] not in known)


def number_in(slots: list[BitMap], others: list[BitMap]) -> int:
    """How many initiatives have one of their first, second, … parts in both."""
    common = [one & other for one, other in zip(slots, others, strict=False)]
    return len(BitMap.union(EMPTY, *filter(None, common)))


def common(first: list[BitMap], second: list[BitMap]) -> int:
    return sum(one.intersection_cardinality(other) for one, other in zip(first, second, strict=False))


def without(question: Question, facet: str) -> Question:
    """The question with nothing chosen in one facet (or, for "q" and "pick", without its text or its picks)."""
    if facet == "q":
        return replace(question, text="")
    if facet == "pick":
        return replace(question, picked=())
    values = {name: chosen for name, chosen in question.values.items() if name != facet}
    return replace(question, values=values, every=question.every - {facet})
