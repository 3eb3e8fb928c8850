"""import_report: a narrative section of a report as draft entries, as a dry run."""

import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from initiatives.importer.narrative.reading import UnreadableError
from initiatives.importer.narrative.telling import as_json, as_text
from initiatives.importer.sections import read_section
from initiatives.models.fields import SLUG


class Command(BaseCommand):
    help = "Reads a narrative section (.txt, .html, .docx) and says which drafts it gives. Nothing is written."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The section; - reads text from standard input.")
        parser.add_argument("--edition", required=True, help="The slug of the edition it is from.")
        parser.add_argument("--year", type=int, help="The year the edition covers, where it is not known yet.")
        parser.add_argument("--json", action="store_true", help="Tell it as JSON.")

    def handle(self, *, file, edition, year, json: bool, **options):
        try:
            SLUG(edition)
            reading = read_section(name=file, data=content(file), edition=edition, year=year)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}.", returncode=2) from None
        except UnreadableError as error:
            raise CommandError(str(error), returncode=2) from None
        except ValidationError as error:
            raise CommandError(f"--edition {edition}: {' '.join(error.messages)}", returncode=2) from None
        self.stdout.write(in_json(as_json(reading, edition)) if json else as_text(reading, edition))


def content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def in_json(told: dict) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
