"""Steps into the ledger: the rows that publishing would have written, with the moments of the seed."""

from collections.abc import Iterable, Iterator
from itertools import batched, groupby
from typing import Any

from django.db.models import Max, Min

from initiatives.models import Changeset, Head, Version
from initiatives.record import canonical, digest
from initiatives.synthetic.rows import Row, insert
from initiatives.synthetic.steps import Address, Step

AT_ONCE = 500


def write(step: Step, head: Head, token: str) -> None:
    """Writes a step as the next changeset and moves the head to it. Call it in a transaction, with the head's lock."""
    Changeset.objects.create(number=step.number, label=label(step), token=token, time=step.time, why=step.why)
    keys = sorted(step.staged)
    for versions in there(keys):
        versions.filter(to_changeset__isnull=True).update(to_changeset=step.number)
    for some in batched(begun(step, keys), AT_ONCE):
        insert(Version, some, step.time)
    head.number, head.token = step.number, token
    head.save(update_fields=["number", "token"])


def label(step: Step) -> str:
    """The day, and how many changesets it has had by then."""
    day = f"{step.time:%Y-%m-%d}"
    return f"{day}.{1 + Changeset.objects.filter(label__startswith=f'{day}.').count()}"


def there(keys: Iterable[Address]) -> Iterator[Any]:
    """The versions of these addresses that the ledger has, some addresses at a time."""
    for kind, addresses in groupby(keys, key=lambda key: key[0]):
        for some in batched((slug for _, slug in addresses), AT_ONCE):
            yield Version.objects.filter(kind=kind, slug__in=some)


def begun(step: Step, keys: list[Address]) -> Iterator[Row]:
    """The versions that begin with a step, by address."""
    pasts = {}
    for versions in there(keys):
        for row in versions.order_by().values("kind", "slug").annotate(Max("number"), Min("published_at")):
            pasts[row["kind"], row["slug"]] = row
    for key in keys:
        if (record := step.staged[key]) is not None:
            past, text = pasts.get(key, {}), canonical(record)
            yield {
                "kind": key[0],
                "slug": key[1],
                "number": past.get("number__max", 0) + 1,
                "record": text,
                "digest": digest(text),
                "from_changeset_id": step.number,
                "published_at": past.get("published_at__min", step.time),
                "changed_at": step.time,
            }
