"""The home page, the list of initiatives and its exports."""

from heapq import nsmallest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from initiatives import terms
from initiatives.formats import FORMATS
from initiatives.formats.linked import catalogue_node, page_node
from initiatives.panel import Panel
from initiatives.prepared import Shelf
from initiatives.public import records
from initiatives.rows import nothing, rows
from initiatives.selection import PER_PAGE, Selection, ask, encoded
from initiatives.spelling import better
from initiatives.views import charts
from initiatives.views.answering import AbsentError, asked_moment, public, wanted_format
from initiatives.views.fragments import briefing, citing, downloads_of, filters, toolbar
from initiatives.views.picking import Picking
from initiatives.views.sending import written
from initiatives.views.styles import for_list
from initiatives.views.table import Table

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
        "actors": charts.number_of(selection, "actor"),
        "sources": charts.number_of(selection, "source"),
        "latest": latest(selection),
    }


def latest(selection: Selection) -> list[int]:
    """The initiatives published or changed last, the newest first."""
    snapshot, places = selection.snapshot, selection.snapshot.newest
    there = (i for i in selection.ids if not snapshot.is_withheld(snapshot.documents[i]))
    return nsmallest(LATEST, there, key=lambda i: (-snapshot.documents[i].begun, places[i]))


@public
def initiatives(request: HttpRequest) -> HttpResponse:
    """The list: as a page, or in the format that the Accept header prefers."""
    extension = wanted_format(request)
    if extension:
        return export(request, extension)
    selection = ask(request.META["QUERY_STRING"])
    return (embedded if selection.first("embed") else whole)(request, selection)


def whole(request: HttpRequest, selection: Selection) -> HttpResponse:
    return render(request, "initiatives/list.html", list_context(selection))


@xframe_options_exempt
@csp_override({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
def embedded(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The one page that other sites may show in a frame."""
    return whole(request, selection)


def list_context(selection: Selection) -> dict:
    panel, embed = Panel(selection), bool(selection.first("embed"))
    told, picking = for_list(selection, panel.words), None if embed else Picking(selection)
    context = {
        "selection": selection,
        "moment": selection.moment,
        "panel": panel,
        "better": better(selection),
        "filters": filters(panel),
        "toolbar": toolbar(panel, drawn_as(selection), last_row(selection)),
        "linked": page_node(selection, panel.words),
        "downloads": downloads_of("/initiatives", selection),
        "citing": citing(told),
        "unapi": told["unapi"],
        "today_address": selection.address(as_of=[]),
        "question_address": selection.address(view=[], columns=[], sort=[], embed=[], basket=[]),
        "embed": embed,
        "picking": picking,
        "briefing": "" if embed else briefing(picking),
    }
    return context | listed(selection, picking) | pages(selection)


def drawn_as(selection: Selection) -> dict[str, str]:
    """The addresses of the same page as a list and as a table."""
    page = selection.question.get("page", [])
    return {
        "as_list": selection.address(view=[], columns=[], page=page),
        "as_table": selection.address(view=["table"], page=page),
    }


def last_row(selection: Selection) -> int:
    """The number of the last row on the page."""
    return min(selection.first_row + PER_PAGE - 1, selection.total)


def listed(selection: Selection, picking: Picking | None) -> dict:
    """The rows of the page, as a list or as a table, each with what the reader can do with it."""
    hand = picking.drawn if picking else nothing
    if selection.first("view") != "table":
        return {"rows": rows(selection, selection.page_ids, hand)}
    table = Table(selection, selection.page_records())
    hands = [
        hand(record["id"], escape(record.get("title", record["id"])), "withdrawn" in record) for record in table.records
    ]
    found = [(record, hand, cells) for (record, cells), hand in zip(table.rows, hands, strict=True)]
    return {"table": table, "rows": found}


def pages(selection: Selection) -> dict:
    """The addresses of the first, previous, next and last page, and what a form that asks for another one keeps."""
    page, last = selection.page, selection.pages
    return {
        "first_page": selection.page_address(1) if page > 1 else "",
        "previous_page": selection.page_address(page - 1) if page > 1 else "",
        "next_page": selection.page_address(page + 1) if page < last else "",
        "last_page": selection.page_address(last) if page < last else "",
        "last_row": last_row(selection),
        "kept": [(name, value) for name, values in selection.question.items() if name != "page" for value in values],
    }


@public(open_to_all=True)
def initiatives_export(request: HttpRequest, extension: str) -> HttpResponse:
    if extension not in FORMATS:
        raise AbsentError
    return export(request, extension)


def export(request: HttpRequest, extension: str) -> HttpResponse:
    selection = ask(request.META["QUERY_STRING"], extension)
    return written(request, selection, extension, f"initiatives-{selection.as_of}-{selection.hash[:8]}.{extension}")
