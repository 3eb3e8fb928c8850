"""RIS, BibTeX and CSL-JSON for reference managers: a reference for each initiative, or each source of a list."""

from collections.abc import Iterable, Iterator

from initiatives.citations import Reference, bibtex, csl, of_record, of_source, ris
from initiatives.formats.structured import elements
from initiatives.public import encode
from initiatives.selection import Selection


def references(selection: Selection) -> Iterator[Reference]:
    return (of_record(selection.moment, record) for record in selection.records())


def sources(selection: Selection) -> Iterator[Reference]:
    """The sources that the footnotes of a list's entries name, each once."""
    entries = (entry for record in selection.records() for entry in selection.entries(record))
    named = {footnote["source"] for entry in entries for footnote in entry["footnotes"]} - {None}
    return (of_source(selection.snapshot.things["source"][slug]) for slug in sorted(named))


def ris_list(selection: Selection) -> Iterator[bytes]:
    return as_ris(references(selection))


def bibtex_list(selection: Selection) -> Iterator[bytes]:
    return as_bibtex(references(selection))


def csl_list(selection: Selection) -> Iterator[bytes]:
    return as_csl(references(selection))


def as_ris(rows: Iterable[Reference]) -> Iterator[bytes]:
    for reference in rows:
        yield f"{ris(reference)}\r\n".encode()


def as_bibtex(rows: Iterable[Reference]) -> Iterator[bytes]:
    for reference in rows:
        yield f"{bibtex(reference)}\n".encode()


def as_csl(rows: Iterable[Reference]) -> Iterator[bytes]:
    """One JSON array."""
    yield b"["
    yield from elements(encode(csl(reference)) for reference in rows)
    yield b"\n]\n"


# What references are written as, by extension.
BIBLIOGRAPHIES = {"ris": as_ris, "bib": as_bibtex, "csl.json": as_csl}
