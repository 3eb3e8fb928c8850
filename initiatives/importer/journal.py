"""The journal of a batch: every row that applying it wrote, so that all of it can be taken back.

Undoing holds each row against what was written. Where anything has been built on it since (somebody edited or
published a draft, or uses an actor that came with it), nothing is undone and every reason is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.apps import apps
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from countries.aggregates import Aggregate
from initiatives.importer.publicity import shown_since
from initiatives.models import Batch, BatchState, Entry, EntryFootnote, Footnote, Head, Proposal, Written

# Read anew at each save, and so no sign of a change; a token is.
UNCOMPARED = {"saved_at"}
# Rows about a batch itself are not built on what it wrote.
OWN = {Proposal, Written}
AT_ONCE = 500
# What a row is after it was removed.
GONE: dict[str, Any] = {}

type Image = dict[str, Any]
type Key = tuple[type[Model], str]


class Journal:
    """Writes rows for a batch and keeps what it wrote, in order. ``close`` stores it."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.rows: dict[Key, Written] = {}

    def add(self, row: Model) -> Any:
        """Saves a new row. Raises ValidationError."""
        row.full_clean()
        return self.put(row)

    def put(self, row: Model) -> Any:
        """Saves a new row of which nothing was typed: what it names is there, and it stands once."""
        row.save(force_insert=True)
        self.note(row, None)
        return row

    def change(self, row: Model, **values: Any) -> Any:
        """Gives a row of the database new values; forms opened with its old ones become outdated."""
        before = image(row)
        for name, value in values.items():
            setattr(row, name, value)
        if isinstance(row, Aggregate):
            row.token += 1
        row.full_clean()
        row.save(force_update=True)
        self.note(row, before)
        return row

    def remove(self, row: Model) -> None:
        """Deletes a row that nothing else refers to, such as a link between two things."""
        before = image(row)
        self.note(row, before, gone=True)
        type(row)._base_manager.filter(pk=row.pk)._raw_delete(using="default")

    def note(self, row: Model, before: Image | None, *, gone: bool = False) -> None:
        key = type(row), str(row.pk)
        if key not in self.rows:
            self.rows[key] = self.written(row, before)
        self.rows[key].after = GONE if gone else image(row)

    def written(self, row: Model, before: Image | None) -> Written:
        """The next line of the journal, which does not say yet what the row is since."""
        return Written(
            batch=self.batch,
            position=len(self.rows) + 1,
            model=row._meta.label_lower,
            key=str(row.pk),
            before=before,
        )

    def close(self) -> None:
        Written.objects.bulk_create(self.rows.values(), batch_size=AT_ONCE)


def image(row: Model) -> Image:
    """A row's values by column, as JSON has them."""
    fields = [field for field in row._meta.concrete_fields if field.name not in UNCOMPARED]
    return {field.attname: plain(field.value_from_object(row)) for field in fields}


def plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


# ── taking back ──────────────────────────────────────────────────────────────────────────────────────────────


def obstacles(batch: Batch) -> list[str]:
    """Sentences that say what has been built on a batch; empty where it can be undone. Locks what it looks at.

    Nothing is published meanwhile: publishers take the lock of the ledger's head before any other.
    """
    Head.objects.select_for_update().get(pk=1)
    written = list(batch.written.order_by("position"))
    return [*dict.fromkeys([*changed(written), *used(written), *shown_since(batch, written)])]


def take_back(batch: Batch) -> None:
    """Takes back all that a batch wrote. Call it in one transaction with ``obstacles``, when there are none."""
    written = list(batch.written.order_by("position"))
    for model, rows in by_model(written):
        created = [row.key for row in rows if row.before is None]
        for chunk in batched(created, AT_ONCE):
            model._base_manager.filter(pk__in=chunk)._raw_delete(using="default")
        for row in rows:
            if row.before is not None:
                give_back(model, row)
    outdate_forms(written)


def give_back(model: type[Model], row: Written) -> None:
    """A changed row has its earlier values again, and a token that no open form has; a removed row is there again."""
    if row.after == GONE:
        model(**row.before).save_base(raw=True, force_insert=True)
        return
    values = {name: value for name, value in row.before.items() if name != model._meta.pk.attname}
    if issubclass(model, Aggregate):
        values["token"] = row.after["token"] + 1
        keep_in_step(model, {row.key: (row.before["token"], values["token"])})
    model._base_manager.filter(pk=row.key).update(**values)


