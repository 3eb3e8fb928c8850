"""The pages of years and of the editions that cover them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from countries.admin_base import by
from initiatives.admin.acts import PublishedAdmin
from initiatives.models import Edition, Year


@admin.register(Edition)
class EditionAdmin(PublishedAdmin):
    list_display = ["title", "slug", "year", "publisher"]
    list_filter = [by("year", _("year"))]
    search_fields = ["title__icontains", "slug__contains"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "publisher", "year"]}),
        (_("The section that entries come from"), {"fields": ["section_title", "section_number", "coverage"]}),
        (_("Where it is"), {"fields": ["published", "url"]}),
    ]


@admin.register(Year)
class YearAdmin(PublishedAdmin):
    list_display = ["year", "note"]
    fields = ["year", "note"]
