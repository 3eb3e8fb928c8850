"""The ledger: every state the public has seen, in the order it was published, never overwritten."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Head(models.Model):
    """The one row that says which changeset is the newest; publishers hold its lock while they work.

    ``token`` is random and new with each changeset: a database restored from a backup may number a changeset
    as an earlier one, but never with the same token.
    """

    number = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="ledger_has_one_head")]

    def __str__(self):
        return f"changeset {self.number}"


class Changeset(models.Model):
    """One act of publishing. ``label`` is its public name, such as 2026-11-22.3; time never runs backwards."""

    number = models.PositiveBigIntegerField(primary_key=True)
    label = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=32)
    time = models.DateTimeField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="changeset_from_one")]

    def __str__(self):
        return self.label

    @classmethod
    def next(cls, head: Head, who, why: str) -> "Changeset":
        """Writes the next changeset and moves the head to it. Its time is never before that of the one before."""
        last, now = cls.objects.filter(number=head.number).first(), timezone.now().replace(microsecond=0)
        time = max(now, last.time) if last else now
        day = f"{time:%Y-%m-%d}"
        nth = int(last.label.rpartition(".")[2]) + 1 if last and last.label.startswith(day) else 1
        head.number, head.token = head.number + 1, secrets.token_hex(16)
        head.save(update_fields=["number", "token"])
        label = f"{day}.{nth}"
        return cls.objects.create(number=head.number, label=label, token=head.token, time=time, who=who, why=why[:300])


class Version(models.Model):
    """One public state of one thing: its canonical record, from one changeset to another or to this day.

    While a withdrawal stands, it withholds the thing it names in every version begun before the withdrawal;
    the rows, their numbers and digests stay.
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative"
        ACTOR = "actor"
        SOURCE = "source"
        EDITION = "edition"
        YEAR = "year"
        TERM = "term"
        GROUP = "group"
        COUNTRY = "country"
        WITHDRAWAL = "withdrawal"  # what is withheld ("initiative/…" or "entry/…"), with reason and replacement
        REDIRECT = "redirect"  # an old slug, and the one that took its place

    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    record = models.TextField()
    digest = models.CharField(max_length=64)
    from_changeset = models.ForeignKey(Changeset, on_delete=models.PROTECT, related_name="begun")
    to_changeset = models.ForeignKey(Changeset, null=True, on_delete=models.PROTECT, related_name="ended")
    published_at = models.DateTimeField(help_text="When the thing's first version was published.")
    changed_at = models.DateTimeField(help_text="When this version was published.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(to_changeset__isnull=True), name="version_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_changeset__isnull=True) | Q(to_changeset__gt=F("from_changeset")),
                name="version_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug} version {self.number}"
