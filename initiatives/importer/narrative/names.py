"""The bodies that a text names: proper names, and bodies described in plain words (“the Portuguese authorities”)."""

import re
from functools import lru_cache
from typing import NamedTuple

from initiatives.importer.narrative.bodies import kind, known
from initiatives.importer.narrative.no_names import GENERAL, MONEY, ORIGINS
from initiatives.importer.narrative.places import ADJECTIVES, CITIES, NAMES, alternatives


class Name(NamedTuple):
    """A body as a text names it; ``proper`` where it is a name rather than a description."""

    start: int
    end: int
    name: str
    kind: str
    proper: bool


WORD = r"(?:[A-ZÀ-ÞΑ-ΩĀĆČĎĐĒĖĚĢĪĶĻŁŅŃŇŐŘŚŠŤŪŮŰŹŻŽŞŢȘȚİĞĄĘĹĽŔŤ][\w’'&/+-]*(?:\.(?=[A-Z]))?)"
CONNECT = (
    r"(?:of the|of|for the|for|and the|and|on the|on|&|de la|de|des|der|du|di|del|della|da|do|van|voor|für|et|e|y|"
    r"to|with|against|i|og|och|w|na|za)"
)
PROPER = re.compile(
    rf"{WORD}(?:[ \u00a0]{WORD}|[ \u00a0]{CONNECT}[ \u00a0]{WORD}){{0,16}}(?:[ \u00a0]\([A-Z][\w-]{{1,14}}\))?"
)
FIRST = re.compile(
    r"^(?:The|A|An|In|As|At|On|By|From|For|With|To|Of|This|These|Its|Their|Among|During|Since|Under|After|"
    r"Following|Throughout|Together|Through|Within|Another|Both|Several|Various|Many|Some|Most|While|When|Where|"
    r"Also|New|All|Local(?! (?:Government|Authorit|Council|Administration)|"
    r"(?: [A-Z]\w+ (?:Office|Board|Council|Authority|Agency|Government|Councils['’])))|And|But|Or|So|It|They|He|"
    r"She|We|Our|If|Once|Although|Though|Because|Despite|Upon|Before|Until|Whereas|Unlike|Via|Per|Over|Around|"
    r"About|Nearly|Almost|Further|Other|Each|Meanwhile|Moreover|Furthermore|Similarly|Additionally|Finally|One|Two|"
    r"Three|Four|Five|Participants|Member States|Across|According|Thanks|Funded|Led|Between|However|First|Second|"
    r"Last|Early|Late|January|February|March|April|May|June|July|August|September|October|November|December|Spring|"
    r"Summer|Autumn|Winter)(?: the| of| by| to| with)?(?:\s+|$)"
)
SPLIT = re.compile(r"\s+(?:and the|and|et|&)\s+")
LIST_ON = re.compile(r"(?:, [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?){1,4}(?:,? and [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)")
LISTED = re.compile(
    r"^(?:\w+ )?(?:Ministry|Minister|Department|Directorate|Secretariat|State Secretary|Office|Agency|"
    r"Federal Ministry)\b.*\b(?:of|for)\b"
)
# A document or a policy has a name too, and is no body.
NO_BODY = re.compile(
    r"\b(?:Plan|Strategy|Strategies|Act|Law|Agenda(?! for the EU Partnership)|Convention|Regulation|Directive|"
    r"Report|Manual|Guide|Handbook|Guidelines|Decree|Day|Week|Pact|Charter|Agreement|Memorandum|Presidency|Review|"
    r"Article|Section|Chapter|Index|Framework|Open Day|Toolkit|Compact|Code|Bill|Declaration|Campaign|Road ?map|"
    r"Package|Award|Prize)s?(?: (?:\d{4}|for|on|of|and|against|to|[IVX]+)\b.*)?$"
)
SHORT_OF = re.compile(r"\s\(([A-Z][\w-]{1,14})\)$")

