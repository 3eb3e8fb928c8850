"""Statements: the sentences of a section, or their halves, with the footnotes that cover them."""

import re
from dataclasses import dataclass, replace

from initiatives.importer.narrative.blocks import BULLET, ITEM, Block
from initiatives.importer.narrative.citations import INLINE
from initiatives.importer.narrative.markers import Marker, within
from initiatives.importer.narrative.places import countries
from initiatives.importer.narrative.sentences import sentences
from initiatives.importer.narrative.verbs import verbs

UNCITED, TRUNCATED = "uncited", "source-truncated"


@dataclass(frozen=True)
class Statement:
    """A stretch of the text as given, from ``start`` to ``end``, with the footnotes that cover it.

    ``own`` are the numbers that stand in it; ``footnotes`` also those carried back from a statement behind it.
    ``cites`` is a source named in brackets, ``plain`` the text with its markers blanked.
    """

    text: str
    start: int
    end: int
    own: tuple[int, ...] = ()
    footnotes: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()
    cites: str = ""
    plain: str = ""


# “18.3 Styria introduced”: a paragraph with a number of its own.
NUMBERED = re.compile(
    r"(?:§ ?)?\d{1,3}(?:\.\d{1,3}){1,4}\.?[\s\u00a0]+(?=[A-Z“\"])|[(]?\d{1,3}[).][\s\u00a0]+(?=[A-Z“\"])"
)
# “Action 48: The association …”, “Answer: …”: a label says which part of a list this is.
LABEL = re.compile(
    r"(?:(?:Action|Measure|Objective|Goal|Priority|Recommendation|Commitment|Activity|Task|Pillar|Step|Target|Example|"
    r"Case|Practice|Indicator|Point|Item|Question|Answer|Reply|Q|A|Project|Field|Theme|Area)"
    r"(?:\s(?:no\.?\s)?[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)?(?:\s\([^()\n]{1,40}\))?:|"
    r"(?:Action|Measure|Objective|Priority|Recommendation|Commitment|Activity|Task)\s[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}"
    r"\s?[.–—-])[\s\u00a0]+(?=[A-ZÀ-Þ“\"])"
)
MOST_CUTS = 12  # in one sentence
CUT = re.compile(r";\s|,\s(?:while|whereas|but|and)\s(?:in\s)?(?=(?:the\s)?[A-Z])|,\s(?:while|whereas)\s")
ENDED = re.compile(r"[.!?…:][)”\"’'»\]\s\u00a0]*$")


# A word that a line cut in two. A hyphen of its own stays: “one-\nstop”.
WRAPPED = re.compile(r"(?<![a-zß-ÿ])(?P<first>[a-zß-ÿ]{2,30})-[ \t]*\r?\n[ \t]*(?P<second>[a-zß-ÿ]{2,30})")
COMPOUND = re.compile(
    r"(?:clearing|one|two|three|co|follow|long|well|non|multi|inter|self|newly|re|pre|post|cross|short|full|"
    r"part|start|peer|"
    r"work|decision|country|third|socio|school|city|community|labour|refugee|migrant|foreign|high|low|so|mid)$"
)


def unhyphenated(match: re.Match) -> str:
    """The word in one, with spaces behind it so that what follows stays in its place."""
    hyphen = "-" if COMPOUND.match(match["first"]) else ""
    return (match["first"] + hyphen + match["second"]).ljust(len(match.group()))


def plain(text: str, markers: list[Marker]) -> str:
    """The text with markers and unusual spaces blanked, every character in its place."""
    text = WRAPPED.sub(unhyphenated, text)
    letters = list(re.sub(r"[\u00a0\u2009\u200a\u202f\t\n\r\v\f]", " ", text))
    for marker in markers:
        letters[marker.start : marker.end] = " " * (marker.end - marker.start)
    return "".join(letters)


