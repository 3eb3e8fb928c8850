"""Which statements belong to one initiative, in their order, and what is context only."""

import re
from dataclasses import replace

from initiatives.importer.narrative.blocks import HEADING, ITEM, PARAGRAPH, Block, bare
from initiatives.importer.narrative.context import RUN_IN, is_context
from initiatives.importer.narrative.markers import Marker
from initiatives.importer.narrative.places import countries, sole_place
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.statements import UNCITED, Statement, statements
from initiatives.importer.narrative.turning import ANAPHOR, Passage, begins_new, goes_on, readable
from initiatives.importer.narrative.verbs import verbs

BULLET_TEXT = re.compile(r"^\W*(?:[a-z]\)|\d+[.)])?\s*(?:(?:And|But) (?:finally,? )?)?")


def passages(text: str, blocks: list[Block], markers: list[Marker]) -> tuple[list[Passage], list[Statement]]:
    """The passages of a section in their order, and its context statements."""
    sorter = Sorter(numbered=any(marker.number for marker in markers))
    for block in blocks:
        if block.kind == HEADING:
            sorter.heading(block)
        elif block.kind in {PARAGRAPH, ITEM}:
            sorter.paragraph(statements(text, block, markers), is_item=block.kind == ITEM)
    cited = sorter.numbered or any(one.cites for passage in sorter.found for one in passage.statements)
    for passage in sorter.found:
        passage.statements = [flagged(one, sorter, cited=cited) for one in passage.statements]
    return sorter.found, sorter.context


def flagged(one: Statement, sorter: "Sorter", *, cited: bool) -> Statement:
    footnotes = sorter.covered.get(one.start, ())
    flags = one.flags if footnotes or one.start in sorter.sourced or not cited else (UNCITED, *one.flags)
    return replace(one, footnotes=footnotes, flags=flags)


# Headings over what no initiative is told in.
ASIDE = re.compile(
    r"(?:key |main |latest |selected )?(?:figures|statistics|numbers|data|facts|"
    r"facts and figures)(?: at a glance)?|in (?:figures|numbers)|(?:main |key |remaining )?(?:gaps|needs|"
    r"challenges|obstacles|shortcomings|concerns)|gaps and (?:needs|challenges)|needs and gaps|methodology|"
    r"(?:about|note on) (?:this|the) .*|abbreviations|acronyms|glossary|contacts?|contact us|"
    r"further (?:reading|information)|disclaimer|funding (?:update|status)|donors|acknowledge?ments|foreword|"
    r"imprint",
    re.IGNORECASE,
)


IT = re.compile(r"(?:It|They) (?:also |then |further )?[a-z]+ed\b")  # what somebody spoken of did besides


