"""T31: killed at any moment, applying and undoing a batch leave all of it or nothing; of two editors one is told."""

import os
import random

import pytest
from django.core.management import call_command

from initiatives.importer.sheet.staging import stage
from initiatives.importer.staging import stage_section
from initiatives.models import Batch, Decision, Initiative
from tests.importer.crashing import act_here, check_integrity, killed, outcome, state
from tests.importer.sheets import table
from tests.importer.test_import_report import TEXT
from tests.importer.test_sheet_applying import whole_sheet
from tests.importer.test_sheet_comparing import INCLUDE
from tests.processes import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_catalogue")]

POINTS = 100 if os.environ.get("LONG") else 8
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


def check_killed(batch: Batch, act: str, statements: int, before: dict, after: dict) -> None:
    """Kills the act after statements and after times chosen by chance; then lets it be."""
    now = state(batch)
    assert same(now, before)
    for point in sorted(CHANCE.sample(range(1, statements + 1), min(POINTS, statements))):
        assert (killed(batch, act, statements=point), state(batch) == now) == ("", True), (act, point)
    for _ in range(POINTS // 4):
        killed(batch, act, seconds=CHANCE.uniform(0, 0.3))
        assert state(batch) == now or same(state(batch), after)
        check_integrity()
    if state(batch) == now:
        assert killed(batch, act) == "done"
    assert same(state(batch), after)


def same(one: dict, other: dict) -> bool:
    """Whether two states agree; rows that were made anew have other keys, and undoing keeps what was written."""
    by_key = {"links", "actors", "countries", "levels", "themes"}
    numbers = [{name: len(told[name]) for name in by_key} for told in (one, other)]
    return numbers[0] == numbers[1] and all(one[name] == other[name] for name in one.keys() - by_key - {"written"})


@pytest.mark.parametrize("make", [of_sheet, of_section])
def test_a_batch_that_is_killed_is_applied_or_undone_as_a_whole_or_not_at_all(make):
    rehearsed = make()
    staged = state(rehearsed)
    in_apply = act_here(rehearsed, "apply")
    applied = state(rehearsed)
    in_undo = act_here(rehearsed, "undo")
    undone = state(rehearsed)
    batch = make()  # what was undone is outdated for whoever looked at it before
    check_killed(batch, "apply", in_apply, staged, applied)
    check_killed(batch, "undo", in_undo, applied, undone)


def both(first: Batch, second: Batch) -> list[str]:
    """What two processes say that apply at the same moment."""
    return together([lambda: outcome(first, "apply"), lambda: outcome(second, "apply")])


def test_of_two_editors_who_apply_at_the_same_moment_one_does_and_the_other_is_told():
    for batch in (of_sheet(), of_section()):
        told = f"“{batch.name}” is not in review but applied: nothing has been done."
        assert sorted(both(batch, batch)) == sorted(["done", told])
    first = stage(name="a.csv", data=table(["id", "title"], [INCLUDE, "First"]), who=None)
    second = stage(name="b.csv", data=table(["id", "title"], [INCLUDE, "Second"]), who=None)
    said = both(first, second)
    done = [line == "done" for line in said]
    assert sorted(done) == [False, True], said
    assert "somebody has edited it since the sheet was compared" in said[done.index(False)]
    assert Initiative.objects.get(slug=INCLUDE).title == ("First" if done[0] else "Second")
    check_integrity()
