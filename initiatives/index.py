"""The index: the snapshots that this worker holds, folded from the ledger.

Each worker holds one immutable snapshot of the newest changeset and a few older ones. A request compares the
ledger's head with one small query and folds in what is new; an older state is made by undoing from the newest.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.db.models import Q
from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.models import Changeset, Head, Version
from initiatives.record import Record, without_entries
from initiatives.snapshot import GROUP_OF, SLOTS, STRIDE, Document, Snapshot, parts_of

SNAPSHOTS_KEPT = 8
# What a snapshot works out once: the next one works it out anew.
DERIVED = [name for name, value in vars(Snapshot).items() if isinstance(value, cached_property)]


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


class Folding:
    """The next snapshot in the making: shares with the last one whatever it does not touch."""

    def __init__(self, last: Snapshot, withheld: dict[str, int] | None = None):
        self.next = copy(last)
        for name in DERIVED:
            self.next.__dict__.pop(name, None)
        self.next.ids = dict(last.ids)
        self.next.documents = dict(last.documents)
        self.next.texts, self.next.titles, self.next.names = last.texts.next(), last.titles.next(), last.names.next()
        self.next.named = dict(last.named)
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
        if row.kind in search.NAMES:
            number = self.next.named.setdefault((row.kind, row.slug), len(self.next.named))
            self.next.names.add(number, search.names(row.kind, row.record))

    def remove(self, row: Row) -> None:
        if row.kind == Version.Kind.INITIATIVE:
            self.remove_initiative(row)
            return
        if row.kind == Version.Kind.WITHDRAWAL and self.keeps_withheld:
            del self.next.withheld[row.slug]
        if row.kind in search.NAMES:
            self.next.names.remove(self.next.named[row.kind, row.slug])
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
        self.next.titles.add(i, search.titles(record))
        self.next.texts.add(i, search.text(without_entries(record, document.withheld_by(self.next.withheld))))
        for facet, value, bit in self.bits(i, record):
            self.bitmap(self.next.facets[facet], value).add(i)
            if GROUP_OF[facet] != "initiative":
                self.bitmap(self.next.parts[facet], value).add(bit)

    def remove_initiative(self, row: Row) -> None:
        i = self.next.ids[row.slug]
        del self.next.documents[i]
        self.next.titles.remove(i)
        self.next.texts.remove(i)
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


# The snapshot that one answer is made from, while it is made.
HELD: ContextVar[Snapshot | None] = ContextVar("HELD", default=None)


@contextmanager
def held(snapshot: Snapshot) -> Iterator[None]:
    """While it lasts, this is the newest snapshot for whoever asks: all of an answer tells of one state."""
    token = HELD.set(snapshot)
    try:
        yield
    finally:
        HELD.reset(token)


def withheld_at(number: int) -> dict[str, int]:
    """What was withheld as of a changeset, and since when."""
    standing = Q(to_changeset__isnull=True) | Q(to_changeset__gt=number)
    found = Version.objects.filter(standing, kind=Version.Kind.WITHDRAWAL, from_changeset__lte=number)
    return dict(found.values_list("slug", "from_changeset_id"))


class Keeper:
    """The snapshots this worker holds: the newest, and the older ones asked for last."""

    def __init__(self):
        self.lock, self.older_lock = Lock(), Lock()
        self.newest = Snapshot()
        self.older: OrderedDict[tuple, Snapshot] = OrderedDict()

    def current(self) -> Snapshot:
        """The newest snapshot, brought up to the ledger's head first; where one is held, that one."""
        return HELD.get() or self.at(self.head())

    def at(self, head: tuple[int, str]) -> Snapshot:
        """The snapshot of the head that was read just now, or of one that came after it."""
        known = self.newest
        if (known.number, known.token) == head:
            return known
        with self.lock:
            if self.newest.number >= head[0]:  # another thread has folded since, or the history is another one
                head = self.head()
            if (self.newest.number, self.newest.token) != head:
                self.newest = self.follow(head[0])
            return self.newest

    @staticmethod
    def head() -> tuple[int, str]:
        """The number and the token of the ledger's head: one small query, none where a snapshot is held."""
        held = HELD.get()
        return (held.number, held.token) if held else Head.objects.values_list("number", "token").get(pk=1)

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
        return self.kept(newest, number, None)

    def as_seen(self, number: int, seen: int) -> Snapshot:
        """The snapshot of a changeset as another one showed it, with what was withdrawn or restored since.

        It finds what readers may not see any more: hashes are checked with it, and nothing of it is shown.
        """
        return self.kept(self.current(), number, seen)

    def kept(self, newest: Snapshot, number: int, seen: int | None) -> Snapshot:
        key = (newest.number, newest.token, number, seen)
        with self.older_lock:
            if key not in self.older:
                self.older[key] = move(newest, number, newest.withheld if seen is None else withheld_at(seen))
            self.older.move_to_end(key)
            while len(self.older) > SNAPSHOTS_KEPT:
                self.older.popitem(last=False)
            return self.older[key]


KEEPER = Keeper()
current = KEEPER.current
head = KEEPER.head
at = KEEPER.at
as_of = KEEPER.as_of
as_seen = KEEPER.as_seen
