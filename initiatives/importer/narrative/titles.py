"""The title that a passage gives an initiative: quoted, a proper name, or the words by which it is described."""

import re
from typing import NamedTuple

from initiatives.importer.narrative.bodies import kind, known
from initiatives.importer.narrative.names import FIRST, PROPER
from initiatives.importer.narrative.nouns import NOUN, WEAK, form, form_of, head_noun
from initiatives.importer.narrative.places import places
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.verbs import Verb, is_passive, verbs


class Title(NamedTuple):
    """A proposed title, how it was found (quoted, named, described), and the form that its words tell."""

    title: str
    found: str
    form: str
    words: str


LONGEST = 16  # words of a described title
STOP = re.compile(
    r",(?!\d)(?! [a-z-]+(?:, [a-z-]+)* and [a-z-]+ (?:cent|serv|offic|polic|programm|project|measure|course|agenc))|;|"
    r":|\.(?:\s|$)|\s(?:which|that|who|where|when|aiming|aimed|aims|in order|"
    r"with the (?:aim|objective|goal|support|help|purpose)|as part|so that|co-?funded|funded|financed|under which|"
    r"through which|in (?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"spring|summer|autumn|winter|20\d\d|19\d\d|early|late|mid|cooperation|collaboration|partnership)|"
    r"together with|jointly|was|were|is|are|has|have|had|will|by the|between (?=[JFMASOND][a-z]+ (?:and|\d))|"
    r"during|since|until|as of|after|before|from (?:January|\d)|on \d|"
    r"and (?:now|also|will|was|were|has|is|are|to|aims)|designed|intended|meant|including|while|whereas|led by|"
    r"to be|because|allowing|bringing together|targeting|covering|and [a-z]+ed (?:the|a|an|its|[a-z]+s))\b|"
    r"\sto (?=[a-z]+ )(?!the\b|local\b|refugees\b|municipalities\b|integration\b|housing\b|education\b|"
    r"employment\b|work\b|a\b)",
)
DETERMINER = re.compile(
    r"^(?:a|an|the|its|their|his|another|one|several|two|three|four|five|six|some|many|new|first|second|third|"
    r"updated|revised|joint|further|also|own|additional|annual(?= (?:call|round))|number of|series of|set of|of|on|"
    r"with|in|out|up|for|into|a number of)\b(?!-)\s*",
    re.IGNORECASE,
)
HOST = re.compile(
    r"\b(?:[Aa]s (?:a )?part of|[Ww]ithin (?:the )?(?:framework|scope|context) of|"
    r"[Ii]n the (?:framework|context|scope) of|[Uu]nder|[Ww]ithin|[Ff]unded (?:by|through|under)|[Ff]rom|"
    r"[Ww]ith (?:co-)?funding (?:from|by|of)|[Tt]hrough|[Bb]y|[Ii]mplement\w+|of the|for the) (?:the )?(?:new )?$"
)


def title(sentences: list[str]) -> Title:
    """The title of an initiative from its statements; the first statement decides, where it has one."""
    if (first := NAME_FIRST.match(sentences[0])) and not places(first["name"]) and not kind(first["name"]):
        told = described_title(first["what"])
        return Title(first["name"], "named", told.form if told else form(cut(first["what"])), first["name"])
    if acting := ACTING_BODY.match(sentences[0]):
        return Title(acting["name"], "named", "body", acting["name"])
    for sentence in sentences:
        for find in (quoted_title, named_title):
            found = find(sentence)
            if found is not None:
                return found
        break
    found = described_title(sentences[0])
    if found is not None:
        return found
    for sentence in sentences[1:]:
        found = quoted_title(sentence) or named_title(sentence)
        if found is not None:
            return found
    words = shortened(sentences[0])
    return Title(words, "first words", "", words)


