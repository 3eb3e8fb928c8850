"""Countries and the groups they belong to, each membership with its dates."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from countries.aggregates import WITHOUT_SEMICOLON, Aggregate
from countries.folding import FoldedField


class CountryGroup(Aggregate):
    """A group that readers filter by, such as the EU or V4."""

    slug = models.CharField(max_length=20, primary_key=True, validators=[RegexValidator(r"\A[A-Za-z0-9]+\Z")])
    label = models.CharField(max_length=100, unique=True)
    definition = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.label


class Country(Aggregate):
    """A country by its ISO 3166-1 code; ``note`` says what a reader should know about its coverage."""

    code = models.CharField(max_length=2, primary_key=True, validators=[RegexValidator(r"\A[A-Z]{2}\Z")])
    name = models.CharField(
        max_length=100, unique=True, validators=[WITHOUT_SEMICOLON], help_text="English name, as CLDR gives it."
    )
    name_key = FoldedField(of="name")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name_key"]
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(condition=Exact(Length("code"), 2), name="country_code_has_two_letters"),
            models.CheckConstraint(condition=~Q(code="EL"), name="country_greece_is_gr"),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A country in a group from one day (included) to another (not included), or to this day."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(CountryGroup, on_delete=models.PROTECT, related_name="memberships")
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "joined"]
        constraints = [
            models.UniqueConstraint(fields=["country", "group", "joined"], name="membership_once_a_day"),
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(left__gt=F("joined")),
                name="membership_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.country_id} in {self.group_id} from {self.joined}"
