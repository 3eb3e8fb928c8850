"""Suggestions while a reader types: initiatives, actors, countries and themes whose names have the words so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from django.utils.translation import gettext as _
from pyroaring import BitMap

from countries.folding import fold
from initiatives.asking import Moment
from initiatives.search import Term
from initiatives.selection import encoded
from initiatives.snapshot import Snapshot

MOST = 4  # of each kind


@dataclass(frozen=True)
class Suggestion:
    """A page that the words so far may mean; ``count`` is its number of initiatives, where it is not one itself."""

    kind: str
    kind_label: str
    label: str
    address: str
    count: int | None = None


def suggestions(when: Moment, text: str) -> list[Suggestion]:
    """The pages that a beginning of a question may mean, the likeliest of each kind first."""
    words = fold(text).split()
    if not words:
        return []
    as_of = f"?{encoded(when.question)}" if when.given else ""
    kinds = {
        "initiative": (_("Initiatives"), "/initiatives/", initiatives(when.snapshot, words)),
        "actor": (_("Actors"), "/actors/", named(when.snapshot, "actor", words)),
        "country": (_("Countries"), "/countries/", named(when.snapshot, "country", words)),
        "theme": (_("Themes"), "/themes/", themes(when.snapshot, words)),
    }
    return [
        Suggestion(kind, words_for, label, f"{path}{slug}/{as_of}", count)
        for kind, (words_for, path, found) in kinds.items()
        for slug, label, count in found
    ]


type Found = tuple[str, str, int | None]


def initiatives(snapshot: Snapshot, words: list[str]) -> Iterator[Found]:
    found = snapshot.ordered("newest", holding(snapshot.with_title, words) - snapshot.tombstones)
    start = " ".join(words)
    rows = ((place, snapshot.documents[i]) for place, i in enumerate(found))
    for _place, document in nsmallest(MOST, rows, key=lambda row: (not row[1].title_key.startswith(start), row[0])):
        yield document.slug, document.title, None


def named(snapshot: Snapshot, kind: str, words: list[str]) -> list[Found]:
    """The actors or countries that readers can find, one of whose names has the words."""
    slugs = (slug for facet, slug in snapshot.named(holding(snapshot.holdings.names.find, words)) if facet == kind)
    counted = ((slug, len(snapshot.of(kind, slug) - snapshot.tombstones)) for slug in slugs)
    found = [(slug, name(snapshot.things[kind][slug]), count) for slug, count in counted if count]
    return likeliest(found, words)


def themes(snapshot: Snapshot, words: list[str]) -> list[Found]:
    terms = (term for key, term in snapshot.things.get("term", {}).items() if key.startswith("theme/"))
    labels = ((term["id"], term["label"], fold(term["label"]).split()) for term in terms)
    held = [(slug, label) for slug, label, own in labels if all(any(o.startswith(w) for o in own) for w in words)]
    counted = [(slug, label, len(snapshot.of("theme", slug) - snapshot.tombstones)) for slug, label in held]
    return likeliest([row for row in counted if row[2]], words)


def likeliest(found: list[Found], words: list[str]) -> list[Found]:
    """Those that begin as the reader does before others, then those with more initiatives."""
    start = " ".join(words)
    return nsmallest(MOST, found, key=lambda row: (not fold(row[1]).startswith(start), -row[2], fold(row[1]), row[0]))


def name(record: dict) -> str:
    acronym = record.get("acronym", "")
    return f"{record['name']} ({acronym})" if acronym and acronym not in record["name"] else record["name"]


def holding(find: Callable[[Term], BitMap], words: list[str]) -> BitMap:
    """What is found to have all the words, each whole in some inflection or begun."""
    each = (find(Term((word,))) | find(Term((word,), prefix=True)) for word in words)
    return BitMap.intersection(*each)
