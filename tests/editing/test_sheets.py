"""Spreadsheets in the editors' pages: sent, decided row by row, applied, undone; nothing decided is ever lost."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.models import Batch, Initiative
from tests.editing.pages import Page, open_page
from tests.importer.sheets import changed, exported, table, words, workbook
from tests.importer.sheets import rows as rows_of_cells
from tests.importer.test_sheet_applying import whole_sheet
from tests.importer.test_sheet_comparing import INCLUDE, TITLE

SHEETS = "/admin/sheets/"


def send(client, data: bytes, name: str = "list.csv"):
    return client.post(SHEETS, {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def sent(editor) -> str:
    """The address of a spreadsheet in review."""
    return send(editor, whole_sheet())["Location"]


def do(client, address: str, act: str, **more):
    """Presses a button of a spreadsheet's page, as it was opened now; the page that follows."""
    form = open_page(client, address).fields | {"do": act} | more
    response = client.post(address, form, follow=True)
    assert response.status_code == 200
    return Page(response)


def rows(client, address: str) -> list[str]:
    """The rows of a page: what each is called."""
    text = client.get(address).content.decode()
    return [" ".join(re.sub("<[^>]*>", "", one).split()) for one in re.findall(r"<h2 id=.title.*?</h2>", text, re.S)]


def test_a_spreadsheet_is_shown_cell_by_cell_before_anything_is_written(editor, sent):
    page = open_page(editor, sent)
    assert rows(editor, sent) == [
        f"{TITLE} initiative, row 2",
        f"{TITLE} entry ar2022, row 2",
        f"{TITLE} footnote ar2022 note n5, row 2",
        "Très new initiative, row 3",
        "Très new entry ar2022, row 3",
        "Très new footnote ar2022 note n5, row 3",
    ]
    assert "6 rows are accepted." in page.words
    assert page.inline == []
    assert Initiative.objects.get(slug=INCLUDE).title == TITLE


def test_rows_are_filtered_by_their_state(editor, sent):
    assert len(rows(editor, sent)) == 6
    assert len(rows(editor, f"{sent}?show=changed")) == 2
    assert rows(editor, f"{sent}?show=wrong") == []
    for question in ("show=all", "show=new&show=new", "p=2", "p=0", "color=red", "show="):
        assert editor.get(f"{sent}?{question}").status_code == 400, question


def test_a_row_left_out_stays_left_out_and_is_not_applied(editor, sent):
    row = Batch.objects.get().proposals.get(fields__slug=INCLUDE, fields__kind="initiative")
    page = do(editor, f"{sent}?show=changed", f"leave:{row.pk}")
    assert "5 rows are accepted." in page.words
    assert "5 rows are accepted." in open_page(editor, sent).words
    page = do(editor, sent, "apply")
    assert "Applied: everything you accepted is a draft now." in page.words
    assert Initiative.objects.get(slug=INCLUDE).title == TITLE
    assert Initiative.objects.filter(slug="tres-new").exists()


def test_what_was_applied_is_undone(editor, sent):
    do(editor, sent, "apply")
    assert "Undone: everything is as it was" in do(editor, sent, "undo").words
    assert not Initiative.objects.filter(slug="tres-new").exists()
    assert "is not applied but undone: nothing has been done" in do(editor, sent, "undo").words


def test_many_rows_are_decided_at_once_without_the_conflicts(editor):
    data = changed("rows=entries", title="Theirs", text="Longer.")
    Initiative.objects.filter(title__startswith="Advisory").update(title="Ours")
    address = send(editor, data)["Location"]
    assert "1 row is in conflict and left out" in open_page(editor, address).words
    assert "1 row left out." not in do(editor, address, "leave:").words
    assert "1 row accepted." in do(editor, address, "accept:").words
    assert "1 row accepted." in do(editor, f"{address}?show=conflicting", "accept:conflicting").words
    do(editor, address, "apply")
    assert not Initiative.objects.filter(title="Ours").exists()


def test_an_older_page_does_not_apply_what_somebody_else_decided_since(editor, second_editor, sent):
    old = open_page(editor, sent).fields
    do(second_editor, sent, "leave:")
    response = editor.post(sent, old | {"do": "apply"}, follow=True)
    assert "Somebody else worked on this spreadsheet meanwhile." in Page(response).words
    assert Batch.objects.get().state == "staged"


def test_a_row_edited_since_is_flagged_and_the_sheet_is_compared_again(editor, sent):
    row = Initiative.objects.get(slug=INCLUDE)
    row.summary, row.token = "Edited meanwhile.", row.token + 1
    row.save()
    assert "somebody has edited it since the sheet was compared. Compare again." in do(editor, sent, "apply").words
    assert "Compared with the catalogue as it is now." in do(editor, sent, "again").words
    assert rows(editor, f"{sent}?show=conflicting") == [f"{TITLE} initiative, row 2"]


def test_a_spreadsheet_is_put_away(editor, sent):
    assert "Put away. Nothing of it was applied." in do(editor, sent, "discard").words
    assert Batch.objects.get().state == "discarded"


def test_an_unchanged_export_has_nothing_to_do(editor):
    response = send(editor, exported("", "xlsx"), "list.xlsx")
    assert response["Location"] == SHEETS
    assert "The catalogue has all of this already: there is nothing to do." in open_page(editor, SHEETS).words
    assert Batch.objects.count() == 0


