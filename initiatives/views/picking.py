"""What a reader has put aside or picked by hand: the links of each row, the bar below, and the form of a briefing.

All of it stands in the address: ``basket`` goes along from list to list and changes no answer, ``pick`` asks for the
initiatives it names, in their order.
"""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.filters import DOCUMENTS, GROUPINGS, MOST_VALUES, usual_group
from initiatives.formats import FORMATS
from initiatives.prepared import Prepared, prepared
from initiatives.selection import PLACE, Selection, around, encoded

GROUPED_BY = {
    "country": gettext_lazy("By country"),
    "year": gettext_lazy("By year"),
    "theme": gettext_lazy("By theme"),
    "level": gettext_lazy("By governance level"),
    "none": gettext_lazy("Not grouped, in the order of the list"),
}


@dataclass(frozen=True)
class Act:
    """Something a reader can do with a row: the address that does it, and what is then said to those who listen."""

    address: str
    said: str


@dataclass(frozen=True)
class Hand:
    """What can be done with a row that is put aside, which is taken back, or picked by hand: moved or taken out."""

    back: Act | None = None
    moves: bool = False
    up: Act | None = None
    down: Act | None = None
    out: Act | None = None


@dataclass
class Picking:
    """What a list page offers of one selection."""

    selection: Selection

    @cached_property
    def basket(self) -> list[str]:
        return self.selection.question.get("basket", [])

    @cached_property
    def picked(self) -> list[str]:
        return self.selection.question.get("pick", [])

    @cached_property
    def shown(self) -> list[str]:
        """The slugs of a list picked by hand, which is short, in its order."""
        return [self.selection.snapshot.documents[i].slug for i in self.selection.ids]

    @property
    def full(self) -> bool:
        """Whether the address holds as many values as it may."""
        return sum(map(len, self.selection.question.values())) >= MOST_VALUES

    # the links of a row

    def drawn(self, slug: str, title: SafeString, withdrawn: bool) -> SafeString:
        """What can be done with a row, as its page shows it."""
        if self.picked or slug in self.basket:
            return render_to_string("initiatives/hand.html", {"row": self.of(slug), "id": slug, "title": title})
        if self.full or withdrawn:
            return SafeString()
        first, last = self.around
        gaps = {"id": slug, "title": title, "address": f"{first}{slug}{last}", "said": self.added}
        return self.put.filled(gaps)

    @cached_property
    def put(self) -> Prepared:
        """The link that puts a row aside."""
        return prepared("initiatives/put.html", "id", "title", "address", "said")

    @cached_property
    def around(self) -> tuple[str, str]:
        """What stands before and after the slug of a row in the address that puts it aside."""
        return around(escape(self.here(basket=[*self.basket, PLACE])))

    @cached_property
    def added(self) -> str:
        """What is said when one more is put aside."""
        return escape(f"{_('Added.')} {said(len(self.basket) + 1)}")

    def of(self, slug: str) -> Hand:
        if self.picked:
            return Hand(
                moves=self.selection.sort == "picked",
                up=self.moved(slug, -1),
                down=self.moved(slug, 1),
                out=Act(self.here(pick=[one for one in self.picked if one != slug]), _("Taken out.")),
            )
        fewer = [one for one in self.basket if one != slug]
        return Hand(Act(self.here(basket=fewer), f"{_('Removed.')} {said(len(fewer))}"))

    def moved(self, slug: str, step: int) -> Act | None:
        """The list with the row before or after its neighbour."""
        place = self.shown.index(slug) + step
        if self.selection.sort != "picked" or not 0 <= place < len(self.shown):
            return None
        order = [one for one in self.picked if one != slug]
        order.insert(order.index(self.shown[place]) + (step > 0), slug)
        return Act(self.here(pick=order), _("Now in place %(place)s.") % {"place": place + 1})

    def here(self, **changes: list[str]) -> str:
        """This page of the list with something put aside, moved or taken out."""
        page = self.selection.question.get("page", [])
        return self.selection.address(**changes, page=page if "basket" in changes else [])

    # the bar

    @property
    def in_basket(self) -> str:
        return said(len(self.basket))

    @property
    def opened(self) -> str:
        """The list of what was put aside."""
        return self.listed(pick=self.basket)

    @property
    def emptied(self) -> Act:
        return Act(self.here(basket=[]), said(0))

    @property
    def widened(self) -> str:
        """All initiatives, with those picked put aside, to pick more."""
        return self.listed(basket=self.picked)

    def listed(self, **question: list[str]) -> str:
        return f"/initiatives/?{encoded(question | self.selection.moment.question)}"

    @property
    def missing(self) -> list[tuple[str, str]]:
        """What was picked and is not in the list, each with the address of the list without it."""
        there = set(self.shown) if self.picked else ()
        gone = [slug for slug in self.picked if slug not in there]
        return [(slug, self.here(pick=[one for one in self.picked if one != slug])) for slug in gone]

    # the form of a briefing

    @property
    def groupings(self) -> list[tuple[str, str, bool]]:
        usual = usual_group(self.selection.question)
        return [(name, str(GROUPED_BY[name]), name == usual) for name in GROUPINGS]

    @property
    def documents(self) -> list[tuple[str, str, str]]:
        """The formats a briefing can have: label, use and address of each that takes so long a list."""
        rows = [(extension, FORMATS[extension]) for extension in DOCUMENTS]
        fitting = [(extension, row) for extension, row in rows if not row.most or self.selection.total <= row.most]
        return [(row.label, str(row.use), f"/initiatives.{extension}") for extension, row in fitting]


def said(number: int) -> str:
    """How many are put aside."""
    return ngettext("%(n)s picked", "%(n)s picked", number) % {"n": number}
