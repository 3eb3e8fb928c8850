"""Reviewing a section: what editors decide of its proposals, one act at a time, each saved at once.

Every act locks the batch before its proposals. It names the versions that the editor looked at (``seen``); where
somebody else was faster, nothing is done.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import Country
from initiatives.importer import joining, sections
from initiatives.importer.joining import Fields
from initiatives.importer.narrative.drafts import draft
from initiatives.importer.narrative.markers import Marker, Numbering
from initiatives.importer.narrative.reading import Reading
from initiatives.importer.narrative.statements import Statement, plain, statement
from initiatives.importer.narrative.turning import Passage
from initiatives.importer.paragraphs import paragraphs
from initiatives.importer.proposals import World, fields_of, vocabularies
from initiatives.importer.renaming import initiative_of
from initiatives.models import Batch, BatchState, Decision, Proposal

# What is read with at least this confidence may be accepted together.
SURE = 0.8
# In the fields of a proposal that was merged: what the other one was before, and its version since.
BEFORE = "before"
PART_OF_ANOTHER = gettext_lazy("This proposal has been merged into another one: take it out again first.")


class NotReviewableError(Exception):
    """A sentence that says why an act on a proposal makes no sense."""


class OutdatedError(Exception):
    """Somebody else changed the proposal after the editor opened it; ``newest`` is what it is now."""

    def __init__(self, newest: Proposal):
        super().__init__(_("Somebody else changed “%(title)s” meanwhile: look at it again.") % {"title": newest})
        self.newest = newest


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def decide(*, proposal: Proposal, decision: str, seen: int) -> Proposal:
    """Accepts or rejects a proposal, or opens it again."""
    found = standing(proposal, seen)
    if decision == Decision.ACCEPTED and not found.fields["title"].strip():
        raise NotReviewableError(_("A proposal needs a title before it is accepted: edit it."))
    return saved(found, decision=decision)


@transaction.atomic
def edit(*, proposal: Proposal, fields: Mapping[str, Any], seen: int, decision: str = "") -> Proposal:
    """Gives a proposal the fields that an editor wrote, and a decision if there is one."""
    found = standing(proposal, seen)
    because = reasons(found.fields, fields)
    return saved(found, fields={**found.fields, **fields, "because": because}, decision=decision or found.decision)


@transaction.atomic
def attach(*, proposal: Proposal, slug: str, seen: int) -> Proposal:
    """Says which initiative of the catalogue a proposal goes on with; none where the slug is empty."""
    found = standing(proposal, seen)
    because = reasons(found.fields, {"continues": slug})
    return saved(found, fields={**found.fields, "continues": slug, "because": because})


def reasons(before: Fields, given: Mapping[str, Any]) -> dict[str, str]:
    """The report's words for what stays as it was read; none for what an editor has written."""
    kept = {name: words for name, words in before["because"].items() if is_same(name, before, given)}
    if given.get("continues") and not is_same("continues", before, given):
        kept["continues"] = _("An editor chose it.")
    return kept


def is_same(name: str, before: Fields, given: Mapping[str, Any]) -> bool:
    """Whether a field stays as it was; an initiative that was renamed is the same one."""
    if name not in given or before.get(name) == given[name]:
        return True
    renamed = initiative_of(before["continues"]) if name == "continues" else None
    return renamed is not None and renamed.slug == given[name]


@transaction.atomic
def accept_sure(*, batch: Batch, seen: Mapping[int, int]) -> int:
    """Accepts what is open, sure enough and still as it was seen (versions by key); says how many."""
    locked(batch)
    found = [one for one in batch.proposals.select_for_update() if seen.get(one.pk) == one.token and is_sure(one)]
    for one in found:
        saved(one, decision=Decision.ACCEPTED)
    return len(found)


def is_sure(proposal: Proposal) -> bool:
    """Whether a proposal can be accepted with others at one press: read well, and surely not there already."""
    fields = proposal.fields
    may_be_there = fields.get("near") and not fields.get("continues")
    return proposal.decision == Decision.OPEN and fields.get("confidence", 0.0) >= SURE and not may_be_there


