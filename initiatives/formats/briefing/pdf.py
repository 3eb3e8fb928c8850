"""A briefing as PDF: tagged (PDF/UA-1), with page footnotes, set by typst in a process of its own.

The file is made whole before its first byte is sent. A document that takes too long or too much is not made, and no
worker waits for it longer than is said here.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from initiatives.formats.briefing.characters import printable
from initiatives.formats.briefing.document import Briefing, Part, Pointer, Tombstone
from initiatives.formats.briefing.notes import Note, Span
from initiatives.formats.briefing.summary import Summary, Table, summary
from initiatives.formats.briefing.telling import Run, Telling, Told
from initiatives.formats.briefing.wording import cite, empty, more, named, pointed, words
from initiatives.formats.making import Made
from initiatives.selection import Selection

TYPESETTER = Path(__file__).with_name("typesetter.py")
SECONDS, MEGABYTES = 60, 4096
# Others of the worker's threads go on answering while documents are made.
AT_ONCE, PATIENCE = BoundedSemaphore(2), 5
KEPT_TOGETHER = 1200  # characters of facts that stand on one page
SHORT = 15  # lines of contents; after more the text begins on a new page

type Data = dict[str, Any]


class UnmadeError(Exception):
    """The document could not be made within its limits."""


def pdf(selection: Selection) -> Iterator[bytes]:
    return typeset(on_one_page(summary(selection)) if selection.first("summary") else whole(Briefing(selection)))


def pdf_one(selection: Selection) -> Iterator[bytes]:
    return typeset(whole(Briefing(selection, one=True)))


def typeset(data: Data) -> Iterator[bytes]:
    """The file, in pieces; it is made before the first is asked for."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise UnmadeError("Others are being made.")
    try:
        return made(json.dumps(clean(data)).encode())
    finally:
        AT_ONCE.release()


def made(briefing: bytes) -> Iterator[bytes]:
    # Several threads of it work at once, so it may use more seconds than pass.
    command = [sys.executable, "-I", str(TYPESETTER), str(2 * SECONDS), str(MEGABYTES)]
    try:
        # It gets nothing of the server's environment, least of all its secrets.
        done = subprocess.run(command, input=briefing, capture_output=True, timeout=SECONDS, check=True, env={})
    except (subprocess.SubprocessError, OSError) as error:
        raise UnmadeError(getattr(error, "stderr", b"")) from error
    return Made(BytesIO(done.stdout))


def clean(value: Any) -> Any:
    """The data with texts that a document can hold."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return {name: clean(item) for name, item in value.items()} if isinstance(value, dict) else value


# ── what the template is told ────────────────────────────────────────────────────────────────────────────────


def front(briefing: Briefing) -> Data:
    return {
        "title": briefing.title,
        "heading": briefing.heading,
        "catalogue": briefing.catalogue,
        "question": briefing.question,
        "count": briefing.count,
        "state": briefing.state,
        "date": [briefing.day.year, briefing.day.month, briefing.day.day],
        "note": briefing.note,
        "licence": briefing.licence,
        "independence": briefing.independence,
        "citation": briefing.citation,
        "one": briefing.one,
        "summary": None,
        "empty": empty(briefing),
        "words": words(),
    }


def whole(briefing: Briefing) -> Data:
    parts = [of_part(part) for part in briefing.parts()]
    return front(briefing) | {
        "contents": bool(briefing.contents),
        "long": len(briefing.contents) > SHORT,
        "depth": briefing.contents_depth,
        "grouped": any(group.title for group in briefing.groups) and not briefing.one,
        "parts": parts,
        "sources": [{"spans": of_spans(source.spans), "notes": named(source)} for source in briefing.sources],
        "making": list(briefing.making),
        "states": briefing.states,
        "cite": cite(briefing),
    }


def of_part(part: Part) -> Data:
    return {"title": part.title, "anchor": part.anchor, "items": [of_item(item) for item in part.items]}


def of_item(item: Telling | Pointer | Tombstone) -> Data:
    if isinstance(item, Pointer):
        return {"kind": "pointer", "anchor": item.anchor, "words": pointed(item)}
    if isinstance(item, Tombstone):
        return {"kind": "tombstone", **vars(item)}
    brief = sum(len(text) for _name, text in item.facts) < KEPT_TOGETHER
    return {"kind": "telling", **vars(item), "brief": brief, "entries": [of_entry(told) for told in item.entries]}


def of_entry(told: Told) -> Data:
    paragraphs = [[of_run(run) for run in runs] for runs in told.paragraphs]
    return vars(told) | {"paragraphs": paragraphs, "unplaced": [of_note(note) for note in told.unplaced]}


def of_run(run: Run) -> Data:
    return {"text": run.text, "note": of_note(run.note) if run.note else None}


def of_note(note: Note) -> Data:
    return {"number": note.number, "spans": of_spans(note.spans)}


def of_spans(spans: list[Span]) -> list[Data]:
    return [vars(span) for span in spans]


def on_one_page(page: Summary) -> Data:
    titles = [vars(row) for row in page.titles]
    tables = [of_table(table) for table in page.tables]
    told = {"tables": tables, "titles": titles, "rest": page.rest}
    return front(page.briefing) | {"question": page.question, "citation": page.citation, "summary": told}


def of_table(table: Table) -> Data:
    return {"title": table.title, "rows": table.rows, "more": more(table)}