NATIONAL_NGO = re.compile(
    r"(?:[A-Z]\w+ )?(?:NGOs?|[Cc]harity|[Aa]ssociation|[Oo]rgani[sz]ation) (?=[A-ZÀ-ÞĀ-Ž])(?!for|of)"
)
HOSTED = re.compile(r"(.{4,60}?(?:[Pp]rogramme|[Pp]roject|[Ii]nitiative|[Nn]etwork)) of (?:the )?([A-Z].*)")
ADJECTIVE = rf"(?:{alternatives(ADJECTIVES)})"
PLACE = rf"(?:{alternatives(NAMES | CITIES)})"
HEADS = (
    r"(?:regional|city|municipal|local|district|county|provincial) (?:administration|government|council|"
    r"authorit(?:y|ies))|municipalit(?:y|ies)|cit(?:y|ies)|towns?|communes?|cantons?|regions?|provinces?|"
    r"count(?:y|ies)|voivodeships?|Länder|states?|boroughs?|districts?|mayors?|prefectures?"
)
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty"
BODY_NOUN = (
    r"city agenc(?:y|ies)|(?:[Ll]ocal |[Rr]egional |[Ff]ederal |[Cc]entral |[Nn]ational |[Ss]tate |[Pp]ublic |"
    r"[Mm]unicipal |[Cc]antonal |[Pp]rovincial |[Cc]ompetent )?(?:and (?:local|regional|"
    r"municipal) )?(?:authorities|governments?|administrations?|ministr(?:y|ies)|ministers|parliament|councils?|"
    r"agencies)|mayor|state|federal states|Länder|cantons|provinces|regions|municipalit(?:y|ies)|cit(?:y|ies)|"
    r"towns|communes|mayors|city councils?|counties|voivodeships|NGOs?|civil society(?: organi[sz]ations)?|"
    r"non-governmental organi[sz]ations|employers(?:['’] (?:associations|organi[sz]ations))?|companies|businesses|"
    r"trade unions|universities|(?:[Rr]efugee|[Mm]igrant) leaders|(?:[Mm]igrant|[Rr]efugee|"
    r"immigrant)(?:-led)? (?:associations|organi[sz]ations|communities|representatives|councils)|"
    r"religious communities|churches|faith groups|(?:faith-based|aid|welfare|non-profit|voluntary|humanitarian|"
    r"partner) organi[sz]ations|(?:housing|welfare|cultural|parents['’]) (?:associations?|companies)|"
    r"(?:regional|national|municipal|local|provincial|federal|cantonal) (?:observator(?:y|ies)|forum|institute|"
    r"directorate|"
    r"commission|committee|chamber|library|museum|health authorit(?:y|ies))(?: (?:on|for) [a-z]+(?: and [a-z]+)?)?|"
    r"(?:city|public|state|university|town) (?:librar(?:y|ies)|museums?|theatres?|hospitals?|schools?|administration)|"
    r"city agenc(?:y|ies)|ministers (?:for|of) [a-z]+|volunteers|(?:public )?employment (?:services?|offices?)|"
    r"labour offices?|job ?cent(?:re|er)s?|(?:social|health|immigration|migration|asylum|prison) (?:services?|"
    r"authorit(?:y|ies)|offices?|boards?|agenc(?:y|ies))|chambers of \w+|"
    r"(?:sports?|football) (?:clubs?|associations?)|librar(?:y|ies)|hospitals|parishes|dioceses|"
    r"(?:local |integration |relevant )?stakeholders|social partners|research institutes|schools|"
    r"diaspora (?:groups|organi[sz]ations)|federal entities|ombuds\w+"
)
OF_PLACE = re.compile(
    rf"\b(?:the )?(?P<head>{HEADS}) of (?:the (?=[A-Z]))?(?P<list>{WORD}(?: {WORD}|[ -](?:de|am|an der|upon|sur|"
    rf"la) {WORD}){{0,2}}(?:, {WORD}(?: {WORD}){{0,2}}){{0,6}}(?:,? and {WORD}(?: {WORD}){{0,2}})?)",
)
POSSESSIVE = re.compile(
    rf"\b(?P<place>{PLACE})(?:['’]s?)? (?P<head>(?:city|town|municipal|local|regional|county|cantonal|provincial|"
    rf"state) (?:council|government|hall|authorit(?:y|ies)|administration|parliament)|municipality|mayor|"
    rf"government|authorities|city|canton|region|province|voivodeship|region(?:al)?)\b"
)
DESCRIBED = re.compile(
    rf"\b(?:(?P<number>\d{{1,3}}(?:,\d{{3}})?|{NUMBERS}|all|several|many|some|other|selected|different|"
    rf"various) (?:(?:[A-Z]\w+|coastal|small|large|rural|neighbouring|other|partner|member|more|further|"
    rf"different) ){{0,2}}?)?(?:(?P<adjective>{ADJECTIVE}) )?(?P<noun>{BODY_NOUN})\b"
    rf"(?:(?P<of> of (?:the )?{PLACE}(?:(?:, | and |, and ){PLACE})*)\b)?"
    rf"(?! (?:of|policy|level|budget|funding|council))"
)


