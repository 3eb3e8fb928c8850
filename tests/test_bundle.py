"""The data package: one table a thing, whole and true to the list, described by what is in it, the same every time."""

import csv
import hashlib
import io
import json
import os
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.cells import SEPARATOR, unescape
from initiatives.columns import COLUMNS
from initiatives.formats.tables import TABLES
from initiatives.formats.tabular import cell
from initiatives.publishing import changes, publish, withdraw, withdraw_entry
from tests.factories import make_actor, make_entry, make_initiative, make_published, make_source
from tests.questions import questions, values_in
from tests.test_formats import body, get, table
from tests.test_selection import FUZZ, answer, everything

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

OTHERS = ["CITATION.cff", "LICENSE.txt", "README.md", "SHA256SUMS", "csv-metadata.json", "datapackage.json"]


def unpacked(reader, query: str = "", stem: str = "/initiatives") -> dict[str, bytes]:
    response = reader.get(f"{stem}.zip?{query}" if query else f"{stem}.zip")
    assert response.status_code == 200
    with ZipFile(io.BytesIO(body(response))) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def tables(files: dict[str, bytes]) -> dict[str, list[dict[str, str]]]:
    """The rows of each table, their texts as they were."""
    return {name.removesuffix(".csv"): rows(content) for name, content in files.items() if name.endswith(".csv")}


def rows(content: bytes) -> list[dict[str, str]]:
    found = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [{name: unescape(cell) for name, cell in row.items()} for row in found]


def test_the_package_has_a_file_for_each_table_and_what_explains_them(reader):
    files = unpacked(reader)
    assert sorted(files) == sorted([*(f"{table.name}.csv" for table in TABLES), *OTHERS])
    counts = {name: len(found) for name, found in tables(files).items()}
    assert {name: counts[name] for name in ("initiatives", "entries", "footnotes")} == answer("").counts


def test_the_same_list_is_the_same_file(reader):
    first, second = (body(reader.get("/initiatives.zip?country=HR")) for _ in range(2))
    assert first == second


def test_every_file_has_its_checksum(reader):
    files = unpacked(reader, "country=HR")
    told = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


