"""Text search: words of records and of questions, folded alike so that every database answers alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from countries.folding import fold
from initiatives.markers import MARKER
from initiatives.record import Record

PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """One thing a question asks for: a run of folded words that must (or must not) occur."""

    words: tuple[str, ...]
    wanted: bool = True
    prefix: bool = False


def document(record: Record) -> str:
    """The folded words of an initiative's record, a space before and after each."""
    texts = [record["title"], record["original_title"], *record["alternative_titles"], record["summary"]]
    texts += [row["name"] for row in record["actors"]]
    for entry in record["entries"]:
        texts += [MARKER.sub(" ", entry["text"]), *(row["citation"] for row in entry["footnotes"])]
    # A full stop no word contains keeps a phrase from running over from one text into the next.
    return f" {' . '.join(fold(text) for text in texts if text)} "


def parse(question: str) -> list[Term]:
    """The terms of a question: words, "a phrase", -without, prefix*; anything else is read as words."""
    return [term for part in PART.finditer(question) for term in terms(part)]


def terms(part: re.Match) -> Iterator[Term]:
    words = tuple(fold(part["phrase"] or part["word"] or "").split())
    if words:
        prefix = bool(part["word"]) and part["word"].endswith("*")
        yield Term(words, wanted=not part["without"], prefix=prefix)


def occurs(term: Term, text: str) -> bool:
    """Whether the term stands in a folded text that begins and ends with a space."""
    return f" {' '.join(term.words)}{'' if term.prefix else ' '}" in text
