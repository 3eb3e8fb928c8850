"""Citations that a page puts into the running text, where it shows them on a click: “in Greece.Ministry of Migration.
(2022, January 15). National Strategy. https://…”."""

import re

from initiatives.importer.narrative.markers import Marker

MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(rf"\((?:19|20)\d\d[a-z]?(?:, {MONTHS}(?: \d{{1,2}}[^)\w]?)?)?\)\.")
ADDRESS = re.compile(r"https?://[^\s;]+")
# The author stands before the date: from where a sentence, a word or the citation before it ends.
AUTHOR = re.compile(
    r"(?:(?<=[.,;:)”\"’a-z…])|^)(?:See (?:also|for example|"
    r"for instance)[:,]? )?[A-ZÀ-ÞΑ-ΩА-Я][^.\n]{1,200}\.\s$"
)
BETWEEN = re.compile(r"[ ;,]*")
# “(Ministry of Migration, 2022, January 15)”
INLINE = re.compile(
    r"\((?:see )?(?:[A-ZÀ-Þ][^()]{2,120}?,? (?:19|20)\d\d[a-z]?(?:[;,] [^()]{3,120})?|[^()]*https?://[^()\s]+)\)"
)
# What stands behind the end of a sentence belongs to it: such brackets, or an address that lost its words.
BEHIND = re.compile(rf"(?<=[a-zß-ÿ)”\"’»][.!?…])(?:[ \u00a0]{{0,2}}{INLINE.pattern}|https?://[^\s;]+)")
LONGEST = 500  # characters of one citation
WITHIN = 220  # of them before the date


def citations_within(text: str) -> list[Marker]:
    """The stretches of a text that are citations, in their order, as markers without a number."""
    found: list[Marker] = []
    for date in DATE.finditer(text):
        before = BETWEEN.match(text, found[-1].end).end() if found else 0
        author = AUTHOR.search(text[max(before, date.start() - WITHIN) : max(before, date.start())])
        address = ADDRESS.search(text, date.end(), date.end() + LONGEST)
        if author is None or address is None or "\n" in text[date.end() : address.start()]:
            continue
        start = max(before, date.start() - WITHIN) + author.start()
        if found and not text[before:start].strip(" ;,"):
            found[-1] = Marker(0, found[-1].start, address.end())
        else:
            found.append(Marker(0, start, address.end()))
    return with_those_behind(text, found)


def with_those_behind(text: str, found: list[Marker]) -> list[Marker]:
    """The citations with those that stand alone behind the end of a sentence."""
    behind = [Marker(0, match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
              for match in BEHIND.finditer(text)]  # fmt: skip
    alone = [one for one in behind if not any(other.start <= one.start < other.end for other in found)]
    return sorted([*found, *alone], key=lambda marker: marker.start)
