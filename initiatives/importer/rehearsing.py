"""What applying or undoing a batch would do: done in full inside a transaction, looked at, and rolled back."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.importer import writer
from initiatives.importer.writer import NotAppliedError
from initiatives.models import (
    Actor,
    Batch,
    Decision,
    Edition,
    Entry,
    Footnote,
    Initiative,
    Participation,
    Proposal,
    Written,
)

# What only a new initiative takes from a proposal.
OWN = {
    "summary": gettext_lazy("summary"),
    "scope": gettext_lazy("scope"),
    "countries": gettext_lazy("countries"),
    "levels": gettext_lazy("governance levels"),
    "themes": gettext_lazy("themes"),
    "form": gettext_lazy("form"),
    "target_groups": gettext_lazy("target groups"),
}


@dataclass
class Foresight:
    """What would be written, by what it is; or the reasons why nothing would be."""

    reasons: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    continued: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    participations: list[str] = field(default_factory=list)
    editions: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0


def foresee(batch: Batch) -> Foresight:
    """What applying the batch would write."""
    with transaction.atomic():
        try:
            outcome = writer.apply(batch=batch)
        except NotAppliedError as problem:
            return Foresight(reasons=list(problem.reasons))
        found = told(batch, outcome.notes)
        found.notes += [said for one in accepted(batch) if (said := kept(one))]
        transaction.set_rollback(True)
    return found


def told(batch: Batch, notes: Iterable[str] = ()) -> Foresight:
    """What the batch has written, by what it is."""
    rows = list(batch.written.order_by("position"))
    made = set(named(rows, Initiative, "slug"))
    written = {str(row.key) for row in rows if row.model == Entry._meta.label_lower}
    found = Foresight(
        initiatives=named(rows, Initiative, "title"),
        actors=named(rows, Actor, "name"),
        participations=[
            f"{one.actor}: {one.initiative}" for one in participations(rows) if one.initiative.slug not in made
        ],
        editions=named(rows, Edition, "slug"),
        footnotes=named(rows, Footnote, "mark"),
        citations=named(rows, Footnote, "mark", changed=True),
        notes=list(notes),
        rows=len(rows),
    )
    for proposal in accepted(batch):
        initiative = proposal.entry.initiative
        if str(proposal.entry_id) not in written:
            found.there.append(initiative.title)
        elif initiative.slug not in made:
            found.continued.append(initiative.title)
    return found


def kept(proposal: Proposal) -> str:
    """What an editor wrote about an initiative that is there already, and keeps its own; nothing where none did."""
    fields, read = proposal.fields, proposal.proposed
    changed = [str(label) for name, label in OWN.items() if fields.get(name) != read.get(name)]
    if not fields["continues"] or not changed:
        return ""
    said = _("%(initiative)s keeps its own %(fields)s: change them on its own page, where need be.")
    return said % {"initiative": proposal.entry.initiative.title, "fields": ", ".join(changed)}


def participations(rows: list[Written]) -> Iterable[Participation]:
    """The actors that were added to initiatives."""
    keys = [row.key for row in rows if row.model == Participation._meta.label_lower and row.before is None]
    return Participation.objects.filter(pk__in=keys).select_related("actor", "initiative").order_by("pk")


def accepted(batch: Batch) -> Iterable[Proposal]:
    rows = batch.proposals.filter(decision=Decision.ACCEPTED, entry__isnull=False)
    return rows.select_related("entry__initiative").order_by("position", "pk")


def named(rows: list[Written], model, name: str, *, changed: bool = False) -> list[str]:
    """The rows of a model that were made (or changed, if that is asked), by one of their values."""
    label = model._meta.label_lower
    return [row.after[name] for row in rows if row.model == label and (row.before is not None) == changed]


def hindrances(batch: Batch, who) -> list[str]:
    """Why somebody cannot undo the batch; empty where it can be."""
    with transaction.atomic():
        return writer.against_undoing(batch, who)
