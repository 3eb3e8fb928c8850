"""The page about the API: how to ask, each endpoint with its parameters, and examples with their real answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives.api.description import current
from initiatives.api.examples import MOST_CHARACTERS, MOST_ITEMS, answered
from initiatives.api.parameters import NOT_TAKEN, known
from initiatives.views.answering import asked_moment, public


@dataclass(frozen=True)
class Operation:
    """An endpoint as the page tells of it; ``question`` says that it takes the parameters of a question."""

    path: str
    summary: str
    words: str
    parameters: list[str]
    question: bool


@public
def guide(request: HttpRequest) -> HttpResponse:
    when, _others = asked_moment(request)
    context = {
        "moment": when,
        "site": settings.SITE_URL,
        "operations": list(operations()),
        "parameters": known(),
        "not_taken": sorted(NOT_TAKEN),
        "examples": answered(when),
        "most_items": MOST_ITEMS,
        "most_characters": MOST_CHARACTERS,
    }
    return render(request, "api/guide.html", context)


def operations() -> Iterator[Operation]:
    """The endpoints, as the document has them."""
    for path, methods in current()["paths"].items():
        one = methods["get"]
        names = [row["name"] for row in one["parameters"] if row["in"] == "query"]
        question = "q" in names
        own = [name for name in names if name in {"page", "as_of"}] if not question else []
        yield Operation(path, one["summary"], one["description"], own, question)
