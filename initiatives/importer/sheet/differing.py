"""One thing that rows tell of, and how what they say differs from what the editors have.

A cell is held against two texts: what the row's version said (where the row names one), and what the editors have now.
What the sheet did not change stays as it is now. What it changed, and somebody else too, is in conflict.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from initiatives.cells import MOST_CHARACTERS, fitting, more, unescape
from initiatives.importer.sheet.layout import Line, Problem
from initiatives.importer.sheet.values import normal

NEW, CHANGED, CONFLICTING, WRONG, SAME = "new", "changed", "conflicting", "wrong", "same"
STATES = (NEW, CHANGED, CONFLICTING, WRONG, SAME)


@dataclass
class Cell:
    """A cell that the sheet changes. ``base`` is what it said when it was exported, where that is not as now."""

    where: str
    column: str
    before: str
    after: str
    base: str | None = None

    @property
    def conflict(self) -> bool:
        return self.base is not None


@dataclass
class Thing:
    """An initiative, an entry or a footnote that rows tell of.

    ``now`` is what the editors have, None where it is new; ``token`` belongs to it and says later whether somebody
    changed it since. ``made`` says that it was found by its title alone.
    """

    kind: str
    slug: str
    edition: str = ""
    mark: str = ""
    title: str = ""
    where: str = ""
    now: dict[str, str] | None = None
    token: int | None = None
    made: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        return self.kind, self.slug, self.edition, self.mark

    @property
    def state(self) -> str:
        if self.problems:
            return WRONG
        if self.now is None:
            return NEW
        if any(cell.conflict for cell in self.cells.values()):
            return CONFLICTING
        return CHANGED if self.cells else SAME

    def after(self, column: str) -> str:
        """What the column will hold once the sheet is applied."""
        return self.cells[column].after if column in self.cells else (self.now or {}).get(column, "")

    def told(self) -> dict[str, Any]:
        """The thing as a proposal keeps it."""
        return {
            "kind": self.kind,
            "slug": self.slug,
            "edition": self.edition,
            "mark": self.mark,
            "title": self.title,
            "where": self.where,
            "state": self.state,
            "new": self.now is None,
            "token": self.token,
            "cells": [asdict(cell) for cell in self.cells.values()],
            "problems": [asdict(problem) for problem in self.problems],
        }


def take(thing: Thing, line: Line, columns: tuple[str, ...], base: dict[str, str] | None) -> None:
    """What a row says of a thing in these columns; ``base`` is what its version said, None where it names none."""
    for column in columns:
        if column in line.table.places:
            take_cell(thing, line, column, None if base is None else base.get(column, ""))


def take_cell(thing: Thing, line: Line, column: str, base: str | None) -> None:
    told, now = line.cells[column], (thing.now or {}).get(column, "")
    if line.table.name and was_escaped(column, told, [base or "", now]):
        told = unescape(told)  # a table in text that was opened and saved as a workbook
    if is_same(column, told, now if base is None else base):
        return
    after = normal(column, told)
    if base is None and not after:
        return  # nobody knows what an empty cell said before
    if is_same(column, told, now):
        return
    if is_cut(line, told, [base or "", now]):
        said = _("This text is longer than a cell holds: change it in the CSV or on its page.")
        thing.problems.append(line.problem(column, said))
        return
    there = thing.cells.get(column)
    if there and there.after != after:
        thing.problems.append(line.problem(column, another(there)))
        return
    moved = base is not None and not is_same(column, base, now)
    thing.cells[column] = there or Cell(line.where(column), column, now, after, base if moved else None)


def was_escaped(column: str, told: str, known: list[str]) -> bool:
    """Whether a workbook's cell has the escape of tables in text before a text that had it there, changed or not."""
    bare = unescape(told)
    return bare != told and any(is_same(column, bare, text) or told[1:2] == text[:1] != "" for text in known)


def is_cut(line: Line, told: str, known: list[str]) -> bool:
    """Whether a cell may hold only the beginning of a text: where a spreadsheet's cell cannot hold the whole of it."""
    if told.rstrip().endswith(more()):
        return True
    is_long = any(fitting(text) != text for text in known)
    return is_long and (bool(line.table.name) or len(told) >= MOST_CHARACTERS - 1)


def another(there: Cell) -> str:
    message = _("%(where)s says something else: write the same in both, or change one only.")
    return message % {"where": there.where}


def is_same(column: str, told: str, other: str) -> bool:
    """Whether a cell says what the catalogue has; a workbook may have cut a text that is too long for a cell."""
    return told == other or normal(column, told) == normal(column, other) or told == fitting(other) != other
