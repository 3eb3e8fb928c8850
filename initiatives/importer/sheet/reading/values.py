"""What a workbook writes in its cells, as text."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

# Formats of dates and times that need no code of their own.
DATES = {*map(str, range(14, 23)), *map(str, range(27, 37)), *map(str, range(45, 48)), *map(str, range(50, 59))}
QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_CODE = 255  # characters that a spreadsheet lets a format have
LAST_DAY = 2_958_466  # the first day of the year 10000
# Day 60 is 29 February 1900, which never was; days after it count as they do.
FIRST_1900, FIRST_1904, NEVER = datetime(1899, 12, 30), datetime(1904, 1, 1), 61


def plain(text: str) -> str:
    """A text with the characters that XML cannot hold, which workbooks write as their number."""
    return ESCAPED.sub(character, text)


def character(match: re.Match) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def is_date(key: str, code: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    if len(code) > LONGEST_CODE:
        return key in DATES
    return key in DATES or bool(re.search(r"[ymdhs]", QUOTED.sub("", code), re.IGNORECASE))


def number(text: str) -> str:
    """A number as people write it: no exponent, no point where it is whole."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return text
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else format(value.normalize(), "f")


def moment(text: str, from_1904: bool) -> str:
    """A number of days as a date, or as a date and time in UTC where it has one."""
    try:
        days = float(text)
    except ValueError:
        return text
    if not (0 if from_1904 else NEVER) <= days < LAST_DAY - (1462 if from_1904 else 0):
        return number(text)
    seconds = timedelta(seconds=round(days * 86_400))
    try:
        when = (FIRST_1904 if from_1904 else FIRST_1900) + seconds
    except OverflowError:
        return number(text)  # the last second, rounded, is one of the year 10000
    return f"{when:%Y-%m-%d}" if seconds.seconds == 0 else f"{when:%Y-%m-%dT%H:%M:%S}Z"
