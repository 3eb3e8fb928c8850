"""The application with a page that hangs, for the server under test: a request may take two seconds."""

import os
import time

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from config import watching, wsgi
from initiatives import urls

watching.PAGE = watching.GRACE = 2
application = wsgi.application


def hang(request: HttpRequest) -> HttpResponse:
    while True:
        time.sleep(1)


def process(request: HttpRequest) -> HttpResponse:
    """Which worker answers."""
    return HttpResponse(str(os.getpid()))


def slow(request: HttpRequest) -> StreamingHttpResponse:
    """An answer whose pieces together take longer than one of them may."""

    def pieces():
        for number in range(6):
            time.sleep(0.5)
            yield f"{number}\n"

    return StreamingHttpResponse(pieces())


urls.urlpatterns += [path("hang/", hang), path("process/", process), path("slow/", slow)]
