"""Pages of words, and what operators ask."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from initiatives.models import Head
from initiatives.views.answering import asked_moment, public


@public
def about(request: HttpRequest) -> HttpResponse:
    """The method, the licence, and what the words for evidence mean."""
    when, _ = asked_moment(request)
    terms = {name: term for name, term in when.snapshot.things.get("term", {}).items() if name.startswith("evidence/")}
    evidence = sorted(terms.values(), key=lambda term: term["position"])
    licence = {"licence": settings.LICENCE, "licence_url": settings.LICENCE_URL}
    return render(request, "about.html", {"moment": when, "evidence": evidence} | licence)


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the ledger can be read."""
    try:
        Head.objects.get(pk=1)
    except (DatabaseError, Head.DoesNotExist):
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
