"""The pages of cited lists, the form that stores them, and references for managers and programs."""

import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
import rispy
import yaml
from django.conf import settings as site
from django.db import DatabaseError
from django.test import Client

from initiatives import index
from initiatives.citing import storing
from initiatives.models import Changeset, Citation, Initiative
from initiatives.publishing import withdraw
from tests.citing import cite, edit
from tests.factories import make_published
from tests.security.pages import read
from tests.test_formats import body, get
from tests.test_selection import answer

pytestmark = pytest.mark.usefixtures("catalogue")
SITE = "https://catalogue.test"
SOURCE = "cities-network-for-integration-website"


@pytest.fixture
def sender(catalogue) -> Client:
    """A browser that tells where its forms come from, and whose forms are checked as in earnest."""
    return Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin", "origin": site.SITE_URL})


def data_blocks(page: str) -> list[dict]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def tags(page: str) -> list[tuple[str, str]]:
    """The tags for reference managers in a page's head."""
    found = (element.attributes for element in read(page).elements if element.name == "meta")
    return [(a["name"], a["content"]) for a in found if a.get("name", "").startswith(("citation_", "DC."))]


def of_unapi(page: str) -> list[str]:
    return [e.attributes["title"] for e in read(page).elements if e.attributes.get("class") == "unapi-id"]


# ── storing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_form_of_a_list_stores_it_as_it_is_shown_and_leads_to_its_page(sender):
    page = sender.get("/initiatives/?country=HR&sort=title&view=table")
    fields = [element.attributes for element in read(page.content.decode()).elements if element.name == "input"]
    [question] = [field["value"] for field in fields if field.get("name") == "question"]
    edit("hr-include", summary="Changed while the page was open.")
    response = sender.post("/cite/", {"question": question})
    [citation] = Citation.objects.all()
    assert (response.status_code, response["Location"]) == (303, f"/lists/{citation.pid}/")
    assert (citation.query, citation.as_of) == ("country=HR", Changeset.objects.get(number=1).label)
    assert dict(response.cookies) == {}
    assert sender.post("/cite/", {"question": question})["Location"] == response["Location"]
    assert Citation.objects.count() == 1


def test_a_program_gets_the_citation_and_is_told_whether_it_is_new(reader):
    as_json = {"accept": "application/json"}
    answers = [reader.post("/cite/", {"question": "q=cities"}, headers=as_json) for _ in range(2)]
    [citation] = Citation.objects.all()
    assert [response.status_code for response in answers] == [201, 200]
    assert [response["Location"] for response in answers] == [f"{SITE}/lists/{citation.pid}/"] * 2
    assert answers[0].json() == answers[1].json() == reader.get(f"/lists/{citation.pid}.json").json()


@pytest.mark.parametrize("question", ["q=café", "q=caf%C3%A9", "?q=caf%C3%A9", " q=café&utm_source=x "])
def test_any_spelling_of_a_question_is_stored_as_the_same(reader, question):
    assert reader.post("/cite/", {"question": question}).status_code == 303
    assert Citation.objects.get().query == "q=caf%C3%A9"


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"question": "country=XX"}, "country"),
        ({"question": "color=red"}, "color"),
        ({"question": "rows=entries"}, "rows"),
        ({"question": "as_of=2999-01-01"}, "as_of"),
        ({"question": "q=%FF"}, ""),
        ({}, "question"),
        ({"question": "", "sort": "title"}, "sort"),
    ],
)
def test_what_is_not_understood_is_refused_and_not_stored(reader, fields, parameter):
    response = reader.post("/cite/", fields, headers={"accept": "application/json"})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, parameter)
    assert reader.post("/cite/", fields).status_code == 400
    assert Citation.objects.count() == 0


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.test"}])
def test_a_form_of_another_site_stores_nothing_and_gives_the_citation_all_the_same(sender, headers):
    response = sender.post("/cite/", {"question": "country=HR"}, headers=headers)
    assert (response.status_code, Citation.objects.count()) == (403, 0)
    assert answer("country=HR").pinned_url.replace("&", "&amp;") in response.content.decode()


