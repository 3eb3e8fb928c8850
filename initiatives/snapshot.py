"""The snapshot: the public catalogue at one changeset, as bitmaps by what each initiative can be found by.

What belongs to an entry or to a participation has bitmaps of its own, a bit for each, so that several questions
about entries can be asked of one and the same entry.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import product

from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.corpus import Corpus
from initiatives.facets import ENTRY_FACETS, INITIATIVE_FACETS, PARTICIPATION_FACETS, relation_key
from initiatives.record import Record

NONE = "none"
MAY_BE_NONE = {"country", "theme", "level", "form", "status", "evidence", "source", "actor"}
GROUPS = {"initiative": INITIATIVE_FACETS, "entry": ENTRY_FACETS, "participation": PARTICIPATION_FACETS}
GROUP_OF = {facet: group for group, facets in GROUPS.items() for facet in facets}
FACETS = tuple(GROUP_OF)

# Kinds of things that are public only while an initiative shows them.
SHOWN = {"actor", "source", "edition", "year"}

# The bit of the n-th entry (or participation) of the initiative with number i is n × STRIDE + i.
STRIDE = 1 << 22
SLOTS = (1 << 32) // STRIDE

type Part = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """What an answer needs to know of one initiative's version without reading its record."""

    slug: str
    pk: int
    number: int
    digest: str
    begun: int
    title: str
    title_key: str
    years: tuple[int, ...]
    countries: tuple[str, ...]
    entries: tuple[tuple[str, int], ...]  # the id of each entry, and how many footnotes it has

    def withheld_by(self, withheld: dict[str, int]) -> set[str]:
        """The ids of those of its entries that a withdrawal made since keeps from readers."""
        return {id for id, _ in self.entries if withholds(withheld, f"entry/{id}", self.begun)}


