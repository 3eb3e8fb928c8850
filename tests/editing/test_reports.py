"""Readers' reports in the hands of editors: found, settled, their addresses deleted; contributors see none."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from initiatives.models import Changeset, Initiative, Report
from initiatives.publishing import rename
from tests.editing.pages import Page, open_page

LIST = "/admin/initiatives/report/"


@pytest.fixture
def report(catalogue) -> Report:
    return Report.objects.create(
        slug="hr-include",
        version=1,
        as_of=Changeset.objects.get().label,
        part="entry",
        edition="ar2022",
        text="The énergie of <b>Łódź</b> is not in it.",
        email="reader@example.org",
        received=timezone.now(),
    )


def page_of(report: Report) -> str:
    return f"{LIST}{report.pk}/change/"


def listed(client, question="") -> list[str]:
    return [row.reference for row in client.get(f"{LIST}?{question}").context["cl"].result_list]


def again(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_the_first_page_says_how_many_are_new_to_those_who_may_see_them(editor, contributor, report):
    words = [Page(client.get("/admin/")).words for client in (editor, contributor)]
    assert ["1 new report of an error" in said for said in words] == [True, False]
    Report.objects.update(state="dismissed", handled_at=timezone.now(), email="")
    assert "new report" not in Page(editor.get("/admin/")).words


def test_reports_are_found_by_state_place_words_slug_and_reference(editor, report):
    for question in ("", "state=new", "part=entry", "q=ENERGIE", "q=lodz", "q=hr-include", f"q={report.reference}"):
        assert (question, listed(editor, question)) == (question, [report.reference])
    for question in ("state=handled", "part=title", "q=absent"):
        assert (question, listed(editor, question)) == (question, [])
    assert editor.get(f"{LIST}?email__startswith=r").status_code == 400


def test_a_report_leads_to_the_record_as_it_was_seen_as_it_is_and_to_where_it_is_edited(editor, report):
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="include", why="shorter")
    page = open_page(editor, page_of(report))
    initiative = Initiative.objects.get(slug="include")
    for link in (
        f"/initiatives/hr-include/?as_of={report.as_of}",
        "/initiatives/hr-include/",
        f"/admin/initiatives/initiative/{initiative.pk}/change/",
        f"mailto:reader@example.org?subject={report.reference}",
    ):
        assert link in page.links
    assert ("An entry: ar2022" in page.words, "<b>Łódź</b>" in page.text) == (True, True)


def test_what_the_reader_wrote_is_not_changed_by_a_forged_form(editor, report):
    forged = {"text": "Forged", "email": "x@example.org", "slug": "x", "handled_by": "1", "reference": "AAAA-AAAA"}
    assert editor.post(page_of(report), open_page(editor, page_of(report)).filled(**forged)).status_code == 302
    kept = again(report)
    assert (kept.text, kept.email, kept.slug, kept.handled_by, kept.reference) == (
        report.text,
        report.email,
        report.slug,
        None,
        report.reference,
    )


def test_a_report_that_is_handled_loses_its_address_and_says_who_did_it(editor, report):
    form = open_page(editor, page_of(report)).filled(state="handled", note="Mended.")
    assert editor.post(page_of(report), form).status_code == 302
    kept = again(report)
    assert (kept.state, kept.email, kept.note, kept.handled_by.username) == ("handled", "", "Mended.", "Ana")
    assert kept.handled_at is not None
    assert editor.post(page_of(report), open_page(editor, page_of(report)).filled(state="new")).status_code == 302
    kept = again(report)
    assert (kept.state, kept.email, kept.handled_at, kept.handled_by) == ("new", "", None, None)


@pytest.mark.parametrize(("action", "state"), [("mark_as_handled", "handled"), ("mark_as_dismissed", "dismissed")])
def test_many_are_settled_at_once_those_that_are_new(editor, second_editor, report, action, state):
    done = Report.objects.create(
        text="Done long ago.",
        received=timezone.now(),
        state="handled",
        handled_at=timezone.now(),
        handled_by=User.objects.get(username="Bela"),
    )
    form = {"action": action, "_selected_action": [report.pk, done.pk]}
    response = editor.post(LIST, form, follow=True)
    assert f"1 new report: {state}." in Page(response).words
    kept = again(report)
    assert (kept.state, kept.email, kept.token, kept.handled_by.username) == (state, "", 2, "Ana")
    assert (again(done).state, again(done).handled_by.username) == ("handled", "Bela")


def test_two_editors_do_not_write_over_each_others_notes(editor, second_editor, report):
    mine, theirs = open_page(editor, page_of(report)), open_page(second_editor, page_of(report))
    assert second_editor.post(page_of(report), theirs.filled(note="Of Bela", state="handled")).status_code == 302
    page = Page(editor.post(page_of(report), mine.filled(note="Of Ana")))
    assert ("Somebody else saved a newer version" in page.words, again(report).note) == (True, "Of Bela")


def test_contributors_and_strangers_see_no_report(contributor, client, report):
    addresses = (LIST, page_of(report), f"{LIST}{report.pk}/history/", f"{LIST}?q=lodz")
    assert [contributor.get(address).status_code for address in addresses] == [403] * 4
    assert [client.get(address).status_code for address in addresses] == [302] * 4
    assert contributor.post(LIST, {"action": "mark_as_handled", "_selected_action": [report.pk]}).status_code == 403
    assert again(report).state == "new"


def test_nobody_adds_or_deletes_a_report_by_hand(editor, superuser, report):
    for client in (editor, superuser):
        assert client.get(f"{LIST}add/").status_code == 403
        assert client.post(f"{LIST}{report.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(LIST, {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"})
    assert again(report).state == "new"