def names(text: str) -> list[Name]:
    """The bodies of a text in their order, none within another."""
    return list(names_once(text))


@lru_cache(maxsize=64)  # a sentence is asked about many times in a row
def names_once(text: str) -> tuple[Name, ...]:
    found = [
        *listed_names(text),
        *quoted_names(text),
        *town_names(text),
        *of_places(text),
        *possessives(text),
        *proper_names(text),
        *described(text),
    ]
    kept: list[Name] = []
    for one in sorted(found, key=lambda name: (name.start, -name.end)):
        if (one.kind or one.proper) and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)


# Bodies and funds with a comma in their name.
WITH_COMMA = re.compile(
    r"\b(?:Asylum,? Migration,? and Integration Fund|Citizens, Equality, Rights and Values [Pp]rogramme|"
    r"Border Management and Visa Instrument|Save the Children(?: [A-Z]\w+)?)(?: \([A-Z]{2,8}\))?"
)


# “Migration, Asylum, Refugees Regional Initiative (MARRI)”: an abbreviation tells where a name with commas begins.
SHORT_BEHIND = re.compile(r"\s\(([A-Z]{3,8})\)")
COMMA_WORDS = re.compile(rf"(?:{WORD}|{CONNECT}|,|\s)+$")
# “the NGO “Vaša prava””
QUOTED_NAME = re.compile(
    r"\b(?P<what>(?:(?:[A-Z][\w-]+ ){0,3}(?:NGOs?|Centre|Association|Foundation|Organi[sz]ation|Society|Institute|"
    r"Initiative)|association|foundation|organi[sz]ation|charity|cooperative|federation|society|"
    r"non-governmental organisation|company)) [“\"„«‘'](?P<name>[A-ZÀ-Þ][^“”„«»\"\n]{2,60})[”\"»’']"
)
TOWN = re.compile(
    rf"(?<![\w’'])(?!(?:The|Each|Every|This|That|Its|Their|Local|One|No|Any|Our|An?|In|Some|Another|New|Host|"
    rf"Pilot) )(?P<place>{WORD}(?: {WORD})?) (?P<head>municipality|county|commune|university|region|library|"
    rf"diocese|parish|hospital|prefecture|district|voivodeship|prefecture|oblast|canton|"
    rf"(?:city|town|county|municipal|district|borough) council)\b"
)


def listed_names(text: str) -> list[Name]:
    """Bodies with commas in their names: those in the table, and those whose abbreviation says so."""
    found = [Name(m.start(), m.end(), m.group(), kind(m.group()), True) for m in WITH_COMMA.finditer(text)]
    for short in SHORT_BEHIND.finditer(text):
        words = COMMA_WORDS.search(text[max(0, short.start() - 120) : short.start()])
        capitals = [*re.finditer(WORD, words.group())] if words else []
        own = capitals[-len(short[1]) :]
        start = short.start() - len(words.group()) + own[0].start() if own else 0
        if "".join(one.group()[0] for one in own) == short[1] and "," in text[start : short.start()]:
            found.append(Name(start, short.end(), text[start : short.end()], kind(text[start : short.start()]), True))
    return found


def quoted_names(text: str) -> list[Name]:
    """Bodies with their name in quotation marks."""
    return [
        Name(
            m.start(),
            m.end(),
            m["name"] if m["what"] in {"NGO", "NGOs"} or m["what"].islower() else m.group(),
            kind(m["what"]) or "ngo",
            True,
        )
        for m in QUOTED_NAME.finditer(text)
        if not re.search(
            r"\b(?:opened|created|founded|established|set up|called|launched|named)\b[^.;]{0,20}$",
            text[: m.start()],
        )
    ]


