"""Conditional requests: the tag of an answer is known before the answer, so that nothing is made for who has it.

An answer depends on the state of the ledger, its address, its language and form, and what this site is made of. The
tag is a digest of these. The ledger's token is random and shown nowhere: who knows a tag was given that very answer.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import get_language

from initiatives import index

# What this site is made of: the folders of its code, words and static files, and what pins its packages.
MADE_OF = ("config", "countries", "initiatives", "templates", "locale", "static", "requirements.lock")
# The settings that answers show.
SHOWN = ("SITE_URL", "LICENCE", "LICENCE_URL", "CONTACT", "STATIC_URL")

type Head = tuple[int, str]


def fingerprint() -> str:
    """A digest of every file that this site is made of, the list of its collected static files included."""
    files = [Path(settings.STATIC_ROOT, "staticfiles.json")]
    for place in (Path(settings.BASE_DIR, name) for name in MADE_OF):
        files += sorted(place.rglob("*")) if place.is_dir() else [place]
    digests = [
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in files
        if path.is_file() and path.suffix != ".pyc"
    ]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


BUILD = fingerprint()


def conditional(request: HttpRequest, form: str, beside: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer with its tag, or 304 for who has it. ``form`` is what it depends on of the request beside the address,
    ``beside`` what it depends on that is neither in the request nor in the ledger.

    All of the answer is made from the one snapshot that its tag names. Where only another state would change it, it
    says which one it was ``made_of``.
    """
    given = request.META.get("HTTP_IF_NONE_MATCH", "")
    head = index.head()
    own = tag(request, form, beside, head)
    if has(given, own):
        response = not_modified(own)
    else:
        snapshot = index.at(head)
        with index.held(snapshot):
            response = make()
        if (snapshot.number, snapshot.token) != head:
            head = snapshot.number, snapshot.token
            own = tag(request, form, beside, head)
        if response.status_code != 200 or not own:
            return response
        response.headers["ETag"] = own
        if has(given, own) or has_any(given):
            response = not_modified(own)
        elif request.method == "HEAD" and response.streaming:
            response.streaming_content = ()  # nothing is made that nobody reads
    response.made_of = None if beside else head
    return response


def tag(request: HttpRequest, form: str, beside: str, head: Head) -> str:
    """The tag of the answer to a request: a weak one, since a proxy may compress it; empty while code is written."""
    if settings.DEBUG:
        return ""
    address = (request.path, request.META["QUERY_STRING"])
    shown = (str(getattr(settings, name)) for name in SHOWN)
    parts = (*map(str, head), *address, get_language() or "", form, beside, BUILD, *shown)
    return f'W/"{hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def has(given: str, own: str) -> bool:
    """Whether If-None-Match says that its sender has the answer of that tag, whoever made the tag weak or strong."""
    if not given or given == own:
        return bool(own and given)
    return own.removeprefix("W/") in {one.removeprefix("W/") for one in parse_etags(given)}


def has_any(given: str) -> bool:
    """Whether whatever there is will do."""
    return given.strip() == "*"


def not_modified(own: str) -> HttpResponse:
    response = HttpResponseNotModified()
    response.headers["ETag"] = own
    return response
