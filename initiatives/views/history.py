"""What changed: the history of one initiative, what is new in the catalogue, and one changeset in full."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives import changesets
from initiatives.history import PER_PAGE, History
from initiatives.views.answering import AbsentError, public, redirect
from initiatives.views.paging import asked_page, paged
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
