"""Packing: every version of a ledger written into one file, from which any worker can answer at once."""

import tempfile
import time
from array import array
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from operator import itemgetter
from typing import IO

import orjson
from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.bitmaps.lines import pack_lines
from initiatives.bitmaps.sections import Writer, encoded, inverse
from initiatives.bitmaps.strands import NEVER, pack_strand
from initiatives.bitmaps.tables import pack_slots, pack_table
from initiatives.bitmaps.words import WordPacker, pack_starts
from initiatives.documents import KEYS, Document, document_from
from initiatives.facets import FACETS, HELD, VAST, pairs_of, parts_of
from initiatives.holdings import IN_PARTS, Row, bits, directory_key, held_by, rows_of
from initiatives.record import Record, parsed

type Told = Callable[[int], None]


def pack(file: IO[bytes], versions: Iterable[tuple[Row, int | None]], about: dict, told: Told) -> None:
    """Writes the versions, each with the changeset that ended it; ``about`` has the number and the token of the head of
    the ledger that they are of, and ``told`` hears how many have been read."""
    with ExitStack() as stack:
        packer = Packer(stack)
        for read, (row, ended) in enumerate(versions):
            packer.add(row, NEVER if ended is None else ended)
            told(read)
        packer.write(Writer(file), about)


class Packer:
    """Takes in every version and then writes all: only then are the numbers known."""

    def __init__(self, stack: ExitStack):
        def spool():
            return stack.enter_context(tempfile.TemporaryFile())

        self.began = time.perf_counter()
        self.documents: list[Document] = []
        self.ended: list[int] = []
        self.things: list[tuple[str, int, int]] = []
        self.thing_places: list[tuple[int, int]] = []
        self.records = spool()
        self.kept = spool()
        self.texts, self.titles, self.names = (WordPacker(spool()) for _ in range(3))
        self.facets: dict[str, dict[str, array]] = {facet: {} for facet in FACETS}
        self.parts: dict[str, dict[str, list[array]]] = {facet: {} for facet in IN_PARTS}
        self.pairs: dict[str, array] = {}
        self.rows: dict[str, list[array]] = {}
        self.holders: dict[str, list[tuple[str, ...]]] = {facet: [] for facet in HELD}
        self.country_names: dict[str, str] = {}

    def add(self, row: Row, ended: int) -> None:
        if row.kind == "initiative":
            self.add_initiative(row, ended)
            return
        self.things.append((f"{row.kind}/{row.slug}", row.begun, ended))
        start = self.records.tell()
        self.records.write(orjson.dumps(row.record))
        self.thing_places.append((start, self.records.tell()))
        self.names.add(search.names(row.kind, row.record) if row.kind in search.NAMES else "")
        if row.kind == "country" and ended == NEVER:
            self.country_names[row.slug] = fold(row.record["name"])

    def add_initiative(self, row: Row, ended: int) -> None:
        at, parts = len(self.documents), parts_of(row.record)
        self.documents.append(document_from(row.slug, row.number, row.pk, row.digest, row.begun, row.record))
        self.ended.append(ended)
        self.titles.add(search.titles(row.record))
        self.texts.add(search.text(row.record))
        for facet, slot, value in bits(parts):
            into(self.facets[facet], value, at)
            if facet in self.parts:
                into_slot(self.parts[facet], value, slot, at)
        for pair in pairs_of(parts):
            into(self.pairs, pair, at)
        for slot, value in rows_of(row.record):
            into_slot(self.rows, value, slot, at)
        for facet, held in self.holders.items():
            held.append(held_by(parts, facet))

    # writing

    def write(self, writer: Writer, about: dict) -> None:
        order, numbers = self.numbered()
        public = BitMap(range(self.ended.count(NEVER)))
        tables = {facet: numbered(table, numbers) for facet, table in self.facets.items()}
        for facet, table in tables.items():
            pack_table(writer, f"facets.{facet}", table, public)
        for facet, parts in self.parts.items():
            pack_slots(writer, f"parts.{facet}", numbered_slots(parts, numbers))
        pack_table(writer, "pairs", numbered(self.pairs, numbers), public)
        pack_slots(writer, "rows", numbered_slots(self.rows, numbers))
        for facet in HELD:
            self.write_holders(writer, facet, order)
        self.texts.pack(writer, "texts", numbers, public)
        self.titles.pack(writer, "titles", numbers, public)
        self.write_orders(writer, order, numbers)
        self.write_initiatives(writer, order)
        for facet in search.NAMES:
            pack_starts(writer, f"named.{facet}", self.named(facet, tables[facet], public), public)
        self.write_things(writer)
        for facet in VAST:
            self.write_directory(writer, facet, tables[facet], public)
        occurring = {facet: sum(map(public.intersect, tables[facet].values())) for facet in VAST}
        kinds = sorted({name.partition("/")[0] for name, _begun, _ended in self.things})
        told = {"occurring": occurring, "country_names": self.country_names, "kinds": kinds}
        writer.close(about | told | {"seconds": time.perf_counter() - self.began})

    def numbered(self) -> tuple[list[int], array]:
        """The rows by their final numbers, and the final numbers by row: public ones first, in the order of lists."""
        documents, key = self.documents, KEYS["newest"]
        order = sorted(range(len(documents)), key=lambda row: (self.ended[row] != NEVER, key(documents[row], {})))
        return order, inverse(order)

    def write_orders(self, writer: Writer, order: list[int], numbers: array) -> None:
        """Orders hold all versions, public ones or not."""
        for sort, key in KEYS.items():
            rows = sorted(order, key=lambda row, key=key: key(self.documents[row], self.country_names))
            places = array("I", (numbers[row] for row in rows))
            writer.add(f"orders.{sort}", places)
            writer.add(f"places.{sort}", inverse(places))

    def write_initiatives(self, writer: Writer, order: list[int]) -> None:
        rows, places = [], []
        for row in order:
            document, start = self.documents[row], self.kept.tell()
            self.kept.write(document.packed())
            places.append((start, self.kept.tell()))
            rows.append((document.slug, document.begun, self.ended[row]))
        pack_strand(writer, "initiatives", rows, places, self.kept)
        pack_lines(writer, "lines", (self.documents[row].line for row in order))

    def write_holders(self, writer: Writer, facet: str, order: list[int]) -> None:
        numbers = {value: number for number, value in enumerate(sorted(self.facets[facet]))}
        at, values, repeating = array("Q", [0]), array("I"), BitMap()
        for number, row in enumerate(order):
            held = self.holders[facet][row]
            values.extend(numbers[value] for value in held)
            at.append(len(values))
            if len(set(held)) < len(held):
                repeating.add(number)
        writer.add(f"holders.{facet}.at", at)
        writer.add(f"holders.{facet}", values)
        writer.add(f"holders.{facet}.repeating", repeating.serialize())

    def named(self, facet: str, table: dict[str, BitMap], public: BitMap) -> dict[str, BitMap]:
        """For each word of the public names of a facet the public initiatives found by them."""
        there = ((row, *thing) for row, thing in enumerate(self.things) if thing[2] == NEVER)
        kinds = ((row, *name.partition("/")) for row, name, _begun, _ended in there)
        held = {row: table[slug] & public for row, kind, _, slug in kinds if kind == facet and slug in table}
        rows = ((word, self.names.postings[code]) for word, code in self.names.codes.items() if code)
        found = ((word, [held[row] for row in own if row in held]) for word, own in rows)
        return {word: BitMap.union(*each) for word, each in found if each}

    def write_things(self, writer: Writer) -> None:
        """Things, too, have the first numbers while they are public."""
        order = self.order_of_things()
        public = BitMap(range(sum(ended == NEVER for _name, _begun, ended in self.things)))
        self.names.pack(writer, "names", inverse(order), public)
        rows, places = [self.things[row] for row in order], [self.thing_places[row] for row in order]
        pack_strand(writer, "things", rows, places, self.records)

    def order_of_things(self) -> list[int]:
        return sorted(range(len(self.things)), key=lambda row: self.things[row][2] != NEVER)

    def write_directory(self, writer: Writer, facet: str, table: dict[str, BitMap], public: BitMap) -> None:
        """The public things of a facet that public initiatives show: by name, and by how many these are."""
        rows: list[tuple[str, int, int]] = []
        for number, row in enumerate(self.order_of_things()):
            kind, _, slug = self.things[row][0].partition("/")
            if kind == facet and self.things[row][2] == NEVER and slug in table and table[slug].intersect(public):
                count = public.intersection_cardinality(table[slug])
                rows.append((directory_key(self.record(row), slug), number, count))
        rows.sort()
        writer.blobs(f"directories.{facet}.names", (encoded(key) for key, _number, _count in rows))
        writer.add(f"directories.{facet}.numbers", array("I", (number for _key, number, _count in rows)))
        rows.sort(key=itemgetter(2), reverse=True)
        writer.add(f"directories.{facet}.frequent", array("I", (number for _key, number, _count in rows)))
        writer.add(f"directories.{facet}.counts", array("I", (count for _key, _number, count in rows)))

    def record(self, row: int) -> Record:
        start, stop = self.thing_places[row]
        self.records.seek(start)
        return parsed(self.records.read(stop - start))


def into(table: dict[str, array], value: str, at: int) -> None:
    rows = table.setdefault(value, array("I"))
    if not rows or rows[-1] != at:
        rows.append(at)


def into_slot(table: dict[str, list[array]], value: str, slot: int, at: int) -> None:
    slots = table.setdefault(value, [])
    slots += [array("I") for _ in range(slot + 1 - len(slots))]
    slots[slot].append(at)


def numbered(table: dict[str, array], numbers: array) -> dict[str, BitMap]:
    return {value: renumbered(rows, numbers) for value, rows in table.items()}


def numbered_slots(table: dict[str, list[array]], numbers: array) -> dict[str, list[BitMap]]:
    return {value: [renumbered(rows, numbers) for rows in slots] for value, slots in table.items()}


def renumbered(rows: array, numbers: array) -> BitMap:
    return BitMap(array("I", map(numbers.__getitem__, rows)))