def quoted_title(sentence: str) -> Title | None:
    """The quoted title that a noun says what it is of, else the first; one that only hosts another comes last."""
    found = quoted(sentence)
    if not found:
        return None
    best = max(found, key=lambda one: (bool(one.form), not HOST.search(sentence[: one.start][-60:]), -one.start))
    if HOST.search(sentence[: best.start][-60:]) and not best.form:
        return None
    if best.form and (under := MOTTO.search(sentence[: best.start])) and (told := form(under["what"])):
        return Title(best.title, "quoted", told, best.title)
    return Title(best.title, "quoted", best.form or form(best.title), best.title)


# “opened a fund for small initiatives under the motto “…””: what has the title is told before it.
MOTTO = re.compile(
    r"\b(?:an?|the|its|their|new|first) (?P<what>(?:[\w-]+ ){1,9})(?:under the (?:title|name|motto|slogan|heading)|"
    r"called|named|"
    r"entitled|titled|known as|dubbed)[\s,:]*$"
)
# “INTARSI: courses of Italian as a second language”
NAME_FIRST = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’'&.+-]*(?: (?!of |for )[\w’'&.+-]+){0,6}): (?P<what>(?:the |an? )?[a-z][^.;]{8,})"
)

# “The Advisory Council of Nicosia presented its first proposals”: a body that does its work is the initiative.
ACTING_BODY = re.compile(
    r"(?:In [A-Z]\w+, )?[Tt]he (?P<name>(?:[A-ZÀ-Þ][\w’'-]+ ){1,6}?(?:Council|Committee|Board|Forum|Group|Panel|"
    r"Parliament|"
    r"Assembly|Platform)(?: (?:of|for|on) (?:the )?[A-ZÀ-Þ][\w’'-]+(?: (?:and |of |for )?[A-ZÀ-Þ][\w’'-]+){0,5})?)"
    r"(?:, [^,]{3,80},)? (?:has )?(?:presented|gave|submitted|delivered|held|adopted|issued|published|sent|made) "
    r"(?:[\w-]+ ){0,3}?(?:proposals?|opinions?|views|position|statement|meetings?|session|comments)\b"
)


def named_title(sentence: str) -> Title | None:
    """A proper name with a noun of an initiative in it, that was made or that goes on in this sentence."""
    told = verbs(sentence)
    beside = APPOSED.match(sentence)
    if beside:
        return Title(beside["name"], "named", form(beside["what"]), beside["name"])
    called = CALLED.search(sentence)
    if called and not HOST.search(sentence[: called.start()][-70:]):
        return Title(called["name"], "named", form(called["what"]), called["name"])
    for match in PROPER.finditer(sentence):
        start, end = match.span()
        while strip := FIRST.match(sentence[start:end]):
            start += strip.end()
        words = sentence[start:end].strip()
        if len(words.split()) < 2 or not is_thing(sentence, start, end, words, told):
            continue
        noun = head_noun(words)
        if (beside := KIND_BESIDE.match(sentence[end : end + 80])) and not known(words):
            return Title(words, "named", form(beside["what"]), words)
        after = re.match(r"\s(?:[a-z-]+\s)?(" + NOUN.pattern + r")\b", sentence[end : end + 40])
        return Title(words, "named", after_form(after) or (form_of(noun) if noun else ""), words)
    return None


