"""The round board: how far each initiative has come in each year, and what is done from it to many at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives import index
from initiatives.editing import preview
from initiatives.editing.board import MOST_ROWS, STATES, Board
from initiatives.editing.carrying import carry, confirm, step, unchanged
from initiatives.models import (
    Batch,
    Changeset,
    Edition,
    Entry,
    Initiative,
    InitiativeTheme,
    Step,
    StepKind,
    Unconfirmed,
    Year,
)
from initiatives.models.fields import State
from initiatives.publishing import NotPublishableError, publish_entry, withdraw
from tests.editing.pages import Page, open_page
from tests.factories import make_actor, make_entry, make_initiative, make_source

ROUND = "/admin/round/"


@pytest.fixture
def edition(catalogue) -> Edition:
    """The edition of the new round."""
    year = Year.objects.create(year=2022)
    return Edition.objects.create(slug="ar2023", title="Asylum Report 2023", publisher="EUAA", year=year)


@pytest.fixture
def croatia(edition) -> list[Initiative]:
    """Croatia's five initiatives, by title."""
    return list(Initiative.objects.filter(countries="HR", scope="national"))


@pytest.fixture
def drafts(croatia, edition) -> list[Entry]:
    return carry(initiatives=croatia, edition=edition, who=None).entries


def states(board: Board, place: str) -> dict[str, list[str]]:
    """Of each initiative of a place its states by year."""
    return {row.initiative.slug: [cell.state for cell in row.cells] for row in board.rows if row.place == place}


# ── what it shows ────────────────────────────────────────────────────────────────────────────────────────────


def test_each_cell_says_how_far_an_initiative_has_come_in_a_year(drafts):
    unconfirmed, handed_in, same, plain, public = drafts
    for entry in drafts[1:]:
        confirm(entry=entry, token=1, who=None)
    step(handed_in, StepKind.HANDED_IN, None)
    step(same, StepKind.UNCHANGED, None)
    Entry.objects.filter(pk=public.pk).update(state=State.PUBLISHED)
    board = Board()
    assert (board.year, board.years) == (2022, [2020, 2021, 2022])
    assert [told[-1] for told in states(board, "HR").values()] == [
        "carried",
        "review",
        "unchanged",
        "draft",
        "published",
    ]
    assert board.counts == {
        "nothing": 17,
        "carried": 1,
        "draft": 1,
        "review": 1,
        "unchanged": 1,
        "withdrawn": 0,
        "published": 1,
    }


def test_a_withdrawn_initiative_is_withdrawn_in_every_year_and_is_not_carried_forward(editor, croatia):
    withdraw(initiative=croatia[0], reason="Not an initiative")
    [row] = [row for row in Board().rows if row.initiative == croatia[0]]
    assert [(cell.year, cell.state, cell.follows) for cell in row.cells] == [
        (2020, "withdrawn", False),
        (2021, "withdrawn", False),
        (2022, "withdrawn", False),
    ]
    assert (Board().counts["withdrawn"], Board().counts["nothing"]) == (1, 21)
    assert f"{ROUND}carry/?edition=ar2023&initiative={croatia[0].pk}" not in open_page(editor, ROUND).links
    make_entry(croatia[0], "ar2023", "A corrected text.[^7]", notes=(("7", None),))
    assert Board(place="HR").rows[0].cells[-1].state == "draft"


def test_what_only_says_unchanged_since_a_withdrawn_entry_is_not_carried_forward(croatia):
    Entry.objects.filter(initiative=croatia[0]).update(state="withdrawn")
    same = make_entry(croatia[0], "ar2023", "As before.[^7]", notes=(("7", None),))
    step(same, StepKind.UNCHANGED, None)
    Edition.objects.create(slug="ar2024", title="Asylum Report 2024", year=Year.objects.create(year=2023))
    [row] = [row for row in Board().rows if row.initiative == croatia[0]]
    assert [cell.follows for cell in row.cells] == [False] * 4


