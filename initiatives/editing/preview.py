"""What publishing would change for the public, worked out without writing anything."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from countries.comparison import Difference, differences
from initiatives import index
from initiatives.completeness import gaps, going, hints, unconfirmed, unconfirmed_gaps, unconfirmed_of
from initiatives.editing.labels import LABELS
from initiatives.editing.reading import work_on
from initiatives.models import Changeset, Entry, Initiative, Unconfirmed
from initiatives.publishing import NotPublishableError, Work, changes
from initiatives.record import (
    Record,
    address,
    build,
    canonical,
    digest,
    entry_part,
    normal,
    proposed,
)
from initiatives.snapshot import SHOWN


@dataclass(frozen=True)
class Preview:
    """What the public would see anew, what stands in the way, and the digest of what was looked at."""

    seen: str
    differences: list[Difference]
    gaps: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    renews: list[str] = field(default_factory=list)


# ── initiatives and entries ──────────────────────────────────────────────────────────────────────────────────


def of_initiative(initiative: Initiative, entries: Iterable[Entry] = (), *, own_part: bool = True) -> Preview:
    """What publishing an initiative's own part (unless told otherwise) and these entries would change."""
    work = Work(index.current())
    return of_work(work, initiative, entries, own_part=own_part, waiting=unconfirmed_of([initiative]))


def of_drafts(drafts: list[Entry]) -> list[Preview]:
    """What publishing each of these drafts by itself would change; as many queries for many as for one."""
    snapshot = index.current()
    work, waiting = work_on(drafts, snapshot), defaultdict(list)
    for row in unconfirmed_of({entry.initiative_id for entry in drafts}):
        waiting[row.entry.initiative_id].append(row)
    with index.held(snapshot):
        return [
            of_work(work, entry.initiative, [entry], own_part=False, waiting=waiting[entry.initiative_id])
            for entry in drafts
        ]


def of_work(
    work: Work, initiative: Initiative, entries: Iterable[Entry], *, own_part: bool, waiting: Iterable[Unconfirmed]
) -> Preview:
    """What publishing would change, by a changeset that is only thought of."""
    before = work.read("initiative", initiative.slug)
    after = proposed(before, initiative, entries, own_part=own_part, public=work.public)
    rows = going(waiting, entries, own_part=own_part or before is None)
    return Preview(
        seen=digest(canonical(after)),
        differences=differences(told(before) if before else {}, told(after)),
        gaps=work.obstacles(initiative, before, own_part=own_part) + gaps(after) + unconfirmed_gaps(rows),
        hints=hints(after),
    )


def wanting(initiative: Initiative, entries: Iterable[Entry], *, own_part: bool) -> tuple[list[str], list[str]]:
    """What stands in the way of publishing, and what may be wanting; reads what is public from memory."""
    snapshot = index.current()

    def public(thing: Any) -> Record:
        kind, slug = address(thing)
        return snapshot.things.get(kind, {}).get(slug) or build(thing)

    work = Work(snapshot)
    before = work.read("initiative", initiative.slug)
    after = proposed(before, initiative, entries, own_part=own_part, public=public)
    rows = unconfirmed(initiative, entries, own_part=own_part or before is None)
    return work.obstacles(initiative, before, own_part=own_part) + gaps(after) + unconfirmed_gaps(rows), hints(after)


def unpublished(initiative: Initiative) -> list[Entry]:
    """The initiative's entries that the public sees otherwise or not at all, the earliest first."""
    work = Work(index.current())
    record = work.read("initiative", initiative.slug)
    public = {part["edition"]: part for part in record["entries"]} if record else {}

    def differs(entry: Entry) -> bool:
        there = public.get(entry.edition_id)
        return there is None or any(
            there[key] != value for key, value in normal(entry_part(entry, work.public)).items()
        )

    return [entry for entry in initiative.entries.select_related("edition", "initiative") if differs(entry)]


# ── the other things ─────────────────────────────────────────────────────────────────────────────────────────


