"""Every editors' page: strict headers, nothing inline, and few queries however many rows."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Entry, EntryFootnote, Footnote, Initiative, Source
from tests.editing.pages import Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def addresses():
    for model in admin.site._registry:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        key = model._default_manager.values_list("pk", flat=True).first()
        yield from (base, f"{base}add/", f"{base}{key}/change/", f"{base}{key}/history/", f"{base}{key}/delete/")
        yield from (f"{base}{key}/{act}/" for act in ("publish", "withdraw", "restore"))
        yield f"{base}?no_such=1"
    yield from ("/admin/", "/admin/initiatives/", "/admin/password_change/", "/admin/login/", "/admin/jsi18n/")


@pytest.mark.once
def test_every_page_has_a_strict_policy_and_nothing_inline_and_is_kept_by_no_cache(superuser):
    statuses = set()
    for address in addresses():
        response = superuser.get(address)
        statuses.add(response.status_code)
        assert response.headers["Content-Security-Policy"] == POLICY, address
        assert response.headers["X-Frame-Options"] == "DENY", address
        if response.headers["Content-Type"].startswith("text/html") and response.content:
            assert Page(response).inline == [], address
        if response.status_code == 200 and "jsi18n" not in address:
            assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", ")), address
    assert statuses == {200, 302, 400, 403}


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def entry_with_footnotes(number):
    entry = Entry.objects.get(initiative__slug="hr-new-neighbours")
    sources = list(Source.objects.all()[:number])
    for n, source in enumerate(sources[1:], 2):
        footnote = Footnote.objects.create(edition_id="ar2022", mark=f"n{n}", state="cited", source=source)
        EntryFootnote.objects.create(entry=entry, footnote=footnote, position=n)
    assert entry.footnote_links.count() == number
    return entry


@pytest.mark.parametrize("number", [1, 10])
def test_the_entry_form_takes_as_few_queries_with_ten_footnotes_as_with_one(editor, number):
    entry = entry_with_footnotes(number)
    assert queries_of(editor, f"/admin/initiatives/entry/{entry.pk}/change/") == 18


@pytest.mark.parametrize("slug", ["hr-new-neighbours", "ch-swiss-integration-agenda"])
def test_the_initiative_form_takes_few_queries(editor, slug):
    initiative = Initiative.objects.get(slug=slug)
    assert queries_of(editor, f"/admin/initiatives/initiative/{initiative.pk}/change/") == 24


def test_the_list_of_initiatives_takes_few_queries(editor):
    assert queries_of(editor, "/admin/initiatives/initiative/") == 15


def test_the_first_page_leads_with_the_main_job(editor):
    page = Page(editor.get("/admin/"))
    assert "Add this year’s entry to an initiative" in page.words
    models = [link for link in page.links if link.endswith("/") and link.count("/") == 4 and "password" not in link]
    assert list(dict.fromkeys(models))[:4] == [
        "/admin/initiatives/initiative/",
        "/admin/initiatives/entry/",
        "/admin/initiatives/actor/",
        "/admin/initiatives/source/",
    ]


def test_fields_in_which_one_finds_things_are_told_their_labels_on_every_form(editor):
    entry = Entry.objects.get(initiative__slug="hr-new-neighbours")
    pages = ["/admin/initiatives/initiative/add/", f"/admin/initiatives/entry/{entry.pk}/change/"]
    found = [editor.get(address).content.decode().count("admin/naming.js") for address in pages]
    assert found == [1, 1]
