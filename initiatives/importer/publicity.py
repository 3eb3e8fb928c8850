"""What readers have been shown, since a batch was applied, of that which it wrote.

Publishing anew what is public already changes nothing in the models, so the ledger is asked: each later version of an
initiative is held against the one that was public when the batch was applied, in those parts that the batch wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from initiatives.models import (
    AlternativeTitle,
    Batch,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Inference,
    Initiative,
    InitiativeTheme,
    Participation,
    Relation,
    Version,
    Written,
)
from initiatives.publishing import public_versions
from initiatives.record import Record, parsed

# The columns that a record tells, by their names in it.
COLUMNS: dict[type[Model], dict[str, str]] = {
    Initiative: {
        "title": "title",
        "original_title": "original_title",
        "summary": "summary",
        "scope_id": "scope",
        "form_id": "form",
    },
    Entry: {"text": "text", "note": "note", "status_id": "status", "source_truncated": "source_truncated"},
}
# Rows that a record tells as a list, by the name of the list: of an initiative's own part, and of an entry.
LISTS_OF_INITIATIVE: dict[type[Model], str] = {
    AlternativeTitle: "alternative_titles",
    Initiative.countries.through: "countries",
    Initiative.levels.through: "levels",
    Initiative.target_groups.through: "target_groups",
    InitiativeTheme: "themes",
    Participation: "actors",
    Relation: "relations",
}
LISTS_OF_ENTRY: dict[type[Model], str] = {EntryDate: "dates", Figure: "figures", Inference: "inferred"}
# What these say is their own; the names of actors and the citations of sources are renewed without being published.
ACTOR = ("id", "role", "inferred", "note")
FOOTNOTE = ("state", "source", "locator", "note")
AT_ONCE = 500

type Place = tuple[int, str]  # an initiative, and an edition that reports it; or no edition, for its own part
type Part = tuple[str, str]  # an edition or none, and what it is that is told there


def shown_since(batch: Batch, written: list[Written]) -> Iterator[str]:
    """Sentences that name each initiative of which readers have been shown since what the batch wrote."""
    parts = written_parts(written)
    slugs = dict(names(parts))
    then = {slugs[version.slug]: told(version) for version in public_at(batch.applied_after or 0, slugs)}
    titles = {}
    for version in published_after(batch.applied_after or 0, slugs):
        key, now = slugs[version.slug], told(version)
        before = then.get(key, {})
        if any(part in now and now[part] != before.get(part) for part in parts[key]):
            titles.setdefault(key, (parsed(version.record)["title"], version.from_changeset.label))
    message = _("What it wrote of “%(title)s” has been published since (%(label)s): correct it there instead.")
    return (message % {"title": title, "label": label} for title, label in titles.values())


# ── what was written ─────────────────────────────────────────────────────────────────────────────────────────


def written_parts(written: list[Written]) -> dict[int, set[Part]]:
    """By initiative the parts of its record that rows of a batch are told in.

    What the batch made is left out: where that has been published, its state says so.
    """
    rows = [(apps.get_model(row.model), row) for row in written]
    made = {place_of(model, row) for model, row in rows if row.before is None and model in COLUMNS}
    parts = defaultdict(set)
    for (initiative, edition), name in [*told_in_columns(rows), *told_in_lists(rows), *told_in_footnotes(rows)]:
        if (initiative, edition) not in made:
            parts[initiative].add((edition, name))
    return parts


def values(row: Written) -> dict[str, Any]:
    """A row as it was written; as it was before, where it was removed."""
    return row.after or row.before


def place_of(model: type[Model], row: Written) -> Place:
    """The place of an initiative or an entry."""
    if model is Initiative:
        return int(row.key), ""
    return values(row)["initiative_id"], values(row)["edition_id"]


def told_in_columns(rows: list[tuple[type[Model], Written]]) -> Iterator[tuple[Place, str]]:
    for model, row in rows:
        for column, name in COLUMNS.get(model, {}).items():
            if (row.before or {}).get(column) != values(row)[column]:
                yield place_of(model, row), name


def told_in_lists(rows: list[tuple[type[Model], Written]]) -> Iterator[tuple[Place, str]]:
    entries = places_of_entries(values(row)["entry_id"] for model, row in rows if model in LISTS_OF_ENTRY)
    for model, row in rows:
        if model in LISTS_OF_INITIATIVE:
            yield (values(row)["initiative_id"], ""), LISTS_OF_INITIATIVE[model]
        elif model in LISTS_OF_ENTRY and values(row)["entry_id"] in entries:
            yield entries[values(row)["entry_id"]], LISTS_OF_ENTRY[model]


def told_in_footnotes(rows: list[tuple[type[Model], Written]]) -> Iterator[tuple[Place, str]]:
    """A footnote is told in each entry of its edition that rests on it, or did when it was published."""
    links = [values(row) for model, row in rows if model is EntryFootnote]
    entries = places_of_entries(link["entry_id"] for link in links)
    marks = dict(found(Footnote, "pk", {link["footnote_id"] for link in links}, "pk", "mark"))
    for link in links:
        if link["entry_id"] in entries and link["footnote_id"] in marks:
            yield entries[link["entry_id"]], footnote(marks[link["footnote_id"]])
    changed = [(values(row)["edition_id"], values(row)["mark"]) for model, row in rows if model is Footnote]
    reported = defaultdict(list)
    for initiative, edition in found(
        Entry, "edition", {edition for edition, _mark in changed}, "initiative", "edition"
    ):
        reported[edition].append(initiative)
    yield from (
        ((initiative, edition), footnote(mark)) for edition, mark in changed for initiative in reported[edition]
    )


def places_of_entries(keys: Iterable[int]) -> dict[int, Place]:
    rows = found(Entry, "pk", set(keys), "pk", "initiative", "edition")
    return {key: (initiative, edition) for key, initiative, edition in rows}


def found(model: type[Model], name: str, keys: set[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Columns of the rows that have one of these values, asked in portions."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_ONCE):
        yield from model._base_manager.filter(**{f"{name}__in": ordered[start : start + AT_ONCE]}).values_list(*columns)


def footnote(mark: str) -> str:
    return f"footnote {mark}"


# ── what the public sees of it ───────────────────────────────────────────────────────────────────────────────


def names(keys: Iterable[int]) -> Iterator[tuple[str, int]]:
    """The slug of each initiative and those it had before, with its key."""
    now = dict(found(Initiative, "pk", set(keys), "slug", "pk"))
    yield from now.items()
    standing = public_versions().filter(kind=Version.Kind.REDIRECT)
    for redirect in map(parsed, standing.values_list("record", flat=True) if now else ()):
        if redirect["to"] in now:
            yield redirect["id"].removeprefix("initiative/"), now[redirect["to"]]


def public_at(changeset: int, slugs: Iterable[str]) -> Iterator[Version]:
    """The versions of initiatives that the public saw with a changeset."""
    return versions(slugs, Q(from_changeset__lte=changeset) & (Q(to_changeset=None) | Q(to_changeset__gt=changeset)))


def published_after(changeset: int, slugs: Iterable[str]) -> Iterator[Version]:
    return versions(slugs, Q(from_changeset__gt=changeset))


def versions(slugs: Iterable[str], condition: Q) -> Iterator[Version]:
    known = Version.objects.filter(condition, kind=Version.Kind.INITIATIVE).select_related("from_changeset")
    ordered = sorted(slugs)
    for start in range(0, len(ordered), AT_ONCE):
        yield from known.filter(slug__in=ordered[start : start + AT_ONCE]).order_by("from_changeset")


def told(version: Version) -> dict[Part, Any]:
    """What a version tells, part by part."""
    record: Record = parsed(version.record)
    columns, lists = COLUMNS[Initiative].values(), LISTS_OF_INITIATIVE.values()
    parts = {("", name): record[name] for name in (*columns, *lists)}
    parts["", "actors"] = [[row[name] for name in ACTOR] for row in record["actors"]]
    for entry in record["entries"]:
        names_of_entry = (*COLUMNS[Entry].values(), *LISTS_OF_ENTRY.values())
        parts |= {(entry["edition"], name): entry[name] for name in names_of_entry}
        parts |= {(entry["edition"], footnote(row["mark"])): footnote_told(row) for row in entry["footnotes"]}
    return parts


def footnote_told(row: Record) -> list[Any]:
    return [row[name] for name in FOOTNOTE] + ([] if row["source"] else [row["citation"]])
