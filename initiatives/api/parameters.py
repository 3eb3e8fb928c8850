"""The parameters of the API: those of the filters, each with its schema, its meaning and an example."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from initiatives.facets import MAY_BE_NONE
from initiatives.fields import MOST_TEXT, YEARS, CountryField, FacetField, YearField
from initiatives.filters import OF_DOCUMENTS, OF_PAGES, InitiativeFilter

# What belongs to pages or to formats alone: the API refuses it.
# What only answers that come page by page take.
PAGED = {"page"}
NOT_TAKEN = {*OF_PAGES, *OF_DOCUMENTS, "rows"} - PAGED

# What a parameter means, where the filter itself does not say so.
MEANINGS = {
    "year_from": _("The first of one more range of years; redirected to its other spelling in year."),
    "year_to": _("The last of that range."),
    "country_match": _("Several countries: one of them, or each of them."),
    "theme_match": _("Several themes: one of them, or each of them."),
    "level_match": _("Several levels: one of them, or each of them."),
    "actor_match": _("Several actors: one of them, or each of them."),
    "sort": _("The order: relevance with q and newest without, unless said. Relevance needs q."),
    "page": _("The page of the list, from 1; past the end the answer is 404."),
    "as_of": _("The catalogue as it stood at a changeset, or at the end of a day (UTC)."),
}
VALUES = {
    "country": _("ISO code, group of countries such as V4, or none"),
    "year": _("2020, or a range such as 2018..2021"),
    "level": _("slug, multi for two or more, or none"),
}
EXAMPLES = {
    "q": "cities",
    "country": ["HR"],
    "year": ["2018..2021"],
    "year_from": 2020,
    "year_to": 2021,
    "theme": ["funding-instruments"],
    "level": ["local"],
    "form": ["project"],
    "scope": ["national"],
    "status": ["continued"],
    "evidence": ["uncited"],
    "actor": ["amif"],
    "actor_kind": ["ngo"],
    "role": ["lead"],
    "edition": ["ar2022"],
    "source": ["none"],
    "sort": "title",
    "page": 1,
}
YEAR = "(19[0-9]{2}|20[0-9]{2}|2100)"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[1-9][0-9]{0,8})?$"
# The schema of a facet's value, by its field: a term is data, so that only its form can be told ahead.
OF_VALUES = {
    CountryField: {"type": "string", "pattern": "^([A-Z]{2}|[A-Za-z0-9-]+|none)$"},
    YearField: {"type": "string", "pattern": rf"^{YEAR}(\.\.{YEAR})?$"},
    FacetField: {"type": "string", "pattern": "^[a-z0-9-]+$"},
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address: what it may hold, what that means, and an example where one can be given."""

    name: str
    schema: dict[str, Any]
    meaning: str
    values: str
    example: Any = None
    place: str = "query"


SLUG = Parameter(
    "slug", {"type": "string", "pattern": "^[A-Za-z0-9-]+$"}, _("The identifier."), _("slug"), place="path"
)

# An identifier in each directory.
SLUGS = {
    "initiatives": "hr-include",
    "countries": "HR",
    "actors": "amif",
    "themes": "funding-instruments",
    "years": "2021",
    "editions": "ar2022",
    "sources": "cities-network-for-integration-website",
}


def known() -> list[Parameter]:
    """The parameters of the API, in the canonical order."""
    return [parameter(name, one) for name, one in InitiativeFilter.base_filters.items() if name not in NOT_TAKEN]


def taken(names: Collection[str]) -> list[Parameter]:
    """The parameters of these names; “question” stands for all but the page."""
    return [one for one in known() if one.name in names or ("question" in names and one.name not in PAGED)]


def parameter(name: str, declared: Filter) -> Parameter:
    meaning = MEANINGS.get(name) or declared.extra.get("help_text") or declared.label
    return Parameter(name, schema(name, declared), str(meaning), str(values(name, declared)), EXAMPLES.get(name))


def schema(name: str, declared: Filter) -> dict[str, Any]:
    kind, choices = declared.field_class, declared.extra.get("choices")
    if issubclass(kind, FacetField):
        return {"type": "array", "items": OF_VALUES[kind]}
    if choices:
        return {"type": "string", "enum": [*choices]}
    return {
        "q": {"type": "string", "minLength": 1, "maxLength": MOST_TEXT},
        "page": {"type": "integer", "minimum": 1},
        "as_of": {"type": "string", "pattern": MOMENT},
        "year_from": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
        "year_to": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    }.get(name, {"type": "string"})


def values(name: str, declared: Filter) -> str:
    """What a parameter may hold, in words."""
    if name in VALUES:
        return VALUES[name]
    if choices := declared.extra.get("choices"):
        return ", ".join(choices)
    if issubclass(declared.field_class, FacetField):
        return _("slug, or none") if name in MAY_BE_NONE else _("slug")
    return {
        "q": _("text, at most 200 characters"),
        "page": _("1, 2, 3…"),
        "as_of": _("changeset such as 2026-11-22.3, or day such as 2026-11-22"),
    }.get(name, _("a year"))
