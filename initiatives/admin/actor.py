"""The pages of actors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from countries.admin_base import TableInline, by
from initiatives.admin.acts import PublishedAdmin
from initiatives.models import Actor, ActorAlias, ActorIdentifier


class AliasInline(TableInline):
    model = ActorAlias
    fields = ["name"]


class IdentifierInline(TableInline):
    model = ActorIdentifier
    fields = ["scheme", "value"]


@admin.register(Actor)
class ActorAdmin(PublishedAdmin):
    list_display = ["name", "acronym", "kind", "country"]
    list_filter = [by("kind", _("kind")), by("country", _("country"))]
    list_select_related = ["kind", "country"]
    search_fields = ["name_key__contains", "aliases__name_key__contains", "slug__contains"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["country"]
    fields = ["name", "native_name", "acronym", "slug", "kind", "country", "note"]
    inlines = [AliasInline, IdentifierInline]

    def get_search_results(self, request, queryset, search_term):
        """Each actor once, however many of its aliases match."""
        found, narrowed = super().get_search_results(request, Actor.objects.order_by(), search_term)
        return (queryset.filter(pk__in=found.values("pk")) if narrowed else queryset), False
