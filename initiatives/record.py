"""The canonical public record of each kind of thing, and its digest.

A record holds strings, integers, booleans, nulls, lists and objects, never a database key, a time or a version
number: the same content gives the same bytes on every database. Labels in records are English; terms stand by
their slug and pages translate them. Everything the public sees is rendered from records, never from models.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from django.db.models import Prefetch, prefetch_related_objects

from countries.models import Country, CountryGroup
from initiatives.markers import has_uncited_statement
from initiatives.models import (
    VOCABULARIES,
    Actor,
    Edition,
    Entry,
    EntryFootnote,
    Footnote,
    Initiative,
    Source,
    Year,
)

SCHEMA = 1
# What every reader of JSON gives back as it was written.
NUMBERS = range(-(1 << 63), 1 << 63)

type Record = dict[str, Any]
type Public = Callable[[Actor | Source | Edition], Record]

# What an initiative's own part is made of beside the row itself, read once.
SHOWN_IN_DETAILS = ("alternative_titles", "theme_links", "participations__actor", "relations__target")

FIGURE = ("what", "qualifier", "value", "unit", "as_of", "note")

# The parts of an initiative's record that belong to the initiative itself, not to one of its entries.
DETAILS = (
    "id",
    "title",
    "original_title",
    "alternative_titles",
    "summary",
    "countries",
    "scope",
    "levels",
    "themes",
    "form",
    "target_groups",
    "actors",
    "relations",
)


def canonical(record: Record) -> str:
    """The record as canonical JSON: keys in code-point order, NFC text, no spaces, no floats, numbers of 64 bits.

    Raises TypeError for a value that has no one form, such as a float or a date.
    """
    return json.dumps(normal(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str | bytes) -> Record:
    """A record as it is stored, read."""
    return orjson.loads(text)


def normal(value: Any) -> Any:
    """The value with every text in NFC; refuses what canonical JSON does not hold."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool) or isinstance(value, int) and value in NUMBERS:
        return value
    if isinstance(value, list | tuple):
        return [normal(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: normal(item) for key, item in value.items()}
    raise TypeError(f"A record cannot hold {value!r}.")


def digest(text: str) -> str:
    """SHA-256 of a canonical record's bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def details(initiative: Initiative, public: Public) -> Record:
    """The initiative's own part of its record; actors appear as ``public`` gives them."""
    prefetch_related_objects([initiative], *SHOWN_IN_DETAILS)
    return {
        "id": initiative.slug,
        "title": initiative.title,
        "original_title": initiative.original_title,
        "alternative_titles": sorted(row.title for row in initiative.alternative_titles.all()),
        "summary": initiative.summary,
        "countries": sorted(country.code for country in initiative.countries.all()),
        "scope": initiative.scope_id,
        "levels": by_position(initiative.levels.all()),
        "themes": [link.theme_id for link in sorted(initiative.theme_links.all(), key=theme_order)],
        "form": initiative.form_id,
        "target_groups": by_position(initiative.target_groups.all()),
        "actors": [
            actor_part(public(row.actor)) | {"role": row.role_id, "inferred": row.inferred, "note": row.note}
            for row in sorted(initiative.participations.all(), key=participation_order)
        ],
        "relations": in_order(
            {"type": row.type_id, "id": row.target.slug, "inferred": row.inferred, "note": row.note}
            for row in initiative.relations.all()
        ),
    }


# The order of lists in a record comes from their content: a database's collation or keys would differ elsewhere.


def in_order(rows: Iterable[Record]) -> list[Record]:
    """Rows by the values of their keys, from the first key on."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def by_position(terms: Iterable[Any]) -> list[str]:
    return [term.slug for term in sorted(terms, key=lambda term: (term.position, term.slug))]


def theme_order(link: Any) -> tuple[int, str]:
    return link.position, link.theme_id


def participation_order(row: Any) -> tuple[int, str, str]:
    return row.position, row.actor.slug, row.role_id


def actor_part(actor: Record) -> Record:
    """What a participation shows of its actor's record."""
    return {key: actor[key] for key in ("id", "name", "kind", "country")}


def entry_part(entry: Entry, public: Public) -> Record:
    """An entry's part of its initiative's record; edition and sources appear as ``public`` gives them."""
    return {
        "id": f"{entry.initiative.slug}.{entry.edition_id}",
        "year": public(entry.edition)["year"],
        "edition": entry.edition_id,
        "status": entry.status_id,
        "text": entry.text.strip(),
        "note": entry.note.strip(),
        "source_truncated": entry.source_truncated,
        "footnotes": [footnote_part(link, public) for link in linked_footnotes(entry)],
        "dates": in_order({"edtf": row.edtf, "what": row.what, "kind": row.kind} for row in entry.dates.all()),
        "figures": in_order({name: getattr(row, name) for name in FIGURE} for row in entry.figures.all()),
        "inferred": in_order({"field": row.field, "note": row.note} for row in entry.inferences.all()),
    }


def linked_footnotes(entry: Entry) -> list[EntryFootnote]:
    prefetch_related_objects([entry], with_footnotes())
    return sorted(entry.footnote_links.all(), key=lambda link: (link.position, link.footnote.mark))


def with_footnotes() -> Prefetch:
    """The footnotes of entries with their sources, to be read once for many entries."""
    return Prefetch("footnote_links", EntryFootnote.objects.select_related("footnote__source"))


def footnote_part(link: EntryFootnote, public: Public) -> Record:
    footnote: Footnote = link.footnote
    source = public(footnote.source) if footnote.source else None
    return {
        "mark": footnote.mark,
        "number": int(footnote.mark) if footnote.mark.isdecimal() else None,
        "state": footnote.state,
        "citation": footnote.citation,
        "source": None,
        "url": "",
        "archive_url": "",
        "unverified_link": False,
        "locator": footnote.locator,
        "note": footnote.note,
    } | (source_part(source) if source else {})


def source_part(source: Record) -> Record:
    """What a footnote shows of its source's record."""
    return {
        "source": source["id"],
        "citation": citation(source),
        "url": source["url"],
        "archive_url": source["archive_url"],
        "unverified_link": source["unverified_link"],
    }


def citation(source: Record) -> str:
    """One plain line: author, date, title, container, publisher."""
    title = source["title"]
    if source["translated_title"]:
        title = f"{title} [{source['translated_title']}]"
    when = f"({source['date']})" if source["date"] else "(no date)"
    parts = [f"{source['author']} {when}".strip(), title, source["container"], source["publisher"]]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def assemble(parts: Record, entries: Iterable[Record]) -> Record:
    """The whole record of an initiative from its own part and its entries; what follows from them is derived."""
    told = sorted(entries, key=lambda entry: (entry["year"], entry["edition"]))
    inferred = any(row["inferred"] for row in parts["actors"] + parts["relations"])
    told = [entry | {"evidence": evidence(entry, inferred)} for entry in told]
    return {
        "schema": SCHEMA,
        **{key: parts[key] for key in DETAILS},
        "entries": told,
        "status": told[-1]["status"] if told else None,
        "dates": sorted(
            ({"edtf": row["edtf"], "what": row["what"]} for entry in told for row in entry["dates"]),
            key=lambda row: (row["edtf"], row["what"]),
        ),
        "evidence": sorted({flag for entry in told for flag in entry["evidence"]}),
    }


def proposed(
    before: Record | None, initiative: Initiative, entries: Iterable[Entry], *, own_part: bool, public: Public
) -> Record:
    """The record as it would be if these entries, and perhaps the initiative's own part, took their new form.

    ``before`` is the record that is public now: all that is not named comes from it.
    """
    parts = details(initiative, public) if own_part or before is None else before
    told = {entry["edition"]: entry for entry in before["entries"]} if before else {}
    told |= {entry.edition_id: entry_part(entry, public) for entry in entries}
    return assemble(parts, told.values())


def evidence(entry: Record, inferred: bool) -> list[str]:
    """The cautions about what an entry rests on; what is inferred of the initiative counts for each entry."""
    states = {footnote["state"] for footnote in entry["footnotes"]}
    flags = {
        "uncited": has_uncited_statement(entry["text"]),
        "source-truncated": entry["source_truncated"],
        "citation-missing": bool(states & {"missing", "lost"}),
        "citation-probable": "probable" in states,
        "citation-doubtful": "doubtful" in states,
        "inferred": inferred or bool(entry["inferred"]),
        "unverified-link": any(footnote["unverified_link"] for footnote in entry["footnotes"]),
    }
    return sorted(flag for flag, holds in flags.items() if holds)


def without_entries(record: Record, hidden: set[str]) -> Record:
    """The record without the entries whose ids are given, and without anything that followed from them."""
    if not any(entry["id"] in hidden for entry in record["entries"]):
        return record
    return assemble(record, [entry for entry in record["entries"] if entry["id"] not in hidden])


def shown(record: Record) -> set[tuple[str, str]]:
    """The kind and slug of each thing that is public because this initiative shows it."""
    things = {("actor", row["id"]) for row in record["actors"]}
    for entry in record["entries"]:
        things |= {("edition", entry["edition"]), ("year", str(entry["year"]))}
        things |= {("source", row["source"]) for row in entry["footnotes"] if row["source"]}
    return things


def terms(record: Record) -> set[tuple[str, str]]:
    """The vocabulary and slug of each term that an initiative's record names."""
    one = {"form": record["form"], "scope": record["scope"]}
    several = {"theme": record["themes"], "level": record["levels"], "target_group": record["target_groups"]}
    several |= {
        "status": [entry["status"] for entry in record["entries"]],
        "evidence": record["evidence"],
        "actor_kind": [row["kind"] for row in record["actors"]],
        "role": [row["role"] for row in record["actors"]],
        "relation": [row["type"] for row in record["relations"]],
    }
    named = [*one.items(), *((name, slug) for name, slugs in several.items() for slug in slugs)]
    return {(name, slug) for name, slug in named if slug}


def actor_record(actor: Actor) -> Record:
    return {
        "schema": SCHEMA,
        "id": actor.slug,
        "name": actor.name,
        "native_name": actor.native_name,
        "acronym": actor.acronym,
        "aliases": sorted(row.name for row in actor.aliases.all()),
        "kind": actor.kind_id,
        "country": actor.country_id,
        "identifiers": sorted(
            ({"scheme": row.scheme, "value": row.value} for row in actor.identifiers.all()),
            key=lambda row: (row["scheme"], row["value"]),
        ),
        "note": actor.note,
    }


def source_record(source: Source) -> Record:
    return {"schema": SCHEMA, "id": source.slug} | {
        name: getattr(source, name)
        for name in (
            "title",
            "translated_title",
            "author",
            "publisher",
            "container",
            "date",
            "language",
            "url",
            "archive_url",
            "found_at",
            "note",
            "unverified_link",
        )
    }


def edition_record(edition: Edition) -> Record:
    return {"schema": SCHEMA, "id": edition.slug, "year": edition.year_id} | {
        name: getattr(edition, name)
        for name in ("title", "publisher", "section_title", "section_number", "published", "url", "coverage")
    }


def year_record(year: Year) -> Record:
    return {"schema": SCHEMA, "id": str(year.year), "note": year.note}


def country_record(country: Country) -> Record:
    return {
        "schema": SCHEMA,
        "id": country.code,
        "name": country.name,
        "note": country.note,
        "memberships": sorted(
            (
                {"group": row.group_id, "joined": str(row.joined), "left": str(row.left) if row.left else None}
                for row in country.memberships.all()
            ),
            key=lambda row: (row["group"], row["joined"]),
        ),
    }


def term_record(term: Any) -> Record:
    """A term or a country group: its label, its definition, its place in lists, and what its vocabulary adds."""
    extra = ("oecd_objectives", "common_basic_principles", "inverse_slug", "inverse_label")
    return {
        "schema": SCHEMA,
        "id": term.slug,
        "label": term.label,
        "definition": term.definition,
        "position": term.position,
    } | {name: getattr(term, name) for name in extra if hasattr(term, name)}


VOCABULARY_OF = {model: name for name, model in VOCABULARIES.items()}

# Every kind but the initiative: how its record is built from its model.
BUILDERS: dict[type, tuple[str, Callable[[Any], Record]]] = {
    Actor: ("actor", actor_record),
    Source: ("source", source_record),
    Edition: ("edition", edition_record),
    Year: ("year", year_record),
    Country: ("country", country_record),
    CountryGroup: ("group", term_record),
    **dict.fromkeys(VOCABULARIES.values(), ("term", term_record)),
}


def address(thing: Any) -> tuple[str, str]:
    """The kind and slug under which the ledger keeps a thing, such as ("term", "theme/funding-instruments")."""
    if isinstance(thing, Initiative):
        return "initiative", thing.slug
    kind, _ = BUILDERS[type(thing)]
    return kind, f"{VOCABULARY_OF[type(thing)]}/{thing.pk}" if kind == "term" else getattr(thing, "slug", str(thing.pk))


def build(thing: Any) -> Record:
    """The record of any thing but an initiative, from its model as it stands."""
    return BUILDERS[type(thing)][1](thing)
