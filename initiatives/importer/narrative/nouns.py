"""The nouns that say what an initiative is, and the form that each of them tells."""

import re

FORMS = {
    "funding-call": r"competitions?|contests?|loans?|(?:grants?|funding|financing) (?:facilit(?:y|ies)|"
    r"envelopes?|windows?|streams?|"
    r"arrangements?|"
    r"formulas?|agreements?|mechanisms?)|(?:small|solidarity|integration|innovation|social|inclusion|"
    r"community|local|"
    r"emergency|municipal|welcome) (?:grants?|funds?)|tenders?|budget(?: lines?)?|appropriations?|vouchers?|"
    r"bonus(?:es)?|"
    r"(?:financial )?(?:contributions?|incentives?)|reimbursements?|funds?(?! for)|calls? worth|"
    r"calls? for (?:projects?|proposals?|tenders?|applications?)|"
    r"funding (?:calls?|"
    r"rounds?|scheme|instrument|line)|grants? (?:scheme|programme)s?|"
    r"project calls?|subsid(?:y|ies)|funding programme|grant calls?|grants|lump sums?|"
    r"compensation|financial support|allowances?|co-?financing|funding",
    "training": r"e-learning (?:\w+ )?(?:courses?|modules?)|(?:training|learning|course|orientation|"
    r"values) modules?|"
    r"(?:language|orientation|integration|civic|literacy|bridging|preparatory|evening|online) (?:courses?|"
    r"classes|lessons?|"
    r"tuition)|lessons|coaching|training(?: (?:courses?|programmes?|sessions?|modules?|series|seminars?))?s?|"
    r"courses?|"
    "summer schools?|"
    r"academ(?:y|ies)|traineeships?|"
    r"curricul(?:um|a)|e-learning|webinars? series|masterclass(?:es)?|classes",
    "allocation": r"(?:placement|settlement|distribution|reception|municipal|regional|annual|"
    r"resettlement) (?:quotas?|"
    r"keys?|numbers?|targets?|scheme|mechanism)|"
    r"(?:housing |settlement |reception |placement )targets?|quotas?|distribution (?:key|mechanism)|"
    r"dispersal (?:scheme|policy|key)|allocation(?: key)?s?",
    "register": r"registers?|registry|registries|database|directory|roster|start(?:ed|s)? to register|"
    "began to register|"
    r"inventory|list of|repository|catalogue of|data ?base of|pool of",
    "guidance": r"kits?|manuals?|handbooks?|guides?|guidelines?|guidance|toolkits?|tool ?box(?:es)?|tool kits?|"
    r"instructions|"
    r"checklists?|recommendations?|"
    r"standards|protocols?(?! (?:with|between))|vademecum|compendium|reference guide|model (?:rules|procedures)|"
    r"playbook|good practices?|circulars?|codes? of (?:practice|conduct)|templates?|model contracts?|fact ?sheets?|"
    r"quality (?:criteria|framework|standards)|advice notes?|orientations|curricula for",
    "study": r"studies|study|reports?|surveys?|mapping|evaluations?|research(?: paper| project)?|analys[ie]s|"
    r"analysed|reviews?|assessments?|index|"
    r"barometer|indicators?|monitoring (?:report|system|framework|tool)|policy briefs?|"
    r"working papers?|poll|dashboard|monitor|audit|scoreboard|opinion poll|statistics|baseline|"
    r"needs assessments?|findings",
    "law": r"laws?|acts?|decrees?|bills?|legislation|regulations?|ordinances?|amendments?|directives?|"
    r"legislative (?:package|reform)|reforms?|by-?laws?|statutes?|resolutions?|legal (?:basis|duty|obligation|"
    r"provisions?|"
    r"right)|right to|rules",
    "agreement": r"agreements?|pacts?|memorand(?:um|a)(?: of (?:understanding|cooperation))?|MoUs?|contracts?|"
    r"conventions?|protocols? of cooperation|"
    r"covenants?|charters?|compacts?|accords?|declarations?|(?:different )?arrangements?|"
    r"protocols?(?= (?:with|between))|arrangement|cooperation protocols?|joint declaration|deal|"
    r"letters? of (?:intent|commitment)|declarations? of intent|"
    r"(?:common|joint|cooperation|inter-?agency|inter-?institutional|referral|local|tripartite|signed) protocols?|"
    r"cooperation with|treat(?:y|ies)|understanding",
    "plan": r"action plans?|strateg(?:y|ies)|plans?|agenda|road ?maps?|frameworks?|national programme|"
    r"integration programme for|policy paper|"
    r"white paper|master ?plan|vision|concept|green paper|programme of measures|polic(?:y|ies)|guiding principles|"
    r"(?:multiannual|national|regional|government) programme for|blueprint|priorities",
    "communication": r"campaigns?|videos?|films?|documentar(?:y|ies)|websites?|web ?sites?|portals?|apps?|"
    "applications?|"
    r"mobile applications?|leaflets?|"
    r"brochures?|podcasts?|newsletters?|info ?sheets?|exhibitions?|booklets?|hotlines?|"
    r"helplines?|information (?:materials?|packs?|line)|"
    r"online platforms?|web platforms?|radio (?:show|programme|series)|chatbots?|magazine|"
    r"posters?|(?:digital|interactive|online) (?:map|guide|counter|tool|handbook)|(?:help|phone|telephone|"
    r"green|info|"
    r"toll-free|advice|free) ?lines?|call cent(?:re|er)s?|welcome (?:packs?|letters?|kits?|folders?)|radio spots?|"
    r"(?:video|film|photo|podcast|web|tv|television) series|broadcasts?|programme on (?:radio|television)|blog|"
    r"information (?:sessions?|evenings?|service|desk|days?|events?)",
    "network": r"partnership programmes?|networks?|partnerships?|alliances?|coalitions?|platforms?|clusters?|"
    r"consorti(?:um|a)|communit(?:y|ies) of practice|"
    r"federation|leagues?|working relationship|cooperation network|twinnings?|circles?|hub of|movement",
    "body": r"boards?|councils?|committees?|commissions?|task ?forces?|working groups?|groups?|"
    r"interministerial conferences?|ministerial conferences?|standing conferences?|"
    r"bod(?:y|ies)|units?|offices?|forums?|fora|round ?tables?|secretariats?|assembl(?:y|ies)|"
    r"parliaments?|panels?|steering groups?|houses? of|counters?|"
    r"cent(?:re|er)s?|one-stop shops?|centres? for|coordination (?:body|bodies|mechanisms?|"
    r"structures?|units?)|taskforces?|directorates?|"
    r"departments?|agency|clearing-? ?houses?|observatory|ombuds\w+|commissioners?|coordinators?|"
    r"observatories|mechanisms?|"
    r"meeting (?:places?|points?|houses?)|info(?:rmation)? points?|advisory group|points? of contact|"
    r"contact points?|desks?|(?:service|support|advice|"
    r"information|contact|welcome|assistance|counselling) (?:points?|cent(?:re|er)s?|hubs?|"
    r"offices?)|hubs?|teams?|clinics?|delegations?|help ?desks?|coordination|focal points?|ombudsperson|"
    r"rapporteurs?|envoys?|(?:shelter|reception|arrival) (?:centres?|facilit(?:y|ies))|shelters?|institutes?|"
    r"librar(?:y|ies)|"
    r"foundation|authority|secretaries",
    "event": r"conferences?|seminars?|workshops?|meetings?|festivals?|summits?|open days?|weeks?|symposi(?:um|a)|"
    r"days?|hackathons?|webinars?|"
    r"tournaments?|fairs?|public hearings?|hearings?|ceremon(?:y|ies)|awards?|prizes?|debates?|"
    r"exchange visits?|study visits?|study tours?|dialogues?|exchanges?|training days?|camps?|(?:info|"
    r"kick-off) events?|"
    r"gatherings?|congress(?:es)?|events?|consultations?|peer reviews?|concerts?|marches?",
    "project": r"projects?|pilots?|pilot (?:projects?|schemes?|programmes?)|programmes?|programs?|schemes?|"
    r"initiatives?|actions?|measures?|services?|activities|sponsorship|"
    r"(?:mentoring|buddy|sponsorship|tandem|host family|volunteer) (?:schemes?|programmes?|projects?)|"
    r"(?:parent|conversation|self-help|play|reading|women['’]?s?|study|homework|peer|mothers['’]?) groups?|"
    r"mentoring|budd(?:y|ies)|mentors|tandems?|scheme|interventions?|efforts|housing|accommodation|"
    r"support package|lab|clubs?|"
    r"kitchens?|gardens?|caf[eé]s?|choirs?|orchestras?|apprenticeships?|internships?|"
    r"placements?|scholarships?|traineeships?|matching|guardianship|housing units|dwellings|flats|apartments|"
    r"support|"
    r"assistance|counselling|coaching|outreach|corridors?|pathways?|intake|offers?|work(?= (?:on|with))|"
    r"tests?|sponsorships?|"
    r"procedures?|modules?|models?|system",
}

# Nouns that are weak: another noun in the same phrase says more.
WEAK = {"project"}

NOUN = re.compile(
    "|".join(rf"(?P<{form.replace('-', '_')}>\b(?:{words})\b)" for form, words in FORMS.items()), re.IGNORECASE
)
HEAD_ENDS = re.compile(
    r"\s(?:of|for|on|to|in|with|between|among|by|at|from|which|that|aiming|about|under|across|against|towards?|"
    r"supporting|focus\w+)\s|\s[–—-]\s|[:,;(]"
)


def form_of(noun: re.Match) -> str:
    return noun.lastgroup.replace("_", "-")


def head_noun(phrase: str) -> re.Match | None:
    """The noun that a phrase is about: the last one before its first preposition, else the first one at all."""
    end = HEAD_ENDS.search(phrase)
    heads = list(NOUN.finditer(phrase[: end.start()] if end else phrase))
    if heads:
        return heads[-1]
    return NOUN.search(phrase)


def form(phrase: str) -> str:
    """The form that a title or a description tells; empty where none of its nouns is known."""
    noun = head_noun(phrase)
    return form_of(noun) if noun else ""
