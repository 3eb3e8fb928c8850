"""Suggestions while a reader types: initiatives, actors, countries and themes whose names have the words so far."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappush, heappushpop, nsmallest

from django.utils.translation import gettext as _
from pyroaring import BitMap

from countries.folding import fold
from initiatives.asking import Moment
from initiatives.holdings import PackedDirectory
from initiatives.search import Term
from initiatives.selection import encoded
from initiatives.snapshot import Snapshot

MOST = 4  # of each kind
# Of more things than this that have the words only the most frequent are looked at.
FEW = 100


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


def initiatives(snapshot: Snapshot, words: list[str]) -> list[Found]:
    """Those whose titles begin as the reader does before others, each as lists have them."""
    found = holding(snapshot.with_title, words) - snapshot.tombstones
    begun = snapshot.beginning(found, " ".join(words))
    rows = [*snapshot.ordered("newest", begun)[:MOST], *snapshot.ordered("newest", found - begun)[:MOST]]
    return [(snapshot.documents[i].slug, snapshot.documents[i].title, None) for i in rows[:MOST]]


def named(snapshot: Snapshot, kind: str, words: list[str]) -> list[Found]:
    """The actors or countries that readers can find, one of whose names has the words."""
    things = holding(snapshot.holdings.names.find, words) & snapshot.there
    if kind == "country":
        things &= numbers_of(snapshot, kind)
    elif snapshot.is_packed:
        things = candidates(snapshot, kind, things, words)
    slugs = (slug for facet, slug in snapshot.named(things) if facet == kind)
    counted = ((slug, count_of(snapshot, kind, slug)) for slug in slugs)
    found = [(slug, name(snapshot.things[kind][slug]), count) for slug, count in counted if count]
    return likeliest(found, words)


def numbers_of(snapshot: Snapshot, kind: str) -> BitMap:
    """The things of a kind that has few."""
    numbers = snapshot.holdings.things.numbers
    return BitMap(number for slug in snapshot.things.get(kind, ()) for number in numbers(f"{kind}/{slug}"))


def count_of(snapshot: Snapshot, kind: str, slug: str) -> int:
    return len(snapshot.of(kind, slug) - snapshot.tombstones)


def candidates(snapshot: Snapshot, kind: str, things: BitMap, words: list[str]) -> BitMap:
    """Of things those among which the likeliest are: the most frequent that begin so, and of the others,
    and whatever may be more frequent than when it was packed."""
    packed, since = snapshot.holdings.directories[kind], things & snapshot.holdings.named_since
    things &= packed.all
    if len(things) <= FEW:
        return since | things
    # A reader may go on from a name to the acronym that is shown after it.
    ends = (names_from(packed, f"{' '.join(words[:length])}\0") for length in range(1, len(words)))
    begun = things & BitMap.union(names_from(packed, " ".join(words)), *ends)
    first = most_frequent(snapshot, kind, begun - since)
    return since | first | most_frequent(snapshot, kind, things - begun - since)


def names_from(packed: PackedDirectory, start: str) -> BitMap:
    places = packed.names.beginning(start)
    return BitMap(array("I", packed.numbers[places.start : places.stop]))


def most_frequent(snapshot: Snapshot, kind: str, things: BitMap) -> BitMap:
    """The packed things that most initiatives show, with all that as many do as the last of them."""
    packed, counts, found = snapshot.holdings.directories[kind], [], BitMap()
    for number, most in zip(packed.frequent, packed.counts, strict=True):
        if len(counts) == MOST and most < counts[0]:
            break
        if number not in things:
            continue
        [(_kind, slug)] = snapshot.holdings.slugs(BitMap([number]))
        count = count_of(snapshot, kind, slug)
        found.add(number)
        if count:
            heappush(counts, count) if len(counts) < MOST else heappushpop(counts, count)
    return found


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
