"""Spreadsheets from editors: sent, looked at cell by cell, applied as drafts, undone. Pages of their own."""

from io import BytesIO

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from countries import admin_questions as questions
from countries.admin_questions import NotUnderstoodError
from initiatives.admin.sheet_rows import STATES, Page
from initiatives.importer.sheet.applying import apply
from initiatives.importer.sheet.comparing import MOST_TOLD, Comparison
from initiatives.importer.sheet.deciding import decide, seen
from initiatives.importer.sheet.parsing import UnreadableSheetError
from initiatives.importer.sheet.reading.bounds import MOST_BYTES
from initiatives.importer.sheet.staging import NotStagedError, compare_again, keep, read_and_compare
from initiatives.importer.sheet.telling import told
from initiatives.importer.sheet.template import template
from initiatives.importer.writer import FOR_PUBLISHERS, NotAppliedError, discard, may_undo, undo
from initiatives.models import Batch, Decision
from initiatives.models.batch import BatchKind
from initiatives.models.initiative import PUBLISH

LISTED = 25  # spreadsheets on a page
FEW = 3  # notes above a page
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DONE = {
    "apply": gettext_lazy("Applied: everything you accepted is a draft now. Nothing is public yet."),
    "undo": gettext_lazy("Undone: everything is as it was before this spreadsheet was applied."),
    "discard": gettext_lazy("Put away. Nothing of it was applied."),
    "again": gettext_lazy("Compared with the catalogue as it is now."),
}


FILES = gettext_lazy("An .xlsx or .csv file of at most %(most)s MB.") % {"most": MOST_BYTES >> 20}


