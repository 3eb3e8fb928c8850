"""Highlights: where a record has what a text question asked for, as pieces of text of which some are marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives import search
from initiatives.inflections import stem
from initiatives.markers import MARKER
from initiatives.record import Record
from initiatives.search import Term
from initiatives.snapshot import Snapshot

TOKEN = re.compile(r"(?:[^\W_]+|[\u0300-\u036f]+)+")
BEFORE, AFTER = 90, 170  # characters of a passage about its first match

type Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked where it is what was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage of a record that has what its title and summary do not, and where it stands."""

    place: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Highlight:
    """A row of a list as a reader of its text question sees it."""

    title: list[Piece]
    summary: list[Piece]
    passages: list[Passage]


class Text:
    """A text for reading, with the folded words it is made of and where each stands."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def words(self) -> list[tuple[int, int, str, str]]:
        tokens = TOKEN.finditer(self.text)
        return [(token.start(), token.end(), *each) for token in tokens for each in analysed(token.group())]

    @cached_property
    def different(self) -> dict[str, str]:
        """Its different words, each with its stem."""
        return {word: root for token in {*TOKEN.findall(self.text)} for word, root in analysed(token)}

    def may_have(self, term: Term) -> bool:
        """Whether it has all the words of the term, in a row or not."""
        *whole, last = term.words
        roots = {*self.different.values()}
        begun = any(word.startswith(last) for word in self.different) if term.prefix else stem(last) in roots
        return begun and all(stem(word) in roots for word in whole)

    def spans(self, term: Term) -> Iterator[Span]:
        """Where the term occurs."""
        if not self.may_have(term):
            return
        length = len(term.words)
        roots = [stem(word) for word in term.words]
        for start in range(len(self.words) - length + 1):
            run = self.words[start : start + length]
            fits = [root for *_place, root in run[:-1]] == roots[:-1]
            if fits and (run[-1][2].startswith(term.words[-1]) if term.prefix else run[-1][3] == roots[-1]):
                yield run[0][0], run[-1][1]

    def pieces(self, terms: Iterable[Term], first: int = 0, last: int | None = None) -> list[Piece]:
        """The text from one character to another, with what is asked for marked."""
        last = len(self.text) if last is None else last
        spans = sorted(span for term in terms for span in self.spans(term) if first <= span[0] and span[1] <= last)
        pieces, at = [], first
        for start, end in spans:
            if end > at:  # what two terms share is marked once
                pieces += [Piece(self.text[at:start])] if start > at else []
                pieces.append(Piece(self.text[max(start, at) : end], marked=True))
                at = end
        return [*pieces, Piece(self.text[at:last])] if at < last else pieces

    def passage(self, terms: Iterable[Term]) -> list[Piece]:
        """The words about the first place that has one of the terms."""
        start, end = min(span for term in terms for span in self.spans(term))
        first = 0 if start <= BEFORE else self.text.find(" ", start - BEFORE, start) + 1 or start
        last = len(self.text) if end + AFTER >= len(self.text) else self.text.rfind(" ", end, end + AFTER)
        last = end if last == -1 else last
        pieces = self.pieces(terms, first, last)
        return [*([Piece("… ")] if first else []), *pieces, *([Piece(" …")] if last < len(self.text) else [])]


@lru_cache(maxsize=1 << 16)
def analysed(token: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, stem(word)) for word in fold(token).split())


def highlight(record: Record, snapshot: Snapshot, terms: list[Term]) -> Highlight:
    """The record's title and summary with the terms marked, and a passage for each term they do not have."""
    wanted = [term for term in terms if term.wanted]
    if not wanted:
        return Highlight([Piece(record["title"])], [Piece(record["summary"])], [])
    title, summary = Text(record["title"]), Text(record["summary"])
    rest = [term for term in wanted if not any(True for text in (title, summary) for _span in text.spans(term))]
    passages = []
    for place, text in places(record, snapshot) if rest else ():
        here = [term for term in rest if any(True for _span in text.spans(term))]
        if here:
            passages.append(Passage(place, text.passage(here)))
            rest = [term for term in rest if term not in here]
        if not rest:
            break
    return Highlight(title.pieces(wanted), summary.pieces(wanted), passages)


def places(record: Record, snapshot: Snapshot) -> Iterator[tuple[str, Text]]:
    """What of a record can be found beside its title and summary, each with the words for where it stands."""
    for name in (record["original_title"], *record["alternative_titles"]):
        yield _("Also called"), Text(name)
    for entry in reversed(record["entries"]):
        yield str(entry["year"]), Text(" ".join(MARKER.sub("", entry["text"]).split()))
    words = {"actor": _("Actor"), "country": _("Country"), "source": _("Source")}
    for facet, values in named(record).items():
        for value in values:
            thing = snapshot.thing(facet, value) or {}
            own = [thing.get(field, "") for field in search.NAMES[facet]]
            names = [name for one in own for name in (one if isinstance(one, list) else [one]) if name]
            yield words[facet], Text(" · ".join(names))


def named(record: Record) -> dict[str, list[str]]:
    """The values of a record that it can be found by the names of."""
    sources = (row["source"] for entry in record["entries"] for row in entry["footnotes"] if row["source"])
    return {
        "country": record["countries"],
        "actor": list(dict.fromkeys(row["id"] for row in record["actors"])),
        "source": list(dict.fromkeys(sources)),
    }
