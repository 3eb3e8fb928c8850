"""Carrying initiatives forward: the draft that a new edition begins with, and what editors say of each field of it.

What one edition reports is no fact of the next one. So all that is carried over stands unconfirmed until an editor has
held it against the new edition, and nothing unconfirmed is published. Footnotes belong to their edition and stay there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.completeness import OF_THE_ENTRY
from initiatives.editing import footnotes
from initiatives.markers import without_markers
from initiatives.models import (
    UNCHANGED,
    Edition,
    Entry,
    EntryDate,
    Figure,
    Inference,
    Initiative,
    Origin,
    Status,
    Step,
    StepKind,
    Unconfirmed,
)
from initiatives.models.fields import State

# Statuses that may hold in another year too. The others name what happened in their own.
LASTING = {"ongoing", "continued"}
# The status of what a new edition reports as going on without change; with any other before it, the editor says it.
GOES_ON = {"launched": "continued", "established": "continued", "ongoing": "ongoing", "continued": "continued"}


class OutdatedError(Exception):
    """The entry is no longer what the editor looked at."""


class NotUnchangedError(Exception):
    """The entry cannot be confirmed as unchanged; the message says why."""


@dataclass(frozen=True)
class Left:
    """An initiative that was not carried, and why."""

    initiative: Initiative
    reason: str


@dataclass(frozen=True)
class Carried:
    """What comes of carrying: the new drafts, and the initiatives that are left as they are."""

    entries: list[Entry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


# ── into a new edition ───────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def carry(*, initiatives: Iterable[Initiative], edition: Edition, who: User | None) -> Carried:
    """Makes a draft in the edition of each initiative's entry before it; what has an entry there is left alone.

    Editors who carry into one edition at once wait for each other, and the second finds what the first made.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    carried, before = planned(initiatives, edition)
    Entry.objects.bulk_create(carried.entries)
    for rows in belongings(carried.entries, before):
        type(rows[0]).objects.bulk_create(rows)
    if who and carried.entries:
        LogEntry.objects.log_actions(who.pk, carried.entries, ADDITION, _("Carried forward."))
    return carried


def planned(initiatives: Iterable[Initiative], edition: Edition) -> tuple[Carried, dict[int, Entry]]:
    """What carrying would come to, nothing written yet, and the entries that it would carry, by initiative."""
    chosen = list(initiatives)
    there = dict(edition.entries.filter(initiative__in=chosen).values_list("initiative", "state"))
    before = entries_before(chosen, edition)
    carried = Carried()
    for initiative in chosen:
        if reason := obstacle(initiative, edition, there, before):
            carried.left.append(Left(initiative, reason))
        else:
            carried.entries.append(begun(before[initiative.pk], initiative, edition))
    return carried, before


def obstacle(initiative: Initiative, edition: Edition, there: dict[int, str], before: dict[int, Entry]) -> str:
    """Why an initiative is not carried into an edition, or an empty text."""
    if initiative.pk in there:
        said = _("%(edition)s has an entry of it already (%(state)s).")
        return said % {"edition": edition.pk, "state": State(there[initiative.pk]).label.lower()}
    if initiative.state == State.WITHDRAWN:
        return _("It is withdrawn.")
    if initiative.pk not in before:
        return _("It has no entry for an earlier year that could be carried forward.")
    return ""


def entries_before(initiatives: Iterable[Initiative], edition: Edition) -> dict[int, Entry]:
    """Of each initiative the newest entry for a year before the edition's that tells of it itself.

    Withdrawn ones are passed over, and those that only say that nothing changed since the one before them.
    """
    found = (
        Entry.objects.filter(initiative__in=list(initiatives), edition__year__lt=edition.year_id)
        .exclude(state=State.WITHDRAWN)
        .exclude(steps__kind=StepKind.UNCHANGED)
        .select_related("edition", "status")
        .prefetch_related("dates", "figures", "inferences")
        .order_by("edition__year", "edition")
    )
    return {entry.initiative_id: entry for entry in found}


def entry_before(entry: Entry) -> Entry | None:
    """The initiative's newest entry for a year before this one's that tells of it itself."""
    return entries_before([entry.initiative], entry.edition).get(entry.initiative_id)


def begun(before: Entry, initiative: Initiative, edition: Edition) -> Entry:
    """The draft that an edition begins with, from the entry before it."""
    status = before.status_id if before.status_id in LASTING else None
    text = without_markers(before.text)
    return Entry(initiative=initiative, edition=edition, text=text, status_id=status)


def belongings(entries: list[Entry], before: dict[int, Entry]) -> list[list[Model]]:
    """The rows that carried drafts begin with, by model: dates, figures, inferences, and what is unconfirmed."""
    rows: dict[type[Model], list[Model]] = {EntryDate: [], Figure: [], Inference: [], Unconfirmed: []}
    for entry in entries:
        source = before[entry.initiative_id]
        rows[EntryDate] += copies(source.dates.all(), entry)
        rows[Figure] += copies(source.figures.all(), entry)
        inferred = [row for row in source.inferences.all() if row.field != "status" or entry.status_id]
        rows[Inference] += copies(inferred, entry)
        stated = {
            "text": entry.text,
            "status": entry.status_id,
            "dates": source.dates.all(),
            "figures": source.figures.all(),
            "inferences": inferred,
        }
        rows[Unconfirmed] += [
            Unconfirmed(entry=entry, field=name, origin=Origin.CARRIED, words=source.edition_id)
            for name, value in stated.items()
            if value
        ]
    return [found for found in rows.values() if found]


