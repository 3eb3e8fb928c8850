"""The public form of an initiative's record: as stored, with its version and address, and what is derived."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from initiatives.models import Version
from initiatives.record import Record, without_entries
from initiatives.snapshot import Document, Snapshot

BATCH = 200

ENVELOPE = ("version", "digest", "url", "published_at", "changed_at")


@dataclass(frozen=True)
class Stored:
    """A version's row: what its public form needs beside the index."""

    record: Record
    published_at: str
    changed_at: str


def records(snapshot: Snapshot, ids: Iterable[int]) -> Iterator[Record]:
    """The public records of these initiatives, in this order, read in batches: one small query each."""
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        documents = [snapshot.documents[i] for i in ids[start : start + BATCH]]
        stored = read(document.pk for document in documents)
        for document in documents:
            yield public(snapshot, document, stored[document.pk])


def read(pks: Iterable[int]) -> dict[int, Stored]:
    fields = ("pk", "record", "published_at", "changed_at")
    return {
        pk: Stored(json.loads(text), stamp(published), stamp(changed))
        for pk, text, published, changed in Version.objects.filter(pk__in=list(pks)).values_list(*fields)
    }


def address_of(slug: str) -> str:
    return f"{settings.SITE_URL}/initiatives/{slug}/"


def stamp(moment) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def public(snapshot: Snapshot, document: Document, stored: Stored) -> Record:
    """What readers get of one version as of a snapshot; of a withdrawn one only that it was there."""
    envelope = {"id": document.slug, "version": document.number, "digest": document.digest}
    envelope["url"] = address_of(document.slug)
    if snapshot.is_withheld(document):
        return envelope | {"withdrawn": True}
    hidden = document.withheld_by(snapshot.withheld)
    record = without_entries(stored.record, hidden) | envelope
    record["relations"] = [*relations(snapshot, record), *inverse_relations(snapshot, document.slug)]
    if hidden:
        record["withdrawn_entries"] = sorted(hidden)
    return record | {"published_at": stored.published_at, "changed_at": stored.changed_at}


def relations(snapshot: Snapshot, record: Record) -> Iterator[Record]:
    """The record's relations to what readers may see, with the title it has now."""
    for row in record["relations"]:
        if (title := title_of(snapshot, row["id"])) is not None:
            yield row | {"title": title}


def inverse_relations(snapshot: Snapshot, slug: str) -> Iterator[Record]:
    """What other initiatives say of their relation to this one, seen from here."""
    for term, inferred, other in snapshot.related(slug):
        if not snapshot.is_withheld(other):
            yield {
                "type": term["inverse_slug"],
                "id": other.slug,
                "title": other.title,
                "inferred": inferred,
                "inverse": True,
                "label": term["inverse_label"],
            }


def title_of(snapshot: Snapshot, slug: str) -> str | None:
    """The title of an initiative that readers may see, or None."""
    document = snapshot.document(slug)
    return None if document is None or snapshot.is_withheld(document) else document.title
