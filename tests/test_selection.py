"""The Selection: exact counts, one address for one question, and no answer to what was not understood."""

import os
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from countries.folding import fold
from initiatives import index
from initiatives.filters import USUAL_COLUMNS
from initiatives.models import Changeset
from initiatives.panel import Panel
from initiatives.public import records
from initiatives.publishing import publish, withdraw
from initiatives.selection import MovedError, RefusedError, Selection, ask
from tests.factories import make_actor, make_entry, make_initiative, make_published
from tests.questions import SEVERAL, matches, questions, values_in

pytestmark = pytest.mark.usefixtures("catalogue")
EXAMPLES = 3000 if os.environ.get("LONG") else 60
FUZZ = settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def answer(question: dict[str, list[str]] | str) -> Selection:
    """The selection of a question, whose address is made canonical first."""
    query = question if isinstance(question, str) else urlencode(question, doseq=True)
    for _ in range(2):
        try:
            return ask(query)
        except MovedError as moved:
            query = moved.query
    raise AssertionError(f"{query} is not canonical after a redirect.")


def everything() -> list[dict]:
    snapshot = index.current()
    return list(records(snapshot, sorted(snapshot.documents)))


@pytest.fixture
def varied(catalogue):
    """The real catalogue and some initiatives whose entries and participations differ from each other."""
    one, two = make_actor("one", "One"), make_actor("two", "Two", kind="local-authority", country_id="HR")
    make_published("first", actors=[(one, "lead"), (two, "partner")], editions=("ar2021", "ar2022"))
    second = make_initiative("second", actors=[(one, "partner"), (two, "lead"), (two, "funder")], levels=("local",))
    entries = [
        make_entry(second, "ar2021", status="launched", text="Begun.", notes=()),
        make_entry(second, "ar2022", status="continued"),
    ]
    publish(initiative=second, entries=entries, why="x")
    make_published("third", countries=("HR", "PL"), scope_id="transnational", form_id=None)
    fourth = make_initiative("fourth", themes=("funding-instruments", "sector-services"), levels=("eu", "local"))
    publish(initiative=fourth, entries=[make_entry(fourth, "ar2022", status=None, notes=(), text="x")], why="x")
    return everything()


@FUZZ
@given(st.data())
def test_a_list_is_what_plain_reading_of_every_record_finds(varied, data):
    question = data.draw(questions(values_in(varied), texts=False))
    found = answer(question)
    assert sorted(found.snapshot.documents[i].slug for i in found.ids) == sorted(
        record["id"] for record in varied if matches(record, question)
    )


@FUZZ
@given(st.data())
def test_the_number_beside_a_value_is_the_length_of_the_list_it_gives(varied, data):
    question = data.draw(questions(values_in(varied)))
    panel = Panel(answer(question))
    facet = panel.facets[data.draw(st.sampled_from(sorted(panel.facets)))]
    assume(facet.values)
    value = data.draw(st.sampled_from(facet.values))
    added = question.get(facet.name, []) if question.get(f"{facet.name}_match") == ["all"] else []
    assert value.count == answer(question | {facet.name: sorted({*added, value.value})}).total


@FUZZ
@given(st.data())
def test_permuted_and_repeated_parameters_give_one_address(varied, data):
    question = data.draw(questions(values_in(varied)))
    pairs = [(name, value) for name, values in question.items() for value in values]
    once, twice = data.draw(st.permutations(pairs)), data.draw(st.permutations(pairs + pairs[:2]))
    assume(not {"q", "sort"} & {name for name, _ in pairs[:2]})
    noise = [("utm_source", "x"), ("fbclid", "y"), ("theme", " ")]
    first, second = answer(urlencode(once)), answer(urlencode(twice + noise))
    assert (first.address(), first.ids, first.hash) == (second.address(), second.ids, second.hash)
    assert ask(first.address().partition("?")[2]).address() == first.address()


@FUZZ
@given(st.data())
def test_pages_together_are_the_whole_list_and_chips_lead_to_wider_ones(varied, data):
    selection = answer(data.draw(questions(values_in(varied))))
    assert len(set(selection.ids)) == selection.total == len(selection.answer.matching)
    for chip in Panel(selection).chips:
        answer(chip.address.partition("?")[2])
    for way, count in Panel(selection).ways_out if not selection.total else []:
        assert answer(way.address.partition("?")[2]).total == count


def slugs(query: str) -> list[str]:
    found = answer(query)
    return [found.snapshot.documents[i].slug for i in found.ids]


def test_what_belongs_to_an_entry_is_asked_of_one_and_the_same_entry(varied):
    assert "second" in slugs("year=2020&status=launched")
    assert "second" in slugs("year=2021&status=continued")
    assert "second" not in slugs("year=2020&status=continued")


