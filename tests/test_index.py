"""The index: folded step by step, built at once or undone back, it holds the same; and it follows the ledger."""

import os
from collections.abc import Iterable
from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives import directories, index
from initiatives.answers import Answer, Question
from initiatives.asking import Moment, label
from initiatives.bitmaps.sections import Sections
from initiatives.documents import KEYS
from initiatives.facets import FACETS, GROUP_OF, VAST
from initiatives.holdings import Holdings
from initiatives.index import build, fold, snapshot
from initiatives.models import Head, Initiative
from initiatives.packing import pack
from initiatives.packs import versions
from initiatives.panel import Panel
from initiatives.publishing import publish, publish_thing, restore, withdraw, withdraw_entry
from initiatives.search import NAMES, Term, parse
from initiatives.selection import ask
from initiatives.snapshot import Snapshot
from initiatives.suggestions import suggestions
from tests.factories import make_actor, make_entry, make_initiative, make_published

pytestmark = pytest.mark.usefixtures("catalogue")
SLOW = settings(
    deadline=None,
    max_examples=100 if os.environ.get("LONG") else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def contents(snapshot: Snapshot) -> dict:
    """What a snapshot tells, by slugs instead of its own numbers."""
    holdings, there = snapshot.holdings, snapshot.everything
    corpora = ((holdings.texts, there), (holdings.titles, there), (holdings.names, snapshot.there))
    words = {word for corpus, public in corpora for word in corpus.vocabulary() if corpus.having(word) & public}
    terms = {word: Term((word,)) for word in words}

    def slugs(bits):
        return sorted(snapshot.documents[i].slug for i in bits & there)

    def by_slot(table):
        found = {value: [slugs(bits) for bits in table.get(value)] for value in {*table.values()}}
        return {value: [*map(tuple, slots)] for value, slots in found.items() if any(slots)}

    return {
        "number": snapshot.number,
        "label": snapshot.label,
        "withheld": snapshot.withheld,
        "documents": {document.slug: document for document in snapshot.documents.values()},
        "ids": {slug: snapshot.documents[i].slug for slug, i in snapshot.ids.items()},
        "facets": {
            facet: {value: slugs(bits) for value, bits in values.items()} for facet, values in snapshot.facets.items()
        },
        "sizes": {facet: len(values) for facet, values in snapshot.facets.items()},
        "seen": {facet: snapshot.number_of(facet) for facet in FACETS},
        "most": {facet: Answer(snapshot, Question()).most(facet, 3) for facet in VAST},
        "parts": {facet: by_slot(table) for facet, table in holdings.parts.items()},
        "pairs": {pair: found for pair in holdings.pairs.values() if (found := slugs(holdings.pairs.get(pair)))},
        "rows": Answer(snapshot, Question()).rows,
        "hash": holdings.lines.hash(there),
        "things": {kind: dict(things) for kind, things in snapshot.things.items()},
        "hidden": [slugs(bits) for bits in snapshot.hidden_entries],
        "texts": {word: found for word, term in terms.items() if (found := slugs(snapshot.with_term(term)))},
        "named": {
            f"{facet} {term}": slugs(snapshot.with_name(term, {facet}))
            for facet in NAMES
            for term in parse('name actor "actor of" greece slovakia network n* na* a*')
        },
        "directories": {facet: listed(snapshot, facet) for facet in VAST},
        "suggested": {
            text: suggestions(moment_of(snapshot), text) for text in ("n", "a", "actor of a", "network", "s")
        },
        "titles": {word: found for word, term in terms.items() if (found := slugs(snapshot.with_title(term)))},
        "orders": {sort: [snapshot.documents[i].slug for i in snapshot.ordered(sort, there)] for sort in KEYS},
        "latest": [snapshot.documents[i].slug for i in snapshot.latest(2)],
    }


ASKED = (Question(), Question({"country": frozenset(["HR"])}), Question({"role": frozenset(["lead"])}))


def most(snapshot: Snapshot) -> list[dict[str, int]]:
    """The three longest lists of each long facet, for several questions."""
    return [Answer(snapshot, question).most(facet, 3) for question in ASKED for facet in VAST]


def counted(snapshot: Snapshot) -> list[dict[str, int]]:
    """The same, each value counted by itself."""
    asked = [(Answer(snapshot, question), facet) for question in ASKED for facet in VAST]
    found = [{value: answer.count(facet, value) for value in snapshot.facets[facet]} for answer, facet in asked]
    assert found == [answer.counts(facet) for answer, facet in asked]
    return [dict(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:3]) for counts in found]


