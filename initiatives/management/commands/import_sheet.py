"""import_sheet: a spreadsheet held against the catalogue, cell by cell, as a dry run or into drafts."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from initiatives.importer.sheet.applying import apply
from initiatives.importer.sheet.comparing import Comparison
from initiatives.importer.sheet.parsing import UnreadableSheetError
from initiatives.importer.sheet.staging import NotStagedError, read_and_compare, stage
from initiatives.importer.sheet.telling import as_json, as_text, told
from initiatives.importer.sheet.template import template
from initiatives.importer.writer import NotAppliedError


class Command(BaseCommand):
    help = (
        "Compares a spreadsheet (.csv, .xlsx) with the catalogue, cell by cell. Nothing is written without --apply, "
        "and nothing is published with it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The spreadsheet; - reads it from standard input.")
        parser.add_argument("--apply", action="store_true", help="Write what is new or changed as drafts.")
        parser.add_argument("--json", action="store_true", help="Tell it as JSON.")
        parser.add_argument(
            "--template", action="store_true", help="Write an empty spreadsheet to fill in to FILE, and read nothing."
        )

    def handle(self, *, file, apply: bool, json: bool, template: bool, **options):
        if template:
            if apply or json:
                raise CommandError("--template goes with neither --apply nor --json.", returncode=2)
            return self.write_template(file)
        try:
            data = content(file)
            _sheets, found = read_and_compare(file, data)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}.", returncode=2) from None
        except UnreadableSheetError as error:
            raise CommandError(str(error), returncode=2) from None
        except NotStagedError as error:
            raise CommandError("\n".join(told(problem) for problem in error.problems), returncode=2) from None
        return self.tell(found, apply_to(file, data, found) if apply else "", json)

    def tell(self, found: Comparison, done: str, in_json: bool) -> None:
        self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=1) if in_json else as_text(found))
        if done:
            (self.stderr if in_json else self.stdout).write(done)
        if found.wrong:
            raise CommandError("\n".join(told(problem) for problem in found.wrong), returncode=2)
        if found.counts["conflicting"]:
            said = "Rows in conflict were edited since the export and are not applied: decide about them in the admin."
            raise CommandError(said, returncode=1)

    def write_template(self, file: str) -> None:
        if file == "-":
            self.stdout.buffer.write(template())
            return
        try:
            Path(file).write_bytes(template())
        except OSError as error:
            raise CommandError(f"“{file}” cannot be written: {error.strerror or error}.", returncode=2) from None


def apply_to(file: str, data: bytes, found: Comparison) -> str:
    """Applies what is new or changed; says what was done. Nothing is applied of a sheet with something wrong in it."""
    if found.wrong:
        return "Nothing was written: mend what is wrong first."
    if not found.counts["new"] + found.counts["changed"]:
        return "Nothing to do."
    try:
        batch = stage(name=file, data=data, who=None)
        outcome = apply(batch=batch)
    except NotAppliedError as error:
        raise CommandError("Nothing was written. " + "\n".join(error.reasons), returncode=1) from None
    made, changed = sum(outcome.made.values()), sum(outcome.changed.values())
    return "\n".join([f"Written as drafts: {made} rows added, {changed} changed or removed.", *outcome.notes])


def content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
