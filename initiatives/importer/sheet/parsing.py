"""A spreadsheet's file as sheets of texts: read by a child process that has limits and nothing to lose."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.importer.sheet.reading.bounds import MOST_BYTES
from initiatives.importer.sheet.reading.child import MUCH

SECONDS, MEGABYTES = 20, 512
# It finds the package by the folder it is given, and nothing of the server's environment.
START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from initiatives.importer.sheet.reading.child import main; main(*sys.argv[2:])"
)
AT_ONCE, PATIENCE = BoundedSemaphore(2), 10

REFUSALS = {
    "empty": gettext_lazy("There is nothing in it."),
    "old": gettext_lazy("It is an older Excel file, or one with a password. Save it as .xlsx without a password."),
    "broken": gettext_lazy("It is damaged: it cannot be read as a workbook. Save it again as .xlsx."),
    "locked": gettext_lazy("It has a password. Save it without."),
    "members": gettext_lazy("It is no workbook as spreadsheets write them: it holds more than %(most)s files."),
    "bomb": gettext_lazy("It grows to far more than a spreadsheet of the catalogue when it is unpacked."),
    "entities": gettext_lazy("It declares a document type, which workbooks do not. It is not read."),
    "no-workbook": gettext_lazy("There is no workbook in it. Save it as .xlsx or as CSV in UTF-8."),
    "sheets": gettext_lazy("It has more than %(most)s sheets."),
    "rows": gettext_lazy("It has more than %(most)s rows. Delete empty rows, or send it in parts."),
    "cells": gettext_lazy("It has more than %(most)s cells. Send it in parts."),
    "columns": gettext_lazy("At %(where)s it has more than %(most)s columns."),
    "faults": gettext_lazy(
        "It has more than %(most)s cells that are merged, hold an error, or a formula without a result. "
        "Mend them first."
    ),
    "unended": gettext_lazy(
        "Up to line %(line)s one cell has more than %(most)s characters: "
        "shorten it, or end the quotation mark that began it."
    ),
    "long": gettext_lazy("The cell %(where)s has more than %(most)s characters."),
    "characters": gettext_lazy("It has more than %(most)s characters. Send it in parts."),
    "binary": gettext_lazy("Line %(line)s holds a character without meaning in a text: this is no table."),
    "encoding": gettext_lazy(
        "Line %(line)s is not in UTF-8; the file looks like %(guess)s. Save it as “CSV UTF-8”, or as .xlsx."
    ),
    "utf-16": gettext_lazy("It begins as UTF-16 and does not go on so. Save it as “CSV UTF-8”, or as .xlsx."),
    "quotes": gettext_lazy("The quotation marks in line %(line)s do not fit (%(problem)s)."),
}
TOO_MUCH = gettext_lazy("It takes too much time or memory to read. Save it anew, with the filled rows only.")


class UnreadableSheetError(Exception):
    """The file cannot be read; one sentence says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet as texts: the rows that hold something by their numbers; ``faults`` names cells without a value."""

    name: str
    hidden: bool
    rows: list[tuple[int, list[str]]]
    faults: list[tuple[str, str]]


def read_sheets(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a file; a table in text is one sheet without a name. Raises UnreadableSheetError."""
    if len(data) > MOST_BYTES:
        raise unreadable(name, _("It has more than %(most)s MB.") % {"most": MOST_BYTES >> 20})
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise unreadable(name, _("Other files are being read. Try again in a minute."))
    try:
        answer = asked(name, data)
    finally:
        AT_ONCE.release()
    if "refused" in answer:
        raise unreadable(name, REFUSALS[answer["refused"]] % answer["facts"])
    return [
        Sheet(one["name"], one["hidden"], [tuple(row) for row in one["rows"]], [tuple(f) for f in one["faults"]])
        for one in answer["sheets"]
    ]


def asked(name: str, data: bytes) -> dict:
    command = [sys.executable, "-I", "-c", START, str(settings.BASE_DIR), str(SECONDS), str(MEGABYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=True, env={})
    except subprocess.CalledProcessError as error:
        # A negative status is a signal: the limits end a process by one.
        much = error.returncode < 0 or error.returncode == MUCH
        raise unreadable(name, TOO_MUCH if much else REFUSALS["broken"]) from error
    except (subprocess.SubprocessError, OSError) as error:
        raise unreadable(name, TOO_MUCH) from error
    return json.loads(done.stdout)


def unreadable(name: str, why: str) -> UnreadableSheetError:
    return UnreadableSheetError(f"{Path(name).name}: {why}")
