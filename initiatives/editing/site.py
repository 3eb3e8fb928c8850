"""The editors' site: what stands first is what editors come for.

It lives below the admin package, since registering a model there asks for this site.
"""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from countries import admin_questions as questions
from countries.admin_questions import NotUnderstoodError
from initiatives.editing.guide import contents, guide
from initiatives.models import (
    VOCABULARIES,
    Batch,
    BatchKind,
    BatchState,
    Entry,
    Initiative,
    Report,
    Step,
    StepKind,
)
from initiatives.models.fields import State
from initiatives.models.report import ReportState

DRAFTS_SHOWN = 10
AUTOCOMPLETE_RULES: questions.Rules = {
    "term": questions.is_line,
    "page": questions.is_page,
    "app_label": questions.is_slug,
    "model_name": questions.is_slug,
    "field_name": lambda value: value.isascii() and value.isidentifier(),
}

# The start page: each section with its models, in the order editors use them.
SECTIONS = [
    (_("Initiatives"), ["Initiative", "Entry"]),
    (_("Actors and sources"), ["Actor", "Source"]),
    (_("Reading reports"), ["Batch"]),
    (_("Editions and years"), ["Edition", "Year"]),
    (_("Countries"), ["Country", "CountryGroup"]),
    (_("Vocabularies"), [model.__name__ for model in VOCABULARIES.values()]),
    (_("From readers"), ["Report"]),
    (_("Published"), ["Changeset"]),
    (_("People"), ["User", "Group"]),
]


class CatalogueAdminSite(AdminSite):
    """Django's admin under the catalogue's name."""

    site_title = _("Editing the catalogue")
    site_header = _("Catalogue of integration cooperation: editing")
    index_title = _("What would you like to do?")
    enable_nav_sidebar = False

    def get_app_list(self, request, app_label=None):
        """The models a user may see, by section; Django's own grouping where one app is asked for."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        found = {model["object_name"]: (model, app) for app in apps for model in app["models"]}
        sections = []
        for name, models in SECTIONS:
            if there := [found[model] for model in models if model in found]:
                sections.append({**there[0][1], "name": name, "models": [model for model, app in there]})
        return sections

    def admin_view(self, view, cacheable=False):
        """Nothing an editor sees is kept by a cache, but the words for scripts, which are the same for all."""
        return super().admin_view(view, cacheable and view.__name__ == "i18n_javascript")

    def index(self, request, extra_context=None):
        names = ("view_entry", "add_entry", "view_report", "add_batch", "change_batch")
        may = {name: request.user.has_perm(f"initiatives.{name}") for name in names}
        in_review = Batch.objects.filter(state=BatchState.STAGED).defer("source", "facts").order_by("-staged_at")
        drafts = Entry.objects.select_related("initiative").defer("text").filter(state=State.DRAFT)
        started = Initiative.objects.filter(state=State.DRAFT).order_by("-saved_at")
        handed_in = Step.objects.filter(kind=StepKind.HANDED_IN, entry__state=State.DRAFT)
        handed_in = handed_in.select_related("entry__initiative", "by").order_by("at")
        context = may | {
            "handed_in": handed_in.select_related("entry__initiative", "by")[:DRAFTS_SHOWN]
            if may["view_entry"]
            else [],
            "draft_entries": drafts.order_by("-saved_at")[:DRAFTS_SHOWN] if may["view_entry"] else [],
            "draft_initiatives": started[:DRAFTS_SHOWN] if may["view_entry"] else [],
            "sections": in_review.filter(kind=BatchKind.SECTION)[:DRAFTS_SHOWN] if may["add_batch"] else [],
            "sheets": in_review.filter(kind=BatchKind.SHEET)[:DRAFTS_SHOWN] if may["change_batch"] else [],
            "new_reports": Report.objects.filter(state=ReportState.NEW).count() if may["view_report"] else 0,
        }
        return super().index(request, context | (extra_context or {}))

    def get_urls(self):
        return [path("guide/", self.admin_view(self.guide_view), name="guide"), *super().get_urls()]

    def guide_view(self, request):
        """The editors' guide, beside the pages that it is about."""
        try:
            questions.check(request.META.get("QUERY_STRING", ""), {})
        except NotUnderstoodError as problem:
            return questions.refusal(request, self, problem)
        context = self.each_context(request) | {"title": _("Editors’ guide"), "guide": guide(), "contents": contents()}
        return TemplateResponse(request, "admin/guide.html", context)

    def autocomplete_view(self, request):
        try:
            questions.check(request.META.get("QUERY_STRING", ""), AUTOCOMPLETE_RULES)
            return AutocompleteJsonView.as_view(admin_site=self)(request)
        except NotUnderstoodError as problem:
            return questions.refusal(request, self, problem)
        except Http404:
            return questions.refusal(request, self, NotUnderstoodError("page"))
