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

application = Watched(get_wsgi_application())
