"""Footnotes of an edition, edited with the entries that share them."""

from initiatives.models import Entry, Footnote
from tests.editing.pages import Page, open_page


def entry(slug="hr-new-neighbours"):
    return Entry.objects.get(initiative__slug=slug, edition="ar2022")


def address(of):
    return f"/admin/initiatives/entry/{of.pk}/change/"


def refusal(client, **row):
    """What the page says when another entry of the edition is saved with this further footnote."""
    page = open_page(client, address(entry("fr-integration-territories")))
    given = page.row("footnote_links", **{"state": "cited", "citation": "", "source": ""} | row)
    response = client.post(address(entry("fr-integration-territories")), page.filled(**given))
    return Page(response).words if response.status_code == 200 else ""


def test_a_mark_alone_links_the_footnote_that_the_edition_has(editor):
    before = list(Footnote.objects.values())
    assert refusal(editor, mark="1174") == ""
    marks = [link.footnote.mark for link in entry("fr-integration-territories").footnote_links.all()]
    assert (marks, list(Footnote.objects.values())) == (["1164", "1165", "1174"], before)


def test_a_footnote_is_not_written_over_unseen(editor):
    before = list(Footnote.objects.values())
    assert "The edition has a footnote 1174 already: probable" in refusal(editor, mark="1174", citation="Mine")
    assert "The entry has the footnote 1164 in a row of its own." in refusal(editor, mark="1164")
    assert list(Footnote.objects.values()) == before


def test_a_footnote_says_what_it_cites_or_that_nothing_is_known(editor):
    assert "Choose a source or write the citation" in refusal(editor, mark="n1")
    assert "A footnote with a source or a citation is cited" in refusal(
        editor, mark="n1", state="missing", citation="A report"
    )
    assert "Use small letters a-z, digits and single hyphens" in refusal(editor, mark="N 1", citation="A report")
    assert refusal(editor, mark="n1", state="missing") == ""


def test_a_footnote_that_no_entry_has_any_more_is_removed(editor):
    page = open_page(editor, address(entry()))
    form = page.filled(text="No marker any more.", **{"footnote_links-0-DELETE": "on"})
    assert editor.post(address(entry()), form).status_code == 302
    assert not Footnote.objects.filter(edition="ar2022", mark="1174").exists()


def test_a_footnote_whose_marker_stands_in_the_text_stays(editor):
    before = Footnote.objects.filter(mark="1174").values().get()
    page = open_page(editor, address(entry()))
    assert editor.post(address(entry()), page.filled(**{"footnote_links-0-DELETE": "on"})).status_code == 302
    assert Footnote.objects.filter(mark="1174").values().get() == before
    assert [link.footnote.mark for link in entry().footnote_links.all()] == ["1174"]


def test_a_source_is_added_in_a_window_of_its_own(editor):
    page = open_page(
        editor, "/admin/initiatives/source/add/?_popup=1&_to_field=id&_source_model=initiatives.entryfootnote"
    )
    form = page.filled(title="A new report", slug="a-new-report")
    del form["_continue"]
    response = editor.post("/admin/initiatives/source/add/?_popup=1", form | {"_save": "1"})
    assert (response.status_code, "popup_response" in response.content.decode()) == (200, True)
    forged = editor.post("/admin/initiatives/source/add/?_popup=1", form | {"_source_model": "nonsense"})
    assert forged.status_code == 400
