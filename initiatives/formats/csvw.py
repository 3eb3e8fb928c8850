"""csv-metadata.json: the package's tables as CSV on the Web describes them."""

from typing import Any

from django.conf import settings

from initiatives.cells import SEPARATOR
from initiatives.citations import Reference
from initiatives.columns import Column
from initiatives.formats.datapackage import KEYS
from initiatives.formats.tables import Table
from initiatives.selection import Selection

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
DATATYPES = {
    "text": "string",
    "number": "integer",
    "truth": {"base": "boolean", "format": "true|false"},
    "moment": "dateTime",
    "date": "string",
    "address": "anyURI",
}
DIALECT = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "doubleQuote": True, "header": True}


def metadata(selection: Selection, reference: Reference, tables: tuple[Table, ...]) -> dict[str, Any]:
    """The group of tables."""
    return {
        "@context": CONTEXT,
        "@id": selection.pinned_url,
        "dc:title": reference.title,
        "dc:license": {"@id": settings.LICENCE_URL},
        "dc:identifier": f"sha256:{selection.hash}",
        "dc:isVersionOf": {"@id": f"{settings.SITE_URL}/"},
        "dialect": DIALECT,
        "tables": [described(table) for table in tables],
    }


def described(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [column_of(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if foreign := [reference_to(column, other) for column, other in table.refers if column in always(table)]:
        schema["foreignKeys"] = foreign
    return {
        "url": f"{table.name}.csv",
        "dc:title": str(table.label),
        "dc:description": str(table.help),
        "tableSchema": schema,
    }


def always(table: Table) -> set[str]:
    """The columns that are never empty: a foreign key that may be empty is none to this format."""
    return {column.name for column in table.columns if column.always}


def reference_to(column: str, other: str) -> dict[str, Any]:
    key = {"resource": f"{other}.csv", "columnReference": [KEYS.get(other, "id")]}
    return {"columnReference": [column], "reference": key}


def column_of(column: Column) -> dict[str, Any]:
    """A column; several values in one cell are a list."""
    about = {
        "name": column.name,
        "titles": [column.name],
        "dc:title": str(column.label),
        "dc:description": str(column.help),
        "datatype": DATATYPES[column.kind],
    }
    if column.several:
        about["separator"] = SEPARATOR
    return about | ({"required": True} if column.always else {})
