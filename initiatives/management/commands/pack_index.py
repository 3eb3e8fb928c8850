"""pack_index: the whole ledger packed into one file, from which any worker of this machine can answer at once."""

import time

from django.core.management.base import BaseCommand, CommandError

from initiatives import packs

EVERY = 5000


class Command(BaseCommand):
    help = "Packs the ledger into one file of the data folder, so that workers start at once and need little memory."

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="Say nothing but errors.")

    def handle(self, *, quiet, **options):
        began = time.monotonic()

        def told(read: int) -> None:
            if read and read % EVERY == 0 and not quiet:
                self.stderr.write(f"{read} versions read …")

        try:
            path = packs.write(told)
        except OSError as error:
            raise CommandError(f"{packs.folder()} cannot be written: {error.strerror}.", returncode=2) from None
        if path is None:
            raise CommandError("Nothing has been published yet: there is nothing to pack.", returncode=2)
        if not quiet:
            size, seconds = path.stat().st_size / 1e6, time.monotonic() - began
            self.stdout.write(f"{path}: {size:.1f} MB, made in {seconds:.0f} s.")
