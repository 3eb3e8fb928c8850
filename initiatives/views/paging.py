"""Pages of what is no list of initiatives: directories, histories, changesets."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from initiatives.asking import Moment, MovedError, RefusedError, problem
from initiatives.selection import encoded
from initiatives.views.answering import asked_moment


def asked_page(request: HttpRequest) -> tuple[Moment, int]:
    """The moment and the number of the page. Raises RefusedError and MovedError."""
    when, others = asked_moment(request, page=None)
    page = page_number(others.get("page", "1"))
    if request.META["QUERY_STRING"] != page_query(when, page):
        raise MovedError(page_query(when, page), 301)
    return when, page


def paged(request: HttpRequest, when: Moment, page: int, pages: int) -> dict:
    """What the template needs to lead from page to page. Raises RefusedError past the end."""
    if page > pages:
        raise RefusedError([problem("page", str(page), _("The list ends before that page."))], status=404)
    return {
        "moment": when,
        "page": page,
        "pages": pages,
        "previous_page": page_address(request, when, page - 1) if page > 1 else "",
        "next_page": page_address(request, when, page + 1) if page < pages else "",
    }


def page_query(when: Moment, page: int) -> str:
    """The canonical query of a page."""
    number = {"page": [str(page)]} if page > 1 else {}
    return encoded(number | when.question)


def page_address(request: HttpRequest, when: Moment, page: int) -> str:
    query = page_query(when, page)
    return f"{request.path}?{query}" if query else request.path


def page_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise RefusedError(
            [problem("page", text, _("“%(value)s” is not a page number: use 1, 2, 3…") % {"value": text})]
        )
    return int(text)
