"""Batches: what editors pasted or uploaded, from the first reading to the drafts it became, and back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.aggregates import Aggregate
from initiatives.models.entry import Entry
from initiatives.models.fields import one_of


class BatchKind(models.TextChoices):
    """What a batch was read from."""

    SECTION = "section", _("section of a report")
    SHEET = "sheet", _("spreadsheet")


class BatchState(models.TextChoices):
    """How far a batch has come. Only what is staged can be changed."""

    STAGED = "staged", _("in review")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class Decision(models.TextChoices):
    """What an editor has decided of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    MERGED = "merged", _("merged into another")


class Batch(Aggregate):
    """One section or spreadsheet on its way into the catalogue. Nothing of it is public, whatever its state.

    ``source`` is the text as it was read, which offsets count in; ``facts`` is what the reading found beside its
    proposals. The edition may be one that applying will make: then ``year`` says what it covers.
    """

    kind = models.CharField(max_length=7, choices=BatchKind, editable=False)
    name = models.CharField(max_length=200, help_text=_("The file it came from, or what was pasted."))
    edition = models.CharField(max_length=40, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    source = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False, help_text=_("SHA-256 of what was read."))
    facts = models.JSONField(default=dict, editable=False)
    state = models.CharField(max_length=9, choices=BatchState, default=BatchState.STAGED, editable=False)
    staged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    staged_at = models.DateTimeField(editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, editable=False)
    applied_after = models.PositiveBigIntegerField(
        null=True, editable=False, help_text=_("The number of the newest changeset when it was applied.")
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-staged_at", "-pk"]
        verbose_name_plural = "batches"
        constraints = [
            one_of("kind", BatchKind, "batch_kind_known"),
            one_of("state", BatchState, "batch_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["applied", "undone"], applied_at__isnull=False)
                | ~Q(state__in=["applied", "undone"]) & Q(applied_at__isnull=True),
                name="batch_applied_at_a_time",
            ),
        ]

    def __str__(self):
        return self.name


class Proposal(Aggregate):
    """A draft that a batch proposes. ``proposed`` stays as it was read; ``fields`` is what the editor made of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField()
    proposed = models.JSONField(default=dict, editable=False)
    fields = models.JSONField(default=dict)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    entry = models.ForeignKey(
        Entry, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="proposals"
    )

    class Meta:
        ordering = ["batch", "position", "pk"]
        constraints = [
            one_of("decision", Decision, "proposal_decision_known"),
            models.CheckConstraint(
                condition=Q(decision="merged", merged_into__isnull=False) | ~Q(decision="merged"),
                name="proposal_merged_into_another",
            ),
        ]

    def __str__(self):
        return self.fields.get("title", "") or str(self.position)


class Written(models.Model):
    """One row that applying a batch wrote: what it was before (nothing, where it is new) and what it is since."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="written")
    position = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        ordering = ["batch", "position"]
        verbose_name_plural = "written rows"
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="written_in_one_order")]

    def __str__(self):
        return f"{self.model} {self.key}"
