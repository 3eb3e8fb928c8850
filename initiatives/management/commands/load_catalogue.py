"""load_catalogue: the catalogue's own data into the models, and published."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.editing.roles import ensure_roles
from initiatives.importer import fixtures
from initiatives.publishing import NotPublishableError, changes


class Command(BaseCommand):
    help = (
        "Adds and publishes what the fixtures have and the catalogue lacks; makes the roles. A second run does nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *, folder, **options):
        try:
            with changes(why="The catalogue's own data") as work:
                loaded = fixtures.load(folder)
                for thing in loaded.reference:
                    work.publish_thing(thing)
                new = {initiative.pk for initiative in loaded.initiatives}
                for initiative in loaded.initiatives:
                    work.publish(initiative, entries=initiative.entries.all())
                for entry in loaded.entries:
                    if entry.initiative_id not in new:
                        work.publish(entry.initiative, own_part=False, entries=[entry])
        except (fixtures.FixtureError, NotPublishableError) as error:
            raise CommandError(str(error), returncode=2) from error
        ensure_roles()
        label = f"changeset {work.changeset}" if work.changeset else "nothing new"
        self.stdout.write(f"{len(loaded.initiatives)} initiatives and {len(loaded.entries)} entries added: {label}.")
