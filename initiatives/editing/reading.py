"""Reading what the previews of many drafts stand on: all of it at once, in as few queries for many as for one."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from initiatives.models import Actor, Edition, Entry, Initiative, Source, Version
from initiatives.publishing import Address, Work, public_versions
from initiatives.record import SHOWN_IN_DETAILS, Record, address, build, parsed, with_footnotes
from initiatives.snapshot import Snapshot

# What an entry and an initiative's own part tell beside their rows.
OF_ENTRIES = ("dates", "figures", "inferences")
OF_INITIATIVES = (*SHOWN_IN_DETAILS, "countries", "levels", "target_groups")
OF_ACTORS = ("aliases", "identifiers")


def work_on(drafts: list[Entry], snapshot: Snapshot) -> Work:
    """A changeset in the making that has in memory whatever it may read to publish these drafts."""
    work = Work(snapshot)
    initiatives = [entry.initiative for entry in drafts]
    public = records_of(("initiative", one.slug) for one in initiatives)
    new = [one for one in initiatives if ("initiative", one.slug) not in public]
    prefetch_related_objects(drafts, *OF_ENTRIES, with_footnotes())
    prefetch_related_objects(new, *OF_INITIATIVES)
    work.staged |= {address(one): public.get(address(one)) for one in initiatives}
    work.staged |= shown_in(drafts, new, snapshot)
    return work


def records_of(addresses: Iterable[Address]) -> dict[Address, Record]:
    """The public records of these addresses; what is not public is not in it."""
    rows = Work.versions(public_versions(), addresses)
    return {(row.kind, row.slug): parsed(row.record) for row in rows}


def shown_in(drafts: list[Entry], new: list[Initiative], snapshot: Snapshot) -> dict[Address, Record]:
    """The records of what these drafts and new initiatives show, as the public would know it then."""
    things = {address(one): one for one in things_of(drafts, new)}
    known = {(kind, slug): snapshot.things.get(kind, {}).get(slug) for kind, slug in things}
    unknown = [key for key, record in known.items() if record is None]
    prefetch_related_objects([things[key] for key in unknown if key[0] == "actor"], *OF_ACTORS)
    before = last_records(unknown)
    return known | {key: before.get(key) or build(things[key]) for key in unknown}


def things_of(drafts: list[Entry], new: list[Initiative]) -> Iterable[Edition | Source | Actor]:
    for entry in drafts:
        yield entry.edition
        yield from (link.footnote.source for link in entry.footnote_links.all() if link.footnote.source)
    for initiative in new:
        yield from (row.actor for row in initiative.participations.all())


def last_records(addresses: Iterable[Address]) -> dict[Address, Record]:
    """The newest record that each of these addresses ever had."""
    rows = Work.versions(Version.objects.order_by("number"), addresses)
    return {(row.kind, row.slug): parsed(row.record) for row in rows}
