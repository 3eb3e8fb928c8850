"""The verbs by which reports say what became of an initiative, and the status that each of them tells."""

import re
from typing import NamedTuple

# Past tenses and participles. The earliest in a sentence decides; a row further up wins where two begin together.
STATUSES = (
    (
        "completed",
        "came to an end|come to an end|drew to a close|was completed|were completed|completed|was concluded|"
        "has ended|ended|ceased|was closed|were closed|was discontinued|was wound up|wound up|finished|"
        "phased out|was terminated|expired|reached its end",
    ),
    (
        "replaced",
        "was replaced|were replaced|replaced|superseded|was succeeded by|succeeded|was merged|were merged|"
        "took the place of|was absorbed|was transferred|were transferred|was handed over|were handed over",
    ),
    ("continued", "increased|raised|doubled|tripled|reduced|lowered|adjusted|intensified|cut"),
    (
        "continued",
        "continued|continues|continuing|was extended|were extended|been extended|extended|renewed|resumed|"
        "expanded|prolonged|"
        "carried on|went on|kept running|kept|was maintained|maintained|pursued|scaled up|stepped up|"
        "entered its \\w+ (?:year|phase|round|edition|term)|entered (?:a|the) \\w+ (?:year|phase|"
        "round)|revised|updated|was strengthened|strengthened|reinforced|"
        "remained (?:active|open|in place|operational)|relaunched|re-launched|reopened|widened|broadened|"
        "rolled over|was opened to (?:more|further|new)|carried forward|moved into its",
    ),
    (
        "signed",
        "signed|co-signed|concluded (?:\\w+ ){0,3}(?:agreements?|pacts?|contracts?|memorand\\w+|convention|"
        "accord)|"
        "entered into (?:an?|the)|put (?:his|her|its|their) names? to|put their signatures?|"
        "initialled|sealed (?:an?|the)",
    ),
    (
        "completed",
        "concluded|abolished|scrapped|cancelled|suspended|dissolved|repealed|was withdrawn|were withdrawn|"
        "shut down|was stopped",
    ),
    (
        "established",
        "the first (?:\\w+ ){0,5}to (?:appoint|set up|establish|create|found|form)|established|set up|"
        "setting up|created|founded|formed|constituted|instituted|was put in place|were put in place|"
        "put in place|appointed|convened|assembled|installed|was born|came into being|constructed|built",
    ),
    (
        "drafted",
        "helped (?:[\\w-]+ ){1,7}(?:to )?(?:draw up|draft|prepare|write|develop)|consulted|held consultations|"
        "put out for consultation|was drafted|were drafted|drafted|prepared a draft|being drafted|"
        "being prepared|being developed|being drawn up|"
        "under preparation|in preparation|draws? up|worked on a|working on a|began drafting|"
        "started drafting|drawing up",
    ),
    (
        "launched",
        "the first (?:\\w+ ){0,5}to (?:launch|introduce|open|offer|start|use|test|pilot)|granted (?:a|an) loan|"
        "launched|launches|started|initiated|kicked off|rolled out|introduced|opened|piloted|"
        "inaugurated|began|begun|commenced|"
        "unveiled|got under way|gets under way|went live|was brought together|were harmonised|"
        "harmonised|triggered|"
        "set in motion|set out to|took off|activated|debuted|trialled|tested|undertook|"
        "embarked on|came into operation|"
        "became operational|joined forces|teamed up|released an app|ran for the first time|"
        "is being piloted|being rolled out|being piloted",
    ),
    (
        "published",
        "handed out|published|released|issued|printed|put out|compiled|presented|analysed|analyzed|"
        "examined|looked into|"
        "evaluated|assessed|mapped|surveyed|investigated|studied|reviewed|developed|produced|disseminated|"
        "made available|brought out|commissioned|distributed|screened|broadcast|aired|circulated|"
        "drew up|drawn up|wrote|written|"
        "translated|designed|documented|found that",
    ),
    (
        "agreed",
        "agreed|adopted|approved|endorsed|ratified|passed|enacted|decided|voted|committed to|signed off|"
        "entered into force|"
        "came into force|took effect|amended|legislated|transposed|pledged",
    ),
    (
        "set",
        "fixed|set (?:the|a|an|its|new|binding|annual|yearly|regional)|determined the|laid down|capped|"
        "allocated|distributed|earmarked|assigned",
    ),
    (
        "announced",
        "announced|plans to|planned to|plan to|planned|intends? to|will (?:be )?\\w+|is to be|are to be|"
        "is due to|proposed|foresees|"
        "is expected to|are expected to|scheduled|is set to|prepares to|is planning|are planning|"
        "considering",
    ),
    (
        "completed",
        "was held|were held|held|took place|hosted|organised|organized|gathered|celebrated|staged|trained|"
        "delivered|exchanged|carried out|conducted|coached|visited",
    ),
    (
        "ongoing",
        "gathers?|brings? together|provides?|offers?|supports?|runs?|operates?|funds?|finances?|coordinates?|"
        "implements?|"
        "meets?|works|been running|is running|are running|pays?|hosts?|manages|organises|maintains|"
        "delivers|welcomes|teaches|shares|invites|acts as|is active|are active|helps?|trains?|"
        "links?|connects?|serves?|advises?|brought together|implemented|"
        "ran|supported|provided|funded|financed|helped|worked|offered|enabled|received|awarded|"
        "allowed|assisted|coordinated|cooperated|co-operated|collaborated|engaged|involved|"
        "participated|joined|met|"
        "operated|served|advised|linked|connected|hired|employed|taught|registered|facilitated|"
        "granted|invested|"
        "accompanied|monitors?|monitored|publishes|oversees|accounts for|covers|aims|aimed|"
        "consists?|allows?",
    ),
)
STRONG = {status for status, _ in STATUSES} - {"ongoing", "announced"}

