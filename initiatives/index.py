"""The index: what each public initiative can be found by, as bitmaps, folded from the ledger.

Each worker holds one immutable snapshot of the newest changeset and a few older ones. A request compares the
ledger's head with one small query and folds in what is new; an older state is made by undoing from the newest.
What belongs to an entry or to a participation has bitmaps of its own, a bit for each, so that several questions
about entries can be asked of one and the same entry.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Lock

from django.db.models import Q
from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.models import Changeset, Head, Version
from initiatives.record import (
    ENTRY_FACETS,
    INITIATIVE_FACETS,
    PARTICIPATION_FACETS,
    Record,
    relation_key,
    without_entries,
)

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
SNAPSHOTS_KEPT = 8

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
        return {id for id, _ in self.entries if self.begun < withheld.get(f"entry/{id}", 0)}


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
    texts: dict[int, str] = field(default_factory=dict)

    @cached_property
    def everything(self) -> BitMap:
        return BitMap(self.documents)

    @cached_property
    def tombstones(self) -> BitMap:
        """Initiatives that are listed here for the count's sake but withheld from readers."""
        names = (name.partition("/") for name in self.withheld)
        there = {self.ids.get(slug, -1) for kind, _, slug in names if kind == "initiative"} & self.documents.keys()
        return BitMap(i for i in there if self.is_withheld(self.documents[i]))

    def is_withheld(self, document: Document) -> bool:
        return document.begun < self.withheld.get(f"initiative/{document.slug}", 0)

    def thing(self, kind: str, slug: str) -> Record | None:
        """The record of a thing that readers may see, or None."""
        record = self.things.get(kind, {}).get(slug)
        if record is None or kind not in SHOWN:
            return record
        if GROUP_OF[kind] == "entry":
            showers = initiatives_of(self.parts[kind].get(slug, BitMap()) - self.hidden_entries)
        else:
            showers = self.facets[kind].get(slug, BitMap())
        return record if showers - self.tombstones else None

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

    def related(self, slug: str) -> list[str]:
        """The slugs of the initiatives that say how they stand to this one."""
        kinds = [name.removeprefix("relation/") for name in self.things.get("term", {}) if name.startswith("relation/")]
        keys = [relation_key(kind, slug, inferred) for kind in kinds for inferred in (False, True)]
        return sorted({self.documents[i].slug for key in keys for i in self.facets["relation"].get(key, ())})

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
        hits = BitMap(i for i, text in self.texts.items() if search.occurs(term, text))
        countries = ((code, record["name"]) for code, record in self.things.get("country", {}).items())
        for code in search.names_that_match(term, countries):
            hits |= self.facets["country"].get(code, BitMap())
        other_names = (
            (slug, name)
            for slug, record in self.things.get("actor", {}).items()
            for name in (record["native_name"], record["acronym"], *record["aliases"])
        )
        for slug in search.names_that_match(term, other_names):
            hits |= self.facets["actor"].get(slug, BitMap())
        return hits

    def in_title(self, i: int, question: str) -> bool:
        """Whether an initiative's title alone has everything that a text question wants."""
        title = f" {self.documents[i].title_key} "
        return all(search.occurs(term, title) for term in search.parse(question) if term.wanted)

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


