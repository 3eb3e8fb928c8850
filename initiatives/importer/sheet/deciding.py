"""Which rows of a sheet in review go along: decided one by one or many at once, and kept as soon as it is decided."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.importer.sheet.differing import CONFLICTING, WRONG
from initiatives.importer.writer import NotAppliedError, locked, must_be
from initiatives.models import Batch, Decision, Proposal
from initiatives.models.batch import BatchState


class MovedOnError(NotAppliedError):
    """Somebody else decided or applied something since the page was opened."""


def seen(batch: Batch, token: str) -> Batch:
    """The batch, locked, where it is still as an editor saw it. Raises NotAppliedError."""
    batch = locked(batch)
    must_be(batch, BatchState.STAGED, NotAppliedError)
    if str(batch.token) != token:
        raise MovedOnError(_("Somebody else worked on this spreadsheet meanwhile. Look at it again, then go on."))
    return batch


def decide(*, batch: Batch, decision: Decision, proposal: int | None = None, state: str = "") -> int:
    """Accepts or leaves out one row, or all of a state; returns how many. What is wrong cannot be accepted.

    Many at once leave conflicts alone unless they are asked for by their state. Raises NotAppliedError.
    """
    with transaction.atomic():
        batch = locked(batch)
        must_be(batch, BatchState.STAGED, NotAppliedError)
        rows = in_state(batch.proposals.exclude(fields__state=WRONG), state)
        if proposal is not None:
            rows = rows.filter(pk=proposal)
        elif decision == Decision.ACCEPTED and state != CONFLICTING:
            rows = rows.exclude(fields__state=CONFLICTING)
        batch.token += 1
        batch.save()
        return rows.update(decision=decision)


def in_state(rows: QuerySet[Proposal], state: str) -> QuerySet[Proposal]:
    return rows.filter(fields__state=state) if state else rows
