"""The text of a section cut where its statements, its context and its footnote markers begin and end."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

STATEMENT, CONTEXT, APART = "statement", "context", ""


@dataclass(frozen=True)
class Piece:
    """Some characters of a stretch: a footnote marker, or words."""

    text: str
    is_marker: bool = False


@dataclass(frozen=True)
class Stretch:
    """A run of the text of one kind; a statement knows what it belongs to (``of``) and what is odd about it."""

    kind: str
    start: int
    of: Any = None
    flags: tuple[str, ...] = ()
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """Where a statement or a sentence of context stands."""

    kind: str
    start: int
    end: int
    of: Any = None
    flags: tuple[str, ...] = ()


def stretches(source: str, spans: Iterable[Span], markers: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The whole text, every character once, in its order; where spans overlap, the one that begins first has it."""
    bounds, found, at = sorted(markers), [], 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start, end = max(span.start, at), min(span.end, len(source))
        if start >= end:
            continue
        if start > at:
            found.append(Stretch(APART, at, pieces=[*pieces(source, at, start, bounds)]))
        found.append(Stretch(span.kind, start, span.of, span.flags, [*pieces(source, start, end, bounds)]))
        at = end
    if at < len(source):
        found.append(Stretch(APART, at, pieces=[*pieces(source, at, len(source), bounds)]))
    return found


def pieces(source: str, start: int, end: int, markers: list[tuple[int, int]]) -> Iterator[Piece]:
    """The characters from start to end, markers apart."""
    at = start
    for first, last in markers[bisect_left(markers, (start, start)) :]:
        if first >= end:
            break
        if first < at or last > end:
            continue
        if first > at:
            yield Piece(source[at:first])
        yield Piece(source[first:last], is_marker=True)
        at = last
    if at < end:
        yield Piece(source[at:end])