APPOSED = re.compile(
    r"(?:In [A-Z]\w+, )?(?P<name>[A-ZÀ-Þ][\w’'&-]+(?: [A-ZÀ-Þ][\w’'&-]+){0,5}), (?:a|an|"
    r"the) (?P<what>(?:[\w-]+ ){0,4}(?:project|programme|scheme|initiative|network|platform|campaign|app|portal|"
    r"pilot|course|service|partnership)\b)"
)
CALLED = re.compile(
    r"\b(?P<what>(?:pilot )?(?:project|programme|scheme|campaign|initiative|network|platform|app|course|exhibition|"
    r"festival|portal)) (?P<name>[A-ZÀ-Þ][\w’'&-]*(?: [A-ZÀ-Þ][\w’'&-]*){0,6})(?! [a-z]*['’]s)"
)
# “the European Exchange on Local Reception, a forum in which …”
KIND_BESIDE = re.compile(
    r",? (?:an?|the (?:first|country['’]s first)|its|their) (?P<what>(?:[\w-]+ ){0,4}?(?:project|programme|scheme|"
    r"initiative|network|platform|campaign|app|portal|pilot|course|service|partnership|forum|council|board|centre|"
    r"hub|body|fund|guide|handbook|tool|website|hotline|festival|exhibition|space|club|café|house|alliance|"
    r"coalition|agency|register)\b)"
)
# A verb without an object: what stands before it is what began, went on or ended.
ALONE = re.compile(
    r"\s*(?:[.,;]|$|\s(?:in|on|at|with|until|for|throughout|during|and|by|its (?:work|activities)|after|from|"
    r"across)\b)"
)


def after_form(match: re.Match | None) -> str:
    if match is None:
        return ""
    noun = NOUN.search(match.group())
    return form_of(noun) if noun else ""


def is_thing(sentence: str, start: int, end: int, words: str, told: list[Verb]) -> bool:
    """Whether a name is that of what was made: a verb's object, its subject in the passive, or what went on."""
    noun = head_noun(words)
    if known(words):
        return False
    beside = KIND_BESIDE.match(sentence[end : end + 80])
    if beside:
        return not HOST.search(sentence[:start][-70:])
    behind = re.match(
        r"\s(?:[a-z-]+\s){0,2}?(?:project|programme|scheme|initiative|campaign|network|platform|app|portal|"
        r"partnership|plan|strategy|pilot|call|course)s?\b",
        sentence[end : end + 40],
    )
    if (noun is None and behind is None) or re.search(
        r"\b(?:Ministry|Minister|Directorate|Office|Agency|Government|Municipality|City of|Association|Foundation|"
        r"University|Department|Service|Council of (?:Ministers|Europe)|Fund|Federal Council|City Council|"
        r"Refugee Council|Parliament|Secretariat|Institute)\b",
        words,
    ):
        return False
    if HOST.search(sentence[:start][-70:]):
        return False
    verb_before = next(
        (verb for verb in reversed(told) if verb.end <= start and start - verb.end < 45 and verb.status != "ongoing"),
        None,
    )
    if verb_before and not is_passive(sentence, verb_before):
        return not re.search(r"\b(?:with|by|for|between|against)\b", sentence[verb_before.end : start])
    verb_after = next((verb for verb in told if verb.start >= end and verb.start - end < 60), None)
    if verb_after is None or OBLIQUE.search(sentence[:start][-60:]):
        return False
    if re.search(r"gather|bring|brought|unit|connect|link", verb_after.words):
        return True
    return is_passive(sentence, verb_after) or (
        verb_after.status in {"continued", "completed", "launched"} and bool(ALONE.match(sentence[verb_after.end :]))
    )


