"""Prepared fragments: what is kept is what the templates would make again, and follows what is published."""

import pytest
from django.test import Client

from initiatives import prepared, rows, terms
from initiatives.models import Changeset, Initiative, Theme
from initiatives.prepared import Prepared, Shelf
from initiatives.publishing import publish_thing, withdraw
from tests.citing import edit
from tests.security.pages import read

LISTS = (
    "/initiatives/",
    "/initiatives/?country=GR&country=HR&country_match=all",
    "/initiatives/?year=2015&year=2020",
    "/initiatives/?q=cities",
    "/initiatives/?q=cities&view=table",
    "/initiatives/?pick=gr-cities-network-for-integration&pick=hr-include",
    "/initiatives/?basket=hr-include",
    "/initiatives/?embed=1",
    "/countries/HR/",
    "/about/",
)


def forget() -> None:
    """A worker that has drawn nothing yet."""
    prepared.FRAGMENTS.kept.clear()
    rows.FORMS.kept.clear()


def titles(reader: Client, path: str = "/initiatives/") -> list[str]:
    found = read(reader.get(path).content.decode()).elements
    return [row.attributes["id"] for row in found if row.attributes.get("id", "").startswith("put-")]


@pytest.mark.once
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", LISTS)
def test_what_is_kept_is_what_the_templates_make(reader, path):
    forget()
    fresh = reader.get(path).content
    for other in LISTS:
        reader.get(other)
    assert reader.get(path).content == fresh


@pytest.mark.usefixtures("catalogue")
def test_a_row_follows_its_version_and_is_as_it_was_in_the_past(reader):
    reader.get("/initiatives/")
    edit("hr-include", title="Another name <b>&amp;</b>")
    assert "Another name &lt;b&gt;&amp;amp;&lt;/b&gt;" in reader.get("/initiatives/").content.decode()
    past = reader.get(f"/initiatives/?as_of={Changeset.objects.get(number=1).label}").content.decode()
    assert ("hr-include" in past, "Another name" in past) == (True, False)


@pytest.mark.usefixtures("catalogue")
def test_rows_and_filters_follow_the_words_of_the_vocabularies(reader):
    reader.get("/initiatives/")
    theme = Theme.objects.get(slug="funding-instruments")
    was, theme.label = theme.label, "Purses & coffers"
    theme.save()
    assert "Purses" not in reader.get("/initiatives/").content.decode()
    publish_thing(thing=theme, why="clearer")
    page = reader.get("/initiatives/").content.decode()
    assert (was in page, '<li data-theme="funding-instruments">Purses &amp; coffers</li>' in page) == (False, True)
    assert '<span aria-hidden="true">Purses &amp; coffers</span>' in page


@pytest.mark.usefixtures("catalogue")
def test_a_row_follows_what_is_withdrawn(reader):
    there = [name.removeprefix("put-") for name in titles(reader)]
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    assert sorted({*there} - {name.removeprefix("put-") for name in titles(reader)}) == ["hr-include"]


@pytest.mark.once
@pytest.mark.usefixtures("catalogue")
def test_a_worker_that_has_room_for_few_words_and_fragments_draws_the_same(reader, monkeypatch):
    there = [reader.get(path).content for path in LISTS]
    forget()
    terms.WORDS.kept.clear()
    monkeypatch.setattr(terms, "WORDS_KEPT", 1)
    for shelf in (prepared.FRAGMENTS, rows.FORMS, terms.WORDS):
        monkeypatch.setattr(shelf, "most", 1)
    assert [reader.get(path).content for path in LISTS] == there


@pytest.mark.once
def test_the_shelf_keeps_what_was_asked_for_last():
    shelf = Shelf(2)
    made = [shelf.get(key, lambda key=key: f"made {key}") for key in ("a", "b", "a", "c")]
    assert (made, list(shelf.kept)) == (["made a", "made b", "made a", "made c"], ["a", "c"])


@pytest.mark.once
def test_a_gap_is_filled_as_it_is_and_what_is_known_is_escaped():
    known = {"id": "a", "title": '100 % "<b>"', "said": prepared.gap("said"), "address": prepared.gap("address")}
    drawn = Prepared("initiatives/put.html", known).filled({"said": "1 %(address)s", "address": "/?a=1&amp;b=2"})
    assert '<a id="put-a" href="/?a=1&amp;b=2" rel="nofollow" data-say="1 %(address)s">' in drawn
    assert "100 % &quot;&lt;b&gt;&quot;" in drawn
