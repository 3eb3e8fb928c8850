"""What a sentence says in general, and what it says of an initiative."""

import re

from initiatives.importer.narrative.actors import LEADING, actors
from initiatives.importer.narrative.names import Name, names
from initiatives.importer.narrative.nouns import NOUN
from initiatives.importer.narrative.places import places, sole_place
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.titles import ALONE
from initiatives.importer.narrative.verbs import COMMENT, STRONG, Verb, is_passive, verbs

GENERIC = re.compile(
    r"\b(?:[Aa] (?:majority|minority|third|quarter|handful) of|[Ss]everal|[Vv]arious|[Mm]any|[Ss]ome|[Dd]iverse|"
    r"[Nn]umerous|[Mm]ost|[Dd]ifferent|[Ff]ew|[Mm]ultiple|[Oo]ther|[Aa] (?:number|range|variety|series) of|"
    r"[Aa] (?:growing|small|large|limited) number of|[Aa]ll|[Aa]n increasing number of)(?: [\w+-]+){0,3} "
    r"(?:initiatives|countries|[Mm]ember [Ss]tates|states|projects|measures|efforts|challenges|developments|cities|"
    r"municipalities|authorities|stakeholders|examples|practices|steps|actors|governments|programmes|activities|"
    r"reports|changes|policies|respondents|jurisdictions|places|regions|trends|actions)\b|"
    r"\b(?:EU\+? countries|Member States|EU\+ states|[Cc]ountries in Europe|European countries|"
    r"[Nn]ational authorities) (?:\w+ )?(?:continued|have|had|made|took|are|were|faced|still|reported|began|revised|"
    r"introduced|developed|implemented|looked|focused|worked|"
    r"adopted|sought|strengthened|invested|increasingly|also)\b|\b(?:this|the following) (?:section|chapter|report|"
    r"part|overview|paragraph|box)\b|\b(?:remains?|remained|is|are|was|were) (?:a |an |the |one of the |widely |"
    r"still |often )?(?:\w+ )?(?:challeng\w+|priorit\w+|key|crucial|essential|important|difficult|uneven|limited|"
    r"considered|necessary|vital|scarce|slow|critical)\b|\b(?:[Ii]ntegration|[Cc]ooperation|[Cc]oordination|"
    r"[Ii]nclusion)(?: \w+){0,8} (?:is|are|requires?|depends?|needs?|remains?|rests?|involves?|happens|takes place|"
    r"works|cannot|calls)\b|\b(?:examples?|practices) (?:include|are|from|below|follow)",
)
POINTER = re.compile(
    r"(?:Dear\b|According to |As reported by |For (?:more|further) (?:information|details)|See (?:also|Section|"
    r"section|Chapter)|"
    r"More (?:information|details)|Source:|Note:|This (?:section|chapter|report|overview|part)\b|"
    r"[^;]{3,90}\b(?:dealt with|described|discussed|presented|covered|examined|treated) in (?:detail in "
    r")?(?:[Cc]hapter|"
    r"[Ss]ection|[Pp]art|[Aa]nnex|[Bb]ox)\b|[^,;]{3,60}\b(?:participated|took part|(?:was|were) represented) in "
    r"(?:the |"
    r"several |all )?(?:\w+ )?(?:meetings?|sessions?|work) of\b|"
    r"The (?:following|examples)|Box \d|Figure \d|Table \d|Photo|©)"
)
TO_CREATE = re.compile(
    r"\b(?:a|an|another|our|its first|the first|two|three|four|five|new|the|its|their|\d+|the creation of|joint)\b",
    re.IGNORECASE,
)
RUN_IN = re.compile(
    r"\W{0,3}(?P<place>[A-ZÀ-Þ][\w -]{2,40}(?:(?: ?\(|, | / )[A-ZÀ-Þ][\w ]{2,30}\)?)?)(?:: |\.?\s*$| [–—|-] )"
)
DENIES = re.compile(r"^(?P<ahead>[^,;]{0,120})\b(?:did|does|do|has|have|had|was|were|is|are) (?:not|never)\b")
FAILS = re.compile(
    r"(?![^;]*;)[^;]{0,200}\bno (?:\w+ )?(?:agreement|decision|consensus|progress) (?:was|has been|could be) |"
    r"(?:Each|Every) (?:refugee|beneficiary|person|newcomer|migrant|applicant|family|child) (?!council|board)|"
    r"(?![^;]*;)[^;]{0,160}\b(?:failed|refused|were unable|was unable|struggled|declined) to\b"
)
SHOULD = re.compile(
    r"(?![^,;.]{3,90}\b(?:decided|agreed|ruled|adopted|determined)\b)(?:[a-z]\) |[a-z] )?[^,;.]{3,90}\b(?:should|must|"
    r"ought to|needs? to)\b"
)
STATISTIC = re.compile(
    r"(?:(?:In|At|By|Between|During|From|Since|As of|Of|Over|With|Overall|Altogether|On|"
    r"Until)\b[^.;]{0,60}?,\s)?(?:(?:a )?total of |some |about |around |over |more than |nearly |almost |only |"
    r"just |up to |an estimated |at least |fewer than |another |the )?(?:number of |share of |proportion of |"
    r"rate of |\d[\d., \u00a0]*(?:million|thousand|per cent|percent|%)?\s)(?:of )?(?:the |all |"
    r"these )?(?:[\w’'-]+ ){0,3}?(?:persons?|people|refugees?|asylum[- ]seekers?|applicants?|applications?|"
    r"decisions?|migrants?|immigrants?|nationals|citizens|foreigners|residents|beneficiaries|children|minors|"
    r"pupils|arrivals|permits?|Ukrainians|Syrians|Afghans|Eritreans|population|inhabitants|unemployed|women|men|"
    r"households)\b(?! (?:boards?|councils?|associations?|organisations?|centres?))"
)
# The authors of a report about themselves, others in general, the law.
AUTHORS = re.compile(
    r"The (?:mid-term )?(?:stocktaking|overview|summary|chapter|report) (?:below |above )?(?:draws|is based|covers|"
    r"is not)\b|(?:Our (?:material|sample|data|research|interviews|analysis|respondents|interviewees)|"
    r"We (?:spoke|interviewed|visited|asked|found|examined|looked|analysed|believe|think|argue|note|have seen))\b|"
    r"(?:Scholars|Observers|Critics|Commentators|Academics) \w+|(?:Nothing|Nobody|None of|Neither)\b|"
    r"Under (?:the )?(?:Law|Act|Article|Directive|Regulation|Constitution)\b"
)
LIVING = re.compile(
    r"[^.;]{0,80}\b(?:persons?|people|refugees|migrants|applicants|applications|arrivals|inflows?|numbers?|rents|"
    r"requests)\b[^.;]{0,14}?\b(?:fell|rose|arrived|left|fled|came|remained|stayed|entered|lived?|stood|totalled|"
    r"doubled|decreased|"
    r"dropped|declined|made up|make up|accounted for|have risen|has risen|have fallen|surged|peaked)\b|"
    r"[^.;]{2,50}\bhosts? (?:more|most|fewer|the most|the highest)\b|"
    r"[^,;]{2,50}\b(?:hosts?|hosted|counts?|counted|received|registered|recorded|admitted|took in|granted|saw|has|"
    r"had|holds?)\s(?:[\w-]+ ){0,3}\d[\d., \u00a0]* (?:[\w-]+ ){0,4}(?:refugees|persons|people|applications|"
    r"applicants|arrivals|migrants|beneficiaries|residents|children|permits)\b|"
    r"(?:Only |Just |About |Nearly )?(?:[Oo]ne|[Tt]wo|[Tt]hree) (?:in|out of) \w+ |"
    r".{3,60}\bfound that (?:only |some |about |nearly )?\d|The (?:literature|debate|discussion)\b|"
    r"[^.;]{2,40}: no \w+|(?:Special|Separate|Different|Specific|The same) rules\b"
)
LEGAL_GROUND = re.compile(
    r"^[^,;]{2,90}(?:, [^,;]{3,90},)? (?:is|are|has been|have been|remains?|remained) (?:\w+ )?(?:responsible for|in "
    r"charge of|"
    r"competent for)\b|"
    r"\b(?:is|are) (?:covered by|subject to|entitled to|eligible for|excluded from)\b|"
    r"\b(?:has|have) (?:free |full |equal )?access to\b|\b(?:is|are|was|were) (?:governed|regulated|defined|"
    r"guaranteed|set out|laid down) (?:by|in)\b|^(?:The |Under the |According to the )?(?:\w+ ){0,4}(?:Directive|"
    r"Regulation|Convention|Constitution|Act|Law|Code|Treaty)\b[^,.;]{0,60}\b(?:lays? down|provides? (?:that|for)|"
    r"stipulates?|obliges?|entitles?|requires?|defines?|guarantees?|governs?|regulates?|applies|allows?|grants?|"
    r"sets out|foresees)\b"
)
# “The Court recommended that …”: words about what others should do.
SAID_ONLY = re.compile(
    r"(?!(?:The|A|An|Its|This|Another)\b[^,;]{0,30}\b(?:report|study|survey|evaluation|analysis|review|"
    r"paper)\b)[^,;]{3,90}\b(?:recommend(?:s|ed)|criticised|notes?|noted|stress(?:es|ed)|called (?:on|for)|"
    r"urge[sd]|warn(?:s|ed)|regret(?:s|ted)|found that|concluded that|held that|has long held|recalled|reiterated|"
    r"takes the view|considers?|points? out|pointed out|argue[sd]|underlined) (?!a\b|an\b)"
)
# “A toolkit was made available”: a thing that nobody spoke of before.
INDEFINITE = re.compile(
    r"(?:[A-Z][^,.;]{2,60}, )?(?:[Aa]|[Aa]n|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|"
    r"[Nn]ew) (?!(?:majority|minority|number|third|quarter|handful|half|few|series|lot|share) )(?!(?:\w+ "
    r"){0,2}(?:committee|group|secretariat|board|budget|team|review|contract)\b)[a-z]"
)
STUDY_SPEAKS = re.compile(
    r"(?:[A-Z][^,.;]{2,50}, )?(?:[Aa]n?|[Aa] new|[Tt]he (?:first|annual)) (?:[\w-]+ ){0,2}(?:report|study|survey|"
    r"evaluation|analysis|review|paper|brief|mapping|article|publication|audit|opinion)\b"
)


