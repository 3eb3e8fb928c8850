"""Drafts: what a passage says of one initiative, each field with the words it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from initiatives.importer.narrative.actors import LEADING, Actor
from initiatives.importer.narrative.audiences import audiences
from initiatives.importer.narrative.bodies import LEVELS, LEVELS_OF_KINDS, kind
from initiatives.importer.narrative.context import is_statistic, is_teaser, speaks_about
from initiatives.importer.narrative.dates import Date, dates
from initiatives.importer.narrative.figures import Figure, figures
from initiatives.importer.narrative.places import CITIES, alternatives, country_names, places
from initiatives.importer.narrative.regions import REGIONS
from initiatives.importer.narrative.shaping import blanked, shape
from initiatives.importer.narrative.statements import Statement
from initiatives.importer.narrative.taking_part import all_actors, in_full
from initiatives.importer.narrative.themes import themes
from initiatives.importer.narrative.titles import Title, title
from initiatives.importer.narrative.turning import Passage, readable


@dataclass(frozen=True)
class Relation:
    """How this initiative stands to another one that its statements name; ``target`` is a slug where it is known."""

    type: str
    name: str
    words: str
    target: str = ""


@dataclass
class Draft:
    """A proposed entry of an initiative; ``because`` has for each field the words it rests on,
    or why it was inferred."""

    title: str
    statements: list[Statement]
    countries: list[str] = field(default_factory=list)
    scope: str = ""
    levels: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    form: str = ""
    status: str = ""
    actors: list[Actor] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    target_groups: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    citations: dict[int, str] = field(default_factory=dict)
    continues: str = ""
    confidence: float = 0.0
    because: dict[str, str] = field(default_factory=dict)

    @property
    def footnotes(self) -> list[int]:
        return list(dict.fromkeys(number for one in self.statements for number in one.footnotes))


INHERITED, HEADING = "taken from the statement before", "taken from the heading"
COVERS = re.compile(
    r"\b(?:covers?|covering|operates? in|active in|piloted in|implemented in|takes? place in|carried out in|"
    r"partners? (?:from|in)|runs? in|participating countries)\b"
)
EVENT_IN = re.compile(
    r"\b(?:held|met|meeting|place|gathered|convened|hosted|conference|summit|workshop|seminar|headquartered|based|"
    r"office|offices)\s(?:[\w-]+\s){0,3}in\s(?:the city of\s)?$"
)
MANY_COUNTRIES = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|"
    r"various) (?:[\w-]+ ){0,2}(?:countries|[Mm]ember [Ss]tates)\b"
)
# How a sentence is joined to the one before it.
CONNECTIVE = re.compile(
    r"^(?:In addition|Additionally|Moreover|Furthermore|Similarly|Finally|And finally|Lastly|Likewise|Meanwhile|"
    r"Besides|Also|However|Elsewhere|By contrast|In contrast|Conversely|In parallel|At the same time|In turn|"
    r"For (?:its|their) part|Separately|To this end|As a result|Consequently|Thus|Therefore|Shortly afterwards|"
    r"Afterwards|Subsequently|Notably|In particular|For (?:example|instance)|For the first time|"
    r"Against this background|In the reporting (?:period|year)|Later that year|Still|Yet|Instead|Nevertheless|"
    r"Nonetheless),?\s"
)
OF_THE_UNION = re.compile(r"\b(?:AMIF|European Social Fund|Erasmus\+?|Interreg|Horizon 2020|EU budget)\b")
BEYOND = {"eu-body", "international-organisation"}

SUCCEEDS = re.compile(
    r"\b(?:replac(?:es|ed|ing)|succeed(?:s|ed|ing)|supersed(?:es|ed|ing)|previous version of|successor (?:to|of)|"
    r"builds? on|follow-up to|based on the)\s(?:the\s)?(?P<what>[^.,;]{6,90})"
)
PART_OF = re.compile(r"\b[Aa]s (?:a )?part of (?:the )?(?P<what>[^.,;]{6,90})")


def draft(
    passage: Passage, before: Draft | None, year: int | None, citations: dict[int, str], spoken: Sequence[Actor] = ()
) -> Draft:
    """A passage as a draft; ``before`` is the draft of the passage before it in the same paragraph, ``spoken`` are the
    bodies that the text named before."""
    told = [CONNECTIVE.sub("", readable(one), count=1) for one in passage.statements]
    own = sorted([words for words in told if not speaks_about(words)] or told, key=is_teaser)
    titled = title(own)
    made = Draft(titled.title, passage.statements, because={"title": titled.words})
    acting = [words for n, words in enumerate(told) if not n or not is_statistic(words)]
    made.actors = [in_full(actor, spoken) for actor in all_actors(acting, titled)]
    place(made, passage, own, before)
    told_by = shape(titled, own, len(leads(made)))
    made.form, made.because["form"] = told_by.form, told_by.form_words
    made.status, made.because["status"] = told_by.status, told_by.status_words
    lead(made, titled, passage, before)
    level(made, own)
    others = [
        actor
        for actor in made.actors
        if (titled.found == "first words" and actor.kind not in MADE_UP) or actor.words not in titled.title
    ]
    plain = [without_actors(words, others) for words in told]
    cities = acting_cities(leads(made))
    heading = without_actors(titled.title, others) if titled.found == "first words" else titled.title
    voices = any(actor.kind == "refugee-migrant-body" for actor in leads(made))
    found = themes(heading, plain[0], " ".join(plain[1:]), made.form, made.levels, cities, voices=voices)
    made.themes = [theme for theme, _ in found]
    made.because["themes"] = ", ".join(word for _, word in found)
    details(made, told, year, citations)
    made.confidence = confidence(made, titled)
    return made


# Kinds of bodies that may be the initiative itself: “The coordination committee met four times.”
MADE_UP = {"", "multi-stakeholder-body", "refugee-migrant-body", "local-authority-network"}


def acting_cities(leading: list[Actor]) -> int:
    """How many cities or regions lead, where nobody else does; a network of them stands for two."""
    found = [
        2 if actor.kind == "local-authority-network" else actor.kind in {"local-authority", "regional-authority"}
        for actor in leading
    ]
    return sum(found) if all(found) else 0


def without_actors(words: str, taking_part: list[Actor]) -> str:
    """A statement without the names of those who take part, whose words are about them and not about what they did."""
    for actor in taking_part:
        if actor.words[:1].isupper():
            words = words.replace(actor.words, "x")
    return words


# ── where ────────────────────────────────────────────────────────────────────────────────────────────────────


def place(made: Draft, passage: Passage, own: list[str], before: Draft | None) -> None:
    """Countries by the first statement that names one, else by the heading, else by what stands before."""
    codes, words = named_countries(made, own)
    if passage.heading and not codes:
        codes, words = passage.heading, f"{HEADING}: {passage.heading_words}"
    elif not codes and before is not None and not goes_beyond(made, own):
        codes, words = before.countries, INHERITED if before.countries else ""
    made.countries = sorted(codes)
    made.because["countries"] = words
    made.scope = scope(made, own)
    made.because["scope"] = words or made.scope


def named_countries(made: Draft, own: list[str]) -> tuple[list[str], str]:
    beyond = any(actor.kind in BEYOND and actor.role in LEADING for actor in made.actors)
    for n, words in enumerate(own):
        found = [
            one
            for one in places(words)
            if not (beyond and one.kind in {"city", "name"} and EVENT_IN.search(words[: one.start]))
        ]
        codes = list(dict.fromkeys(code for one in found for code in one.countries))
        if codes:
            for later in own[n + 1 :]:
                covers = COVERS.search(later)
                codes += [
                    code
                    for one in places(later)
                    if covers and one.start > covers.start()
                    for code in one.countries
                    if code not in codes
                ]
            return codes, ", ".join(dict.fromkeys(one.words for one in found))
    return [], ""


def goes_beyond(made: Draft, own: list[str]) -> bool:
    """Whether an initiative without a country is the EU’s or an international body’s, not of the place before."""
    return any(actor.kind in BEYOND and actor.role in LEADING for actor in made.actors) or bool(
        LEVELS["eu"].search(own[0]) or MANY_COUNTRIES.search(own[0])
    )


def scope(made: Draft, own: list[str]) -> str:
    if made.countries:
        return "national" if len(made.countries) == 1 else "transnational"
    kinds = {actor.kind for actor in made.actors if actor.role in (*LEADING, "host-programme", "funder")}
    if (
        "eu-body" in kinds
        or OF_THE_UNION.search(own[0])
        or LEVELS["eu"].search(" ".join(own))
        or re.search(r"\bEU\b|\bEuropean\b", made.title)
    ):
        return "eu"
    return "international"


# ── what ─────────────────────────────────────────────────────────────────────────────────────────────────────


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────


def lead(made: Draft, titled: Title, passage: Passage, before: Draft | None) -> None:
    """Who leads, where no statement says so: the initiative itself, its host, or who led before in the paragraph."""
    if (
        titled.found == "named"
        and made.form in {"body", "network"}
        and made.status in {"established", "launched", "agreed", "ongoing"}
    ):
        made.actors.append(
            Actor(titled.title, kind(titled.title) or "multi-stakeholder-body", "created-body", titled.words)
        )
    if not leads(made) and titled.found == "named" and speaks(made):
        made.actors.insert(0, Actor(titled.title, kind(titled.title) or "multi-stakeholder-body", "lead", titled.words))
    if not leads(made):
        # “The Basque Government’s programme was wound up”
        owner = next((actor for actor in made.actors if actor.words.endswith(("’s", "'s"))), None)
        made.actors = [
            actor._replace(role="lead", name=re.sub(r"['’]s$", "", actor.name)) if actor is owner else actor
            for actor in made.actors
        ]
    if not leads(made) and (owner := owner_told(made, passage)) is not None:
        made.actors = [actor._replace(role="lead") if actor is owner else actor for actor in made.actors]
    hosts = [actor for actor in made.actors if actor.kind in BEYOND and actor.role == "host-programme"]
    if not leads(made) and hosts:
        made.actors = [actor._replace(role="lead") if actor in hosts else actor for actor in made.actors]
    elsewhere = any(places(readable(one)) for one in passage.statements)
    if not leads(made) and before is not None and titled.found != "quoted" and not elsewhere:
        made.actors += [actor._replace(inferred=True) for actor in leads(before)]
    found = leads(made)
    made.because["actors"] = INHERITED if found and found[0].inferred else ", ".join(actor.words for actor in found)


OWNED = re.compile(r"(?:A|An|The|Its)\s(?:[\w-]+\s){1,3}?(?:of|at|by) (?:the )?")


def owner_told(made: Draft, passage: Passage) -> Actor | None:
    """Whose the thing is that a sentence begins with: “A help desk of the Red Cross assisted 1,900 people”."""
    words = readable(passage.statements[0])
    start = OWNED.match(words)
    return next(
        (one for one in made.actors if start and one.words[:1].isupper() and words.startswith(one.words, start.end())),
        None,
    )


def speaks(made: Draft) -> bool:
    return made.form == "network" and made.status == "published"


def leads(made: Draft) -> list[Actor]:
    return [actor for actor in made.actors if actor.role in LEADING]


NO_LEVEL = {"", "ngo", "multi-stakeholder-body", "refugee-migrant-body"}
TOWNS = alternatives({name: "" for name in CITIES if name not in REGIONS})
OF_TOWNS = re.compile(rf"\bof (?:{TOWNS})\b|^(?:{TOWNS})(?:['’]s)? [A-Z]")


def level(made: Draft, own: list[str]) -> None:
    """Governance levels by who takes part and by what the statements say of levels."""
    found: dict[str, str] = {}
    for actor in made.actors:
        if actor.kind in LEVELS_OF_KINDS and actor.role not in {"commentator", "funder"} and not actor.inferred:
            found.setdefault(LEVELS_OF_KINDS[actor.kind], actor.words)
    if any(actor.role in LEADING and actor.kind in NO_LEVEL and OF_TOWNS.search(actor.name) for actor in made.actors):
        found.setdefault("local", "a town in the name of who leads")
    text = " ".join(blanked(words) for words in own)
    for actor in made.actors:
        named = actor.kind in LEVELS_OF_KINDS and " " in actor.words and actor.words[:1].isupper()
        if actor.kind in BEYOND or (named and actor.role != "target-audience"):
            text = text.replace(actor.words, " ")
    other = any(actor.kind == "international-organisation" and actor.role in LEADING for actor in made.actors)
    for name, pattern in LEVELS.items():
        match = pattern.search(text)
        if match and not (name == "eu" and other):
            found.setdefault(name, match.group())
    if len(made.countries) == 1 and not {"national", "regional", "local"} & set(found):
        here = places(own[0])
        town = next((one.words for one in here if re.search(r"\b[Ii]n (?:the \w+ of )?$", own[0][: one.start])), "")
        town = "" if any(one.kind != "city" for one in here) else town
        level_of_town = "regional" if town in REGIONS else "local"
        found[level_of_town if town else "national"] = town or "inferred: a country is named, and no level"
    if len(made.countries) == 1 and "local" not in found and (town := town_of_action(own[0], made.actors)):
        found["local"] = town
    if len(made.countries) > 1:
        found.setdefault("international", "inferred: several countries are named")
    if any(actor.inferred and actor.kind == "national-authority" for actor in made.actors):
        found.setdefault("national", INHERITED)
    if not found:
        found[made.scope if made.scope in {"eu", "international"} else "national"] = (
            f"inferred from its scope, {made.scope}"
        )
    made.levels = [name for name in LEVELS if name in found]
    made.because["levels"] = ", ".join(found[name] for name in made.levels)


IN_TOWN = re.compile(r"\bin (?:the (?:city|town|municipality) of )?$")


def town_of_action(words: str, taking_part: list[Actor]) -> str:
    """The town in which something goes on: “a pilot in Mechelen”; empty where people met or a body has its seat."""
    seats = tuple(actor.words for actor in taking_part)
    for one in places(words):
        ahead = words[: one.start]
        if one.kind == "city" and one.words not in REGIONS and IN_TOWN.search(ahead) and not EVENT_IN.search(ahead):
            return "" if IN_TOWN.sub("", ahead).rstrip().endswith(seats) else one.words
    return ""


# ── details ──────────────────────────────────────────────────────────────────────────────────────────────────


def details(made: Draft, told: list[str], year: int | None, citations: dict[int, str]) -> None:
    """Dates, figures, target groups, relations, and the texts of the footnotes where the section has them."""
    for words in told:
        made.dates += [date for date in dates(words, year) if date.edtf not in {d.edtf for d in made.dates}]
        made.figures += figures(words)
    groups = [found for words in told for found in audiences(words)]
    made.target_groups = list(dict.fromkeys(slug for slug, _ in groups))
    made.because["target_groups"] = ", ".join(dict.fromkeys(words for _, words in groups))
    made.because["dates"] = ", ".join(date.words for date in made.dates)
    for words in told:
        made.relations += [
            Relation("succeeds", match["what"].strip(), match.group()) for match in SUCCEEDS.finditer(words)
        ]
        made.relations += [
            Relation("part-of", match["what"].strip(), match.group()) for match in PART_OF.finditer(words)
        ]
    made.citations = {number: citations[number] for number in made.footnotes if number in citations}


def confidence(made: Draft, titled: Title) -> float:
    """How much of the draft its own words say, from 0 to 1."""
    said = [
        0.25 if made.countries and not made.because["countries"].startswith(("taken", "inferred")) else 0.1,
        {"quoted": 0.2, "named": 0.2, "described": 0.12}.get(titled.found, 0.0),
        0.15 if any(not actor.inferred for actor in leads(made)) else 0.0,
        0.15 if made.status != "ongoing" else 0.05,
        0.1 if made.footnotes else 0.0,
        0.1 if made.form else 0.0,
    ]
    return round(sum(said), 2)


def country_list(codes: list[str]) -> str:
    return ", ".join(country_names().get(code, code) for code in codes)
