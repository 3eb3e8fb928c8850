"""RIS, BibTeX and CSL-JSON: one reference an initiative, for reference managers."""

from collections.abc import Iterator

from initiatives.citations import Reference, bibtex, csl, of_record, ris
from initiatives.formats.structured import elements
from initiatives.selection import Selection


def references(selection: Selection) -> Iterator[Reference]:
    return (of_record(selection.moment, record) for record in selection.records())


def ris_list(selection: Selection) -> Iterator[bytes]:
    for reference in references(selection):
        yield f"{ris(reference)}\r\n".encode()


def bibtex_list(selection: Selection) -> Iterator[bytes]:
    for reference in references(selection):
        yield f"{bibtex(reference)}\n".encode()


def csl_list(selection: Selection) -> Iterator[bytes]:
    """One JSON array."""
    yield b"["
    yield from elements(csl(reference) for reference in references(selection))
    yield b"\n]\n"
