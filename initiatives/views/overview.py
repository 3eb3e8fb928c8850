"""Overviews: countries, actors, themes, years, editions and sources, each with its numbers and its initiatives."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.asking import Moment, MovedError, RefusedError, label, problem
from initiatives.fields import GREECE
from initiatives.panel import Panel, Value
from initiatives.record import Record
from initiatives.selection import PER_PAGE, ask, encoded
from initiatives.snapshot import SHOWN
from initiatives.views.answering import AbsentError, asked_moment, public, redirect


@dataclass(frozen=True)
class Overview:
    """One kind of page: the facet it looks at, its words, and the kind of record it shows."""

    facet: str
    title: str
    lead: str
    kind: str
    template: str


OVERVIEWS = {
    "countries": Overview(
        "country",
        gettext_lazy("Countries"),
        gettext_lazy("Where initiatives take place."),
        "country",
        "overview/country.html",
    ),
    "actors": Overview(
        "actor", gettext_lazy("Actors"), gettext_lazy("Who takes part in initiatives."), "actor", "overview/actor.html"
    ),
    "themes": Overview(
        "theme", gettext_lazy("Themes"), gettext_lazy("What the cooperation is about."), "term", "overview/theme.html"
    ),
    "years": Overview(
        "year",
        gettext_lazy("Years"),
        gettext_lazy("The years that report editions cover."),
        "year",
        "overview/year.html",
    ),
    "editions": Overview(
        "edition",
        gettext_lazy("Report editions"),
        gettext_lazy("The reports that entries come from."),
        "edition",
        "overview/edition.html",
    ),
    "sources": Overview(
        "source",
        gettext_lazy("Sources"),
        gettext_lazy("What the footnotes of the reports name, and what was found to fit them."),
        "source",
        "overview/source.html",
    ),
}
PER_DIRECTORY = 100


@public
def directory(request: HttpRequest, name: str) -> HttpResponse:
    """Every value of one kind that the catalogue shows, with its number of initiatives."""
    overview = OVERVIEWS[name]
    when, others = asked_moment(request, page=None)
    page = page_number(others.get("page", "1"))
    if request.META["QUERY_STRING"] != page_query(when, page):
        raise MovedError(page_query(when, page), 301)
    facet = Panel(ask(encoded(when.question), when=when)).facet(overview.facet, whole=True)
    values = facet.occurring
    pages = max(1, -(-len(values) // PER_DIRECTORY))
    if page > pages:
        raise RefusedError([problem("page", str(page), _("The list ends before that page."))], status=404)
    context = {
        "overview": overview,
        "name": name,
        "moment": when,
        "total": len(values),
        "values": values[(page - 1) * PER_DIRECTORY : page * PER_DIRECTORY],
        "page": page,
        "pages": pages,
        "previous_page": page_address(name, when, page - 1) if page > 1 else "",
        "next_page": page_address(name, when, page + 1) if page < pages else "",
    }
    return render(request, "overview/directory.html", context)


def page_query(when: Moment, page: int) -> str:
    """The canonical query of a page of a directory."""
    number = {"page": [str(page)]} if page > 1 else {}
    return encoded(number | when.question)


def page_address(name: str, when: Moment, page: int) -> str:
    query = page_query(when, page)
    return f"/{name}/?{query}" if query else f"/{name}/"


def page_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise RefusedError(
            [problem("page", text, _("“%(value)s” is not a page number: use 1, 2, 3…") % {"value": text})]
        )
    return int(text)


@public
def country(request: HttpRequest, slug: str) -> HttpResponse:
    code = GREECE.get(slug.upper(), slug.upper())
    if code != slug:
        return redirect(f"/countries/{code}/", request.META["QUERY_STRING"], 301)
    return overview(request, "countries", code)


@public
def thing(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    return overview(request, name, slug)


def overview(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One country, actor, theme, year, edition or source: what it is, its numbers, its initiatives."""
    kind = OVERVIEWS[name]
    when, _others = asked_moment(request)
    record = shown(when, kind, slug)
    if record is None:
        raise AbsentError
    selection = ask(encoded({kind.facet: [slug]} | when.question), when=when)
    panel = Panel(selection)
    records = selection.page_records()
    context = {
        "overview": kind,
        "name": name,
        "title": label(when, kind.facet, slug),
        "thing": record,
        "moment": when,
        "selection": selection,
        "records": records,
        "more": selection.total - PER_PAGE,
        "years": timeline(panel),
        "themes": top(panel, "theme"),
        "countries": top(panel, "country"),
        "notes": notes(records, slug) if name == "sources" else [],
    }
    return render(request, kind.template, context)


def shown(when: Moment, kind: Overview, slug: str) -> Record | None:
    """The record of what the page is about, if readers may see it as of the moment."""
    address = f"{kind.facet}/{slug}" if kind.kind == "term" else slug
    record = when.snapshot.thing(kind.kind, address)
    if record is None and kind.kind not in SHOWN and when.given:
        return when.today.thing(kind.kind, address)
    return record


def timeline(panel: Panel) -> list[Value]:
    """The years of the list, oldest first, each with its number of initiatives."""
    return panel.facet("year").occurring[::-1]


def top(panel: Panel, facet: str) -> list[Value]:
    return sorted(panel.facet(facet).occurring, key=lambda value: -value.count)[:10]


def notes(records: list[Record], source: str) -> list[tuple[Record, Record, Record]]:
    """Each footnote that names the source, with its entry and initiative."""
    return [
        (record, entry, footnote)
        for record in records
        for entry in record.get("entries", ())
        for footnote in entry["footnotes"]
        if footnote["source"] == source
    ]
