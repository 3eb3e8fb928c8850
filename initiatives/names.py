"""Names: which initiatives are found by the names of their countries, actors and sources, as of a snapshot.

For each word of these names the initiatives are packed; what came, went or was renamed since is added and taken away.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from pyroaring import BitMap

from initiatives.bitmaps.tables import EMPTY
from initiatives.documents import Document
from initiatives.holdings import Holdings
from initiatives.search import Term

MOST_REMEMBERED = 50


class Public(Protocol):
    """What a snapshot tells of what is public."""

    holdings: Holdings
    is_packed: bool
    everything: BitMap
    there: BitMap
    documents: Mapping[int, Document]
    with_hidden_entries: Mapping[int, set[str]]

    def of(self, facet: str, value: str) -> BitMap: ...
    def held(self, facet: str, i: int) -> Iterable[str]: ...


class ByName:
    """The initiatives of one snapshot by the names of one facet's things."""

    def __init__(self, snapshot: Public):
        self.snapshot, self.holdings = snapshot, snapshot.holdings
        self.lately: dict[tuple[Term, str], BitMap] = {}

    def find(self, term: Term, facet: str) -> BitMap:
        """Those of things whose names have the term; what was asked for lately is remembered."""
        known = self.lately
        if (found := known.get((term, facet))) is None:
            if len(known) >= MOST_REMEMBERED:
                known = self.lately = {}
            found = known[term, facet] = self.found(term, facet)
        return found

    def found(self, term: Term, facet: str) -> BitMap:
        """What was packed, with what came since; and looked at one by one, what may have lost the name since."""
        matching = self.holdings.names.find(term)
        there = matching & self.snapshot.there
        packed = self.packed(term, facet)
        if packed is None:
            return self.of_any(facet, there)
        since = self.of_any(facet, there & self.holdings.named_since)
        lost = self.of_any(facet, matching & self.ended) | self.partly_hidden
        doubtful = packed & (lost - since)
        return (packed - doubtful | since | self.checked(doubtful, facet, there)) & self.snapshot.everything

    def packed(self, term: Term, facet: str) -> BitMap | None:
        """Those that were found by a word when they were packed; None where that does not help."""
        named, words = self.holdings.named[facet], self.holdings.names.packed
        if len(term.words) > 1 or not self.snapshot.is_packed:
            return None
        [word] = term.words
        if term.prefix:
            return named.begun(word)
        return BitMap.union(EMPTY, *(bits for form in words.forms_of(word) if (bits := named.words.get(form))))

    @cached_property
    def ended(self) -> BitMap:
        """The things that were public when they were packed and are not any more."""
        return BitMap(range(self.holdings.things.packed.public)) - self.snapshot.there

    @cached_property
    def partly_hidden(self) -> BitMap:
        return BitMap(self.snapshot.with_hidden_entries)

    def of_any(self, facet: str, things: BitMap) -> BitMap:
        """The initiatives of those of the things that are of one kind."""
        table = self.holdings.facets[facet]
        slugs = (slug for kind, slug in self.holdings.slugs(things) if kind == facet)
        found = BitMap.union(EMPTY, *map(table.get, slugs)) & self.snapshot.everything
        doubtful = found & self.partly_hidden
        return found - doubtful | self.one_by_one(doubtful, facet, things) if doubtful else found

    def checked(self, initiatives: BitMap, facet: str, things: BitMap) -> BitMap:
        """Those of the initiatives that readers see to have one of the things."""
        if len(initiatives) > len(things):
            return self.of_any(facet, things) & initiatives
        return self.one_by_one(initiatives, facet, things)

    def one_by_one(self, initiatives: BitMap, facet: str, things: BitMap) -> BitMap:
        return BitMap(
            i for i in initiatives if any(i in self.snapshot.of(facet, v) for v in self.held(i, facet, things))
        )

    def held(self, i: int, facet: str, things: BitMap) -> Iterable[str]:
        """An initiative's values of a facet that stand for one of the things, in entries that are hidden or not."""
        own = self.snapshot.documents[i].countries if facet == "country" else set(self.snapshot.held(facet, i))
        numbers = self.holdings.things.numbers
        return (value for value in own if any(number in things for number in numbers(f"{facet}/{value}")))
