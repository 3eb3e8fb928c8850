"""The file of a backup: a zip of the tables as lines of JSON, and a manifest that says what must be in it."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from initiatives import files
from initiatives.backups import tables
from initiatives.models import Changeset, Head

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20  # bytes
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, KeyError, TypeError)


class BadArchiveError(Exception):
    """The file is no backup, or not as it was written; one sentence says what is wrong."""


@dataclass(frozen=True)
class Table:
    """What one table must hold; ``sha256`` is that of its lines."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``migrations`` name the shape of the tables, ``changeset`` the newest one or nothing."""

    format: int
    made_at: str
    database: str
    changeset: str
    migrations: list[list[str]]
    tables: dict[str, Table]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def member(table: str) -> str:
    return f"tables/{table}.jsonl"


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def write(path: Path) -> Manifest:
    """Everything the database holds at one moment, into a file that appears whole or not at all.

    Others read and write meanwhile. The file can be read by its owner only: it has the editors' password hashes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with files.whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, one_moment():
        manifest = described({model._meta.db_table: add(archive, model) for model in tables.tables()})
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))
    return manifest


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is the database as it stood at one moment, without keeping others from writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:  # not atomic(), which takes the lock of writers
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def add(archive: zipfile.ZipFile, model) -> Table:
    rows, digest = 0, hashlib.sha256()
    with archive.open(member(model._meta.db_table), "w", force_zip64=True) as file:
        for line in tables.lines(model):
            file.write(line)
            digest.update(line)
            rows += 1
    return Table(tables.columns(model), rows, digest.hexdigest())


def described(found: dict[str, Table]) -> Manifest:
    number = Head.objects.values_list("number", flat=True).first()
    newest = Changeset.objects.filter(number=number).first()
    return Manifest(
        format=FORMAT,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        changeset=newest.label if newest else "",
        migrations=applied(),
        tables=found,
    )


def applied() -> list[list[str]]:
    """The migrations that made the tables what they are."""
    return sorted(map(list, MigrationRecorder(connection).applied_migrations()))


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────


def read(path: Path) -> Manifest:
    """The manifest of a backup. Raises BadArchiveError."""
    try:
        with zipfile.ZipFile(path) as archive:
            row = json.loads(archive.read(MANIFEST))
        if row["format"] != FORMAT:
            raise BadArchiveError(f"{path} is a backup of format {row['format']}; this release reads format {FORMAT}.")
        return Manifest(**row | {"tables": {name: Table(**table) for name, table in row["tables"].items()}})
    except FileNotFoundError:
        raise BadArchiveError(f"There is no file {path}.") from None
    except DAMAGED as error:
        raise BadArchiveError(f"{path} is not a backup, or is damaged: {error}.") from error


def check(path: Path) -> Manifest:
    """The manifest of a backup that holds exactly what it was written with. Raises BadArchiveError."""
    manifest = read(path)
    for name in manifest.tables:
        for _line in lines(path, manifest, name):
            pass
    return manifest


def lines(path: Path, manifest: Manifest, table: str) -> Iterator[bytes]:
    """The lines of one table. Raises BadArchiveError at the end of what is not what was written."""
    rows, digest = 0, hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member(table)) as file:
            for line in file:
                digest.update(line)
                rows += 1
                yield line
    except DAMAGED as error:
        raise BadArchiveError(f"{path} is damaged in the table {table}: {error}.") from error
    wanted = manifest.tables[table]
    if (rows, digest.hexdigest()) != (wanted.rows, wanted.sha256):
        raise BadArchiveError(f"{path} is damaged: the table {table} is not what was written.")
