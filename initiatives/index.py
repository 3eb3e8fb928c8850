"""The index: the snapshots that this worker holds, folded from the ledger.

Each worker holds one snapshot of the newest changeset and a few older ones, all of them views of the same holdings.
A request compares the ledger's head with one small query and folds in what is new. A large ledger is packed into a
file, which any worker maps into memory instead of reading the ledger.
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from subprocess import Popen
from threading import Lock, Thread

from django.db import connection
from django.db.models import Q

from initiatives import packs, search
from initiatives.bitmaps.words import RecentWords
from initiatives.holdings import Holdings, Row
from initiatives.models import Changeset, Head, Version
from initiatives.record import parsed, without_entries
from initiatives.snapshot import Snapshot

logger = logging.getLogger(__name__)

SNAPSHOTS_KEPT = 8
AT_A_TIME = 2000
# With more new versions than this, a worker that serves goes on with what it has until they are folded in, with so
# many seconds of rest after each.
MANY, PAUSE = 300, 0.0003
# A ledger with more versions than this is packed; with more initiatives beside its pack than this, it is packed anew.
SMALL, MOST_RECENT = 5000, 2000
# By hand: the first is asked with every request, the others by whoever comes first after a change.
HEAD = f"SELECT number, token FROM {Head._meta.db_table} WHERE id = 1"
KNOWN = f"SELECT 1 FROM {Changeset._meta.db_table} WHERE number = %s AND token = %s"
BEGUN = f"""
    SELECT {", ".join(packs.FIELDS)} FROM {Version._meta.db_table}
    WHERE from_changeset_id > %s AND from_changeset_id <= %s ORDER BY from_changeset_id, id
"""
ENDED = f"""
    SELECT kind, slug, from_changeset_id, to_changeset_id FROM {Version._meta.db_table}
    WHERE to_changeset_id > %s AND to_changeset_id <= %s ORDER BY to_changeset_id, id
