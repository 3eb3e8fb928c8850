"""How well sections are read: drafts against what people say the sections contain."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from initiatives.importer.narrative.actors import LEADING
from initiatives.importer.narrative.drafts import Draft
from initiatives.importer.narrative.matching import folded
from initiatives.importer.narrative.reading import Reading, read


class GoldError(ValueError):
    """One sentence that says which file is not as it should be, and why."""


@dataclass(frozen=True)
class GoldStatement:
    """A stretch of the section and the footnotes that cover it."""

    start: int
    end: int
    footnotes: tuple[int, ...]


@dataclass(frozen=True)
class GoldEntry:
    """What people say that one entry of a section is."""

    title: str
    statements: tuple[GoldStatement, ...]
    values: dict[str, tuple[str, ...]]
    leads: tuple[str, ...]


@dataclass(frozen=True)
class Gold:
    """A section with what it contains."""

    name: str
    text: str
    year: int | None
    markers: tuple[int, ...]
    gaps: tuple[int, ...]
    entries: tuple[GoldEntry, ...]


@dataclass
class Tally:
    """How many were right, how many were wrongly there, how many were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, found: set, true: set) -> None:
        self.right += len(found & true)
        self.wrong += len(found - true)
        self.missed += len(true - found)

    def add(self, other: "Tally") -> None:
        self.right, self.wrong, self.missed = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


FIELDS = ("countries", "scope", "levels", "themes", "form", "status")
ROWS = ("markers", "gaps", "links", "entries", *FIELDS, "primary theme", "lead actors")
SAME_NAME = 82
NOWHERE = "no single country"


@dataclass
class Measured:
    """The tallies of one section or of several, and what went wrong, in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {row: Tally() for row in ROWS})
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Measured") -> None:
        for row, tally in other.tallies.items():
            self.tallies[row].add(tally)
        self.faults += other.faults


# ── reading gold ─────────────────────────────────────────────────────────────────────────────────────────────


def golds(path: Path, texts: Path | None = None) -> list[Gold]:
    """The gold of a file or of every file of a folder; ``texts`` is where the sections are. Raises GoldError."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"{path}: there is no JSON file with gold here.")
    return [gold for file in files for gold in gold_of(file, texts or file.parent)]


def gold_of(file: Path, texts: Path) -> list[Gold]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if "rows" in data:
            return [edition_gold(data, name, texts) for name in data["seeds"]]
        return [section_gold(data, file.stem, (texts / f"{file.stem}.txt").read_text(encoding="utf-8"))]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{file}: {error!r}") from error


def section_gold(data: dict, name: str, text: str) -> Gold:
    """Gold that names each statement by its first words; it ends where the next one or its paragraph ends."""
    starts = sorted(text.index(one["starts"]) for entry in data["entries"] for one in entry["statements"])
    entries = tuple(entry_gold(entry, text, starts) for entry in data["entries"])
    return Gold(name, text, data["year"], tuple(data["markers"]), tuple(data["gaps"]), entries)


def entry_gold(entry: dict, text: str, starts: list[int]) -> GoldEntry:
    told = []
    for one in entry["statements"]:
        start = text.index(one["starts"])
        paragraph = text.find("\n\n", start)
        end = min([at for at in (*starts, paragraph, len(text)) if at > start])
        told.append(GoldStatement(start, end, tuple(one["footnotes"])))
    return GoldEntry(entry["title"], tuple(told), values_of(entry), tuple(entry["leads"]))


def values_of(entry: dict) -> dict[str, tuple[str, ...]]:
    values = {name: entry[name] for name in FIELDS}
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items()}


def edition_gold(data: dict, edition: str, texts: Path) -> Gold:
    """Gold that has several editions in one file, each statement with its offsets."""
    seed = data["seeds"][edition]
    file = texts / Path(seed["file"]).name
    entries = []
    for row in data["rows"]:
        if row["edition"] == edition:
            told = [
                GoldStatement(one["start"], one["end"], tuple(one["footnotes_effective"])) for one in row["statements"]
            ]
            values = values_of({**row, "levels": row["governance_levels"]})
            leads = [actor["name"] for actor in row["actors"] if actor["role"] in LEADING]
            entries.append(GoldEntry(row["title"], tuple(told), values, tuple(leads)))
    return Gold(
        edition, file.read_text(encoding="utf-8"), seed["year_covered"], tuple(seed["footnotes_found"]),
        tuple(seed["footnotes_missing"]), tuple(entries),
    )  # fmt: skip


# ── comparing ────────────────────────────────────────────────────────────────────────────────────────────────