def statements(text: str, block: Block, markers: list[Marker]) -> list[Statement]:
    """The statements of a block, not yet told which footnotes are carried back over them."""
    here = within(markers, block.start, block.end)
    readable = plain(
        text[block.start : block.end], [Marker(m.number, m.start - block.start, m.end - block.start) for m in here]
    )
    found = []
    bullet = BULLET.match(block.text) if block.kind == ITEM else NUMBERED.match(block.text)
    begin = block.start + (bullet.end() if bullet else 0)
    if label := LABEL.match(text, begin, block.end):
        begin = label.end()
    for start, end in sentences(text, begin, block.end, here):
        for first, last in halves(text, readable, start, end, here, block.start):
            words = readable[first - block.start : last - block.start]
            found.append(statement(text, first, last, here, words))
    if found and truncated(text, block, found[-1]):
        found[-1] = replace(found[-1], flags=(TRUNCATED,))
    return found


def statement(text: str, start: int, end: int, markers: list[Marker], words: str) -> Statement:
    here = within(markers, start, end)
    own = tuple(dict.fromkeys(marker.number for marker in here if marker.number))
    inline = INLINE.search(text, start, end)
    glued = " ".join(text[marker.start : marker.end] for marker in here if not marker.number)
    words = INLINE.sub(lambda match: " " * len(match.group()), words)
    return Statement(text[start:end], start, end, own, cites=inline.group() if inline else glued, plain=words)


def truncated(text: str, block: Block, last: Statement) -> bool:
    """Whether a paragraph breaks off: no full stop, no marker at its end, and not an item or a heading."""
    whole = (
        ENDED.search(last.text)
        or last.text.endswith(last.cites or " ")
        or (last.own and re.search(r"[\d⁰¹²³⁴-⁹\])]\W*$", last.text))
    )
    return block.kind == "paragraph" and not whole and (len(last.text) > 60 or OPEN.search(last.text) is not None)


OPEN = re.compile(r"\w\s(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|that|the|their|to|which|who|with)\s*$")


def halves(text: str, readable: str, start: int, end: int, markers: list[Marker], offset: int) -> list[tuple[int, int]]:
    """A sentence cut where it goes on in another country: at a marker within it, a semicolon or a “while”."""
    several = len(countries(readable[start - offset : end - offset])) > 1
    cuts = [marker.end for marker in within(markers, start, end) if marker.end < end - 12][:MOST_CUTS]
    cuts += (
        [] if not several else [match.end() + offset for match in CUT.finditer(readable, start - offset, end - offset)]
    )
    if not several:
        cuts += [match.start() + offset for match in ALSO.finditer(readable, start - offset, end - offset)][:MOST_CUTS]
    bounds = [start]
    for cut in sorted(set(cuts)):
        left, right = readable[bounds[-1] - offset : cut - offset], readable[cut - offset : end - offset]
        if elsewhere(left, right) if several else another(left, right):
            bounds.append(cut)
    return [trimmed(text, first, last) for first, last in zip(bounds, [*bounds[1:], end], strict=True)]


# “…, and the Office put out a call”: somebody else does something else in the same sentence.
ALSO = re.compile(r",\s(?:and|while|whereas)\s(?:the\s)?(?=[A-ZÀ-Þ])")
NEXT = re.compile(r"[,;]?\s*(?:and|while|whereas|but)\s(?:the\s|an?\s)?[A-ZÀ-Þ]")


def another(left: str, right: str) -> bool:
    """Whether what follows a marker within a sentence is what somebody else did."""
    return NEXT.match(right) is not None and all(
        any(verb.status != "ongoing" for verb in verbs(part)) for part in (left, right)
    )


def elsewhere(left: str, right: str) -> bool:
    """Whether both halves say what happened, each in a country of its own."""
    here, there = countries(left), countries(right[:100])
    return bool(here and there and not set(here) & set(there) and verbs(left) and verbs(right))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \u00a0,;\n\t":
        start += 1
    while end > start and text[end - 1] in " \u00a0\n\t":
        end -= 1
    return start, end
