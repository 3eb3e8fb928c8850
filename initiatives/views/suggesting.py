"""What a search field offers while a reader types."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from initiatives.asking import RefusedError, problem
from initiatives.fields import MOST_TEXT
from initiatives.suggestions import suggestions
from initiatives.views.answering import asked_moment, public


@public(open_to_all=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """The pages that the text so far may mean, as JSON."""
    when, others = asked_moment(request, q=None)
    text = others.get("q", "")
    if len(text) > MOST_TEXT:
        message = _("The text has more than %(most)s characters.") % {"most": MOST_TEXT}
        raise RefusedError([problem("q", text, message)])
    return JsonResponse({"suggestions": [asdict(row) for row in suggestions(when, text)]})
