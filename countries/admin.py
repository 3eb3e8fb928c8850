"""The pages of countries and their groups. Publishing is added, and both are registered, where initiatives are."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from countries.admin_base import AggregateAdmin, TableInline, by
from countries.models import Membership


class MembershipInline(TableInline):
    model = Membership
    fields = ["group", "joined", "left"]


class CountryAdmin(AggregateAdmin):
    list_display = ["name", "code", "groups"]
    list_filter = [by("group", _("group"), "memberships__group")]
    search_fields = ["name_key__contains", "code__iexact"]
    fields = ["code", "name", "note"]
    inlines = [MembershipInline]
    prefetch = ("memberships",)

    @admin.display(description=_("groups"))
    def groups(self, country):
        return ", ".join(sorted({row.group_id for row in country.memberships.all()}))


class CountryGroupAdmin(AggregateAdmin):
    list_display = ["label", "slug", "definition", "position"]
    search_fields = ["label__icontains", "slug__icontains"]
    fields = ["slug", "label", "definition", "position"]
