"""check_ledger: whether everything ever published is as it was published."""

from django.core.management.base import BaseCommand, CommandError

from initiatives.backups.soundness import faults
from initiatives.models import Changeset, Version


class Command(BaseCommand):
    help = "Works out every digest of the ledger again and checks its order."

    def handle(self, **options):
        found = list(faults())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"The ledger does not hold: {len(found)} faults.", returncode=1)
        versions, changesets = Version.objects.count(), Changeset.objects.count()
        self.stdout.write(f"The ledger holds: {versions} versions in {changesets} changesets, each with its digest.")
