"""T1: what editors have not published, or have withdrawn, shows nowhere: in no page, export, header or error."""

import json
import os

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from initiatives.models import Actor, Initiative, Source
from initiatives.publishing import publish_entry, restore
from tests.security import story
from tests.security.canaries import WORD, hidden_terms, pending_edits, without_canaries
from tests.security.routes import ERRORS, OPERATOR, PUBLIC, STAFF, as_of, content, paths

ABSENT = "cadary"  # like the canary's word, as near to other words as it is, and in no record at all
LONG = os.environ.get("LONG") == "1"
EXTENSIONS = ("/", "/history/", ".json", ".jsonl", ".csv", ".csv?rows=footnotes", ".json?rows=entries")
FORMATS = ("text/html", "application/json", "text/csv", "application/jsonl")

QUESTIONS = (
    "q={}",
    "q={}*",
    "q=-{}",
    "q=%22{}%22&sort=title",
    "actor={}-700-actor-slug",
    "actor={}-900-actor-slug",
    "source={}-700-source-slug",
    "source={}-730-source-slug",
    "source={}-900-source-slug",
    "edition={}-901-edition",
    "theme={}-900-theme",
    "form={}-900-form",
    "role={}-900-role",
    "level={}-900-level",
)


@pytest.fixture
def labels(catalogue) -> list[str]:
    """The story lived through; its changesets, and today as the empty label."""
    return ["", *story.live()]


@pytest.fixture
def readers(django_user_model) -> list[Client]:
    """A reader, and an editor with every right who has signed in."""
    editor = Client(raise_request_exception=False)
    editor.force_login(User.objects.create_superuser("editor"))
    return [Client(raise_request_exception=False), editor]


def of_story() -> list[str]:
    """The addresses of what the story made, published and hidden."""
    ids = (*story.OPEN, *story.GONE, story.DRAFT)
    initiatives = [f"/initiatives/{slug}{extension}" for slug in ids for extension in EXTENSIONS]
    actors = [f"/actors/{slug}/" for slug in Actor.objects.filter(slug__contains=WORD).values_list("slug", flat=True)]
    sources = Source.objects.filter(slug__contains=WORD, slug__regex="-(700|730|900)-").values_list("slug", flat=True)
    shown = [
        "/actors/plain-actor/",
        "/actors/renamed-actor/",
        "/editions/gone-edition/",
        "/years/1980/",
        "/years/1999/",
    ]
    filters = ["year=1980", "edition=gone-edition", "q=again", "status=launched&view=table", "actor=plain-actor"]
    lists = [f"{stem}?{query}" for stem in ("/initiatives/", "/initiatives.json") for query in filters[:3]]
    pages = [*actors, *(f"/sources/{slug}/" for slug in sources), *shown]
    api = [f"/api{path}" for path in (*pages, *(f"/initiatives/{slug}/" for slug in ids))]
    return [*initiatives, *pages, *lists, *api]


def leaks(response, asked: str) -> bool:
    """Whether an answer says the canary's word, other than by repeating what was asked."""
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    said = f"{heads}\n{content(response).decode()}".casefold()
    for text in sorted({asked, asked.rpartition("/")[2], *asked.strip("/").split("/")}, key=len, reverse=True):
        said = said.replace(text, "")
    return WORD in said


def test_every_text_that_an_editor_can_write_has_a_canary_in_the_story(labels):
    assert without_canaries() == []


def test_no_hidden_text_shows_at_any_address_to_anyone_at_any_moment(labels, readers):
    addresses = [*paths(PUBLIC, OPERATOR), *ERRORS, *of_story()]
    reader, editor = readers
    seen = {reader: labels, editor: ["", labels[1], labels[len(labels) // 2]]}
    # Each address at each third moment, each moment by a third of the addresses: half of these on either database. All
    # of them in the long form.
    mine = 3 if connection.vendor == "postgresql" else 0
    asked = [
        (who, as_of(path, label))
        for who in seen
        for moment, label in enumerate(seen[who])
        for number, path in enumerate(addresses)
        if LONG or (moment + number) % 6 == mine or not label
    ]
    assert [path for who, path in asked if leaks(who.get(path), path)] == []


def test_no_hidden_text_shows_in_the_formats_that_an_accept_header_asks_for(labels, readers):
    asked = [
        (path, accept)
        for path in ("/initiatives/", "/initiatives/open-one/", "/initiatives/gone-one/")
        for accept in FORMATS
    ]
    assert [row for row in asked if leaks(readers[0].get(row[0], headers={"accept": row[1]}), row[0])] == []


def test_no_hidden_text_shows_to_a_reader_at_an_editors_address(labels, readers):
    assert [path for path in paths(STAFF) if leaks(readers[0].get(path), path)] == []


def test_asking_for_a_hidden_thing_answers_as_asking_for_one_that_never_was(labels, readers):
    """Today and at every moment when the thing was not public; by page and by export."""
    stems = ("/initiatives/", "/initiatives.json", "/initiatives.csv", "/api/initiatives/", "/api/facets/")
    moments = ("", labels[1], labels[-1])
    asked = [as_of(f"{stem}?{query}", label) for query in QUESTIONS for stem in stems for label in moments]
    answers = {path: told(readers[0], path, WORD) for path in asked}
    assert answers == {path: told(readers[0], path, ABSENT) for path in asked}


def told(reader: Client, path: str, word: str) -> tuple[int, str]:
    response = reader.get(path.format(word))
    return response.status_code, content(response).decode().replace(word, "…")


def test_restoring_an_initiative_does_not_publish_the_edits_made_while_it_was_away(catalogue):
    back = Initiative.objects.get(slug="hr-include")
    before = published(back.slug)
    story.withdraw(initiative=back, reason="a doubt")
    pending_edits(back, 10, hidden_terms(10))
    restore(initiative=back, why="the doubt is gone")
    assert published(back.slug) == before


def test_publishing_one_entry_does_not_publish_the_edits_beside_it(catalogue):
    include = Initiative.objects.get(slug="hr-include")
    before = published(include.slug)
    pending_edits(include, 10, hidden_terms(10), but="ar2022")
    entry = include.entries.get(edition="ar2022")
    entry.text = f"{entry.text} And so on."
    entry.save()
    publish_entry(entry=entry, why="a correction")
    after = published(include.slug)
    expected = [row | ({"text": entry.text} if row["edition"] == "ar2022" else {}) for row in before["entries"]]
    assert [row | {"evidence": []} for row in after["entries"]] == [row | {"evidence": []} for row in expected]
    assert without(after, "entries", "evidence") == without(before, "entries", "evidence")


def test_renaming_an_actor_does_not_publish_the_edits_of_those_who_show_it(catalogue):
    include = Initiative.objects.get(slug="hr-include")
    before = published(include.slug)
    pending_edits(include, 10, hidden_terms(10))
    story.rename(Actor.objects.get(slug="amif"), name="The Fund")
    renamed = [row | ({"name": "The Fund"} if row["id"] == "amif" else {}) for row in before["actors"]]
    assert published(include.slug) == before | {"actors": renamed}


def published(slug: str) -> dict:
    """What the public record of an initiative says, beside its version and times."""
    response = Client().get(f"/initiatives/{slug}.json")
    record = json.loads(content(response))
    return without(record, "version", "digest", "changed_at")


def without(record: dict, *names: str) -> dict:
    return {name: value for name, value in record.items() if name not in names}
