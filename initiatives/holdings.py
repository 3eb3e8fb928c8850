"""The holdings: every version the ledger ever had, in bitmaps by what each initiative can be found by.

They only grow: what is folded in says nothing new of an earlier changeset, so that the snapshots of all changesets
share them. Whoever adds to them is alone; readers need no lock, since they only see what they know to be there.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyroaring import BitMap

from initiatives import search
from initiatives.bitmaps.lines import Lines, PackedLines
from initiatives.bitmaps.sections import Sections
from initiatives.bitmaps.strands import PackedStrand, Strand
from initiatives.bitmaps.tables import PackedSlots, PackedTable, SlotTable, Table
from initiatives.bitmaps.words import Corpus, PackedWords
from initiatives.documents import Document, document_from
from initiatives.facets import FACETS, GROUP_OF, VAST, parts_of
from initiatives.record import Record

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


class PackedHolders:
    """For each packed initiative its values of a long facet, by the numbers that its table gives them."""

    def __init__(self, sections: Sections, facet: str):
        self.at = sections.numbers(f"holders.{facet}.at", "Q")
        self.values = sections.numbers(f"holders.{facet}")

    def of(self, number: int) -> memoryview:
        return self.values[self.at[number] : self.at[number + 1]]


class Holders:
    """For each initiative its values of a long facet: of participations one after another, else each once."""

    def __init__(self, table: Table, packed: PackedHolders | None = None):
        self.table, self.packed = table, packed
        self.recent: dict[int, tuple[str, ...]] = {}

    def of(self, number: int) -> Iterable[str]:
        if number in self.recent:
            return self.recent[number]
        return [self.table.packed.names[value] for value in self.packed.of(number)]

    def counted(self, found: Iterable[int]) -> Counter[str]:
        """How many of the initiatives have each value."""
        recent, of = self.recent, self.packed and self.packed.of
        return self.named(chain.from_iterable(set(recent.get(n) or of(n)) for n in found))

    def counted_in(self, found: BitMap, slots: list[BitMap]) -> Counter[str]:
        """How many of the initiatives have each value in a first, second, … part that is among these."""
        recent, of = self.recent, self.packed and self.packed.of
        held = ((n, recent.get(n) or of(n)) for n in found)
        there = ({value for bits, value in zip(slots, own, strict=False) if n in bits} for n, own in held)
        return self.named(chain.from_iterable(there))

    def named(self, values: Iterable[int | str]) -> Counter[str]:
        """Counted values, with names where they are numbers."""
        counts: Counter[str] = Counter()
        for value, count in Counter(values).items():
            counts[value if isinstance(value, str) else self.table.packed.names[value]] += count
        return counts


class Holdings:
    """Every version up to a changeset, ``number``, by what it can be found by."""

    def __init__(self, sections: Sections | None = None):
        def packed(kind, name):
            return None if sections is None else kind(sections, name)

        self.about = sections.about if sections else {"number": 0, "token": ""}
        self.sections, self.number = sections, self.about["number"]
        self.initiatives = Strand(packed(PackedStrand, "initiatives"))
        self.things = Strand(packed(PackedStrand, "things"))
        self.lines = Lines(lambda number: self.document(number).line, packed(PackedLines, "lines"))
        self.facets = {facet: Table(packed(PackedTable, f"facets.{facet}")) for facet in FACETS}
        self.parts = {facet: SlotTable(packed(PackedSlots, f"parts.{facet}")) for facet in IN_PARTS}
        self.rows = SlotTable(packed(PackedSlots, "rows"))
        self.holders = {facet: Holders(self.facets[facet], packed(PackedHolders, facet)) for facet in VAST}
        self.texts = Corpus(packed(PackedWords, "texts"))
        self.titles = Corpus(packed(PackedWords, "titles"))
        self.names = Corpus(packed(PackedWords, "names"))
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
        for slot, value in rows_of(row.record):
            self.rows.add(value, slot, number)
        for facet in VAST:
            self.holders[facet].recent[number] = held = held_by(parts, facet)
            self.touched[facet].update(held)
        document = document_from(row.slug, row.number, row.pk, row.digest, row.begun, row.record)
        self.initiatives.add(row.slug, row.begun, document)

    def end(self, kind: str, slug: str, begun: int, ended: int) -> None:
        """What the ledger says of a version that was added before: that it ended."""
        if kind != "initiative":
            self.things.end(f"{kind}/{slug}", begun, ended)
            self.changed[kind] = max(self.changed[kind], ended)
            return
        number = self.initiatives.end(slug, begun, ended)
        for facet in VAST:
            self.touched[facet].update(self.holders[facet].of(number))

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
        return json.loads(strand.packed.kept(number))


def bits(parts: dict[str, list]) -> Iterator[tuple[str, int, str]]:
    """Each facet value of an initiative, and of which entry or participation it is."""
    for group in parts.values():
        for slot, part in enumerate(group):
            for facet, values in part.items():
                for value in values:
                    yield facet, slot, value


def rows_of(record: Record) -> Iterator[tuple[int, str]]:
    """What tells the number of entries and of footnotes: for each entry that it is there, and the binary digits of
    how many footnotes it has."""
    for slot, entry in enumerate(record["entries"]):
        yield slot, "entries"
        footnotes = len(entry["footnotes"])
        for digit in range(footnotes.bit_length()):
            if footnotes >> digit & 1:
                yield slot, f"footnotes/{digit}"


def held_by(parts: dict[str, list], facet: str) -> tuple[str, ...]:
    """An initiative's values of a long facet: of participations in their order, else each once."""
    group = GROUP_OF[facet]
    values = [value for part in parts[group] for value in part[facet]]
    return tuple(values) if group == "participation" else tuple(sorted(set(values)))
