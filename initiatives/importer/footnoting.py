"""The footnotes of an edition as a section finds, fills and makes them.

A section may count its notes anew: a number that the edition has with another citation is another note, and gets a
mark of its own.
"""

from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives.importer.bulk import BulkJournal
from initiatives.importer.journal import outdate_entries
from initiatives.importer.proposals import Fields
from initiatives.markers import MARKER, marks
from initiatives.models import Batch, Edition, Entry, EntryFootnote, Footnote, Proposal

UNKNOWN = (Footnote.State.MISSING, Footnote.State.LOST)


class Footnoting:
    """The footnotes of one batch; ``notes`` are sentences for editors."""

    def __init__(self, batch: Batch, journal: BulkJournal, edition: Edition, notes: list[str]):
        self.journal, self.edition, self.notes = journal, edition, notes
        self.citations: dict[str, str] = batch.facts.get("citations", {})
        self.there = {one.mark: one for one in edition.footnotes.select_for_update().order_by("pk")}
        self.marks: dict[tuple[str, str], str] = {}

    def fill(self, proposals: list[Proposal]) -> None:
        """Gives footnotes whose citation is missing the one that this text has: those of the entries it tells again."""
        again = {(one.fields["continues"], mark) for one in proposals for mark in numbers(one.fields)}
        links = EntryFootnote.objects.filter(footnote__edition=self.edition, footnote__state__in=UNKNOWN)
        filled: list[int] = []
        rows = links.order_by("footnote").values_list("entry__initiative__slug", "footnote__mark")
        for mark in dict.fromkeys(mark for slug, mark in rows if (slug, mark) in again and mark in self.citations):
            footnote = self.there[mark]
            self.journal.change(footnote, state=Footnote.State.CITED, citation=self.citations[mark])
            filled.append(footnote.pk)
        outdate_entries(filled, (), but=set())

    def text(self, fields: Fields) -> str:
        """The text of a proposal under the marks that its notes have in the edition."""
        own = {mark: self.mark(mark, self.citation(mark, fields)) for mark in marks(fields["text"])}
        return MARKER.sub(lambda found: f"[^{own[found[1]]}]", fields["text"])

    def citation(self, mark: str, fields: Fields) -> str:
        return fields["notes"].get(mark) or self.citations.get(mark, "")

    def mark(self, mark: str, citation: str) -> str:
        """The mark of a note in the edition: its own, unless that is another note's there."""
        key = mark, citation
        if key not in self.marks:
            self.marks[key] = mark if self.is_same(mark, citation) else self.another(mark, citation)
        return self.marks[key]

    def is_same(self, mark: str, citation: str) -> bool:
        """Whether the edition has no such note, or one that may be this."""
        there = self.there.get(mark)
        return there is None or not citation or not there.citation or fold(there.citation) == fold(citation)

    def another(self, mark: str, citation: str) -> str:
        stem = "n" if mark.startswith("n") and mark[1:].isdigit() else f"{mark}-"
        found = next(name for n in count(1) if self.is_same(name := f"{stem}{n}", citation))
        message = _("The edition has another note %(mark)s: this section’s note %(mark)s becomes %(found)s.")
        self.notes.append(message % {"mark": mark, "found": found})
        return found

    def link(self, entry: Entry, fields: Fields, linked: set[str]) -> None:
        """Gives an entry the footnotes that its text marks and that it has not got yet; ``linked`` has their marks."""
        for mark in marks(fields["text"]):
            citation = self.citation(mark, fields)
            own = self.mark(mark, citation)
            if own not in linked:
                linked.add(own)
                position = len(linked)
                self.journal.put(EntryFootnote(entry=entry, footnote=self.footnote(own, citation), position=position))

    def footnote(self, mark: str, citation: str) -> Footnote:
        if mark not in self.there:
            state = Footnote.State.CITED if citation else Footnote.State.MISSING
            made: Any = Footnote(edition=self.edition, mark=mark, state=state, citation=citation)
            self.there[mark] = self.journal.add(made)
        return self.there[mark]


def numbers(fields: Fields) -> set[str]:
    """The marks of all footnotes that a proposal's text or statements name."""
    return {*marks(fields["text"]), *(str(number) for one in fields["statements"] for number in one["footnotes"])}