def copies(rows: Iterable[Model], entry: Entry) -> list[Any]:
    """The same rows, belonging to another entry."""
    return [type(row)(**values(row) | {"entry_id": entry.pk}) for row in rows]


def values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


# ── what editors say of it ───────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def confirm(*, entry: Entry, token: int, who: User | None, fields: Iterable[str] | None = None) -> int:
    """Confirms these fields of an entry, or all that nobody has confirmed; says how many. Raises OutdatedError."""
    entry = locked(entry, token)
    confirmed = settle(entry, fields)
    if confirmed:
        Entry.objects.filter(pk=entry.pk).update(token=F("token") + 1)
        log(who, entry, _("Confirmed what was carried over or read."))
    return confirmed


@transaction.atomic
def confirm_all(*, tokens: dict[int, int], who: User | None) -> int:
    """Confirms all of these drafts, each as its token says it was seen, or none of them; says how many there were.

    Raises OutdatedError.
    """
    # In the order in which publishing locks them, so that neither waits for the other for ever.
    drafts = Entry.objects.select_for_update(of=("self",)).filter(pk__in=tokens, state=State.DRAFT)
    entries = list(drafts.select_related("initiative").order_by("initiative__title_key", "edition"))
    if any(entry.token != tokens[entry.pk] for entry in entries):
        raise OutdatedError
    rows = Unconfirmed.objects.filter(entry__in=[entry.pk for entry in entries])
    waiting = set(rows.values_list("entry", flat=True))
    rows.delete()
    Entry.objects.filter(pk__in=waiting).update(token=F("token") + 1)
    if who and waiting:
        confirmed = [entry for entry in entries if entry.pk in waiting]
        LogEntry.objects.log_actions(who.pk, confirmed, CHANGE, _("Confirmed what was carried over or read."))
    return len(entries)


def settle(entry: Entry, fields: Iterable[str] | None) -> int:
    """These fields of an entry, or all of them, have been looked at or written anew; how many had not been before."""
    rows = entry.unconfirmed.all()
    return (rows if fields is None else rows.filter(field__in=list(fields))).delete()[0]


@transaction.atomic
def unchanged(*, entry: Entry, token: int, who: User | None, status: Status | None = None, mark: str = "") -> list[str]:
    """Says that the edition reports the initiative as an earlier one did; returns marks that got a new footnote.

    The entry then says this in one sentence and no more: what happened in the earlier year did not happen again.
    Without a mark readers are told that it is uncited. Raises OutdatedError and NotUnchangedError.
    """
    edition = Edition.objects.select_for_update().get(pk=entry.edition_id)
    entry = locked(entry, token)
    before = entry_before(entry)
    if before is None or not may_be_unchanged(entry, entry.unconfirmed.all()):
        raise NotUnchangedError(_("Only a draft whose text was carried over and not confirmed can be that."))
    said = UNCHANGED.format(edition=edition.title, earlier=before.edition.title)
    entry.text = f"{said}[^{mark}]" if mark else said
    entry.status, entry.token = status, entry.token + 1
    entry.save()
    for rows in (entry.dates, entry.figures, entry.inferences):
        rows.all().delete()
    settle(entry, OF_THE_ENTRY)  # what was read of the initiative itself is another matter
    step(entry, StepKind.UNCHANGED, who)
    log(who, entry, _("Confirmed as unchanged."))
    return footnotes.link_what_the_text_marks(entry)


def may_be_unchanged(entry: Entry, rows: Iterable[Unconfirmed]) -> bool:
    """Whether an entry is a draft whose text stands as it was carried over, so that nobody's own words are lost."""
    carried = {row.field for row in rows if row.origin == Origin.CARRIED}
    return entry.state == State.DRAFT and "text" in carried


def status_unchanged(before: Entry) -> str | None:
    """The status that an entry reported as unchanged most likely has, where the one before says so."""
    return GOES_ON.get(before.status_id)


def step(entry: Entry, kind: StepKind, who: User | None) -> None:
    Step.objects.update_or_create(entry=entry, kind=kind, defaults={"by": who, "at": timezone.now()})


def locked(entry: Entry, token: int) -> Entry:
    """The entry as it stands, locked. Raises OutdatedError where it is not as the editor saw it."""
    newest = Entry.objects.select_for_update().filter(pk=entry.pk, token=token).first()
    if newest is None:
        raise OutdatedError
    return newest


def log(who: User | None, entry: Entry, said: str) -> None:
    if who:
        LogEntry.objects.log_actions(who.pk, [entry], CHANGE, said)
