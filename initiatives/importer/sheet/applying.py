"""A reviewed sheet written as drafts: one transaction, all that was accepted or nothing. Nothing is published by it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiatives.importer.bulk import BulkJournal
from initiatives.importer.drafting import sentence
from initiatives.importer.sheet.standing import Standing
from initiatives.importer.sheet.writing import Writing
from initiatives.importer.writer import NotAppliedError, Outcome, applying, outcome_of
from initiatives.models import Batch, Decision, Entry, EntryFootnote, Footnote, Initiative
from initiatives.models.fields import State
from initiatives.models.initiative import PUBLISH

ORDER = ("initiative", "entry", "footnote")  # an entry needs its initiative, a footnote its entry

type Fields = dict[str, Any]


def apply(*, batch: Batch, who=None) -> Outcome:
    """Writes the accepted rows of a sheet as drafts. Raises NotAppliedError."""
    with applying(batch, who) as batch:
        return write(batch, who)


def write(batch: Batch, who) -> Outcome:
    proposals = batch.proposals.select_for_update().filter(decision=Decision.ACCEPTED)
    rows = [proposal.fields for proposal in proposals.order_by("position", "pk")]
    if not rows:
        raise NotAppliedError(_("No row is accepted, so there is nothing to apply."))
    there = Locked(rows)
    if reasons := [reason for fields in rows for reason in there.obstacles(fields, who)]:
        raise NotAppliedError(*reasons)
    journal = BulkJournal(batch)
    writing = Writing(journal, Standing(there.initiatives, there.entries, there.footnotes, rows))
    for kind in ORDER:
        for fields in rows:
            if fields["kind"] == kind:
                write_row(writing, fields)
        journal.flush()
    writing.link_what_texts_mark()
    writing.settle()
    writing.outdate_forms()
    journal.close()
    return outcome_of(journal, writing.notes)


def write_row(writing: Writing, fields: Fields) -> None:
    try:
        getattr(writing, fields["kind"])(fields)
    except ValidationError as error:
        raise NotAppliedError(f"{fields['where']}, “{fields['title']}”: {sentence(error)}") from None


class Locked:
    """What the accepted rows touch, locked in the order in which all writers lock, as it is now."""

    def __init__(self, rows: list[Fields]):
        slugs = {fields["slug"] for fields in rows}
        pairs = {(fields["edition"], fields["mark"]) for fields in rows if fields["kind"] == "footnote"}
        found = Initiative.objects.select_for_update().filter(slug__in=slugs).order_by("pk")
        self.initiatives = {row.slug: row for row in found}
        entries = Entry.objects.select_for_update(of=("self",)).filter(initiative__slug__in=slugs)
        self.entries = {(row.initiative.slug, row.edition_id): row for row in entries.select_related("initiative")}
        for (slug, _edition), entry in self.entries.items():
            entry.initiative = self.initiatives[slug]  # which is written too, and then called otherwise
        notes = Footnote.objects.select_for_update().filter(edition__in={edition for edition, mark in pairs})
        self.footnotes = {(row.edition_id, row.mark): row for row in notes.order_by("pk")}
        links = EntryFootnote.objects.filter(entry__initiative__slug__in=slugs, footnote__in=self.footnotes.values())
        self.links = set(links.values_list("entry", "footnote"))
        self.new = {fields["slug"] for fields in rows if fields["kind"] == "initiative" and fields["new"]}

    def row(self, fields: Fields) -> Initiative | Entry | Footnote | None:
        if fields["kind"] == "initiative":
            return self.initiatives.get(fields["slug"])
        if fields["kind"] == "entry":
            return self.entries.get((fields["slug"], fields["edition"]))
        return self.footnotes.get((fields["edition"], fields["mark"]))

    def obstacles(self, fields: Fields, who):
        """What stands in the way of writing a row, in sentences."""
        names = {"where": fields["where"], "title": fields["title"]}
        there = self.row(fields)
        if fields["problems"]:
            yield _("%(where)s, “%(title)s”: what is wrong in it must be mended in the sheet first.") % names
        elif self.is_withdrawn(fields):
            yield _("%(where)s, “%(title)s” is withdrawn: restore it first, or leave the row out.") % names
        elif (there.token if there else None) != fields["token"] or self.is_unlinked(fields, there):
            yield (
                _("%(where)s, “%(title)s”: somebody has edited it since the sheet was compared. Compare again.") % names
            )
        elif fields["slug"] not in self.initiatives.keys() | self.new:
            yield _("%(where)s: accept the row of the new initiative “%(title)s” as well.") % names
        elif not may_change(self.owner(fields, there), who):
            yield _("%(where)s, “%(title)s” is public: only those who may publish change it.") % names

    def is_withdrawn(self, fields: Fields) -> bool:
        owners = self.initiatives.get(fields["slug"]), self.entries.get((fields["slug"], fields["edition"]))
        return any(owner is not None and owner.state == State.WITHDRAWN for owner in owners)

    def is_unlinked(self, fields: Fields, there) -> bool:
        """Whether the entry rested on a footnote when the sheet was compared, and does so no more."""
        if fields["kind"] != "footnote" or fields["new"]:
            return False
        entry = self.entries.get((fields["slug"], fields["edition"]))
        return entry is None or (entry.pk, there.pk) not in self.links

    def owner(self, fields: Fields, there) -> Any:
        """What a row belongs to: a footnote to its entry."""
        return self.entries.get((fields["slug"], fields["edition"])) if fields["kind"] == "footnote" else there


def may_change(thing: Any, who) -> bool:
    return thing is None or thing.state == State.DRAFT or who is None or who.has_perm(PUBLISH)
