"""Prepared fragments: what a template makes, kept in the worker, with gaps for what differs from page to page.

To draw a page anew from its templates takes many times as long as to find what stands on it. Most of it is the same
from one question to the next: the frame, the names of values, the row of an initiative. A fragment is made by its
template from the values it is kept by and from nothing else, so that it cannot be out of date.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from functools import partial
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

FRAGMENTS_KEPT = 4096
# Stands on both sides of a gap's name while the template is at work; no text can hold it.
SIGN = secrets.token_hex(16)
GAP = re.compile(rf"{SIGN}([\w.-]+){SIGN}")


class Shelf[Key: Hashable, Made]:
    """What was made last of something: so many, the ones asked for longest ago go first."""

    def __init__(self, most: int):
        self.most = 0 if settings.DEBUG else most  # nothing is kept while templates are written
        self.lock = Lock()
        self.kept: OrderedDict[Key, Made] = OrderedDict()

    def found(self, key: Key) -> Made | None:
        """What is kept under the key, if anything. Every page asks dozens of times: none waits for a lock, and what
        goes meanwhile is as good as not there."""
        try:
            self.kept.move_to_end(key)
            return self.kept[key]
        except KeyError:
            return None

    def get(self, key: Key, make: Callable[[], Made]) -> Made:
        """What is kept under the key, made first where nothing is."""
        made = self.found(key)
        return self.keep(key, make()) if made is None else made

    def keep(self, key: Key, made: Made) -> Made:
        """Keeps it under the key, in the place of what was there."""
        with self.lock:
            self.kept[key] = made
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return made


class Prepared:
    """A fragment with gaps: what a template makes of values of which some are a ``gap``."""

    __slots__ = ("names", "texts")

    def __init__(self, template: str, values: dict):
        # What stands between the gaps, and the name of each: every other one of these texts.
        self.texts = GAP.split(str(render_to_string(template, values)))
        self.names = self.texts[1::2]

    def filled(self, gaps: dict[str, str]) -> SafeString:
        """The fragment with its gaps filled. What fills them is HTML: whoever fills them has escaped what was not."""
        return SafeString("".join(self.filled_texts(gaps)))

    def sent(self, gaps: dict[str, str]) -> bytes:
        """The same as bytes, text by text: as one, all of it would take as long as what is beyond Latin in it."""
        return b"".join(map(str.encode, self.filled_texts(gaps)))

    def filled_texts(self, gaps: dict[str, str]) -> list[str]:
        texts = self.texts.copy()
        texts[1::2] = map(gaps.__getitem__, self.names)
        return texts

    @property
    def form(self) -> str:
        """The fragment with its gaps as formats have them, for what is filled hundreds of times in a page."""
        texts = [text.replace("%", "%%") for text in self.texts]
        texts[1::2] = (f"%({name})s" for name in self.names)
        return "".join(texts)


def gap(name: str) -> SafeString:
    """Stands among a template's values for what is filled in later."""
    return SafeString(f"{SIGN}{name}{SIGN}")


FRAGMENTS: Shelf[Hashable, Prepared] = Shelf(FRAGMENTS_KEPT)


def prepared(template: str, *gaps: str, **values) -> Prepared:
    """A template's fragment, kept by the values that it is made of; ``gaps`` are the names of what is filled in."""
    key = (template, get_language(), gaps, *values.items())
    return FRAGMENTS.get(key, partial(Prepared, template, values | {name: gap(name) for name in gaps}))


def shaped(template: str, texts: dict[str, str], known: dict, always: Collection[str] = ()) -> Prepared:
    """A template's fragment with a gap for each text that is not empty, and for those there may ``always`` be."""
    gaps = [name for name, text in texts.items() if text and name not in always]
    known = known | {name: "" for name, text in texts.items() if not text and name not in always}
    return prepared(template, *gaps, *always, **known)


def whole(template: str, texts: dict[str, str], known: dict) -> bytes:
    """A page of texts, which are HTML; its template is kept by what else it knows, and by which texts are empty."""
    return shaped(template, texts, known).sent(texts)