@dataclass
class Snapshot:
    """The public catalogue at one changeset. Never changed once made; `Folding` makes the next."""

    number: int = 0
    token: str = ""
    label: str = ""
    time: datetime | None = None
    withheld: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    facets: dict[str, dict[str, BitMap]] = field(default_factory=lambda: {facet: {} for facet in FACETS})
    parts: dict[str, dict[str, BitMap]] = field(default_factory=lambda: {facet: {} for facet in FACETS})
    things: dict[str, dict[str, Record]] = field(default_factory=dict)
    texts: Corpus = field(default_factory=Corpus)
    titles: Corpus = field(default_factory=Corpus)
    names: Corpus = field(default_factory=Corpus)
    named: dict[tuple[str, str], int] = field(default_factory=dict)  # the number of each facet value with a name

    @cached_property
    def everything(self) -> BitMap:
        return BitMap(self.documents)

    @cached_property
    def tombstones(self) -> BitMap:
        """Initiatives that are listed here for the count's sake but withheld from readers."""
        names = (name.partition("/") for name in self.withheld)
        there = {self.ids.get(slug, -1) for kind, _, slug in names if kind == "initiative"} & self.documents.keys()
        return BitMap(i for i in there if self.is_withheld(self.documents[i]))

    def document(self, slug: str) -> Document | None:
        """The initiative with this slug, withheld from readers or not, or None."""
        return self.documents.get(self.ids.get(slug, -1))

    def is_withheld(self, document: Document) -> bool:
        return withholds(self.withheld, f"initiative/{document.slug}", document.begun)

    def current_slug(self, slug: str) -> str:
        """The slug that an initiative has, whatever it had before."""
        redirect = self.things.get("redirect", {}).get(f"initiative/{slug}")
        return redirect["to"] if redirect else slug

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
        return [value for value in values if self.thing(facet, value)]

    def shown(self, kind: str) -> list[Record]:
        """The records of a kind that readers may see, by slug."""
        found = (self.thing(kind, slug) for slug in sorted(self.things.get(kind, {})))
        return [record for record in found if record is not None]

    @cached_property
    def hidden_entries(self) -> BitMap:
        """The bits of the entries that a withdrawal keeps from readers."""
        hidden = BitMap()
        for name in self.withheld:
            kind, _, entry = name.partition("/")
            i = self.ids.get(entry.rpartition(".")[0], -1) if kind == "entry" else -1
            if i in self.documents and entry in self.documents[i].withheld_by(self.withheld):
                hidden.add([name for name, _ in self.documents[i].entries].index(entry) * STRIDE + i)
        return hidden

    @cached_property
    def relation_types(self) -> list[Record]:
        """The terms for how one initiative stands to another."""
        return [term for name, term in self.things.get("term", {}).items() if name.startswith("relation/")]

    def related(self, slug: str) -> Iterator[tuple[Record, bool, Document]]:
        """The initiatives that say how they stand to this one: as what, whether inferred, and which, by title."""
        for term, inferred in product(self.relation_types, (False, True)):
            found = self.facets["relation"].get(relation_key(term["id"], slug, inferred), ())
            for i in sorted(found, key=self.title.get):
                yield term, inferred, self.documents[i]

    def showing(self, kind: str, slug: str) -> list[str]:
        """The slugs of the initiatives that show a thing."""
        return [self.documents[i].slug for i in self.facets[kind].get(slug, ())]

    def with_text(self, question: str) -> BitMap:
        """The initiatives that match a text question; withheld ones never do."""
        found = self.everything - self.tombstones
        for term in search.parse(question):
            hits = self.with_term(term)
            found = found & hits if term.wanted else found - hits
        return found

    def with_term(self, term: search.Term) -> BitMap:
        """The initiatives that have the term in a text of theirs, or in the name of what they are found by."""
        return self.texts.find(term) | self.with_name(term, search.NAMES)

    def with_name(self, term: search.Term, facets: Container[str]) -> BitMap:
        """The initiatives of those countries, actors or sources whose names have the term."""
        found = (self.values[number] for number in self.names.find(term))
        return BitMap.union(BitMap(), *(self.of(facet, value) for facet, value in found if facet in facets))

    def of(self, facet: str, value: str) -> BitMap:
        """The initiatives with a facet value in what readers may see of them."""
        if GROUP_OF[facet] == "entry":
            return initiatives_of(self.parts[facet].get(value, BitMap()) - self.hidden_entries)
        return self.facets[facet].get(value, BitMap())

    @cached_property
    def values(self) -> list[tuple[str, str]]:
        """The facet value of each number in ``names``."""
        return list(self.named)

    def ranks(self, question: str) -> Counter[int]:
        """What puts an initiative before others that match a text as well: how many of the terms its titles have,
        and then how many are names of actors or countries of its."""
        ranks: Counter[int] = Counter()
        wanted = [term for term in search.parse(question) if term.wanted]
        for term in wanted:
            ranks.update(dict.fromkeys(self.titles.find(term), len(wanted) + 1))
            ranks.update(dict.fromkeys(self.with_name(term, {"actor", "country"}), 1))
        return ranks

    @cached_property
    def newest(self) -> dict[int, int]:
        """Each initiative's place when the last year covered comes first, then title, then slug."""
        return self.places(lambda document: (-document.years[-1], document.title_key, document.slug))

    @cached_property
    def oldest(self) -> dict[int, int]:
        return self.places(lambda document: (document.years[0], document.title_key, document.slug))

    @cached_property
    def title(self) -> dict[int, int]:
        return self.places(lambda document: (document.title_key, document.slug))

    @cached_property
    def country(self) -> dict[int, int]:
        """By country names, those without a country last."""
        names = {code: fold(record["name"]) for code, record in self.things.get("country", {}).items()}

        def key(document):
            keys = sorted(names.get(code, code) for code in document.countries)
            return (not keys, keys, document.title_key, document.slug)

        return self.places(key)

    def places(self, key) -> dict[int, int]:
        ordered = sorted(self.documents, key=lambda i: key(self.documents[i]))
        return {i: place for place, i in enumerate(ordered)}


def withholds(withheld: dict[str, int], name: str, begun: int) -> bool:
    """Whether a withdrawal that stands keeps from readers what was begun then.

    ``name`` is “initiative/” or “entry/” and the identifier.
    """
    return begun < withheld.get(name, 0)


def parts_of(record: Record) -> dict[str, list[Part]]:
    """The facet values of a record's initiative, of each entry and of each participation."""
    pieces = {"initiative": [record], "entry": record["entries"], "participation": record["actors"]}
    parts = {group: [values_of(piece, group) for piece in pieces[group]] for group in GROUPS}
    return parts | {"participation": parts["participation"] or [{"actor": [NONE]}]}


def values_of(piece: Record, group: str) -> Part:
    values = {facet: extract(piece) for facet, extract in GROUPS[group].items()}
    return {facet: found or ([NONE] if facet in MAY_BE_NONE else []) for facet, found in values.items()}


def initiatives_of(bits: BitMap) -> BitMap:
    """The initiatives that a set of entries (or participations) belongs to."""
    found = BitMap()
    while bits:
        start = bits.min() // STRIDE * STRIDE
        slot = slice_of(bits, start)
        found |= slot.shift(-start)
        bits = bits - slot
    return found


def slice_of(bits: BitMap, start: int) -> BitMap:
    window = BitMap()
    window.add_range(start, start + STRIDE)
    return bits & window
