"""Sentences moved between a proposal and the context: what is moved back is as it was, and what editors wrote stays."""

from pathlib import Path

import pytest

from initiatives.importer import reviewing
from initiatives.importer.moving import bare, move
from initiatives.importer.reviewing import NotReviewableError, OutdatedError
from initiatives.importer.staging import stage_section
from initiatives.models import Batch, Proposal

SECTIONS = sorted((Path(__file__).parent / "sections").glob("*.txt"))
COUNCIL = "council-bracketed-notes"
AUDIT = "seventh-held-out-audit-uk-wrapped"
IN_TEXT = "eighth-held-out-agency-year-2022-citations-in-text"
UNEVEN = "Cooperation between levels of government remains uneven."
EVALUATED = "An evaluation by the University of Bergen found that two out of three participants"


def staged(name: str = COUNCIL) -> Batch:
    [path] = [path for path in SECTIONS if path.stem == name]
    return stage_section(name=name, data=path.read_bytes(), edition="ar2022")


def context(batch: Batch) -> list[dict]:
    return Batch.objects.get(pk=batch.pk).facts["context"]


def place(rows: list[dict], words: str) -> int:
    """Where the one sentence that begins with these words stands."""
    [start] = [row["start"] for row in rows if row["text"].startswith(words)]
    return start


def moved(proposal: Proposal, *, taken=(), apart=()) -> Proposal:
    proposal = Proposal.objects.get(pk=proposal.pk)
    return move(proposal=proposal, taken=taken, apart=apart, seen=proposal.token)


@pytest.mark.parametrize("name", [COUNCIL, AUDIT, IN_TEXT])
def test_every_sentence_that_is_moved_back_leaves_all_as_it_was(catalogue, name):
    batch = staged(name)
    before = [one.fields for one in batch.proposals.all()], context(batch)
    for one in batch.proposals.all():
        for row in one.fields["statements"] if len(one.fields["statements"]) > 1 else ():
            moved(one, apart=[row["start"]])
            moved(one, taken=[row["start"]])
        for row in context(batch)[:3]:
            moved(one, taken=[row["start"]])
            moved(one, apart=[row["start"]])
    assert ([one.fields for one in batch.proposals.all()], context(batch)) == before


def test_a_sentence_of_the_context_goes_into_a_proposal_with_what_it_says(catalogue):
    batch = staged()
    proposal, *_others = batch.proposals.all()
    start = place(context(batch), UNEVEN)
    found = moved(proposal, taken=[start])
    assert (found.fields["text"].splitlines()[0], found.decision) == (UNEVEN, "open")
    assert found.fields["actors"] == proposal.fields["actors"]  # “levels of government” is nobody
    assert bare(found.fields["statements"][0]) == {
        "start": start,
        "end": start + len(UNEVEN),
        "text": UNEVEN,
        "footnotes": [],
        "flags": ["uncited"],
    }
    assert UNEVEN not in [row["text"] for row in context(batch)]


def test_a_statement_that_is_put_apart_takes_what_rests_on_it_and_gives_it_back(catalogue):
    batch = staged()
    _first, second, _third = batch.proposals.all()
    dated = {"edtf": "2019-12", "what": "evaluated", "kind": "event", "words": "two out of three participants"}
    second = reviewing.edit(proposal=second, fields={"dates": [dated]}, seen=1)
    start = place(second.fields["statements"], EVALUATED)
    apart = moved(second, apart=[start])
    assert (EVALUATED in apart.fields["text"], apart.fields["dates"]) == (False, [])
    assert place(context(batch), EVALUATED) == start
    assert moved(second, taken=[start]).fields == second.fields


def test_what_an_editor_wrote_stays_when_a_sentence_comes_or_goes(catalogue):
    proposal = staged().proposals.first()
    reviewing.edit(proposal=proposal, fields={"text": "Our own words.[^1]"}, seen=1)
    start = place(context(proposal.batch), UNEVEN)
    assert moved(proposal, taken=[start]).fields["text"] == f"{UNEVEN}\nOur own words.[^1]"
    last = proposal.fields["statements"][-1]["start"]
    assert moved(proposal, apart=[start, last]).fields["text"] == "Our own words.[^1]"
    reviewing.edit(proposal=proposal, fields={"text": "Other words.[^1]"}, seen=4)
    assert moved(proposal, taken=[last]).fields["text"] == "Other words.[^1]"


def test_a_sentence_with_its_citation_in_brackets_brings_a_footnote_and_takes_it_away(catalogue):
    source = "In Malta, the agency launched a desk in 2020 (Agency, 2020). It runs a course (Ministry, 2021)."
    batch = stage_section(name="x.txt", data=source.encode(), edition="ar2022")
    proposal = batch.proposals.first()
    second = proposal.fields["statements"][-1]["start"]
    apart = moved(proposal, apart=[second])
    assert (proposal.fields["notes"], apart.fields["notes"]) == (
        {"n1": "Agency, 2020", "n2": "Ministry, 2021"},
        {"n1": "Agency, 2020"},
    )
    assert moved(proposal, taken=[second]).fields == proposal.fields


def test_what_was_put_apart_from_one_proposal_is_taken_into_another(catalogue):
    batch = staged()
    _first, second, third = batch.proposals.all()
    start = place(second.fields["statements"], EVALUATED)
    moved(second, apart=[start])
    found = moved(third, taken=[start])
    assert (found.fields["text"].splitlines()[0].startswith(EVALUATED), found.fields["statements"][0]["footnotes"]) == (
        True,
        [4],
    )


def test_what_cannot_be_moved_is_refused_and_nothing_is_changed(catalogue):
    batch = staged()
    first, second, _third = batch.proposals.all()
    everything = [row["start"] for row in first.fields["statements"]]
    start = place(context(batch), UNEVEN)
    moved(second, taken=[start])
    for given, said in (
        ({}, "Choose at least one sentence"),
        ({"apart": everything}, "Leave at least one statement"),
        ({"taken": [start]}, "has been moved meanwhile"),
        ({"apart": [999_999]}, "has been moved meanwhile"),
    ):
        with pytest.raises(NotReviewableError, match=said):
            moved(first, **given)
    with pytest.raises(OutdatedError):
        move(proposal=second, taken=(), apart=[start], seen=1)
    first.refresh_from_db()
    assert first.token == 1
