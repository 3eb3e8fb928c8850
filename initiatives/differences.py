"""What differs between two records of one initiative, field by field, each named as readers know it.

Reads nothing but the two records: whoever asks takes out of them first what readers may not see.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from countries.wording import Effort, Piece, near_changes, pieces
from initiatives.record import Record

# How a change is told: words within a text, or only its spaces; one value for another; values of a list, or only
# their order; a whole item.
WORDS, SPACES, VALUE, VALUES, ORDER = "words", "spaces", "value", "values", "order"
ADDED, REMOVED = "added", "removed"


class Field(NamedTuple):
    """A field of a record: how its change is told, its name, and whose terms its values are (none: plain text)."""

    told: str
    label: str
    facet: str = ""


class Item(NamedTuple):
    """One of the things that a record lists: an actor, a relation, a footnote, a date, a figure, an inference."""

    kind: str
    row: Record


@dataclass(frozen=True)
class Change:
    """One field, of the initiative, of an entry or of an item, in which two records differ."""

    told: str
    label: str = ""
    facet: str = ""
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    pieces: tuple[Piece, ...] = ()
    item: Item | None = None


@dataclass(frozen=True)
class Section:
    """What differs in the initiative's own part, or in one entry; ``told`` where the whole entry came or went."""

    changes: list[Change]
    year: int | None = None
    edition: str = ""
    told: str = ""


FLAG, STATE = "flag", "state"

INITIATIVE = {
    "id": Field(VALUE, _("Address")),
    "title": Field(WORDS, _("Title")),
    "original_title": Field(WORDS, _("Original title")),
    "alternative_titles": Field(VALUES, _("Other titles")),
    "summary": Field(WORDS, _("Summary")),
    "countries": Field(VALUES, _("Countries"), "country"),
    "scope": Field(VALUE, _("Scope"), "scope"),
    "levels": Field(VALUES, _("Governance levels"), "level"),
    "themes": Field(VALUES, _("Themes"), "theme"),
    "form": Field(VALUE, _("Form"), "form"),
    "target_groups": Field(VALUES, _("Target groups"), "target_group"),
}
ENTRY = {
    "year": Field(VALUE, _("Year")),
    "status": Field(VALUE, _("Status"), "status"),
    "text": Field(WORDS, _("Text")),
    "note": Field(WORDS, _("Editors’ note")),
    "source_truncated": Field(VALUE, _("The source breaks off"), FLAG),
    "evidence": Field(VALUES, _("Cautions"), "evidence"),
}
ACTOR = {
    "name": Field(VALUE, _("Name")),
    "kind": Field(VALUE, _("Kind of actor"), "actor_kind"),
    "country": Field(VALUE, _("Country"), "country"),
    "role": Field(VALUE, _("Role"), "role"),
    "inferred": Field(VALUE, _("Inferred"), FLAG),
    "note": Field(WORDS, _("Note")),
}
RELATION = {
    "inferred": Field(VALUE, _("Inferred"), FLAG),
    "note": Field(WORDS, _("Note")),
}
FOOTNOTE = {
    "state": Field(VALUE, _("Citation"), STATE),
    "citation": Field(WORDS, _("Source")),
    "url": Field(VALUE, _("Address of the source")),
    "archive_url": Field(VALUE, _("Archived copy")),
    "unverified_link": Field(VALUE, _("The address no longer answers"), FLAG),
    "locator": Field(VALUE, _("Place in the source")),
    "note": Field(WORDS, _("Note")),
}

type Key = Callable[[Record], tuple]


def differences(before: Record, after: Record, effort: Effort | None = None) -> list[Section]:
    """What differs, the initiative's own part first, then the entries, the latest first."""
    effort = effort or Effort()
    own = [*fields(INITIATIVE, before, after, effort), *primary_theme(before, after)]
    own += people(before["actors"], after["actors"], effort)
    own += items("relation", RELATION, before["relations"], after["relations"], related, effort)
    told = {entry["edition"]: entry for entry in before["entries"]}, {e["edition"]: e for e in after["entries"]}
    editions = sorted({**told[0], **told[1]}.values(), key=lambda entry: (-entry["year"], entry["edition"]))
    sections = [Section(own), *(entry(*(side.get(row["edition"]) for side in told), effort) for row in editions)]
    return [section for section in sections if section.changes]


def fields(table: dict[str, Field], before: Record, after: Record, effort: Effort) -> Iterator[Change]:
    """The fields of a table in which two rows differ; a row that has not got a field yet has it empty."""
    for name, field in table.items():
        if (change := CHANGES[field.told](before.get(name), after.get(name), effort)) is not None:
            yield Change(told=change.pop("told", field.told), label=field.label, facet=field.facet, **change)


