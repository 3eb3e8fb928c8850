"""What readers have been shown since of what a batch wrote: then it is not undone, but for that alone."""

import json

import pytest
from django.utils import timezone

from initiatives.importer import writer
from initiatives.importer.publicity import shown_since
from initiatives.importer.sheet.applying import apply
from initiatives.importer.sheet.staging import stage
from initiatives.importer.writer import NotUndoneError, undo
from initiatives.models import Actor, Batch, Changeset, Entry, Footnote, Initiative, Version, Written
from initiatives.publishing import (
    publish,
    publish_entry,
    publish_thing,
    rename,
    restore,
    restore_entry,
    withdraw,
    withdraw_entry,
)
from tests.importer.sheets import table

pytestmark = pytest.mark.usefixtures("catalogue")

INCLUDE = "hr-include"
TITLE = {"title": "Title from the sheet"}
TEXT = {"edition": "ar2022", "text": "Text from the sheet."}
MARKED = {"edition": "ar2022", "text": "Text from the sheet.[^qq7]"}


def include() -> Initiative:
    return Initiative.objects.get(slug=INCLUDE)


def entry_of(initiative: Initiative) -> Entry:
    return initiative.entries.get(edition="ar2022")


def cited(entry: Entry) -> Footnote:
    """A footnote of an entry, cited in its own words."""
    note = entry.footnotes.order_by("mark").first()
    Footnote.objects.filter(pk=note.pk).update(source=None, state="cited", citation="As it was.")
    publish_entry(entry=entry, why="its footnote has a citation")
    return note


def applied(**cells: str) -> Batch:
    batch = stage(name="sheet.csv", data=table(["id", *cells], [INCLUDE, *cells.values()]), who=None)
    apply(batch=batch)
    return batch


def reasons(batch: Batch) -> tuple[str, ...]:
    """Why a batch is not undone; nothing where it is."""
    try:
        undo(batch=batch)
    except NotUndoneError as refused:
        return refused.reasons
    return ()


def published_since(title: str) -> tuple[str, ...]:
    """The one reason: what the batch wrote has been published with the newest changeset."""
    label = Changeset.objects.order_by("number").last().label
    return (f"What it wrote of “{title}” has been published since ({label}): correct it there instead.",)


def public() -> dict:
    return json.loads(Version.objects.get(kind="initiative", slug=INCLUDE, to_changeset=None).record)


# ── what stands in the way ───────────────────────────────────────────────────────────────────────────────────


def test_a_title_that_has_been_published_since_is_not_taken_back():
    batch = applied(**TITLE)
    publish(initiative=include(), why="a better title")
    assert reasons(batch) == published_since(TITLE["title"])
    assert (include().title, public()["title"]) == (TITLE["title"], TITLE["title"])
    assert Batch.objects.get(pk=batch.pk).state == "applied"


def test_a_text_that_has_been_published_since_is_not_taken_back():
    batch, title = applied(**TEXT), include().title
    publish_entry(entry=entry_of(include()), why="a better text")
    assert reasons(batch) == published_since(title)
    assert entry_of(include()).text == "Text from the sheet."


def test_a_footnote_that_readers_see_is_not_deleted():
    batch, title = applied(**MARKED), include().title
    publish_entry(entry=entry_of(include()), why="a better text")
    assert reasons(batch) == published_since(title)
    assert Footnote.objects.filter(mark="qq7").exists()


@pytest.mark.parametrize(
    "cells",
    [
        {"themes": "sector-services"},
        {"countries": "HR; GR", "scope": "transnational"},
        {"levels": "local"},
        {"edition": "ar2022", "entry_status": "completed"},
    ],
    ids=lambda cells: next(name for name in cells if name != "edition"),
)
def test_every_part_of_a_record_counts(cells):
    batch = applied(**cells)
    publish(initiative=include(), entries=[entry_of(include())], why="all of it")
    assert reasons(batch) == published_since(include().title)


def test_a_citation_that_readers_see_through_another_entry_is_not_taken_back():
    note = cited(entry_of(include()))
    other = entry_of(Initiative.objects.get(slug="hr-new-neighbours"))
    other.footnote_links.create(footnote=note, position=9)
    batch = applied(edition="ar2022", footnote=note.mark, citation="From the sheet.", citation_state="cited")
    publish(initiative=other.initiative, own_part=False, entries=[other], why="the other one")
    label = published_since(other.initiative.title)
    other.footnote_links.all().delete()
    assert reasons(batch) == label


