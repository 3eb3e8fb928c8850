"""Publishing: the only writers of the ledger, one transaction each.

Every act takes the lock of the ledger's head first, then reads the models, then writes one changeset. What is
already public is never read from the models again unless it is what the act publishes: an editor's pending draft
stays hidden while something beside it is published, renamed or restored.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from countries.models import Country
from initiatives import index
from initiatives.completeness import gaps, unconfirmed, unconfirmed_gaps
from initiatives.models import VOCABULARIES, Changeset, Entry, Head, Initiative, Version, Year
from initiatives.models.fields import State
from initiatives.record import (
    VOCABULARY_OF,
    Record,
    address,
    assemble,
    build,
    canonical,
    digest,
    parsed,
    proposed,
    shown,
    terms,
)
from initiatives.snapshot import SHOWN, Snapshot
from initiatives.substitution import readdressed, substitute

BATCH = 500

type Address = tuple[str, str]


class NotPublishableError(Exception):
    """The act cannot be done; ``reasons`` are sentences that say why and what to do."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


# ── the acts ─────────────────────────────────────────────────────────────────────────────────────────────────


def publish(
    *, initiative: Initiative, who=None, why: str, own_part: bool = True, entries: Iterable[Entry] = ()
) -> Changeset | None:
    """Publishes an initiative's own part (title, actors, …) and the entries named, and nothing else of it.

    Returns the changeset, or None where the public already sees all this. Raises NotPublishableError.
    """
    with changes(who=who, why=why) as work:
        work.publish(initiative, own_part=own_part, entries=entries)
    return work.changeset


def publish_entry(*, entry: Entry, who=None, why: str) -> Changeset | None:
    """Publishes one entry; its initiative's own part goes along only where it has never been public."""
    return publish(initiative=entry.initiative, who=who, why=why, own_part=False, entries=[entry])


def publish_thing(*, thing: Any, who=None, why: str) -> Changeset | None:
    """Publishes an actor, source, edition, year, country, group or term, and renews it where it is shown."""
    with changes(who=who, why=why) as work:
        work.publish_thing(thing)
    return work.changeset


def withdraw(*, initiative: Initiative, who=None, reason: str, replacement: str = "") -> Changeset:
    """Takes an initiative from the public at every moment; its address answers with the reason."""
    with changes(who=who, why=reason) as work:
        work.withdraw(initiative, reason, replacement)
    return work.changeset


def withdraw_entry(*, entry: Entry, who=None, reason: str) -> Changeset:
    """Takes one entry from the public at every moment; its initiative stays, with its other entries."""
    with changes(who=who, why=reason) as work:
        work.withdraw_entry(entry, reason)
    return work.changeset


def restore(*, initiative: Initiative, who=None, why: str) -> Changeset:
    """Shows a withdrawn initiative again as the public last saw it."""
    with changes(who=who, why=why) as work:
        work.restore(initiative)
    return work.changeset


def restore_entry(*, entry: Entry, who=None, why: str) -> Changeset:
    """Shows a withdrawn entry again as the public last saw it."""
    with changes(who=who, why=why) as work:
        work.restore_entry(entry)
    return work.changeset


def rename(*, initiative: Initiative, slug: str, who=None, why: str) -> Changeset:
    """Gives a public initiative another slug; the old address leads to the new one for ever."""
    with changes(who=who, why=why) as work:
        work.rename(initiative, slug)
    return work.changeset


@contextmanager
def changes(*, who=None, why: str) -> Iterator["Work"]:
    """One changeset in the making: several acts in one, written when the block ends well, or not at all."""
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        work = Work(index.current())
        yield work
        work.write(head, who, why)


def public_versions() -> QuerySet[Version]:
    """The versions that are public, in no order: for one by keys, SQLite looks through all of them."""
    return Version.objects.filter(to_changeset__isnull=True).order_by()


# ── one changeset in the making ──────────────────────────────────────────────────────────────────────────────


