"""The history of one initiative: every version and what it changed, and nothing that is withheld."""

import re

import pytest
from django.contrib.auth.models import User

from initiatives import index
from initiatives.asking import Moment, moment
from initiatives.history import History
from initiatives.models import Changeset, Initiative
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
from tests.factories import make_actor, make_entry, make_initiative, make_published
from tests.queries import queries

pytestmark = pytest.mark.usefixtures("catalogue")

SECRET = "Zebra"


def save(thing, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def republish(slug: str, why: str = "a correction", **values) -> Changeset:
    return publish(initiative=save(Initiative.objects.get(slug=slug), **values), why=why)


def now() -> Moment:
    snapshot = index.current()
    return Moment(snapshot, snapshot, snapshot.time.date())


def steps(slug: str, when: Moment | None = None) -> list[tuple]:
    """The history in short: what happened, to which version, why, and the fields that changed."""
    return [
        (step.kind, step.version and step.version.number, step.why, fields(step))
        for step in History(when or now(), slug).page(1)
    ]


def fields(step) -> list[str]:
    return [
        f"{section.year or ''}{section.told} {change.label}".strip()
        for section in step.sections
        for change in section.changes
    ]


def test_each_version_says_why_and_what_it_changed_the_newest_first():
    make_published("alpha")
    republish("alpha", summary="What alpha was.")
    publish_entry(entry=make_entry(Initiative.objects.get(slug="alpha"), "ar2022"), why="the next year")
    assert steps("alpha") == [
        ("changed", 3, "the next year", [f"2021added {name}" for name in ("Status", "Text", "Cautions", "Footnotes")]),
        ("changed", 2, "a correction", ["Summary"]),
        ("first", 1, "publish alpha", []),
    ]


def test_a_renamed_actor_is_told_in_the_version_that_took_the_new_name():
    actor = make_actor(name="Old name")
    make_published("alpha", actors=[(actor, "lead")])
    publish_thing(thing=save(actor, name="New name"), why="a new name")
    step = History(now(), "alpha").page(1)[0]
    [change] = step.sections[0].changes
    assert (step.why, change.before, change.after) == ("a new name", ("Old name",), ("New name",))


def test_a_renamed_initiative_keeps_the_history_it_had_under_its_former_address():
    alpha = make_published("alpha")
    other = make_initiative("other")
    other.relations.create(type_id="continues", target=alpha)
    publish(initiative=other, entries=[make_entry(other)], why="it continues alpha")
    republish("alpha", title="Alpha plan")
    rename(initiative=Initiative.objects.get(slug="alpha"), slug="omega", why="a better slug")
    assert steps("omega") == [
        ("renamed", 1, "a better slug", ["Address"]),
        ("changed", 2, "a correction", ["Title"]),
        ("first", 1, "publish alpha", []),
    ]
    # That the initiative it relates to has another address is no change that readers see.
    assert steps("other") == [("changed", 2, "a better slug", []), ("first", 1, "it continues alpha", [])]


def test_an_old_address_leads_to_the_history_at_the_new_one(reader):
    before = Changeset.objects.order_by("number").last().label
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="include", why="a better slug")
    response = reader.get("/initiatives/hr-include/history/")
    assert (response.status_code, response.headers["Location"]) == (301, "/initiatives/include/history/")
    assert reader.get(f"/initiatives/hr-include/history/?as_of={before}").status_code == 200
    assert reader.get(f"/initiatives/include/history/?as_of={before}").status_code == 404


def test_withdrawn_and_restored_are_steps_of_their_own():
    alpha = make_published("alpha")
    withdraw(initiative=alpha, reason="a doubt")
    restore(initiative=alpha, why="the doubt is gone")
    assert steps("alpha") == [
        ("restored", 2, "the doubt is gone", []),
        ("withdrawn", None, "a doubt", []),
        ("first", 1, "publish alpha", []),
    ]


def test_a_withdrawn_initiative_has_no_history_for_readers(reader):
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="a doubt")
    response = reader.get("/initiatives/hr-include/history/")
    assert (response.status_code, b"a doubt" in response.content) == (410, True)


def test_published_anew_the_withdrawn_texts_and_the_reasons_for_them_stay_withheld(reader):
    make_published("alpha", title=SECRET)
    republish("alpha", summary=f"What {SECRET} is.", why=f"More on {SECRET}.")
    withdraw(initiative=Initiative.objects.get(slug="alpha"), reason="a name")
    alpha = save(Initiative.objects.get(slug="alpha"), title="Alpha", summary="What it is.")
    publish(initiative=alpha, entries=alpha.entries.all(), why="without the name")
    republish("alpha", title="Alpha plan")
    assert steps("alpha") == [
        ("changed", 4, "a correction", ["Title"]),
        ("anew", 3, "without the name", []),
        ("withdrawn", None, "a name", []),
        ("changed", 2, None, []),
        ("first", 1, None, []),
    ]
    assert shows(reader, "alpha", SECRET) == []


