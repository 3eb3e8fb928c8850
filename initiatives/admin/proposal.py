"""The pages of one proposal of a section: decide, edit, merge, split, attach. Every act is a POST, saved at once."""

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries import admin_questions as questions
from countries.admin_base import NamedAutocompleteSelect
from countries.admin_questions import NotUnderstoodError
from initiatives.admin.cards import Review, following
from initiatives.admin.moving import MovingPages, is_place
from initiatives.admin.pages_of_cards import page_of
from initiatives.admin.proposal_form import Editing
from initiatives.importer import reviewing
from initiatives.importer.renaming import initiative_of
from initiatives.importer.reviewing import NotReviewableError, OutdatedError
from initiatives.models import Batch, BatchState, Decision, Entry, Initiative, Proposal

SAVE, ACCEPT, STAY = "_save", "_accept", "_stay"


class AttachForm(forms.Form):
    """An initiative of the catalogue, found while one types or by its slug."""

    initiative = forms.ModelChoiceField(
        Initiative.objects.all(),
        label=gettext_lazy("Initiative"),
        required=False,
        widget=NamedAutocompleteSelect(Entry._meta.get_field("initiative"), admin.site),
    )
    slug = forms.SlugField(label=gettext_lazy("Or its slug"), required=False, max_length=120)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("slug"):
            cleaned["initiative"] = initiative_of(cleaned["slug"])
        if not self.errors and cleaned.get("initiative") is None:
            self.add_error("slug" if cleaned.get("slug") else "initiative", _("Choose an initiative of the catalogue."))
        return cleaned


