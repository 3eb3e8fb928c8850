"""Figures of a text: how many of what, and how exactly it is said."""

import re
from typing import NamedTuple


class Figure(NamedTuple):
    """A number with its unit; ``qualifier`` as the catalogue's figures have it."""

    value: int
    qualifier: str
    unit: str
    start: int
    end: int
    words: str


WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11,
         "twelve": 12, "thirteen": 13, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
         "hundred": 100}  # fmt: skip
TIMES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "m": 1_000_000, "bn": 1_000_000_000}
QUALIFIERS = {
    "about": r"about|around|approximately|approx\.|some|nearly|almost|roughly|circa|ca\.|close to|an estimated|"
    r"estimated|overall around|up to around",
    "more-than": r"more than|over|above|in excess of|upwards of",
    "less-than": r"less than|fewer than|under|below|just under",
    "at-least": r"at least|a minimum of|no fewer than|no less than",
    "at-most": r"at most|up to|a maximum of|no more than|as many as",
}
SAID = "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in QUALIFIERS.items())
AMOUNT = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
UNITS = (
    r"municipalit(?:y|ies)|cit(?:y|ies)|towns|communes|regions?|countries|cantons|provinces|voivodeships|"
    r"counties|persons?|people|"
    r"refugees|migrants|asylum[- ]seekers|beneficiaries|participants|stakeholders|organi[sz]ations|NGOs|"
    r"associations|members|"
    r"children|students|pupils|women|men|families|households|volunteers|employers|companies|places|projects|"
    r"actions|objectives|"
    r"officials|staff|teachers|mentors|partners|languages|workshops|sessions|meetings|schools|universities|"
    r"centres|offices|"
    r"third-country nationals|newcomers|residents|visitors|trainers|measures|recommendations|indicators|"
    r"mayors|applicants|arrivals|"
    r"mediators|coordinators|parishes|clubs|apartments|homes|flats|jobs|years|months|hours|entities|"
    r"authorities|professionals|Eritreans|Syrians|Ukrainians|Afghans"
)
COUNTED = re.compile(
    rf"(?:\b(?:{SAID})\s+)?(?:a (?:total|network|group) of )?(?<![\w.,-])(?P<number>{AMOUNT}|"
    rf"{'|'.join(WORDS)})(?:\s(?P<times>thousand|million))?"
    rf"(?:\s(?:[A-Za-z-]+|third-country)){{0,3}}?\s(?P<unit>{UNITS})\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    rf"(?:\b(?:{SAID})\s+)?(?P<currency>EUR|€|£|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|USD|"
    rf"\$)\s?(?P<number>{AMOUNT})(?:\s?(?P<times>thousand|million|billion|bn|m)\b)?|"
    rf"(?:\b(?:{SAID.replace('?P<', '?P<x_')})\s+)?(?P<number2>{AMOUNT})(?:\s?(?P<times2>thousand|million|"
    rf"billion))?\s?(?P<currency2>euros?|EUR|€|Swiss francs|pounds|kroner|kronor|zloty|crowns)\b",
    re.IGNORECASE,
)
CURRENCIES = {"€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "$": "USD"}
TWICE = re.compile(
    r"\b(?:(?P<few>twice|three times|four times|once) (?:a|per|every) (?P<per>year|month|week))\b", re.IGNORECASE
)
TIMES_A = {"once": 1, "twice": 2, "three times": 3, "four times": 4}


def figures(text: str, offset: int = 0) -> list[Figure]:
    """The figures of a text in their order; years and numbers of documents are none."""
    found = [money(match, offset) for match in MONEY.finditer(text)]
    taken = [(one.start - offset, one.end - offset) for one in found]
    for match in COUNTED.finditer(text):
        value = amount(match["number"], match["times"])
        year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
        if not year and not any(a <= match.start("number") < b for a, b in taken):
            found.append(
                Figure(
                    value, qualifier(match), match["unit"], match.start() + offset, match.end() + offset, match.group()
                )
            )
    for match in TWICE.finditer(text):
        found.append(
            Figure(
                TIMES_A[match["few"].casefold()],
                "exactly",
                f"times a {match['per']}",
                match.start() + offset,
                match.end() + offset,
                match.group(),
            )
        )
    return sorted(found, key=lambda one: one.start)


def money(match: re.Match, offset: int) -> Figure:
    currency = (match["currency"] or match["currency2"]).casefold()
    value = amount(match["number"] or match["number2"], match["times"] or match["times2"])
    unit = CURRENCIES.get(currency, currency.upper())
    return Figure(value, qualifier(match), unit, match.start() + offset, match.end() + offset, match.group())


def amount(words: str, times: str | None) -> int:
    """“1,200” and “1 200” as 1200, “2.5” million as 2500000."""
    if words.casefold() in WORDS:
        return WORDS[words.casefold()] * TIMES.get((times or "").casefold(), 1)
    whole = re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+", words)
    plain = re.sub(r"\D", "", words) if whole else words.replace(",", ".")
    return round(float(plain) * TIMES.get((times or "").casefold(), 1))


def qualifier(match: re.Match) -> str:
    said = [
        name
        for name, words in match.groupdict().items()
        if words and name.removeprefix("x_").replace("_", "-") in QUALIFIERS
    ]
    return said[0].removeprefix("x_").replace("_", "-") if said else "exactly"
