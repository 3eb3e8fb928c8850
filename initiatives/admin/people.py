"""The pages of users and groups: Django's own, answering listed questions only."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from countries.admin_base import ListedAdmin, by

admin.site.unregister([User, Group])


@admin.register(User)
class EditorAdmin(ListedAdmin, UserAdmin):
    """A person who signs in."""

    list_filter = [
        by("is_staff", _("may sign in here")),
        by("is_active", _("is active")),
        by("group", _("group"), "groups"),
    ]
    search_fields = ["username__icontains", "email__icontains"]


@admin.register(Group)
class RoleAdmin(ListedAdmin, GroupAdmin):
    """A role and its permissions."""

    search_fields = ["name__icontains"]
