"""A sheet on its way into the catalogue: compared and kept as a batch, a proposal for each thing that differs."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.importer.sheet.comparing import MOST_TOLD, Comparison, compare
from initiatives.importer.sheet.differing import CHANGED, NEW
from initiatives.importer.sheet.layout import Problem
from initiatives.importer.sheet.parsing import Sheet, read_sheets
from initiatives.models import Batch, Proposal
from initiatives.models.batch import BatchKind, BatchState, Decision

LONGEST_NAME = Batch._meta.get_field("name").max_length
AT_ONCE = 500


class NotStagedError(Exception):
    """The sheets as a whole cannot be compared; ``problems`` say where and why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems[:MOST_TOLD]))
        self.problems = problems


def read_and_compare(name: str, data: bytes) -> tuple[list[Sheet], Comparison]:
    """A file's sheets and what is in them. Raises UnreadableSheetError and NotStagedError."""
    sheets = read_sheets(name, data)
    found = compare(sheets)
    if found.problems:
        raise NotStagedError(found.problems)
    return sheets, found


def stage(*, name: str, data: bytes, who) -> Batch | None:
    """The batch that a file becomes; None where there is nothing to do.

    Raises UnreadableSheetError and NotStagedError.
    """
    sheets, found = read_and_compare(name, data)
    return keep(name, data, sheets, found, who)


def keep(name: str, data: bytes, sheets: list[Sheet], found: Comparison, who) -> Batch | None:
    """The batch of a file that was compared; None where there is nothing to do.

    The same file again, from the same person, gives the same batch, compared anew.
    """
    if not found.things:
        return None
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        there = Batch.objects.filter(kind=BatchKind.SHEET, state=BatchState.STAGED, digest=digest, staged_by=who)
        batch = there.select_for_update().first()
        if batch is None:
            batch = Batch.objects.create(
                kind=BatchKind.SHEET,
                name=Path(name).name[:LONGEST_NAME],
                digest=digest,
                source=json.dumps([asdict(sheet) for sheet in sheets], ensure_ascii=False),
                staged_by=who,
                staged_at=timezone.now(),
            )
        propose(batch, found)
    return batch


def compare_again(*, batch: Batch) -> Comparison:
    """Holds a staged batch against the catalogue as it is now; decisions on what has not changed stay."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.state != BatchState.STAGED:
            raise NotStagedError([Problem("", _("This spreadsheet is no longer in review."))])
        found = compare([Sheet(**row) for row in json.loads(batch.source)])
        propose(batch, found)
    return found


def propose(batch: Batch, found: Comparison) -> None:
    """Gives a batch a proposal for each thing that differs, with the decisions that still hold."""
    decided = {identity(old.fields): old for old in batch.proposals.all()}
    batch.proposals.all().delete()
    batch.facts = {
        "same": found.same,
        "rows": found.rows,
        "left": found.left,
        "notes": [asdict(note) for note in found.notes],
        "more_notes": found.number_of_notes - len(found.notes),
    }
    batch.token += 1
    batch.save()
    proposals = []
    for position, thing in enumerate(found.things, 1):
        fields = thing.told()
        old = decided.get(identity(fields))
        kept = old is not None and same_in_all_but_tokens(old.fields, fields)
        decision = old.decision if kept else first_decision(fields)
        proposals.append(Proposal(batch=batch, position=position, proposed=fields, fields=fields, decision=decision))
    Proposal.objects.bulk_create(proposals, batch_size=AT_ONCE)


def identity(fields: dict[str, Any]) -> tuple[str, ...]:
    return fields["kind"], fields["slug"], fields["edition"], fields["mark"]


def same_in_all_but_tokens(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return {**old, "token": None} == {**new, "token": None}


def first_decision(fields: dict[str, Any]) -> Decision:
    """What is new or changed goes along unless an editor leaves it out; a conflict is left out until one takes it."""
    return Decision.ACCEPTED if fields["state"] in {NEW, CHANGED} else Decision.OPEN
