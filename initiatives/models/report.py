"""Reports: what readers say is wrong; and how much of what readers send was taken in lately."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.aggregates import Aggregate
from countries.folding import FoldedField
from initiatives.models.fields import one_of

# Digits and letters that nobody takes for one another, and that make no words.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_reference() -> str:
    """A reference to quote, such as K7QM-2XRD; it says nothing of how many reports there are."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class ReportState(models.TextChoices):
    """What has become of a report."""

    NEW = "new", _("New")
    HANDLED = "handled", _("Handled")
    DISMISSED = "dismissed", _("Dismissed")


class Part(models.TextChoices):
    """Where a reader found what is wrong."""

    TITLE = "title", _("The title or the summary")
    ENTRY = "entry", _("An entry")
    ACTOR = "actor", _("An actor")
    FOOTNOTE = "footnote", _("A footnote or its source")
    ACCESSIBILITY = "accessibility", _("Something I cannot read or use")
    PAGE = "page", _("A page, the search or a download")
    OTHER = "other", _("Something else")


class Report(Aggregate):
    """What a reader says is wrong with a record, or with the site where ``slug`` is empty. Never public."""

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    slug = models.CharField(max_length=120, blank=True, editable=False, verbose_name=_("initiative"))
    version = models.PositiveIntegerField(null=True, editable=False)
    as_of = models.CharField(max_length=20, blank=True, editable=False)
    part = models.CharField(max_length=13, choices=Part, blank=True, editable=False)
    edition = models.CharField(max_length=40, blank=True, editable=False)
    text = models.TextField()
    text_key = FoldedField(of="text", max_length=5000)
    email = models.EmailField(blank=True, verbose_name=_("e-mail address"))
    received = models.DateTimeField(editable=False)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.NEW)
    handled_at = models.DateTimeField(null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True, help_text=_("For editors: what came of it."))

    class Meta:
        ordering = ["-received", "-pk"]
        constraints = [
            one_of("state", ReportState, "report_state_known"),
            models.CheckConstraint(condition=Q(part__in=["", *Part.values]), name="report_part_known"),
            models.CheckConstraint(condition=Q(edition="") | Q(part=Part.ENTRY), name="report_edition_of_an_entry"),
            models.CheckConstraint(
                condition=Q(slug="", version__isnull=True) | ~Q(slug="") & Q(version__isnull=False),
                name="report_names_the_version_seen",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.NEW, handled_at__isnull=True)
                | ~Q(state=ReportState.NEW) & Q(handled_at__isnull=False, email=""),
                name="report_keeps_no_address_once_handled",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.slug}".strip()


class ReportDay(models.Model):
    """A day on which something came; its salt makes senders unrecognisable, and goes when the day is forgotten."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64, editable=False, default=secrets.token_hex)
    reports = models.PositiveIntegerField(default=0)
    citations = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day}: {self.reports}"


class ReportSender(models.Model):
    """How many reports and citations came from one place in one hour of a day; ``digest`` stands for its address."""

    day = models.ForeignKey(ReportDay, on_delete=models.CASCADE, related_name="senders")
    hour = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, editable=False)
    reports = models.PositiveIntegerField(default=0)
    citations = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "hour"]
        constraints = [
            models.UniqueConstraint(fields=["day", "hour", "digest"], name="report_sender_once_an_hour"),
        ]

    def __str__(self):
        return f"{self.day_id}, {self.hour}:00: {self.reports}"
