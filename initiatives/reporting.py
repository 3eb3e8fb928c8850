"""Reports by readers: taken in within limits, settled by editors, forgotten in time."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from initiatives.limits import Limit, admit
from initiatives.models import Report
from initiatives.models.report import ReportState

AN_HOUR, A_DAY = 5, 200  # reports from one place in a clock hour, and from everywhere in a day (UTC)


# ── taking in ────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def receive(report: Report, sender: str, now: datetime) -> None:
    """Keeps a report from the place that ``sender`` names, and counts it. Raises TooManyError."""
    admit(Limit("reports", AN_HOUR, A_DAY), sender, now)
    report.received = now
    report.save()


# ── settling ─────────────────────────────────────────────────────────────────────────────────────────────────


def settle(report: Report, who: AbstractBaseUser) -> None:
    """Makes an unsaved report agree with its state: once handled or dismissed, its e-mail address is gone."""
    if report.state == ReportState.NEW:
        report.handled_at = report.handled_by = None
    else:
        report.email = ""
        report.handled_at = report.handled_at or timezone.now()
        report.handled_by = report.handled_by or who


def close(reports: Iterable[Report], who: AbstractBaseUser, state: ReportState) -> list[Report]:
    """Handles or dismisses those of the reports that are new; returns them."""
    with transaction.atomic():
        keys = [report.pk for report in reports]
        new = list(Report.objects.select_for_update().filter(pk__in=keys, state=ReportState.NEW))
        for report in new:
            report.state, report.token = state, report.token + 1
            settle(report, who)
            report.save()
    return new


# ── forgetting ───────────────────────────────────────────────────────────────────────────────────────────────


def forget(before: datetime) -> int:
    """Deletes the reports handled or dismissed before then; returns how many."""
    return Report.objects.filter(handled_at__lt=before).delete()[0]
