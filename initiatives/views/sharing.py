"""What pages of other sites may read: the answers for programs, by scripts in a browser, without credentials (CORS)."""

from django.http import HttpResponse

METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "Catalogue-Count, Catalogue-Hash, Content-Disposition, ETag, Link, Location"
ASKED_WITH = "Accept, Accept-Language, Content-Type, If-None-Match"
A_DAY = "86400"


def shared(response: HttpResponse) -> HttpResponse:
    """The response, open to the scripts of every site."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def preflight() -> HttpResponse:
    """What a browser asks before it lets a script ask: which methods and headers are answered to."""
    response = HttpResponse(status=204, headers={"Allow": METHODS})
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = ASKED_WITH
    response.headers["Access-Control-Max-Age"] = A_DAY
    return response
