"""Characters that a document can hold."""

import unicodedata


def printable(text: str) -> str:
    """The text without control characters and without code points that stand for no character."""
    return "".join(character for character in text if character == "\n" or stands_for_something(character))


def stands_for_something(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and ord(character) & 0xFFFE != 0xFFFE
