"""benchmark: how fast the real server is, beside other ways to serve the same page of the same data."""

import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.backups.elsewhere import FailedError
from initiatives.benchmarking import inside, measuring, places, report, servers
from initiatives.benchmarking.catalogue import Plan

SIZES = "1000,10000"
# Fewer questions have no room for every kind.
FEWEST = 20


class Command(BaseCommand):
    help = "Measures the page on copies and invented catalogues, beside its peers, and writes docs/performance.md."

    def add_arguments(self, parser):
        parser.add_argument(
            "--sizes", default=SIZES, help=f"Invent catalogues of so many initiatives; {SIZES} if not given."
        )
        parser.add_argument(
            "--catalogue",
            action="append",
            default=[],
            help="Measure a copy of the catalogue in this data folder instead, or of this one's: own. More than once.",
        )
        parser.add_argument("--rounds", type=int, default=5, help="How often each server has its turn; 5.")
        parser.add_argument("--questions", type=int, default=200, help="How many questions a mix has; 200.")
        parser.add_argument("--seconds", type=float, default=8, help="How long each is under load in a round; 8.")
        parser.add_argument("--seed", type=int, default=1, help="What data and questions are drawn from; 1.")
        parser.add_argument("--peers", default=",".join(measuring.PEERS), help="Which peers; all. Empty for none.")
        parser.add_argument("--peers-up-to", type=int, default=100_000, help="The most initiatives peers are given.")
        parser.add_argument(
            "--postgresql", default="", help="A server for the peer on PostgreSQL; else one is started."
        )
        parser.add_argument("--folder", type=Path, help="Where to work; else benchmark in the data folder.")
        parser.add_argument("--output", type=Path, help="The page that gets the results; else docs/performance.md.")
        parser.add_argument("--step", choices=inside.STEPS, help="One step inside a copy; the command calls it itself.")

    def handle(self, *, step, folder, questions, seed, output, **options):
        folder = (folder or settings.DATA_DIR / "benchmark").resolve()
        if step:
            inside.STEPS[step](folder, questions, seed)
            return
        sizes, peers = numbers(options["sizes"]), names(options["peers"])
        if min(options["rounds"], options["seconds"]) <= 0 or questions < FEWEST:
            message = f"--rounds and --seconds take numbers above 0, --questions a number from {FEWEST}."
            raise CommandError(message, returncode=2)
        plan = Plan(
            questions=questions,
            seed=seed,
            peers=peers,
            environments=folder / "environments",
            tell=self.told,
            **{name: options[name] for name in ("rounds", "seconds", "postgresql", "peers_up_to")},
        )
        output = output or settings.BASE_DIR / "docs" / "performance.md"
        try:
            report.marked(output)
            # Who ends the command, ends the servers that it started.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
            report.write(output, measuring.measured(plan, folder, sizes, options["catalogue"]))
        except (places.UnfitError, servers.NotStartedError, FailedError, report.UnmarkedError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"Written to {output}; every figure is in {folder / measuring.RESULTS}.")

    def told(self, line: str) -> None:
        self.stderr.write(line)


def numbers(text: str) -> list[int]:
    """The sizes of catalogues. Raises CommandError."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and int(part) for part in parts):
        raise CommandError(f"“{text}” is no list of sizes: give numbers above 0, such as {SIZES}.", returncode=2)
    return [int(part) for part in parts]


def names(text: str) -> tuple[str, ...]:
    """The peers that are named. Raises CommandError."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [name for name in found if name not in measuring.PEERS]:
        known = ", ".join(measuring.PEERS)
        raise CommandError(f"“{unknown[0]}” is no peer: there are {known}.", returncode=2)
    return found
