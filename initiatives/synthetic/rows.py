"""Many rows into a table at once, as saving them one by one would write them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Max, Model

from countries.folding import FoldedField

type Row = dict[str, Any]


def insert(model: type[Model], rows: Iterable[Row], time: datetime) -> list[int]:
    """Writes rows and gives their keys. A row has values by column; what it lacks comes from the model.

    ``time`` is when the rows were saved.
    """
    rows = list(rows)
    if not rows:
        return []
    last = model.objects.aggregate(last=Max("pk"))["last"] or 0
    numbered = [{"id": key, **row} for key, row in enumerate(rows, last + 1)]
    send(model, list(stored(model, numbered, time)))
    go_on_after(model, last + len(rows))
    return [row["id"] for row in numbered]


def go_on_after(model: type[Model], key: int) -> None:
    """The next keys that the database gives out come after this one. They never go back: what counts them on PostgreSQL
    is not undone with the transaction."""
    if connection.vendor == "postgresql":
        sequence = "SELECT pg_get_serial_sequence(%s, 'id')::regclass AS keys"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(keys, greatest(nextval(keys), %s)) FROM ({sequence}) AS found",
                [key, model._meta.db_table],
            )


def stored(model: type[Model], rows: list[Row], time: datetime) -> Iterator[tuple]:
    """The rows' values in the order of the model's columns."""
    fields = model._meta.concrete_fields
    given = {field.attname: field.get_default() for field in fields}
    given |= {field.attname: time for field in fields if getattr(field, "auto_now", False)}
    folds = [field for field in fields if isinstance(field, FoldedField)]
    moments = [field for field in fields if isinstance(field, DateTimeField)]
    for row in rows:
        values = given | row
        for field in folds:
            values[field.attname] = field.folded(values[field.of])
        for field in moments:
            values[field.attname] = connection.ops.adapt_datetimefield_value(values[field.attname])
        yield tuple(values[field.attname] for field in fields)


def send(model: type[Model], rows: list[tuple]) -> None:
    """Hands rows to the database in the quickest way it has."""
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in model._meta.concrete_fields)
    into = f"{name(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)
