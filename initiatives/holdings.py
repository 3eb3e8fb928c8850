"""The holdings: every version the ledger ever had, in bitmaps by what each initiative can be found by.

They only grow: what is folded in says nothing new of an earlier changeset, so that the snapshots of all changesets
share them. Whoever adds to them is alone; readers need no lock, since they only see what they know to be there.
"""

import itertools
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.bitmaps.holders import Holders, PackedHolders
from initiatives.bitmaps.lines import Lines, PackedLines
from initiatives.bitmaps.sections import Names, Sections
from initiatives.bitmaps.strands import PackedStrand, Strand
from initiatives.bitmaps.tables import PackedSlots, PackedTable, SlotTable, Table
from initiatives.bitmaps.words import Corpus, PackedStarts, PackedWords
from initiatives.documents import Document, document_from
from initiatives.facets import FACETS, GROUP_OF, HELD, VAST, pairs_of, parts_of
from initiatives.record import Record, parsed

# Tells holdings apart within a process: a version's number is its own in these alone.
MARKS = itertools.count()
IN_PARTS = tuple(facet for facet in FACETS if GROUP_OF[facet] != "initiative")


@dataclass(frozen=True, slots=True)
class Row:
    """One version as read from the ledger."""

    kind: str
    slug: str
    number: int
    pk: int
    digest: str
    begun: int
    record: Record


class PackedDirectory:
    """The things of a long facet that initiatives showed when they were packed."""

    def __init__(self, sections: Sections, facet: str):
        # The folded name and the slug of each, by name, and the numbers of the things in this order.
        self.names = Names(sections, f"directories.{facet}.names")
        self.numbers = sections.numbers(f"directories.{facet}.numbers")
        # The numbers of the things, the most frequent first, and how many initiatives showed each.
        self.frequent = sections.numbers(f"directories.{facet}.frequent")
        self.counts = sections.numbers(f"directories.{facet}.counts")

    @cached_property
    def all(self) -> BitMap:
        return BitMap(array("I", self.numbers))


