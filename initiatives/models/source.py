"""Sources, and the footnotes of an edition that name them."""

from django.db import models
from django.db.models import Q

from countries.aggregates import Aggregate
from countries.folding import FoldedField
from initiatives.models.fields import SLUG, EdtfField, SlugKey
from initiatives.models.year import Edition


class Source(Aggregate):
    """A document or page that a footnote names, or that was found to fit what it supports."""

    slug = SlugKey(unique=True)
    title = models.CharField(max_length=500)
    title_key = FoldedField(of="title")
    translated_title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    container = models.CharField(max_length=300, blank=True, help_text="The series, journal or site it stands in.")
    date = EdtfField(blank=True)
    language = models.CharField(max_length=20, blank=True, help_text="Language code, such as fr.")
    url = models.URLField(max_length=1000, blank=True)
    archive_url = models.URLField(max_length=1000, blank=True)
    found_at = models.CharField(
        max_length=300, blank=True, help_text="Where it was found, when no exact address is known."
    )
    note = models.TextField(blank=True)
    unverified_link = models.BooleanField(default=False, help_text="Its address no longer answers.")

    class Meta:
        ordering = ["title_key", "slug"]

    def __str__(self):
        return self.title


class Footnote(Aggregate):
    """A footnote of an edition, and what is known of the citation behind it."""

    class State(models.TextChoices):
        CITED = "cited", "cited: the report's own citation"
        PROBABLE = "probable", "probable: a fitting source, found independently"
        MISSING = "missing", "missing: the citation text is not known"
        DOUBTFUL = "doubtful", "doubtful: the citation does not support the claim"
        LOST = "lost", "lost: the publisher's page no longer holds the note"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="footnotes")
    mark = models.CharField(
        max_length=20,
        validators=[SLUG],
        help_text="The number as printed; for a note without one, a letter and a number such as n1.",
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="footnotes")
    state = models.CharField(max_length=10, choices=State, default=State.MISSING)
    citation = models.TextField(blank=True, help_text="The citation as printed, while it has no source of its own.")
    locator = models.CharField(max_length=100, blank=True, help_text="Page or section, such as “p. 12”.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "mark"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "mark"], name="footnote_once_an_edition"),
            models.CheckConstraint(
                condition=Q(state__in=["missing", "lost"], source__isnull=True, citation="")
                | Q(state__in=["cited", "probable", "doubtful"]) & (Q(source__isnull=False) | ~Q(citation="")),
                name="footnote_state_fits_its_citation",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id} note {self.mark}"
