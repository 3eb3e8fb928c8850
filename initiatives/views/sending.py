"""How a format is sent, so that whoever receives a part of it knows that it is not the whole.

What is made first, and every short list, has its length in the head. A long one is streamed in chunks: where the
making of it breaks, the connection ends before the last chunk, which every client of HTTP/1.1 takes for an error.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from initiatives.formats import FORMATS, Format
from initiatives.formats.making import Made, made
from initiatives.selection import Selection
from initiatives.views.answering import TooLongError

AT_ONCE = 1 << 17  # bytes; what is not longer is sent with its length, and nobody waits long for so much


def written(
    request: HttpRequest, selection: Selection, extension: str, filename: str, *, one: bool = False
) -> HttpResponse:
    """The selection in a format, with its licence, its count and hash, and the address of its question in the head."""
    row = FORMATS[extension]
    if refusal := row.refusal(selection):
        raise TooLongError(refusal)
    write = (one and row.write_one) or row.write
    response = file(request, selection, lambda: write(selection), row, filename)
    response.headers["Catalogue-Count"] = str(selection.count)
    response.headers["Catalogue-Hash"] = selection.hash
    return response


def file(
    request: HttpRequest, selection: Selection, make: Callable[[], Iterator[bytes]], row: Format, filename: str
) -> HttpResponse:
    """What a selection gives, under a name, with its licence and the address of its question in the head.

    For HEAD nothing is made, so that no length is known.
    """
    response = StreamingHttpResponse() if request.method == "HEAD" else sent(request, selection, make())
    response.headers["Content-Type"] = row.content_type
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=row.saved, filename=filename)
    response.headers["Link"] = (
        f'<{settings.LICENCE_URL}>; rel="license", <{selection.pinned_url}>; rel="alternate"; type="text/html"'
    )
    return response


def sent(request: HttpRequest, selection: Selection, pieces: Iterator[bytes]) -> HttpResponse:
    """The pieces as an answer: with its length if that is known or found at once, else streamed."""
    if not isinstance(pieces, Made):
        first, ended = beginning(pieces)
        if ended:
            return HttpResponse(first)
        pieces = resumed(first, pieces)
        if request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":  # which has no chunks: half a file would look whole
            pieces = made(selection, lambda target: target.writelines(pieces))
    response = StreamingHttpResponse(pieces)
    if isinstance(pieces, Made):
        response.headers["Content-Length"] = str(pieces.length)
    return response


def resumed(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces from their beginning; whoever closes it closes what makes them."""
    yield first
    yield from rest


def beginning(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """The first pieces, up to the length that is sent at once, and whether they are all there are."""
    first = bytearray()
    for piece in pieces:
        first += piece
        if len(first) > AT_ONCE:
            return bytes(first), False
    return bytes(first), True