def test_a_withdrawn_entry_is_in_no_version_until_it_is_restored(reader):
    alpha = make_published("alpha")
    entry = make_entry(alpha, "ar2022", f"{SECRET} went on.[^2]", "continued", [("2", None)])
    publish_entry(entry=entry, why=f"What {SECRET} did.")
    publish_entry(entry=save(entry, text=f"{SECRET} stopped.[^2]"), why=f"{SECRET} again.")
    withdraw_entry(entry=entry, reason="a name")
    withheld = steps("alpha")
    assert withheld == [
        ("entry-withdrawn", 4, "a name", []),
        ("changed", 3, None, []),
        ("changed", 2, None, []),
        ("first", 1, None, []),
    ]
    assert shows(reader, "alpha", SECRET) == []
    restore_entry(entry=entry, why="no name")
    assert steps("alpha") == [
        ("entry-restored", 5, "no name", []),
        ("entry-withdrawn", 4, "a name", []),
        ("changed", 3, f"{SECRET} again.", ["2021 Text"]),
        ("changed", 2, f"What {SECRET} did.", [f"2021added {n}" for n in ("Status", "Text", "Cautions", "Footnotes")]),
        ("first", 1, "publish alpha", []),
    ]


def shows(reader, slug: str, word: str) -> list[str]:
    """The addresses of histories and changes, today and at every moment, at which a word can be read."""
    labels = [*Changeset.objects.values_list("label", flat=True)]
    stems = [f"/initiatives/{slug}/history/", "/changes/", *(f"/changes/{label}/" for label in labels[1:])]
    addresses = [*stems, *(f"{stem}?as_of={label}" for stem in stems for label in labels)]
    return [address for address in addresses if word.encode() in reader.get(address).content]


def test_a_relation_to_what_readers_may_not_see_is_told_nowhere(reader):
    draft = make_initiative("draft-beta", title=SECRET)
    alpha = make_published("alpha")
    alpha.relations.create(type_id="continues", target=draft)
    publish(initiative=alpha, why="what it continues")
    assert steps("alpha")[0] == ("changed", 2, "what it continues", [])
    page = reader.get("/initiatives/alpha/history/").content.decode()
    assert (SECRET in page, "draft-beta" in page) == (False, False)


def test_as_of_a_moment_only_what_had_happened_is_told():
    make_published("alpha")
    changeset = republish("alpha", title="Alpha plan")
    republish("alpha", title="Alpha act")
    withdraw(initiative=Initiative.objects.get(slug="alpha"), reason="a doubt")
    restore(initiative=Initiative.objects.get(slug="alpha"), why="the doubt is gone")
    assert [step[:2] for step in steps("alpha", moment([changeset.label]))] == [("changed", 2), ("first", 1)]


def test_nobody_is_told_who_published(reader):
    someone = User.objects.create_user("quentin", first_name="Quentin", last_name="Quick")
    alpha = make_published("alpha")
    publish(initiative=save(alpha, title="Alpha plan"), who=someone, why="a correction")
    label = Changeset.objects.last().label
    pages = [reader.get(path) for path in ("/initiatives/alpha/history/", "/changes/", f"/changes/{label}/")]
    assert [page.status_code for page in pages] == [200] * 3
    assert [page for page in pages if re.search("(?i)quentin|quick", page.content.decode())] == []


@pytest.mark.once
def test_a_long_history_comes_in_pages_of_25_with_the_same_few_queries(reader):
    make_published("alpha")
    counts = {1: queries(reader, "/initiatives/alpha/history/")}
    for number in range(2, 61):
        republish("alpha", title=f"Alpha {number}")
    counts[60] = queries(reader, "/initiatives/alpha/history/")
    assert counts == {1: 2, 60: 3}  # the head and the versions; and the texts, where there is something to compare
    pages = [reader.get(f"/initiatives/alpha/history/{query}").content.decode() for query in ("", "?page=2", "?page=3")]
    assert [page.count("<h2>") for page in pages] == [25, 25, 10]
    assert [re.findall(r'<link rel="(prev|next)"', page) for page in pages] == [["next"], ["prev", "next"], ["prev"]]
    assert reader.get("/initiatives/alpha/history/?page=4").status_code == 404


def test_words_put_in_and_taken_out_are_told_to_who_cannot_see_them(reader):
    make_published("alpha", summary="What it is.")
    republish("alpha", summary="What it was.")
    page = reader.get("/initiatives/alpha/history/").content.decode()
    assert "<del>is</del>" in page and "<ins>was</ins>" in page
    assert "taken out:" in page and "put in:" in page


def test_the_page_of_an_initiative_leads_to_its_history(reader):
    page = reader.get("/initiatives/hr-include/").content.decode()
    assert 'href="/initiatives/hr-include/history/"' in page


def test_a_past_state_says_so_and_leads_to_today_and_to_what_changed_since(reader):
    label = Changeset.objects.last().label
    page = reader.get(f"/initiatives/hr-include/?as_of={label}").content.decode()
    [band] = re.findall(r'<aside class="moment".*?</aside>', page, re.DOTALL)
    assert re.findall(r'href="([^"]*)"', band) == ["/initiatives/hr-include/", "/initiatives/hr-include/history/"]
    [band] = re.findall(r'<aside class="moment".*?</aside>', reader.get(f"/?as_of={label}").content.decode(), re.DOTALL)
    assert re.findall(r'href="([^"]*)"', band) == ["/", "/changes/"]
