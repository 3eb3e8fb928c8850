"""Highlights: where a record has what a text question asked for, as pieces of text of which some are marked."""

import re
from collections.abc import Collection, Iterable, Iterator
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
FOLLOWING = re.compile(r"[^a-z0-9]*([a-z0-9]+)")
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
        self.found: dict[Term, list[Span]] = {}

    @cached_property
    def plain(self) -> str | None:
        """The text in small letters, where folding does no more to it."""
        return self.text.lower() if self.text.isascii() else None

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        tokens = TOKEN.finditer(self.text)
        return [(token.start(), token.end(), word) for token in tokens for word in folded(token.group())]

    @cached_property
    def different(self) -> set[str]:
        return {word for token in {*TOKEN.findall(self.text)} for word in folded(token)}

    def spans(self, term: Term) -> list[Span]:
        """Where the term occurs."""
        if term not in self.found:
            *whole, last = term.words
            forms = [self.forms(word) for word in whole]
            forms.append(self.beginning(last) if term.prefix else self.forms(last))
            runs = self.runs(forms) if self.plain is None else self.runs_in_plain(forms, term.words[0][0])
            self.found[term] = list(runs) if all(forms) else []
        return self.found[term]

    def runs_in_plain(self, forms: list[set[str]], letter: str) -> Iterator[Span]:
        """Where a form of the first word, which begins with this letter, is followed by one of the next, and so on."""
        first, *others = forms
        for start in beginning_with(letter).finditer(self.plain):
            if start.group() in first:
                end = start.end()
                for own in others:
                    word = FOLLOWING.match(self.plain, end)
                    if word is None or word.group(1) not in own:
                        break
                    end = word.end()
                else:
                    yield start.start(), end

    def runs(self, forms: list[set[str]]) -> Iterator[Span]:
        """The same in a text whose words are not as they are folded."""
        for place, (first, _end, word) in enumerate(self.words):
            if word in forms[0]:
                run = self.words[place : place + len(forms)]
                if len(run) == len(forms) and all(row[2] in own for row, own in zip(run, forms, strict=True)):
                    yield first, run[-1][1]

    def has(self, term: Term) -> bool:
        return bool(self.spans(term))

    def forms(self, word: str) -> set[str]:
        """What stands here for a word, in whatever inflection."""
        # No form begins with another letter, and to stem a word takes long.
        root = stem(word)
        return {other for other in self.beginning(word[0]) if stem(other) == root}

    def beginning(self, start: str) -> set[str]:
        """The words here that begin so."""
        if self.plain is not None:
            return set(beginning_with(start).findall(self.plain))
        return {word for word in self.different if word.startswith(start)}

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


@lru_cache(maxsize=256)
def beginning_with(start: str) -> re.Pattern:
    """Finds the words of a plain text that begin so."""
    return re.compile(f"(?<![a-z0-9]){re.escape(start)}[a-z0-9]*")


@lru_cache(maxsize=1 << 16)
def folded(token: str) -> tuple[str, ...]:
    return tuple(fold(token).split())


def highlight(
    record: Record, snapshot: Snapshot, terms: list[Term], there: Collection[Term] | None = None
) -> Highlight:
    """The record's title and summary with the terms marked, and a passage for each term they do not have.

    ``there`` are the terms that its own texts have, where that is known: for others these need not be read.
    """
    wanted = [term for term in terms if term.wanted]
    own = [term for term in wanted if there is None or term in there]
    title, summary = Text(record["title"]), Text(record["summary"])
    rest = [term for term in own if not (title.has(term) or summary.has(term))]
    passages, rest = found_in(texts(record), rest)
    more, _rest = found_in(names(record, snapshot), [term for term in wanted if term in rest or term not in own])
    return Highlight(title.pieces(own), summary.pieces(own), passages + more)


def found_in(places: Iterable[tuple[str, Text]], terms: list[Term]) -> tuple[list[Passage], list[Term]]:
    """A passage for each of the terms that these texts have, from the first that has it; and the terms left over."""
    passages, places = [], iter(places)
    while terms and (place := next(places, None)):
        name, text = place
        if here := [term for term in terms if text.has(term)]:
            passages.append(Passage(name, text.passage(here)))
            terms = [term for term in terms if term not in here]
    return passages, terms


def texts(record: Record) -> Iterator[tuple[str, Text]]:
    """The texts of a record beside its title and summary, each with the words for where it stands."""
    for name in (record["original_title"], *record["alternative_titles"]):
        yield _("Also called"), Text(name)
    for entry in reversed(record["entries"]):
        yield str(entry["year"]), Text(" ".join(MARKER.sub("", entry["text"]).split()))


def names(record: Record, snapshot: Snapshot) -> Iterator[tuple[str, Text]]:
    """The names that a record can be found by, each with the words for what it names."""
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