class Sorter:
    """Goes through the statements of a section and puts each to an initiative or to the context."""

    def __init__(self, *, numbered: bool):
        self.numbered = numbered
        self.found: list[Passage] = []
        self.context: list[Statement] = []
        self.covered: dict[int, tuple[int, ...]] = {}
        self.sourced: set[int] = set()  # covered by a source in the text itself
        self.place: list[str] = []
        self.words = ""
        self.rank = -1  # of the heading that the place is from
        self.ran_in = False  # the place is from the beginning of a paragraph
        self.fresh = True  # no statement yet since the last heading
        self.aside = False  # below a heading over figures or needs

    def heading(self, block: Block) -> None:
        """A heading that names a place holds for what follows, and for headings below it that name none."""
        here, rank = countries(block.text), rank_of(block.text)
        beyond = re.search(r"\bEU\b|\bEurope|[Ii]nternational|[Tt]ransnational|[Rr]egional", block.text)
        if here or beyond or rank <= self.rank:
            self.place, self.words, self.rank, self.ran_in = here, block.text, rank if here else -1, False
        self.aside = ASIDE.fullmatch(bare(block.text)) is not None
        self.fresh = True

    def paragraph(self, told: list[Statement], *, is_item: bool) -> None:
        belongs: list[Passage | None] = []
        self.run_in(told)
        if self.ran_in and len(told) > 1 and RUN_IN.fullmatch(readable(told[0])) and sole_place(told[0].plain):
            self.context.append(told[0])  # “Croatia.” is as a heading
            told = told[1:]
        for one in told:
            before = belongs[-1] if belongs else None
            if belongs and before is None and ANAPHOR.match(readable(one)):
                belongs.append(None)  # goes on about what is no initiative
                self.context.append(one)
                continue
            passage = self.sorted(one, before, first=not belongs, is_item=is_item)
            if passage is None:
                self.context.append(one)
            else:
                passage.statements.append(one)
                if before is not None and passage is not before:
                    passage.before = before if belongs[0] is None or apart(belongs[0], before) else belongs[0]
            belongs.append(passage)
            self.fresh = False
        self.carry(told, belongs)

    def run_in(self, told: list[Statement]) -> None:
        """A paragraph that begins with nothing but a place, as under a heading: “Croatia: …”, “Kosovo. …”"""
        opening = RUN_IN.match(readable(told[0])) if told else None
        here = sole_place(opening["place"]) if opening else []
        if here and self.rank <= 1:
            self.place, self.words, self.rank, self.fresh, self.ran_in = here, opening["place"], 1, True, True
        elif self.ran_in and told and not set(countries(told[0].plain)) <= set(self.place):
            self.place, self.words, self.rank, self.ran_in = [], "", -1, False

    def carry(self, told: list[Statement], belongs: list[Passage | None]) -> None:
        """A marker covers what stands before it, back to the marker before, as far as it is about the same place."""
        waiting: list[int] = []
        for n, one in enumerate(told):
            waiting.append(n)
            if one.own or one.cites:
                for earlier in waiting:
                    if earlier == n or not apart(belongs[earlier], belongs[n]):
                        self.covered[told[earlier].start] = one.own
                        self.sourced |= {told[earlier].start} if one.cites else set()
                waiting = []

    def sorted(self, one: Statement, before: Passage | None, *, first: bool, is_item: bool) -> Passage | None:
        """The passage a statement belongs to: a new one, the one before it, or none."""
        words = BULLET_TEXT.sub("", readable(one))
        cut = one.plain.lstrip()[:1].islower() and not is_item  # the second half of a sentence that a page cut in two
        last = before or (self.found[-1] if self.found and (cut or not self.fresh) else None)
        if before is None and not is_item and not cut and not verbs(words) and not quoted(words):
            return None
        begun = before is not None or (first and last is not None and bool(one.own) and IT.match(words) is not None)
        if self.aside or is_context(words, self.place, begun=begun):
            return None
        if before is not None:
            return self.begin() if begins_new(words, before, self.numbered) else before
        if first and last is not None and (cut or goes_on(words, last, is_item=is_item)):
            return last
        return self.begin(
            (last.before if last is not None and last.is_item else last) if is_item else None, is_item=is_item
        )

    def begin(self, lead_in: Passage | None = None, *, is_item: bool = False) -> Passage:
        self.found.append(Passage([], self.place, self.words, lead_in, is_item))
        return self.found[-1]


def rank_of(heading: str) -> int:
    """How deep a heading lies: the numbers or signs before it, or none."""
    hashes = re.match(r"#+", heading)
    numbers = re.match(r"(?:[A-Z]\.|\d{1,2}(?:\.\d{1,2})*)", heading)
    return len(hashes.group()) if hashes else heading[: numbers.end()].count(".") + 2 if numbers else 1


def apart(one: Passage | None, other: Passage | None) -> bool:
    """Whether two passages are about different places, so that one's footnote says nothing of the other."""
    if one is None or other is None:
        return one is not other
    here, there = countries(one.text), countries(other.text)
    return one is not other and bool(there) and not set(here) & set(there)
