"""Words: folded texts by number, and for each word the texts that have it, packed or recent."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import IO

from pyroaring import BitMap

from initiatives.bitmaps.sections import BEYOND, Names, Sections, Writer, encoded
from initiatives.bitmaps.tables import EMPTY, PackedTable, Table, pack_table
from initiatives.inflections import stem
from initiatives.search import Term

# What stands between two texts of one number.
BREAK = "."
# A word of a packed text is one character, or two where it is one of very many: none is a part of another's.
FIRST, SINGLE, LEADS, TRAILS = 0x100, 900_000, 500, 200_000


class RecentWords:
    """Texts in memory."""

    def __init__(self):
        self.texts: dict[int, str] = {}
        self.words = Table()
        self.forms: dict[str, frozenset[str]] = {}  # the words that have a stem
        self.sorted: list[str] = []

    def add(self, number: int, text: str) -> None:
        self.texts[number] = text
        for word in words_of(text):
            if word not in self.words.recent:
                self.forms[stem(word)] = self.forms.get(stem(word), frozenset()) | {word}
            self.words.add(word, number)

    def inflected(self, word: str) -> Iterable[str]:
        return self.forms.get(stem(word), ())

    def beginning(self, start: str) -> list[str]:
        """The words here that begin so, in order."""
        words = self.sorted
        if len(words) != len(self.words.recent):  # words only come, so their number says whether they are the same
            words = self.sorted = sorted(self.words.recent)
        return words[bisect_left(words, start) : bisect_left(words, start + BEYOND)]

    def having(self, words: Iterable[str]) -> BitMap:
        return BitMap.union(EMPTY, *(self.words.get(word) for word in words))

    def in_a_row(self, found: BitMap, runs: list[list[str]]) -> BitMap:
        # Folded words hold letters and digits only: nothing here needs an escape.
        pattern = re.compile(f" {' '.join(f'(?:{"|".join(run)})' for run in runs)} ")
        return BitMap(number for number in found if pattern.search(self.texts[number]))


class PackedWords:
    """Texts in a packed index: a text is a row of characters, one for each word."""

    def __init__(self, sections: Sections, name: str):
        self.words = PackedTable(sections, name)
        self.codes = sections.numbers(f"{name}.codes")
        self.stems = Names(sections, f"{name}.stems")
        self.forms_at, self.forms = sections.numbers(f"{name}.forms.at"), sections.numbers(f"{name}.forms")
        self.starts, self.stops = sections.numbers(f"{name}.starts", "Q"), sections.numbers(f"{name}.stops", "Q")
        self.texts = sections.bytes(f"{name}.texts")

    def inflected(self, word: str) -> Iterable[int]:
        place = self.stems.find(stem(word))
        return () if place is None else self.forms[self.forms_at[place] : self.forms_at[place + 1]]

    def beginning(self, start: str) -> range:
        return self.words.names.beginning(start)

    def having(self, words: Iterable[int]) -> BitMap:
        return BitMap.union(EMPTY, *(self.words.at(word) for word in words))

    def in_a_row(self, found: BitMap, runs: list[Iterable[int]]) -> BitMap:
        alternatives = (b"|".join(re.escape(character(self.codes[word])) for word in run) for run in runs)
        search = re.compile(b"".join(b"(?:%s)" % run for run in alternatives)).search
        texts, starts, stops = self.texts, self.starts, self.stops
        return BitMap(number for number in found if search(texts, starts[number], stops[number]))


class Corpus:
    """Texts that can be searched by their words. What is asked for need not be public."""

    def __init__(self, packed: PackedWords | None = None):
        self.packed, self.recent = packed, RecentWords()
        self.add = self.recent.add

    @property
    def parts(self) -> list[PackedWords | RecentWords]:
        return [self.recent] if self.packed is None else [self.packed, self.recent]

    def find(self, term: Term) -> BitMap:
        """The texts in which the term's words stand in a row, in whatever inflection."""
        return BitMap.union(EMPTY, *(found_in(part, term) for part in self.parts))

    def having(self, word: str) -> BitMap:
        """The texts with this very word."""
        packed = self.packed.words.get(word) if self.packed else None
        return (packed or EMPTY) | self.recent.words.get(word)

    def vocabulary(self) -> Iterator[str]:
        if self.packed:
            yield from self.packed.words.names
        yield from list(self.recent.words.recent)


def found_in(part: PackedWords | RecentWords, term: Term) -> BitMap:
    *whole, last = term.words
    runs = [part.inflected(word) for word in whole]
    runs.append(part.beginning(last) if term.prefix else part.inflected(last))
    found = BitMap.intersection(*map(part.having, runs))
    return part.in_a_row(found, runs) if whole and found else found


def words_of(text: str) -> set[str]:
    return set(text.split()) - {BREAK}


# ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────


def character(code: int) -> bytes:
    """What stands for a word in a packed text; in UTF-8, so that one is never found inside another."""
    if code < SINGLE:
        return encoded(chr(FIRST + code))
    lead, trail = divmod(code - SINGLE, TRAILS)
    return encoded(chr(FIRST + SINGLE + lead) + chr(FIRST + SINGLE + LEADS + trail))


class WordPacker:
    """Takes in texts in any order and packs them under their final numbers."""

    def __init__(self, spool: IO[bytes]):
        self.spool = spool
        self.codes: dict[str, int] = {BREAK: 0}
        self.characters: list[bytes] = [character(0)]
        self.postings: list[array] = [array("I")]
        self.places: list[tuple[int, int]] = []

    def add(self, text: str) -> None:
        """The text of the next row."""
        row, codes = len(self.places), self.codes
        found = [codes.get(word) or self.code(word) for word in text.split()]
        for code in set(found):
            self.postings[code].append(row)
        start = self.spool.tell()
        self.spool.write(b"".join([self.characters[code] for code in found]))
        self.places.append((start, self.spool.tell()))

    def code(self, word: str) -> int:
        """The code of a word met for the first time, or of what stands between texts."""
        if word != BREAK:
            self.codes[word] = len(self.characters)
            self.characters.append(character(len(self.characters)))
            self.postings.append(array("I"))
        return self.codes[word]

    def pack(self, writer: Writer, name: str, numbers: array, public: BitMap) -> None:
        """Writes all; ``numbers`` gives for each row the number that its text is to have."""
        del self.codes[BREAK]
        renumbered = numbers.__getitem__
        table = {word: BitMap(array("I", map(renumbered, self.postings[code]))) for word, code in self.codes.items()}
        self.postings = []
        pack_table(writer, name, table, public)
        words = sorted(self.codes)
        writer.add(f"{name}.codes", array("I", (self.codes[word] for word in words)))
        pack_stems(writer, name, words)
        starts, stops = array("Q", bytes(8 * len(numbers))), array("Q", bytes(8 * len(numbers)))
        for row, (start, stop) in enumerate(self.places):
            starts[numbers[row]], stops[numbers[row]] = start, stop
        writer.add(f"{name}.starts", starts)
        writer.add(f"{name}.stops", stops)
        writer.copy(f"{name}.texts", self.spool)


def pack_stems(writer: Writer, name: str, words: list[str]) -> None:
    forms: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        forms.setdefault(stem(word), []).append(number)
    at = array("I", [0])
    for root in sorted(forms):
        at.append(at[-1] + len(forms[root]))
    writer.blobs(f"{name}.stems", map(encoded, sorted(forms)))
    writer.add(f"{name}.forms.at", at)
    writer.add(f"{name}.forms", array("I", (number for root in sorted(forms) for number in forms[root])))
