"""Words: folded texts by number, and for each word the texts that have it, packed or recent."""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import accumulate, groupby, pairwise
from threading import Lock
from typing import IO

from pyroaring import BitMap

from initiatives.bitmaps.sections import BEYOND, Names, Sections, Writer, encoded
from initiatives.bitmaps.tables import EMPTY, Kept, PackedTable, Table, pack_table
from initiatives.inflections import stem
from initiatives.search import Term

# What stands between two texts of one number.
BREAK = "."
# A word of a packed text is one character, or two where it is one of very many: none is a part of another's.
FIRST, SINGLE, LEADS, TRAILS = 0x100, 900_000, 500, 200_000
# A beginning that more words have than this is packed like a word.
MANY = 64
# Of so many words, the commonest, it is packed which texts have one right after another.
COMMON = 150


class RecentWords:
    """Texts in memory."""

    def __init__(self):
        self.texts: dict[int, str] = {}
        self.words = Table()
        # The words that have a stem; of new words it is worked out when somebody looks for a word.
        self.forms: dict[str, frozenset[str]] = {}
        self.new: list[str] = []
        self.lock = Lock()
        self.sorted: list[str] = []

    def add(self, number: int, text: str) -> None:
        self.texts[number] = text
        for word in words_of(text):
            if word not in self.words.recent:
                self.new.append(word)
            self.words.add(word, number)

    def inflected(self, word: str) -> Iterable[str]:
        with self.lock:
            while self.new:
                new = self.new.pop()
                self.forms[stem(new)] = self.forms.get(stem(new), frozenset()) | {new}
        return self.forms.get(stem(word), ())

    def beginning(self, start: str) -> list[str]:
        """The words here that begin so, in order."""
        words = self.sorted
        if len(words) != len(self.words.recent):  # words only come, so their number says whether they are the same
            words = self.sorted = sorted(self.words.recent)
        return words[bisect_left(words, start) : bisect_left(words, start + BEYOND)]

    def having(self, words: Iterable[str]) -> BitMap:
        return BitMap.union(EMPTY, *(self.words.get(word) for word in words))

    def find(self, term: Term) -> BitMap:
        *whole, last = term.words
        runs = [self.inflected(word) for word in whole]
        runs.append(self.beginning(last) if term.prefix else self.inflected(last))
        found = BitMap.intersection(*map(self.having, runs))
        return self.in_a_row(found, runs) if whole and found else found

    def in_a_row(self, found: BitMap, runs: list[list[str]]) -> BitMap:
        # Folded words hold letters and digits only: nothing here needs an escape.
        pattern = re.compile(f" {' '.join(f'(?:{"|".join(run)})' for run in runs)} ")
        return BitMap(number for number in found if pattern.search(self.texts[number]))


class PackedStarts:
    """For each packed word, and for the beginnings that many words have, what has it."""

    def __init__(self, sections: Sections, name: str):
        self.words = PackedTable(sections, name)
        self.starts = PackedTable(sections, f"{name}.starts")

    def having(self, words: Iterable[int]) -> BitMap:
        return BitMap.union(EMPTY, *(self.words.at(word) for word in words))

    def begun(self, start: str) -> BitMap:
        """What has a word that begins so."""
        found = self.starts.get(start)
        return self.having(self.words.names.beginning(start)) if found is None else found


