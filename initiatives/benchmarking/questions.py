"""The questions: drawn by a seed from what initiatives say, so that most find something, some much and some little."""

import random
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from initiatives.benchmarking.facts import FACETS, OF_ENTRIES, OF_INITIATIVES, Fact
from initiatives.fields import YearField
from initiatives.filters import InitiativeFilter
from initiatives.inflections import stem


@dataclass(frozen=True)
class Kind:
    """A kind of question: its share in a hundred, and how many facets and words it names at least and at most."""

    share: int
    facets: tuple[int, int] = (0, 0)
    words: tuple[int, int] = (0, 0)


KINDS = {
    "nothing asked": Kind(20),
    "one facet": Kind(25, facets=(1, 1)),
    "two facets": Kind(20, facets=(2, 2)),
    "three facets": Kind(15, facets=(3, 3)),
    "text": Kind(10, words=(1, 2)),
    "text and facets": Kind(10, facets=(1, 2), words=(1, 1)),
}
# Facets whose chosen values can all be demanded: there the count of a value is that of the list with it added.
# An engine that counts within what is chosen, and knows no parts of a row, can be asked these and no others.
ADDED_UP = ("country", "theme", "level")
SECOND_VALUE = 0.25
WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True)
class Drawn:
    """One question, as every engine is asked it in its own way."""

    kind: str
    values: dict[str, list[str]]
    words: list[str]
    every: bool = False

    @property
    def query(self) -> str:
        """The canonical query of the question in the catalogue's own addresses."""
        question = dict(self.values)
        if "year" in question:
            question["year"] = YearField().canonical(question["year"])
        if self.every:
            question |= {f"{facet}_match": ["all"] for facet in self.values}
        if self.words:
            question |= {"q": [" ".join(self.words)], "sort": ["newest"]}
        return urlencode({name: question[name] for name in InitiativeFilter.base_filters if name in question}, True)

    @property
    def stems(self) -> list[str]:
        return [stem(word) for word in self.words]

    @property
    def told(self) -> dict[str, Any]:
        """The question for a file: as drawn, as an address has it, and its words as peers keep them."""
        return asdict(self) | {"query": self.query, "stems": self.stems}


def draw(facts: Sequence[Fact], number: int, seed: int) -> dict[str, list[Drawn]]:
    """The two mixes of questions: of every facet, and of those that can be added up. The same for the same seed."""
    return {
        "every": mix(facts, number, random.Random(f"every {seed}"), FACETS, every=False),
        "added": mix(facts, number, random.Random(f"added {seed}"), ADDED_UP, every=True),
    }


def mix(facts: Sequence[Fact], number: int, chance: random.Random, facets: Sequence[str], *, every: bool):
    kinds = [name for name, kind in KINDS.items() for _ in range(round(kind.share * number / 100))]
    chance.shuffle(kinds)
    return [question(kind, facts, chance, facets, every=every) for kind in kinds]


def question(name: str, facts: Sequence[Fact], chance: random.Random, facets: Sequence[str], *, every: bool) -> Drawn:
    """A question that one initiative at least answers, but for what belongs to several entries of it."""
    kind, of = KINDS[name], chance.choice(facts)
    named = sorted(chance.sample(facets, chance.randint(*kind.facets)), key=FACETS.index)
    entry, part = chance.choice(of["entries"]), chance.choice(of["participations"])
    values = {}
    for facet in named:
        own = (of["values"] if facet in OF_INITIATIVES else entry if facet in OF_ENTRIES else part)[facet]
        if own:
            values[facet] = chosen(own, others(facts, facet, chance) if not every else own, chance)
    words = sorted(set(WORD.findall(f"{of['title']} {of['summary']}".lower())))
    return Drawn(
        name, values, chance.sample(words, min(len(words), chance.randint(*kind.words))), every and bool(values)
    )


def chosen(own: list[str], more: list[str], chance: random.Random) -> list[str]:
    """One of the initiative's own values, now and then another beside it."""
    found = {chance.choice(own)}
    if more and chance.random() < SECOND_VALUE:
        found.add(chance.choice(more))
    return sorted(found)


def others(facts: Sequence[Fact], facet: str, chance: random.Random) -> list[str]:
    of = chance.choice(facts)
    parts = of["entries"] if facet in OF_ENTRIES else of["participations"]
    return of["values"][facet] if facet in OF_INITIATIVES else chance.choice(parts)[facet]
