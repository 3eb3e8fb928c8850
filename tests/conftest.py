"""What every test stands on: the settings of tests, and the real catalogue, published once for all tests."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from hypothesis import settings as hypothesis_settings

from initiatives import index
from initiatives.models import Head

# The short form draws the same examples each time: what it finds, it finds on every machine. No example has a deadline,
# since others may run on the machine.
hypothesis_settings.register_profile("short", derandomize=True, deadline=None)
hypothesis_settings.register_profile("long", deadline=None)
hypothesis_settings.load_profile("long" if os.environ.get("LONG") else "short")


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="Write the files in tests/golden anew.")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database begins with the real catalogue in it; each test's own changes are rolled back."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)


@pytest.fixture(autouse=True)
def test_settings(settings):
    """Plain static files (none need to be collected), a fast password hasher, and an address of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SITE_URL = "https://catalogue.test"
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture(autouse=True)
def fresh_index():
    """No test sees the index that another test's ledger left behind."""
    index.KEEPER.__init__()


@pytest.fixture
def catalogue(db):
    """The real catalogue: 22 initiatives, published in one changeset."""


@pytest.fixture
def empty_ledger(transactional_db):
    """A database with no rows, nothing published. What the test writes is really committed."""
    call_command("flush", interactive=False, verbosity=0)
    Head.objects.get_or_create(pk=1)


@pytest.fixture
def reader() -> Client:
    """A reader's browser."""
    return Client()
