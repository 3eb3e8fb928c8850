"""Limits to what readers can have kept: counted by hour and place and by day, without knowing who they are."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import F

from initiatives.models import ReportDay, ReportSender

TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class Limit:
    """How many of a thing are taken in from one place in a clock hour, and from everywhere in a day (UTC).

    ``counted`` is the column that counts them.
    """

    counted: str
    an_hour: int
    a_day: int


class TooManyError(Exception):
    """No more are taken in until then, from this place or, with ``everywhere``, from any."""

    def __init__(self, until: datetime, *, everywhere: bool):
        super().__init__(f"no more until {until}")
        self.until, self.everywhere = until, everywhere


def admit(limit: Limit, sender: str, now: datetime) -> None:
    """Counts one thing from the place that ``sender`` names, in the caller's transaction. Raises TooManyError."""
    now = now.astimezone(UTC)
    count(limit, locked(now), sender, now)
    forget_senders(now)


def locked(now: datetime) -> ReportDay:
    """The row of the day; whoever holds its lock counts alone, so that two never share the last place."""
    ReportDay.objects.get_or_create(day=now.date())
    return ReportDay.objects.select_for_update().get(day=now.date())


def count(limit: Limit, day: ReportDay, sender: str, now: datetime) -> None:
    if getattr(day, limit.counted) >= limit.a_day:
        raise TooManyError(datetime.combine(now.date(), time(), UTC) + timedelta(days=1), everywhere=True)
    place, _ = ReportSender.objects.get_or_create(day=day, hour=now.hour, digest=digest(day, sender))
    if getattr(place, limit.counted) >= limit.an_hour:
        until = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        raise TooManyError(until, everywhere=False)
    one_more = {limit.counted: F(limit.counted) + 1}
    ReportDay.objects.filter(pk=day.pk).update(**one_more)
    ReportSender.objects.filter(pk=place.pk).update(**one_more)


def digest(day: ReportDay, sender: str) -> str:
    """Stands for a sender on that day; without the day's salt nobody can tell for whom."""
    return hmac.digest(day.salt.encode(), sender.encode(), "sha256").hex()


def forget_senders(now: datetime) -> None:
    """Deletes the counts of days gone by, and with them the salts and digests."""
    ReportDay.objects.filter(day__lte=(now.astimezone(UTC) - TWO_DAYS).date()).delete()
