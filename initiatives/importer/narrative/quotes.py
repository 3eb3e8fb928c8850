"""Titles in quotation marks, opened and closed by marks of any kind."""

import re
from typing import NamedTuple

from initiatives.importer.narrative.nouns import FORMS, NOUN, form_of


class Quoted(NamedTuple):
    """A title between quotation marks; ``form`` where a noun beside it says what it is the title of."""

    start: int
    end: int
    title: str
    form: str


DOUBLE = re.compile(r"[“„«\"‟»](?=\S)([^“”„«»\"‟\n]{2,180})[”“»«\"‟]")
SINGLE = re.compile(r"(?<!\w)[‘'‚](?=[\wÀ-Þ])((?:[^‘'’\n]|['’](?=\w)){2,150})[’'](?!\w)")
OF_MANY = (
    r"(?: of (?:[\w-]+ )?(?:municipalities|cities|towns|regions|communes|volunteers|schools|universities|organisations|"
    r"associations|companies|women|refugees|migrants))?"
)
BEFORE = re.compile(
    rf"(?:{'|'.join(FORMS.values())}){OF_MANY},?(?: called| named| entitled| titled| known as| under the (?:title|name|"
    rf"motto)| dubbed)?[\s,:(]*$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"(?:\s?,?\s*(?:[a-z-]+\s+){{0,2}}?|,\s(?:a|an|the)\s(?:[\w-]+\s){{0,4}}?)(?:{'|'.join(FORMS.values())})\b",
    re.IGNORECASE,
)
# The name of a body, rather than of what it did.
OF_A_BODY = re.compile(
    r"(?:\b(?:by|with|and|of|from) (?:the )?(?:[A-Z][\w-]+ ){0,3}(?:Centre|Initiative)|\b(?:NGOs?|"
    r"[Aa]ssociation|[Ff]oundation|"
    r"[Oo]rgani[sz]ation|[Cc]harity|[Cc]ooperative|[Ss]ociety|[Cc]ompany|[Ff]ederation|Institute)) [“\"„«‘']?$"
)
NAMED = re.compile(
    r"\b(?:called|named|entitled|titled|known as|dubbed|under the (?:title|name|motto)|"
    r"title)[\s,:]*$"
)


def quoted(text: str) -> list[Quoted]:
    """The titles of a text in their order: what is quoted as somebody's words is none."""
    found = [*DOUBLE.finditer(text)]
    taken = [match.span() for match in found]
    found += [m for m in SINGLE.finditer(text) if not any(a <= m.start() < b for a, b in taken)]
    titles = [title(text, match) for match in sorted(found, key=lambda match: match.start())]
    return [one for one in titles if one is not None]


def title(text: str, match: re.Match) -> Quoted | None:
    words = match[1].strip(" ,.;\u00a0")
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    if OF_A_BODY.search(before):
        return None
    form = beside(before, after)
    named = bool(form or NAMED.search(before))
    if not words or len(words.split()) > 22 or (not named and not words[:1].isupper()):
        return None
    return Quoted(match.start(), match.end(), words, form)


def beside(before: str, after: str) -> str:
    """The form told by a noun directly before a quoted title, or directly behind it."""
    behind = AFTER.match(after)
    if behind:
        return form_of(list(NOUN.finditer(behind.group()))[-1])
    ahead = BEFORE.search(before)
    return form_of(list(NOUN.finditer(ahead.group()))[0]) if ahead and NOUN.search(ahead.group()) else ""
