"""What readers filter by: each facet's values in a record, by what the facet belongs to."""

from collections.abc import Callable, Iterator
from itertools import combinations, product

from initiatives.record import Record

NONE = "none"
MAY_BE_NONE = {"country", "theme", "level", "form", "status", "evidence", "source", "actor"}

type Part = dict[str, list[str]]


def relation_key(kind: str, target: str, inferred: bool) -> str:
    """How the index finds the relations that others have to a record."""
    return f"{kind}/{target}{'/inferred' if inferred else ''}"


# A facet's values in a record, by what the facet belongs to. An empty list stands for "none": not specified.
INITIATIVE_FACETS: dict[str, Callable[[Record], list[str]]] = {
    "country": lambda record: record["countries"],
    "theme": lambda record: record["themes"],
    "level": lambda record: record["levels"] + (["multi"] if len(record["levels"]) > 1 else []),
    "form": lambda record: [record["form"]] if record["form"] else [],
    "scope": lambda record: [record["scope"]],
    # No filter of its own: it tells a record the relations that others have to it.
    "relation": lambda record: [relation_key(row["type"], row["id"], row["inferred"]) for row in record["relations"]],
}
ENTRY_FACETS: dict[str, Callable[[Record], list[str]]] = {
    "year": lambda entry: [str(entry["year"])],
    "status": lambda entry: [entry["status"]] if entry["status"] else [],
    "evidence": lambda entry: entry["evidence"],
    "edition": lambda entry: [entry["edition"]],
    "source": lambda entry: sorted({row["source"] for row in entry["footnotes"] if row["source"]}),
}
PARTICIPATION_FACETS: dict[str, Callable[[Record], list[str]]] = {
    "actor": lambda row: [row["id"]],
    "actor_kind": lambda row: [row["kind"]],
    "role": lambda row: [row["role"]],
}

GROUPS = {"initiative": INITIATIVE_FACETS, "entry": ENTRY_FACETS, "participation": PARTICIPATION_FACETS}
GROUP_OF = {facet: group for group, facets in GROUPS.items() for facet in facets}
FACETS = tuple(GROUP_OF)
# Facets with many values, few of them in one initiative.
VAST = ("actor", "source")
# Facets whose values the index has by initiative as well: there are enough of them for that to be less work.
HELD = (*VAST, "country")
# Facets of which any two values may be asked of one and the same entry (or participation), and there are few pairs.
PAIRED = {"entry": ("year", "status", "evidence", "edition"), "participation": ("actor_kind", "role")}
IN_PAIRS = {facet for facets in PAIRED.values() for facet in facets}


def parts_of(record: Record) -> dict[str, list[Part]]:
    """The facet values of a record's initiative, of each entry and of each participation."""
    pieces = {"initiative": [record], "entry": record["entries"], "participation": record["actors"]}
    parts = {group: [values_of(piece, group) for piece in pieces[group]] for group in GROUPS}
    return parts | {"participation": parts["participation"] or [{"actor": [NONE]}]}


def pairs_of(parts: dict[str, list[Part]]) -> Iterator[str]:
    """What any entry (or participation) has of two facets, as the index finds it."""
    for group, facets in PAIRED.items():
        for part, (one, other) in product(parts[group], combinations(facets, 2)):
            for value, another in product(part.get(one, ()), part.get(other, ())):
                yield pair_key(one, value, other, another)


def pair_key(one: str, value: str, other: str, another: str) -> str:
    """How the index finds what has two values in one entry (or participation), whichever is named first."""
    return " ".join(sorted((f"{one}={value}", f"{other}={another}")))


def values_of(piece: Record, group: str) -> Part:
    values = {facet: extract(piece) for facet, extract in GROUPS[group].items()}
    return {facet: found or ([NONE] if facet in MAY_BE_NONE else []) for facet, found in values.items()}
