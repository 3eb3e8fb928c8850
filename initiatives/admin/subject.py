"""The pages of the vocabularies, all alike."""

from django.contrib import admin

from initiatives.admin.acts import PublishedAdmin
from initiatives.models import VOCABULARIES, RelationType, Theme

# What a vocabulary's terms have beyond those of the others.
MORE = {
    Theme: ["oecd_objectives", "common_basic_principles"],
    RelationType: ["inverse_slug", "inverse_label"],
}


class TermAdmin(PublishedAdmin):
    """A controlled term."""

    list_display = ["label", "slug", "definition", "position"]
    search_fields = ["label__icontains", "slug__contains"]

    def get_fields(self, request, obj=None):
        return ["label", "slug", "definition", "position", *MORE.get(self.model, [])]


for model in VOCABULARIES.values():
    admin.site.register(model, TermAdmin)
