"""Fills the tables of this peer: `python -m initiatives.benchmarking.peers.conventional.filling FACTS LABELS`."""

import json
import os
import sys
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiatives.benchmarking.peers.conventional.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from initiatives.benchmarking.peers.conventional import texts  # noqa: E402
from initiatives.benchmarking.peers.conventional.models import (  # noqa: E402
    Caution,
    Country,
    Entry,
    Initiative,
    Label,
    Level,
    Link,
    Participation,
    Theme,
)

BATCH = 1000
LINKS: dict[str, type[Link]] = {"country": Country, "theme": Theme, "level": Level}


def fill(facts: Path, labels: Path) -> None:
    """Makes the tables and fills them; the database knows afterwards what is in them."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        texts.create()
        told = json.loads(labels.read_text())
        rows = (Label(facet=key.split("/")[0], value=key.split("/")[1], label=label) for key, label in told.items())
        Label.objects.bulk_create(rows, batch_size=BATCH)
        with facts.open() as lines:
            for number, batch in enumerate(batched(map(json.loads, lines), BATCH)):
                add(number * BATCH, batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add(start: int, batch: tuple[dict, ...]) -> None:
    """Adds some initiatives with all that belongs to them, under the keys that follow."""
    keys = range(start + 1, start + len(batch) + 1)
    both = list(zip(keys, batch, strict=True))
    Initiative.objects.bulk_create([initiative(key, fact) for key, fact in both])
    for facet, model in LINKS.items():
        model.objects.bulk_create([model(initiative_id=k, value=v) for k, fact in both for v in fact["values"][facet]])
    Participation.objects.bulk_create([row for key, fact in both for row in participations(key, fact)])
    entries = [(entry(key, one), one["evidence"]) for key, fact in both for one in fact["entries"]]
    Entry.objects.bulk_create([row for row, _ in entries])
    Caution.objects.bulk_create([Caution(entry=row, evidence=value) for row, values in entries for value in values])
    texts.insert([(key, " ".join(fact["stems"])) for key, fact in both])


def initiative(key: int, fact: dict) -> Initiative:
    [form], [scope] = fact["values"]["form"], fact["values"]["scope"]
    own = {name: fact[name] for name in ("slug", "title", "summary", "place")}
    return Initiative(pk=key, form=form, scope=scope, **own)


def entry(key: int, one: dict[str, list[str]]) -> Entry:
    return Entry(initiative_id=key, **{name: one[name][0] for name in ("year", "status", "edition")})


def participations(key: int, fact: dict) -> Iterator[Participation]:
    for part in fact["participations"]:
        yield Participation(initiative_id=key, **{name: values[0] if values else "" for name, values in part.items()})


if __name__ == "__main__":
    fill(*map(Path, sys.argv[1:]))
