"""JSON and JSON Lines: whole records, or rows of the column table where entries or footnotes are asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from initiatives.citations import cite_list
from initiatives.columns import Column, Row, rows, values
from initiatives.public import encode
from initiatives.record import Record
from initiatives.selection import Selection


def elements(texts: Iterable[str]) -> Iterator[bytes]:
    """What stands between the brackets of a JSON array, a line for each value, which is JSON already."""
    for number, text in enumerate(texts):
        yield f"{',' if number else ''}\n{text}".encode()


def items(selection: Selection) -> Iterator[str]:
    """What one row is as JSON: the record itself, or its columns by name."""
    if selection.rows == "initiatives":
        return selection.texts()
    return (f"{{{','.join(parts)}}}" for parts in rows(selection, members))


def members(columns: tuple[Column, ...], row: Row) -> str:
    """The columns of a row by name, as they stand between the braces of a JSON object."""
    return encode(named(columns, row))[1:-1]


def named(columns: tuple[Column, ...], row: Row) -> Record:
    return dict(zip([column.name for column in columns], values(columns, row), strict=True))


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
        [text] = selection.texts()
        yield f"{text}\n".encode()


def json_lines(selection: Selection) -> Iterator[bytes]:
    """One row a line."""
    for text in items(selection):
        yield f"{text}\n".encode()
