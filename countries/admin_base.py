"""What every admin page of the catalogue has in common: listed questions only, and no silent overwriting."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import IntegrityError, models
from django.db.models import F, Q
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from countries import admin_questions as questions
from countries.admin_questions import NotUnderstoodError
from countries.folding import fold
from countries.locking import AggregateForm, LinesField, RowForm, RowFormSet, conflict

MOST_WORDS = 8
LINES = {models.TextField: {"form_class": LinesField}}


class PlainChoices:
    """Forms whose choices have no buttons beside them that change, show or delete what is chosen.

    ``with_new`` names the fields that offer to add a thing, in a window of its own.
    """

    with_new: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
            wrapper.can_add_related = wrapper.can_add_related and db_field.name in self.with_new
        return field


class ValueFilter(admin.SimpleListFilter):
    """A filter of a list by one value of a field; it offers the values in use and answers no others than known."""

    path: str

    def lookups(self, request, model_admin):
        model = model_admin.model
        field = get_fields_from_path(model, self.path)[-1]
        if field.is_relation:
            used = model._base_manager.order_by().values(self.path)
            return self.choices_of(field, limit_choices_to={"pk__in": used})
        return self.choices_of(field)

    @staticmethod
    def choices_of(field, **limits) -> list[tuple[str, str]]:
        if isinstance(field, models.BooleanField):
            return [("1", _("Yes")), ("0", _("No"))]
        return [(str(value), label) for value, label in field.get_choices(include_blank=False, **limits)]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        found = queryset.model._base_manager.filter(**{self.path: self.value()})
        return queryset.filter(pk__in=found.values("pk"))


def by(parameter: str, title: str, path: str = "") -> type[ValueFilter]:
    """A filter under this parameter, by the field at this path (the parameter's own name where none is given)."""
    names = {"parameter_name": parameter, "path": path or parameter, "title": title}
    return type(f"{parameter.title()}Filter", (ValueFilter,), names)


class ListedChangeList(ChangeList):
    """A list that refuses pages it does not have and reads what its rows show in few queries."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).prefetch_related(*self.model_admin.prefetch)

    def get_results(self, request):
        try:
            super().get_results(request)
        except IncorrectLookupParameters:
            raise NotUnderstoodError("p") from None
        if self.page_num > self.paginator.num_pages:
            raise NotUnderstoodError("p")


class ListedAdmin(PlainChoices, admin.ModelAdmin):
    """Pages that answer the questions they list, and a 400 that names the parameter to all others.

    ``search_fields`` are whole lookups, each matched with every word of the search, folded. ``preset`` names what
    an address may fill in on the add form, with the rule for its values.
    """

    actions = None
    list_per_page = 50
    list_max_show_all = 500
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = LINES
    prefetch: tuple[str, ...] = ()
    preset: questions.Rules = {}

    class Media:
        js = (Script("admin/naming.js", type="module"),)

    def get_changelist(self, request, **kwargs):
        return ListedChangeList

    def changelist_view(self, request, extra_context=None):
        return self.answered(request, self.list_rules(request), super().changelist_view, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        rules = self.form_rules(request) | self.preset
        if not questions.is_model(request.POST.get("_source_model", "a.a")):
            return questions.refusal(request, self.admin_site, NotUnderstoodError("_source_model"))
        return self.answered(request, rules, super().changeform_view, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self.answered(request, self.form_rules(request), super().delete_view, object_id, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        rules = self.form_rules(request) | {"p": questions.is_page}
        return self.answered(request, rules, super().history_view, object_id, extra_context)

    def answered(self, request, rules: questions.Rules, view, *args):
        """What the view answers, or a 400 where the address asks something else."""
        try:
            questions.check(request.META.get("QUERY_STRING", ""), rules)
            return view(request, *args)
        except NotUnderstoodError as problem:
            return questions.refusal(request, self.admin_site, problem)

    def form_rules(self, request) -> questions.Rules:
        return {
            "_popup": "1".__eq__,
            "_to_field": lambda value: self.to_field_allowed(request, value),
            "_source_model": questions.is_model,
            "_changelist_filters": questions.is_preserved,
        }

    def list_rules(self, request) -> questions.Rules:
        filters = {one.parameter_name: self.filter_rule(one) for one in self.get_list_filter(request)}
        return (
            self.form_rules(request)
            | filters
            | {
                "q": questions.is_line,
                "p": questions.is_page,
                "o": questions.is_order(len(self.get_list_display(request))),
                "all": "".__eq__,
            }
        )

    def filter_rule(self, listed: type[ValueFilter]):
        field = get_fields_from_path(self.model, listed.path)[-1]
        return lambda value: value in {key for key, label in listed.choices_of(field)}

    def get_object(self, request, object_id, from_field=None):
        """The row with exactly this key: no other spelling of it, such as 01 or digits of another script."""
        found = super().get_object(request, object_id, from_field)
        key = self.opts.get_field(from_field) if from_field else self.opts.pk
        return found if found is not None and str(getattr(found, key.attname)) == object_id else None

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()[:MOST_WORDS]
        if search_term.strip() and not words:
            return queryset.none(), False
        for word in words:
            queryset = queryset.filter(Q.create([(path, word) for path in self.search_fields], connector=Q.OR))
        return queryset, bool(words)


class ChangedMeanwhileError(Exception):
    """What was to be deleted is no longer what the editor looked at."""


class AggregateAdmin(ListedAdmin):
    """The pages of a row that is edited as a whole: an older form does not overwrite a newer version."""

    form = AggregateForm

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Checked and found free, and taken by somebody else before it was written.
            said = _("Somebody else saved the same thing at the same moment, so yours could not be saved.")
            return self.typed_for_nothing(request, said)

    def save_model(self, request, obj, form, change):
        if change:
            obj.token = F("token") + 1
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if getattr(form, "newest", None):
            context["newest"] = form.newest
            formsets = [row.formset for row in context["inline_admin_formsets"]]
            context["conflict"] = conflict(form, formsets)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ChangedMeanwhileError:
            said = _("Somebody saved or published this after you opened the page, so it was not deleted.")
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])
            )

    def render_delete_form(self, request, context):
        return super().render_delete_form(request, context | {"token": context["object"].token})

    def delete_model(self, request, obj):
        newest = self.model._base_manager.select_for_update().filter(pk=obj.pk).first()
        if newest is None or str(newest.token) != request.POST.get("token"):
            raise ChangedMeanwhileError
        if not self.has_delete_permission(request, newest):
            raise ChangedMeanwhileError
        super().delete_model(request, obj)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        if request.method == "POST" and not request.path.endswith("/delete/"):
            said = _("Somebody else deleted this while you were editing it, so it could not be saved.")
            return self.typed_for_nothing(request, said)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def typed_for_nothing(self, request, said: str):
        """The page for a save that somebody else's act made impossible: what happened, and all that was typed."""
        typed = [(name, value) for name, value in request.POST.items() if value and name != "csrfmiddlewaretoken"]
        context = self.admin_site.each_context(request) | {
            "title": _("This could not be saved"),
            "said": said,
            "typed": typed,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/not_saved.html", context, status=409)


class NamedAutocompleteSelect(AutocompleteSelect):
    """An autocomplete that is told the name of what is chosen, and then need not ask the database."""

    names: dict[str, str] = {}

    def optgroups(self, name, value, attr=None):
        chosen = [str(key) for key in value if key]
        if not chosen or any(key not in self.names for key in chosen):
            return super().optgroups(name, value, attr)
        pairs = ([] if self.is_required else [("", "", False)]) + [(key, self.names[key], True) for key in chosen]
        return [(None, [self.create_option(name, *pair, n) for n, pair in enumerate(pairs)], 0)]


class Rows(PlainChoices):
    """Rows of an aggregate, edited in place; each list of choices is read once, not once a row.

    Each inline names its ``fields``: without them the admin makes every form three times.
    """

    form = RowForm
    formset = RowFormSet
    extra = 0
    formfield_overrides = LINES

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NamedAutocompleteSelect(db_field, self.admin_site)
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.remote_field.model is not self.parent_model:
            field.choices = [choice for choice in field.choices]  # noqa: C416 list() would count them first
        return field


class TableInline(Rows, admin.TabularInline):
    """Rows of an aggregate as a table."""


class BlockInline(Rows, admin.StackedInline):
    """Rows of an aggregate, each as a block of its own."""
