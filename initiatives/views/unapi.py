"""unAPI: reference managers find on a page the identifier of what it shows, and ask here for it in a format."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from initiatives.asking import Moment, RefusedError, moment, parameters, problem
from initiatives.citations import of_source
from initiatives.citing import questions
from initiatives.citing.identifiers import canonical
from initiatives.citing.landing import Landing
from initiatives.formats import FORMATS
from initiatives.models import Citation
from initiatives.views import record, references
from initiatives.views.answering import AbsentError, WithdrawnError, asked_moment, public
from initiatives.views.sending import written

type Writer = Callable[[HttpRequest, str], HttpResponse]

# The formats by the names that reference managers know them by, each with its extension.
NAMES = {"ris": "ris", "bibtex": "bib", "csl-json": "csl.json"}
UNKNOWN = (AbsentError, WithdrawnError, RefusedError, Resolver404)


@public(open_to_all=True)
def unapi(request: HttpRequest) -> HttpResponse:
    """The formats there are; those of one thing; or the thing in one of them, as the specification has it."""
    _when, asked = asked_moment(request, id=None, format=None)
    if "id" not in asked:
        if "format" in asked:
            raise RefusedError([problem("format", asked["format"], _("Say of what: give an id too."))])
        return formats(200)
    try:
        write = writer(asked["id"])
    except UNKNOWN:
        raise AbsentError from None
    if "format" not in asked:
        return formats(300, asked["id"])
    return write(request, NAMES[asked["format"]]) if asked["format"] in NAMES else formats(406, asked["id"])


def formats(status: int, name: str = "") -> HttpResponse:
    """The list of formats in XML."""
    rows = ((key, FORMATS[extension].content_type.partition(";")[0]) for key, extension in NAMES.items())
    body = format_html(
        '<?xml version="1.0" encoding="UTF-8"?>\n<formats{}>{}</formats>\n',
        format_html(' id="{}"', name) if name else "",
        format_html_join("", '<format name="{}" type="{}"/>', rows),
    )
    return HttpResponse(body, status=status, content_type="application/xml")


def writer(name: str) -> Writer:
    """What writes the thing that an address of this site shows. Raises one of UNKNOWN."""
    parts = urlsplit(name)
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL or parts.fragment:
        raise AbsentError
    found = resolve(parts.path)
    if found.url_name not in WRITERS:
        raise AbsentError
    return WRITERS[found.url_name](parts.query, **found.kwargs)


def of_list(query: str) -> Writer:
    selection = questions.understood(query)
    stem = f"initiatives-{selection.as_of}-{selection.hash[:8]}"
    return lambda request, extension: written(request, selection, extension, f"{stem}.{extension}")


def at(query: str) -> Moment:
    """The moment that an address names, and nothing else."""
    data = parameters(query)
    if data.keys() - {"as_of"}:
        raise AbsentError
    return moment(data.getlist("as_of"))


def of_record(query: str, slug: str) -> Writer:
    selection = record.alone(at(query), slug)
    return lambda request, extension: written(request, selection, extension, f"{slug}.{extension}", one=True)


def of_thing(query: str, name: str, slug: str) -> Writer:
    source = at(query).snapshot.thing("source", slug) if name == "sources" else None
    if source is None:
        raise AbsentError
    return lambda _request, extension: references.written(of_source(source), extension, slug)


def of_stored(query: str, pid: str) -> Writer:
    citation = Citation.objects.filter(pk=canonical(pid) or "").first()
    if citation is None:
        raise AbsentError
    reference = Landing(citation, at(query)).reference
    return lambda _request, extension: references.written(reference, extension, reference.key)


WRITERS = {"initiatives": of_list, "initiative": of_record, "thing": of_thing, "list": of_stored}