def test_what_is_stored_already_is_cited_again_whatever_the_limits(sender, monkeypatch):
    monkeypatch.setattr(storing, "AN_HOUR", 1)
    questions = ("country=HR", "country=GR", "country=HR")
    answers = [sender.post("/cite/", {"question": question}) for question in questions]
    assert [response.status_code for response in answers] == [303, 429, 303]
    assert 0 < int(answers[1]["Retry-After"]) <= 3600
    refused = sender.post("/cite/", {"question": "country=GR"}, headers={"accept": "application/json"})
    assert (refused["Content-Type"], refused.json()["instead"]) == (
        "application/problem+json",
        answer("country=GR").pinned_url,
    )


def test_a_database_that_takes_nothing_in_costs_a_reader_nothing(sender, monkeypatch, caplog):
    def broken(*_args, **_more):
        raise DatabaseError("broken on purpose")

    monkeypatch.setattr(Citation, "save", broken)
    response = sender.post("/cite/", {"question": "country=HR"})
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert answer("country=HR").pinned_url.replace("&", "&amp;") in response.content.decode()


# ── the page of a stored list ────────────────────────────────────────────────────────────────────────────────


def test_an_identifier_in_another_spelling_is_redirected(reader):
    pid = cite("country=HR").pid
    for typed in (pid.lower(), f"{pid[:5]}-{pid[5:]}"):
        assert reader.get(f"/lists/{typed}/")["Location"] == f"/lists/{pid}/"
        assert reader.get(f"/lists/{typed}.csl.json")["Location"] == f"/lists/{pid}.csl.json"
    assert reader.get(f"/lists/{pid[:-1]}{'0' if pid[-1] != '0' else '1'}/").status_code == 404


def test_the_page_says_in_words_what_came_of_the_replay(reader):
    make_published("alpha", title="Marmalade")
    citation = cite("country=HR")
    verdicts = [verdict(reader, citation)]
    withdraw(initiative=Initiative.objects.get(slug="alpha"), reason="a doubt")
    verdicts.append(verdict(reader, citation))
    assert "Marmalade" not in reader.get(f"/lists/{citation.pid}/").content.decode()
    Citation.objects.update(result_hash="0" * 64)
    verdicts.append(verdict(reader, citation))
    assert verdicts == ["Verified", "Verified, partly withheld", "Not verified"]


def verdict(reader, citation: Citation) -> str:
    page = reader.get(f"/lists/{citation.pid}/").content.decode()
    [heading] = re.findall(r'<h2 id="verdict">.*?</svg>\s*(.*?)</h2>', page, re.DOTALL)
    return heading


def test_a_withdrawn_text_that_was_asked_for_is_told_nowhere(reader):
    make_published("alpha", title="Marmalade", summary="Of oranges.")
    citation = cite("q=oranges")
    withdraw(initiative=Initiative.objects.get(slug="alpha"), reason="a doubt")
    index.KEEPER.__init__()
    page, told = reader.get(f"/lists/{citation.pid}/"), get(reader, f"/lists/{citation.pid}.json")
    said = page.content.decode() + told
    assert [word for word in ("Marmalade", "alpha", "Of oranges") if word in said] == []
    assert json.loads(told)["verification"] == {"state": "redacted", "withheld": 1, "not_found": 1, "differences": []}
    assert page.context["rows"] == ""


def test_the_page_tells_what_changed_up_to_the_moment_asked_for(reader):
    citation = cite("country=HR")
    edit("hr-include", summary="One.")
    label = index.current().label
    make_published("alpha")
    told = [json.loads(get(reader, f"/lists/{citation.pid}.json{query}"))["since"] for query in ("", f"?as_of={label}")]
    counts = [[len(since[kind]) for kind in ("added", "removed", "changed")] for since in told]
    assert counts == [[1, 0, 1], [0, 0, 1]]
    later = cite("country=HR")
    refused = reader.get(f"/lists/{later.pid}.json?as_of={label}")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "as_of")


