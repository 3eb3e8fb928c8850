"""Steps into the models that editors work on, so that publishing them would give the step's records.

Rows are made of records: what a record derives, such as evidence, has no row.
"""

from collections.abc import Callable, Iterable
from itertools import batched
from typing import Any

from django.db.models import Model

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
from initiatives.synthetic.steps import Step

AT_ONCE = 500
# The keys of a record that are no fields of the model of the same name.
DERIVED = {"schema", "id"}

type Keys = dict[str, int]


def write(step: Step) -> None:
    """Brings the models to what a step publishes."""
    begun = {kind: of_kind(step, kind) for kind in ("year", "edition", "source", "actor", "initiative")}
    if step.act == "renew":
        renew(step)
    elif step.act == "withdraw":
        Initiative.objects.filter(slug=step.subject[1]).update(state=State.WITHDRAWN)
    elif step.act == "publish":
        add_years_and_editions(begun["year"], begun["edition"])
        add_sources(missing(Source, begun["source"]))
        add_actors(missing(Actor, begun["actor"]))
        correct(begun["initiative"])


def of_kind(step: Step, kind: str) -> list[Record]:
    return [record for (of, _), record in step.staged.items() if of == kind and record]


def keys(model: type[Model], slugs: Iterable[str]) -> Keys:
    """The database's key of each of these things that is there, by slug."""
    found: Keys = {}
    for some in batched(dict.fromkeys(slugs), AT_ONCE):
        found |= dict(model.objects.filter(slug__in=some).values_list("slug", "pk"))
    return found


def missing(model: type[Model], records: list[Record]) -> list[Record]:
    there = keys(model, (record["id"] for record in records))
    return [record for record in records if record["id"] not in there]


def insert(model: type[Model], rows: Iterable[Model]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=AT_ONCE)


# ── what initiatives share ───────────────────────────────────────────────────────────────────────────────────


def fields_of(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in DERIVED}


def add_years_and_editions(years: list[Record], editions: list[Record]) -> None:
    Year.objects.bulk_create((Year(year=int(row["id"]), note=row["note"]) for row in years), ignore_conflicts=True)
    rows = (Edition(slug=row["id"], year_id=row["year"], **without(row, "year")) for row in editions)
    Edition.objects.bulk_create(rows, ignore_conflicts=True)


def without(record: Record, name: str) -> dict[str, Any]:
    return {key: value for key, value in fields_of(record).items() if key != name}


def add_sources(records: list[Record]) -> None:
    insert(Source, (Source(slug=record["id"], **fields_of(record)) for record in records))


def add_actors(records: list[Record]) -> None:
    own = ("name", "native_name", "acronym", "note")
    actors = insert(
        Actor,
        (
            Actor(slug=row["id"], kind_id=row["kind"], country_id=row["country"], **{name: row[name] for name in own})
            for row in records
        ),
    )
    pairs = list(zip(actors, records, strict=True))
    insert(ActorAlias, (ActorAlias(actor=actor, name=name) for actor, row in pairs for name in row["aliases"]))
    insert(ActorIdentifier, (ActorIdentifier(actor=actor, **one) for actor, row in pairs for one in row["identifiers"]))


def renew(step: Step) -> None:
    """The actor's name or the source's archived copy, as saving it would."""
    kind, slug = step.subject
    thing = (Actor if kind == "actor" else Source).objects.get(slug=slug)
    for name in ("name",) if kind == "actor" else ("archive_url",):
        setattr(thing, name, step.staged[step.subject][name])
    thing.token += 1
    thing.save()


# ── initiatives ──────────────────────────────────────────────────────────────────────────────────────────────


def correct(records: list[Record]) -> None:
    """Initiatives as their records have them: those that are new, and what is another of those that are there."""
    there = {}
    for some in batched((record["id"] for record in records), AT_ONCE):
        there |= Initiative.objects.prefetch_related("entries").in_bulk(some, field_name="slug")
    add_initiatives([record for record in records if record["id"] not in there])
    more = []
    for record in records:
        if initiative := there.get(record["id"]):
            save_if_changed(initiative, summary=record["summary"])
            entries = {entry.edition_id: entry for entry in initiative.entries.all()}
            more += [(initiative, part) for part in record["entries"] if part["edition"] not in entries]
            for part in record["entries"]:
                if part["edition"] in entries:
                    save_if_changed(entries[part["edition"]], text=part["text"])
    add_entries(more)


