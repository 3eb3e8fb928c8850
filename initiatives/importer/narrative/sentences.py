"""Sentences of a paragraph, with the markers that close them."""

import re

from initiatives.importer.narrative.markers import Marker, within

ABBREVIATIONS = (
    "e.g", "i.e", "etc", "cf", "vs", "al", "ca", "approx", "incl", "resp", "no", "nos", "nr", "art", "arts", "para",
    "paras",
    "sec", "st", "mr", "mrs", "ms", "dr", "prof", "hon", "p", "pp", "vol", "ch", "fig", "u.k", "u.s", "u.n", "ed",
    "eds",
    "bn", "min", "max", "dept", "gov", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
    "dec",
    "bzw", "z.b", "usw", "inh", "tel", "est",
)  # fmt: skip
SHORT = re.compile(
    rf"(?:\b(?:{'|'.join(re.escape(one) for one in ABBREVIATIONS)})|\b[A-Z](?:\.[A-Z])*|\b(?-i:[IVX]{{2,5}}))$",
    re.IGNORECASE,
)
END = re.compile(r"[.!?…]+[)”\"’'»\]]*")
LONGEST_NUMBER = 12  # characters of a marker that holds no words
QUOTED = re.compile(r"[“„«\"‟](?=\S)[^“”„«»\"\n]{2,200}[”“»«\"‟]")
STARTS = re.compile(r"[\s\u00a0]*[(“„«\"‘'\[]*[A-ZÀ-ÞΑ-ΩА-Я0-9•]")
SPACES = re.compile(r"[\s\u00a0]*")
# A full stop that lost the space behind it: “integration.In Portugal”.
LOST = re.compile(r"[A-Z][a-zà-ÿ]*[ ,]")


def sentences(text: str, start: int, end: int, markers: list[Marker]) -> list[tuple[int, int]]:
    """The sentences between two places of a text, as offsets; markers behind a full stop belong before it ends."""
    here = within(markers, start, end)
    held = [match.span() for match in QUOTED.finditer(text, start, end)]
    held += [(marker.start - 1, marker.end + 1) for marker in here if is_citation(marker)]
    found, begin, at = [], start, start
    while match := END.search(text, at, end):
        at = past_markers(text, match.end(), end, here)
        if ends(text, match, at, end, here, held):
            found.append((begin, at))
            begin = at = SPACES.match(text, at, end).end()
    return [*found, (begin, end)] if text[begin:end].strip() else found


def is_citation(marker: Marker) -> bool:
    """Whether a marker is a whole citation in the text, in which sentences may end."""
    return not marker.number or marker.end - marker.start > LONGEST_NUMBER


def past_markers(text: str, at: int, end: int, markers: list[Marker]) -> int:
    """Where the markers that follow a place end."""
    while True:
        after = SPACES.match(text, at, end).end()
        behind = within(markers, at, after + 1)
        if not behind:
            return at
        at = behind[-1].end
        if text[at : at + 1] == "," and within(markers, at + 1, at + 2):
            at += 1


def ends(text: str, match: re.Match, at: int, end: int, markers: list[Marker], held: list[tuple[int, int]]) -> bool:
    if any(
        match.start() > marker.start and match.end() <= marker.end
        for marker in within(markers, match.start() - 12, match.end())
    ):
        return False
    if any(first < match.start() and match.end() < last for first, last in held):
        return False
    if at >= end:
        return True
    spaced = SPACES.match(text, at, end).end() > at
    after_marker = at > match.end()
    if not spaced and not after_marker and not lost_space(text, match, at):
        return False
    if not STARTS.match(text, at, end):
        return False
    return after_marker or match.group() != "." or not SHORT.search(text[max(0, match.start() - 12) : match.start()])


def lost_space(text: str, match: re.Match, at: int) -> bool:
    """Whether two sentences meet without a space, which an address or an abbreviation also looks like."""
    before = text[max(0, match.start() - 3) : match.start()]
    return before.isalpha() and before.islower() and LOST.match(text, at) is not None