def test_a_list_of_the_time_before_the_first_changeset_is_cited_as_empty(reader):
    citation = cite("as_of=2000-01-01")
    told = json.loads(get(reader, f"/lists/{citation.pid}.json"))
    assert (told["count"], told["as_of"], told["verification"]["state"]) == (0, "2000-01-01", "verified")
    assert len(told["since"]["added"]) == 22
    assert reader.get(f"/lists/{citation.pid}/").status_code == 200


def test_the_rows_are_had_in_any_format_by_the_accept_header(reader):
    citation = cite("country=HR")
    response = reader.get(f"/lists/{citation.pid}/", headers={"accept": "text/csv"})
    assert (response.status_code, response["Location"]) == (303, f"/initiatives.csv?country=HR&as_of={citation.as_of}")
    assert reader.get(f"/lists/{citation.pid}.csv").status_code == 404


def test_the_files_of_a_citation_name_its_identifier(reader):
    citation = cite("country=HR")
    files = {name: get(reader, f"/lists/{citation.pid}.{name}") for name in ("bib", "ris", "csl.json", "cff", "jsonld")}
    address = f"{SITE}/lists/{citation.pid}/"
    [item] = json.loads(files["csl.json"])
    [row] = rispy.loads(files["ris"])
    assert (item["URL"], item["type"]) == (address, "dataset")
    assert (row["urls"], row["type_of_reference"]) == ([address], "DATA")
    assert yaml.safe_load(files["cff"])["url"] == json.loads(files["jsonld"])["@id"] == address
    assert f"url = {{{address}}}" in files["bib"]


# ── citing without storing ───────────────────────────────────────────────────────────────────────────────────


def test_a_list_has_files_with_its_citation_as_it_stands(reader):
    selection = answer("country=HR")
    files = {name: get(reader, f"/cite.{name}?country=HR") for name in ("bib", "ris", "csl.json", "cff")}
    assert [row["title"] for row in rispy.loads(files["ris"])] == ["List: Country: Croatia (5 initiatives)"]
    assert json.loads(files["csl.json"])[0]["URL"] == yaml.safe_load(files["cff"])["url"] == selection.pinned_url
    assert reader.get("/cite.cff?country=HR")["Content-Disposition"] == 'attachment; filename="CITATION.cff"'


@pytest.mark.parametrize("question", ["", "country=HR", "year=2020&status=launched", "q=cities"])
def test_the_sources_of_a_list_are_those_that_its_entries_name(reader, question):
    found = get(reader, f"/sources.csl.json?{question}" if question else "/sources.csl.json")
    selection = answer(question)
    rows = [entry for record in selection.records() for entry in selection.entries(record)]
    named = {note["source"] for entry in rows for note in entry["footnotes"] if note["source"]}
    assert [item["id"] for item in json.loads(found)] == sorted(named)


def test_a_source_has_its_files_and_says_what_is_not_known(reader):
    [row] = rispy.loads(get(reader, f"/sources/{SOURCE}.ris"))
    assert (row["id"], row["title"]) == (SOURCE, "Cities Network for Integration")
    page = reader.get(f"/sources/{SOURCE}/").content.decode()
    assert "Not known, and therefore left out: date, publisher, address." in page
    assert reader.get(f"/sources/{SOURCE}.cff").status_code == 404


# ── reference managers ───────────────────────────────────────────────────────────────────────────────────────


