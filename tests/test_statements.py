"""The addresses in a record: each entry, statement and note has one, the same each time it is read."""

import re

import pytest

from initiatives.statements import readings

pytestmark = pytest.mark.once

FOOTNOTE = {"state": "missing", "citation": "", "source": None}


def entry(text, *marks, year=2021, edition="ar2022"):
    notes = [FOOTNOTE | {"mark": mark} for mark in marks]
    return {"year": year, "edition": edition, "text": text, "footnotes": notes}


def addressed(*entries):
    """Each statement's address with its words, entry by entry as they were published."""
    read = readings({"entries": list(entries)})[::-1]
    return [(row.anchor, row.text) for reading in read for row in reading.statements]


def test_a_statement_goes_up_to_its_marker_and_what_follows_the_last_one_is_one_too():
    text = "It began. It grew.[^1] It went on.[^2] Nobody says why."
    assert addressed(entry(text, "1", "2")) == [
        ("2021-1", "It began. It grew."),
        ("2021-2", "It went on."),
        ("2021-3", "Nobody says why."),
    ]


def test_several_markers_and_the_full_stop_after_them_close_one_statement():
    text = "It began[^1][^2]. It went on[^3] [^1]."
    assert addressed(entry(text, "1", "2", "3")) == [("2021-1", "It began."), ("2021-2", "It went on .")]


def test_statements_are_counted_through_all_paragraphs_of_an_entry():
    text = "It began.[^1]\n\nIt grew.[^2]\nIt ended."
    assert addressed(entry(text, "1", "2")) == [
        ("2021-1", "It began."),
        ("2021-2", "It grew."),
        ("2021-3", "It ended."),
    ]


def test_a_marker_without_a_footnote_stays_as_it_is_written_and_closes_nothing():
    assert addressed(entry("It began.[^9] It grew.[^1]", "1")) == [("2021-1", "It began.[^9] It grew.")]


def test_where_two_editions_cover_a_year_the_later_ones_addresses_name_the_edition():
    first = entry("It began.[^1]", "1", edition="ar2022")
    second = entry("It began anew.[^1] It went on.", "1", edition="update-2021")
    assert addressed(first, second) == [
        ("2021-1", "It began."),
        ("2021-1.update-2021", "It began anew."),
        ("2021-2.update-2021", "It went on."),
    ]
    read = readings({"entries": [first, second]})
    assert [row.anchor for row in read] == ["2021.update-2021", "2021"]
    assert [note.anchor for row in read for note in row.notes] == ["fn-update-2021-1", "fn-1"]


def test_editions_named_like_numbers_of_statements_take_no_address_twice():
    entries = [entry("One.[^1] Two.[^1] Three.", "1", edition=edition) for edition in ("2021-1", "2021-2", "3", "3-1")]
    read = readings({"entries": entries})
    found = [row.anchor for row in read] + [row.anchor for reading in read for row in reading.statements]
    assert len(found) == len(set(found)) == 16


def test_a_note_stands_with_the_paragraph_that_calls_it_first_and_an_uncalled_one_with_the_last():
    [read] = readings({"entries": [entry("It began.[^2]\nIt grew.[^1][^2]\nIt ended.", "1", "2", "3")]})
    assert [[note.anchor for note in row.notes] for row in read.paragraphs] == [["fn-2"], ["fn-1"], ["fn-3"]]
    assert [note.back for note in read.notes] == [["fn-2-ref-1", "fn-2-ref-2"], ["fn-1-ref-1"], []]


def test_the_notes_of_an_entry_without_text_are_not_lost():
    [read] = readings({"entries": [entry("", "1")]})
    assert [note.anchor for note in read.notes] == ["fn-1"]


def test_every_statement_of_the_catalogue_can_be_linked_to_and_links_to_itself(catalogue, reader):
    page = reader.get("/initiatives/hr-include/").content.decode()
    anchors = re.findall(r'<span class="statement" id="([^"]+)"', page)
    assert anchors == ["2021-1", "2020-1", "2020-2"]
    assert re.findall(r'<a class="permalink" href="#([^"]+)"', page) == anchors
