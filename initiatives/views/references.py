"""References as files: of a list, of a source, of the sources of a list."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from initiatives.citations import FILES, Reference, of_list, of_source
from initiatives.formats import FORMATS
from initiatives.formats.bibliographic import BIBLIOGRAPHIES, sources
from initiatives.selection import ask
from initiatives.views.answering import AbsentError, asked_moment, public
from initiatives.views.sending import file


def written(reference: Reference, extension: str, stem: str) -> HttpResponse:
    """One reference as a file."""
    row = FILES[extension]
    response = HttpResponse(row.write(reference), content_type=row.content_type)
    name = row.label if extension == "cff" else f"{stem}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@public(open_to_all=True)
def of_a_list(request: HttpRequest, extension: str) -> HttpResponse:
    """A list as one reference, at the changeset it is asked of."""
    if extension not in FILES:
        raise AbsentError
    reference = of_list(ask(request.META["QUERY_STRING"]))
    return written(reference, extension, reference.key)


@public(open_to_all=True)
def of_a_source(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """A source as a reference, as far as it is known."""
    if extension not in BIBLIOGRAPHIES:
        raise AbsentError
    when, _others = asked_moment(request)
    record = when.snapshot.thing("source", slug)
    if record is None:
        raise AbsentError
    return written(of_source(record), extension, slug)


@public(open_to_all=True)
def of_the_sources(request: HttpRequest, extension: str) -> HttpResponse:
    """The sources that a list rests on, a reference each."""
    if extension not in BIBLIOGRAPHIES:
        raise AbsentError
    selection = ask(request.META["QUERY_STRING"], extension)
    write = BIBLIOGRAPHIES[extension]
    name = f"sources-{selection.as_of}-{selection.hash[:8]}.{extension}"
    return file(request, selection, lambda: write(sources(selection)), FORMATS[extension], name)
