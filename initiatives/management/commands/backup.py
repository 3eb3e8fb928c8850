"""backup: everything the database holds, in one file, while editors and readers go on."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import DatabaseError

from initiatives.backups import archive

FOLDER = "backups"


class Command(BaseCommand):
    help = "Writes everything the database holds into one file, from which any of our databases can be made."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="Where to; else the folder backups of the data folder.")
        parser.add_argument(
            "--keep", help="Keep so many of the backups in that folder, the newest, and delete the rest."
        )

    def handle(self, *, file, keep, **options):
        if keep is not None and (file or not (keep.isascii() and keep.isdecimal() and int(keep) > 0)):
            raise CommandError("--keep takes a number from 1, and no file beside it.", returncode=2)
        folder = settings.DATA_DIR / FOLDER
        path = file or folder / f"catalogue-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}.zip"
        try:
            manifest = archive.write(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.", returncode=2) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}. Is it migrated?", returncode=2) from error
        self.stdout.write(f"{path}: {manifest.rows} rows, as of {manifest.changeset or 'before the first changeset'}.")
        if keep:
            for old in sorted(folder.glob("catalogue-*.zip"))[: -int(keep)]:
                old.unlink()
                self.stdout.write(f"{old} deleted.")
