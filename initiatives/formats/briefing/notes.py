"""The footnotes of a briefing: each with its citation, as far as it is known, and the state of that in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.folding import fold
from initiatives.asking import label
from initiatives.record import Record
from initiatives.selection import Selection

STATES = {
    "cited": gettext_lazy("Cited: the report’s own citation."),
    "probable": gettext_lazy(
        "Probable: a fitting source, found independently and not confirmed to be the report’s own."
    ),
    "doubtful": gettext_lazy("Doubtful: the citation does not support the claim."),
    "missing": gettext_lazy("Missing: the number of the note is known, the text of its citation is not."),
    "lost": gettext_lazy("Lost: the publisher’s page no longer holds the note."),
}


@dataclass(frozen=True)
class Span:
    """A stretch of text, perhaps one that leads to an address of the web."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote under its number in the document."""

    number: int
    spans: list[Span]


@dataclass
class Source:
    """What one or more footnotes name, and the numbers of those."""

    citation: str
    url: str
    archive_url: str
    notes: list[int] = field(default_factory=list)

    @property
    def spans(self) -> list[Span]:
        return [Span(self.citation), *addresses(self.url, self.archive_url)]


@dataclass
class Notes:
    """The footnotes of one document, numbered as they are called."""

    selection: Selection
    count: int = 0
    called: dict[tuple[str, str], int] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def call(self, entry: Record, footnote: Record) -> Note:
        """The note of one more marker; a footnote that was called before is referred to."""
        self.count += 1
        first = self.called.setdefault((entry["edition"], footnote["mark"]), self.count)
        self.name_source(footnote)
        if first != self.count:
            return Note(self.count, [Span(_("As note %(number)s.") % {"number": first})])
        return Note(self.count, list(self.spans(entry, footnote)))

    def spans(self, entry: Record, row: Record) -> Iterator[Span]:
        if row["citation"]:
            locator = f" {row['locator']}." if row["locator"] else ""
            yield Span(f"{row['citation']}{locator}")
        yield from addresses(row["url"], row["archive_url"], dead=row["unverified_link"])
        edition = label(self.selection.moment, "edition", entry["edition"])
        origin = _("Note %(mark)s of %(edition)s.") % {"mark": row["mark"], "edition": edition}
        yield Span(" ".join(filter(None, (str(STATES.get(row["state"], row["state"])), row["note"], origin))))

    def name_source(self, row: Record) -> None:
        if row["citation"]:
            source = self.sources.setdefault(row["citation"], Source(row["citation"], row["url"], row["archive_url"]))
            source.notes.append(self.count)

    def in_order(self) -> list[Source]:
        """The sources that the notes name, by their citations."""
        return sorted(self.sources.values(), key=lambda source: (fold(source.citation), source.citation))


def addresses(url: str, archive_url: str, *, dead: bool = False) -> Iterator[Span]:
    """Where a source is online, and where a copy of it is kept."""
    if url:
        yield address(url)
    if url and dead:
        yield Span(_("(no longer answers)"))
    if archive_url:
        yield Span(_("Archived copy:"))
        yield address(archive_url)


def address(url: str) -> Span:
    """A link where it leads to the web; else what is written, and no more."""
    return Span(url, url if urlsplit(url).scheme in {"http", "https"} else "")
