"""One sheet of a workbook, cell by cell."""

import re

from initiatives.importer.sheet.reading.bounds import (
    MOST_COLUMNS,
    MOST_EMPTY,
    Grid,
    Meter,
    RefusedError,
    letters,
    number,
)
from initiatives.importer.sheet.reading.markup import Attributes, Markup
from initiatives.importer.sheet.reading.values import moment, plain
from initiatives.importer.sheet.reading.values import number as as_number

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
FORMULA, ERROR, MERGED = "formula", "error", "merged"


class SheetReader(Markup):
    """Fills a grid from the events of a sheet's XML."""

    def __init__(self, grid: Grid, meter: Meter, strings: list[str], dates: set[int], from_1904: bool):
        self.grid, self.meter, self.strings = grid, meter, strings
        self.dates, self.from_1904 = dates, from_1904
        self.line = self.column = self.seen = 0
        self.cells: dict[int, str] = {}
        self.kind, self.style, self.formula = "n", 0, False
        self.into: list[str] | None = None
        self.value: list[str] = []
        self.inline: list[str] = []
        self.sounds = False

    # the events

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.begin_row(attributes)
        elif name == "c":
            self.begin_cell(attributes)
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self.merged(attributes.get("ref", ""))
        self.sounds |= name == "rPh"
        self.into = self.value if name == "v" else self.inline if name == "t" and not self.sounds else None

    def end(self, name: str) -> None:
        self.into = None
        self.sounds &= name != "rPh"
        if name == "c":
            self.end_cell()
        elif name == "row":
            self.end_row()

    def text(self, text: str) -> None:
        if self.into is not None:
            self.into.append(text)

    # rows and cells

    def begin_row(self, attributes: Attributes) -> None:
        self.seen += 1
        said = attributes.get("r", "")
        self.line = int(said) if said.isdecimal() and len(said) < 8 else self.line + 1
        self.cells, self.column = {}, -1
        if self.seen > MOST_EMPTY:
            raise RefusedError("rows", most=MOST_EMPTY)

    def begin_cell(self, attributes: Attributes) -> None:
        self.meter.cell()
        place = PLACE.fullmatch(attributes.get("r", ""))
        self.column = number(place[1]) if place else self.column + 1
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdecimal() else 0
        self.kind, self.formula = attributes.get("t", "n"), False
        self.value, self.inline = [], []

    def end_cell(self) -> None:
        text = self.read()
        where = f"{letters(self.column)}{self.line}"
        if self.kind == "e":
            self.fault(ERROR, where)
        elif self.formula and not self.value:
            self.fault(FORMULA, where)
        elif text:
            if self.column >= MOST_COLUMNS:
                raise RefusedError("columns", where=where, most=MOST_COLUMNS)
            self.meter.text(text, where)
            self.cells[self.column] = text

    def end_row(self) -> None:
        if self.cells:
            self.meter.row()
            row = [self.cells.get(column, "") for column in range(max(self.cells) + 1)]
            self.grid.rows.append((self.line, row))

    def merged(self, area: str) -> None:
        first, _colon, last = area.partition(":")
        if last and first != last:
            self.fault(MERGED, area)

    def fault(self, what: str, where: str) -> None:
        self.meter.fault()
        self.grid.faults.append((what, where))

    def read(self) -> str:
        """The cell's value as text."""
        value = "".join(self.value)
        if self.kind == "s":
            return self.shared(value)
        if self.kind == "inlineStr":
            return plain("".join(self.inline))
        if self.kind == "b":
            return {"1": "true", "0": "false"}.get(value.strip(), value)
        if self.kind in {"str", "d"}:
            return plain(value)
        if not value.strip():
            return ""
        return moment(value, self.from_1904) if self.style in self.dates else as_number(value.strip())

    def shared(self, key: str) -> str:
        if not key.strip().isdecimal() or not int(key) < len(self.strings):
            raise RefusedError("broken")
        return self.strings[int(key)]
