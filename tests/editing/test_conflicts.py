"""Two editors at once: nobody writes over somebody else's newer version unseen, and nothing typed is lost."""

from django.contrib import admin

from initiatives.models import Actor, Entry, Initiative, Source
from tests.editing.pages import Page, open_page

NEWER = "Somebody else saved a newer version while you were editing, so nothing has been saved."


def entry_address():
    return f"/admin/initiatives/entry/{entry().pk}/change/"


def entry():
    return Entry.objects.get(initiative__slug="hr-new-neighbours")


def test_an_older_form_is_refused_and_both_texts_are_shown(editor, second_editor):
    address = entry_address()
    mine, theirs = open_page(editor, address), open_page(second_editor, address)
    assert second_editor.post(address, theirs.filled(text="Text of Bela.[^1174]")).status_code == 302

    response = editor.post(address, mine.filled(text="Text of Ana.[^1174]", note="A note of Ana"))
    page = Page(response)
    assert (response.status_code, entry().text, entry().token) == (200, "Text of Bela.[^1174]", 2)
    assert NEWER in page.words
    assert ("Text of Bela.[^1174]" in page.words, "Text of Ana.[^1174]" in page.words) == (True, True)
    assert (page.fields["text"], page.fields["note"]) == ("Text of Ana.[^1174]", "A note of Ana")
    assert (page.fields["token"], page.checkboxes["replaces"]) == ("1", ["2"])

    response = editor.post(address, page.filled())
    assert (response.status_code, entry().text) == (200, "Text of Bela.[^1174]")

    response = editor.post(address, page.filled(replaces="2"))
    assert (response.status_code, entry().text, entry().token) == (302, "Text of Ana.[^1174]", 3)


def test_a_third_version_in_between_is_refused_again(editor, second_editor):
    address = entry_address()
    mine = open_page(editor, address)
    second_editor.post(address, open_page(second_editor, address).filled(text="Second.[^1174]"))
    refused = Page(editor.post(address, mine.filled(text="Mine.[^1174]")))
    second_editor.post(address, open_page(second_editor, address).filled(text="Third.[^1174]"))
    response = editor.post(address, refused.filled(replaces="2"))
    page = Page(response)
    assert (response.status_code, entry().text) == (200, "Third.[^1174]")
    assert (page.fields["text"], page.checkboxes["replaces"]) == ("Mine.[^1174]", ["3"])
    assert "replaces" not in page.fields
    assert editor.post(address, page.filled(replaces="3")).status_code == 302
    assert entry().text == "Mine.[^1174]"


def test_a_form_without_a_token_is_refused(editor):
    address = entry_address()
    for token in ("", "abc", "0", "9" * 30):
        form = open_page(editor, address).filled(text="Forged.", token=token)
        assert editor.post(address, form).status_code == 200
    assert entry().token == 1


def test_a_change_of_rows_alone_makes_older_forms_outdated(editor, second_editor):
    address = entry_address()
    mine, theirs = open_page(editor, address), open_page(second_editor, address)
    row = theirs.row("dates", edtf="2021-05", what="open day", kind="event")
    assert second_editor.post(address, theirs.filled(**row)).status_code == 302
    assert entry().token == 2
    row = mine.row("dates", edtf="2021-06", what="Open Day", kind="event")
    page = Page(editor.post(address, mine.filled(**row)))
    assert NEWER in page.words
    assert "what: open day" in page.words.lower()
    assert "Date: 2021-05; What: open day; Kind: event" in page.words
    assert "Date: 2021-06; What: Open Day; Kind: event" in page.words
    assert page.fields["dates-0-edtf"] == "2021-06"
    assert editor.post(address, page.filled(replaces="2")).status_code == 302
    assert [date.edtf for date in entry().dates.all()] == ["2021-05", "2021-06"]


