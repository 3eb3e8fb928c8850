"""Packed indexes: a worker begins with the file of its own ledger, and no request waits for what another folds in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from initiatives import index, packs
from initiatives.index import Keeper, build
from initiatives.models import Head, Version
from tests.factories import make_published
from tests.test_index import contents, head


@pytest.fixture
def packed(catalogue, settings, tmp_path):
    """The real catalogue, packed in a folder of its own."""
    settings.DATA_DIR = tmp_path
    return packs.write()


def fresh() -> Keeper:
    """A keeper as a worker that has just started has it."""
    return Keeper()


def test_a_worker_begins_with_the_pack_and_reads_no_version_from_the_ledger(packed, django_assert_num_queries):
    keeper = fresh()
    # The head, the changeset of the pack, and what came since: versions begun, versions ended, the new changeset.
    with django_assert_num_queries(5):
        snapshot = keeper.current()
    assert (snapshot.first, len(snapshot.everything)) == (22, 22)
    assert contents(snapshot) == contents(build(head()))


def test_what_is_published_after_the_pack_is_folded_in(packed):
    make_published("later", countries=("LI",))
    snapshot = fresh().current()
    assert (snapshot.first, snapshot.documents[22].slug) == (22, "later")
    assert contents(snapshot) == contents(build(head()))


def test_of_several_packs_the_newest_is_used_and_the_command_leaves_one(packed):
    make_published("later")
    said = StringIO()
    call_command("pack_index", stdout=said)
    [left] = packs.folder().glob("*.pack")
    assert said.getvalue().startswith(f"{left}: ")
    assert fresh().current().first == 23


def test_packing_the_same_state_again_writes_nothing(packed):
    before = packed.stat().st_mtime_ns
    assert (packs.write(), packed.stat().st_mtime_ns) == (packed, before)


def test_the_pack_of_another_history_is_not_used(packed):
    """As after a restore: the changeset has the same number, but not the same token."""
    state = contents(build(head()))
    other = packed.rename(packed.with_name(f"{head()}-of-another.pack"))
    data = other.read_bytes()
    token = Head.objects.get(pk=1).token.encode()
    other.write_bytes(data.replace(token, token[::-1]))
    snapshot = fresh().current()
    assert (snapshot.first, contents(snapshot)) == (0, state)


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"x" * 100])
def test_a_pack_that_is_cut_short_or_no_pack_is_not_used(packed, damage):
    packed.write_bytes(damage(packed.read_bytes()))
    assert fresh().current().first == 0


def test_a_pack_of_another_version_of_the_application_is_not_used_but_written_anew(packed, monkeypatch):
    monkeypatch.setattr(packs, "MADE_BY", "another version")
    assert fresh().current().first == 0
    packs.write()
    assert fresh().current().first == 22


def test_a_large_ledger_is_packed_by_whoever_needs_it_first(catalogue, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index, "SMALL", 10)
    with transaction.atomic():
        assert (fresh().current().first, packs.newest()) == (0, 0)  # of what may be taken back no file is made


@pytest.mark.once
def test_where_no_file_can_be_written_the_ledger_is_read_instead(empty_ledger, settings, tmp_path, monkeypatch, caplog):
    call_command("load_catalogue", stdout=StringIO())
    monkeypatch.setattr(index, "SMALL", 10)
    settings.DATA_DIR = tmp_path / "a file"
    settings.DATA_DIR.write_text("in the way")
    assert (fresh().current().first, len(fresh().current().everything)) == (0, 22)
    assert "the whole ledger is read instead" in caplog.text
    settings.DATA_DIR = tmp_path
    assert fresh().current().first == 22


def test_nothing_to_pack_is_said(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    Head.objects.update(number=0, token="")
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        call_command("pack_index")


# ── while it serves ──────────────────────────────────────────────────────────────────────────────────────────


def test_while_another_request_folds_the_snapshot_there_is_answers(catalogue):
    keeper = fresh()
    before = keeper.current()
    keeper.serving = True
    make_published("later")
    with keeper.lock:
        assert keeper.current() is before
    assert keeper.current().number == head()


@pytest.mark.once
def test_much_that_is_new_is_folded_in_beside_the_requests(empty_ledger, monkeypatch):
    call_command("load_catalogue", stdout=StringIO())
    keeper = fresh()
    before = keeper.current()
    keeper.serving = True
    monkeypatch.setattr(index, "MANY", 0)
    make_published("later")
    assert keeper.current() is before
    keeper.folding.join(timeout=30)
    assert contents(keeper.current()) == contents(build(head()))


def test_a_worker_with_much_beside_its_pack_takes_the_newer_one(packed, monkeypatch):
    keeper = fresh()
    assert keeper.current().first == 22
    monkeypatch.setattr(index, "MOST_RECENT", 1)
    make_published("one")
    make_published("two")
    keeper.current()
    packs.write()
    make_published("three")
    snapshot = keeper.current()
    assert (snapshot.first, contents(snapshot)) == (24, contents(build(head())))


def test_what_was_folded_in_and_then_rolled_back_is_gone(catalogue):
    keeper = fresh()
    before = contents(keeper.current())
    with transaction.atomic():
        make_published("taken-back")
        assert "taken-back" in keeper.current().ids
        transaction.set_rollback(True)
    assert contents(keeper.current()) == before
    assert Version.objects.filter(slug="taken-back").count() == 0
