"""Two texts side by side, with the words marked that differ."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\S+")
MOST_WORDS = 4000  # on each side: the comparison takes time with the product of both

type Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Difference:
    """One field whose two texts differ; the pieces say which words do."""

    label: str
    before: str
    after: str

    @property
    def before_pieces(self) -> Pieces:
        return marked(self.before, self.after)

    @property
    def after_pieces(self) -> Pieces:
        return marked(self.after, self.before)


def differences(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    """The fields whose texts differ, in the order of ``after``; what only ``before`` has comes last."""
    labels = dict.fromkeys([*after, *before])
    rows = (Difference(label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [row for row in rows if row.before != row.after]


def marked(text: str, other: str) -> Pieces:
    """The text in pieces, each with whether the other text lacks it there."""
    words, others = WORDS.findall(text), WORDS.findall(other)
    if not words or not others or max(len(words), len(others)) > MOST_WORDS:
        return [(text, False)] if text else []
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return [
        ("".join(words[start:end]), tag != "equal") for tag, start, end, _, _ in matcher.get_opcodes() if end > start
    ]
