"""Footnote markers in a running text: which of its numbers are markers, by their form and their rising order."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Marker(NamedTuple):
    """A footnote number at its place in the text."""

    number: int
    start: int
    end: int


class Candidate(NamedTuple):
    """A number that may be a marker: its style, and how likely that alone makes it."""

    number: int
    start: int
    end: int
    style: str
    weight: float


@dataclass(frozen=True)
class Numbering:
    """The markers of a text in order, the numbers that should be there too, and what looks wrong."""

    markers: tuple[Marker, ...]
    gaps: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SPACE = r"[ \t\u00a0\u2009\u200a\u202f]"
YEAR = r"(?:19[5-9]|20[0-4])\d"
# What may follow a marker: the end, a space, a closing sign, or a capital that lost its space.
AFTER = r"(?=$|[\s\u00a0]|[.,;:)\]”\"»–—]|[A-ZÀ-Þ“\"„])"

STYLES = {
    "explicit": (re.compile(r"\[\^(\d{1,4})\]"), 2.0),
    "bracket": (re.compile(r"(?<=\S)[ \u00a0]?\[(\d{1,4}(?: ?[,;–-] ?\d{1,4}){0,5})\]"), 2.0),
    # in 2025[1502: Danish Immigration Service, 2024]
    "explained": (re.compile(r"(?<=\S)[ \u00a0]?\[(\d{1,4})[:.] [^\]\[\n]{2,400}\]"), 2.0),
    "superscript": (re.compile(r"(?<!\bm)(?<!\bkm)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[,˒‚⁻ ]{1,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,5})"), 2.0),
    "parenthesis": (re.compile(r"(?<=[^\s(\[])[ \u00a0]?\((\d{1,4})\)(?=[.,;]?(?:\s|$|[A-Z]))"), 0.8),
}
# Plain digits: the number stands in the group “n”.
PLAIN = (
    # projects.1164   4.9).1173   society”.1174
    (re.compile(rf"(?<![\d.,][.,])(?<=[^\s\d(\[\w/@=&?#–—−-])(?<![$€£])(?P<n>[1-9]\d{{0,3}}){AFTER}"), 1.0),
    # Agenda. 1169      (a space or two before it, the end of the line or a capital after it)
    (re.compile(
        rf"(?<=[.!?)”\"»’]){SPACE}{{1,3}}(?P<n>[1-9]\d{{0,3}})(?=\s*$|{SPACE}*\n|"
        rf"\s+[A-ZÀ-Þ“\"])", re.MULTILINE), 0.5),
    # March 20211175   2020-2022.1167   2022,894and
    (re.compile(rf"(?<!\d){YEAR}(?:/\d\d)?[.,;:)]?[)”\"]?(?P<n>[1-9]\d{{0,3}})(?=$|\D)"), 0.8),
    # 13,500.2050 The    after a number, its place in the order tells
    (re.compile(r"(?<=\d\.)(?P<n>[1-9]\d{0,3})(?=[ \t\u00a0\r]*$|[ \t\u00a0\r\n]+[A-ZÀ-Þ“\"])", re.MULTILINE), 0.1),
    # EUR 2,022,8941166 and    a number in thousands, and its place in the order
    (re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?P<n>[1-9]\d{1,3})(?=[\s.,;)]|$)"), 0.1),
    # integration12 and
    (re.compile(rf"(?<=[a-zß-ÿ]{{3}})(?P<n>[1-9]\d{{0,3}}){AFTER}"), 0.5),
    # AMIF12 and    COVID-191175
    (re.compile(rf"(?:\bCOVID-19|(?<=[A-Z]{{4}}))(?P<n>[1-9]\d{{0,3}}){AFTER}"), 0.2),
    # integration 12.    a number that only its place in the order can tell
    (re.compile(r"(?<=[a-zß-ÿ]{3})\u00a0(?P<n>[1-9]\d{0,3})(?=[.,;]|$|\s)"), 0.3),
)  # fmt: skip
NAMES_WITH_DIGITS = re.compile(
    r"\b(?:COVID-?19|H2020|Horizon 2020|EU-?(?:27|28)|G20|G7|V4|C40|U4U|Mi4A|R4V)(?!\d)", re.IGNORECASE
)
# What a number of its own looks like: 20,000   2.5   12.03.2021   4.14.3   10:30
NUMBER = re.compile(
    rf"(?<![\d.,])(?!{YEAR}[.,])\d{{1,3}}(?:(?:,\d{{3}})+|(?:\.\d{{3}})+|(?:[\u00a0\u202f]\d{{3}})+)(?!\d)|\b\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}\b|"
    r"(?<!\d)\d{1,2}(?:\.\d{1,2}){2,4}(?!\d)|\b\d{1,2}[:.]\d{2}(?= ?(?:h|a\.m|p\.m|am\b|pm\b|Uhr))|"
    r"(?<![\d.])\d{1,3}[.,]\d{1,2}(?= ?(?:%|per cent|percent|million|billion|bn\b|m\b|years|times|points))|"
    r"https?://\S+|www\.\S+|\b\d{4}/\d{1,4}(?:/\w+)?\b"
)
# budget.310,311 and
IN_A_ROW = re.compile(rf"(?<=[a-z.)”\"’])[1-9]\d{{0,3}}(?:, ?[1-9]\d{{0,3}}){{1,4}}{AFTER}")
RANGE = re.compile(r"^\D{0,40}?(\d{1,4})\s*[-–—]\s*(\d{1,4})\W*$")

# “(1) advice, (2) training”: a number that counts what follows it.
ENUMERATES = re.compile(r"(?:[:,;]|\b(?:in|of|and|or|to|for|with|are|include|is))\s*$")

LOOK_BACK = 40  # candidates
MOST_GAPS = 30  # in a row; a wider jump is told in words
CERTAIN = ("explicit", "bracket", "explained", "superscript")
SURE = 0.9


def within(markers: list[Marker], start: int, end: int) -> list[Marker]:
    """The markers that begin between two places; all are in the order of their places."""
    first = bisect_left(markers, start, key=lambda marker: marker.start)
    return markers[first : bisect_left(markers, end, key=lambda marker: marker.start)]


def candidates(text: str) -> list[Candidate]:
    """Every number in the text that has the form of a marker, in their order."""
    found = [one for style in STYLES for one in styled(text, style)]
    taken = [(m.start(), m.end()) for pattern in (NUMBER, NAMES_WITH_DIGITS) for m in pattern.finditer(text)]
    covered = {at for start, end in taken for at in range(start, end)}
    for match in IN_A_ROW.finditer(text):
        numbers = [*re.finditer(r"\d+", match.group())]
        if all(int(other.group()) == int(one.group()) + 1 for one, other in pairwise(numbers)):
            found += [
                Candidate(int(one.group()), match.start() + one.start(), match.start() + one.end(), "plain", 1.0)
                for one in numbers
            ]
    best: dict[tuple[int, int], Candidate] = {}
    for pattern, weight in PLAIN:
        for match in pattern.finditer(text):
            start, end = match.span("n")
            if start not in covered:
                best.setdefault((start, end), Candidate(int(match["n"]), start, end, "plain", weight))
    return sorted([*found, *best.values()], key=lambda one: (one.start, one.end))


def styled(text: str, style: str) -> list[Candidate]:
    """The candidates of one style; one bracket may hold several numbers."""
    pattern, weight = STYLES[style]
    found = []
    for match in pattern.finditer(text):
        numbers = listed(match[1].translate(SUPERSCRIPT))
        if style != "explicit" and any(1950 <= number <= 2049 for number in numbers) or not all(numbers):
            continue
        if style == "parenthesis" and ENUMERATES.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        start = match.end() - len(match.group().lstrip())
        found += [Candidate(number, start, match.end(), style, weight) for number in numbers]
    return found


def listed(words: str) -> list[int]:
    """“3, 5-7” as 3, 5, 6, 7."""
    parts = re.split(r"\s*[,;˒‚]\s*|\s+", words.replace("–", "-").replace("⁻", "-").strip())
    numbers = []
    for part in parts:
        first, _, last = part.partition("-")
        low, high = int(first or 0), int(last or first or 0)
        numbers += range(low, high + 1) if low <= high < low + 20 else [low, high]
    return numbers


def footer_range(line: str) -> tuple[int, int] | None:
    """The first and last number of a line such as “1163-1178”."""
    match = RANGE.match(line.strip())
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    words = re.sub(r"[\W\d_]", "", line)
    if not low < high < low + 600 or len(words) > 20:
        return None
    return low, high


def numbering(found: list[Candidate], bounds: tuple[int, int] | None, noted: set[int]) -> Numbering:
    """The markers among the candidates, by their style and order; ``noted`` are the numbers that notes have."""
    certain = [one for one in found if one.style in CERTAIN]
    if bounds:
        found = [one for one in found if bounds[0] <= one.number <= bounds[1]]
    chain = rising([one for one in found if one.style == "plain"], noted)
    bracketed = rising([one for one in found if one.style == "parenthesis"], noted)
    chosen = max([certain, chain, bracketed], key=lambda some: total(some, noted))
    if chosen is chain:
        chosen = [] if is_lone_year(chain, bounds, noted) else mended(chain, found)
    markers = tuple(Marker(one.number, one.start, one.end) for one in chosen)
    return checked(markers, bounds)


def is_lone_year(chain: list[Candidate], bounds: tuple[int, int] | None, noted: set[int]) -> bool:
    """Whether all that looks like a marker is one number, which is a year: a text without notes names years too."""
    return len(chain) == 1 and bounds is None and chain[0].number not in noted and 1950 <= chain[0].number <= 2049


def total(some: list[Candidate], noted: set[int]) -> float:
    weight = sum(one.weight + (one.number in noted) for one in some)
    order = sum(0.3 for one, other in pairwise(some) if other.number == one.number + 1)
    return weight + order if weight + order >= SURE else 0


def step(one: Candidate, other: Candidate) -> float | None:
    """What it is worth that the second follows the first."""
    gap = other.number - one.number
    if gap <= 0 or other.start < one.end:
        return None
    if gap == 1:
        return 0.4
    return -0.15 * (gap - 1) if gap <= 6 else -0.8 - 0.03 * min(gap, 60)


def rising(found: list[Candidate], noted: set[int]) -> list[Candidate]:
    """The likeliest run of rising numbers."""
    best: list[tuple[float, int]] = []
    for n, one in enumerate(found):
        own = one.weight + (0.6 if one.number in noted else 0)
        reached = (own, -1)
        for earlier in range(max(0, n - LOOK_BACK), n):
            worth = step(found[earlier], one)
            if worth is not None:
                reached = max(reached, (best[earlier][0] + own + worth, earlier))
        best.append(reached)
    if not best:
        return []
    at = max(range(len(best)), key=lambda n: best[n][0])
    chain = []
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1] if total(chain, noted) else []


def mended(chain: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """The run with single missing numbers put back, where exactly one candidate has the number in the right place."""
    whole = chain[:1]
    for one, other in pairwise(chain):
        between = [c for c in found if one.end <= c.start and c.end <= other.start and c.style == "plain"]
        for number in range(one.number + 1, min(other.number, one.number + 4)):
            fitting = [c for c in between if c.number == number and c.start >= whole[-1].end]
            whole += fitting if len(fitting) == 1 else []
        whole.append(other)
    return whole


def checked(markers: tuple[Marker, ...], bounds: tuple[int, int] | None) -> Numbering:
    """What the footer's range and the rising order say of the markers that were found."""
    warnings = []
    numbers = [marker.number for marker in markers]
    ordered = sorted({*numbers, *((bounds[0] - 1, bounds[1] + 1) if bounds else ())})
    gaps = []
    for low, high in pairwise(ordered):
        if high - low - 1 > MOST_GAPS:
            warnings.append(f"The footnotes jump from {low} to {high}.")
        else:
            gaps += range(low + 1, high)
    for one, other in pairwise(numbers):
        if other <= one:
            warnings.append(f"Footnote {other} follows footnote {one}: the numbers do not rise.")
    if gaps:
        warnings.append(f"Footnotes without a marker in the text: {', '.join(map(str, gaps))}.")
    return Numbering(markers, tuple(gaps), tuple(warnings))
