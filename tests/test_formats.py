"""Exports: the rows of the page, all of them, in its order, in the shapes that programs rely on."""

import csv
import io
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives import public
from initiatives.cells import TRIGGERS, escape, unescape
from initiatives.columns import COLUMNS
from initiatives.formats import FORMATS
from initiatives.models import Changeset
from initiatives.publishing import publish, rename, withdraw, withdraw_entry
from tests.factories import make_entry, make_published
from tests.questions import questions, values_in
from tests.test_selection import FUZZ, answer, everything

pytestmark = pytest.mark.usefixtures("catalogue")


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_records_are_the_same_as_values_and_as_json():
    """Whether relations are there or not, said here or by others, and with something of them withheld."""
    related, shown = make_published("related"), make_published("shown")
    related.relations.create(type_id="continues", target=shown)
    publish(initiative=related, entries=[make_entry(related, "ar2022")], why="a relation")
    assert as_json() == as_values()
    withdraw_entry(entry=related.entries.get(edition="ar2022"), reason="x")
    withdraw(initiative=shown, reason="x")
    assert as_json() == as_values()


@pytest.mark.once
def test_in_a_long_list_too_each_record_has_what_others_say_of_it(monkeypatch):
    before = as_values()
    monkeypatch.setattr(public, "MANY", 1)
    assert (as_values(), as_json()) == (before, before)
    assert any('"inverse":true' in text for text in before)


def as_json() -> list[str]:
    return list(answer("").texts())


def as_values() -> list[str]:
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in answer("").records()]


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def get(reader, address: str):
    """What an export answers, after the redirect to its canonical address if there is one."""
    response = reader.get(address)
    if response.status_code in {301, 302}:
        response = reader.get(response["Location"])
    assert response.status_code == 200, address
    return body(response).decode()


