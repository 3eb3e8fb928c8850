"""A sheet held against the catalogue: exports are all the same, and each change is told cell by cell."""

import csv
import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from initiatives import index
from initiatives.importer.sheet.comparing import compare
from initiatives.importer.sheet.layout import KEYS, OF_ENTRY, OF_FOOTNOTE, OF_INITIATIVE
from initiatives.importer.sheet.parsing import Sheet
from initiatives.importer.sheet.reading.bounds import letters
from initiatives.importer.sheet.telling import as_text
from initiatives.models import Actor, Entry, Footnote, Initiative, Source
from initiatives.publishing import publish, rename, withdraw
from tests.factories import make_entry, make_initiative
from tests.importer.sheets import changed, differences, exported, found, problems, table
from tests.test_selection import FUZZ

pytestmark = pytest.mark.usefixtures("catalogue")

INCLUDE = "hr-include"
TITLE = "INCLuDE – Inter-sectoral cooperation in the empowerment of third-country nationals"


NEW_INITIATIVE = {
    "id": "",
    "title": "Très new",
    "summary": "What it is.",
    "scope": "national",
    "countries": "HR",
    "levels": "local",
    "themes": "funding-instruments",
}
NO_FOOTNOTE = "The first row names no column “footnote”, which says which footnote a row is."
ODD_BEGINNINGS = [*"=+-@'\t\r\n;,\"", "''", "_x000D_", "; ", "\ufeff"]


def all_the_same(number: int) -> dict[str, int]:
    return {"new": 0, "changed": 0, "conflicting": 0, "wrong": 0, "same": number}


# ── our own exports ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "extension", "things"),
    [("", "csv", 22), ("rows=entries", "csv", 45), ("rows=footnotes", "csv", 68), ("", "xlsx", 70)],
)
def test_our_own_exports_are_all_the_same(query, extension, things):
    comparison = found(exported(query, extension))
    assert (comparison.counts, comparison.wrong, comparison.notes) == (all_the_same(things), [], [])


def test_an_export_that_another_program_saved_again_is_the_same():
    initiative = Initiative.objects.get(slug=INCLUDE)
    initiative.title = "=SUM(1; 2) of a title"
    initiative.save()
    publish(initiative=initiative, why="A test.")
    target = io.BytesIO()
    load_workbook(io.BytesIO(exported("", "xlsx"))).save(target)
    assert found(target.getvalue()).counts == all_the_same(70)
    book = Workbook()
    book.active.title = "Initiatives"
    for line in csv.reader(io.StringIO(exported("").decode("utf-8-sig"), newline="")):
        book.active.append([None if text == "" else text for text in line])
    target = io.BytesIO()
    book.save(target)
    assert found(target.getvalue()).counts == all_the_same(22)


@pytest.mark.parametrize("query", ["year=2021&rows=footnotes", "rows=footnotes"])
def test_comparing_takes_the_same_few_queries_for_any_number_of_rows(django_assert_num_queries, query):
    index.current()
    data = exported(query)
    with django_assert_num_queries(19):
        found(data)


def test_an_export_stays_the_same_while_drafts_are_written_and_versions_published():
    before = exported("rows=entries"), exported("", "xlsx")
    initiative = Initiative.objects.get(slug=INCLUDE)
    initiative.title = "Published since"
    initiative.save()
    publish(initiative=initiative, why="A test.")
    Initiative.objects.filter(slug=INCLUDE).update(title="A draft since", summary="Drafted.")
    Entry.objects.filter(initiative=initiative).update(text="Drafted.")
    for data in (*before, exported("rows=entries")):
        comparison = found(data)
        assert (comparison.things, comparison.wrong) == ([], [])


def test_an_export_from_before_a_rename_is_known_by_the_old_slug():
    before = exported("rows=entries")
    rename(initiative=Initiative.objects.get(slug=INCLUDE), slug="hr-included", why="A test.")
    assert found(before).counts == all_the_same(45)


