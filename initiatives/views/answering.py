"""How every public view answers: refusals and redirects the same everywhere, pages and problems as asked."""

import logging
from collections.abc import Callable, Collection
from functools import lru_cache, partial, wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from initiatives.asking import Moment, MovedError, RefusedError, moment, parameters, problem
from initiatives.formats import FORMATS, UnmadeError
from initiatives.selection import encoded
from initiatives.views.conditional import conditional
from initiatives.views.sharing import preflight, shared

logger = logging.getLogger(__name__)

type View = Callable[..., HttpResponse]

SAFE = ("GET", "HEAD")
TYPES = {"text/html": None} | {row.content_type.partition(";")[0]: name for name, row in FORMATS.items()}
# Below this path all is for programs, but for what people read about it.
API, API_PAGES = "/api/", {"/api/docs/"}
# A form that is sent to an old address is sent on as it stands: these redirects keep what was typed.
KEEPING = {301: 308, 302: 307}


class WithdrawnError(Exception):
    """What is asked for was withdrawn; ``withdrawal`` has the reason and the replacement, ``instead`` is its title."""

    def __init__(self, withdrawal: dict, instead: str | None):
        super().__init__(withdrawal["reason"])
        self.withdrawal, self.instead = withdrawal, instead


class AbsentError(Exception):
    """There is nothing public at this address, whether it never was or is a draft."""


class TooLargeError(Exception):
    """More was sent than the view reads."""


class TooLongError(Exception):
    """The list is longer than what is asked for can be made of; ``words`` say what else there is."""

    def __init__(self, words: str):
        super().__init__(words)
        self.words = words


def public(
    view: View | None = None,
    *,
    methods: Collection[str] = SAFE,
    open_to_all: bool = False,
    depends_on: Callable[[], str] = str,
) -> View:
    """A public view: what it raises becomes the page, or problem document, that says so.

    It answers to safe methods only, unless told otherwise. A view that takes forms asks posting.py where they come
    from: readers have no token. ``open_to_all`` is for views whose answers are for programs, at whatever site they run.
    ``depends_on`` tells what the answer depends on beside the ledger, the address and the code.
    """
    if view is None:
        return partial(public, methods=methods, open_to_all=open_to_all, depends_on=depends_on)

    @csrf_exempt  # a form that is sent here is refused as such, not for its token
    @require_http_methods([*methods, "OPTIONS"] if open_to_all else methods)
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        make = partial(attempt, view, request, *args, **kwargs)
        if request.method == "OPTIONS":
            return shared(preflight())
        if request.method not in SAFE:
            return for_caches(kept_as_sent(make()))
        form = wanted_format(request)
        response = for_caches(conditional(request, str(form), depends_on(), make))
        return shared(response) if open_to_all or form else response

    return answer


def kept_as_sent(response: HttpResponse) -> HttpResponse:
    """The answer to a form: redirects keep what was typed, and nobody else keeps what may repeat it."""
    response.status_code = KEEPING.get(response.status_code, response.status_code)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def for_caches(response: HttpResponse) -> HttpResponse:
    """The answer with what caches need to know: it is a page or a machine format, errors included."""
    patch_vary_headers(response, ["Accept"])
    response.headers.setdefault("Cache-Control", "public, no-cache")
    return response


def attempt(view: View, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The view's answer, or what its refusal becomes."""
    try:
        return view(request, *args, **kwargs)
    except MovedError as moved:
        return redirect(request.path, moved.query, moved.status)
    except RefusedError as error:
        return refused(request, error.status, error.problems)
    except AbsentError:
        return failed(request, 404, "errors/404.html", {})
    except WithdrawnError as error:
        return failed(request, 410, "errors/410.html", {"withdrawal": error.withdrawal, "instead": error.instead})
    except TooLargeError:
        return failed(request, 413, "errors/413.html", {})
    except TooLongError as error:
        return failed(request, 413, "errors/413.html", {"too_many": error.words})
    except UnmadeError as error:
        logger.error("%s could not be made: %s", request.path, error)
        return failed(request, 503, "errors/503.html", {})


def redirect(path: str, query: str, status: int) -> HttpResponse:
    response = HttpResponseRedirect(f"{path}?{query}" if query else path)
    response.status_code = status
    return response


def refused(request: HttpRequest, status: int, problems: list[dict[str, str]]) -> HttpResponse:
    return failed(request, status, "errors/question.html", {"problems": problems})


def failed(request: HttpRequest, status: int, template: str, context: dict) -> HttpResponse:
    """The error as a page, or as a problem document (RFC 9457) where a machine format was asked for."""
    if wanted_format(request) is None:
        return render(request, template, context | {"status": status}, status=status)
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if "problems" in context:
        document["detail"] = " ".join(row["message"] for row in context["problems"])
        document["errors"] = context["problems"]
    if "too_many" in context:
        document["detail"] = context["too_many"]
    if status == 503:
        document["detail"] = _("The document could not be made. Try again in a minute, or take a shorter list.")
    if "withdrawal" in context:
        document["detail"] = context["withdrawal"]["reason"]
        document["replacement"] = context["withdrawal"]["replacement"] or None
    return JsonResponse(document, status=status, content_type="application/problem+json")


def wanted_format(request: HttpRequest) -> str | None:
    """The machine format an address or its Accept header asks for; None for a page."""
    if request.path.startswith(API) and request.path not in API_PAGES:
        return "json"
    last = request.path.rpartition("/")[2]
    if "." in last:
        return last.partition(".")[2]
    return preferred(request.META.get("HTTP_ACCEPT", "*/*"))


@lru_cache(256)
def preferred(accept: str) -> str | None:
    """The machine format that an Accept header prefers to a page; browsers have few such headers."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accept
    return TYPES.get(request.get_preferred_type(list(TYPES)) or "text/html")


def asked_moment(request: HttpRequest, **others: Collection[str] | None) -> tuple[Moment, dict[str, str]]:
    """The moment a page is asked of, and its other parameters, each with the values it may have (or any: None).

    Raises RefusedError for anything else, MovedError where the address is not the canonical one.
    """
    query = request.META["QUERY_STRING"]
    data = parameters(query)
    if unknown := data.keys() - {"as_of", *others}:
        message = _("There is no such parameter.")
        raise RefusedError([problem(name, data[name], message) for name in sorted(unknown)])
    repeated = [name for name in others if len(set(data.getlist(name))) > 1]
    if repeated:
        raise RefusedError([problem(name, data[name], _("Give it once.")) for name in repeated])
    for name, known in others.items():
        if name in data and known is not None and data[name].strip() not in known:
            raise RefusedError([problem(name, data[name], _("It can be: %(values)s.") % {"values": ", ".join(known)})])
    when = moment(data.getlist("as_of"))
    question = {name: [data[name].strip()] for name in others if name in data} | when.question
    if encoded(question) != query:
        raise MovedError(encoded(question), 302 if when.given and data.getlist("as_of") != [when.given] else 301)
    return when, {name: values[0] for name, values in question.items()}
