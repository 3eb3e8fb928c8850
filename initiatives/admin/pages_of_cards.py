"""The pages of a section with many proposals: so many cards on each, beside the part of the text they are from."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from countries.admin_questions import NotUnderstoodError
from initiatives.admin.cards import Card, Review, shown
from initiatives.importer.stretches import Stretch
from initiatives.models import Batch, Decision, Proposal

CARDS = 50


@dataclass
class CardPage:
    """One page of the cards with a decision (of all, where none is named)."""

    review: Review
    show: str
    number: int

    def __post_init__(self):
        paginator = Paginator(shown(self.review.cards, self.show), CARDS)
        if self.number > paginator.num_pages:
            raise NotUnderstoodError("p")
        self.page: Page = paginator.page(self.number)
        here = {card.proposal.pk for card in self.cards}
        for card in self.review.cards:
            card.elsewhere = "" if card.proposal.pk in here else f"?p={(card.number - 1) // CARDS + 1}"

    @property
    def cards(self) -> list[Card]:
        return list(self.page.object_list)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The text from where this page's statements begin to where those of the next one do."""
        end = len(self.review.batch.source)
        if self.page.has_next():
            after = self.page.paginator.page(self.number + 1).object_list
            end = max([min(places(after, "start"), default=end), *places(self.cards, "end")])
        start = min(places(self.cards, "start"), default=0) if self.page.has_previous() else 0
        return [one for one in self.review.stretches if start <= one.start < end]


def places(cards: list[Card], bound: str) -> list[int]:
    return [one[bound] for card in cards for one in card.fields["statements"]]


def page_of(batch: Batch, proposal: Proposal, show: str) -> int:
    """The number of the page that shows a proposal; the first where none does."""
    rows = batch.proposals.exclude(decision=Decision.MERGED).order_by("position", "pk")
    keys = list((rows.filter(decision=show) if show else rows).values_list("pk", flat=True))
    return keys.index(proposal.pk) // CARDS + 1 if proposal.pk in keys else 1
