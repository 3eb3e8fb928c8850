"""The page of an entry that stands as it was carried over or read: what is unconfirmed is said beside each field."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from countries.admin_base import TableInline
from countries.comparison import Difference
from initiatives.admin.acts import StatedAdmin
from initiatives.completeness import OF_THE_ENTRY, field_name
from initiatives.editing import carrying
from initiatives.editing.carrying import NotUnchangedError, OutdatedError
from initiatives.models import (
    UNCHANGED,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Inference,
    Origin,
    Status,
    StepKind,
    Unconfirmed,
)
from initiatives.models.fields import State

MARK = Footnote._meta.get_field("mark")
# The rows of an entry that stand for one field of it.
ROWS = {EntryDate: "dates", Figure: "figures", Inference: "inferences", EntryFootnote: "footnotes"}


class CarriedRows(TableInline):
    """Rows that may have been carried over or read as a whole, and then say so above."""

    template = "admin/initiatives/entry/rows.html"


class UnchangedForm(forms.Form):
    """What an editor says with “unchanged”: the status it has then, and the footnote that says so."""

    status = forms.ModelChoiceField(Status.objects.all(), required=False, label=gettext_lazy("Status"))
    mark = MARK.formfield(
        required=False,
        label=gettext_lazy("Mark of its footnote"),
        help_text=gettext_lazy("Without one readers are told that the statement is uncited."),
        validators=MARK.validators,
        widget=forms.TextInput(attrs={"size": 8}),
    )

    def reasons(self) -> list[str]:
        return [f"{self.fields[name].label}: {error}" for name, found in self.errors.items() for error in found]


class CarriedAdmin(StatedAdmin):
    """The pages of an entry that may be carried over: confirmed by field or at one go, or reported as unchanged."""

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {"confirm": self.confirm_view, "unchanged": self.unchanged_view}
        pages = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"{info}_{name}")
            for name, view in views.items()
        ]
        return pages + super().get_urls()

    # what is shown

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and not context["is_popup"]:
            context |= self.steps_of(request, obj)
            if "conflict" not in context and self.has_change_permission(request, obj):
                self.show_unconfirmed(request, context, obj)
        elif add and not context["is_popup"]:
            context["may_hand_in"] = not self.may_publish(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def steps_of(self, request, entry: Entry) -> dict[str, Any]:
        """The steps of a draft, and which it may take next."""
        steps = {row.kind: row for row in entry.steps.select_related("by")} if entry.state == State.DRAFT else {}
        handed_in = steps.get(StepKind.HANDED_IN)
        return {
            "handed_in": handed_in,
            "is_unchanged": StepKind.UNCHANGED in steps,
            "may_hand_in": entry.state == State.DRAFT and not handed_in and not self.may_publish(request),
            "may_give_back": handed_in is not None,
        }

    def show_unconfirmed(self, request, context, entry: Entry) -> None:
        rows = list(entry.unconfirmed.all())
        self.mark_fields(request, context, rows)
        context["unconfirmed"] = rows
        context["unconfirmed_elsewhere"] = [
            (capfirst(field_name(row.field)[0]), origin_said(row), row.field)
            for row in rows
            if row.field not in OF_THE_ENTRY
        ]
        before = carrying.entry_before(entry) if entry.state == State.DRAFT else None
        if before:
            context["before"] = before
            context["against"] = Difference(_("Text"), before.text, entry.text)
        if before and carrying.may_be_unchanged(entry, rows):
            context["unchanged_says"] = UNCHANGED.format(edition=entry.edition.title, earlier=before.edition.title)
            context["unchanged_form"] = UnchangedForm(
                prefix="unchanged", initial={"status": carrying.status_unchanged(before)}
            )

    @staticmethod
    def mark_fields(request, context, rows: list[Unconfirmed]) -> None:
        """Says beside each unconfirmed field where it comes from, with a box that confirms it."""
        fields = context["adminform"].form.fields
        inlines = {ROWS.get(row.formset.model): row for row in context["inline_admin_formsets"]}
        for row in rows:
            ticked = row.field in request.POST.getlist("confirm")
            box = confirm_box(row, ticked)
            if row.field in fields:
                fields[row.field].help_text = box
            elif row.field in inlines:
                inlines[row.field].unconfirmed = box

    # saving

    def save_related(self, request, form, formsets, change):
        """What is edited counts as confirmed, and what is ticked."""
        super().save_related(request, form, formsets, change)
        changed = {
            *form.changed_data,
            *(ROWS[row.model] for row in formsets if row.has_changed() and row.model in ROWS),
        }
        ticked = {name for name in request.POST.getlist("confirm") if name in OF_THE_ENTRY}
        carrying.settle(form.instance, changed | ticked)
        if "text" in form.changed_data:
            form.instance.steps.filter(kind=StepKind.UNCHANGED).delete()

    def response_add(self, request, obj, post_url_continue=None):
        self.hand_on(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.hand_on(request, obj)
        return super().response_change(request, obj)

    def hand_on(self, request, entry: Entry) -> None:
        """Hands a draft in for review, or takes it out again, where that button was pressed."""
        if "_hand_in" in request.POST and entry.state == State.DRAFT:
            carrying.step(entry, StepKind.HANDED_IN, request.user)
            self.message_user(request, _("Handed in: editors find it on their start page."), messages.SUCCESS)
        if "_give_back" in request.POST:
            entry.steps.filter(kind=StepKind.HANDED_IN).delete()
            self.message_user(request, _("Taken out of review."), messages.SUCCESS)

    # the two acts

    def confirm_view(self, request, object_id):
        return self.answered(request, {}, self.act_on, object_id, self.confirm)

    def unchanged_view(self, request, object_id):
        return self.answered(request, {}, self.act_on, object_id, self.unchanged)

    def act_on(self, request, object_id, act):
        """Does one of the two acts, which are asked for by POST alone, and goes back to where it was asked."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404(_("There is no %(thing)s with this key.") % {"thing": self.opts.verbose_name})
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        token = request.POST.get("token", "")
        try:
            act(request, entry, int(token) if token.isascii() and token.isdecimal() and len(token) < 10 else 0)
        except OutdatedError:
            said = _("Somebody saved or confirmed something after you opened the page. Look at it again below.")
            self.message_user(request, said, messages.ERROR)
        back = "publish" if request.POST.get("back") == "publish" and self.may_publish(request) else "change"
        return HttpResponseRedirect(self.address_of(back, entry))

    def confirm(self, request, entry: Entry, token: int) -> None:
        chosen = request.POST.getlist("field") or None
        confirmed = carrying.confirm(entry=entry, token=token, who=request.user, fields=chosen)
        said = ngettext("%(number)s field confirmed.", "%(number)s fields confirmed.", confirmed)
        self.message_user(request, said % {"number": confirmed}, messages.SUCCESS)

    def unchanged(self, request, entry: Entry, token: int) -> None:
        form = UnchangedForm(request.POST, prefix="unchanged")
        if not form.is_valid():
            for reason in form.reasons():
                self.message_user(request, reason, messages.ERROR)
            return
        try:
            new = carrying.unchanged(entry=entry, token=token, who=request.user, **form.cleaned_data)
        except NotUnchangedError as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return
        self.message_user(request, _("Confirmed as unchanged. It is still a draft."), messages.SUCCESS)
        if new:
            said = _("Footnote %(mark)s is new in this edition: say below what it cites.")
            self.message_user(request, said % {"mark": new[0]}, messages.WARNING)

    def publish_context(self, request, entry):
        waiting = [row for row in entry.unconfirmed.all() if row.field in OF_THE_ENTRY]
        return super().publish_context(request, entry) | {"unconfirmed": waiting, "original": entry}


def origin_said(row: Unconfirmed) -> str:
    """Where an unconfirmed field comes from."""
    if row.origin == Origin.CARRIED:
        return _("carried over from %(edition)s") % {"edition": row.words}
    return _("read by the importer: “%(words)s”") % {"words": row.words} if row.words else _("read by the importer")


def confirm_box(row: Unconfirmed, ticked: bool) -> str:
    """The box beside an unconfirmed field."""
    said = _("%(origin)s, confirm") % {"origin": capfirst(origin_said(row))}
    return render_to_string("admin/initiatives/entry/box.html", {"field": row.field, "ticked": ticked, "said": said})