def measure(gold: Gold) -> Measured:
    """The section of the gold read and compared."""
    reading = read(gold.text, year=gold.year)
    done = Measured()
    done.tallies["markers"].count(set(reading.markers), set(gold.markers))
    done.tallies["gaps"].count(set(reading.numbering.gaps), set(gold.gaps))
    links(done, gold, reading)
    pairs = paired(gold, reading)
    for entry in gold.entries:
        compare(done, gold, entry, pairs.get(entry.title))
    chosen = {id(draft) for draft in pairs.values()}
    for draft in reading.drafts:
        if id(draft) not in chosen:
            done.tallies["entries"].wrong += 1
            done.faults.append(f"{gold.name}: no entry is “{draft.title}”.")
    return done


def links(done: Measured, gold: Gold, reading: Reading) -> None:
    """Compares which footnotes cover each statement, by the places of the statements."""
    told = [one for draft in reading.drafts for one in draft.statements]
    for entry in gold.entries:
        for true in entry.statements:
            found = max(told, key=lambda one: overlap(one, true), default=None)
            numbers = set(found.footnotes) if found and overlap(found, true) else set()
            done.tallies["links"].count(numbers, set(true.footnotes))
            if numbers != set(true.footnotes):
                said = f"{sorted(numbers)} instead of {sorted(true.footnotes)}"
                done.faults.append(f"{gold.name}, {entry.title}: footnotes {said}.")


def overlap(one, other) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def paired(gold: Gold, reading: Reading) -> dict[str, Draft]:
    """The draft of each entry: the one that shares most of its text, and no draft for two entries."""
    ways = [
        (shared, entry.title, n)
        for entry in gold.entries
        for n, draft in enumerate(reading.drafts)
        if (shared := sum(overlap(one, true) for one in draft.statements for true in entry.statements))
        >= 0.4 * sum(true.end - true.start for true in entry.statements)
    ]
    pairs: dict[str, Draft] = {}
    taken: set[int] = set()
    for _, title, n in sorted(ways, reverse=True):
        if title not in pairs and n not in taken:
            pairs[title] = reading.drafts[n]
            taken.add(n)
    return pairs


def compare(done: Measured, gold: Gold, entry: GoldEntry, draft: Draft | None) -> None:
    if draft is None:
        done.faults.append(f"{gold.name}: “{entry.title}” was not found.")
    done.tallies["entries"].count({entry.title} if draft else set(), {entry.title})
    for name in FIELDS:
        found = values_found(draft, name)
        true = set(entry.values[name]) or {NOWHERE}
        done.tallies[name].count(found, true)
        if draft and found != true:
            done.faults.append(f"{gold.name}, {entry.title}: {name} {sorted(found)} instead of {sorted(true)}.")
    done.tallies["primary theme"].count(set(draft.themes[:1]) if draft else set(), set(entry.values["themes"][:1]))
    leads(done, gold, entry, draft)


def values_found(draft: Draft | None, name: str) -> set[str]:
    if draft is None:
        return set()
    value = getattr(draft, name)
    return (
        ({value} if value else set())
        if isinstance(value, str)
        else set(value) or ({NOWHERE} if name == "countries" else set())
    )


def leads(done: Measured, gold: Gold, entry: GoldEntry, draft: Draft | None) -> None:
    found = [actor.name for actor in draft.actors if actor.role in LEADING] if draft else []
    right = [name for name in entry.leads if any(same_name(name, other) for other in found)]
    wrong = [name for name in found if not any(same_name(name, other) for other in entry.leads)]
    done.tallies["lead actors"].add(Tally(len(right), len(wrong), len(entry.leads) - len(right)))
    if wrong or len(right) < len(entry.leads):
        done.faults.append(f"{gold.name}, {entry.title}: led by {found} instead of {list(entry.leads)}.")


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one body, whatever country is put to them in brackets or as an adjective."""
    first, second = (folded(re.sub(r"\s\([^)]*\)", "", name)) for name in (one, other))
    return (
        max(fuzz.ratio(first, second), fuzz.token_set_ratio(first, second) if min(len(first), len(second)) > 7 else 0)
        >= SAME_NAME
    )


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────


def table(measured: Measured) -> str:
    """The tallies as lines of text."""
    lines = [f"{'':15}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"]
    for row, one in measured.tallies.items():
        lines.append(f"{row:15}{one.right:7}{one.wrong:7}{one.missed:8}{one.precision:11.3f}{one.recall:8.3f}")
    return "\n".join(lines)


def as_json(measured: Measured) -> dict:
    return {row: tally_json(one) for row, one in measured.tallies.items()}


def tally_json(one: Tally) -> dict:
    counts = {"right": one.right, "wrong": one.wrong, "missed": one.missed}
    return {**counts, "precision": round(one.precision, 4), "recall": round(one.recall, 4)}
