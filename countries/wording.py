"""The words in which two texts differ: what was taken out, what was put in, what stayed."""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

# A footnote marker, a word with its hyphens and apostrophes, a run of space, or one other sign.
TOKEN = re.compile(r"\[\^[a-z0-9-]+\]|\w+(?:[-'’]\w+)*|\s+|[^\w\s]")
PARAGRAPH = re.compile(r".*\n+|.+")
WORD = re.compile(r"\w+(?:[-'’]\w+)*")

SAME, OUT, IN = "same", "out", "in"
# What stayed and lies too far from any change to be shown; and how many words around a change are.
LEFT_OUT, NEAR = "left out", 25
# A run of no more words between two longer changes reads worse than one change that holds it.
FEW_WORDS = 4
# Steps for one comparison of words, and for the coarser one of paragraphs where those do not suffice.
MOST_STEPS, COARSE_STEPS = 400_000, 20_000

type Tokens = list[str]
type Trace = list[list[int]]


class Piece(NamedTuple):
    """A stretch of text that is the same in both texts, was taken out of the first or put in by the second."""

    kind: str
    text: str


@dataclass
class Effort:
    """How many steps several comparisons may take together; when they are used up, whole paragraphs are told."""

    left: int = 2_000_000


def pieces(before: str, after: str, effort: Effort | None = None) -> list[Piece]:
    """Both texts in one: without what was put in it is ``before``, without what was taken out ``after``."""
    effort = effort or Effort()
    allowed = max(0, min(effort.left, MOST_STEPS))
    found, used = compare(TOKEN.findall(before), TOKEN.findall(after), allowed)
    effort.left -= used
    if found is None:
        found, _ = compare(PARAGRAPH.findall(before), PARAGRAPH.findall(after), COARSE_STEPS)
    return readable(found or [Piece(OUT, before), Piece(IN, after)])


def near_changes(found: list[Piece]) -> list[Piece]:
    """The pieces with what lies far from any change set apart, so that it need not be shown."""
    return [part for n, piece in enumerate(found) for part in parted(piece, first=n == 0, last=n == len(found) - 1)]


def parted(piece: Piece, *, first: bool, last: bool) -> list[Piece]:
    """A long piece that stayed as its beginning, what is left out, and its end."""
    words = list(WORD.finditer(piece.text))
    head, tail = 0 if first else NEAR, 0 if last else NEAR
    if piece.kind != SAME or len(words) <= head + tail + NEAR:
        return [piece]
    start = words[head - 1].end() if head else 0
    end = words[-tail].start() if tail else len(piece.text)
    cut = [(SAME, piece.text[:start]), (LEFT_OUT, piece.text[start:end]), (SAME, piece.text[end:])]
    return [Piece(*part) for part in cut if part[1]]


def compare(before: Tokens, after: Tokens, most: int) -> tuple[list[Piece] | None, int]:
    """The pieces, token by token, and the steps it took; no pieces where more than ``most`` were needed."""
    head = common(before, after)
    tail = common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    trace, used = shortest(old, new, most)
    if trace is None:
        return None, used
    ends = [Piece(SAME, "".join(before[:head]))], [Piece(SAME, "".join(before[len(before) - tail :]))]
    return [*ends[0], *walked(old, new, trace), *ends[1]], used


def common(one: Tokens, other: Tokens) -> int:
    """How many tokens the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shortest(old: Tokens, new: Tokens, most: int) -> tuple[Trace | None, int]:
    """The way from one to the other with the fewest tokens taken out and put in (Myers 1986).

    For each number of changes the furthest places in ``old``, by diagonal; none after ``most`` steps.
    """
    trace: Trace = []
    used = 0
    for changes in range(len(old) + len(new) + 1):
        furthest = []
        for place in range(changes + 1):
            start = stepped(trace[-1], place) if trace else 0
            x = slid(old, new, start, start - (2 * place - changes))
            used += 1 + x - start
            furthest.append(x)
            if x >= len(old) and x - (2 * place - changes) >= len(new):
                return [*trace, furthest], used
        trace.append(furthest)
        if used > most:
            break
    return None, used


def puts_in(last: list[int], place: int) -> bool:
    """Whether the best step to this diagonal puts a token in, rather than takes one out."""
    return place == 0 or (place < len(last) and last[place - 1] < last[place])


def stepped(last: list[int], place: int) -> int:
    return last[place] if puts_in(last, place) else last[place - 1] + 1


def slid(old: Tokens, new: Tokens, x: int, y: int) -> int:
    """How far tokens are alike from here on."""
    while x < len(old) and y < len(new) and old[x] == new[y]:
        x, y = x + 1, y + 1
    return x


def walked(old: Tokens, new: Tokens, trace: Trace) -> list[Piece]:
    """The steps of the way, from the first to the last."""
    found: list[Piece] = []
    x, y = len(old), len(new)
    for changes in range(len(trace) - 1, 0, -1):
        last, place = trace[changes - 1], (x - y + changes) // 2
        start = stepped(last, place)
        found.append(Piece(SAME, "".join(old[start:x])))
        x, y = start, start - (2 * place - changes)
        if puts_in(last, place):
            y -= 1
            found.append(Piece(IN, new[y]))
        else:
            x -= 1
            found.append(Piece(OUT, old[x]))
    return [Piece(SAME, "".join(old[:x])), *found[::-1]]


# ── from steps to what a person reads ────────────────────────────────────────────────────────────────────────


@dataclass
class Turn:
    """What stayed, and the change that follows it."""

    same: str = ""
    out: str = ""
    put_in: str = ""

    @property
    def longer(self) -> int:
        return max(len(self.out), len(self.put_in))


def readable(found: list[Piece]) -> list[Piece]:
    """The same pieces with a change told in one where only scraps between two changes stayed."""
    turns: list[Turn] = []
    for turn in turned(found):
        turns.append(turn)
        while len(turns) > 1 and scrap(turns[-2], turns[-1]):
            last = turns.pop()
            turns[-1].out += last.same + last.out
            turns[-1].put_in += last.same + last.put_in
    rows = ((SAME, turn.same, OUT, turn.out, IN, turn.put_in) for turn in turns)
    told = [Piece(*row[start : start + 2]) for row in rows for start in (0, 2, 4)]
    return [piece for piece in told if piece.text]


def turned(found: list[Piece]) -> list[Turn]:
    turns = [Turn()]
    for kind, text in found:
        if kind == SAME and text and turns[-1].longer:
            turns.append(Turn())
        if kind == SAME:
            turns[-1].same += text
        elif kind == OUT:
            turns[-1].out += text
        else:
            turns[-1].put_in += text
    return turns


def scrap(before: Turn, after: Turn) -> bool:
    """Whether what stayed between two changes is shorter than either, and no phrase."""
    between, words = after.same, len(WORD.findall(after.same))
    # Words between what was only put in, or only taken out, are better left in sight.
    replaced = (before.out or after.out) and (before.put_in or after.put_in)
    short = len(between) <= min(before.longer, after.longer) and words < FEW_WORDS
    return bool(after.longer and short and (replaced or not words))