def is_context(words: str, place: list[str], *, begun: bool) -> bool:
    """Whether a sentence says something in general rather than of one initiative."""
    if POINTER.match(words) or words.rstrip().endswith("?"):
        return True
    if not begun and RUN_IN.fullmatch(words) and sole_place(words):
        return True
    if not begun and (denied(words) or nothing_done(words)):
        return True
    if is_statistic(words) and not quoted(words):
        return not begun
    if not begun and is_said_only(words):
        return True
    named = any(is_named(name) for name in names(words)) or bool(quoted(words))
    single = any(place.kind != "group" for place in places(words))
    generic = None if INDEFINITE.match(words) and creates(words) else GENERIC.search(words)
    if (
        generic
        and not (creates(words) and any(verb.start < generic.start() for verb in verbs(words)))
        and not quoted(words)
        and not (single and is_told(words))
        and not is_led(words)
    ):
        return not begun or not named
    return not begun and not named and not single and not (place and is_told(words)) and not creates(words)


def is_led(words: str) -> bool:
    """Whether somebody told by name made something."""
    return creates(words) and any(
        actor.role in LEADING and " " in actor.name and actor.words[:1].isupper()
        for actor in actors(words, 0, len(words), [])
    )


def is_said_only(words: str) -> bool:
    """Whether a sentence says what somebody thinks or asks for, and nothing that happened."""
    said = SAID_ONLY.match(words)
    if said and any(
        verb.start >= said.end() and verb.status in STRONG and is_passive(words, verb) for verb in verbs(words)
    ):
        return False
    return said is not None or bool(SHOULD.match(words))