def test_an_initiative_stands_in_one_place_its_country_or_its_scope(catalogue):
    board = Board()
    places = [row.place for row in board.rows]
    assert len(places) == Initiative.objects.count() == sum(len(group.rows) for group in board.groups)
    assert [group.place for group in board.groups][-3:] == ["transnational", "eu", "international"]
    make_initiative("lost", countries=())
    assert [group.name for group in Board().groups][-1] == "No country yet"


@pytest.mark.parametrize("question", ["", "place=HR", "year=2021", "year=2020&place=GR", "state=published"])
def test_every_count_is_that_of_the_list_behind_it(editor, drafts, question):
    shown = editor.get(f"{ROUND}?{question}").context
    for state, _words, number, _address in shown["states"]:
        listed = editor.get(f"{ROUND}?{question.replace('state=published', '')}&state={state}".replace("?&", "?"))
        assert len(listed.context["board"].rows) == number, state
    for group in shown["board"].groups:
        for year, number in group.published if not shown["board"].state else ():
            listed = editor.get(f"{ROUND}?year={year}&place={group.place}&state=published").context["board"].rows
            assert len(listed) == number


def test_what_a_batch_has_in_review_stands_where_no_entry_is_yet(editor, edition, croatia):
    batch = Batch.objects.create(kind="section", name="x.txt", edition="ar2023", staged_at=timezone.now())
    batch.proposals.create(position=1, fields={"continues": croatia[0].slug})
    batch.proposals.create(position=2, fields={"continues": ""})
    batch.proposals.create(position=3, fields={"continues": croatia[1].slug}, decision="rejected")
    board = Board()
    assert [told[-1] for told in states(board, "HR").values()][:2] == ["review", "nothing"]
    assert board.proposed_anew == 1
    assert f"/admin/initiatives/batch/{batch.pk}/change/" in open_page(editor, ROUND).links
    Batch.objects.update(state="discarded")
    assert (Board().counts["review"], Board().proposed_anew) == (0, 0)


def sheet_row(kind: str, slug: str, edition: str = "", **more) -> dict:
    return {"kind": kind, "slug": slug, "edition": edition, "problems": []} | more


def test_a_spreadsheet_in_review_stands_beside_the_sections(editor, edition, croatia):
    batch = Batch.objects.create(kind="sheet", name="list.xlsx", staged_at=timezone.now())
    known, wrong = croatia[0].slug, [{"where": "row 7", "message": "-"}]
    rows = [
        sheet_row("initiative", known),
        sheet_row("entry", known, "ar2023"),
        sheet_row("footnote", known, "ar2023"),
        sheet_row("entry", "brand-new", "ar2023"),
        sheet_row("entry", croatia[1].slug, "ar2023", problems=wrong),
        sheet_row("entry", croatia[2].slug, "ar2022"),
    ]
    for position, fields in enumerate(rows, 1):
        batch.proposals.create(position=position, fields=fields, decision="accepted")
    board = Board()
    assert [told[-1] for told in states(board, "HR").values()][:3] == ["review", "nothing", "nothing"]
    assert (board.proposed_anew, [(one.name, number) for one, number in board.in_review]) == (1, [("list.xlsx", 2)])
    page = open_page(editor, ROUND)
    assert page.links.count(f"/admin/sheets/{batch.pk}/") == 2
    assert "In review for 2022" in page.words
    assert "list.xlsx spreadsheet, 2 initiatives" in page.words
    assert f"/admin/sheets/{batch.pk}/" in open_page(editor, "/admin/").links
    Batch.objects.update(state="applied", applied_at=timezone.now())
    assert (Board().counts["review"], Board().in_review) == (0, [])
    assert f"/admin/sheets/{batch.pk}/" not in open_page(editor, "/admin/").links


