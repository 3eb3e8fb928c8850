"""The pages of years and of the editions that cover them."""

from django.contrib import admin

from countries.admin_base import by
from initiatives.admin.acts import PublishedAdmin
from initiatives.models import Edition, Year


@admin.register(Edition)
class EditionAdmin(PublishedAdmin):
    list_display = ["title", "slug", "year", "publisher"]
    list_filter = [by("year")]
    search_fields = ["title__icontains", "slug__contains"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "publisher", "year"]}),
        ("The section that entries come from", {"fields": ["section_title", "section_number", "coverage"]}),
        ("Where it is", {"fields": ["published", "url"]}),
    ]


@admin.register(Year)
class YearAdmin(PublishedAdmin):
    list_display = ["year", "note"]
    fields = ["year", "note"]
