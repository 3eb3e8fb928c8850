"""The commands that read sections: a dry run told as text and as JSON, and how well sections are read."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import Batch, Edition, Initiative

pytestmark = pytest.mark.usefixtures("catalogue")

FOLDER = Path(__file__).parent / "sections"
TEXT = """Aller au contenu principal

The Office for Human Rights and Rights of National Minorities in Croatia continued the project INCLuDE.7 In
addition, it published a handbook for municipalities.8

7-9
"""


def told(capsys, *arguments, **options) -> str:
    call_command(*arguments, **options)
    return capsys.readouterr().out


@pytest.fixture
def section(tmp_path) -> Path:
    path = tmp_path / "section.txt"
    path.write_text(TEXT)
    return path


def test_a_section_is_told_as_json_in_the_documented_shape(capsys, section):
    report = json.loads(told(capsys, "import_report", section, "--json", edition="ar2022"))
    first, second = report["drafts"]
    assert list(report) == ["edition", "markers", "gaps", "context", "warnings", "drafts"]
    assert (report["edition"], report["markers"], report["gaps"]) == ("ar2022", [7, 8], [9])
    assert list(first) == [
        "title", "countries", "scope", "levels", "themes", "form", "status", "actors", "footnotes", "statements",
        "dates", "continues", "confidence", "because",
    ]  # fmt: skip
    assert (first["continues"], first["status"], first["footnotes"]) == ("hr-include", "continued", [7])
    assert first["because"]["continues"] == "the same acronym: INCLuDE"
    assert first["actors"][0] == {
        "name": "Office for Human Rights and Rights of National Minorities (Croatia)",
        "kind": "national-authority",
        "role": "lead",
    }
    assert [TEXT[one["start"] : one["end"]] for one in second["statements"]] == [second["statements"][0]["text"]]
    assert (second["countries"], second["form"], second["continues"]) == (["HR"], "guidance", None)


def test_a_section_is_told_to_people_with_what_to_look_at(capsys, section):
    lines = told(capsys, "import_report", section, edition="ar2022").splitlines()
    assert lines[0] == "ar2022: 2 markers (7 to 8), 2 drafts, 0 context statements."
    assert "  Footnotes without a marker in the text: 9." in lines


def test_a_section_comes_from_standard_input_too(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert told(capsys, "import_report", "-", edition="ar2022").startswith("ar2022: 2 markers")


def test_a_section_of_an_edition_that_is_new_needs_its_year(capsys, section):
    assert told(capsys, "import_report", section, edition="ar2031", year=2030).startswith("ar2031: 2 markers")
    assert not Edition.objects.filter(slug="ar2031").exists()


def test_reading_writes_nothing(section, django_assert_num_queries):
    before = Initiative.objects.count()
    with django_assert_num_queries(7):
        call_command("import_report", section, edition="ar2022", stdout=io.StringIO())
    assert Initiative.objects.count() == before


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("none.txt", {"edition": "ar2022"}, "none.txt: No such file or directory."),
        ("section.txt", {"edition": "AR"}, "--edition AR: Use small letters"),
        (
            "section.txt",
            {"edition": "new"},
            "There is no edition “new” yet: give the year it covers, such as --year 2023.",
        ),
        ("section.txt", {"edition": "new", "year": 20}, "20 is not a year from 1900 to 2100."),
        ("section.txt", {"edition": "ar2022", "year": 2019}, "The edition “ar2022” covers 2021, not 2019."),
        ("empty.txt", {"edition": "ar2022"}, "there is no text in it."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(section, name, options, message):
    (section.parent / "empty.txt").write_text(" \n\u00a0\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_report", section.parent / name, **options)
    assert message in str(refused.value) and "\n" not in str(refused.value)
    assert refused.value.returncode == 2


@pytest.mark.once
def test_sections_are_measured_against_gold(capsys):
    gold = FOLDER / "wrapped-pages.json"
    rows = json.loads(told(capsys, "measure_import", gold, "--json", "--faults"))
    assert rows["markers"] == {"right": 6, "wrong": 0, "missed": 0, "precision": 1.0, "recall": 1.0}
    assert told(capsys, "measure_import", gold).splitlines()[1].split() == ["markers", "6", "0", "0", "1.000", "1.000"]


@pytest.mark.once
def test_gold_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"none\.json") as refused:
        call_command("measure_import", FOLDER / "none.json")
    assert refused.value.returncode == 2


def test_applied_a_section_is_drafts_once(capsys, section):
    written = [told(capsys, "import_report", section, edition="ar2023", year=2022, apply=True) for _ in "12"]
    assert [text.partition("Written as drafts: ")[2].splitlines()[0] for text in written] == [
        "1 initiatives, 2 entries, 1 actors, 2 footnotes; 0 missing citations filled.",
        "0 initiatives, 0 entries, 0 actors, 0 footnotes; 0 missing citations filled.",
    ]
    assert "Give the new edition ar2023 its title and publisher." in written[0]
    assert set(Initiative.objects.filter(entries__edition="ar2023").values_list("entries__state", flat=True)) >= {
        "draft"
    }


def test_what_cannot_be_applied_is_said_in_one_line_and_nothing_is_written(section):
    section.write_text("In Malta, the ministry opened the “House of Towns”.")
    before = Initiative.objects.count()
    with pytest.raises(CommandError) as refused:
        call_command("import_report", section, edition="ar2023", year=2022, apply=True, title="x" * 400)
    assert (refused.value.returncode, Initiative.objects.count(), Batch.objects.count()) == (1, before, 0)
    assert (
        str(refused.value) == "Nothing was written. title: Ensure this value has at most 300 characters (it has 400)."
    )
