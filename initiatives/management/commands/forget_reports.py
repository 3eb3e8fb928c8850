"""forget_reports: deletes old reports by readers that have been dealt with, or one report by its reference."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from initiatives.limits import forget_senders
from initiatives.models import Report
from initiatives.reporting import forget

A_YEAR, MOST_DAYS = 365, 36500


class Command(BaseCommand):
    help = "Deletes the reports that were handled or dismissed long ago, and the counts of days gone by."

    def add_arguments(self, parser):
        parser.add_argument("--days", default=str(A_YEAR), help=f"How long ago at the least; {A_YEAR} unless told.")
        parser.add_argument("--reference", help="Delete this report alone, whatever its state.")

    def handle(self, *, days, reference, **options):
        if reference:
            return self.forget_one(reference)
        if not (days.isascii() and days.isdecimal() and len(days) < 10 and int(days) <= MOST_DAYS):
            raise CommandError(f"“{days}” is no number of days: give one from 0 to {MOST_DAYS}.", returncode=2)
        now = timezone.now()
        forget_senders(now)
        self.stdout.write(f"Reports deleted: {forget(now - timedelta(days=int(days)))}.")
        return None

    def forget_one(self, reference: str) -> None:
        if not Report.objects.filter(reference=reference).delete()[0]:
            raise CommandError(f"There is no report “{reference}”.", returncode=2)
        self.stdout.write(f"Report {reference} deleted.")
