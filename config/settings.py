"""All settings of the catalogue, from the environment through env.py."""

import os
import sys
from pathlib import Path

from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP

from config import env, logs

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    ENV = env.read(os.environ)
except env.BadEnvironmentError as error:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(2) from None

DATA_DIR = Path(ENV["DATA_DIR"] or BASE_DIR / "var")


def kept_secret(path: Path) -> str:
    """The secret of this installation, made on the first start and readable by its owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    except OSError as error:
        sys.stderr.write(f"The data folder {path.parent} cannot be written: {error.strerror}.\n")
        raise SystemExit(2) from None
    return path.read_text()


DEBUG = ENV["DEBUG"]
SECRET_KEY = ENV["SECRET_KEY"] or kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = ENV["ALLOWED_HOSTS"]
SITE_URL = ENV["SITE_URL"]
LICENCE, LICENCE_URL = ENV["LICENCE"], ENV["LICENCE_URL"]
CONTACT = ENV["CONTACT"] or ""
PROXIES = ENV["PROXIES"]
# What the last run of the browser tests found, written by them; the accessibility statement goes by it.
ACCESSIBILITY_RUN = BASE_DIR / "docs" / "accessibility.json"

INSTALLED_APPS = [
    "countries.apps.CountriesConfig",
    "initiatives.apps.InitiativesConfig",
    "config.apps.CatalogueAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.headers",
    "config.headers.privacy",
    "config.compression.compression",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.editors.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.editors.Accounts",
    "config.editors.Messages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": ENV["DATABASE_URL"] or {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "catalogue.sqlite3"}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock when a transaction begins: a publisher that starts waits, none fails half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # Each thread of the server keeps its connection: to open one takes longer than to answer from it.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # A file, not memory: tests start other processes on the same database.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
# An entry's form with two thousand footnotes is saved, not refused; addresses have a limit of their own (asking.py).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

# The API's own document is put together in initiatives/api/description.py from what drf-spectacular finds.
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "POSTPROCESSING_HOOKS": [],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

LOGGING = logs.LOGGING

LANGUAGE_CODE = "en"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # no page names a file without the hash of its content
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.ModuleStorage"},
}

# Nothing but what this site serves itself may load, run or be sent anywhere.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
HTTPS = SITE_URL.startswith("https://")
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS redirects
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
CSRF_FAILURE_VIEW = "initiatives.views.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # SSL redirect: see above
