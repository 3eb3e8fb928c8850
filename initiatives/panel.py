"""What stands beside the rows of a list: facets with their counts, chips, and ways out of an empty list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives.answers import Answer, without
from initiatives.asking import Moment, label
from initiatives.filters import FACET_PARAMETERS, InitiativeFilter
from initiatives.record import Record
from initiatives.selection import Selection
from initiatives.snapshot import NONE, SHOWN

PARAMETERS = InitiativeFilter.base_filters
LAST = 1000
LONG = 60


@dataclass(frozen=True)
class Value:
    """A value of a facet beside its count: the length of the list it would give."""

    value: str
    label: str
    count: int
    selected: bool
    definition: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet as the panel shows it; ``match`` is "any" or "all" where the reader may choose."""

    name: str
    label: str
    help: str
    values: list[Value]
    match: str = ""

    @property
    def chosen(self) -> int:
        return sum(value.selected for value in self.values)

    @property
    def occurring(self) -> list[Value]:
        """The values that stand for something and have at least one initiative."""
        return [value for value in self.values if value.count and value.value != NONE]


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
        counts = self.selection.answer.counts(name)
        terms = self.moment.asked().terms(name)
        offered = self.offered(name, terms, counts)
        if not whole and len(offered) > LONG:
            offered = set(nsmallest(LONG, offered, key=lambda value: (-counts.get(value, 0), value)))
        values = [
            Value(
                value=value,
                label=label(self.moment, name, value),
                count=counts.get(value, 0),
                selected=value in chosen,
                definition=terms.get(value, {}).get("definition", ""),
            )
            for value in offered | chosen
        ]
        places = {value: term.get("position", 0) for value, term in terms.items()}
        values.sort(key=lambda v: (v.value == NONE, places.get(v.value, LAST), fold(v.label), v.value))
        if name == "year":
            values.reverse()
        match = self.selection.first(f"{name}_match", "any") if f"{name}_match" in PARAMETERS else ""
        return Facet(name, declared.label, declared.extra["help_text"], values, match)

    def chosen(self, name: str) -> set[str]:
        """The chosen values of a facet; of a range of years those that occur."""
        chosen = set(self.selection.answer.question.values.get(name, ()))
        if name == "year":
            chosen &= self.selection.snapshot.facets["year"].keys() | set(self.selection.question.get("year", []))
        return chosen

    def offered(self, name: str, terms: dict[str, Record], counts: dict[str, int]) -> set[str]:
        """The values to list: all that occur, and those of small vocabularies that do not.

        What only withheld initiatives or entries show is left out.
        """
        if name == "country":
            return counts.keys() | {code for code, country in terms.items() if country["memberships"]}
        if name in SHOWN and self.selection.snapshot.withheld:
            return {value for value in counts if self.selection.snapshot.thing(name, value)}
        return counts.keys() | terms.keys()

    @cached_property
    def chips(self) -> list[Chip]:
        return [chip for name in ("q", *FACET_PARAMETERS) for chip in self.chips_of(name)]

    def chips_of(self, name: str) -> Iterator[Chip]:
        values = self.selection.question.get(name, [])
        for value in values:
            left = [other for other in values if other != value]
            shown = f"“{value}”" if name == "q" else label(self.moment, name, value)
            yield Chip(str(PARAMETERS[name].label), shown, self.address_with(name, left))

    def address_with(self, name: str, values: list[str]) -> str:
        """The address of the question with other values of one parameter, and without what then has no meaning."""
        changes = {name: values}
        if not values and f"{name}_match" in PARAMETERS:
            changes[f"{name}_match"] = []
        if name == "q" and not values and self.selection.first("sort") == "newest":
            changes["sort"] = []  # what one chooses beside a text is the default without it
        return self.selection.address(**changes)

    @cached_property
    def ways_out(self) -> list[tuple[Chip, int]]:
        """For a list without rows: each part of the question to drop, and how many rows come back; most first."""
        found = []
        for name in ("q", *FACET_PARAMETERS):
            if chips := list(self.chips_of(name)):
                fewer = without(self.selection.answer.question, "text" if name == "q" else name)
                dropped = Chip(chips[0].label, self.joined(name, chips), self.address_with(name, []))
                found.append((dropped, len(Answer(self.selection.snapshot, fewer).matching)))
        return sorted((row for row in found if row[1]), key=lambda row: -row[1])

    @cached_property
    def words(self) -> str:
        """The question in words, for titles and citations."""
        asked = [(name, list(self.chips_of(name))) for name in ("q", *FACET_PARAMETERS)]
        parts = [f"{chips[0].label}: {self.joined(name, chips)}" for name, chips in asked if chips]
        return "; ".join(parts) or _("all initiatives")

    def joined(self, name: str, chips: list[Chip]) -> str:
        every = self.selection.first(f"{name}_match") == "all"
        return (_(" and ") if every else _(" or ")).join(chip.value for chip in chips)
