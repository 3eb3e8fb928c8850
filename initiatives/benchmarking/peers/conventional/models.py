"""The tables of this peer: initiatives, what they are filtered by, and indexes on all of it."""

from django.db import models


class Label(models.Model):
    """What a value that initiatives are filtered by is called."""

    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    label = models.TextField()

    def __str__(self):
        return self.label


class Initiative(models.Model):
    """An initiative; ``place`` is its place when the newest comes first."""

    slug = models.CharField(max_length=200, unique=True)
    title = models.TextField()
    summary = models.TextField()
    place = models.PositiveIntegerField(unique=True)
    form = models.CharField(max_length=200, db_index=True)
    scope = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["place"]

    def __str__(self):
        return self.title


class Link(models.Model):
    """That an initiative has a value."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="%(class)s")
    value = models.CharField(max_length=200)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["value", "initiative"], name="by_%(class)s")]

    def __str__(self):
        return f"{self.initiative_id}: {self.value}"


class Country(Link):
    """That an initiative takes place in a country."""


class Theme(Link):
    """That an initiative is about a theme."""


class Level(Link):
    """That a level of government takes part in an initiative."""


class Entry(models.Model):
    """What a report says of an initiative in a year."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="entries")
    year = models.CharField(max_length=4)
    status = models.CharField(max_length=200)
    edition = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=[name, "initiative"], name=f"by_{name}") for name in ("year", "status", "edition")
        ]

    def __str__(self):
        return f"{self.initiative_id}: {self.edition}"


class Caution(models.Model):
    """A caution on the evidence of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="cautions")
    evidence = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["evidence", "entry"], name="by_evidence")]

    def __str__(self):
        return f"{self.entry_id}: {self.evidence}"


class Participation(models.Model):
    """That somebody takes part in an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participations")
    actor = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=[name, "initiative"], name=f"by_{name}") for name in ("actor", "actor_kind", "role")
        ]

    def __str__(self):
        return f"{self.initiative_id}: {self.actor}"
