"""XLSX: the list with its entries, footnotes and sources, the dictionary of columns, and a sheet about the file.

Texts are texts: nothing in a cell is read as a formula, a number or a link.
"""

from collections.abc import Iterator
from datetime import datetime, time
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.cells import fitting
from initiatives.citations import CATALOGUE, cite_list
from initiatives.columns import (
    COLUMNS,
    ENTRY_COLUMNS,
    FOOTNOTE_COLUMNS,
    INITIATIVE_COLUMNS,
    SOURCE_COLUMNS,
    Column,
    Row,
)
from initiatives.formats.making import made
from initiatives.formats.sheets import Book, Sheet
from initiatives.selection import Selection

MOST_ROWS = 1_048_575  # what a sheet can hold below its head
# Where the columns of entries and of footnotes begin.
ENTRY_AT, FOOTNOTE_AT = len(COLUMNS["initiatives"]), len(COLUMNS["entries"])


def workbook(selection: Selection) -> Iterator[bytes]:
    """The whole file, in pieces; it is made before the first is asked for."""

    def make(target: BinaryIO) -> None:
        with TemporaryDirectory() as folder:
            book = Book(target, folder)
            try:
                fill(book, selection)
            finally:
                book.workbook.close()

    return made(selection, make)


def fill(book: Book, selection: Selection) -> None:
    # The day of the catalogue, not the moment of the download: the same list is the same file.
    day = datetime.combine(selection.snapshot.time or datetime(1980, 1, 1), time())
    book.workbook.set_properties({"title": str(CATALOGUE), "created": day})
    names = {"initiatives": _("Initiatives"), "entries": _("Entries"), "footnotes": _("Footnotes")}
    sheets = {rows: Sheet(book, name, COLUMNS[rows]) for rows, name in names.items()}
    sources = Sheet(book, _("Sources"), SOURCE_COLUMNS)
    named: set[str] = set()
    for record in selection.records():
        # What entries and footnotes repeat of their initiative is worked out once.
        own = book.cells(INITIATIVE_COLUMNS, Row(selection, record))
        sheets["initiatives"].add(own)
        for entry in selection.entries(record):
            of_entry = book.cells(ENTRY_COLUMNS, Row(selection, record, entry), ENTRY_AT)
            sheets["entries"].add(own, of_entry)
            for note in entry["footnotes"]:
                of_note = book.cells(FOOTNOTE_COLUMNS, Row(selection, record, entry, note), FOOTNOTE_AT)
                sheets["footnotes"].add(own, of_entry, of_note)
                named |= {note["source"]} - {None}
    for slug in sorted(named):
        sources.add(book.cells(SOURCE_COLUMNS, Row(selection, selection.snapshot.things["source"][slug])))
    for sheet in (*sheets.values(), sources):
        sheet.done()
    dictionary(book, [*zip(names.values(), COLUMNS.values(), strict=True), (_("Sources"), SOURCE_COLUMNS)])
    about(book, selection)


def dictionary(book: Book, sheets: list[tuple[str, tuple[Column, ...]]]) -> None:
    """What each column of each sheet holds."""
    sheet = book.workbook.add_worksheet(_("Dictionary"))
    sheet.set_column(0, 2, 20)
    sheet.set_column(3, 3, 80)
    rows = [(_("Sheet"), _("Column"), _("Label"), _("Meaning"))]
    rows += [(name, column.name, column.label, column.help) for name, columns in sheets for column in columns]
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, str(text), book.wrapped if number else book.head)


def about(book: Book, selection: Selection) -> None:
    """Where the list comes from, and how to get and cite it again."""
    sheet = book.workbook.add_worksheet(_("About"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for number, (name, text) in enumerate(facts(selection)):
        sheet.write_string(number, 0, name, book.head)
        sheet.write_string(number, 1, fitting(text), book.wrapped)


def facts(selection: Selection) -> Iterator[tuple[str, str]]:
    yield _("Catalogue"), str(CATALOGUE)
    yield _("Question"), selection.url
    yield _("The same list again"), selection.pinned_url
    yield _("As of changeset"), selection.as_of
    yield _("Initiatives"), str(selection.total)
    yield "SHA-256", selection.hash
    yield _("Licence"), f"{settings.LICENCE} {settings.LICENCE_URL}"
    yield _("Sources"), editions(selection)
    yield _("Independence"), _("The catalogue is independent of the publishers of these reports.")
    yield _("Cite as"), cite_list(selection)


def editions(selection: Selection) -> str:
    """The report editions that the catalogue draws on, with the acknowledgement they ask for."""
    titles = "; ".join(f"{row['publisher']}, {row['title']}" for row in selection.snapshot.shown("edition"))
    return _("%(titles)s. Reproduction is authorised provided the source is acknowledged.") % {"titles": titles}
