"""The main job: an editor adds this year's entry, sees what is missing, publishes it."""

import json
import os
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from initiatives import index
from initiatives.models import Changeset, Edition, Entry, Initiative, Version, Year
from initiatives.public import records
from tests.editing.pages import Page, open_page

SLUG = "hr-new-neighbours"
LONG = os.environ.get("LONG") == "1"


def public_record(slug=SLUG):
    snapshot = index.current()
    return next(records(snapshot, [snapshot.ids[slug]]))


def public_page() -> str:
    """The initiative's page as a reader sees it who has not signed in."""
    return Client().get(f"/initiatives/{SLUG}/").content.decode()


def add_edition(client):
    year = open_page(client, "/admin/initiatives/year/add/").filled(year="2022")
    assert client.post("/admin/initiatives/year/add/", year).status_code == 302
    form = open_page(client, "/admin/initiatives/edition/add/").filled(
        title="Asylum Report 2023", slug="ar2023", publisher="EUAA", year="2022"
    )
    assert client.post("/admin/initiatives/edition/add/", form).status_code == 302
    assert Edition.objects.get(pk="ar2023").year == Year.objects.get(pk=2022)


def add_entry(client, text):
    initiative = Initiative.objects.get(slug=SLUG)
    page = open_page(client, f"/admin/initiatives/initiative/{initiative.pk}/change/")
    address = f"/admin/initiatives/entry/add/?initiative={initiative.pk}"
    assert address in page.links
    form = open_page(client, address).filled(edition="ar2023", status="continued", text=text)
    assert form["initiative"] == str(initiative.pk)
    response = client.post(address, form, follow=True)
    return Entry.objects.get(initiative=initiative, edition="ar2023"), Page(response)


def test_an_editor_adds_this_years_entry_and_publishes_it(editor):
    add_edition(editor)
    entry, page = add_entry(editor, "The project closed.[^1201]\r\nA conference was held.")
    change = f"/admin/initiatives/entry/{entry.pk}/change/"

    assert entry.text == "The project closed.[^1201]\nA conference was held."
    assert entry.state == "draft"
    assert "The text has markers without a footnote: [^1201]." in page.words
    assert "hr-new-neighbours.ar2023 has a statement without a footnote." in page.words
    assert [str(link.footnote) for link in entry.footnote_links.all()] == ["ar2023 note 1201"]
    assert len(public_record()["entries"]) == 1

    source = page.filled(
        **{
            "text": "The project closed.[^1201]\nA conference was held.[^1202]",
            "footnote_links-0-state": "cited",
            "footnote_links-0-citation": "Ministry of the Interior, report, p. 3",
            **page.row("footnote_links", mark="1202", state="missing", source="", citation="", locator="", note=""),
            **page.row("dates", edtf="2023-03-20", what="closing conference", kind="event"),
            "_publish": "1",
        }
    )
    del source["_continue"]
    assert "A conference was held." not in public_page()
    response = editor.post(change, source)
    publish = f"/admin/initiatives/entry/{entry.pk}/publish/"
    assert (response.status_code, response["Location"]) == (302, publish)
    assert len(public_record()["entries"]) == 1

    page = open_page(editor, publish)
    assert "2022 (ar2023): text" in page.words
    response = editor.post(publish, page.fields | {"why": "The entry for 2022"}, follow=True)
    changeset = Changeset.objects.order_by("number").last()
    assert f"Published as changeset {changeset.label}." in Page(response).words
    assert (changeset.why, changeset.who) == ("The entry for 2022", User.objects.get(username="Ana"))

    assert "A conference was held." in public_page()
    told = public_record()["entries"][-1]
    assert {key: told[key] for key in ("id", "year", "status", "text", "dates")} == {
        "id": "hr-new-neighbours.ar2023",
        "year": 2022,
        "status": "continued",
        "text": "The project closed.[^1201]\nA conference was held.[^1202]",
        "dates": [{"edtf": "2023-03-20", "what": "closing conference", "kind": "event"}],
    }
    assert [(row["mark"], row["state"], row["citation"]) for row in told["footnotes"]] == [
        ("1201", "cited", "Ministry of the Interior, report, p. 3"),
        ("1202", "missing", ""),
    ]
    entry.refresh_from_db()
    assert entry.state == "published"


def test_a_save_alone_never_changes_what_the_public_sees(editor):
    entry = Entry.objects.get(initiative__slug=SLUG)
    before = list(Version.objects.values_list("pk", "to_changeset"))
    change = f"/admin/initiatives/entry/{entry.pk}/change/"
    response = editor.post(change, open_page(editor, change).filled(text="Quite another text.[^1174]"))
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.state, entry.token) == ("Quite another text.[^1174]", "published", 2)
    assert list(Version.objects.values_list("pk", "to_changeset")) == before


def share(rows: QuerySet) -> Iterable:
    """Every second row, on either database another half; all of them in the long form."""
    mine = connection.vendor == "postgresql"
    return rows if LONG else [row for number, row in enumerate(rows.order_by("pk")) if number % 2 == mine]


def test_saving_an_entry_as_it_is_leaves_its_record_as_it_is(editor):
    for entry in share(Entry.objects.all()):
        change = f"/admin/initiatives/entry/{entry.pk}/change/"
        assert editor.post(change, open_page(editor, change).filled()).status_code == 302
        page = open_page(editor, f"/admin/initiatives/entry/{entry.pk}/publish/")
        assert "The public already sees" in page.words, entry


