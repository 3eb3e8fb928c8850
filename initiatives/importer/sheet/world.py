"""What the catalogue holds when a sheet is compared: terms, countries, actors, editions, and the things themselves.

Read at once and few times, so that a sheet of thousands of rows costs a handful of queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from countries.folding import fold
from countries.models import Country
from initiatives import index
from initiatives.asking import Moment
from initiatives.fields import today
from initiatives.models import VOCABULARIES, Actor, Edition, Entry, EntryFootnote, Footnote, Initiative, Version
from initiatives.public import stamp
from initiatives.record import Record, details, footnote_part, parsed, source_record
from initiatives.selection import Selection, ask

# Names that are guessed in one comparison: for each, all that there are must be gone through.
MOST_GUESSES = 20
USED = ("theme", "level", "form", "scope", "status", "role")


@dataclass
class World:
    """The catalogue as editors have it, with its drafts, and what its published versions said."""

    slugs: set[str]
    versions: set[tuple[str, int]]
    entries: set[tuple[str, str]] = field(default_factory=set)
    guesses: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def terms(self) -> dict[str, dict[str, str]]:
        found = {name: dict(VOCABULARIES[name].objects.values_list("slug", "label")) for name in USED}
        return found | {"country": dict(Country.objects.values_list("code", "name"))}

    @cached_property
    def editions(self) -> dict[str, int]:
        return dict(Edition.objects.values_list("slug", "year"))

    @cached_property
    def actors(self) -> dict[str, list[Actor]]:
        """Actors by every name they have, folded."""
        found = defaultdict(list)
        for actor in Actor.objects.prefetch_related("aliases").order_by("slug"):
            names = {actor.name, actor.acronym, *(alias.name for alias in actor.aliases.all())} - {""}
            for name in {fold(name) for name in names}:
                found[name].append(actor)
        return found

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        rows = Initiative.objects.filter(slug__in=self.slugs).prefetch_related(
            "alternative_titles",
            "countries",
            "levels",
            "target_groups",
            "theme_links",
            "participations__actor",
            "relations__target",
        )
        return {row.slug: row for row in rows}

    @cached_property
    def every_slug(self) -> list[str]:
        return list(Initiative.objects.order_by("slug").values_list("slug", flat=True))

    @cached_property
    def written(self) -> dict[tuple[str, str], Entry]:
        rows = Entry.objects.filter(initiative__slug__in=self.slugs)
        rows = rows.select_related("initiative").prefetch_related("footnote_links__footnote__source")
        return {(row.initiative.slug, row.edition_id): row for row in rows}

    @cached_property
    def footnotes(self) -> dict[tuple[str, str], Footnote]:
        rows = Footnote.objects.filter(edition__in={edition for slug, edition in self.entries})
        return {(row.edition_id, row.mark): row for row in rows.select_related("source")}

    @cached_property
    def published(self) -> dict[tuple[str, int], Record]:
        """The records of the versions that rows name."""
        slugs, numbers = {slug for slug, number in self.versions}, {number for slug, number in self.versions}
        rows = Version.objects.filter(kind="initiative", slug__in=slugs, number__in=numbers)
        rows = rows.values_list("slug", "number", "record", "published_at", "changed_at")
        return {
            (slug, number): parsed(text) | {"published_at": stamp(published), "changed_at": stamp(changed)}
            for slug, number, text, published, changed in rows
            if (slug, number) in self.versions
        }

    @cached_property
    def snapshot(self):
        return index.current()

    @cached_property
    def selection(self) -> Selection:
        """The whole catalogue as readers see it now: it knows what terms and countries are called."""
        return ask("", when=Moment(self.snapshot, self.snapshot, today()))

    def initiative(self, slug: str) -> Initiative | None:
        """The initiative by the slug that it has, or had."""
        return self.initiatives.get(slug) or self.initiatives.get(self.snapshot.current_slug(slug))

    def near(self, slug: str) -> str:
        return self.guessed("initiative", slug, self.every_slug, 0.75)

    def guessed(self, kind: str, name: str, among: Iterable[str], likeness: float = 0.6) -> str:
        """The nearest name of a kind, or none; the first names are guessed, and each but once."""
        if (kind, name) not in self.guesses:
            if len(self.guesses) >= MOST_GUESSES:
                return ""
            self.guesses[kind, name] = next(iter(get_close_matches(name, among, 1, likeness)), "")
        return self.guesses[kind, name]

    def is_withdrawn(self, slug: str) -> bool:
        return f"initiative/{slug}" in self.snapshot.things.get("withdrawal", {})


def world(slugs: set[str], versions: set[tuple[str, int]], entries: set[tuple[str, str]]) -> World:
    now = index.current()
    return World(slugs | {now.current_slug(slug) for slug in slugs}, versions, entries)


def initiative_record(initiative: Initiative) -> Record:
    """The initiative's own part as it stands with the editors."""
    return details(initiative, actor_record_short)


def actor_record_short(actor: Actor) -> Record:
    return {"id": actor.slug, "name": actor.name, "kind": actor.kind_id, "country": actor.country_id}


def entry_record(entry: Entry) -> Record:
    """What a sheet has of an entry, as it stands with the editors."""
    return {"text": entry.text.strip(), "status": entry.status_id}


def footnote_record(footnote: Footnote) -> Record:
    """A footnote as it stands with the editors."""
    return footnote_part(EntryFootnote(footnote=footnote), source_record)
