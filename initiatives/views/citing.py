"""Citing a list: stored under an identifier, and shown with what became of it."""

import logging
import math
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.asking import RefusedError, moment, problem
from initiatives.citations import FILES, without_checksum
from initiatives.citing import questions
from initiatives.citing.identifiers import canonical
from initiatives.citing.landing import Landing
from initiatives.citing.storing import store
from initiatives.formats import FORMATS
from initiatives.formats.cited import addresses, document, linked
from initiatives.limits import TooManyError
from initiatives.models import Citation
from initiatives.panel import Panel
from initiatives.rows import rows
from initiatives.selection import Selection
from initiatives.views.answering import (
    SAFE,
    AbsentError,
    TooLargeError,
    asked_moment,
    public,
    redirect,
    wanted_format,
)
from initiatives.views.downloads import downloads
from initiatives.views.posting import is_foreign, is_too_large, sender, typed
from initiatives.views.references import written
from initiatives.views.styles import files, for_list, styles

logger = logging.getLogger(__name__)

FIRST_ROWS = 5
LONGEST_LINKS = 4000  # characters of a header that every proxy lets through


# ── storing ──────────────────────────────────────────────────────────────────────────────────────────────────


@public(methods=(*SAFE, "POST"))
def cite(request: HttpRequest) -> HttpResponse:
    """Stores the list that a form names; without one it says how to cite."""
    when, _others = asked_moment(request)
    if request.method != "POST":
        return render(request, "citing/how.html", {"moment": when})
    if is_too_large(request):
        raise TooLargeError
    selection = chosen(typed(request))
    if is_foreign(request):
        message = _("This was sent from a page of another site, so nothing was stored. If you meant it, send it again.")
        return not_stored(request, selection, HTTPStatus.FORBIDDEN, message)
    return kept(request, selection)


def chosen(fields: dict[str, str]) -> Selection:
    """The list that a form names. Raises RefusedError."""
    if unknown := sorted(fields.keys() - {"question"}):
        raise RefusedError([problem(name, fields[name], _("There is no such field.")) for name in unknown])
    if "question" not in fields:
        message = _("Send the question of the list: what stands behind the question mark of its address.")
        raise RefusedError([problem("question", "", message)])
    query = fields["question"].strip().removeprefix("?")
    return questions.understood(query.encode().decode("latin-1"))  # spelt as the query of an address arrives


def kept(request: HttpRequest, selection: Selection) -> HttpResponse:
    """Stores a list and leads to its page; or says why it could not be, with a citation that needs no storing."""
    now = timezone.now()
    try:
        citation, new = store(selection, sender(request), now)
    except TooManyError as many:
        message = _("More lists were stored just now than are taken in at once.")
        wait = math.ceil((many.until - now).total_seconds())
        return not_stored(request, selection, HTTPStatus.TOO_MANY_REQUESTS, message, wait)
    except DatabaseError:
        logger.exception("A citation could not be stored.")
        message = _("Something is wrong on our side, and the list was not stored.")
        return not_stored(request, selection, HTTPStatus.SERVICE_UNAVAILABLE, message, 300)
    if wanted_format(request) is None:
        return redirect(f"/lists/{citation.pid}/", "", HTTPStatus.SEE_OTHER)
    landing = Landing(citation, moment([]))
    response = JsonResponse(document(landing), status=HTTPStatus.CREATED if new else HTTPStatus.OK)
    response["Location"] = landing.url
    return response


def not_stored(
    request: HttpRequest, selection: Selection, status: HTTPStatus, message: str, wait: int = 0
) -> HttpResponse:
    """Says why nothing was stored; the list can be cited by the address that replays it all the same."""
    reference = without_checksum(selection, Panel(selection).words)
    if wanted_format(request) is None:
        context = {"message": message, "moment": selection.moment, "reference": reference, "selection": selection}
        response = render(request, "citing/not_stored.html", context | for_list(selection, reference), status=status)
    else:
        document = {"type": "about:blank", "title": status.phrase, "status": status, "detail": message}
        document["instead"] = reference.url
        response = JsonResponse(document, status=status, content_type="application/problem+json")
    if wait:
        response["Retry-After"] = str(wait)
    return response


