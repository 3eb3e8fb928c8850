"""JSON and JSON Lines: whole records, or rows of the column table where entries or footnotes are asked for."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from initiatives.citations import cite_list
from initiatives.columns import COLUMNS, rows
from initiatives.record import Record
from initiatives.selection import Selection


def encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def elements(values: Iterable[Any]) -> Iterator[bytes]:
    """What stands between the brackets of a JSON array, a line for each value."""
    for number, value in enumerate(values):
        yield f"{',' if number else ''}\n{encode(value)}".encode()


def items(selection: Selection) -> Iterator[Record]:
    """What one row is in JSON: the record itself, or its columns by name."""
    if selection.rows == "initiatives":
        yield from selection.records()
    else:
        for row in rows(selection):
            yield {column.name: column.value(row) for column in COLUMNS[selection.rows]}


def question(selection: Selection) -> dict[str, Any]:
    """The canonical parameters: lists where several values can stand, text elsewhere."""
    several = selection.answer.question.values.keys() | {"pick"}
    return {name: values if name in several else values[0] for name, values in selection.question.items()}


def about(selection: Selection) -> dict[str, Any]:
    """What a list says of itself: the question, where the answer comes from, its count and hash."""
    return {
        "question": question(selection),
        "url": selection.url,
        "as_of": selection.as_of,
        "count": selection.count,
        "hash": selection.hash,
        "licence": settings.LICENCE,
        "citation": cite_list(selection),
    }


def json_list(selection: Selection) -> Iterator[bytes]:
    """One JSON object: what the list says of itself, and every row."""
    yield f"{encode(about(selection))[:-1]},{encode(selection.rows)}:[".encode()
    yield from elements(items(selection))
    yield b"\n]}\n"


def json_one(selection: Selection) -> Iterator[bytes]:
    """The record of one initiative; where its entries or footnotes are asked for, the list of those."""
    if selection.rows != "initiatives":
        yield from json_list(selection)
    else:
        [record] = selection.records()
        yield f"{encode(record)}\n".encode()


def json_lines(selection: Selection) -> Iterator[bytes]:
    """One row a line."""
    for item in items(selection):
        yield f"{encode(item)}\n".encode()
