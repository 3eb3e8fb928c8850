"""FORMATS: what a selection can be written as. A new format is one function and one row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from initiatives.formats.bibliographic import bibtex_list, csl_list, ris_list
from initiatives.formats.briefing.docx import docx, docx_one
from initiatives.formats.briefing.markdown import markdown, markdown_one
from initiatives.formats.briefing.pdf import UnmadeError, pdf, pdf_one
from initiatives.formats.bundle import bundle
from initiatives.formats.geographic import geojson_list
from initiatives.formats.linked import linked_list, linked_one
from initiatives.formats.spreadsheet import MOST_ROWS, workbook
from initiatives.formats.structured import json_lines, json_list, json_one
from initiatives.formats.tabular import csv_table
from initiatives.selection import Selection

__all__ = ["ALL_ROWS", "FAMILIES", "FORMATS", "Format", "UnmadeError", "grouped"]

NUMBERS_KEPT = 1 << 13
ALL_ROWS = ("initiatives", "entries", "footnotes")
# What formats are for, in the order in which pages offer them.
FAMILIES = {
    "reading": _("For reading and printing"),
    "spreadsheet": _("For spreadsheets"),
    "program": _("For programs"),
    "reference": _("For reference managers"),
    "map": _("For maps"),
}


@dataclass(frozen=True)
class Format:
    """One format: label and use for people, content type for clients, and what writes it piece by piece."""

    label: str
    use: str
    content_type: str
    write: Callable[[Selection], Iterator[bytes]]
    write_one: Callable[[Selection], Iterator[bytes]] | None = None  # for the page of one initiative, where it differs
    saved: bool = False  # whether a browser saves it rather than shows it
    most: int | None = None  # initiatives; of more there is only what programs and spreadsheets read
    family: str = "reading"
    holds: tuple[str, ...] = ("initiatives",)  # the kinds of rows that one file has
    most_rows: int | None = None  # rows of any kind that it holds
    made_first: bool = False  # whether it is made whole before its first byte is sent, so that a reader waits for it

    def refusal(self, selection: Selection) -> str:
        """Why the format cannot be made of a list; empty where it can."""
        if self.most is not None and selection.total > self.most:
            return gettext(
                "The list has %(count)s initiatives; this format is made of at most %(most)s. "
                "Narrow the list, or take it whole as CSV (.csv) or as a spreadsheet (.xlsx)."
            ) % grouped(count=selection.total, most=self.most)
        rows = max((selection.counts[kind] for kind in self.holds), default=0) if self.most_rows is not None else 0
        if rows > (self.most_rows or 0):
            return gettext(
                "The list has %(count)s rows of one kind; this format holds at most %(most)s. "
                "Narrow the list, or take it whole as CSV (.csv) or as JSON Lines (.jsonl)."
            ) % grouped(count=rows, most=self.most_rows)
        return ""


def grouped(**numbers: int) -> dict[str, str]:
    """Numbers as one reads them: 10,000."""
    language = get_language()
    return {name: in_figures(number, language) for name, number in numbers.items()}


@lru_cache(NUMBERS_KEPT)
def in_figures(number: int, language: str | None) -> str:
    """A number as one reads it in the language in use."""
    return number_format(number, force_grouping=True)


FORMATS = {
    "docx": Format(
        "Word",
        _("to go on writing with, with footnotes"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx,
        docx_one,
        saved=True,
        most=2000,
        made_first=True,
    ),
    "pdf": Format(
        "PDF",
        _("to read, print and circulate, with footnotes"),
        "application/pdf",
        pdf,
        pdf_one,
        saved=True,
        most=2000,
        made_first=True,
    ),
    "md": Format(
        "Markdown", _("for notes and editors of plain text"), "text/markdown; charset=utf-8", markdown, markdown_one
    ),
    "csv": Format(
        "CSV", _("one table, for any program"), "text/csv; charset=utf-8", csv_table, saved=True, family="spreadsheet"
    ),
    "xlsx": Format(
        "Excel",
        _("sheets for initiatives, entries, footnotes and sources"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
        saved=True,
        family="spreadsheet",
        holds=ALL_ROWS,
        most_rows=MOST_ROWS,
        made_first=True,
    ),
    "json": Format(
        "JSON", _("with everything each record has"), "application/json", json_list, json_one, family="program"
    ),
    "jsonl": Format(
        "JSON Lines", _("a record a line"), "application/jsonl; charset=utf-8", json_lines, family="program"
    ),
    "jsonld": Format(
        "JSON-LD", _("for the web of data"), "application/ld+json", linked_list, linked_one, family="program"
    ),
    "zip": Format(
        "Data package",
        _("every table with its description, for statistics and archives"),
        "application/zip",
        bundle,
        saved=True,
        family="program",
        holds=ALL_ROWS,
        made_first=True,
    ),
    "ris": Format(
        "RIS",
        _("for most reference managers"),
        "application/x-research-info-systems; charset=utf-8",
        ris_list,
        saved=True,
        family="reference",
    ),
    "bib": Format(
        "BibTeX", _("for LaTeX"), "application/x-bibtex; charset=utf-8", bibtex_list, saved=True, family="reference"
    ),
    "csl.json": Format(
        "CSL-JSON",
        _("for citation processors"),
        "application/vnd.citationstyles.csl+json",
        csl_list,
        saved=True,
        family="reference",
    ),
    "geojson": Format(
        "GeoJSON",
        _("each initiative at a point in each of its countries"),
        "application/geo+json",
        geojson_list,
        saved=True,
        family="map",
    ),
}
