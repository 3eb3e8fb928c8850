"""Where a passage goes on about its initiative, and where it turns to another one."""

import re
from dataclasses import dataclass, field

from initiatives.importer.narrative.actors import LEADING, actors
from initiatives.importer.narrative.context import (
    INDEFINITE,
    creates,
    is_statistic,
    is_teaser,
    is_told,
    speaks_about,
    was_made,
)
from initiatives.importer.narrative.names import NO_BODY
from initiatives.importer.narrative.nouns import NOUN
from initiatives.importer.narrative.places import countries, places
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.statements import Statement
from initiatives.importer.narrative.titles import CALLED, NAME_FIRST, named_title
from initiatives.importer.narrative.verbs import STRONG, is_passive, verbs


@dataclass
class Passage:
    """The statements about one initiative, and what its surroundings add: heading, and the passage before it."""

    statements: list[Statement] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    heading_words: str = ""
    before: "Passage | None" = None  # in the same paragraph, or what a list begins with
    is_item: bool = False

    @property
    def text(self) -> str:
        return " ".join(statement.text for statement in self.statements)


LONGEST = 3_000  # characters of a statement that are looked into; no sentence of a report is as long
KINDS_OF_THING = (
    r"project|programme|program|initiative|objectives?|aims?|goals?|purpose|body|network|plan|strategy|platform|"
    r"measures?|scheme|campaign|organi[sz]ation|association|agreement|pact|first|second|third|participants|results|"
    r"group|board|council|centres?|center|pilot|document|law|act|guide|handbook|manual|tool|toolkit|report|study|"
    r"partners|partnership|funding|activities|new|latter|former|grants?|committee|course|training|app|website|"
    r"portal|hub|hubs|service|services|call|fund|action|event|conference|meeting|meetings|members|findings|"
    r"evaluation|office|unit|contract|contracts|memorandum|framework|working group|task force|register|quota|"
    r"quotas|budget|total|publication|recommendations|videos?|materials?|forum|mechanism|same|two|three|main|city|"
    r"municipality|ministry|region|scope|implementation|launch|idea|approach|model|priorit\w+|signatories|text|"
    r"package|alliance|coalition|consortium|exhibition|festival|survey|authors|researchers|mediators|mentors|"
    r"volunteers|courses|next|final|last|rest|other|remaining|expansion|extension|convention|charter|proposal|"
    r"reform"
)
ANAPHOR = re.compile(
    rf"(?!At the same time|For the first time)(?:(?:It|They|These|Those|This|Its|Their|He|She|Such|Here|There|Both|"
    rf"Each|So far|To date|Currently|Now|Since then|Until then|Afterwards|Initially|Previously|Later|Then)\b|"
    rf"(?:One|Two|Three|Some|All|Most|Many|Several|Half|Part|None|Members|Participants|Each) of (?:the |its |"
    rf"their |these |them)|Participants\b|Participating\b|[Tt]he (?:(?:newly |"
    rf"recently )?[a-z]+[ -]){{0,2}}(?:{KINDS_OF_THING})\b(?! (?:of|for) (?:the )?[A-Z])"
    rf"(?!,? [“\"„«‘'])(?! [A-ZÀ-Þ])|"
    r"(?:In|Under|Within|Through|By|With|During|On|At|For|As part of|After|Following|Based on|Thanks to|Alongside|"
    r"Besides|Before|Upon|Among) (?:it|this|these|that|its|their|the (?:same|project|programme|agreement|pact|"
    r"scheme|initiative|new|first|second|plan|framework|end|pilot|course|law|network|meantime|long))\b(?! "
    r"[“\"„«‘'A-ZÀ-Þ])|"
    r"(?:An|A) (?:\w+ )?(?:evaluation|review|assessment|interim report|final report|progress report|"
    r"mid-term review)(?! (?:of|on|into|carried))\b|(?:In total|In all|Overall|As a result|"
    r"For (?:example|instance)|In practice|In particular|Specifically|However|Nevertheless|Nonetheless|"
    r"Consequently|Therefore|Thus|Hence|Accordingly)\b|(?:The )?(?:objective|aim|goal|purpose|idea) |More than|"
    r"Over \d|Around \d|About \d|Some \d|Up to|At least|Nearly|Almost|Approximately|\d)",
)
ADDITIVE = re.compile(
    r"(?:At the same time|In turn|By contrast|In contrast|Conversely|On the other hand|For (?:its|their) part|"
    r"Shortly (?:after|before)wards?|Later (?:that|in the) year|In the same (?:month|year|period)|"
    r"In addition(?! to this)|Additionally|Moreover|Furthermore|Also\b|Another|"
    r"A (?:further|second|third|new|similar|separate|different|number of)|Separately|Meanwhile|Likewise|Similarly|"
    r"Elsewhere|In parallel|Finally|Lastly|Besides|Apart from|At (?:the )?(?:local|regional|national|EU|European|"
    r"international|federal|municipal|provincial) level|On the (?:local|regional|national|other)|Independently|"
    r"In a (?:separate|similar|different)|Other)",
)


