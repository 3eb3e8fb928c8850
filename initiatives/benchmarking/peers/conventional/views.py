"""The page of this peer: 25 initiatives, and every facet with its counts."""

from functools import cache
from typing import Any

from django.http import HttpResponseBadRequest
from django.views.generic import ListView

from initiatives.benchmarking.peers.conventional.filters import COLUMNS, ENTRY, LINKS, PARTICIPATION, InitiativeFilter
from initiatives.benchmarking.peers.conventional.models import Initiative, Label

FACETS = (*LINKS, *COLUMNS, *ENTRY, *PARTICIPATION)


@cache
def labels() -> dict[tuple[str, str], str]:
    """What values are called: a worker reads it once."""
    return {(facet, value): label for facet, value, label in Label.objects.values_list("facet", "value", "label")}


class InitiativeList(ListView):
    """The list that a question asks for."""

    template_name = "list.html"
    paginate_by = 25

    def get(self, request, *args, **kwargs):
        data = request.GET.copy()
        data.setlist("form_", data.getlist("form"))
        self.asked = InitiativeFilter(data, Initiative.objects.all())
        return super().get(request, *args, **kwargs) if self.asked.is_valid() else HttpResponseBadRequest()

    def get_queryset(self):
        return self.asked.qs.prefetch_related("country", "theme", "level", "entries")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        facets = [(name, [self.shown(name, *row) for row in self.asked.counts(name)]) for name in FACETS]
        return super().get_context_data(facets=facets, **kwargs)

    def shown(self, name: str, value: str, count: int) -> dict[str, Any]:
        chosen = value in self.asked.chosen.get(name, ())
        return {"value": value, "label": labels().get((name, value), value), "count": count, "chosen": chosen}
