"""What stands beside the rows of a list: facets with their counts, chips, and ways out of an empty list."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import terms
from initiatives.answers import Answer, without
from initiatives.asking import Moment, label
from initiatives.facets import NONE, VAST
from initiatives.fields import YEARS
from initiatives.filters import FACET_PARAMETERS, FILTER_PARAMETERS, InitiativeFilter, usual_sort
from initiatives.selection import PLACE, Selection, around
from initiatives.terms import Word, Words

PARAMETERS = InitiativeFilter.base_filters
# What a chip stands for: each can be taken away by itself.
CHOSEN = ("q", *FACET_PARAMETERS, "pick")
LONG = 60
MOST_GAPS = 40
# Where all values of a facet that may be long are listed.
DIRECTORIES = {"country": "/countries/", "theme": "/themes/", "actor": "/actors/", "edition": "/editions/"}
OPEN_ENDS = {str(YEARS[0]), str(YEARS[-1])}


class Value(NamedTuple):
    """A value of a facet beside its count: the length of the list it would give."""

    value: str
    label: str
    count: int
    selected: bool
    definition: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet as the panel shows it; ``match`` is "any" or "all" where the reader may choose.

    ``defined`` are the words of its values that have a definition; ``clear`` is the address of the question without
    it; ``more`` is the number of values that are not listed.
    """

    name: str
    label: str
    help: str
    order: list[str]
    counts: dict[str, int]
    selected: set[str]
    words: dict[str, Word]
    defined: tuple[Word, ...]
    match: str = ""
    clear: str = ""
    more: int = 0

    @cached_property
    def values(self) -> list[Value]:
        """The values that are listed, in their order."""
        words, counts, selected = self.words, self.counts, self.selected
        return [Value(v, words[v].label, counts.get(v, 0), v in selected, words[v].definition) for v in self.order]

    @property
    def chosen(self) -> int:
        return len(self.selected)

    @property
    def occurring(self) -> list[Value]:
        """The values that stand for something and have at least one initiative."""
        return [value for value in self.values if value.count and value.value != NONE]

    @property
    def directory(self) -> str:
        """The path of the page that lists every value of a facet of which the panel lists some."""
        return DIRECTORIES.get(self.name, "") if self.more else ""

    @property
    def matched(self) -> str:
        """How several values are joined, where there are several or the question says so."""
        return self.match if self.chosen > 1 or self.match == "all" else ""


class Bar(NamedTuple):
    """A year of the histogram: its value, and its share of the highest bar in per cent."""

    value: Value
    share: int


@dataclass(frozen=True)
class Years:
    """The years of a list: a bar for each, what the two inputs of a range hold, and what else is chosen.

    ``around`` stands before and after a year in the address of its list.
    """

    bars: list[Bar]
    around: tuple[str, str]
    first: str
    last: str
    apart: list[tuple[str, str]]


@dataclass(frozen=True)
class Chip:
    """Something the question asks for, and the address of the question without it."""

    label: str
    value: str
    address: str