class ProposalPages(MovingPages):
    """The pages below a section's own. Mixed into its admin."""

    def proposal_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = {
            "": ("proposal", self.edit_page, {}),
            "decide/": ("decide", self.decide_page, {}),
            "merge/": ("merge", self.merge_page, {}),
            "split/": ("split", self.split_page, {}),
            "context/": ("context", self.context_page, {"start": is_place}),
            "attach/": ("attach", self.attach_page, {}),
        }
        stem = "<path:object_id>/proposals/<str:key>/"
        return [
            path(stem + tail, self.proposal_view(page, rules), name=f"{name}_{own}")
            for tail, (own, page, rules) in pages.items()
        ]

    def proposal_view(self, page: Callable, rules: questions.Rules):
        """A page of a proposal, for who may decide about it."""

        def view(request, object_id, key):
            return self.answered(request, rules, self.proposal_page, page, object_id, key)

        return self.admin_site.admin_view(view)

    def proposal_page(self, request, page: Callable, object_id: str, key: str):
        batch = self.batch(request, object_id, to_change=True)
        found = questions.is_number(key) and batch.proposals.filter(pk=key).first()
        if not found:
            raise Http404(_("There is no proposal with this key in the section."))
        found.batch = batch
        typed = request.method == "POST" and page == self.edit_page  # which answers with all that was typed
        if batch.state != BatchState.STAGED and not typed:
            return self.not_now(request, batch)
        if found.decision == Decision.MERGED and not typed and page != self.decide_page:
            self.message_user(request, reviewing.PART_OF_ANOTHER, messages.ERROR)
            return self.back_to(batch, found.merged_into)
        return page(request, batch, found)

    def proposal_address(self, page: str, proposal: Proposal) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[quote(proposal.batch_id), proposal.pk])

    def back_to(self, batch: Batch, proposal: Proposal | None, show: str = "") -> HttpResponseRedirect:
        return HttpResponseRedirect(self.place_of(batch, proposal, show))

    def place_of(self, batch: Batch, proposal: Proposal | None, show: str = "") -> str:
        """The address of a proposal on the section's page, which may be a later one."""
        asked = {"show": show} if show in Decision.values else {}
        if proposal and (number := page_of(batch, proposal, asked.get("show", ""))) > 1:
            asked["p"] = number
        place = f"#p-{proposal.pk}" if proposal else ""
        return f"{self.address('change', batch)}{'?' if asked else ''}{urlencode(asked)}{place}"

    def render_proposal(self, request, template: str, proposal: Proposal, title: str, status=200, **more):
        """A page of a proposal; ``others`` are the cards it could be merged into."""
        review = Review(proposal.batch)
        card = next((one for one in review.cards if one.proposal.pk == proposal.pk), None) or review.card(proposal, 0)
        response = self.page(
            request,
            template,
            proposal.batch,
            title % {"title": proposal},
            card=card,
            back=self.place_of(proposal.batch, proposal),
            others=[one for one in review.cards if one.proposal.pk != proposal.pk],
            **more,
        )
        response.status_code = status
        return response

    # deciding

    def decide_page(self, request, batch: Batch, proposal: Proposal):
        if request.method != "POST":
            return self.back_to(batch, proposal)
        act, show = request.POST.get("act", ""), request.POST.get("show", "")
        acts = {
            "accept": self.accept,
            "reject": self.reject,
            "reopen": self.reopen,
            "join": self.join_before,
            "out": self.take_out,
            "detach": self.detach,
        }
        if act not in acts:
            raise NotUnderstoodError("act")
        at = self.done(request, proposal, lambda: acts[act](request, proposal, self.seen_of(request)))
        return self.back_to(batch, at, show)

    @staticmethod
    def seen_of(request) -> int:
        """The version that the editor had before them; none that there is where the form says nothing."""
        text = request.POST.get("seen", "")
        return int(text) if questions.is_number(text) else 0

    def done(self, request, proposal: Proposal, act: Callable[[], Proposal | None]) -> Proposal | None:
        """The proposal to go on with after an act; this one where the act could not be done."""
        try:
            return act()
        except (NotReviewableError, OutdatedError) as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return proposal

    def accept(self, request, proposal: Proposal, seen: int) -> Proposal | None:
        return self.decided(request, proposal, seen, Decision.ACCEPTED, _("Accepted: %(title)s"))

    def reject(self, request, proposal: Proposal, seen: int) -> Proposal | None:
        return self.decided(request, proposal, seen, Decision.REJECTED, _("Rejected: %(title)s"))

    def decided(self, request, proposal: Proposal, seen: int, decision: str, said: str) -> Proposal | None:
        """Decides, and goes on to the next that is open."""
        found = reviewing.decide(proposal=proposal, decision=decision, seen=seen)
        self.say_of(request, found, said)
        return following(proposal.batch, found) or found

    def reopen(self, request, proposal: Proposal, seen: int) -> Proposal:
        found = reviewing.decide(proposal=proposal, decision=Decision.OPEN, seen=seen)
        self.say_of(request, found, _("Open again: %(title)s"))
        return found

    def join_before(self, request, proposal: Proposal, seen: int) -> Proposal:
        """Merges a proposal with the one before it on the page."""
        cards = Review(proposal.batch).cards
        own = next((card for card in cards if card.proposal.pk == proposal.pk), None)
        if own is None or own.before is None:
            raise NotReviewableError(_("There is no proposal before this one to merge it with."))
        return self.merged(request, proposal, own.before, seen)

    def merged(self, request, proposal: Proposal, into: Proposal, seen: int) -> Proposal:
        other = reviewing.merge(proposal=proposal, into=into, seen=seen)
        said = _("Merged “%(title)s” into “%(other)s”: look it over and accept it.")
        self.say_of(request, proposal, said, other=other)
        return other

    def take_out(self, request, proposal: Proposal, seen: int) -> Proposal:
        found = reviewing.take_out(proposal=proposal, seen=seen)
        self.say_of(request, found, _("On its own again: %(title)s"))
        return found

    def detach(self, request, proposal: Proposal, seen: int) -> Proposal:
        found = reviewing.attach(proposal=proposal, slug="", seen=seen)
        self.say_of(request, found, _("A new initiative: %(title)s"))
        return found

    def say_of(self, request, proposal: Proposal, said: str, **named) -> None:
        """Says what was done and keeps it in the section's history; ``%(title)s`` is the proposal's."""
        text = said % {"title": proposal, **named}
        self.message_user(request, text, messages.SUCCESS)
        self.log_change(request, proposal.batch, text)

    # merging, splitting, attaching: each chooses something on a page of its own

    def merge_page(self, request, batch: Batch, proposal: Proposal):
        key = request.POST.get("into", "")
        into = batch.proposals.filter(pk=key).first() if questions.is_number(key) else None
        error = _("Choose the proposal that it belongs to.") if request.method == "POST" and into is None else ""
        if into:
            at = self.done(request, proposal, lambda: self.merged(request, proposal, into, self.seen_of(request)))
            return self.back_to(batch, at)
        return self.render_proposal(request, "merge", proposal, _("Merge: %(title)s"), error=error)

    def split_page(self, request, batch: Batch, proposal: Proposal):
        chosen = [text for text in request.POST.getlist("start") if text == "0" or questions.is_number(text)]
        error = ""
        if request.method == "POST":
            try:
                return self.back_to(batch, self.split(request, proposal, [*map(int, chosen)]))
            except (NotReviewableError, OutdatedError) as problem:
                error = str(problem)
                proposal.refresh_from_db()
        rows = [(row, str(row["start"]) in chosen) for row in proposal.fields["statements"]]
        return self.render_proposal(request, "split", proposal, _("Split: %(title)s"), error=error, rows=rows)

    def split(self, request, proposal: Proposal, starts: list[int]) -> Proposal:
        made = reviewing.split(proposal=proposal, starts=starts, seen=self.seen_of(request))
        said = _("Split: “%(made)s” is a proposal of its own now. Look both over.")
        self.say_of(request, proposal, said, made=made)
        return made

    def attach_page(self, request, batch: Batch, proposal: Proposal):
        form = AttachForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            initiative = form.cleaned_data["initiative"]
            at = self.done(request, proposal, lambda: self.attached(request, proposal, initiative))
            return self.back_to(batch, at)
        return self.render_proposal(request, "attach", proposal, _("Attach: %(title)s"), form=form)

    def attached(self, request, proposal: Proposal, initiative: Initiative) -> Proposal:
        found = reviewing.attach(proposal=proposal, slug=initiative.slug, seen=self.seen_of(request))
        self.say_of(request, found, _("“%(title)s” goes on with “%(initiative)s”."), initiative=initiative)
        return found

    # editing

    def edit_page(self, request, batch: Batch, proposal: Proposal):
        editing = Editing(proposal, request.POST or None)
        if request.method != "POST":
            return self.render_edit(request, proposal, editing)
        if not editing.is_valid():
            return self.render_edit(request, proposal, editing)
        try:
            found = self.edited(request, proposal, editing)
        except OutdatedError as problem:
            return self.render_edit(request, proposal, editing, newest=problem.newest)
        except NotReviewableError as problem:
            return self.typed_for_nothing(request, str(problem))
        if STAY in request.POST:
            return HttpResponseRedirect(self.proposal_address("proposal", found))
        at = following(batch, found) if ACCEPT in request.POST else None
        return self.back_to(batch, at or found)

    def edited(self, request, proposal: Proposal, editing: Editing) -> Proposal:
        """Saves what was typed, where it is the version that the editor saw or chose to replace."""
        given = editing.form.cleaned_data
        newest = Proposal.objects.get(pk=proposal.pk).token
        seen = newest if newest == given["replaces"] else given["token"] or 0
        decision = Decision.ACCEPTED if ACCEPT in request.POST else ""
        found = reviewing.edit(proposal=proposal, fields=editing.fields(), seen=seen, decision=decision)
        said = _("Saved and accepted: %(title)s") if decision else _("Saved: %(title)s")
        self.say_of(request, found, said)
        return found

    def render_edit(self, request, proposal: Proposal, editing: Editing, newest=None) -> TemplateResponse:
        more = {"newest": newest, "conflict": editing.conflict(newest)} if newest else {}
        return self.render_proposal(
            request, "edit", proposal, _("Edit: %(title)s"), editing=editing, media=editing.media, **more
        )
