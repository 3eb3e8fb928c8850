"""The verbs by which reports say what became of an initiative, and the status that each of them tells."""

import re
from functools import lru_cache
from typing import NamedTuple

# Past tenses and participles. The earliest in a sentence decides; a row further up wins where two begin together.
STATUSES = (
    (
        "completed",
        "came to an end|come to an end|drew to a close|was completed|were completed|completed|was concluded|"
        "has ended|ended|ceased|was closed|were closed|was discontinued|was wound up|wound up|finished|is closing|"
        "are closing|is ending|are ending|closes|is being (?:closed|wound up|phased out)|had to close|phased out|"
        "was terminated|expired|reached its end|ran out|lapsed|was not renewed|were not renewed|"
        "closed(?! (?:to|for|collective|institution)\\b)|came to a (?:halt|close|end)|axed|discontinued|terminated|"
        "has closed|closed (?:its|their) doors|was folded up|finalised|finalized|drew to its close|ran its course|"
        "wrapped up|was brought to an end|was concluded|ran (?:from|between) (?:[\\w ]{3,30}) (?:to|and|until)",
    ),
    (
        "replaced",
        "was replaced|were replaced|replaced|superseded|was succeeded by|succeeded|was merged|were merged|"
        "took the place of|was absorbed|was transferred|were transferred|was handed over|were handed over|handed "
        "(?:[\\w-]+ ){1,4}over to|"
        "gave way to|took over from|was taken over|were taken over|was folded into|were folded into|"
        "was integrated into|were integrated into|was incorporated into|was subsumed|was rebranded|merged into|"
        "transferred (?:responsibility|the responsibility|competence)",
    ),
    (
        "continued",
        "rose (?:to|from|by)|increased|raised|doubled|tripled|reduced|lowered|adjusted|intensified|cut|amended|"
        "modified|upgraded|topped up|enlarged|halved|consolidated|lifted|waived|eased|tightened|simplified|shortened|"
        "relaxed|redesigned|redeveloped|modernised|modernized|"
        "refreshed|reorganised|reorganized|changed (?:the|its|their)|overhauled|reformed|"
        "refined|fine-tuned|"
        "made permanent|became permanent|put on a permanent footing|mainstreamed|reshaped|restructured|refocused|"
        "was kept|were kept|sustained|is in its \\w+ year|(?:is|was) now in its",
    ),
    (
        "continued",
        "(?:carries|carry) on(?: with)?|carried on with|continued with|went on with|proceeded with|"
        "(?:continued|continues) (?:to|their|its|his)\\b|continued|continues|continuing|was extended|were extended|"
        "been extended|extended|renewed|resumed|expanded|prolonged|carried on|went on|kept running|kept|"
        "was maintained|maintained|pursued|scaled up|stepped up|entered its \\w+ (?:year|phase|round|edition|term)|"
        "entered (?:a|the) \\w+ (?:year|phase|round)|revised|updated|was strengthened|strengthened|reinforced|"
        "remained (?:active|open|in place|operational)|reactivated|relaunched|re-launched|reopened|widened|"
        "broadened|rolled over|was opened to (?:more|further|new)|carried forward|moved (?:in)?to its|"
        "remained in (?:force|place|operation|effect|use)|stayed in (?:force|place|operation)|"
        "went (?:in)?to (?:a|its|the) (?:\\w+ ){0,2}(?:round|phase|year|edition)|grew (?:to|from|into|further)|"
        "has grown (?:to|from|into)|(?:was|were|has been|have been) (?:widened|enlarged)|built on|"
        "entered into (?:a|its|the) (?:second|third|fourth|fifth|new|next|final) (?:phase|round|year)|continue|"
        "extends|renews|expands|resumes|spread to|given a new lease of life|was revived|revived|"
        "(?:was|were) rolled out (?:further|to (?:all|more|further|other|another))|stepped up|reaffirmed|"
        "reappointed|reconvened|re-established|re-opened|re-issued|reissued",
    ),
    (
        "signed",
        "signed(?! up\\b)|co-signed|concluded (?:\\w+ ){0,3}(?:agreements?|pacts?|contracts?|protocols?|"
        "memorand\\w+|convention|accord)|entered into (?:an?|the)|put (?:his|her|its|their) names? to|"
        "put their signatures?|initialled|sealed (?:an?|the)|inked|put pen to paper|signs|countersigned|"
        "became (?:a )?signator(?:y|ies)",
    ),
    (
        "completed",
        "concluded|abolished|scrapped|cancelled|suspended|dissolved|repealed|was withdrawn|were withdrawn|"
        "shut down|was stopped|disbanded|stood down|shelved|revoked",
    ),
    (
        "established",
        "pooled (?=(?:[\\w-]+ ){1,6}in(?:to)? (?:a|one)\\b)|merged (?=(?:[\\w-]+ ){1,6}into (?:a|one)\\b)|the first "
        "(?:\\w+ ){0,5}to (?:appoint|set up|establish|create|found|form)|established|set up|setting up|"
        "created|founded|formed|constituted|instituted|was put in place|were put in place|put in place|appointed|"
        "convened|assembled|installed|was born|came into being|constructed|built(?! on)|was elected|were elected|"
        "establishes|creates|sets up|appoints|formalised|formalized|institutionalised|institutionalized|designated|"
        "nominated|was made up|incorporated|elected (?:a|an|its|their|the) (?:first|new)|"
        "inaugurated its first (?:council|board)|banded together|came together (?:to form|in|as)|united in|"
        "organised themselves|named (?:a|an|its|their) (?:first |new )?(?:\\w+ )?(?:commissioner|coordinator|"
        "ombuds\\w+|envoy|rapporteur|delegate|councillor)",
    ),
    (
        "drafted",
        "took note of|debated|prepared|prepares|was discussed|were discussed|sent (?:\\w+ )?back to|"
        "helped (?:[\\w-]+ ){1,7}(?:to )?(?:draw up|draft|prepare|write|develop)|consulted|held consultations|"
        "put out for consultation|was drafted|were drafted|drafted|prepared a draft|being drafted|being prepared|"
        "being developed|being drawn up|under preparation|in preparation|draws? up|worked on a|working on a|"
        "began drafting|started drafting|drawing up|is drafting|are drafting|is preparing|are preparing|"
        "was preparing|were preparing|was being (?:prepared|drafted|drawn up|developed|finalised)|elaborated|"
        "tabled|submitted (?:\\w+ ){0,6}(?:to parliament|to the (?:\\w+ )?parliament|to the government|to cabinet|"
        "to the (?:\\w+ ){0,2}(?:[Mm]inister|[Mm]inistry|[Cc]ouncil|assembly|[Bb]oard|[Pp]arliament|[Gg]overnment)|"
        "for adoption|for approval)|"
        "went out to consultation|opened for consultation|launched (?:a |the )?(?:public )?consultations? on|"
        "put forward (?:a|the) draft|prepared (?:a|an|the|its) (?:\\w+ ){0,3}(?:strategy|plan|law|bill|act|roadmap|"
        "road map|proposal)",
    ),
    (
        "launched",
        "the first (?:\\w+ ){0,5}to (?:launch|introduce|open|offer|start|use|test|pilot)|granted (?:a|an) loan|"
        "transferred (?=EUR|€|CHF|[A-Z]{3} \\d|\\d|funds|money|additional)|launched|launches|started|initiated|kicked "
        "off|rolled out|introduced|opened|piloted|inaugurated|began|"
        "begun|commenced|unveiled|got under way|gets under way|went live|was brought together|were harmonised|"
        "harmonised|triggered|set in motion|set out to|took off|activated|debuted|trialled|tested|undertook|"
        "embarked on|came into operation|became operational|joined forces|teamed up|released an app|"
        "ran for the first time|came on stream|came online|went online|saw the light of day|"
        "(?:is|was|were|are) up and running|opened (?:its|their) doors|spearheaded|pioneered|instigated|deployed|"
        "dispatched|introduces|opens|inaugurates|initiates|unveils|took up (?:its|their) work|"
        "started (?:its|their) work|set off|got off the ground|got started|is launching|are launching|"
        "put into (?:operation|practice|service)|put (?:online|on line)|hit the streets|made (?:its|their) debut|"
        "took to the road|set the ball rolling|invited (?:applications|proposals|bids|tenders|"
        "municipalities to apply)|called for (?:applications|proposals|bids|tenders)|entrusted|tasked|"
        "mandated|took on|engaged in a new|opted for|switched to|moved to|brought in|brought into (?:being|use)|"
        "is being piloted|being rolled out|being piloted",
    ),
    (
        "published",
        "submitted(?= (?:to [\\w ]{3,30}? )?(?:a|an|its|the|their) (?:\\w+ ){0,2}(?:report|study|opinion|analysis))|"
        "delivered(?= (?:[\\w-]+ ){0,3}(?:recommendations|reports?|guidelines?|guidance|opinions?|findings)\\b)|"
        "handed out|handed over|put forward|wrote to|appealed to|addressed an? (?:open )?letter|published|released|"
        "issued|printed|"
        "put out|compiled|presented|analysed|analyzed|"
        "examined|"
        "looked into|evaluated|assessed|mapped|surveyed|investigated|studied|reviewed|developed|produced|"
        "disseminated|made available|brought out|commissioned|distributed|screened|broadcast|aired|circulated|"
        "drew up|drawn up|wrote|written|translated|designed|documented|found that|publishes|releases|issues|"
        "presents|made public|came out(?: with)?|appeared|posted online|uploaded|went to print|"
        "unveiled the (?:results|findings)|reported on|shed light on|took stock of|scrutinised|scrutinized|audited|"
        "monitored the|tracked|undertook(?= (?:a|an|the|"
        "its) (?:\\w+[ -]){0,3}(?:study|survey|evaluation|mapping|analysis|assessment|review|audit)\\b)|"
        "delivered (?:its|their|the) (?:\\w+ ){0,2}(?:report|opinion)",
    ),
    (
        "agreed",
        "reached (?:an?|the) (?:\\w+ ){0,2}(?:agreement|deal|compromise|understanding|settlement)|struck a deal|"
        "agreed|adopted|approved|endorsed|ratified|passed|enacted|decided|voted|committed to|signed off|"
        "entered into force|entered into effect|came into effect|became law|came into force|took effect|legislated|"
        "transposed|pledged|adopts|approves|endorses|agrees|gave (?:its|their|the) (?:approval|consent|green light|"
        "go-ahead|blessing|backing)|greenlit|green-lighted|cleared|made (?:\\w+ ){1,4}(?:compulsory|mandatory|"
        "a legal (?:duty|obligation))|became (?:compulsory|mandatory|a legal (?:duty|obligation))|enshrined|"
        "anchored (?:\\w+ ){0,5}in law|undertook to|subscribed to|acceded to|promulgated|gazetted|"
        "backed (?:a|the) (?:\\w+ ){0,2}(?:plan|strategy)|resolved to|voted (?:for|through)|has applied since|"
        "has been in force|accepted",
    ),
    (
        "set",
        "(?:requested|asked) (?:\\w+ )?municipalities to (?:settle|receive|take)|(?:was|were|is|are) (?:set|fixed|"
        "determined)(?= (?:at|by|for|to|in))|"
        "fixed|set (?:the|a|an|its|new|binding|annual|yearly|regional)|determined the|laid down|capped|set aside|"
        "reserved|"
        "allocated|"
        "distributed|earmarked|assigned|stipulated|prescribed|established (?:the )?quotas?",
    ),
    (
        "announced",
        "(?:is|are) (?:consulting|discussing|negotiating|exploring|examining|looking into)|announced|postponed|"
        "tendered|put out to tender|plans to|planned to|plan to|plans?(?= (?:a|an|the|its|their) )|planned|"
        "intends? to|"
        "will (?:be )?\\w+|(?:is|are|was|were) (?:supposed |meant )?to (?:be )?\\w+|is due to|proposed|foresees|"
        "is expected to|are expected to|scheduled|is set to|prepares to|is planning|are planning|considering|"
        "envisages?|envisaged|envisioned|is envisaged|are envisaged|promised|unveiled plans|set out plans|"
        "is in the pipeline|are in the pipeline|to be (?:launched|opened|established|introduced|piloted|published|"
        "set up|created|rolled out|adopted)|invited to|is foreseen|are foreseen|"
        "aims to (?:launch|open|establish|set up|create)|stands ready to|mooted|signalled|proposes|announces|"
        "expects to|expected to|about to (?:launch|open|start)",
    ),
    (
        "completed",
        "was held|were held|held|took place|hosted|organised|organized|gathered|celebrated|staged|trained|"
        "brought (?:[\\w,]+ ){1,5}together|delivered|exchanged|carried out|conducted|coached|visited|hosted|"
        "concluded with|culminated in|was attended by|were attended by|"
        "brought together (?:\\w+ ){0,3}(?:participants|delegates)|met in [A-Z]\\w+|met with (?:\\d+|the)|met to|"
        "met for the (?:first|second|third)|discussed(?= .{3,90} at an? (?:\\w+ )?(?:seminar|conference|workshop|"
        "meeting|summit))|hold|holds|schooled|instructed|upskilled|mentored \\d",
    ),
    (
        "ongoing",
        "(?:is|are|was|were) (?:still |currently |now )\\w+ing|(?:is|are) (?:conducting|carrying out|piloting|"
        "running|leading|training|teaching|helping|advising|supporting|meeting|working|cooperating|offering|"
        "providing|testing|building|hosting|managing|operating|funding|coordinating)|(?:has|have) been \\w+ing|"
        "manages?|organi[sz]es?|maintains?|oversee|gathers?|brings? together|provides?|offers?|supports?|runs?|"
        "operates?|funds?|finances?|coordinates?|implements?|meets?|works|been running|is running|are running|"
        "pays?|hosts?|manages|organises|maintains|delivers|welcomes|teaches|shares|invites|acts as|is active|"
        "are active|helps?|trains?|recruits?|visits?|shares?|matches|match|distributes?|cooperates?|accompan(?:y|ies)|"
        "links?|connects?|serves?|advises?|brought "
        "together|implemented|ran|"
        "supported|provided|funded|financed|helped|worked|offered|enabled|received|awarded|allowed|assisted|"
        "coordinated|cooperated|co-operated|collaborated|engaged|involved|participated|joined|met|operated|served|"
        "advised|linked|connected|hired|employed|taught|registered|facilitated|granted|invested|accompanied|"
        "monitors?|monitored|compares?|compared|publishes|oversees|accounts for|covers|aims|aimed|consists?|allows?|"
        "has run|have run|"
        "run by|has operated|have operated|has been (?:operating|running|active|providing|offering|working|"
        "supporting)|have been (?:operating|running|active|providing|offering|working|supporting)|"
        "is in (?:place|force|operation|use)|was in (?:place|force|operation)|is available|were active|was active|"
        "reached|benefited|benefitted|used|attended|accommodated|housed|placed|matched|enrolled|recruited|"
        "contributed|played|shared|managed|administered|assists?|administers?|"
        "meeting (?:twice|monthly|quarterly|regularly)|handled|processed|counselled|informs?|gives?|pools?|"
        "bundles?|combines?|consults?|reports to|answers to|pairs?|matches|equips?|enables?|unites?|gathered",
    ),
)
STRONG = {status for status, _ in STATUSES} - {"ongoing", "announced"}

