"""Steps into the models that editors work on, so that publishing them would give the step's records.

Rows are made of records: what a record derives, such as evidence, has no row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db.models import F, Model

from countries.folding import fold
from initiatives.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    AlternativeTitle,
    Edition,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Inference,
    Initiative,
    InitiativeTheme,
    Participation,
    Relation,
    Source,
    Year,
)
from initiatives.models.fields import State
from initiatives.record import Record
from initiatives.synthetic.rows import Row, insert
from initiatives.synthetic.steps import Step

AT_ONCE = 500
OWN_OF_ACTOR = ("name", "native_name", "acronym", "note")
OWN_OF_INITIATIVE = ("title", "original_title", "summary")
OWN_OF_ENTRY = ("text", "note", "source_truncated")
OWN_OF_FOOTNOTE = ("mark", "state", "locator", "note")
# The initiative's lists that have no model of their own, and the column of what is listed.
LISTED = {"countries": "country_id", "levels": "level_id", "target_groups": "targetgroup_id"}

type Keys = dict[str, int]
type Owned = list[tuple[int, Record]]  # the key of what a part of a record belongs to, and the part


def write(step: Step) -> None:
    """Brings the models to what a step publishes."""
    if step.act == "renew":
        renew(step)
    elif step.act == "withdraw":
        Initiative.objects.filter(slug=step.subject[1]).update(state=State.WITHDRAWN)
    elif step.act == "publish":
        Drafting(step).write()


def renew(step: Step) -> None:
    """The actor's name or the source's archived copy."""
    kind, slug = step.subject
    record = step.staged[step.subject]
    if kind == "actor":
        change(Actor, slug, step, name=record["name"], name_key=fold(record["name"]))
    else:
        change(Source, slug, step, archive_url=record["archive_url"])


def change(model: type[Model], slug: str, step: Step, **values: str) -> None:
    model.objects.filter(slug=slug).update(token=F("token") + 1, saved_at=step.time, **values)


def keys(model: type[Model], slugs: Iterable[str]) -> Keys:
    """The database's key of each of these things that is there, by slug."""
    found: Keys = {}
    for some in batched(dict.fromkeys(slugs), AT_ONCE):
        found |= dict(model.objects.filter(slug__in=some).values_list("slug", "pk"))
    return found


def missing(model: type[Model], records: list[Record]) -> list[Record]:
    there = keys(model, (record["id"] for record in records))
    return [record for record in records if record["id"] not in there]


def picked(record: Record, names: Iterable[str]) -> Row:
    return {name: record[name] for name in names}


