"""The pages of sources; footnotes are edited with the entries that have them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from countries.admin_base import by
from initiatives.admin.acts import PublishedAdmin
from initiatives.models import Source


@admin.register(Source)
class SourceAdmin(PublishedAdmin):
    list_display = ["title", "publisher", "date", "unverified_link"]
    list_filter = [by("unverified_link", _("link no longer answers"))]
    search_fields = ["title_key__contains", "slug__contains"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "translated_title", "slug", "author", "publisher", "container", "date"]}),
        (_("Where it is"), {"fields": ["url", "archive_url", "found_at", "language", "unverified_link"]}),
        (None, {"fields": ["note"]}),
    ]
