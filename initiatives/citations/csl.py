"""CSL-JSON, the data that citation processors set in any style."""

from typing import Any

from initiatives.citations.reference import Reference

TYPES = {"source": "document", "record": "webpage", "list": "dataset"}


def csl(row: Reference) -> dict[str, Any]:
    """One item; what is not known is left out."""
    item = {
        "id": row.key,
        "type": TYPES[row.kind],
        "title": row.title,
        "author": [{"literal": row.author}] if row.author else None,
        "issued": issued(row),
        "container-title": row.container,
        "publisher": row.publisher,
        "version": row.version,
        "URL": row.url,
        "accessed": {"date-parts": [[int(part) for part in row.seen.split("-")]]} if row.seen else None,
        "language": row.language,
        "abstract": row.abstract,
        "keyword": ", ".join(row.keywords),
        "note": row.note,
    }
    return {name: value for name, value in item.items() if value}


def issued(row: Reference) -> dict[str, Any] | None:
    if row.day:
        return {"date-parts": [list(row.day)]}
    return {"literal": row.date} if row.date else None
