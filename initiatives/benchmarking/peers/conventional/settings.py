"""The settings of this peer: plain Django, as lean as production would have it, and the database that it is given."""

import os

import dj_database_url

DEBUG = False
SECRET_KEY = "only for measurements on this machine, where nobody signs in"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["initiatives.benchmarking.peers.conventional", "django_filters"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "initiatives.benchmarking.peers.conventional.urls"
WSGI_APPLICATION = "initiatives.benchmarking.peers.conventional.wsgi.application"
# Templates are kept once they are read, as Django does by itself where DEBUG is off.
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": dj_database_url.parse(os.environ["PEER_DATABASE"], conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA mmap_size=1073741824;"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = False
