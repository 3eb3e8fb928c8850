"""What a row of a sheet may say of a footnote: its citation as printed, what is known of it, and the place in it.

A source has a record of its own; a sheet neither makes nor changes one.
"""

from django.utils.translation import gettext as _

from initiatives.importer.sheet.differing import Thing, is_same
from initiatives.importer.sheet.layout import Line, Problem
from initiatives.models import Footnote
from initiatives.record import Record

UNKNOWN = {Footnote.State.MISSING.value, Footnote.State.LOST.value}
OF_SOURCE = {"source_url": "url", "archive_url": "archive_url"}


def check_footnote(footnote: Thing, line: Line, note: Record | None) -> list[Problem]:
    """What is wrong with what a row says; ``note`` is the footnote as it was exported, or as it stands."""
    if footnote.problems:
        return []
    if footnote.now is None and footnote.token is not None and note:
        return [*of_another(footnote, line, note)]
    found = [*of_source(footnote, line, note or {})]
    return found or [*of_state(footnote, line, bool(note and note["source"]))]


def of_another(footnote: Thing, line: Line, note: Record):
    """A footnote that the edition has and the entry does not rest on yet is linked as it is."""
    there = {"citation": note["citation"], "citation_state": note["state"], "locator": note["locator"]}
    for column, cell in list(footnote.cells.items()):
        if not is_same(column, cell.after, there[column]):
            message = _("The edition has a footnote %(mark)s that says something else: give its mark alone to link it.")
            yield line.problem(column, message % {"mark": footnote.mark})
    footnote.cells = {}


def of_source(footnote: Thing, line: Line, note: Record):
    for column, key in OF_SOURCE.items():
        said = line.cells.get(column, "")
        if said.strip() and not is_same(column, said, note.get(key, "")):
            message = _("An address belongs to a source: add the source, or change it, on a page of its own.")
            yield line.problem(column, message)
    if note.get("source") and "citation" in footnote.cells:
        message = _("The citation is that of the source “%(source)s”: change it on the source's page.")
        yield line.problem("citation", message % {"source": note["source"]})


def of_state(footnote: Thing, line: Line, has_source: bool):
    if footnote.now is not None and not {"citation", "citation_state"} & footnote.cells.keys():
        return
    state, citation = footnote.after("citation_state"), footnote.after("citation")
    if not state and not citation:
        return  # a new footnote whose citation is missing
    known = has_source or bool(citation)
    if known and (not state or state in UNKNOWN):
        message = _("A footnote with a citation is cited, probable or doubtful: say which in “citation_state”.")
        yield line.problem("citation_state", message)
    elif not known and state not in UNKNOWN:
        yield line.problem("citation", _("Without a citation its state is missing or lost."))