def test_a_record_carries_tags_for_reference_managers(reader):
    record = json.loads(get(reader, "/initiatives/hr-include.json"))
    found = tags(reader.get("/initiatives/hr-include/").content.decode())
    names = dict(found)
    assert (names["citation_title"], names["DC.title"]) == (record["title"],) * 2
    assert names["citation_author"] == "Catalogue of integration-cooperation initiatives"
    assert names["citation_publication_date"] == record["changed_at"][:10].replace("-", "/")
    assert names["citation_abstract_html_url"] == f"{SITE}/initiatives/hr-include/?as_of={index.current().label}"
    assert len([name for name, _text in found if name == "citation_keywords"]) == len(record["themes"])


def test_signs_that_mean_something_in_a_page_are_words_in_its_data(reader):
    title = '</script><script>alert("1")</script> & <b>&amp;'
    make_published("alpha", title=title)
    page = reader.get("/initiatives/alpha/").content.decode()
    [block] = data_blocks(page)
    assert (block["name"], dict(tags(page))["citation_title"]) == (title, title)
    assert read(page).inline_code == []
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "Dataset"),
        ("/initiatives/?country=HR", "Dataset"),
        ("/initiatives/hr-include/", "CreativeWork"),
        (f"/sources/{SOURCE}/", "CreativeWork"),
    ],
)
def test_a_page_carries_what_it_is_about_as_linked_data(reader, path, kind):
    [block] = data_blocks(reader.get(path).content.decode())
    assert (block["@context"], block["@type"]) == ("https://schema.org/", kind)


@pytest.mark.parametrize(
    ("path", "export"),
    [
        ("/initiatives/?country=HR", "/initiatives.ris?country=HR&as_of={}"),
        ("/initiatives/hr-include/", "/initiatives/hr-include.ris?as_of={}"),
        (f"/sources/{SOURCE}/", f"/sources/{SOURCE}.ris"),
    ],
)
def test_a_reference_manager_takes_by_unapi_what_a_page_shows(reader, path, export):
    [name] = of_unapi(reader.get(path).content.decode())
    offered = reader.get(f"/unapi?id={quote(name, safe='')}")
    root = ET.fromstring(offered.content)
    assert (offered.status_code, root.attrib["id"]) == (300, name)
    assert [row.attrib["name"] for row in root] == ["ris", "bibtex", "csl-json"]
    taken = reader.get(f"/unapi?id={quote(name, safe='')}&format=ris")
    assert taken.status_code == 200
    assert body(taken).decode() == get(reader, export.format(index.current().label))


def test_a_stored_list_is_taken_by_unapi_as_one_reference(reader):
    citation = cite("country=HR")
    [name] = of_unapi(reader.get(f"/lists/{citation.pid}/").content.decode())
    taken = reader.get(f"/unapi?id={quote(name, safe='')}&format=ris")
    assert [row["urls"] for row in rispy.loads(taken.content.decode())] == [[f"{SITE}/lists/{citation.pid}/"]]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?format=ris", 400),
        ("?color=red", 400),
        ("?id=x", 404),
        ("?id=https%3A%2F%2Felsewhere.test%2Finitiatives%2F", 404),
        ("?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2Fabsent%2F", 404),
        ("?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2Fhr-include%2F%3Fcolor%3Dred", 404),
        ("?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2F%3Fcolor%3Dred", 404),
        ("?id=https%3A%2F%2Fcatalogue.test%2Factors%2Famif%2F", 404),
        ("?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2F&format=marc", 406),
    ],
)
def test_unapi_answers_as_its_specification_says(reader, query, status):
    assert reader.get(f"/unapi{query}").status_code == status


def test_administrators_look_at_citations_and_nobody_changes_them(reader, django_user_model):
    citation = cite("country=HR")
    reader.force_login(django_user_model.objects.create_superuser("administrator"))
    stem = "/admin/initiatives/citation"
    assert citation.pid in reader.get(f"{stem}/").content.decode()
    page = reader.get(f"{stem}/{citation.pid}/change/")
    assert (page.status_code, 'name="_save"' in page.content.decode()) == (200, False)
    assert reader.post(f"{stem}/{citation.pid}/delete/", {"post": "yes"}).status_code == 403
