"""measure_import: how well narrative sections are read, against what people say they contain."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from initiatives.importer.narrative.measuring import GoldError, Measured, as_json, golds, measure, table


class Command(BaseCommand):
    help = "Reads sections and compares their drafts with gold: precision and recall of each part."

    def add_arguments(self, parser):
        parser.add_argument(
            "gold", metavar="GOLD", nargs="+", type=Path, help="A JSON file with gold, or a folder of them."
        )
        parser.add_argument("--texts", type=Path, help="The folder of the sections, where it is not that of the gold.")
        parser.add_argument("--faults", action="store_true", help="Also name what was read wrongly.")
        parser.add_argument("--json", action="store_true", help="Tell it as JSON.")

    def handle(self, *, gold, texts, faults, json: bool, **options):
        total = Measured()
        try:
            for path in gold:
                for one in golds(path, texts):
                    total.add(measure(one))
        except GoldError as error:
            raise CommandError(str(error), returncode=2) from None
        if json:
            self.stdout.write(in_json({**as_json(total), **({"faults": total.faults} if faults else {})}))
        else:
            self.stdout.write("\n".join([table(total), *(["", *total.faults] if faults else [])]))


def in_json(told: dict) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
