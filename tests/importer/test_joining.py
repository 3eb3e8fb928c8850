"""Proposals joined and parted: no statement is lost, whatever an editor does."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.importer import moving, reviewing
from initiatives.importer.joining import joined, parted
from initiatives.importer.reviewing import NotReviewableError
from initiatives.importer.staging import stage_section
from initiatives.importer.stretches import Span, stretches
from initiatives.models import Decision

SECTION = Path(__file__).parent / "sections" / "council-bracketed-notes.txt"
WORDS = ("a guide", "a pact", "the council", "20 towns")


def statement(start):
    return {"start": start, "end": start + 8, "text": WORDS[start % 4], "footnotes": [start], "flags": []}


def actor(start):
    return {"name": f"Body {start}", "slug": "", "role": "lead", "words": WORDS[start % 4]}


def fields(starts):
    return {
        "title": f"Title {min(starts)}",
        "text": "\n".join(f"Text {start}.[^{start}]" for start in starts),
        "countries": [f"C{start}" for start in starts],
        "scope": "national",
        "actors": [actor(start) for start in starts],
        "statements": [statement(start) for start in starts],
        "because": {"title": str(starts)},
        "confidence": 1 / min(starts),
        "truncated": False,
    }


PLACES = st.lists(st.integers(1, 60), min_size=2, max_size=12, unique=True).map(sorted)


def starts(of):
    return [one["start"] for one in of["statements"]]


@pytest.mark.once
@given(places=PLACES, cut=st.integers(1, 11))
def test_what_is_joined_and_parted_again_has_lost_no_statement(places, cut):
    first, second = fields(places[:1] + places[cut:][1:]), fields(places[1:2])
    both = joined(first, second)
    assert starts(both) == sorted({*starts(first), *starts(second)})
    assert set(both["text"].splitlines()) == {*first["text"].splitlines(), *second["text"].splitlines()}
    rest = parted(both, second["statements"], first["text"])
    assert (starts(rest), rest["text"]) == ([one for one in starts(first) if one not in starts(second)], first["text"])


@pytest.mark.once
def test_joined_proposals_say_what_either_said():
    both = joined(fields([1, 2]), fields([3]))
    assert (both["title"], both["countries"], both["scope"]) == ("Title 1", ["C1", "C2", "C3"], "transnational")
    assert [one["name"] for one in both["actors"]] == ["Body 1", "Body 2", "Body 3"]
    assert joined(fields([3]), fields([1]))["text"] == "Text 1.[^1]\nText 3.[^3]"
    assert joined(both, fields([3]))["actors"] == both["actors"]


@pytest.mark.once
def test_what_rests_on_words_that_go_goes_with_them():
    rest = parted(fields([1, 2]), [statement(2)], "Text 1.[^1]")
    assert [one["name"] for one in rest["actors"]] == ["Body 1"]


@pytest.mark.once
@given(
    source=st.text(min_size=1, max_size=40),
    bounds=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
    markers=st.lists(st.integers(0, 40).map(lambda at: (at, at + 2)), max_size=4),
)
def test_a_text_cut_into_stretches_is_the_text(source, bounds, markers):
    spans = [Span("statement", min(pair), max(pair)) for pair in bounds]
    found = stretches(source, spans, markers)
    assert "".join(piece.text for one in found for piece in one.pieces) == source


# ── acts on a batch, in any order ────────────────────────────────────────────────────────────────────────────


def act(chance, batch):
    """One act that an editor could do, sensible or not."""
    proposals = list(batch.proposals.all())
    one, other = chance.choice(proposals), chance.choice(proposals)
    kind = chance.choice(["merge", "split", "out", "accept", "reject", "open", "apart", "in"])
    if kind == "merge":
        reviewing.merge(proposal=one, into=other, seen=one.token)
    elif kind == "split":
        held = starts(one.fields)
        reviewing.split(proposal=one, starts=chance.sample(held, chance.randint(0, len(held))), seen=one.token)
    elif kind == "out":
        reviewing.take_out(proposal=one, seen=one.token)
    elif kind == "apart":
        moving.move(proposal=one, taken=(), apart=[chance.choice(starts(one.fields))], seen=one.token)
    elif kind == "in":
        batch.refresh_from_db()
        context = [row["start"] for row in batch.facts["context"]] or [-1]
        moving.move(proposal=one, taken=[chance.choice(context)], apart=(), seen=one.token)
    else:
        decision = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "open": Decision.OPEN}[kind]
        reviewing.decide(proposal=one, decision=decision, seen=one.token)


def held_once(batch):
    """How often each sentence stands in the context or in a proposal that is not merged into another."""
    batch.refresh_from_db()
    apart = Counter(row["start"] for row in batch.facts["context"])
    return apart + Counter(place for one in batch.proposals.exclude(decision="merged") for place in starts(one.fields))


@pytest.mark.parametrize("seed", range(6))
def test_every_sentence_is_always_in_exactly_one_proposal_or_in_the_context(catalogue, seed):
    batch = stage_section(name="A section", data=SECTION.read_bytes(), edition="ar2022")
    before, chance, done = held_once(batch), random.Random(seed), 0
    for _ in range(40):
        try:
            act(chance, batch)
        except NotReviewableError:
            continue
        done += 1
        assert held_once(batch) == before
        for one in batch.proposals.all():
            for row in one.fields["statements"]:
                assert batch.source[row["start"] : row["end"]] == row["text"]
    assert (done > 10, set(before.values())) == (True, {1})


def test_what_was_merged_and_taken_out_again_is_as_it_was(catalogue):
    batch = stage_section(name="A section", data=SECTION.read_bytes(), edition="ar2022")
    first, second = batch.proposals.all()[:2]
    before = [first.fields, second.fields]
    reviewing.merge(proposal=second, into=first, seen=1)
    second.refresh_from_db()
    reviewing.take_out(proposal=second, seen=second.token)
    assert [one.fields for one in batch.proposals.all()[:2]] == before
    assert [one.decision for one in batch.proposals.all()[:2]] == ["open", "open"]


# ── taken out after somebody touched the other one ───────────────────────────────────────────────────────────


@pytest.fixture
def merging(catalogue):
    """A section of three proposals, of which the first is for one country alone, and a way to merge and touch them."""
    batch = stage_section(name="A section", data=SECTION.read_bytes(), edition="ar2022")
    for one, code in zip(batch.proposals.all(), ("PT", "MT", "SI"), strict=True):
        given = {"countries": [code], "scope": "national", "levels": [LEVELS[code]], "note": f"Note on {code}."}
        written(one, **given, text=f"Our own words on {code}.[^1]\nAnd more on {code}.[^2]", dates=[dated(code)])
    return batch


LEVELS = {"PT": "local", "MT": "national", "SI": "regional"}
SHOWN = ("text", "countries", "scope", "levels", "note", "dates")


def dated(code):
    return {"edtf": "2031", "what": f"start in {code}", "kind": "start", "words": ""}


def written(proposal, **given):
    proposal.refresh_from_db()
    return reviewing.edit(proposal=proposal, fields=given, seen=proposal.token)


def merged(proposal, into):
    proposal.refresh_from_db()
    return reviewing.merge(proposal=proposal, into=into, seen=proposal.token)


def taken_out(proposal):
    proposal.refresh_from_db()
    return reviewing.take_out(proposal=proposal, seen=proposal.token)


def told(batch):
    return [{name: one.fields[name] for name in SHOWN} for one in batch.proposals.all()]


def test_two_that_are_merged_keep_both_notes(merging):
    first, second, _third = merging.proposals.all()
    assert merged(second, first).fields["note"] == "Note on PT.\nNote on MT."


def test_what_is_taken_out_leaves_nothing_behind_though_the_other_was_touched(merging):
    first, second, _third = merging.proposals.all()
    before = told(merging)
    merged(second, first)
    written(first, status="ongoing")
    taken_out(second)
    first.refresh_from_db()
    assert (told(merging), first.fields["status"]) == (before, "ongoing")


def test_what_an_editor_wrote_since_stays_when_another_is_taken_out(merging):
    first, second, _third = merging.proposals.all()
    both = merged(second, first)
    text = f"A sentence on both.[^1]\n{both.fields['text']}"
    written(first, text=text, countries=["ES", *both.fields["countries"]], scope="eu", note="For both.")
    taken_out(second)
    first.refresh_from_db()
    assert {name: first.fields[name] for name in SHOWN} == {
        "text": "A sentence on both.[^1]\nOur own words on PT.[^1]\nAnd more on PT.[^2]",
        "countries": ["ES", "PT"],
        "scope": "eu",
        "levels": ["local"],
        "note": "For both.",
        "dates": [dated("PT")],
    }


def test_two_reasons_for_one_inferred_field_are_kept_and_parted_again(merging):
    first, second, third = merging.proposals.all()
    said = {"PT": "Taken from the heading", "MT": "The only country named", "SI": "Taken from the heading"}
    for one, why in zip((first, second, third), said.values(), strict=True):
        written(one, inferred={"countries": why, "levels": why})
    assert merged(second, first).fields["inferred"] == {
        "countries": "Taken from the heading; The only country named",
        "levels": "Taken from the heading; The only country named",
    }
    assert merged(third, first).fields["inferred"]["levels"] == "Taken from the heading; The only country named"
    taken_out(second)
    first.refresh_from_db()
    assert first.fields["inferred"] == dict.fromkeys(("countries", "levels"), "Taken from the heading")
    taken_out(third)
    first.refresh_from_db()
    assert first.fields["inferred"] == dict.fromkeys(("countries", "levels"), "Taken from the heading")


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_only_inferred_is_no_part_of_both_where_the_other_s_words_tell_it(merging, turned):
    one, other, _third = merging.proposals.all()
    first, second = (other, one) if turned else (one, other)
    written(one, levels=["local"], inferred={})
    written(other, levels=["international"], inferred={"levels": "Inferred from its scope"})
    before = [{name: each.fields[name] for name in ("levels", "inferred")} for each in merging.proposals.all()[:2]]
    both = merged(second, first).fields
    assert (both["levels"], both["inferred"]) == (["local"], {})
    taken_out(second)
    assert [
        {name: each.fields[name] for name in ("levels", "inferred")} for each in merging.proposals.all()[:2]
    ] == before


@pytest.mark.once
def test_two_long_reasons_are_together_as_long_as_an_inference_holds():
    first, second = fields([1]) | {"inferred": {"levels": "A" * 200}}, fields([2]) | {"inferred": {"levels": "B" * 60}}
    told = joined(first, second | {"inferred": {"levels": "B" * 280}})["inferred"]["levels"]
    assert (len(told), told[:3], told[-2:]) == (300, "AAA", "B…")
    assert joined(first, second)["inferred"]["levels"] == f"{'A' * 200}; {'B' * 60}"


def test_several_are_taken_out_in_any_order(merging):
    first, second, third = merging.proposals.all()
    before = told(merging)
    merged(second, first)
    merged(third, first)
    taken_out(second)
    first.refresh_from_db()
    assert (first.fields["countries"], first.fields["scope"]) == (["PT", "SI"], "transnational")
    taken_out(third)
    assert told(merging) == before
