"""Publishing, withdrawing and restoring from the admin: pages of their own, after a save has ended.

A publisher locks the ledger's head before any row, so none of this happens inside the saving of a form.
"""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import PROTECT
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.admin_base import AggregateAdmin
from initiatives.editing import preview
from initiatives.models import Initiative, Version
from initiatives.models.fields import State
from initiatives.models.initiative import PUBLISH
from initiatives.publishing import NotPublishableError
from initiatives.record import address


class PublishForm(forms.Form):
    """Why something is published; ``seen`` is the digest of what the editor looked at."""

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("One sentence. Readers see it in the list of changes."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawForm(forms.Form):
    """Why something is taken from the public."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Readers see it in place of what is withdrawn."),
    )


class ReplacedForm(WithdrawForm):
    """Why an initiative is taken from the public, and what readers should look at instead."""

    replacement = forms.SlugField(
        label=gettext_lazy("Replacement"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The slug of a published initiative that readers are sent to. May stay empty."),
    )


class RestoreForm(forms.Form):
    """Why something is shown again."""

    why = forms.CharField(
        label=gettext_lazy("Why?"), max_length=300, help_text=gettext_lazy("Readers see it in the list of changes.")
    )


@dataclass(frozen=True)
class Act:
    """A page that does one thing to the ledger: its words, its form, its template, and the method that does it."""

    title: str
    button: str
    done: str
    form: type[forms.Form]
    method: str
    template: str = "admin/act.html"


PUBLISH_ACT = Act(
    gettext_lazy("Publish"),
    gettext_lazy("Publish now"),
    gettext_lazy("Published"),
    PublishForm,
    "publish",
    "admin/publish.html",
)
WITHDRAW = Act(
    gettext_lazy("Withdraw"), gettext_lazy("Withdraw now"), gettext_lazy("Withdrawn"), ReplacedForm, "withdraw"
)
WITHDRAW_ENTRY = replace(WITHDRAW, form=WithdrawForm)
RESTORE = Act(gettext_lazy("Restore"), gettext_lazy("Show it again"), gettext_lazy("Restored"), RestoreForm, "restore")


class PublishedAdmin(AggregateAdmin):
    """The pages of what can be public: published on a page of its own, never deleted once it was public."""

    acts = {"publish": PUBLISH_ACT}

    # who may do what

    def may_publish(self, request) -> bool:
        return request.user.has_perm(PUBLISH)

    def was_public(self, thing) -> bool:
        """Whether the ledger knows the thing; asked once a page."""
        if not hasattr(thing, "known_to_ledger"):
            kind, slug = address(thing)
            thing.known_to_ledger = Version.objects.filter(kind=kind, slug=slug).exists()
        return thing.known_to_ledger

    def has_change_permission(self, request, obj=None):
        """Contributors change what has not been public yet; what has, only those who may publish it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.may_publish(request) or not self.was_public(obj))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not (self.was_public(obj) or self.is_referenced(obj)))

    def is_referenced(self, thing) -> bool:
        if not hasattr(thing, "has_references"):
            relations = [row for row in thing._meta.related_objects if row.on_delete is PROTECT]
            thing.has_references = any(
                row.related_model._base_manager.filter(**{row.field.name: thing.pk}).exists() for row in relations
            )
        return thing.has_references

    def get_readonly_fields(self, request, obj=None):
        """A key never changes, and a slug not once it is public: both stand in addresses and citations."""
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        names = {obj._meta.pk.name} | ({"slug"} if self.was_public(obj) else set())
        return [
            *fixed,
            *(field.name for field in obj._meta.fields if field.name in names and not field.auto_created),
        ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    # after a save

    def response_add(self, request, obj, post_url_continue=None):
        return self.on_to_publish(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.on_to_publish(request, obj) or super().response_change(request, obj)

    def on_to_publish(self, request, thing):
        if "_publish" not in request.POST or not self.may_publish(request):
            return None
        self.message_user(request, _("Saved. Nothing is public yet: look it over and publish it here."))
        return HttpResponseRedirect(self.address_of("publish", thing))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_publish"] = self.may_publish(request) and not context["is_popup"]
        if obj:
            context["public_address"] = self.public_address(obj)
        if obj and context["may_publish"]:
            context["act_links"] = [(act.title, self.address_of(name, obj)) for name, act in self.open_acts(obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    # the pages

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(self.act_view),
                {"name": name},
                name=f"{info}_{name}",
            )
            for name in self.acts
        ]
        return pages + super().get_urls()

    def address_of(self, page: str, thing) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[quote(thing.pk)])

    def open_acts(self, thing) -> list[tuple[str, Act]]:
        """The acts that make sense for the thing as it stands."""
        return list(self.acts.items())

    def act_view(self, request, object_id, name):
        return self.answered(request, {}, self.act_page, object_id, name)

    def act_page(self, request, object_id, name):
        act, thing = self.acts[name], self.get_object(request, unquote(object_id))
        if not self.may_publish(request) or not self.has_view_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            raise Http404(_("There is no %(thing)s with this key.") % {"thing": self.opts.verbose_name})
        form = act.form(request.POST or None)
        if request.method == "POST" and form.is_valid() and self.do(request, act, thing, form.cleaned_data):
            return HttpResponseRedirect(self.address_of("change", thing))
        return self.render_act(request, act, thing, form)

    def do(self, request, act: Act, thing, given: dict[str, Any]) -> bool:
        """Does the act; says what came of it. Returns whether it was done."""
        try:
            changeset = getattr(self, act.method)(request, thing, given)
        except NotPublishableError as problem:
            for reason in problem.reasons:
                self.message_user(request, reason, messages.ERROR)
            return False
        if changeset is None:
            said = _("The public already sees all of this: nothing was published.")
            self.message_user(request, said, messages.INFO)
            return True
        self.log_change(request, thing, f"{act.done}: {given['why']}")
        said = format_html(_("{done} as changeset {changeset}."), done=act.done, changeset=changeset.label)
        if where := self.public_address(thing):
            said = format_html(_('{said} <a href="{where}">See the public page</a>.'), said=said, where=where)
        self.message_user(request, said, messages.SUCCESS)
        return True

    def public_address(self, thing) -> str:
        """Where the public sees the thing, or an empty text."""
        return ""

    def render_act(self, request, act: Act, thing, form):
        context = self.admin_site.each_context(request) | {
            "title": f"{act.title}: {thing}",
            "act": act,
            "thing": thing,
            "form": form,
            "opts": self.opts,
            "back": self.address_of("change", thing),
            "public_address": self.public_address(thing),
        }
        if act is PUBLISH_ACT:
            context |= self.publish_context(request, thing)
        return TemplateResponse(request, act.template, context)

    def publish_context(self, request, thing) -> dict[str, Any]:
        return {"preview": self.preview(thing)}

    # what the acts do

    def preview(self, thing) -> preview.Preview:
        return preview.of_thing(thing)

    def publish(self, request, thing, given):
        return preview.publish_as_seen(
            who=request.user,
            why=given["why"],
            seen=given["seen"],
            preview=lambda: self.preview(thing._meta.model.objects.get(pk=thing.pk)),
            act=lambda work: work.publish_thing(thing),
        )


class StatedAdmin(PublishedAdmin):
    """The pages of an initiative or entry, which has a publication state and can be withdrawn and restored."""

    def was_public(self, thing) -> bool:
        return thing.state != State.DRAFT

    def open_acts(self, thing):
        closed = {State.DRAFT: {"withdraw", "restore"}, State.PUBLISHED: {"restore"}, State.WITHDRAWN: {"withdraw"}}
        return [(name, act) for name, act in self.acts.items() if name not in closed[thing.state]]

    def public_address(self, thing) -> str:
        initiative = thing if isinstance(thing, Initiative) else thing.initiative
        return "" if State.DRAFT in {initiative.state, thing.state} else f"/initiatives/{initiative.slug}/"
