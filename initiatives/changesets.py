"""What is new: each changeset with the initiatives it published, changed, withdrew, restored or renamed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from initiatives import history
from initiatives.asking import Moment, label
from initiatives.documents import withholds
from initiatives.history import ANEW, CHANGED, ENTRY_RESTORED, ENTRY_WITHDRAWN, FIRST, RENAMED, RESTORED, WITHDRAWN
from initiatives.models import Changeset, Version
from initiatives.record import parsed
from initiatives.snapshot import SHOWN

PER_PAGE, PER_WHOLE_PAGE = 20, 100
MOST = 50  # initiatives named of each kind of act

# What a kind of act did, as the heading of those it was done to.
GROUPS = {
    FIRST: _("Published for the first time"),
    ANEW: _("Published anew"),
    RENAMED: _("Given a new address"),
    CHANGED: _("Changed"),
    ENTRY_RESTORED: _("Entries restored"),
    RESTORED: _("Restored"),
    ENTRY_WITHDRAWN: _("Entries withdrawn"),
    WITHDRAWN: _("Withdrawn"),
}
# Where readers find a thing; what has no page of its own is named without a link.
PAGES = {"actor": "actors", "source": "sources", "edition": "editions", "year": "years", "country": "countries"}
THINGS = {
    "actor": _("Actors"),
    "source": _("Sources"),
    "edition": _("Report editions"),
    "year": _("Years"),
    "country": _("Countries"),
    "group": _("Groups of countries"),
    "term": _("Terms"),
}


@dataclass(frozen=True)
class Line:
    """One initiative in a changeset. Without a title it is withheld, or not public at the moment asked for."""

    slug: str
    title: str = ""
    address: str = ""
    edition: str = ""
    former: str = ""
    changes: bool = False  # whether its history as of the changeset can be read


@dataclass(frozen=True)
class Group:
    """The initiatives of one changeset that the same was done to; ``more`` are not named."""

    kind: str
    lines: list[Line]
    total: int

    @property
    def words(self) -> str:
        return GROUPS[self.kind]

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Named:
    """A thing beside initiatives that a changeset changed."""

    name: str
    path: str


@dataclass(frozen=True)
class News:
    """One changeset as readers may see it. ``why`` is None where the reason is withheld with the texts."""

    changeset: Changeset
    why: str | None
    groups: list[Group]
    things: list[tuple[str, list[Named], bool]] = field(default_factory=list)


def newest(when: Moment, page: int) -> list[News]:
    """The changesets of a page up to a moment, the newest first."""
    start = (page - 1) * PER_PAGE
    changesets = Changeset.objects.filter(number__lte=when.snapshot.number).order_by("-number")
    return list(Reading(when, list(changesets[start : start + PER_PAGE])).news())


def pages(when: Moment) -> int:
    """Changesets are numbered without gaps, so that none need be counted."""
    return max(1, -(-when.snapshot.number // PER_PAGE))


def one(when: Moment, name: str) -> News | None:
    """One changeset with all that it did, or None where there is none of that label up to the moment."""
    found = list(Changeset.objects.filter(label=name, number__lte=when.snapshot.number))
    return next(Reading(when, found, most=None).news(), None)


class Reading:
    """What the ledger has of some changesets: two queries, and names from the snapshot of the moment."""

    def __init__(self, when: Moment, changesets: list[Changeset], most: int | None = MOST):
        self.when, self.snapshot, self.changesets, self.most = when, when.snapshot, changesets, most
        self.numbers = [changeset.number for changeset in changesets]
        self.reasons_end = history.reasons_end(self.snapshot)

    # the two queries

    @cached_property
    def marks(self) -> list[tuple]:
        """The withdrawals that began or ended, and every former address: few enough to be read whole."""
        touched = Q(from_changeset__in=self.numbers) | Q(to_changeset__in=self.numbers)
        former = Q(kind=Version.Kind.REDIRECT, number=1, from_changeset__lte=self.snapshot.number)
        found = Version.objects.filter(former | Q(touched, kind=Version.Kind.WITHDRAWAL)).order_by("pk")
        return list(found.values_list("kind", "slug", "from_changeset_id", "to_changeset_id", "record"))

    @cached_property
    def begun(self) -> dict[int, list[tuple]]:
        """The versions each changeset began: of each kind and state those that can be named, and how many in all."""
        # By its number the version before is found at once; by kind and slug alone SQLite reads a whole changeset.
        before = Version.objects.filter(
            kind=OuterRef("kind"),
            slug=OuterRef("slug"),
            number=OuterRef("number") - 1,
            to_changeset=OuterRef("from_changeset"),
        )
        known = [When(number=1, then=Value(FIRST)), When(Exists(before), then=Value(CHANGED))]
        alike = [F("from_changeset"), F("kind"), F("state")]
        found = (
            Version.objects.filter(from_changeset__in=self.numbers, kind__in=[Version.Kind.INITIATIVE, *THINGS])
            .annotate(state=Case(*known, default=Value(ANEW), output_field=CharField()))
            .exclude(~Q(state=CHANGED), kind__in=SHOWN)  # new with the initiative that shows it
            .annotate(total=Window(Count("pk"), alike), place=Window(RowNumber(), alike, order_by="pk"))
        )
        if self.most is not None:
            found = found.filter(place__lte=self.most + len(self.marks))
        rows: dict[int, list[tuple]] = {number: [] for number in self.numbers}
        for number, *row in found.order_by("pk").values_list("from_changeset_id", "kind", "slug", "state", "total"):
            rows[number].append(tuple(row))
        return rows

    # former addresses and withdrawals

    @cached_property
    def renames(self) -> dict[str, tuple[int, str]]:
        """For each former slug the changeset that took it away, and the slug it gave."""
        rows = (row for row in self.marks if row[0] == Version.Kind.REDIRECT)
        return {slug.removeprefix("initiative/"): (begun, parsed(text)["to"]) for _k, slug, begun, _e, text in rows}

    def withdrawals(self, number: int, kind: str, *, ended: bool) -> list[str]:
        """What a changeset began, or ended, to withhold: each once, by the address it had then."""
        rows = [row for row in self.marks if row[0] == Version.Kind.WITHDRAWAL and row[1].startswith(f"{kind}/")]
        began = {name for _kind, name, begun, _ended, _text in rows if begun == number}
        names = {row[1] for row in rows if row[3] == number} - began if ended else began
        return sorted(name for name in names if not self.is_former(history.initiative_of(name), number))

    def is_former(self, slug: str, number: int) -> bool:
        """Whether the slug was no more that of an initiative as of a changeset."""
        return slug in self.renames and self.renames[slug][0] <= number

    # one changeset

    def news(self) -> Iterator[News]:
        for changeset in self.changesets:
            number = changeset.number
            told = self.told(number)
            groups = [Group(kind, *told[kind]) for kind in GROUPS if told.get(kind, ([], 0))[1]]
            why = None if self.reason_is_withheld(number) else changeset.why
            yield News(changeset, why, groups, list(self.things(number)))

    def told(self, number: int) -> dict[str, tuple[list[Line], int]]:
        """For each kind of act the initiatives it was done to, as far as they are named, and how many in all."""
        apart = self.apart(number)
        told = {kind: (lines[: self.most], len(lines)) for kind, lines in apart.items()}
        ways = {FIRST: (RENAMED,), ANEW: (RESTORED,), CHANGED: (ENTRY_WITHDRAWN, ENTRY_RESTORED)}
        for state, others in ways.items():
            rows = [row for row in self.begun[number] if row[0] == Version.Kind.INITIATIVE and row[2] == state]
            other = {line.slug for kind in others for line in apart[kind]}
            slugs = [slug for _kind, slug, _state, _total in rows if slug not in other]
            total = rows[0][3] - len(other) if rows else 0
            told[state] = [self.line(number, slug) for slug in slugs[: self.most]], total
        return told

    def apart(self, number: int) -> dict[str, list[Line]]:
        """What is told of an initiative otherwise than that it was published or changed."""
        renamed = {new: former for former, (begun, new) in self.renames.items() if begun == number}
        lines = {RENAMED: [self.line(number, new, former=former) for new, former in sorted(renamed.items())]}
        for kind, ended in ((WITHDRAWN, False), (RESTORED, True)):
            names = self.withdrawals(number, "initiative", ended=ended)
            lines[kind] = [self.line(number, history.initiative_of(name), changes=ended) for name in names]
        for kind, ended in ((ENTRY_WITHDRAWN, False), (ENTRY_RESTORED, True)):
            names = self.withdrawals(number, "entry", ended=ended)
            parts = ((history.initiative_of(name), name.rpartition(".")[2]) for name in names)
            lines[kind] = [self.line(number, slug, edition=edition) for slug, edition in parts]
        return lines

    def line(self, number: int, slug: str, *, changes: bool = True, **more: str) -> Line:
        """An initiative by its title at the moment, or only its slug where readers may not see it."""
        address = self.snapshot.current_slug(slug)
        document = self.snapshot.document(address)
        hidden = document is None or self.snapshot.is_withheld(document)
        if hidden or withholds(self.snapshot.withheld, f"initiative/{slug}", number):
            return Line(slug)
        return Line(slug, document.title, address, changes=changes, **more)

    def reason_is_withheld(self, number: int) -> bool:
        """Whether all that a changeset published is withheld today: then its reason, which may speak of it, is too."""
        rows = self.begun[number]
        slugs = [slug for kind, slug, *_ in rows if kind == Version.Kind.INITIATIVE]
        if slugs:
            return all(number < self.reasons_end.get(slug, 0) for slug in slugs)
        return bool(rows) and not any(self.visible(kind, slug) for kind, slug, *_ in rows)

    # the other things

    def things(self, number: int) -> Iterator[tuple[str, list[Named], bool]]:
        """By kind the things that a changeset changed and readers may see, and whether there are more."""
        for kind, words in THINGS.items():
            rows = [row for row in self.begun[number] if row[0] == kind]
            named = [self.named(kind, slug) for _kind, slug, _state, _total in rows if self.visible(kind, slug)]
            if named:
                yield words, named[: self.most], self.most is not None and len(rows) > self.most

    def visible(self, kind: str, slug: str) -> bool:
        return self.snapshot.thing(kind, slug) is not None

    def named(self, kind: str, slug: str) -> Named:
        if kind != Version.Kind.TERM:
            path = f"/{PAGES[kind]}/{slug}/" if kind in PAGES else ""
            return Named(label(self.when, kind, slug), path)
        vocabulary, _slash, term = slug.partition("/")
        return Named(label(self.when, vocabulary, term), f"/themes/{term}/" if vocabulary == "theme" else "")
