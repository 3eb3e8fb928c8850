"""The panel: what stands beside a list says what the list would be, also to those who only listen."""

import re
from urllib.parse import urlencode

import pytest

from initiatives.filters import FACET_PARAMETERS
from initiatives.models import Edition, Year
from initiatives.panel import Panel
from initiatives.selection import ask
from initiatives.views.fragments import PANEL
from tests.factories import make_actor, make_published
from tests.security.pages import Element, read

pytestmark = pytest.mark.usefixtures("catalogue")
NAMED = re.compile(r"(?P<label>.+), (?P<count>[0-9]+) initiatives?")
QUESTIONS = (
    "",
    "country=GR&country=HR",
    "country=GR&country=HR&country_match=all",
    "year=2021..2100&level=local",
    "q=cities&status=continued",
    "actor=amif&role=funder",
)


def page(reader, query: str) -> list[Element]:
    return read(reader.get(f"/initiatives/?{query}").content.decode()).elements


def boxes(elements: list[Element]) -> list[dict[str, str]]:
    """The attributes of the values that can be ticked, but for the columns of a table."""
    ticked = [element.attributes for element in elements if element.attributes.get("type") == "checkbox"]
    return [attributes for attributes in ticked if attributes["name"] in FACET_PARAMETERS]


def length(query: str, **changes: list[str]) -> int:
    return ask(ask(query).query(**changes)).total


@pytest.mark.once
@pytest.mark.parametrize("query", QUESTIONS)
def test_the_name_of_each_value_tells_the_length_of_the_list_it_gives(reader, query):
    told, found = {}, {}
    for box in boxes(page(reader, query)):
        facet, value = box["name"], box["value"]
        chosen = ask(query).question
        added = chosen.get(facet, []) if chosen.get(f"{facet}_match") == ["all"] else []
        told[facet, value] = int(NAMED.fullmatch(box["aria-label"])["count"])
        found[facet, value] = length(query, **{facet: sorted({*added, value})})
    assert told == found


@pytest.mark.parametrize("query", QUESTIONS)
def test_what_would_give_nothing_cannot_be_chosen_and_what_is_chosen_stays(reader, query):
    found = boxes(page(reader, query))
    empty = {box["id"] for box in found if box["aria-label"].endswith(", 0 initiatives") and "checked" not in box}
    ticked = {(box["name"], box["value"]) for box in found if "checked" in box}
    assert {box["id"] for box in found if "disabled" in box} == empty
    asked = ask(query).question
    assert ticked == {(name, value) for name in PANEL if name != "year" for value in asked.get(name, [])}


@pytest.mark.parametrize("query", QUESTIONS)
def test_each_bar_of_the_histogram_leads_to_the_list_of_its_year(reader, query):
    bars = [e.attributes for e in page(reader, query) if re.fullmatch("year-[0-9]{4}", e.attributes.get("id", ""))]
    told = {bar["href"]: bar["aria-label"] for bar in bars}
    years = {bar["href"]: bar["id"][-4:] for bar in bars}
    totals = {address: ask(address.partition("?")[2]).total for address in told}
    words = {address: f"{total} initiative{'' if total == 1 else 's'}" for address, total in totals.items()}
    assert told == {address: f"{years[address]}, {words[address]}" for address in told}


def test_years_that_no_entry_covers_stand_between_those_that_some_do():
    Edition.objects.create(slug="ar2018", title="x", publisher="EUAA", year=Year.objects.create(year=2017))
    before = [(bar.value.value, bar.share) for bar in Panel(ask("")).years.bars]
    make_published(editions=("ar2018",))
    after = [(bar.value.value, bar.share) for bar in Panel(ask("")).years.bars]
    assert before == [("2020", 64), ("2021", 100)]
    assert after == [("2017", 7), ("2018", 0), ("2019", 0), ("2020", 64), ("2021", 100)]