def test_a_citation_that_a_section_filled_and_that_readers_see_is_not_taken_back():
    note = entry_of(include()).footnotes.order_by("mark").first()
    Footnote.objects.filter(pk=note.pk).update(source=None, state="missing", citation="")
    publish_entry(entry=entry_of(include()), why="nobody knows its citation")
    facts = {"citations": {note.mark: "Author, 2021."}}
    batch = Batch.objects.create(
        kind="section", name="x.txt", edition="ar2022", year=2021, facts=facts, staged_at=timezone.now()
    )
    writer.apply(batch=batch)
    publish_entry(entry=entry_of(include()), why="now it is known")
    assert reasons(batch) == published_since(include().title)
    assert Footnote.objects.get(pk=note.pk).citation == "Author, 2021."


def test_what_was_published_and_then_hidden_again_is_not_taken_back():
    batch = applied(**TITLE)
    publish(initiative=include(), why="a better title")
    label = published_since(TITLE["title"])
    withdraw(initiative=include(), reason="wrong")
    restore(initiative=include(), why="right after all")
    assert reasons(batch) == label


# ── what stands in no way ────────────────────────────────────────────────────────────────────────────────────


def another_initiative() -> None:
    other = Initiative.objects.get(slug="hr-new-neighbours")
    Initiative.objects.filter(pk=other.pk).update(title="Otherwise")
    publish(initiative=other, why="another initiative")


def the_entry_beside_it() -> None:
    Entry.objects.filter(pk=entry_of(include()).pk).update(text="Otherwise.")
    publish_entry(entry=entry_of(include()), why="only the entry")


def an_actor_it_shows() -> None:
    actor = Actor.objects.filter(participations__initiative__slug=INCLUDE).first()
    Actor.objects.filter(pk=actor.pk).update(name="Renamed")
    publish_thing(thing=Actor.objects.get(pk=actor.pk), why="a new name")


def hidden_for_a_while() -> None:
    withdraw(initiative=include(), reason="to be looked at")
    restore(initiative=include(), why="nothing wrong")


@pytest.mark.parametrize(
    "build",
    [another_initiative, the_entry_beside_it, an_actor_it_shows, hidden_for_a_while],
    ids=lambda build: build.__name__,
)
def test_what_is_published_beside_a_title_does_not_keep_it_from_being_taken_back(build):
    before, batch = include().title, applied(**TITLE)
    build()
    assert (reasons(batch), include().title, public()["title"]) == ((), before, before)


def the_title_alone() -> None:
    Initiative.objects.filter(slug=INCLUDE).update(title="Otherwise")
    publish(initiative=include(), why="only the title")


def another_name() -> None:
    rename(initiative=include(), slug="hr-renamed", why="a better slug")


@pytest.mark.parametrize("build", [another_initiative, the_title_alone, another_name], ids=lambda build: build.__name__)
def test_what_is_published_beside_a_text_does_not_keep_it_from_being_taken_back(build):
    entry = entry_of(include())
    before, batch = entry.text, applied(**TEXT)
    build()
    assert (reasons(batch), Entry.objects.get(pk=entry.pk).text) == ((), before)


def test_an_entry_that_was_hidden_for_a_while_is_no_new_publication_of_its_footnote():
    note = cited(entry_of(include()))
    batch = applied(edition="ar2022", footnote=note.mark, citation="From the sheet.", citation_state="cited")
    withdraw_entry(entry=entry_of(include()), reason="to be looked at")
    restore_entry(entry=entry_of(include()), why="nothing wrong")
    assert (reasons(batch), Footnote.objects.get(pk=note.pk).citation) == ((), "As it was.")


def test_what_was_public_before_stands_in_no_way():
    Initiative.objects.filter(slug=INCLUDE).update(title="A draft")
    batch = applied(title=public()["title"])
    publish(initiative=include(), why="nothing new")
    assert (reasons(batch), include().title) == ((), "A draft")


def test_a_thousand_rows_are_asked_about_in_as_many_queries_as_one(django_assert_num_queries):
    batch = Batch.objects.get(pk=applied(**TEXT).pk)
    values = {"edition_id": "ar2022", "initiative_id": include().pk}
    rows = [
        Written(batch=batch, position=9 + n, model="initiatives.footnote", key="0", after=values | {"mark": f"n{n}"})
        for n in range(1000)
    ]
    with django_assert_num_queries(6):
        assert list(shown_since(batch, [*batch.written.all(), *rows])) == []
