"""The page of one initiative, and its exports."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives.answers import Answer
from initiatives.asking import Moment, MovedError
from initiatives.citations import meta
from initiatives.columns import COLUMNS
from initiatives.filters import ROWS
from initiatives.formats import FORMATS
from initiatives.formats.linked import one_node
from initiatives.record import Record
from initiatives.selection import Selection, encoded
from initiatives.statements import readings
from initiatives.views.answering import (
    AbsentError,
    WithdrawnError,
    asked_moment,
    public,
    redirect,
    wanted_format,
)
from initiatives.views.downloads import downloads
from initiatives.views.sending import written
from initiatives.views.styles import for_record


@public
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    extension = wanted_format(request)
    if extension:
        return export(request, slug, extension)
    when, _others = asked_moment(request)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}/", request.META["QUERY_STRING"], 301)
    selection = alone(when, slug)
    [record] = selection.records()
    stem = f"/initiatives/{slug}"
    context = {
        "record": record,
        "moment": when,
        "readings": readings(record),
        "participants": by_role(record["actors"]),
        "linked": one_node(selection, record),
        "downloads": downloads(stem, selection),
        "since_address": f"{stem}/history/",
    }
    cited = for_record(selection, record)
    tags = meta.tags(cited["reference"])
    return render(request, "initiatives/record.html", context | cited | {"tags": tags})


def by_role(actors: list[Record]) -> list[tuple[str, list[Record]]]:
    """The participations of a record under their roles, in the order in which each role comes first."""
    roles: dict[str, list[Record]] = {}
    for row in actors:
        roles.setdefault(row["role"], []).append(row)
    return list(roles.items())


@public(open_to_all=True)
def initiative_export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    if extension not in FORMATS:
        raise AbsentError
    return export(request, slug, extension)


def export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    when, others = asked_moment(request, rows=list(COLUMNS) if extension in ROWS else [])
    rows = others.get("rows", "initiatives")
    if others.get("rows") == "initiatives":
        raise MovedError(encoded(when.question), 301)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}.{extension}", request.META["QUERY_STRING"], 301)
    selection = alone(when, slug)
    if rows != "initiatives":
        selection = replace(selection, question=selection.question | {"rows": [rows]})
    return written(request, selection, extension, f"{slug}.{extension}", one=True)


def moved_to(when: Moment, slug: str) -> str | None:
    """The slug that took this one's place, where the initiative was given another."""
    if when.snapshot.document(slug):
        return None
    moved = when.today.current_slug(slug)
    return moved if moved != slug else None


def alone(when: Moment, slug: str) -> Selection:
    """The selection of one initiative. Raises WithdrawnError or AbsentError where readers may not see it."""
    snapshot = when.snapshot
    document = snapshot.document(slug)
    if document is None or snapshot.is_withheld(document):
        withdrawal = when.today.things.get("withdrawal", {}).get(f"initiative/{slug}")
        if withdrawal and (document or when.today.document(slug) is None):
            raise WithdrawnError(withdrawal)
        raise AbsentError
    answer = Answer.of(snapshot, [snapshot.ids[slug]])
    return Selection(when, when.question, answer, path=f"/initiatives/{slug}/")
