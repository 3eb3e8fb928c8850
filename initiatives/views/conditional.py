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
from initiatives.views import kept

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


def conditional(request: HttpRequest, form: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer with its tag, or 304 for who has it. ``form`` is what it depends on beside ledger and address.

    All of the answer is made from the one snapshot that its tag names.
    """
    head = index.head()
    own = tag(request, form, head)
    if has(request, own):
        return not_modified(own)
    if there := kept.found(request, own):
        return not_modified(own) if has_any(request) else there
    snapshot = index.at(head)
    with index.held(snapshot):
        response = make()
    if (snapshot.number, snapshot.token) != head:
        own = tag(request, form, (snapshot.number, snapshot.token))
    if response.status_code != 200 or not own:
        return response
    response.headers["ETag"] = own
    if has(request, own) or has_any(request):
        return not_modified(own)
    if request.method == "HEAD" and response.streaming:
        response.streaming_content = ()  # nothing is made that nobody reads
    kept.keep(request, own, response)
    return response


def tag(request: HttpRequest, form: str, head: Head) -> str:
    """The tag of the answer to a request: a weak one, since a proxy may compress it; empty while code is written."""
    if settings.DEBUG:
        return ""
    address = (request.path, request.META["QUERY_STRING"])
    shown = (str(getattr(settings, name)) for name in SHOWN)
    parts = (*map(str, head), *address, get_language() or "", form, BUILD, *shown)
    return f'W/"{hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def has(request: HttpRequest, own: str) -> bool:
    """Whether the request says that its sender has the answer of that tag, whoever made the tag weak or strong."""
    given = request.META.get("HTTP_IF_NONE_MATCH", "")
    if not given or given == own:
        return bool(own and given)
    return own.removeprefix("W/") in {one.removeprefix("W/") for one in parse_etags(given)}


def has_any(request: HttpRequest) -> bool:
    """Whether whatever there is will do."""
    return request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*"


def not_modified(own: str) -> HttpResponse:
    response = HttpResponseNotModified()
    response.headers["ETag"] = own
    return response
