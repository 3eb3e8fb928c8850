"""Sheets and what else happened: carried drafts, withdrawals, cut texts, namesakes, drafts that became public."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, User

from initiatives.cells import fitting
from initiatives.editing.carrying import carry, unchanged
from initiatives.editing.roles import ensure_roles
from initiatives.importer.sheet.applying import apply
from initiatives.importer.sheet.comparing import compare
from initiatives.importer.sheet.parsing import Sheet
from initiatives.importer.writer import NotAppliedError, NotUndoneError, undo
from initiatives.models import (
    Actor,
    Edition,
    Entry,
    EntryFootnote,
    Initiative,
    Participation,
    StepKind,
    Unconfirmed,
    Year,
)
from initiatives.publishing import publish, restore, withdraw
from tests.factories import make_entry, make_initiative
from tests.importer.sheets import differences, exported, found, problems, table
from tests.importer.test_sheet_applying import staged
from tests.importer.test_sheet_comparing import INCLUDE

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def carried() -> Entry:
    """A draft that was carried into a new edition, with all of it unconfirmed."""
    edition = Edition.objects.create(
        slug="ar2023", title="AR 2023", publisher="EUAA", year=Year.objects.create(year=2022)
    )
    return carry(initiatives=[Initiative.objects.get(slug=INCLUDE)], edition=edition, who=None).entries[0]


def unconfirmed(entry: Entry) -> list[str]:
    return list(entry.unconfirmed.values_list("field", flat=True))


def test_what_a_sheet_says_anew_is_confirmed_and_undoing_takes_that_back(carried):
    Unconfirmed.objects.create(entry=carried, field="title", origin="read", words="A title")
    Unconfirmed.objects.create(entry=carried, field="summary", origin="read", words="A summary")
    before = unconfirmed(carried)
    head = ["id", "edition", "title", "text", "entry_status"]
    batch = staged(table(head, [INCLUDE, "ar2023", "New title", "In new words.", "completed"]))
    apply(batch=batch)
    assert unconfirmed(carried) == [name for name in before if name not in {"title", "text", "status"}]
    assert "summary" in unconfirmed(carried)
    undo(batch=batch)
    assert unconfirmed(carried) == before


def test_an_entry_that_a_sheet_gives_another_text_is_no_longer_confirmed_unchanged(carried):
    unchanged(entry=carried, token=carried.token, who=None)
    batch = staged(table(["id", "edition", "text"], [INCLUDE, "ar2023", "In new words."]))
    apply(batch=batch)
    assert list(carried.steps.values_list("kind", flat=True)) == []
    undo(batch=batch)
    assert list(carried.steps.values_list("kind", flat=True)) == [StepKind.UNCHANGED]


# ── texts that no cell holds ─────────────────────────────────────────────────────────────────────────────────

CUT = "This text is longer than a cell holds: change it in the CSV or on its page."


@pytest.fixture
def long_text() -> str:
    """The text of a published entry, longer than a cell of a workbook can hold."""
    text = "A sentence of it. " * 2000
    initiative = make_initiative("long-text", title="Long", scope_id="eu", countries=())
    publish(initiative=initiative, entries=[make_entry(initiative, "ar2022", text=text, notes=())], why="A test.")
    return text.strip()


def entries(name: str, text: str):
    head = ["id", "version", "edition", "text"]
    return compare([Sheet(name, False, [(1, head), (2, ["long-text", "1", "ar2022", text])], [])])


def test_a_text_that_was_cut_for_a_cell_is_never_taken_for_the_whole(long_text):
    cut = fitting(long_text)
    assert entries("Entries", cut).things == []
    for name, text in (
        ("Entries", cut.replace("A sentence", "One sentence", 1)),
        ("Entries", "A short one."),
        ("", cut.replace("A sentence", "One sentence", 1)),
        ("", long_text[:32_767]),
    ):
        assert [message for _where, message in problems(entries(name, text))] == [CUT]
    assert differences(entries("", "A short one.")) == [("text", long_text, "A short one.", "changed")]


def test_a_workbook_that_was_a_table_in_text_has_no_escape_in_a_text_that_was_changed():
    Initiative.objects.filter(slug=INCLUDE).update(title="-1 of a title")
    head = ["id", "title"]
    saved = Sheet("Initiatives", False, [(1, head), (2, [INCLUDE, "'-1 of a title"])], [])
    edited = Sheet("Initiatives", False, [(1, head), (2, [INCLUDE, "'-1 of a new title"])], [])
    assert compare([saved]).things == []
    assert differences(compare([edited])) == [("title", "-1 of a title", "-1 of a new title", "changed")]


# ── withdrawn and restored ───────────────────────────────────────────────────────────────────────────────────


def test_what_was_withdrawn_since_the_comparison_is_not_changed():
    initiative = Initiative.objects.get(slug=INCLUDE)
    batch = staged(table(["id", "edition", "entry_status"], [INCLUDE, "ar2022", "completed"]))
    withdraw(initiative=initiative, reason="A test.")
    with pytest.raises(NotAppliedError, match="is withdrawn: restore it first, or leave the row out"):
        apply(batch=batch)


def test_a_withdrawn_entry_is_not_changed():
    Entry.objects.filter(initiative__slug=INCLUDE, edition="ar2022").update(state="withdrawn")
    data = table(["id", "edition", "entry_status"], [INCLUDE, "ar2022", "completed"])
    assert problems(found(data)) == [("2", "It is withdrawn: restore it before it is changed.")]


def test_a_row_exported_while_its_initiative_was_withdrawn_clears_nothing_when_it_is_restored():
    initiative = Initiative.objects.get(slug=INCLUDE)
    head = next(csv.reader(io.StringIO(exported(f"pick={INCLUDE}").decode("utf-8-sig"), newline="")))
    withdraw(initiative=initiative, reason="A test.")
    restore(initiative=Initiative.objects.get(slug=INCLUDE), why="A test.")
    said = {"id": INCLUDE, "version": "1"}
    comparison = found(table(head, [said.get(column, "") for column in head]))
    assert (comparison.things, comparison.notes, comparison.wrong) == ([], [], [])


def test_a_footnote_that_an_entry_rests_on_no_more_is_not_given_back():
    row = {"id": INCLUDE, "edition": "ar2022", "footnote": "n7", "citation": "Author, 2021", "citation_state": "cited"}
    apply(batch=staged(table(list(row), list(row.values()))))
    batch = staged(table(list(row), list((row | {"citation": "Author, 2022"}).values())))
    EntryFootnote.objects.filter(entry__initiative__slug=INCLUDE, footnote__mark="n7").delete()
    with pytest.raises(NotAppliedError, match="somebody has edited it since the sheet was compared"):
        apply(batch=batch)


# ── who may take back ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "row",
    [
        {"id": INCLUDE, "title": "New title"},
        {"id": INCLUDE, "edition": "ar2022", "entry_status": "completed"},
        {"id": INCLUDE, "edition": "ar2022", "footnote": "n7", "citation": "Author, 2022", "citation_state": "cited"},
    ],
    ids=["initiative", "entry", "footnote"],
)
def test_a_contributor_takes_back_nothing_that_an_editor_changed_in_public_things(row):
    first = row | {"citation": "Author, 2021"} if "footnote" in row else {"id": INCLUDE, "summary": "Before."}
    apply(batch=staged(table(list(first), list(first.values()))))
    ensure_roles()
    carla = User.objects.create_user("Carla", is_staff=True)
    carla.groups.set(Group.objects.filter(name="Contributors"))
    batch = staged(table(list(row), list(row.values())), carla)
    apply(batch=batch)
    with pytest.raises(NotUndoneError, match="It changed what is public: only those who may publish undo it."):
        undo(batch=batch, who=carla)
    undo(batch=batch)


def test_a_contributor_takes_back_drafts():
    ensure_roles()
    carla = User.objects.create_user("Carla", is_staff=True)
    carla.groups.set(Group.objects.filter(name="Contributors"))
    head = ["id", "title", "summary", "scope", "countries"]
    batch = staged(table(head, ["", "Brand new", "What it is.", "national", "HR"]), carla)
    apply(batch=batch, who=carla)
    undo(batch=batch, who=carla)
    assert not Initiative.objects.filter(slug="brand-new").exists()


# ── rows and names that could be two things ──────────────────────────────────────────────────────────────────


def test_a_sheet_named_after_initiatives_that_has_columns_of_entries_is_read_as_entries():
    rows = [(1, ["id", "edition", "entry_status"]), (2, [INCLUDE, "ar2022", "completed"])]
    comparison = compare([Sheet("Initiatives", False, rows, [])])
    assert differences(comparison) == [("entry_status", "continued", "completed", "changed")]


def test_two_new_rows_with_one_title_need_an_id_each():
    head = ["id", "title", "summary", "scope", "countries"]
    new = ["", "The same title", "What it is.", "national"]
    comparison = found(table(head, [*new, "HR"], [*new, "PL"]))
    assert ("B3", "Two new rows have this title: give each an id.") in problems(comparison)
    assert found(table(head, ["one", *new[1:], "HR"], ["two", *new[1:], "PL"])).wrong == []


@pytest.fixture
def namesakes() -> list[Participation]:
    """The participations of an initiative in which two actors of one name take part."""
    initiative = Initiative.objects.get(slug=INCLUDE)
    first = initiative.participations.select_related("actor").order_by("position", "actor").first()
    initiative.participations.exclude(pk=first.pk).delete()
    Participation.objects.filter(pk=first.pk).update(role_id="lead", position=1)
    other = Actor.objects.create(slug="namesake", name=first.actor.name, kind=first.actor.kind)
    Participation.objects.create(initiative=initiative, actor=other, role_id="partner", position=2)
    return list(initiative.participations.order_by("position"))


def taking_part() -> list[tuple[int, str]]:
    rows = Participation.objects.filter(initiative__slug=INCLUDE).order_by("position")
    return list(rows.values_list("actor", "role"))


def test_roles_alone_stay_with_the_actors_that_have_them(namesakes):
    first, second = (row.actor_id for row in namesakes)
    apply(batch=staged(table(["id", "actor_roles"], [INCLUDE, "funder; partner"])))
    assert taking_part() == [(first, "funder"), (second, "partner")]


def test_an_actor_is_added_where_namesakes_take_part_already(namesakes):
    first, second = (row.actor_id for row in namesakes)
    name, third = namesakes[0].actor.name, Actor.objects.exclude(pk__in=[first, second]).order_by("slug").first()
    cells = [INCLUDE, f"{name}; {name}; {third.name}", "partner; lead; funder"]
    apply(batch=staged(table(["id", "actors", "actor_roles"], cells)))
    assert taking_part() == [(second, "partner"), (first, "lead"), (third.pk, "funder")]


# ── many names that nobody knows ─────────────────────────────────────────────────────────────────────────────


def test_only_the_first_unknown_names_are_guessed_and_each_but_once():
    lines = [[f"hr-includ{number}", "1", "x"] for number in range(30)]
    said = [message for _where, message in problems(found(table(["id", "version", "title"], *lines, *lines)))]
    assert sum("did you mean “hr-include”?" in message for message in said) == 40
    assert len(said) == 60
