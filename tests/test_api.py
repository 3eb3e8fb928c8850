"""The API: what the pages show, as JSON: the same rows, counts, orders and refusals, in the shapes that it declares."""

import json
from urllib.parse import urlencode, urlsplit

import jsonschema
import pytest
from django.conf import settings as site
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.api.examples import EXAMPLES, shortened
from initiatives.api.parameters import NOT_TAKEN
from initiatives.filters import InitiativeFilter
from initiatives.models import Changeset, Initiative
from initiatives.panel import Panel
from initiatives.publishing import changes, publish, rename, withdraw
from tests.factories import make_actor, make_entry, make_initiative, make_published, make_source
from tests.questions import questions, values_in
from tests.security.pages import read
from tests.security.routes import MACHINE, PUBLIC, matrix
from tests.test_formats import get, table
from tests.test_selection import FUZZ, answer, everything

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

FEWER = settings(FUZZ, max_examples=FUZZ.max_examples // 4)
DIRECTORIES = ("countries", "actors", "themes", "years", "editions", "sources")


def ask(reader, address: str, status: int = 200) -> dict:
    """What an address of the API answers."""
    response = reader.get(address.removeprefix(site.SITE_URL))
    kind = "application/json" if status == 200 else "application/problem+json"
    assert (response.status_code, response.headers["Content-Type"]) == (status, kind), address
    return response.json()


def document(reader) -> dict:
    return ask(reader, "/api/schema.json")


def label() -> str:
    return Changeset.objects.order_by("-number").first().label


# ── the same answers as everywhere ───────────────────────────────────────────────────────────────────────────


@FEWER
@given(st.data())
def test_api_page_and_csv_have_the_same_rows_in_the_same_order(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    query = selection.query()
    told = ask(reader, f"/api/initiatives/?{query}" if query else "/api/initiatives/")
    in_csv = [row["id"] for row in table(get(reader, f"/initiatives.csv?{query}"))]
    assert told["count"] == len(in_csv)
    assert [row["id"] for row in told["results"]] == [row["id"] for row in selection.page_records()] == in_csv[:25]


@FEWER
@given(st.data())
def test_the_facets_are_those_of_the_panel_and_give_lists_of_their_length(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    query = selection.query()
    told = ask(reader, f"/api/facets/?{query}" if query else "/api/facets/")
    panel = Panel(selection)
    assert told["count"] == selection.total
    assert [*told["facets"]] == [*panel.facets]
    for name, facet in panel.facets.items():
        shown = [facet_value(value) for value in facet.values]
        assert [row for row in told["facets"][name] if row in shown] == shown
        assert {row["count"] for row in told["facets"][name] if row not in shown} <= {0}


def facet_value(value) -> dict:
    return {"value": value.value, "label": value.label, "count": value.count, "selected": value.selected}


def test_every_value_of_every_facet_can_be_asked_for_and_gives_its_number(reader):
    wrong = []
    for name, values in ask(reader, "/api/facets/")["facets"].items():
        for row in values[::5]:
            found = ask(reader, f"/api/initiatives/?{name}={row['value']}")
            if found["count"] != row["count"]:
                wrong.append((name, row))
    assert wrong == []


def test_a_list_leads_from_page_to_page_through_every_record(reader):
    with changes(why="many") as work:
        for number in range(60):
            initiative = make_initiative(f"more-{number}")
            work.publish(initiative, entries=[make_entry(initiative, "ar2021", text="It began.", notes=())])
    seen, address, before = [], "/api/initiatives/?sort=title", None
    while address:
        page = ask(reader, address)
        assert (page["count"], page["previous"]) == (82, before)
        seen += [row["id"] for row in page["results"]]
        address, before = page["next"], f"{site.SITE_URL}{address.removeprefix(site.SITE_URL)}"
    assert seen == [row["id"] for row in json.loads(get(reader, "/initiatives.json?sort=title"))["initiatives"]]


def test_a_record_is_that_of_the_export(reader):
    assert ask(reader, "/api/initiatives/hr-include/") == json.loads(get(reader, "/initiatives/hr-include.json"))


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_directory_has_the_things_of_its_page_and_leads_to_each(reader, name):
    found = ask(reader, f"/api/{name}/")
    assert found["count"] == len(found["results"]) > 0
    on_page = reader.get(f"/{name}/").content.decode()
    assert [row["id"] for row in found["results"] if f'"/{name}/{row["id"]}/"' not in on_page] == []
    assert [ask(reader, f"/api/{name}/{row['id']}/") for row in found["results"]] == found["results"]
    assert {reader.get(urlsplit(row["url"]).path).status_code for row in found["results"]} == {200}


def test_a_long_directory_has_pages_of_a_hundred(reader):
    before = ask(reader, "/api/actors/")["count"]
    actors = [(make_actor(f"body-{number:03}", f"Body {number:03}"), "partner") for number in range(150 - before)]
    make_published(actors=actors)
    first = ask(reader, "/api/actors/")
    second = ask(reader, first["next"])
    assert (first["count"], len(first["results"]), len(second["results"])) == (150, 100, 50)
    assert (second["next"], second["previous"]) == (None, f"{site.SITE_URL}/api/actors/")
    ask(reader, "/api/actors/?page=3", 404)


def test_the_vocabularies_have_every_term_of_records_with_its_number(reader):
    found = {row["name"]: row for row in ask(reader, "/api/vocabularies/")["results"]}
    assert {name for name, row in found.items() if row["parameter"] is None} == {"relation", "target_group"}
    level = {term["id"]: term["initiatives"] for term in found["level"]["terms"]}
    facet = {row["value"]: row["count"] for row in ask(reader, "/api/facets/")["facets"]["level"]}
    assert level == {value: facet[value] for value in level}
    assert [term for row in found.values() for term in row["terms"] if not term["label"]] == []


def test_the_changesets_are_told_with_their_reasons_unless_these_are_withheld(reader):
    initiative = make_published()
    withdraw(initiative=initiative, reason="published by mistake")
    found = ask(reader, "/api/changesets/")["results"]
    assert [(row["number"], row["why"] is None, row["initiatives"]) for row in found] == [
        (3, False, {"withdrawn": 1}),
        (2, True, {"first": 1}),
        (1, False, {"first": 22}),
    ]


def test_the_start_leads_to_every_list(reader):
    found = ask(reader, "/api/")
    assert (found["as_of"], found["licence"]) == (label(), "CC BY 4.0")
    assert [*found["lists"]] == ["initiatives", "facets", *DIRECTORIES, "vocabularies", "changesets"]
    for address in found["lists"].values():
        ask(reader, address)


def test_a_past_state_is_answered_at_every_address(reader):
    first = label()
    publish(initiative=make_published(), why="again")
    then, now = ask(reader, f"/api/initiatives/?as_of={first}"), ask(reader, "/api/initiatives/")
    assert (then["count"], now["count"]) == (22, 23)
    assert ask(reader, f"/api/?as_of={first}")["lists"]["themes"].endswith(f"/api/themes/?as_of={first}")
    assert ask(reader, f"/api/changesets/?as_of={first}")["count"] == 1


# ── refusals and redirects ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "query",
    ["color=red", "country=XX&theme=none-such", "year=2021..2020", "sort=relevance", "as_of=2999-01-01", "q=%ff"],
)
@pytest.mark.parametrize("path", ["/api/initiatives/", "/api/facets/"])
def test_a_refusal_is_that_of_the_exports(reader, path, query):
    assert ask(reader, f"{path}?{query}", 400) == json.loads(reader.get(f"/initiatives.json?{query}").content)


@pytest.mark.parametrize("name", sorted(NOT_TAKEN))
def test_what_belongs_to_pages_and_formats_is_refused(reader, name):
    values = {"view": "table", "rows": "entries", "basket": "hr-include", "group": "year"}
    found = ask(reader, f"/api/initiatives/?{name}={values.get(name, '1')}", 400)
    assert {row["parameter"] for row in found["errors"]} == {name}


@pytest.mark.parametrize(
    ("asked", "status", "canonical"),
    [
        ("/api/initiatives/?country=hr", 301, "/api/initiatives/?country=HR"),
        ("/api/initiatives/?page=1", 301, "/api/initiatives/"),
        ("/api/facets/?year=2021&year=2020", 301, "/api/facets/?year=2020..2021"),
        ("/api/facets/?country=V4", 302, "/api/facets/?country=CZ&country=HU&country=PL&country=SK"),
        ("/api/countries/el/", 301, "/api/countries/GR/"),
        ("/api/actors/?page=1", 301, "/api/actors/"),
    ],
)
def test_another_spelling_is_redirected_as_on_the_pages(reader, asked, status, canonical):
    response = reader.get(asked)
    assert (response.status_code, response.headers["Location"]) == (status, canonical)


def test_a_renamed_initiative_is_redirected_and_a_withdrawn_one_says_why(reader):
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="hr-included", why="a better address")
    response = reader.get("/api/initiatives/hr-include/")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/initiatives/hr-included/")
    withdraw(initiative=Initiative.objects.get(slug="hr-included"), reason="a doubt", replacement="dk-placement-quotas")
    found = ask(reader, "/api/initiatives/hr-included/", 410)
    assert (found["detail"], found["replacement"]) == ("a doubt", "dk-placement-quotas")


@pytest.mark.parametrize("path", ["nothing/", "initiatives/absent/", "actors/absent/", "countries/XX/", "sources/x/"])
def test_what_is_not_there_is_told_in_a_problem_document(reader, path):
    assert ask(reader, f"/api/{path}", 404) == {"type": "about:blank", "title": "Not Found", "status": 404}


@pytest.mark.parametrize("accept", ["text/html", "application/json; indent=4", "text/csv", "image/png", "*/*"])
def test_the_api_answers_in_json_whatever_is_asked_for(reader, accept):
    one, other = reader.get("/api/years/"), reader.get("/api/years/", headers={"accept": accept})
    assert (other.content, other.headers) == (one.content, one.headers)


# ── what describes it ────────────────────────────────────────────────────────────────────────────────────────


def test_the_document_is_valid_and_made_without_a_warning(reader):
    validate_schema(document(reader))
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(public=True)
    assert (dict(GENERATOR_STATS._warn_cache), dict(GENERATOR_STATS._error_cache)) == ({}, {})


def test_the_document_has_every_endpoint_under_a_name_of_its_own(reader):
    paths = document(reader)["paths"]
    routes = {pattern for pattern, route in matrix().items() if pattern.lstrip("^").startswith("api/")}
    written = {f"/{pattern.strip('^$').replace('(?P<slug>[A-Za-z0-9-]+)', '{slug}')}" for pattern in routes}
    assert {*paths} == written - {"/api/docs/", "/api/schema.json"}
    assert len({methods["get"]["operationId"] for methods in paths.values()}) == len(paths)


def test_the_document_lists_every_parameter_of_the_filters_but_those_that_are_refused(reader):
    paths = document(reader)["paths"]
    listed = {
        path: [row["name"] for row in paths[path]["get"]["parameters"] if row["in"] == "query"]
        for path in ("/api/initiatives/", "/api/facets/")
    }
    expected = [name for name in InitiativeFilter.base_filters if name not in NOT_TAKEN]
    assert listed["/api/initiatives/"] == expected
    assert listed["/api/facets/"] == [name for name in expected if name != "page"]


def test_every_parameter_has_words_and_its_example_is_understood(reader):
    for path, methods in document(reader)["paths"].items():
        for row in methods["get"]["parameters"]:
            assert row["description"], row["name"]
            for example in row.get("examples", {}).values():
                jsonschema.validate(example["value"], row["schema"])
                assert reader.get(asking(path, row, example["value"])).status_code in {200, 301}, row["name"]


def asking(path: str, parameter: dict, example) -> str:
    """The address that asks with one parameter's example."""
    if parameter["in"] == "path":
        return path.replace("{slug}", example)
    return f"{path.replace('{slug}', 'absent')}?{urlencode({parameter['name']: example}, doseq=True)}"


def test_every_answer_has_the_shape_that_the_document_declares(reader):
    first = label()
    source = make_source("a-source", "A source", date="2020", url="https://source.test/")
    initiative = make_initiative("shaped", form_id=None)
    entry = make_entry(initiative, "ar2021", "It began.[^x]", status=None, notes=[("x", source)])
    publish(initiative=initiative, entries=[entry], why="of another shape")
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    made = document(reader)
    checked = 0
    for pattern, route in matrix().items():
        path = f"/{pattern.strip('^$').replace('(?P<slug>[A-Za-z0-9-]+)', '{slug}')}"
        if path not in made["paths"]:
            continue
        for address in (*route.paths, *(f"{p}{'&' if '?' in p else '?'}as_of={first}" for p in route.paths)):
            response = reader.get(address)
            kind = response.headers["Content-Type"]
            declared = made["paths"][path]["get"]["responses"][str(response.status_code)]["content"][kind]["schema"]
            jsonschema.validate(response.json(), declared | {"components": made["components"]})
            checked += 1
    assert checked > 40


def test_every_answer_leads_to_what_describes_the_api(reader):
    for path in (path for route in matrix().values() for path in route.paths if path.startswith("/api/")):
        if matrix_methods(path) == MACHINE and path != "/api/schema.json":
            link = reader.get(path).headers["Link"]
            assert '</api/schema.json>; rel="service-desc"' in link, path
            assert '</api/docs/>; rel="service-doc"' in link, path
            assert 'rel="license"' in link, path


def matrix_methods(path: str) -> str:
    return next(route.methods for route in matrix().values() if route.audience == PUBLIC and path in route.paths)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.anchor)
