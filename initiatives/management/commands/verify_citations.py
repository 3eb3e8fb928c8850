"""verify_citations: asks the question of every stored citation again and holds the answer against what was cited."""

import json
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from initiatives.citing.verifying import STATES, Verdict, altered, verify, with_texts
from initiatives.models import Citation


class Command(BaseCommand):
    help = "Replays every stored citation and checks the texts of its rows. Exits with 1 if one does not hold."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="One JSON object: the counts, and what does not hold.")

    def handle(self, **options):
        counts, broken, texts = Counter(dict.fromkeys(STATES, 0)), [], altered()
        for citation in Citation.objects.order_by("as_of", "pid").iterator():
            verdict = with_texts(verify(citation), texts)
            counts[verdict.state] += 1
            if not verdict.holds:
                broken.append(verdict)
        if options["json"]:
            self.stdout.write(json.dumps({"citations": counts.total(), **counts, "broken": [told(v) for v in broken]}))
        else:
            for verdict in broken:
                self.stdout.write(line(verdict))
            self.stdout.write(summary(counts))
        if broken:
            raise CommandError(f"{len(broken)} of {counts.total()} citations do not hold.", returncode=1)


def told(verdict: Verdict) -> dict:
    return {"pid": verdict.citation.pid, "differences": [vars(row) for row in verdict.differences]}


def line(verdict: Verdict) -> str:
    found = "; ".join(f"{row.what}: cited {row.cited}, found {row.found}" for row in verdict.differences)
    return f"{verdict.citation.pid} as of {verdict.citation.as_of}: {found}"


def summary(counts: Counter) -> str:
    return f"Citations: {counts.total()}; " + ", ".join(f"{state} {number}" for state, number in counts.items()) + "."
