"""What is done inside the catalogue that is measured: in a process of its own, on a copy, never on the live one."""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from initiatives import index
from initiatives.benchmarking import facts
from initiatives.benchmarking.facts import FACETS
from initiatives.benchmarking.questions import draw
from initiatives.facets import VAST
from initiatives.panel import LONG
from initiatives.publishing import changes
from initiatives.selection import PER_PAGE, Selection, ask

# Of how many initiatives the questions are drawn, for each question.
DRAWN_FROM = 3
# How often each question is answered; the quickest time is taken, when nothing else had the machine.
TIMES = 3


def questions(folder: Path, number: int, seed: int) -> None:
    """Draws the questions and writes them as questions.json."""
    slugs = facts.slugs()
    wanted = random.Random(seed).sample(slugs, min(len(slugs), DRAWN_FROM * number))
    drawn = draw(list(facts.facts(wanted)), number, seed)
    mixes = {mix: [one.told for one in rows] for mix, rows in drawn.items()}
    (folder / "questions.json").write_text(json.dumps({"initiatives": len(slugs), "mixes": mixes}, indent=1))


def describe(folder: Path, number: int, seed: int) -> None:
    """Writes what peers are filled from."""
    facts.write(folder / "facts.jsonl")
    (folder / "labels.json").write_text(json.dumps(facts.labels()))


def answers(folder: Path, number: int, seed: int) -> None:
    """Writes how many milliseconds each question takes to be read, and to be answered: total, counts and first rows."""
    start = time.perf_counter()
    index.current()
    built = time.perf_counter() - start
    asked = json.loads((folder / "questions.json").read_text())["mixes"]["every"]
    rows = [times(question["query"]) for question in asked]
    told = {"built": built, "reading": [row[0] for row in rows], "answering": [row[1] for row in rows]}
    (folder / "answers.json").write_text(json.dumps(told))


def times(query: str) -> tuple[float, float]:
    return min(milliseconds(lambda: ask(query)) for _ in range(TIMES)), min(answering(query) for _ in range(TIMES))


def answering(query: str) -> float:
    asked = ask(query)
    fresh = replace(asked, answer=replace(asked.answer))
    return milliseconds(lambda: whole(fresh))


def whole(selection: Selection) -> tuple[int, list[int], list[dict[str, int]]]:
    """The whole answer to a question, but for its words: total, first rows, and the counts of every facet; of a facet
    with very many values, as a page has it, the highest."""
    answer = selection.answer
    counts = [answer.most(facet, LONG) if facet in VAST else answer.counts(facet) for facet in FACETS]
    return selection.total, selection.ids[:PER_PAGE], counts


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def edit(folder: Path, number: int, seed: int) -> None:
    """Publishes a change for each line that it is given; says when it is ready, and of each change when it is done."""
    index.current()
    slugs = facts.slugs()[:number]
    say("ready")
    for turn, _line in enumerate(sys.stdin):
        slug = slugs[turn % len(slugs)]
        with changes(why="A measurement.") as work:
            record = work.read("initiative", slug)
            work.staged["initiative", slug] = record | {"summary": f"{record['summary']} ({turn})"}
        say("done")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


STEPS: dict[str, Callable[[Path, int, int], None]] = {
    "questions": questions,
    "describe": describe,
    "answers": answers,
    "edit": edit,
}