# “The grant programme for mentoring was closed” speaks of a thing that it has to explain.
SPECIFIED = re.compile(
    r"[Tt]he (?!(?:[a-z]+ ){0,2}(?:deadlines?|costs?|number|aim|budget|applications?)\b)(?:[a-z]+[ -]){1,4}(?:for|"
    r"on) (?!the |this |these |its |their |them)[a-z]|[Tt]he (?:[a-z]+ )?(?:third|fourth|fifth|\d+th|annual|"
    r"yearly) (?:[a-z]+ ){0,2}(?:meeting|conference|edition|forum|congress|summit|week|festival) of (?!the |this |"
    r"its |their )[a-z]"
)


def readable(one: Statement) -> str:
    """A statement's words without its markers, as much of them as is looked into."""
    return re.sub(r"  +", " ", one.plain[:LONGEST])


LONG_TEASER = 120  # characters of a sentence with a source, which tells something by itself
SHORT_ITEM = 14  # words of an item that may only add to the one before it


def goes_on(words: str, last: Passage, *, is_item: bool) -> bool:
    """Whether a paragraph or an item goes on about the initiative before it."""
    if is_item and (named := NAME_FIRST.match(words)) and NOUN.search(named["what"]):
        return False
    if is_item and (words[:1].islower() or (not verbs(words) and len(words.split()) < SHORT_ITEM)):
        return True
    here, there = countries(words), countries(last.text) or last.heading
    if not ANAPHOR.match(words) or (here and there and not set(here) & set(there)):
        return False
    return not (creates(words) and (quoted(words) or SPECIFIED.match(words)))


def begins_new(words: str, before: Passage, numbered: bool) -> bool:
    """Whether a sentence within a paragraph turns to another initiative."""
    if same_title(words, before.text):
        return False
    if (
        len(before.statements) == 1
        and is_teaser(before.text)
        and not (before.statements[0].own or (before.statements[0].cites and len(before.text) > LONG_TEASER))
        and not elsewhere(words, before)
    ):
        return False
    if turns_elsewhere(words, before):
        return True
    closed = not numbered or any(one.own or one.cites for one in before.statements)
    if closed and (is_specified(words, before, numbered) or is_explained(words, before)):
        return True
    if ANAPHOR.match(words) or speaks_about(words):
        return False
    if is_told(words) and (moves_on(words, before) or (closed and tells_another(words, before, numbered))):
        return True
    if not introduces(words):
        return False
    added = ADDITIVE.match(words) is not None or " also " in words
    named = (
        bool(quoted(words)) or named_title(words) is not None or new_subject(words, before) or new_thing(words, before)
    )
    return (closed and (added or named)) or (added and new_subject(words, before))


def turns_elsewhere(words: str, before: Passage) -> bool:
    """Whether a sentence tells what happened in a country that was not spoken of before."""
    here, there = countries(words), countries(before.text) or before.heading
    if there and opens_elsewhere(words, there):
        return True
    if not here or not is_told(words) or speaks_about(words) or ANAPHOR.match(words):
        return False
    return not set(here) & set(there) if there else bool(countries(words[:70]))


