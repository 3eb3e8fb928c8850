"""The WSGI application of this peer."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiatives.benchmarking.peers.conventional.settings")
application = get_wsgi_application()
