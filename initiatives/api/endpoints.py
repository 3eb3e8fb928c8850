"""The endpoints of the API: they read, in JSON, what the pages show, with the same parameters and the same errors."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from initiatives import changesets
from initiatives.api import answers
from initiatives.api.description import Description
from initiatives.asking import label
from initiatives.fields import GREECE
from initiatives.selection import Selection, ask
from initiatives.views.answering import AbsentError, asked_moment, redirect
from initiatives.views.overview import OVERVIEWS, shown
from initiatives.views.paging import asked_page, paged
from initiatives.views.record import alone, moved_to

SELF_DESCRIBED = (
    '</api/schema.json>; rel="service-desc"; type="application/json", </api/docs/>; rel="service-doc"; type="text/html"'
)


class AlwaysJson(BaseContentNegotiation):
    """The API has one form; what a client would rather have does not matter."""

    def select_parser(self, request, parsers):
        return None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Endpoint(APIView):
    """What all endpoints have in common: JSON, no account, no state, and links to what describes them."""

    renderer_classes: ClassVar = [JSONRenderer]
    content_negotiation_class = AlwaysJson
    parser_classes: ClassVar = []
    authentication_classes: ClassVar = []
    permission_classes: ClassVar = []
    throttle_classes: ClassVar = []
    http_method_names: ClassVar = ["get", "head", "options"]
    schema = Description()

    words = ""  # what it answers, for those who read about it
    shape = ""  # of the answer, in shapes.py
    takes: Sequence[str] = ("as_of",)  # its parameters; those of a question where it takes one
    name = ""  # of the directory, where there are several of a kind

    def handle_exception(self, exception):
        """Every refusal is told in the one way in which the whole site tells it."""
        raise exception

    def answered(self, value: dict, links: str = "") -> Response:
        licence = f'<{settings.LICENCE_URL}>; rel="license"'
        return Response(value, headers={"Link": ", ".join(filter(None, (SELF_DESCRIBED, licence, links)))})


class Root(Endpoint):
    """The start, from where every list can be found."""

    words = _("What there is: the lists, the changeset that is answered from, the licence.")
    shape = "Root"

    def get(self, request: HttpRequest) -> HttpResponse:
        when, _others = asked_moment(request)
        return self.answered(answers.root(when))


class Initiatives(Endpoint):
    """The list, page by page."""

    words = _("The initiatives that a question asks for: their records, 25 a page.")
    shape, takes = "Initiatives", ("question", "page")

    def get(self, request: HttpRequest) -> HttpResponse:
        selection = ask(request.META["QUERY_STRING"], "api")
        return self.answered(answers.initiatives(selection), page_of(selection))


class Initiative(Endpoint):
    """One record."""

    words = _("One initiative: its record.")
    shape = "Record"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        when, _others = asked_moment(request)
        if moved := moved_to(when, slug):
            return redirect(f"/api/initiatives/{moved}/", request.META["QUERY_STRING"], 301)
        selection = alone(when, slug)
        [record] = selection.records()
        return self.answered(record, page_of(selection))


def page_of(selection: Selection) -> str:
    """The link to the page that shows the same for ever."""
    return f'<{selection.pinned_url}>; rel="alternate"; type="text/html"'


class Facets(Endpoint):
    """The panel beside the list, whole."""

    words = _("Every filter with all its values, and beside each value the number of initiatives that it would give.")
    shape, takes = "Facets", ("question",)

    def get(self, request: HttpRequest) -> HttpResponse:
        selection = ask(request.META["QUERY_STRING"], "facets")
        return self.answered(answers.facets(selection), page_of(selection))


class Directory(Endpoint):
    """What a directory lists."""

    words = _("%(things)s that initiatives show, each with the number of these; 100 a page.")
    takes = ("page", "as_of")

    def get(self, request: HttpRequest) -> HttpResponse:
        when, page = asked_page(request)
        found = answers.values(when, self.name)
        paged(request, when, page, answers.pages(len(found)))
        return self.answered(answers.directory(when, self.name, found, page))


class Thing(Endpoint):
    """What an overview is about."""

    words = _("%(thing)s: its record, and how many initiatives show it.")

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        kind = OVERVIEWS[self.name]
        if self.name == "countries" and (code := GREECE.get(slug.upper(), slug.upper())) != slug:
            return redirect(f"/api/countries/{code}/", request.META["QUERY_STRING"], 301)
        when, _others = asked_moment(request)
        if shown(when, kind, slug) is None:
            raise AbsentError
        number = answers.number_of_initiatives(when, kind, slug)
        return self.answered(answers.thing(when, self.name, slug, label(when, kind.facet, slug), number))


class Vocabularies(Endpoint):
    """What the identifiers in records mean."""

    words = _("The vocabularies: levels, forms, roles and the others, each term with its label and its definition.")
    shape = "Vocabularies"

    def get(self, request: HttpRequest) -> HttpResponse:
        when, _others = asked_moment(request)
        return self.answered(answers.vocabularies(when))


class Changesets(Endpoint):
    """What is new."""

    words = _("What was published when and why, the newest first; 20 a page.")
    shape, takes = "Changesets", ("page", "as_of")

    def get(self, request: HttpRequest) -> HttpResponse:
        when, page = asked_page(request)
        paged(request, when, page, changesets.pages(when))
        return self.answered(answers.news(when, page))