def denied(words: str) -> bool:
    """Whether a sentence says first of all what was not done."""
    match = DENIES.search(words)
    return FAILS.match(words) is not None or (
        match is not None and not any(verb.status != "ongoing" for verb in verbs(match["ahead"]))
    )


def is_statistic(words: str) -> bool:
    """Whether a sentence counts people or says what the law is, and nobody did anything in it."""
    if LEGAL_GROUND.search(words) or AUTHORS.match(words):
        return True
    match = LIVING.match(words)
    if match is not None:
        return not creates(words[match.end() :]) and not any(
            verb.status in STRONG and is_passive(words, verb) for verb in verbs(words)
        )
    match = STATISTIC.match(words)
    return match is not None and not creates(words[match.end() :])


def nothing_done(words: str) -> bool:
    """Whether a sentence says that nothing came about: “published no plan”."""
    return any(words[verb.end :].startswith(" no ") for verb in verbs(words))


def is_named(name: Name) -> bool:
    """Whether a name is somebody's own: a first word with a capital alone is not."""
    return name.proper and (bool(name.kind) or name.start > 0 or " " in name.name)


def is_told(words: str) -> bool:
    return bool(verbs(words))


def creates(words: str) -> bool:
    """Whether a sentence makes a thing known: “published a guide”, “a handbook was drafted”."""
    return any(
        verb.status != "ongoing" and (made(words, verb.start, verb.end) or was_made(words, verb))
        for verb in verbs(words)
    )