@FUZZ
@given(st.data())
def test_page_csv_json_jsonl_and_briefing_have_the_same_rows_in_the_same_order(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    query = selection.query()
    on_page = [record["id"] for record in selection.page_records()]
    as_json = json.loads(get(reader, f"/initiatives.json?{query}"))
    in_csv = [row["id"] for row in table(get(reader, f"/initiatives.csv?{query}"))]
    in_json = [record["id"] for record in as_json["initiatives"]]
    in_lines = [json.loads(line)["id"] for line in get(reader, f"/initiatives.jsonl?{query}").splitlines()]
    briefing = get(reader, f"/initiatives.md?{selection.query(group=['none'])}")
    in_briefing = re.findall(r"^Record: <.*/initiatives/(.*)/\?as_of=", briefing, re.MULTILINE)
    assert in_csv == in_json == in_lines == in_briefing
    assert in_json[:25] == on_page
    assert (as_json["count"], as_json["hash"]) == (selection.total, selection.hash) == (len(in_csv), selection.hash)


@pytest.mark.parametrize("question", ["", "year=2020", "evidence=uncited", "country=HR&status=continued", "q=croatia"])
@pytest.mark.parametrize("rows", ["entries", "footnotes"])
def test_entries_and_footnotes_as_rows_are_those_that_were_asked_for(reader, question, rows):
    query = "&".join(part for part in (question, f"rows={rows}") if part)
    as_json = json.loads(get(reader, f"/initiatives.json?{query}"))
    in_csv = table(get(reader, f"/initiatives.csv?{query}"))
    lines = [json.loads(line) for line in get(reader, f"/initiatives.jsonl?{query}").splitlines()]
    key = ("entry_id",) if rows == "entries" else ("entry_id", "footnote")
    assert as_json[rows] == lines
    assert [[row[name] for name in key] for row in in_csv] == [[row[name] for name in key] for row in lines]
    assert as_json["count"] == len(lines)


def test_entry_rows_meet_the_entry_facets(reader):
    rows = table(get(reader, "/initiatives.csv?year=2020&rows=entries"))
    assert (len(rows), {row["year"] for row in rows}) == (9, {"2020"})
    assert len(table(get(reader, "/initiatives.csv?rows=entries"))) == 23
    assert len(table(get(reader, "/initiatives.csv?rows=footnotes"))) == 25


def test_the_columns_are_those_of_the_contract(reader):
    initiatives = [
        "id",
        "url",
        "title",
        "summary",
        "countries",
        "country_names",
        "years",
        "themes",
        "theme_labels",
        "levels",
        "multi_level",
        "form",
        "scope",
        "status",
        "actors",
        "actor_roles",
        "first_year",
        "last_year",
        "entries",
        "footnotes",
        "sources",
        "evidence",
        "version",
        "published_at",
        "changed_at",
        "licence",
    ]
    entries = ["entry_id", "year", "edition", "text", "entry_status"]
    footnotes = ["footnote", "citation", "citation_state", "source_url", "archive_url", "locator"]
    names = {rows: [column.name for column in columns] for rows, columns in COLUMNS.items()}
    assert names == {
        "initiatives": initiatives,
        "entries": initiatives + entries,
        "footnotes": initiatives + entries + footnotes,
    }
    assert list(table(get(reader, "/initiatives.csv"))[0]) == initiatives


def test_the_json_of_a_list_has_the_shape_programs_rely_on(reader):
    label = Changeset.objects.order_by("-number").first().label
    found = json.loads(get(reader, "/initiatives.json?country=GR&country=HR&year=2021&sort=title"))
    assert list(found) == ["question", "url", "as_of", "count", "hash", "licence", "citation", "initiatives"]
    assert found["question"] == {"country": ["GR", "HR"], "year": ["2021"], "sort": "title"}
    assert found["url"] == "https://catalogue.test/initiatives/?country=GR&country=HR&year=2021&sort=title"
    assert (found["as_of"], found["count"], found["licence"]) == (label, 6, "CC BY 4.0")
    assert f"as_of={label}" in found["citation"] and found["hash"] in found["citation"]


def test_a_record_in_json_has_the_shape_programs_rely_on(reader):
    record = json.loads(get(reader, "/initiatives/hr-include.json"))
    wanted = [
        "schema",
        "id",
        "version",
        "digest",
        "url",
        "title",
        "summary",
        "countries",
        "scope",
        "levels",
        "themes",
        "form",
        "status",
        "target_groups",
        "actors",
        "entries",
        "relations",
        "dates",
        "evidence",
        "published_at",
        "changed_at",
    ]
    assert [name for name in wanted if name not in record] == []
    entry = record["entries"][0]
    assert [
        name for name in ["id", "year", "edition", "status", "text", "footnotes", "evidence"] if name not in entry
    ] == []
    footnote = {
        "number": 1090,
        "state": "missing",
        "citation": "",
        "source": None,
        "url": "",
        "archive_url": "",
        "locator": "",
    }
    assert entry["footnotes"][0] | footnote == entry["footnotes"][0]
    assert record["dates"] == [{"edtf": "2020-10", "what": "first meeting of local stakeholders"}]
    assert record["actors"][1] | {"id": "amif", "kind": "programme-or-fund", "role": "funder"} == record["actors"][1]


def test_a_record_is_exported_by_itself_in_every_format(reader):
    assert [row["id"] for row in table(get(reader, "/initiatives/hr-include.csv"))] == ["hr-include"]
    assert json.loads(get(reader, "/initiatives/hr-include.jsonl"))["id"] == "hr-include"
    rows = table(get(reader, "/initiatives/hr-include.csv?rows=footnotes"))
    assert [(row["footnote"], row["citation_state"]) for row in rows] == [
        ("1090", "missing"),
        ("1091", "lost"),
        ("1170", "missing"),
    ]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/json;q=0.5, text/html;q=0.9", "text/html; charset=utf-8"),
        ("image/png", "text/html; charset=utf-8"),
    ],
)
def test_a_page_answers_as_the_format_its_accept_header_prefers(reader, accept, content_type):
    response = reader.get("/initiatives/?country=HR", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"], response["Vary"]) == (
        200,
        content_type,
        "Accept, Accept-Encoding",
    )


