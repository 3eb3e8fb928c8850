"""How a value stands in a cell of a table, and how a cell is read back: the escape against formulas, several values in
one cell, and what a spreadsheet's cell can hold.
"""

from typing import Any

from django.utils.translation import gettext as _

TRIGGERS = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
SEPARATOR = "; "
MOST_CHARACTERS = 32_767  # what a spreadsheet's cell can hold


def escape(text: str) -> str:
    """The text with a leading ' where a spreadsheet would read a formula (or where it begins with ' itself)."""
    return f"'{text}" if text.startswith(TRIGGERS) else text


def unescape(text: str) -> str:
    """The text that `escape` was given. A ' that escapes nothing was typed by somebody and stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(TRIGGERS) else text


def told(value: Any) -> str:
    """A column's value as text: several values joined, truth in words, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)


def fitting(text: str) -> str:
    """The text as far as a cell can hold it; where it is cut it says so."""
    if len(text) <= MOST_CHARACTERS:
        return text
    end = f" … {more()}"
    return text[: MOST_CHARACTERS - len(end)] + end


def more() -> str:
    """What stands at the end of a text that was cut."""
    return _("[a cell holds no more: the whole text is in the CSV]")
