"""Sentences moved between a proposal and the context: what the reader kept apart, and what an editor puts apart.

The context of a section stands with its batch. A sentence that was moved remembers for which proposal (``of``), what
it was (``was``) and what of the proposal came or went with it (``before``, ``after``): moved back, all is as it was.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.importer.joining import ROWS, Fields, Row, begins, in_order, once, statements
from initiatives.importer.narrative.statements import TRUNCATED, UNCITED
from initiatives.importer.paragraphs import unbracketed
from initiatives.importer.reviewing import (
    NotReviewableError,
    as_read,
    current,
    markers_of,
    read_again,
    rest,
    saved,
    text_of,
)
from initiatives.models import Batch, Decision, Footnote, Proposal

MOVED = "moved"
# What of a proposal a sentence can bring along or take away, beside the sentence itself and the text.
ALONG = (*ROWS, "notes", "truncated")


@transaction.atomic
def move(*, proposal: Proposal, taken: Iterable[int], apart: Iterable[int], seen: int) -> Proposal:
    """Takes sentences of the context into a proposal, and puts statements of it apart, by where they begin."""
    found = current(proposal, seen)
    batch, fields, context = found.batch, found.fields, found.batch.facts.get("context", [])
    coming, going = chosen(context, taken), chosen(statements(fields), apart)
    if found.decision == Decision.MERGED or not (coming or going):
        raise NotReviewableError(_("Choose at least one sentence to be moved."))
    if len(going) == len(statements(fields)):
        raise NotReviewableError(_("Leave at least one statement; what is context as a whole is rejected."))
    left = [row for row in context if row not in coming]
    for row in going:
        fields, kept = put_apart(found, fields, row)
        left.append(kept)
    for row in coming:
        fields = taken_in(found, fields, row)
    Batch.objects.filter(pk=batch.pk).update(facts={**batch.facts, "context": in_order(left)})
    return saved(found, fields=fields, decision=Decision.OPEN)


def chosen(rows: list[Row], starts: Iterable[int]) -> list[Row]:
    """The sentences that begin at these places. Raises NotReviewableError where one is not there any more."""
    wanted = set(starts)
    found = [row for row in rows if row["start"] in wanted]
    if len(found) != len(wanted):
        raise NotReviewableError(_("One of these sentences has been moved meanwhile: look at them again."))
    return found


# ── out of a proposal and into it ────────────────────────────────────────────────────────────────────────────


def put_apart(proposal: Proposal, fields: Fields, row: Row) -> tuple[Fields, Row]:
    """A proposal's fields without one statement, and that as context."""
    left = without(proposal.batch, fields, row)
    if is_back(proposal, row):
        return given_back(row[MOVED], fields, left), row[MOVED]["was"]
    return left, {**bare(row), MOVED: memory(proposal, row, fields, left)}


def taken_in(proposal: Proposal, fields: Fields, row: Row) -> Fields:
    """A proposal's fields with a sentence of the context as a statement."""
    if is_back(proposal, row):
        told = row[MOVED]["was"]
        both = {**fields, "statements": in_order([*statements(fields), told])}
        return given_back(row[MOVED], fields, with_text(proposal.batch, fields, both, told))
    told = statement_of(proposal.batch, row)
    both = with_statement(proposal.batch, fields, told)
    kept = {**told, MOVED: memory(proposal, row, fields, both)}
    return {**both, "statements": in_order([*statements(fields), kept])}


def is_back(proposal: Proposal, row: Row) -> bool:
    """Whether a sentence goes back to where the last move took it from."""
    return moved_by(row) == proposal.pk


def moved_by(row: Row) -> int | None:
    """The key of the proposal that a sentence was last moved into or put apart from; none where it never was."""
    return row.get(MOVED, {}).get("of")


def bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != MOVED}


def memory(proposal: Proposal, row: Row, before: Fields, after: Fields) -> Fields:
    """What a move back needs to know."""
    names = [name for name in (*ALONG, "text") if before[name] != after[name]]
    told = {"before": {name: before[name] for name in names}, "after": {name: after[name] for name in names}}
    return {"of": proposal.pk, "was": row, **told}


