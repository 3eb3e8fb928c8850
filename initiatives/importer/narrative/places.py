"""Where something takes place: countries by name, adjective, city or group, never the origins of people."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from initiatives.importer.narrative.gazetteer import COUNTRIES
from initiatives.importer.narrative.regions import GROUPS, NOT_PLACES, PARTS


class Place(NamedTuple):
    """Countries that a stretch of text names; ``kind`` is name, adjective, city, part or group."""

    start: int
    end: int
    countries: tuple[str, ...]
    kind: str
    words: str


# Countries that people flee or leave rather than ones that receive them: any people of theirs are told by origin.
SENDING = {"UA", "RU", "BY", "TR", "AL", "GE", "MD", "XK", "RS", "BA", "AM", "AZ", "MK", "ME"}
MOVERS = (
    r"(?:refugees?|migrants?|asylum[- ]seekers?|asylum applicants?|applicants?|nationals?|immigrants?|emigrants?|"
    r"diasporas?|displaced|beneficiar(?:y|ies)|arrivals?|returnees?|evacuees?|newcomers?|Roma|expatriates?|war|"
    r"invasion|conflict|crisis|diplomas?|qualifications?|degrees?|certificates?|passports?|documents?)"
)
PEOPLE = (
    rf"(?:{MOVERS}|people|persons?|citizens?|children|child|women|men|famil(?:y|ies)|communit(?:y|ies)|students?|"
    rf"pupils?|"
    r"minors?|youth|population|population groups?|girls?|boys?|mothers?|workers?|doctors?|nurses?|academics?|"
    r"scholars?|origin|diplomas?|qualifications?|degrees?|certificates?|passports?|documents?|medics|specialists|"
    r"background|descent|speakers?|guests?|households?|teachers|artists|journalists)"
)
BETWEEN = (
    r"(?:[\s,]+(?:and|or|young|war|displaced|recognised|resettled|unaccompanied|female|male|newly|arrived|Roma|"
    r"adult|school|[A-Z][a-zà-ÿ]+)){0,4}"
)
LANGUAGE = (
    r"(?:[- ](?:language|speaking|speakers?|lessons?|classes|courses?|skills|proficiency|tuition|translations?|"
    r"subtitles|version|exam|test|for (?:beginners|foreigners)))"
)
ORIGIN_AFTER = {
    True: re.compile(rf"{BETWEEN}[\s-]+{PEOPLE}\b"),
    False: re.compile(rf"{BETWEEN}[\s-]+{MOVERS}\b"),
}
IS_LANGUAGE = re.compile(rf"{LANGUAGE}\b")
# An adjective needs a noun: “in Portuguese.” and “into Ukrainian, Russian and Arabic” name languages.
NOUN_AFTER = re.compile(
    r"(?:,\s|\sand\s|,\sand\s|\sor\s)(?:[A-Z][a-z]+(?:,\s|\sand\s|\sor\s)){0,4}[A-Z][a-z]+\s(?!and\b|or\b)[a-z]|"
    r"[\s-]+(?!and\b|or\b|as\b|to\b|at\b|in\b|is\b|was\b|with\b)[\w“\"‘„«]"
)
STATE_AFTER = re.compile(
    r"\s(?:Ministr|[Gg]overnment|[Pp]arliament|[Aa]uthorit|Cabinet|President|State|National|Ombuds|[Mm]unicipal|"
    r"[Cc]it|[Oo]blast|[Rr]egion|[Mm]ayor|[Tt]own|partner|side)"
)
LANGUAGE_BEFORE = re.compile(
    r"(?:\b(?:into|learn|learning|teach|speak|speaking|spoken|basic|[Ll]anguages?[:,]?|including))\s$"
)
# “refugees from Ukraine”, “the war in Ukraine”, “fleeing Syria”, “the model of Denmark”
ORIGIN_BEFORE = re.compile(
    rf"\b(?:{PEOPLE}|fleeing|fled|flee|arriving|arrived|coming|came|evacuated|displaced|relocated|resettled|"
    rf"relocation|"
    r"resettlement|originating|escaping|escaped|returned|transferred|"
    r"people who (?:fled|left))(?:\s+(?:who|that|which|had|have|mainly|mostly|largely|"
    r"including))*\s+(?:directly\s+)?(?:from|of)\s+(?:the\s+)?(?:war in\s+|"
    r"conflict in\s+)?(?:[A-Z]\w+(?:,\s|\sand\s|,\sand\s|\sor\s)){0,4}$|"
    r"\b(?:fleeing|fled|flee|left|leaving|escaped|escaping)\s+(?:the\s+)?(?:war\s+in\s+)?(?:[A-Z]\w+(?:,\s|"
    r"\sand\s)){0,3}$|\b(?:[Ww]ar|invasion|aggression|conflict|hostilities|crisis|situation|events|fighting|"
    r"earthquakes?)(?:\s+of\s+\w+)?\s+(?:in|of|against|on)\s+(?:eastern\s+)?$"
)
BODIES = (
    "society", "organisations", "partners", "NGOs", "cities", "municipalities", "authorities", "experts",
    "stakeholders", "representatives", "officials", "mayors", "institutions", "ministers", "delegates",
)  # fmt: skip
HELP_FOR = re.compile(r"\b(?:for|to help|in support of|solidarity with)\s$")
SENT_FROM = re.compile("".join(rf"(?<!{body} )" for body in BODIES) + r"\bfrom\s+(?:the\s+)?$")
EXAMPLE_BEFORE = re.compile(
    r"\b(?:(?:model|example|experiences?|practices?|lessons?)\s+(?:of|from|in)|modelled on|inspired by|similar to|"
    r"unlike|compared (?:to|with)|following the lead of|visits? (?:to|in)|copied from|borrowed from|"
    r"visited|visiting|as already (?:done )?in|learnt from|learned "
    r"from)\s+(?:the\s+)?(?:cit(?:y|ies)\s+of\s+)?(?:[A-Z]\w+(?:,\s|"
    r"\sand\s)(?:in\s|the\s)?){0,2}$"
)
BEFORE = 110  # characters read back from a name


def alternatives(values: dict[str, str]) -> str:
    return "|".join(re.escape(value) for value in sorted(values, key=len, reverse=True))


def table(field: str) -> dict[str, str]:
    """Each value of a field of the gazetteer, and its country."""
    return {value: code for code, land in COUNTRIES.items() for value in getattr(land, field).split("|") if value}


NAMES, ADJECTIVES, CITIES = table("names"), table("adjectives"), table("cities")
SHOUTED = {name.upper(): code for name, code in NAMES.items() if len(name) > 4}
KINDS = {"name": NAMES | SHOUTED, "city": CITIES, "adjective": ADJECTIVES, "part": PARTS}
PATTERN = re.compile(
    "|".join(
        [
            rf"(?P<not>\b(?:{NOT_PLACES})\b)",
            *(rf"(?P<group{n}>\b(?:{pattern})\b)" for n, pattern in enumerate(GROUPS)),
            *(
                rf"(?P<{kind}>\b(?{'i' if kind == 'part' else ''}:{alternatives(values)})(?!\w))"
                for kind, values in KINDS.items()
            ),
        ]
    )
)
BODIES_OF = tuple(GROUPS.values())


@cache
def country_names() -> dict[str, str]:
    """The plain name of each country."""
    return {code: land.names.split("|")[0] for code, land in COUNTRIES.items()}


def places(text: str) -> list[Place]:
    """The places that a text names, in their order."""
    return list(places_once(text))


@lru_cache(maxsize=64)  # a sentence is asked about many times in a row
def places_once(text: str) -> tuple[Place, ...]:
    found = [place for match in PATTERN.finditer(text) if (place := placed(text, match))]
    if any("AT" in place.countries for place in found):
        # Austria has Länder too.
        found = [place for place in found if place.words.casefold() != "länder"]
    return tuple(found)


def placed(text: str, match: re.Match) -> Place | None:
    kind, words = match.lastgroup, match.group()
    if kind == "not" or kind is None:
        return None
    if kind.startswith("group"):
        return Place(match.start(), match.end(), BODIES_OF[int(kind[5:])], "group", words)
    code = KINDS[kind][words.casefold() if kind == "part" else words]
    if not counts(text, match, kind, code):
        return None
    return Place(match.start(), match.end(), (code,), kind, words)


def counts(text: str, match: re.Match, kind: str, code: str) -> bool:
    """Whether the name stands for a place here, rather than for an origin, a language or an example."""
    before, after = text[max(0, match.start() - BEFORE) : match.start()], text[match.end() : match.end() + BEFORE]
    if EXAMPLE_BEFORE.search(before):
        return False
    if kind == "adjective":
        return is_adjective_of_place(before, after, code)
    if code in SENDING and (SENT_FROM.search(before) or (code == "UA" and HELP_FOR.search(before))):
        return False
    if re.match(
        r"-(?:born|funded|led|speaking|trained|financed)\b|-based (?!NGO|(?i:associat|organi|charit|foundation|group))",
        after,
    ):
        return False
    return not ORIGIN_BEFORE.search(before)


def is_adjective_of_place(before: str, after: str, code: str) -> bool:
    if after.startswith(("-funded", "-financed")):
        return False
    if code == "UA":  # nearly always those who came from there
        return STATE_AFTER.match(after) is not None
    if ORIGIN_AFTER[code in SENDING].match(after) or IS_LANGUAGE.match(after) or LANGUAGE_BEFORE.search(before):
        return False
    return bool(NOUN_AFTER.match(after))


def countries(text: str) -> list[str]:
    """The countries of a text, each once, in the order of their first place."""
    return list(dict.fromkeys(code for place in places(text) for code in place.countries))


def sole_place(text: str) -> list[str]:
    """The countries of a line that says nothing but a place: a heading over what follows."""
    found = places(text)
    if not found:
        return []
    rest = re.sub(
        r"[\W\d_]|\b(?:and|the|in|of|city|country|case|study|example|federal)\b",
        "",
        blanked(text, found),
        flags=re.IGNORECASE,
    )
    return [] if rest else countries(text)


def blanked(text: str, found: list[Place]) -> str:
    for place in found:
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    return text
