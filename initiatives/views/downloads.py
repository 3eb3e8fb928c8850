"""What a list or an initiative can be taken along as: each format, what it is for, and how many rows it gives."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from initiatives.filters import ROWS
from initiatives.formats import ALL_ROWS, FAMILIES, FORMATS, Format, grouped
from initiatives.selection import Selection

# The kinds of rows that a file can have: each alone, or as its format has them.
KINDS = {(kind,) for kind in ALL_ROWS} | {row.holds for row in FORMATS.values()}


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
    refused = {name: text for name, row in FORMATS.items() if (text := row.refusal(selection))}
    return families(stem, links(selection), refused)


def families(stem: str, links: dict[tuple[str, ...], Link], refused: dict[str, str]) -> list[Family]:
    """The formats by what they are for; ``refused`` says why some are not to be had."""
    made = {name: download(f"{stem}.{name}", name, links, refused.get(name, "")) for name in FORMATS}
    found = [
        Family(family, label, [made[name] for name, row in FORMATS.items() if row.family == family])
        for family, label in FAMILIES.items()
    ]
    return [family for family in found if family.downloads]


def download(path: str, extension: str, links: dict[tuple[str, ...], Link], refusal: str) -> Download:
    row = FORMATS[extension]
    if refusal:
        return Download(extension, row, [], refusal)
    kinds = [(kind,) for kind in ALL_ROWS] if extension in ROWS else [row.holds]
    found = [links[each] for each in kinds]
    return Download(extension, row, [Link(f"{path}{link.address}", link.words) for link in found])


def links(selection: Selection) -> dict[tuple[str, ...], Link]:
    """For each kind of rows what follows the path of a format, and how many rows it then gives."""
    words = {kind: rows_in_words(kind, selection.counts[kind]) for kind in ALL_ROWS}
    queries = {kind: selection.export_query(kind) for kind in ALL_ROWS}
    found = {}
    for kinds in KINDS:
        query = queries[kinds[0] if len(kinds) == 1 else "initiatives"]
        found[kinds] = Link(f"?{query}" if query else "", ", ".join(words[kind] for kind in kinds))
    return found


def rows_in_words(kind: str, count: int) -> str:
    """A number of rows of one kind, such as 22 initiatives."""
    match kind:
        case "initiatives":
            words = ngettext("%(n)s initiative", "%(n)s initiatives", count)
        case "entries":
            words = ngettext("%(n)s entry", "%(n)s entries", count)
        case "footnotes":
            words = ngettext("%(n)s footnote", "%(n)s footnotes", count)
    return words % grouped(n=count)
