"""The record: one canonical form, digests of content alone, and cautions read off the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.markers import has_uncited_statement, marks
from initiatives.models import VOCABULARIES, Version
from initiatives.publishing import publish, withdraw
from initiatives.record import (
    BUILDERS,
    build,
    canonical,
    citation,
    details,
    digest,
    entry_part,
    normal,
    parsed,
)
from initiatives.statements import Piece, readings
from tests.factories import make_entry, make_initiative

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.once
@given(st.dictionaries(st.text(), VALUES))
def test_the_canonical_form_is_one_whatever_the_order_of_keys(record):
    assert canonical(record) == canonical(dict(reversed(record.items())))
    assert canonical(normal(record)) == canonical(record)


@pytest.mark.once
@given(st.dictionaries(st.text(), VALUES))
def test_what_is_stored_is_read_as_it_was_written(record):
    assert parsed(canonical(record)) == parsed(canonical(record).encode()) == normal(record)


def test_the_canonical_form_is_nfc_sorted_and_without_spaces():
    assert canonical({"b": "Zu\u0308rich", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"Zürich"}'


@pytest.mark.parametrize("value", [1.5, b"x", {1: "x"}, {"x": {2.0}}, float("nan"), 1 << 63])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(TypeError, match="A record cannot hold"):
        canonical({"x": value})


def test_a_digest_is_the_sha_256_of_the_canonical_bytes():
    assert digest('{"a":"Zürich"}') == "3af35c259ac9980f1c65aa403d16310f157cdfbcb126f2c8d09933e60acf86eb"


@pytest.mark.usefixtures("catalogue")
def test_the_same_content_published_elsewhere_has_the_same_digest():
    initiative = make_initiative()
    publish(initiative=initiative, entries=[make_entry(initiative)], why="here")
    first = Version.objects.get(kind="initiative", slug="alpha").digest
    withdraw(initiative=initiative, reason="x")
    publish(initiative=initiative, entries=initiative.entries.all(), why="anew")
    assert [row.digest for row in Version.objects.filter(kind="initiative", slug="alpha")] == [first, first]


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("A claim.[^1]", False),
        ("A claim.[^1] Another.", True),
        ("A claim.[^1]\nAnother.[^2]", False),
        ("A claim.\nAnother.[^2]", True),
        ("A claim[^1] and more.[^2]", False),
        ("A claim.[^1] …", False),
        ("A claim.[^n1]", False),
        ("No marker.", True),
    ],
)
def test_what_follows_the_last_marker_of_a_paragraph_is_uncited(text, uncited):
    assert has_uncited_statement(text) is uncited


def test_marks_are_told_in_their_order_once():
    assert marks("B.[^2] A.[^n1] B.[^2][^10]") == ["2", "n1", "10"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"author": "OECD", "date": "2022-02", "title": "A report"}, "OECD (2022-02). A report."),
        ({"title": "A report."}, "(no date). A report."),
        (
            {"author": "X", "title": "Titre", "translated_title": "Title", "container": "Series", "publisher": "House"},
            "X (no date). Titre [Title]. Series. House.",
        ),
    ],
)
def test_a_citation_is_one_plain_line(given, line):
    empty = dict.fromkeys(("author", "date", "title", "translated_title", "container", "publisher"), "")
    assert citation(empty | given) == line


def test_every_public_kind_but_the_initiative_has_a_builder():
    kinds = {kind for kind, _ in BUILDERS.values()}
    assert kinds == {"actor", "source", "edition", "year", "country", "group", "term"}
    assert set(VOCABULARIES.values()) < set(BUILDERS)


def test_a_text_is_cut_at_its_markers_which_lead_to_their_notes_and_back():
    notes = [{"mark": "1"}, {"mark": "2"}]
    entry = {"year": 2020, "edition": "ar2021", "text": "A.[^1] B.[^1]\n\nC.[^9]", "footnotes": notes}
    [reading] = readings({"entries": [entry]})
    assert [statement.pieces for statement in reading.statements] == [
        [Piece("A."), Piece("", "1", "fn-1", "fn-1-ref-1")],
        [Piece(" B."), Piece("", "1", "fn-1", "fn-1-ref-2")],
        [Piece("C."), Piece("[^9]")],
    ]
    assert [(note.anchor, note.back) for note in reading.notes] == [
        ("fn-1", ["fn-1-ref-1", "fn-1-ref-2"]),
        ("fn-2", []),
    ]


def test_two_editions_that_number_alike_have_notes_with_addresses_of_their_own():
    entry = {"year": 2020, "text": "A.[^1]", "footnotes": [{"mark": "1"}]}
    entries = [entry | {"edition": edition} for edition in ("ar2021", "ar2022")]
    newest, oldest = readings({"entries": entries})
    assert (oldest.notes[0].anchor, newest.notes[0].anchor) == ("fn-1", "fn-ar2022-1")


@pytest.mark.usefixtures("catalogue")
def test_the_order_of_lists_in_a_record_comes_from_their_content_not_from_when_they_were_written():
    def told(rows):
        initiative = make_initiative(f"order-{rows[0]}")
        entry = make_entry(initiative)
        for n in rows:
            entry.dates.create(edtf=f"202{n}", what="x")
            entry.figures.create(value=n, unit="u", what=f"f{n}")
            entry.inferences.create(field="title", note=f"n{n}")
        part = entry_part(entry, build)
        return part["dates"], part["figures"], part["inferred"]

    assert told([1, 2, 3]) == told([3, 1, 2])


@pytest.mark.usefixtures("catalogue")
def test_text_is_the_same_record_however_its_accents_were_typed():
    composed, decomposed = make_initiative("a", title="Zürich"), make_initiative("b", title="Zu\u0308rich")
    texts = [canonical(details(row, build) | {"id": "x", "summary": ""}) for row in (composed, decomposed)]
    assert texts[0] == texts[1]