def opens_elsewhere(words: str, there: list[str]) -> bool:
    """Whether a sentence opens with another country and nothing more: “In Greece, …”."""
    first = next(iter(places(words)), None)
    return (
        first is not None
        and first.kind == "name"
        and not {*first.countries} & {*there}
        and OPENS.fullmatch(words[: first.start]) is not None
        and words[first.end :].startswith(", ")
    )


OPENS = re.compile(r"(?:(?:And|But|Similarly,|Meanwhile,|Finally,|Likewise,) )?[Ii]n ")


def is_specified(words: str, before: Passage, numbered: bool) -> bool:
    return numbered and bool(before.statements[-1].own) and bool(SPECIFIED.match(words)) and creates(words)


def is_explained(words: str, before: Passage) -> bool:
    """Whether a sentence says what a thing is that was not spoken of before."""
    explained = EXPLAINED.match(words) or INTRODUCED.match(words)
    if explained and is_told(words) and next(filter(None, explained.groups())) not in before.text:
        return True
    called = CALLED.search(words)
    if called and is_told(words) and not ANAPHOR.match(words) and called["name"] not in before.text:
        return True
    made_by = any(was_made(words, verb) for verb in verbs(words))
    return bool(before.statements[-1].cites) and bool(PLURAL.match(words)) and made_by


def tells_another(words: str, before: Passage, numbered: bool) -> bool:
    """Whether somebody else does something, or a thing that nobody spoke of before is made or does something."""
    if OFFERS.search(words) and new_subject(words, before):
        return True
    if INDEFINITE.match(words) and any(was_made(words, verb) for verb in verbs(words)):
        return True
    if numbered and several_act(words, before):
        return True
    thing = NOUN.search(words[:60])
    if not numbered and INDEFINITE.match(words) and thing and thing.group().casefold() not in before.text.casefold():
        return True
    if not numbered and named_anew(words, before):
        return True
    return acts_anew(words, before) or makes_one(words, before)


def several_act(words: str, before: Passage) -> bool:
    """Whether a sentence behind a footnote begins with people or things not named before: “Counsellors of … visit”."""
    who = PLURAL.match(words) if before.statements[-1].own else None
    if who is None or who["who"].casefold() in before.text.casefold() or is_statistic(words):
        return False
    return any(verb.status != "announced" for verb in verbs(words))


def named_anew(words: str, before: Passage) -> bool:
    """Whether a sentence begins with a body that has a name and was not named before."""
    lead = next((actor for actor in actors(words, 0, len(words), []) if actor.role in LEADING), None)
    if lead is None or " " not in lead.words or re.search(r"\b(?:it|them|this)\b", words):
        return False
    return (
        lead.words[:1].isupper()
        and re.match(r"(?:[Tt]he )?" + re.escape(lead.words), words) is not None
        and new_subject(words, before)
    )


def makes_one(words: str, before: Passage) -> bool:
    """Whether somebody in whatever words, who was not spoken of before, makes a thing: “parents formed a choir”."""
    verb = next((verb for verb in verbs(words) if verb.status in {*STRONG, "announced"}), None)
    if verb is None or is_passive(words, verb) or not ONE.match(words[verb.end :]):
        return False
    who = words[: verb.start].strip().casefold().removeprefix("the ")
    return NOUN.search(words[verb.end : verb.end + 60]) is not None and who not in before.text.casefold()


ONE = re.compile(r"\s(?:an?|two|three|four|five|\d+) [a-z]")


def elsewhere(words: str, before: Passage) -> bool:
    here, there = countries(words), countries(before.text)
    return bool(here) and bool(there) and not set(here) & set(there)