def given_back(known: Fields, fields: Fields, moved: Fields) -> Fields:
    """The fields after a move back; what nobody touched since is as it was, what an editor changed keeps the change."""
    before, after = known["before"], known["after"]
    found = {**fields, "statements": moved["statements"]}
    for name in before:
        if fields[name] == after[name]:
            found[name] = before[name]
        else:
            found[name] = moved[name] if name == "text" else exchanged(fields[name], after[name], before[name])
    return found


def exchanged(value: Any, gone: Any, come: Any) -> Any:
    """Rows, or texts by names, less what has gone and with what has come; anything else stays as it is."""
    if isinstance(value, list):
        return [*(one for one in value if one in come or one not in gone), *(one for one in come if one not in gone)]
    if isinstance(value, dict):
        left = {key: said for key, said in value.items() if key in come or gone.get(key) != said}
        return {**{key: said for key, said in come.items() if key not in gone}, **left}
    return value


# ── what goes, and what comes ────────────────────────────────────────────────────────────────────────────────


def without(batch: Batch, fields: Fields, row: Row) -> Fields:
    """A proposal's fields without one statement, and without the citation in brackets that only it has."""
    left = rest(batch, fields, [row])
    gone = {mark for mark in fields["notes"] if has_mark(fields, mark) and not has_mark(left, mark)}
    left["notes"] = {mark: text for mark, text in fields["notes"].items() if mark not in gone}
    left["truncated"] = fields["truncated"] and (TRUNCATED not in row["flags"] or left["truncated"])
    return left


def has_mark(fields: Fields, mark: str) -> bool:
    return f"[^{mark}]" in fields["text"]


def with_statement(batch: Batch, fields: Fields, told: Row) -> Fields:
    """A proposal's fields with one statement more, and with the rows that the reader finds in it."""
    notes = {**fields["notes"], **cited(batch, fields, told)}
    read = read_again(batch, [told], notes)
    both = {**fields, "notes": notes, "statements": in_order([*statements(fields), told])}
    read["actors"] = [row for row in read["actors"] if is_named(row)]
    both |= {name: once([*fields[name], *read[name]], key) for name, key in ROWS.items()}
    both["truncated"] = fields["truncated"] or TRUNCATED in told["flags"]
    return with_text(batch, fields, both, told)


def is_named(actor: Row) -> bool:
    """Whether a sentence calls an actor by name; “the government” of a context is nobody who takes part."""
    return not actor["inferred"] and actor["words"][:1].isupper()


def statement_of(batch: Batch, row: Row) -> Row:
    """A sentence of the context as a statement; of one that the reader kept apart only its own footnotes are known."""
    if "footnotes" in row:
        return bare(row)
    read = as_read(batch.source, {**row, "footnotes": [], "flags": []}, markers_of(batch))
    return {**row, "footnotes": list(read.own), "flags": [] if read.own or read.cites else [UNCITED]}


def cited(batch: Batch, fields: Fields, row: Row) -> dict[str, str]:
    """The citation in brackets of a statement by its mark: the one that it has in this section, else a free one."""
    text = unbracketed(as_read(batch.source, row, markers_of(batch)).cites)
    if not text:
        return {}
    rows = batch.proposals.order_by("position", "pk").values_list("fields__notes", flat=True)
    there = dict(Footnote.objects.filter(edition=batch.edition, mark__startswith="n").values_list("mark", "citation"))
    there |= {mark: said for notes in [*rows, fields["notes"]] for mark, said in notes.items()}
    known = (mark for mark, said in there.items() if said == text)
    free = (f"n{n}" for n in range(1, len(there) + 2) if f"n{n}" not in there)
    return {next(known, None) or next(free): text}


def with_text(batch: Batch, before: Fields, both: Fields, row: Row) -> Fields:
    """With the text of one statement more; what an editor wrote stays, with a paragraph before or behind it."""
    if before["text"] == text_of(batch, statements(before), before["notes"]):
        return {**both, "text": text_of(batch, statements(both), both["notes"])}
    pair = [before["text"], text_of(batch, [row], both["notes"])]
    return {**both, "text": "\n".join(pair if begins(before) < row["start"] else reversed(pair))}