def test_saving_an_initiative_as_it_is_leaves_its_record_as_it_is(editor):
    for initiative in share(Initiative.objects.all()):
        change = f"/admin/initiatives/initiative/{initiative.pk}/change/"
        response = editor.post(change, open_page(editor, change).filled())
        assert response.status_code == 302, Page(response).words
        page = open_page(editor, f"/admin/initiatives/initiative/{initiative.pk}/publish/")
        assert "The public already sees" in page.words, initiative


def test_looking_at_the_publish_pages_changes_nothing(editor):
    entry = Entry.objects.get(initiative__slug=SLUG)
    Entry.objects.filter(pk=entry.pk).update(text="Otherwise.[^1174]")
    before = rows()
    for model, pk in (("entry", entry.pk), ("initiative", entry.initiative_id), ("edition", "ar2022")):
        for act in ("publish", "withdraw", "restore") if model != "edition" else ("publish",):
            open_page(editor, f"/admin/initiatives/{model}/{pk}/{act}/")
    assert rows() == before


def rows():
    tables = (Version, Changeset, Entry, Initiative, Edition)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_what_changed_after_the_page_was_opened_is_not_published(editor, second_editor):
    entry = Entry.objects.get(initiative__slug=SLUG)
    Entry.objects.filter(pk=entry.pk).update(text="First.[^1174]")
    publish = f"/admin/initiatives/entry/{entry.pk}/publish/"
    seen = open_page(editor, publish).fields | {"why": "First"}
    Entry.objects.filter(pk=entry.pk).update(text="Second.[^1174]")
    response = editor.post(publish, seen)
    assert response.status_code == 200
    assert "Somebody saved a change after you opened this page." in Page(response).words
    assert Changeset.objects.count() == 1


def test_what_is_missing_is_said_and_nothing_is_published(editor):
    entry = Entry.objects.get(initiative__slug=SLUG)
    Entry.objects.filter(pk=entry.pk).update(text="A marker too long to be one.[^123456789012345678901]")
    publish = f"/admin/initiatives/entry/{entry.pk}/publish/"
    page = open_page(editor, publish)
    gap = "has the marker [^123456789012345678901], but the entry has no such footnote."
    assert gap in page.words
    response = editor.post(publish, page.fields | {"why": "Too early"})
    assert (response.status_code, gap in Page(response).words) == (200, True)
    assert Changeset.objects.count() == 1


def test_an_initiative_is_withdrawn_and_shown_again(editor):
    initiative = Initiative.objects.get(slug=SLUG)
    address = f"/admin/initiatives/initiative/{initiative.pk}"
    response = editor.post(f"{address}/withdraw/", {"why": "", "replacement": ""})
    assert "This field is required." in Page(response).words
    response = editor.post(f"{address}/withdraw/", {"why": "Wrong country", "replacement": "no-such"})
    assert "The replacement “no-such” is not a published initiative." in Page(response).words
    response = editor.post(f"{address}/withdraw/", {"why": "Wrong country", "replacement": "hr-include"})
    assert response["Location"] == f"{address}/change/"
    initiative.refresh_from_db()
    assert initiative.state == "withdrawn"
    withdrawal = Version.objects.get(kind="withdrawal", to_changeset=None)
    assert json.loads(withdrawal.record)["replacement"] == "hr-include"
    editor.post(f"{address}/restore/", {"why": "It was right"})
    initiative.refresh_from_db()
    assert (initiative.state, public_record()["title"]) == ("published", initiative.title)


def test_a_withdrawn_initiative_is_published_anew_with_the_entries_chosen(editor):
    initiative = Initiative.objects.get(slug=SLUG)
    address = f"/admin/initiatives/initiative/{initiative.pk}"
    editor.post(f"{address}/withdraw/", {"why": "Wrong", "replacement": ""})
    page = open_page(editor, f"{address}/publish/")
    response = editor.post(f"{address}/publish/", page.fields | {"why": "Corrected"})
    assert "No entry is published or about to be" in Page(response).words
    chosen = page.fields | {"why": "Corrected", "entry": page.checkboxes["entry"]}
    response = editor.post(f"{address}/publish/", chosen)
    assert response.status_code == 302, Page(response).words
    assert len(public_record()["entries"]) == 1


def test_a_renamed_source_is_published_where_it_is_shown(editor):
    entry = Entry.objects.get(initiative__slug=SLUG)
    source = entry.footnote_links.get().footnote.source
    address = f"/admin/initiatives/source/{source.pk}"
    form = open_page(editor, f"{address}/change/").filled(title="Another title")
    assert "slug" not in form
    assert editor.post(f"{address}/change/", form).status_code == 302
    page = open_page(editor, f"{address}/publish/")
    assert "It is shown by 1 published initiative: hr-new-neighbours. Each gets a new version." in page.words
    assert editor.post(f"{address}/publish/", page.fields | {"why": "Renamed"}).status_code == 302
    assert "Another title" in public_record()["entries"][0]["footnotes"][0]["citation"]


def test_every_kind_of_thing_has_a_publish_page(editor):
    things = ["actor/1", "source/1", "edition/ar2022", "year/2021", "theme/funding-instruments", "level/local"]
    addresses = [f"/admin/initiatives/{thing}/publish/" for thing in things]
    addresses += ["/admin/countries/country/HR/publish/", "/admin/countries/countrygroup/EU/publish/"]
    said = {address: "The public already sees" in open_page(editor, address).words for address in addresses}
    assert said == dict.fromkeys(addresses, True)
