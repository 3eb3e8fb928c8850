"""Examples of what to ask the API: each is asked of this very site, and its real answer is shown, shortened by rule."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from initiatives.asking import Moment, moment
from initiatives.selection import encoded

# The rule by which an answer is shortened: of a list so many items, of a text so many characters.
MOST_ITEMS, MOST_CHARACTERS = 1, 72


@dataclass(frozen=True)
class Example:
    """Something to ask. ``again`` asks once more with the tag of the first answer."""

    anchor: str
    words: str
    address: str
    status: int = 200
    again: bool = False


@dataclass(frozen=True)
class Answered:
    """An example with its address on this site and what it was answered."""

    example: Example
    address: str
    sent: str
    status: int
    location: str
    body: str

    @property
    def request(self) -> str:
        return f"GET {self.address}"

    @property
    def is_understood(self) -> bool:
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def phrase(self) -> str:
        return HTTPStatus(self.status).phrase


EXAMPLES = (
    Example("root", gettext_lazy("What there is"), "/api/"),
    Example(
        "list",
        gettext_lazy("The initiatives of two countries with an entry for a year, by title"),
        "/api/initiatives/?country=GR&country=HR&year=2021&sort=title",
    ),
    Example("text", gettext_lazy("Initiatives in which both words are found"), "/api/initiatives/?q=cities+network"),
    Example("one", gettext_lazy("One initiative"), "/api/initiatives/{initiative}/"),
    Example("facets", gettext_lazy("How many initiatives each filter would give"), "/api/facets/?country=HR"),
    Example("themes", gettext_lazy("The themes, each with its number of initiatives"), "/api/themes/"),
    Example("country", gettext_lazy("One country"), "/api/countries/HR/"),
    Example("vocabularies", gettext_lazy("What the identifiers of levels, forms and roles mean"), "/api/vocabularies/"),
    Example("changesets", gettext_lazy("What was published when"), "/api/changesets/"),
    Example(
        "again",
        gettext_lazy("The years once more, with the tag of the answer before: nothing has changed"),
        "/api/years/",
        status=304,
        again=True,
    ),
    Example(
        "moved", gettext_lazy("Another spelling of a question"), "/api/initiatives/?year=2021&year=2020", status=301
    ),
    Example("refused", gettext_lazy("A question that is not understood"), "/api/initiatives/?year=MMXX", status=400),
)


def answered(when: Moment) -> list[Answered]:
    """Every example with its answer as of a moment."""
    shown = (settings.SITE_URL, settings.LICENCE, settings.LICENCE_URL, settings.DEBUG)
    return kept((when.today.number, when.today.token), when.given, shown, get_language())


@lru_cache(maxsize=4)
def kept(head: tuple[int, str], given: str, shown: tuple, language: str | None) -> list[Answered]:
    """The answers, which depend on these and on the code; they are worked out once for each state of the ledger."""
    return list(asked(moment([given])))


def asked(when: Moment) -> Iterator[Answered]:
    newest = when.snapshot.ordered("newest", when.snapshot.everything - when.snapshot.tombstones)
    slugs = (when.snapshot.documents[i].slug for i in newest)
    initiative = next(slugs, "")
    for example in EXAMPLES:
        if initiative or "{" not in example.address:
            yield ask_here(example, address_of(example, initiative, when))


def address_of(example: Example, initiative: str, when: Moment) -> str:
    address = example.address.format(initiative=initiative)
    if not when.given:
        return address
    return f"{address}{'&' if '?' in address else '?'}{encoded(when.question)}"


def ask_here(example: Example, address: str) -> Answered:
    """What this site answers to an example."""
    response, sent = get(address), ""
    if example.again and "ETag" in response.headers:
        sent = f"If-None-Match: {response.headers['ETag']}"
        response = get(address, HTTP_IF_NONE_MATCH=response.headers["ETag"])
    body = json.dumps(shortened(json.loads(response.content)), ensure_ascii=False, indent=2) if response.content else ""
    location = response.headers.get("Location", "")
    return Answered(example, address, sent, response.status_code, location, body)


def get(address: str, **headers: str) -> HttpResponse:
    """The answer of the view that has the address."""
    request = HttpRequest()
    request.method = "GET"
    request.path, _mark, query = address.partition("?")
    request.META = {"QUERY_STRING": query, **headers}
    found = resolve(request.path)
    response = found.func(request, *found.args, **found.kwargs)
    return response.render() if hasattr(response, "render") else response


def shortened(value: Any) -> Any:
    """The value with less in its lists and texts; what was left out is told in its place."""
    if isinstance(value, dict):
        return {name: shortened(item) for name, item in value.items()}
    if isinstance(value, list):
        left = len(value) - MOST_ITEMS
        return [*map(shortened, value[:MOST_ITEMS]), *([_("… %(left)s more") % {"left": left}] if left > 0 else [])]
    if isinstance(value, str) and len(value) > MOST_CHARACTERS and "://" not in value:
        return f"{value[:MOST_CHARACTERS]}…"
    return value
