"""The pages of initiatives: what they are, and the way to their entries."""

from django import forms
from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from countries import admin_questions as questions
from countries.admin_base import TableInline, by
from initiatives import publishing
from initiatives.admin.acts import PUBLISH_ACT, RESTORE, WITHDRAW, StatedAdmin
from initiatives.completeness import OF_THE_INITIATIVE
from initiatives.editing import preview
from initiatives.models import (
    AlternativeTitle,
    Entry,
    Initiative,
    InitiativeTheme,
    Participation,
    Relation,
    Unconfirmed,
)
from initiatives.models.fields import State

# The rows of an initiative that stand for one field of it.
ROWS = {InitiativeTheme: "themes", Participation: "actors", Relation: "relations"}


class AlternativeTitleInline(TableInline):
    model = AlternativeTitle
    fields = ["title"]


class InitiativeThemeInline(TableInline):
    model = InitiativeTheme
    fields = ["position", "theme"]
    verbose_name_plural = _("themes (the one with the lowest position is primary)")


class ParticipationInline(TableInline):
    model = Participation
    verbose_name, verbose_name_plural = _("actor"), _("actors")
    fields = ["position", "actor", "role", "inferred", "note"]
    autocomplete_fields = ["actor"]
    with_new = ("actor",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor")


class RelationInline(TableInline):
    model = Relation
    fk_name = "initiative"
    fields = ["type", "target", "inferred", "note"]
    autocomplete_fields = ["target"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("target")


@admin.register(Initiative)
class InitiativeAdmin(StatedAdmin):
    acts = {"publish": PUBLISH_ACT, "withdraw": WITHDRAW, "restore": RESTORE}
    list_display = ["titled", "countries_named", "years", "state"]
    list_filter = [
        by("state", _("state")),
        by("country", _("country"), "countries"),
        by("theme", _("theme"), "themes"),
        by("level", _("governance level"), "levels"),
        by("scope", _("scope")),
        by("form", _("form")),
    ]
    search_fields = ["title_key__contains", "slug__contains"]
    search_help_text = _("Words of the title or slug, with or without accents.")
    prefetch = ("countries", "entries__edition")
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["countries"]
    inlines = [AlternativeTitleInline, InitiativeThemeInline, ParticipationInline, RelationInline]
    fieldsets = [
        (None, {"fields": ["title", "original_title", "slug", "summary"]}),
        (_("Where and at which level"), {"fields": ["scope", "countries", "levels"]}),
        (_("What kind, for whom"), {"fields": ["form", "target_groups"]}),
    ]
    preset = {"title": questions.is_line}

    @admin.display(description=_("title"), ordering="title_key")
    def titled(self, initiative):
        return initiative.title

    @admin.display(description=_("countries"))
    def countries_named(self, initiative):
        return ", ".join(country.name for country in initiative.countries.all())

    @admin.display(description=_("entries for"))
    def years(self, initiative):
        return ", ".join(map(self.year_named, initiative.entries.all()))

    @staticmethod
    def year_named(entry: Entry) -> str:
        """The year of an entry, with its state where the public does not see it."""
        year = str(entry.edition.year_id)
        return year if entry.state == State.PUBLISHED else f"{year} ({entry.get_state_display().lower()})"

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in {"levels", "target_groups"}:
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = ""
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["entries"] = obj.entries.select_related("edition").defer("text")
            context["add_entry"] = f"{reverse('admin:initiatives_entry_add')}?initiative={obj.pk}"
            self.reuse_rows(context["inline_admin_formsets"], obj)
            if "conflict" not in context and not context["errors"]:
                context["gaps"], context["hints"] = preview.wanting(obj, (), own_part=True)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @staticmethod
    def reuse_rows(inlines, initiative):
        """Lets what is missing be told from the rows that the form has read already."""
        for inline in inlines:
            name = inline.formset.fk.remote_field.get_accessor_name()
            initiative._prefetched_objects_cache[name] = inline.formset.get_queryset()

    def save_related(self, request, form, formsets, change):
        """What is edited here counts as confirmed, where an entry brought it in unconfirmed."""
        super().save_related(request, form, formsets, change)
        changed = {
            *form.changed_data,
            *(ROWS[row.model] for row in formsets if row.has_changed() and row.model in ROWS),
        }
        Unconfirmed.objects.filter(entry__initiative=form.instance, field__in=changed & set(OF_THE_INITIATIVE)).delete()

    def get_object(self, request, object_id, from_field=None):
        """With what both the form and the list of what is missing show of it, read once."""
        found = super().get_object(request, object_id, from_field)
        if found:
            prefetch_related_objects([found], "countries", "levels", "target_groups")
        return found

    # publishing

    def publish_context(self, request, initiative):
        entries = preview.unpublished(initiative)
        own = preview.of_initiative(initiative)
        return {
            "preview": own,
            "seen": self.preview(initiative).seen,
            "candidates": [(entry, self.entry_differences(initiative, entry, own)) for entry in entries],
        }

    @staticmethod
    def entry_differences(initiative: Initiative, entry: Entry, own: preview.Preview):
        """What publishing this entry along with the initiative's own part would add to it."""
        both = preview.of_initiative(initiative, [entry])
        return {
            "differences": [row for row in both.differences if row not in own.differences],
            "gaps": [gap for gap in both.gaps if gap not in own.gaps],
            "hints": [hint for hint in both.hints if hint not in own.hints],
        }

    def preview(self, initiative):
        """All that the page shows: the initiative's own part, and each entry that could go along."""
        return preview.of_initiative(initiative, preview.unpublished(initiative))

    def publish(self, request, initiative, given):
        chosen = [key for key in request.POST.getlist("entry") if questions.is_number(key)]
        entries = initiative.entries.filter(pk__in=chosen)
        return preview.publish_as_seen(
            who=request.user,
            why=given["why"],
            seen=given["seen"],
            preview=lambda: self.preview(Initiative.objects.get(pk=initiative.pk)),
            act=lambda work: work.publish(initiative, entries=entries),
        )

    def withdraw(self, request, initiative, given):
        return publishing.withdraw(
            initiative=initiative, who=request.user, reason=given["why"], replacement=given["replacement"]
        )

    def restore(self, request, initiative, given):
        return publishing.restore(initiative=initiative, who=request.user, why=given["why"])
