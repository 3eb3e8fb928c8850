"""What a list or an initiative can be taken along as: each format, what it is for, and how many rows it gives."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from initiatives.filters import ROWS
from initiatives.formats import ALL_ROWS, FAMILIES, FORMATS, Format, grouped
from initiatives.selection import Selection


@dataclass(frozen=True)
class Link:
    """An address and how many rows it gives, in words."""

    address: str
    words: str


@dataclass(frozen=True)
class Download:
    """A format: where it is had, a link for each kind of rows, or why it is not to be had."""

    extension: str
    format: Format
    links: list[Link]
    refusal: str = ""


@dataclass(frozen=True)
class Family:
    """The formats for one purpose."""

    name: str
    label: Promise
    downloads: list[Download]


def downloads(stem: str, selection: Selection) -> list[Family]:
    """The formats of a selection by what they are for."""
    found = [
        Family(
            family, label, [download(stem, name, selection) for name, row in FORMATS.items() if row.family == family]
        )
        for family, label in FAMILIES.items()
    ]
    return [family for family in found if family.downloads]


def download(stem: str, extension: str, selection: Selection) -> Download:
    row = FORMATS[extension]
    if refusal := row.refusal(selection):
        return Download(extension, row, [], refusal)
    kinds = [(kind,) for kind in ALL_ROWS] if extension in ROWS else [row.holds]
    return Download(extension, row, [link(f"{stem}.{extension}", kinds_of, selection) for kinds_of in kinds])


def link(path: str, kinds: tuple[str, ...], selection: Selection) -> Link:
    query = selection.export_query(kinds[0] if len(kinds) == 1 else "initiatives")
    words = ", ".join(rows_in_words(kind, selection.counts[kind]) for kind in kinds)
    return Link(f"{path}?{query}" if query else path, words)


def rows_in_words(kind: str, count: int) -> str:
    """A number of rows of one kind, such as 22 initiatives."""
    words = {
        "initiatives": ngettext("%(n)s initiative", "%(n)s initiatives", count),
        "entries": ngettext("%(n)s entry", "%(n)s entries", count),
        "footnotes": ngettext("%(n)s footnote", "%(n)s footnotes", count),
    }
    return words[kind] % grouped(n=count)
