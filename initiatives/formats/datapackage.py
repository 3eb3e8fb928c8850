"""datapackage.json: the package as Frictionless Data describes it, with a schema for each table."""

from typing import Any

from django.conf import settings

from initiatives.cells import SEPARATOR, TRIGGERS
from initiatives.citations import CATALOGUE, Reference
from initiatives.columns import Column
from initiatives.formats.structured import about
from initiatives.formats.tables import Table
from initiatives.selection import Selection
from initiatives.snapshot import Snapshot

TYPES = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "truth": {"type": "boolean"},
    "moment": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
    "date": {"type": "string"},
    "address": {"type": "string"},
}
# How the files are written: as RFC 4180 has it, without a byte order mark.
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def package(selection: Selection, reference: Reference, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole package: what the list says of itself, its licence and sources, and each table."""
    told = about(selection)
    licence = {"title": settings.LICENCE, "path": settings.LICENCE_URL}
    return {
        "profile": "tabular-data-package",
        "name": "integration-cooperation-initiatives",
        "id": selection.pinned_url,
        "title": reference.title,
        "description": f"{CATALOGUE}. {reference.title}.",
        "homepage": selection.pinned_url,
        "version": selection.as_of,
        "licenses": [licence],
        "sources": [source(row) for row in selection.snapshot.shown("edition")],
        "keywords": ["integration", "refugees", "migrants", "cooperation"],
        **{name: told[name] for name in ("question", "url", "as_of", "count", "hash", "citation")},
        "separator": SEPARATOR,
        "escape": {"prefix": "'", "before": list(TRIGGERS)},
        "resources": resources,
    }


def source(edition: dict[str, Any]) -> dict[str, str]:
    """A report edition that the catalogue draws on."""
    named = {"title": f"{edition['publisher']}: {edition['title']}".removeprefix(": "), "path": edition["url"]}
    return {name: value for name, value in named.items() if value}


def resource(table: Table, snapshot: Snapshot, size: int, digest: str) -> dict[str, Any]:
    """One table: its file, how that is written, and its schema."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": str(table.label),
        "description": str(table.help),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": DIALECT,
        "schema": schema(table, snapshot),
    }


def schema(table: Table, snapshot: Snapshot) -> dict[str, Any]:
    found = {"fields": [field(column, snapshot) for column in table.columns], "missingValues": [""]}
    if table.key:
        found["primaryKey"] = list(table.key)
    foreign = [
        {"fields": [column], "reference": {"resource": other, "fields": [KEYS.get(other, "id")]}}
        for column, other in table.refers
    ]
    return found | ({"foreignKeys": foreign} if foreign else {})


# The key of a table that others refer to, where it is not its ``id``.
KEYS = {"entries": "entry_id"}


def field(column: Column, snapshot: Snapshot) -> dict[str, Any]:
    """A column; several values in one cell are a text to this format, and its description says so."""
    kind = {"type": "string"} if column.several else TYPES[column.kind]
    described = {"name": column.name, **kind, "title": str(column.label), "description": str(column.help)}
    if column.several:
        described["description"] += f" Several values are separated by “{SEPARATOR}”."
    rules = constraints(column, snapshot)
    return described | ({"constraints": rules} if rules else {})


def constraints(column: Column, snapshot: Snapshot) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.always else {}
    terms = snapshot.things.get("term", {})
    known = sorted(
        slug for name in terms for vocabulary, _, slug in [name.partition("/")] if vocabulary == column.vocabulary
    )
    return rules | ({"enum": known} if known and not column.several else {})
