"""The WSGI application that the server runs."""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config import running
from config.watching import Watched

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

try:
    SERVED = running.serve(settings.DATA_DIR)
except running.InUseError as error:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(2) from None

DJANGO = get_wsgi_application()

from initiatives.views.kept import Repeating  # noqa: E402 (there are models only now)

application = Watched(Repeating(DJANGO))