def of_thing(thing: Any) -> Preview:
    """What publishing an actor, source, edition, year, country, group or term would change."""
    snapshot = index.current()
    kind, slug = address(thing)
    before, after = Work(snapshot).read(kind, slug), build(thing)
    hidden = kind in SHOWN and before is None
    return Preview(
        seen=digest(canonical(after)),
        differences=differences(plain(before) if before else {}, plain(after)),
        gaps=[_("No published initiative shows it yet: it becomes public with the first one.")] if hidden else [],
        renews=sorted(snapshot.showing(kind, slug)) if kind in SHOWN else [],
    )


def publish_as_seen(
    *, who, why: str, seen: str, preview: Callable[[], Preview], act: Callable[[Work], None]
) -> Changeset | None:
    """Does the act where it still is what the editor looked at. Raises NotPublishableError."""
    with changes(who=who, why=why) as work:
        act(work)
        if preview().seen != seen:
            raise NotPublishableError(
                _("Somebody saved a change after you opened this page. Look at it again below, then publish.")
            )
    return work.changeset


# ── records as labelled texts ────────────────────────────────────────────────────────────────────────────────


def told(record: Record) -> dict[str, str]:
    """An initiative's record as texts by label, its entries' fields under the edition's name."""
    texts = {
        _("Title"): record["title"],
        _("Original title"): record["original_title"],
        _("Other titles"): lines(record["alternative_titles"]),
        _("Summary"): record["summary"],
        _("Countries"): lines(name("country", code) for code in record["countries"]),
        _("Scope"): term("scope", record["scope"]),
        _("Governance levels"): lines(term("level", slug) for slug in record["levels"]),
        _("Themes"): lines(term("theme", slug) for slug in record["themes"]),
        _("Form"): term("form", record["form"]),
        _("Target groups"): lines(term("target_group", slug) for slug in record["target_groups"]),
        _("Actors"): lines(f"{row['name']}, {term('role', row['role'])}{aside(row)}" for row in record["actors"]),
        _("Relations"): lines(
            f"{term('relation', row['type'])} {row['id']}{aside(row)}" for row in record["relations"]
        ),
    }
    for entry in record["entries"]:
        for label, text in entry_told(entry).items():
            texts[f"{entry['year']} ({entry['edition']}): {label}"] = text
    return texts


def entry_told(entry: Record) -> dict[str, str]:
    return {
        _("text"): "\n\n".join(entry["text"].splitlines()),
        _("status"): term("status", entry["status"]),
        _("editors’ note"): entry["note"],
        _("the source breaks off"): _("yes") if entry["source_truncated"] else "",
        _("footnotes"): lines(footnote_told(row) for row in entry["footnotes"]),
        _("dates"): lines(f"{row['edtf']}: {row['what']} ({row['kind']})" for row in entry["dates"]),
        _("figures"): lines(
            f"{row['qualifier']} {row['value']} {row['unit']}: {row['what']} {row['as_of']}{aside(row)}"
            for row in entry["figures"]
        ),
        _("inferred"): lines(f"{row['field']}: {row['note']}" for row in entry["inferred"]),
    }


def footnote_told(row: Record) -> str:
    parts = [row["citation"], row["locator"], row["url"], row["note"]]
    return f"{row['mark']} ({row['state']}) " + " · ".join(part for part in parts if part)


def aside(row: Record) -> str:
    return (f" ({_('inferred')})" if row.get("inferred") else "") + (f": {row['note']}" if row["note"] else "")


def term(vocabulary: str, slug: str | None) -> str:
    return name("term", f"{vocabulary}/{slug}") if slug else ""


def name(kind: str, slug: str) -> str:
    """What the public knows a term or country as; its slug where it is not public yet."""
    record = index.current().things.get(kind, {}).get(slug)
    return slug.rpartition("/")[2] if record is None else record.get("label") or record["name"]


def lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def plain(record: Record) -> dict[str, str]:
    """The record of anything but an initiative as texts by label."""
    return {capfirst(label(key)): value_told(value) for key, value in record.items() if key != "schema"}


def label(key: str) -> str:
    """A field's name in words; as the record has it where it is of an older form."""
    return str(LABELS.get(key, key))


def value_told(value: Any) -> str:
    if isinstance(value, list):
        return lines(value_told(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{label(key)} {value_told(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
