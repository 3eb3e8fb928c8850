"""Directories by letter: the names of a page under their first letters, and where each letter begins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from countries.folding import fold
from initiatives.panel import Value

NO_LETTER = "0–9"


@dataclass
class Letter:
    """A first letter, the address where its names begin, and those of its names that stand on the page."""

    name: str
    anchor: str
    address: str = ""
    values: list[Value] = field(default_factory=list)


def first_letter(name: str) -> str:
    """The letter a name is sorted under, without its accents; one heading for all that begin with no letter."""
    return folded(next((character for character in name if character.isalnum()), ""))


@lru_cache(maxsize=1000)  # a directory of many thousand names begins with few characters
def folded(character: str) -> str:
    letter = fold(character).strip()[:1].upper()
    return letter if letter.isalpha() else NO_LETTER


def on_page(values: list[Value]) -> list[Letter]:
    """The names of a page, in their order, under their letters."""
    letters: dict[str, Letter] = {}
    for value in values:
        name = first_letter(value.label)
        letters.setdefault(name, Letter(name, anchor(name))).values.append(value)
    return list(letters.values())


def index(names: Iterable[tuple[int, str]], per_page: int, address: Callable[[int], str]) -> list[Letter]:
    """Every letter of a directory, with the address of the page and the place where it begins.

    ``names`` are in their order, each with its place: all of a directory, or the first of each letter.
    """
    letters: dict[str, Letter] = {}
    for place, words in names:
        name = first_letter(words)
        if name not in letters:
            letters[name] = Letter(name, anchor(name), f"{address(place // per_page + 1)}#{anchor(name)}")
    return list(letters.values())


def anchor(letter: str) -> str:
    return f"letter-{letter}"
