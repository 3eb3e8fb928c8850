"""Documents: what an answer needs to know of an initiative's version without reading its record."""

from collections.abc import Callable
from dataclasses import astuple, dataclass

import orjson

from countries.folding import fold
from initiatives.record import Record


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an initiative."""

    slug: str
    pk: int
    number: int
    digest: str
    begun: int
    title: str
    title_key: str
    years: tuple[int, ...]
    countries: tuple[str, ...]
    entries: tuple[tuple[str, int], ...]  # the id of each entry, and how many footnotes it has

    def withheld_by(self, withheld: dict[str, int]) -> set[str]:
        """The ids of those of its entries that a withdrawal made since keeps from readers."""
        return {id for id, _ in self.entries if withholds(withheld, f"entry/{id}", self.begun)}

    @property
    def line(self) -> bytes:
        """What stands for it in the hash of a list. No slug has a character that comes before the tab, so that lines
        are in the order of their slugs."""
        return f"{self.slug}\t{self.number}\t{self.digest}\n".encode()

    def packed(self) -> bytes:
        return orjson.dumps(astuple(self))

    @classmethod
    def unpacked(cls, data: bytes) -> "Document":
        *rest, years, countries, entries = orjson.loads(data)
        return cls(*rest, tuple(years), tuple(countries), tuple((id, footnotes) for id, footnotes in entries))


def document_from(slug: str, number: int, pk: int, digest: str, begun: int, record: Record) -> Document:
    return Document(
        slug=slug,
        pk=pk,
        number=number,
        digest=digest,
        begun=begun,
        title=record["title"],
        title_key=fold(record["title"]),
        years=tuple(sorted({entry["year"] for entry in record["entries"]})),
        countries=tuple(record["countries"]),
        entries=tuple((entry["id"], len(entry["footnotes"])) for entry in record["entries"]),
    )


def withholds(withheld: dict[str, int], name: str, begun: int) -> bool:
    """Whether a withdrawal that stands keeps from readers what was begun then.

    ``name`` is “initiative/” or “entry/” and the identifier.
    """
    return begun < withheld.get(name, 0)


# ── the orders of a list: always total ───────────────────────────────────────────────────────────────────────

type Names = dict[str, str]
type Key = Callable[[Document, Names], tuple]


def by_country(document: Document, names: Names) -> tuple:
    """By country names, those without a country last."""
    keys = sorted(names.get(code, code) for code in document.countries)
    return (not keys, keys, document.title_key, document.slug)


# How each order compares documents; ``names`` are the folded names of the countries by code.
KEYS: dict[str, Key] = {
    # The last year covered comes first, then title, then slug.
    "newest": lambda document, names: (-document.years[-1], document.title_key, document.slug),
    "oldest": lambda document, names: (document.years[0], document.title_key, document.slug),
    "title": lambda document, names: (document.title_key, document.slug),
    "country": by_country,
}
