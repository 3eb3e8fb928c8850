"""The words of facet values at a moment, with their order: read once for each state of the ledger."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from countries.folding import fold
from initiatives.asking import Moment, label
from initiatives.facets import NONE
from initiatives.prepared import Shelf
from initiatives.record import Record
from initiatives.snapshot import SHOWN, Snapshot

FACETS_KEPT = 64  # each at one moment
WORDS_KEPT = 4096  # of a facet; there may be very many actors and sources
# Facets whose values have the names of things, which come and go with the initiatives that show them.
NAMED_BY_THINGS = SHOWN - {"year"}
LAST = 1000  # the place of what has none


class Word(NamedTuple):
    """A value in words."""

    label: str
    definition: str


class Listed(NamedTuple):
    """What of a facet is listed: the values, the words of each, their order, and the words that have a definition."""

    values: Set[str]
    words: dict[str, Word]
    order: list[str]
    defined: tuple[Word, ...]


@dataclass
class Words:
    """The values of one facet at one moment; each is read when it is first asked for."""

    terms: dict[str, Record]
    # The words, and what puts a value before or after others in a list: given anew together, whoever reads meanwhile.
    known: tuple[dict[str, Word], dict[str, tuple]] = field(default_factory=lambda: ({}, {}))
    # How pages draw them: for each manner the values that were drawn so.
    forms: defaultdict[tuple, dict[str, str]] = field(default_factory=partial(defaultdict, dict))
    last: Listed | None = None  # what was listed last
    # The words of a moment before, and the values that may be called otherwise since.
    former: "Words | None" = None
    touched: Set[str] = frozenset()

    def of(self, moment: Moment, facet: str, values: Set[str]) -> tuple[dict[str, Word], dict[str, tuple]]:
        """The words of these values and their places, among others. Whoever has got them keeps them."""
        known, places = self.known
        if len(known) > WORDS_KEPT and not values <= known.keys():
            known, places = self.known = {}, {}
            self.forms = defaultdict(dict)
        new = values - known.keys()
        if new and (former := self.former):
            before, placed = former.known
            same = (new & before.keys()) - self.touched
            # Places first: whoever reads meanwhile takes what is known to have one.
            places.update({value: placed[value] for value in same})
            known.update({value: before[value] for value in same})
            new -= same
        for value in new:
            term, shown = self.terms.get(value), label(moment, facet, value)
            position = LAST if term is None else term.get("position", 0)
            places[value] = (value == NONE, position, fold(shown), value)
            known[value] = Word(shown, (term or {}).get("definition", ""))
        return known, places

    def listed(self, moment: Moment, facet: str, values: Set[str]) -> Listed:
        """These values in words and in their order. Most questions list the same ones."""
        last = self.last
        if last is None or last.values is not values and last.values != values:
            known, places = self.of(moment, facet, values)
            order = sorted(values, key=places.__getitem__, reverse=facet == "year")
            defined = tuple(known[value] for value in order if known[value].definition)
            last = self.last = Listed(values, known, order, defined)
        return last

    def form(self, manner: tuple, value: str, make: Callable[[str, tuple], str]) -> str:
        """How pages draw a value in a manner: as they did before, where nothing has touched it."""
        if (form := self.forms[manner].get(value)) is not None:
            return form
        former = self.former
        before = former.forms[manner].get(value) if former and value not in self.touched else None
        return self.forms[manner].setdefault(value, before or make(value, manner))

    def label(self, moment: Moment, facet: str, value: str) -> str:
        """One value in words."""
        known = self.known[0]
        return (known if value in known else self.of(moment, facet, {value})[0])[value].label


WORDS: Shelf[tuple, Words] = Shelf(FACETS_KEPT)
LATEST: Shelf[tuple, Words] = Shelf(FACETS_KEPT)
VOCABULARIES: Shelf[tuple, str] = Shelf(FACETS_KEPT)
OFFERED: Shelf[tuple, Set[str]] = Shelf(FACETS_KEPT)


def words(moment: Moment, facet: str) -> Words:
    """The words of a facet at a moment."""
    return moment.once(facet, partial(kept, moment, facet))


def kept(moment: Moment, facet: str) -> Words:
    if facet not in NAMED_BY_THINGS:
        return WORDS.get((facet, *lasting(moment)), lambda: Words(moment.asked().terms(facet)))
    return WORDS.get((facet, *state(moment)), lambda: succeeding(moment, facet))


def succeeding(moment: Moment, facet: str) -> Words:
    """The words of a facet that names things. Those of the moment before still hold of what no initiative that shows
    it has touched since the pack, as long as no such thing is changed, and nothing withdrawn or restored."""
    found = Words(moment.asked().terms(facet))
    touched = [snapshot.facets[facet].touched for snapshot in (moment.snapshot, moment.today)]
    if None not in touched:
        key = (facet, *lasting(moment, facet, "withdrawal"))
        found.touched, former = set().union(*touched), LATEST.found(key)
        if former:
            found.former, former.former = former, None
        LATEST.keep(key, found)
    return found


def offered(moment: Moment, facet: str, find: Callable[[], Set[str]]) -> Set[str]:
    """The values of a facet that every list offers: the same ones for every question of a moment."""
    return OFFERED.get((facet, *state(moment)), find)


def vocabulary(moment: Moment) -> str:
    """A digest of what countries and terms are called at a moment: what is made of these words alone stays as it is."""
    return VOCABULARIES.get(lasting(moment), lambda: digest(moment))


def lasting(moment: Moment, *kinds: str) -> tuple:
    """What stands for the terms and countries of a moment, or for things of other kinds: the same until one of them is
    changed."""
    kinds = kinds or ("term", "country")
    snapshots = (moment.snapshot, moment.today)
    return moment.once(kinds, lambda: tuple(part for one in snapshots for part in unchanged_since(one, kinds)))


def unchanged_since(snapshot: Snapshot, kinds: tuple[str, ...]) -> tuple[int, int]:
    holdings = snapshot.holdings
    changed = max(holdings.about["number"], *(holdings.changed[kind] for kind in kinds))
    return holdings.mark, min(changed, snapshot.number)


def state(moment: Moment) -> tuple:
    then, now = moment.snapshot, moment.today
    return then.number, then.token, now.number, now.token


def digest(moment: Moment) -> str:
    said = [
        (kind, slug, record.get("label") or record.get("name"))
        for snapshot in (moment.snapshot, moment.today)
        for kind in ("country", "term")
        for slug, record in sorted(snapshot.things.get(kind, {}).items())
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()
