"""T9: whatever address is asked for, the answer is a page, a redirect or a refusal: never a crash, never a cookie.

300 addresses a group of routes; 20,000 with LONG=1 in the environment.
"""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.models import Actor, Initiative
from tests.security.grammar import KNOWN, fuzz, queries, segments
from tests.security.routes import STAFF, content, paths

REFUSED = {400, 404, 410}


def get(client: Client, path: str, query: str = "", **headers: str):
    """Asks with the query as it stands, bad escapes and all."""
    return client.get(path, QUERY_STRING=query, headers=headers)


def steps(client: Client, path: str, query: str) -> tuple[int, int, bytes]:
    """Follows redirects: how many there were, the last status and the last body."""
    for step in range(4):
        response = get(client, path, query)
        assert not response.cookies
        body = content(response)
        if response.status_code not in {301, 302}:
            return step, response.status_code, body
        path, _, query = response.headers["Location"].partition("?")
        assert path.startswith("/") and not path.startswith("//")
    return step, response.status_code, body


def lists_nothing(body: bytes) -> bool:
    return not any(title.encode() in body for title in Initiative.objects.values_list("title", flat=True))


@pytest.mark.once
@fuzz
@given(query=queries)
@example(query="actor=" + "&actor=".join(["amif"] * 101))
@example(query="&".join(f"a{n}=1" for n in range(1001)))
@example(query="q=" + "x" * 5000)
@example(query="theme=" + "x" * 5000)
@example(query="page=" + "9" * 4400)
@example(query="as_of=%00")
@example(query="theme=%25")
@example(query="page=%25(value)s")
@example(query="view=%25s")
def test_every_question_of_the_list_ends_in_its_canonical_address_or_a_refusal(catalogue, query):
    client = Client()
    redirects, status, body = steps(client, "/initiatives/", query)
    assert redirects <= 2
    assert status == 200 or (status in REFUSED and lists_nothing(body))


@pytest.mark.once
@fuzz
@given(
    query=queries, path=st.sampled_from(["/initiatives.json", "/initiatives.csv", "/api/initiatives/", "/api/facets/"])
)
def test_every_question_of_an_export_ends_in_its_canonical_address_or_a_refusal(catalogue, query, path):
    redirects, status, body = steps(Client(), path, query)
    assert redirects <= 2
    assert status == 200 or (status in REFUSED and lists_nothing(body))


@pytest.mark.once
@fuzz
@given(
    path=st.sampled_from(
        [
            "/",
            "/about/",
            "/actors/",
            "/sources/",
            "/actors/amif/",
            "/countries/el/",
            "/years/2020/",
            "/themes/funding-instruments/",
            "/initiatives/hr-include/history/",
            "/changes/",
            "/changes/2000-01-01.1/",
            "/api/",
            "/api/actors/",
            "/api/countries/el/",
            "/api/changesets/",
        ]
    ),
    query=queries,
)
def test_every_question_of_an_overview_ends_in_its_canonical_address_or_a_refusal(catalogue, path, query):
    redirects, status, body = steps(Client(), path, query)
    assert redirects <= 3  # one more where the code of a country is spelled otherwise
    assert status == 200 or (status in REFUSED and lists_nothing(body))


@pytest.mark.once
@fuzz
@given(parts=st.lists(segments, max_size=3), stem=st.sampled_from(["initiatives", "actors", "countries", "years", "x"]))
def test_every_path_answers_with_a_page_or_a_refusal(catalogue, parts, stem):
    redirects, status, _ = steps(Client(), "/".join(["", stem, *parts]), "")
    assert redirects <= 2
    assert status in {200, *REFUSED}


@pytest.mark.once
@fuzz
@given(
    query=queries, slug=st.sampled_from(["hr-include/", "hr-include.json", "hr-include.csv", "absent/", "absent.json"])
)
def test_every_question_of_one_initiative_ends_in_a_page_or_a_refusal(catalogue, query, slug):
    redirects, status, _ = steps(Client(), f"/initiatives/{slug}", query)
    assert redirects <= 2
    assert status in {200, *REFUSED}


@pytest.mark.once
@fuzz
@given(
    accept=st.text(st.characters(max_codepoint=255), max_size=40)
    | st.lists(
        st.sampled_from(
            ["text/html", "application/json", "*/*", "text/csv;q=0", ";q=x", "a/b;q=9e99", ",", "/", "text/*;q=-1"]
        ),
        max_size=4,
    ).map(",".join)
)
def test_every_accept_header_gets_an_answer(catalogue, accept):
    response = get(Client(), "/initiatives/hr-include/", accept=accept)
    assert response.status_code in {200, 404, 406}


@fuzz
@given(query=queries, path=st.sampled_from(paths(STAFF)))
def test_no_address_of_the_editors_pages_breaks_for_a_reader(catalogue, query, path):
    response = get(Client(raise_request_exception=False), path.partition("?")[0], query)
    assert response.status_code < 500


@fuzz
@given(query=queries, path=st.sampled_from([path for path in paths(STAFF) if "logout" not in path]))
def test_no_address_of_the_editors_pages_breaks_for_an_editor(editor, query, path):
    response = get(editor, path.partition("?")[0], query)
    assert response.status_code < 500


@pytest.fixture
def editor(catalogue) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor"))
    return client


def test_a_long_question_in_any_order_is_led_to_its_canonical_address(catalogue):
    slugs = sorted(Actor.objects.values_list("slug", flat=True), reverse=True)[:90]
    query = "&".join(f"actor={slug}" for slug in slugs)
    assert steps(Client(), "/initiatives/", query)[:2] == (1, 200)


def test_the_known_values_of_the_grammar_are_known(catalogue):
    good = {name: found[0] for name, found in KNOWN.items() if name in {"country", "theme", "actor", "edition"}}
    statuses = {name: steps(Client(), "/initiatives/", f"{name}={value}")[1] for name, value in good.items()}
    assert statuses == dict.fromkeys(good, 200)
