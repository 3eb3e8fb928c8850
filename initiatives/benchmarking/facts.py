"""The facts: what the public catalogue says of each initiative, in the plainest form, for whoever is to be compared.

Peers are filled from these and from nothing else. What costs the catalogue work with each question is done for them
ahead: values that are not specified are named, words are reduced to their stems, the order is a number.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from countries.folding import fold
from initiatives import search
from initiatives.facets import ENTRY_FACETS, INITIATIVE_FACETS, MAY_BE_NONE, NONE, PARTICIPATION_FACETS
from initiatives.inflections import stem
from initiatives.models import Version
from initiatives.publishing import public_versions
from initiatives.record import Record

# The facets of the list's page, by what each belongs to.
OF_INITIATIVES = ("country", "theme", "level", "form", "scope")
OF_ENTRIES = ("year", "status", "evidence", "edition")
OF_PARTICIPATIONS = ("actor", "actor_kind", "role")
FACETS = (*OF_INITIATIVES, *OF_ENTRIES, *OF_PARTICIPATIONS)
BATCH = 500

type Values = dict[str, list[str]]
type Fact = dict[str, Any]
type Names = dict[tuple[str, str], str]


def values(piece: Record, facets: Iterable[str], table: dict[str, Callable]) -> Values:
    """The values of a record, an entry or a participation; “none” where one may be unspecified and is."""
    found = {facet: table[facet](piece) for facet in facets}
    return {facet: own or ([NONE] if facet in MAY_BE_NONE else []) for facet, own in found.items()}


def fact(record: Record, names: Names) -> Fact:
    """What is asked, counted and shown of one initiative."""
    entries = [values(entry, OF_ENTRIES, ENTRY_FACETS) for entry in record["entries"]]
    parts = [values(part, OF_PARTICIPATIONS, PARTICIPATION_FACETS) for part in record["actors"]]
    return {
        "slug": record["id"],
        "title": record["title"],
        "summary": record["summary"],
        "order": [-max(entry["year"] for entry in record["entries"]), fold(record["title"]), record["id"]],
        "values": values(record, OF_INITIATIVES, INITIATIVE_FACETS),
        "entries": entries,
        "participations": parts or [{"actor": [NONE], "actor_kind": [], "role": []}],
        "stems": sorted({stem(word) for word in words(record, names)}),
    }


def words(record: Record, names: Names) -> set[str]:
    """The folded words that an initiative is found by: its own, and those of the names of what it shows."""
    shown = [("country", code) for code in record["countries"]] + [("actor", row["id"]) for row in record["actors"]]
    shown += [("source", row["source"]) for entry in record["entries"] for row in entry["footnotes"] if row["source"]]
    texts = [search.text(record), *(names.get(key, "") for key in shown)]
    return {word for text in texts for word in text.split() if word != "."}


def public() -> Any:
    """The versions that are public today, in the order in which they became so."""
    return public_versions().order_by("pk")


def names() -> Names:
    """The folded names of actors, countries and sources."""
    rows = public().filter(kind__in=search.NAMES).values_list("kind", "slug", "record").iterator()
    return {(kind, slug): search.names(kind, json.loads(record)) for kind, slug, record in rows}


def labels() -> dict[str, str]:
    """What the values of facets are called, by facet and value."""
    rows = public().filter(kind__in=("term", "country", "actor", "edition")).values_list("kind", "slug", "record")
    told = {}
    for kind, slug, text in rows.iterator():
        record = json.loads(text)
        key = slug if kind == "term" else f"{kind}/{slug}"
        told[key] = record.get("label") or record.get("name") or record.get("title") or slug
    return told


def slugs() -> list[str]:
    """The initiatives, in an order that no database chooses."""
    return sorted(public().filter(kind=Version.Kind.INITIATIVE).values_list("slug", flat=True))


def write(path: Path) -> int:
    """Writes the facts of every initiative, one a line, each with its ``place`` when the newest comes first."""
    orders = []
    with path.with_suffix(".part").open("w") as file:
        for one in facts():
            orders.append(one["order"])
            file.write(f"{json.dumps(one)}\n")
    places = {number: place for place, number in enumerate(sorted(range(len(orders)), key=orders.__getitem__))}
    with path.with_suffix(".part").open() as lines, path.open("w") as file:
        for number, line in enumerate(lines):
            file.write(f"{json.dumps(json.loads(line) | {'place': places[number]})}\n")
    path.with_suffix(".part").unlink()
    return len(orders)


def facts(wanted: Iterable[str] | None = None) -> Iterator[Fact]:
    """The facts of every initiative, or of those that are wanted, in the order of their slugs."""
    known, every = names(), slugs() if wanted is None else sorted(wanted)
    for start in range(0, len(every), BATCH):
        rows = public().filter(kind=Version.Kind.INITIATIVE, slug__in=every[start : start + BATCH])
        records = {slug: json.loads(text) for slug, text in rows.values_list("slug", "record")}
        for slug in every[start : start + BATCH]:
            yield fact(records[slug], known)
