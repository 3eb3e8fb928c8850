"""What readers filter by: each facet's values in a record, by what the facet belongs to."""

from collections.abc import Callable

from initiatives.record import Record


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
