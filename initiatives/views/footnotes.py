"""What the footnotes of several records say: the statements that name a source, the notes of an edition."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from initiatives.record import Record
from initiatives.statements import Note, Reading, Statement, readings


@dataclass(frozen=True)
class Naming:
    """A footnote that names a source, where it stands, and the statements it stands behind."""

    record: Record
    reading: Reading
    note: Note
    statements: list[Statement]


def naming(records: Iterable[Record], source: str) -> Iterator[Naming]:
    """Each footnote that names the source, with its statements."""
    for record in records:
        for reading in readings(record) if "entries" in record else ():
            for note in reading.notes:
                if note.footnote["source"] == source:
                    named = [row for row in reading.statements if note.footnote["mark"] in row.marks]
                    yield Naming(record, reading, note, named)


@dataclass(frozen=True)
class Notes:
    """The footnotes of an edition: the lowest and highest number, and how many there are in each state."""

    lowest: int | None
    highest: int | None
    states: list[tuple[str, int]]


def of_edition(records: Iterable[Record], edition: str) -> Notes:
    entries = [entry for record in records for entry in record.get("entries", ()) if entry["edition"] == edition]
    rows = {row["mark"]: row for entry in entries for row in entry["footnotes"]}
    numbers = [row["number"] for row in rows.values() if row["number"] is not None]
    states = Counter(row["state"] for row in rows.values())
    return Notes(min(numbers, default=None), max(numbers, default=None), states.most_common())
