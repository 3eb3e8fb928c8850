"""An editor for trying the catalogue out."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

NAME = "editor"


@transaction.atomic
def ensure_demo_editor() -> str | None:
    """Makes the user “editor” where there is none, in a role that must be there; returns its password then, once."""
    if User.objects.filter(username=NAME).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(NAME, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return password
