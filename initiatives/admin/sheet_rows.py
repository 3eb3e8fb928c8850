"""The rows of a spreadsheet in review as its page shows them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.admin_questions import NotUnderstoodError
from countries.comparison import Difference
from initiatives.columns import COLUMNS
from initiatives.importer.sheet.comparing import MOST_TOLD
from initiatives.importer.sheet.deciding import in_state
from initiatives.importer.sheet.differing import CHANGED, CONFLICTING, NEW, WRONG
from initiatives.models import Batch, Decision, Entry, Initiative, Proposal
from initiatives.models.batch import BatchState

A_PAGE = 25
STATES = {
    NEW: gettext_lazy("new"),
    CHANGED: gettext_lazy("changed"),
    CONFLICTING: gettext_lazy("in conflict"),
    WRONG: gettext_lazy("wrong"),
}
KINDS = {
    "initiative": gettext_lazy("initiative"),
    "entry": gettext_lazy("entry"),
    "footnote": gettext_lazy("footnote"),
}
LABELS = {column.name: column.label for column in COLUMNS["footnotes"]}


@dataclass(frozen=True)
class Cell:
    """A cell that differs; ``base`` is what it said when it was exported, where somebody changed it since."""

    where: str
    column: str
    difference: Difference
    base: str | None


@dataclass(frozen=True)
class Row:
    """A row: what it tells of, what it changes, what was decided, and where that is edited, if it is there."""

    proposal: Proposal
    batch: Batch
    edit: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        return self.proposal.fields

    @property
    def title(self) -> str:
        return self.fields["title"]

    @property
    def what(self) -> str:
        parts = [str(KINDS[self.fields["kind"]]), self.fields["edition"]]
        if self.fields["mark"]:
            parts.append(_("note %(mark)s") % {"mark": self.fields["mark"]})
        return " ".join(part for part in parts if part)

    @property
    def state(self) -> str:
        return self.fields["state"]

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    @property
    def cells(self) -> list[Cell]:
        return [
            Cell(
                one["where"],
                one["column"],
                Difference(LABELS[one["column"]], one["before"], one["after"]),
                one["base"],
            )
            for one in self.fields["cells"]
        ]

    @property
    def problems(self) -> list[dict[str, str]]:
        return self.fields["problems"][:MOST_TOLD]

    @property
    def more(self) -> int:
        """How many problems are not told one by one."""
        return len(self.fields["problems"]) - len(self.problems)

    @property
    def conflicts(self) -> bool:
        return self.state == CONFLICTING

    @property
    def accepted(self) -> bool:
        return self.proposal.decision == Decision.ACCEPTED

    @property
    def open(self) -> bool:
        """Whether there is something to decide."""
        return self.batch.state == BatchState.STAGED and self.state != WRONG


def place(fields: dict[str, Any]) -> tuple[str, str]:
    """What a row is edited with: its initiative, or the entry that it tells of."""
    return fields["slug"], "" if fields["kind"] == "initiative" else fields["edition"]


def edited(slugs: set[str]) -> dict[tuple[str, str], str]:
    """The addresses at which these initiatives and their entries are edited."""
    found = {}
    for pk, slug in Initiative.objects.filter(slug__in=slugs).values_list("pk", "slug"):
        found[slug, ""] = reverse("admin:initiatives_initiative_change", args=[pk])
    entries = Entry.objects.filter(initiative__slug__in=slugs).order_by("pk")
    for pk, slug, edition in entries.values_list("pk", "initiative__slug", "edition"):
        found[slug, edition] = reverse("admin:initiatives_entry_change", args=[pk])
    return found


class Page:
    """One page of a spreadsheet's rows, of one state or all. Raises NotUnderstoodError for a page past the end."""

    def __init__(self, batch: Batch, show: str, number: int):
        self.batch, self.show = batch, show
        pages = Paginator(in_state(batch.proposals.order_by("position", "pk"), show), A_PAGE)
        if number > pages.num_pages:
            raise NotUnderstoodError("p")
        self.number, self.pages = number, pages
        proposals = list(pages.page(number))
        there = edited({proposal.fields["slug"] for proposal in proposals})
        self.rows = [Row(one, batch, there.get(place(one.fields), "")) for one in proposals]

    @cached_property
    def counted(self) -> Counter[tuple[str, str]]:
        return Counter(self.batch.proposals.values_list("fields__state", "decision"))

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """The states to choose from: value, label, how many, and whether it is chosen."""
        rows = [(state, label, self.number_of(state), self.show == state) for state, label in STATES.items()]
        return [("", _("all"), sum(self.counted.values()), not self.show), *rows]

    def number_of(self, state: str) -> int:
        return sum(number for (one, _decision), number in self.counted.items() if one == state)

    @property
    def accepted(self) -> int:
        return sum(number for (_state, decision), number in self.counted.items() if decision == Decision.ACCEPTED)

    @property
    def undecided(self) -> int:
        return self.counted[CONFLICTING, Decision.OPEN]

    @property
    def same(self) -> int:
        return self.batch.facts.get("same", 0)

    @property
    def numbers(self) -> list[int]:
        return list(self.pages.page_range) if self.pages.num_pages > 1 else []

    @property
    def in_review(self) -> bool:
        return self.batch.state == BatchState.STAGED

    @property
    def applied(self) -> bool:
        return self.batch.state == BatchState.APPLIED
