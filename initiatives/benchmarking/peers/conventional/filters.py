"""The filters of this peer, and the count beside every value given the other filters."""

from collections.abc import Iterator
from functools import cached_property
from heapq import nsmallest

import django_filters
from django import forms
from django.db.models import Count, Model, Q, QuerySet

from initiatives.benchmarking.peers.conventional import texts
from initiatives.benchmarking.peers.conventional.models import Country, Entry, Initiative, Level, Participation, Theme

# The values that a facet with many lists.
LISTED = 60
LINKS: dict[str, type[Model]] = {"country": Country, "theme": Theme, "level": Level}
COLUMNS = ("form", "scope")
# What belongs together: it is asked of one and the same entry, and of one and the same participation.
ENTRY = {"year": "year", "status": "status", "evidence": "cautions__evidence", "edition": "edition"}
PARTICIPATION = {"actor": "actor", "actor_kind": "actor_kind", "role": "role"}
GROUPS: list[tuple[type[Model], dict[str, str]]] = [(Entry, ENTRY), (Participation, PARTICIPATION)]


class AnyValuesField(forms.MultipleChoiceField):
    """Values as they come: what is unknown finds nothing."""

    def valid_value(self, value):
        return True


class ValuesFilter(django_filters.MultipleChoiceFilter):
    field_class = AnyValuesField


class InitiativeFilter(django_filters.FilterSet):
    """What initiatives can be filtered by."""

    q = django_filters.CharFilter()
    country, theme, level, form_ = ValuesFilter(), ValuesFilter(), ValuesFilter(), ValuesFilter(field_name="form")
    scope, year, status, evidence, edition = (ValuesFilter() for _ in range(5))
    actor, actor_kind, role = (ValuesFilter() for _ in range(3))
    match = django_filters.ChoiceFilter(choices=[("all", "all")])

    class Meta:
        model = Initiative
        fields: list[str] = []

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The chosen values of each facet that has any."""
        cleaned = self.form.cleaned_data
        names = (*LINKS, *COLUMNS, *ENTRY, *PARTICIPATION)
        found = {name: cleaned["form_" if name == "form" else name] for name in names}
        return {name: values for name, values in found.items() if values}

    @property
    def every(self) -> bool:
        return self.form.cleaned_data["match"] == "all"

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(*self.conditions())

    def conditions(self, without: str = "") -> Iterator[Q]:
        """What is asked, but for one facet or for one group of facets."""
        chosen = self.chosen
        if self.form.cleaned_data["q"]:
            yield Q(pk__in=texts.find(self.form.cleaned_data["q"]))
        for name, model in LINKS.items():
            if name in chosen and name != without:
                for values in [[value] for value in chosen[name]] if self.every else [chosen[name]]:
                    yield Q(pk__in=model.objects.filter(value__in=values).values("initiative"))
        for name in COLUMNS:
            if name in chosen and name != without:
                yield Q(**{f"{name}__in": chosen[name]})
        for model, columns in GROUPS:
            asked = self.of_group(columns)
            if asked and without not in columns:
                yield Q(pk__in=model.objects.filter(**asked).values("initiative"))

    def of_group(self, columns: dict[str, str], without: str = "") -> dict[str, list[str]]:
        return {
            f"{columns[name]}__in": self.chosen[name] for name in columns if name in self.chosen and name != without
        }

    def counts(self, name: str) -> list[tuple[str, int]]:
        """The values of a facet with the most initiatives, and those chosen, each with its count given the others."""
        base = list(self.conditions("" if self.every else name))
        found = [(value, count) for value, count in self.counted(name, base) if value]
        if len(found) <= LISTED:
            return found
        listed = nsmallest(LISTED, found, key=lambda row: (-row[1], row[0]))
        own = set(self.chosen.get(name, ()))
        return [*listed, *(row for row in found if row[0] in own and row not in listed)]

    def counted(self, name: str, base: list[Q]) -> QuerySet:
        """Every value of a facet with its count among the initiatives that the conditions leave."""
        if name in COLUMNS:
            return Initiative.objects.filter(*base).order_by().values_list(name).annotate(Count("pk"))
        left = {"initiative__in": Initiative.objects.filter(*base).order_by().values("pk")} if base else {}
        if name in LINKS:  # an initiative has a value once
            return LINKS[name].objects.filter(**left).values_list("value").annotate(Count("pk"))
        [(model, columns)] = [(model, columns) for model, columns in GROUPS if name in columns]
        rows = model.objects.filter(**self.of_group(columns, without=name), **left)
        return rows.values_list(columns[name]).annotate(Count("initiative", distinct=True))