class Folding:
    """The next snapshot in the making: shares with the last one whatever it does not touch."""

    def __init__(self, last: Snapshot, withheld: dict[str, int] | None = None):
        self.next = copy(last)
        for name in ("everything", "tombstones", "hidden_entries", "newest", "oldest", "title", "country"):
            self.next.__dict__.pop(name, None)
        self.next.ids = dict(last.ids)
        self.next.documents = dict(last.documents)
        self.next.texts = dict(last.texts)
        self.next.facets = {facet: dict(values) for facet, values in last.facets.items()}
        self.next.parts = {facet: dict(values) for facet, values in last.parts.items()}
        self.next.things = {kind: dict(things) for kind, things in last.things.items()}
        self.next.withheld = dict(last.withheld if withheld is None else withheld)
        self.keeps_withheld = withheld is None
        self.own: set[tuple[int, str]] = set()

    def bitmap(self, facet: dict[str, BitMap], value: str) -> BitMap:
        """This facet value's bitmap, copied on the first touch."""
        if (id(facet), value) not in self.own:
            facet[value] = facet[value].copy() if value in facet else BitMap()
            self.own.add((id(facet), value))
        return facet[value]

    def add(self, row: Row) -> None:
        if row.kind == Version.Kind.INITIATIVE:
            self.add_initiative(row)
        elif row.kind == Version.Kind.WITHDRAWAL and self.keeps_withheld:
            self.next.withheld[row.slug] = row.begun
        if row.kind != Version.Kind.INITIATIVE:
            self.next.things.setdefault(row.kind, {})[row.slug] = row.record

    def remove(self, row: Row) -> None:
        if row.kind == Version.Kind.INITIATIVE:
            self.remove_initiative(row)
            return
        if row.kind == Version.Kind.WITHDRAWAL and self.keeps_withheld:
            del self.next.withheld[row.slug]
        del self.next.things[row.kind][row.slug]

    def add_initiative(self, row: Row) -> None:
        record = row.record
        i = self.next.ids.setdefault(row.slug, len(self.next.ids))
        document = self.next.documents[i] = Document(
            slug=row.slug,
            pk=row.pk,
            number=row.number,
            digest=row.digest,
            begun=row.begun,
            title=record["title"],
            title_key=fold(record["title"]),
            years=tuple(sorted({entry["year"] for entry in record["entries"]})),
            countries=tuple(record["countries"]),
            entries=tuple((entry["id"], len(entry["footnotes"])) for entry in record["entries"]),
        )
        self.next.texts[i] = search.document(without_entries(record, document.withheld_by(self.next.withheld)))
        for facet, value, bit in self.bits(i, record):
            self.bitmap(self.next.facets[facet], value).add(i)
            if GROUP_OF[facet] != "initiative":
                self.bitmap(self.next.parts[facet], value).add(bit)

    def remove_initiative(self, row: Row) -> None:
        i = self.next.ids[row.slug]
        del self.next.documents[i], self.next.texts[i]
        for facet, value, bit in self.bits(i, row.record):
            self.discard(self.next.facets[facet], value, i)
            if GROUP_OF[facet] != "initiative":
                self.discard(self.next.parts[facet], value, bit)

    def discard(self, facet: dict[str, BitMap], value: str, bit: int) -> None:
        if value not in facet:
            return
        bitmap = self.bitmap(facet, value)
        bitmap.discard(bit)
        if not bitmap:
            del facet[value]
            self.own.discard((id(facet), value))

    @staticmethod
    def bits(i: int, record: Record) -> Iterator[tuple[str, str, int]]:
        for parts in parts_of(record).values():
            if len(parts) >= SLOTS:
                raise ValueError(f"{record['id']} has more than {SLOTS - 1} entries or participations.")
            for slot, part in enumerate(parts):
                for facet, values in part.items():
                    for value in values:
                        yield facet, value, slot * STRIDE + i

    def done(self, number: int) -> Snapshot:
        self.next.things = {kind: things for kind, things in self.next.things.items() if things}
        changeset = Changeset.objects.filter(number=number).first()
        self.next.number = number
        self.next.token = changeset.token if changeset else ""
        self.next.label = changeset.label if changeset else ""
        self.next.time = changeset.time if changeset else None
        return self.next


def rows(condition: Q) -> Iterator[Row]:
    fields = ("kind", "slug", "number", "pk", "digest", "from_changeset_id", "record")
    for *head, record in Version.objects.filter(condition).order_by("pk").values_list(*fields).iterator(2000):
        yield Row(*head, json.loads(record))


def build(number: int, withheld: dict[str, int] | None = None) -> Snapshot:
    """The snapshot of a changeset, made at once from every version that was public then."""
    alive = Q(from_changeset__lte=number) & (Q(to_changeset__isnull=True) | Q(to_changeset__gt=number))
    folding = Folding(Snapshot(), withheld)
    for row in rows(alive):
        folding.add(row)
    return folding.done(number)


def move(snapshot: Snapshot, number: int, withheld: dict[str, int] | None = None) -> Snapshot:
    """The snapshot of another changeset, later or earlier, made from what lies between the two."""
    low, high = sorted((snapshot.number, number))
    ended = Q(from_changeset__lte=low, to_changeset__gt=low, to_changeset__lte=high)
    begun = Q(from_changeset__gt=low, from_changeset__lte=high) & (
        Q(to_changeset__isnull=True) | Q(to_changeset__gt=high)
    )
    gone, come = (ended, begun) if number > snapshot.number else (begun, ended)
    folding = Folding(snapshot, withheld)
    for row in rows(gone):
        folding.remove(row)
    for row in rows(come):
        folding.add(row)
    return folding.done(number)


class Keeper:
    """The snapshots this worker holds: the newest, and the older ones asked for last."""

    def __init__(self):
        self.lock = Lock()
        self.newest = Snapshot()
        self.older: OrderedDict[tuple, Snapshot] = OrderedDict()

    def current(self) -> Snapshot:
        """The newest snapshot, brought up to the ledger's head first."""
        number, token = Head.objects.values_list("number", "token").get(pk=1)
        if (self.newest.number, self.newest.token) == (number, token):
            return self.newest
        with self.lock:
            if (self.newest.number, self.newest.token) != (number, token):
                self.newest = self.follow(number)
            return self.newest

    def follow(self, number: int) -> Snapshot:
        """A fold where the ledger went on from our changeset; made anew where it is another history."""
        last = self.newest
        before = 0 < last.number < number
        same = before and Changeset.objects.filter(number=last.number, token=last.token).exists()
        return move(last, number) if same else build(number)

    def as_of(self, number: int, newest: Snapshot | None = None) -> Snapshot:
        """The snapshot of an earlier changeset; what is withheld today is withheld in it too."""
        newest = newest or self.current()
        if number == newest.number:
            return newest
        key = (newest.number, newest.token, number)
        with self.lock:
            if key not in self.older:
                self.older[key] = move(newest, number, newest.withheld)
            self.older.move_to_end(key)
            while len(self.older) > SNAPSHOTS_KEPT:
                self.older.popitem(last=False)
            return self.older[key]


KEEPER = Keeper()
current = KEEPER.current
as_of = KEEPER.as_of
