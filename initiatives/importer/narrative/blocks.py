"""The blocks of a pasted section: page chrome, headings, paragraphs, items, notes, and the range in the footer."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from initiatives.importer.narrative.chrome import BUTTONS, ENGLISH, FORMS, NOTES, OTHER_TONGUES, PHRASES, SHARING
from initiatives.importer.narrative.markers import footer_range
from initiatives.importer.narrative.places import countries, sole_place
from initiatives.importer.narrative.verbs import verbs

CHROME, HEADING, PARAGRAPH, ITEM, NOTE, RANGE = "chrome", "heading", "paragraph", "item", "note", "range"


@dataclass(frozen=True)
class Block:
    """A stretch of the text and what it is. ``set_off``: an empty line stands before it."""

    kind: str
    start: int
    end: int
    text: str
    set_off: bool = True


BLANK = " \t\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
EDGES = re.compile(rf"[{BLANK}]*(.*?)[{BLANK}]*\Z", re.DOTALL)
ANY_PHRASE = "|".join([f"(?i:{SHARING})", *(re.escape(phrase) for phrase in sorted(PHRASES, key=len, reverse=True))])
# Several may be glued to each other, and buttons to them.
WHOLE = re.compile(
    rf"(?:(?:{ANY_PHRASE}|{BUTTONS}(?=\W|$|(?-i:[A-Z])))\W*){{1,12}}|(?:{'|'.join(FORMS)})\W*", re.IGNORECASE
)
GLUED_BEFORE = re.compile(rf"(?:(?:{ANY_PHRASE})\s?){{1,6}}(?=(?-i:[A-ZÀ-Þ“„\"]))", re.IGNORECASE)
GLUED_AFTER = re.compile(rf"(?<=[.!?\d)”\"])\s?(?:(?:{ANY_PHRASE})\W{{0,3}}){{1,6}}(?:(?i:{BUTTONS})\W{{0,3}}){{0,6}}$")
SLUG = re.compile(r"[a-z]+(?:[-_][a-z0-9]+)+(?=[A-ZÀ-Þ“„])")
SLUG_ALONE = re.compile(r"[a-z]+(?:[-_][a-z0-9]+)+")
NUMBERED_HEADING = re.compile(
    r"(?:#{1,6}\s|(?:\d{1,2}\.){1,5}\d{0,2}\.?\s+\S|(?:Chapter|Section|Box|Part|Annex|Kapitel|Chapitre)\s+[\dIVX]+)"
)
BULLET = re.compile(r"(?:[•▪◦‣●○·■□➢►✓★☆❖◆▶→»›*–—-]|[(]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).])[\s\u00a0]+(?=\S)")
ENDS_SENTENCE = re.compile(r"[.!?…:;][)”\"’'»\]]*[\s\u00a0]*(?:\[?\^?\(?[\d⁰¹²³⁴-⁹]{1,8}[\])]?[\s,\u00a0]*)*$")
ENDS_WITH_MARKER = re.compile(r"(?:\[\^?\d{1,4}\]|[⁰¹²³⁴-⁹]|[.)”\"’»a-z]\d{1,4})$")
NOTE_LINE = re.compile(
    r"(?:\[\^?(\d{1,4})\]:?|\((\d{1,4})\)|([⁰¹²³⁴-⁹]{1,4})|(\d{1,4})(?![.,]\d)[.):]?)(?=\D)\s*(\S.*)", re.DOTALL
)
CITES = re.compile(
    r"https?://|www\.|\bIbid|\bibid|\bop\. ?cit|doi:|[“\"'‘«][^”\"’»]{6,}[”\"’»'].*\b(?:19|20)\d\d|"
    r"\b(?:19|20)\d\d\b.{0,60}$|\b[Ss]ee\b|p\. ?\d",
    re.DOTALL,
)
SAYS = re.compile(
    r"\b(?:was|were|has|have|is|are|will|launched|published|established|signed|set up|started|adopted|continued|"
    r"introduced|opened|created|extended|approved|founded|organised|presented|developed|drafted|concluded|"
    r"announced|renewed|began|held|released|issued)\b"
)
IN_ENGLISH = re.compile(rf"\b(?:{ENGLISH})\b", re.IGNORECASE)
IN_ANOTHER = re.compile(rf"\b(?:{OTHER_TONGUES})\b", re.IGNORECASE)
LONGEST = 400  # characters of a line that may be chrome
TAIL = 2_000  # characters of a paragraph that are looked at while its lines are joined
WRAPPED = 55  # characters of a line that may be full
SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def blocks(text: str, candidates: set[int]) -> list[Block]:
    """The text as blocks in their order; ``candidates`` are the numbers that may be markers in it."""
    found = kinds_told(without_running_heads(pieces(text)), candidates)
    return joined(text, found)


def pieces(text: str) -> list[Block]:
    """The lines that have anything on them, with chrome that is glued to words cut off, their kind not yet told."""
    found, set_off, last_end = [], True, 0
    for match in LINE.finditer(text):
        set_off = set_off or len(re.findall(r"\n|\r(?!\n)|[\v\f\x85\u2028\u2029]", text[last_end : match.start()])) > 1
        start, end = trimmed(text, match.start(), match.end())
        last_end = match.end()
        if start == end:
            set_off = True
            continue
        found += cut(text, start, end, set_off)
        set_off = False
    return found


def without_running_heads(lines: list[Block]) -> list[Block]:
    """The lines with those told as chrome that come back on page after page, but for their numbers."""
    counted = Counter(same_line(line.text) for line in lines if is_short(line.text))
    return [
        replace(line, kind=CHROME)
        if is_short(line.text) and counted[same_line(line.text)] > 1 and not sole_place(line.text)
        else line
        for line in lines
    ]


def is_short(line: str) -> bool:
    return 3 < len(line) < 120 and not ENDS_SENTENCE.search(line) and not BULLET.match(line) and " " in line


def same_line(line: str) -> str:
    return re.sub(r"[\d\W]+", " ", line).casefold().strip()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = EDGES.match(text[start:end])
    return start + inner.start(1), start + inner.end(1)


def cut(text: str, start: int, end: int, set_off: bool) -> list[Block]:
    """A line without the chrome glued to its beginning or end, and that chrome."""
    line, parts, tail = text[start:end], [], []
    if len(line) < LONGEST and (WHOLE.fullmatch(line) or SLUG_ALONE.fullmatch(line)) and not footer_range(line):
        return [Block(CHROME, start, end, line, set_off)]
    glued = SLUG.match(line) or GLUED_BEFORE.match(line)
    if glued:
        parts.append(Block(CHROME, start, start + glued.end(), glued.group(), set_off))
        start, _ = trimmed(text, start + glued.end(), end)
    after = GLUED_AFTER.search(text[start:end])
    if after:
        tail = [Block(CHROME, start + after.start(), end, after.group(), False)]
        _, end = trimmed(text, start, start + after.start())
    return [*parts, Block("", start, end, text[start:end], set_off), *tail]


def kinds_told(lines: list[Block], candidates: set[int]) -> list[Block]:
    found: list[Block] = []
    in_notes = False
    listed = in_a_row(lines, candidates)
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else None
        kind = line.kind or (NOTE if n in listed else "") or told(line, found, following, candidates, in_notes)
        in_notes = in_notes or (kind == HEADING and bare(line.text) in NOTES)
        found.append(Block(kind, line.start, line.end, line.text, line.set_off))
    return found


def in_a_row(lines: list[Block], candidates: set[int]) -> set[int]:
    """The lines that begin with three or more numbers one after the other, all of them markers elsewhere: notes."""
    found: set[int] = set()
    run: list[int] = []
    last = None
    for n, line in enumerate(lines):
        number = None if SAYS.search(line.text) else note_number(line.text)
        if number is not None and number in candidates and (last is None or number == last + 1):
            run.append(n)
        elif number is not None or line.set_off:
            run = [n] if number is not None and number in candidates else []
        else:
            continue
        last = number if run else None
        found |= set(run) if len(run) > 2 else set()
    return found


def bare(text: str) -> str:
    return re.sub(r"^[\W\d]+|\W+$", "", text).casefold()


def told(line: Block, before: list[Block], following: Block | None, candidates: set[int], in_notes: bool) -> str:
    bounds = footer_range(line.text)
    if bounds and not (1950 <= bounds[0] <= 2049 and bounds[1] <= 2049 and not {*bounds} & candidates):
        return RANGE
    if is_note(line, before, candidates, in_notes):
        return NOTE
    if bounds or re.fullmatch(r"\W*\d{1,4}\W*", line.text) or re.fullmatch(r"[\W_]+", line.text):
        return CHROME
    if is_other_tongue(line.text):
        return CHROME
    if is_heading(line, before, following):
        return HEADING
    return ITEM if BULLET.match(line.text) else PARAGRAPH


def is_other_tongue(line: str) -> bool:
    """Whether a line is in another language, as menus and notices around an English text are."""
    english, other = len(IN_ENGLISH.findall(line)), len(IN_ANOTHER.findall(line))
    foreign = other > english or (0 < other == english and not line.isascii())
    return foreign and english < 2 and not SAYS.search(line) and line.count(" ") > 1


def note_number(text: str) -> int | None:
    match = NOTE_LINE.match(text)
    return int(next(filter(None, match.groups()[:4])).translate(SUPERSCRIPT)) if match else None


def is_note(line: Block, before: list[Block], candidates: set[int], in_notes: bool) -> bool:
    number = note_number(line.text)
    if number in candidates and line.text[:1] in SUPERSCRIPTS:
        return True
    if before and before[-1].kind == PARAGRAPH and not line.set_off and not ENDS_SENTENCE.search(before[-1].text):
        return False  # within a sentence
    after_note = bool(before) and before[-1].kind == NOTE
    if number is None:
        # A note may go on in a second line.
        return in_notes or (after_note and not line.set_off and not before[-1].text.endswith("."))
    if in_notes or (line.text.startswith("[^") and number in candidates):
        return True
    if not (number in candidates and (CITES.search(line.text) or after_note)):
        return False
    return (
        bool(re.search(r"https?://|www\.|ibid", line.text, re.IGNORECASE)) or after_note or not SAYS.search(line.text)
    )


def is_heading(line: Block, before: list[Block], following: Block | None) -> bool:
    text = line.text
    words = text.split()
    last = before[-1] if before else None
    if line.set_off and following is not None and following.set_off and len(words) < 10 and text[:1].isupper():
        return (
            not ENDS_SENTENCE.search(text.rstrip(":")) and not BULLET.match(text) and not ENDS_WITH_MARKER.search(text)
        )
    asks = text.endswith("?") and line.set_off and following is not None and following.set_off and len(words) < 14
    if len(text) > 140 or len(words) > 18 or (ENDS_SENTENCE.search(text.rstrip(":")) and not asks):
        return False
    if bare(text) in NOTES or sole_place(re.sub(r"^\W*(?:\d{1,2}\.?)*\s*", "", text)):
        return True
    if (
        following is not None
        and not following.set_off
        and (following.text[:1].islower() or (len(text) > WRAPPED and NUMBERED_HEADING.match(text)))
    ):
        return False  # the first line of a paragraph that is wrapped by hand
    if NUMBERED_HEADING.match(text) and not SAYS.search(text):
        return True
    if BULLET.match(text) or text.endswith(",") or not re.match(r"[\W\d]*[A-ZÀ-ÞΑ-Ω]", text) or SAYS.search(text):
        return False
    alone = (line.set_off or last is None or last.kind in {CHROME, HEADING}) and (
        following is None or following.set_off or bool(NUMBERED_HEADING.match(following.text))
    )
    if between_sentences(text, words, last, following):
        return True
    leads = (line.set_off and len(words) <= 6 and following is not None and bool(BULLET.match(following.text))) or (
        line.set_off
        and following is not None
        and len(text) < 70
        and following.text[:1].isupper()
        and len(following.text) > 80
    )
    return text.isupper() or ((alone or leads) and len(words) <= 14 and not ENDS_WITH_MARKER.search(text))


def between_sentences(text: str, words: list[str], last: Block | None, following: Block | None) -> bool:
    """Whether a short line stands between whole paragraphs that no empty line parts, or above the first."""
    if following is not None and following.text[:1].isupper() and (last is None or last.kind in {CHROME, HEADING}):
        return len(words) < 12 and not verbs(text)
    if (
        following is None
        or len(text) > 60
        or len(words) > 7
        or not (following.text[:1].isupper() or following.text[:1].isdigit())
    ):
        return False
    opens = last is None or last.kind in {CHROME, HEADING} or bool(ENDS_SENTENCE.search(last.text))
    return opens and len(following.text) > 80 and not ENDS_WITH_MARKER.search(text)


def joined(text: str, lines: list[Block]) -> list[Block]:
    """Lines of one paragraph as one block: hard wrapping is undone, a single new line parts where the place changes."""
    set_off = separated_by_empty_lines(lines)
    found: list[Block] = []
    for line in lines:
        last = last_words(found)
        if last is not None and goes_on(found[last], line, set_off, direct=last == len(found) - 1):
            before = found[last]
            del found[last + 1 :]
            tail = text[max(before.start, line.end - TAIL) : line.end]
            found[last] = Block(before.kind, before.start, line.end, tail, before.set_off)
        else:
            found.append(line)
    return [
        replace(one, text=text[one.start : one.end]) if one.kind in {PARAGRAPH, ITEM, NOTE} else one for one in found
    ]


def last_words(found: list[Block]) -> int | None:
    """The last block, looking past a page number between two halves of a sentence."""
    for n in range(len(found) - 1, max(-1, len(found) - 4), -1):
        if found[n].kind != CHROME:
            return n
    return None


def separated_by_empty_lines(lines: list[Block]) -> bool:
    """Whether paragraphs are set off by empty lines in this text, so that a single new line need not part them."""
    ended = [(one, other) for one, other in zip(lines, lines[1:], strict=False)
             if one.kind == other.kind == PARAGRAPH and ENDS_SENTENCE.search(one.text)]  # fmt: skip
    return sum(other.set_off for _, other in ended) * 2 >= len(ended)


def goes_on(last: Block, line: Block, set_off: bool, direct: bool) -> bool:
    if line.kind == NOTE and last.kind == NOTE:
        return direct and note_number(line.text) is None
    if line.kind != PARAGRAPH or last.kind not in {PARAGRAPH, ITEM}:
        return False
    whole = bool(ENDS_SENTENCE.search(last.text)) or (line.set_off and bool(ENDS_WITH_MARKER.search(last.text)))
    if not whole:
        small = line.text[:1].islower()
        if not direct:
            return small or len(last.text) > 30
        return small if line.set_off else (small or len(last.text) > 40 or last.kind == PARAGRAPH)
    if line.set_off or not direct or not set_off or last.kind == ITEM:
        return False
    here, there = countries(last.text), countries(line.text[:160])
    return not (there and not set(there) & set(here))
