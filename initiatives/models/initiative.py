"""Initiatives: who cooperates with whom, where, about what."""

from django.db import models
from django.db.models import F, Q

from countries.aggregates import Aggregate
from countries.folding import FoldedField
from countries.models import Country
from initiatives.models.actor import Actor
from initiatives.models.fields import SlugKey, State, StateField, one_of
from initiatives.models.subject import Form, Level, RelationType, Role, Scope, TargetGroup, Theme

# The permission to publish, withdraw and restore.
PUBLISH = "initiatives.publish_initiative"


class Initiative(Aggregate):
    """One undertaking, followed through the years by its entries."""

    slug = SlugKey(unique=True)
    title = models.CharField(max_length=300)
    title_key = FoldedField(of="title")
    original_title = models.CharField(max_length=300, blank=True)
    summary = models.TextField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT)
    form = models.ForeignKey(Form, null=True, blank=True, on_delete=models.PROTECT)
    countries = models.ManyToManyField(Country, blank=True, related_name="initiatives")
    levels = models.ManyToManyField(Level, blank=True, verbose_name="governance levels")
    themes = models.ManyToManyField(Theme, through="InitiativeTheme", blank=True)
    target_groups = models.ManyToManyField(TargetGroup, blank=True)
    actors = models.ManyToManyField(Actor, through="Participation", related_name="initiatives", blank=True)
    state = StateField()

    class Meta:
        ordering = ["title_key", "slug"]
        permissions = [("publish_initiative", "Can publish, withdraw and restore")]
        constraints = [one_of("state", State, "initiative_state_known")]

    def __str__(self):
        return self.title


class AlternativeTitle(models.Model):
    """Another title an initiative is found under."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="alternative_titles")
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "title"], name="alternative_title_once"),
        ]

    def __str__(self):
        return self.title


class InitiativeTheme(models.Model):
    """A theme of an initiative; the one with the lowest position is primary."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "theme"]
        verbose_name = "theme"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "theme"], name="theme_once_an_initiative"),
        ]

    def __str__(self):
        return str(self.theme_id)


class Participation(models.Model):
    """An actor in a role."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="participations")
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=1)
    inferred = models.BooleanField(default=False, help_text="The source does not say so itself.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "actor", "role"], name="actor_once_a_role"),
        ]

    def __str__(self):
        return f"{self.actor} as {self.role_id}"


class Relation(models.Model):
    """How this initiative stands to another one."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="relations")
    type = models.ForeignKey(RelationType, on_delete=models.PROTECT)
    target = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="inverse_relations")
    inferred = models.BooleanField(default=False, help_text="The source does not say so itself.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["type", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "type", "target"], name="relation_once"),
            models.CheckConstraint(condition=~Q(initiative=F("target")), name="relation_to_another"),
        ]

    def __str__(self):
        return f"{self.type_id} {self.target}"
