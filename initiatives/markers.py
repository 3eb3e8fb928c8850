"""Footnote markers in an entry's text, such as [^1164], and what they leave uncited."""

import re

MARKER = re.compile(r"\[\^([a-z0-9-]+)\]")


def has_uncited_statement(text: str) -> bool:
    """Whether a paragraph (a line) goes on after its last marker, or has none."""
    return any(any(character.isalnum() for character in MARKER.split(paragraph)[-1]) for paragraph in text.splitlines())


def marks(text: str) -> list[str]:
    """The marks of the footnote markers in a text, in their order, each once."""
    return list(dict.fromkeys(MARKER.findall(text)))


def without_markers(text: str) -> str:
    """The text as it reads without its footnote markers."""
    return "\n".join(MARKER.sub("", paragraph).rstrip() for paragraph in text.splitlines())
