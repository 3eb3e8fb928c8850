"""The index: folded step by step, built at once or undone back, it holds the same; and it follows the ledger."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from initiatives import index
from initiatives.corpus import Corpus
from initiatives.index import build, move
from initiatives.models import Head, Initiative
from initiatives.publishing import publish, publish_thing, restore, withdraw, withdraw_entry
from initiatives.snapshot import FACETS, GROUP_OF, STRIDE, Snapshot, initiatives_of
from tests.factories import make_actor, make_entry, make_initiative, make_published

pytestmark = pytest.mark.usefixtures("catalogue")
SLOW = settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def contents(snapshot: Snapshot) -> dict:
    """What a snapshot holds, by slugs instead of its own numbers."""

    def named(bits):
        return sorted((snapshot.documents[bit % STRIDE].slug, bit // STRIDE) for bit in bits)

    slugs = {i: document.slug for i, document in snapshot.documents.items()}
    return {
        "number": snapshot.number,
        "label": snapshot.label,
        "withheld": snapshot.withheld,
        "documents": {document.slug: document for document in snapshot.documents.values()},
        "texts": corpus(snapshot.texts, slugs),
        "titles": corpus(snapshot.titles, slugs),
        "names": corpus(snapshot.names, snapshot.values),
        "facets": {facet: {value: named(bits) for value, bits in snapshot.facets[facet].items()} for facet in FACETS},
        "parts": {facet: {value: named(bits) for value, bits in snapshot.parts[facet].items()} for facet in FACETS},
        "things": snapshot.things,
        "orders": {
            sort: [snapshot.documents[i].slug for i in sorted(places, key=places.get)]
            for sort in ("newest", "oldest", "title", "country")
            for places in [getattr(snapshot, sort)]
        },
    }


def corpus(found: Corpus, names: dict[int, str] | list) -> dict:
    return {
        "texts": {names[number]: text for number, text in found.texts.items()},
        "words": {word: {names[number] for number in bits} for word, bits in found.words.items()},
        "forms": found.forms,
    }


def head() -> int:
    return Head.objects.get(pk=1).number


ACTS = ("publish", "title", "actor", "countries", "second", "withdraw", "restore", "withdraw_entry", "rename")


def act(name: str, slug: str, n: int) -> None:
    """One act of publishing on one of three initiatives, where it has a ground."""
    initiative = Initiative.objects.filter(slug=slug).first()
    if initiative is None:
        make_published(slug, actors=[(make_actor(f"actor-{slug}", f"Actor of {slug}"), "lead")])
        return
    if name == "withdraw" and initiative.state == "published":
        withdraw(initiative=initiative, reason="x")
    elif name == "restore" and initiative.state == "withdrawn":
        restore(initiative=initiative, why="x")
    elif initiative.state == "published":
        change(name, initiative, n)


def change(name: str, initiative: Initiative, n: int) -> None:
    second = initiative.entries.filter(edition="ar2022").first()
    if name == "title":
        initiative.title = f"Title {n}"
        initiative.save()
    elif name == "countries":
        initiative.countries.set([("HR", "PL", "SK")[n % 3]])
    elif name == "actor":
        initiative.participations.all().delete()
    elif name == "second" and second is None:
        publish(initiative=initiative, entries=[make_entry(initiative, "ar2022", status="continued")], why="x")
    elif name == "withdraw_entry" and second is not None and second.state == "published":
        withdraw_entry(entry=second, reason="x")
    elif name == "rename" and (actor := initiative.actors.first()):
        actor.name = f"Name {n}"
        actor.save()
        publish_thing(thing=actor, why="x")
    publish(initiative=initiative, why="x")


@SLOW
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from("abc"), st.integers(0, 9)), min_size=1, max_size=12))
def test_folded_step_by_step_equals_built_at_once_and_undone_back(acts):
    with transaction.atomic():
        start = head()
        folded = build(start)
        steps = [folded]
        for name, slug, n in acts:
            act(name, f"{slug}-initiative", n)
            if head() > steps[-1].number:
                steps.append(move(steps[-1], head()))
        newest = steps[-1]
        assert contents(newest) == contents(build(newest.number))
        for step in steps:
            undone = move(newest, step.number, newest.withheld)
            assert contents(undone) == contents(build(step.number, newest.withheld))
        transaction.set_rollback(True)


def test_a_fold_leaves_the_snapshot_it_began_from_as_it_was():
    before = index.current()
    held = contents(before)
    make_published()
    after = index.current()
    assert (contents(before), after is before) == (held, False)


def test_a_history_that_went_another_way_is_read_anew():
    make_published()
    index.current()
    Head.objects.update(token="restored from a backup")
    make_published("beta")
    assert contents(index.current()) == contents(build(head()))


def test_before_the_first_changeset_the_catalogue_is_empty():
    empty = index.as_of(0)
    assert (empty.documents, empty.things, empty.label) == ({}, {}, "")


def test_a_thousand_older_moments_keep_few_snapshots():
    for title in range(12):
        initiative = make_initiative(f"number-{title}")
        publish(initiative=initiative, entries=[make_entry(initiative)], why="x")
    for number in range(1, head()):
        index.as_of(number)
    assert len(index.KEEPER.older) == index.SNAPSHOTS_KEPT


def test_parts_lead_back_to_their_initiatives():
    bits = BitMap([3, STRIDE + 3, 2 * STRIDE + 7, 900 * STRIDE + 1])
    assert sorted(initiatives_of(bits)) == [1, 3, 7]


def test_every_facet_belongs_to_one_group():
    assert sorted(GROUP_OF) == sorted(FACETS)


def test_a_thread_with_an_older_head_does_not_take_the_newest_snapshot_back(monkeypatch):
    keeper = index.Keeper()
    keeper.current()
    make_published()
    heads = iter([(head() - 1, "as it was before"), (head(), Head.objects.get(pk=1).token)])

    def late_head():
        found = next(heads)
        if found[0] < head():  # while this thread was away, another one folded
            keeper.newest = build(head())
        return found

    monkeypatch.setattr(keeper, "head", late_head)
    assert keeper.current().number == keeper.newest.number == head()