# Verbs of those who speak about an initiative rather than carry it out.
COMMENTS = (
    r"cited|praised|commended|highlighted|noted|recommended|criticised|criticized|recognised|recognized|welcomed|"
    r"observed|called (?:on|for|it)|described|pointed (?:out|to)|named|listed|underlined|stressed|raised concerns?|"
    r"expressed concerns?|warned|regretted|acknowledged|reported that|considered|concluded that|found that|"
    r"singled out|mentions?|mentioned|argued|urged"
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
    r"\b(?:to|with|of|for|on|by|aimed at|the|a|an|its|their|co-?|EU-|newly|well|"
    r"(?:the|an?|its|their|of|for|with|by|on|to) (?:newly|recently|already|jointly|previously|formerly)|"
    r"(?:non-)?government-|state-|EU|European|structural|public|own|additional|such|more|any|social|"
    r"financial|these|those|to be|(?:people|persons|places|those)(?: to be)?)[ -]$"
)
PASSIVE = re.compile(
    r"\b(?:was|were|has been|have been|had been|is|are|is being|are being|got|been)\s+(?:also\s+|then\s+|first\s+|"
    r"newly\s+|recently\s+|officially\s+|formally\s+|jointly\s+)*$"
)
PLAN = re.compile(
    r"\b(?:decided|agreed|plans?|planned|intends?|proposed|wants?|hopes?|promised|committed|expected|scheduled|due|"
    r"set|will|would|is|are)\s+to\s+(?:be\s+)?$|\b(?:will|would|shall|may)\s+(?:be\s+)?(?:then |soon |also )?$"
)


