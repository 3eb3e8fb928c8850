"""Years, and the editions of reports that cover them."""

from django.db import models
from django.db.models import Q

from countries.aggregates import Aggregate
from initiatives.models.fields import EdtfField, SlugKey


class Year(Aggregate):
    """A calendar year that editions cover; ``note`` says what a reader should know about it."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2100), name="year_from_1900_to_2100")
        ]

    def __str__(self):
        return str(self.year)


class Edition(Aggregate):
    """One yearly report section that entries come from. Two editions may cover one year."""

    slug = SlugKey(primary_key=True, max_length=40)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    year = models.ForeignKey(Year, on_delete=models.PROTECT, related_name="editions")
    section_title = models.CharField(max_length=300, blank=True)
    section_number = models.CharField(max_length=40, blank=True)
    published = EdtfField(blank=True)
    url = models.URLField(max_length=1000, blank=True)
    coverage = models.TextField(blank=True, help_text="What the section covers, and what it leaves out.")

    class Meta:
        ordering = ["-year", "slug"]

    def __str__(self):
        return f"{self.title} (covers {self.year_id})"
