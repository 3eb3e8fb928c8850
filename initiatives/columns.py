"""COLUMNS: the one table of columns behind csv, xlsx, json, geojson, the data package and the data dictionary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.record import Record
from initiatives.selection import Selection

# What a value can be, in words.
KINDS = {
    "text": _("text"),
    "number": _("whole number"),
    "truth": _("true or false"),
    "moment": _("date and time (UTC)"),
    "date": _("date in EDTF"),
    "address": _("web address"),
}
# What a tombstone of a withdrawn initiative still says.
OF_TOMBSTONES = {"id", "url", "version", "digest", "licence"}


@dataclass(frozen=True)
class Row:
    """One row of an export: a record, and one of its entries and footnotes where the rows are those."""

    selection: Selection
    record: Record
    entry: Record | None = None
    footnote: Record | None = None

    def labels(self, facet: str, values: list[str]) -> list[str]:
        return [self.selection.label(facet, value) for value in values]

    def footnotes(self) -> list[Record]:
        return [footnote for entry in self.record["entries"] for footnote in entry["footnotes"]]


@dataclass(frozen=True)
class Column:
    """A column: its name, its label and help for people, its value, and what kind of value that is.

    ``kind`` is one of KINDS. ``several`` says that the value is a list of these. ``vocabulary`` is the facet whose
    slugs it holds. ``always`` says that it is never empty, whatever the row.
    """

    name: str
    label: str
    help: str
    of: Callable[[Row], Any]
    kind: str = "text"
    several: bool = False
    vocabulary: str = ""
    always: bool = False

    def value(self, row: Row) -> Any:
        if row.record.get("withdrawn") and self.name not in OF_TOMBSTONES:
            return None
        return self.of(row)


def values(columns: tuple[Column, ...], row: Row) -> list[Any]:
    """The values of a row's columns."""
    if row.record.get("withdrawn"):
        return [column.value(row) for column in columns]
    return [column.of(row) for column in columns]


def field(name: str) -> Callable[[Row], Any]:
    return lambda row: row.record[name]


def entry_field(name: str) -> Callable[[Row], Any]:
    return lambda row: row.entry[name]


def footnote_field(name: str) -> Callable[[Row], Any]:
    return lambda row: row.footnote[name]


def years(row: Row) -> list[int]:
    return sorted({entry["year"] for entry in row.record["entries"]})


INITIATIVE_COLUMNS = (
    Column("id", _("Identifier"), _("The initiative's slug; it never changes."), field("id"), always=True),
    Column("url", _("Address"), _("The page of the initiative."), field("url"), kind="address", always=True),
    Column("title", _("Title"), _("The title in English."), field("title")),
    Column("summary", _("Summary"), _("What it is, in our own words."), field("summary")),
    Column(
        "countries",
        _("Countries"),
        _("ISO 3166-1 codes; empty where there is no single country."),
        field("countries"),
        several=True,
        vocabulary="country",
    ),
    Column(
        "country_names",
        _("Country names"),
        _("The same in English."),
        lambda row: row.labels("country", row.record["countries"]),
        several=True,
    ),
    Column("years", _("Years"), _("The years its entries cover."), years, kind="number", several=True),
    Column(
        "themes", _("Themes"), _("Slugs; the primary theme first."), field("themes"), several=True, vocabulary="theme"
    ),
    Column(
        "theme_labels",
        _("Theme labels"),
        _("The same in words."),
        lambda row: row.labels("theme", row.record["themes"]),
        several=True,
    ),
    Column(
        "levels",
        _("Governance levels"),
        _("Slugs of the levels that take part."),
        field("levels"),
        several=True,
        vocabulary="level",
    ),
    Column(
        "multi_level",
        _("Multi-level"),
        _("Whether two or more levels take part."),
        lambda row: len(row.record["levels"]) > 1,
        kind="truth",
    ),
    Column("form", _("Form"), _("What kind of thing it is."), field("form"), vocabulary="form"),
    Column("scope", _("Scope"), _("One country, several, the EU or beyond."), field("scope"), vocabulary="scope"),
    Column("status", _("Status"), _("The status in its latest entry."), field("status"), vocabulary="status"),
    Column(
        "actors",
        _("Actors"),
        _("Names of those who take part."),
        lambda row: [part["name"] for part in row.record["actors"]],
        several=True,
    ),
    Column(
        "actor_roles",
        _("Roles"),
        _("Their roles, in the same order."),
        lambda row: [part["role"] for part in row.record["actors"]],
        several=True,
        vocabulary="role",
    ),
    Column(
        "first_year",
        _("First year"),
        _("The earliest year covered."),
        lambda row: min(years(row), default=None),
        kind="number",
    ),
    Column(
        "last_year",
        _("Last year"),
        _("The latest year covered."),
        lambda row: max(years(row), default=None),
        kind="number",
    ),
    Column(
        "entries", _("Entries"), _("How many entries it has."), lambda row: len(row.record["entries"]), kind="number"
    ),
    Column(
        "footnotes",
        _("Footnotes"),
        _("How many footnotes its entries have."),
        lambda row: len(row.footnotes()),
        kind="number",
    ),
    Column(
        "sources",
        _("Sources"),
        _("How many different sources they name."),
        lambda row: len({note["source"] for note in row.footnotes() if note["source"]}),
        kind="number",
    ),
    Column(
        "evidence",
        _("Evidence"),
        _("Cautions about what the entries rest on."),
        field("evidence"),
        several=True,
        vocabulary="evidence",
    ),
    Column("version", _("Version"), _("Counts the published versions."), field("version"), kind="number", always=True),
    Column(
        "published_at", _("Published"), _("When it was first published (UTC)."), field("published_at"), kind="moment"
    ),
    Column("changed_at", _("Changed"), _("When this version was published (UTC)."), field("changed_at"), kind="moment"),
    Column(
        "licence",
        _("Licence"),
        _("The licence of the catalogue's texts and data."),
        lambda row: settings.LICENCE,
        always=True,
    ),
)
ENTRY_COLUMNS = (
    Column("entry_id", _("Entry"), _("The identifier of the entry."), entry_field("id"), always=True),
    Column("year", _("Year"), _("The year the entry covers."), entry_field("year"), kind="number", always=True),
    Column("edition", _("Edition"), _("The report edition the entry comes from."), entry_field("edition"), always=True),
    Column(
        "text",
        _("Text"),
        _("What the edition reports, in our own words, with footnote markers."),
        entry_field("text"),
        always=True,
    ),
    Column(
        "entry_status",
        _("Status in the year"),
        _("The status this entry reports."),
        entry_field("status"),
        vocabulary="status",
    ),
)
FOOTNOTE_COLUMNS = (
    Column(
        "footnote", _("Footnote"), _("The footnote as printed in the edition."), footnote_field("mark"), always=True
    ),
    Column("citation", _("Citation"), _("The citation, where known."), footnote_field("citation")),
    Column(
        "citation_state",
        _("State of the citation"),
        _("cited, probable, missing, doubtful or lost."),
        footnote_field("state"),
        always=True,
    ),
    Column(
        "source_url",
        _("Source address"),
        _("The address of the source, where known."),
        footnote_field("url"),
        kind="address",
    ),
    Column(
        "archive_url",
        _("Archived address"),
        _("An archived copy, where known."),
        footnote_field("archive_url"),
        kind="address",
    ),
    Column("locator", _("Locator"), _("Page or section."), footnote_field("locator")),
)

