"""The outline of a briefing: its groups, where each initiative is told in full, and where only a reference stands.

An initiative that belongs to several groups is told in the first of them, or under its primary theme. Those that
were withdrawn since have a group of their own: nothing but their place in the list is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives.asking import label
from initiatives.facets import NONE
from initiatives.filters import usual_group
from initiatives.public import records
from initiatives.selection import Selection

LAST = 1000


@dataclass(frozen=True)
class Place:
    """An initiative in a group: told here under its number, or (``home`` names a group) told there."""

    id: int
    number: int = 0
    home: str = ""


@dataclass
class Group:
    """A part of the outline; without a title where nothing is grouped."""

    title: str
    places: list[Place] = field(default_factory=list)

    @property
    def told(self) -> int:
        return sum(not place.home for place in self.places)


def grouping(selection: Selection) -> str:
    return selection.first("group", usual_group(selection.question))


def outline(selection: Selection) -> list[Group]:
    """The groups in their order, each with its initiatives in the order of the list."""
    name = grouping(selection)
    withheld = selection.snapshot.tombstones
    there = [i for i in selection.ids if i not in withheld]
    groups = [Group("", [Place(i) for i in there])] if name == "none" else grouped(selection, name, there)
    gone = [Place(i) for i in selection.ids if i in withheld]
    return numbered([group for group in groups if group.places] + ([Group(_("Withdrawn since"), gone)] if gone else []))


def grouped(selection: Selection, name: str, ids: list[int]) -> list[Group]:
    values = {i: wanted(selection, name, found) for i, found in VALUES[name](selection, ids).items()}
    order = sorted({value for found in values.values() for value in found}, key=lambda v: rank(selection, name, v))
    titles = {value: label(selection.moment, name, value) for value in order}
    # The primary theme stands first; else the first group of the document is an initiative's home.
    homes = {i: found[0] if name == "theme" else min(found, key=order.index) for i, found in values.items()}
    groups = {value: Group(titles[value]) for value in order}
    for i in ids:
        for value in values[i]:
            groups[value].places.append(Place(i, home="" if value == homes[i] else titles[homes[i]]))
    return list(groups.values())


def numbered(groups: list[Group]) -> list[Group]:
    """The groups with their initiatives counted through, so that the last number is the number of initiatives."""
    number = 0
    for group in groups:
        for n, place in enumerate(group.places):
            if not place.home:
                number += 1
                group.places[n] = Place(place.id, number)
    return groups


def wanted(selection: Selection, name: str, found: list[str]) -> list[str]:
    """Of an initiative's values those that were asked for, where the question asks for any."""
    asked = selection.answer.question.values.get(name, ())
    return [value for value in found if value in asked] or found or [NONE]


def rank(selection: Selection, name: str, value: str) -> tuple:
    """Years as they follow each other, terms as their vocabulary has them, countries by name; none comes last."""
    if name == "year":
        return (False, value)
    term = selection.moment.asked().terms(name).get(value, {})
    return (value == NONE, term.get("position", LAST), fold(label(selection.moment, name, value)), value)


# ── by what an initiative is grouped ─────────────────────────────────────────────────────────────────────────


def countries(selection: Selection, ids: list[int]) -> dict[int, list[str]]:
    return {i: list(selection.snapshot.documents[i].countries) for i in ids}


def years(selection: Selection, ids: list[int]) -> dict[int, list[str]]:
    """The years of the entries that are told."""
    editions = selection.snapshot.things.get("edition", {})
    told = {i: [entry.rpartition(".")[2] for entry, _notes in selection.answer.entries(i)] for i in ids}
    return {i: sorted({str(editions[edition]["year"]) for edition in found}) for i, found in told.items()}


def levels(selection: Selection, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {i: [] for i in ids}
    for level, bitmap in selection.snapshot.facets["level"].items():
        for i in bitmap:
            if i in found and level not in {"multi", NONE}:
                found[i].append(level)
    return found


def themes(selection: Selection, ids: list[int]) -> dict[int, list[str]]:
    """The themes, the primary one first: as the records have them."""
    return {i: record["themes"] for i, record in zip(ids, records(selection.snapshot, ids), strict=True)}


VALUES: dict[str, Callable[[Selection, list[int]], dict[int, list[str]]]] = {
    "country": countries,
    "year": years,
    "theme": themes,
    "level": levels,
}
