"""The people who edit the catalogue, each signed in."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from initiatives.editing.roles import ensure_roles


def signed_in(name: str, *groups: str, superuser: bool = False) -> Client:
    """A browser in which a person with these roles has signed in."""
    ensure_roles()
    user = User.objects.create_user(name, password="a long password", is_staff=True, is_superuser=superuser)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    assert client.login(username=name, password="a long password")
    return client


@pytest.fixture
def editor(catalogue) -> Client:
    return signed_in("Ana", "Editors")


@pytest.fixture
def second_editor(catalogue) -> Client:
    return signed_in("Bela", "Editors")


@pytest.fixture
def contributor(catalogue) -> Client:
    return signed_in("Carla", "Contributors")


@pytest.fixture
def superuser(catalogue) -> Client:
    return signed_in("Dora", superuser=True)