def test_every_example_is_answered_as_the_page_shows_it(reader, example):
    address = example.address.format(initiative=everything_by_newest(reader))
    sent = {"if-none-match": reader.get(address).headers["ETag"]} if example.again else {}
    response = reader.get(address, headers=sent)
    assert response.status_code == example.status
    page = reader.get("/api/docs/").content.decode()
    part = page.partition(f'id="example-{example.anchor}"')[2].partition('<div class="example">')[0]
    assert f"GET {escaped(address)}<" in part
    assert f">{example.status} " in part
    if response.content:
        assert escaped(json.dumps(shortened(response.json()), ensure_ascii=False, indent=2)) in part
    else:
        assert "<pre" not in part
    assert escaped(response.headers.get("Location", "")) in part


def everything_by_newest(reader) -> str:
    return ask(reader, "/api/initiatives/")["results"][0]["id"]


def escaped(text: str) -> str:
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    return text.translate(str.maketrans(signs))


def test_the_page_names_every_endpoint_and_every_parameter(reader):
    page = reader.get("/api/docs/").content.decode()
    named = [*document(reader)["paths"], *(set(InitiativeFilter.base_filters) - NOT_TAKEN)]
    assert [name for name in named if f"<code>{name}</code></dt>" not in page] == []


def test_the_page_shows_a_past_state_when_it_is_asked_for(reader):
    first = label()
    make_published()
    page = reader.get(f"/api/docs/?as_of={first}").content.decode()
    asked = [link for link in read(page).links if link.startswith("/api/")]
    assert {link for link in asked if not link.endswith(f"as_of={first}")} == {"/api/schema.json", "/api/docs/"}
    assert page.count("&quot;why&quot;") == 1
    assert f"&quot;label&quot;: &quot;{first}&quot;" in page


def test_before_the_first_changeset_the_page_has_no_example_of_an_initiative(reader):
    page = reader.get("/api/docs/?as_of=2000-01-01").content.decode()
    assert 'id="example-list"' in page
    assert 'id="example-one"' not in page


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, 2, 3], [1, "… 2 more"]),
        ([1], [1]),
        ({"a": ["x" * 73]}, {"a": [f"{'x' * 72}…"]}),
        ("https://catalogue.test/" + "x" * 73, "https://catalogue.test/" + "x" * 73),
        (None, None),
    ],
)
def test_an_example_is_shortened_by_rule(value, expected):
    assert shortened(value) == expected
