"""What changed: the history of one initiative, what is new in the catalogue, and one changeset in full."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from initiatives import changesets
from initiatives.asking import Moment, MovedError, RefusedError, problem
from initiatives.history import PER_PAGE, History
from initiatives.views.answering import AbsentError, asked_moment, public, redirect
from initiatives.views.overview import page_number, page_query
from initiatives.views.record import alone, moved_to


@public
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published version of an initiative, and what each changed."""
    when, page = asked_page(request)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}/history/", request.META["QUERY_STRING"], 301)
    alone(when, slug)
    found = History(when, slug)
    context = paged(request, when, page, -(-len(found.steps) // PER_PAGE)) | {
        "document": when.snapshot.document(slug),
        "versions": len(found.versions),
        "steps": found.page(page),
    }
    return render(request, "initiatives/history.html", context)


@public
def changes(request: HttpRequest) -> HttpResponse:
    """What is new in the catalogue, changeset by changeset."""
    when, page = asked_page(request)
    context = paged(request, when, page, changesets.pages(when)) | {"news": changesets.newest(when, page)}
    return render(request, "changes/list.html", context)


@public
def changeset(request: HttpRequest, label: str) -> HttpResponse:
    """All that one changeset did."""
    when, page = asked_page(request)
    news = changesets.one(when, label)
    if news is None:
        raise AbsentError
    lines = [(group, line) for group in news.groups for line in group.lines]
    size = changesets.PER_WHOLE_PAGE
    shown = lines[(page - 1) * size : page * size]
    groups = [(group, [line for _group, line in rows]) for group, rows in groupby(shown, key=lambda row: row[0])]
    context = paged(request, when, page, max(1, -(-len(lines) // size))) | {"news": news, "groups": groups}
    return render(request, "changes/changeset.html", context)


def asked_page(request: HttpRequest) -> tuple[Moment, int]:
    """The moment and the number of the page. Raises RefusedError and MovedError."""
    when, others = asked_moment(request, page=None)
    page = page_number(others.get("page", "1"))
    if request.META["QUERY_STRING"] != page_query(when, page):
        raise MovedError(page_query(when, page), 301)
    return when, page


def paged(request: HttpRequest, when: Moment, page: int, pages: int) -> dict:
    """What the template needs to lead from page to page. Raises RefusedError past the end."""
    if page > pages:
        raise RefusedError([problem("page", str(page), _("The list ends before that page."))], status=404)

    def address(number: int) -> str:
        query = page_query(when, number)
        return f"{request.path}?{query}" if query else request.path

    return {
        "moment": when,
        "page": page,
        "pages": pages,
        "previous_page": address(page - 1) if page > 1 else "",
        "next_page": address(page + 1) if page < pages else "",
    }
