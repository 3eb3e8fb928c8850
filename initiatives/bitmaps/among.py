"""How many of a set of initiatives are in other sets: what every count is made of."""

from collections.abc import Callable
from functools import cached_property

from pyroaring import BitMap

# A bitmap has a piece for each 65,536 numbers: a bit for each of them, or a list of those that are in it where these
# are fewer than a sixteenth. Pieces are compared, and a long list takes ten times as long as the bits.
PIECE = 1 << 16
SHORTEST, LONGEST = 512, 8192


class Among:
    """Some of all initiatives, and how many of them are in a bitmap."""

    def __init__(self, found: BitMap, everything: BitMap):
        self.found, self.everything = found, everything

    def __len__(self) -> int:
        return len(self.found)

    @cached_property
    def rest(self) -> BitMap | None:
        """The other ones, where these are long lists and the others are not: then it is them that are compared.

        Of less than one piece most other bitmaps are lists as well, and nothing is gained.
        """
        pieces = len(self.everything) / PIECE
        is_long = pieces >= 1 and SHORTEST * pieces < len(self.found) < LONGEST * pieces
        return self.everything - self.found if is_long else None

    @cached_property
    def count(self) -> Callable[[BitMap], int]:
        """Tells how many of them are in a bitmap."""
        if self.rest is None:
            return self.found.intersection_cardinality
        all_in, others_in = self.everything.intersection_cardinality, self.rest.intersection_cardinality
        return lambda bits: all_in(bits) - others_in(bits)
