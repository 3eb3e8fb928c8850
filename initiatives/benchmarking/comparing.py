"""Comparing two sides: a ratio is told only where both answered every question alike."""

import statistics
from dataclasses import dataclass, field
from typing import Any

from initiatives.benchmarking.reading import differences
from initiatives.benchmarking.sides import Side, percentile

MOST_NAMED = 5


@dataclass
class Ratio:
    """How many times as many requests one side answers as another, and how many times as long the other takes.

    ``refused`` names the questions that the two answered otherwise; then there are no numbers.
    """

    of: str
    to: str
    mix: str
    questions: int
    refused: list[str] = field(default_factory=list)
    rate: float | None = None
    p50: float | None = None
    p95: float | None = None


def differing(ours: Side, theirs: Side) -> list[str]:
    """The questions that two sides answer otherwise, each with where they differ."""
    found = []
    for request, own, other in zip(ours.requests, ours.told, theirs.told, strict=True):
        if told := differences(own, other):
            found.append(f"{request['path']}: {'; '.join(told)}")
    return found


def ratio(ours: Side, theirs: Side) -> Ratio:
    """The ratio of what readers get of one and of the other; refused where they do not get the same."""
    return measured(ours, theirs, differing(ours, theirs))


def cost(ours: Side, floor: Side) -> Ratio:
    """The ratio to what needs no work; there is nothing in it to agree on."""
    return measured(ours, floor, [])


def measured(ours: Side, theirs: Side, refused: list[str]) -> Ratio:
    """The medians over the rounds of the ratios within each round, unless something speaks against it."""
    made = Ratio(ours.name, theirs.name, ours.mix, len(ours.requests), refused)
    if theirs.failures or ours.failures:
        made.refused.append(f"{ours.failures} and {theirs.failures} requests failed.")
    if made.refused:
        return made
    made.rate = statistics.median(own / other for own, other in zip(ours.rates, theirs.rates, strict=True))
    for share in (50, 95):
        rounds = zip(theirs.times, ours.times, strict=True)
        ratios = [percentile(other, share) / percentile(own, share) for other, own in rounds]
        setattr(made, f"p{share}", statistics.median(ratios))
    return made


def told(made: Ratio) -> dict[str, Any]:
    """The ratio for a file; of many refusals the first few."""
    return vars(made) | {"refused": made.refused[:MOST_NAMED], "differing": len(made.refused)}