@settings(FUZZ, max_examples=300 if os.environ.get("LONG") else 15)
@given(st.data())
def test_the_tables_of_any_question_have_the_rows_of_its_csv_and_whatever_these_refer_to(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    found = tables(unpacked(reader, selection.query()))
    keys = {"initiatives": ("id",), "entries": ("entry_id",), "footnotes": ("entry_id", "footnote")}
    for kind, key in keys.items():
        query = selection.export_query(kind)
        in_csv = table(get(reader, f"/initiatives.csv?{query}" if query else "/initiatives.csv"))
        assert [[row[name] for name in key] for row in found[kind]] == [[row[name] for name in key] for row in in_csv]
    for one in TABLES:
        key = [tuple(row[name] for name in one.key) for row in found[one.name] if one.key]
        assert len(key) == len(set(key))
        for column, other in one.refers:
            there = {row["entry_id" if other == "entries" else "id"] for row in found[other]}
            assert {row[column] for row in found[one.name]} - there <= {""}


def test_the_cells_are_what_the_records_hold(reader):
    found = tables(unpacked(reader))
    records = {record["id"]: record for record in answer("").records()}
    assert [row["text"] for row in found["entries"]] == [
        entry["text"] for record in records.values() for entry in record["entries"]
    ]
    assert [(row["initiative"], row["actor"], row["role"], row["inferred"]) for row in found["participations"]] == [
        (id, part["id"], part["role"], str(part["inferred"]).lower())
        for id, record in records.items()
        for part in record["actors"]
    ]
    assert [(row["entry_id"], row["field"], row["note"]) for row in found["inferences"]] == [
        (entry["id"], row["field"], row["note"])
        for record in records.values()
        for entry in record["entries"]
        for row in entry["inferred"]
    ]


ODD = ["=1+1", "'quoted", "-a; b", "@x\r\ny", 'a "b", c', "ž\u2028ř", "שלום"]


def test_texts_of_any_kind_come_back_as_they_were(reader):
    with changes(why="x") as work:
        for number, text in enumerate(ODD):
            actors = [(make_actor(f"odd-{number}", text), "lead")]
            initiative = make_initiative(f"odd-{number}", title=text, summary=text, actors=actors)
            work.publish(initiative, entries=[make_entry(initiative, text=f"{text}[^1]")])
    found, slugs = tables(unpacked(reader)), [f"odd-{number}" for number in range(len(ODD))]
    shown = {name: {row["id"]: row for row in found[name]} for name in ("initiatives", "actors")}
    assert [shown["initiatives"][slug]["title"] for slug in slugs] == ODD
    assert [shown["initiatives"][slug]["summary"] for slug in slugs] == ODD
    assert [shown["actors"][slug]["name"] for slug in slugs] == ODD
    texts = {row["initiative"]: row["text"] for row in found["entries"]}
    assert [texts[slug] for slug in slugs] == [f"{text}[^1]" for text in ODD]


@settings(FUZZ, max_examples=300)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_row_of_texts_is_read_back_as_it_was(texts):
    file = io.StringIO()
    csv.writer(file).writerow([cell(text) for text in texts])
    [read] = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert [unescape(text) for text in read] == texts


def test_the_hash_of_the_list_follows_from_the_table_alone(reader):
    found = sorted(tables(unpacked(reader, "country=HR"))["initiatives"], key=lambda row: row["id"])
    lines = "".join(f"{row['id']}\t{row['version']}\t{row['digest']}\n" for row in found)
    assert hashlib.sha256(lines.encode()).hexdigest() == answer("country=HR").hash


def test_the_package_says_what_it_is_and_describes_every_column(reader):
    files, selection = unpacked(reader, "country=HR"), answer("country=HR")
    told = json.loads(files["datapackage.json"])
    assert (told["count"], told["hash"], told["homepage"]) == (5, selection.hash, selection.pinned_url)
    described = {row["name"]: [field["name"] for field in row["schema"]["fields"]] for row in told["resources"]}
    on_the_web = {
        row["url"].removesuffix(".csv"): [column["name"] for column in row["tableSchema"]["columns"]]
        for row in json.loads(files["csv-metadata.json"])["tables"]
    }
    heads = {name.removesuffix(".csv"): text.decode().split("\r\n")[0].split(",") for name, text in files.items()}
    assert described == on_the_web == {name: heads[name] for name in described}
    assert [row["bytes"] for row in told["resources"]] == [len(files[row["path"]]) for row in told["resources"]]
    assert selection.pinned_url in files["README.md"].decode()
    assert "cff-version" in files["CITATION.cff"].decode()
    assert "CC BY 4.0" in files["LICENSE.txt"].decode()


def test_each_table_has_the_columns_of_the_one_table_of_columns():
    names = {one.name: {column.name for column in one.columns} for one in TABLES}
    told = {rows: {column.name for column in columns} for rows, columns in COLUMNS.items()}
    assert names["initiatives"] >= told["initiatives"]
    assert names["entries"] >= told["entries"] - told["initiatives"]
    assert names["footnotes"] >= told["footnotes"] - told["entries"]


def test_a_source_or_actor_that_no_row_of_the_list_shows_is_not_there(reader):
    found = tables(unpacked(reader, "country=HR&year=2020"))
    records = [record for record in everything() if "HR" in record["countries"] and 2020 in years(record)]
    entries = [entry for record in records for entry in record["entries"] if entry["year"] == 2020]
    named = {note["source"] for entry in entries for note in entry["footnotes"] if note["source"]}
    assert {row["id"] for row in found["sources"]} == named
    assert {row["id"] for row in found["actors"]} == {part["id"] for record in records for part in record["actors"]}
    assert {row["id"] for row in found["editions"]} == {"ar2021"}


def years(record: dict) -> set[int]:
    return {entry["year"] for entry in record["entries"]}


def test_what_is_withdrawn_keeps_its_row_and_nothing_else(reader):
    actor, source = make_actor("gone-actor", "Gone actor"), make_source("gone-source", "Gone source")
    initiative = make_initiative("gone", title="Gone", actors=[(actor, "lead")])
    publish(
        initiative=initiative, entries=[make_entry(initiative, text="It began.[^9]", notes=[("9", source)])], why="x"
    )
    partly = make_published("partly", editions=("ar2021", "ar2022"))
    then = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    withdraw_entry(entry=partly.entries.get(edition="ar2022"), reason="x")
    files = unpacked(reader, f"as_of={then}")
    [row] = [row for row in tables(files)["initiatives"] if row["id"] == "gone"]
    assert {name for name, cell in row.items() if cell} == {"id", "url", "version", "digest", "licence"}
    everywhere = b"".join(files.values()).decode()
    assert [word for word in ("Gone actor", "Gone source", "gone.ar2021", "partly.ar2022") if word in everywhere] == []


def test_several_values_stand_in_one_cell(reader):
    [row] = [row for row in tables(unpacked(reader))["initiatives"] if row["id"] == "hr-include"]
    assert row["levels"].split(SEPARATOR) == ["national", "regional", "local"]


def test_one_initiative_is_a_package_too(reader):
    found = tables(unpacked(reader, stem="/initiatives/hr-include"))
    assert [row["entry_id"] for row in found["entries"]] == ["hr-include.ar2021", "hr-include.ar2022"]