# ── merging and splitting ────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def merge(*, proposal: Proposal, into: Proposal, seen: int) -> Proposal:
    """Puts all of a proposal into another one of its batch, which is then open. Returns the other one."""
    found, other = current(proposal, seen), of_batch(proposal.batch, into.pk)
    if other is None or other.pk == found.pk or Decision.MERGED in {found.decision, other.decision}:
        raise NotReviewableError(_("Choose another proposal of this section that is not merged itself."))
    before = {"fields": other.fields, "decision": other.decision, "token": other.token + 1}
    saved(other, fields=joining.joined(other.fields, found.fields), decision=Decision.OPEN)
    saved(found, fields={**found.fields, BEFORE: before}, decision=Decision.MERGED, merged_into=other)
    return other


@transaction.atomic
def take_out(*, proposal: Proposal, seen: int) -> Proposal:
    """Takes a merged proposal out of the other one, which is as it was before if nobody changed it since."""
    found = current(proposal, seen)
    other = of_batch(proposal.batch, found.merged_into_id) if found.decision == Decision.MERGED else None
    if other is None or not holds(other, found):
        raise NotReviewableError(_("Its statements have gone elsewhere since: take them out there first."))
    own = dict(found.fields)
    before = own.pop(BEFORE, {"token": 0})
    if before["token"] == other.token:
        saved(other, fields=before["fields"], decision=before["decision"])
    else:
        saved(other, fields=without(other, other.fields, own, before), decision=Decision.OPEN)
        forget(other, found, own)
    return saved(found, fields=own, decision=Decision.OPEN, merged_into=None)


def without(proposal: Proposal, fields: Fields, own: Fields, before: Fields) -> Fields:
    """The fields of a proposal without what one that was merged into it gave; ``before`` says what they were."""
    left = rest(proposal.batch, fields, own["statements"])
    return joining.separated(left, own, before["fields"]) if "fields" in before else left


def forget(other: Proposal, gone: Proposal, own: Fields) -> None:
    """Takes what is merged no more out of what later ones remember of the proposal that they were merged into."""
    before = gone.fields.get(BEFORE, {})
    for one in other.merged.exclude(pk=gone.pk):
        memory = one.fields.get(BEFORE, {})
        starts = {row["start"] for row in memory.get("fields", {}).get("statements", ())}
        if {row["start"] for row in own["statements"]} < starts:
            memory["fields"] = without(other, memory["fields"], own, before)
            one.save()


def holds(other: Proposal, merged: Proposal) -> bool:
    """Whether a proposal still has all statements of one that was merged into it, and others too."""
    starts = {one["start"] for one in other.fields["statements"]}
    return other.decision != Decision.MERGED and {one["start"] for one in merged.fields["statements"]} < starts


@transaction.atomic
def split(*, proposal: Proposal, starts: Iterable[int], seen: int) -> Proposal:
    """Puts the statements that begin at these places into a proposal of their own, read anew. Returns it."""
    found = current(proposal, seen)
    wanted = set(starts)
    taken = [one for one in found.fields["statements"] if one["start"] in wanted]
    if found.decision == Decision.MERGED or not taken or len(taken) == len(found.fields["statements"]):
        raise NotReviewableError(_("Choose at least one statement that goes, and leave at least one."))
    fields = read_again(found.batch, taken, found.fields["notes"])
    saved(found, fields=rest(found.batch, found.fields, taken), decision=Decision.OPEN)
    later = Proposal.objects.filter(batch=found.batch, position__gt=found.position)
    later.update(position=F("position") + 1)
    return Proposal.objects.create(batch=found.batch, position=found.position + 1, proposed=fields, fields=fields)


