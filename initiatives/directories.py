"""Directories: the actors or sources that readers may see, by name; their order is worked out once for a snapshot."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from pyroaring import BitMap

from countries.folding import fold
from initiatives.answers import Answer, Question
from initiatives.asking import Moment, label
from initiatives.bitmaps.sections import Names
from initiatives.facets import NONE, VAST
from initiatives.holdings import directory_key
from initiatives.panel import Panel, Value
from initiatives.selection import ask, encoded


class ByName:
    """Things of a facet in the order of their names: what was packed, without what is gone, and with what was added.

    Each stands here as a key: its folded name, a zero character, its slug.
    """

    def __init__(self, names: Names | tuple, gone: BitMap, added: list[str]):
        self.names, self.added = names, sorted(added)
        self.present = BitMap(range(len(names))) - gone

    def __len__(self) -> int:
        return len(self.present) + len(self.added)

    @cached_property
    def places(self) -> list[int]:
        """Where each of those added stands."""
        return [self.rank(self.place(key)) + number for number, key in enumerate(self.added)]

    def place(self, key: str) -> int:
        return bisect_left(range(len(self.names)), key, key=self.names.__getitem__)

    def rank(self, place: int) -> int:
        """How many of those packed that are still there stand before a place."""
        return self.present.rank(place - 1) if place else 0

    def keys(self, start: int, stop: int) -> list[str]:
        skipped = bisect_left(self.places, start)
        until = bisect_left(self.places, stop)
        added = dict(zip(self.places[skipped:until], self.added[skipped:until], strict=True))
        packed = iter(self.present[start - skipped : stop - until])
        return [added[row] if row in added else self.names[next(packed)] for row in range(start, stop)]

    def firsts(self) -> list[tuple[int, str]]:
        """Where the names begin that have the same first character, and the first of these."""
        found: dict[str, tuple[int, str]] = {}
        for row in [*self.packed_firsts(), *zip(self.places, self.added, strict=True)]:
            first = row[1][:1]
            found[first] = min(found.get(first, row), row)
        return sorted(found.values())

    def packed_firsts(self) -> Iterator[tuple[int, str]]:
        place = 0
        while place < len(self.names):
            stop = self.names.beginning(self.names[place][:1]).stop
            rank = self.rank(place)
            if rank < len(self.present) and self.present[rank] < stop:
                key = self.names[self.present[rank]]
                yield rank + bisect_left(self.added, key), key
            place = stop


class Directory(Sequence[Value]):
    """The things of a long facet at a moment, each with its number of initiatives; read as far as they are shown."""

    def __init__(self, moment: Moment, facet: str):
        self.moment, self.facet, self.snapshot = moment, facet, moment.snapshot
        self.answer = Answer(self.snapshot, Question())

    def __len__(self) -> int:
        return len(self.by_name)

    def __getitem__(self, wanted):
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1 or None][0]
        start, stop, step = wanted.indices(len(self))
        return [self.value(key.partition("\0")[2]) for key in self.by_name.keys(start, max(start, stop))][::step]

    def value(self, slug: str) -> Value:
        return Value(slug, label(self.moment, self.facet, slug), self.answer.count(self.facet, slug), False)

    def firsts(self) -> Iterator[tuple[int, str]]:
        """Where the names with each first character begin, and a name there."""
        return ((place, key.partition("\0")[0]) for place, key in self.by_name.firsts())

    @cached_property
    def by_name(self) -> ByName:
        today, known = self.moment.today, self.snapshot.directories
        key = self.facet, today.number, today.token
        if key not in known:
            known[key] = self.since_packed() if self.snapshot.is_packed else self.all_anew()
        return known[key]

    def all_anew(self) -> ByName:
        values = self.snapshot.visible(self.facet, self.snapshot.facets[self.facet])
        return ByName((), BitMap(), [self.key(value) for value in values if value != NONE])

    def key(self, slug: str) -> str:
        return f"{fold(label(self.moment, self.facet, slug))}\0{slug}"

    def since_packed(self) -> ByName:
        """What was packed with what changed since: which things are shown, and their names."""
        names, shown = self.snapshot.holdings.directories[self.facet].names, self.snapshot.facets[self.facet]
        hidden, renamed = self.snapshot.hidden_values(self.facet), self.renamed
        gone, added = BitMap(), []
        for slug in {*shown.touched, *renamed, *hidden} - {NONE}:
            before, after = shown.table.packed.was_public(slug), slug in shown and slug not in hidden
            if before == after and slug not in renamed:
                continue
            place = names.find(self.packed_key(slug)) if before else None
            gone.update([] if place is None else [place])
            added += [self.key(slug)] if after else []
        return ByName(names, gone, added)

    @property
    def renamed(self) -> set[str]:
        """The things of the facet that have other versions than when they were packed."""
        things = self.snapshot.holdings.things
        changed = self.snapshot.by_name.ended | BitMap(range(things.first, len(things)))
        return {slug for kind, slug in self.snapshot.holdings.slugs(changed) if kind == self.facet}

    def packed_key(self, slug: str) -> str:
        """The key of a thing as it was packed."""
        things, record = self.snapshot.holdings.things, self.snapshot.holdings.thing
        public = (n for n in things.numbers(f"{self.facet}/{slug}") if n < things.packed.public)
        return next((directory_key(record(number), slug) for number in public), "")


def values(moment: Moment, facet: str) -> Sequence[Value]:
    """The things of a facet that readers may see, each with its number of initiatives, as its directory lists them."""
    if facet in VAST:
        return Directory(moment, facet)
    return Panel(ask(encoded(moment.question), when=moment)).facet(facet, whole=True).occurring