def test_a_year_that_is_chosen_is_the_last_column(editor, drafts):
    board = editor.get(f"{ROUND}?year=2021").context["board"]
    assert (board.years, [edition.pk for edition in board.editions_of_year]) == ([2020, 2021], ["ar2022"])


@pytest.mark.parametrize(
    "question",
    ["year=1999", "year=x", "place=XX", "place=hr", "state=lost", "color=red", "year=2021&year=2020", "q=%00", "%FF=1"],
)
def test_a_question_that_is_not_understood_is_refused(editor, question):
    assert editor.get(f"{ROUND}?{question}").status_code == 400


def test_a_hostile_form_is_refused_and_changes_nothing(editor, edition):
    forms = [
        {"board": "place=XX", "initiative": "1", "edition": "ar2023", "sure": "1"},
        {"board": "", "initiative": "1", "edition": "no-such", "sure": "1"},
        {"board": "%FF", "initiative": "1", "edition": "ar2023", "sure": "1"},
        {"board": "", "initiative": "1", "edition": "", "sure": "1"},
    ]
    assert [editor.post(f"{ROUND}carry/", form).status_code for form in forms] == [400] * 4
    for question in ("edition=ar2023&initiative=x", "edition=%00", "initiative=1", "edition=ar2023&color=red"):
        assert editor.get(f"{ROUND}carry/?{question}").status_code == 400
    for page in ("carry", "confirm", "publish"):
        assert editor.post(f"{ROUND}{page}/?color=red", {"edition": "ar2023"}).status_code == 400
    assert Entry.objects.filter(edition="ar2023").count() == 0


def test_an_empty_catalogue_has_an_empty_board(editor):
    Entry.objects.all().delete()
    assert editor.get(ROUND).status_code == 200


@pytest.mark.parametrize("number", [1, 200])
def test_the_board_takes_as_few_queries_with_two_hundred_initiatives_in_five_years_as_with_one(editor, edition, number):
    fill(number)
    editor.get(ROUND)
    with CaptureQueriesContext(connection) as queries:
        response = editor.get(ROUND)
    board = response.context["board"]
    assert (response.status_code, len(board.rows), board.years) == (200, 22 + number, [2020, 2021, 2022, 2023, 2024])
    assert len(queries) == 14


def fill(number: int) -> None:
    """Initiatives in Austria with an entry in each of five years, unconfirmed in the newest."""
    for year in (2023, 2024):
        Edition.objects.create(slug=f"ar{year + 1}", title=str(year), year=Year.objects.create(year=year))
    rows = [Initiative(slug=f"many-{n}", title=f"Many {n}", summary="-", scope_id="national") for n in range(number)]
    rows = Initiative.objects.bulk_create(rows)
    Initiative.countries.through.objects.bulk_create(
        Initiative.countries.through(initiative=row, country_id="AT") for row in rows
    )
    editions = ("ar2021", "ar2022", "ar2023", "ar2024", "ar2025")
    made = [Entry(initiative=row, edition_id=slug, text="-") for row in rows for slug in editions]
    made = Entry.objects.bulk_create(made)
    Unconfirmed.objects.bulk_create(Unconfirmed(entry=one, field="text", origin="carried") for one in made[4::5])
    Step.objects.bulk_create(Step(entry=one, kind="handed-in", at=timezone.now()) for one in made[3::5])


def test_too_many_for_one_page_are_counted_by_country_and_shown_once_one_is_chosen(editor, edition):
    fill(MOST_ROWS)
    page = open_page(editor, ROUND)
    assert ("Many 7" in page.words, f"0 of {MOST_ROWS} published in 2024" in page.words) == (False, True)
    assert "Many 7" in open_page(editor, f"{ROUND}?place=AT").words


# ── carry forward ────────────────────────────────────────────────────────────────────────────────────────────


def board_form(page: Page, **chosen) -> dict:
    return {
        name: value for name, value in page.fields.items() if name in {"csrfmiddlewaretoken", "board", "edition"}
    } | chosen