def names(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """What each value of a long facet is called in lists."""
    panel = Panel(ask("", when=moment_of(snapshot)))
    return {facet: {value.value: value.label for value in panel.facet(facet).occurring} for facet in VAST}


def read(snapshot: Snapshot, facet: str, values: Iterable[str]) -> dict[str, str]:
    """What these values are called, read off the snapshot."""
    return {value: label(moment_of(snapshot), facet, value) for value in values}


def moment_of(snapshot: Snapshot) -> Moment:
    return Moment(snapshot, snapshot, date(2026, 1, 1))


def listed(snapshot: Snapshot, facet: str) -> tuple:
    """A directory as a whole, page by page, and where its letters begin; equal to that which the panel has."""
    found, plain = directories.values(moment_of(snapshot), facet), Panel(ask("", when=moment_of(snapshot)))
    rows = [value for start in range(0, len(found), 3) for value in found[start : start + 3]]
    assert rows == plain.facet(facet, whole=True).occurring
    return rows, list(found.firsts())


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


def packed(number: int) -> Holdings:
    """The ledger packed and opened again."""
    file, token = BytesIO(), Head.objects.get(pk=1).token
    pack(file, versions(number), {"number": number, "token": token}, lambda read: None)
    return Holdings(Sections(file.getvalue()))


def as_of(number: int, withheld: dict[str, int]) -> dict:
    """What the ledger alone, read up to a changeset, tells of it."""
    holdings = Holdings()
    fold(holdings, number)
    return contents(snapshot(holdings, number, withheld))


@pytest.mark.once
@SLOW
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from("abc"), st.integers(0, 9)), min_size=1, max_size=12),
    st.integers(0, 12),
)
def test_folded_step_by_step_and_packed_on_the_way_it_tells_of_every_changeset_what_the_ledger_tells(acts, when):
    """Orders, counts and searches, too, are those of plain reading, however much of it is packed."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # As in a catalogue so large that all of these are many.
        few = {"words.MANY": 1, "words.COMMON": 9, "tables.RANKED": 4, "holders.AT_A_TIME": 2}
        few |= {"among.PIECE": 1, "among.SHORTEST": 0, "among.LONGEST": 1}
        for name, number in few.items():
            patch.setattr(f"initiatives.bitmaps.{name}", number)
        patch.setattr("initiatives.suggestions.FEW", 0)
        holdings, steps = build(head()).holdings, [head()]
        for step, (name, slug, n) in enumerate(acts):
            if step == when:
                holdings = packed(head())
            act(name, f"{slug}-initiative", n)
            fold(holdings, head())
            steps.append(head())
            for least in (0, 50):  # initiative by initiative, and value by value
                patch.setattr("initiatives.answers.AT_LEAST", least)
                assert most(snapshot(holdings, head())) == counted(snapshot(holdings, head()))
            called = names(snapshot(holdings, head()))
            assert called == {facet: read(build(head()), facet, values) for facet, values in called.items()}
        newest = snapshot(holdings, head())
        assert contents(newest) == contents(build(head()))
        assert {step: contents(snapshot(holdings, step)) for step in steps} == {
            step: as_of(step, newest.withheld) for step in steps
        }
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


@pytest.mark.once
def test_a_thousand_older_moments_keep_few_snapshots():
    for title in range(12):
        initiative = make_initiative(f"number-{title}")
        publish(initiative=initiative, entries=[make_entry(initiative)], why="x")
    for number in range(1, head()):
        index.as_of(number)
    assert len(index.KEEPER.older) == index.SNAPSHOTS_KEPT


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
