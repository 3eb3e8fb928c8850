"""The tables as lines of JSON, the same on every database, and back again.

A line is a list of a row's values by the names of their columns; lines go by primary key in code-point order. Moments
are in UTC. The same data give the same bytes on every database.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import CharField, Field, Model, TextField
from django.db.models.functions import Collate

# Who is signed in is not kept: after a restore everybody signs in anew.
LEFT_OUT = {"django_session"}
AT_ONCE = 500


def tables(registry: Apps = apps, *, whole: bool = False) -> list[type[Model]]:
    """The models of all tables by the table's name; with ``whole`` those too that a backup leaves out."""
    found = {model._meta.db_table: model for model in registry.get_models(include_auto_created=True)}
    return [model for name, model in sorted(found.items()) if whole or name not in LEFT_OUT]


def fields(model: type[Model]) -> list[Field]:
    """By name: the order in a migration is another one than in a model."""
    return sorted(model._meta.concrete_fields, key=lambda field: field.attname)


def columns(model: type[Model]) -> list[str]:
    return [field.attname for field in fields(model)]


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row of a table."""
    for row in model._base_manager.order_by(key(model)).values_list(*columns(model)).iterator(AT_ONCE):
        text = json.dumps([plain(value) for value in row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield f"{text}\n".encode()


def key(model: type[Model]) -> Any:
    """What rows are sorted by: alike on all databases, whatever language a database sorts by."""
    if isinstance(model._meta.pk, CharField | TextField) and connection.vendor == "postgresql":
        return Collate("pk", "C")
    return "pk"


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def clear(models: list[type[Model]]) -> None:
    """Empties tables. Call it in the transaction that fills them again."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def fill(model: type[Model], rows: Iterable[bytes]) -> None:
    """Writes the lines of a table into it as they are: no ``save``, no time of today, no new key."""
    written = fields(model)
    names = ", ".join(connection.ops.quote_name(field.column) for field in written)
    places = ", ".join(["%s"] * len(written))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"
    with connection.cursor() as cursor:
        for batch in batched(rows, AT_ONCE):
            cursor.executemany(statement, [stored(written, json.loads(line)) for line in batch])


def stored(written: list[Field], row: list) -> list:
    """A row's values as the database takes them."""
    pairs = zip(written, row, strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]


def count_on(models: list[type[Model]]) -> None:
    """The next keys the database gives out follow those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
