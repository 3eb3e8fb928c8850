"""What a briefing tells of one initiative: facts, entries by year, and a footnote at every marker."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.asking import label
from initiatives.formats.briefing.notes import Note, Notes
from initiatives.record import Record
from initiatives.selection import Selection
from initiatives.statements import Reading, readings
from initiatives.templatetags.catalogue import edtf, field_name, figure

type Named = tuple[str, str]  # a name, and what stands behind it


@dataclass(frozen=True)
class Run:
    """A stretch of an entry's text, or (``note``) the marker of a footnote."""

    text: str
    note: Note | None = None


@dataclass
class Told:
    """One entry: what an edition reports for its year."""

    title: str
    origin: str
    paragraphs: list[list[Run]]
    unplaced: list[Note]
    remarks: list[Named]


@dataclass
class Telling:
    """One initiative in full."""

    number: int
    anchor: str
    title: str
    subtitles: list[str]
    summary: str
    facts: list[Named]
    entries: list[Told]
    remarks: list[str] = field(default_factory=list)
    address: str = ""


def tell(selection: Selection, record: Record, number: int, notes: Notes) -> Telling:
    wanted = {entry["id"] for entry in selection.entries(record)}
    entries = [told(selection, found, notes) for found in readings(record)[::-1] if found.entry["id"] in wanted]
    return Telling(
        number=number,
        anchor=record["id"],
        title=record["title"],
        subtitles=list(subtitles(record)),
        summary=record["summary"],
        facts=[*facts(selection, record), *actors(selection, record), *relations(selection, record)],
        entries=entries,
        remarks=list(remarks(record, wanted)),
        address=f"{record['url']}?as_of={selection.as_of}",
    )


def subtitles(record: Record) -> Iterator[str]:
    if record["original_title"]:
        yield record["original_title"]
    if record["alternative_titles"]:
        yield _("Also known as: %(titles)s") % {"titles": "; ".join(record["alternative_titles"])}


# ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────


def facts(selection: Selection, record: Record) -> Iterator[Named]:
    def words(facet: str, values: list[str]) -> str:
        return ", ".join(label(selection.moment, facet, value) for value in values)

    yield _("Where"), words("country", record["countries"]) or words("scope", [record["scope"]])
    yield from known((_("Governance levels"), words("level", record["levels"])))
    yield from known((_("Themes"), words("theme", record["themes"])))
    yield from known((_("Form"), words("form", [record["form"]] if record["form"] else [])))
    if record["countries"]:
        yield _("Scope"), words("scope", [record["scope"]])
    yield from known((_("For"), words("target_group", record["target_groups"])))
    yield from known((_("Years"), ", ".join(str(year) for year in sorted({e["year"] for e in record["entries"]}))))
    if record["status"]:
        yield _("Latest status"), f"{words('status', [record['status']])} ({record['entries'][-1]['year']})"


def known(fact: Named) -> Iterator[Named]:
    if fact[1]:
        yield fact


def actors(selection: Selection, record: Record) -> Iterator[Named]:
    """Who takes part, under the role in which they do."""
    roles: dict[str, list[str]] = {}
    for row in record["actors"]:
        kind = label(selection.moment, "actor_kind", row["kind"])
        details = "; ".join(filter(None, (kind, row["note"], flag(row))))
        roles.setdefault(row["role"], []).append(f"{row['name']} ({details})")
    for role, names in roles.items():
        yield label(selection.moment, "role", role), "; ".join(names)


def flag(row: Record) -> str:
    """That something is inferred, where its note does not begin by saying so."""
    word = _("inferred")
    return word if row["inferred"] and not row["note"].startswith(word) else ""


def relations(selection: Selection, record: Record) -> Iterator[Named]:
    for row in record["relations"]:
        name = row["label"] if row.get("inverse") else label(selection.moment, "relation", row["type"])
        yield name, f"{row['title']} ({_('inferred')})" if row["inferred"] else row["title"]


def remarks(record: Record, wanted: set[str]) -> Iterator[str]:
    """What a reader must know of what is not told here."""
    left = [str(entry["year"]) for entry in record["entries"] if entry["id"] not in wanted]
    if left:
        words = ngettext(
            "The catalogue has one more entry of this initiative (%(years)s), which is not what was asked for.",
            "The catalogue has %(n)s more entries of this initiative (%(years)s), which are not what was asked for.",
            len(left),
        )
        yield words % {"n": len(left), "years": ", ".join(left)}
    for name in record.get("withdrawn_entries", ()):
        yield _("Entry %(name)s was withdrawn; its text is withheld.") % {"name": name}


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────


def told(selection: Selection, found: Reading, notes: Notes) -> Told:
    entry = found.entry
    footnotes = {row["mark"]: row for row in entry["footnotes"]}
    paragraphs = [
        [
            Run("", notes.call(entry, footnotes[piece.mark])) if piece.mark else Run(piece.text)
            for statement in paragraph.statements
            for piece in statement.pieces
        ]
        for paragraph in found.paragraphs
    ]
    status = label(selection.moment, "status", entry["status"]) if entry["status"] else ""
    return Told(
        title=" – ".join(filter(None, (str(entry["year"]), status))),
        origin=_("Reported in %(edition)s") % {"edition": label(selection.moment, "edition", entry["edition"])},
        paragraphs=[runs for runs in paragraphs if runs],
        unplaced=[notes.call(entry, note.footnote) for note in found.notes if not note.back],
        remarks=list(of_entry(selection, entry)),
    )


def of_entry(selection: Selection, entry: Record) -> Iterator[Named]:
    """Dates, figures and cautions of an entry."""
    if entry["dates"]:
        yield _("Dates"), "; ".join(f"{edtf(row['edtf'])}: {row['what']}" for row in entry["dates"])
    if entry["figures"]:
        yield _("Figures"), "; ".join(figure_in_words(row) for row in entry["figures"])
    yield from known((_("Editors’ note"), entry["note"]))
    if entry["evidence"]:
        yield _("Cautions"), "; ".join(label(selection.moment, "evidence", flag) for flag in entry["evidence"])
    if entry["inferred"]:
        yield _("Not stated by the source"), " ".join(map(unsaid, entry["inferred"]))


def unsaid(row: Record) -> str:
    """A field that the source does not state, and what it was inferred from, as a sentence."""
    name, note = field_name(row["field"]), row["note"].rstrip(". ")
    return f"{name}: {note}." if note else f"{name}."


def figure_in_words(row: Record) -> str:
    """A figure with what it counts, when it held, and a word on it."""
    when = f" ({edtf(row['as_of'])})" if row["as_of"] else ""
    return f"{figure(row)}: {row['what']}{when}{f'; {row["note"]}' if row['note'] else ''}"
