"""Highlights: where a record has what a text question asked for, as pieces of text of which some are marked."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from countries.folding import fold
from initiatives import search
from initiatives.markers import MARKER
from initiatives.record import Record
from initiatives.search import Term
from initiatives.snapshot import Snapshot

TOKEN = re.compile(r"(?:[^\W_]+|[\u0300-\u036f]+)+")
WORD = re.compile(r"[^a-z0-9]*([a-z0-9]+)")
ALSO_CALLED = gettext_lazy("Also called")
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


@dataclass(frozen=True, eq=False)
class Sought:
    """A term that a question wants, with the forms that each of its words has in the texts that are searched.

    ``begins`` is the beginning of its last word where any word will do that begins so.
    """

    term: Term
    forms: tuple[Collection[str], ...]
    begins: str = ""

    @classmethod
    def among(cls, term: Term, forms_of: Callable[[str], Collection[str]]) -> "Sought":
        *whole, last = term.words
        if term.prefix:
            return cls(term, (*map(forms_of, whole), (last,)), last)
        return cls(term, tuple(map(forms_of, term.words)))

    @property
    def first(self) -> Collection[str]:
        """The forms of the first word: where none of them stands as letters, the term does not either."""
        return self.forms[0]

    def is_form(self, place: int, word: str) -> bool:
        """Whether a word can stand at this place of the term."""
        if self.begins and place == len(self.forms) - 1:
            return word.startswith(self.begins)
        return word in self.forms[place]


class Text:
    """A text for reading, with the folded words it is made of and where each stands."""

    def __init__(self, text: str):
        self.text = text
        self.plain = plain(text)
        self.found: dict[Sought, list[Span]] = {}

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        tokens = TOKEN.finditer(self.text)
        return [(token.start(), token.end(), word) for token in tokens for word in folded(token.group())]

    def spans(self, sought: Sought) -> list[Span]:
        """Where the term occurs."""
        if sought not in self.found:
            self.found[sought] = [*(self.runs(sought) if self.plain is None else self.runs_in_plain(sought))]
        return self.found[sought]

    def runs_in_plain(self, sought: Sought) -> Iterator[Span]:
        """Where a form of the first word is followed by one of the next, and so on."""
        starts = {start for form in sought.first for start in beginnings(self.plain, form)}
        for start in sorted(starts):
            end = start
            for place in range(len(sought.forms)):
                word = WORD.match(self.plain, end)
                if word is None or not sought.is_form(place, word.group(1)):
                    break
                end = word.end()
            else:
                yield start, end

    def runs(self, sought: Sought) -> Iterator[Span]:
        """The same in a text whose words are not as they are folded."""
        length = len(sought.forms)
        for start, (first, _end, word) in enumerate(self.words):
            if sought.is_form(0, word):
                run = self.words[start : start + length]
                if len(run) == length and all(sought.is_form(place, row[2]) for place, row in enumerate(run)):
                    yield first, run[-1][1]

    def has(self, sought: Sought) -> bool:
        return bool(self.spans(sought))

    def pieces(self, asked: Iterable[Sought], first: int = 0, last: int | None = None) -> list[Piece]:
        """The text from one character to another, with what is asked for marked."""
        last = len(self.text) if last is None else last
        spans = sorted(span for sought in asked for span in self.spans(sought) if first <= span[0] and span[1] <= last)
        pieces, at = [], first
        for start, end in spans:
            if end > at:  # what two terms share is marked once
                pieces += [Piece(self.text[at:start])] if start > at else []
                pieces.append(Piece(self.text[max(start, at) : end], marked=True))
                at = end
        return [*pieces, Piece(self.text[at:last])] if at < last else pieces

    def passage(self, asked: Iterable[Sought]) -> list[Piece]:
        """The words about the first place that has one of the terms."""
        start, end = min(span for sought in asked for span in self.spans(sought))
        first = 0 if start <= BEFORE else self.text.find(" ", start - BEFORE, start) + 1 or start
        last = len(self.text) if end + AFTER >= len(self.text) else self.text.rfind(" ", end, end + AFTER)
        last = end if last == -1 else last
        pieces = self.pieces(asked, first, last)
        return [*([Piece("… ")] if first else []), *pieces, *([Piece(" …")] if last < len(self.text) else [])]


def plain(text: str) -> str | None:
    """The text in small letters, where folding does no more to it; else None."""
    return text.lower() if text.isascii() else None


def beginnings(text: str, word: str) -> Iterator[int]:
    """Where a word of a plain text begins so."""
    at = text.find(word)
    while at >= 0:
        if not (at and text[at - 1].isalnum()):
            yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=1 << 16)
def folded(token: str) -> tuple[str, ...]:
    return tuple(fold(token).split())


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of text as HTML, escaped, what was asked for in a mark."""
    return SafeString("".join([f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in pieces]))


