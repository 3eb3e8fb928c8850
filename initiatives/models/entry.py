"""Entries: what one edition reports of an initiative."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.aggregates import Aggregate
from initiatives.models.fields import EdtfField, State, StateField, one_of
from initiatives.models.initiative import Initiative
from initiatives.models.source import Footnote
from initiatives.models.subject import Status
from initiatives.models.year import Edition


class DateKind(models.TextChoices):
    """What a date of an entry is the date of."""

    START = "start", "start"
    END = "end", "end"
    EVENT = "event", "event"
    APPLIES_TO = "applies-to", "period it applies to"
    PLANNED = "planned", "planned"
    EVIDENCE = "evidence", "date of a source it mentions"
    RELATED_POLICY = "related-policy", "period of a related policy"


class Qualifier(models.TextChoices):
    """How exactly a source states a figure."""

    EXACTLY = "exactly", "exactly"
    ABOUT = "about", "about"
    MORE_THAN = "more-than", "more than"
    LESS_THAN = "less-than", "less than"
    AT_LEAST = "at-least", "at least"
    AT_MOST = "at-most", "at most"


class InferredField(models.TextChoices):
    """The fields of an initiative that a source may leave unsaid."""

    TITLE = "title", "title"
    COUNTRIES = "countries", "countries"
    LEVELS = "levels", "governance levels"
    THEMES = "themes", "themes"
    FORM = "form", "form"
    STATUS = "status", "status"
    ACTORS = "actors", "actors"
    RELATIONS = "relations", "relations"


class Entry(Aggregate):
    """What one edition reports of an initiative, with a publication state of its own.

    ``text`` is in our own words, a paragraph a line, with a marker such as ``[^1164]`` after the statements
    that footnote covers: back to the marker before it, or to the start of the paragraph.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="entries")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    status = models.ForeignKey(Status, null=True, blank=True, on_delete=models.PROTECT)
    text = models.TextField()
    source_truncated = models.BooleanField(default=False, help_text="The source's text breaks off.")
    note = models.TextField(blank=True, help_text="Shown to readers as the editors' note.")
    footnotes = models.ManyToManyField(Footnote, through="EntryFootnote", related_name="entries", blank=True)
    state = StateField()

    class Meta:
        ordering = ["edition__year", "edition"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "edition"], name="entry_once_an_edition"),
            one_of("state", State, "entry_state_known"),
        ]

    def __str__(self):
        return f"{self.initiative} in {self.edition_id}"


class EntryFootnote(models.Model):
    """A footnote of the entry's edition that the entry rests on."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="footnote_links")
    footnote = models.ForeignKey(Footnote, on_delete=models.PROTECT, related_name="entry_links")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "footnote"
        constraints = [
            models.UniqueConstraint(fields=["entry", "footnote"], name="footnote_once_an_entry"),
        ]

    def __str__(self):
        return str(self.footnote)


class EntryDate(models.Model):
    """A date the entry states, as exact as the source gives it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="dates")
    edtf = EdtfField(verbose_name="date")
    what = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=DateKind, default=DateKind.EVENT)

    class Meta:
        ordering = ["edtf", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "edtf", "what"], name="date_once_an_entry"),
            one_of("kind", DateKind, "date_kind_known"),
        ]

    def __str__(self):
        return f"{self.edtf}: {self.what}"


class Figure(models.Model):
    """A number the entry states, with how exactly it states it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="figures")
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACTLY)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=60)
    what = models.CharField(max_length=200)
    as_of = EdtfField(blank=True, help_text="The day, month or year it held, where stated.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [one_of("qualifier", Qualifier, "figure_qualifier_known")]

    def __str__(self):
        return f"{self.get_qualifier_display()} {self.value} {self.unit}"


class Inference(models.Model):
    """A field that the entry's source does not state, and what the editors inferred it from."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="inferences")
    field = models.CharField(max_length=20, choices=InferredField)
    note = models.CharField(max_length=300)

    class Meta:
        ordering = ["field", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "field", "note"], name="inference_once_an_entry"),
            one_of("field", InferredField, "inference_field_known"),
        ]

    def __str__(self):
        return f"{self.field}: {self.note}"


class Origin(models.TextChoices):
    """Where a field's value came from, that nobody has confirmed yet."""

    CARRIED = "carried", "carried over"
    READ = "read", "read by the importer"


class Unconfirmed(models.Model):
    """A field of an entry, or of its initiative, that stands as it was carried over or read, until an editor looks.

    ``words`` is what it rests on: last year's edition, or the report's words.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="unconfirmed")
    field = models.CharField(max_length=20)
    origin = models.CharField(max_length=7, choices=Origin)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["entry", "field"]
        verbose_name = "unconfirmed field"
        constraints = [
            models.UniqueConstraint(fields=["entry", "field"], name="unconfirmed_once_a_field"),
            one_of("origin", Origin, "unconfirmed_origin_known"),
        ]

    def __str__(self):
        return f"{self.field}: {self.get_origin_display()}"


# What an entry says whose edition reports the initiative as an earlier one did. Records are in English.
UNCHANGED = "{edition} reports the initiative as {earlier} did, without change."


class StepKind(models.TextChoices):
    """What has been done with an entry's draft on its way to publication."""

    HANDED_IN = "handed-in", _("handed in for review")
    UNCHANGED = "unchanged", _("confirmed unchanged")


class Step(models.Model):
    """A step that an entry's draft has taken: handed in by whoever may not publish it, or confirmed unchanged."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=StepKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["entry", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind"], name="step_once_an_entry"),
            one_of("kind", StepKind, "step_kind_known"),
        ]

    def __str__(self):
        return f"{self.entry}: {self.get_kind_display()}"
