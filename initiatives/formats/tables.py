"""The tables of the data package: each thing in one table, and how the tables refer to one another.

The columns of initiatives, entries and footnotes are those of the one table of columns; here each stands in one table
only, and the others name it by its key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.columns import (
    ENTRY_COLUMNS,
    FOOTNOTE_COLUMNS,
    INITIATIVE_COLUMNS,
    SOURCE_COLUMNS,
    Column,
    Row,
    entry_field,
    field,
    footnote_field,
)
from initiatives.record import Record
from initiatives.selection import Selection
from initiatives.snapshot import Snapshot


@dataclass(frozen=True)
class Table:
    """A table of the package: what a row is, its columns, the columns of its key, and the tables it refers to.

    ``refers`` maps a column to the table whose key, of one column, it holds.
    """

    name: str
    label: Promise
    help: Promise
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()


def of_record(*rows: tuple) -> tuple[Column, ...]:
    """Columns that hold what a record has under their name: name, label, help, and what is not plain text about it."""
    return tuple(Column(name, label, help, field(name), **more[0] if more else {}) for name, label, help, *more in rows)


NUMBER, TRUTH, DATE = {"kind": "number"}, {"kind": "truth"}, {"kind": "date"}
ADDRESS, ALWAYS, SEVERAL = {"kind": "address"}, {"always": True}, {"several": True}
INITIATIVE = ("initiative", _("Initiative"), _("The initiative's identifier."), ALWAYS)
OF_ENTRY = ("entry_id", _("Entry"), _("The identifier of the entry."), ALWAYS)
INFERRED = ("inferred", _("Inferred"), _("Whether the source does not say so itself."), TRUTH)
NOTE = ("note", _("Note"), _("What a reader should know of it."))

TABLES = (
    Table(
        "initiatives",
        _("Initiatives"),
        _("The initiatives, in the list's order."),
        (
            *INITIATIVE_COLUMNS,
            Column("digest", _("Digest"), _("SHA-256 of the record in this version."), field("digest"), always=True),
        ),
        ("id",),
    ),
    Table(
        "entries",
        _("Entries"),
        _("What report editions tell of the initiatives: the entries that answer what was asked of entries."),
        (
            Column("initiative", _("Initiative"), _("The initiative's identifier."), field("id"), always=True),
            *ENTRY_COLUMNS,
            Column("note", _("Note"), _("The editors' note."), entry_field("note")),
            Column(
                "evidence",
                _("Evidence"),
                _("Cautions about what the entry rests on."),
                entry_field("evidence"),
                several=True,
                vocabulary="evidence",
            ),
        ),
        ("entry_id",),
        (("initiative", "initiatives"), ("edition", "editions")),
    ),
    Table(
        "footnotes",
        _("Footnotes"),
        _("The footnotes of the entries, in their order."),
        (
            Column("entry_id", _("Entry"), _("The identifier of the entry."), entry_field("id"), always=True),
            *FOOTNOTE_COLUMNS,
            Column("source", _("Source"), _("The identifier of the source, where known."), footnote_field("source")),
            Column("note", _("Note"), _("What a reader should know of it."), footnote_field("note")),
        ),
        ("entry_id", "footnote"),
        (("entry_id", "entries"), ("source", "sources")),
    ),
    Table("sources", _("Sources"), _("The sources that the footnotes name."), SOURCE_COLUMNS, ("id",)),
    Table(
        "actors",
        _("Actors"),
        _("Those who take part in the initiatives."),
        of_record(
            ("id", _("Identifier"), _("The actor's slug."), ALWAYS),
            ("name", _("Name"), _("The name in English."), ALWAYS),
            ("native_name", _("Own name"), _("The name in its own language.")),
            ("acronym", _("Acronym"), _("Its acronym, where it has one.")),
            ("aliases", _("Other names"), _("Names it is found under as well."), SEVERAL),
            ("kind", _("Kind"), _("What kind of body it is."), {"vocabulary": "actor_kind"}),
            ("country", _("Country"), _("ISO 3166-1 code, where it belongs to one."), {"vocabulary": "country"}),
            NOTE,
        ),
        ("id",),
    ),
    Table(
        "participations",
        _("Participations"),
        _("Who takes part in which initiative, and in what role."),
        of_record(
            INITIATIVE,
            ("actor", _("Actor"), _("The actor's identifier."), ALWAYS),
            ("role", _("Role"), _("What the actor does in it."), {"vocabulary": "role", "always": True}),
            INFERRED,
            NOTE,
        ),
        ("initiative", "actor", "role"),
        (("initiative", "initiatives"), ("actor", "actors")),
    ),
    Table(
        "relations",
        _("Relations"),
        _("How an initiative stands to another one, which need not be in the list."),
        of_record(
            INITIATIVE,
            ("type", _("Relation"), _("How it stands to the other."), {"vocabulary": "relation", "always": True}),
            ("target", _("Other initiative"), _("The identifier of the other."), ALWAYS),
            INFERRED,
            NOTE,
        ),
        ("initiative", "type", "target"),
        (("initiative", "initiatives"),),
    ),
    Table(
        "dates",
        _("Dates"),
        _("The dates that entries state, as exact as their source."),
        of_record(
            OF_ENTRY,
            ("edtf", _("Date"), _("In EDTF."), DATE | ALWAYS),
            ("what", _("What"), _("What happened.")),
            ("kind", _("Kind"), _("Start, end, event or another kind of date."), ALWAYS),
        ),
        (),
        (("entry_id", "entries"),),
    ),
    Table(
        "figures",
        _("Figures"),
        _("The numbers that entries state."),
        of_record(
            OF_ENTRY,
            ("what", _("What"), _("What it counts.")),
            ("qualifier", _("Qualifier"), _("Exactly, about, more than and the like."), ALWAYS),
            ("value", _("Value"), _("The number."), NUMBER | ALWAYS),
            ("unit", _("Unit"), _("Of what, such as persons.")),
            ("as_of", _("As of"), _("When it held, where stated."), DATE),
            NOTE,
        ),
        (),
        (("entry_id", "entries"),),
    ),
    Table(
        "inferences",
        _("Inferences"),
        _("What the editors inferred because an entry's source does not state it."),
        of_record(
            OF_ENTRY,
            ("field", _("Field"), _("What was inferred."), ALWAYS),
            ("note", _("Note"), _("What it was inferred from.")),
        ),
        ("entry_id", "field"),
        (("entry_id", "entries"),),
    ),
    Table(
        "editions",
        _("Report editions"),
        _("The report editions that the entries come from."),
        of_record(
            ("id", _("Identifier"), _("The edition's slug."), ALWAYS),
            ("title", _("Title"), _("The report's title."), ALWAYS),
            ("publisher", _("Publisher"), _("Who published it.")),
            ("year", _("Year"), _("The year it covers, not the year it came out."), NUMBER | ALWAYS),
            ("section_number", _("Section number"), _("The number of the section.")),
            ("section_title", _("Section"), _("The title of the section.")),
            ("published", _("Published"), _("When it came out."), DATE),
            ("url", _("Address"), _("Where it is online."), ADDRESS),
            ("coverage", _("Coverage"), _("What the section covers, and what it leaves out.")),
        ),
        ("id",),
    ),
    Table(
        "vocabularies",
        _("Vocabularies"),
        _("Every term of the catalogue and every country, with its meaning."),
        of_record(
            ("vocabulary", _("Vocabulary"), _("Which vocabulary the term belongs to."), ALWAYS),
            ("slug", _("Slug"), _("The term as the other tables have it."), ALWAYS),
            ("label", _("Label"), _("The term in words."), ALWAYS),
            ("definition", _("Definition"), _("What it means.")),
            ("position", _("Position"), _("Its place in the vocabulary."), NUMBER),
            ("oecd_objectives", _("OECD objectives"), _("Of themes: objectives of the OECD checklist (2018).")),
            ("common_basic_principles", _("EU principles"), _("Of themes: EU Common Basic Principles (2004).")),
            ("inverse_slug", _("Inverse"), _("Of relations: the relation seen from the other initiative.")),
            ("inverse_label", _("Inverse label"), _("The same in words.")),
        ),
        ("vocabulary", "slug"),
    ),
)


def rows(selection: Selection) -> Iterator[tuple[str, Row]]:
    """Every row of every table, with the name of its table: the initiatives in one pass, then what they show."""
    named: dict[str, set[str]] = {"source": set(), "actor": set(), "edition": set()}
    for record in selection.records():
        yield "initiatives", Row(selection, record)
        if not record.get("withdrawn"):
            yield from of_initiative(selection, record)
            named["actor"] |= {part["id"] for part in record["actors"]}
            for entry in selection.entries(record):
                yield from of_entry(selection, record, entry)
                named["edition"].add(entry["edition"])
                named["source"] |= {note["source"] for note in entry["footnotes"] if note["source"]}
    for kind, slugs in named.items():
        things = selection.snapshot.things.get(kind, {})
        yield from ((f"{kind}s", Row(selection, things[slug])) for slug in sorted(slugs))
    yield from (("vocabularies", Row(selection, term)) for term in vocabularies(selection.snapshot))


def of_initiative(selection: Selection, record: Record) -> Iterator[tuple[str, Row]]:
    for part in record["actors"]:
        yield "participations", Row(selection, part | {"initiative": record["id"], "actor": part["id"]})
    for relation in record["relations"]:
        if not relation.get("inverse"):
            yield "relations", Row(selection, relation | {"initiative": record["id"], "target": relation["id"]})


def of_entry(selection: Selection, record: Record, entry: Record) -> Iterator[tuple[str, Row]]:
    yield "entries", Row(selection, record, entry)
    yield from (("footnotes", Row(selection, record, entry, footnote)) for footnote in entry["footnotes"])
    for name, pieces in (("dates", "dates"), ("figures", "figures"), ("inferences", "inferred")):
        yield from ((name, Row(selection, piece | {"entry_id": entry["id"]})) for piece in entry[pieces])


EMPTY_TERM: dict[str, Any] = dict.fromkeys(
    ("oecd_objectives", "common_basic_principles", "inverse_slug", "inverse_label"), ""
)


def vocabularies(snapshot: Snapshot) -> Iterable[Record]:
    """The terms, vocabulary by vocabulary in their own order, and the countries by code."""
    terms = snapshot.things.get("term", {}).items()
    found = [EMPTY_TERM | term | {"vocabulary": name.partition("/")[0], "slug": term["id"]} for name, term in terms]
    yield from sorted(found, key=lambda term: (term["vocabulary"], term["position"], term["slug"]))
    for code, country in sorted(snapshot.things.get("country", {}).items()):
        words = {"label": country["name"], "definition": "", "position": None}
        yield EMPTY_TERM | words | {"vocabulary": "country", "slug": code}
