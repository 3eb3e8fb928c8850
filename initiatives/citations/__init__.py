"""Citations: one small file a style; a reference says what each of them sets."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.citations.bibtex import bibtex
from initiatives.citations.cff import cff
from initiatives.citations.csl import csl
from initiatives.citations.prose import apa, chicago, iso690, with_checksum
from initiatives.citations.reference import (
    CATALOGUE,
    Reference,
    of_citation,
    of_list,
    of_record,
    of_source,
    without_checksum,
)
from initiatives.citations.ris import ris
from initiatives.panel import Panel
from initiatives.record import Record
from initiatives.selection import Selection

__all__ = [
    "CATALOGUE",
    "FILES",
    "STYLES",
    "Reference",
    "bibtex",
    "cff",
    "cite_list",
    "cite_record",
    "csl",
    "of_citation",
    "of_list",
    "of_record",
    "of_source",
    "ris",
    "without_checksum",
]

# The styles for reading.
STYLES = {"APA": apa, "Chicago": chicago, "ISO 690": iso690}


@dataclass(frozen=True)
class File:
    """A file with one reference: its label for people, content type for clients, and what writes it."""

    label: str
    content_type: str
    write: Callable[[Reference], str]


def csl_array(reference: Reference) -> str:
    return json.dumps([csl(reference)], ensure_ascii=False, indent=1) + "\n"


# The files, by extension: what programs read, and the text that people paste. Of a source there is no CITATION.cff,
# which is for data, and no text, which is for checksums.
FILES = {
    "bib": File("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": File("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "csl.json": File("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_array),
    "cff": File("CITATION.cff", "application/yaml", cff),
    "txt": File("Text", "text/plain; charset=utf-8", with_checksum),
}


def cite_list(selection: Selection) -> str:
    """A list as it stands at its changeset: question, count, and the address that replays it."""
    return _(
        "%(catalogue)s. List: %(question)s. %(count)s initiatives as of %(as_of)s. %(url)s. SHA-256: %(hash)s."
    ) % {
        "catalogue": CATALOGUE,
        "question": Panel(selection).words,
        "count": selection.total,
        "as_of": selection.as_of,
        "url": selection.pinned_url,
        "hash": selection.hash,
    }


def cite_record(record: Record, as_of: str) -> str:
    """A record in the version shown."""
    return _("“%(title)s”. In: %(catalogue)s. Version %(version)s as of %(as_of)s. %(url)s. SHA-256: %(digest)s.") % {
        "title": record["title"],
        "catalogue": CATALOGUE,
        "version": record["version"],
        "as_of": as_of,
        "url": f"{settings.SITE_URL}/initiatives/{record['id']}/?as_of={as_of}",
        "digest": record["digest"],
    }
