"""Sheets of a workbook, filled row by row: what several rows share is set once, as the XML of their cells.

XlsxWriter sets each cell of each row anew, which takes most of the time of a long list. Here a row goes straight to
where XlsxWriter keeps the finished rows of a sheet, in the very form that it would give it.
"""

import re
from datetime import datetime
from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import _preserve_whitespace, _utf16_len, _utf16_truncate, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from initiatives.cells import MOST_CHARACTERS, fitting, told
from initiatives.columns import COLUMNS, SOURCE_COLUMNS, Column, Row, values

MOMENTS = {"published_at", "changed_at"}
WIDTHS = {"title": 48, "summary": 60, "text": 80, "citation": 60, "url": 36, "actors": 40}
# Stands for the number of the row in the XML of cells. No text holds it: it is no character of XML.
ROW = "\0"
EMPTY = (None, "", [])
# What may not stand in XML, or in the cell of a spreadsheet, as it is.
SPECIAL = re.compile(r"[&<>_\x00-\x1f\ufffe\uffff]|\A\s|\s\Z")

SPACE = ' xml:space="preserve"'
LETTERS = [xl_col_to_name(number) for number in range(max(map(len, (*COLUMNS.values(), SOURCE_COLUMNS))))]


class Sheet:
    """A sheet with a head, filled from the top."""

    def __init__(self, book: "Book", name: str, columns: tuple[Column, ...]):
        self.columns, self.rows = columns, 0
        self.sheet: Worksheet = book.workbook.add_worksheet(name)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, WIDTHS.get(column.name, 16))
            self.sheet.write_string(0, number, column.name, book.head)
        self.sheet.freeze_panes(1, 1)
        self.sheet._write_single_row(1)

    def add(self, *cells: str) -> None:
        """A row of these cells."""
        self.rows += 1
        self.sheet.dim_rowmax = self.rows
        self.sheet.fh.write(f'<row r="{ROW}">{"".join(cells)}</row>'.replace(ROW, str(self.rows + 1)))

    def done(self) -> None:
        self.sheet.autofilter(0, 0, self.rows, len(self.columns) - 1)


class Book:
    """A workbook in the making: rows go to a file as they come, so that memory stays the same for any list."""

    def __init__(self, target, folder: str):
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self.workbook = Workbook(target, options)
        self.head: Format = self.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped: Format = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self.moment: Format = self.workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.days = cache(self.day)

    def cells(self, columns: tuple[Column, ...], row: Row, first: int = 0) -> str:
        """The columns of a row as cells, of which the first stands in the column with this number."""
        found = zip(LETTERS[first:], columns, values(columns, row), strict=False)
        cells = [self.cell(letters, column.name, value) for letters, column, value in found if value not in EMPTY]
        return "".join(cells)

    def cell(self, letters: str, name: str, value: Any) -> str:
        """A value as what it is: a number, a moment, a truth or a text; several values in one text."""
        at = f'<c r="{letters}{ROW}"'
        if isinstance(value, bool):
            return f'{at} t="b"><v>{value:d}</v></c>'
        if isinstance(value, int):
            return f"{at}><v>{value:.16G}</v></c>"
        if name in MOMENTS:
            return f'{at} s="{self.moment._get_xf_index()}"><v>{self.days(value):.16G}</v></c>'
        return f'{at} t="inlineStr"><is>{self.text(fitting(told(value)))}</is></c>'

    def text(self, text: str) -> str:
        if not SPECIAL.search(text) and len(text) < MOST_CHARACTERS // 2:
            return f"<t>{text}</t>"
        if len(text) > MOST_CHARACTERS // 2:  # each counts as two where it lies beyond the first 65,536
            text = _utf16_truncate(text, MOST_CHARACTERS) if _utf16_len(text) > MOST_CHARACTERS else text
        text = self.workbook._escape_control_characters(text)
        return f"<t{SPACE if _preserve_whitespace(text) else ''}>{self.workbook._escape_data(text)}</t>"

    def day(self, moment: str) -> float:
        """A moment as the number of days that a spreadsheet counts."""
        return self.workbook.worksheets()[0]._convert_date_time(datetime.fromisoformat(moment).replace(tzinfo=None))