@pytest.mark.parametrize(
    "address", ["/initiatives.json?nope=1", "/initiatives.csv?country=XX", "/initiatives.jsonl?page=2"]
)
def test_a_refused_export_is_a_problem_document(reader, address):
    response = reader.get(address)
    document = json.loads(body(response))
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [sorted(error) for error in document["errors"]] == [["message", "parameter", "value"]]


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_is_had_by_its_type_from_a_list_and_from_an_initiative(reader, extension):
    accept = {"accept": FORMATS[extension].content_type.partition(";")[0]}
    addresses = {"/initiatives/?country=HR": f"/initiatives.{extension}?country=HR"}
    addresses["/initiatives/hr-include/"] = f"/initiatives/hr-include.{extension}"
    for page, address in addresses.items():
        by_type, by_address = reader.get(page, headers=accept), reader.get(address)
        assert body(by_type) == body(by_address)
        own = {"ETag": None}  # each address has a tag of its own
        assert {**by_type.headers, **own} == {**by_address.headers, **own}


@settings(deadline=None, max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_cell_begins_a_formula_and_the_escape_is_undone(text):
    escaped = escape(text)
    assert unescape(escaped) == text
    assert escaped == text or escaped[0] == "'"
    assert not escaped.startswith(tuple(set(TRIGGERS) - {"'"}))


def test_a_text_that_looks_like_a_formula_reaches_a_spreadsheet_as_text(reader):
    make_published(title="=HYPERLINK(1)", summary="'quoted\r\nand broken")
    [row] = table(get(reader, "/initiatives/alpha.csv"))
    assert (row["title"], row["summary"]) == ("'=HYPERLINK(1)", "''quoted\r\nand broken")


def test_an_export_names_its_licence_and_the_address_that_replays_it(reader):
    response = reader.get("/initiatives.csv?country=HR")
    label = Changeset.objects.order_by("-number").first().label
    assert response["Link"] == (
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license", '
        f'<https://catalogue.test/initiatives/?country=HR&as_of={label}>; rel="alternate"; type="text/html"'
    )
    assert response["Content-Disposition"].startswith(f'attachment; filename="initiatives-{label}-')


def test_an_initiative_all_of_whose_entries_of_a_moment_are_withdrawn_keeps_its_row(reader):
    initiative = make_published()
    then = Changeset.objects.order_by("-number").first().label
    publish(initiative=initiative, entries=[make_entry(initiative, "ar2022")], why="second")
    withdraw_entry(entry=initiative.entries.get(edition="ar2021"), reason="x")
    [row] = [row for row in table(get(reader, f"/initiatives.csv?as_of={then}")) if row["id"] == "alpha"]
    assert (row["title"], row["years"], row["first_year"], row["entries"]) == ("Alpha", "", "", "0")
    assert "Alpha" in get(reader, f"/initiatives/?as_of={then}")
    assert json.loads(get(reader, f"/initiatives/alpha.json?as_of={then}"))["withdrawn_entries"] == ["alpha.ar2021"]


def test_a_withdrawn_initiative_leads_to_its_replacement_by_the_title_that_readers_may_see(reader):
    one, other = make_published("one", title="One & only"), make_published("other")
    withdraw(initiative=other, reason="A mistaken identity.", replacement="one")
    assert '<a href="/initiatives/one/">One &amp; only</a>' in reader.get("/initiatives/other/").content.decode()
    rename(initiative=one, slug="only", why="x")
    one.refresh_from_db()
    assert '<a href="/initiatives/one/">One &amp; only</a>' in reader.get("/initiatives/other/").content.decode()
    withdraw(initiative=one, reason="x")
    assert '<a href="/initiatives/one/">one</a>' in reader.get("/initiatives/other/").content.decode()


def test_a_withdrawn_initiative_says_why_to_machines_too(reader):
    withdraw(initiative=make_published(), reason="A mistaken identity.", replacement="hr-include")
    response = reader.get("/initiatives/alpha.json")
    document = json.loads(body(response))
    assert (response.status_code, document["detail"], document["replacement"]) == (
        410,
        "A mistaken identity.",
        "hr-include",
    )


def test_the_way_back_to_today_keeps_the_question(reader):
    label = Changeset.objects.order_by("-number").first().label
    page = reader.get(f"/initiatives/?country=HR&as_of={label}").content.decode()
    assert '<a href="/initiatives/?country=HR">Go to today</a>' in page