# The kinds of those columns of things that are not plain text.
KIND_OF = {"date": "date", "url": "address", "archive_url": "address"}

# What is known of a source, one row each.
SOURCE_COLUMNS = tuple(
    Column(name, label, help, field(name), KIND_OF.get(name, "text"), always=name in {"id", "title"})
    for name, label, help in (
        ("id", _("Identifier"), _("The source's slug.")),
        ("title", _("Title"), _("The title in its own language.")),
        ("translated_title", _("Translated title"), _("The title in English, where it has another.")),
        ("author", _("Author"), _("Person or body.")),
        ("container", _("Container"), _("The series, journal or site it stands in.")),
        ("publisher", _("Publisher"), _("Who published it.")),
        ("date", _("Date"), _("In EDTF, as exact as it is known.")),
        ("language", _("Language"), _("A language code.")),
        ("url", _("Address"), _("Where it is online, if known.")),
        ("archive_url", _("Archived address"), _("An archived copy, if known.")),
        ("found_at", _("Found at"), _("Where it was found, when no exact address is known.")),
        ("note", _("Note"), _("What a reader should know of it.")),
    )
)

# What one row can be, and the columns it then has.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "initiatives": INITIATIVE_COLUMNS,
    "entries": INITIATIVE_COLUMNS + ENTRY_COLUMNS,
    "footnotes": INITIATIVE_COLUMNS + ENTRY_COLUMNS + FOOTNOTE_COLUMNS,
}


type Told[Part] = Callable[[tuple[Column, ...], Row], Part]


def rows[Part](selection: Selection, told: Told[Part] = values) -> Iterator[tuple[Part, ...]]:
    """The rows of a selection, in its order: initiatives, entries or footnotes, as it asks.

    Each row has what is told of the columns of its initiative and, where the rows are those, of its entry and its
    footnote. What several rows share is told once.
    """
    for record in selection.records():
        row = Row(selection, record)
        if selection.rows == "initiatives":
            yield (told(INITIATIVE_COLUMNS, row),)
        elif not record.get("withdrawn"):
            yield from rows_of_entries(row, told)


def rows_of_entries[Part](initiative: Row, told: Told[Part]) -> Iterator[tuple[Part, ...]]:
    selection, record = initiative.selection, initiative.record
    own = told(INITIATIVE_COLUMNS, initiative)
    for entry in selection.entries(record):
        of_entry = told(ENTRY_COLUMNS, Row(selection, record, entry))
        if selection.rows == "entries":
            yield own, of_entry
        else:
            for note in entry["footnotes"]:
                yield own, of_entry, told(FOOTNOTE_COLUMNS, Row(selection, record, entry, note))
