"""The round board and what is done from it: carry forward, confirm and publish many at once, each after a look."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries import admin_questions as questions
from countries.admin_questions import NotUnderstoodError
from initiatives.admin.acts import PublishForm
from initiatives.completeness import field_name
from initiatives.editing import carrying, preview
from initiatives.editing.board import STATES, Board
from initiatives.editing.carrying import OutdatedError
from initiatives.models import Edition, Entry, Initiative
from initiatives.models.fields import State
from initiatives.models.initiative import PUBLISH
from initiatives.publishing import NotPublishableError, Work
from initiatives.record import canonical, digest

BOARD = "round"


def answered(view: Callable) -> Callable:
    """The view behind the sign-in of the editors; a 400 where the address or the form asks something else."""

    def inner(request):
        try:
            return view(request)
        except NotUnderstoodError as problem:
            return questions.refusal(request, admin.site, problem)

    return admin.site.admin_view(inner)


def allow(request, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def read_board(query: str) -> Board:
    """The board that a query string asks for. Raises NotUnderstoodError."""
    board = Board()
    known = {
        "year": lambda value: value in set(map(str, board.all_years)),
        "place": lambda value: value in board.places,
        "state": lambda value: value in STATES,
    }
    # The form of the filters sends what is not chosen as an empty value.
    questions.check(query, {name: (lambda value, rule=rule: not value or rule(value)) for name, rule in known.items()})
    asked = {name: value for name, value in questions.pairs(query) if value}
    if "year" in asked:
        board.asked_year = int(asked["year"])
    board.place, board.state = asked.get("place", ""), asked.get("state", "")
    return board


def address(board: Board, **changes: Any) -> str:
    """The board under other filters than those it has."""
    asked = {"year": board.asked_year, "place": board.place, "state": board.state} | changes
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse(BOARD)}?{query}" if query else reverse(BOARD)


def page(request, template: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(
        request, f"admin/round/{template}.html", admin.site.each_context(request) | {"title": title} | context
    )


# ── the board ────────────────────────────────────────────────────────────────────────────────────────────────


@answered
def board_view(request):
    allow(request, "initiatives.view_entry")
    board = read_board(request.META.get("QUERY_STRING", ""))
    states = [
        (state, words, board.counts[state], address(board, state="" if board.state == state else state))
        for state, words in STATES.items()
    ]
    return page(
        request,
        "board",
        _("The yearly round"),
        board=board,
        states=states,
        all_places=list(board.places.items()),
        query=address(board).partition("?")[2],
        may={
            "carry": request.user.has_perm("initiatives.add_entry"),
            "confirm": request.user.has_perm("initiatives.change_entry"),
            "publish": request.user.has_perm(PUBLISH),
        },
    )


def asked_board(request) -> Board:
    """The board that a form was sent from."""
    return read_board(request.POST.get("board", ""))


def chosen_on(request, board: Board) -> list[Initiative]:
    return board.chosen(request.POST.getlist("initiative"), request.POST.getlist("place"))


def back(request, board: Board, said: str = "", level: int = messages.SUCCESS) -> HttpResponseRedirect:
    if said:
        messages.add_message(request, level, said)
    return HttpResponseRedirect(address(board))


def nothing_chosen(request, board: Board, said: str = "") -> HttpResponseRedirect:
    said = said or _("Nothing was chosen: tick initiatives first, or all of a country.")
    return back(request, board, said, messages.WARNING)


# ── carry forward ────────────────────────────────────────────────────────────────────────────────────────────


@answered
def carry_view(request):
    """Shows what would be carried forward, then does it. A cell of the board leads here for one initiative."""
    allow(request, "initiatives.add_entry")
    if request.method != "POST":
        questions.check(
            request.META.get("QUERY_STRING", ""), {"initiative": questions.is_number, "edition": questions.is_slug}
        )
        edition = edition_named(request.GET.get("edition"))
        chosen = list(Initiative.objects.filter(pk=request.GET.get("initiative") or 0))
        board = Board(year=edition.year_id)
    else:
        questions.check(request.META.get("QUERY_STRING", ""), {})
        edition, board = edition_named(request.POST.get("edition")), asked_board(request)
        chosen = chosen_on(request, board)
    if not chosen:
        return nothing_chosen(request, board)
    if "sure" in request.POST:
        return carried(request, board, chosen, edition)
    plan, before = carrying.planned(chosen, edition)
    rows = [(entry, before[entry.initiative_id]) for entry in plan.entries]
    heading = _("Carry forward into %(edition)s") % {"edition": edition.pk}
    return page(request, "carry", heading, rows=rows, left=plan.left, edition=edition, **to_board(board))


def to_board(board: Board) -> dict[str, str]:
    return {"back": address(board), "query": address(board).partition("?")[2]}


def edition_named(slug: str | None) -> Edition:
    """The edition with this key. Raises NotUnderstoodError."""
    found = Edition.objects.filter(pk=slug or "").first() if questions.is_slug(slug or "") else None
    if found is None:
        raise NotUnderstoodError("edition")
    return found


def carried(request, board: Board, chosen: list[Initiative], edition: Edition) -> HttpResponseRedirect:
    try:
        done = carrying.carry(initiatives=chosen, edition=edition, who=request.user)
    except IntegrityError:
        said = _("Somebody else added one of these entries at the same moment, so none was carried. Try again.")
        return back(request, board, said, messages.ERROR)
    for left in done.left:
        said = _("Left as it is: %(title)s. %(reason)s") % {"title": left.initiative, "reason": left.reason}
        messages.warning(request, said)
    number = len(done.entries)
    said = ngettext("%(number)s draft in %(edition)s.", "%(number)s drafts in %(edition)s.", number)
    if number == 1 == len(chosen):
        messages.success(request, _("Carried forward. Nothing is public: hold each field against the edition."))
        return HttpResponseRedirect(reverse("admin:initiatives_entry_change", args=[done.entries[0].pk]))
    return back(request, board, said % {"number": number, "edition": edition.pk} if number else "")


# ── confirm ──────────────────────────────────────────────────────────────────────────────────────────────────


@answered
def confirm_view(request):
    """Shows what is unconfirmed of the drafts that were chosen, then confirms all of it."""
    allow(request, "initiatives.change_entry")
    questions.check(request.META.get("QUERY_STRING", ""), {})
    board = asked_board(request)
    if "sure" in request.POST:
        return confirmed(request, board)
    drafts = board.drafts(chosen_on(request, board))
    rows = [(entry, unconfirmed_told(entry)) for entry in drafts if entry.unconfirmed.all()]
    if not rows:
        return nothing_chosen(request, board, _("Of what was chosen nothing is left to confirm."))
    return page(request, "confirm", _("Confirm what was carried over or read"), rows=rows, **to_board(board))


def unconfirmed_told(entry: Entry) -> str:
    """The unconfirmed fields of an entry in one line."""
    return ", ".join(field_name(row.field)[0] for row in entry.unconfirmed.all())


def confirmed(request, board: Board) -> HttpResponseRedirect:
    seen = [value.partition(".") for value in request.POST.getlist("entry")]
    tokens = {int(key): int(token) for key, _dot, token in seen if questions.is_number(key) and is_token(token)}
    try:
        number = carrying.confirm_all(tokens=tokens, who=request.user)
    except OutdatedError:
        said = _("Somebody changed one of these drafts after you opened the page, so none was confirmed. Look again.")
        return back(request, board, said, messages.ERROR)
    said = ngettext("%(number)s draft confirmed.", "%(number)s drafts confirmed.", number)
    return back(request, board, said % {"number": number})


def is_token(text: str) -> bool:
    return questions.is_number(text) and len(text) < 10


# ── publish ──────────────────────────────────────────────────────────────────────────────────────────────────


@answered
def publish_view(request):
    """Shows what readers would see change, then publishes the complete drafts as one changeset."""
    allow(request, PUBLISH)
    questions.check(request.META.get("QUERY_STRING", ""), {})
    board = asked_board(request)
    sure = "sure" in request.POST
    drafts = named_drafts(request) if sure else board.drafts(chosen_on(request, board))
    if not drafts:
        return nothing_chosen(request, board, _("Of what was chosen there is no draft to publish."))
    form = PublishForm(request.POST if sure else None)
    if sure and form.is_valid() and (changeset := published(request, drafts, form.cleaned_data)):
        said = ngettext(
            "%(number)s entry published as changeset %(label)s.",
            "%(number)s entries published as changeset %(label)s.",
            len(drafts),
        )
        return back(request, board, said % {"number": len(drafts), "label": changeset})
    seen = list(zip(drafts, preview.of_drafts(drafts), strict=True))
    complete = [(entry, one) for entry, one in seen if not one.gaps]
    return page(
        request,
        "publish",
        _("Publish drafts"),
        form=form,
        complete=complete,
        incomplete=[(entry, one) for entry, one in seen if one.gaps],
        seen=together([one for _entry, one in complete]),
        **to_board(board),
    )


def named_drafts(request) -> list[Entry]:
    keys = [key for key in request.POST.getlist("entry") if questions.is_number(key)]
    found = Entry.objects.filter(pk__in=keys, state=State.DRAFT).select_related("initiative", "edition", "status")
    return list(found.order_by("initiative__title_key", "edition"))


def together(previews: list[preview.Preview]) -> str:
    """The digest of several previews looked at on one page."""
    return digest(canonical([one.seen for one in previews]))


def published(request, drafts: list[Entry], given: dict[str, str]) -> str:
    """Publishes drafts as one changeset and returns its label; nothing, and why, where one of them cannot be."""

    def act(work: Work) -> None:
        for entry in drafts:
            work.publish(entry.initiative, own_part=False, entries=[entry])

    def look() -> preview.Preview:
        newest = Entry.objects.select_related("initiative", "edition").in_bulk([entry.pk for entry in drafts])
        found = preview.of_drafts([newest[entry.pk] for entry in drafts])
        return preview.Preview(seen=together(found), differences=[])

    try:
        changeset = preview.publish_as_seen(
            who=request.user, why=given["why"], seen=given["seen"], preview=look, act=act
        )
    except NotPublishableError as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
        return ""
    LogEntry.objects.log_actions(request.user.pk, drafts, CHANGE, _("Published: %(why)s") % {"why": given["why"]})
    return changeset.label if changeset else ""


urlpatterns = [
    path("", board_view, name=BOARD),
    path("carry/", carry_view, name="round-carry"),
    path("confirm/", confirm_view, name="round-confirm"),
    path("publish/", publish_view, name="round-publish"),
]