def test_actor_kind_and_role_meet_in_one_participation(varied):
    assert slugs("actor=one&role=lead") == ["first"]
    assert slugs("actor=two&role=lead&sort=title") == ["second"]
    assert slugs("actor=one&actor=two&role=lead&actor_match=all") == []
    assert slugs("actor=one&actor=two&actor_match=all&sort=title") == ["first", "second"]


@pytest.mark.parametrize(
    ("query", "canonical", "status"),
    [
        ("country=hr", "country=HR", 301),
        ("country=EL", "country=GR", 301),
        ("country=V4", "country=CZ&country=HU&country=PL&country=SK", 302),
        ("year=2021&year=2020", "year=2020..2021", 301),
        ("year=2018..2018", "year=2018", 301),
        ("year=2018..2020&year=2019..2021", "year=2018..2021", 301),
        ("year_from=2018&year_to=2021", "year=2018..2021", 301),
        ("year_from=2018&year_to=2018", "year=2018", 301),
        ("year_from=2018&year_to=", "year=2018..2100", 301),
        ("country=HR&year_to=2018", "country=HR&year=1900..2018", 301),
        ("year=2015&year_from=2018&year_to=2021&year=2016", "year=2015..2016&year=2018..2021", 301),
        ("view=table&columns=years&columns=id", "view=table&columns=id&columns=years", 301),
        ("view=table&columns=years&columns=title", "view=table&columns=years", 301),
        ("view=table&" + "&".join(f"columns={name}" for name in USUAL_COLUMNS), "view=table", 301),
        ("theme=Funding-Instruments", "theme=funding-instruments", 301),
        ("page=1", "", 301),
        ("view=list", "", 301),
        ("sort=newest", "", 301),
        ("sort=relevance&q=x", "q=x", 301),
        ("country_match=all", "", 301),
        ("country=HR&country_match=any", "country=HR", 301),
        ("q=++a+++b", "q=a+b", 301),
        ("q=a%00b", "q=a+b", 301),
        ("q=Zu%CC%88rich", "q=Z%C3%BCrich", 301),
        ("q=a%20b", "q=a+b", 301),
        ("utm_campaign=x&country=HR", "country=HR", 301),
        ("country=HR&country=HR", "country=HR", 301),
        ("theme=&q=", "", 301),
        ("theme=sector-services&country=HR", "country=HR&theme=sector-services", 301),
    ],
)
def test_another_spelling_of_a_question_is_redirected_to_its_one_address(query, canonical, status):
    with pytest.raises(MovedError) as moved:
        ask(query)
    assert (moved.value.query, moved.value.status) == (canonical, status)


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("nonsense=1", "nonsense", "There is no such parameter."),
        ("country=XX", "country", "“XX” is no country code or group of countries."),
        ("country=HR&country=ZZZ", "country", "“ZZZ” is no country code or group of countries."),
        ("theme=sector-service", "theme", "“sector-service” is not known here. Did you mean “sector-services”?"),
        ("actor=nobody", "actor", "“nobody” is not known here."),
        ("year=20", "year", "“20” is neither a year from 1900 to 2100 nor a range such as 2018..2021."),
        ("year=1899", "year", "“1899” is neither a year from 1900 to 2100 nor a range such as 2018..2021."),
        (
            "year=%D9%A2%D9%A0%D9%A2%D9%A0",
            "year",
            "“٢٠٢٠” is neither a year from 1900 to 2100 nor a range such as 2018..2021.",
        ),
        ("year=2021..2020", "year", "“2021..2020” ends before it begins."),
        ("year_from=20", "year_from", "“20” is not a year from 1900 to 2100."),
        ("year_to=2018..2020", "year_to", "“2018..2020” is not a year from 1900 to 2100."),
        ("year_from=2020&year_from=2021", "year_from", "Give it once."),
        ("year_from=2021&year_to=2020", "year_from", "The years from 2021 to 2020 end before they begin."),
        ("columns=years", "columns", "Columns can be chosen for a table only: add view=table."),
        ("view=table&columns=year", "columns", "“year” is no column of the table. Did you mean “years”?"),
        ("page=0", "page", "“0” is not a page number: use 1, 2, 3…"),
        ("page=-1", "page", "“-1” is not a page number: use 1, 2, 3…"),
        ("page=1&page=2", "page", "Give it once."),
        ("sort=best", "sort", "“best” is not one of: relevance, newest, oldest, title, country."),
        ("sort=relevance", "sort", "Sorting by relevance needs a text to search for."),
        ("view=cube", "view", "“cube” is not one of: list, table."),
        ("rows=entries", "rows", "Rows can be chosen for csv, json and jsonl only."),
        ("q=" + "a" * 201, "q", "The text has more than 200 characters."),
        ("as_of=yesterday", "as_of", "Give a changeset such as 2026-11-22.3, or a day such as 2026-11-22."),
        ("as_of=2026-02-30", "as_of", "There is no such day."),
        ("as_of=2999-01-01", "as_of", "That day is still to come."),
        ("as_of=2001-01-01.1", "as_of", "There is no such changeset."),
        ("actor_kind=none", "actor_kind", "“none” is not known here."),
        ("country__in=HR", "country__in", "There is no such parameter."),
        ("q=%FF", "", "The address is not valid UTF-8."),
        ("country=100%25", "country", "“100%” is no country code or group of countries."),
        ("theme=%25(value)s", "theme", "“%(value)s” is not known here."),
        ("page=%25", "page", "“%” is not a page number: use 1, 2, 3…"),
        ("view=%25s", "view", "“%s” is not one of: list, table."),
        ("q=!!!", "q", "“!!!” has no word to search for."),
        ("q=-*", "q", "“-*” has no word to search for."),
        ("q=%22%22", "q", '“""” has no word to search for.'),
    ],
)
def test_a_question_not_understood_is_refused_with_what_is_wrong(query, parameter, message):
    with pytest.raises(RefusedError) as refused:
        ask(query)
    [problem] = refused.value.problems
    assert (refused.value.status, problem["parameter"], problem["message"]) == (400, parameter, message)


