"""Backups: whole though others write, proved by being restored, refused where damaged, the same on every database."""

import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from config import running
from initiatives.backups import archive, soundness
from initiatives.backups.archive import BadArchiveError, Manifest
from initiatives.backups.elsewhere import FailedError, Place
from initiatives.models import Head, Version
from tests.citing import cite
from tests.places import ADDRESS, place

TOP = Path(__file__).resolve().parent.parent
LONG = bool(os.environ.get("LONG"))
ROUNDS = 20 if LONG else 2
FLIPS = 1000 if LONG else 60
LABEL = r"\d{4}-\d\d-\d\d\.\d+"
pytestmark = pytest.mark.usefixtures("catalogue")
RESTORED = [
    "Restored: N rows, as of LABEL; every table reads back as it was written.",
    "The ledger holds: N versions in N changesets, each with its digest.",
    "Citations: N; verified N, redacted N, failed N.",
    "Editors have to sign in anew.",
]

PAUSE = 0 if LONG else 0.05  # seconds between what is published: some of it while each backup is written
WRITER = f"""
import time
import django
django.setup()
from initiatives.models import Initiative
from initiatives.publishing import publish
for number in range(100_000):
    initiative = Initiative.objects.order_by("pk")[number % 22]
    initiative.summary = f"Said for the {{number}}th time."
    initiative.save()
    publish(initiative=initiative, why=f"the {{number}}th")
    print(number, flush=True)
    time.sleep({PAUSE})
"""


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    """A data folder of the test's own."""
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture(scope="module")
def backup(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """A backup of the real catalogue, in which two lists are cited."""
    path = tmp_path_factory.mktemp("backup") / "catalogue.zip"
    with django_db_blocker.unblock(), transaction.atomic():
        cite("country=HR")
        cite("q=cities&status=continued")
        archive.write(path)
        transaction.set_rollback(True)
    return path


@pytest.fixture(scope="module")
def restored(backup, tmp_path_factory):
    """A place that was restored from the backup, and what was said then. Who wants to write takes a copy."""
    with place(tmp_path_factory.mktemp("restored") / "place") as there:
        yield there, there.run("restore", str(backup))


def tables(path: Path) -> dict[str, archive.Table]:
    return archive.check(path).tables


def tables_of(there: Place) -> dict[str, archive.Table]:
    path = there.folder / "now.zip"
    there.run("backup", str(path))
    return tables(path)


def run(capsys, *command: str) -> list[str]:
    """What a command says, line by line, without numbers."""
    call_command(*command)
    return words(capsys.readouterr().out).splitlines()


def refused(*command: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as error:
        call_command(*command)
    return error.value.returncode, str(error.value)


def words(said: str) -> str:
    """What a command says, without the numbers that depend on the catalogue's data and the day."""
    return re.sub(r"\d+", "N", re.sub(LABEL, "LABEL", re.sub(r"/[^ ,:]+", "FILE", said)))


# ── a backup and what comes of it ────────────────────────────────────────────────────────────────────────────


@pytest.mark.once
def test_a_backup_is_proved_by_being_restored(backup, capsys):
    assert run(capsys, "verify_backup", str(backup)) == [
        "FILE holds N rows in N tables, as written.",
        *RESTORED,
        "The backup holds.",
    ]


def test_a_restored_database_has_every_row_and_no_other(backup, restored):
    there, said = restored
    assert words(said).splitlines() == RESTORED
    assert "Citations: 2; verified 2, redacted 0, failed 0." in said
    assert tables_of(there) == tables(backup)


def test_only_its_owner_reads_a_backup(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_who_is_signed_in_is_not_in_a_backup(backup):
    assert "django_session" not in tables(backup)


def test_backups_are_whole_while_editors_write_and_what_is_replaced_is_backed_up(backup, restored, tmp_path):
    paths = [tmp_path / f"{number}.zip" for number in range(ROUNDS)]
    with place(tmp_path / "busy", like=restored[0]) as busy:
        with writing(busy):
            for path in paths:
                busy.run("backup", str(path))
        for path in paths if LONG else paths[-1:]:
            assert words(busy.run("restore", "--replace", str(path))).splitlines()[-4:] == RESTORED
        after = archive.check(max((busy.folder / "backups").iterdir()))
    found = [archive.check(path) for path in paths]
    assert len({manifest.changeset for manifest in found}) == ROUNDS
    if not LONG:  # what was there before the one restore is what came after the last backup
        assert after.tables["initiatives_version"].rows > found[-1].tables["initiatives_version"].rows


@contextmanager
def writing(busy: Place) -> Iterator[None]:
    """An editor who publishes one thing after the other."""
    given = {"CATALOGUE_DATABASE_URL": busy.database, "CATALOGUE_DATA_DIR": str(busy.folder)}
    environment = os.environ | given | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    writer = subprocess.Popen([sys.executable, "-c", WRITER], cwd=TOP, env=environment, stdout=subprocess.PIPE)
    try:
        writer.stdout.readline()
        yield
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()


@pytest.mark.skipif(not (ADDRESS or LONG), reason="the run on PostgreSQL moves there and back")
def test_moved_to_another_database_and_back_everything_is_the_same(backup, restored, tmp_path):
    with place(tmp_path / "other", vendor="sqlite") as other, place(tmp_path / "back") as back:
        moved = [*RESTORED, "Moved. Name the new database in CATALOGUE_DATABASE_URL; the old one is as it was."]
        assert words(restored[0].run("move_database", other.database)).splitlines() == moved
        assert words(other.run("move_database", back.database)).splitlines() == moved
        assert tables_of(back) == tables(backup)


@pytest.mark.once
def test_a_backup_of_an_earlier_release_is_brought_up_to_date(backup, tmp_path):
    manifest = archive.read(backup)
    path = rewritten(backup, tmp_path / "older.zip", earlier(manifest))
    with place(tmp_path / "other") as other:
        other.run("restore", str(path))
        now = tables_of(other)
    django = {"auth_permission", "django_content_type"}  # which get rows for what is new
    assert {name for name in manifest.tables if now[name] != manifest.tables[name]} <= django | LATER
    assert now.keys() == manifest.tables.keys()
    assert [now[name].rows for name in LATER] == [0] * len(LATER)


# The tables that came with the third migration and those after it.
LATER = {
    f"initiatives_{name}"
    for name in (
        *("report", "reportday", "reportsender", "citation"),
        *("batch", "proposal", "written", "unconfirmed", "step"),
    )
}


def earlier(manifest: Manifest) -> Manifest:
    """What the release with the first two migrations would have written."""
    migrations = [row for row in manifest.migrations if row[0] != "initiatives" or row[1] < "0003"]
    kept = {name: table for name, table in manifest.tables.items() if name not in LATER}
    return replace(manifest, migrations=migrations, tables=kept)


def rewritten(source: Path, target: Path, manifest: Manifest) -> Path:
    """A copy of a backup with another manifest."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in manifest.tables:
            new.writestr(archive.member(name), old.read(archive.member(name)))
        new.writestr(archive.MANIFEST, json.dumps(asdict(manifest)))
    return target


def test_only_the_newest_backups_are_kept(folder, capsys):
    for _round in range(3):
        call_command("backup", keep="2")
    assert [words(line) for line in capsys.readouterr().out.splitlines()] == [
        *["FILE: N rows, as of LABEL."] * 3,
        "FILE deleted.",
    ]
    assert len(list((folder / "backups").iterdir())) == 2


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.once
def test_a_damaged_backup_is_never_taken_for_another(backup, tmp_path):
    whole, chance = backup.read_bytes(), random.Random(1)
    wanted, path = archive.read(backup), tmp_path / "damaged.zip"
    for _round in range(FLIPS):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        try:
            assert archive.check(path) == wanted  # a bit that nothing is read from, such as a file's time
        except BadArchiveError:
            continue
    for cut in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(BadArchiveError):
            archive.check(path)


def test_what_cannot_be_restored_is_said_in_one_line(backup, tmp_path, folder):
    manifest = archive.read(backup)
    later = replace(manifest, migrations=[*manifest.migrations, ["initiatives", "9999_later"]])
    other = replace(manifest, format=2)
    cases = {
        tmp_path / "nothing.zip": "There is no file {}.",
        TOP / "README.md": "{} is not a backup, or is damaged: File is not a zip file.",
        rewritten(backup, tmp_path / "later.zip", later): (
            "{} was made by a later release (migration initiatives.9999_later is unknown here)."
        ),
        rewritten(backup, tmp_path / "other.zip", other): "{} is a backup of format 2; this release reads format 1.",
        rewritten(backup, tmp_path / "earlier.zip", earlier(manifest)): (
            "{} was made by an earlier release: restore it into a database without tables, which is then brought up "
            "to date."
        ),
        backup: "The database is not empty: add --replace, which backs up what it holds first.",
    }
    assert {path: refused("restore", str(path)) for path in cases} == {
        path: (2, message.format(path)) for path, message in cases.items()
    }
    assert refused("verify_backup", str(TOP / "README.md")) == (
        1,
        f"The backup does not hold. {TOP / 'README.md'} is not a backup, or is damaged: File is not a zip file.",
    )


def test_nothing_is_replaced_or_moved_while_the_application_runs(backup, folder):
    with running.serve(folder):
        in_use = f"The application runs on {folder}, or another restore: stop it first."
        assert refused("restore", "--replace", str(backup)) == (2, in_use)
        moved = f"Nothing has been moved. {in_use}"
        assert refused("move_database", f"sqlite:///{folder}/other.sqlite3") == (2, moved)


def test_the_application_does_not_start_while_everything_is_replaced(tmp_path):
    with running.alone(tmp_path), pytest.raises(running.InUseError) as error:
        running.serve(tmp_path)
    with running.alone(tmp_path):
        serving = [sys.executable, "-c", "import config.wsgi"]
        environment = os.environ | {"CATALOGUE_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
        started = subprocess.run(serving, cwd=TOP, env=environment, capture_output=True, text=True)
    message = "The catalogue is being restored or moved: start it when that has ended."
    assert (str(error.value), started.returncode, started.stderr) == (message, 2, f"{message}\n")
    with running.serve(tmp_path), running.serve(tmp_path):
        pass


@pytest.mark.skipif(not ADDRESS, reason="only PostgreSQL is used from other machines")
def test_a_database_that_another_machine_uses_is_not_replaced(restored, backup, folder):
    there, _said = restored
    others = r"Others are connected to the database \(web on another machine\): stop them first\."
    with (
        psycopg.connect(there.database, application_name="web on another machine"),
        pytest.raises(FailedError, match=others),
    ):
        there.run("restore", "--replace", str(backup))


def test_an_altered_ledger_is_told():
    assert list(soundness.faults()) == []
    row = Version.objects.get(kind="initiative", slug="hr-include")
    Version.objects.filter(pk=row.pk).update(record=row.record.replace("a", "b"), number=2)
    Head.objects.update(token="x")
    assert [words(fault) for fault in soundness.faults()] == [
        "The head's token is not that of changeset LABEL.",
        "Version N of initiative hr-include does not have the digest that is stored with it.",
        "Version N of initiative hr-include does not follow the one before.",
    ]
    assert refused("check_ledger") == (1, "The ledger does not hold: 3 faults.")


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "backup.zip"
    assert refused("backup", str(path)) == (2, f"{path} cannot be written: File exists.")
    assert refused("backup", "--keep", "0") == (2, "--keep takes a number from 1, and no file beside it.")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
