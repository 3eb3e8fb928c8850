"""The OpenAPI document: what the API is, made from its endpoints, its parameters and its shapes."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from initiatives.api.parameters import SLUG, SLUGS, Parameter, taken
from initiatives.api.shapes import ONE, SHAPES, shape
from initiatives.views.answering import asked_moment, public
from initiatives.views.overview import OVERVIEWS

# What one item of a directory is called.
ONE_OF = {
    "countries": gettext_lazy("One country"),
    "actors": gettext_lazy("One actor"),
    "themes": gettext_lazy("One theme"),
    "years": gettext_lazy("One year"),
    "editions": gettext_lazy("One report edition"),
    "sources": gettext_lazy("One source"),
}
JSON, PROBLEM = "application/json", "application/problem+json"
VERSION = "1.0.0"


class Description(AutoSchema):
    """How one endpoint stands in the document."""

    def get_operation_id(self) -> str:
        """Such as listActors, getActor: names for those who generate code."""
        if self.view.name:
            return f"get{self.shape}" if self.takes_slug else f"list{self.shape}"
        return {"Record": "getInitiative", "Root": "getRoot"}.get(self.shape, f"list{self.shape}")

    @property
    def takes_slug(self) -> bool:
        return "{slug}" in self.path

    @property
    def shape(self) -> str:
        name = self.view.name
        return self.view.shape or (ONE[name] if self.takes_slug else name.capitalize())

    def get_summary(self) -> str:
        return self.get_description().rstrip(".")

    def get_description(self) -> str:
        words, name = str(self.view.words), self.view.name
        return words % {"things": OVERVIEWS[name].title, "thing": ONE_OF[name]} if name else words

    def get_tags(self) -> list[str]:
        return [self.view.name or self.path.strip("/").split("/")[1]] if self.path != "/api/" else ["api"]

    def get_auth(self) -> list:
        return []

    def get_request_serializer(self) -> None:
        return None

    def get_override_parameters(self) -> list[OpenApiParameter]:
        slug = [replace(SLUG, example=SLUGS[self.view.name or "initiatives"])] if self.takes_slug else []
        return [*map(declared, (*slug, *taken(self.view.takes))), *headers()]

    def get_response_serializers(self) -> dict:
        return {
            (200, JSON): OpenApiResponse(shape(self.shape), _("The answer.")),
            301: OpenApiResponse(None, _("The same question has another address: the one in Location.")),
            302: OpenApiResponse(None, _("A group or a day was expanded: the question is at Location today.")),
            304: OpenApiResponse(None, _("The answer has not changed since the one with that tag.")),
            (400, PROBLEM): problem(_("The question was not understood; errors says which parameter and value.")),
            **self.absences(),
        }

    def absences(self) -> dict:
        """How an endpoint tells that there is nothing at an address."""
        found: dict = {}
        if self.takes_slug or "page" in self.view.takes:
            found[404, PROBLEM] = problem(_("Nothing public is at this address, or the list has no such page."))
        if self.shape == "Record":
            found[410, PROBLEM] = problem(_("The initiative was withdrawn; detail says why."))
        return found


def problem(words: str) -> OpenApiResponse:
    return OpenApiResponse(shape("Problem"), words)


def declared(one: Parameter) -> OpenApiParameter:
    """A parameter as the document has it."""
    examples = [] if one.example is None else [OpenApiExample(one.name, one.example)]
    several = one.schema["type"] == "array"
    return OpenApiParameter(
        one.name,
        one.schema,
        one.place,
        required=one.place == "path",
        description=one.meaning,
        examples=examples,
        explode=True if several else None,
        style="form" if several else None,
    )


def headers() -> list[OpenApiParameter]:
    """The headers that a client sends and gets."""
    sent = _("The tags of the answers that the client has.")
    tag = _("The tag of the answer, for If-None-Match.")
    link = _("The licence, what describes the API, and the page that shows the same.")
    return [
        OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description=sent),
        OpenApiParameter("ETag", str, OpenApiParameter.HEADER, description=tag, response=[200, 304]),
        OpenApiParameter("Link", str, OpenApiParameter.HEADER, description=link, response=[200]),
        OpenApiParameter("Location", str, OpenApiParameter.HEADER, description=_("The address."), response=[301, 302]),
    ]


@lru_cache(maxsize=8)
def document(site: str, licence: str, licence_url: str, language: str | None) -> dict[str, Any]:
    """The whole document. It depends on the code alone, and on what is named here."""
    made = SchemaGenerator().get_schema(public=True)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": _("Catalogue of integration-cooperation initiatives"),
            "description": _(
                "Read-only, without account or key. The parameters, counts, orders and errors are those of the pages. "
                "Addresses have one canonical spelling, others are redirected to it; follow redirects. "
                "With as_of an answer stays the same for ever."
            ),
            "version": VERSION,
            "license": {"name": licence, "url": licence_url},
        },
        "externalDocs": {"url": f"{site}/api/docs/", "description": _("How to ask, with examples.")},
        "servers": [{"url": site}],
        "paths": made["paths"],
        "components": {"schemas": SHAPES},
    }


def current() -> dict[str, Any]:
    """The document as it is now."""
    return document(settings.SITE_URL, settings.LICENCE, settings.LICENCE_URL, get_language())


@public(open_to_all=True)
def description(request: HttpRequest) -> HttpResponse:
    asked_moment(request)  # an as_of changes nothing, but it is checked here as everywhere
    return HttpResponse(json.dumps(current(), ensure_ascii=False, indent=1), content_type=JSON)