def test_why_there_is_nothing_to_do_is_said(editor):
    send(editor, changed(f"pick={INCLUDE}", status="completed"))
    told = open_page(editor, SHEETS).words
    assert "“status” follows from other columns: what was changed here is not read." in told
    assert "In the columns that are read, the catalogue has all of this already: there is nothing to do." in told
    head, *lines = csv.reader(io.StringIO(exported("").decode("utf-8-sig"), newline=""))
    for line in lines:
        line[head.index("licence")] = "mine"
    send(editor, table(head, *lines))
    told = open_page(editor, SHEETS).words
    assert (told.count("“licence” follows from other columns"), "And 19 more cells." in told) == (3, True)
    send(editor, b"".join(editor.get(f"{SHEETS}template.xlsx")), "template.xlsx")
    told = open_page(editor, SHEETS).words
    assert "; Help (only Initiatives, Entries and Footnotes are read)." in told
    assert "There are no rows in it: there is nothing to do." in told


def test_of_many_problems_the_first_are_shown_and_the_others_counted(editor):
    errors = rows_of_cells(words("id", "title"), *['<c t="e"><v>#N/A</v></c>' * 2] * 60)
    page = Page(send(editor, workbook(errors), "list.xlsx"))
    assert page.words.count("The cell holds an error. Write the value.") == 100
    assert "and 20 more" in page.words
    lines = [[INCLUDE, f"ar{year}", "x"] for year in range(3000, 3101)]
    address = send(editor, table(["id", "edition", "text"], *lines))["Location"]
    words_of_page = open_page(editor, address).words
    assert (words_of_page.count("is no edition of the catalogue"), "and 1 more" in words_of_page) == (100, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"PK\x03\x04nothing", "list.csv: It is damaged: it cannot be read as a workbook."),
        (b"id,titel\na,b", "B1: There is no column “titel”; did you mean “title”?"),
    ],
)
def test_a_file_that_cannot_be_compared_is_said_with_what_to_do(editor, data, said):
    response = send(editor, data)
    assert (response.status_code, said in Page(response).words) == (400, True)


def test_what_is_wrong_is_shown_by_its_cell_and_cannot_be_accepted(editor):
    address = send(editor, table(["id", "form"], [INCLUDE, "projekt"]))["Location"]
    page = open_page(editor, address)
    assert "B2 (form): “projekt” is not a form; did you mean “project”?" in page.words
    assert "0 rows accepted." in do(editor, address, "accept:wrong").words


def test_a_hostile_text_is_shown_as_text(editor):
    address = send(editor, changed(f"pick={INCLUDE}", title="<script>alert(1)</script>"), "<b>.csv")["Location"]
    page = open_page(editor, address)
    assert (page.inline, "<script>alert(1)</script>" in page.text) == ([], True)


def test_a_file_that_is_too_big_is_refused_before_it_is_read(editor, monkeypatch):
    monkeypatch.setattr("initiatives.admin.sheet.MOST_BYTES", 3)
    response = send(editor, b"id,title")
    assert (response.status_code, "The file has more than 0 MB." in Page(response).words) == (400, True)


@pytest.mark.once
def test_rows_lead_to_what_they_change_and_many_spreadsheets_stand_on_pages(editor, sent):
    pk = Initiative.objects.get(slug=INCLUDE).pk
    assert f"/admin/initiatives/initiative/{pk}/change/" in open_page(editor, sent).links
    for number in range(25):
        send(editor, table(["id", "title"], [INCLUDE, f"Title {number}"]))
    assert sent in open_page(editor, f"{SHEETS}?p=2").links
    assert editor.get(f"{SHEETS}?p=3").status_code == 400


def test_the_template_is_downloaded(editor):
    response = editor.get(f"{SHEETS}template.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="catalogue-template.xlsx"'
    assert b"".join(response).startswith(b"PK")


def test_the_start_page_leads_to_the_spreadsheets(editor):
    assert SHEETS in open_page(editor, "/admin/").links


def test_contributors_decide_about_their_own_and_change_nothing_public(contributor, sent):
    assert 'name="do"' not in contributor.get(sent).content.decode()
    assert contributor.post(sent, {"do": "leave:"}).status_code == 403
    own = send(contributor, changed(f"pick={INCLUDE}", title="Mine"))["Location"]
    assert "is public: only those who may publish change it" in do(contributor, own, "apply").words


def test_undo_is_offered_only_to_those_who_may(contributor, editor):
    added = table(["id", "title", "summary", "scope"], ["quite-new", "Quite new", "What it is.", "national"])
    own = send(contributor, added)["Location"]
    do(contributor, own, "apply")
    assert "Undo all of it" in open_page(contributor, own).words
    Initiative.objects.filter(slug="quite-new").update(state="published")
    page = open_page(contributor, own)
    said = "It changed what is public: only those who may publish undo it."
    assert (said in page.words, "Undo all of it" in page.words) == (True, False)
    assert said in do(contributor, own, "undo").words
    assert "Undo all of it" in open_page(editor, own).words
    theirs = send(editor, changed(f"pick={INCLUDE}", title="Ours"))["Location"]
    do(editor, theirs, "apply")
    page = open_page(contributor, theirs)
    said = "Whoever sent it, or somebody who may publish, undoes it."
    assert (said in page.words, "Undo all of it" in page.words) == (True, False)


def test_readers_see_no_spreadsheet(contributor, sent, reader):
    for address in (SHEETS, sent, f"{SHEETS}template.xlsx"):
        assert reader.get(address)["Location"].startswith("/admin/login/")
        assert reader.post(address, {"do": "apply"}).status_code == 302
    assert contributor.get(f"{SHEETS}999/").status_code == 404


def test_a_page_of_many_rows_takes_few_queries(editor, django_assert_num_queries):
    lines = [[slug, f"New {slug}"] for slug in Initiative.objects.values_list("slug", flat=True)]
    address = send(editor, table(["id", "title"], *lines))["Location"]
    editor.get(address)
    with django_assert_num_queries(10):
        assert len(rows(editor, address)) == 22
