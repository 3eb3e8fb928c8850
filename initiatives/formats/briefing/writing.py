"""The text of a briefing in WordprocessingML: its body, its footnotes, and what both refer to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import ClassVar

from initiatives.formats.briefing.document import Briefing, Part, Pointer, Tombstone
from initiatives.formats.briefing.notes import Note, Source, Span
from initiatives.formats.briefing.summary import Summary, Table
from initiatives.formats.briefing.telling import Named, Telling, Told
from initiatives.formats.briefing.wording import cite, empty, more, named, pointed, words
from initiatives.formats.briefing.wordml import (
    BREAK,
    FIELD_ENDED,
    TAB,
    Relations,
    bookmarked,
    called,
    field_begun,
    footnote,
    jump,
    paragraph,
    run,
    table,
)

PARTS = [(name, f"{name}.xml") for name in ("styles", "settings", "numbering", "footnotes", "header", "footer")]
SHORT = 15  # lines of contents; after more the text begins on a new page
WIDTHS = (1400, 480, 950, 480, 3100, 480, 2036, 480)


@dataclass
class Writing:
    """A document in the making."""

    HEADER: ClassVar[str] = f"part{len(PARTS) - 1}"
    FOOTER: ClassVar[str] = f"part{len(PARTS)}"

    body: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    relations: Relations = field(default_factory=lambda: Relations([*PARTS]))
    note_relations: Relations = field(default_factory=Relations)
    bookmarks: dict[str, int] = field(default_factory=dict)

    def add(self, style: str, *runs: str, more: str = "") -> None:
        self.body.append(paragraph(style, *runs, more=more))

    def whole(self, briefing: Briefing) -> "Writing":
        self.front(briefing)
        if not briefing.one:
            self.rights(briefing)
            self.add("Small", run(briefing.citation))
            self.contents(briefing)
        if missing := empty(briefing):
            self.add("Normal", run(missing))
        for found in briefing.parts():
            self.part(found, briefing)
        self.sources(briefing.sources)
        self.making(briefing)
        return self

    def front(self, briefing: Briefing, question: str = "") -> None:
        """The head of the title page, or of a page that is all there is."""
        first = not briefing.one and not question
        self.add(
            "Masthead", run(briefing.catalogue), more='<w:spacing w:before="2400" w:after="360"/>' if first else ""
        )
        self.add("PageTitle" if question else "Title", run(briefing.heading))
        if briefing.heading != briefing.question:
            self.add("Subtitle", run(question or briefing.question))
        count = () if briefing.one else (run(briefing.count, "Strong"), run(" · "))
        self.add("Normal", *count, run(briefing.state, "Quiet"))
        if briefing.note:
            self.add("ReaderNote", run(words()["note"], "Quiet"), more="<w:keepNext/>")
        for line in briefing.note:
            self.add("ReaderNote", run(line))

    def rights(self, briefing: Briefing) -> None:
        above = '<w:spacing w:before="900"/>'
        self.add("Small", run(briefing.licence), more=above if not briefing.selection.first("summary") else "")
        self.add("Small", run(briefing.independence))

    def contents(self, briefing: Briefing) -> None:
        """A table of contents that a word processor can renew; its lines are there already, as links."""
        lines = briefing.contents
        if not lines:
            self.add("Normal", BREAK)
            return
        self.add("TOCHeading", run(words()["contents"]), more="<w:pageBreakBefore/>")
        for number, line in enumerate(lines):
            begun = field_begun(f'TOC \\o "1-{briefing.contents_depth}" \\h \\z \\u') if number == 0 else ""
            ended = FIELD_ENDED if number == len(lines) - 1 else ""
            style = "TOC2" if line.deep else "TOC1"
            self.add(style, begun, jump(self.bookmark(line.anchor), run(line.title)), ended)
        if len(lines) > SHORT:
            self.add("Normal", BREAK)

    def bookmark(self, anchor: str) -> str:
        """The bookmark of a heading: names may have no hyphen and 40 characters at most."""
        return f"_Toc{self.bookmarks.setdefault(anchor, len(self.bookmarks) + 1):06}"

    def heading(self, level: int, anchor: str, title: str) -> None:
        name = self.bookmark(anchor)
        self.add(f"Heading{level}", bookmarked(name, self.bookmarks[anchor], run(title)))

    def part(self, found: Part, briefing: Briefing) -> None:
        grouped = bool(found.title) and not briefing.one
        if grouped:
            self.heading(1, found.anchor, found.title)
        for item in found.items:
            if isinstance(item, Telling):
                self.telling(item, 2 if grouped else 1, alone=briefing.one)
            elif isinstance(item, Tombstone):
                self.heading(2 if grouped else 1, item.anchor, f"{item.number}. {item.anchor}")
                self.add("Normal", run(item.words, "Quiet"))
            else:
                self.pointer(item)

    def pointer(self, item: Pointer) -> None:
        self.add("Pointer", jump(self.bookmark(item.anchor), run(f"→ {pointed(item)}")))

    def telling(self, told: Telling, level: int, *, alone: bool) -> None:
        if not alone:
            self.heading(level, told.anchor, f"{told.number}. {told.title}")
        for subtitle in told.subtitles:
            self.add("Original", run(subtitle))
        if told.summary:
            self.add("Normal", run(told.summary), more="<w:keepNext/>")
        self.facts("Fact", told.facts)
        for entry in told.entries:
            self.entry(entry, 1 if alone else level + 1)
        for remark in told.remarks:
            self.add("Small", run(remark, "Emphasis"))
        self.add("Small", run(f"{words()['record']} "), self.relations.link(told.address, told.address))

    def facts(self, style: str, rows: list[Named]) -> None:
        """Names with what stands behind them; neither the first nor the last stands alone on a page."""
        for number, (name, value) in enumerate(rows, 1):
            kept = "<w:keepNext/>" if number in {1, len(rows) - 1} and len(rows) > 1 else ""
            self.add(style, run(name, "FactName"), TAB, run(value), more=kept)

    def entry(self, told: Told, level: int) -> None:
        self.add(f"Heading{level}", run(told.title))
        self.add("Origin", run(told.origin))
        for runs in told.paragraphs:
            self.add("Normal", *(self.note(one.note) if one.note else run(one.text) for one in runs))
        if told.unplaced:
            self.add("Small", run(f"{words()['unplaced']} "), *map(self.note, told.unplaced))
        self.facts("Remark", told.remarks)

    def note(self, note: Note) -> str:
        """The marker of a note, which goes to the foot of the page."""
        self.footnotes.append(footnote(note.number, spans(self.note_relations, note.spans)))
        return called(note.number)

    def sources(self, found: list[Source]) -> None:
        if found:
            self.heading(1, ":sources", words()["sources"])
        for source in found:
            self.add("Bibliography", spans(self.relations, source.spans), run(f" {named(source)}", "Quiet"))

    def making(self, briefing: Briefing) -> None:
        self.heading(1, ":making", words()["making"])
        for line in briefing.making:
            self.add("Normal", run(line))
        for line in briefing.states:
            self.add("ListBullet", run(line))
        self.add("Normal", run(cite(briefing)), more='<w:spacing w:before="120"/>')
        if briefing.one:
            self.rights(briefing)

    def on_one_page(self, page: Summary) -> "Writing":
        self.front(page.briefing, page.question)
        if page.tables:
            self.body.append(numbers(page.tables))
        if missing := empty(page.briefing):
            self.add("Normal", run(missing))
        for number, row in enumerate(page.titles):
            apart = "" if number else '<w:spacing w:before="160"/>'
            runs = self.relations.link(row.address, row.title), run(f" {row.place}", "Quiet")
            self.add("ListNumber", *runs, more=apart)
        if page.titles:
            self.add("Small", run(page.rest))
        self.rights(page.briefing)
        self.add("Small", run(page.citation))
        return self


def spans(relations: Relations, found: list[Span]) -> str:
    """Stretches of text with a space between them."""
    return run(" ").join(relations.link(span.url, span.text) if span.url else run(span.text) for span in found)


def numbers(tables: list[Table]) -> str:
    """The numbers of a list side by side: for each kind of value two columns, its name and how many."""
    columns = [column for one in tables for column in of_table(one)]
    widths = [width for one in range(len(tables)) for width in WIDTHS[2 * one : 2 * one + 2]]
    return table("Numbers", widths, zip_longest(*columns, fillvalue=("", False)), words()["number"])


def of_table(one: Table) -> Iterator[list[tuple[str, bool]]]:
    rest = [(more(one), False)] if one.more else []
    yield [(one.title, False), *((name, False) for name, _count in one.rows), *rest]
    yield [("№", True), *((str(count), True) for _name, count in one.rows)]
