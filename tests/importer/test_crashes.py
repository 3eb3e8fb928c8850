"""T31: killed at any moment, applying and undoing a batch leave all of it or nothing; of two editors one is told."""

import os
import random
import re

import pytest
from django.core.management import call_command

from initiatives.importer.sheet.staging import stage
from initiatives.importer.staging import stage_section
from initiatives.models import Batch, Decision, Initiative
from tests.importer.crashing import check_integrity, finish, killed, start, state
from tests.importer.sheets import changed
from tests.importer.test_import_report import TEXT
from tests.importer.test_sheet_applying import whole_sheet
from tests.importer.test_sheet_comparing import INCLUDE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_catalogue")]

POINTS = 100 if os.environ.get("LONG") else 3
CHANCE = random.Random(31)


@pytest.fixture
def real_catalogue(empty_ledger):
    """The real catalogue, really committed, so that other processes see it."""
    call_command("load_catalogue", verbosity=0)


def of_sheet() -> Batch:
    return stage(name="sheet.csv", data=whole_sheet(), who=None)


def of_section() -> Batch:
    batch = stage_section(name="section.txt", data=TEXT.encode(), edition="ar2029", year=2028)
    batch.proposals.update(decision=Decision.ACCEPTED)
    return batch


def acted(batch: Batch, act: str) -> int:
    """Does it undisturbed; how many statements it took."""
    said = finish(start(batch, act))
    assert re.fullmatch("done [0-9]+", said), said
    return int(said.split()[1])


@pytest.mark.parametrize("make", [of_sheet, of_section])
def test_a_batch_that_is_killed_is_applied_or_undone_as_a_whole_or_not_at_all(make):
    rehearsed = make()
    staged = state(rehearsed)
    in_apply = acted(rehearsed, "apply")
    applied = state(rehearsed)
    in_undo = acted(rehearsed, "undo")
    batch = make()  # what was undone is outdated for whoever looked at it before
    ends = {"apply": (staged, applied, in_apply), "undo": (applied, staged | {"state": "undone"}, in_undo)}
    for act, (before, after, number) in ends.items():
        now = state(batch)
        assert same(now, before)
        for point in sorted(CHANCE.sample(range(1, number + 1), min(POINTS, number))):
            killed(batch, act, statements=point)
            assert state(batch) == now, (act, point)
        for _ in range(max(POINTS // 4, 1)):
            killed(batch, act, seconds=CHANCE.uniform(0, 0.2))
            assert same(state(batch), before) or same(state(batch), after)
            check_integrity()
        if state(batch)["state"] == now["state"]:
            acted(batch, act)
        assert same(state(batch), after)


def same(one: dict, other: dict) -> bool:
    """Whether two states agree; rows that were made anew have other keys, and undoing keeps what was written."""
    left_out = {"links", "actors", "countries", "levels", "themes", "written"}
    lengths = [{name: len(told[name]) for name in left_out - {"written"}} for told in (one, other)]
    return lengths[0] == lengths[1] and all(one[name] == other[name] for name in one.keys() - left_out)


def both(first: Batch, second: Batch) -> list[str]:
    """What two processes say that apply at the same moment."""
    workers = [start(first, "apply"), start(second, "apply")]
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    return [finish(worker) for worker in workers]


@pytest.mark.parametrize("make", [of_sheet, of_section])
def test_of_two_editors_who_apply_the_same_batch_one_does_and_the_other_is_told(make):
    batch = make()
    said = sorted(re.sub("[0-9]+$", "", line) for line in both(batch, batch))
    assert said == sorted(["done ", f"“{batch.name}” is not in review but applied: nothing has been done."])
    check_integrity()


def test_of_two_batches_on_one_initiative_the_later_is_told_that_it_was_edited():
    first = stage(name="a.csv", data=changed(f"pick={INCLUDE}", title="First"), who=None)
    second = stage(name="b.csv", data=changed(f"pick={INCLUDE}", title="Second"), who=None)
    said = both(first, second)
    done = [line.startswith("done") for line in said]
    assert sorted(done) == [False, True]
    assert "somebody has edited it since the sheet was compared" in said[done.index(False)]
    assert Initiative.objects.get(slug=INCLUDE).title == ("First" if done[0] else "Second")
