"""make_synthetic: an invented catalogue of any size, for tests of scale."""

import time

from django.core.management.base import BaseCommand, CommandError

from initiatives.editing.roles import ensure_roles
from initiatives.models import Changeset, Version
from initiatives.publishing import public_versions
from initiatives.synthetic import making

EVERY = 5.0  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Fills an empty database with invented initiatives, the same for the same number and seed."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, metavar="N", help=f"How many initiatives, 1 to {making.MOST:,}.")
        parser.add_argument("--seed", type=int, default=1, help="What everything is drawn from; 1 if not given.")
        parser.add_argument("--ledger-only", action="store_true", help="What readers see, without editors' models.")

    def handle(self, *, number, seed, ledger_only, **options):
        told = time.monotonic()
        try:
            for step, last in making.make(number, seed, models=not ledger_only):
                if time.monotonic() - told > EVERY:
                    told = time.monotonic()
                    self.stderr.write(f"Changeset {step} of {last}.")
        except making.UnfitError as error:
            raise CommandError(str(error), returncode=2) from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted between two changesets: run the same command to go on.") from None
        ensure_roles()
        found = public_versions().filter(kind=Version.Kind.INITIATIVE).count()
        self.stdout.write(f"{found:,} invented initiatives are public as of changeset {Changeset.objects.last()}.")
