"""What editors' requests alone pass through: sessions, accounts, messages. Readers have none: none is looked for."""

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class ForEditors:
    """Middleware that does its work for editors' addresses alone."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.SESSION_COOKIE_PATH):
            return super().__call__(request)
        return self.get_response(request)


class Sessions(ForEditors, SessionMiddleware):
    """Who is signed in, by their cookie."""


class Accounts(ForEditors, AuthenticationMiddleware):
    """The account of who is signed in."""


class Messages(ForEditors, MessageMiddleware):
    """What an editor is told on the next page."""