def was_made(words: str, verb: Verb) -> bool:
    """Whether a thing that nobody spoke of before is what was done: “Platforms were formed”."""
    ahead = words[: verb.start]
    alone = is_passive(words, verb) or (verb.status == "completed" and ALONE.match(words[verb.end :]) is not None)
    return alone and bool(NOUN.search(ahead)) and not re.match(r"(?:The|This|These|Its)\b", ahead)


def made(words: str, start: int, end: int) -> bool:
    """Whether a new thing stands beside a verb: behind it, or before it in the passive."""
    behind, ahead = words[end : end + 90], words[:start]
    return any(TO_CREATE.search(part) and NOUN.search(part) for part in (behind, ahead)) or bool(
        re.match(r"\s(?:[a-z]+\s){0,3}[a-z]*s\b", behind) and NOUN.search(behind[:50])
    )


def is_teaser(words: str) -> bool:
    """Whether a first sentence tells nothing yet: “Lisbon goes house to house.”"""
    told = verbs(words)
    if any(verb.status != "ongoing" or (RUNS.match(verb.words) and made_one(words, verb)) for verb in told):
        return False
    return not quoted(words) and len(words) < 160


# Verbs of what somebody does all the time, with the thing behind them: “runs a task force”.
RUNS = re.compile(
    r"(?:runs?|operates?|manages?|maintains?|offers?|provides?|coordinates?|funds?|finances?|organi[sz]es?)$"
)


def made_one(words: str, verb: Verb) -> bool:
    """Whether a thing stands behind a verb with “a”: one that nobody spoke of before."""
    return (
        re.match(r"\san? ", words[verb.end :]) is not None and NOUN.search(words[verb.end : verb.end + 60]) is not None
    )


def speaks_about(words: str) -> bool:
    """Whether the sentence is somebody's opinion of an initiative."""
    if STUDY_SPEAKS.match(words):
        return False
    told, comment = verbs(words), COMMENT.search(words)
    first = next((verb.start for verb in told if verb.status != "ongoing"), len(words))
    return comment is not None and comment.start() <= first