class Holdings:
    """Every version up to a changeset, ``number``, by what it can be found by."""

    def __init__(self, sections: Sections | None = None):
        def packed(kind, name):
            return None if sections is None else kind(sections, name)

        self.mark = next(MARKS)
        self.about = sections.about if sections else {"number": 0, "token": ""}
        self.sections, self.number = sections, self.about["number"]
        self.initiatives = Strand(packed(PackedStrand, "initiatives"))
        self.things = Strand(packed(PackedStrand, "things"))
        self.lines = Lines(lambda number: self.document(number).line, packed(PackedLines, "lines"))
        self.facets = {facet: Table(packed(PackedTable, f"facets.{facet}")) for facet in FACETS}
        self.parts = {facet: SlotTable(packed(PackedSlots, f"parts.{facet}")) for facet in IN_PARTS}
        self.pairs = Table(packed(PackedTable, "pairs"))
        self.rows = SlotTable(packed(PackedSlots, "rows"))
        first = self.initiatives.first
        self.holders = {facet: Holders(self.facets[facet], first, packed(PackedHolders, facet)) for facet in HELD}
        self.texts = Corpus(packed(PackedWords, "texts"))
        self.titles = Corpus(packed(PackedWords, "titles"))
        self.names = Corpus(packed(PackedWords, "names"))
        # What was public when it was packed, by the words of its names; and the packed things of which that is not all.
        self.named = {facet: packed(PackedStarts, f"named.{facet}") for facet in search.NAMES}
        self.held_since = BitMap()
        self.directories = {facet: packed(PackedDirectory, facet) for facet in VAST}
        # The values of long facets whose initiatives may be others than when they were packed.
        self.touched: dict[str, set[str]] = {facet: set() for facet in VAST}
        # The last changeset that touched a thing of each kind.
        self.changed: Counter[str] = Counter()
        # What snapshots worked out that holds for others too: where initiatives go in an order, and whole kinds.
        self.places: dict[tuple[str, str, int], int] = {}
        self.same: dict[str, tuple[int, dict[str, Record]]] = {}
        # The texts of initiatives without those of their entries that are withheld, by version and entries.
        self.reduced: dict[tuple[int, frozenset[str]], str] = {}

    def add(self, row: Row) -> None:
        if row.kind == "initiative":
            self.add_initiative(row)
            return
        number = self.things.add(f"{row.kind}/{row.slug}", row.begun, row.record)
        self.changed[row.kind] = row.begun
        if row.kind in search.NAMES:
            self.names.add(number, search.names(row.kind, row.record))

    def add_initiative(self, row: Row) -> None:
        number, parts = len(self.initiatives), parts_of(row.record)
        self.titles.add(number, search.titles(row.record))
        self.texts.add(number, search.text(row.record))
        for facet, slot, value in bits(parts):
            self.facets[facet].add(value, number)
            if facet in self.parts:
                self.parts[facet].add(value, slot, number)
        for pair in pairs_of(parts):
            self.pairs.add(pair, number)
        for slot, value in rows_of(row.record):
            self.rows.add(value, slot, number)
        for facet, holders in self.holders.items():
            holders.recent[number] = held_by(parts, facet)
        for facet, touched in self.touched.items():
            touched.update(self.holders[facet].of(number))
        for name in named_by(parts):
            self.held_since.update(number for number in self.things.numbers(name) if number < self.things.first)
        document = document_from(row.slug, row.number, row.pk, row.digest, row.begun, row.record)
        self.initiatives.add(row.slug, row.begun, document)

    def end(self, kind: str, slug: str, begun: int, ended: int) -> None:
        """What the ledger says of a version that was added before: that it ended."""
        if kind != "initiative":
            self.things.end(f"{kind}/{slug}", begun, ended)
            self.changed[kind] = max(self.changed[kind], ended)
            return
        number = self.initiatives.end(slug, begun, ended)
        for facet, touched in self.touched.items():
            touched.update(self.holders[facet].of(number))

    @property
    def named_since(self) -> BitMap:
        """The things that came since they were packed, and those that an initiative shows that did."""
        return self.held_since | BitMap(range(self.things.first, len(self.things)))

    def slugs(self, things: BitMap) -> Iterator[tuple[str, str]]:
        """The kind and the slug of each thing."""
        for number in things:
            kind, _, slug = self.things.slug(number).partition("/")
            yield kind, slug

    def kinds(self) -> list[str]:
        """The kinds of things that there are or were."""
        return sorted({*self.about.get("kinds", ()), *self.changed})

    def document(self, number: int) -> Document:
        strand = self.initiatives
        if number >= strand.first:
            return strand.recent[number - strand.first]
        return Document.unpacked(strand.packed.kept(number))

    def thing(self, number: int) -> Record:
        strand = self.things
        if number >= strand.first:
            return strand.recent[number - strand.first]
        return parsed(strand.packed.kept(number))


def directory_key(thing: Record, slug: str) -> str:
    """By what a directory sorts its things: the folded name, then the slug."""
    return f"{fold(thing.get('name') or thing.get('title') or slug)}\0{slug}"


def bits(parts: dict[str, list]) -> Iterator[tuple[str, int, str]]:
    """Each facet value of an initiative, and of which entry or participation it is."""
    for group in parts.values():
        for slot, part in enumerate(group):
            for facet, values in part.items():
                for value in values:
                    yield facet, slot, value


def named_by(parts: dict[str, list]) -> set[str]:
    """The things by whose names an initiative is found."""
    return {f"{facet}/{value}" for facet, _slot, value in bits(parts) if facet in search.NAMES}


def rows_of(record: Record) -> Iterator[tuple[int, str]]:
    """What tells the number of entries and of footnotes: for each entry that it is there, and the binary digits of
    how many footnotes it has; beside the first one the digits of both numbers of the initiative as a whole."""
    numbers = [len(entry["footnotes"]) for entry in record["entries"]]
    for slot, footnotes in enumerate(numbers):
        yield slot, "entries"
        yield from ((slot, f"footnotes/{digit}") for digit in digits(footnotes))
    yield from ((0, f"all entries/{digit}") for digit in digits(len(numbers)))
    yield from ((0, f"all footnotes/{digit}") for digit in digits(sum(numbers)))


def digits(number: int) -> Iterator[int]:
    """The places of the ones among the binary digits of a number."""
    return (place for place in range(number.bit_length()) if number >> place & 1)


def held_by(parts: dict[str, list], facet: str) -> tuple[str, ...]:
    """An initiative's values of a long facet: of participations in their order, else each once."""
    group = GROUP_OF[facet]
    values = [value for part in parts[group] for value in part[facet]]
    return tuple(values) if group == "participation" else tuple(sorted(set(values)))
