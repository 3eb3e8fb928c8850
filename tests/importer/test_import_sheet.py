"""The command that compares spreadsheets: a dry run told as text and as JSON, drafts with --apply, and a template."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from initiatives.importer.sheet.template import SHEETS
from initiatives.models import Batch, Initiative
from tests.importer.sheets import changed, exported, found
from tests.importer.test_sheet_comparing import INCLUDE, TITLE

pytestmark = pytest.mark.usefixtures("catalogue")


def told(capsys, *arguments, **options) -> str:
    call_command("import_sheet", *arguments, **options)
    return capsys.readouterr().out


@pytest.fixture
def sheet(tmp_path):
    """A function that writes a file to import and gives its path."""

    def write(data: bytes, name: str = "sheet.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_an_export_is_told_to_be_the_same(capsys, sheet):
    lines = told(capsys, sheet(exported("", "xlsx"), "list.xlsx")).splitlines()
    assert lines[0] == "0 new, 0 changed, 0 in conflict, 0 wrong, 70 the same."
    assert [line.split(" (")[0] for line in lines[1:]] == [
        "Not read: Sources",
        "Not read: Dictionary",
        "Not read: About",
    ]
    assert told(capsys, sheet(exported("")), "--apply").splitlines()[-1] == "Nothing to do."
    assert Batch.objects.count() == 0


def test_differences_are_told_cell_by_cell_and_nothing_is_written(capsys, sheet):
    lines = told(capsys, sheet(changed(f"pick={INCLUDE}", title="New title"))).splitlines()
    assert lines[2:] == [f"2: initiative {INCLUDE}: changed", f"  C2 title: “{TITLE}” → “New title”"]
    assert (Initiative.objects.get(slug=INCLUDE).title, Batch.objects.count()) == (TITLE, 0)


def test_differences_are_told_as_json(capsys, sheet):
    report = json.loads(told(capsys, sheet(changed(f"pick={INCLUDE}", title="New title")), "--json"))
    assert list(report) == ["rows", "counts", "things", "errors", "notes", "left"]
    assert report["counts"] == {"new": 0, "changed": 1, "conflicting": 0, "wrong": 0, "same": 0}
    [thing] = report["things"]
    assert (thing["kind"], thing["slug"], thing["where"], thing["state"]) == ("initiative", INCLUDE, "2", "changed")
    cell = {"where": "C2", "column": "title", "before": TITLE, "after": "New title", "base": None}
    assert thing["cells"] == [cell]


def test_what_differs_becomes_drafts_with_apply(capsys, sheet):
    path = sheet(changed(f"pick={INCLUDE}", title="New title"))
    assert told(capsys, path, "--apply").splitlines()[-1] == "Written as drafts: 0 rows added, 1 changed or removed."
    assert Initiative.objects.get(slug=INCLUDE).title == "New title"
    assert told(capsys, path, "--apply").splitlines()[-1] == "Nothing to do."


def test_a_sheet_comes_from_standard_input_too(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(exported(""))))
    assert told(capsys, "-").startswith("0 new")


def refused(*arguments) -> tuple[int, list[str]]:
    with pytest.raises(CommandError) as error:
        call_command("import_sheet", *arguments, stdout=io.StringIO())
    return error.value.returncode, str(error.value).splitlines()


def test_everything_that_is_wrong_is_a_line_and_nothing_is_applied(sheet):
    path = sheet(changed(f"pick={INCLUDE}", form="projekt", scope="", title="New"))
    assert refused(path, "--apply") == (
        2,
        ["L2: “projekt” is not a form; did you mean “project”?", "M2: It may not be empty."],
    )
    assert Initiative.objects.get(slug=INCLUDE).title == TITLE


def test_a_conflict_is_not_applied_and_what_else_differs_is(sheet):
    path = sheet(changed("rows=entries", title="Theirs", text="Longer."))
    slug = found(path.read_bytes()).things[0].slug
    Initiative.objects.filter(slug=slug).update(title="Ours")
    status, lines = refused(path, "--apply")
    assert (status, lines[0].startswith("Rows in conflict were edited since the export")) == (1, True)
    initiative = Initiative.objects.get(slug=slug)
    assert (initiative.title, initiative.entries.get(text="Longer.").state) == ("Ours", "published")


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.csv", b"", "a.csv: There is nothing in it."),
        ("a.csv", b"id,titel\na,b", "B1: There is no column “titel”; did you mean “title”?"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_line(sheet, name, data, line):
    assert refused(sheet(data, name)) == (2, [line])


def test_a_file_that_is_not_there_is_a_line(tmp_path):
    path = tmp_path / "none.csv"
    assert refused(path) == (2, [f"{path}: No such file or directory."])
    assert refused(tmp_path / "none" / "t.xlsx", "--template")[0] == 2
    assert refused("t.xlsx", "--template", "--apply") == (2, ["--template goes with neither --apply nor --json."])


# ── the template ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_template_has_the_columns_that_are_read_with_help_and_drop_downs(tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("import_sheet", path, "--template")
    book = load_workbook(path)
    heads = {sheet.title: tuple(cell.value for cell in sheet[1]) for sheet in book.worksheets if sheet.title in SHEETS}
    assert heads == SHEETS
    assert all(cell.comment for name in SHEETS for cell in book[name][1])
    listed = {str(row.sqref): row.formula1 for row in book["Entries"].data_validations.dataValidation}
    assert sorted(listed) == ["A2:A1001", "B2:B1001", "D2:D1001"]
    place = listed["B2:B1001"].lstrip("=").replace("$", "").removeprefix("Lists!")
    assert [row[0].value for row in book["Lists"][place]] == ["ar2021", "ar2022"]


def test_a_template_that_was_filled_in_is_read(tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("import_sheet", path, "--template")
    book = load_workbook(path)
    book["Initiatives"].append(["", "Très new", "What it is.", "HR", "funding-instruments", "local", "", "national"])
    book["Entries"].append(["tres-new", "ar2022", "It began.[^1]", "launched"])
    book.save(path)
    comparison = found(path.read_bytes())
    assert [(thing.key[:3], thing.where, thing.state) for thing in comparison.things] == [
        (("initiative", "tres-new", ""), "Initiatives!2", "new"),
        (("entry", "tres-new", "ar2022"), "Entries!2", "new"),
    ]
    assert comparison.wrong == []
