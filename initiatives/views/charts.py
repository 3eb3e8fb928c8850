"""Numbers to be drawn: the values of a facet and the years of a list, each beside the largest of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from initiatives.answers import Answer, Question
from initiatives.asking import label
from initiatives.facets import NONE
from initiatives.panel import Panel
from initiatives.selection import Selection

MOST_BARS = 8
# Beyond this many years only those with initiatives are drawn; up to it the empty ones between them too.
LONGEST_TIMELINE = 40


@dataclass(frozen=True)
class Bar:
    """A value with its number of initiatives, its share of the largest number in percent, and its list."""

    value: str
    label: str
    count: int
    share: int
    address: str

    @property
    def top(self) -> int:
        """Where an upright bar begins, from above."""
        return 100 - self.share


def bars(rows: Iterable[tuple[str, str, int, str]]) -> list[Bar]:
    """Rows of value, label, number and address as bars."""
    rows = list(rows)
    largest = max((count for _value, _label, count, _address in rows), default=0)
    return [Bar(value, words, n, round(100 * n / largest) if n else 0, address) for value, words, n, address in rows]


def by_facet(panel: Panel, facet: str, most: int | None = None) -> list[Bar]:
    """The values of a facet that occur in a list: all in their own order, or the most frequent ones."""
    values = panel.facet(facet).occurring
    if most is not None:
        values = nsmallest(most, values, key=lambda value: -value.count)
    return bars((row.value, row.label, row.count, panel.selection.address(**{facet: [row.value]})) for row in values)


def by_year(panel: Panel) -> list[Bar]:
    """The years of a list, oldest first, with the years between them that have no initiative."""
    counts = {int(row.value): row.count for row in panel.facet("year").occurring}
    if not counts:
        return []
    whole = range(min(counts), max(counts) + 1)
    years = whole if len(whole) <= LONGEST_TIMELINE else sorted(counts)
    return bars((str(y), str(y), counts.get(y, 0), panel.selection.address(year=[str(y)])) for y in years)


def together(selection: Selection, facet: str, value: str) -> list[Bar]:
    """The other values of a facet that the initiatives of one value have as well, the most frequent first."""
    question = Question({facet: frozenset([value])}, frozenset([facet]))
    counts = Answer(selection.snapshot, question).counts(facet)
    named = [other for other, n in counts.items() if n and other not in {value, NONE, "multi"}]
    others = selection.snapshot.visible(facet, named)
    found = nsmallest(MOST_BARS, others, key=lambda other: (-counts[other], other))

    def both(other: str) -> str:
        return selection.address(**{facet: sorted([value, other]), f"{facet}_match": ["all"]})

    return bars((other, label(selection.moment, facet, other), counts[other], both(other)) for other in found)


def number_of_entries(selection: Selection) -> tuple[int, int]:
    """How many entries a list has, and how many footnotes they have."""
    return selection.counts["entries"], selection.counts["footnotes"]
