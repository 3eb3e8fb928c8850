"""The vocabularies: themes, governance levels, forms and the other controlled terms."""

from django.db import models

from countries.aggregates import WITHOUT_SEMICOLON, Aggregate
from initiatives.models.fields import SlugKey


class Term(Aggregate):
    """A controlled term. Its slug stands in addresses and citations and never changes once published."""

    slug = SlugKey(primary_key=True, max_length=60)
    label = models.CharField(max_length=100, unique=True, validators=[WITHOUT_SEMICOLON])
    definition = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists.")

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def __str__(self):
        return self.label


class Theme(Term):
    """What an initiative is about, with its place in two established frameworks."""

    oecd_objectives = models.CharField(
        max_length=20, blank=True, help_text="Objectives of the OECD checklist (2018), such as “1, 3”."
    )
    common_basic_principles = models.CharField(
        max_length=20, blank=True, help_text="EU Common Basic Principles (2004), such as “10”."
    )


class Level(Term):
    """A level of governance that takes part."""

    class Meta(Term.Meta):
        verbose_name = "governance level"


class Scope(Term):
    """Whether an initiative concerns one country, several, the EU or the wider world."""


class Form(Term):
    """What kind of thing an initiative is: a body, an agreement, a study."""


class Status(Term):
    """What an edition reports of an initiative in its year: launched, continued."""

    class Meta(Term.Meta):
        verbose_name_plural = "statuses"


class ActorKind(Term):
    """What kind of body an actor is."""


class Role(Term):
    """What an actor does in an initiative."""


class RelationType(Term):
    """How one initiative stands to another, and what the other one's page calls it."""

    inverse_slug = SlugKey(max_length=60, unique=True)
    inverse_label = models.CharField(max_length=100)


class Evidence(Term):
    """A caution about what an entry rests on."""

    class Meta(Term.Meta):
        verbose_name_plural = "evidence flags"


class TargetGroup(Term):
    """The people an initiative is for."""


# Each vocabulary by the name it has in addresses, columns and the ledger.
VOCABULARIES = {
    "theme": Theme,
    "level": Level,
    "scope": Scope,
    "form": Form,
    "status": Status,
    "actor_kind": ActorKind,
    "role": Role,
    "relation": RelationType,
    "evidence": Evidence,
    "target_group": TargetGroup,
}
