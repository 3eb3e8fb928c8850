"""The spreadsheet: the same rows and cells as the CSV, as real texts, numbers and moments, and what the file is."""

import io
from datetime import datetime
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from initiatives.cells import MOST_CHARACTERS, fitting, told, unescape
from initiatives.columns import COLUMNS, SOURCE_COLUMNS, Column, Row, field
from initiatives.formats.sheets import Book, Sheet
from initiatives.publishing import publish, withdraw
from tests.factories import make_entry, make_initiative
from tests.questions import questions, values_in
from tests.test_formats import body, get, table
from tests.test_selection import FUZZ, answer, everything

pytestmark = pytest.mark.usefixtures("catalogue")
ROWS = {"Initiatives": "initiatives", "Entries": "entries", "Footnotes": "footnotes"}


def book(reader, query: str = "") -> dict[str, list[list]]:
    """The sheets of the spreadsheet of a list, as another library reads them."""
    response = reader.get(f"/initiatives.xlsx?{query}" if query else "/initiatives.xlsx")
    assert response.status_code == 200
    read = load_workbook(io.BytesIO(body(response)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in read.worksheets}


def as_in_csv(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else str(value)


@pytest.mark.parametrize(
    "query", ["", "country=HR", "year=2020&sort=title", "q=cities", "country=SE", "evidence=uncited"]
)
def test_the_cells_of_each_sheet_are_those_of_the_csv(reader, query):
    sheets = book(reader, query)
    for name, rows in ROWS.items():
        parts = [query, "" if rows == "initiatives" else f"rows={rows}"]
        asked = answer("&".join(part for part in parts if part and not part.startswith("rows"))).query()
        address = "&".join(part for part in (asked, parts[1]) if part)
        in_csv = [
            [unescape(cell) for cell in row.values()] for row in table(get(reader, f"/initiatives.csv?{address}"))
        ]
        head, *cells = sheets[name]
        assert head == [column.name for column in COLUMNS[rows]]
        assert [[as_in_csv(cell) for cell in row] for row in cells] == in_csv


@pytest.mark.once
@FUZZ
@given(st.data())
def test_the_spreadsheet_of_any_question_has_the_rows_of_its_list(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    sheets = book(reader, selection.query())
    slugs = [selection.snapshot.documents[i].slug for i in selection.ids]
    entries = [name for i in selection.ids for name, _footnotes in selection.answer.entries(i)]
    place = [column.name for column in COLUMNS["entries"]].index("entry_id")
    assert [row[0] for row in sheets["Initiatives"][1:]] == slugs
    assert [row[place] for row in sheets["Entries"][1:]] == entries


def test_sources_are_those_that_the_footnotes_name(reader):
    head, *rows = book(reader)["Sources"]
    footnotes = {row["source_url"] for row in table(get(reader, "/initiatives.csv?rows=footnotes"))}
    assert head == [column.name for column in SOURCE_COLUMNS]
    named = {
        footnote["source"]
        for record in everything()
        for entry in record["entries"]
        for footnote in entry["footnotes"]
        if footnote["source"]
    }
    assert [row[0] for row in rows] == sorted(named)
    assert {row[head.index("url")] or "" for row in rows} >= footnotes - {""}


def test_the_dictionary_explains_every_column_of_every_sheet(reader):
    sheets = book(reader)
    explained = [(row[0], row[1]) for row in sheets["Dictionary"][1:]]
    names = ("Initiatives", "Entries", "Footnotes", "Sources")
    assert explained == [(name, column) for name in names for column in sheets[name][0]]


def test_the_file_says_what_it_is_and_how_to_get_it_again(reader):
    selection = answer("country=HR")
    about = dict(book(reader, "country=HR")["About"])
    assert about["SHA-256"] == selection.hash
    assert about["The same list again"] == selection.pinned_url
    assert (about["Question"], about["Initiatives"]) == (selection.url, "5")
    assert about["Sources"].endswith("Reproduction is authorised provided the source is acknowledged.")


def test_no_text_becomes_a_formula_a_link_or_a_number(reader):
    title = "=HYPERLINK(1,2)"
    initiative = make_initiative("odd", title=title, summary="https://example.org", original_title="12")
    publish(initiative=initiative, entries=[make_entry(initiative, text="+1\x0b\ttab", notes=())], why="x")
    read = load_workbook(io.BytesIO(body(reader.get("/initiatives.xlsx?q=hyperlink"))))
    cells = {column.name: read["Initiatives"].cell(2, n) for n, column in enumerate(COLUMNS["initiatives"], 1)}
    assert (cells["title"].value, cells["title"].data_type) == (title, "s")
    assert (cells["summary"].value, cells["summary"].hyperlink) == ("https://example.org", None)


def test_a_text_too_long_for_a_cell_says_that_it_is_cut():
    assert fitting("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS
    cut = fitting("a" * (MOST_CHARACTERS + 1))
    assert (len(cut), cut[-53:]) == (MOST_CHARACTERS, "… [a cell holds no more: the whole text is in the CSV]"[-53:])


def test_a_withdrawn_initiative_keeps_its_row_and_nothing_else(reader):
    initiative = make_initiative("gone")
    publish(initiative=initiative, entries=[make_entry(initiative)], why="x")
    then = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    sheets = book(reader, f"as_of={then}")
    [row] = [row for row in sheets["Initiatives"] if row[0] == "gone"]
    names = [column.name for column in COLUMNS["initiatives"]]
    assert {name for name, value in zip(names, row, strict=True) if value is not None} == {
        "id", "url", "version", "licence"
    }  # fmt: skip
    assert "gone" not in [row[0] for row in sheets["Entries"]]


ODD = ["<b>&amp;", "_x0041_", " in front", "behind\n", "=1+1", "\0\x1f\ufffe", "𝄞" * 20_000, "a" * 40_000]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.text(),
    st.lists(st.text(), max_size=2),
    st.sampled_from(ODD),
)


@pytest.mark.once
@FUZZ
@given(st.lists(st.tuples(VALUES, VALUES, st.booleans()), max_size=3))
def test_rows_are_set_as_the_library_sets_them_cell_by_cell(catalogue, table):
    """What a sheet is filled with at once is what `write_string` and its like make of each cell."""
    assert sheet_of(table, at_once) == sheet_of(table, one_by_one)


def sheet_of(table: list[tuple], fill) -> bytes:
    target, names = io.BytesIO(), ("id", "title", "summary", "published_at")
    columns = tuple(Column(name, name, name, field(name)) for name in names)
    with TemporaryDirectory() as folder:
        made = Book(target, folder)
        sheet = Sheet(made, "Sheet", columns)
        for *values, moment in table:
            row = ["alpha", *values, "2022-03-01T12:30:05Z" if moment else None]
            fill(made, sheet, dict(zip(names, row, strict=True)))
        sheet.done()
        made.workbook.close()
    return ZipFile(target).read("xl/worksheets/sheet1.xml")


def at_once(made: Book, sheet: Sheet, record: dict) -> None:
    sheet.add(made.cells(sheet.columns, Row(None, record)))


def one_by_one(made: Book, sheet: Sheet, record: dict) -> None:
    sheet.rows += 1
    for number, (name, value) in enumerate(record.items()):
        if value in (None, "", []):
            sheet.sheet.write_blank(sheet.rows, number, None)
        elif isinstance(value, bool):
            sheet.sheet.write_boolean(sheet.rows, number, value)
        elif isinstance(value, int):
            sheet.sheet.write_number(sheet.rows, number, value)
        elif name == "published_at":
            moment = datetime.fromisoformat(value).replace(tzinfo=None)
            sheet.sheet.write_datetime(sheet.rows, number, moment, made.moment)
        else:
            sheet.sheet.write_string(sheet.rows, number, fitting(told(value)))