class PackedWords(PackedStarts):
    """Texts in a packed index: a text is a row of characters, one for each word."""

    def __init__(self, sections: Sections, name: str):
        super().__init__(sections, name)
        self.codes = sections.numbers(f"{name}.codes")
        self.stems = Names(sections, f"{name}.stems")
        self.forms_at, self.forms = sections.numbers(f"{name}.forms.at"), sections.numbers(f"{name}.forms")
        self.common, self.pairs = Names(sections, f"{name}.common"), PackedTable(sections, f"{name}.pairs")
        self.starts_at, self.stops_at = sections.numbers(f"{name}.from", "Q"), sections.numbers(f"{name}.to", "Q")
        self.texts = sections.bytes(f"{name}.texts")
        self.phrases: Kept[BitMap] = Kept()
        self.by_length: dict[int, list[str]] = {}

    def inflected(self, word: str) -> Iterable[int]:
        place = self.stems.find(stem(word))
        return () if place is None else self.forms[self.forms_at[place] : self.forms_at[place + 1]]

    def forms_of(self, word: str) -> list[str]:
        return [self.words.names[form] for form in self.inflected(word)]

    def find(self, term: Term) -> BitMap:
        """The texts with a term; what was found for a phrase lately is remembered."""
        if len(term.words) == 1:
            [word] = term.words
            return self.begun(word) if term.prefix else self.having(self.inflected(word))
        key = term.words, term.prefix
        if (known := self.phrases.found.get(key)) is not None:
            return known
        found = self.phrase(term)
        return self.phrases.keep(key, found, found.get_statistics()["n_bytes_array_containers"] + len(found) // 8)

    def phrase(self, term: Term) -> BitMap:
        """The texts with several words in a row. Which texts have two common words so is packed; only what that and
        the words leave is read."""
        *whole, last = term.words
        each = [self.having(self.inflected(word)) for word in whole]
        each.append(self.begun(last) if term.prefix else self.having(self.inflected(last)))
        pairs = [self.after(*pair) for pair in pairwise(whole if term.prefix else term.words)]
        found = BitMap.intersection(*each, *(bits for bits in pairs if bits is not None))
        if not found or (not term.prefix and len(whole) == 1 and pairs[0] is not None):
            return found
        runs = [self.inflected(word) for word in whole]
        runs.append(self.words.names.beginning(last) if term.prefix else self.inflected(last))
        return self.in_a_row(found, runs)

    def after(self, word: str, following: str) -> BitMap | None:
        """The texts with one word right after another; None where they are not both common."""
        roots = stem(word), stem(following)
        if any(self.common.find(root) is None for root in roots):
            return None
        return self.pairs.get(" ".join(roots)) or EMPTY

    def in_a_row(self, found: BitMap, runs: list[Iterable[int]]) -> BitMap:
        alternatives = (b"|".join(re.escape(character(self.codes[word])) for word in run) for run in runs)
        search = re.compile(b"".join(b"(?:%s)" % run for run in alternatives)).search
        texts, starts, stops = self.texts, self.starts_at, self.stops_at
        return BitMap(number for number in found if search(texts, starts[number], stops[number]))

    def of_length(self, length: int) -> list[str]:
        """The words of so many letters; they are read once."""
        if not self.by_length:
            found = defaultdict(list)
            for word in self.words.names:
                found[len(word)].append(word)
            self.by_length = {0: [], **found}
        return self.by_length.get(length, [])


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
        return BitMap.union(EMPTY, *(part.find(term) for part in self.parts))

    def having(self, word: str) -> BitMap:
        """The texts with this very word."""
        packed = self.packed.words.get(word) if self.packed else None
        return (packed or EMPTY) | self.recent.words.get(word)

    def forms(self, word: str) -> set[str]:
        """The words here that count as this one, in whatever inflection."""
        return {*self.recent.inflected(word), *(self.packed.forms_of(word) if self.packed else ())}

    def vocabulary(self) -> Iterator[str]:
        if self.packed:
            yield from self.packed.words.names
        yield from list(self.recent.words.recent)

    def near_in_length(self, word: str, most: int) -> Iterator[list[str]]:
        """The words with up to so many letters more or fewer, in lists."""
        for length in range(len(word) - most, len(word) + most + 1):
            yield self.packed.of_length(length) if self.packed else []
        yield [own for own in list(self.recent.words.recent) if abs(len(own) - len(word)) <= most]


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
        pack_starts(writer, name, table, public)
        words = sorted(self.codes)
        writer.add(f"{name}.codes", array("I", (self.codes[word] for word in words)))
        pack_stems(writer, name, words)
        self.pack_pairs(writer, name, common_forms(table), numbers, public)
        starts, stops = array("Q", bytes(8 * len(numbers))), array("Q", bytes(8 * len(numbers)))
        for row, (start, stop) in enumerate(self.places):
            starts[numbers[row]], stops[numbers[row]] = start, stop
        writer.add(f"{name}.from", starts)
        writer.add(f"{name}.to", stops)
        writer.copy(f"{name}.texts", self.spool)

    def pack_pairs(self, writer: Writer, name: str, forms: dict[str, str], numbers: array, public: BitMap) -> None:
        """Writes which texts have one of the common words right after another, by their stems."""
        roots = {self.characters[self.codes[word]].decode("utf-8", "surrogatepass"): forms[word] for word in forms}
        roots = {each: root for each, root in roots.items() if len(each) == 1}  # others have no character of their own
        known = {root for root in forms.values() if all(self.single(word) for word in forms if forms[word] == root)}
        rows: dict[tuple[str, str], array] = defaultdict(lambda: array("I"))
        for row, pairs in enumerate(self.pairs_of({each for each, root in roots.items() if root in known})):
            for pair in pairs:
                rows[pair].append(numbers[row])
        table: dict[str, BitMap] = defaultdict(BitMap)
        for (one, other), found in rows.items():
            table[f"{roots[one]} {roots[other]}"] |= BitMap(found)
        writer.blobs(f"{name}.common", map(encoded, sorted(known)))
        pack_table(writer, f"{name}.pairs", table, public)

    def single(self, word: str) -> bool:
        return self.codes[word] < SINGLE

    def pairs_of(self, common: set[str]) -> Iterator[set[tuple[str, str]]]:
        """For each text the pairs of common words that stand in it one right after the other."""
        runs = re.compile(f"[{''.join(map(re.escape, sorted(common)))}]{{2,}}") if common else re.compile(r"(?!)")
        self.spool.seek(0)
        for start, stop in self.places:
            text = self.spool.read(stop - start).decode("utf-8", "surrogatepass")
            yield {pair for run in runs.findall(text) for pair in pairwise(run)}


def common_forms(table: dict[str, BitMap]) -> dict[str, str]:
    """The forms of the commonest words, each with its stem."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in table:
        forms[stem(word)].append(word)
    common = nlargest(COMMON, forms, key=lambda root: (sum(len(table[word]) for word in forms[root]), root))
    return {word: root for root in common for word in forms[root]}


def pack_starts(writer: Writer, name: str, table: dict[str, BitMap], public: BitMap) -> None:
    """Writes what has each word, and each beginning of many words."""
    pack_table(writer, name, table, public)
    starts = ((start, BitMap.union(*map(table.__getitem__, words))) for start, words in begun_by_many(sorted(table)))
    pack_table(writer, f"{name}.starts", dict(starts), public)


def begun_by_many(words: list[str], length: int = 1) -> Iterator[tuple[str, list[str]]]:
    """The beginnings of so many letters and more that many of the sorted words have, and these."""
    for start, group in groupby((word for word in words if len(word) >= length), key=lambda word: word[:length]):
        if len(own := list(group)) > MANY:
            yield start, own
            yield from begun_by_many(own, length + 1)


def pack_stems(writer: Writer, name: str, words: list[str]) -> None:
    forms: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        forms.setdefault(stem(word), []).append(number)
    at = array("I", accumulate((len(forms[root]) for root in sorted(forms)), initial=0))
    writer.blobs(f"{name}.stems", map(encoded, sorted(forms)))
    writer.add(f"{name}.forms.at", at)
    writer.add(f"{name}.forms", array("I", (number for root in sorted(forms) for number in forms[root])))
