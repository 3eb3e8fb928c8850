"""The page of an entry: what one edition reports of an initiative, with its footnotes and sources in place."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries import admin_questions as questions
from countries.admin_base import BlockInline, NamedAutocompleteSelect, by
from countries.locking import AggregateForm, LinesField, RowForm, RowFormSet, is_deleted
from initiatives import publishing
from initiatives.admin.acts import PUBLISH_ACT, RESTORE, WITHDRAW_ENTRY
from initiatives.admin.carried import CarriedAdmin, CarriedRows
from initiatives.editing import footnotes, preview
from initiatives.models import (
    Edition,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Inference,
    Source,
)

UNKNOWN = {Footnote.State.MISSING, Footnote.State.LOST}
MARK = Footnote._meta.get_field("mark")
SOURCE = Footnote._meta.get_field("source")


class EntryForm(AggregateForm):
    """An entry. Cleaning locks its edition first, whose footnotes several entries share."""

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 16}), "note": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        edition = self.cleaned_data.get("edition") or self.instance.edition_id and self.instance.edition
        if edition:
            Edition.objects.select_for_update().get(pk=edition.pk)
        super().clean()


class FootnoteForm(RowForm):
    """A footnote of the entry: the edition's footnote with this mark, edited in place or added."""

    mark = MARK.formfield(widget=forms.TextInput(attrs={"size": 8}), validators=MARK.validators)
    state = Footnote._meta.get_field("state").formfield(initial=Footnote.State.CITED)
    locator = Footnote._meta.get_field("locator").formfield(widget=forms.TextInput(attrs={"size": 16}))
    source = forms.ModelChoiceField(Source.objects.all(), required=False, label=gettext_lazy("Source"))
    citation = LinesField(
        required=False,
        label=gettext_lazy("Citation as printed"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("While it has no source of its own."),
    )
    note = LinesField(required=False, label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 2}))

    OWN = ("mark", "state", "source", "citation", "locator", "note")

    class Meta:
        model = EntryFootnote
        fields = []

    def __init__(self, *args, entry: Entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        if self.instance.footnote_id:
            footnote = self.instance.footnote
            for name in self.OWN:
                self.initial[name] = getattr(footnote, SOURCE.attname if name == "source" else name)
            if footnote.source:
                widget = self.fields["source"].widget
                getattr(widget, "widget", widget).names = {str(footnote.source_id): str(footnote.source)}

    def clean(self):
        cleaned = super().clean()
        known = bool(cleaned.get("source") or cleaned.get("citation"))
        if cleaned.get("state") in UNKNOWN and known:
            self.add_error("state", _("A footnote with a source or a citation is cited, probable or doubtful."))
        elif cleaned.get("state") and cleaned["state"] not in UNKNOWN and not known and not self.links_as_it_is():
            self.add_error("source", _("Choose a source or write the citation, or say that it is missing or lost."))
        if there := self.another():
            self.check_link(there)
        return cleaned

    def check_link(self, there: Footnote) -> None:
        """Refuses to write over a footnote unseen, or to have it twice."""
        if self.entry.pk and self.entry.footnote_links.filter(footnote=there).exists():
            message = _("The entry has the footnote %(mark)s in a row of its own.")
            self.add_error("mark", message % {"mark": there.mark})
        elif not self.links_as_it_is():
            held = f"{there.state}, {there.source or there.citation or _('no citation')}"
            message = _(
                "The edition has a footnote %(mark)s already: %(held)s. Give its mark alone to link it; "
                "it can be changed once it is linked."
            )
            self.add_error("mark", message % {"mark": there.mark, "held": held})

    def another(self) -> Footnote | None:
        """The edition's footnote with this mark, where it is not the one this row already has."""
        mark = self.cleaned_data.get("mark")
        there = Footnote.objects.filter(edition=self.entry.edition_id, mark=mark).select_related("source").first()
        return there if there and there.pk != self.instance.footnote_id else None

    def links_as_it_is(self) -> bool:
        """Whether a mark alone was given, for a footnote that the edition has."""
        return self.another() is not None and set(self.changed_data) <= {"mark"}

    def save(self, commit=True):
        there = self.another()
        if there is None:
            there = self.instance.footnote if self.keeps_footnote() else Footnote(edition_id=self.entry.edition_id)
            for name in self.OWN:
                setattr(there, name, self.cleaned_data[name])
            there.token += 0 if there._state.adding else 1
            there.save()
        self.instance.footnote = there
        if self.instance._state.adding:
            self.instance.position = footnotes.next_position(self.entry)
        return super().save(commit)

    def keeps_footnote(self) -> bool:
        return self.instance.footnote_id is not None and "mark" not in self.changed_data


class FootnoteFormSet(RowFormSet):
    """The entry's footnotes, each mark once."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"entry": self.instance}

    def changed_footnotes(self) -> list[Footnote]:
        return [form.instance.footnote for form in self.forms if form.has_changed() and form.instance.footnote_id]

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            mark = form.cleaned_data.get("mark") if hasattr(form, "cleaned_data") else None
            if mark and not is_deleted(form):
                if mark in seen:
                    message = _("The entry has a footnote %(mark)s twice: keep one of the two.")
                    form.add_error("mark", message % {"mark": mark})
                seen.add(mark)


class FootnoteInline(BlockInline):
    model = EntryFootnote
    form = FootnoteForm
    formset = FootnoteFormSet
    fields = [("mark", "state", "locator"), "source", "citation", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("footnote__source", "footnote__edition")

    def get_formset(self, request, obj=None, **kwargs):
        """The source gets the admin's autocomplete, with a button that adds a source in a window of its own."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields["source"]
        select = NamedAutocompleteSelect(SOURCE, self.admin_site)
        sources = self.admin_site.get_model_admin(Source)
        field.widget = RelatedFieldWidgetWrapper(
            select,
            SOURCE.remote_field,
            self.admin_site,
            can_add_related=sources.has_add_permission(request),
        )
        field.queryset = Source.objects.all()
        return formset


class DateInline(CarriedRows):
    model = EntryDate
    fields = ["edtf", "what", "kind"]


class FigureInline(CarriedRows):
    model = Figure
    fields = ["qualifier", "value", "unit", "what", "as_of", "note"]


class InferenceInline(CarriedRows):
    model = Inference
    fields = ["field", "note"]
    verbose_name_plural = gettext_lazy("inferred: what the source does not say itself")


@admin.register(Entry)
class EntryAdmin(CarriedAdmin):
    acts = {"publish": PUBLISH_ACT, "withdraw": WITHDRAW_ENTRY, "restore": RESTORE}
    form = EntryForm
    list_display = ["initiative", "year", "edition", "status", "state"]
    list_filter = [
        by("state", gettext_lazy("state")),
        by("year", gettext_lazy("year"), "edition__year"),
        by("edition", gettext_lazy("edition")),
        by("status", gettext_lazy("status")),
    ]
    list_select_related = ["initiative", "edition", "status"]
    search_fields = ["initiative__title_key__contains", "initiative__slug__contains", "edition__slug__contains"]
    search_help_text = gettext_lazy("Words of the initiative’s title, or an edition such as ar2022.")
    autocomplete_fields = ["initiative"]
    preset = {"initiative": questions.is_number, "edition": questions.is_slug}
    inlines = [FootnoteInline, DateInline, FigureInline, InferenceInline]
    fieldsets = [
        (None, {"fields": [("initiative", "edition", "status")]}),
        (
            gettext_lazy("What the edition reports"),
            {
                "fields": ["text", "source_truncated", "note"],
                "description": gettext_lazy(
                    "In our own words, a paragraph a line. After the statements that a footnote covers "
                    "stands its marker, such as [^1164]; a marker without a footnote below gets one when you save."
                ),
            },
        ),
    ]

    @admin.display(description=gettext_lazy("year"), ordering="edition__year")
    def year(self, entry):
        return entry.edition.year_id

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("initiative", "edition")

    def get_readonly_fields(self, request, obj=None):
        """An entry's initiative and edition make its name: a draft under the wrong one is added anew."""
        return [*super().get_readonly_fields(request, obj), *(["initiative", "edition"] if obj else [])]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = form.instance
        if marks := footnotes.link_what_the_text_marks(entry):
            named = ", ".join(f"[^{mark}]" for mark in marks)
            message = _("The text has markers without a footnote: %(marks)s. Each got one; say below what it cites.")
            self.message_user(request, message % {"marks": named}, messages.WARNING)
        for formset in formsets:
            if isinstance(formset, FootnoteFormSet):
                footnotes.note_change(formset.changed_footnotes(), entry)
        footnotes.remove_unused(entry.edition)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and "conflict" not in context and not context["errors"]:
            context["gaps"], context["hints"] = preview.wanting(obj.initiative, [obj], own_part=False)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # publishing

    def preview(self, entry):
        return preview.of_initiative(entry.initiative, [entry], own_part=False)

    def publish(self, request, entry, given):
        return preview.publish_as_seen(
            who=request.user,
            why=given["why"],
            seen=given["seen"],
            preview=lambda: self.preview(Entry.objects.select_related("initiative", "edition").get(pk=entry.pk)),
            act=lambda work: work.publish(entry.initiative, own_part=False, entries=[entry]),
        )

    def withdraw(self, request, entry, given):
        return publishing.withdraw_entry(entry=entry, who=request.user, reason=given["why"])

    def restore(self, request, entry, given):
        return publishing.restore_entry(entry=entry, who=request.user, why=given["why"])
