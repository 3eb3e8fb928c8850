"""The part of a page that says how to cite what it shows: the citation in each style, and the files with it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.citations import FILES, STYLES, Reference, cite_record, of_record, of_source
from initiatives.citing import questions
from initiatives.record import Record
from initiatives.selection import Selection, encoded


@dataclass(frozen=True)
class Style:
    """A citation in one style; ``key`` names its element in the page."""

    key: str
    name: str
    text: str


# Files for programs of which a single initiative and a source have one too.
BIBLIOGRAPHIC = ("bib", "ris", "csl.json")


def styles(reference: Reference) -> list[Style]:
    return [Style(f"cite-{name.lower().replace(' ', '')}", name, style(reference)) for name, style in STYLES.items()]


def files(stem: str, query: str = "", extensions: tuple[str, ...] = tuple(FILES)) -> list[dict[str, str]]:
    """The files with one reference, each with its label and address."""
    asked = f"?{query}" if query else ""
    return [{"label": FILES[name].label, "address": f"{stem}.{name}{asked}"} for name in extensions]


def checked(text: str) -> Style:
    """The citation that carries the checksum."""
    return Style("citation", _("With checksum"), text)


def for_list(selection: Selection, reference: Reference) -> dict:
    """How to cite a list, the question that its form stores, and the sources it rests on.

    The ``reference`` is that of its page: its checksum stands in the files.
    """
    query = selection.query(**dict.fromkeys(questions.NOT_ASKED, ()) | {"as_of": [selection.as_of]})
    return {
        "styles": styles(reference),
        "files": files("/cite", query),
        "to_store": query,
        "sources": files("/sources", query, BIBLIOGRAPHIC) if selection.total else [],
        "unapi": selection.pinned_url,
    }


def for_record(selection: Selection, record: Record) -> dict:
    """How to cite an initiative in the version shown, and what the head of its page says of it."""
    reference, query = of_record(selection.moment, record), encoded(selection.moment.question)
    return {
        "styles": [*styles(reference), checked(cite_record(record, selection.as_of))],
        "files": files(f"/initiatives/{record['id']}", query, BIBLIOGRAPHIC),
        "reference": reference,
        "unapi": reference.url,
    }


def for_source(selection: Selection, source: Record) -> dict:
    """How to cite a source, and what is not known of it and therefore left out."""
    reference, query = of_source(source), encoded(selection.moment.question)
    known = {
        _("author"): reference.author,
        _("date"): reference.date,
        _("publisher"): reference.publisher,
        _("address"): reference.url,
    }
    address = f"{settings.SITE_URL}/sources/{source['id']}/"
    return {
        "styles": styles(reference),
        "files": files(f"/sources/{source['id']}", query, BIBLIOGRAPHIC),
        "unknown": ", ".join(name for name, value in known.items() if not value),
        "reference": reference,
        "unapi": f"{address}?{query}" if query else address,
    }