# “The association offered its members a series of webinars”
OFFERS = re.compile(
    r"^(?:(?:With|In|For|As|Under|Through|Within|At|By|On|Since|During|After|From|Thanks|To|Together)\b[^,;]{2,90}, )?"
    r"[^,;]{3,90}(?:, [^,;]{3,90},)? ?\b(?:offered|offers|provided|provides|ran|runs|awarded|awards|funded|funds|"
    r"financed|finances|operated|"
    r"operates|organised|organises|organized|maintains|maintained|manages|managed|hosts|hosted|supports|supported|"
    r"employs|pays for|paid for|helped|helps|assisted|advised|enabled|coordinates|coordinated|implements|implemented|"
    r"gives|gave|"
    r"hired) (?:[\w-]+ ){0,3}?(?:an?|\d+|new|two|three|four|five) (?!year|month|total)"
)
# “The integration year, a traineeship in associations, became …”: a thing that has to be explained.
EXPLAINED = re.compile(r"(?:The|A|An) (?P<name>(?:[\w-]+ ){0,4}[\w-]+), (?:an?|the) (?!result|consequence|whole)[a-z]")

# “The project PEI taught …”, “Choices (Programa Escolhas), now in its fifth year, is a government programme …”
INTRODUCED = re.compile(
    r"(?:The|A) (?:[a-z-]+ ){0,3}(?:project|programme|scheme|campaign|network|initiative|platform) "
    r"(?P<name>[A-ZÀ-Þ][\w-]+)|"
    r"(?P<other>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ(][\w’')-]+){0,4})(?:, [^,]{2,60},)? (?:is|was) an? (?:[\w-]+ ){0,3}"
    r"(?:project|programme|scheme|campaign|network|initiative|platform|fund|course|centre)\b"
)
# “Local support centres for migrants were maintained”
PLURAL = re.compile(
    r"(?!The |Its |These |Their |Such |Both |All |Most |Some )"
    r"(?P<who>[A-Z][a-z]+(?: [a-z]+){0,3}?s) (?:for|of|\(|to|on) "
)


def moves_on(words: str, before: Passage) -> bool:
    """Whether a sentence opens with a place that was not spoken of before: “In Bavaria, …”."""
    first = next(iter(places(words)), None)
    opening = first is not None and re.fullmatch(r"(?:In|At|For) (?:the \w+ of )?", words[: first.start]) is not None
    return opening and first.words not in before.text and " similar " not in words


def same_title(words: str, before: str) -> bool:
    titles = [one.title for one in quoted(words)]
    return any(title.casefold() in before.casefold() for title in titles)


def introduces(words: str) -> bool:
    """Whether a sentence names a thing that was not spoken of before: with a title, a capital, or “a”."""
    told = [verb for verb in verbs(words) if verb.status != "ongoing"]
    if not told:
        return bool(quoted(words)) and bool(verbs(words))
    return bool(quoted(words)) or creates(words)


THING = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:new |revised |updated |first |second |draft "
    r")?(?P<name>[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ][\w’'-]+|of|for|and|on|the)){1,8})"
)


def new_thing(words: str, before: Passage) -> bool:
    """Whether a sentence is about a plan, a charter or the like that has a name and was not named before."""
    match = THING.match(words)
    return match is not None and bool(NO_BODY.search(match["name"])) and match["name"] not in before.text


# What a verb does to a thing that was spoken of before.
SPOKEN_OF = re.compile(r"\W{0,3}(?:the|this|that|it|them|these|those|such)\b")


def acts_anew(words: str, before: Passage) -> bool:
    """Whether somebody with a name, who was not named before, does something to what was not spoken of before."""
    verb = next((verb for verb in verbs(words) if verb.status in STRONG), None)
    if verb is None or is_passive(words, verb) or SPOKEN_OF.match(words[verb.end :]):
        return False
    leads = [actor for actor in actors(words, 0, len(words), []) if actor.role in LEADING]
    return any(actor.words != actor.words.lower() and " " in actor.words for actor in leads) and new_subject(
        words, before
    )


def new_subject(words: str, before: Passage) -> bool:
    """Whether somebody leads here who was not named before."""
    leads = [actor for actor in actors(words, 0, len(words), []) if actor.role in LEADING]
    return bool(leads) and leads[0].name.casefold() not in before.text.casefold()