def test_an_editor_carries_a_whole_country_forward_after_a_look(editor, croatia, edition):
    page = open_page(editor, f"{ROUND}?place=HR")
    look = Page(editor.post(f"{ROUND}carry/", board_form(page, place="HR")))
    assert Entry.objects.filter(edition="ar2023").count() == 0
    assert "Carry forward into ar2023" in look.words
    form = board_form(page, sure="1", initiative=[str(one.pk) for one in croatia])
    response = editor.post(f"{ROUND}carry/", form, follow=True)
    assert response.redirect_chain == [(f"{ROUND}?place=HR", 302)]
    assert "5 drafts in ar2023." in Page(response).words
    assert Entry.objects.filter(edition="ar2023", state="draft").count() == 5


def test_a_cell_with_nothing_leads_to_carrying_that_one_forward(editor, croatia, edition):
    one = croatia[0]
    address = f"{ROUND}carry/?edition=ar2023&initiative={one.pk}"
    assert address in open_page(editor, ROUND).links
    look = open_page(editor, address)
    response = editor.post(f"{ROUND}carry/", look.fields)
    entry = one.entries.get(edition="ar2023")
    assert response["Location"] == f"/admin/initiatives/entry/{entry.pk}/change/"


def test_two_editors_who_carry_the_same_make_one_entry_and_the_second_is_told(editor, second_editor, croatia):
    form = {"board": "state=nothing", "edition": "ar2023", "initiative": str(croatia[0].pk), "sure": "1"}
    editor.post(f"{ROUND}carry/", form)
    told = Page(second_editor.post(f"{ROUND}carry/", form, follow=True)).words
    assert "ar2023 has an entry of it already (draft)." in told
    assert croatia[0].entries.filter(edition="ar2023").count() == 1


def test_only_what_the_board_shows_is_carried(editor, croatia, edition):
    form = {"board": "place=GR", "edition": "ar2023", "initiative": str(croatia[0].pk), "sure": "1"}
    told = Page(editor.post(f"{ROUND}carry/", form, follow=True)).words
    assert "Nothing was chosen" in told
    assert Entry.objects.filter(edition="ar2023").count() == 0


# ── confirm ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_chosen_drafts_are_confirmed_after_a_look_at_their_texts(editor, drafts):
    look = Page(editor.post(f"{ROUND}confirm/", {"board": "", "place": "HR"}))
    assert all(entry.text.split(".")[0] in look.text for entry in drafts)
    assert Unconfirmed.objects.exists()
    entries = [f"{entry.pk}.1" for entry in drafts]
    told = Page(editor.post(f"{ROUND}confirm/", {"board": "", "sure": "1", "entry": entries}, follow=True)).words
    assert ("5 drafts confirmed." in told, Unconfirmed.objects.count()) == (True, 0)


def test_a_draft_changed_meanwhile_is_not_confirmed_and_neither_is_any_other(editor, drafts):
    Entry.objects.filter(pk=drafts[-1].pk).update(token=2)
    before = Unconfirmed.objects.count()
    entries = [f"{entry.pk}.1" for entry in drafts]
    told = Page(editor.post(f"{ROUND}confirm/", {"board": "", "sure": "1", "entry": entries}, follow=True)).words
    assert ("so none was confirmed" in told, Unconfirmed.objects.count()) == (True, before)


@pytest.mark.parametrize("number", [2, 20])
def test_many_are_confirmed_in_as_few_queries_as_two(editor, edition, number):
    entries = carry(initiatives=list(Initiative.objects.all()[:number]), edition=edition, who=None).entries
    form = {"board": "", "sure": "1", "entry": [f"{entry.pk}.1" for entry in entries]}
    ContentType.objects.get_for_model(Entry)  # what Django reads once is read
    with CaptureQueriesContext(connection) as queries:
        editor.post(f"{ROUND}confirm/", form)
    assert (Unconfirmed.objects.count(), LogEntry.objects.filter(change_message__startswith="Conf").count()) == (
        0,
        number,
    )
    assert len(queries) == 11