@pytest.mark.parametrize(
    ("query", "inputs", "apart"),
    [
        ("", ("", ""), []),
        ("year=2020", ("2020", "2020"), []),
        ("year=2018..2021", ("2018", "2021"), []),
        ("year=2018..2100", ("2018", ""), []),
        ("year=1900..2018", ("", "2018"), []),
        ("year=2015&year=2018..2100", ("", ""), [("2015", "2015"), ("2018..2100", "2018 or later")]),
    ],
)
def test_the_two_inputs_of_a_range_hold_what_is_asked_where_it_is_one_range(query, inputs, apart):
    years = Panel(ask(query)).years
    assert ((years.first, years.last), years.apart) == (inputs, apart)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=2018..2021", "Year: 2018–2021"),
        ("year=2018..2100", "Year: 2018 or later"),
        ("year=1900..2018", "Year: 2018 or earlier"),
        ("year=1900..2100", "Year: any year"),
        ("year=2100", "Year: 2100"),
    ],
)
def test_an_open_range_of_years_is_told_as_such(query, words):
    assert Panel(ask(query)).words == words


def test_a_form_that_is_sent_as_it_stands_asks_the_same_question(reader):
    queries = [
        *("country=GR&country=HR&country_match=all&sort=title", "year=2015&year=2018..2100", "year=1900..2020"),
        *("q=cities&sort=newest&view=table&columns=actors&columns=sources", "theme=sector-services&source=none"),
    ]
    sent = {}
    for query in queries:
        answer = reader.get(f"/initiatives/?{urlencode(fields(reader, query))}", follow=True)
        sent[query] = answer.request["QUERY_STRING"]
    assert sent == {query: query for query in queries}


def fields(reader, query: str) -> list[tuple[str, str]]:
    """What a browser would send of the form of filters."""
    text = reader.get(f"/initiatives/?{query}").content.decode()
    found, inside, name = [], False, ""
    for element in read(text).elements:
        if element.name == "form":
            inside = element.attributes.get("id") == "filters"
        given = element.attributes
        if element.name == "select":
            name = given["name"] if inside or given.get("form") == "filters" else ""
        elif element.name == "option" and name and "selected" in given:
            found.append((name, given["value"]))
        elif element.name == "input" and inside and "name" in given:
            ticked = given["type"] not in {"checkbox", "radio"} or "checked" in given
            found += [(given["name"], given.get("value") or "")] if ticked else []
    return found


def test_a_facet_is_cleared_alone_and_everything_at_once():
    panel = Panel(ask("q=cities&country=GR&country=HR&country_match=all&sort=newest&view=table&columns=years"))
    assert (panel.facet("country").clear, panel.facet("theme").clear, panel.clear_all) == (
        "/initiatives/?q=cities&sort=newest&view=table&columns=years",
        "",
        "/initiatives/?view=table&columns=years",
    )


def test_any_or_all_is_asked_where_there_are_several_values():
    asked = ("", "country=HR", "country=GR&country=HR", "country=HR&country_match=all")
    assert [Panel(ask(query)).facet("country").matched for query in asked] == ["", "", "any", "all"]


def test_an_empty_list_that_asked_for_all_offers_any():
    [(chip, count)] = Panel(ask("country=CY&country=HR&country_match=all")).any_instead
    assert (chip.value, chip.address, count) == (
        "Cyprus or Croatia",
        "/initiatives/?country=CY&country=HR",
        ask("country=CY&country=HR").total,
    )


def test_a_very_long_facet_lists_some_values_and_leads_to_the_rest(reader):
    make_published(actors=[(make_actor(f"a{n}", f"A {n}"), "lead") for n in range(70)])
    facet = Panel(ask("")).facet("actor")
    whole = Panel(ask("")).facet("actor", whole=True)
    assert (len(facet.values), len(facet.values) + facet.more, facet.directory) == (60, len(whole.values), "/actors/")
    assert f"{facet.more} more values: see the whole list" in reader.get("/initiatives/").content.decode()
