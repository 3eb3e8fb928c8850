"""What has been published, to look at: nobody changes the ledger by hand."""

from django.contrib import admin

from countries.admin_base import ListedAdmin
from initiatives.models import Changeset, Citation, Version


class VersionInline(admin.TabularInline):
    """What a changeset published, by name: texts withdrawn since are not shown here either."""

    model = Version
    fk_name = "from_changeset"
    fields = readonly_fields = ["kind", "slug", "number", "digest"]
    can_delete = False
    extra = max_num = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class KeptAdmin(ListedAdmin):
    """What stands as it was written: to look at only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Changeset)
class ChangesetAdmin(KeptAdmin):
    list_display = ["label", "time", "who", "why"]
    list_select_related = ["who"]
    search_fields = ["label__contains", "why__icontains"]
    ordering = ["-number"]
    fields = ["label", "time", "who", "why"]
    inlines = [VersionInline]


@admin.register(Citation)
class CitationAdmin(KeptAdmin):
    """The lists that are stored to be cited: administrators may look at them, nobody changes them."""

    list_display = ["pid", "query", "as_of", "initiatives", "stored_at"]
    search_fields = ["pid", "query__contains"]
    ordering = ["-stored_at", "pid"]
    fields = [
        *("pid", "query", "as_of", "initiatives", "query_hash", "result_hash", "seen"),
        *("question_schema", "record_schema", "search_schema", "stored_at"),
    ]
    readonly_fields = fields