def test_an_export_takes_no_columns():
    with pytest.raises(RefusedError) as refused:
        ask("columns=years", "csv")
    assert [(problem["parameter"], problem["message"]) for problem in refused.value.problems] == [
        ("columns", "Columns can be chosen for a table only: add view=table.")
    ]


def test_more_values_than_an_address_may_hold_are_refused():
    query = urlencode({"country": ["HR"] * 101}, doseq=True)
    with pytest.raises(RefusedError, match="more than 100 values"):
        ask(query)


def test_a_page_past_the_end_is_not_found():
    with pytest.raises(RefusedError) as refused:
        ask("page=2")
    assert refused.value.status == 404


def test_known_values_without_hits_answer_with_nothing():
    assert [answer(query).total for query in ("country=SE", "year=1950", "status=completed", "evidence=none")] == [
        0
    ] * 4


def test_a_draft_is_not_a_known_value():
    actor = make_actor("secret", "Secret")
    make_initiative(actors=[(actor, "lead")])
    with pytest.raises(RefusedError, match="“secret” is not known here."):
        ask("actor=secret")


def test_a_list_as_of_a_changeset_is_the_same_for_ever():
    label = Changeset.objects.order_by("-number").first().label
    then = answer(f"country=HR&as_of={label}")
    before = [(then.snapshot.documents[i].slug) for i in then.ids], then.hash
    initiative = make_published()
    assert answer("country=HR").total == then.total + 1
    withdraw(initiative=initiative, reason="x")
    again = answer(f"country=HR&as_of={label}")
    assert ([again.snapshot.documents[i].slug for i in again.ids], again.hash) == before


def test_a_withdrawn_initiative_keeps_its_place_in_the_lists_of_its_time():
    initiative = make_published()
    then = answer(f"as_of={Changeset.objects.order_by('-number').first().label}")
    withdraw(initiative=initiative, reason="x")
    again = answer(f"as_of={then.as_of}")
    assert (again.total, again.hash) == (then.total, then.hash)
    assert [record["id"] for record in again.page_records() if record.get("withdrawn")] == ["alpha"]
    assert (answer("q=alpha").total, answer(f"q=alpha&as_of={then.as_of}").total) == (0, 0)


def test_before_the_first_changeset_every_question_has_an_empty_answer():
    assert [
        answer(f"{query}as_of=2001-01-01").total for query in ("", "country=HR&", "q=x&", "theme=sector-services&")
    ] == [0] * 4


def test_newest_sorts_by_last_year_then_title_then_slug(varied):
    records_by = {record["id"]: record for record in varied}
    order = [(-records_by[slug]["entries"][-1]["year"], fold(records_by[slug]["title"]), slug) for slug in slugs("")]
    assert order == sorted(order)


def test_levels_of_two_or_more_are_multi(varied):
    expected = sorted(record["id"] for record in varied if len(record["levels"]) > 1)
    assert sorted(slugs("level=multi")) == expected


def test_only_facets_with_several_values_offer_all(varied):
    assert tuple(name for name, facet in Panel(answer("")).facets.items() if facet.match) == SEVERAL


def test_a_group_that_would_make_the_address_too_long_is_refused_and_not_redirected():
    codes = [code for code in index.current().things["country"] if code not in {"EUplus"}][:90]
    with pytest.raises(RefusedError, match="more than 100 values"):
        ask(urlencode({"country": [*codes, "EUplus"]}, doseq=True))


def test_a_group_and_a_day_are_redirected_together_for_now_only():
    label = Changeset.objects.order_by("-number").first().label
    with pytest.raises(MovedError) as moved:
        ask(f"country=v4&as_of={label[:10]}")
    members = "country=CZ&country=HU&country=PL&country=SK"
    assert (moved.value.query, moved.value.status) == (f"{members}&as_of={label}", 302)
