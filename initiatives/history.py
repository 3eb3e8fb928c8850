"""The public history of one initiative: its versions, withdrawals and restorations, and what each changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Case, F, Q, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from countries.wording import Effort
from initiatives.asking import Moment
from initiatives.differences import Section, differences
from initiatives.documents import withholds
from initiatives.models import Version
from initiatives.public import relations
from initiatives.record import Record, parsed, without_entries
from initiatives.snapshot import Snapshot

# What one changeset did to an initiative, or to an entry of it.
FIRST, CHANGED, RENAMED, ANEW, RESTORED, WITHDRAWN = "first", "changed", "renamed", "anew", "restored", "withdrawn"
ENTRY_WITHDRAWN, ENTRY_RESTORED = "entry-withdrawn", "entry-restored"

ACTS = {
    FIRST: _("First published"),
    CHANGED: _("Changed"),
    RENAMED: _("Given a new address"),
    ANEW: _("Published anew"),
    RESTORED: _("Restored"),
    WITHDRAWN: _("Withdrawn"),
    ENTRY_WITHDRAWN: _("An entry withdrawn"),
    ENTRY_RESTORED: _("An entry restored"),
}

PER_PAGE = 25
CHANGESET = ("number", "label", "time", "why")


@dataclass(frozen=True)
class Act:
    """A changeset as readers know it. Who made it is no business of theirs."""

    number: int
    label: str
    time: datetime
    why: str


@dataclass(frozen=True)
class Row:
    """A row of the ledger; ``text`` is the record of a withdrawal, and ``ended`` None where it stands at the moment."""

    kind: str
    slug: str
    number: int
    pk: int
    text: str
    begun: Act
    ended: Act | None


@dataclass(frozen=True)
class Step:
    """What one changeset did to the initiative. ``why`` is None where the reason is withheld, like the text."""

    act: Act
    kind: str = CHANGED
    why: str | None = ""
    version: Row | None = None
    before: Row | None = None
    withheld: bool = False
    entries: tuple[tuple[str, str], ...] = ()  # what happened to entries as a whole, and the edition of each
    sections: list[Section] = field(default_factory=list)

    @property
    def words(self) -> str:
        return ACTS[self.kind]


# ── what may be told ─────────────────────────────────────────────────────────────────────────────────────────


def reasons_end(snapshot: Snapshot) -> dict[str, int]:
    """For each initiative of which something is withheld today: the changeset before which reasons are withheld too.

    A reason may speak of what was withdrawn: “Corrects the name of …”.
    """
    ends: dict[str, int] = {}
    for name, number in snapshot.withheld.items():
        slug = initiative_of(name)
        ends[slug] = max(number, ends.get(slug, 0))
    return ends


def initiative_of(name: str) -> str:
    """The slug of the initiative that a withdrawal (“initiative/…” or “entry/…”) is about."""
    kind, _slash, rest = name.partition("/")
    return rest.rpartition(".")[0] if kind == "entry" else rest


# ── the history ──────────────────────────────────────────────────────────────────────────────────────────────


class History:
    """What happened to one initiative up to a moment, the newest first."""

    def __init__(self, when: Moment, slug: str):
        self.when, self.snapshot, self.slug = when, when.snapshot, slug
        self.effort = Effort()

    @cached_property
    def names(self) -> list[str]:
        """The slug, and those the initiative had before."""
        redirects = self.snapshot.things.get("redirect", {})
        former = (name.removeprefix("initiative/") for name, row in redirects.items() if row["to"] == self.slug)
        return [self.slug, *sorted(former)]

    @cached_property
    def rows(self) -> list[Row]:
        """The versions and withdrawals of the initiative and of its entries: one query, without their texts."""
        named = Q(kind=Version.Kind.INITIATIVE, slug__in=self.names)
        withdrawn = Q(slug__in=[f"initiative/{name}" for name in self.names])
        for name in self.names:
            withdrawn |= Q(slug__startswith=f"entry/{name}.")
        found = Version.objects.filter(named | Q(withdrawn, kind=Version.Kind.WITHDRAWAL))
        return list(read(found.filter(from_changeset__lte=self.snapshot.number), self.snapshot.number))

    @cached_property
    def versions(self) -> list[Row]:
        return sorted((row for row in self.rows if row.kind == "initiative"), key=lambda row: row.begun.number)

    @cached_property
    def withdrawals(self) -> list[Row]:
        """Those of the initiative and its entries; a database may have found names in other letters too."""
        return [row for row in self.rows if row.kind == "withdrawal" and initiative_of(row.slug) in self.names]

    @cached_property
    def steps(self) -> list[Step]:
        """Every step, without what it changed."""
        steps = {version.begun.number: step for version, step in zip(self.versions, self.published(), strict=True)}
        for act, kind, edition, why in self.taken_and_given():
            step = steps.get(act.number, Step(act))
            if kind == WITHDRAWN:
                steps[act.number] = replace(step, kind=WITHDRAWN, why=why)
            elif (kind, edition) not in step.entries:
                main = kind if step.kind == CHANGED else step.kind
                why = step.why if why is None else why
                steps[act.number] = replace(step, kind=main, why=why, entries=(*step.entries, (kind, edition)))
        return [steps[number] for number in sorted(steps, reverse=True)]

    def published(self) -> Iterator[Step]:
        released = {(row.slug, row.ended.number) for row in self.withdrawals if row.ended}
        ends = reasons_end(self.snapshot)
        for before, row in zip([None, *self.versions], self.versions, strict=False):
            number = row.begun.number
            yield Step(
                act=row.begun,
                kind=kind_of(before, row, (f"initiative/{row.slug}", number) in released),
                why=None if number < ends.get(row.slug, 0) else row.begun.why,
                version=row,
                before=before,
                withheld=self.is_withheld(row),
            )

    def taken_and_given(self) -> Iterator[tuple[Act, str, str, str | None]]:
        """The withdrawals, and the restorations of entries: the act, what it was, which edition, and the reason."""
        begun = {(row.slug, row.begun.number) for row in self.withdrawals}
        for row in self.withdrawals:
            kind, _slash, name = row.slug.partition("/")
            edition = name.rpartition(".")[2] if kind == "entry" else ""
            yield row.begun, ENTRY_WITHDRAWN if edition else WITHDRAWN, edition, parsed(row.text)["reason"]
            if edition and row.ended and (row.slug, row.ended.number) not in begun:
                yield row.ended, ENTRY_RESTORED, edition, None

    def page(self, number: int) -> list[Step]:
        """The steps of a page with what each changed: one query for the texts of all its versions."""
        steps = self.steps[(number - 1) * PER_PAGE : number * PER_PAGE]
        records = self.records(row for step in steps if self.comparable(step) for row in (step.before, step.version))
        return [replace(step, sections=self.sections(step, records)) for step in steps]

    def comparable(self, step: Step) -> bool:
        """Whether both versions may be read."""
        return bool(step.before) and not step.withheld and not self.is_withheld(step.before)

    def is_withheld(self, row: Row) -> bool:
        return withholds(self.snapshot.withheld, f"initiative/{row.slug}", row.begun.number)

    def sections(self, step: Step, records: dict[int, Record]) -> list[Section]:
        if not self.comparable(step):
            return []
        whole = {edition for _kind, edition in step.entries}
        found = differences(records[step.before.pk], records[step.version.pk], self.effort)
        return [section for section in found if not section.told or section.edition not in whole]

    # reading what may be read

    def records(self, rows: Iterable[Row]) -> dict[int, Record]:
        """The records as readers may see them, by key."""
        rows = {row.pk: row for row in rows}
        texts = Version.objects.filter(pk__in=[*rows]).values_list("pk", "record") if rows else ()
        return {pk: self.readable(rows[pk], parsed(text)) for pk, text in texts}

    def readable(self, row: Row, record: Record) -> Record:
        """A record without withheld entries, and without relations to what readers may not see at the moment."""
        entries, gone = (entry["id"] for entry in record["entries"]), self.snapshot.withheld
        record = without_entries(record, {id for id in entries if withholds(gone, f"entry/{id}", row.begun.number)})
        moved = [row | {"id": self.snapshot.current_slug(row["id"])} for row in record["relations"]]
        return record | {"relations": list(relations(self.snapshot, {"relations": moved}))}


def kind_of(before: Row | None, row: Row, released: bool) -> str:
    if before is None:
        return FIRST
    if before.slug != row.slug:
        return RENAMED
    if before.ended and before.ended.number == row.begun.number:
        return CHANGED
    return RESTORED if released else ANEW


def read(versions, last: int) -> Iterator[Row]:
    """The rows of a query, with the changesets that began and ended them; what ended after ``last`` has not yet."""
    text = Case(When(kind=Version.Kind.WITHDRAWAL, then=F("record")), default=Value(""), output_field=TextField())
    acts = [f"{side}_changeset__{name}" for side in ("from", "to") for name in CHANGESET]
    fields = ("kind", "slug", "number", "pk", "text", *acts)
    for *head, n, label, time, why, to, to_label, to_time, to_why in (
        versions.annotate(text=text).order_by("pk").values_list(*fields)
    ):
        ended = Act(to, to_label, to_time, to_why) if to is not None and to <= last else None
        yield Row(*head, Act(n, label, time, why), ended)