@dataclass
class Drafting:
    """The drafts of one step, all of which it publishes."""

    step: Step

    def write(self) -> None:
        self.add_years_and_editions(self.of("year"), self.of("edition"))
        self.add_sources(missing(Source, self.of("source")))
        self.add_actors(missing(Actor, self.of("actor")))
        records = self.of("initiative")
        there = keys(Initiative, (record["id"] for record in records))
        self.add_initiatives([record for record in records if record["id"] not in there])
        corrected = [(there[record["id"]], record) for record in records if record["id"] in there]
        self.add_entries([owned for pk, record in corrected for owned in self.correct(pk, record)])

    def of(self, kind: str) -> list[Record]:
        """What the step publishes of a kind."""
        return [record for (one, _), record in self.step.staged.items() if one == kind and record]

    def insert(self, model: type[Model], rows: Iterable[Row]) -> list[int]:
        return insert(model, rows, self.step.time)

    # ── what initiatives share ───────────────────────────────────────────────────────────────────────────────

    def add_years_and_editions(self, years: list[Record], editions: list[Record]) -> None:
        for row in years:
            Year.objects.get_or_create(year=int(row["id"]), defaults=picked(row, ["note"]))
        for row in editions:
            own = {name: value for name, value in row.items() if name not in ("schema", "id", "year")}
            Edition.objects.get_or_create(slug=row["id"], defaults=own | {"year_id": row["year"]})

    def add_sources(self, records: list[Record]) -> None:
        own = [name for name in records[0] if name not in ("schema", "id")] if records else []
        self.insert(Source, ({"slug": record["id"], **picked(record, own)} for record in records))

    def add_actors(self, records: list[Record]) -> None:
        rows = ({"slug": row["id"], "kind_id": row["kind"], "country_id": row["country"]} for row in records)
        actors = self.insert(
            Actor, (named | picked(row, OWN_OF_ACTOR) for named, row in zip(rows, records, strict=True))
        )
        owned = list(zip(actors, records, strict=True))
        self.insert(ActorAlias, ({"actor_id": pk, "name": name} for pk, row in owned for name in row["aliases"]))
        self.insert(ActorIdentifier, ({"actor_id": pk, **one} for pk, row in owned for one in row["identifiers"]))

    # ── initiatives ──────────────────────────────────────────────────────────────────────────────────────────

    def correct(self, initiative: int, record: Record) -> Owned:
        """Writes another summary or text of an initiative that is there, and gives the entries it lacks."""
        slug, summary = record["id"], record["summary"]
        if Initiative.objects.filter(pk=initiative).exclude(summary=summary).exists():
            change(Initiative, slug, self.step, summary=summary)
        told = dict(Entry.objects.filter(initiative=initiative).values_list("edition_id", "text"))
        for part in record["entries"]:
            if part["edition"] in told and part["text"] != told[part["edition"]]:
                entry = Entry.objects.filter(initiative=initiative, edition=part["edition"])
                entry.update(text=part["text"], token=F("token") + 1, saved_at=self.step.time)
        return [(initiative, part) for part in record["entries"] if part["edition"] not in told]

    def add_initiatives(self, records: list[Record]) -> None:
        rows = (
            {"slug": row["id"], "scope_id": row["scope"], "form_id": row["form"], "state": State.PUBLISHED.value}
            | picked(row, OWN_OF_INITIATIVE)
            for row in records
        )
        owned = list(zip(self.insert(Initiative, rows), records, strict=True))
        for name, column in LISTED.items():
            through = getattr(Initiative, name).through
            self.insert(through, ({"initiative_id": pk, column: key} for pk, row in owned for key in row[name]))
        self.insert(InitiativeTheme, themes(owned))
        self.insert(AlternativeTitle, alternative_titles(owned))
        self.insert(Participation, participations(owned))
        self.insert(Relation, relations(owned))
        self.add_entries([(pk, part) for pk, row in owned for part in row["entries"]])

    def add_entries(self, parts: Owned) -> None:
        """Entries, each with the initiative it belongs to."""
        rows = (
            {"initiative_id": pk, "edition_id": part["edition"], "status_id": part["status"]}
            | {"state": State.PUBLISHED.value}
            | picked(part, OWN_OF_ENTRY)
            for pk, part in parts
        )
        owned = [(pk, part) for pk, (_, part) in zip(self.insert(Entry, rows), parts, strict=True)]
        self.add_footnotes(owned)
        for model, name in ((EntryDate, "dates"), (Figure, "figures"), (Inference, "inferred")):
            self.insert(model, ({"entry_id": pk, **row} for pk, part in owned for row in part[name]))

    def add_footnotes(self, owned: Owned) -> None:
        sources = keys(Source, (row["source"] for _, part in owned for row in part["footnotes"] if row["source"]))
        rows = (
            picked(row, OWN_OF_FOOTNOTE)
            | {"edition_id": part["edition"], "source_id": sources.get(row["source"])}
            | {"citation": "" if row["source"] else row["citation"]}
            for _, part in owned
            for row in part["footnotes"]
        )
        footnotes = iter(self.insert(Footnote, rows))
        self.insert(
            EntryFootnote,
            (
                {"entry_id": pk, "footnote_id": next(footnotes), "position": position}
                for pk, part in owned
                for position, _ in enumerate(part["footnotes"], 1)
            ),
        )


def themes(owned: Owned) -> Iterator[Row]:
    for pk, record in owned:
        for position, slug in enumerate(record["themes"], 1):
            yield {"initiative_id": pk, "theme_id": slug, "position": position}


def alternative_titles(owned: Owned) -> Iterator[Row]:
    return ({"initiative_id": pk, "title": title} for pk, record in owned for title in record["alternative_titles"])


def participations(owned: Owned) -> Iterator[Row]:
    actors = keys(Actor, (part["id"] for _, record in owned for part in record["actors"]))
    for pk, record in owned:
        for position, part in enumerate(record["actors"], 1):
            named = {"initiative_id": pk, "actor_id": actors[part["id"]], "role_id": part["role"]}
            yield named | {"position": position} | picked(part, ["inferred", "note"])


def relations(owned: Owned) -> Iterator[Row]:
    targets = keys(Initiative, (part["id"] for _, record in owned for part in record["relations"]))
    for pk, record in owned:
        for part in record["relations"]:
            named = {"initiative_id": pk, "type_id": part["type"], "target_id": targets[part["id"]]}
            yield named | picked(part, ["inferred", "note"])
