"""Workbooks (.xlsx): the sheets as texts. Of a formula its last result is taken; nothing is worked out here."""

import posixpath
import re

from initiatives.importer.sheet.reading.archive import Archive
from initiatives.importer.sheet.reading.bounds import MOST_SHEETS, Grid, Meter, RefusedError
from initiatives.importer.sheet.reading.grid import SheetReader
from initiatives.importer.sheet.reading.markup import Attributes, Collect, Markup, tell
from initiatives.importer.sheet.reading.values import is_date, plain

DOCUMENT = "/officeDocument"
STRINGS, STYLES = "/sharedStrings", "/styles"
NOT_TABLES = re.compile(r"/(?:chartsheet|dialogsheet|xlMacrosheet|macrosheet)\Z", re.IGNORECASE)


def read(data: bytes) -> list[Grid]:
    """The sheets of a workbook in their order. Raises RefusedError."""
    archive = Archive(data)
    parts = relations(archive, "")
    book = next((target for kind, target in parts.values() if kind.endswith(DOCUMENT)), "")
    if not book.startswith("xl/") or book not in archive:
        raise RefusedError("no-workbook")
    parts = relations(archive, book)
    strings = shared(archive, parts)
    dates = date_styles(archive, parts)
    sheets, from_1904 = described(archive, book)
    if len(sheets) > MOST_SHEETS:
        raise RefusedError("sheets", most=MOST_SHEETS)
    meter, grids = Meter(), []
    for attributes in sheets:
        kind, target = parts.get(attributes.get("id", ""), ("", ""))
        grid = Grid(attributes.get("name", ""), attributes.get("state", "visible") != "visible")
        if target and not NOT_TABLES.search(kind) and not grid.hidden:
            tell(archive.pieces(target), SheetReader(grid, meter, strings, dates, from_1904))
        grids.append(grid)
    return grids


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part of the workbook refers to: by identifier, the kind of part and the member that holds it."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def take(_name: str, row: Attributes) -> None:
        if row.get("TargetMode") != "External":
            target = row.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[row.get("Id", "")] = row.get("Type", ""), posixpath.normpath(target)

    if member not in archive:
        raise RefusedError("no-workbook")
    tell(archive.pieces(member), Collect(take, "Relationship"))
    return found


def described(archive: Archive, book: str) -> tuple[list[Attributes], bool]:
    """The attributes of each sheet, and whether days are counted from 1904 on."""
    sheets, facts = [], {}

    def take(name: str, row: Attributes) -> None:
        if name == "sheet":
            sheets.append(row)
        else:
            facts.update(row)

    tell(archive.pieces(book), Collect(take, "sheet", "workbookPr"))
    return sheets, facts.get("date1904", "0") in {"1", "true"}


class Strings(Markup):
    """The texts that cells share; what only says how a word sounds is left out."""

    def __init__(self):
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.inside = self.sounds = False
        self.meter = Meter()

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.pieces = []
        self.sounds |= name == "rPh"
        self.inside = name == "t" and not self.sounds

    def end(self, name: str) -> None:
        if name == "si":
            text = plain("".join(self.pieces))
            self.meter.cell()
            self.meter.text(text, "")
            self.found.append(text)
        self.sounds &= name != "rPh"
        self.inside = False

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)


def shared(archive: Archive, parts: dict[str, tuple[str, str]]) -> list[str]:
    strings = Strings()
    for kind, target in parts.values():
        if kind.endswith(STRINGS):
            tell(archive.pieces(target), strings)
    return strings.found


class Styles(Markup):
    """Which of the formats that cells name are those of dates."""

    def __init__(self):
        self.codes: dict[str, str] = {}
        self.dates: set[int] = set()
        self.count, self.inside = 0, False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        self.inside |= name == "cellXfs"
        if name == "xf" and self.inside:
            key = attributes.get("numFmtId", "0")
            if is_date(key, self.codes.get(key, "")):
                self.dates.add(self.count)
            self.count += 1

    def end(self, name: str) -> None:
        self.inside &= name != "cellXfs"


def date_styles(archive: Archive, parts: dict[str, tuple[str, str]]) -> set[int]:
    styles = Styles()
    for kind, target in parts.values():
        if kind.endswith(STYLES):
            tell(archive.pieces(target), styles)
    return styles.dates
