"""A briefing: the one structure that Markdown, Word and PDF render. It is made of a selection and of nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.citations import CATALOGUE, cite_list, cite_record
from initiatives.formats.briefing import outline
from initiatives.formats.briefing.notes import STATES, Notes, Source
from initiatives.formats.briefing.outline import Group, Place
from initiatives.formats.briefing.telling import Telling, tell
from initiatives.panel import Panel
from initiatives.public import records
from initiatives.record import Record
from initiatives.selection import Selection

# Of longer lists the contents name the groups alone.
MOST_IN_CONTENTS = 150


@dataclass(frozen=True)
class Pointer:
    """Where an initiative of a group is told, if not there."""

    title: str
    anchor: str
    home: str


@dataclass(frozen=True)
class Tombstone:
    """The place of an initiative that was withdrawn since: its text is withheld."""

    number: int
    anchor: str
    words: str


@dataclass
class Part:
    """A group with what is told in it; its anchor has a colon, as no initiative's slug has."""

    title: str
    anchor: str
    items: Iterator[Telling | Pointer | Tombstone]


@dataclass(frozen=True)
class Line:
    """A line of the contents."""

    title: str
    anchor: str
    deep: bool


@dataclass
class Briefing:
    """A selection as a document. The parts are told once, one after the other; the notes are numbered on the way."""

    selection: Selection
    one: bool = False  # one initiative, from its own page

    @cached_property
    def notes(self) -> Notes:
        return Notes(self.selection)

    # the title page

    @property
    def catalogue(self) -> str:
        return str(CATALOGUE)

    @property
    def heading(self) -> str:
        """The reader's own, or what the briefing is about."""
        return self.selection.first("heading") or (self.question if self.one else self.catalogue)

    @cached_property
    def question(self) -> str:
        """What was asked, in words; of one initiative its title."""
        if self.one:
            [i] = self.selection.ids
            return self.selection.snapshot.documents[i].title
        words = Panel(self.selection).words
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def title(self) -> str:
        """The document's title among other documents."""
        return self.selection.first("heading") or f"{self.catalogue}: {self.question}"

    @property
    def count(self) -> str:
        total = self.selection.total
        return ngettext("%(n)s initiative", "%(n)s initiatives", total) % {"n": f"{total:,}"}

    @property
    def day(self) -> date:
        """The day of the catalogue, not that of the download: the same list is the same document."""
        return self.selection.snapshot.time.date() if self.selection.snapshot.time else self.selection.moment.day

    @property
    def state(self) -> str:
        """The moment of the catalogue that the document shows."""
        day = f"{self.day.day} {MONTHS[self.day.month]} {self.day.year}"
        return _("As of %(day)s, changeset %(as_of)s") % {"day": day, "as_of": self.selection.as_of}

    @property
    def licence(self) -> str:
        return _("Texts and data of the catalogue: %(licence)s, %(url)s") % {
            "licence": settings.LICENCE,
            "url": settings.LICENCE_URL,
        }

    @property
    def independence(self) -> str:
        return _(
            "The catalogue is independent of the publisher of the reports that it draws on: %(titles)s. "
            "Reproduction is authorised provided the source is acknowledged."
        ) % {
            "titles": "; ".join(
                f"{row['publisher']}, {row['title']}" for row in self.selection.snapshot.shown("edition")
            )
        }

    @property
    def note(self) -> list[str]:
        """The reader's own words, a paragraph each."""
        return [line for line in self.selection.first("note").split("\n") if line]

    # the parts

    @cached_property
    def groups(self) -> list[Group]:
        return outline.outline(self.selection)

    @cached_property
    def contents(self) -> list[Line]:
        deep = self.selection.total <= MOST_IN_CONTENTS
        return [line for number, group in enumerate(self.groups, 1) for line in self.lines(number, group, deep)]

    @property
    def contents_depth(self) -> int:
        """How many levels of headings the contents name."""
        return 2 if any(group.title for group in self.groups) and self.selection.total <= MOST_IN_CONTENTS else 1

    def lines(self, number: int, group: Group, deep: bool) -> Iterator[Line]:
        if group.title:
            yield Line(group.title, f"group:{number}", False)
        for place in group.places if deep else ():
            if not place.home:
                document = self.selection.snapshot.documents[place.id]
                gone = self.selection.snapshot.is_withheld(document)
                name = document.slug if gone else document.title
                yield Line(f"{place.number}. {name}", document.slug, bool(group.title))

    def parts(self) -> Iterator[Part]:
        for number, group in enumerate(self.groups, 1):
            yield Part(group.title, f"group:{number}", self.items(group))

    def items(self, group: Group) -> Iterator[Telling | Pointer | Tombstone]:
        """What stands in a group."""
        for place in group.places:
            yield self.pointer(place) if place.home else self.told(place, next(self.records))

    @cached_property
    def records(self) -> Iterator[Record]:
        """The records in the order in which they are told, read in batches."""
        told = (place.id for group in self.groups for place in group.places if not place.home)
        return records(self.selection.snapshot, told)

    def told(self, place: Place, record: Record) -> Telling | Tombstone:
        if record.get("withdrawn"):
            words = _("Withdrawn since: its text is withheld, its place in the list and its checksum stay.")
            return Tombstone(place.number, record["id"], words)
        return tell(self.selection, record, place.number, self.notes)

    def pointer(self, place: Place) -> Pointer:
        document = self.selection.snapshot.documents[place.id]
        return Pointer(document.title, document.slug, place.home)

    @property
    def sources(self) -> list[Source]:
        """What the notes told so far name."""
        return self.notes.in_order()

    # how it was made

    @property
    def citation(self) -> str:
        if not self.one:
            return cite_list(self.selection)
        [record] = self.selection.records()
        return cite_record(record, self.selection.as_of)

    @property
    def making(self) -> Iterator[str]:
        """How the document was made, a paragraph each."""
        if not self.one:
            yield GROUPED[outline.grouping(self.selection)]()
        yield _(
            "Entries say what their report says, statement by statement, in the catalogue’s own words. A footnote "
            "covers the sentences before it, back to the note before or to the start of the paragraph. Notes are "
            "numbered through this document; each names the number it has in its report."
        )
        yield _("Addresses in this document carry the changeset: they show the same for ever.")
        yield _("Each note says how sure its citation is:")

    @property
    def states(self) -> list[str]:
        """What the states of citations mean."""
        return [str(words) for words in STATES.values()]


GROUPED = {
    "none": lambda: _("The initiatives stand in the order of the list, each once."),
    "country": lambda: _(
        "The initiatives are grouped by country. One that belongs to several countries is told once, in full, under "
        "the first of them; under the others a line says where."
    ),
    "year": lambda: _(
        "The initiatives are grouped by year. One with entries for several years is told once, in full, under the "
        "first of them; under the others a line says where."
    ),
    "theme": lambda: _(
        "The initiatives are grouped by theme. One with several themes is told once, in full, under its primary "
        "theme; under the others a line says where."
    ),
    "level": lambda: _(
        "The initiatives are grouped by governance level. One with several levels is told once, in full, under the "
        "first of them; under the others a line says where."
    ),
}
