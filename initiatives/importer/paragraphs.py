"""The text of a proposed entry: its statements as paragraphs with footnote markers as the catalogue writes them."""

import re
from collections.abc import Iterable

from countries.folding import fold
from initiatives.importer.narrative.markers import Marker
from initiatives.importer.narrative.statements import UNCITED, Statement

# So many words in a row that are the report's own are a quotation.
RUN = 8


def paragraphs(source: str, statements: list[Statement], markers: list[Marker], notes: dict[str, str]) -> str:
    """The statements of a draft, a paragraph a line; ``notes`` names the citations in brackets by their marks.

    A marker covers what stands before it in its paragraph, so that what no footnote covers has one of its own.
    """
    lines: list[str] = []
    before: Statement | None = None
    for n, one in enumerate(statements):
        later = {number for other in statements[n + 1 :] for number in other.own}
        text = marked(source, one, markers, notes) + "".join(
            f"[^{number}]" for number in one.footnotes if number not in {*one.own, *later}
        )
        if before is None or parted(source, before, one):
            lines.append(text)
        else:
            lines[-1] += f" {text}"
        before = one
    return "\n".join(lines)


def parted(source: str, before: Statement, one: Statement) -> bool:
    """Whether two statements stand in different paragraphs, or only one of them has a footnote."""
    return "\n" in source[before.end : one.start] or (UNCITED in before.flags) != (UNCITED in one.flags)


def marked(source: str, one: Statement, markers: list[Marker], notes: dict[str, str]) -> str:
    """A statement with its markers, and with a marker in place of a citation in brackets."""
    pieces, at = [], one.start
    for marker in (marker for marker in markers if one.start <= marker.start < one.end):
        pieces += [bare(source[at : marker.start]).rstrip(), f"[^{marker.number}]"]
        at = marker.end
        if source[at : at + 1].isalnum():
            pieces.append(" ")
    text = " ".join("".join([*pieces, bare(source[at : one.end])]).split())
    if one.cites and (mark := mark_of(one.cites, notes)):
        text = text.replace(" ".join(one.cites.split()), f"[^{mark}]", 1)
        text = re.sub(r"(?<=[.!?])(\s?\[\^[a-z0-9-]+\])\.$", r"\1", text)
    return re.sub(r" (?=\[\^[a-z0-9-]+\])", "", text)


def bare(text: str) -> str:
    """The report's words, in which nothing is taken for a marker of ours."""
    return text.replace("[^", "[")


def mark_of(citation: str, notes: dict[str, str]) -> str:
    return next((mark for mark, text in notes.items() if text == unbracketed(citation)), "")


def unbracketed(citation: str) -> str:
    """A citation without the brackets around it."""
    return " ".join(citation.split()).removeprefix("(").removesuffix(")").strip()


def runs(text: str) -> set[tuple[str, ...]]:
    words = fold(re.sub(r"\[\^[a-z0-9-]+\]", " ", text)).split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def quotes(text: str, statements: Iterable[str]) -> bool:
    """Whether a text has a run of the report's own words, rather than ours."""
    theirs = set().union(*(runs(statement) for statement in statements))
    return not runs(text).isdisjoint(theirs)
