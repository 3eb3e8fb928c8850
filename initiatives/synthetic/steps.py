"""The steps in which an invented catalogue came about: what each changeset published, renewed or withdrew.

The steps follow from the number of initiatives and the seed alone. First come the terms and countries, then the
initiatives by the thousand, then the work of years: corrections, a renamed actor, a source that is gone, withdrawals.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

from initiatives.record import Record, shown
from initiatives.substitution import substitute
from initiatives.synthetic.chance import Chance
from initiatives.synthetic.telling import Teller
from initiatives.synthetic.things import INVENTED, World

type Address = tuple[str, str]

BLOCK = 2000
LATER_STEPS = 300  # at most: one for every twenty initiatives
CORRECTED = 10  # in a hundred
BEGINNING = datetime(2022, 1, 3, 8, tzinfo=UTC)
# The most frequent things, any of which may be renamed: who shows them is noted.
WATCHED = 40
NOTHING = ("", "")
WITHDRAWN = f"{INVENTED} Withdrawn."


@dataclass
class Step:
    """One changeset: the records it writes, or None for what it ends; ``act`` says by which act of publishing."""

    number: int
    time: datetime
    act: str  # reference, publish, renew, withdraw
    why: str
    staged: dict[Address, Record | None] = field(default_factory=dict)
    subject: Address | None = None  # what is renewed or withdrawn


@dataclass
class Catalogue:
    """The invented catalogue of so many initiatives that belongs to a seed."""

    number: int
    seed: int
    world: World
    block: int = BLOCK

    def __post_init__(self):
        self.teller = Teller(self.world)
        self.public: Counter[Address] = Counter()  # how many public initiatives show a thing
        self.showing: dict[Address, list[int]] = defaultdict(list)  # for what is watched
        self.corrections: Counter[int] = Counter()
        self.renewed: dict[Address, Record] = {}
        self.withdrawn: set[int] = set()

    # ── when ─────────────────────────────────────────────────────────────────────────────────────────────────

    def times(self) -> Iterator[datetime]:
        chance, time = Chance(self.seed, "times"), BEGINNING
        while True:
            yield time
            time += timedelta(minutes=chance.between(20, 1500))

    # ── what ─────────────────────────────────────────────────────────────────────────────────────────────────

    def steps(self, reference: dict[Address, Record]) -> Iterator[Step]:
        """Every step in its order, beginning with the terms and countries that are given."""
        acts = self.acts(reference)
        for number, (time, step) in enumerate(zip(self.times(), acts, strict=False), 1):
            step.number, step.time = number, time
            yield step

    def acts(self, reference: dict[Address, Record]) -> Iterator[Step]:
        yield self.step("reference", "Terms and countries.", reference)
        for records in map(self.records, self.blocks()):
            yield self.step("publish", "Initiatives.", self.first(records))
        for place, numbers in enumerate(self.batches):
            yield self.correct(numbers)
            yield from self.turn(place)

    @property
    def length(self) -> int:
        """How many steps there are, or one or two fewer."""
        turns = 4 if self.batches else 0
        return 1 + len(self.blocks()) + len(self.batches) + turns

    @staticmethod
    def step(act: str, what: str, staged: dict[Address, Record | None], subject: Address | None = None) -> Step:
        return Step(0, BEGINNING, act, f"{INVENTED} {what}", staged, subject)

    def blocks(self) -> list[range]:
        return [range(n, min(n + self.block, self.number)) for n in range(0, self.number, self.block)]

    def records(self, numbers: Iterable[int]) -> list[Record]:
        return [self.teller.initiative(number) for number in numbers]

    def first(self, records: list[Record]) -> dict[Address, Record | None]:
        staged = {}
        for record in records:
            staged["initiative", record["id"]] = record
            staged |= self.things(number_of(record), set(), shown(record))
        return staged

    def things(self, number: int, before: set[Address], after: set[Address]) -> dict[Address, Record | None]:
        """The things that are public with an initiative's new record and were not, and those that end with its old."""
        for key in after - before:
            self.public[key] += 1
            if is_watched(key):
                self.showing[key].append(number)
        self.public.subtract(before - after)
        begun = {key: self.thing(key) for key in sorted(after - before) if self.public[key] == 1}
        return begun | {key: None for key in sorted(before - after) if not self.public[key]}

    def thing(self, key: Address) -> Record:
        kind, slug = key
        if key in self.renewed:
            return self.renewed[key]
        last = int(slug.rpartition("-")[2])
        return getattr(self.world, kind)(last)

    # ── the work of years ────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def batches(self) -> list[list[int]]:
        """The initiatives that each later step corrects: some in several steps, those to be withdrawn in none."""
        chance, batches = Chance(self.seed, "corrected"), min(LATER_STEPS, self.number // 20)
        each = self.number * CORRECTED // 100 // batches if batches else 0
        drawn = [{chance.below(self.number) for _ in range(each)} for _ in range(batches)]
        return [sorted(numbers - {self.number // 2, self.number // 3} or {0}) for numbers in drawn]

    def correct(self, numbers: list[int]) -> Step:
        staged = {}
        for number in numbers:
            before = self.now(number)
            self.corrections[number] += 1
            after = self.now(number)
            staged["initiative", after["id"]] = after
            staged |= self.things(number, shown(before), shown(after))
        return self.step("publish", "Corrections.", staged)

    def now(self, number: int) -> Record:
        """An initiative as it is by now."""
        record = self.teller.initiative(number)
        for correction in range(self.corrections[number]):
            record = self.teller.corrected(record, number, correction)
        seen = shown(record)
        for (kind, slug), thing in self.renewed.items():
            if (kind, slug) in seen:
                record = substitute(record, kind, thing)
        return record

    def turn(self, place: int) -> Iterator[Step]:
        """What happens beside corrections, a third and two thirds of the way."""
        number = len(self.batches)
        if place == number // 3:
            yield from self.renew("actor", lambda thing: {"name": f"Renamed {thing['name']}"})
            yield self.withdraw(self.number // 2, "")
        if place == 2 * number // 3:
            yield from self.renew("source", lambda thing: {"archive_url": f"https://archive.example/{thing['id']}"})
            yield self.withdraw(self.number // 3, self.teller.slug(0))

    def renew(self, kind: str, change: Callable[[Record], Record]) -> Iterator[Step]:
        """The most frequent thing of its kind as it is after a change, put in wherever it is shown."""
        frequency, key = max((self.public[key], key) for key in [*self.showing, NOTHING] if key[0] in (kind, ""))
        if not frequency:
            return
        thing = self.thing(key)
        self.renewed[key] = thing | change(thing)
        staged: dict[Address, Record | None] = {key: self.renewed[key]}
        for number in sorted(set(self.showing[key]) - self.withdrawn):
            record = self.now(number)
            staged["initiative", record["id"]] = record
        yield self.step("renew", f"One {kind} anew.", staged, key)

    def withdraw(self, number: int, replacement: str) -> Step:
        record = self.now(number)
        self.withdrawn.add(number)
        name = f"initiative/{record['id']}"
        withdrawal = {"id": name, "reason": WITHDRAWN, "replacement": replacement, "final": False}
        staged: dict[Address, Record | None] = {("initiative", record["id"]): None, ("withdrawal", name): withdrawal}
        staged |= self.things(number, shown(record), set())
        return self.step("withdraw", "Withdrawn.", staged, ("initiative", record["id"]))


def number_of(record: Record) -> int:
    return int(record["id"].rpartition("-")[2]) - 1


def is_watched(key: Address) -> bool:
    kind, slug = key
    return kind in ("actor", "source") and int(slug.rpartition("-")[2]) < WATCHED
