"""The security headers that every response carries beside those of Django's own middleware, and who gets no cookie."""

from django.conf import settings

ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
WITHOUT_BODY = {204, 304}
TWO_YEARS_BY_HTTPS = "max-age=63072000; includeSubDomains; preload"


def headers(get_response):
    """Middleware: sets each header of ALWAYS that the view has not set itself."""

    def middleware(request):
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SITE_URL.startswith("https://"):
            # Django says so only where it sees the TLS itself; here the proxy before it ends TLS.
            response.headers.setdefault("Strict-Transport-Security", TWO_YEARS_BY_HTTPS)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # the length of what was asked for stays in the head
        if response.status_code in WITHOUT_BODY:
            for name in ("Content-Length", "Content-Type"):
                response.headers.pop(name, None)
        return response

    return middleware


def privacy(get_response):
    """Middleware: what editors get is kept nowhere; a reader's request has no cookies, so no answer depends on one
    or sets one."""

    def middleware(request):
        if request.path.startswith(settings.SESSION_COOKIE_PATH):
            response = get_response(request)
            response.headers.setdefault("Cache-Control", "no-store, private")
            return response
        request.COOKIES = {}
        return get_response(request)

    return middleware
