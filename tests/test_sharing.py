"""What scripts of other sites may read: answers for programs, without credentials; no page, form or editor's page."""

import pytest
from django.test import Client

from tests.security.routes import OPERATOR, PUBLIC, STAFF, content, is_for_machines, paths

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

ELSEWHERE = {"origin": "https://elsewhere.test"}
NAMES = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy")
OPEN = dict(
    zip(
        NAMES,
        ("*", "Catalogue-Count, Catalogue-Hash, Content-Disposition, ETag, Link, Location", "cross-origin"),
        strict=True,
    )
)
CLOSED = {"Cross-Origin-Resource-Policy": "same-origin"}


def sharing(response) -> dict[str, str]:
    """What an answer says of other sites."""
    own = {name for name in response.headers if name.startswith("Access-Control-")} | {*NAMES}
    return {name: response.headers[name] for name in own if name in response.headers}


def test_answers_for_programs_are_open_to_all_sites_and_others_to_none():
    client = Client(raise_request_exception=False)
    got = {path: client.get(path, headers=ELSEWHERE) for path in paths(PUBLIC, OPERATOR, STAFF)}
    assert {path: sharing(response) for path, response in got.items()} == {
        path: OPEN if is_for_machines(path) else CLOSED for path in got
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/initiatives.json?country=XX", 400),
        ("/initiatives/absent.json", 404),
        ("/initiatives.csv?country=V4", 302),
        ("/initiatives.exe", 404),
    ],
)
def test_a_script_elsewhere_can_read_a_refusal_and_follow_a_redirect(reader, path, status):
    response = reader.get(path, headers=ELSEWHERE)
    assert (response.status_code, sharing(response)) == (status, OPEN)


def test_a_page_asked_for_as_a_format_is_open_too(reader):
    response = reader.get("/initiatives/", headers=ELSEWHERE | {"accept": "application/json"})
    assert sharing(response) == OPEN


def test_what_is_unmodified_is_open_too(reader):
    first = reader.get("/initiatives.json")
    content(first)
    again = reader.get("/initiatives.json", headers=ELSEWHERE | {"if-none-match": first.headers["ETag"]})
    assert (again.status_code, sharing(again)) == (304, OPEN)


def test_a_browser_that_asks_first_is_told_methods_and_headers(reader):
    sent = ELSEWHERE | {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    response = reader.options("/initiatives.json?anything", headers=sent)
    assert (response.status_code, response.content, response.headers.get("Content-Length")) == (204, b"", None)
    assert sharing(response) == OPEN | {
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }


def test_pages_forms_and_editors_pages_do_not_answer_who_asks_first():
    client = Client(raise_request_exception=False)
    closed = [path for path in paths(PUBLIC, STAFF) if not is_for_machines(path)]
    got = {path: client.options(path, headers=ELSEWHERE) for path in closed}
    assert [path for path, response in got.items() if sharing(response) != CLOSED] == []
