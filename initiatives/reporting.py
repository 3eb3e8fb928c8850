"""Reports by readers: taken in within limits, settled by editors, forgotten in time."""

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from initiatives.models import Report, ReportDay, ReportSender
from initiatives.models.report import ReportState

AN_HOUR, A_DAY = 5, 200  # reports from one place in a clock hour, and from everywhere in a day (UTC)
TWO_DAYS = timedelta(days=2)


class TooManyError(Exception):
    """No more reports are taken in until then, from this place or, with ``everywhere``, from any."""

    def __init__(self, until: datetime, *, everywhere: bool):
        super().__init__(f"no more reports until {until}")
        self.until, self.everywhere = until, everywhere


# ── taking in ────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def receive(report: Report, sender: str, now: datetime) -> None:
    """Keeps a report from the place that ``sender`` names, and counts it. Raises TooManyError."""
    day = locked(now.astimezone(UTC))
    count(day, sender, now.astimezone(UTC))
    forget_senders(now)
    report.received = now
    report.save()


def locked(now: datetime) -> ReportDay:
    """The row of the day; whoever holds its lock counts alone, so that two never share the last place."""
    ReportDay.objects.get_or_create(day=now.date())
    return ReportDay.objects.select_for_update().get(day=now.date())


def count(day: ReportDay, sender: str, now: datetime) -> None:
    if day.reports >= A_DAY:
        raise TooManyError(datetime.combine(now.date(), time(), UTC) + timedelta(days=1), everywhere=True)
    place, _ = ReportSender.objects.get_or_create(day=day, hour=now.hour, digest=digest(day, sender))
    if place.reports >= AN_HOUR:
        until = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        raise TooManyError(until, everywhere=False)
    ReportDay.objects.filter(pk=day.pk).update(reports=F("reports") + 1)
    ReportSender.objects.filter(pk=place.pk).update(reports=F("reports") + 1)


def digest(day: ReportDay, sender: str) -> str:
    """Stands for a sender on that day; without the day's salt nobody can tell for whom."""
    return hmac.digest(day.salt.encode(), sender.encode(), "sha256").hex()


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


def forget_senders(now: datetime) -> None:
    """Deletes the counts of days gone by, and with them the salts and digests."""
    ReportDay.objects.filter(day__lte=(now.astimezone(UTC) - TWO_DAYS).date()).delete()


def forget(before: datetime) -> int:
    """Deletes the reports handled or dismissed before then; returns how many."""
    return Report.objects.filter(handled_at__lt=before).delete()[0]
