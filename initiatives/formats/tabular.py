"""Tables: CSV after RFC 4180, in UTF-8 with a byte order mark, whose cells no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from initiatives.cells import escape, told
from initiatives.columns import COLUMNS, rows
from initiatives.selection import Selection

BYTE_ORDER_MARK = "\ufeff"
PIECE = 200


def cell(value: Any) -> str | int:
    """A column's value as a cell: a number as it is, all else as a text that is no formula."""
    return value if isinstance(value, int) and not isinstance(value, bool) else escape(told(value))


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
