"""Overviews and the home page: their numbers are those of the lists they lead to."""

import re

import pytest

from initiatives.panel import Value
from initiatives.selection import ask
from initiatives.views import charts, footnotes, letters

NUMBERS = re.compile(r"<dt>([^<]+)</dt><dd>(?:<a [^>]+>)?(\d+)")


def numbers(page) -> dict[str, str]:
    return dict(NUMBERS.findall(page.content.decode()))


def test_the_home_page_tells_how_much_there_is(catalogue, reader):
    assert numbers(reader.get("/")) == {
        "initiatives": "22",
        "entries": "23",
        "countries": "16",
        "actors": "53",
        "sources": "15",
        "newest year": "2021",
    }


def test_an_overview_tells_its_initiatives_entries_and_footnotes(catalogue, reader):
    assert numbers(reader.get("/countries/HR/")) == {"initiatives": "5", "entries": "6", "footnotes": "7"}


def test_an_edition_tells_the_range_of_its_notes_and_what_is_known_of_them(catalogue):
    told = footnotes.of_edition(ask("edition=ar2022").records(), "ar2022")
    assert (told.lowest, told.highest) == (1163, 1178)
    assert told.states == [("missing", 7), ("probable", 7), ("cited", 1), ("doubtful", 1)]


def test_a_source_names_the_statements_that_rest_on_it(catalogue):
    [named] = footnotes.naming(ask("country=GR&year=2020").records(), "cities-network-for-integration-website")
    assert (named.record["id"], named.note.anchor) == ("gr-cities-network-for-integration", "fn-1092")
    assert [row.anchor for row in named.statements] == ["2020-1"]


@pytest.mark.parametrize(("facet", "value"), [("actor", "amif"), ("theme", "funding-instruments"), ("country", "BG")])
def test_what_occurs_together_counts_the_list_it_leads_to(catalogue, facet, value):
    rows = charts.together(ask(f"{facet}={value}"), facet, value)
    assert [row.count for row in rows] == [ask(row.address.partition("?")[2]).total for row in rows]


def test_a_timeline_has_the_empty_years_between_and_the_largest_number_is_whole():
    rows = charts.bars([("2019", "2019", 2, ""), ("2020", "2020", 0, ""), ("2021", "2021", 8, "")])
    assert [(row.label, row.share, row.top) for row in rows] == [("2019", 25, 75), ("2020", 0, 100), ("2021", 100, 0)]


def value(name):
    return Value(name, name, 1, selected=False)


def test_a_directory_goes_by_letters_without_their_accents():
    values = [value(name) for name in ("13 cities", "Athens", "Łódź", "Lyon", "Österreich", "Ωmega")]
    assert [(row.name, len(row.values)) for row in letters.on_page(values)] == [
        ("0–9", 1),
        ("A", 1),
        ("L", 2),
        ("O", 1),
        ("Ω", 1),
    ]


def test_each_letter_leads_to_the_page_where_it_begins():
    names = enumerate(("Aachen", "Bari", "Bonn", "Cork"))
    index = letters.index(names, 2, lambda number: f"/actors/?page={number}")
    assert [row.address for row in index] == [
        "/actors/?page=1#letter-A",
        "/actors/?page=1#letter-B",
        "/actors/?page=2#letter-C",
    ]