def save_if_changed(row: Any, **values: str) -> None:
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.token += 1
        row.save()


def add_initiatives(records: list[Record]) -> None:
    own = ("title", "original_title", "summary")
    initiatives = insert(
        Initiative,
        (
            Initiative(
                slug=row["id"],
                scope_id=row["scope"],
                form_id=row["form"],
                state=State.PUBLISHED,
                **{name: row[name] for name in own},
            )
            for row in records
        ),
    )
    pairs = list(zip(initiatives, records, strict=True))
    add_terms(pairs)
    add_participations(pairs)
    add_relations(pairs)
    add_entries([(initiative, part) for initiative, row in pairs for part in row["entries"]])


type Pairs = list[tuple[Any, Record]]


def add_terms(pairs: Pairs) -> None:
    """Countries, themes, levels, target groups and other titles."""
    for name, column in (("countries", "country_id"), ("levels", "level_id"), ("target_groups", "targetgroup_id")):
        through = getattr(Initiative, name).through
        insert(through, (through(initiative_id=one.pk, **{column: key}) for one, row in pairs for key in row[name]))
    insert(
        InitiativeTheme,
        (
            InitiativeTheme(initiative=one, theme_id=slug, position=position)
            for one, row in pairs
            for position, slug in enumerate(row["themes"], 1)
        ),
    )
    titles = (
        AlternativeTitle(initiative=one, title=title) for one, row in pairs for title in row["alternative_titles"]
    )
    insert(AlternativeTitle, titles)


def add_participations(pairs: Pairs) -> None:
    actors = keys(Actor, (part["id"] for _, row in pairs for part in row["actors"]))
    insert(
        Participation,
        (
            Participation(
                initiative=one,
                actor_id=actors[part["id"]],
                role_id=part["role"],
                position=position,
                inferred=part["inferred"],
                note=part["note"],
            )
            for one, row in pairs
            for position, part in enumerate(row["actors"], 1)
        ),
    )


def add_relations(pairs: Pairs) -> None:
    targets = keys(Initiative, (part["id"] for _, row in pairs for part in row["relations"]))
    insert(
        Relation,
        (
            Relation(
                initiative=one,
                type_id=part["type"],
                target_id=targets[part["id"]],
                inferred=part["inferred"],
                note=part["note"],
            )
            for one, row in pairs
            for part in row["relations"]
        ),
    )


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────


def add_entries(parts: Pairs) -> None:
    """Entries, each with the initiative it belongs to."""
    entries = insert(
        Entry,
        (
            Entry(
                initiative=initiative,
                edition_id=part["edition"],
                status_id=part["status"],
                text=part["text"],
                note=part["note"],
                source_truncated=part["source_truncated"],
                state=State.PUBLISHED,
            )
            for initiative, part in parts
        ),
    )
    told = [(entry, part) for entry, (_, part) in zip(entries, parts, strict=True)]
    add_footnotes(told)
    add_rows(told, EntryDate, "dates")
    add_rows(told, Figure, "figures")
    add_rows(told, Inference, "inferred")


def add_rows(told: Pairs, model: Callable[..., Model], name: str) -> None:
    insert(model, (model(entry=entry, **row) for entry, part in told for row in part[name]))


def add_footnotes(told: Pairs) -> None:
    links = [(entry, position, row) for entry, part in told for position, row in enumerate(part["footnotes"], 1)]
    sources = keys(Source, (row["source"] for _, _, row in links if row["source"]))
    footnotes = insert(
        Footnote,
        (
            Footnote(
                edition_id=entry.edition_id,
                mark=row["mark"],
                source_id=sources.get(row["source"]),
                state=row["state"],
                citation="" if row["source"] else row["citation"],
                locator=row["locator"],
                note=row["note"],
            )
            for entry, _, row in links
        ),
    )
    pairs = zip(links, footnotes, strict=True)
    insert(
        EntryFootnote,
        (EntryFootnote(entry=entry, footnote=note, position=position) for (entry, position, _), note in pairs),
    )
