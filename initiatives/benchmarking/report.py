"""The report: what was measured, as the marked part of docs/performance.md. The prose around it is not its own."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MARKED = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)

type Results = dict[str, Any]
type Row = Sequence[str]


class UnmarkedError(Exception):
    """The page has no place for what was measured."""


def marked(path: Path) -> str:
    """A page that has a place for what was measured. Raises UnmarkedError."""
    text = path.read_text() if path.exists() else ""
    if not MARKED.search(text):
        raise UnmarkedError(f"{path} has no lines “{BEGIN}” and “{END}”: add them where the results should stand.")
    return text


def write(path: Path, results: Results) -> None:
    """Puts what was measured between the marks of a page. Raises UnmarkedError."""
    text = marked(path)
    told = f"{BEGIN}\n\n{whole(results)}\n\n{END}"
    path.write_text(MARKED.sub(lambda _match: told, text))


def whole(results: Results) -> str:
    """The marked part: when and where, then a table for each kind of figure, then what was refused and why."""
    catalogues = results["catalogues"]
    parts = [preface(results)]
    for heading, (heads, rows) in TABLES.items():
        parts += [f"### {heading}", table(heads, rows(catalogues))]
    return "\n\n".join([*parts, *remarks(catalogues)])


def preface(results: Results) -> str:
    machine, plan = results["machine"], results["plan"]
    return (
        f"Measured on {results['date']} at commit `{results['commit']}`: {machine['processor']}, "
        f"{machine['cores']} cores, {machine['memory']} GB of memory, Python {machine['python']}, "
        f"Django {machine['django']}, SQLite {machine['sqlite']}. "
        f"Questions in a mix: {plan['questions']} (seed {plan['seed']}); rounds: {plan['rounds']}; seconds of load for "
        f"each server in each: {plan['seconds']:g}, from {plan['load']}. "
        "Times are milliseconds. In the first table 2 × is twice as fast as the other, in the rest twice the time."
    )


def table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [list(heads), ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def ratio_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    for one in catalogues:
        for row in one["ratios"]:
            start = [f"{one['initiatives']:,}", row["of"], row["to"], MIXES[row["mix"]], str(row["questions"])]
            if row["rate"] is None:
                yield [*start, f"refused: {row['differing']} differ", "–", "–"]
            else:
                yield [*start, *(f"{number(row[name])} ×" for name in ("rate", "p50", "p95"))]


def cost_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    """How many times the floor's time ours takes, and what part of its requests it answers."""
    for one in catalogues:
        for row in one["costs"]:
            start = [f"{one['initiatives']:,}", row["of"], row["to"]]
            if row["rate"] is None:
                yield [*start, "refused", "–", "–"]
            else:
                later = [f"{number(1 / row[name])} ×" for name in ("p50", "p95")]
                yield [*start, *later, f"1/{number(1 / row['rate'])}"]


def growth_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    for one in catalogues:
        own, paged = one["answers"], []
        for name in ("page", "page, made anew"):
            page, first = one["sides"][name], catalogues[0]["sides"][name]
            paged += [number(page["p50"]), f"{number(page['p50'] / first['p50'])} ×", number(page["p95"])]
        answered = [number(own[name]) for name in ("reading_p50", "answering_p50", "answering_p95")]
        yield [f"{one['initiatives']:,}", *paged, *answered]


def worker_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    for one in catalogues:
        starts, edits, memory = one["starts"], one["edits"], one["sides"]["page"]["memory"]
        packed = [number(one["packed"]["seconds"]), f"{number(one['packed']['size'])} MB"]
        begun = [
            number(one["answers"]["built"] * 1000),
            *(number(starts[name]) for name in ("ready", "first", "second")),
        ]
        weight = [f"{memory[name]} MB" for name in ("Rss", "Pss")]
        changed = [number(edits["after"]), f"{number(edits['ratio'])} ×"]
        yield [f"{one['initiatives']:,}", *packed, *begun, *weight, *changed]


def export_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    for one in catalogues:
        for extension, export in one["exports"].items():
            weight = f"{export['memory']['Rss']} MB" if "memory" in export else "–"
            yield [f"{one['initiatives']:,}", extension, f"{export['rate']:,.0f}", weight]


def side_rows(catalogues: Sequence[Results]) -> Iterator[Row]:
    for one in catalogues:
        for name, side in one["sides"].items():
            percentiles = [number(side[share]) for share in ("p50", "p95", "p99")]
            weight = [f"{side['memory'][kind]} MB" for kind in ("Rss", "Pss")]
            rest = [number(side["rate"]), f"{side['bytes'] / 1000:.1f}", *weight]
            yield [f"{one['initiatives']:,}", name, *percentiles, *rest]


def remarks(catalogues: Sequence[Results]) -> list[str]:
    """What was refused, and who was not there."""
    lines = []
    for one in catalogues:
        lines += [f"- {one['initiatives']:,}: without {sentence}" for sentence in one["absent"]]
        for row in [*one["ratios"], *one["costs"]]:
            lines += [f"- {one['initiatives']:,}, {row['to']}: {shown(refusal)}" for refusal in row["refused"]]
    return ["### Refused, and absent", "\n".join(lines)] if lines else []


def shown(refusal: str) -> str:
    """A refusal as a line: whatever it quotes stands as code, and not at full length."""
    return f"`{refusal.replace('`', '’')[:300]}`"


def number(value: float) -> str:
    """A number with two or three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


MIXES = {"every": "all twelve", "added": "values added up"}
TABLES: dict[str, tuple[Row, Callable[[Sequence[Results]], Iterator[Row]]]] = {
    "Beside other ways to serve the page": (
        ["initiatives", "", "beside", "facets asked", "questions", "requests a second", "p50", "p95"],
        ratio_rows,
    ),
    "Above the floors": (["initiatives", "", "beside", "p50", "p95", "requests a second"], cost_rows),
    "As the catalogue grows": (
        [
            *("initiatives", "page p50", "beside the first", "page p95", "anew p50", "beside the first", "anew p95"),
            *("reading p50", "answering p50", "answering p95"),
        ],
        growth_rows,
    ),
    "A worker": (
        [
            *("initiatives", "packed in seconds", "its size", "index there", "ready", "first page", "second page"),
            *("RSS", "PSS", "after an edit", "beside before"),
        ],
        worker_rows,
    ),
    "Whole lists as files": (["initiatives", "format", "initiatives a second", "RSS afterwards"], export_rows),
    "Every server": (
        ["initiatives", "server", "p50", "p95", "p99", "requests a second", "kB a page", "RSS", "PSS"],
        side_rows,
    ),
}
