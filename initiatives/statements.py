"""An entry's text for reading: paragraphs cut at their footnote markers, each marker with its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.markers import MARKER
from initiatives.record import Record


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or a marker: the mark, the address of its note and its own."""

    text: str
    mark: str = ""
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote below the text, with the addresses of the markers that lead to it."""

    footnote: Record
    anchor: str
    back: list[str]


@dataclass(frozen=True)
class Reading:
    """One entry as readers get it."""

    entry: Record
    paragraphs: list[list[Piece]]
    notes: list[Note]


def readings(record: Record) -> list[Reading]:
    """The entries of a record, newest first, each with its text and notes linked both ways."""
    taken: set[str] = set()
    return [reading(entry, taken) for entry in record["entries"]][::-1]


def reading(entry: Record, taken: set[str]) -> Reading:
    anchors = {row["mark"]: anchor(entry, row["mark"], taken) for row in entry["footnotes"]}
    seen: dict[str, int] = {}
    paragraphs = [list(pieces(line, anchors, seen)) for line in entry["text"].splitlines() if line.strip()]
    notes = [
        Note(row, name, [f"{name}-ref-{n}" for n in range(1, seen.get(row["mark"], 0) + 1)])
        for row, name in ((row, anchors[row["mark"]]) for row in entry["footnotes"])
    ]
    return Reading(entry, paragraphs, notes)


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
            yield Piece(part)
        elif part in anchors:
            seen[part] = seen.get(part, 0) + 1
            yield Piece("", part, anchors[part], f"{anchors[part]}-ref-{seen[part]}")
        else:
            yield Piece(f"[^{part}]")
