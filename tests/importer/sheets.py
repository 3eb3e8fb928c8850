"""Spreadsheets for tests: workbooks written byte by byte, tables as editors send them, exports of the catalogue."""

import csv
import io
import zipfile
from dataclasses import asdict
from xml.sax.saxutils import escape

from initiatives.formats import FORMATS
from initiatives.importer.sheet.comparing import Comparison, compare
from initiatives.importer.sheet.parsing import Sheet
from initiatives.importer.sheet.reading.child import read
from initiatives.selection import ask

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/{kind}" Target="{target}"/>{more}</Relationships>'
)
STRINGS = '<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'
STYLES = '<Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/>'


def workbook(sheet: str, *, name="Initiatives", strings="<sst/>", styles="<styleSheet/>", state="visible", more=()):
    """A workbook with one sheet of the given XML; ``more`` are further members of the archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml", more=""))
        book = f'<sheets><sheet name="{name}" sheetId="1" state="{state}" r:id="r1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="r">{book}</workbook>')
        related = RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml", more=STRINGS + STYLES)
        archive.writestr("xl/_rels/workbook.xml.rels", related)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/styles.xml", styles)
        for member, content in more:
            archive.writestr(member, content)
    return target.getvalue()


def rows(*lines: str) -> str:
    """The XML of a sheet whose rows hold these cells."""
    return f"<worksheet><sheetData>{''.join(f'<row>{line}</row>' for line in lines)}</sheetData></worksheet>"


def words(*texts: str) -> str:
    """Cells with these texts."""
    return "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' for text in texts)


def table(*lines: list[str], delimiter: str = ",") -> bytes:
    """Lines as CSV."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(lines)
    return target.getvalue().encode()


def exported(query: str, extension: str = "csv") -> bytes:
    return b"".join(FORMATS[extension].write(ask(query, extension)))


def changed(query: str, **cells: str) -> bytes:
    """The exported table of a question, with these cells of its first row changed."""
    head, first, *rest = csv.reader(io.StringIO(exported(query).decode("utf-8-sig"), newline=""))
    for column, text in cells.items():
        first[head.index(column)] = text
    return table(head, first, *rest)


def found(data: bytes) -> Comparison:
    """What is in a file, read in the tests' own process."""
    return compare([Sheet(**asdict(grid)) for grid in read(data)])


def differences(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """The column, what it says now and will say, and the state of the row, of every cell that differs."""
    return [
        (cell.column, cell.before, cell.after, thing.state)
        for thing in comparison.things
        for cell in thing.cells.values()
    ]


def problems(comparison: Comparison) -> list[tuple[str, str]]:
    return [(problem.where, problem.message) for problem in comparison.wrong]
