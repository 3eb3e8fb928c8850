"""move_database: everything into another database, SQLite or PostgreSQL, and proved to be the same there."""

import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import env, running
from initiatives.backups import archive, elsewhere, restoring


class Command(BaseCommand):
    help = "Copies everything into another, empty database, and checks it there. Refuses while the application runs."

    def add_arguments(self, parser):
        parser.add_argument("address", help="The other database, as in CATALOGUE_DATABASE_URL; - reads it from a line.")

    def handle(self, *, address, **options):
        address = sys.stdin.readline().strip() if address == "-" else address
        try:
            if env.as_database(address)["NAME"] == str(settings.DATABASES["default"]["NAME"]):
                raise ValueError("names the database that is in use")
        except ValueError as error:
            raise CommandError(f"The address {error}.", returncode=2) from error
        try:
            with restoring.nobody_else():
                self.move(address)
        except (running.InUseError, elsewhere.FailedError) as error:
            raise CommandError(f"Nothing has been moved. {error}", returncode=2) from error

    def move(self, address: str) -> None:
        with elsewhere.scratch(address) as place, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "catalogue.zip"
            archive.write(path)
            self.stdout.write(place.run("restore", str(path)), ending="")
        self.stdout.write("Moved. Name the new database in CATALOGUE_DATABASE_URL; the old one is as it was.")
