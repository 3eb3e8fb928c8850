"""Staging: a section becomes a batch of proposals for editors to look at. Nothing else is written."""

import hashlib
from collections import Counter
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.folding import fold
from countries.models import Country
from initiatives.importer import sections
from initiatives.importer.narrative.drafts import Draft
from initiatives.importer.narrative.matching import Known
from initiatives.importer.narrative.reading import Reading, read
from initiatives.importer.paragraphs import unbracketed
from initiatives.importer.proposals import Fields, World, fields_of, vocabularies
from initiatives.models import Batch, BatchKind, BatchState, Decision, Footnote, Proposal

SAME_PASSAGE = "the same passage was imported before"


def stage_section(
    *, name: str, data: bytes, edition: str, year: int | None = None, who=None, described: dict[str, str] | None = None
) -> Batch:
    """A section as a batch in review; the same text in review for the same edition is the batch it was.

    ``described`` gives title and publisher of an edition that is new. Raises UnreadableError.
    """
    source = sections.section_text(name, data)
    covers = sections.year_covered(edition, year)
    digest = hashlib.sha256(source.encode()).hexdigest()
    known, imported = sections.known(edition), passages(edition)
    reading = read(source, year=covers, known=known)
    reading = replace(reading, drafts=[continued(draft, imported) for draft in reading.drafts])
    proposed = fields_of_drafts(reading, source, edition, known)
    refused = rejected(edition)
    with transaction.atomic():
        if there := in_review(edition, covers, digest).filter(staged_by=who).first():
            return described_anew(there, described)
        found = facts(reading) | {"edition": described or {}}
        found["warnings"] += also_in_review(edition, covers, digest)
        given = {"name": name[:200], "edition": edition, "year": covers, "source": source, "digest": digest}
        batch = Batch.objects.create(
            kind=BatchKind.SECTION, facts=found, staged_by=who, staged_at=timezone.now(), **given
        )
        Proposal.objects.bulk_create(
            Proposal(batch=batch, position=n, proposed=fields, fields=fields, decision=decision_on(fields, refused))
            for n, fields in enumerate(proposed, 1)
        )
    return batch


def fields_of_drafts(reading: Reading, source: str, edition: str, known: Known) -> list[Fields]:
    """The drafts of a reading as proposals."""
    world = World(vocabularies(), set(Country.objects.values_list("pk", flat=True)), known)
    notes = marks_of_citations(reading, edition)
    return [fields_of(draft, source=source, reading=reading, notes=notes, world=world) for draft in reading.drafts]


def also_in_review(edition: str, year: int, digest: str) -> list[str]:
    """Sentences on who else has the same text in review."""
    names = (batch.staged_by or _("The command line") for batch in in_review(edition, year, digest))
    return [_("%(name)s has the same text in review.") % {"name": name} for name in names]


def in_review(edition: str, year: int, digest: str) -> QuerySet[Batch]:
    """The batches in review that have a text for an edition."""
    there = Batch.objects.filter(kind=BatchKind.SECTION, state=BatchState.STAGED, edition=edition, year=year)
    return there.filter(digest=digest).select_related("staged_by").order_by("pk")


def described_anew(batch: Batch, described: dict[str, str] | None) -> Batch:
    """A batch in review whose new edition has been given another title or publisher."""
    if described and batch.facts.get("edition") != described:
        batch.facts |= {"edition": described}
        batch.token += 1
        batch.save()
    return batch


def facts(reading: Reading) -> Fields:
    """What a reading found beside its drafts."""
    return {
        "markers": [{"number": one.number, "start": one.start, "end": one.end} for one in reading.numbering.markers],
        "gaps": list(reading.numbering.gaps),
        "context": [{"start": one.start, "end": one.end, "text": one.text} for one in reading.apart],
        "warnings": reading.warnings,
        "citations": {str(number): text for number, text in sorted(reading.citations.items())},
    }


def marks_of_citations(reading: Reading, edition: str) -> dict[str, str]:
    """A mark such as n1 for each citation that stands in brackets; one that the edition has already keeps its mark."""
    texts = dict.fromkeys(unbracketed(one.cites) for draft in reading.drafts for one in draft.statements if one.cites)
    there = dict(Footnote.objects.filter(edition=edition, mark__startswith="n").values_list("citation", "mark"))
    free = (f"n{n}" for n in range(1, len(texts) + len(there) + 1) if f"n{n}" not in there.values())
    return {there.get(text) or next(free): text for text in texts}


def passages(edition: str) -> dict[str, str]:
    """The initiative that each statement imported for an edition went to, by the statement's words."""
    applied = Proposal.objects.filter(batch__edition=edition, batch__state=BatchState.APPLIED, entry__isnull=False)
    rows = applied.order_by("pk").values_list("fields", "entry__initiative__slug")
    return {fold(one["text"]): slug for fields, slug in rows for one in fields.get("statements", ())}


def continued(draft: Draft, imported: dict[str, str]) -> Draft:
    """The draft as the entry it became when its passage was imported before, whatever an editor called it then."""
    slug = went_to([one.text for one in draft.statements], imported)
    return replace(draft, continues=slug, because=draft.because | {"continues": SAME_PASSAGE}) if slug else draft


def went_to(statements: list[str], imported: dict[str, str]) -> str:
    """The initiative that most of these statements went to, where half of them or more were imported before."""
    found = Counter(imported[key] for text in statements if (key := fold(text)) in imported)
    return found.most_common(1)[0][0] if found and 2 * found.total() >= len(statements) else ""


def rejected(edition: str) -> set[str]:
    """The words of statements whose proposals editors rejected when they applied a section of the edition."""
    applied = Proposal.objects.filter(batch__edition=edition, batch__state=BatchState.APPLIED)
    rows = applied.filter(decision=Decision.REJECTED).values_list("fields", flat=True)
    return {fold(one["text"]) for fields in rows for one in fields.get("statements", ())}


def decision_on(fields: Fields, refused: set[str]) -> Decision:
    """Rejected where all of its statements were rejected before; else open."""
    texts = [fold(one["text"]) for one in fields["statements"]]
    return Decision.REJECTED if texts and refused.issuperset(texts) and not fields["continues"] else Decision.OPEN
