"""The page of data: what can be had, what each column and term means, what is covered, and how to check it."""

import re
from itertools import chain

import pytest

from initiatives import index
from initiatives.columns import COLUMNS, rows
from initiatives.models import VOCABULARIES, Changeset, Initiative, Theme
from initiatives.publishing import publish_thing, withdraw
from initiatives.selection import ask
from initiatives.views import data
from initiatives.views.data import EXAMPLES, countries, covered, silent
from tests.test_formats import get
from tests.test_selection import answer

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]


def page(reader, query: str = "") -> str:
    return get(reader, f"/data/?{query}" if query else "/data/")


def test_every_column_is_in_the_dictionary_and_every_vocabulary_in_the_codebook(reader):
    text = page(reader)
    told = re.findall(r'<dt><code translate="no">(\w+)</code></dt>', text)
    assert told == [column.name for column in COLUMNS["footnotes"]]
    assert set(re.findall(r'id="codebook-(\w+)"', text)) == set(VOCABULARIES) == set(data.VOCABULARIES)
    for term in index.current().things["term"].values():
        assert f'<code translate="no">{term["id"]}</code>' in text


def test_every_value_is_of_the_kind_that_its_column_says():
    types = {"number": int, "truth": bool}
    for parts in rows(ask("rows=footnotes", "csv")):
        for column, value in zip(COLUMNS["footnotes"], chain(*parts), strict=True):
            kind = types.get(column.kind, str)
            values = value if column.several else [value]
            assert isinstance(value, list) == column.several, column.name
            assert {type(each) for each in values} <= {kind} | (set() if column.always else {type(None)}), column.name


@pytest.mark.parametrize("past", [False, True])
def test_every_example_answers_and_keeps_the_moment(reader, past):
    label = Changeset.objects.get(number=1).label
    publish_thing(thing=Theme.objects.first(), why="so that there is a later moment")
    found = re.findall(r'<a href="([^"]+)"[^>]*>/initiatives[./]', page(reader, f"as_of={label}" if past else ""))
    assert len(found) == len(EXAMPLES) + 1
    for link in found:
        assert reader.get(link.replace("&amp;", "&")).status_code == 200, link
        assert link.endswith(f"as_of={label}") == past


def test_coverage_counts_what_each_edition_tells(reader):
    when = answer("").moment
    assert [(row.record["id"], row.initiatives, row.entries) for row in covered(when)] == [
        ("ar2021", 9, 9),
        ("ar2022", 14, 14),
    ]
    told = {row.code: [count for count, _address in row.cells] for row in countries(when, covered(when))}
    assert (told["HR"], told["GR"], told["BE"], told["none"]) == ([1, 5], [1, 1], [1, 0], [0, 2])
    assert "Malta" in silent(when) and not {"Croatia", "Japan"} & {*silent(when)}
    assert page(reader).count("not reported</span>") == sum(row.count(0) for row in told.values())


def test_the_numbers_of_coverage_are_those_of_the_lists_they_lead_to(reader):
    when = answer("").moment
    for row in countries(when, covered(when)):
        for count, address in row.cells:
            assert answer(address.partition("?")[2]).total == count


def test_what_is_inferred_is_counted(reader):
    text = page(reader)
    number = answer("evidence=inferred").total
    assert f"{number} initiatives have something inferred." in text and '"/initiatives/?evidence=inferred"' in text


def test_the_page_of_an_empty_catalogue_says_so(reader):
    text = page(reader, "as_of=2000-01-01")
    assert text.count("Nothing is published yet.") == 2
    assert "0 initiatives" in text


def test_a_withdrawn_initiative_is_no_example(reader):
    before = re.search(r'href="/initiatives/([\w-]+)\.json"', page(reader))[1]
    withdraw(initiative=Initiative.objects.get(slug=before), reason="x")
    assert re.search(r'href="/initiatives/([\w-]+)\.json"', page(reader))[1] != before


def test_the_hash_of_the_whole_is_told(reader):
    assert answer("").hash in page(reader)
