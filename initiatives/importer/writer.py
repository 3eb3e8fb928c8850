"""Batches applied and undone: one transaction each, all of it or nothing. Nothing is ever published by this."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.importer.bulk import BulkJournal
from initiatives.importer.drafting import Drafting, faults, sentence
from initiatives.importer.journal import AT_ONCE, Journal, obstacles, take_back
from initiatives.importer.proposals import vocabularies
from initiatives.importer.renaming import initiatives_of
from initiatives.models import Batch, BatchState, Decision, Entry, Footnote, Head, Initiative, Proposal
from initiatives.models.fields import State
from initiatives.models.initiative import PUBLISH

FOR_PUBLISHERS = gettext_lazy("It changed what is public: only those who may publish undo it.")


class NotAppliedError(Exception):
    """Nothing was written; ``reasons`` are sentences that say why and what to do."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NotUndoneError(NotAppliedError):
    """Nothing was taken back; ``reasons`` say what has been built on the batch."""


@dataclass(frozen=True)
class Outcome:
    """How many rows of each model were made and changed, by the model's label, and what editors should know."""

    made: Counter[str]
    changed: Counter[str]
    notes: list[str] = field(default_factory=list)


def locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().get(pk=batch.pk)


def apply(*, batch: Batch, who=None, seen: bool = True) -> Outcome:
    """Writes the accepted proposals of a section as drafts. ``seen`` says that an editor has looked at each.

    Raises NotAppliedError.
    """
    with applying(batch, who) as batch:
        return write(batch, seen=seen)


@contextmanager
def applying(batch: Batch, who) -> Iterator[Batch]:
    """One transaction in which a batch in review, locked, becomes an applied one. Raises NotAppliedError."""
    try:
        with transaction.atomic():
            batch = locked(batch)
            must_be(batch, BatchState.STAGED, NotAppliedError)
            yield batch
            finish(batch, BatchState.APPLIED, "applied", who)
    except ValidationError as error:
        raise NotAppliedError(sentence(error)) from None
    except (IntegrityError, OperationalError):
        said = _("Somebody else was writing the same just now, so nothing has been applied: try it once more.")
        raise NotAppliedError(said) from None


def write(batch: Batch, *, seen: bool) -> Outcome:
    proposals = list(batch.proposals.select_for_update().order_by("position", "pk"))
    under_new_slugs(proposals)
    accepted = [one for one in proposals if one.decision == Decision.ACCEPTED]
    journal = BulkJournal(batch)
    drafting = Drafting(batch, journal, accepted, seen=seen)
    terms = vocabularies()
    if wrong := [named(one, fault) for one in accepted for fault in faults(one, terms, drafting.there)]:
        raise NotAppliedError(*wrong)
    drafting.footnotes.fill(proposals)
    if not accepted and not any(row.before for row in journal.rows.values()):
        raise NotAppliedError(_("No proposal is accepted, and there is nothing else to write."))
    entries = {}
    for proposal in accepted:
        try:
            entries[proposal.pk] = drafting.write(proposal)
        except ValidationError as error:
            raise NotAppliedError(named(proposal, sentence(error))) from None
    journal.flush()
    became(proposals, entries)
    drafting.relate(accepted, entries)
    journal.close()
    return outcome_of(journal, drafting.notes)


def became(proposals: list[Proposal], entries: dict[int, Entry]) -> None:
    """Notes which entries the accepted proposals became, with those merged into them."""
    concerned = [one for one in proposals if one.pk in entries or one.merged_into_id in entries]
    for one in concerned:
        one.entry = entries[one.pk if one.pk in entries else one.merged_into_id]
    Proposal.objects.bulk_update(concerned, ["entry"], batch_size=AT_ONCE)


def under_new_slugs(proposals: list[Proposal]) -> None:
    """Proposals that go on with an initiative renamed since name it as it is called now."""
    there = initiatives_of(one.fields["continues"] for one in proposals)
    for one in proposals:
        if found := there.get(one.fields["continues"]):
            one.fields = one.fields | {"continues": found.slug}


def outcome_of(journal: Journal, notes: list[str]) -> Outcome:
    rows = journal.rows.values()
    made = Counter(row.model for row in rows if row.before is None)
    return Outcome(made, Counter(row.model for row in rows if row.before is not None), notes)


def named(proposal: Proposal, fault: str) -> str:
    return f"{proposal.position}, “{proposal}”: {fault}"


def undo(*, batch: Batch, who=None) -> None:
    """Takes back all that applying a batch wrote. Raises NotUndoneError where anything was built on it."""
    try:
        with transaction.atomic():
            batch = locked(batch)
            must_be(batch, BatchState.APPLIED, NotUndoneError)
            if reasons := against_undoing(batch, who):
                raise NotUndoneError(*reasons)
            batch.proposals.update(entry=None)
            take_back(batch)
            finish(batch, BatchState.UNDONE, "undone", who)
    except (IntegrityError, OperationalError):
        raise NotUndoneError(_("Somebody has just begun to use what the batch made, so nothing was undone.")) from None


def against_undoing(batch: Batch, who) -> list[str]:
    """Why somebody cannot undo a batch, in sentences. Locks what it looks at."""
    return obstacles(batch) if may_undo(batch, who) else [str(FOR_PUBLISHERS)]


def may_undo(batch: Batch, who) -> bool:
    """Whoever may not publish takes back drafts only, as they change drafts only."""
    return who is None or who.has_perm(PUBLISH) or not touches_public(batch)


def touches_public(batch: Batch) -> bool:
    """Whether a batch wrote to an initiative or entry that is no draft, or changed a footnote that one rests on."""
    keys = {
        model: list(batch.written.filter(model=model._meta.label_lower).values_list("key", flat=True))
        for model in (Initiative, Entry)
    }
    changed = batch.written.filter(model=Footnote._meta.label_lower, before__isnull=False)
    notes = list(changed.values_list("key", flat=True))
    return (
        Initiative.objects.filter(pk__in=keys[Initiative]).exclude(state=State.DRAFT).exists()
        or Entry.objects.filter(pk__in=keys[Entry]).exclude(state=State.DRAFT).exists()
        or Entry.objects.filter(footnotes__in=notes).exclude(state=State.DRAFT).exists()
    )


def discard(*, batch: Batch) -> None:
    """Puts a batch in review away; what was decided in it stays to be read. Raises NotAppliedError."""
    with transaction.atomic():
        batch = locked(batch)
        must_be(batch, BatchState.STAGED, NotAppliedError)
        batch.state = BatchState.DISCARDED
        batch.token += 1
        batch.save()


def must_be(batch: Batch, state: BatchState, error: type[NotAppliedError]) -> None:
    if batch.state != state:
        message = _("“%(batch)s” is not %(wanted)s but %(state)s: nothing has been done.")
        raise error(message % {"batch": batch, "wanted": state.label, "state": batch.get_state_display()})


def finish(batch: Batch, state: BatchState, verb: str, who) -> None:
    batch.state = state
    if state == BatchState.APPLIED:
        batch.applied_after = Head.objects.get(pk=1).number
    setattr(batch, f"{verb}_at", timezone.now())
    setattr(batch, f"{verb}_by", who)
    batch.token += 1
    batch.save()
