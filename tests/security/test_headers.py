"""T12, T4, T5: every answer of every status carries the whole set of security headers, and readers get no cookie."""

import os

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.test import Client
from django.utils.csp import build_policy

from initiatives.models import Initiative
from initiatives.publishing import withdraw
from tests.security.canaries import hidden_initiative, hidden_terms
from tests.security.routes import ERRORS, OPERATOR, PUBLIC, STAFF, is_for_machines, methods, paths

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
FRAMED = {
    name: value.replace("frame-ancestors 'none'", "frame-ancestors *")
    for name, value in EXPECTED.items()
    if name != "X-Frame-Options"
}
SHARED = EXPECTED | {"Cross-Origin-Resource-Policy": "cross-origin"}
STATIC = ("/static/css/page.css", "/static/icon.svg", "/static/absent.css")
LONG = os.environ.get("LONG") == "1"
COOKIES = ("", "sessionid=x", "sessionid=0123456789abcdefghijklmnopqrstuv; csrftoken=bad", "messages=W10; csrftoken=")


def security_headers(response) -> dict[str, str]:
    return {name: response.headers[name] for name in EXPECTED if name in response.headers}


def expected(path: str) -> dict[str, str]:
    return FRAMED if "embed=1" in path else EXPECTED


@pytest.fixture
def client(catalogue) -> Client:
    """A browser whose forms are checked as in earnest, and that sees the page of an error."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def withdrawn(catalogue) -> str:
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    return "/initiatives/hr-include/"


def test_the_policy_of_the_settings_is_the_one_expected_and_allows_nothing_unsafe():
    assert build_policy(site.SECURE_CSP) == EXPECTED["Content-Security-Policy"]


@pytest.mark.once
def test_every_route_answers_with_every_header_to_every_method(client, withdrawn):
    addresses = [*paths(PUBLIC, OPERATOR, STAFF), *ERRORS, withdrawn]
    asked = [(method, path) for path in addresses for method in ("get", "head", "post", "put", "delete", "options")]
    got = [(method, path, getattr(client, method)(path)) for method, path in asked]
    assert [(m, p, r.status_code) for m, p, r in got if security_headers(r) != wanted(m, p, r)] == []
    assert {response.status_code for _, _, response in got} >= {200, 302, 400, 403, 404, 405, 410}


def wanted(method: str, path: str, response) -> dict[str, str]:
    if is_for_machines(path) and method in {"get", "head", "options"}:
        return SHARED
    return expected(path) if response.status_code == 200 and method in {"get", "head"} else EXPECTED


def test_redirects_carry_every_header(client):
    moved = {"/initiatives/?page=1": 301, "/initiatives/?country=V4": 302, "/countries/hr/": 301, "/initiatives": 301}
    got = {path: client.get(path) for path in moved}
    assert {path: response.status_code for path, response in got.items()} == moved
    assert [path for path, response in got.items() if security_headers(response) != EXPECTED] == []


def test_an_unknown_host_is_refused_with_every_header(client):
    response = client.get("/", headers={"host": "elsewhere.test"})
    assert (response.status_code, security_headers(response)) == (400, EXPECTED)


@pytest.mark.parametrize("path", ["/", "/initiatives/", "/initiatives.json", "/initiatives/?embed=1"])
def test_what_breaks_answers_500_with_every_header_and_no_cookie(client, monkeypatch, path):
    def broken():
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("initiatives.index.current", broken)
    response = client.get(path)
    assert (response.status_code, security_headers(response), dict(response.cookies)) == (500, EXPECTED, {})


@pytest.mark.once
def test_an_editor_who_has_signed_in_gets_every_header_and_nothing_to_keep(catalogue):
    editor = Client(raise_request_exception=False)
    editor.force_login(User.objects.create_superuser("editor"))
    got = {path: editor.get(path) for path in paths(STAFF)}
    assert [path for path, response in got.items() if security_headers(response) != EXPECTED] == []
    assert [p for p, r in got.items() if not {"no-store", "private"} <= directives(r)] == []


def directives(response) -> set[str]:
    return set(response.headers.get("Cache-Control", "").replace(" ", "").split(","))


def test_static_files_carry_every_header(settings, client):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    got = {path: client.get(path) for path in STATIC}
    assert [(response.status_code, security_headers(response)) for response in got.values()] == [
        (200, EXPECTED),
        (200, EXPECTED),
        (404, EXPECTED),
    ]
    for response in got.values():
        response.close()


def test_a_site_without_https_does_not_ask_for_it(settings, client):
    settings.SITE_URL = "http://localhost:8000"
    assert "Strict-Transport-Security" not in client.get("/").headers


@pytest.mark.parametrize(
    "path",
    ["/initiatives/?embed=1", "/initiatives/?country=HR&embed=1", "/initiatives/?view=table&embed=1"],
)
def test_a_list_that_asks_to_be_embedded_may_be_framed_by_any_site(client, path):
    response = client.get(path)
    assert (response.status_code, security_headers(response)) == (200, FRAMED)
    assert "X-Frame-Options" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "/initiatives/?embed=2",
        "/initiatives/?embed=1&color=red",
        "/?embed=1",
        "/initiatives.json?embed=1",
        "/actors/?embed=1",
    ],
)
def test_nothing_else_may_be_framed(client, path):
    response = client.get(path)
    assert (response.status_code, security_headers(response)) == (400, wanted("get", path, response))


@pytest.mark.once
@pytest.mark.parametrize("cookies", COOKIES)
def test_no_public_answer_sets_a_cookie_or_depends_on_one(client, withdrawn, cookies):
    """Each address is asked with each of the cookies in the long form, and with one of them in the short one."""
    addresses = [*paths(PUBLIC, OPERATOR), *ERRORS, withdrawn, "/initiatives/?page=1", "/countries/hr/"]
    step = 1 if LONG or not cookies else len(COOKIES) - 1
    asked = addresses[COOKIES.index(cookies) % step :: step]
    headers = {"cookie": cookies} if cookies else {}
    got = [
        (path, method, getattr(client, method)(path, headers=headers)) for path in asked for method in ("get", "post")
    ]
    assert [(p, m) for p, m, r in got if r.cookies or "cookie" in r.headers.get("Vary", "").casefold()] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_public_addresses_answer_only_to_safe_methods_and_those_with_a_form_to_it(client, method):
    asked = [path for path in paths(PUBLIC, OPERATOR) if method.upper() not in methods(path)]
    got = {path: getattr(client, method)(path) for path in asked}
    assert {path: (r.status_code, r.headers["Allow"]) for path, r in got.items()} == {
        path: (405, methods(path)) for path in asked
    }


def test_a_hidden_and_an_absent_thing_answer_alike_to_every_conditional_request(client):
    hidden_initiative(900, hidden_terms(900))
    addresses = (
        "/initiatives/{}-900-initiative-slug/",
        "/initiatives/{}-900-initiative-slug.json",
        "/actors/{}-900-actor-slug/",
        "/sources/{}-900-source-slug/",
        "/themes/{}-900-theme/",
        "/api/initiatives/{}-900-initiative-slug/",
        "/api/actors/{}-900-actor-slug/",
    )
    probes = [
        {},
        {"if-none-match": "*"},
        {"if-none-match": '"x"'},
        {"if-none-match": client.get("/").headers["ETag"]},
        {"if-match": "*"},
        {"if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"},
    ]
    asked = [(path, probe) for path in addresses for probe in probes]
    hidden = [seen(client.get(path.format("canary"), headers=probe)) for path, probe in asked]
    assert hidden == [seen(client.get(path.format("kanari"), headers=probe)) for path, probe in asked]
    assert {status for status, _ in hidden} == {404}


def seen(response) -> tuple[int, dict[str, str]]:
    return response.status_code, dict(response.headers)
