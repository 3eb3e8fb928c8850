"""A narrative section read from beginning to end: text in, drafts, markers, gaps, context and warnings out."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from initiatives.importer.narrative.actors import Actor
from initiatives.importer.narrative.blocks import (
    CHROME,
    HEADING,
    ITEM,
    NOTE,
    NOTE_LINE,
    PARAGRAPH,
    RANGE,
    Block,
    blocks,
    note_number,
)
from initiatives.importer.narrative.citations import citations_within
from initiatives.importer.narrative.drafts import Draft, draft
from initiatives.importer.narrative.markers import Marker, Numbering, candidates, footer_range, numbering
from initiatives.importer.narrative.matching import Known, matched
from initiatives.importer.narrative.passages import passages
from initiatives.importer.narrative.places import countries
from initiatives.importer.narrative.statements import TRUNCATED, UNCITED, Statement
from initiatives.importer.narrative.turning import Passage

EXPLAINED = re.compile(r"\[(\d{1,4})[:.] ([^\]\[\n]{2,400})\]")
LONGEST = 300_000  # characters
TEXT = {HEADING, PARAGRAPH, ITEM}


class UnreadableError(ValueError):
    """One sentence that says what is wrong with the text and what to do."""


@dataclass(frozen=True)
class Reading:
    """What a section says, before any database. ``apart`` are statements that are context only, ``citations`` the
    texts of its notes by their numbers."""

    numbering: Numbering
    drafts: list[Draft]
    apart: list[Statement]
    citations: dict[int, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def markers(self) -> list[int]:
        return [marker.number for marker in self.numbering.markers]

    @property
    def context(self) -> list[str]:
        return [one.text for one in self.apart]


def read(text: str, *, year: int | None = None, known: Known | None = None) -> Reading:
    """The section as drafts of the year it covers; ``known`` is what the catalogue holds. Raises UnreadableError."""
    if len(text) > LONGEST:
        raise UnreadableError(
            f"The text has {len(text)} characters; at most {LONGEST} are read. Split it into sections."
        )
    possible = candidates(text)
    found = blocks(text, {one.number for one in possible})
    citations = notes(found) | {int(match[1]): " ".join(match[2].split()) for match in EXPLAINED.finditer(text)}
    bounds = next((footer_range(block.text) for block in found if block.kind == RANGE), None)
    glued = citations_within(text)
    body = [one for one in possible if any_holds(found, one.start) and not any_within(glued, one.start)]
    numbers = numbering(body, bounds, set(citations))
    told, context = passages(text, found, sorted([*numbers.markers, *glued], key=lambda marker: marker.start))
    drafts = drafted(told, found, year, citations)
    if known is not None:
        drafts = [matched(one, known.matcher) for one in drafts]
    warnings = [*numbers.warnings, *flags(drafts), *inferred(drafts)]
    return Reading(numbers, drafts, context, citations, warnings)


def any_holds(found: list[Block], at: int) -> bool:
    """Whether a place lies in a block whose words count; the blocks are in order."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(found) and found[low].start <= at and found[low].kind in TEXT


def any_within(glued: list[Marker], at: int) -> bool:
    before = bisect_right(glued, at, key=lambda marker: marker.start) - 1
    return before >= 0 and at < glued[before].end


def notes(found: list[Block]) -> dict[int, str]:
    """The notes at the end of a text by their numbers."""
    numbered = [(note_number(block.text), block.text) for block in found if block.kind == NOTE]
    return {number: " ".join(NOTE_LINE.match(text)[5].split()) for number, text in numbered if number is not None}


def drafted(told: list[Passage], found: list[Block], year: int | None, citations: dict[int, str]) -> list[Draft]:
    made: dict[int, Draft] = {}
    only = only_country(told, found)
    spoken: list[Actor] = []
    for passage in told:
        before = made.get(id(passage.before)) if passage.before else None
        if only and not passage.heading and (before is None or not before.countries):
            passage.heading, passage.heading_words = only, "the only country of the section"
        made[id(passage)] = one = draft(passage, before, year, citations, spoken)
        spoken += [actor for actor in one.actors if not actor.inferred and actor.words[:1].isupper()]
    return list(made.values())


def only_country(told: list[Passage], found: list[Block]) -> list[str]:
    """The country of a section that names hardly any other, in its passages or above them."""
    named = [codes for passage in told if (codes := countries(passage.text))]
    above = [codes for block in found[:6] if block.kind in {HEADING, CHROME} and (codes := countries(block.text))]
    counted = Counter(codes[0] for codes in [*named, *above] if len(codes) == 1)
    if not counted:
        return []
    code, times = counted.most_common(1)[0]
    others = sum(code not in codes for codes in [*named, *above])
    second = max((other for name, other in counted.items() if name != code), default=0)
    most = others * 2 <= times or (times > 2 and second * 2 <= times and others <= times)
    headings = {passage.heading_words for passage in told if passage.heading}
    return [code] if times > 1 and most and len(headings) < 2 else []


def flags(drafts: list[Draft]) -> list[str]:
    """A sentence for each statement that is not as it should be."""
    said = {UNCITED: "No footnote covers", TRUNCATED: "The text breaks off after"}
    return [
        f"{said[flag]}: “{shown(one.text, last=flag == TRUNCATED)}”"
        for draft in drafts for one in draft.statements for flag in one.flags if flag in said
    ]  # fmt: skip


def inferred(drafts: list[Draft]) -> list[str]:
    return [
        f"“{one.title}” names no country of its own."
        for one in drafts
        if one.because.get("countries", "").startswith("taken")
    ]


def shown(text: str, *, last: bool) -> str:
    words = re.sub(r"\s+", " ", text)
    if len(words) <= 80:
        return words
    return f"…{words[-80:]}" if last else f"{words[:80]}…"
