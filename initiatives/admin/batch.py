"""The pages of sections of reports: pasted or uploaded, reviewed, applied as drafts, undone."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from countries import admin_questions as questions
from countries.admin_base import AggregateAdmin, ListedChangeList, by
from countries.admin_questions import NotUnderstoodError
from initiatives.admin.cards import Review
from initiatives.admin.pages_of_cards import CardPage
from initiatives.admin.proposal import ProposalPages
from initiatives.admin.section_form import SectionForm
from initiatives.admin.settling import SettlingPages
from initiatives.importer import reviewing
from initiatives.importer.narrative.reading import UnreadableError
from initiatives.importer.reviewing import NotReviewableError
from initiatives.importer.staging import stage_section
from initiatives.models import Batch, BatchKind, BatchState, Decision
from initiatives.models.initiative import PUBLISH

SHOWN = {
    "": gettext_lazy("all"),
    Decision.OPEN.value: gettext_lazy("open"),
    Decision.ACCEPTED.value: gettext_lazy("accepted"),
    Decision.REJECTED.value: gettext_lazy("rejected"),
}


class BatchList(ListedChangeList):
    """The list of sections, without their texts."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).defer("source", "facts")


@admin.register(Batch)
class BatchAdmin(ProposalPages, SettlingPages, AggregateAdmin):
    """Sections of reports on their way into the catalogue."""

    list_display = ["name", "edition", "state", "open", "accepted", "rejected", "staged_by", "staged_at"]
    list_filter = [by("state", gettext_lazy("state"))]
    list_select_related = ["staged_by"]
    search_fields = ["name__icontains", "edition__icontains"]
    search_help_text = gettext_lazy("Words of its name, or an edition such as ar2022.")

    # who may do what

    def has_change_permission(self, request, obj=None):
        """Contributors decide about what they gave in themselves, editors about everything."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.staged_by_id == request.user.pk or request.user.has_perm(PUBLISH))

    def has_delete_permission(self, request, obj=None):
        return False

    # the list

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Sections of reports"), **(extra_context or {})})

    def get_changelist(self, request, **kwargs):
        return BatchList

    def get_queryset(self, request):
        counts = {decision: Count("proposals", filter=Q(proposals__decision=decision)) for decision in Decision.values}
        found = super().get_queryset(request).filter(kind=BatchKind.SECTION)
        return found.annotate(**{f"number_{decision}": count for decision, count in counts.items()})

    @admin.display(description=gettext_lazy("open"))
    def open(self, batch):
        return batch.number_open

    @admin.display(description=gettext_lazy("accepted"))
    def accepted(self, batch):
        return batch.number_accepted

    @admin.display(description=gettext_lazy("rejected"))
    def rejected(self, batch):
        return batch.number_rejected

    # the pages

    def get_urls(self):
        page, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [path("<path:object_id>/sure/", page(self.sure_view), name=f"{name}_sure")]
        return [*own, *self.proposal_urls(), *self.settling_urls(), *super().get_urls()]

    def address(self, page: str, batch: Batch) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[quote(batch.pk)])

    def batch(self, request, object_id: str, *, to_change: bool = False) -> Batch:
        """The section of an address, for somebody who may see it (and change it, if that is asked)."""
        found = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        if found is None:
            raise Http404(_("There is no section with this key."))
        if to_change and not self.has_change_permission(request, found):
            raise PermissionDenied
        return found

    def page(self, request, template: str, batch: Batch | None, title: str, **more) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "batch": batch,
            "guide": f"{reverse('admin:guide')}#reading-a-report-section",
        }
        return TemplateResponse(request, f"admin/initiatives/batch/{template}.html", context | more)

    # pasting

    def add_view(self, request, form_url="", extra_context=None):
        return self.answered(request, {}, self.paste_page)

    def paste_page(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SectionForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and (batch := self.staged(request, form)):
            return HttpResponseRedirect(self.address("change", batch))
        return self.page(request, "paste", None, _("Read a report section"), form=form)

    def staged(self, request, form: SectionForm) -> Batch | None:
        """The section as it was read; what cannot be read is said in the form."""
        given = form.given
        try:
            batch = stage_section(**given, who=request.user)
        except UnreadableError as problem:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(problem))
            return None
        self.log_addition(request, batch, _("Read"))
        number = batch.proposals.count()
        said = ngettext("Read: %(number)s proposal.", "Read: %(number)s proposals.", number) % {"number": number}
        self.message_user(request, f"{said} {_('Nothing is in the catalogue yet.')}", messages.SUCCESS)
        return batch

    # reviewing

    def change_view(self, request, object_id, form_url="", extra_context=None):
        rules = {"show": lambda value: value in SHOWN and bool(value), "p": questions.is_page}
        return self.answered(request, rules, self.review_page, object_id)

    def review_page(self, request, object_id):
        batch = self.get_object(request, unquote(object_id))
        if batch is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, unquote(object_id))
        batch = self.batch(request, object_id)
        review, show = Review(batch), request.GET.get("show", "")
        found = CardPage(review, show, int(request.GET.get("p", "1")))
        may_change = self.has_change_permission(request, batch)
        return self.page(
            request,
            "review",
            batch,
            batch.name,
            review=review,
            cards=found.cards,
            page=found.page,
            stretches=found.stretches,
            show=show,
            shown=[(key, label, key == show) for key, label in SHOWN.items()],
            may_change=may_change,
            undone_by=self.undone_by(request, batch) if batch.state == BatchState.APPLIED else "",
            reviewing=may_change and batch.state == BatchState.STAGED,
        )

    def sure_view(self, request, object_id):
        return self.answered(request, {}, self.sure_page, object_id)

    def sure_page(self, request, object_id):
        """Accepts together what is sure, as it was seen."""
        batch = self.batch(request, object_id, to_change=True)
        if request.method == "POST":
            try:
                number = reviewing.accept_sure(batch=batch, seen=self.seen(request))
            except NotReviewableError as problem:
                self.message_user(request, str(problem), messages.ERROR)
            else:
                said = ngettext("%(number)s proposal accepted.", "%(number)s proposals accepted.", number)
                self.message_user(request, said % {"number": number}, messages.SUCCESS)
                self.log_change(request, batch, said % {"number": number})
        return HttpResponseRedirect(self.address("change", batch))

    @staticmethod
    def seen(request) -> dict[int, int]:
        """The versions of proposals that the editor had before them, by their keys."""
        pairs = [text.split("-") for text in request.POST.getlist("seen")]
        if not all(len(pair) == 2 and all(map(questions.is_number, pair)) for pair in pairs):
            raise NotUnderstoodError("seen")
        return {int(key): int(token) for key, token in pairs}