# ── the page of a stored list ────────────────────────────────────────────────────────────────────────────────


@public
def landing(request: HttpRequest, pid: str) -> HttpResponse:
    """The page of a stored list; in a format of the list as it stood, where the Accept header prefers one."""
    extension = wanted_format(request)
    if extension in {None, "json", "jsonld", *FILES}:
        return answered(request, pid, extension)
    selection = found(request, pid).verdict.selection
    if selection is None:
        raise AbsentError
    return redirect(f"/initiatives.{extension}", selection.export_query(), HTTPStatus.SEE_OTHER)


@public(open_to_all=True)
def landing_export(request: HttpRequest, pid: str, extension: str) -> HttpResponse:
    if extension not in {"json", "jsonld", *FILES}:
        raise AbsentError
    return answered(request, pid, extension)


def answered(request: HttpRequest, pid: str, extension: str | None) -> HttpResponse:
    name = canonical(pid)
    if name and name != pid:
        path = f"/lists/{name}{f'.{extension}' if request.path[-1] != '/' else '/'}"
        return redirect(path, request.META["QUERY_STRING"], HTTPStatus.MOVED_PERMANENTLY)
    told = found(request, pid)
    told.since  # noqa: B018 (a moment before the list's own is refused, whatever was asked for)
    response = as_page(request, told) if extension is None else as_file(told, extension)
    response["Link"] = ", ".join(links(told))
    return response


def found(request: HttpRequest, pid: str) -> Landing:
    """The citation of that identifier. Raises AbsentError."""
    when, _others = asked_moment(request)
    citation = Citation.objects.filter(pk=canonical(pid) or "").first()
    if citation is None:
        raise AbsentError
    return Landing(citation, when)


def as_page(request: HttpRequest, told: Landing) -> HttpResponse:
    context = {
        "landing": told,
        "citation": told.citation,
        "verdict": told.verdict,
        "since": told.since,
        "moment": told.when,
        "styles": styles(told.reference),
        "files": files(told.path),
        "licence": settings.LICENCE,
        "licence_url": settings.LICENCE_URL,
        "linked": linked(told),
        "unapi": told.url,
    }
    selection = told.verdict.selection
    return render(request, "citing/landing.html", context | (then(selection) if selection else {}))


def then(selection: Selection) -> dict:
    """The list as it stood, as far as its page shows it."""
    return {
        "selection": selection,
        "then": selection.moment,
        "chips": Panel(selection).chips,
        "rows": rows(selection, selection.ids[:FIRST_ROWS]),
        "more": selection.total > FIRST_ROWS,
        "downloads": downloads("/initiatives", selection),
    }


def as_file(told: Landing, extension: str) -> HttpResponse:
    if extension in FILES:
        return written(told.reference, extension, told.reference.key)
    if extension == "json":
        return JsonResponse(document(told))
    node = linked(told)
    if node is None:
        raise AbsentError
    return JsonResponse(node, content_type=FORMATS["jsonld"].content_type)


def links(told: Landing) -> list[str]:
    """Signposts for programs: what to cite, what describes it, its licence, and the list in each format."""
    described = {"json": "application/json", "jsonld": FORMATS["jsonld"].content_type}
    described |= {name: row.content_type.partition(";")[0] for name, row in FILES.items()}
    found = [
        f'<{told.url}>; rel="cite-as"',
        '<https://schema.org/Dataset>; rel="type"',
        f'<{settings.LICENCE_URL}>; rel="license"',
        *(
            f'<{settings.SITE_URL}{told.path}.{name}>; rel="describedby"; type="{kind}"'
            for name, kind in described.items()
        ),
    ]
    selection = told.verdict.selection
    items = [
        f'<{address}>; rel="item"; type="{FORMATS[name].content_type.partition(";")[0]}"'
        for name, address in (addresses(selection) if selection else {}).items()
    ]
    return found + (items if len(", ".join([*found, *items])) < LONGEST_LINKS else [])
