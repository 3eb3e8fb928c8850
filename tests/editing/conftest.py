"""What the tests of editing share: the real catalogue, and the people who edit it."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

from initiatives import index
from initiatives.editing.roles import ensure_roles


@pytest.fixture(autouse=True)
def plain_settings(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


@pytest.fixture
def catalogue(db):
    index.KEEPER.__init__()
    call_command("load_catalogue", verbosity=0)
    ensure_roles()


def signed_in(name: str, group: str) -> Client:
    user = User.objects.create_user(name, password="a long password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    assert client.login(username=name, password="a long password")
    return client


@pytest.fixture
def editor(catalogue):
    return signed_in("Ana", "Editors")


@pytest.fixture
def second_editor(catalogue):
    return signed_in("Bela", "Editors")


@pytest.fixture
def contributor(catalogue):
    return signed_in("Carla", "Contributors")


@pytest.fixture
def superuser(catalogue):
    User.objects.create_superuser("Dora", password="a long password")
    client = Client()
    assert client.login(username="Dora", password="a long password")
    return client
