"""The spreadsheet as two programs read it that share no code: openpyxl and calamine, cell by cell."""

import csv
import io
from datetime import datetime
from zipfile import ZipFile

import pytest

from initiatives.cells import unescape
from tests.interop.programs import package
from tests.test_formats import body, get
from tests.test_selection import answer
from tests.test_spreadsheet import ROWS, as_in_csv, book

pytestmark = pytest.mark.usefixtures("catalogue")

SHEETS = ["Initiatives", "Entries", "Footnotes", "Sources", "Dictionary", "About"]
QUESTIONS = ["", "country=HR", "year=2020&sort=title", "q=cities", "country=SE", "evidence=uncited"]


def by_calamine(reader, query: str) -> dict[str, list[list[str]]]:
    """The sheets, each cell as it stands in the CSV; of numbers calamine knows floats only."""
    calamine = package("python_calamine")
    response = reader.get(f"/initiatives.xlsx?{query}" if query else "/initiatives.xlsx")
    read = calamine.load_workbook(io.BytesIO(body(response)))
    sheets = {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}
    return {name: [[as_text(value) for value in row] for row in rows] for name, rows in sheets.items()}


def as_text(value: str | float | bool | datetime) -> str:
    return as_in_csv(int(value) if isinstance(value, float) and value.is_integer() else value)


def by_openpyxl(reader, query: str) -> dict[str, list[list[str]]]:
    return {name: [[as_in_csv(cell) for cell in row] for row in rows] for name, rows in book(reader, query).items()}


def in_csv(text: str) -> list[list[str]]:
    """The texts of a table as they were before cells were escaped."""
    return [[unescape(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def check(reader, query: str) -> None:
    one, other = by_calamine(reader, query), by_openpyxl(reader, query)
    assert list(one) == list(other) == SHEETS
    asked = answer(query)
    for name, rows in ROWS.items():
        address = asked.query(**({} if rows == "initiatives" else {"rows": [rows]}))
        expected = in_csv(get(reader, f"/initiatives.csv?{address}").removeprefix("\ufeff"))
        assert (one[name], other[name]) == (expected, expected), name
    for name in ("Sources", "Dictionary", "About"):
        assert one[name] == other[name], name


@pytest.mark.parametrize("query", QUESTIONS)
def test_two_readers_find_the_cells_of_the_csv_in_every_sheet(reader, query):
    check(reader, query)


def test_they_do_so_where_texts_strain_a_table_or_something_was_withdrawn(reader, hostile):
    check(reader, f"as_of={hostile}")


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_sources_are_those_of_the_data_package(reader, query):
    asked = answer(query).query()
    head, *rows = by_calamine(reader, asked)["Sources"]
    response = reader.get(f"/initiatives.zip?{asked}" if asked else "/initiatives.zip")
    with ZipFile(io.BytesIO(body(response))) as packed:
        names, *expected = in_csv(packed.read("sources.csv").decode())
    assert [[row[head.index(name)] for name in names if name in head] for row in rows] == [
        [row[names.index(name)] for name in names if name in head] for row in expected
    ]