# Another past tense or a participle behind “was”, for sentences without any verb of the table.
OTHER = re.compile(
    r"\b(?:(?:was|were|has been|have been|has|have) (?:[a-z]+ly )?[a-z]{2,}(?:ed|en|wn|ght|pt|lt|nt|de)|"
    r"[a-z]{4,}ed|took|gave|made|led|paid|spent|chose|became|brought|wrote|won|sent|grew|dealt|met|ran|spoke|told|"
    r"taught|built|found|kept|put|saw|went|came|began|drew|lent|sought|stood|bought|drove|sold|bore|split|fed)\b"
)


# A verb of a relative clause tells what happened only where the main clause tells nothing.
RELATIVE = re.compile(
    r"\b(?:(?:in|under|through|by|with|for|to|on) which|where|whose|whom)\b[^,;]{0,60}$|"
    r",\s(?:which|that|whom) (?!was|were|is|are|has|have|will)(?:[\w-]+ ){1,5}$|"
    r"\b(?:which|that|who) (?:(?:was|were|is|are|has|have|had|will|been|being|also|now|then|be) )*$"
)


# “Since it was founded in 2017, …”, “Launched in 2019, …”: what an introduction tells lies before what happened.
INTRODUCTION = re.compile(
    r"(?:Since|After|Following|When|Once|Before|Although|Though|While|As|Until|Upon|Having|Building on|Based on|"
    r"Drawing on|Originally|First|Initially|Previously|Formerly|Despite|Because|If|Where|Prior to|With|Thanks to|"
    r"(?:(?:Jointly|Originally|First|Initially|Newly|Formally|Already) )?(?:[A-Z][a-z]+ed|Set up|Run|Led|Built|"
    r"Begun|Held|Drawn up|Born|Set))\b[^,;]{2,150}?,\s|"
    r"In (?:the )?[A-ZÀ-Þ][\w -]{2,30}, where [^;]{5,160}?,\s(?=the\s|an?\s|[A-ZÀ-Þ])"
)
# “…, though only 23 people signed up”: what a clause behind the main one tells.
CLOSING = re.compile(
    r"\b(?:though|although|even though|whereas|because|after (?:it|they|he|she|having|the|its|their|two|three|"
    r"years?|a)|once|as soon as|(?<=, )when|(?<=, )while|so that|if|despite|before (?:it|they|the)|"
    r"until (?:it|they)|even if|as (?:it|they) (?:was|were|had|has|have))\b"
)
# “The network, founded in 2011, …” and “the programme launched in 2018 was extended”
ASIDE = re.compile(r",\s(?:(?:first|originally|initially|jointly|newly|formally|already|recently|itself)\s)?$")
LATER_VERB = re.compile(r"\s(?:in|on|by|under|with|for|since|at|within|as|during|through)\b[^,;]*$")
# “the launch of a hub”: what happened as a noun, where no verb of the sentence tells it.
NOMINAL = {
    "launched": r"launch|start|opening|introduction|roll-?out|inauguration|kick-?off|beginning|piloting|start-up|"
    r"commencement|unveiling|deployment",
    "established": r"establishment|creation|setting[ -]up|set-up|foundation|formation|founding|appointment|"
    r"constitution",
    "agreed": r"adoption|approval|endorsement|entry into force|ratification|passage|passing|enactment",
    "signed": r"signing|signature|conclusion",
    "published": r"publication|release|presentation|issuing|issuance",
    "continued": r"continuation|extension|expansion|renewal|resumption|revision|prolongation|update|updating|"
    r"strengthening|relaunch|scaling[ -]up|reform|amendment|enlargement",
    "completed": r"closure|termination|discontinuation|abolition|phasing[ -]out|completion|closing",
    "replaced": r"replacement|merger|transfer",
    "drafted": r"drafting|preparation|elaboration|drawing up",
    "announced": r"planned \w+",
}
NOUN_OF = re.compile(
    "|".join(rf"(?P<n{n}>\b[Tt]he (?:\w+ ){{0,2}}?(?:{words}) of\b)" for n, words in enumerate(NOMINAL.values()))
)
NOT_TOLD_BEFORE = re.compile(
    r"\b(?:[Bb]y|[Aa]t|[Ii]n|[Ff]rom|[Tt]owards|[Aa]fter|[Ff]ollowing|[Ss]ince|[Bb]efore|[Uu]ntil|[Tt]o|[Ff]or|"
    r"[Uu]pon|[Oo]f|[Pp]ending|[Pp]rior to|[Dd]espite|[Dd]uring|[Aa]bout|[Rr]ecommend\w+|[Uu]rg\w+|[Pp]ropos\w+|"
    r"[Aa]ddress\w*)\s$"
)


