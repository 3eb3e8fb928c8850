"""Text search: the words of records and of questions, read alike, so that every database answers alike."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from countries.folding import fold
from initiatives.markers import MARKER
from initiatives.record import Record

# Rises when the words of a record or of a question are read otherwise, so that a text may find something else.
SCHEMA = 1

PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

# What of a thing's record an initiative can be found by, for each facet whose values have names.
NAMES = {
    "actor": ("name", "native_name", "acronym", "aliases"),
    "country": ("name",),
    "source": ("title", "translated_title"),
}


@dataclass(frozen=True)
class Term:
    """One thing a question asks for: a run of folded words that must (or must not) occur."""

    words: tuple[str, ...]
    wanted: bool = True
    prefix: bool = False


def parse(question: str) -> list[Term]:
    """The terms of a question: words, "a phrase", -without, prefix*; anything else is read as words."""
    return [term for part in PART.finditer(question) for term in terms(part)]


def terms(part: re.Match) -> Iterator[Term]:
    words = tuple(fold(part["phrase"] or part["word"] or "").split())
    if words:
        prefix = bool(part["word"]) and part["word"].endswith("*")
        yield Term(words, wanted=not part["without"], prefix=prefix)


def titles(record: Record) -> str:
    """The folded titles of an initiative: its title, the original one and the others."""
    return folded([record["title"], record["original_title"], *record["alternative_titles"]])


def text(record: Record) -> str:
    """The folded text of an initiative: its titles, summary and entries."""
    entries = (MARKER.sub(" ", entry["text"]) for entry in record["entries"])
    own = (record["title"], record["original_title"], *record["alternative_titles"], record["summary"])
    return folded([*own, *entries])


def names(facet: str, record: Record) -> str:
    """The folded names of a country, an actor or a source."""
    values = (record[field] for field in NAMES[facet])
    return folded(name for value in values for name in (value if isinstance(value, list) else [value]))


def folded(texts: Iterable[str]) -> str:
    """Texts folded to one, a space before and after each word."""
    # A full stop no word contains keeps a phrase from running over from one text into the next.
    return f" {' . '.join(fold(text) for text in texts if text)} "
