"""What a citation says, whatever its style: of a record of the catalogue, of a source, or of a whole list."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.asking import Moment, label
from initiatives.models import Citation
from initiatives.panel import Panel
from initiatives.record import Record
from initiatives.selection import Selection

CATALOGUE = gettext_lazy("Catalogue of integration-cooperation initiatives")


MONTHS = range(1, 13)  # higher numbers in a month's place are seasons


@dataclass(frozen=True)
class Reference:
    """The parts of a citation. ``date`` is an EDTF date or empty, ``kind`` is "record", "list" or "source"."""

    kind: str
    key: str
    title: str
    author: str = ""
    date: str = ""
    container: str = ""
    publisher: str = ""
    version: str = ""
    url: str = ""
    seen: str = ""  # the day on which the address gave what is cited
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""

    @property
    def day(self) -> tuple[int, ...]:
        """The date as numbers: year, perhaps month, perhaps day; empty where it is not as plain as that."""
        parts = self.date.split("-")
        numbers = tuple(map(int, parts)) if all(part.isdecimal() for part in parts) and len(parts) <= 3 else ()
        return numbers if len(numbers) < 2 or numbers[1] in MONTHS else ()

    @property
    def year(self) -> str:
        return self.date[:4] if self.date[:4].isdecimal() else ""


def of_record(moment: Moment, record: Record) -> Reference:
    """A record in the version that the catalogue showed at a moment; of a withdrawn one only that it was there."""
    as_of = moment.snapshot.label
    tombstone = Reference(
        kind="record",
        key=record["id"],
        title=_("Withdrawn initiative %(id)s") % {"id": record["id"]},
        container=str(CATALOGUE),
        version=str(record["version"]),
        url=f"{record['url']}?as_of={as_of}",
        seen=as_of.partition(".")[0],
        language="en",
        note=_("As of %(as_of)s. SHA-256 %(digest)s") % {"as_of": as_of, "digest": record["digest"]},
    )
    if record.get("withdrawn"):
        return tombstone
    return replace(
        tombstone,
        title=record["title"],
        date=record["changed_at"][:10],
        abstract=record["summary"],
        keywords=tuple(label(moment, "theme", theme) for theme in record["themes"]),
    )


def of_source(source: Record) -> Reference:
    """A source that a footnote names, as far as it is known."""
    return Reference(
        kind="source",
        key=source["id"],
        title=source["title"],
        author=source["author"],
        date=source["date"],
        container=source["container"],
        publisher=source["publisher"],
        url=source["archive_url"] or source["url"],
        language=source["language"],
        note=" ".join(part for part in (source["translated_title"], doubt(source)) if part),
    )


def doubt(source: Record) -> str:
    """What a reader of the reference should know before relying on its address."""
    return _("[The address no longer answers.]") if source["unverified_link"] and not source["archive_url"] else ""


def of_list(selection: Selection) -> Reference:
    """A list as it stands at its changeset: its question, count, the address that replays it, and its checksum."""
    unchecked = without_checksum(selection, Panel(selection).words)
    key, note = f"{unchecked.key}-{selection.hash[:8]}", _("SHA-256 %(hash)s") % {"hash": selection.hash}
    return replace(unchecked, key=key, note=note)


def without_checksum(selection: Selection, words: str) -> Reference:
    """A list as its page cites it: its checksum, which is made from every row, is left to what is asked for it.

    ``words`` are its question.
    """
    as_of = selection.as_of
    return Reference(
        kind="list",
        key=f"list-{as_of}",
        title=title_of_list(words, selection.total),
        date=as_of.partition(".")[0],
        container=str(CATALOGUE),
        version=as_of,
        url=selection.pinned_url,
        seen=as_of.partition(".")[0],
        language="en",
    )


def of_citation(citation: Citation, words: str) -> Reference:
    """A list that was stored, under its identifier; ``words`` are its question."""
    day = citation.as_of.partition(".")[0]
    return Reference(
        kind="list",
        key=f"list-{citation.pid}",
        title=title_of_list(words, citation.initiatives),
        date=day,
        container=str(CATALOGUE),
        version=citation.as_of,
        url=f"{settings.SITE_URL}/lists/{citation.pid}/",
        seen=day,
        language="en",
        note=_("SHA-256 %(hash)s") % {"hash": citation.result_hash},
    )


def title_of_list(words: str, count: int) -> str:
    message = ngettext("List: %(words)s (%(count)s initiative)", "List: %(words)s (%(count)s initiatives)", count)
    return message % {"words": words, "count": count}
