"""Proposals joined and parted: plain fields in, plain fields out, and no statement lost on the way."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

type Fields = dict[str, Any]
type Row = dict[str, Any]
type Key = Callable[[Row], Hashable]

SETS = ("countries", "levels", "themes", "target_groups")
# What makes a row of a proposal the same as another one.
ROWS: dict[str, Key] = {
    "actors": lambda row: (row["slug"] or row["name"].casefold(), row["role"]),
    "dates": lambda row: (row["edtf"], row["what"]),
    "figures": lambda row: (row["qualifier"], row["value"], row["unit"], row["what"]),
    "relations": lambda row: (row["type"], row["target"] or row["name"].casefold()),
}
EITHER = ("title", "summary", "scope", "form", "status", "continues", "note")


def joined(first: Fields, second: Fields) -> Fields:
    """Two proposals as one: the first gives what only one of them can, both give the rest, in the text's order."""
    both = {**second, **first}
    both |= {name: first.get(name) or second.get(name, "") for name in EITHER}
    both |= {name: [*dict.fromkeys([*first.get(name, ()), *second.get(name, ())])] for name in SETS}
    both |= {name: once([*first.get(name, ()), *second.get(name, ())], key) for name, key in ROWS.items()}
    for name in ("because", "inferred", "notes"):
        both[name] = {**second.get(name, {}), **first.get(name, {})}
    both["statements"] = in_order([*statements(first), *statements(second)])
    both["text"] = "\n".join(filter(None, (one["text"] for one in sorted((first, second), key=begins))))
    both["truncated"] = any(one.get("truncated", False) for one in (first, second))
    both["confidence"] = min(one.get("confidence", 0.0) for one in (first, second))
    if len(both["countries"]) > 1 and both["scope"] == "national":
        both["scope"] = "transnational"
    return both


def parted(fields: Fields, taken: Iterable[Row], text: str) -> Fields:
    """A proposal without the statements that are taken from it, and without what rests on their words alone.

    ``text`` is what stays of its text.
    """
    gone = {one["start"] for one in taken}
    left = [one for one in statements(fields) if one["start"] not in gone]
    lost = words_of(one for one in statements(fields) if one["start"] in gone)
    kept = words_of(left)
    rest = {**fields, "statements": left, "text": text}
    for name in ROWS:
        rest[name] = [row for row in fields.get(name, ()) if not rests_on(row, lost) or rests_on(row, kept)]
    rest["truncated"] = any("source-truncated" in one.get("flags", ()) for one in left)
    return rest


def words_of(rows: Iterable[Row]) -> str:
    return squeezed(" ".join(one["text"] for one in rows))


def rests_on(row: Row, words: str) -> bool:
    """Whether what a row was read from stands in these words."""
    return bool(row.get("words")) and squeezed(row["words"]) in words


def squeezed(text: str) -> str:
    return " ".join(text.split())


def statements(fields: Fields) -> list[Row]:
    return fields.get("statements", [])


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Statements as the text has them, each once."""
    return sorted({one["start"]: one for one in rows}.values(), key=lambda one: one["start"])


def begins(fields: Fields) -> int:
    return min((one["start"] for one in statements(fields)), default=0)


def once(rows: Iterable[Row], key: Key) -> list[Row]:
    """Rows without those that say the same again."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return [*found.values()]