def test_nothing_to_confirm_is_said(editor, croatia):
    told = Page(editor.post(f"{ROUND}confirm/", {"board": "", "place": "HR"}, follow=True)).words
    assert "Of what was chosen nothing is left to confirm." in told


# ── publish ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_chosen_drafts_are_published_as_one_changeset_after_one_look(editor, drafts, reader):
    for entry in drafts[:3]:
        unchanged(entry=entry, token=1, who=None)
    confirm(entry=drafts[3], token=1, who=None)
    look = Page(editor.post(f"{ROUND}publish/", {"board": "year=2022", "place": "HR"}))
    assert "1 cannot be published yet and stays a draft" in look.words
    assert drafts[4].initiative.title in look.words
    assert f"The text of {drafts[4].initiative.slug}.ar2023 was carried over from ar2022" in look.words
    form = look.fields | {"entry": [str(entry.pk) for entry in drafts[:4]], "why": "The round for 2022"}
    told = Page(editor.post(f"{ROUND}publish/", form, follow=True)).words
    changeset = Changeset.objects.order_by("number").last()
    assert f"4 entries published as changeset {changeset.label}." in told
    assert (changeset.number, changeset.why) == (2, "The round for 2022")
    assert list(Entry.objects.filter(edition="ar2023", state="draft")) == [drafts[4]]
    assert b"without change" in reader.get(f"/initiatives/{drafts[0].initiative.slug}/").content


def test_one_that_is_incomplete_keeps_all_from_being_published_and_is_named(editor, drafts):
    confirm(entry=drafts[0], token=1, who=None)
    look = Page(editor.post(f"{ROUND}publish/", {"board": "", "place": "HR"}))
    form = look.fields | {"entry": [str(entry.pk) for entry in drafts[:2]], "why": "Too early"}
    response = editor.post(f"{ROUND}publish/", form)
    assert (response.status_code, Changeset.objects.count()) == (200, 1)
    assert f"The text of {drafts[1].initiative.slug}.ar2023 was carried over" in Page(response).words


def test_what_changed_after_the_look_is_not_published(editor, drafts):
    confirm(entry=drafts[0], token=1, who=None)
    look = Page(editor.post(f"{ROUND}publish/", {"board": "", "initiative": str(drafts[0].initiative_id)}))
    Entry.objects.filter(pk=drafts[0].pk).update(text="Otherwise.")
    response = editor.post(f"{ROUND}publish/", look.fields | {"why": "The round"})
    assert "Somebody saved a change after you opened this page." in Page(response).words
    assert Changeset.objects.count() == 1


def test_without_a_reason_nothing_is_published(editor, drafts):
    confirm(entry=drafts[0], token=1, who=None)
    look = Page(editor.post(f"{ROUND}publish/", {"board": "", "initiative": str(drafts[0].initiative_id)}))
    page = Page(editor.post(f"{ROUND}publish/", look.fields | {"why": ""}))
    assert ("This field is required." in page.words, Changeset.objects.count()) == (True, 1)


def test_a_new_initiative_is_published_whole_with_its_first_entry(editor, edition):
    entry = make_entry(make_initiative("fresh"), "ar2023", "It began.[^1]")
    InitiativeTheme.objects.get(initiative=entry.initiative)
    look = Page(editor.post(f"{ROUND}publish/", {"board": "", "initiative": str(entry.initiative_id)}))
    told = Page(editor.post(f"{ROUND}publish/", look.fields | {"why": "New"}, follow=True)).words
    assert "1 entry published as changeset" in told


