"""What every test stands on: the settings of tests, and the real catalogue where a test asks for it."""

import pytest
from django.core.management import call_command
from django.test import Client

from initiatives import index


@pytest.fixture(autouse=True)
def test_settings(settings, tmp_path):
    """Plain static files (no collected ones are needed) and a fast password hasher."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SITE_URL = "https://catalogue.test"
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture(autouse=True)
def fresh_index():
    """No test sees the index that another one's ledger left behind."""
    index.KEEPER.__init__()


@pytest.fixture
def catalogue(db):
    """The real catalogue, published."""
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def reader() -> Client:
    """A reader's browser."""
    return Client()