# Verbs of those who speak about an initiative rather than carry it out.
COMMENTS = (
    r"cited|praised|commended|highlighted|noted|recommended|criticised|criticized|recognised|recognized|"
    r"welcomed|observed|"
    r"called (?:on|for|it)|described|pointed (?:out|to)|named|listed|underlined|stressed|raised concerns?|"
    r"expressed concerns?|warned|"
    r"regretted|acknowledged|reported that|considered|concluded that|found that|singled out|mentions?|"
    r"mentioned|argued|urged"
)
COMMENT = re.compile(rf"\b(?:{COMMENTS})\b")


class Verb(NamedTuple):
    """A verb at its place, and the status it tells."""

    status: str
    start: int
    end: int
    words: str


ANY = re.compile("|".join(rf"(?P<s{n}>\b(?:{words})\b)" for n, (_, words) in enumerate(STATUSES)))
# An infinitive or a participle behind a noun says what for, or what kind, and is not what happened.
NOT_FINITE_BEFORE = re.compile(
    r"\b(?:to|newly|recently|well|already|jointly|of|for|on|by|aimed at|the|a|an|its|their|"
    r"co-?|EU-|previously|"
    r"(?:non-)?government-|state-|(?:people|persons|places|those)(?: to be)?)[ -]$"
)
PASSIVE = re.compile(
    r"\b(?:was|were|has been|have been|had been|is|are|is being|are being|got|been)\s+(?:also\s+|then\s+|"
    r"first\s+|newly\s+|recently\s+|officially\s+|formally\s+|jointly\s+)*$"
)
PLAN = re.compile(
    r"\b(?:decided|agreed|plans?|planned|intends?|proposed|wants?|hopes?|promised|committed|expected|scheduled|"
    r"due|set|will|would|is|are)\s+to\s+(?:be\s+)?$|\bwill\s+(?:be\s+)?$"
)


# Another past tense or a participle behind “was”, for sentences without any verb of the table.
OTHER = re.compile(
    r"\b(?:(?:was|were|has been|have been|has|have) (?:[a-z]+ly )?[a-z]{2,}(?:ed|en|wn|ght|pt|lt|nt|de)|"
    r"[a-z]{4,}ed|took|gave|made|led|paid|spent|chose|became|brought|wrote|won|sent|grew)\b"
)


# A verb of a relative clause tells what happened only where the main clause tells nothing.
RELATIVE = re.compile(r"\b(?:which|that|who) (?:(?:was|were|is|are|has|have|had|will|been|being|also|now|then|be) )*$")


def verbs(text: str) -> list[Verb]:
    """The verbs of a sentence that tell what happened, in their order; any other verb only where there is none."""
    found = told(text)
    if main := [verb for verb in found if not RELATIVE.search(text[max(0, verb.start - 40) : verb.start])]:
        return main
    if found:
        return found
    others = (
        match
        for match in OTHER.finditer(text)
        if not NOT_FINITE_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    )
    return [Verb("ongoing", match.start(), match.end(), match.group()) for match in others]


def told(text: str) -> list[Verb]:
    found = []
    for match in ANY.finditer(text):
        status = STATUSES[int(match.lastgroup[1:])][0]
        before = text[max(0, match.start() - 40) : match.start()]
        if PLAN.search(before):
            status = "announced"
        elif NOT_FINITE_BEFORE.search(before):
            continue
        found.append(Verb(status, match.start(), match.end(), match.group()))
    return found


def is_passive(text: str, verb: Verb) -> bool:
    """Whether what the verb did is told before it: “a handbook was drafted”."""
    if verb.words.startswith("the first "):
        return False
    if re.match(r"(?:was|were|been|is|are|being)\b(?! \w+ing\b)", verb.words):
        return True
    return bool(PASSIVE.search(text[max(0, verb.start - 50) : verb.start]))
