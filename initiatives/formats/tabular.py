"""Tables: CSV after RFC 4180, in UTF-8 with a byte order mark, whose cells no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from initiatives.columns import COLUMNS, rows
from initiatives.selection import Selection

BYTE_ORDER_MARK = "\ufeff"
TRIGGERS = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
SEPARATOR = "; "
PIECE = 200


def escape(text: str) -> str:
    """The text with a leading ' where a spreadsheet would read a formula (or where it begins with ' itself)."""
    return f"'{text}" if text.startswith(TRIGGERS) else text


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return text[1:] if text.startswith("'") else text


def cell(value: Any) -> str | int:
    """A column's value as a cell: several values joined, truth in words, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return escape(SEPARATOR.join(str(item) for item in value) if isinstance(value, list) else value)


def lines(table: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file, several in one piece."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for number, values in enumerate(table, 1):
        writer.writerow(values)
        if number % PIECE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_table(selection: Selection) -> Iterator[bytes]:
    """The selection's rows as CSV, the column names first."""
    columns = COLUMNS[selection.rows]

    def table():
        yield [column.name for column in columns]
        for row in rows(selection):
            yield [cell(column.value(row)) for column in columns]

    yield BYTE_ORDER_MARK.encode()
    yield from (piece.encode() for piece in lines(table()))
