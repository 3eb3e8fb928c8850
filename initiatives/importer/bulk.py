"""The journal of a batch that may write thousands of rows: what is new is inserted together, and nothing is read for
each row to check it."""

from collections import defaultdict
from functools import cached_property
from itertools import batched
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from countries.aggregates import Aggregate
from initiatives.importer.journal import AT_ONCE, Journal, image
from initiatives.models import Actor, Batch, Entry, Footnote, Initiative, Written

# What may be very many: who names one of these has read it. In the order in which they name one another.
THINGS = [Actor, Initiative, Entry, Footnote]


class BulkJournal(Journal):
    """Keeps new rows and removed ones back until ``flush``; their places in the journal are those of the calls.

    What a row names is read once a table, or known by whoever writes: initiatives, entries, footnotes and actors.
    Whether it stands once is left to the database.
    """

    def __init__(self, batch: Batch):
        super().__init__(batch)
        self.new: dict[type[Model], list[tuple[Model, Written]]] = defaultdict(list)
        self.gone: dict[type[Model], list[Any]] = defaultdict(list)

    def add(self, row: Model) -> Any:
        self.check(row)
        return self.put(row)

    def put(self, row: Model) -> Any:
        written = self.rows[type(row), f"new {id(row)}"] = self.written(row, None)
        self.new[type(row)].append((row, written))
        return row

    def change(self, row: Model, **values: Any) -> Any:
        before = None if row.pk is None else image(row)
        for name, value in values.items():
            setattr(row, name, value)
        if isinstance(row, Aggregate):
            row.token += 1
        self.check(row)
        if before is not None:  # else it is inserted as it is now
            row.save(force_update=True)
            self.note(row, before)
        return row

    def remove(self, row: Model) -> None:
        self.note(row, image(row), gone=True)
        self.gone[type(row)].append(row.pk)

    # all together

    def flush(self) -> None:
        """Removes and inserts what was kept back. Raises ValidationError."""
        for model, keys in self.gone.items():
            for chunk in batched(keys, AT_ONCE):
                model._base_manager.filter(pk__in=chunk)._raw_delete(using="default")
        # What others may name comes first.
        for model in sorted(self.new, key=lambda model: THINGS.index(model) if model in THINGS else len(THINGS)):
            self.insert(model, self.new[model])
        self.gone.clear()
        self.new.clear()

    def insert(self, model: type[Model], pairs: list[tuple[Model, Written]]) -> None:
        rows = [row for row, _written in pairs]
        try:
            with transaction.atomic():
                model._base_manager.bulk_create(rows, batch_size=AT_ONCE)
        except IntegrityError:
            for row in rows:
                row.full_clean()  # says what is wrong in words
            raise
        for row, written in pairs:
            del self.rows[model, f"new {id(row)}"]
            written.key, written.after = str(row.pk), image(row)
            self.rows[model, written.key] = written

    def close(self) -> None:
        self.flush()
        Written.objects.bulk_create(sorted(self.rows.values(), key=lambda row: row.position), batch_size=AT_ONCE)

    # checks

    def check(self, row: Model) -> None:
        """The same as ``full_clean`` without a query for each row. Raises ValidationError."""
        links = [field for field in row._meta.concrete_fields if field.is_relation]
        if not all(self.is_there(row, field) for field in links):
            row.full_clean()
        row.clean_fields(exclude={field.name for field in links})
        row.clean()

    def is_there(self, row: Model, field: Field) -> bool:
        """Whether what a row names is there; a thing of the catalogue is, since whoever names it has it."""
        key = getattr(row, field.attname)
        if field.is_cached(row) or key is None:
            return field.null or field.is_cached(row)
        return field.related_model in THINGS or key in self.keys_of(field.related_model)

    def keys_of(self, model: type[Model]) -> set[Any]:
        if model not in self.known:
            self.known[model] = set(model._base_manager.values_list("pk", flat=True))
        return self.known[model]

    @cached_property
    def known(self) -> dict[type[Model], set[Any]]:
        return {}
