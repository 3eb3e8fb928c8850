"""Text folded to a key: the same in Python as in either database, so that both sort and compare alike."""

import re
import unicodedata

from django.db import models

# Letters that Unicode does not decompose, with what a reader would type for them.
LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
    }
)
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text without case, accents or punctuation, its words separated by single spaces."""
    if text.isascii():
        return " ".join(WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(WORD.findall(bare.casefold()))


class FoldedField(models.CharField):
    """The folded form of another field of the same row, kept by every save (``of`` names that field)."""

    def __init__(self, *args, of: str, **kwargs):
        self.of = of
        kwargs.update(editable=False, blank=True)
        kwargs.setdefault("max_length", 600)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "blank"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, instance, add):
        folded = fold(getattr(instance, self.of))[: self.max_length]
        setattr(instance, self.attname, folded)
        return folded