def words(before: str | None, after: str | None, effort: Effort) -> dict | None:
    before, after = before or "", after or ""
    if before == after:
        return None
    if before.split() == after.split():
        return {"told": SPACES}
    return {"pieces": tuple(near_changes(pieces(before, after, effort)))}


def value(before: Any, after: Any, _effort: Effort) -> dict | None:
    before, after = before or "", after or ""
    return None if before == after else {"before": (before,), "after": (after,)}


def values(before: list | None, after: list | None, _effort: Effort) -> dict | None:
    """What a list gained and lost; where it has the same in another order, the new order."""
    before, after = before or [], after or []
    if before == after:
        return None
    lost = tuple(one for one in before if one not in after)
    gained = tuple(one for one in after if one not in before)
    return {"before": lost, "after": gained} if lost or gained else {"told": ORDER, "after": tuple(after)}


CHANGES = {WORDS: words, VALUE: value, VALUES: values}


def primary_theme(before: Record, after: Record) -> Iterator[Change]:
    """The first theme is the primary one: told where it is another, and the lists alone do not say so."""
    first, then = before["themes"][:1], after["themes"][:1]
    if first != then and (set(first) & set(after["themes"]) or set(then) & set(before["themes"])):
        yield Change(VALUE, _("Primary theme"), "theme", tuple(first), tuple(then))


# ── what a record lists ──────────────────────────────────────────────────────────────────────────────────────


def related(row: Record) -> tuple:
    return row["type"], row["id"]


def cited(row: Record) -> tuple:
    return (row["mark"],)


def taking_part(row: Record) -> tuple:
    return row["id"], row["role"]


def people(before: list[Record], after: list[Record], effort: Effort) -> list[Change]:
    """Who takes part: an actor whose role alone is another has changed its role, not gone and come."""
    stayed = {taking_part(row) for row in before} & {taking_part(row) for row in after}
    left = [row for row in before if taking_part(row) not in stayed]
    came = [row for row in after if taking_part(row) not in stayed]
    same = {row["id"] for row in left} & {row["id"] for row in came}
    # An actor in several roles is matched role by role; only one that swapped a single role is told as a swap.
    swapped = {one for one in same if sum(r["id"] == one for r in left) == sum(r["id"] == one for r in came) == 1}

    def key(row: Record) -> tuple:
        return (row["id"],) if row["id"] in swapped and taking_part(row) not in stayed else taking_part(row)

    return items("actor", ACTOR, before, after, key, effort)


def items(
    kind: str, table: dict[str, Field], before: list[Record], after: list[Record], key: Key, effort: Effort
) -> list[Change]:
    """What came, what changed, what went, and the order of what is there where that alone is another."""
    old, new = {key(row): row for row in before}, {key(row): row for row in after}
    found = [Change(ADDED, item=Item(kind, new[one])) for one in new if one not in old]
    for one in (one for one in new if one in old):
        found += [within(change, Item(kind, new[one])) for change in fields(table, old[one], new[one], effort)]
    found += [Change(REMOVED, item=Item(kind, old[one])) for one in old if one not in new]
    kept = [one for one in old if one in new], [one for one in new if one in old]
    if kept[0] != kept[1]:
        found.append(Change(ORDER, ORDERS[kind], kind, after=tuple(Item(kind, row) for row in new.values())))
    return found


ORDERS = {
    "actor": _("Order of the actors"),
    "relation": _("Order of the relations"),
    "footnote": _("Order of the footnotes"),
}


def within(change: Change, item: Item) -> Change:
    return Change(**vars(change) | {"item": item})


def wholes(kind: str, before: list[Record], after: list[Record]) -> Iterator[Change]:
    """Rows that are told whole, come or gone."""
    yield from (Change(ADDED, item=Item(kind, row)) for row in after if row not in before)
    yield from (Change(REMOVED, item=Item(kind, row)) for row in before if row not in after)


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────


def entry(before: Record | None, after: Record | None, effort: Effort) -> Section:
    """What differs in the entry of one edition; where it came or went, all of it."""
    known = after or before
    told = ADDED if before is None else REMOVED if after is None else ""
    changes = list(parts(before or {}, after or {}, effort))
    return Section(changes, known["year"], known["edition"], told)


def parts(before: Record, after: Record, effort: Effort) -> Iterator[Change]:
    both = bool(before and after)
    yield from (change for change in fields(ENTRY, before, after, effort) if both or change.label != YEAR)
    old, new = before.get("footnotes", []), after.get("footnotes", [])
    if both:
        yield from items("footnote", FOOTNOTE, old, new, cited, effort)
    elif old or new:
        marks = tuple(tuple(row["mark"] for row in rows) for rows in (old, new))
        yield Change(VALUES, _("Footnotes"), before=marks[0], after=marks[1])
    for name, kind in (("dates", "date"), ("figures", "figure"), ("inferred", "inference")):
        yield from wholes(kind, before.get(name, []), after.get(name, []))


YEAR = ENTRY["year"].label
