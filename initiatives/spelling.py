"""Did you mean: the nearest words of the catalogue to those of a text question that found nothing."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from countries.folding import fold
from initiatives.bitmaps.words import Corpus
from initiatives.highlights import TOKEN
from initiatives.search import Term, parse
from initiatives.selection import Selection, ask
from initiatives.snapshot import Snapshot

CANDIDATES = 20


@dataclass(frozen=True)
class Better:
    """A question that finds something: its text, its address and how many it finds."""

    text: str
    address: str
    count: int


def better(selection: Selection) -> Better | None:
    """The question with nearer words, if the one that was asked finds nothing and this one something."""
    text = selection.first("q")
    if selection.total or not text:
        return None
    unknown = [word for term in parse(text) if term.wanted for word in term.words]
    unknown = [word for word in unknown if not known(selection.snapshot, word)]
    near = {word: nearest(selection.snapshot, word) for word in unknown}
    if not near or None in near.values():
        return None
    text = TOKEN.sub(lambda token: near.get(fold(token.group()), token.group()), text)
    found = ask(selection.query(q=[text]), when=selection.moment)
    return Better(text, found.address(), found.total) if found.total else None


def known(snapshot: Snapshot, word: str) -> bool:
    """Whether readers can find anything by a word, or by how it begins."""
    return any(snapshot.with_term(Term((word,), prefix=prefix)) - snapshot.tombstones for prefix in (False, True))


def nearest(snapshot: Snapshot, word: str) -> str | None:
    """The word of the catalogue that takes the fewest slips of the hand to write instead."""
    slips = 1 if len(word) < 6 else 2
    lists = (words for corpus in corpora(snapshot) for words in corpus.near_in_length(word, slips))
    near = (process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None) for words in lists)
    found = {other: distance for rows in near for other, distance, _place in rows}
    ranked = sorted(found, key=lambda w: (found[w], w[0] != word[0], -frequency(snapshot, w), w))
    return next((near for near in ranked[:CANDIDATES] if known(snapshot, near)), None)


def frequency(snapshot: Snapshot, word: str) -> int:
    texts, names = (corpus.having(word) for corpus in corpora(snapshot))
    return len(texts & snapshot.everything) + len(names & snapshot.there)


def corpora(snapshot: Snapshot) -> tuple[Corpus, Corpus]:
    return snapshot.holdings.texts, snapshot.holdings.names
