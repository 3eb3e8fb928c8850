"""Tables: CSV after RFC 4180, in UTF-8 with a byte order mark, whose cells no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from initiatives.cells import escape, told
from initiatives.columns import COLUMNS, Column, Row, rows, values
from initiatives.selection import Selection

BYTE_ORDER_MARK = "\ufeff"
PIECE = 200
END = "\r\n"


class Line:
    """What a writer of CSV writes to, to have its lines back from it."""

    @staticmethod
    def write(text: str) -> str:
        return text


WRITER = csv.writer(Line())


def cell(value: Any) -> str | int:
    """A column's value as a cell: a number as it is, all else as a text that is no formula."""
    if isinstance(value, str):
        return escape(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else escape(told(value))


def cells(values: Iterable[Any]) -> str:
    """Values as cells of a line, without its end."""
    return WRITER.writerow([cell(value) for value in values]).removesuffix(END)


def cells_of(columns: tuple[Column, ...], row: Row) -> str:
    return cells(values(columns, row))


def csv_table(selection: Selection) -> Iterator[bytes]:
    """The selection's rows as CSV, the column names first; several lines in one piece."""
    yield BYTE_ORDER_MARK.encode()
    yield f"{cells(column.name for column in COLUMNS[selection.rows])}{END}".encode()
    for lines in batched(rows(selection, cells_of), PIECE):
        yield "".join(f"{','.join(parts)}{END}" for parts in lines).encode()
