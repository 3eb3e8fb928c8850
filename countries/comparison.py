"""Two texts side by side, with the words marked that differ."""

from dataclasses import dataclass

from countries.wording import IN, OUT, pieces

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
    """The text in pieces, each with whether the other text lacks it there; unmarked where there is no other."""
    if not text or not other:
        return [(text, False)] if text else []
    return [(piece.text, piece.kind == OUT) for piece in pieces(text, other) if piece.kind != IN]