# A name behind a preposition is not what the sentence is about: “drafted by an independent Committee”.
OBLIQUE = re.compile(
    r"\b(?:of|by|on|about|for|to|towards|against|with|into|under|from) (?:the |its |their |an? )?(?:[a-z-]+ ){0,2}$"
)
CONCLUDED = re.compile(r"concluded (?P<what>.+)")  # the verb with its object: “concluded an agreement”
AGREED_ON = re.compile(r"^(?:[^;.]{3,80}? )?(?:up)?on (?=(?:a|an|the|new|common|joint|simpler|[a-z]+) )")
# “has been meeting every month”, “continued in 2020”: who or what did so is what it is about.
NO_OBJECT = re.compile(
    r"^(?:$|[.,;]|(?:every|once|twice|again|monthly|weekly|quarterly|(?:two|three|four|five|six|several|many|\d+) "
    r"times|regularly|since|until|in|on|at|as of|by|from|throughout|during|"
    r"for (?:a|two|three))\b)"
)
# “agreed to pilot a model”, “continued to finance mentors”: what is done comes behind another verb.
TO_DO = re.compile(
    r"^(?:to )?(?:(?:jointly|further|also) )?(?:pilot|test|launch|open|create|establish|set up|fund|finance|run|"
    r"offer|provide|implement|develop|publish|introduce|start|support(?= the )|organise|organize|extend|expand|"
    r"renew|operate|use|build|draw up|draft|prepare|adopt|sign|deliver|carry out|coordinate|financing|funding|"
    r"running|offering|providing|implementing|operating|supporting(?= the ))\s(?!for |of |from |to |and )(?=\w)"
)
# “a sponsorship scheme, Open Doors, in which”
BESIDE = re.compile(
    r"(?:an?|the|its) (?:[a-z-]+ ){1,5}?[a-z-]+, (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,5}), "
)


def described_title(sentence: str) -> Title | None:
    """What was made, in the sentence's own words: the object of its verb, or the subject in the passive."""
    reported = REPORTED.match(sentence)
    if reported:
        verb = next(iter(verbs(sentence)), None)
        words = cut(sentence[reported.start("what") : verb.start if verb and verb.start > reported.end() else None])
        return Title(capital(words), "described", best_form(words), words)
    told = verbs(sentence)
    for verb in sorted(told, key=lambda verb: verb.status == "ongoing"):
        if sentence[verb.end :].startswith((" and ", ", ")) and not is_passive(sentence, verb):
            continue
        phrase = sentence[verb.end :].strip()
        if (within := CONCLUDED.match(verb.words)) and not is_passive(sentence, verb):
            phrase = f"{within['what']} {phrase}"
        if verb.words.startswith(("agree", "decided")):
            phrase = AGREED_ON.sub("", phrase, count=1)
        if is_passive(sentence, verb) or NO_OBJECT.match(phrase):
            phrase = subject(sentence, verb)
        words = cut(TO_DO.sub("", phrase, count=1))
        article = "the " if phrase.lstrip().startswith("the ") else ""
        if (turned := nominal(verb, words, article)) is not None:
            return Title(turned, "described", form(turned), words)
        if phrase.startswith("with "):
            continue  # a partner's name, not what was made with it
        if MONEY.match(words):
            return Title(words, "described", "funding-call", words)
        noun = head_noun(words) if words else None
        if noun is not None or (words and NOUN.search(words)):
            beside = BESIDE.match(phrase)
            if beside:
                return Title(beside["name"], "named", best_form(words), beside["name"])
            return Title(capital(words), "described", best_form(words), words)
    noun = re.match(r"(?:A|An|The|New)\s+", sentence) and NOUN.match(sentence, len(sentence.split(maxsplit=1)[0]) + 1)
    if noun:
        words = cut(sentence)
        return Title(capital(words), "described", best_form(words), words)
    return None


# “surveyed the schools” is a survey of the schools.
NOMINAL = (
    ("survey", "Survey of"),
    ("analy", "Analysis of"),
    ("mapped", "Mapping of"),
    ("evaluated", "Evaluation of"),
    ("trained", "Training of"),
    ("is training", "Training of"),
    ("are training", "Training of"),
    ("trains", "Training of"),
    ("coached", "Coaching of"),
    ("reviewed", "Review of"),
    ("audited", "Audit of"),
    ("scrutini", "Study of"),
    ("exchanged", "Exchange of"),
    ("compare", "Comparison of"),
    ("examined", "Study of"),
    ("studied", "Study of"),
    ("looked into", "Study of"),
    ("investigated", "Study of"),
    ("assessed", "Assessment of"),
)
REPORTED = re.compile(
    r"(?:In [A-Z]\w+, )?(?:A|An|The) (?P<what>(?:[a-z-]+ ){0,3}(?:report|study|survey|analysis|evaluation|review|"
    r"mapping|paper|brief|article|audit|opinion|guide|handbook)s? (?:from|by|of|on|commissioned|published|in the|"
    r"prepared)\b)"
)