@dataclass
class Work:
    """What a changeset will say: for each address its new record, or None where it is no longer public."""

    before: Snapshot
    staged: dict[Address, Record | None] = field(default_factory=dict)
    changeset: Changeset | None = None

    # reading

    def read(self, kind: str, slug: str) -> Record | None:
        """The public record of an address as it will be after this changeset."""
        if (kind, slug) in self.staged:
            return self.staged[kind, slug]
        text = public_versions().filter(kind=kind, slug=slug).values_list("record", flat=True).first()
        return None if text is None else parsed(text)

    def last(self, kind: str, slug: str) -> Record | None:
        """The newest record an address ever had in the ledger, public today or not."""
        text = Version.objects.filter(kind=kind, slug=slug).order_by("-number").values_list("record", flat=True).first()
        return None if text is None else parsed(text)

    def public(self, thing: Any) -> Record:
        """A thing's record as the public knows it; one it never saw becomes public as the models have it."""
        key = address(thing)
        record = self.read(*key)
        if record is None:
            record = self.staged[key] = self.last(*key) or build(thing)
        return record

    def publish(self, initiative: Initiative, *, own_part: bool = True, entries: Iterable[Entry] = ()) -> None:
        initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
        before = self.read("initiative", initiative.slug)
        if found := self.obstacles(initiative, before, own_part=own_part):
            raise NotPublishableError(*found)
        locked = initiative.entries.select_for_update().filter(pk__in=[entry.pk for entry in entries])
        record = proposed(before, initiative, locked, own_part=own_part, public=self.public)
        waiting = unconfirmed(initiative, locked, own_part=own_part or before is None)
        if found := gaps(record) + unconfirmed_gaps(waiting):
            raise NotPublishableError(*found)
        self.staged["initiative", initiative.slug] = record
        self.publish_reference(record)
        self.mark(initiative, record)

    def obstacles(self, initiative: Initiative, before: Record | None, *, own_part: bool) -> list[str]:
        """Why nothing of an initiative can be published as it stands in the ledger, whatever its texts say."""
        found, address = [], f"initiative/{initiative.slug}"
        if before is None and not own_part and self.standing("withdrawal", address):
            found.append(_("The initiative is withdrawn: restore it, or publish it anew as a whole."))
        if self.standing("redirect", address):
            found.append(_("The slug was that of another initiative, to which it leads: choose another."))
        return found

    def standing(self, kind: str, slug: str) -> Record | None:
        """The same as ``read`` for anything but an initiative, from memory."""
        key = kind, slug
        return self.staged[key] if key in self.staged else self.before.things.get(kind, {}).get(slug)

    def publish_reference(self, record: Record) -> None:
        """Publishes the terms, countries and years that a record is the first to name; public ones stay as they are."""
        named = [(VOCABULARIES[vocabulary], slug) for vocabulary, slug in terms(record)]
        named += [(Country, code) for code in record["countries"]]
        named += [(Year, str(entry["year"])) for entry in record["entries"]]
        public = {name for kind in ("term", "country", "year") for name in self.before.things.get(kind, ())}
        for model, key in named:
            name = f"{VOCABULARY_OF[model]}/{key}" if model in VOCABULARY_OF else key
            if name not in public and (thing := model.objects.filter(pk=key).first()):
                self.public(thing)

    def publish_thing(self, thing: Any) -> None:
        thing = type(thing).objects.select_for_update().get(pk=thing.pk)
        kind, slug = address(thing)
        if kind in SHOWN and self.read(kind, slug) is None:
            raise NotPublishableError(
                _("No published initiative shows “%(thing)s”: it will be public with the first one.") % {"thing": thing}
            )
        record = self.staged[kind, slug] = build(thing)
        if kind == "edition":
            self.public(thing.year)
        for shower in self.before.showing(kind, slug) if kind in SHOWN else ():
            self.staged["initiative", shower] = substitute(self.read("initiative", shower), kind, record)

    def withdraw(self, initiative: Initiative, reason: str, replacement: str) -> None:
        key = "initiative", initiative.slug
        if self.read(*key) is None:
            raise NotPublishableError(_("The initiative is not public, so there is nothing to withdraw."))
        if replacement and self.read("initiative", replacement) is None:
            raise NotPublishableError(
                _("The replacement “%(slug)s” is not a published initiative.") % {"slug": replacement}
            )
        self.staged[key] = None
        for slug in self.names(initiative):
            self.withhold("initiative", slug, reason, replacement)
        Initiative.objects.filter(pk=initiative.pk).update(state=State.WITHDRAWN)

    def withdraw_entry(self, entry: Entry, reason: str) -> None:
        key = "initiative", entry.initiative.slug
        record = self.read(*key)
        told = [part for part in record["entries"] if part["edition"] != entry.edition_id] if record else []
        if record is None or len(told) == len(record["entries"]):
            raise NotPublishableError(_("The entry is not public, so there is nothing to withdraw."))
        if not told:
            raise NotPublishableError(_("It is the only public entry: withdraw the initiative instead."))
        self.staged[key] = assemble(record, told)
        for slug in self.names(entry.initiative):
            self.withhold("entry", f"{slug}.{entry.edition_id}", reason, "")
        Entry.objects.filter(pk=entry.pk).update(state=State.WITHDRAWN)

    def withhold(self, kind: str, slug: str, reason: str, replacement: str) -> None:
        """Stages a withdrawal. Where one stands already (the thing was published anew since), it is final."""
        earlier = self.read("withdrawal", f"{kind}/{slug}") is not None
        self.staged["withdrawal", f"{kind}/{slug}"] = {
            "id": f"{kind}/{slug}",
            "reason": reason,
            "replacement": replacement,
            "final": earlier,
        }

    def release(self, kind: str, slug: str) -> None:
        """Ends a withdrawal. Raises NotPublishableError where none stands, or it covers more than the last text."""
        standing = self.read("withdrawal", f"{kind}/{slug}")
        if standing is None:
            raise NotPublishableError(_("It is not withdrawn."))
        if standing["final"]:
            raise NotPublishableError(_("It was withdrawn more than once: publish a corrected text instead."))
        self.staged["withdrawal", f"{kind}/{slug}"] = None

    def restore(self, initiative: Initiative) -> None:
        key = "initiative", initiative.slug
        if self.read(*key) is not None:
            raise NotPublishableError(_("The initiative is public."))
        for slug in self.names(initiative):
            self.release("initiative", slug)
        record = self.staged[key] = self.renewed(self.last(*key))
        self.mark(initiative, record)

    def restore_entry(self, entry: Entry) -> None:
        key = "initiative", entry.initiative.slug
        record = self.read(*key)
        if record is None:
            raise NotPublishableError(_("The initiative is not public: restore or publish it first."))
        if any(part["edition"] == entry.edition_id for part in record["entries"]):
            raise NotPublishableError(_("The entry is public."))
        for slug in self.names(entry.initiative):
            self.release("entry", f"{slug}.{entry.edition_id}")
        part = self.last_entry(entry)
        record = self.staged[key] = self.renewed(assemble(record, [*record["entries"], part]))
        self.mark(entry.initiative, record)

    def last_entry(self, entry: Entry) -> Record:
        """The entry's part in the newest version of its initiative that has it."""
        texts = Version.objects.filter(kind="initiative", slug=entry.initiative.slug).order_by("-number")
        for text in texts.values_list("record", flat=True).iterator():
            for part in parsed(text)["entries"]:
                if part["edition"] == entry.edition_id:
                    return part
        raise NotPublishableError(_("The entry has never been public."))

    def renewed(self, record: Record) -> Record:
        """An older record with everything it shows, and all it relates to, as the public knows it today."""
        for row in record["relations"]:
            if redirect := self.read("redirect", f"initiative/{row['id']}"):
                record = readdressed(record, row["id"], redirect["to"])
        for kind, slug in sorted(shown(record)):
            thing = self.read(kind, slug)
            if thing is None:
                thing = self.staged[kind, slug] = self.last(kind, slug)
            record = substitute(record, kind, thing)
        return record

    def rename(self, initiative: Initiative, slug: str) -> None:
        old = initiative.slug
        record = self.read("initiative", old)
        if record is None:
            raise NotPublishableError(_("Only a public initiative is renamed like this: a draft's slug can be edited."))
        if Version.objects.filter(Q(kind="initiative", slug=slug) | Q(kind="redirect", slug=f"initiative/{slug}")):
            raise NotPublishableError(_("“%(slug)s” is or was the slug of another initiative.") % {"slug": slug})
        shown_entries = {f"entry/{entry['id']}" for entry in record["entries"]}
        if any(name.startswith(f"entry/{old}.") and name not in shown_entries for name in self.before.withheld):
            raise NotPublishableError(_("An entry of it is withdrawn: restore it first."))
        self.staged["initiative", old] = None
        self.staged["initiative", slug] = readdressed(record, old, slug)
        for shower in {document.slug for _term, _inferred, document in self.before.related(old)}:
            self.staged["initiative", shower] = readdressed(self.read("initiative", shower), old, slug)
        for name in self.names(initiative):
            self.staged["redirect", f"initiative/{name}"] = {"id": f"initiative/{name}", "to": slug}
        Initiative.objects.filter(pk=initiative.pk).update(slug=slug)

    def names(self, initiative: Initiative) -> list[str]:
        """The initiative's slug and those it had before."""
        redirects = self.before.things.get("redirect", {})
        former = (name for name, row in redirects.items() if row["to"] == initiative.slug)
        return [initiative.slug, *(name.removeprefix("initiative/") for name in sorted(former))]

    def mark(self, initiative: Initiative, record: Record) -> None:
        """Notes in the models what is public of them now."""
        public = [part["edition"] for part in record["entries"]]
        Initiative.objects.filter(pk=initiative.pk).update(state=State.PUBLISHED)
        entries = Entry.objects.filter(initiative=initiative.pk)
        entries.filter(edition__in=public).update(state=State.PUBLISHED)
        # Published anew as a whole, a withdrawn initiative may leave entries behind.
        entries.filter(state=State.PUBLISHED).exclude(edition__in=public).update(state=State.DRAFT)

    # writing

    def write(self, head: Head, who, why: str) -> None:
        """Writes what differs from the ledger as one changeset; nothing where nothing differs."""
        self.close_what_nobody_shows()
        texts = {key: None if record is None else canonical(record) for key, record in self.staged.items()}
        heads = {(row.kind, row.slug): row for row in self.head_versions()}
        changed = {
            key: text
            for key, text in texts.items()
            if (digest(text) if text is not None else None) != (heads[key].digest if key in heads else None)
        }
        if not changed:
            return
        self.changeset = Changeset.next(head, who, why)
        replaced = [heads[key].pk for key in changed if key in heads]
        for start in range(0, len(replaced), BATCH):
            Version.objects.filter(pk__in=replaced[start : start + BATCH]).update(to_changeset=self.changeset)
        Version.objects.bulk_create(self.new_versions(changed), batch_size=BATCH)

    def close_what_nobody_shows(self) -> None:
        """Stages the end of each thing whose last shower this changeset changes or withdraws."""
        touched = {slug: record for (kind, slug), record in self.staged.items() if kind == "initiative"}
        heads = {row.slug: parsed(row.record) for row in self.head_versions("initiative")}
        shown_before = {key for record in heads.values() for key in shown(record)}
        shown_after = {key for record in touched.values() if record for key in shown(record)}
        for kind, slug in sorted(shown_before - shown_after):
            if not set(self.before.showing(kind, slug)) - touched.keys():
                self.staged[kind, slug] = None

    def head_versions(self, only: str | None = None) -> Iterator[Version]:
        """The public versions of the addresses this changeset touches."""
        return self.versions(public_versions(), self.staged, only)

    @staticmethod
    def versions(queryset, keys: Iterable[Address], only: str | None = None) -> Iterator[Any]:
        slugs: dict[str, list[str]] = {}
        for kind, slug in sorted(keys):
            slugs.setdefault(kind, []).append(slug)
        for kind, names in slugs.items():
            if only is None or kind == only:
                for start in range(0, len(names), BATCH):
                    yield from queryset.filter(kind=kind, slug__in=names[start : start + BATCH])

    def new_versions(self, changed: dict[Address, str | None]) -> Iterator[Version]:
        past = Version.objects.order_by().values("kind", "slug").annotate(Max("number"), Min("published_at"))
        pasts = {(row["kind"], row["slug"]): row for row in self.versions(past, changed)}
        for key, text in sorted(changed.items()):
            if text is not None:
                known = pasts.get(key, {"number__max": 0, "published_at__min": self.changeset.time})
                yield Version(
                    kind=key[0],
                    slug=key[1],
                    number=known["number__max"] + 1,
                    record=text,
                    digest=digest(text),
                    from_changeset=self.changeset,
                    published_at=known["published_at__min"],
                    changed_at=self.changeset.time,
                )
