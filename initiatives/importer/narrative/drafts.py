"""Drafts: what a passage says of one initiative, each field with the words it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from initiatives.importer.narrative.actors import LEADING, Actor, actors
from initiatives.importer.narrative.audiences import audiences
from initiatives.importer.narrative.bodies import LEVELS, LEVELS_OF_KINDS, kind
from initiatives.importer.narrative.dates import Date, dates
from initiatives.importer.narrative.figures import Figure, figures
from initiatives.importer.narrative.gazetteer import REGIONS
from initiatives.importer.narrative.names import names
from initiatives.importer.narrative.nouns import NOUN, form_of
from initiatives.importer.narrative.passages import Passage, is_teaser, readable, speaks_about
from initiatives.importer.narrative.places import country_names, places
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.statements import Statement
from initiatives.importer.narrative.themes import themes
from initiatives.importer.narrative.titles import Title, described_title, title
from initiatives.importer.narrative.verbs import STRONG, Verb, verbs


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
    r"\b(?:held|met|meeting|place|gathered|convened|hosted|conference|summit|workshop|seminar|headquartered|"
    r"based|office|offices)\s(?:[\w-]+\s){0,3}in\s(?:the city of\s)?$"
)
MANY_COUNTRIES = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|"
    r"various) (?:[\w-]+ ){0,2}(?:countries|"
    r"[Mm]ember [Ss]tates)\b"
)
# How a sentence is joined to the one before it.
CONNECTIVE = re.compile(
    r"^(?:In addition|Additionally|Moreover|Furthermore|Similarly|Finally|And finally|Lastly|Likewise|"
    r"Meanwhile|Besides|Also|However|"
    r"Elsewhere|By contrast|In contrast|Conversely|In parallel|At the same time|In turn|For (?:its|"
    r"their) part|Separately|"
    r"To this end|As a result|Consequently|Thus|Therefore|Shortly afterwards|Afterwards|Subsequently|Notably|"
    r"In particular|"
    r"For (?:example|instance)|For the first time|Against this background|In the reporting (?:period|year)|"
    r"Later that year),?\s"
)
BEYOND = {"eu-body", "international-organisation"}
NOW = re.compile(r"\b(?:now|currently|today|to date|still|at present)\b")
SUCCEEDS = re.compile(
    r"\b(?:replac(?:es|ed|ing)|succeed(?:s|ed|ing)|supersed(?:es|ed|ing)|previous version of|successor (?:to|"
    r"of)|builds? on|follow-up to|based on the)\s(?:the\s)?(?P<what>[^.,;]{6,90})"
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
    made.actors = [in_full(actor, spoken) for actor in all_actors(told, titled)]
    place(made, passage, own, before)
    shape(made, titled, own)
    lead(made, titled, passage, before)
    level(made, own)
    plain = [without_actors(words, made.actors, titled) for words in told]
    found = themes(titled.title, plain[0], " ".join(plain[1:]), made.form, made.levels)
    made.themes = [theme for theme, _ in found]
    made.because["themes"] = ", ".join(word for _, word in found)
    details(made, told, year, citations)
    made.confidence = confidence(made, titled)
    return made


def without_actors(words: str, taking_part: list[Actor], titled: Title) -> str:
    """A statement without the names of those who take part, whose words are about them and not about what they did."""
    for actor in taking_part:
        if actor.words[:1].isupper() and actor.words not in titled.title:
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
    if "eu-body" in kinds or LEVELS["eu"].search(" ".join(own)) or re.search(r"\bEU\b|\bEuropean\b", made.title):
        return "eu"
    return "international"


# ── what ─────────────────────────────────────────────────────────────────────────────────────────────────────


def shape(made: Draft, titled: Title, own: list[str]) -> None:
    """Form and status, by the title and by the first verb that says what happened."""
    verb = main_verb(own, titled)
    made.form, made.because["form"] = titled.form, titled.words
    if not made.form:
        told_by = described_title(blanked(own[0]))
        made.form, made.because["form"] = (told_by.form, told_by.words) if told_by else ("", "")
    if verb is not None and re.match(r"(?:was |were )?(?:evaluated|assessed|surveyed|studied)", verb.words):
        made.form, made.because["form"] = "study", verb.words
    if not made.form and verb is not None:
        made.form, made.because["form"] = form_of_verb(verb), verb.words
    if not made.form:
        noun = next((noun for words in own for noun in NOUN.finditer(without_names(words))), None)
        made.form, made.because["form"] = (form_of(noun), noun.group()) if noun else ("", "")
    if (
        verb is not None
        and verb.words.startswith(("agree", "signed", "concluded"))
        and (
            made.form == "guidance"
            or re.search(r"\b(?:exchange|share|sharing|cooperat\w+|protocol|common|joint)\b", own[0])
        )
        and made.form in {"guidance", "event", "project", ""}
        and not re.search(r"\bpilot", own[0])
    ):
        made.form = "agreement"
    if verb is not None and verb.words.startswith("agree") and made.form == "law" and len(leads(made)) > 1:
        made.form = "agreement"
    if made.form == "project" and verb is not None and verb.status == "agreed" and "programme" in titled.words:
        made.form = "plan"
    if made.form in {"event", "body"} and verb is not None:
        made.form = body_or_event(made.form, titled, verb)
    if verb is None:
        made.status = "published" if made.form == "study" else "ongoing"
        made.because["status"] = "no verb says what became of it"
    else:
        made.status, made.because["status"] = settled(verb, made.form, own), verb.words


def without_names(words: str) -> str:
    """A sentence without the names of bodies, in which an office or a council says nothing of what was made."""
    for name in names(words):
        words = words[: name.start] + "x" * (name.end - name.start) + words[name.end :]
    return words


VERB_FORMS = (
    (r"trained|coached", "training"),
    (r"survey|analy|examin|studied|evaluat|assess|looked into|investigat|mapped", "study"),
    (r"signed|concluded|agreed", "agreement"),
    (r"held|hosted|organi[sz]ed|took place", "event"),
    (r"allocated|earmarked", "funding-call"),
)


def form_of_verb(verb: Verb) -> str:
    return next((form for words, form in VERB_FORMS if re.search(words, verb.words)), "")


# Said of the present: what later sentences tell of single events does not change it.
GOES_ON = re.compile(r"(?:\w+[^s]s|(?:is|are|has|have) (?!(?:\w+ )?to\b).+|manage|run|offer|operate|meet)\b(?! to\b)")


def main_verb(own: list[str], titled: Title) -> Verb | None:
    """The first verb that tells what happened, beside the title if possible; else one that says that it goes on."""
    ordered = sorted(own, key=lambda words: titled.words not in words)
    going = next((verb for verb in verbs(blanked(ordered[0])) if GOES_ON.match(verb.words)), None)
    if going is not None and not any(verb.status in STRONG for verb in verbs(blanked(ordered[0]))):
        return going
    for chosen in (STRONG, {"announced"}, {"ongoing"}):
        for words in ordered:
            hidden = blanked(words)
            found = [verb for verb in verbs(hidden) if verb.status in chosen]
            # “revised and set the quotas”: the second verb has the object.
            if len(found) > 1 and hidden[found[0].end : found[1].start] == " and ":
                return found[1]
            if found:
                return found[0]
    return None


def blanked(words: str) -> str:
    """A sentence without what its quoted titles say."""
    for one in quoted(words):
        words = words[: one.start] + "x" * (one.end - one.start) + words[one.end :]
    return words


def body_or_event(form: str, titled: Title, verb: Verb) -> str:
    held = re.search(r"held|took place|hosted|organi[sz]ed|gathered|brought", verb.words)
    if re.search(r"\b(?:[Cc]onference|[Ff]orum|[Mm]eeting|[Rr]ound ?table|[Ss]ummit|[Aa]ssembly)\b", titled.words):
        return (
            "event"
            if held and "nterministerial" not in titled.words
            else ("body" if verb.status in {"established", "agreed"} else form)
        )
    return form


MAKING = ("develop", "design", "produced", "drew up", "drawn up", "wrote", "written", "elaborat")


def settled(verb: Verb, form: str, own: list[str]) -> str:
    """The status a verb tells of a thing of this form: a guide that was developed is published, a plan drafted."""
    words, first = verb.words.casefold(), own[0]
    if verb.status in {"launched", "established"} and re.search(r"\b(?:19|20)\d\d\b", first) and NOW.search(first):
        return "ongoing"
    if verb.status == "ongoing" and re.match(r"(?:From|As of) ", first):
        return "launched"
    if verb.status == "ongoing" and form == "study":
        return "published"
    if form == "funding-call" and re.match(r"(?:handed out|granted|awarded|paid|gave|distributed)", words):
        return "launched"
    if words.startswith("distributed") and form in {"guidance", "communication", "study"}:
        return "published"
    if words.startswith(MAKING) and form not in {"guidance", "study", "communication"}:
        return "drafted" if form in {"plan", "law"} else "launched"
    if verb.status in {"published", "announced", "launched"} and re.match(
        r"(?:In [A-Z]\w+, )?(?:A|The) (?:first )?draft\b", first
    ):
        return "drafted"
    if words.startswith("opened") and re.search(r"opened (?:a )?(?:public )?consultations?", first):
        return "ongoing"
    if re.match(r"allocated|distributed|assigned|earmarked", words) and form != "allocation":
        return "launched"
    if (
        words.startswith(("decided", "amended", "updated", "revised"))
        and re.search(r"\b(?:set|fixed)\b", first)
        and form == "allocation"
    ):
        return "set"
    if form == "allocation" and verb.status in {"continued", "agreed", "established"}:
        return "set"
    return verb.status


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────


def all_actors(told: list[str], titled: Title) -> list[Actor]:
    """The actors of all statements, each once, in the role it has first; the initiative itself is not its own actor."""
    found: dict[str, Actor] = {}
    led = False
    for words in told:
        held = [(one.start, one.end) for one in quoted(words)]
        here = [actor for actor in actors(words, 0, len(words), held) if not is_itself(actor, titled)]
        if not any(actor.role in LEADING for actor in here) and re.search(r"\bbetween\b", words):
            here = [
                actor._replace(role="lead") if actor.role == "partner" and is_party(actor) else actor for actor in here
            ]
        for actor in here:
            # Who acts in a later statement takes part in what somebody else leads.
            given = actor._replace(role="partner") if led and actor.role in LEADING else actor
            found.setdefault(actor.name.casefold(), given)
        led = led or any(actor.role in LEADING for actor in here)
    return list(found.values())


# “The Office also launched a course”: a body by its last word, which the text named in full before.
BY_ONE_WORD = re.compile(
    r"(?:the )?(?:office|ministry|agency|council|directorate|municipality|foundation|association|institute|"
    r"authority|board|"
    r"department|service|federation|university|union|secretariat|organi[sz]ation|commissariat|inspectorate|"
    r"delegation|region|"
    r"canton|province|county|charity|cooperative|church|diocese|chamber|ngo)",
    re.IGNORECASE,
)


def in_full(actor: Actor, spoken: Sequence[Actor]) -> Actor:
    """The body that a single word means, by the last one of this kind that was named in full."""
    if not BY_ONE_WORD.fullmatch(actor.name):
        return actor
    word = re.compile(rf"\b{actor.name.split()[-1]}\b", re.IGNORECASE)
    full = next((one for one in reversed(spoken) if " " in one.name and word.search(one.name)), None)
    return actor._replace(name=full.name, kind=full.kind) if full is not None else actor


def is_party(actor: Actor) -> bool:
    """Whether an actor between whom and another something was agreed is told by name."""
    return actor.kind == "national-authority" or (" " in actor.name and actor.words[:1].isupper())


def is_itself(actor: Actor, titled: Title) -> bool:
    """Whether an actor is the initiative itself, as a body or network that was made."""
    return titled.found == "named" and actor.name.casefold() in titled.title.casefold()


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
    hosts = [actor for actor in made.actors if actor.kind in BEYOND and actor.role == "host-programme"]
    if not leads(made) and hosts:
        made.actors = [actor._replace(role="lead") if actor in hosts else actor for actor in made.actors]
    elsewhere = any(places(readable(one)) for one in passage.statements)
    if not leads(made) and before is not None and titled.found != "quoted" and not elsewhere:
        made.actors += [actor._replace(inferred=True) for actor in leads(before)]
    found = leads(made)
    made.because["actors"] = INHERITED if found and found[0].inferred else ", ".join(actor.words for actor in found)


def speaks(made: Draft) -> bool:
    return made.form == "network" and made.status == "published"


def leads(made: Draft) -> list[Actor]:
    return [actor for actor in made.actors if actor.role in LEADING]


def level(made: Draft, own: list[str]) -> None:
    """Governance levels by who takes part and by what the statements say of levels."""
    found: dict[str, str] = {}
    for actor in made.actors:
        if actor.kind in LEVELS_OF_KINDS and actor.role not in {"commentator", "funder"} and not actor.inferred:
            found.setdefault(LEVELS_OF_KINDS[actor.kind], actor.words)
    text = " ".join(blanked(words) for words in own)
    for actor in made.actors:
        if actor.kind in BEYOND or actor.name.startswith("National "):
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