def verbs(text: str) -> list[Verb]:
    """The verbs of a sentence that tell what happened, in their order; any other verb only where there is none."""
    return list(verbs_once(text))


@lru_cache(maxsize=64)  # a sentence is asked about many times in a row
def verbs_once(text: str) -> tuple[Verb, ...]:
    found = foreground(text, told(text))
    if not any(verb.status in STRONG for verb in found):
        found = sorted([*found, *nominal(text)], key=lambda verb: verb.start)
    if main := [verb for verb in found if not RELATIVE.search(text[max(0, verb.start - 80) : verb.start])]:
        return tuple(main)
    if found:
        return tuple(found)
    others = (
        match
        for match in OTHER.finditer(text)
        if not NOT_FINITE_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    )
    return tuple(Verb("ongoing", match.start(), match.end(), match.group()) for match in others)


def foreground(text: str, found: list[Verb]) -> list[Verb]:
    """The verbs without those of an introduction or an aside, where others are left."""
    opening = INTRODUCTION.match(text)
    main = [verb for verb in found if not (opening and verb.start < opening.end())] or found
    closing = CLOSING.search(text, main[0].end) if main else None
    main = [verb for verb in main if not (closing and verb.start > closing.start())]
    finite = [verb for n, verb in enumerate(main) if not is_aside(text, verb, main[n + 1 :])]
    return finite or main


