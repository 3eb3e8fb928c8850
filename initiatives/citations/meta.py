"""What a page's head says of a record for reference managers: the tags of Highwire Press and Dublin Core."""

from collections.abc import Iterator

from django.conf import settings

from initiatives.citations.reference import CATALOGUE, Reference

type Tag = tuple[str, str]


def tags(row: Reference) -> list[Tag]:
    """The tags of a reference, a name and a text each; what is not known is left out."""
    return [(name, text) for name, text in (*highwire(row), *dublin_core(row)) if text]


def highwire(row: Reference) -> Iterator[Tag]:
    yield "citation_title", row.title
    yield "citation_author", row.author or str(CATALOGUE)
    yield "citation_publication_date", row.date.replace("-", "/") if len(row.day) == 3 else row.year
    yield "citation_language", row.language
    yield from (("citation_keywords", word) for word in row.keywords)
    yield "citation_abstract_html_url", row.url


def dublin_core(row: Reference) -> Iterator[Tag]:
    yield "DC.title", row.title
    yield "DC.creator", row.author or str(CATALOGUE)
    yield "DC.date", row.date
    yield "DC.language", row.language
    yield from (("DC.subject", word) for word in row.keywords)
    yield "DC.description", row.abstract
    yield "DC.identifier", row.url
    yield "DC.isPartOf", row.container
    yield "DC.rights", settings.LICENCE_URL