def rest(batch: Batch, fields: Fields, taken: list[Fields]) -> Fields:
    """A proposal's fields without these statements; a text that an editor wrote loses only what is theirs."""
    gone = {one["start"] for one in taken}
    left = [one for one in fields["statements"] if one["start"] not in gone]
    if fields["text"] == text_of(batch, fields["statements"], fields["notes"]):
        text = text_of(batch, left, fields["notes"])
    else:
        theirs = set(text_of(batch, taken, fields["notes"]).splitlines())
        text = "\n".join(line for line in fields["text"].splitlines() if line not in theirs)
    return joining.parted(fields, taken, text or fields["text"])


def read_again(batch: Batch, taken: list[Fields], notes: dict[str, str]) -> Fields:
    """What the reader proposes for these statements by themselves."""
    markers = markers_of(batch)
    reading = Reading(Numbering(tuple(markers)), [], [])
    passage = Passage([as_read(batch.source, one, markers) for one in taken])
    known = sections.known(batch.edition)
    world = World(vocabularies(), set(Country.objects.values_list("pk", flat=True)), known)
    read = draft(passage, None, batch.year, {})
    return fields_of(read, source=batch.source, reading=reading, notes=notes, world=world)


def text_of(batch: Batch, rows: list[Fields], notes: dict[str, str]) -> str:
    """The report's own words of these statements, a paragraph a line."""
    markers = markers_of(batch)
    return paragraphs(batch.source, [as_read(batch.source, one, markers) for one in rows], markers, notes)


def as_read(source: str, row: Fields, markers: list[Marker]) -> Statement:
    """A statement of a proposal as the reader had it."""
    start, end = row["start"], row["end"]
    here = [Marker(one.number, one.start - start, one.end - start) for one in markers if start <= one.start < end]
    found = statement(source, start, end, markers, plain(source[start:end], here))
    carried = tuple(row["footnotes"])
    return Statement(found.text, start, end, found.own, carried, tuple(row["flags"]), found.cites, found.plain)


def markers_of(batch: Batch) -> list[Marker]:
    return [Marker(one["number"], one["start"], one["end"]) for one in batch.facts.get("markers", ())]


# ── what every act stands on ─────────────────────────────────────────────────────────────────────────────────


def locked(batch: Batch) -> Batch:
    """The batch, locked, while it is in review. Raises NotReviewableError."""
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state != BatchState.STAGED:
        state = found.get_state_display()
        raise NotReviewableError(_("This section is %(state)s: nothing can be decided any more.") % {"state": state})
    return found


@transaction.atomic
def resume(*, batch: Batch) -> Batch:
    """Takes a batch up again that was discarded. Raises NotReviewableError."""
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state != BatchState.DISCARDED:
        state = found.get_state_display()
        raise NotReviewableError(_("This section is %(state)s: it cannot be taken up again.") % {"state": state})
    same = {name: getattr(found, name) for name in ("kind", "edition", "digest", "staged_by")}
    if Batch.objects.filter(**same, state=BatchState.STAGED).exists():
        raise NotReviewableError(_("The same text was read in again since, and is in review: go on there."))
    found.state = BatchState.STAGED
    found.token += 1
    found.save()
    return found


def of_batch(batch: Batch, key: int | None) -> Proposal | None:
    return Proposal.objects.select_for_update(of=["self"]).select_related("batch").filter(batch=batch, pk=key).first()


def current(proposal: Proposal, seen: int) -> Proposal:
    """The proposal, locked, if it is as the editor saw it. Raises NotReviewableError and OutdatedError."""
    locked(proposal.batch)
    found = of_batch(proposal.batch, proposal.pk)
    if found is None:
        raise NotReviewableError(_("This proposal is there no more."))
    if found.token != seen:
        raise OutdatedError(found)
    return found


def standing(proposal: Proposal, seen: int) -> Proposal:
    """The proposal, locked, if it is as the editor saw it and not a part of another one."""
    found = current(proposal, seen)
    if found.decision == Decision.MERGED:
        raise NotReviewableError(PART_OF_ANOTHER)
    return found


def saved(proposal: Proposal, **values: Any) -> Proposal:
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.token += 1
    proposal.save()
    return proposal
