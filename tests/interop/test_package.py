"""The data package as programs that nobody here wrote read it: Frictionless Data, CSV on the Web, unzip, sha256sum."""

import csv
import io
import json
from zipfile import ZipFile

import csvw
import frictionless
import pytest

from tests.interop.programs import told
from tests.test_formats import body, get, table
from tests.test_selection import answer

pytestmark = pytest.mark.usefixtures("catalogue")

QUESTIONS = ["", "country=HR", "year=2020&status=launched", "country=SE", "q=cities", "evidence=uncited"]
OWN = ("entries", "evidence")


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


def test_unzip_and_sha256sum_find_every_file_whole(reader, tmp_path, hostile):
    (tmp_path / "package.zip").write_bytes(body(reader.get(f"/initiatives.zip?as_of={hostile}")))
    told("unzip", "-q", "package.zip", folder=tmp_path)
    (tmp_path / "package.zip").unlink()
    checked = told("sha256sum", "--check", "--strict", "SHA256SUMS", folder=tmp_path).splitlines()
    beside = {path.name for path in tmp_path.iterdir()} - {"SHA256SUMS"}
    assert sorted(checked) == sorted(f"{name}: OK" for name in beside)


@pytest.mark.parametrize("query", QUESTIONS)
def test_who_reads_the_tables_plainly_finds_the_rows_and_cells_of_the_csv(reader, tmp_path, query):
    asked = answer(query)
    unpacked(reader, asked.query(), tmp_path)
    for rows in ("initiatives", "entries", "footnotes"):
        address = asked.query(**({} if rows == "initiatives" else {"rows": [rows]}))
        expected = table(get(reader, f"/initiatives.csv?{address}"))
        with (tmp_path / f"{rows}.csv").open(newline="", encoding="utf-8") as file:
            found = list(csv.DictReader(file))
        # The table of entries has their own cautions; the CSV has, on each row, those of the whole initiative.
        shared = [name for name in found[0] if name in expected[0] and (rows, name) != OWN] if found else []
        assert [[row[name] for name in shared] for row in found] == [[row[name] for name in shared] for row in expected]
    described = json.loads((tmp_path / "datapackage.json").read_text())
    assert {resource["path"] for resource in described["resources"]} == {path.name for path in tmp_path.glob("*.csv")}