def town_names(text: str) -> list[Name]:
    return [
        Name(m.start(), m.end(), m.group(), kind(m["head"]) or "local-authority", True)
        for m in TOWN.finditer(text)
        if m["place"] not in ADJECTIVES
    ]


BODY_HEAD = re.compile(
    r"\b(?:Ministry|Minister|Office|Agency|Council|Association|Municipality|City|University|Institute|Foundation|"
    r"Directorate|Department|Federation|Service|Board|Commission|Delegation|Platform|Cent(?:re|er)|Church|Caritas|"
    r"Society|Union)\b"
)


def proper_names(text: str) -> list[Name]:
    """The runs of capitals that may name a body; what kind it is may stay open."""
    found = []
    for match in PROPER.finditer(text):
        start, end = match.span()
        while strip := FIRST.match(text[start:end]):
            start += strip.end()
        if start >= end:
            continue
        listed = LIST_ON.match(text, end) if LISTED.match(text[start:end]) else None
        if listed and not any(
            known(part) or BODY_HEAD.search(part) for part in re.split(r", | and ", listed.group())[1:]
        ):
            found += named(text, start, listed.end())
            continue
        with_kind = KIND_BEHIND.match(text, end) if " and " not in text[start:end] else None
        found += named(text, start, with_kind.end()) if with_kind else parts(text, start, end)
    return found


# “the Martha association”: what a body is, in small letters behind its name
KIND_BEHIND = re.compile(
    r"[’']? (?:association|federation|foundation|college|union|institute|parish|diocese|cooperative|charity)\b"
)


HALF_A_NAME = re.compile(
    r"County|City|Town|Region|Regional|Local|Municipal|National|Federal|State|Housing|Health|Education|Labour|"
    r"Employment|Social|Migration|Immigration|Asylum|Refugee|Integration|Migrants?|Refugees|Women|Youth|Family|"
    r"Cultural|"
    r"Equality|Justice|Home|Rural|Urban|Economic|Civic|Public|Science|Sports?"
)


def parts(text: str, start: int, end: int) -> list[Name]:
    """One run of capitals as the bodies it names: “Ministry of Interior and Caritas” are two."""
    words = text[start:end]
    if words in NAMES:
        return named(text, start, end)  # “Bosnia and Herzegovina”
    for match in reversed([*SPLIT.finditer(words)]):
        left, right = words[: match.start()], FIRST.sub("", words[match.end() :])
        if HALF_A_NAME.fullmatch(left):
            continue  # “County and City Management Association”
        if (right in ADJECTIVES or right in ORIGINS) and right not in NAMES:
            return named(text, start, start + match.start())
        towns = (
            (left in PLACES or right in PLACES) and " " not in left + right and not (is_body(left) or is_body(right))
        )
        if (left in PLACES and right in PLACES) or towns:
            return [*named(text, start, start + match.start()), *named(text, end - len(right), end)]
        the = match.group().strip() == "and the"
        if the and not LISTED.match(left) and (is_body_alone(right) or re.fullmatch(r"[A-Z]{3,8}", right)):
            return [*named(text, start, start + match.start()), *parts(text, end - len(right), end)]
        if known(right) and re.fullmatch(r"[A-Z]{2,8}", left):
            return [*named(text, start, start + match.start()), *named(text, end - len(right), end)]
        short = re.fullmatch(r"[A-Z]{2,8}", right) or (known(left) == kind(left) != "" and " " not in left + right)
        if is_body(left) and (short or is_body_alone(right) or (match.group().strip() == "and the" and is_body(right))):
            return [*named(text, start, start + match.start()), *parts(text, end - len(right), end)]
    return named(text, start, end)


PLACES = NAMES.keys() | CITIES.keys()


def is_body(words: str) -> bool:
    return bool(kind(words)) and not NO_BODY.search(words)


