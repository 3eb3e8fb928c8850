"""FORMATS: what a selection can be written as. A new format is one function and one row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from initiatives.formats.bibliographic import bibtex_list, csl_list, ris_list
from initiatives.formats.briefing.docx import docx, docx_one
from initiatives.formats.briefing.markdown import markdown, markdown_one
from initiatives.formats.briefing.pdf import UnmadeError, pdf, pdf_one
from initiatives.formats.linked import linked_list, linked_one
from initiatives.formats.spreadsheet import workbook
from initiatives.formats.structured import json_lines, json_list, json_one
from initiatives.formats.tabular import csv_table
from initiatives.selection import Selection

__all__ = ["FORMATS", "Format", "UnmadeError"]


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


FORMATS = {
    "csv": Format("CSV", _("for a spreadsheet"), "text/csv; charset=utf-8", csv_table, saved=True),
    "xlsx": Format(
        "Excel",
        _("for a spreadsheet, with entries, footnotes and sources"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
        saved=True,
    ),
    "json": Format("JSON", _("for a program, with everything"), "application/json", json_list, json_one),
    "jsonl": Format("JSON Lines", _("for a program, a record a line"), "application/jsonl; charset=utf-8", json_lines),
    "jsonld": Format("JSON-LD", _("for the web of data"), "application/ld+json", linked_list, linked_one),
    "ris": Format(
        "RIS", _("for a reference manager"), "application/x-research-info-systems; charset=utf-8", ris_list, saved=True
    ),
    "bib": Format("BibTeX", _("for LaTeX"), "application/x-bibtex; charset=utf-8", bibtex_list, saved=True),
    "csl.json": Format(
        "CSL-JSON", _("for a citation processor"), "application/vnd.citationstyles.csl+json", csl_list, saved=True
    ),
    "docx": Format(
        "Word",
        _("to go on writing with, with footnotes"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx,
        docx_one,
        saved=True,
        most=2000,
    ),
    "pdf": Format(
        "PDF", _("to read, print and circulate, with footnotes"), "application/pdf", pdf, pdf_one, saved=True, most=2000
    ),
    "md": Format(
        "Markdown", _("for notes and editors of plain text"), "text/markdown; charset=utf-8", markdown, markdown_one
    ),
}
