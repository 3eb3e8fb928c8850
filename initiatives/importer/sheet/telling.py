"""What comparing a sheet found, for people at a terminal and for programs."""

from dataclasses import asdict
from os.path import commonprefix
from typing import Any

from initiatives.importer.sheet.comparing import Comparison
from initiatives.importer.sheet.differing import Cell, Thing
from initiatives.importer.sheet.layout import Problem

LONGEST = 160  # characters of a text that a line shows
NAMES = {"new": "new", "changed": "changed", "conflicting": "in conflict", "wrong": "wrong", "same": "the same"}


def as_json(found: Comparison) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "counts": found.counts,
        "things": [thing.told() for thing in found.things],
        "errors": [asdict(problem) for problem in found.wrong],
        "notes": [asdict(note) for note in found.notes],
        "left": [{"sheet": name, "why": why} for name, why in found.left],
    }


def as_text(found: Comparison) -> str:
    counts = ", ".join(f"{number} {NAMES[state]}" for state, number in found.counts.items())
    lines = [f"{counts}."]
    lines += [f"Not read: {name} ({why})." for name, why in found.left]
    lines += [f"Note: {told(note)}" for note in found.notes]
    if more := found.number_of_notes - len(found.notes):
        lines.append(f"Note: and {more} more.")
    for thing in found.things:
        if not thing.problems:
            lines += [
                "",
                f"{thing.where}: {named(thing)}: {NAMES[thing.state]}",
                *map(difference, thing.cells.values()),
            ]
    return "\n".join(lines)


def named(thing: Thing) -> str:
    name = ".".join(part for part in (thing.slug, thing.edition) if part)
    return f"{thing.kind} {name} note {thing.mark}" if thing.mark else f"{thing.kind} {name}"


def difference(cell: Cell) -> str:
    start = beginning(cell.before, cell.after)
    line = f"  {cell.where} {cell.column}: {short(cell.before, start)} → {short(cell.after, start)}"
    return f"{line} (when it was exported: {short(cell.base)})" if cell.conflict else line


def beginning(before: str, after: str) -> int:
    """From where on two long texts are shown: a little before they begin to differ."""
    same = len(commonprefix([before, after]))
    return 0 if same < LONGEST // 2 else same - LONGEST // 4


def told(problem: Problem) -> str:
    return ": ".join(part for part in (problem.where, problem.message) if part)


def short(text: str | None, start: int = 0) -> str:
    words = " ".join((text or "")[start:].split())
    if not words:
        return "nothing" if not text else "“…”"
    return f"“{'…' if start else ''}{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”"
