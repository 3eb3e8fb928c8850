"""A list on one page: its numbers by country, year, theme and level, and as many titles as there is room for."""

import unicodedata
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.folding import fold
from initiatives.asking import label
from initiatives.facets import NONE
from initiatives.formats.briefing.document import Briefing
from initiatives.panel import Panel
from initiatives.public import records
from initiatives.record import Record
from initiatives.selection import Selection

MOST_ROWS = 6  # of a table
LINES = 44  # of titles, on a page that has nothing else but what every page has
LINE = 92  # characters of a title's line
HEADING_LINE, QUESTION_LINE, NOTE_LINE = 45, 80, 90
MOST_QUESTION, MOST_TITLE = 320, 2 * LINE
TABLES = {
    "country": gettext_lazy("By country"),
    "year": gettext_lazy("By year"),
    "theme": gettext_lazy("By theme"),
    "level": gettext_lazy("By governance level"),
}


@dataclass(frozen=True)
class Table:
    """How many initiatives of the list have each value; ``more`` values are not shown."""

    title: str
    rows: list[tuple[str, int]]
    more: int


@dataclass(frozen=True)
class Title:
    """An initiative in a line or two."""

    title: str
    place: str
    address: str


@dataclass
class Summary:
    """What stands on the page."""

    briefing: Briefing
    tables: list[Table]
    titles: list[Title]
    more: int  # initiatives that had no room

    @property
    def question(self) -> str:
        return cut(self.briefing.question, MOST_QUESTION)

    @property
    def citation(self) -> str:
        """The list's citation, with as much of the question as there is room for."""
        words = Panel(self.briefing.selection).words
        return self.briefing.citation.replace(words, cut(words, MOST_QUESTION))

    @property
    def rest(self) -> str:
        if not self.more:
            return _("The whole list, with every statement and footnote: %(address)s") % {"address": self.address}
        words = {"n": f"{self.more:,}", "address": self.address}
        return _("and %(n)s more. The whole list, with every statement and footnote: %(address)s") % words

    @property
    def address(self) -> str:
        return cut(self.briefing.selection.pinned_url, 2 * MOST_QUESTION)


def summary(selection: Selection) -> Summary:
    briefing = Briefing(selection)
    room = LINES - lines_of(briefing)
    titles = []
    for record in records(selection.snapshot, islice(selection.ids, LINES)):
        row = title(selection, record)
        room -= lines(f"000. {row.title} {row.place}", LINE)
        if room < 0:
            break
        titles.append(row)
    tables = [table(selection, name) for name in TABLES]
    return Summary(briefing, [one for one in tables if one.rows], titles, selection.total - len(titles))


def lines_of(briefing: Briefing) -> int:
    """How many lines of titles go to what the reader and the question add to the page."""
    heading = 2 * lines(briefing.heading, HEADING_LINE)
    question = lines(cut(briefing.question, MOST_QUESTION), QUESTION_LINE)
    # Between the lines of a note there is room, and above it a line says whose it is.
    note = 3 * sum(lines(line, NOTE_LINE) for line in briefing.note) // 2 + (2 if briefing.note else 0)
    address = 2 * lines(cut(briefing.selection.pinned_url, 2 * MOST_QUESTION), NOTE_LINE)
    return heading + question + note + address


def lines(text: str, length: int) -> int:
    """How many lines a text takes at most; some letters are as wide as two."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1.3 if c.isupper() else 1 for c in text)
    return -(-int(wide) // length) or 1


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def title(selection: Selection, record: Record) -> Title:
    address = f"{settings.SITE_URL}/initiatives/{record['id']}/?as_of={selection.as_of}"
    if record.get("withdrawn"):
        return Title(record["id"], _("withdrawn since"), address)
    names = [label(selection.moment, "country", code) for code in record["countries"]]
    where = ", ".join(names[:4]) + (" …" if names[4:] else "") or label(selection.moment, "scope", record["scope"])
    years = sorted({entry["year"] for entry in record["entries"]})
    span = "–".join(str(year) for year in sorted({years[0], years[-1]})) if years else ""
    return Title(cut(record["title"], MOST_TITLE), ", ".join(filter(None, (where, span))), address)


def table(selection: Selection, name: str) -> Table:
    """The most frequent values first, the years as they follow each other; nothing that is withheld is counted."""
    snapshot, there = selection.snapshot, selection.answer.matching - selection.snapshot.tombstones
    counts = {value: len(snapshot.of(name, value) & there) for value in snapshot.facets[name] if value != "multi"}
    found = [(label(selection.moment, name, value), count, value) for value, count in counts.items() if count]
    if name == "year":
        found.sort(key=lambda row: row[2], reverse=True)
    else:
        found.sort(key=lambda row: (row[2] == NONE, -row[1], fold(row[0])))
    return Table(str(TABLES[name]), [row[:2] for row in found[:MOST_ROWS]], len(found[MOST_ROWS:]))
