"""The public form of an initiative's record: as stored, with its version and address, and what is derived."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from django.conf import settings
from django.db import connection
from pyroaring import BitMap

from initiatives.documents import Document
from initiatives.models import Version
from initiatives.record import Record, parsed, without_entries
from initiatives.snapshot import Snapshot

BATCH = 200
# From so many initiatives on it pays to note which relations there are before they are asked for.
MANY = 500

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
DECODER = json.JSONDecoder()
# Where the relations begin in a stored record. In a text within it a quotation mark has a backslash before it.
RELATIONS = ',"relations":['

RECORDS = f"SELECT id, record FROM {Version._meta.db_table} WHERE id IN (%s)"

ENVELOPE = ("version", "digest", "url", "published_at", "changed_at")


@dataclass(frozen=True, slots=True)
class Stored:
    """A version's row: what its public form needs beside the index."""

    text: str
    published_at: str
    changed_at: str


def records(snapshot: Snapshot, ids: Iterable[int]) -> Iterator[Record]:
    """The public records of these initiatives, in this order, read in batches: one small query each."""
    ids = list(ids)
    named = relations_named(snapshot, len(ids))
    return (public(snapshot, document, stored, named) for document, stored in versions(snapshot, ids))


def texts(snapshot: Snapshot, ids: Iterable[int]) -> Iterator[str]:
    """The same as JSON."""
    ids = list(ids)
    named = relations_named(snapshot, len(ids))
    return (public_text(snapshot, document, stored, named) for document, stored in versions(snapshot, ids))


def stored_records(snapshot: Snapshot, ids: list[int]) -> Iterator[Record]:
    """What of these initiatives' records is stored, as readers may see it; without what is derived."""
    documents = [snapshot.holdings.document(i) for i in ids]
    stored = stored_texts([document.pk for document in documents])
    return (readable(snapshot, document, stored[document.pk]) for document in documents)


def stored_texts(pks: list[int]) -> dict[int, str]:
    """The records of these versions as they are stored; by hand, since every page that is drawn anew asks for some."""
    if not pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(RECORDS % ", ".join(["%s"] * len(pks)), pks)
        return dict(cursor.fetchall())


def versions(snapshot: Snapshot, ids: list[int]) -> Iterator[tuple[Document, Stored]]:
    document_of = snapshot.holdings.document
    for start in range(0, len(ids), BATCH):
        documents = [document_of(i) for i in ids[start : start + BATCH]]
        stored = read(document.pk for document in documents)
        yield from ((document, stored.pop(document.pk)) for document in documents)


def read(pks: Iterable[int]) -> dict[int, Stored]:
    fields = ("pk", "record", "published_at", "changed_at")
    return {
        pk: Stored(text, stamp(published), stamp(changed))
        for pk, text, published, changed in Version.objects.filter(pk__in=list(pks)).values_list(*fields)
    }


def address_of(slug: str) -> str:
    return f"{settings.SITE_URL}/initiatives/{slug}/"


def stamp(moment: datetime) -> str:
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def encode(value: Any) -> str:
    """A value as JSON, as records are stored."""
    return ENCODER.encode(value)


# ── one record ───────────────────────────────────────────────────────────────────────────────────────────────

type Named = Callable[[str], bool]


def public(snapshot: Snapshot, document: Document, stored: Stored, named: Named | None = None) -> Record:
    """What readers get of one version as of a snapshot; of a withdrawn one only that it was there."""
    record = readable(snapshot, document, stored.text)
    if "withdrawn" in record:
        return record
    record["relations"] = [*relations(snapshot, record), *inverse_relations(snapshot, document.slug, named)]
    return record | {"published_at": stored.published_at, "changed_at": stored.changed_at}


def readable(snapshot: Snapshot, document: Document, text: str) -> Record:
    """A stored record with its version and address, and without what is withheld of it."""
    envelope = envelope_of(document)
    if snapshot.is_withheld(document):
        return envelope | {"withdrawn": True}
    hidden = document.withheld_by(snapshot.withheld) if snapshot.withheld else set()
    record = without_entries(parsed(text), hidden) | envelope
    return record | {"withdrawn_entries": sorted(hidden)} if hidden else record


def public_text(snapshot: Snapshot, document: Document, stored: Stored, named: Named | None = None) -> str:
    """The same as JSON. What is stored is JSON already: where nothing is withheld, only what is derived is put in."""
    start, found, end = stored.text.partition(RELATIONS)
    if not found or snapshot.withheld and concerned(snapshot, document):
        return encode(public(snapshot, document, stored, named))
    own, rest = ([], end[1:]) if end[0] == "]" else array_from(end)
    shown = [*relations(snapshot, {"relations": own}), *inverse_relations(snapshot, document.slug, named)]
    more = envelope_of(document) | {"published_at": stored.published_at, "changed_at": stored.changed_at}
    del more["id"]
    return f"{start}{found}{encode(shown)[1:]}{rest[:-1]},{encode(more)[1:]}"


def array_from(text: str) -> tuple[list[Record], str]:
    """The array whose first bracket stands before a text, and what of the text follows it."""
    value, end = DECODER.raw_decode(f"[{text}")
    return value, text[end - 1 :]


def concerned(snapshot: Snapshot, document: Document) -> bool:
    """Whether a withdrawal keeps anything of a version from readers."""
    return snapshot.is_withheld(document) or bool(document.withheld_by(snapshot.withheld))


def envelope_of(document: Document) -> Record:
    slug = document.slug
    return {"id": slug, "version": document.number, "digest": document.digest, "url": address_of(slug)}


def relations_named(snapshot: Snapshot, number: int) -> Named | None:
    """Tells of a relation, by its key, whether any version may have it, where so many initiatives will ask.

    Only checksums of the keys are kept, so that they take little room however many there are.
    """
    if number < MANY:
        return None
    sums = BitMap(crc32(key.encode("utf-8", "surrogatepass")) for key in snapshot.holdings.facets["relation"].values())
    return lambda key: crc32(key.encode("utf-8", "surrogatepass")) in sums


def relations(snapshot: Snapshot, record: Record) -> Iterator[Record]:
    """The record's relations to what readers may see, with the title it has now."""
    for row in record["relations"]:
        if (title := title_of(snapshot, row["id"])) is not None:
            yield row | {"title": title}


def inverse_relations(snapshot: Snapshot, slug: str, named: Named | None = None) -> Iterator[Record]:
    """What other initiatives say of their relation to this one, seen from here."""
    for term, inferred, other in snapshot.related(slug, named):
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
