"""The data package as programs that nobody here wrote read it: Frictionless Data and CSV on the Web."""

import io
from zipfile import ZipFile

import csvw
import frictionless
import pytest

from initiatives.publishing import publish, withdraw
from tests.factories import make_entry, make_initiative
from tests.test_formats import body
from tests.test_selection import answer

pytestmark = pytest.mark.usefixtures("catalogue")

QUESTIONS = ["", "country=HR", "year=2020&status=launched", "country=SE", "q=cities", "evidence=uncited"]


@pytest.fixture
def hostile(catalogue) -> str:
    """Texts that strain a table, and a withdrawn initiative; the label of the changeset before it was withdrawn."""
    for slug, title in (("odd", '=1+1,"quoted"'), ("odder", "'; ;\u00a0ž")):
        initiative = make_initiative(slug, title=title, summary='-"a", b;\n\tc', form_id=None)
        publish(initiative=initiative, entries=[make_entry(initiative, text="@x\n\ny[^1]", status=None)], why="x")
    label = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    return label


def unpacked(reader, query: str, folder) -> None:
    response = reader.get(f"/initiatives.zip?{query}" if query else "/initiatives.zip")
    with ZipFile(io.BytesIO(body(response))) as packed:
        packed.extractall(folder)


def check(folder) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "message", "rowNumber", "fieldName"]) == []
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert [error.message for error in package.metadata_validate(package.to_descriptor())] == []
    group = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert (group.is_valid, [str(warning) for warning in group.warnings]) == (True, [])


@pytest.mark.parametrize("query", QUESTIONS)
def test_frictionless_and_csvw_find_no_fault(reader, tmp_path, query):
    unpacked(reader, answer(query).query(), tmp_path)
    check(tmp_path)


def test_neither_do_they_where_texts_strain_a_table_or_something_was_withdrawn(reader, tmp_path, hostile):
    unpacked(reader, f"as_of={hostile}", tmp_path)
    check(tmp_path)


def test_csvw_reads_lists_numbers_and_truth(reader, tmp_path):
    unpacked(reader, "country=HR", tmp_path)
    tables = csvw.TableGroup.from_file(str(tmp_path / "csv-metadata.json")).tabledict
    [row] = [row for row in tables["initiatives.csv"] if row["id"] == "hr-include"]
    assert (row["countries"], row["years"], row["multi_level"], row["entries"]) == (["HR"], [2020, 2021], True, 2)
