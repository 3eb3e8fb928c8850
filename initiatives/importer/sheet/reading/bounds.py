"""How much a spreadsheet may hold, and what its cells are when they have been read."""

from dataclasses import dataclass, field

MOST_BYTES = 10 << 20  # of the file as it is sent
MOST_UNPACKED = 48 << 20  # bytes of all that is read of a workbook
MOST_MEMBERS = 400  # files in a workbook
MOST_RATIO = 200  # times that a workbook's file may grow when it is unpacked
MOST_SHEETS = 40
MOST_ROWS = 20_000  # that hold something, in all sheets
MOST_EMPTY = 60_000  # rows of a sheet, empty ones among them
MOST_CELLS = 400_000
MOST_COLUMNS = 200
MOST_FAULTS = 1_000  # merged cells, and cells without a value
MOST_IN_CELL = 200_000  # characters
MOST_CHARACTERS = 8_000_000  # in all cells


class RefusedError(Exception):
    """The file cannot be read. ``reason`` is a key of the table of refusals, ``facts`` what its sentence names."""

    def __init__(self, reason: str, **facts: str | int):
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@dataclass
class Grid:
    """One sheet as texts: rows that hold something, each with its number as a spreadsheet shows it.

    ``faults`` are cells whose value is not known: what is wrong, and the cell or range.
    """

    name: str
    hidden: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Meter:
    """Counts what has been read of a file, and stops where it is too much."""

    rows: int = 0
    cells: int = 0
    characters: int = 0
    faults: int = 0

    def row(self) -> None:
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise RefusedError("rows", most=MOST_ROWS)

    def cell(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise RefusedError("cells", most=MOST_CELLS)

    def fault(self) -> None:
        self.faults += 1
        if self.faults > MOST_FAULTS:
            raise RefusedError("faults", most=MOST_FAULTS)

    def text(self, text: str, where: str) -> None:
        self.characters += len(text)
        if len(text) > MOST_IN_CELL:
            raise RefusedError("long", where=where, most=MOST_IN_CELL)
        if self.characters > MOST_CHARACTERS:
            raise RefusedError("characters", most=MOST_CHARACTERS)


def letters(column: int) -> str:
    """The name a spreadsheet gives to a column, counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number(name: str) -> int:
    """The column, counted from 0, that a spreadsheet names so."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