"""


def fold(holdings: Holdings, number: int, pause: float = 0) -> None:
    """Adds to the holdings what the ledger has of later changesets up to this one, with so many seconds of rest after
    each version for whoever answers meanwhile."""
    span = holdings.number, number
    for *head, record in rows(BEGUN, *span):
        holdings.add(Row(*head, parsed(record)))
        if pause:
            time.sleep(pause)
    for row in rows(ENDED, *span):
        holdings.end(*row)
    holdings.number = number


def rows(sql: str, *given: object) -> Iterator[tuple]:
    """What the database answers, so many rows at a time, unless its proxy cannot do that: it may be a whole ledger."""
    at_once = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    with connection.cursor() if at_once else connection.chunked_cursor() as cursor:
        cursor.execute(sql, given)
        while some := cursor.fetchmany(AT_A_TIME):
            yield from some


def snapshot(holdings: Holdings, number: int, withheld: dict[str, int] | None = None) -> Snapshot:
    """The snapshot of a changeset, with what was withheld as of the last one where nothing else is given."""
    changeset = Changeset.objects.filter(number=number).first()
    about = {name: getattr(changeset, name) for name in ("token", "label", "time")} if changeset else {}
    withheld = withheld_at(holdings, holdings.number) if withheld is None else withheld
    found = Snapshot(holdings, number, withheld=withheld, **about)
    found.reduced = reduced(found)
    return found


def withheld_at(holdings: Holdings, number: int) -> dict[str, int]:
    """What was withheld as of a changeset, and since when."""
    strand, alive = holdings.things, holdings.things.alive(number)
    found = ((name, strand.find(name, alive)) for name in strand.beginning("withdrawal/"))
    return {name.removeprefix("withdrawal/"): strand.begun_of(i) for name, i in found if i is not None}


def reduced(found: Snapshot) -> RecentWords:
    """The texts of the initiatives that are public without some of their entries."""
    words, known = RecentWords(), found.holdings.reduced
    hidden = {found.documents[i].pk: (i, frozenset(names)) for i, names in found.with_hidden_entries.items()}
    unknown = [pk for pk, (_i, names) in hidden.items() if (pk, names) not in known]
    for pk, record in Version.objects.filter(pk__in=unknown).values_list("pk", "record") if unknown else ():
        _i, names = hidden[pk]
        known[pk, names] = search.text(without_entries(parsed(record), set(names)))
    for pk, (i, names) in hidden.items():
        words.add(i, known[pk, names])
    return words


def build(number: int) -> Snapshot:
    """The snapshot of a changeset from nothing but the ledger."""
    holdings = Holdings()
    fold(holdings, number)
    return snapshot(holdings, number)


def opened(number: int, *, serving: bool = False) -> Holdings:
    """The holdings up to a changeset: of the newest pack of this ledger, or of the ledger itself where it is small."""
    if found := packed(number):
        return found
    if Version.objects.count() <= SMALL or connection.in_atomic_block:
        return Holdings()
    try:
        packs.write_apart().wait() if serving else packs.write()
    except OSError as error:
        logger.warning("The index cannot be kept in %s (%s): the whole ledger is read instead.", packs.folder(), error)
    return packed(number) or Holdings()


def packed(number: int) -> Holdings | None:
    for sections in packs.newest_first(number):
        if Changeset.objects.filter(number=sections.about["number"], token=sections.about["token"]).exists():
            return Holdings(sections)
    return None


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


class Keeper:
    """The snapshots this worker holds: the newest, and the older ones asked for last.

    While ``serving``, no request waits for what another one folds in: it answers from the snapshot there is.
    """

    def __init__(self):
        self.lock, self.older_lock = Lock(), Lock()
        self.newest = Snapshot()
        self.older: OrderedDict[tuple, Snapshot] = OrderedDict()
        self.serving = False
        self.folding: Thread | None = None
        self.packing: Popen | None = None

    def current(self) -> Snapshot:
        """The newest snapshot, brought up to the ledger's head first; where one is held, that one."""
        return HELD.get() or self.at(self.head())

    def at(self, head: tuple[int, str]) -> Snapshot:
        """The snapshot of the head that was read just now, or of one that came after it; while serving, it may be
        one before it while the new one is being made."""
        known = self.newest
        if (known.number, known.token) == head:
            return known
        may_wait = not (self.serving and known.number)
        if not self.lock.acquire(blocking=may_wait):
            return known
        try:
            if not may_wait and is_far(known.number, head[0]):
                self.fold_beside()
                return known
            return self.brought_to(head)
        finally:
            self.lock.release()

    def brought_to(self, head: tuple[int, str], pause: float = 0) -> Snapshot:
        """The snapshot of a head, made if need be. The lock is held."""
        if self.newest.number >= head[0]:  # another thread has folded since, or the history is another one
            head = self.head()
        if (self.newest.number, self.newest.token) != head:
            self.newest = self.follow(head[0], pause)
        return self.newest

    def fold_beside(self) -> None:
        """Has what is new folded in beside the requests that are answered meanwhile."""
        if self.folding is None or not self.folding.is_alive():
            self.folding = Thread(target=self.catch_up, name="index", daemon=True)
            self.folding.start()

    def catch_up(self) -> None:
        try:
            with self.lock:
                self.brought_to(self.head(), PAUSE)
        except Exception:
            logger.exception("What is new in the ledger could not be folded in; the next request tries again.")
        finally:
            connection.close()

    @staticmethod
    def head() -> tuple[int, str]:
        """The number and the token of the ledger's head: one small query, none where a snapshot is held."""
        if held := HELD.get():
            return held.number, held.token
        with connection.cursor() as cursor:
            cursor.execute(HEAD)
            if row := cursor.fetchone():
                return row
        raise Head.DoesNotExist

    def follow(self, number: int, pause: float = 0) -> Snapshot:
        """A fold where the ledger went on from our changeset; made anew where it is another history."""
        last = self.newest
        before = 0 < last.number < number
        same = before and any(rows(KNOWN, last.number, last.token))
        if same and len(last.holdings.initiatives.recent) > MOST_RECENT:
            same = not self.repacked(last.holdings)
        holdings = last.holdings if same else opened(number, serving=self.serving)
        fold(holdings, number, pause)
        return snapshot(holdings, number)

    def repacked(self, holdings: Holdings) -> bool:
        """Whether there is a newer pack than the one in use; a worker that serves has one made, and goes on."""
        if packs.newest() > holdings.about["number"]:
            return True
        if self.serving and (self.packing is None or self.packing.poll() is not None):
            self.packing = packs.write_apart()
        return False

    def as_of(self, number: int, newest: Snapshot | None = None) -> Snapshot:
        """The snapshot of an earlier changeset; what is withheld today is withheld in it too."""
        newest = newest or self.current()
        if number == newest.number:
            return newest
        return self.kept(newest, number, newest.number)

    def as_seen(self, number: int, seen: int) -> Snapshot:
        """The snapshot of a changeset as another one showed it, with what was withdrawn or restored since.

        It finds what readers may not see any more: hashes are checked with it, and nothing of it is shown.
        """
        return self.kept(self.current(), number, seen)

    def kept(self, newest: Snapshot, number: int, seen: int) -> Snapshot:
        key = (newest.number, newest.token, number, seen)
        with self.older_lock:
            if key not in self.older:
                self.older[key] = snapshot(newest.holdings, number, withheld_at(newest.holdings, seen))
            self.older.move_to_end(key)
            while len(self.older) > SNAPSHOTS_KEPT:
                self.older.popitem(last=False)
            return self.older[key]


def is_far(known: int, number: int) -> bool:
    """Whether there is so much between two changesets that a request cannot wait for it."""
    between = Q(from_changeset__gt=known, from_changeset__lte=number)
    return Version.objects.filter(between)[: MANY + 1].count() > MANY


def serve() -> None:
    """From now on this process answers requests, and none of them waits for what another one folds in."""
    KEEPER.serving = True


KEEPER = Keeper()
current = KEEPER.current
head = KEEPER.head
at = KEEPER.at
as_of = KEEPER.as_of
as_seen = KEEPER.as_seen
