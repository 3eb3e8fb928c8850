"""CITATION.cff, version 1.2.0 of the Citation File Format: YAML whose every text is quoted as JSON quotes it."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.citations.reference import CATALOGUE, Reference

# The licences that the format knows under a name of its own; any other is named by its address.
SPDX = {"CC BY 4.0": "CC-BY-4.0", "CC BY-SA 4.0": "CC-BY-SA-4.0", "CC0 1.0": "CC0-1.0"}


def cff(row: Reference) -> str:
    """A list or a record as a dataset to cite; the catalogue is its author where no other is known."""
    return "".join(f"{line}\n" for line in lines(row))


def lines(row: Reference) -> Iterator[str]:
    yield f"cff-version: {quoted('1.2.0')}"
    yield f"message: {quoted(_('Please cite these data as follows.'))}"
    yield "type: dataset"
    yield from pairs({"title": row.title, "abstract": row.abstract or row.note})
    yield "authors:"
    yield f"  - name: {quoted(row.author or str(CATALOGUE))}"
    released = row.date if len(row.day) == 3 else ""
    yield from pairs({"version": row.version, "date-released": released, "url": row.url})
    yield from pairs(licence())
    if row.keywords:
        yield "keywords:"
        yield from (f"  - {quoted(word)}" for word in row.keywords)


def pairs(fields: dict[str, str]) -> Iterator[str]:
    return (f"{name}: {quoted(value)}" for name, value in fields.items() if value)


def licence() -> dict[str, str]:
    known = SPDX.get(settings.LICENCE)
    return {"license": known} if known else {"license-url": settings.LICENCE_URL}


def quoted(text: str) -> str:
    """A text on one line, without the signs that no YAML may hold."""
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return json.dumps(" ".join(clean.split()), ensure_ascii=False)
