"""An entry's text for reading: paragraphs, their statements cut at the footnote markers, everything with its address.

A statement is a run of text up to and including the markers that close it; what follows the last marker of a
paragraph is a statement too. Entries are addressed by their year (``2021``), statements by their number in it
(``2021-3``), notes by their mark (``fn-1164``). Where two editions cover one year, the later one's addresses end in
the edition (``2021.ar2023``, ``2021-3.ar2023``), so those of the first stay as they were.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from initiatives.markers import MARKER
from initiatives.record import Record

# The full stop, quotation mark or bracket that follows a marker belongs to what stands before it.
CLOSING = re.compile(r"[^\w\s]+(?=\s|\Z)")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or a marker: the mark, the address of its note and its own."""

    text: str
    mark: str = ""
    note: str = ""
    anchor: str = ""


@dataclass
class Statement:
    """A run of text and the markers that close it; ``number`` counts the statements of the entry from 1."""

    number: int
    anchor: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def marks(self) -> list[str]:
        return [piece.mark for piece in self.pieces if piece.mark]

    @property
    def text(self) -> str:
        """The statement's words alone."""
        return "".join(piece.text for piece in self.pieces).strip()

    def takes(self, piece: Piece) -> bool:
        """Whether a piece still belongs here: anything up to the markers, then markers and punctuation only."""
        return not self.marks or not any(character.isalnum() for character in piece.text)


@dataclass(frozen=True)
class Note:
    """A footnote below the text, with the addresses of the markers that lead to it."""

    footnote: Record
    anchor: str
    back: list[str]


@dataclass
class Paragraph:
    """The statements of a paragraph, and the notes that are first called in it."""

    statements: list[Statement] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """One entry as readers get it."""

    entry: Record
    anchor: str
    paragraphs: list[Paragraph]

    @property
    def notes(self) -> list[Note]:
        return [note for paragraph in self.paragraphs for note in paragraph.notes]

    @property
    def statements(self) -> list[Statement]:
        return [statement for paragraph in self.paragraphs for statement in paragraph.statements]


def readings(record: Record) -> list[Reading]:
    """The entries of a record, newest first, each with its text and notes linked both ways."""
    taken: set[str] = set()
    years: set[int] = set()
    return [reading(entry, taken, years) for entry in record["entries"]][::-1]


def reading(entry: Record, taken: set[str], years: set[int]) -> Reading:
    suffix = f".{entry['edition']}" if entry["year"] in years else ""
    years.add(entry["year"])
    anchors = {row["mark"]: anchor(entry, row["mark"], taken) for row in entry["footnotes"]}
    seen: dict[str, int] = {}
    paragraphs: list[Paragraph] = []
    number = 0
    for line in entry["text"].splitlines():
        if line.strip():
            paragraphs.append(Paragraph(list(statements(pieces(line, anchors, seen), entry["year"], suffix, number))))
            number += len(paragraphs[-1].statements)
    place(entry["footnotes"], anchors, seen, paragraphs)
    return Reading(entry, f"{entry['year']}{suffix}", paragraphs)


def anchor(entry: Record, mark: str, taken: set[str]) -> str:
    """The note's address in the page: fn-1164, or with its edition where two editions number alike."""
    name = f"fn-{mark}"
    if name in taken:
        name = f"fn-{entry['edition']}-{mark}"
    taken.add(name)
    return name


def pieces(line: str, anchors: dict[str, str], seen: dict[str, int]) -> Iterator[Piece]:
    """The line's text and markers in order; a marker without a footnote stays as it is written."""
    for number, part in enumerate(MARKER.split(line)):
        if number % 2 == 0:
            closing = CLOSING.match(part) if number else None
            end = closing.end() if closing else 0
            yield from (Piece(text) for text in (part[:end], part[end:]) if text)
        elif part in anchors:
            seen[part] = seen.get(part, 0) + 1
            yield Piece("", part, anchors[part], f"{anchors[part]}-ref-{seen[part]}")
        else:
            yield Piece(f"[^{part}]")


def statements(found: Iterator[Piece], year: int, suffix: str, before: int) -> Iterator[Statement]:
    """The pieces of a paragraph joined to statements, numbered on from those before it."""
    statement = None
    for piece in found:
        if statement is None or not statement.takes(piece):
            if statement:
                yield statement
            before += 1
            statement = Statement(before, f"{year}-{before}{suffix}")
        statement.pieces.append(piece)
    if statement:
        yield statement


def place(footnotes: list[Record], anchors: dict[str, str], seen: dict[str, int], paragraphs: list[Paragraph]) -> None:
    """Puts each note to the paragraph that calls it first, and those that none calls to the last one."""
    first: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        for statement in paragraph.statements:
            for mark in statement.marks:
                first.setdefault(mark, paragraph)
    if footnotes and not paragraphs:
        paragraphs.append(Paragraph())
    for row in footnotes:
        name = anchors[row["mark"]]
        back = [f"{name}-ref-{n}" for n in range(1, seen.get(row["mark"], 0) + 1)]
        first.get(row["mark"], paragraphs[-1]).notes.append(Note(row, name, back))
