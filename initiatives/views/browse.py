"""The home page, the list of initiatives and its exports."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from initiatives import terms
from initiatives.formats import FORMATS
from initiatives.formats.linked import catalogue_node
from initiatives.panel import Panel
from initiatives.prepared import Shelf
from initiatives.public import records
from initiatives.selection import Selection, ask, encoded
from initiatives.views import charts, listing
from initiatives.views.answering import AbsentError, asked_moment, public, wanted_format
from initiatives.views.sending import written

# How many initiatives the home page names as the latest.
LATEST = 6
WHOLE: Shelf[tuple, dict] = Shelf(8)


@public
def home(request: HttpRequest) -> HttpResponse:
    when, _ = asked_moment(request)
    selection = ask(encoded(when.question), when=when)
    panel = Panel(selection)
    context = {
        "selection": selection,
        "moment": when,
        "themes": charts.by_facet(panel, "theme"),
        "countries": charts.by_facet(panel, "country"),
        "levels": [row for row in charts.by_facet(panel, "level") if row.value != "multi"],
        "years": charts.by_year(panel),
        "linked": catalogue_node(selection),
    }
    whole = WHOLE.get(terms.state(when), lambda: of_all(selection))
    latest = {"latest": list(records(selection.snapshot, whole["latest"]))}
    return render(request, "home.html", context | whole | latest)


def of_all(selection: Selection) -> dict:
    """What the home page says of all initiatives, and which are the latest: the same until something is published."""
    return {
        "entries": charts.number_of_entries(selection)[0],
        "actors": selection.snapshot.number_of("actor"),
        "sources": selection.snapshot.number_of("source"),
        "latest": selection.snapshot.latest(LATEST),
    }


@public
def initiatives(request: HttpRequest) -> HttpResponse:
    """The list: as a page, or in the format that the Accept header prefers."""
    extension = wanted_format(request)
    if extension:
        return export(request, extension)
    selection = ask(request.META["QUERY_STRING"])
    return (embedded if selection.first("embed") else whole)(request, selection)


def whole(request: HttpRequest, selection: Selection) -> HttpResponse:
    return HttpResponse(listing.page(request, selection))


@xframe_options_exempt
@csp_override({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
def embedded(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The one page that other sites may show in a frame."""
    return whole(request, selection)


@public(open_to_all=True)
def initiatives_export(request: HttpRequest, extension: str) -> HttpResponse:
    if extension not in FORMATS:
        raise AbsentError
    return export(request, extension)


def export(request: HttpRequest, extension: str) -> HttpResponse:
    selection = ask(request.META["QUERY_STRING"], extension)
    return written(request, selection, extension, f"initiatives-{selection.as_of}-{selection.hash[:8]}.{extension}")
