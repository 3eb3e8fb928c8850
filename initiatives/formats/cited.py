"""A stored citation for programs: everything its page tells, as one JSON object, and as linked data."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from initiatives.citations import FILES, STYLES, csl
from initiatives.citing.landing import Landing
from initiatives.citing.since import Line, Since
from initiatives.citing.verifying import Verdict
from initiatives.formats import FORMATS
from initiatives.formats.linked import dataset
from initiatives.formats.structured import question
from initiatives.selection import Selection

TEXTS = ("bib", "ris", "cff")


def document(landing: Landing) -> dict[str, Any]:
    """What was cited, whether it holds, what became of it, and how to cite and take it."""
    citation, selection = landing.citation, landing.verdict.selection
    return {
        "id": citation.pid,
        "url": landing.url,
        "title": landing.reference.title,
        "query": citation.query,
        "question": question(selection) if selection else None,
        "as_of": citation.as_of,
        "count": citation.initiatives,
        "query_hash": citation.query_hash,
        "hash": citation.result_hash,
        "schemas": {
            "question": citation.question_schema,
            "record": citation.record_schema,
            "search": citation.search_schema,
        },
        "stored_at": f"{citation.stored_at:%Y-%m-%dT%H:%M:%SZ}",
        "verification": verification(landing.verdict),
        "since": differences(landing.since) if landing.since else None,
        "list": selection.pinned_url if selection else None,
        "formats": addresses(selection) if selection else {},
        "citations": citations(landing),
        "licence": settings.LICENCE,
        "licence_url": settings.LICENCE_URL,
    }


def verification(verdict: Verdict) -> dict[str, Any]:
    return {
        "state": verdict.state,
        "withheld": verdict.withheld,
        "not_found": verdict.lost,
        "differences": [vars(row) for row in verdict.differences],
    }


def differences(since: Since) -> dict[str, Any]:
    """The same question at the later moment, and every initiative that came, went or was changed."""
    return {
        "as_of": since.now.as_of,
        "count": since.now.total,
        "hash": since.now.hash,
        "list": since.now.pinned_url,
        "added": [named(line) for line in since.added],
        "removed": [named(line) for line in since.removed],
        "changed": [named(line) for line in since.changed],
        "unnamed": since.unnamed,
    }


def named(line: Line) -> dict[str, Any]:
    address = f"{settings.SITE_URL}/initiatives/{line.slug}/"
    return {"id": line.slug, "url": address} | ({} if line.title else {"withdrawn": True})


def addresses(selection: Selection) -> dict[str, str]:
    """The list as it stood, in each format."""
    query = selection.export_query()
    return {name: f"{settings.SITE_URL}/initiatives.{name}{f'?{query}' if query else ''}" for name in FORMATS}


def citations(landing: Landing) -> dict[str, Any]:
    reference = landing.reference
    styled = {name: style(reference) for name, style in STYLES.items()}
    return styled | {FILES[name].label: FILES[name].write(reference) for name in TEXTS} | {"CSL-JSON": csl(reference)}


def linked(landing: Landing) -> dict[str, Any] | None:
    """The list as a dataset under its identifier, without its parts; None where it cannot be asked any more."""
    selection = landing.verdict.selection
    if selection is None:
        return None
    return dataset(selection) | {
        "@id": landing.url,
        "url": landing.url,
        "identifier": [landing.citation.pid, f"sha256:{landing.citation.result_hash}"],
        "name": landing.reference.title,
        "sameAs": selection.pinned_url,
        "distribution": list(distributions(selection)),
    }


def distributions(selection: Selection) -> Iterator[dict[str, str]]:
    for name, address in addresses(selection).items():
        kind = FORMATS[name].content_type.partition(";")[0]
        yield {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}
