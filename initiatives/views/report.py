"""The pages on which readers report an error in a record, or a problem with the site."""

import logging
import re
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.asking import Moment, RefusedError, problem
from initiatives.limits import TooManyError
from initiatives.models.report import SIGNS
from initiatives.reporting import receive
from initiatives.selection import encoded
from initiatives.views.answering import SAFE, TooLargeError, asked_moment, public, redirect
from initiatives.views.posting import is_foreign, is_too_large, sender, typed
from initiatives.views.record import alone, moved_to
from initiatives.views.report_form import LONGEST, ReportForm, Subject

logger = logging.getLogger(__name__)
REFERENCE = re.compile(rf"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}")
FORM = (*SAFE, "POST")


@public(methods=FORM)
def of_record(request: HttpRequest, slug: str) -> HttpResponse:
    when, _others = asked_moment(request)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}/report/", request.META["QUERY_STRING"], 301)
    [record] = alone(when, slug).records()
    return answered(request, Subject(when, record))


@public(methods=FORM)
def of_site(request: HttpRequest) -> HttpResponse:
    when, _others = asked_moment(request)
    return answered(request, Subject(when))


def answered(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The empty form; or what becomes of one that was sent."""
    if request.method != "POST":
        return page(request, ReportForm(subject))
    if is_too_large(request):
        raise TooLargeError
    form = ReportForm(subject, typed(request))
    if is_foreign(request):
        form.refuse(
            _("This was sent from a page of another site, so it was not kept."),
            _("If it is you who wrote it, send it once more from here."),
        )
        return page(request, form, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return page(request, form, HTTPStatus.BAD_REQUEST)
    return kept(request, form)


def kept(request: HttpRequest, form: ReportForm) -> HttpResponse:
    """Keeps a report that is as it should be, and leads to the page of thanks; or says why it cannot, with the text."""
    report, now = form.report(), timezone.now()
    try:
        receive(report, sender(request), now)
    except TooManyError as many:
        return page(request, form, HTTPStatus.TOO_MANY_REQUESTS, form.refuse_many(many, now))
    except DatabaseError:
        logger.exception("A reader's report could not be kept.")
        form.refuse(_("Something is wrong on our side, and your report was not kept. Please send it again in a while."))
        return page(request, form, HTTPStatus.SERVICE_UNAVAILABLE, 300)
    query = encoded({"reference": [report.reference]} | form.subject.when.question)
    return redirect(f"{form.subject.path}sent/", query, HTTPStatus.SEE_OTHER)


def page(request: HttpRequest, form: ReportForm, status: int = HTTPStatus.OK, wait: int = 0) -> HttpResponse:
    """The page with the form as it stands; ``wait`` says in how many seconds to send it again."""
    context = {"form": form, "subject": form.subject, "moment": form.subject.when, "longest": LONGEST}
    response = render(request, "report/form.html", context | {"contact": settings.CONTACT}, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


# ── the page of thanks ───────────────────────────────────────────────────────────────────────────────────────


@public
def of_record_sent(request: HttpRequest, slug: str) -> HttpResponse:
    when, others = asked_moment(request, reference=None)
    if moved := moved_to(when, slug):
        return redirect(f"/initiatives/{moved}/report/sent/", request.META["QUERY_STRING"], 301)
    alone(when, slug)
    return thanks(request, when, others, f"/initiatives/{slug}/")


@public
def of_site_sent(request: HttpRequest) -> HttpResponse:
    when, others = asked_moment(request, reference=None)
    return thanks(request, when, others, "/")


def thanks(request: HttpRequest, when: Moment, others: dict[str, str], back: str) -> HttpResponse:
    """Says the reference that stands in the address; whether there is such a report it does not tell."""
    reference = others.get("reference", "")
    if reference and not REFERENCE.fullmatch(reference):
        raise RefusedError([problem("reference", reference, _("A reference looks like K7QM-2XRD."))])
    query = encoded({"reference": [reference]} if reference else {})
    today = f"{request.path}?{query}" if query else request.path
    context = {"moment": when, "reference": reference, "back": back, "today_address": today}
    return render(request, "report/sent.html", context)
