"""What is new: each changeset with what it did to which initiatives, and nothing that is withheld."""

import re

import pytest

from initiatives import changesets, index
from initiatives.asking import Moment, moment
from initiatives.models import Changeset, Initiative, Theme
from initiatives.publishing import (
    changes,
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


def save(thing, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def now() -> Moment:
    snapshot = index.current()
    return Moment(snapshot, snapshot, snapshot.time.date())


def told(news) -> tuple:
    """A changeset in short: why, and for each kind of act the initiatives by title, or by slug where it is withheld."""
    groups = {group.kind: [line.title or f"({line.slug})" for line in group.lines] for group in news.groups}
    assert [group.total for group in news.groups] == [len(group.lines) for group in news.groups]
    return news.why, groups


def newest(count: int, when: Moment | None = None) -> list[tuple]:
    return [told(news) for news in changesets.newest(when or now(), 1)[:count]]


def test_the_first_changeset_published_every_initiative_for_the_first_time():
    [news] = changesets.newest(now(), 1)
    assert [(group.kind, group.total, group.more) for group in news.groups] == [("first", 22, 0)]


def test_each_act_is_told_as_what_it_was():
    alpha = make_published("alpha")
    second = make_entry(alpha, "ar2022")
    publish_entry(entry=second, why="another entry")
    withdraw_entry(entry=second, reason="a doubt on it")
    restore_entry(entry=second, why="no doubt on it")
    withdraw(initiative=alpha, reason="a doubt")
    restore(initiative=alpha, why="no doubt")
    rename(initiative=Initiative.objects.get(slug="alpha"), slug="omega", why="a better slug")
    assert newest(7) == [
        ("a better slug", {"renamed": ["Alpha"]}),
        ("no doubt", {"restored": ["Alpha"]}),
        ("a doubt", {"withdrawn": ["Alpha"]}),
        ("no doubt on it", {"entry-restored": ["Alpha"]}),
        ("a doubt on it", {"entry-withdrawn": ["Alpha"]}),
        ("another entry", {"changed": ["Alpha"]}),
        ("publish alpha", {"first": ["Alpha"]}),
    ]


def test_an_initiative_of_several_addresses_is_withdrawn_once():
    make_published("alpha")
    for former, slug in (("alpha", "beta"), ("beta", "gamma")):
        rename(initiative=Initiative.objects.get(slug=former), slug=slug, why=f"to {slug}")
    gamma = Initiative.objects.get(slug="gamma")
    withdraw(initiative=gamma, reason="a doubt")
    restore(initiative=gamma, why="no doubt")
    assert newest(4) == [
        ("no doubt", {"restored": ["Alpha"]}),
        ("a doubt", {"withdrawn": ["Alpha"]}),
        ("to gamma", {"renamed": ["Alpha"]}),
        ("to beta", {"renamed": ["Alpha"]}),
    ]
    assert [line.former for news in changesets.newest(now(), 1)[2:4] for line in news.groups[0].lines] == [
        "beta",
        "alpha",
    ]


def test_several_acts_in_one_changeset_are_told_apart():
    alpha, beta = make_published("alpha"), make_published("beta")
    delta = make_initiative("delta")
    entry = make_entry(delta)
    with changes(why="much at once") as work:
        work.publish(delta, entries=[entry])
        work.publish(save(alpha, title="Alpha plan"))
        work.withdraw(beta, "a doubt", "")
    assert newest(1) == [("much at once", {"first": ["Delta"], "changed": ["Alpha plan"], "withdrawn": ["(beta)"]})]


def test_what_is_withdrawn_is_listed_without_title_and_reason_until_it_is_restored(reader):
    alpha = make_published("alpha", title="Zebra")
    publish(initiative=save(alpha, title="Zebra plan"), why="Zebra has a plan")
    withdraw(initiative=alpha, reason="a doubt")
    assert newest(3) == [
        ("a doubt", {"withdrawn": ["(alpha)"]}),
        (None, {"changed": ["(alpha)"]}),
        (None, {"first": ["(alpha)"]}),
    ]
    labels = list(Changeset.objects.values_list("label", flat=True))
    stems = ["/changes/", *(f"/changes/{label}/" for label in labels)]
    pages = [reader.get(f"{stem}{query}") for stem in stems for query in ("", *(f"?as_of={one}" for one in labels))]
    assert [page for page in pages if b"Zebra" in page.content] == []
    restore(initiative=alpha, why="no doubt")
    assert newest(4) == [
        ("no doubt", {"restored": ["Zebra plan"]}),
        ("a doubt", {"withdrawn": ["Zebra plan"]}),
        ("Zebra has a plan", {"changed": ["Zebra plan"]}),
        ("publish alpha", {"first": ["Zebra plan"]}),
    ]


def test_a_reason_that_speaks_of_other_things_too_is_told():
    alpha, beta = make_published("alpha"), make_published("beta")
    with changes(why="both corrected") as work:
        work.publish(save(alpha, title="Alpha plan"))
        work.publish(save(beta, title="Beta plan"))
    withdraw(initiative=alpha, reason="a doubt")
    assert newest(2)[1] == ("both corrected", {"changed": ["(alpha)", "Beta plan"]})


def test_a_thing_that_was_changed_is_named_where_readers_may_see_it():
    actor, hidden = make_actor(name="Old name"), make_actor("secret", "Secret name")
    make_published("alpha", actors=[(actor, "lead")])
    gone = make_published("gone", actors=[(hidden, "lead")])
    publish_thing(thing=save(Theme.objects.get(pk="funding-instruments"), definition="Money."), why="a definition")
    publish_thing(thing=save(actor, name="New name"), why="a new name")
    publish_thing(thing=save(hidden, name="Secret body"), why="what it is called")
    withdraw(initiative=gone, reason="a doubt")
    found = changesets.newest(now(), 1)
    named = [[(str(words), [thing.name for thing in things]) for words, things, _ in news.things] for news in found]
    assert named[:4] == [[], [], [("Actors", ["New name"])], [("Terms", ["Funding instruments"])]]
    assert [news.why for news in found[:4]] == ["a doubt", None, "a new name", "a definition"]


def test_as_of_a_moment_only_what_had_happened_is_told(reader):
    make_published("alpha")
    label = Changeset.objects.last().label
    later = publish(initiative=save(Initiative.objects.get(slug="alpha"), title="Alpha plan"), why="later").label
    assert [why for why, _ in newest(5, moment([label]))] == ["publish alpha", "The catalogue's own data"]
    assert newest(1, moment([label])) == [("publish alpha", {"first": ["Alpha"]})]
    assert reader.get(f"/changes/{later}/?as_of={label}").status_code == 404
    page = reader.get("/changes/?as_of=2000-01-01")
    assert (page.status_code, b"Nothing is published yet." in page.content) == (200, True)


@pytest.mark.once
def test_a_changeset_of_many_names_the_first_50_and_its_own_page_has_them_all(reader):
    with changes(why="many") as work:
        for number in range(120):
            initiative = make_initiative(f"many-{number:03}")
            work.publish(initiative, entries=[make_entry(initiative)])
    [group] = changesets.newest(now(), 1)[0].groups
    assert ([line.slug for line in group.lines], group.total, group.more) == (
        [f"many-{number:03}" for number in range(50)],
        120,
        70,
    )
    assert b"and 70 more" in reader.get("/changes/").content
    pages = [reader.get(f"/changes/{work.changeset.label}/{query}").content.decode() for query in ("", "?page=2")]
    listed = [re.findall(r'href="/initiatives/(many-\d+)/"', page) for page in pages]
    assert listed == [[f"many-{n:03}" for n in range(100)], [f"many-{n:03}" for n in range(100, 120)]]


@pytest.mark.once
def test_changesets_come_in_pages_of_20_with_the_same_few_queries(reader):
    counts = {1: queries(reader, "/changes/")}
    make_published("alpha")
    for number in range(40):
        publish(initiative=save(Initiative.objects.get(slug="alpha"), title=f"Alpha {number}"), why=f"{number}")
    counts[42] = queries(reader, "/changes/")
    assert counts == {1: 4, 42: 4}  # the head, the changesets, their versions, withdrawals and former addresses
    pages = [reader.get(f"/changes/{query}").content.decode() for query in ("", "?page=2", "?page=3")]
    assert [page.count("<h2>") for page in pages] == [20, 20, 2]
    assert [re.findall(r'<link rel="(prev|next)"', page) for page in pages] == [["next"], ["prev", "next"], ["prev"]]
    assert reader.get("/changes/?page=4").status_code == 404


def test_each_changeset_leads_to_the_catalogue_as_of_then(reader):
    label = Changeset.objects.last().label
    assert f'href="/initiatives/?as_of={label}"' in reader.get("/changes/").content.decode()
    assert 'href="/changes/"' in reader.get("/").content.decode()


def test_an_unknown_changeset_is_not_found(reader):
    assert reader.get("/changes/2000-01-01.1/").status_code == 404
    assert reader.get("/changes/?color=red").status_code == 400