def is_aside(text: str, verb: Verb, later: list[Verb]) -> bool:
    """Whether a participle only says which thing is meant, and a later verb what became of it."""
    if is_participle(text, verb) and later and not is_passive(text, verb):
        return not any(word in text[verb.end : later[0].start] for word in (" and ", "; ", ": "))
    after = next((one for one in later if one.status in STRONG and not is_participle(text, one)), None)
    if after is None or is_passive(text, verb) or verb.status not in STRONG:
        return False
    between = text[verb.end : after.start]
    if ASIDE.search(text[: verb.start]):
        return between.count(",") == 1 and " and " not in between.partition(",")[2]
    return bool(LATER_VERB.match(between)) and is_passive(text, after)


def is_participle(text: str, verb: Verb) -> bool:
    return text[verb.end :].startswith((" by ", " under ", " within ")) and not is_passive(text, verb)


def nominal(text: str) -> list[Verb]:
    """What happened, where a noun tells it: “2021 saw the launch of a hub”."""
    statuses = tuple(NOMINAL)
    return [
        Verb(statuses[int(match.lastgroup[1:])], match.start(), match.end(), match.group())
        for match in NOUN_OF.finditer(text)
        if not NOT_TOLD_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    ]


def told(text: str) -> list[Verb]:
    found = []
    for match in ANY.finditer(text):
        status = STATUSES[int(match.lastgroup[1:])][0]
        before = text[max(0, match.start() - 40) : match.start()]
        if PLAN.search(before):
            status = "announced"
        elif NOT_FINITE_BEFORE.search(before):
            continue
        elif match.group().split()[0].endswith("ing") and status in {"established", "launched", "published", "agreed"}:
            status = "ongoing"  # “are setting up” is under way
        found.append(Verb(status, match.start(), match.end(), match.group()))
    return found


BY_ITSELF = re.compile(r" (?:follow|start|begin|open|end|run|continue|close|expire|last|take)\b")


def is_passive(text: str, verb: Verb) -> bool:
    """Whether what the verb did is told before it: “a handbook was drafted”."""
    if verb.words.startswith("being "):
        return True
    if verb.words.startswith("the first ") or verb.words.endswith("ing") or verb.words.split()[0].endswith("ing"):
        return False
    if verb.status == "announced" and (ahead := re.match(r"(?:is|are|was|were) (?:\w+ )?to\b", verb.words)):
        return (
            bool(BY_ITSELF.match(verb.words, ahead.end()))
            or " be " in f" {verb.words[ahead.end() :]} "
            or text[verb.end :].startswith(" be ")
        )
    if re.match(r"(?:was|were|been|is|are|being)\b(?! \w+ing\b)", verb.words):
        return True
    return bool(PASSIVE.search(text[max(0, verb.start - 50) : verb.start]))
