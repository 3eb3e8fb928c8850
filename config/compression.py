"""Pages are sent compressed to who reads that: text shrinks to an eighth.

A compressed answer tells by its length whether it repeats what it was asked with. Nobody learns anything by that here:
a reader's answer depends on the address alone and holds no secret. What editors get does, and is never compressed.
"""

import re
import zlib
from functools import lru_cache

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

TEXT = re.compile(r"text/|application/([a-z.+-]+\+)?(json|xml)\b|application/(jsonl|yaml)\b|image/svg")
SHORT = 1000  # bytes; what fits into one packet anyway
# A page of 100 kB becomes 14 kB in half a millisecond; beyond these, a few hundredths less take twice the time.
BROTLI, GZIP = 3, 3
REFUSED = re.compile(r"\s*;\s*q=0(\.0*)?\s*$")


def compression(get_response):
    """Middleware: compresses what readers get as text and whole. What is sent piece by piece stays as it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(settings.SESSION_COOKIE_PATH):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = preferred(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if coding and is_long_text(response) and not response.cookies:
            response.content = ENCODERS[coding](response.content)
            response.headers["Content-Encoding"] = coding
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return middleware


def is_long_text(response: HttpResponse) -> bool:
    if response.streaming or response.has_header("Content-Encoding") or length(response) < SHORT:
        return False
    return bool(TEXT.match(response.headers.get("Content-Type", "")))


def length(response: HttpResponse) -> int:
    return int(response.headers.get("Content-Length") or len(response.content))


@lru_cache(256)
def preferred(accepted: str) -> str | None:
    """The coding to send: the shorter one of those that the client reads; clients have few such headers."""
    named = {one.partition(";")[0].strip().lower() for one in accepted.split(",") if not REFUSED.search(one)}
    return next((coding for coding in ENCODERS if coding in named), None)


def with_brotli(content: bytes) -> bytes:
    return brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI)


def with_gzip(content: bytes) -> bytes:
    return zlib.compress(content, GZIP, wbits=zlib.MAX_WBITS | 16)


ENCODERS = {"br": with_brotli, "gzip": with_gzip}