class Highlighter:
    """Marks in records what a question asks for: made once for all rows of a page."""

    def __init__(self, snapshot: Snapshot, question: str):
        self.snapshot = snapshot
        terms = [term for term in search.parse(question) if term.wanted]
        self.asked = [Sought.among(term, snapshot.forms) for term in terms]

    @cached_property
    def having(self) -> list[tuple[Sought, BitMap]]:
        """Each term with the initiatives that have it in texts of their own."""
        return [(sought, self.snapshot.holdings.texts.find(sought.term)) for sought in self.asked]

    def title(self, record: Record) -> list[Piece]:
        return Text(record["title"]).pieces(self.asked)

    def highlight(self, number: int, record: Record) -> Highlight:
        """The title and summary of an initiative with the terms marked, and a passage for each they do not have."""
        own = [sought for sought, there in self.having if number in there]
        title, summary = Text(record["title"]), Text(record["summary"])
        rest = [sought for sought in own if not (title.has(sought) or summary.has(sought))]
        passages, rest = found_in(texts(record, rest), rest)
        rest = [sought for sought in self.asked if sought in rest or sought not in own]
        by_name = self.snapshot.by_name.find
        facets = [facet for facet in NAMED if any(number in by_name(sought.term, facet) for sought in rest)]
        more, _rest = found_in(names(record, self.snapshot, facets), rest)
        return Highlight(title.pieces(own), summary.pieces(own), passages + more)


def found_in(places: Iterable[tuple[str, Text]], asked: list[Sought]) -> tuple[list[Passage], list[Sought]]:
    """A passage for each of the terms that these texts have, from the first that has it; and the terms left over."""
    passages, places = [], iter(places)
    while asked and (place := next(places, None)):
        name, text = place
        if here := [sought for sought in asked if text.has(sought)]:
            passages.append(Passage(str(name), text.passage(here)))
            asked = [sought for sought in asked if sought not in here]
    return passages, asked


def texts(record: Record, asked: Iterable[Sought]) -> Iterator[tuple[str, Text]]:
    """The texts of a record beside its title and summary that may have a term, each with the words for where it
    stands."""
    for name in (record["original_title"], *record["alternative_titles"]):
        yield ALSO_CALLED, Text(name)
    letters = [form for sought in asked for form in sought.first]
    for entry in reversed(record["entries"]):
        written = plain(entry["text"])
        if written is None or any(form in written for form in letters):
            yield str(entry["year"]), Text(" ".join(MARKER.sub("", entry["text"]).split()))


def names(record: Record, snapshot: Snapshot, facets: Iterable[str]) -> Iterator[tuple[str, Text]]:
    """The names that a record can be found by in these facets, each with the words for what it names."""
    for facet in facets:
        for value in NAMED[facet](record):
            thing = snapshot.thing(facet, value) or {}
            own = [thing.get(field, "") for field in search.NAMES[facet]]
            names = [name for one in own for name in (one if isinstance(one, list) else [one]) if name]
            yield WORDS[facet], Text(" · ".join(names))


def sources(record: Record) -> Iterator[str]:
    return (row["source"] for entry in record["entries"] for row in entry["footnotes"] if row["source"])


# The values of a record that it can be found by the names of, in the order in which they are looked at, and the words
# for what they are.
NAMED: dict[str, Callable[[Record], Iterable[str]]] = {
    "country": lambda record: record["countries"],
    "actor": lambda record: dict.fromkeys(row["id"] for row in record["actors"]),
    "source": lambda record: dict.fromkeys(sources(record)),
}
WORDS = {"actor": gettext_lazy("Actor"), "country": gettext_lazy("Country"), "source": gettext_lazy("Source")}
