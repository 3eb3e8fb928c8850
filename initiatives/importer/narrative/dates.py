"""Dates of a text in EDTF, each as exact as the text gives it, with what it is the date of."""

import re
from typing import NamedTuple


class Date(NamedTuple):
    """A date with its place in the text, its kind as the catalogue's entries have it, and the words around it."""

    edtf: str
    kind: str
    what: str
    start: int
    end: int
    words: str


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
M = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
Y = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
SHORT = {month[:3]: n for n, month in enumerate(MONTHS, 1)}
FORMS = (
    (
        "month-span",
        rf"(?:between |from )?(?P<first>{'|'.join(MONTHS)})(?: (?P<firstyear>(?:19|20)\d\d))?\s*(?:and|to|until|"
        rf"till|–|-|—)\s*{M} {Y}",
    ),
    (
        "year-span",
        r"(?:between |from )?(?P<firstyear>(?:19[5-9]|20[0-4])\d)\s*(?:[-–—/]|and|to|until|"
        r"till)\s*(?P<year>(?:19[5-9]|20[0-4])\d|\d\d(?!\d))",
    ),
    ("day", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {M},? {Y}"),
    ("american", rf"{M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {Y}"),
    ("numeric", rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{Y}"),
    ("month", rf"{M},? (?:of )?{Y}"),
    ("season", rf"(?:(?:early|late|mid)[- ])?(?P<season>{'|'.join(SEASONS)})(?: of)?,? {Y}"),
    ("quarter", rf"(?:the )?(?P<quarter>first|second|third|fourth|last|Q[1-4])(?: quarter)?(?: of)? {Y}"),
    ("half", rf"(?:the )?(?P<half>first|second) half of {Y}"),
    ("bare-day", rf"(?:as of|on|from|since|until|by) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? {M}(?! ?\d{{4}})"),
    (
        "bare-month",
        rf"(?:\bin|\bsince|\bfrom|\buntil|\bby|\bas of|\bduring|\bof) (?:(?:early|late|"
        rf"mid)[- ])?(?P<month>{'|'.join(MONTHS)})\b(?! ?\d)",
    ),
    (
        "bare-season",
        r"(?:\bin|\bsince|\bduring|\bthis) (?:(?:early|late|mid)[- ])?(?:the )?(?P<season>spring|summer|autumn|"
        r"winter)\b(?! ?\d| school)",
    ),
    ("year", rf"(?<![\d/€$-])(?<!EUR ){Y}(?![\d/%]|[.,]\d{{3}}(?!\d))"),
)
PATTERNS = [
    (name, re.compile(rf"(?<![\w-]){words}" if not words.startswith(("(?:\\b", "(?<!")) else words, re.IGNORECASE))
    for name, words in FORMS
]
KINDS = (
    (
        "end",
        r"\b(?:until|ended|ends|end of|came to an end|completed|concluded|expires?|closed|"
        r"by the end)\b[^.,;]{0,30}$",
    ),
    (
        "planned",
        r"\b(?:will|plans?|planned|planning|scheduled|intends?|expected|foreseen|due|decided to start|"
        r"is to)\b[^.;]{0,80}$",
    ),
    (
        "start",
        r"\b(?:launched|started|began|begun|initiated|established|set up|created|founded|opened|introduced|"
        r"inaugurated|signed|adopted|agreed|kicked off|rolled out|since|entered into force|as of|effective|"
        r"active since|in operation|operational)\b[^.;]{0,70}$",
    ),
    (
        "applies-to",
        r"\b(?:plan|strategy|quotas?|for|period|agenda|programme|budget)(?: of| for| for the (?:period|years?)|"
        r",)?\s*\(?(?:the (?:period|years) )?$",
    ),
    ("evidence", r"\b(?:report|study|published|according to|survey|evaluation)\b[^.;]{0,60}$"),
)
KIND_BEFORE = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in KINDS]
STARTED_AFTER = re.compile(
    r"^[^.;]{0,120}?\b(?:launched|started|began|initiated|established|set up|created|founded|opened|introduced|"
    r"inaugurated|signed|kicked off|rolled out)\b",
    re.IGNORECASE,
)
POLICY_BEFORE = re.compile(r"\b(?:National )?(?:Action Plan|Strategy|Programme|Plan)\b[\w\s,'’-]{0,80}$")


def dates(text: str, year: int | None, offset: int = 0) -> list[Date]:
    """The dates of a text, each once; one without a year is taken to be of the year that is covered."""
    found: list[Date] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < one.end - offset and one.start - offset < match.end() for one in found):
                continue
            edtf = written(name, match, year)
            if edtf:
                found.append(dated(text, match, edtf, name, offset))
    return sorted(found, key=lambda one: one.start)


def dated(text: str, match: re.Match, edtf: str, name: str, offset: int) -> Date:
    before, after = text[max(0, match.start() - 120) : match.start()], text[match.end() : match.end() + 130]
    kind = kind_of(before, after, name)
    what = " ".join(text[max(0, match.start() - 60) : match.start()].split()[-6:]).strip(" ,;.(") or "date"
    return Date(edtf, kind, what, match.start() + offset, match.end() + offset, match.group())


def kind_of(before: str, after: str, name: str) -> str:
    if name == "year-span":
        return "related-policy" if POLICY_BEFORE.search(before) else "applies-to"
    kind = next((kind for kind, pattern in KIND_BEFORE if pattern.search(before)), "")
    if kind:
        return kind
    return "start" if len(before) < 25 and STARTED_AFTER.match(after) else "event"


def month_number(name: str) -> int:
    return int(name) if name.isdecimal() else SHORT.get(name[:3].casefold(), 0)


def written(name: str, match: re.Match, covered: int | None) -> str:
    """A match as EDTF, empty where it is no date of the calendar or has no year that is known."""
    parts = match.groupdict()
    year = parts.get("year") or (str(covered) if covered else "")
    if not year:
        return ""
    if name == "year-span":
        return year_span(parts["firstyear"], year)
    month = month_number(parts["month"]) if parts.get("month") else 0
    if name == "month-span":
        return f"{parts['firstyear'] or year}-{month_number(parts['first']):02}/{year}-{month:02}"
    if parts.get("season"):
        return f"{year}-{SEASONS[parts['season'].casefold()]}"
    if parts.get("quarter"):
        number = (
            {"f": 1, "s": 2, "t": 3, "l": 4}.get(parts["quarter"][0].casefold())
            if parts["quarter"].casefold() != "fourth"
            else 4
        )
        number = number or int(parts["quarter"][1])
        return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    if parts.get("half"):
        return f"{year}-01/{year}-06" if parts["half"].casefold() == "first" else f"{year}-07/{year}-12"
    return calendar_date(year, month, int(parts.get("day") or 0))


def year_span(first: str, last: str) -> str:
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if int(first) < int(last) < int(first) + 40 else ""


def calendar_date(year: str, month: int, day: int) -> str:
    if month > 12 or day > 31:
        return ""
    return "-".join([year, *([f"{month:02}"] if month else []), *([f"{day:02}"] if day and month else [])])