class UploadForm(forms.Form):
    """A spreadsheet to be read."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        max_length=200,
        help_text=FILES,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file has more than %(most)s MB.") % {"most": MOST_BYTES >> 20})
        return file


def listed(rules: questions.Rules):
    """Wraps a page that answers these questions only, for those who may see batches."""

    def wrap(view):
        def answer(request, **given):
            try:
                questions.check(request.META.get("QUERY_STRING", ""), rules)
            except NotUnderstoodError as problem:
                return questions.refusal(request, admin.site, problem)
            if not request.user.has_perm("initiatives.view_batch"):
                raise PermissionDenied
            if request.method == "POST" and not request.user.has_perm("initiatives.change_batch"):
                raise PermissionDenied
            return view(request, **given)

        return admin.site.admin_view(answer)

    return wrap


# ── sending a spreadsheet ────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request):
    """The spreadsheets that were sent, and a form to send one."""
    form, problems = UploadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            return sent(request, form.cleaned_data["file"])
        except UnreadableSheetError as error:
            form.add_error("file", str(error))
        except NotStagedError as error:
            problems = error.problems
    rows = Batch.objects.filter(kind=BatchKind.SHEET).defer("source", "facts").select_related("staged_by")
    pages = Paginator(rows, LISTED)
    number = int(request.GET.get("p", "1"))
    if number > pages.num_pages:
        return questions.refusal(request, admin.site, NotUnderstoodError("p"))
    context = {"title": _("Spreadsheets"), "form": form, "batches": pages.page(number)}
    context |= {"problems": problems[:MOST_TOLD], "more": max(0, len(problems) - MOST_TOLD)}
    status = 200 if request.method != "POST" else 400
    return TemplateResponse(request, "admin/sheets.html", admin.site.each_context(request) | context, status=status)


def sent(request, file):
    data = file.read()
    sheets, found = read_and_compare(file.name, data)
    if batch := keep(file.name, data, sheets, found, request.user):
        return HttpResponseRedirect(address(batch))
    messages.success(request, nothing_to_do(found))
    for note in not_read(found):
        messages.warning(request, note)
    return HttpResponseRedirect(reverse("sheets"))


def nothing_to_do(found: Comparison) -> str:
    """Why a spreadsheet changes nothing."""
    if not any(found.rows.values()):
        return _("There are no rows in it: there is nothing to do.")
    if found.number_of_notes:
        return _("In the columns that are read, the catalogue has all of this already: there is nothing to do.")
    return _("The catalogue has all of this already: there is nothing to do.")


def not_read(found: Comparison):
    """What a spreadsheet holds beside what is read, in sentences: of many cells the first few."""
    yield from map(told, found.notes[:FEW])
    if found.number_of_notes > FEW:
        number = found.number_of_notes - FEW
        said = ngettext("and %(number)s more cell.", "and %(number)s more cells.", number)
        yield said % {"number": number}
    if found.left:
        sheets = "; ".join(f"{name} ({why})" for name, why in found.left)
        yield _("Not read: %(sheets)s.") % {"sheets": sheets}


@require_safe
def empty_sheet(request):
    """The template: an empty spreadsheet with drop-downs."""
    file = BytesIO(template())
    return FileResponse(file, as_attachment=True, filename="catalogue-template.xlsx", content_type=SHEET)


# ── looking at one, and deciding ─────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, number: int):
    """What a spreadsheet would change, row by row; what an editor decides is kept at once."""
    batch = get_object_or_404(Batch, pk=number, kind=BatchKind.SHEET)
    mine = may_decide(request.user, batch)
    if request.method == "POST":
        if not mine:
            raise PermissionDenied
        return HttpResponseRedirect(acted(request, batch))
    try:
        page = Page(batch, request.GET.get("show", ""), int(request.GET.get("p", "1")))
    except NotUnderstoodError as problem:
        return questions.refusal(request, admin.site, problem)
    context = {"title": _("Spreadsheet: %(name)s") % {"name": batch.name}, "batch": batch, "page": page}
    context |= {"may_change": mine, "undone_by": undone_by(request.user, batch, mine) if page.applied else ""}
    return TemplateResponse(request, "admin/sheet.html", admin.site.each_context(request) | context)


def may_decide(user, batch: Batch) -> bool:
    """Contributors decide about what they sent themselves, editors about everything."""
    allowed = user.has_perm("initiatives.change_batch")
    return allowed and (batch.staged_by_id == user.pk or user.has_perm(PUBLISH))


def undone_by(user, batch: Batch, mine: bool) -> str:
    """Who undoes a spreadsheet, in a sentence, for those who may not; nothing for those who may."""
    if not mine:
        return _("Whoever sent it, or somebody who may publish, undoes it.")
    return "" if may_undo(batch, user) else str(FOR_PUBLISHERS)


def acted(request, batch: Batch) -> str:
    """Does what a button says; where to go then."""
    act, _colon, of = request.POST.get("do", "").partition(":")
    here = request.get_full_path()
    try:
        if act in {"accept", "leave"}:
            return f"{here}{decided(request, batch, act, of)}"
        if act in DONE:
            done(request, batch, act)
            messages.success(request, DONE[act])
            return address(batch)
        messages.error(request, _("That button is not known here."))
    except NotAppliedError as error:
        for reason in error.reasons:
            messages.error(request, reason)
    except NotStagedError as error:
        messages.error(request, " ".join(problem.message for problem in error.problems[:FEW]))
    return here


def decided(request, batch: Batch, act: str, of: str) -> str:
    """Accepts or leaves out one row, or all that are listed; the place on the page to go back to."""
    decision = Decision.ACCEPTED if act == "accept" else Decision.REJECTED
    if questions.is_number(of):
        decide(batch=batch, decision=decision, proposal=int(of))
        return f"#row-{of}"
    number = decide(batch=batch, decision=decision, state=of if of in STATES else "")
    if act == "accept":
        said = ngettext("%(number)s row accepted.", "%(number)s rows accepted.", number)
    else:
        said = ngettext("%(number)s row left out.", "%(number)s rows left out.", number)
    messages.success(request, said % {"number": number})
    return ""


def done(request, batch: Batch, act: str) -> None:
    if act == "apply":
        with transaction.atomic():
            seen(batch, request.POST.get("token", ""))
            outcome = apply(batch=batch, who=request.user)
        for note in outcome.notes:
            messages.warning(request, note)
    elif act == "undo":
        undo(batch=batch, who=request.user)
    elif act == "discard":
        discard(batch=batch)
    else:
        compare_again(batch=batch)


def address(batch: Batch) -> str:
    return reverse("sheet", kwargs={"number": batch.pk})


SHOWN: questions.Rules = {"show": STATES.__contains__, "p": questions.is_page}
urlpatterns = [
    path("", listed({"p": questions.is_page})(sheets), name="sheets"),
    path("template.xlsx", listed({})(empty_sheet), name="sheet-template"),
    path("<int:number>/", listed(SHOWN)(sheet), name="sheet"),
]
