"""What stands in the catalogue of the things that accepted rows touch, read at once and kept in step while they are
written."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from countries.folding import fold
from initiatives.importer.sheet.values import parts
from initiatives.importer.standing import among
from initiatives.models import (
    Actor,
    ActorAlias,
    Entry,
    EntryFootnote,
    Footnote,
    Initiative,
    InitiativeTheme,
    Participation,
)

type Fields = dict[str, Any]


class Standing:
    """Initiatives by slug, entries by slug and edition, footnotes by edition and mark, with what belongs to them."""

    def __init__(
        self,
        initiatives: dict[str, Initiative],
        entries: dict[tuple[str, str], Entry],
        footnotes: dict[tuple[str, str], Footnote],
        rows: list[Fields],
    ):
        self.initiatives, self.entries, self.rows = initiatives, entries, rows
        self.footnotes = {**self.footnotes_of_editions(), **footnotes}

    def footnotes_of_editions(self) -> dict[tuple[str, str], Footnote]:
        editions = {fields["edition"] for fields in self.rows} - {""}
        return {(row.edition_id, row.mark): row for row in Footnote.objects.filter(edition__in=editions)}

    # what belongs to initiatives

    def links(self, through: type[Model], initiative: Initiative, name: str) -> dict[str, Model]:
        """The rows of a set of links (countries or levels) by what they lead to."""
        if through not in self.sets:
            self.sets[through] = by_owner(through.objects.all(), "initiative", self.keys_of_initiatives)
        return {getattr(row, name): row for row in self.sets[through][initiative.pk]}

    @cached_property
    def sets(self) -> dict[type[Model], dict[int, list[Model]]]:
        return {}

    @cached_property
    def keys_of_initiatives(self) -> list[int]:
        return [one.pk for one in self.initiatives.values() if one.pk]

    @cached_property
    def themes(self) -> dict[int, list[InitiativeTheme]]:
        return by_owner(InitiativeTheme.objects.all(), "initiative", self.keys_of_initiatives)

    @cached_property
    def participations(self) -> dict[int, list[Participation]]:
        return by_owner(Participation.objects.select_related("actor"), "initiative", self.keys_of_initiatives)

    # what belongs to entries

    @cached_property
    def notes(self) -> dict[int, dict[str, int]]:
        """By entry the footnotes that it rests on, by mark, with their positions."""
        keys = [one.pk for one in self.entries.values() if one.pk]
        rows = by_owner(EntryFootnote.objects.select_related("footnote"), "entry", keys)
        found = {key: {link.footnote.mark: link.position for link in links} for key, links in rows.items()}
        return defaultdict(dict, found)

    # actors

    @cached_property
    def called(self) -> dict[str, list[Actor]]:
        """By folded name the actors that have it as their own, of the names that rows give."""
        cells = (cell["after"] for fields in self.rows for cell in fields["cells"] if cell["column"] == "actors")
        keys = {fold(name) for cell in cells for name in parts(cell)}
        found = defaultdict(list)
        for actor in among(Actor.objects.order_by("pk"), "name_key", keys):
            found[actor.name_key].append(actor)
        return found

    def actors_called(self, name: str) -> list[Actor]:
        """The actors of a name: those that have it as their own, else those that have it as an alias or an acronym."""
        key = fold(name)
        return self.called[key] or self.called_otherwise[key]

    @cached_property
    def called_otherwise(self) -> dict[str, list[Actor]]:
        found = defaultdict(list)
        for alias in ActorAlias.objects.select_related("actor").order_by("pk"):
            found[alias.name_key].append(alias.actor)
        for actor in Actor.objects.exclude(acronym="").order_by("pk"):
            found[fold(actor.acronym)].append(actor)
        return found


def by_owner(rows: QuerySet, owner: str, keys: list[int]) -> dict[int, list[Any]]:
    """Rows by what they belong to."""
    found = defaultdict(list)
    for row in among(rows.order_by("pk"), owner, keys):
        found[getattr(row, f"{owner}_id")].append(row)
    return found