def test_a_row_that_somebody_else_deleted_is_kept_as_typed(editor, second_editor):
    address = entry_address()
    entry().dates.create(edtf="2021-05", what="open day", kind="event")
    entry().dates.create(edtf="2021-07", what="panel", kind="event")
    mine, theirs = open_page(editor, address), open_page(second_editor, address)
    second_editor.post(address, theirs.filled(**{"dates-0-DELETE": "on"}))
    assert [date.edtf for date in entry().dates.all()] == ["2021-07"]
    page = Page(editor.post(address, mine.filled(**{"dates-0-what": "open day of the project"})))
    assert NEWER in page.words
    assert editor.post(address, page.filled(replaces="2")).status_code == 302
    assert [(date.edtf, date.what) for date in entry().dates.all()] == [
        ("2021-05", "open day of the project"),
        ("2021-07", "panel"),
    ]


def test_a_shared_footnote_changed_elsewhere_makes_the_form_outdated(editor, second_editor):
    here = entry()
    there = Entry.objects.filter(edition=here.edition).exclude(pk=here.pk).first()
    address, other = entry_address(), f"/admin/initiatives/entry/{there.pk}/change/"
    theirs = open_page(second_editor, other)
    row = theirs.row("footnote_links", mark="1174", state="cited")
    assert second_editor.post(other, theirs.filled(**row)).status_code == 302
    mine, theirs = open_page(editor, address), open_page(second_editor, other)
    place = next(key for key, value in theirs.fields.items() if key.endswith("-mark") and value == "1174")
    changed = {place.replace("-mark", "-note"): "A note of Bela"}
    assert second_editor.post(other, theirs.filled(**changed)).status_code == 302
    page = Page(editor.post(address, mine.filled(**{"footnote_links-0-note": "A note of Ana"})))
    assert (NEWER in page.words, "A note of Bela" in page.words) == (True, True)
    assert here.footnote_links.get().footnote.note == "A note of Bela"


def test_initiatives_actors_and_sources_are_guarded_alike(editor, second_editor):
    initiative = Initiative.objects.get(slug="hr-new-neighbours")
    cases = {
        f"/admin/initiatives/initiative/{initiative.pk}/change/": ("summary", Initiative, initiative.pk),
        f"/admin/initiatives/actor/{Actor.objects.first().pk}/change/": ("note", Actor, Actor.objects.first().pk),
        f"/admin/initiatives/source/{Source.objects.first().pk}/change/": ("note", Source, Source.objects.first().pk),
    }
    for address, (name, model, pk) in cases.items():
        mine, theirs = open_page(editor, address), open_page(second_editor, address)
        assert second_editor.post(address, theirs.filled(**{name: "Theirs"})).status_code == 302
        page = Page(editor.post(address, mine.filled(**{name: "Mine"})))
        assert (NEWER in page.words, page.fields[name]) == (True, "Mine")
        assert getattr(model.objects.get(pk=pk), name) == "Theirs"


def test_a_save_of_what_was_deleted_meanwhile_shows_all_that_was_typed(editor):
    address = entry_address()
    form = open_page(editor, address).filled(text="A long text, typed for an hour.")
    Entry.objects.filter(pk=entry().pk).delete()
    response = editor.post(address, form)
    assert (response.status_code, "A long text, typed for an hour." in Page(response).text) == (409, True)


def test_a_publication_meanwhile_is_not_undone_by_a_save(editor):
    address = entry_address()
    form = open_page(editor, address).filled(text="Mine.[^1174]")
    Entry.objects.update(state="withdrawn")
    assert editor.post(address, form).status_code == 302
    assert entry().state == "withdrawn"


def test_two_who_add_the_same_entry_at_the_same_moment_lose_nothing_typed(editor, monkeypatch):
    other = Entry.objects.exclude(initiative=entry().initiative).first().initiative
    address = "/admin/initiatives/entry/add/"
    form = open_page(editor, address).filled(
        initiative=str(other.pk), edition="ar2021", status="launched", text="A long text, typed for an hour."
    )
    Entry.objects.filter(initiative=other, edition="ar2021").delete()
    save = admin.site._registry[Entry].save_model

    def saved_after_another(request, obj, form, change):
        Entry.objects.create(initiative=other, edition_id="ar2021", text="Theirs.")
        save(request, obj, form, change)

    monkeypatch.setattr(admin.site._registry[Entry], "save_model", saved_after_another)
    response = editor.post(address, form)
    assert (response.status_code, "A long text, typed for an hour." in Page(response).text) == (409, True)