def is_body_alone(words: str) -> bool:
    """Whether the second half of “A and B” begins like a body rather than like more of the same name."""
    if known(words):
        return True
    first = re.split(r" (?:of|for|on|in) ", words)[0]
    return is_body(words) and bool(
        re.search(
            r"\b(?:Ministry|Minister|Office|Agency|Council|Association|Municipality|City|University|Institute|"
            r"Foundation|Directorate|Department|Federation|Service|Board|Commission|Delegation|Platform|Centre|"
            r"Church|Government)\b",
            first,
        )
    )


def named(text: str, start: int, end: int) -> list[Name]:
    lower = re.match(r"(?:and|or|of|for|to|with|on) (?:the )?", text[start:end])
    start += lower.end() if lower else 0
    words = text[start:end].rstrip("’'")
    if text[:start].endswith("(") and text[end : end + 1] == ")":
        return []  # an abbreviation of the name before it
    if nation := NATIONAL_NGO.match(words):
        start, words = start + nation.end(), words[nation.end() :]
    if hosted := HOSTED.match(words):
        return [*named(text, start, start + hosted.end(1)), *named(text, start + hosted.start(2), start + len(words))]
    owner = re.sub(r"['’]s$", "", words)
    if owner != words and (owner in PLACES or " " not in owner):
        return []
    if words not in NAMES and all(
        part in ADJECTIVES or part in ORIGINS for part in re.split(r"[-\s]|\band\b", words) if part
    ):
        return []
    if (words.removesuffix("s") in ADJECTIVES and words not in NAMES) or words.endswith(
        ("-led", "-run", "-wide", "-based", "-funded")
    ):
        return []  # people by their origin
    if (
        (words.casefold() in GENERAL and not words.isupper())
        or words in MONEY
        or (SHORT_OF.search(words) and SHORT_OF.sub("", words) in NAMES)
    ):
        return []
    if (
        (NO_BODY.search(words) and kind(words) != "local-authority-network")
        or (words in ADJECTIVES and words not in NAMES)
        or words in {"EU", "European Union", "EU Member States", "Europe"}
    ):
        return []
    return [Name(start, start + len(words), words, kind(words), True)]


def of_places(text: str) -> list[Name]:
    """“the municipalities of Athens and Thessaloniki” as two municipalities."""
    found = []
    for match in OF_PLACE.finditer(text):
        head = match["head"].casefold()
        one = {"municipalities": "Municipality", "cities": "City", "towns": "Town", "communes": "Commune",
        "cantons": "Canton", "regions": "Region",
               "provinces": "Province", "counties": "County", "mayors": "Mayor"}.get(head,
               head.capitalize())  # fmt: skip
        told = (
            "regional-authority"
            if re.match(r"canton|region|provinc|count|voivod|länder|state|prefect", head)
            else "local-authority"
        )
        for part in re.finditer(rf"{WORD}(?:[ -](?:de |am |an der |upon |sur |la )?{WORD}){{0,3}}", match["list"]):
            at = match.start("list") + part.start()
            start = match.start("head") if not found or found[-1].end <= match.start() else at
            found.append(Name(start, at + len(part.group()), f"{one} of {part.group()}", told, True))
    return found


def possessives(text: str) -> list[Name]:
    return [
        Name(
            match.start(),
            match.end(),
            f"{match['place']} {match['head']}",
            "regional-authority" if match["head"].startswith("state") else kind(match["head"]) or "local-authority",
            True,
        )
        for match in POSSESSIVE.finditer(text)
    ]


def described(text: str) -> list[Name]:
    found = []
    for match in DESCRIBED.finditer(text):
        if match["noun"] in {"NGO", "NGOs", "company"} and re.match(r" [A-ZÀ-Þ]", text[match.end() :]):
            continue  # “the Hungarian NGO Menedék” is told by its name
        if match["of"] and re.fullmatch(HEADS, match["noun"]):
            continue  # “the municipalities of Athens and Thessaloniki” are two
        words = " ".join(match.group().split())
        found.append(
            Name(
                match.start(),
                match.end(),
                words[:1].upper() + words[1:],
                kind(words) or "multi-stakeholder-body",
                bool(match["adjective"] or match["of"]),
            )
        )
    return found