def mixed(number: int) -> list[Entry]:
    """Drafts for 2022: of public initiatives, the first withdrawn, and of new ones with new actors and sources."""
    public = list(Initiative.objects.order_by("slug")[:number])
    withdraw(initiative=public[0], reason="Not an initiative")
    for one in public:
        make_entry(one, "ar2023", "It went on.[^7]", notes=(("7", None),))
    for n in range(number):
        actor, source = make_actor(f"new-{n}", f"New body {n}"), make_source(f"new-{n}", f"New source {n}")
        fresh = make_initiative(f"fresh-{n}", actors=[(actor, "lead")])
        entry = make_entry(fresh, "ar2023", "It began.[^8]", notes=((f"1{n}", source), ("8", None)))
        Unconfirmed.objects.create(entry=entry, field="title", origin="read", words="Fresh")
    return list(Entry.objects.filter(edition="ar2023").select_related("initiative", "edition").order_by("pk"))


@pytest.mark.parametrize("number", [1, 15])
def test_thirty_drafts_are_looked_at_in_as_few_queries_as_two_and_each_as_if_alone(edition, number):
    drafts = mixed(number)
    index.current()
    with CaptureQueriesContext(connection) as queries:
        found = preview.of_drafts(drafts)
    alone = [preview.of_initiative(entry.initiative, [entry], own_part=False) for entry in mixed_again(drafts)]
    assert (len(found), found) == (2 * number, alone)
    assert len(queries) == 20


def mixed_again(drafts: list[Entry]) -> list[Entry]:
    """The same drafts, read anew."""
    return list(Entry.objects.filter(pk__in=[entry.pk for entry in drafts]).order_by("pk"))


def test_a_draft_of_a_withdrawn_initiative_is_told_with_what_publishing_would_say(editor, edition):
    [draft, _fresh] = mixed(1)
    said = "The initiative is withdrawn: restore it, or publish it anew as a whole."
    look = Page(editor.post(f"{ROUND}publish/", {"board": "", "initiative": str(draft.initiative_id)}))
    assert ("1 cannot be published yet and stays a draft" in look.words, said in look.words) == (True, True)
    with pytest.raises(NotPublishableError, match=said):
        publish_entry(entry=draft, why="The round")


# ── who may do what ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_contributor_carries_and_confirms_but_publishes_nothing(contributor, croatia, edition):
    page = open_page(contributor, ROUND)
    assert ("Carry forward…" in page.words, "Publish the drafts" in page.words) == (True, False)
    form = {"board": "", "edition": "ar2023", "place": "HR", "sure": "1"}
    assert contributor.post(f"{ROUND}carry/", form).status_code == 302
    assert Entry.objects.filter(edition="ar2023").count() == 5
    assert contributor.post(f"{ROUND}publish/", {"board": "", "place": "HR"}).status_code == 403


def test_who_is_not_signed_in_or_has_no_role_sees_nothing(catalogue, django_user_model):
    for page in ("", "carry/", "confirm/", "publish/"):
        address = f"{ROUND}{page}"
        assert Client().get(address)["Location"] == f"/admin/login/?next={address}"
    nobody = Client()
    nobody.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert [nobody.get(f"{ROUND}{page}").status_code for page in ("", "carry/", "confirm/", "publish/")] == [403] * 4


def test_the_pages_are_strict_and_stand_on_the_start_page(editor, drafts):
    assert ROUND in open_page(editor, "/admin/").links
    for response in (
        editor.get(ROUND),
        editor.get(f"{ROUND}carry/?edition=ar2023&initiative=1"),
        editor.post(f"{ROUND}confirm/", {"board": "", "place": "HR"}),
        editor.post(f"{ROUND}publish/", {"board": "", "place": "HR"}),
    ):
        assert (response.status_code, Page(response).inline) == (200, [])
        assert "no-store" in response.headers["Cache-Control"]


def test_every_state_has_a_shape_of_its_own():
    with open("static/admin/round.css") as file:
        css = file.read()
    assert [state for state in STATES if f".shape-{state}" not in css] == []
