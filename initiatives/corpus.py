"""The corpus: folded texts by number, and for each word the texts that have it.

Like a snapshot it is never changed once made: `next` gives one that shares whatever is not touched.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap

from initiatives.inflections import stem
from initiatives.search import Term

EMPTY = BitMap()
BEYOND = "\U0010ffff"


@dataclass
class Corpus:
    """Texts that can be searched by their words."""

    texts: dict[int, str] = field(default_factory=dict)
    words: dict[str, BitMap] = field(default_factory=dict)
    forms: dict[str, frozenset[str]] = field(default_factory=dict)  # the words that have a stem
    own: set[str] = field(default_factory=set)  # the words whose bitmaps no other corpus shares
    sorted: list[str] | None = None

    def next(self) -> "Corpus":
        return Corpus(dict(self.texts), dict(self.words), dict(self.forms), set(), self.sorted)

    def add(self, number: int, text: str) -> None:
        self.texts[number] = text
        for word in words_of(text):
            if word not in self.words:
                self.words[word] = BitMap()
                self.forms[stem(word)] = self.forms.get(stem(word), frozenset()) | {word}
                self.own.add(word)
                self.sorted = None
            self.touched(word).add(number)

    def remove(self, number: int) -> None:
        for word in words_of(self.texts.pop(number)):
            bitmap = self.touched(word)
            bitmap.discard(number)
            if not bitmap:
                self.forget(word)

    def touched(self, word: str) -> BitMap:
        """The word's bitmap, copied on the first touch."""
        if word not in self.own:
            self.words[word] = self.words[word].copy()
            self.own.add(word)
        return self.words[word]

    def forget(self, word: str) -> None:
        del self.words[word]
        self.own.discard(word)
        self.sorted = None
        self.forms[stem(word)] -= {word}
        if not self.forms[stem(word)]:
            del self.forms[stem(word)]

    # questions

    def find(self, term: Term) -> BitMap:
        """The texts in which the term's words stand in a row, in whatever inflection."""
        *whole, last = term.words
        having = [self.having(self.inflected(word)) for word in whole]
        having.append(self.having(self.beginning(last) if term.prefix else self.inflected(last)))
        found = BitMap.intersection(*having)
        if whole and found:
            pattern = self.pattern(term)
            found = BitMap(number for number in found if pattern.search(self.texts[number]))
        return found

    def having(self, words: Iterator[str]) -> BitMap:
        return BitMap.union(EMPTY, *(self.words[word] for word in words))

    def inflected(self, word: str) -> frozenset[str]:
        """The words here that are forms of a word."""
        return self.forms.get(stem(word), frozenset())

    def beginning(self, start: str) -> list[str]:
        """The words here that begin so, in order."""
        if self.sorted is None:
            self.sorted = sorted(self.words)
        return self.sorted[bisect_left(self.sorted, start) : bisect_left(self.sorted, start + BEYOND)]

    def pattern(self, term: Term) -> re.Pattern:
        parts = ["|".join(self.inflected(word)) for word in term.words]
        if term.prefix:
            parts[-1] = f"{term.words[-1]}[^ ]*"
        # Folded words hold letters and digits only: nothing here needs an escape.
        return re.compile(f" {' '.join(f'(?:{part})' for part in parts)} ")


def words_of(text: str) -> set[str]:
    return set(text.split()) - {"."}
