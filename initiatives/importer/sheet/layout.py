"""Which columns a sheet has, by their names, and what its rows are: initiatives, entries or footnotes."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from initiatives.cells import unescape
from initiatives.columns import COLUMNS, ENTRY_COLUMNS, FOOTNOTE_COLUMNS
from initiatives.importer.sheet.parsing import Sheet
from initiatives.importer.sheet.reading.bounds import letters

# The sheets of a workbook that are read; others are named and left alone.
SHEETS = {"initiatives": "initiatives", "entries": "entries", "footnotes": "footnotes"}
# What an editor may change by a sheet. All other columns follow from these, or say which row it is.
OF_INITIATIVE = ("title", "summary", "countries", "themes", "levels", "form", "scope", "actors", "actor_roles")
OF_ENTRY = ("text", "entry_status")
OF_FOOTNOTE = ("citation", "citation_state", "locator")
KEYS = ("id", "version", "entry_id", "edition", "year", "footnote")
KNOWN = [column.name for column in COLUMNS["footnotes"]]
# What rows can be: each kind has the columns of the one before. A sheet's columns may say more than its name.
DEPTHS = ("", "initiatives", "entries", "footnotes")
REMARK = "#"  # begins the name of a column that is nobody's business but the editor's

FAULTS = {
    "formula": lambda: _("The cell holds a formula without a result. Write the value, or open and save the file anew."),
    "error": lambda: _("The cell holds an error. Write the value."),
    "merged": lambda: _("These cells are merged, so that all but one are empty. Unmerge them and fill each."),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a cell (or row, or sheet), and what to do."""

    where: str
    message: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells by the names of their columns."""

    table: "Table"
    number: int
    cells: dict[str, str]

    def where(self, column: str = "") -> str:
        """How a spreadsheet names the cell, or the row."""
        place = letters(self.table.places[column]) if column in self.table.places else ""
        return f"{self.table.prefix}{place}{self.number}"

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.where(column), message, column, self.cells.get(column, ""))


@dataclass
class Table:
    """A sheet that is read: what its rows are, and where each column stands."""

    name: str
    rows: str
    places: dict[str, int]
    lines: list[Line] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        return f"{self.name}!" if self.name else ""


@dataclass
class Laid:
    """The tables of a file, the sheets that are not read and why, and what is wrong with sheets as a whole."""

    tables: list[Table] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def lay_out(sheets: list[Sheet]) -> Laid:
    """The tables that the sheets of a file hold."""
    laid = Laid()
    alone = len(sheets) == 1
    for sheet in sheets:
        named = SHEETS.get(sheet.name.strip().casefold(), "")
        if sheet.hidden:
            laid.left.append((sheet.name, _("hidden sheets are not read")))
        elif not named and not alone:
            laid.left.append((sheet.name, _("only Initiatives, Entries and Footnotes are read")))
        elif not sheet.rows:
            laid.left.append((sheet.name, _("it is empty")))
        else:
            take(laid, sheet, named)
    if not laid.tables and not laid.problems:
        message = _("There is no table: a workbook has a sheet named Initiatives, Entries or Footnotes.")
        laid.problems.append(Problem("", message))
    return laid


def take(laid: Laid, sheet: Sheet, named: str) -> None:
    (number, head), *rows = sheet.rows
    table = Table(sheet.name, named, {})
    laid.problems += [Problem(f"{table.prefix}{where}", FAULTS[fault]()) for fault, where in sheet.faults]
    laid.problems += [*name_columns(table, number, head)]
    table.rows = max(table.rows, kind_of(table.places), key=DEPTHS.index)
    laid.problems += [*missing(table, number)]
    for line, texts in rows:
        cells = {name: text(sheet, texts, place) for name, place in table.places.items()}
        beyond = [place for place, told in enumerate(texts) if told.strip() and place >= len(head)]
        if beyond:
            message = _("The cell stands outside the columns that the first row names.")
            laid.problems.append(Problem(f"{table.prefix}{letters(beyond[0])}{line}", message))
        if any(told.strip() for told in cells.values()):
            table.lines.append(Line(table, line, cells))
    laid.tables.append(table)


def text(sheet: Sheet, texts: list[str], place: int) -> str:
    """The cell's text; only tables in text have the escape against formulas."""
    told = texts[place] if place < len(texts) else ""
    return told if sheet.name else unescape(told)


def name_columns(table: Table, number: int, head: list[str]):
    """Fills in where each column stands; yields what is wrong with the names."""
    for place, told in enumerate(head):
        name, where = told.strip().casefold().replace(" ", "_"), f"{table.prefix}{letters(place)}{number}"
        if not name or name.startswith(REMARK):
            continue
        if name not in KNOWN:
            yield Problem(where, unknown_column(told), "", told)
        elif name in table.places:
            yield Problem(where, _("The column “%(name)s” stands here twice.") % {"name": name}, name, told)
        else:
            table.places[name] = place


def unknown_column(told: str) -> str:
    near = get_close_matches(told.strip().casefold(), KNOWN, 1)
    if near:
        return _("There is no column “%(name)s”; did you mean “%(near)s”?") % {"name": told, "near": near[0]}
    return _("There is no column “%(name)s”. Delete it, or begin its name with # to keep it as a remark.") % {
        "name": told
    }


def kind_of(places: dict[str, int]) -> str:
    """What the rows of a table are, by its columns."""
    if any(column.name in places for column in FOOTNOTE_COLUMNS):
        return "footnotes"
    return "entries" if any(column.name in places for column in ENTRY_COLUMNS) else "initiatives"


def missing(table: Table, number: int):
    """What must be there to know which row is which."""
    where = f"{table.prefix}{number}"
    if "id" not in table.places and not (table.rows != "initiatives" and "entry_id" in table.places):
        yield Problem(where, _("The first row names no column “id”, which says which initiative a row is."))
    if table.rows != "initiatives" and not {"edition", "year", "entry_id"} & table.places.keys():
        yield Problem(where, _("The first row names no column “edition”, which says which entry a row is."))
    if table.rows == "footnotes" and "footnote" not in table.places:
        yield Problem(where, _("The first row names no column “footnote”, which says which footnote a row is."))
