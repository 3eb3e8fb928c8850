"""Conditional requests: who has an answer is told so before it is made again; a tag stands for one answer only."""

import json

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from initiatives import index
from initiatives.models import Changeset, Initiative
from initiatives.publishing import publish, withdraw
from initiatives.views.answering import public
from initiatives.views.conditional import fingerprint
from tests.factories import make_published
from tests.security.routes import ERRORS, PUBLIC, content, paths

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

KEPT_IN_304 = ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin")


def headers(response) -> dict[str, str]:
    return {name: response.headers[name] for name in KEPT_IN_304 if name in response.headers}


def tag(reader, address: str, **sent: str) -> str:
    response = reader.get(address, headers=sent)
    content(response)
    assert response.status_code == 200, address
    return response.headers["ETag"]


def test_every_public_answer_has_a_tag_of_its_own(reader):
    tags = {path: tag(reader, path) for path in paths(PUBLIC)}
    assert [path for path, one in tags.items() if not one.startswith('W/"')] == []
    assert len({*tags.values()}) == len(tags)


def test_who_has_an_answer_is_told_so_with_one_small_query(reader):
    for path in paths(PUBLIC):
        first = reader.get(path)
        content(first)
        with CaptureQueriesContext(connection) as captured:
            again = reader.get(path, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, content(again), len(captured)) == (304, b"", 1), path
        assert headers(again) == headers(first), path


def test_who_has_an_answer_is_told_so_by_a_worker_that_has_not_read_the_ledger(reader):
    own = tag(reader, "/initiatives/")
    index.KEEPER.__init__()
    assert reader.get("/initiatives/", headers={"if-none-match": own}).status_code == 304
    assert index.KEEPER.newest.number == 0


def test_asking_for_the_head_gives_the_same_headers_and_makes_nothing(reader):
    different = []
    for path in paths(PUBLIC):
        whole, head = reader.get(path), reader.head(path)
        content(whole)
        unmade = {"Content-Length"} - {*head.headers}  # the length of a file that was not made for it
        told = {name: value for name, value in whole.headers.items() if name not in unmade}
        if (head.status_code, content(head), {**head.headers}) != (200, b"", told):
            different.append(path)
    assert different == []
    with CaptureQueriesContext(connection) as captured:
        content(reader.head("/initiatives.csv"))
    assert len(captured) == 1


@pytest.mark.parametrize("sent", ["{}", '"x", {}', "*", 'W/"x", {}'])
def test_a_tag_is_found_among_others_and_a_star_means_any(reader, sent):
    own = tag(reader, "/initiatives.json")
    assert reader.get("/initiatives.json", headers={"if-none-match": sent.format(own)}).status_code == 304
    strong = sent.format(own.removeprefix("W/"))
    assert reader.get("/initiatives.json", headers={"if-none-match": strong}).status_code == 304


@pytest.mark.parametrize("sent", ['"x"', "x", "", "W/*", '"', "é"])
def test_another_tag_or_none_that_makes_sense_gets_the_answer(reader, sent):
    response = reader.get("/initiatives.json", headers={"if-none-match": sent})
    assert (response.status_code, json.loads(content(response))["count"]) == (200, 22)


def test_what_is_refused_or_moved_has_no_tag_and_is_never_unmodified(reader):
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    others = (*ERRORS, "/initiatives/hr-include/", "/initiatives/?page=1", "/countries/hr/", "/initiatives/?country=V4")
    for sent in ({}, {"if-none-match": "*"}, {"if-none-match": tag(reader, "/")}):
        got = {path: reader.get(path, headers=sent) for path in others}
        assert [path for path, response in got.items() if "ETag" in response.headers] == []
        assert {response.status_code for response in got.values()} <= {301, 302, 400, 404, 406, 410}


def test_whatever_is_published_gives_every_answer_a_new_tag(reader):
    """A count beside a filter may change while the rows of a list stay the same."""
    before = {path: tag(reader, path) for path in paths(PUBLIC)}
    make_published()
    assert [path for path, one in before.items() if tag(reader, path) == one] == []


def test_a_past_state_is_tagged_anew_too_since_something_may_have_been_withdrawn(reader):
    address = f"/initiatives/?as_of={Changeset.objects.get(number=1).label}"
    before = tag(reader, address)
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    assert reader.get(address, headers={"if-none-match": before}).status_code == 200


def test_drafts_change_no_tag(reader):
    before = tag(reader, "/initiatives/hr-include/")
    Initiative.objects.filter(slug="hr-include").update(title="A draft")
    assert tag(reader, "/initiatives/hr-include/") == before


def test_the_form_of_an_answer_is_in_its_tag(reader):
    forms = ("text/html", "application/json", "text/csv", "application/ld+json")
    assert len({tag(reader, "/initiatives/hr-include/", accept=form) for form in forms}) == len(forms)


@pytest.mark.parametrize("name", ["SITE_URL", "LICENCE", "LICENCE_URL", "CONTACT"])
def test_the_settings_that_answers_show_are_in_every_tag(reader, settings, name):
    before = tag(reader, "/about/")
    setattr(settings, name, "https://other.test")
    assert tag(reader, "/about/") != before


def test_the_file_that_the_accessibility_statement_goes_by_is_in_its_tag(reader, settings, tmp_path):
    settings.ACCESSIBILITY_RUN = tmp_path / "accessibility.json"
    before = tag(reader, "/accessibility/")
    settings.ACCESSIBILITY_RUN.write_text("{}")
    assert tag(reader, "/accessibility/") != before


def test_what_the_site_is_made_of_is_in_every_tag(settings, tmp_path):
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "collected"
    template, collected = tmp_path / "templates" / "home.html", settings.STATIC_ROOT / "staticfiles.json"
    found = [fingerprint()]
    for path, text in ((template, "one"), (template, "two"), (collected, "{}"), (tmp_path / "requirements.lock", "x")):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        found.append(fingerprint())
    assert len({*found}) == len(found)


def test_while_code_is_written_nothing_has_a_tag(reader, settings):
    settings.DEBUG = True
    assert "ETag" not in reader.get("/about/").headers


def test_a_form_that_was_sent_is_answered_without_a_tag(reader):
    response = reader.post("/report/", {"text": "short"})
    assert (response.status_code, "ETag" in response.headers, response.headers["Cache-Control"]) == (
        400,
        False,
        "no-store",
    )


def test_an_answer_tells_of_one_state_and_its_tag_names_that_one():
    """What is published while an answer is made shows in the next one, under another tag."""

    @public
    def view(request: HttpRequest) -> HttpResponse:
        before = index.current().label
        initiative = Initiative.objects.get(slug="hr-include")
        initiative.summary += " And more."
        initiative.save()
        publish(initiative=initiative, why="meanwhile")
        return HttpResponse(f"{before} {index.current().label}")

    request = RequestFactory().get("/")
    labels, tags = [], []
    for _ in range(2):
        response = view(request)
        labels.append(response.content.decode().split())
        tags.append(response.headers["ETag"])
    assert labels == [[row.label] * 2 for row in Changeset.objects.order_by("number")[:2]]
    assert len({*tags}) == 2
