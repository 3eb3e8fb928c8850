"""rename_initiative: another slug for a public initiative; the old address leads to the new one for ever."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from initiatives.models import Initiative
from initiatives.models.fields import SLUG
from initiatives.publishing import NotPublishableError, rename


class Command(BaseCommand):
    help = "Gives a public initiative another slug. Its old address redirects to the new one for ever."

    def add_arguments(self, parser):
        parser.add_argument("old")
        parser.add_argument("new")
        parser.add_argument("--why", required=True, help="The reason, kept in the public history.")

    def handle(self, *, old, new, why, **options):
        try:
            SLUG(new)
            initiative = Initiative.objects.get(slug=old)
            changeset = rename(initiative=initiative, slug=new, why=why)
        except Initiative.DoesNotExist:
            raise CommandError(f"There is no initiative “{old}”.", returncode=2) from None
        except (ValidationError, NotPublishableError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)])), returncode=2) from None
        self.stdout.write(f"{old} is now {new}: changeset {changeset}.")
