"""The page of one initiative, and its exports."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from initiatives.answers import Answer
from initiatives.asking import Moment, MovedError, RefusedError
from initiatives.citations import meta
from initiatives.columns import COLUMNS
from initiatives.filters import DOCUMENTS, ROWS, InitiativeFilter
from initiatives.formats import FORMATS
from initiatives.formats.linked import one_node
from initiatives.public import title_of
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

# What a document of one initiative takes beside the moment.
READERS_OWN = ("heading", "note")


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
    takes = (
        {"rows": list(COLUMNS)} if extension in ROWS else dict.fromkeys(READERS_OWN if extension in DOCUMENTS else ())
    )
    when, others = asked_moment(request, **takes)
    own = readers_own(when, extension, {name: text for name, text in others.items() if name in READERS_OWN})
    rows = others.get("rows", "initiatives")
    if others.get("rows") == "initiatives":
        raise MovedError(encoded(when.question), 301)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}.{extension}", request.META["QUERY_STRING"], 301)
    selection = alone(when, slug)
    if rows != "initiatives":
        selection = replace(selection, question=selection.question | {"rows": [rows]})
    selection = replace(selection, question=selection.question | own)
    return written(request, selection, extension, f"{slug}.{extension}", one=True)


def readers_own(when: Moment, extension: str, given: dict[str, str]) -> dict[str, list[str]]:
    """The reader's heading and note for a document, as the canonical address has them.

    Raises RefusedError for what is too long, MovedError for another spelling.
    """
    filters = InitiativeFilter(MultiValueDict({name: [text] for name, text in given.items()}), when.asked(extension))
    if problems := filters.problems():
        raise RefusedError(problems)
    own = filters.canonical()
    if own != {name: [text] for name, text in given.items()}:
        raise MovedError(encoded(own | when.question), 301)
    return own


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
            raise WithdrawnError(withdrawal, title_of(when.today, when.today.current_slug(withdrawal["replacement"])))
        raise AbsentError
    answer = Answer.of(snapshot, [snapshot.ids[slug]])
    return Selection(when, when.question, answer, path=f"/initiatives/{slug}/")
