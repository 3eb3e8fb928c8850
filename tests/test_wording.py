"""The words that differ between two texts: whole, bounded, and cut where a reader would cut."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from countries.comparison import marked
from countries.wording import COARSE_STEPS, IN, MOST_STEPS, OUT, SAME, Effort, Piece, pieces

pytestmark = pytest.mark.once

WORDS = st.sampled_from(["the ", "city", " ", "\n\n", ".", "[^1]", "Łódź", "co-operation", "ﬀ", "\r\n", "\u2028", "😀"])
TEXTS = st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=60)
# Two texts of 20,000 words that no way of comparing words finds short.
DISJOINT = " ".join(f"a{n}" for n in range(20_000)), " ".join(f"b{n}" for n in range(20_000))


def told(before: str, after: str) -> str:
    """The difference in one line: [-taken out-]{+put in+}."""
    return "".join({SAME: "%s", OUT: "[-%s-]", IN: "{+%s+}"}[kind] % text for kind, text in pieces(before, after))


def without(kind: str, found: list[Piece]) -> str:
    return "".join(piece.text for piece in found if piece.kind != kind)


@settings(max_examples=500, deadline=None)
@given(before=TEXTS, after=TEXTS, left=st.sampled_from([0, 3, 50, 10_000]))
@example(before=DISJOINT[0], after=DISJOINT[1], left=MOST_STEPS)
def test_without_the_words_put_in_it_is_the_old_text_and_without_those_taken_out_the_new(before, after, left):
    found = pieces(before, after, Effort(left))
    assert (without(IN, found), without(OUT, found)) == (before, after)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert pieces(text, text) == ([Piece(SAME, text)] if text else [])


@settings(max_examples=200, deadline=None)
@given(before=TEXTS, after=TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_side_by_side(before, after):
    found = pieces(before, after)
    assert all(piece.text for piece in found)
    assert all(one.kind != other.kind for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("It began in 2020.[^1]", "It began in October 2020.[^1]", "It began in {+October +}2020.[^1]"),
        ("It began.[^1]", "It began and went on.[^1]", "It began{+ and went on+}.[^1]"),
        ("It began.[^1]", "It began.[^12]", "It began.[-[^1]-]{+[^12]+}"),
        ("The city’s plan", "The town’s plan", "The [-city’s-]{+town’s+} plan"),
        ("It was a plan of cities", "These are the towns", "[-It was a plan of cities-]{+These are the towns+}"),
        ("One.\nTwo.", "One.\nBetween.\nTwo.", "One.\n{+Between.\n+}Two."),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
    ],
)
def test_changes_are_cut_where_a_reader_would_cut_them(before, after, difference):
    assert told(before, after) == difference


def test_a_long_text_with_many_small_changes_is_told_word_by_word():
    words = [f"w{n % 977}" for n in range(20_000)]
    changed = ["changed" if n % 100 == 50 else word for n, word in enumerate(words)]
    assert without(SAME, [piece for piece in pieces(" ".join(words), " ".join(changed)) if piece.kind != OUT]) == (
        "changed" * 200
    )


@pytest.mark.parametrize("before, after", [DISJOINT, ("a b " * 10_000, "c a d " * 7_000)])
def test_however_long_the_texts_a_comparison_takes_a_bounded_number_of_steps(before, after):
    effort = Effort(MOST_STEPS)
    pieces(before, after, effort)
    most_in_one_round = len(before) + len(after)
    assert -most_in_one_round < effort.left


def test_when_the_effort_is_used_up_whole_paragraphs_are_told():
    found = pieces("One word.\nAnother.\n", "One more word.\nAnother.\n", Effort(0))
    assert found == [Piece(OUT, "One word.\n"), Piece(IN, "One more word.\n"), Piece(SAME, "Another.\n")]
    assert COARSE_STEPS < MOST_STEPS


def test_each_side_is_marked_where_the_other_lacks_it():
    assert marked("It began.", "It went on.") == [("It ", False), ("began", True), (".", False)]
    assert marked("Alone.", "") == [("Alone.", False)]
    assert marked("", "Alone.") == []
