"""A database made from a backup: all of it or nothing, and read back before it counts."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from config import running
from initiatives.backups import archive, tables
from initiatives.backups.archive import BadArchiveError, Manifest
from initiatives.models import Changeset, Initiative

type Tell = Callable[[str], None]


class UnfitError(Exception):
    """The backup and the database do not go together; one sentence says why."""


def is_empty() -> bool:
    """Whether nobody has worked in this database yet: no editor, no initiative, nothing published."""
    existing = set(connection.introspection.table_names())
    kept = (User, Initiative, Changeset)
    return not any(model._meta.db_table in existing and model._base_manager.exists() for model in kept)


@contextmanager
def nobody_else() -> Iterator[None]:
    """Nobody else uses the database, and the application cannot be started. Raises InUseError."""
    with running.alone(settings.DATA_DIR):
        if names := others():
            raise running.InUseError(f"Others are connected to the database ({', '.join(names)}): stop them first.")
        yield


def others() -> list[str]:
    """Who else is connected to a PostgreSQL database, by name."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(application_name, ''), usename::text) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return sorted({name for (name,) in cursor.fetchall()})


def fit(path: Path) -> Manifest:
    """What a backup has, if it is whole and this database can take it. Raises BadArchiveError and UnfitError.

    A backup by an earlier release goes into a database without tables, which is then brought up to this release.
    """
    manifest = archive.check(path)
    known = MigrationExecutor(connection).loader.disk_migrations
    if unknown := [name for name in map(tuple, manifest.migrations) if name not in known]:
        raise UnfitError(f"{path} was made by a later release (migration {'.'.join(unknown[0])} is unknown here).")
    if archive.applied() not in ([], manifest.migrations):
        raise UnfitError(
            f"{path} was made by an earlier release: restore it into a database without tables, "
            "which is then brought up to date."
        )
    return manifest


def restore(path: Path, manifest: Manifest, tell: Tell) -> None:
    """The database as a fit backup has it, in place of what it holds. Raises BadArchiveError and UnfitError."""
    current = is_current(manifest)
    if not archive.applied():
        call_command("migrate", verbosity=0) if current else migrate_to(manifest)
    replace(path, manifest, apps if current else registry_of(manifest), tell)
    if not current:
        call_command("migrate", verbosity=0)
    ContentType.objects.clear_cache()


def is_current(manifest: Manifest) -> bool:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return sorted([migration.app_label, migration.name] for migration, _backwards in plan) == manifest.migrations


def migrate_to(manifest: Manifest) -> None:
    """Makes the tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets(executor, manifest))


def targets(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """The last migration of each app at the time of the backup."""
    names = set(map(tuple, manifest.migrations))
    children = {name: executor.loader.graph.node_map[name].children for name in names}
    return sorted(n for n in names if not any(c.key in names and c.key[0] == n[0] for c in children[n]))


def registry_of(manifest: Manifest) -> Apps:
    """The models as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    return executor.loader.project_state(targets(executor, manifest)).apps


def replace(path: Path, manifest: Manifest, registry: Apps, tell: Tell) -> None:
    models = tables.tables(registry)
    shape = {model._meta.db_table: tables.columns(model) for model in models}
    if shape != {name: table.columns for name, table in manifest.tables.items()}:
        raise BadArchiveError(f"{path} has other tables or columns than its migrations make.")
    with transaction.atomic():
        tables.clear(tables.tables(registry, whole=True))
        for number, model in enumerate(models, 1):
            name = model._meta.db_table
            try:
                tables.fill(model, archive.lines(path, manifest, name))
            except (DatabaseError, ValueError) as error:
                raise UnfitError(f"The table {name} cannot take what {path} has: {error}".strip()) from error
            read_back(manifest, model)
            tell(f"{number} of {len(models)} tables: {name}, {manifest.tables[name].rows} rows")
        tables.count_on(models)


def read_back(manifest: Manifest, model) -> None:
    """Raises UnfitError where the database gives back anything else than what was put in."""
    digest, name = hashlib.sha256(), model._meta.db_table
    for line in tables.lines(model):
        digest.update(line)
    if digest.hexdigest() != manifest.tables[name].sha256:
        raise UnfitError(f"The table {name} reads back otherwise than it was written: nothing has been changed.")
