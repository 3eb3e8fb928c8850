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
EITHER = ("title", "summary", "scope", "form", "status", "continues")
REASONS = ("because", "inferred")
NAMED = (*REASONS, "notes")
# Between two reasons for one field, which together are no longer than what an inference holds.
AND, LONGEST = "; ", 300


def joined(first: Fields, second: Fields) -> Fields:
    """Two proposals as one: the first gives what only one of them can, both give the rest, in the text's order."""
    first, second = unless_told(first, second), unless_told(second, first)
    both = {**second, **first}
    both |= {name: first.get(name) or second.get(name, "") for name in EITHER}
    both |= {name: [*dict.fromkeys([*first.get(name, ()), *second.get(name, ())])] for name in SETS}
    both |= {name: once([*first.get(name, ()), *second.get(name, ())], key) for name, key in ROWS.items()}
    both |= {name: {**second.get(name, {}), **first.get(name, {})} for name in NAMED}
    both["inferred"] |= reasons(first, second, "inferred", {*both["inferred"]})
    both["because"] |= reasons(first, second, "because", {*SETS})
    both["statements"] = in_order([*statements(first), *statements(second)])
    both["text"] = "\n".join(filter(None, (one["text"] for one in sorted((first, second), key=begins))))
    both["note"] = "\n".join(dict.fromkeys(line for one in (first, second) for line in noted(one)))
    both["truncated"] = any(one.get("truncated", False) for one in (first, second))
    both["confidence"] = min(one.get("confidence", 0.0) for one in (first, second))
    both["scope"] = scope_of(both)
    return both


def unless_told(fields: Fields, other: Fields) -> Fields:
    """A proposal without what was only inferred of a field that the other one's words tell."""
    told = {name for name in SETS if other.get(name) and name not in other.get("inferred", {})}
    gone = told & fields.get("inferred", {}).keys()
    kept = {name: {key: said for key, said in fields.get(name, {}).items() if key not in gone} for name in REASONS}
    return {**fields, **kept, **{name: [] for name in gone}} if gone else fields


def reasons(first: Fields, second: Fields, name: str, keys: set[str]) -> dict[str, str]:
    """What both proposals say under these names where each says something else: one text with both reasons."""
    one, other = first.get(name, {}), second.get(name, {})
    return {
        key: both_reasons(one[key], other[key]) for key in keys & one.keys() & other.keys() if one[key] != other[key]
    }


def both_reasons(first: str, second: str) -> str:
    told = AND.join(dict.fromkeys([*first.split(AND), *second.split(AND)]))
    if len(told) <= LONGEST:
        return told
    half = (LONGEST - len(AND)) // 2
    return AND.join(one if len(one) <= half else f"{one[: half - 1]}…" for one in (first, second))


def separated(fields: Fields, own: Fields, before: Fields) -> Fields:
    """A proposal without what another one (``own``) gave it by being merged into what it was before.

    What an editor has changed since stays.
    """
    both, rest = joined(before, own), dict(fields)
    rest |= {name: before.get(name, "") for name in EITHER if fields.get(name) == both[name]}
    rest |= {name: without(fields.get(name, []), own.get(name, []), before.get(name, [])) for name in SETS}
    rest |= {name: without_rows(fields, own, before, name) for name in ROWS}
    rest |= {name: without_named(fields, own, before, name) for name in NAMED}
    untouched = {name for name in SETS if fields.get(name) == both[name]}
    rest |= {name: before.get(name, []) for name in untouched}
    rest |= {name: taken_back(rest[name], before.get(name, {}), untouched) for name in REASONS}
    rest["note"] = "\n".join(without(noted(fields), noted(own), noted(before)))
    text = without(fields["text"].splitlines(), own["text"].splitlines(), before["text"].splitlines())
    rest["text"] = "\n".join(text) or fields["text"]
    if fields.get("confidence") == both["confidence"]:
        rest["confidence"] = before.get("confidence", 0.0)
    rest["scope"] = scope_of(rest)
    return rest


def taken_back(said: dict[str, str], before: dict[str, str], names: set[str]) -> dict[str, str]:
    """Reasons, of which those of some fields are again what they were before."""
    kept = {name: words for name, words in said.items() if name not in names}
    return {**kept, **{name: words for name, words in before.items() if name in names}}


def without(values: list[str], own: list[str], before: list[str]) -> list[str]:
    """The values, less those that only ``own`` gave; what an editor has put in the place of all others stays."""
    gone = {*own} - {*before}
    left = [one for one in values if one not in gone]
    return left if left or not before else values


def without_rows(fields: Fields, own: Fields, before: Fields, name: str) -> list[Row]:
    key = ROWS[name]
    there = {key(row) for row in before.get(name, ())}
    gone = [row for row in own.get(name, ()) if key(row) not in there]
    return [row for row in fields.get(name, ()) if row not in gone]


def without_named(fields: Fields, own: Fields, before: Fields, name: str) -> dict[str, str]:
    """What stands under names, less what only ``own`` gave; a citation stays while the text has its mark."""
    there = before.get(name, {})
    given = {key: said for key, said in own.get(name, {}).items() if key not in there}
    marks = {key for key in given if name == "notes" and f"[^{key}]" in fields["text"]}
    left = {key: said for key, said in fields.get(name, {}).items() if key in marks or given.get(key) != said}
    for key in left.keys() & there.keys() & own.get(name, {}).keys() if name != "notes" else ():
        parts = without(left[key].split(AND), own[name][key].split(AND), there[key].split(AND))
        left[key] = there[key] if left[key] == both_reasons(there[key], own[name][key]) else AND.join(parts)
    return left


def scope_of(fields: Fields) -> str:
    """The scope; what takes place in several countries is not of one nation."""
    several = len(fields["countries"]) > 1 and fields["scope"] == "national"
    return "transnational" if several else fields["scope"]


def noted(fields: Fields) -> list[str]:
    return fields.get("note", "").splitlines()


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
