"""import_report: a narrative section of a report as draft entries, as a dry run or into the catalogue."""

import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.importer.narrative.reading import UnreadableError
from initiatives.importer.narrative.telling import as_json, as_text
from initiatives.importer.sections import read_section
from initiatives.importer.staging import stage_section
from initiatives.importer.writer import NotAppliedError, Outcome, apply
from initiatives.models import Decision
from initiatives.models.fields import SLUG

COUNTED = {
    "initiatives.initiative": "initiatives",
    "initiatives.entry": "entries",
    "initiatives.actor": "actors",
    "initiatives.footnote": "footnotes",
}


class Command(BaseCommand):
    help = (
        "Reads a narrative section (.txt, .html, .docx) and says which drafts it gives. Nothing is written without "
        "--apply, and nothing is published with it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The section; - reads text from standard input.")
        parser.add_argument("--edition", required=True, help="The slug of the edition it is from.")
        parser.add_argument("--year", type=int, help="The year the edition covers, where it is not known yet.")
        parser.add_argument("--title", default="", help="The title of an edition that is not known yet.")
        parser.add_argument("--publisher", default="", help="Its publisher.")
        parser.add_argument("--json", action="store_true", help="Tell it as JSON.")
        parser.add_argument(
            "--apply", action="store_true", help="Write the drafts; each field is then to be confirmed by an editor."
        )

    def handle(self, *, file, edition, year, title, publisher, json: bool, apply: bool, **options):
        section = {"name": file, "edition": edition, "year": year}
        try:
            SLUG(edition)
            section["data"] = content(file)
            reading = read_section(**section)
            outcome = applied(section, {"title": title, "publisher": publisher}) if apply else None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}.", returncode=2) from None
        except UnreadableError as error:
            raise CommandError(str(error), returncode=2) from None
        except NotAppliedError as error:
            raise CommandError(f"Nothing was written. {error}", returncode=1) from None
        except ValidationError as error:
            raise CommandError(f"--edition {edition}: {' '.join(error.messages)}", returncode=2) from None
        self.stdout.write(in_json(as_json(reading, edition)) if json else as_text(reading, edition))
        if outcome:
            (self.stderr if json else self.stdout).write("\n".join(["", *told(outcome)]))


def applied(section: dict, described: dict[str, str]) -> Outcome:
    """Every proposal of a section as a draft. Raises UnreadableError, NotAppliedError."""
    named = section | {"name": Path(section["name"]).name}
    with transaction.atomic():
        batch = stage_section(**named, described={name: text for name, text in described.items() if text})
        batch.proposals.filter(decision=Decision.OPEN).update(decision=Decision.ACCEPTED)
        return apply(batch=batch, seen=False)


def told(outcome: Outcome) -> list[str]:
    """What was written, in sentences."""
    counts = ", ".join(f"{outcome.made[label]} {name}" for label, name in COUNTED.items())
    filled = outcome.changed["initiatives.footnote"]
    return [f"Written as drafts: {counts}; {filled} missing citations filled.", *outcome.notes]


def content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def in_json(told: dict) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
