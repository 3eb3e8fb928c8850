"""Actors: the bodies that take part in initiatives."""

from django.db import models

from countries.aggregates import WITHOUT_SEMICOLON, Aggregate
from countries.folding import FoldedField
from countries.models import Country
from initiatives.models.fields import SlugKey
from initiatives.models.subject import ActorKind


class Actor(Aggregate):
    """A body, office, network or fund, or a group of them that a report names together."""

    slug = SlugKey(unique=True)
    name = models.CharField(max_length=300, validators=[WITHOUT_SEMICOLON])
    name_key = FoldedField(of="name")
    native_name = models.CharField(max_length=300, blank=True)
    acronym = models.CharField(max_length=40, blank=True)
    kind = models.ForeignKey(ActorKind, on_delete=models.PROTECT)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="actors")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name_key", "slug"]

    def __str__(self):
        return self.name


class ActorAlias(models.Model):
    """Another name an actor is found under."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    name_key = FoldedField(of="name")

    class Meta:
        ordering = ["name_key"]
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["actor", "name"], name="alias_once_an_actor")]

    def __str__(self):
        return self.name


class ActorIdentifier(models.Model):
    """The actor's identifier in a register, such as ROR or Wikidata."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=100)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_names_one_actor"),
        ]

    def __str__(self):
        return f"{self.scheme} {self.value}"
