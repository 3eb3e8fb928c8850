"""The real catalogue: what the two report sections tell, complete and as its sources say."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from initiatives import index
from initiatives.importer import fixtures
from initiatives.markers import marks
from initiatives.models import Entry, Footnote, Head, Initiative, Version
from initiatives.public import records

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def catalogue_records(catalogue):
    snapshot = index.current()
    return list(records(snapshot, sorted(snapshot.documents)))


def test_the_totals_are_those_of_the_two_report_sections(catalogue_records):
    entries = [entry for record in catalogue_records for entry in record["entries"]]
    notes = [footnote for entry in entries for footnote in entry["footnotes"]]
    assert len(catalogue_records) == 22
    assert Counter(entry["year"] for entry in entries) == {2020: 9, 2021: 14}
    assert Counter(note["state"] for note in notes) == {
        "cited": 1,
        "doubtful": 1,
        "probable": 13,
        "missing": 9,
        "lost": 1,
    }
    assert sum(len(record["levels"]) > 1 for record in catalogue_records) == 15
    assert sorted(entry["id"] for entry in entries if "uncited" in entry["evidence"]) == [
        "ee-guidelines-local-governments-integration-services.ar2021",
        "hr-include.ar2021",
    ]
    assert [entry["id"] for entry in entries if "source-truncated" in entry["evidence"]] == ["hr-include.ar2021"]


def test_the_countries_and_themes_are_those_of_the_two_report_sections(catalogue_records):
    countries = Counter(code for record in catalogue_records for code in record["countries"] or [record["scope"]])
    once = "BE CH CY DK EE FI FR HU LU NL PL SK eu international".split()  # noqa: SIM905
    assert countries == {"HR": 5, "BG": 2, "CZ": 2, "GR": 2} | dict.fromkeys(once, 1)
    themes = Counter(theme for record in catalogue_records for theme in record["themes"])
    wanted = {"multi-stakeholder-platforms": 4, "local-capacity-guidance": 6, "strategies-action-plans": 3}
    assert themes | wanted == themes


def test_include_is_one_initiative_with_two_entries_and_its_lost_note(catalogue_records):
    [include] = [record for record in catalogue_records if record["id"] == "hr-include"]
    assert [(entry["year"], entry["status"]) for entry in include["entries"]] == [
        (2020, "launched"),
        (2021, "continued"),
    ]
    assert [(n["number"], n["state"]) for n in include["entries"][0]["footnotes"]] == [
        (1090, "missing"),
        (1091, "lost"),
    ]
    assert marks(include["entries"][0]["text"]) == ["1090"]


def test_figures_keep_their_qualifiers_and_dates_their_precision(catalogue_records):
    by_slug = {record["id"]: record for record in catalogue_records}
    told = {
        slug: [(row["qualifier"], row["value"], row["unit"]) for row in by_slug[slug]["entries"][0]["figures"]]
        for slug in (
            "fi-integration-partnership-programme",
            "dk-placement-quotas",
            "nl-guidance-eritrean-beneficiaries",
        )
    }
    assert told == {
        "fi-integration-partnership-programme": [("more-than", 140, "stakeholders")],
        "dk-placement-quotas": [("about", 600, "refugees")],
        "nl-guidance-eritrean-beneficiaries": [("about", 20000, "persons")],
    }
    assert [row["edtf"] for row in by_slug["fi-integration-partnership-programme"]["dates"]] == ["2020-11", "2021-03"]
    assert [row["edtf"] for row in by_slug["eu-urban-agenda-partnership-inclusion"]["dates"]] == ["2021/2022"]


def test_every_marker_has_its_footnote_and_every_footnote_its_marker(catalogue_records):
    loose = [
        (entry["id"], note["mark"])
        for record in catalogue_records
        for entry in record["entries"]
        for note in entry["footnotes"]
        if note["mark"] not in marks(entry["text"])
    ]
    assert loose == [("hr-include.ar2021", "1091")]


def test_what_is_inferred_is_flagged_with_its_reason(catalogue_records):
    inferred = {record["id"] for record in catalogue_records if any(row["inferred"] for row in record["actors"])}
    assert sorted(inferred) == [
        "bg-mapping-academic-initiatives-asylum",
        "hr-advisory-group-third-country-nationals",
        "hr-handbook-local-authorities",
        "hr-informative-videos",
        "hr-new-neighbours",
    ]
    flagged = {record["id"] for record in catalogue_records if "inferred" in record["evidence"]}
    assert inferred < flagged


def test_the_parts_of_include_are_told_from_both_sides(catalogue_records):
    [include] = [record for record in catalogue_records if record["id"] == "hr-include"]
    assert [(row["type"], row["id"], row["inferred"]) for row in include["relations"]] == [
        ("has-part", "hr-advisory-group-third-country-nationals", True),
        ("has-part", "hr-handbook-local-authorities", True),
        ("has-part", "hr-informative-videos", True),
    ]


def test_a_second_load_changes_nothing():
    before = Head.objects.get(pk=1).number, Version.objects.count(), Footnote.objects.count()
    call_command("load_catalogue", verbosity=0)
    assert (Head.objects.get(pk=1).number, Version.objects.count(), Footnote.objects.count()) == before


def test_a_load_leaves_what_editors_made_of_the_data():
    Initiative.objects.filter(slug="hr-include").update(title="An editor's title")
    Entry.objects.filter(initiative__slug="hr-include").update(text="An editor's text.")
    call_command("load_catalogue", verbosity=0)
    assert Initiative.objects.get(slug="hr-include").title == "An editor's title"
    assert set(Entry.objects.filter(initiative__slug="hr-include").values_list("text", flat=True)) == {
        "An editor's text."
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 'x'\nsummary = 'y'\nscope = 'nowhere'", "scope"),
        ("title = 'x'\nsummary = 'y'\nscope = 'national'\ncolour = 'red'", "there is no field “colour”"),
        ("title = 'x'\nsummary = 'y'\nscope = 'national'\nthemes = ['no-such']", "there is no theme “no-such”"),
        (
            "title = 'x'\nsummary = 'y'\nscope = 'national'\n[[actors]]\nactor = 'nobody'\nrole = 'lead'",
            "no actor “nobody”",
        ),
        ("title = ", "Invalid value"),
        (
            "title = 'x'\nsummary = 'y'\nscope = 'national'\n[[entries]]\nedition = 'ar2021'\ntext = 'x'\n"
            "[[entries.dates]]\nedtf = '2020-13'\nwhat = 'y'",
            "“2020-13” is not a date in EDTF",
        ),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong_and_nothing_is_loaded(tmp_path, text, message):
    for path in (settings.BASE_DIR / "fixtures").glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "initiatives").mkdir()
    (tmp_path / "initiatives" / "wrong.toml").write_text(text)
    with pytest.raises(CommandError) as error:
        call_command("load_catalogue", folder=tmp_path, verbosity=0)
    assert "wrong.toml" in str(error.value) and message in str(error.value)
    assert (error.value.returncode, Initiative.objects.filter(slug="wrong").exists()) == (2, False)


def test_a_folder_without_the_files_is_refused():
    with pytest.raises(fixtures.FixtureError, match=r"vocabularies\.toml"):
        fixtures.load(Path("/nonexistent"))


# The published reports are their publisher's. Where their sections are at hand, our words are held to be ours.
SECTIONS = os.environ.get("REPORT_SECTIONS", "")
LONGEST_RUN = 7
NAMES = (
    "National Action Plan on the Integration of Third-Country Nationals 2020-2022",
    "Action Plan for the Integration of Persons Granted International Protection",
    "territorial contracts for reception and integration of refugees",
    "territorial contracts for reception and integration",
    "Czechia, Hungary, Poland and Slovakia",
    "territorial projects for reception and integration",
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+|¶", text.casefold())


def without_names(text: str, record: dict) -> str:
    """The text with a break for each proper name: those have no other words."""
    names = [record["title"], *(re.sub(r" \(.*\)", "", row["name"]) for row in record["actors"]), *NAMES]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), " ¶ ", text, flags=re.IGNORECASE)
    return re.sub(r"\[\^\w+\]", "", text)


@pytest.mark.skipif(not SECTIONS, reason="REPORT_SECTIONS does not say where the report sections are")
def test_entries_are_told_in_our_own_words(catalogue_records):
    reports = words(" ".join(path.read_text() for path in Path(SECTIONS).glob("*.txt")))
    runs = {tuple(reports[n : n + LONGEST_RUN]) for n in range(len(reports) - LONGEST_RUN)}
    copied = []
    for record in catalogue_records:
        for text in [record["summary"], *(entry["text"] for entry in record["entries"])]:
            own = words(without_names(text, record))
            copied += [run for n in range(len(own)) if (run := tuple(own[n : n + LONGEST_RUN])) in runs]
    assert copied == []
