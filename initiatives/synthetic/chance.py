"""Chance that falls alike on every machine: from a key, by integers, with what is rare as rare as in real catalogues.

Only ``random`` and ``getrandbits`` of Python's generator are drawn on: they give the same for the same seed in every
version of Python.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random

WEIGHT = 10**9


class Chance:
    """The draws that belong to one key, such as a seed and the number of an initiative."""

    def __init__(self, *key: object):
        generator = Random(" ".join(map(str, key)))
        self.random, self.bits = generator.random, generator.getrandbits

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def happens(self, percent: int) -> bool:
        return self.random() * 100 < percent

    def between(self, first: int, last: int) -> int:
        return first + self.below(last - first + 1)

    def one(self, things: Sequence) -> object:
        return things[self.below(len(things))]

    def rank(self, shares: Sequence[int]) -> int:
        """A place in a ranking whose running totals are given."""
        return bisect_right(shares, self.below(shares[-1]))

    def ranks(self, shares: Sequence[int], number: int) -> list[int]:
        """Different places, as many as can be had of those wanted, in the order they were drawn."""
        wanted, found = min(number, len(shares)), {}
        for _ in range(20 * wanted):
            found[self.rank(shares)] = None
            if len(found) == wanted:
                break
        return list(found)

    def shuffled(self, things: Sequence) -> list:
        """The same things in another order."""
        left, order = list(things), []
        while left:
            order.append(left.pop(self.below(len(left))))
        return order


def zipf(number: int, head: int = 0) -> Sequence[int]:
    """The running totals of Zipf's law over so many ranks; a larger ``head`` flattens the first ranks."""
    return array("Q", accumulate(WEIGHT // (rank + 1 + head) for rank in range(number)))