def test_a_withdrawn_initiative_is_left_alone_and_said_to_be_withdrawn():
    before = changed(f"pick={INCLUDE}", title="New")
    withdraw(initiative=Initiative.objects.get(slug=INCLUDE), reason="A test.")
    assert problems(found(before)) == [("A2", "It is withdrawn: restore it before it is changed.")]


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=60),
    st.builds("{}{}".format, st.sampled_from(ODD_BEGINNINGS), st.text(max_size=9)),
).filter(lambda text: text.strip() and "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text))


@pytest.mark.once
@settings(FUZZ, max_examples=300 if os.environ.get("LONG") else 15)
@given(title=HOSTILE, summary=HOSTILE, text=HOSTILE)
def test_hostile_texts_come_back_the_same(catalogue, title, summary, text):
    slug = "hostile"
    Initiative.objects.filter(slug=slug).delete()
    initiative = make_initiative(slug, title=title, summary=summary, scope_id="eu", countries=(), form_id=None)
    entry = make_entry(initiative, "ar2022", text=text, notes=())
    publish(initiative=initiative, entries=[entry], why="A test.")
    for data in (exported(f"pick={slug}&rows=entries"), exported(f"pick={slug}", "xlsx")):
        comparison = found(data)
        assert (comparison.things, comparison.wrong) == ([], [])


# ── what differs ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_changed_cell_is_told_with_what_stands_there_now():
    comparison = found(changed(f"pick={INCLUDE}&rows=entries", title="New title", entry_status="completed"))
    assert differences(comparison) == [
        ("title", TITLE, "New title", "changed"),
        ("entry_status", "launched", "completed", "changed"),
    ]
    assert [thing.where for thing in comparison.things] == ["2", "2"]


def test_a_cell_that_somebody_else_changed_too_is_in_conflict():
    data = changed(f"pick={INCLUDE}", title="Theirs", summary="Ours")
    Initiative.objects.filter(slug=INCLUDE).update(title="Ours")
    [thing] = found(data).things
    assert (thing.state, thing.cells["title"].base, thing.cells["title"].before) == ("conflicting", TITLE, "Ours")
    assert thing.cells["summary"].conflict is False


def test_a_change_that_the_catalogue_has_already_is_none():
    data = changed(f"pick={INCLUDE}", title="The same idea")
    Initiative.objects.filter(slug=INCLUDE).update(title="The same idea")
    assert found(data).counts == all_the_same(1)


def test_order_and_spaces_say_nothing_where_they_say_nothing():
    data = changed("pick=v4-niem-role-of-local-governments", countries=" SK ;PL; HU;CZ ")
    assert found(data).counts == all_the_same(1)


def test_an_empty_cell_clears_only_where_the_row_names_its_version():
    assert differences(found(changed(f"pick={INCLUDE}", form=""))) == [("form", "project", "", "changed")]
    assert differences(found(table(["id", "form"], [INCLUDE, ""]))) == []


def test_columns_stand_in_any_order_and_those_that_are_missing_change_nothing():
    assert differences(found(table(["Title", "ID"], ["New title", INCLUDE]))) == [
        ("title", TITLE, "New title", "changed")
    ]


def test_a_new_initiative_with_its_entry_and_footnote():
    row = NEW_INITIATIVE | {"edition": "ar2022", "text": "It began.[^n9]"}
    row |= {"footnote": "n9", "citation": "Author, 2021", "citation_state": "cited"}
    comparison = found(table(list(row), list(row.values())))
    assert [(thing.key, thing.state) for thing in comparison.things] == [
        (("initiative", "tres-new", "", ""), "new"),
        (("entry", "tres-new", "ar2022", ""), "new"),
        (("footnote", "tres-new", "ar2022", "n9"), "new"),
    ]
    assert comparison.wrong == []


def test_what_several_rows_say_of_one_thing_must_agree():
    comparison = found(table(["id", "edition", "title"], [INCLUDE, "ar2022", "One"], [INCLUDE, "ar2021", "Two"]))
    message = "C2 says something else: write the same in both, or change one only."
    assert ("C3", message) in problems(comparison)


def test_a_derived_column_that_was_changed_is_said_not_to_be_read():
    comparison = found(changed(f"pick={INCLUDE}", status="launched"))
    assert [(note.where, note.message) for note in comparison.notes] == [
        ("N2", "“status” follows from other columns: what was changed here is not read.")
    ]


def test_every_derived_column_that_was_changed_is_said_and_no_other():
    derived = dict.fromkeys(("country_names", "theme_labels", "url", "published_at", "changed_at", "licence"), "x")
    comparison = found(changed(f"pick={INCLUDE}", multi_level="FALSE", **derived))
    assert sorted(note.column for note in comparison.notes) == sorted([*derived, "multi_level"])
    assert found(changed(f"pick={INCLUDE}", multi_level="TRUE")).notes == []


def test_of_many_notes_the_first_are_kept_and_the_others_counted():
    head, *lines = csv.reader(io.StringIO(exported("").decode("utf-8-sig"), newline=""))
    for line in lines:
        for column in ("years", "status", "first_year", "last_year", "entries", "footnotes"):
            line[head.index(column)] = "1999"
    comparison = found(table(head, *lines))
    assert (len(comparison.notes), comparison.number_of_notes) == (100, 22 * 6)
    assert as_text(comparison).splitlines()[-1] == "Note: and 32 more."


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_that_is_wrong_is_named_by_its_cell_at_once():
    sheet = Sheet(
        "Entries",
        False,
        [
            (1, ["id", "edition", "themes", "countries", "form", "title", "version", "year", "actors", "actor_roles"]),
            (2, [INCLUDE, "ar2022", "fundin; funding-instruments", "HR; Grece", "projekt", "a\nb", "", "2019"]),
            (3, ["hr-inclde", "ar2022", "", "", "", "", "1"]),
            (4, [INCLUDE, "ar2029"]),
            (5, ["", "ar2022"]),
            (7, ["at-new-thing", "ar2022", "", "XX", "", "New thing"]),
            (
                8,
                ["hr-advisory-group-third-country-nationals", "ar2022", "", "", "", "", "77", "", "Red Crosss", "lead"],
            ),
        ],
        [],
    )
    assert sorted(problems(compare([sheet]))) == sorted([
        ("Entries!A3", "There is no initiative “hr-inclde”; did you mean “hr-include”?"),
        ("Entries!A5", "The row says neither which initiative it is nor its title."),
        ("Entries!B4", "“ar2029” is no edition of the catalogue. It has: ar2021, ar2022. Add a new edition first."),
        ("Entries!G8", "The catalogue has published no version 77 of “hr-advisory-group-third-country-nationals”."),
        ("Entries!H2", "The edition “ar2022” covers 2021."),
        ("Entries!D7", "“XX” is no country code."),
        ("Entries!7", "A new row needs something in “summary”."),
        ("Entries!7", "A new row needs something in “scope”."),
        ("Entries!7", "A new row needs something in “text”."),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("themes", "fundin", "“fundin” is not a theme; did you mean “funding-instruments”?"),
        ("themes", "funding-instruments; funding-instruments", "The same value stands here twice."),
        ("countries", "Croatia", "“Croatia” is no country code; did you mean “HR”?"),
        ("form", "project; project", "Only one value can stand here."),
        ("scope", "", "It may not be empty."),
        ("title", "a\nb", "It is one line: take the line breaks out."),
        ("title", "a\x07b", "It holds a character that cannot be shown (U+0007)."),
        ("title", "x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("actor_roles", "lead", "There are 3 actors and 1 roles: each actor needs its role, in the same order."),
        ("entry_status", "continues", "“continues” is not a status; did you mean “continued”?"),
        ("id", "hr-inclde", "There is no initiative “hr-inclde”; did you mean “hr-include”?"),
        ("version", "x", "The catalogue has published no version x of “hr-include”."),
        ("entry_id", "hr-include.ar2029", "It says another entry than the columns id and edition."),
    ],
)
def test_a_wrong_cell_is_told_with_what_to_do(column, text, message):
    found_problems = problems(found(changed(f"pick={INCLUDE}&rows=entries", **{column: text})))
    assert [said for _where, said in found_problems][:1] == [message]


READ = [*OF_INITIATIVE, *OF_ENTRY, *OF_FOOTNOTE, *KEYS]


@pytest.mark.once
@settings(FUZZ, max_examples=600 if os.environ.get("LONG") else 40)
@given(column=st.sampled_from(READ), text=HOSTILE)
def test_any_text_in_any_cell_is_a_difference_or_a_problem_that_names_it(catalogue, column, text):
    row = {"id": INCLUDE, "edition": "ar2022", "footnote": "n7"} | {column: text}
    comparison = found(table(list(row), list(row.values())))
    place = letters(list(row).index(column))
    named = [cell.where for thing in comparison.things for cell in thing.cells.values()]
    named += [problem.where for problem in comparison.wrong]
    assert set(named) <= {"2", f"{place}2", "A2"}


def test_an_unknown_actor_is_told_with_the_nearest():
    actor = Actor.objects.get(participations__initiative__slug=INCLUDE, participations__role="funder")
    [(_where, message)] = problems(found(table(["id", "actors", "actor_roles"], [INCLUDE, actor.name + "s", "lead"])))
    assert message == f"“{actor.name}s” is not an actor; did you mean “{actor.name}”?"


@pytest.mark.parametrize(
    ("head", "where", "message"),
    [
        (["id", "titel"], "B1", "There is no column “titel”; did you mean “title”?"),
        (["id", "x"], "B1", "There is no column “x”. Delete it, or begin its name with # to keep it as a remark."),
        (["id", "title", "Title"], "C1", "The column “title” stands here twice."),
        (["title"], "1", "The first row names no column “id”, which says which initiative a row is."),
        (["id", "text"], "1", "The first row names no column “edition”, which says which entry a row is."),
        (
            ["id", "year", "locator"],
            "1",
            "The first row names no column “footnote”, which says which footnote a row is.",
        ),
    ],
)
def test_columns_that_are_not_understood_are_refused(head, where, message):
    assert problems(found(table(head, ["a"] * len(head)))) == [(where, message)]


def test_a_remark_of_the_editors_own_is_not_read():
    assert found(table(["id", "#ask Ana"], [INCLUDE, "about this"])).counts == all_the_same(1)


def test_sheets_that_are_not_read_are_named():
    sheets = [Sheet("Entries", False, [(1, ["id", "edition"])], []), Sheet("Mine", False, [(1, ["x"])], [])]
    hidden = Sheet("Initiatives", True, [], [])
    assert compare([*sheets, hidden]).left == [
        ("Mine", "only Initiatives, Entries and Footnotes are read"),
        ("Initiatives", "hidden sheets are not read"),
    ]


def test_cells_without_a_value_stand_in_the_way():
    sheet = Sheet("Entries", False, [(1, ["id", "edition"])], [("formula", "B2"), ("merged", "A2:A4")])
    assert [where for where, message in problems(compare([sheet]))] == ["Entries!B2", "Entries!A2:A4"]


# ── footnotes ────────────────────────────────────────────────────────────────────────────────────────────────


def footnotes(**cells: str):
    row = {"id": INCLUDE, "edition": "ar2022", "footnote": "n7"} | cells
    return found(table(list(row), list(row.values())))


def test_a_footnote_needs_a_state_that_fits_its_citation():
    assert problems(footnotes(citation="Author, 2021")) == [
        ("2", "A footnote with a citation is cited, probable or doubtful: say which in “citation_state”.")
    ]
    assert problems(footnotes(citation_state="cited")) == [("2", "Without a citation its state is missing or lost.")]
    assert footnotes(citation="Author, 2021", citation_state="cited").wrong == []
    assert footnotes().wrong == []


def test_the_citation_of_a_source_is_changed_with_the_source():
    link = Footnote.objects.filter(source__isnull=False).first()
    entry = link.entries.first()
    cells = {"id": entry.initiative.slug, "edition": link.edition_id, "footnote": link.mark}
    [(_where, message)] = problems(footnotes(**cells, citation="Mine"))
    assert message == f"The citation is that of the source “{link.source.slug}”: change it on the source's page."
    [(_where, message)] = problems(footnotes(**cells, source_url="https://example.org/"))
    assert message == "An address belongs to a source: add the source, or change it, on a page of its own."
    assert Source.objects.count() == 15


def test_a_footnote_of_the_edition_is_linked_as_it_is():
    Footnote.objects.create(edition_id="ar2022", mark="n7", state="cited", citation="Theirs")
    assert [thing.state for thing in footnotes().things] == ["new"]
    assert problems(footnotes(citation="Mine", citation_state="cited")) == [
        ("D2", "The edition has a footnote n7 that says something else: give its mark alone to link it.")
    ]


def test_what_differs_and_what_is_wrong_is_told_in_the_order_of_the_file():
    head, *rows = list(csv.reader(io.StringIO(exported("country=HR", "csv").decode("utf-8-sig"))))
    rows = sorted(rows, key=lambda row: row[head.index("id")], reverse=True)
    for row in rows:
        row[head.index("scope")] = "nowhere"
    target = io.StringIO()
    csv.writer(target).writerows([head, *rows])
    comparison = found(target.getvalue().encode())
    assert [thing.slug for thing in comparison.things] == [row[head.index("id")] for row in rows]
    assert [one.where for one in comparison.wrong] == [f"M{number}" for number in range(2, len(rows) + 2)]
