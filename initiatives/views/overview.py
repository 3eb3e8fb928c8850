"""Overviews: countries, actors, themes, years, editions and sources, each with its numbers and its initiatives."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from initiatives import directories
from initiatives.asking import Moment, label
from initiatives.fields import GREECE
from initiatives.formats.linked import source_node
from initiatives.panel import Panel, Value
from initiatives.record import Record
from initiatives.rows import rows
from initiatives.selection import PER_PAGE, Selection, ask, encoded
from initiatives.snapshot import SHOWN
from initiatives.views import charts, footnotes, letters
from initiatives.views.answering import AbsentError, asked_moment, public, redirect
from initiatives.views.paging import asked_page, page_address, paged
from initiatives.views.styles import for_source


@dataclass(frozen=True)
class Overview:
    """One kind of page: the facet it looks at, its words, and the kind of record it shows."""

    facet: str
    title: str
    lead: str
    kind: str
    template: str
    by_letter: bool = False
    beside: tuple[str, ...] = ("theme", "level", "evidence", "actor", "country")
    co_occurring: str = ""


OVERVIEWS = {
    "countries": Overview(
        "country",
        gettext_lazy("Countries"),
        gettext_lazy("Where initiatives take place."),
        "country",
        "overview/country.html",
        beside=("theme", "level", "actor", "form"),
        co_occurring=gettext_lazy("Countries it takes part with"),
    ),
    "actors": Overview(
        "actor",
        gettext_lazy("Actors"),
        gettext_lazy("Who takes part in initiatives."),
        "actor",
        "overview/actor.html",
        by_letter=True,
        beside=("role", "theme", "country"),
        co_occurring=gettext_lazy("Actors it takes part with"),
    ),
    "themes": Overview(
        "theme",
        gettext_lazy("Themes"),
        gettext_lazy("What the cooperation is about."),
        "term",
        "overview/theme.html",
        beside=("country", "level", "actor"),
        co_occurring=gettext_lazy("Themes it occurs with"),
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
        by_letter=True,
        beside=(),
    ),
}
# What stands beside the numbers of an overview, by facet.
BESIDE = {
    "theme": gettext_lazy("Themes"),
    "level": gettext_lazy("Governance levels"),
    "country": gettext_lazy("Countries"),
    "actor": gettext_lazy("Actors"),
    "role": gettext_lazy("Roles"),
    "form": gettext_lazy("Forms"),
    "evidence": gettext_lazy("Cautions on its entries"),
}
PER_DIRECTORY = 100
# An edition's footnotes are told one by one only up to this many initiatives: the records read in one query.
MOST_READ = 200


@public
def directory(request: HttpRequest, name: str) -> HttpResponse:
    """Every value of one kind that the catalogue shows, with its number of initiatives."""
    overview = OVERVIEWS[name]
    when, page = asked_page(request)
    values = directories.values(when, overview.facet)
    context = paged(request, when, page, max(1, -(-len(values) // PER_DIRECTORY))) | {
        "overview": overview,
        "name": name,
        "total": len(values),
    }
    return render(request, "overview/directory.html", context | listed(request, overview, when, page, values))


def listed(request: HttpRequest, overview: Overview, when: Moment, page: int, values: Sequence[Value]) -> dict:
    """The values of one page of a directory, under their letters where it goes by letter."""
    shown = values[(page - 1) * PER_DIRECTORY : page * PER_DIRECTORY]
    if not overview.by_letter:
        most = max((value.count for value in values), default=1)
        return {"groups": [letters.Letter("", "", values=shown)], "most": most}
    index = letters.index(values.firsts(), PER_DIRECTORY, lambda number: page_address(request, when, number))
    return {"groups": letters.on_page(shown), "letters": index}


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
    context = {
        "overview": kind,
        "name": name,
        "title": label(when, kind.facet, slug),
        "thing": record,
        "moment": when,
        "selection": selection,
        "more": selection.total - PER_PAGE,
    }
    return render(request, kind.template, context | numbers(selection, kind, slug) | shows(selection, name, slug))


def numbers(selection: Selection, kind: Overview, slug: str) -> dict:
    """What an overview counts: entries and footnotes, years, and the most frequent values of other facets."""
    panel = Panel(selection)
    entries, notes = charts.number_of_entries(selection)
    beside = [(facet, BESIDE[facet], charts.by_facet(panel, facet, charts.MOST_BARS)) for facet in kind.beside]
    if kind.co_occurring:
        beside.append((kind.facet, kind.co_occurring, charts.together(selection, kind.facet, slug)))
    return {
        "entries": entries,
        "notes": notes,
        "years": charts.by_year(panel) if kind.facet != "year" else [],
        "beside": [row for row in beside if row[2]],
    }


def shows(selection: Selection, name: str, slug: str) -> dict:
    """The first initiatives of an overview; of a source the statements that name it, of an edition its footnotes."""
    first = rows(selection, selection.page_ids)
    if name == "sources":
        namings = list(footnotes.naming(selection.page_records(), slug))
        return {"rows": first, "namings": namings} | citing(selection, slug, namings)
    if name != "editions" or selection.total > MOST_READ:
        return {"rows": first}
    return {"rows": first, "footnotes": footnotes.of_edition(list(selection.records()), slug)}


def citing(selection: Selection, slug: str, namings: list[footnotes.Naming]) -> dict:
    """How to cite a source, and what is known of the citations that the reports make of it."""
    cited = for_source(selection, selection.snapshot.thing("source", slug))
    states = Counter(row.note.footnote["state"] for row in namings)
    return cited | {"states": states.most_common(), "linked": source_node(cited["reference"], cited["unapi"])}


def shown(when: Moment, kind: Overview, slug: str) -> Record | None:
    """The record of what the page is about, if readers may see it as of the moment."""
    address = f"{kind.facet}/{slug}" if kind.kind == "term" else slug
    record = when.snapshot.thing(kind.kind, address)
    if record is None and kind.kind not in SHOWN and when.given:
        return when.today.thing(kind.kind, address)
    return record
