"""The page on which sentences are moved between a proposal and the context of its section."""

from django.utils.translation import gettext as _

from countries import admin_questions as questions
from initiatives.importer.joining import Row
from initiatives.importer.moving import move
from initiatives.importer.reviewing import NotReviewableError, OutdatedError
from initiatives.models import Batch, Proposal

# So many sentences of the context are offered at once; the others a press further away.
NEAREST = 12


def is_place(text: str) -> bool:
    return text == "0" or questions.is_number(text)


class MovingPages:
    """Moving sentences into a proposal and out of it. Mixed into the pages of a proposal."""

    def context_page(self, request, batch: Batch, proposal: Proposal):
        taken, apart = ([one for one in request.POST.getlist(name) if is_place(one)] for name in ("take", "apart"))
        error = ""
        if request.method == "POST":
            try:
                return self.back_to(batch, self.moved(request, proposal, taken, apart), request.POST.get("show", ""))
            except (NotReviewableError, OutdatedError) as problem:
                error = str(problem)
                proposal.refresh_from_db()
                batch.refresh_from_db()
        near, far = by_nearness(batch, proposal, {*taken, request.GET.get("start", "")})
        rows = [(row, str(row["start"]) in apart) for row in proposal.fields["statements"]]
        heading = _("Context: %(title)s")
        return self.render_proposal(request, "context", proposal, heading, error=error, near=near, far=far, rows=rows)

    def moved(self, request, proposal: Proposal, taken: list[str], apart: list[str]) -> Proposal:
        places = {"taken": map(int, taken), "apart": map(int, apart)}
        found = move(proposal=proposal, **places, seen=self.seen_of(request))
        self.say_of(request, found, _("Moved. Look “%(title)s” over, its text too, and accept it."))
        return found


def by_nearness(batch: Batch, proposal: Proposal, chosen: set[str]) -> tuple[list[tuple[Row, bool]], ...]:
    """The sentences of the context that are chosen or nearest to a proposal's statements, and the others; each with
    whether it is chosen, in the order of the text."""
    places = [row["start"] for row in proposal.fields["statements"]]
    rows = [(row, str(row["start"]) in chosen) for row in batch.facts.get("context", ())]

    def distance(pair: tuple[Row, bool]) -> tuple[bool, int]:
        row, is_chosen = pair
        return not is_chosen, min((abs(row["start"] - place) for place in places), default=0)

    near = {row["start"] for row, _chosen in sorted(rows, key=distance)[:NEAREST]}
    return [pair for pair in rows if pair[0]["start"] in near], [pair for pair in rows if pair[0]["start"] not in near]
