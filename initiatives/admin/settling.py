"""The pages that end a review: apply, undo, discard, each saying first what it would do."""

import hashlib
import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from initiatives.importer import reviewing, writer
from initiatives.importer.rehearsing import Foresight, foresee, hindrances, told
from initiatives.importer.reviewing import NotReviewableError
from initiatives.importer.writer import NotAppliedError, NotUndoneError
from initiatives.models import Batch, BatchState, Decision
from initiatives.models.initiative import PUBLISH


def as_seen(batch: Batch) -> str:
    """A digest of what has been decided, so that nothing is applied that nobody looked at."""
    rows = list(batch.proposals.order_by("pk").values_list("pk", "token", "decision"))
    return hashlib.sha256(json.dumps([batch.token, rows]).encode()).hexdigest()


def must_be_seen(request, batch: Batch) -> None:
    """Raises NotAppliedError where a batch is not what the editor had before them."""
    if as_seen(batch) != request.POST.get("seen"):
        raise NotAppliedError(_("Somebody decided or changed something after you opened this page: look at it again."))


def counts_of(batch: Batch) -> dict[str, int]:
    return {name: batch.proposals.filter(decision=name).count() for name in Decision.values}


class SettlingPages:
    """The pages of a section as a whole. Mixed into its admin."""

    def settling_urls(self):
        page, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        views = {
            "apply": self.apply_view,
            "undo": self.undo_view,
            "discard": self.discard_view,
            "resume": self.resume_view,
        }
        return [path(f"<path:object_id>/{act}/", page(view), name=f"{name}_{act}") for act, view in views.items()]

    def apply_view(self, request, object_id):
        return self.answered(request, {}, self.apply_page, object_id)

    def undo_view(self, request, object_id):
        return self.answered(request, {}, self.undo_page, object_id)

    def discard_view(self, request, object_id):
        return self.answered(request, {}, self.discard_page, object_id)

    def resume_view(self, request, object_id):
        return self.answered(request, {}, self.resume_page, object_id)

    def apply_page(self, request, object_id):
        batch = self.batch(request, object_id, to_change=True)
        if batch.state != BatchState.STAGED:
            return self.not_now(request, batch)
        if request.method == "POST" and self.applied(request, batch):
            return HttpResponseRedirect(self.address("change", batch))
        foresight = foresee(batch)
        shown = {"foresight": foresight, "seen": as_seen(batch), "counts": counts_of(batch)}
        shown["reserved"] = self.reserved(request, foresight)
        return self.page(request, "apply", batch, _("Apply: %(name)s") % {"name": batch}, **shown)

    def applied(self, request, batch: Batch) -> bool:
        """Applies what the editor looked at; says what came of it."""
        try:
            with transaction.atomic():
                must_be_seen(request, writer.locked(batch))
                outcome = writer.apply(batch=batch, who=request.user)
                if reasons := self.reserved(request, told(batch)):
                    raise NotAppliedError(*reasons)
        except NotAppliedError as problem:
            self.say(request, problem.reasons, messages.ERROR)
            return False
        self.say(request, outcome.notes, messages.WARNING)
        self.log_change(request, batch, _("Applied"))
        said = _("Applied. All of it is a draft: open each entry below, look it over, and publish it.")
        self.message_user(request, said, messages.SUCCESS)
        return True

    @staticmethod
    def reserved(request, foresight: Foresight) -> list[str]:
        """What applying would do that only those may who publish."""
        if request.user.has_perm(PUBLISH):
            return []
        makes = _("It makes the edition %(names)s: an editor adds the edition first, or applies this section.")
        fills = _("It fills in citations of footnotes that are there (%(names)s): an editor applies this section.")
        kinds = [(makes, foresight.editions), (fills, foresight.citations)]
        return [said % {"names": ", ".join(names)} for said, names in kinds if names]

    def undo_page(self, request, object_id):
        batch = self.batch(request, object_id, to_change=True)
        if batch.state != BatchState.APPLIED:
            return self.not_now(request, batch)
        if self.undone_by(request, batch):
            raise PermissionDenied
        if request.method == "POST" and self.undone(request, batch):
            return HttpResponseRedirect(self.address("change", batch))
        shown = {"foresight": told(batch), "hindrances": hindrances(batch, request.user)}
        return self.page(request, "undo", batch, _("Undo: %(name)s") % {"name": batch}, **shown)

    def undone_by(self, request, batch: Batch) -> str:
        """Who undoes what was applied, in a sentence, for those who may not; nothing for those who may.

        What somebody else applied, and what is public since, is undone by those who publish.
        """
        own = batch.applied_by_id == request.user.pk or request.user.has_perm(PUBLISH)
        if not own or not self.has_change_permission(request, batch):
            return _("Those who may publish undo it.")
        return "" if writer.may_undo(batch, request.user) else str(writer.FOR_PUBLISHERS)

    def undone(self, request, batch: Batch) -> bool:
        try:
            writer.undo(batch=batch, who=request.user)
        except NotUndoneError:
            return False  # the page says why
        self.log_change(request, batch, _("Undone"))
        said = _("Undone. The catalogue is as it was before; the decisions of this section stay here to be read.")
        self.message_user(request, said, messages.SUCCESS)
        return True

    def discard_page(self, request, object_id):
        batch = self.batch(request, object_id, to_change=True)
        if batch.state != BatchState.STAGED:
            return self.not_now(request, batch)
        if request.method == "POST" and self.discarded(request, batch):
            return HttpResponseRedirect(self.address("change", batch))
        shown = {"seen": as_seen(batch), "counts": counts_of(batch)}
        return self.page(request, "discard", batch, _("Discard: %(name)s") % {"name": batch}, **shown)

    def discarded(self, request, batch: Batch) -> bool:
        try:
            with transaction.atomic():
                must_be_seen(request, writer.locked(batch))
                writer.discard(batch=batch)
        except NotAppliedError as problem:
            self.say(request, problem.reasons, messages.ERROR)
            return False
        self.log_change(request, batch, _("Discarded"))
        self.message_user(request, _("Discarded: nothing of it is in the catalogue."), messages.SUCCESS)
        return True

    def resume_page(self, request, object_id):
        """Takes a section up again that was put away."""
        batch = self.batch(request, object_id, to_change=True)
        if request.method == "POST":
            try:
                reviewing.resume(batch=batch)
            except NotReviewableError as problem:
                self.message_user(request, str(problem), messages.ERROR)
            else:
                self.log_change(request, batch, _("Taken up again"))
                self.message_user(request, _("Taken up again: all decisions are as they were."), messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", batch))

    def not_now(self, request, batch: Batch):
        """To the section, where it is in another state than the page is for."""
        state = batch.get_state_display()
        self.message_user(request, _("This section is %(state)s.") % {"state": state}, messages.WARNING)
        return HttpResponseRedirect(self.address("change", batch))

    def say(self, request, sentences, level) -> None:
        for sentence in sentences:
            self.message_user(request, sentence, level)