def outdate_forms(written: list[Written]) -> None:
    """Forms of entries show the footnotes that were given back and the links that were taken away."""
    rows = dict(by_model(written))
    notes = [row.key for row in rows.get(Footnote, ()) if row.before is not None]
    links = {row.after["entry_id"] for row in rows.get(EntryFootnote, ()) if row.before is None}
    outdate_entries(notes, links, but={row.key for row in rows.get(Entry, ())})


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────


def outdate_entries(footnotes: Iterable[Any], entries: Iterable[int], *, but: set[str]) -> None:
    """Makes the forms of these entries outdated, and of those that rest on these footnotes, but for some entries."""
    keys = {*entries}
    for chunk in batched(footnotes, AT_ONCE):
        keys |= {*EntryFootnote.objects.filter(footnote__in=chunk).values_list("entry", flat=True)}
    for chunk in batched(sorted(key for key in keys if str(key) not in but), AT_ONCE):
        outdate(Entry.objects.filter(pk__in=chunk))


def outdate(rows: QuerySet) -> None:
    """Makes forms outdated that show something else of which these rows are made, such as a shared footnote."""
    there = dict(rows.order_by("pk").distinct().values_list("pk", "token"))
    rows.model._base_manager.filter(pk__in=there).update(token=F("token") + 1)
    keep_in_step(rows.model, {str(key): (token, token + 1) for key, token in there.items()})


def keep_in_step(model: type[Model], moved: dict[str, tuple[int, int]]) -> None:
    """Batches that wrote rows still know them when only their tokens have risen (from, to): nobody has changed what
    they say."""
    there = Written.objects.filter(model=model._meta.label_lower, key__in=moved, batch__state=BatchState.APPLIED)
    for row in there:
        old, new = moved[row.key]
        if row.after != GONE and row.after["token"] == old:
            row.after["token"] = new
            row.save(update_fields=["after"])


def changed(written: list[Written]) -> Iterator[str]:
    """What is no longer as it was written."""
    for model, rows in by_model(written):
        there = {}
        for chunk in batched([row.key for row in rows], AT_ONCE):
            found = model._base_manager.select_for_update().filter(pk__in=chunk)
            there |= {str(row.pk): row for row in found}
        for row in rows:
            if row.after == GONE:
                continue  # a link that somebody set again since has changed what it belongs to
            if row.key not in there:
                yield _("%(thing)s has been deleted or confirmed since.") % {"thing": named(model, row)}
            elif image(there[row.key]) != row.after:
                message = _("%(kind)s “%(thing)s” has been changed or published since.")
                yield message % {"kind": kind(model), "thing": there[row.key]}


def used(written: list[Written]) -> Iterator[str]:
    """What else rests on rows that the batch made."""
    made = defaultdict(set)
    for row in written:
        if row.before is None:
            made[apps.get_model(row.model)].add(row.key)
    for model, keys in made.items():
        for field in pointing_to(model):
            own = made.get(field.model, set())
            for chunk in batched(sorted(keys), AT_ONCE):
                found = field.model._base_manager.filter(**{f"{field.name}__in": chunk}).select_related(field.name)
                for row in found.order_by("pk"):
                    if str(row.pk) not in own:
                        message = _("%(kind)s “%(thing)s” is used since by %(user_kind)s “%(user)s”.")
                        thing = getattr(row, field.name)
                        names = {"kind": kind(model), "thing": thing, "user_kind": kind(field.model), "user": row}
                        yield message % names


def pointing_to(model: type[Model]) -> list[Any]:
    """The columns of all tables that refer to a model's rows."""
    relations = model._meta.get_fields(include_hidden=True)
    found = [row for row in relations if row.auto_created and (row.one_to_many or row.one_to_one)]
    return [row.field for row in found if row.related_model not in OWN]


def by_model(written: Iterable[Written]) -> Iterator[tuple[type[Model], list[Written]]]:
    """The rows of each model together: what refers to what is looked at by the database when all is done."""
    found = defaultdict(list)
    for row in written:
        found[row.model].append(row)
    return ((apps.get_model(label), rows) for label, rows in found.items())


def kind(model: type[Model]) -> str:
    return str(model._meta.verbose_name).capitalize()


def named(model: type[Model], row: Written) -> str:
    """A row that is there no more, by what it was."""
    words = next(
        (row.after[name] for name in ("title", "name", "slug", "field", "mark") if row.after.get(name)), row.key
    )
    return f"{kind(model)} “{words}”"
