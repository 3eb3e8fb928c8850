"""What the catalogue has of the things that the accepted proposals of a section name, read at once and kept in step
while drafts are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import batched
from typing import Any

from django.db.models import Model, QuerySet

from countries.folding import fold
from countries.models import Country
from initiatives.importer.staging import went_to
from initiatives.models import Actor, ActorAlias, Edition, Entry, Initiative, Participation, Proposal

AT_ONCE = 500

type Taking = set[tuple[str, str]]  # the slugs of actors with their roles


class Standing:
    """Countries, initiatives, their entries of an edition, and actors; initiatives and entries are locked."""

    def __init__(self, proposals: list[Proposal], imported: dict[str, str]):
        self.fields = [one.fields for one in proposals]
        # What passages that were imported before went to.
        self.again = {went_to([row["text"] for row in fields["statements"]], imported) for fields in self.fields}
        self.taken: dict[type[Model], set[str]] = {}

    @cached_property
    def countries(self) -> set[str]:
        return set(Country.objects.values_list("pk", flat=True))

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """What proposals go on with, locked in one order for everybody."""
        slugs = {fields["continues"] for fields in self.fields} | self.again
        rows = among(Initiative.objects.select_for_update().order_by("pk"), "slug", slugs - {""})
        return {one.slug: one for one in rows}

    def entries(self, edition: Edition) -> dict[str, Entry]:
        """The edition's entries of these initiatives, locked."""
        owners = {one.pk: one for one in self.initiatives.values()}
        rows = Entry.objects.select_for_update().filter(edition=edition).order_by("pk")
        found = {}
        for entry in among(rows, "initiative", owners):
            entry.initiative = owners[entry.initiative_id]
            found[entry.initiative.slug] = entry
        return found

    @cached_property
    def taking_part(self) -> dict[str, Taking]:
        """By initiative the actors that take part in it, in their roles."""
        keys = [one.pk for one in self.initiatives.values()]
        rows = Participation.objects.values_list("initiative__slug", "actor__slug", "role")
        found = defaultdict(set)
        for slug, actor, role in among(rows, "initiative", keys):
            found[slug].add((actor, role))
        return found

    # actors

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors that proposals name by their slugs."""
        slugs = {row["slug"] for fields in self.fields for row in fields["actors"]} - {""}
        return {one.slug: one for one in among(Actor.objects.order_by("pk"), "slug", slugs)}

    @cached_property
    def called(self) -> dict[tuple[str, str], Actor]:
        """By folded name and country the actors that have a name that proposals give, also as an alias."""
        names = {fold(row["name"]) for fields in self.fields for row in fields["actors"] if not row["slug"]}
        pairs = [(one.name_key, one) for one in among(Actor.objects.order_by("pk"), "name_key", names)]
        aliases = ActorAlias.objects.select_related("actor").order_by("pk")
        pairs += [(one.name_key, one.actor) for one in among(aliases, "name_key", names)]
        pairs.sort(key=lambda pair: pair[1].slug, reverse=True)
        return {(name, actor.country_id or ""): actor for name, actor in pairs}

    # slugs

    def free_slug(self, model: type[Model], slug: str) -> str:
        """The slug, or the first of its kind that no row has yet; it is taken from now on."""
        if model not in self.taken:
            self.taken[model] = set(model._base_manager.values_list("slug", flat=True))
        taken, n, found = self.taken[model], 1, slug
        while found in taken:
            n += 1
            found = f"{slug}-{n}"
        taken.add(found)
        return found


def among(rows: QuerySet, name: str, keys: Iterable[Any]) -> Iterator[Any]:
    """The rows that have one of these values, asked in portions."""
    for chunk in batched(sorted(keys), AT_ONCE):
        yield from rows.filter(**{f"{name}__in": chunk})
