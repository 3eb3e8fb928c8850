"""verify_backup: proves a backup by restoring it into a scratch place and reading what came of it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from initiatives.backups import archive, elsewhere
from initiatives.backups.archive import BadArchiveError


class Command(BaseCommand):
    help = "Restores a backup into a scratch place, compares every table, checks the ledger, replays the citations."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.", returncode=2)
        try:
            manifest = archive.check(file)
            self.stdout.write(f"{file} holds {manifest.rows} rows in {len(manifest.tables)} tables, as written.")
            with elsewhere.scratch() as place:
                self.stdout.write(place.run("restore", str(file.resolve())), ending="")
        except (BadArchiveError, elsewhere.FailedError) as error:
            raise CommandError(f"The backup does not hold. {error}", returncode=1) from error
        self.stdout.write("The backup holds.")
