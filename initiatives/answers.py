"""Answers: which initiatives of a snapshot match a question, and how many each further value would give.

What belongs to an entry is asked of one and the same entry, what belongs to a participation of one and the same
participation. Counts are exact: the count beside a value is the length of the list with that value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from pyroaring import BitMap

from initiatives.snapshot import GROUP_OF, GROUPS, STRIDE, Snapshot, initiatives_of

EMPTY = BitMap()

type Chosen = dict[str, frozenset[str]]


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
        """For each part of the question the initiatives that satisfy it alone."""
        chosen = self.question.values
        sets = {facet: self.of_initiative(facet, chosen[facet]) for facet in GROUPS["initiative"] if facet in chosen}
        for group in ("entry", "participation"):
            if any(facet in chosen for facet in GROUPS[group]):
                sets[group] = self.of_group(group, chosen)
        if self.question.text:
            sets["text"] = self.snapshot.with_text(self.question.text)
        if self.question.picked:
            sets["pick"] = BitMap(
                self.snapshot.ids[slug] for slug in self.question.picked if self.snapshot.document(slug)
            )
        return sets

    def meet(self, sets: dict[str, BitMap], without: str = "") -> BitMap:
        others = [found for name, found in sets.items() if name != without]
        return BitMap.intersection(self.snapshot.everything, *others)

    def of_initiative(self, facet: str, values: Iterable[str]) -> BitMap:
        bitmaps = [self.snapshot.facets[facet].get(value, EMPTY) for value in values]
        return BitMap.intersection(*bitmaps) if facet in self.question.every else BitMap.union(*bitmaps)

    def of_group(self, group: str, chosen: Chosen) -> BitMap:
        """The initiatives with one entry (or participation) that satisfies everything chosen in its group."""
        facets = [facet for facet in GROUPS[group] if facet in chosen]
        for facet in facets:
            if facet in self.question.every and len(chosen[facet]) > 1:
                each = (self.of_group(group, chosen | {facet: frozenset([value])}) for value in chosen[facet])
                return BitMap.intersection(*each)
        if len(facets) == 1:
            return union(self.snapshot.facets[facets[0]], chosen[facets[0]])
        return initiatives_of(self.bits(facets, chosen))

    def bits(self, facets: Iterable[str], chosen: Chosen) -> BitMap:
        return BitMap.intersection(*(union(self.snapshot.parts[facet], chosen[facet]) for facet in facets))

    def counts(self, facet: str) -> dict[str, int]:
        """For each value of the facet that occurs: the length of the list with that value alone in the facet,
        or, where the facet must match every value, of the list with that value added."""
        group = GROUP_OF[facet]
        if group != "initiative":
            return self.counts_of_group(group, facet)
        base = self.matching if facet in self.question.every else self.meet(self.sets, without=facet)
        return {value: len(base & found) for value, found in self.snapshot.facets[facet].items()}

    def counts_of_group(self, group: str, facet: str) -> dict[str, int]:
        chosen = self.question.values
        # A value added to others that must hold as well narrows the whole answer, not what is left beside its facet.
        base = self.matching if facet in self.question.every else self.meet(self.sets, without=group)
        others = [other for other in GROUPS[group] if other in chosen and other != facet]
        if any(other in self.question.every and len(chosen[other]) > 1 for other in others):
            values = self.snapshot.facets[facet]
            sets = {value: self.of_group(group, chosen | {facet: frozenset([value])}) for value in values}
        elif others:
            bits = self.bits(others, chosen)
            sets = {value: initiatives_of(bits & found) for value, found in self.snapshot.parts[facet].items()}
        else:
            sets = self.snapshot.facets[facet]
        return {value: len(base & found) for value, found in sets.items()}

    @cached_property
    def entry_bits(self) -> BitMap | None:
        """The entries that satisfy everything asked of entries, or None where nothing was."""
        asked = [facet for facet in GROUPS["entry"] if facet in self.question.values]
        return self.bits(asked, self.question.values) if asked else None

    def entries(self, i: int) -> Iterator[tuple[str, int]]:
        """Of one matching initiative the entries to show as rows: the id of each, and its number of footnotes."""
        document = self.snapshot.documents[i]
        hidden = document.withheld_by(self.snapshot.withheld) if self.snapshot.withheld else ()
        if self.snapshot.withheld and self.snapshot.is_withheld(document):
            return
        for slot, (name, footnotes) in enumerate(document.entries):
            if name not in hidden and (self.entry_bits is None or slot * STRIDE + i in self.entry_bits):
                yield name, footnotes


def union(bitmaps: dict[str, BitMap], values: Iterable[str]) -> BitMap:
    return BitMap.union(EMPTY, *(bitmaps.get(value, EMPTY) for value in values))


def without(question: Question, facet: str) -> Question:
    """The question with nothing chosen in one facet (or, for "q" and "pick", without its text or its picks)."""
    if facet == "q":
        return replace(question, text="")
    if facet == "pick":
        return replace(question, picked=())
    values = {name: chosen for name, chosen in question.values.items() if name != facet}
    return replace(question, values=values, every=question.every - {facet})