def nominal(verb: Verb, words: str, article: str) -> str | None:
    """The title of what a verb of study or teaching made; “started to register” made a register."""
    if verb.status in {"launched", "announced", "continued"} and words.startswith("to register "):
        return f"Register of {words.removeprefix('to register ')}"
    made = next((noun for start, noun in NOMINAL if verb.words.startswith(start)), None)
    return f"{made} {article}{words}" if made and words else None


# What a thing is for does not say what it is.
AIM = re.compile(r"\s(?:for|to|in which|aimed|aiming|that|which)\s")
# “a programme of direct grants” is grants.
A_ROW_OF = re.compile(r"(?:[\w-]+ ){0,2}?(?:programme|scheme|series|package|system|set|round|range|network) of ")


MONEY = re.compile(
    r"(?:(?:up to|around|about|more than|over|some|almost|nearly|an additional|a total of|another) )?"
    r"(?:EUR|€|£|CHF|[A-Z]{3} \d|\d[\d.,]* (?:million|billion|euros?|kronor|kroner|francs|zloty|crowns)\b)"
)


def best_form(words: str) -> str:
    if MONEY.match(words):
        return "funding-call"
    told = form(words)
    if told in WEAK and (of := A_ROW_OF.match(words)) and (noun := head_noun(words[of.end() :])) is not None:
        return form_of(noun)
    if told in WEAK or not told:
        end = AIM.search(words)
        own = words[: end.start()] if end else words
        other = next((form_of(noun) for noun in NOUN.finditer(own) if form_of(noun) not in WEAK), "")
        return told or other
    return told


BETWEEN = re.compile(r"(?:A|An|The)\b[^,]*\bbetween\b")  # whose commas part those who agree


def subject(sentence: str, verb: Verb) -> str:
    """What stands before a passive verb, without an introduction that a comma closes."""
    ahead = re.sub(
        r"\s+(?:was|were|has been|have been|had been|is|are|is being|are being|also|then|first)\s*(?:also|being|"
        r"then|newly)?\s*$",
        "",
        sentence[: verb.start].rstrip(),
    )
    ahead = re.sub(r"\s+(?:was|were|has been|have been|had been|is|are)$", "", ahead)
    behind = sentence[verb.end :].strip()
    head = (
        ahead
        if BETWEEN.match(ahead)
        else re.split(
            r",\s+(?=(?:a|an|the|several|two|three|new|its|"
            r"[A-Z])\b)",
            ahead,
        )[-1]
    )
    goes_on = re.match(r"(?:(?:in|by|on) [^,.]{3,40}? )?(?P<rest>(?:for|on|with|between|to)\s.*)", behind)
    return f"{head} {goes_on['rest']}" if goes_on and len(head.split()) < 7 else head


def cut(phrase: str) -> str:
    """The phrase without its articles, up to where it begins to say more than what the thing is."""
    words = phrase.strip(' ,“”"')
    while strip := DETERMINER.match(words):
        words = words[strip.end() :]
    stop = STOP.search(words, 3)
    words = short(words[: stop.start()] if stop else words)
    return OPEN_BRACKET.sub("", words).strip(" ,;:.")


def short(words: str) -> str:
    """The first words, as many as a title has; a title does not end with “of the”."""
    own = words.split()
    return " ".join(own) if len(own) <= LONGEST else DANGLING.sub("", " ".join(own[:LONGEST]))


DANGLING = re.compile(r"(?:,?\s(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|that|the|their|to|which|who|with))+$")
OPEN_BRACKET = re.compile(r"\s*\([^()]*$")  # a title ends before brackets that it would cut in two


def shortened(sentence: str) -> str:
    return capital(short(sentence).strip(" ,;:."))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
