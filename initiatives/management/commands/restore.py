"""restore: the database as a backup has it."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import running
from initiatives.backups import restoring
from initiatives.backups.archive import BadArchiveError

CHECKS = ("check_ledger", "verify_citations")


class Command(BaseCommand):
    help = "Replaces everything in the database by what a backup has. Refuses while the application runs."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="Do so though the database is not empty.")

    def handle(self, *, file, replace, **options):
        try:
            with restoring.nobody_else():
                manifest = restoring.fit(file)
                self.keep(replace)
                restoring.restore(file, manifest, self.stderr.write)
        except (running.InUseError, BadArchiveError, restoring.UnfitError) as error:
            raise CommandError(str(error), returncode=2) from error
        as_of = manifest.changeset or "before the first changeset"
        self.stdout.write(f"Restored: {manifest.rows} rows, as of {as_of}; every table reads back as it was written.")
        for check in CHECKS:
            call_command(check, stdout=self.stdout)
        self.stdout.write("Editors have to sign in anew.")

    def keep(self, replace: bool) -> None:
        """Sees to it that nothing is lost: what is in the database goes into a backup of its own first."""
        if restoring.is_empty():
            return
        if not replace:
            raise restoring.UnfitError("The database is not empty: add --replace, which backs up what it holds first.")
        call_command("backup", stdout=self.stdout)
