"""Substitution: an initiative's record when something that it shows has changed, and nothing else of it."""

from initiatives.record import Record, actor_part, assemble, source_part


def substitute(record: Record, kind: str, thing: Record) -> Record:
    """The initiative's record with one actor, source or edition as ``thing`` has it; nothing else moves."""
    actors = [
        row | actor_part(thing) if kind == "actor" and row["id"] == thing["id"] else row for row in record["actors"]
    ]
    entries = [substitute_in_entry(entry, kind, thing) for entry in record["entries"]]
    return assemble(record | {"actors": actors}, entries)


def substitute_in_entry(entry: Record, kind: str, thing: Record) -> Record:
    if kind == "source":
        footnotes = [row | source_part(thing) if row["source"] == thing["id"] else row for row in entry["footnotes"]]
        return entry | {"footnotes": footnotes}
    if kind == "edition" and entry["edition"] == thing["id"]:
        return entry | {"year": thing["year"]}
    return entry


def readdressed(record: Record, old: str, new: str) -> Record:
    """The record with one initiative's slug replaced by another: its own, or that of one it relates to."""
    own = record["id"] == old
    relations = [row | {"id": new} if row["id"] == old else row for row in record["relations"]]
    entries = [entry | {"id": f"{new}.{entry['edition']}"} if own else entry for entry in record["entries"]]
    return assemble(record | {"id": new if own else record["id"], "relations": relations}, entries)
