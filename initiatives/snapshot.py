"""The snapshot: the public catalogue at one changeset, as a view of the holdings.

What belongs to an entry or to a participation has bitmaps of its own, one for each first, second, … entry, so that
several questions about entries can be asked of one and the same entry.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice, product

from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.bitmaps.sections import BEYOND
from initiatives.bitmaps.tables import EMPTY
from initiatives.bitmaps.words import RecentWords
from initiatives.documents import KEYS, Document, withholds
from initiatives.facets import GROUP_OF, NONE, VAST, relation_key
from initiatives.holdings import Holdings
from initiatives.mappings import Documents, Ids, Kinds, Values
from initiatives.names import ByName
from initiatives.orders import Chained, Ordered
from initiatives.record import Record

# Kinds of things that are public only while an initiative shows them.
SHOWN = {"actor", "source", "edition", "year"}


@dataclass
class Snapshot:
    """The public catalogue at one changeset. Never changed once made.

    ``withheld`` names what withdrawals keep from readers and since which changeset; ``reduced`` has the texts of the
    initiatives that are public without some of their entries.
    """

    holdings: Holdings = field(default_factory=Holdings)
    number: int = 0
    token: str = ""
    label: str = ""
    time: datetime | None = None
    withheld: dict[str, int] = field(default_factory=dict)
    reduced: RecentWords = field(default_factory=RecentWords)
    # The order of each directory, once it was asked for.
    directories: dict[tuple, object] = field(default_factory=dict, repr=False, compare=False)

    # what is there

    @cached_property
    def everything(self) -> BitMap:
        return self.holdings.initiatives.alive(self.number)

    @cached_property
    def there(self) -> BitMap:
        """The versions of things beside initiatives."""
        return self.holdings.things.alive(self.number)

    @property
    def documents(self) -> Documents:
        """Each initiative's document by its number here."""
        return Documents(self)

    @property
    def ids(self) -> Ids:
        """Each initiative's number here by its slug."""
        return Ids(self)

    @cached_property
    def facets(self) -> dict[str, Values]:
        """For each facet its values that occur, each with its initiatives."""
        return {facet: Values(self, facet, table) for facet, table in self.holdings.facets.items()}

    @cached_property
    def things(self) -> Mapping[str, Mapping[str, Record]]:
        """The records of everything beside initiatives, by kind and slug."""
        return Kinds(self)

    # initiatives

    @cached_property
    def tombstones(self) -> BitMap:
        """Initiatives that are listed here for the count's sake but withheld from readers."""
        names = (name.partition("/") for name in self.withheld)
        there = {self.ids.get(slug, -1) for kind, _, slug in names if kind == "initiative"} - {-1}
        return BitMap(i for i in there if self.is_withheld(self.documents[i]))

    def document(self, slug: str) -> Document | None:
        """The initiative with this slug, withheld from readers or not, or None."""
        number = self.ids.get(slug)
        return None if number is None else self.holdings.document(number)

    def is_withheld(self, document: Document) -> bool:
        return withholds(self.withheld, f"initiative/{document.slug}", document.begun)

    def current_slug(self, slug: str) -> str:
        """The slug that an initiative has, whatever it had before."""
        redirect = self.things.get("redirect", {}).get(f"initiative/{slug}")
        return redirect["to"] if redirect else slug

    @cached_property
    def with_hidden_entries(self) -> dict[int, set[str]]:
        """The initiatives some of whose entries a withdrawal keeps from readers, and which."""
        if not self.withheld:
            return {}
        names = (name.partition("/") for name in self.withheld)
        slugs = {entry.rpartition(".")[0] for kind, _, entry in names if kind == "entry"}
        there = (i for slug in slugs if (i := self.ids.get(slug)) is not None)
        hidden = {i: self.documents[i].withheld_by(self.withheld) for i in there}
        return {i: entries for i, entries in hidden.items() if entries}

    @cached_property
    def concealed(self) -> BitMap:
        """The initiatives of which a withdrawal keeps anything from readers."""
        return self.tombstones | BitMap(self.with_hidden_entries)

    @cached_property
    def hidden_entries(self) -> list[BitMap]:
        """The entries that a withdrawal keeps from readers: the initiatives whose first it is, whose second, …"""
        slots: list[BitMap] = []
        for i, hidden in self.with_hidden_entries.items():
            for slot, (name, _footnotes) in enumerate(self.documents[i].entries):
                if name in hidden:
                    slots += [BitMap() for _ in range(slot + 1 - len(slots))]
                    slots[slot].add(i)
        return slots

    def related(self, slug: str, named: Callable[[str], bool] | None = None) -> Iterator[tuple[Record, bool, Document]]:
        """The initiatives that say how they stand to this one: as what, whether inferred, and which, by title.

        ``named`` tells of a relation's key, where somebody has noted it, whether there may be such a one.
        """
        for term, inferred in product(self.relation_types, (False, True)):
            key = relation_key(term["id"], slug, inferred)
            found = self.facets["relation"].get(key, EMPTY) if named is None or named(key) else EMPTY
            for i in self.ordered("title", found) if found else ():
                yield term, inferred, self.documents[i]

    @cached_property
    def relation_types(self) -> list[Record]:
        """The terms for how one initiative stands to another."""
        return [term for name, term in self.things.get("term", {}).items() if name.startswith("relation/")]

    def latest(self, most: int) -> list[int]:
        """The initiatives that readers may see and that were published or changed last, the newest first."""
        there = self.everything - self.tombstones
        groups = (self.nearest(group, most) for group in self.holdings.initiatives.by_begun(there))
        return list(islice(chain.from_iterable(groups), most))

    def nearest(self, group: Iterable[int], most: int) -> list[int]:
        """The first ones of a group in the order of lists; packed ones come in it."""
        group = iter(group)
        first = list(islice(group, most))
        if not first or first[0] < self.in_order:
            return first
        return nsmallest(most, chain(first, group), key=lambda i: KEYS["newest"](self.documents[i], {}))

    # the other things

    def thing(self, kind: str, slug: str) -> Record | None:
        """The record of a thing that readers may see, or None."""
        record = self.things.get(kind, {}).get(slug)
        if record is None or kind not in SHOWN:
            return record
        return record if self.of(kind, slug) - self.tombstones else None

    def visible(self, facet: str, values: Iterable[str]) -> Iterable[str]:
        """Those of a facet's values that readers may see: not what only withheld initiatives or entries show."""
        if facet not in SHOWN or not self.withheld:
            return values
        return [value for value in values if value == NONE or self.thing(facet, value)]

    def shown(self, kind: str) -> list[Record]:
        """The records of a kind that readers may see, by slug."""
        found = (self.thing(kind, slug) for slug in sorted(self.things.get(kind, {})))
        return [record for record in found if record is not None]

    def showing(self, kind: str, slug: str) -> list[str]:
        """The slugs of the initiatives that show a thing."""
        return [self.documents[i].slug for i in self.facets[kind].get(slug, ())]

    @cached_property
    def terms(self) -> dict[str, Mapping[str, Record]]:
        """The terms of each facet by their values; the countries as well."""
        found: dict[str, dict[str, Record]] = {}
        for name, term in self.things.get("term", {}).items():
            facet, _, value = name.partition("/")
            found.setdefault(facet, {})[value] = term
        return found | {"country": self.things.get("country", {})}

    # facets

    def of(self, facet: str, value: str) -> BitMap:
        """The initiatives with a facet value in what readers may see of them."""
        if GROUP_OF[facet] == "entry" and self.hidden_entries:
            slots = except_hidden(self.holdings.parts[facet].get(value), self.hidden_entries)
            return initiatives_of(slots) & self.everything
        return self.holdings.facets[facet].get(value) & self.everything

    def number_of(self, facet: str) -> int:
        """How many values of a facet readers may see."""
        return len(self.facets[facet]) - (NONE in self.facets[facet]) - len(self.hidden_values(facet))

    def hidden_values(self, facet: str) -> set[str]:
        """The values of a facet that readers may not see: that only withheld initiatives or entries show."""
        if facet not in SHOWN or not self.withheld:
            return set()
        kept = (
            {value for i in self.concealed for value in self.held(facet, i)}
            if facet in VAST
            else set(self.facets[facet])
        )
        return kept - {NONE, *self.visible(facet, kept)}

    def held(self, facet: str, i: int) -> Iterable[str]:
        return self.holdings.holders[facet].of(i)

    # text

    def with_text(self, question: str) -> BitMap:
        """The initiatives that match a text question; withheld ones never do."""
        found = self.everything - self.tombstones
        for term in search.parse(question):
            hits = self.with_term(term)
            found = found & hits if term.wanted else found - hits
        return found

    def with_term(self, term: search.Term) -> BitMap:
        """The initiatives that have the term in a text of theirs, or in the name of what they are found by."""
        hits = self.holdings.texts.find(term)
        if self.with_hidden_entries:
            hits = hits - BitMap(self.with_hidden_entries) | self.reduced.find(term)
        return (hits | self.with_name(term, search.NAMES)) & self.everything

    def forms(self, word: str) -> set[str]:
        """The words in texts and names that count as this one."""
        return self.holdings.texts.forms(word) | self.holdings.names.forms(word)

    def with_title(self, term: search.Term) -> BitMap:
        """The initiatives that have the term in a title."""
        return self.holdings.titles.find(term) & self.everything

    def with_name(self, term: search.Term, facets: Container[str]) -> BitMap:
        """The initiatives of those countries, actors or sources whose names have the term."""
        return BitMap.union(EMPTY, *(self.by_name.find(term, facet) for facet in search.NAMES if facet in facets))

    @cached_property
    def by_name(self) -> ByName:
        return ByName(self)

    def named(self, numbers: BitMap) -> Iterator[tuple[str, str]]:
        """The kinds and slugs of those of the things with these numbers that are here."""
        return self.holdings.slugs(numbers & self.there)

    # orders

    def ordered(self, sort: str, found: BitMap) -> Ordered:
        """Initiatives in an order: newest, oldest, title or country."""
        return Ordered(self, sort, found)

    def by_relevance(self, found: BitMap, question: str) -> Chained:
        """First those that have most of the terms in their titles, and among these most in the names of actors or
        countries of theirs; then as lists usually are."""
        classes = {0: found}
        wanted = [term for term in search.parse(question) if term.wanted]
        for term in wanted:
            titles, names = self.with_title(term), self.with_name(term, {"actor", "country"})
            further: dict[int, list[BitMap]] = {}
            for rank, bits in classes.items():
                for more, own in ((len(wanted) + 1, bits & titles), (0, bits - titles)):
                    further.setdefault(rank + more + 1, []).append(own & names)
                    further.setdefault(rank + more, []).append(own - names)
            classes = {rank: BitMap.union(EMPTY, *each) for rank, each in further.items() if any(each)}
        return Chained([self.ordered("newest", classes[rank]) for rank in sorted(classes, reverse=True)])

    @property
    def first(self) -> int:
        """The number of the first initiative that is not packed."""
        return self.holdings.initiatives.first

    @cached_property
    def packed(self) -> BitMap:
        return BitMap(range(self.first))

    @property
    def in_order(self) -> int:
        """The packed ones with smaller numbers have these in the order of lists."""
        return self.holdings.initiatives.packed.public if self.first else 0

    @cached_property
    def country_names(self) -> dict[str, str]:
        return {code: fold(record["name"]) for code, record in self.things.get("country", {}).items()}

    @property
    def is_packed(self) -> bool:
        """Whether what was packed tells of this snapshot, but for what came and went since."""
        return self.holdings.sections is not None and self.number >= self.holdings.about["number"]

    def beginning(self, found: BitMap, start: str) -> BitMap:
        """Those of the initiatives whose folded titles begin so."""
        document, order = self.holdings.document, self.order("title")[0] if self.first else ()
        first, stop = (bisect_left(order, end, key=lambda i: document(i).title_key) for end in (start, start + BEYOND))
        others = (i for i in found - self.packed if document(i).title_key.startswith(start))
        return found & BitMap(array("I", order[first:stop])) | BitMap(others)

    def names_for(self, sort: str) -> dict[str, str]:
        """The names that an order needs."""
        return self.country_names if sort == "country" else {}

    def has_order(self, sort: str) -> bool:
        """Whether the packed initiatives are packed in this order as it is here."""
        return bool(self.first) and (sort != "country" or self.country_names == self.holdings.about["country_names"])

    def order(self, sort: str) -> tuple[memoryview, memoryview]:
        """The packed initiatives in an order, and each one's place in it."""
        sections = self.holdings.sections
        return sections.numbers(f"orders.{sort}"), sections.numbers(f"places.{sort}")

    def place(self, sort: str, number: int, order: str) -> int:
        """Where an initiative that is not packed goes among those that are, in an order of these or by number."""
        known = self.holdings.places
        if (sort, order, number) not in known:
            rows = self.order(order)[0] if order else range(self.in_order)
            names, key, document = self.names_for(sort), KEYS[sort], self.holdings.document
            own = key(document(number), names)
            known[sort, order, number] = bisect_left(rows, own, key=lambda other: key(document(other), names))
        return known[sort, order, number]


def initiatives_of(slots: Iterable[BitMap]) -> BitMap:
    """The initiatives that have any of a set of entries (or participations)."""
    return BitMap.union(EMPTY, *slots)


def except_hidden(slots: list[BitMap], hidden: list[BitMap]) -> list[BitMap]:
    return [bits - hidden[slot] if slot < len(hidden) else bits for slot, bits in enumerate(slots)]