@dataclass
class Panel:
    """The facets and chips of one selection."""

    selection: Selection

    @property
    def moment(self) -> Moment:
        return self.selection.moment

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Every facet with all its values and counts, by the parameter's name."""
        return {name: self.facet(name, whole=True) for name in FACET_PARAMETERS}

    def facet(self, name: str, *, whole: bool = False) -> Facet:
        """One facet; of a long one, unless it is wanted whole, the most frequent values and the chosen ones."""
        declared, chosen = PARAMETERS[name], self.chosen(name)
        words = terms.words(self.moment, name)
        counts, offered, more = self.counted(name, words, whole=whole)
        listed = words.listed(self.moment, name, offered if chosen <= offered else offered | chosen)
        match = self.selection.first(f"{name}_match", "any") if f"{name}_match" in PARAMETERS else ""
        clear = self.address_with(name, []) if chosen else ""
        return Facet(
            name,
            declared.label,
            declared.extra["help_text"],
            listed.order,
            counts,
            chosen,
            listed.words,
            listed.defined,
            match,
            clear,
            more,
        )

    def counted(self, name: str, words: Words, *, whole: bool) -> tuple[dict[str, int], set[str], int]:
        """The counts of a facet's values, the values to list, and how many more there are.

        Of a facet with very many values only the highest counts are worked out, and those of the chosen ones.
        """
        answer, snapshot, counts = self.selection.answer, self.selection.snapshot, {}
        if whole or name not in VAST:
            counts = answer.counts(name)
            offered = self.offered(name, words, counts)
        else:
            hidden = snapshot.hidden_values(name)
            counts = {value: n for value, n in answer.most(name, LONG + len(hidden)).items() if value not in hidden}
            offered = set(counts)
            counts |= {value: answer.count(name, value) for value in self.chosen(name) - offered}
        number = len(offered) if whole or name not in VAST else len(snapshot.facets[name]) - len(hidden)
        if len(offered) > LONG and not whole:
            # The order by name stays among those that are as frequent.
            offered = set(sorted(sorted(offered), key=lambda value: counts.get(value, 0), reverse=True)[:LONG])
        return counts, offered, number - len(offered)

    @cached_property
    def years(self) -> Years:
        """The years as a histogram and a range; several years apart cannot stand in two inputs and stay as they are."""
        values = self.facet("year", whole=True).values[::-1]
        highest = max((value.count for value in values), default=0) or 1
        bars = [Bar(value, round(100 * value.count / highest)) for value in self.without_gaps(values)]
        addresses = around(self.address_with("year", [PLACE]))
        asked = self.selection.question.get("year", [])
        if len(asked) > 1:
            return Years(bars, addresses, "", "", [(value, label(self.moment, "year", value)) for value in asked])
        first, _dots, last = (asked or [""])[0].partition("..")
        ends = (first, last or first)
        return Years(bars, addresses, *("" if end in OPEN_ENDS and last else end for end in ends), [])

    def without_gaps(self, values: list[Value]) -> list[Value]:
        """The years with those between them that no entry covers, unless these are very many."""
        there = {int(value.value): value for value in values}
        span = range(min(there, default=0), max(there, default=-1) + 1)
        if len(span) > MOST_GAPS + len(there):
            return values
        return [there.get(year) or Value(str(year), str(year), 0, False) for year in span]

    def chosen(self, name: str) -> set[str]:
        """The chosen values of a facet; of a range of years those that occur."""
        chosen = set(self.selection.answer.question.values.get(name, ()))
        if name == "year":
            chosen &= self.selection.snapshot.facets["year"].keys() | set(self.selection.question.get("year", []))
        return chosen

    def offered(self, name: str, words: Words, counts: dict[str, int]) -> Set[str]:
        """The values to list: all that occur, and those of small vocabularies that do not.

        What only withheld initiatives or entries show is left out.
        """

        def find() -> Set[str]:
            own = {value for value, term in words.terms.items() if name != "country" or term["memberships"]}
            return own | set(self.selection.snapshot.visible(name, counts.keys()))

        return find() if name in VAST else terms.offered(self.moment, name, find)

    @property
    def chips(self) -> list[Chip]:
        return [chip for chips in self.asked.values() for chip in chips]

    @cached_property
    def asked(self) -> dict[str, list[Chip]]:
        """What the question asks for, by parameter."""
        found = {name: list(self.chips_of(name)) for name in CHOSEN}
        return {name: chips for name, chips in found.items() if chips}

    def chips_of(self, name: str) -> Iterator[Chip]:
        values = self.selection.question.get(name, [])
        if name == "pick" and values:
            words = ngettext("%(n)s initiative", "%(n)s initiatives", len(values)) % {"n": len(values)}
            yield Chip(str(PARAMETERS[name].label), words, self.address_with(name, []))
            return
        for value in values:
            left = [other for other in values if other != value]
            shown = f"“{value}”" if name == "q" else label(self.moment, name, value)
            yield Chip(str(PARAMETERS[name].label), shown, self.address_with(name, left))

    def address_with(self, name: str, values: list[str]) -> str:
        """The address of the question with other values of one parameter, and without what then has no meaning."""
        changes = {name: values}
        if not values and f"{name}_match" in PARAMETERS:
            changes[f"{name}_match"] = []
        return self.selection.address(**changes, sort=self.sort_with(changes))

    def sort_with(self, changes: dict[str, list[str]]) -> list[str]:
        """The order as it is to stand beside other values: left out where it is then the usual one, or has no sense."""
        question, sort = self.selection.question | changes, self.selection.question.get("sort", [])
        nonsense = sort == ["relevance"] and not question.get("q")
        return [] if nonsense or sort == [usual_sort(question)] else sort

    @property
    def clear_all(self) -> str:
        """The address of everything, drawn as this list is."""
        changes = dict.fromkeys(FILTER_PARAMETERS, [])
        return self.selection.address(**changes, sort=self.sort_with(changes))

    @cached_property
    def ways_out(self) -> list[tuple[Chip, int]]:
        """For a list without rows: each part of the question to drop, and how many rows come back; most first."""
        found = []
        for name, chips in self.asked.items():
            fewer = without(self.selection.answer.question, name)
            dropped = Chip(chips[0].label, self.joined(name, chips), self.address_with(name, []))
            found.append((dropped, len(Answer(self.selection.snapshot, fewer).matching)))
        return sorted((row for row in found if row[1]), key=lambda row: -row[1])

    @cached_property
    def any_instead(self) -> list[tuple[Chip, int]]:
        """For a list without rows: each facet that asks for all of several values, and how many rows any would give."""
        found = []
        for name in self.selection.answer.question.every:
            chips, address = self.asked[name], self.selection.address(**{f"{name}_match": []})
            question = self.selection.answer.question
            either = replace(question, every=question.every - {name})
            easier = Chip(chips[0].label, _(" or ").join(chip.value for chip in chips), address)
            found.append((easier, len(Answer(self.selection.snapshot, either).matching)))
        return sorted((row for row in found if row[1]), key=lambda row: -row[1])

    @cached_property
    def words(self) -> str:
        """The question in words, for titles and citations."""
        parts = [f"{chips[0].label}: {self.joined(name, chips)}" for name, chips in self.asked.items()]
        return "; ".join(parts) or _("all initiatives")

    def joined(self, name: str, chips: list[Chip]) -> str:
        every = self.selection.first(f"{name}_match") == "all"
        return (_(" and ") if every else _(" or ")).join(chip.value for chip in chips)
