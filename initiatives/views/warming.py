"""What a server does before the first request: the index is made, the templates are read, and the first page drawn."""

import logging

from django.db import DatabaseError, connections
from django.http import HttpRequest
from django.urls import get_resolver

from initiatives.models import Head
from initiatives.views.browse import initiatives

logger = logging.getLogger(__name__)


def warm() -> None:
    """Answers as if the list had been asked for; without a database that is left to the first reader."""
    request = HttpRequest()
    request.method, request.path = "GET", "/initiatives/"
    request.META = {"QUERY_STRING": ""}
    try:
        get_resolver().url_patterns  # noqa: B018 (imports every view)
        initiatives(request)
    except (DatabaseError, Head.DoesNotExist):
        logger.warning("The ledger cannot be read yet: the first request waits for the index.")
    except Exception:  # whoever asks for that page will see it too, but there are others
        logger.exception("The first page could not be drawn before the server began.")
    finally:
        connections.close_all()  # no connection is shared by workers
