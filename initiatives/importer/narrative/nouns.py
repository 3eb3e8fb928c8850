"""The nouns that say what an initiative is, and the form that each of them tells."""

import re

FORMS = {
    "funding-call": r"calls?(?= (?:for|to|on)\b)|competitions?|(?:flat[- ]rate|lump[- ]sum)s?|flat rates?|subsidy "
    r"(?:title|scheme|programme)s?|"
    r"(?:seed|start-up|bridge|project|core) (?:funding|money|grants?)|"
    r"payments?|surcharges?|equalisation|microcredits?|(?:federal|state|government|EU) (?:funds|money|grants?)|"
    r"contests?|loans?|(?:grants?|funding|financing) (?:facilit(?:y|ies)|envelopes?|"
    r"windows?|streams?|arrangements?|formulas?|agreements?|mechanisms?)|"
    r"(?:small|solidarity|integration|innovation|social|inclusion|community|local|emergency|municipal|"
    r"welcome) (?:grants?|funds?)|tenders?|budget(?: lines?)?|appropriations?|vouchers?|bonus(?:es)?|"
    r"(?:financial )?(?:contributions?|incentives?)|reimbursements?|funds?(?! for)|calls? worth|"
    r"calls? for (?:projects?|proposals?|tenders?|applications?)|funding (?:calls?|rounds?|scheme|instrument|line)|"
    r"grants? (?:scheme|programme)s?|project calls?|subsid(?:y|ies)|funding programme|grant calls?|grants?|support "
    r"(?:for|to) (?:\w+ ){0,2}projects|"
    r"lump sums?|compensation|financial support|allowances?|co-?financing|funding",
    "training": r"study (?:circles?|groups?)|training weeks?|(?:study|training) modules?|train-the-trainer|e-learning "
    r"(?:\w+ )?(?:courses?|"
    r"modules?)|(?:training|learning|course|orientation|"
    r"values) modules?|(?:language|orientation|integration|civic|literacy|bridging|preparatory|evening|"
    r"online) (?:courses?|classes|lessons?|tuition)|lessons|coaching|"
    r"training(?: (?:courses?|programmes?|sessions?|modules?|series|seminars?))?s?|courses?|"
    "summer schools?|"
    r"academ(?:y|ies)|traineeships?|curricul(?:um|a)|e-learning|webinars? series|masterclass(?:es)?|classes",
    "allocation": r"(?:county|regional|provincial|municipal|annual|cantonal) (?:shares?|figures)|distribution "
    r"(?:plans?|formulas?)|(?:placement|settlement|distribution|reception|municipal|regional|annual|"
    r"resettlement) (?:quotas?|keys?|numbers?|targets?|scheme|mechanism)|"
    r"(?:housing |settlement |reception |placement )targets?|quotas?|distribution (?:key|mechanism)|"
    r"dispersal (?:scheme|policy|key)|allocation(?: key)?s?",
    "register": r"registers?|registry|registries|database|directory|roster|start(?:ed|s)? to register|"
    "began to register|"
    r"inventory|list of|repository|catalogue of(?! (?:\w+ )?(?:practi|measures))|data ?base of|pool of",
    "guidance": r"kits?|guide ?books?|work ?books?|text ?books?|primers?|briefings?|(?:practice |planning |diagnostic "
    r"|self-assessment |common |practical |screening )tools?|"
    r"catalogues? of (?:\w+ )?(?:practices?|measures)|(?:good|best|promising)[- ]practices? (?:collections?|guides?)|"
    r"tools? for|"
    r"how-to guides?|rules of conduct|explanatory notes?|(?:training|reference) materials?|lesson plans|teaching "
    r"materials?|manuals?|handbooks?|guides?|guidelines?|guidance|toolkits?|tool ?box(?:es)?|tool kits?|"
    r"instructions?|checklists?|recommendations?|standards|protocols?(?! (?:with|between))|vademecum|compendium|"
    r"reference guide|model (?:rules|procedures)|playbook|good practices?|circulars?|"
    r"codes? of (?:practice|conduct)|templates?|model contracts?|fact ?sheets?|"
    r"quality (?:criteria|framework|standards)|advice notes?|orientations|curricula for",
    "study": r"(?:year ?books?|yearly volumes?|statistical (?:reports?|yearbooks?|portraits?)|atlas|stock-?taking|"
    r"inquir(?:y|ies)|examinations?|comparisons?|fact-finding|censuse?s?|benchmark\w*|forecasts?|estimates?|"
    r"(?:feasibility|pilot|comparative|case|impact) stud(?:y|ies)|data collections?|questionnaires?|interviews?|"
    r"discussion papers?|"
    r"balance sheets?|data ?sets?|self-evaluations?|thesis|theses|dissertations?)|studies|study|reports?|surveys?|"
    r"mapping|evaluations?|research(?: paper| project)?|analys[ie]s|"
    r"analysed|reviews?|assessments?|index|barometer|indicators?|monitoring (?:report|system|framework|tool)|"
    r"policy briefs?|working papers?|poll|dashboard|monitor|audit|scoreboard|opinion poll|statistics|baseline|"
    r"needs assessments?|findings",
    "law": r"laws?|acts?|decrees?|bills?|legislation|regulations?|ordinances?|amendments?|directives?|"
    r"legislative (?:package|reform)|reforms?|by-?laws?|statutes?|resolutions?|"
    r"legal (?:basis|duty|obligation|provisions?|right)|right to|rules",
    "agreement": r"agreements?|(?:service|grant|contribution|delivery|performance|cooperation|partnership|framework|"
    r"bilateral|target) (?:agreements?|contracts?)|pacts?|memorand(?:um|a)(?: of (?:understanding|cooperation))?|"
    r"MoUs?|contracts?|"
    r"conventions?|protocols? of cooperation|covenants?|charters?|compacts?|accords?|declarations?|"
    r"(?:different )?arrangements?|protocols?(?= (?:with|between))|arrangement|cooperation protocols?|"
    r"joint declaration|deal|letters? of (?:intent|commitment)|declarations? of intent|"
    r"(?:common|joint|cooperation|inter-?agency|inter-?institutional|referral|local|tripartite|signed) protocols?|"
    r"cooperation with|treat(?:y|ies)|understanding",
    "plan": r"action plans?|programmes? (?:for (?:the years )?)?(?:19|20)\d\d ?[-–/]|successors? to|policy documents?|"
    r"mission statements?|strateg(?:y|ies)|plans?|agenda|road ?maps?|frameworks?|national programme|"
    r"integration programme for|policy paper|white paper|master ?plan|vision|concept|green paper|"
    r"programme of measures|polic(?:y|ies)|guiding principles|(?:multiannual|national|regional|"
    r"government) programme for|blueprint|priorities|proposals?",
    "communication": r"campaigns?|letters?(?! of)|positions?(?= (?:on|to)\b)|explainers?|position papers?|(?:public|"
    r"joint|policy) statements?|open letters?|"
    r"conclusions|"
    r"petitions?|appeals?|manifestos?|press releases?|social media|wikis?|comics?|information (?:offer|offers|pages?|"
    r"boards?|cards?|leaflets?|bus|van|hubs?)|glossar(?:y|ies)|dictionar(?:y|ies)|videos?|films?|documentar(?:y|ies)|"
    r"websites?|web ?sites?|portals?|apps?|"
    "applications?|"
    r"mobile applications?|leaflets?|brochures?|podcasts?|newsletters?|info ?sheets?|exhibitions?|booklets?|"
    r"hotlines?|helplines?|information (?:materials?|packs?|line)|online platforms?|web platforms?|(?:digital|"
    r"information|multilingual) platforms?|platforms?(?= (?:with|for) information)|"
    r"radio (?:show|programme|series)|chatbots?|magazine|posters?|(?:digital|interactive|online) (?:map|guide|"
    r"counter|tool|handbook)|(?:help|phone|telephone|green|info|toll-free|advice|free) ?lines?|"
    r"call cent(?:re|er)s?|welcome (?:packs?|letters?|kits?|folders?)|radio spots?|"
    r"(?:video|film|photo|podcast|web|tv|television) series|broadcasts?|programme on (?:radio|television)|blog|"
    r"information (?:sessions?|evenings?|service|desk|days?|events?)",
    "network": r"partnership programmes?|networks?|partnerships?|alliances?|coalitions?|platforms?|clusters?|"
    r"consorti(?:um|a)|communit(?:y|ies) of practice|federation|leagues?|working relationship|cooperation network|"
    r"twinnings?|circles?|hub of|movement",
    "body": r"boards?|(?:national|regional|local) leads?|(?:liaison|contact|integration|diversity|equality|welcome|"
    r"refugee) officers?|crisis (?:staff|"
    r"cells?|units?)|(?:working|coordination|regional|thematic|local|national|"
    r"consultation|"
    r"inter-?institutional|technical|integration|migration|contact) tables?|(?:posts?|positions?) of|(?:vice|"
    r"deputy)[- ]mayors?|stakeholder groups?|councils?|committees?|commissions?|task ?forces?|working groups?|groups?|"
    r"interministerial conferences?|ministerial conferences?|standing conferences?|bod(?:y|ies)|units?|offices?|"
    r"forums?|fora|round ?tables?|secretariats?|assembl(?:y|ies)|parliaments?|panels?|steering groups?|houses? of|"
    r"counters?|cent(?:re|er)s?|one-stop shops?|centres? for|coordination (?:body|bodies|mechanisms?|structures?|"
    r"units?)|taskforces?|directorates?|departments?|agency|clearing-? ?houses?|observatory|ombuds\w+|"
    r"commissioners?|coordinators?|observatories|mechanisms?|meeting (?:places?|points?|houses?)|"
    r"info(?:rmation)? points?|advisory group|points? of contact|contact points?|desks?|"
    r"(?:service|support|advice|information|contact|welcome|assistance|counselling|consultation) (?:points?|cent(?:re|"
    r"er)s?|"
    r"hubs?|offices?)|hubs?|teams?|clinics?|delegations?|help ?desks?|coordination|focal points?|ombudsperson|"
    r"rapporteurs?|envoys?|(?:shelter|reception|arrival) (?:centres?|facilit(?:y|ies))|shelters?|institutes?|"
    r"librar(?:y|ies)|foundation|authority|secretaries",
    "event": r"conferences?|seminars?|workshops?|meetings?|festivals?|summits?|open days?|weeks?|symposi(?:um|a)|"
    r"days?|hackathons?|webinars?|tournaments?|fairs?|public hearings?|hearings?|ceremon(?:y|ies)|awards?|prizes?|"
    r"debates?|exchange visits?|study visits?|study tours?|dialogues?|exchanges?|training days?|camps?|"
    r"(?:info|kick-off) events?|gatherings?|congress(?:es)?|events?|consultations?|peer reviews?|concerts?|"
    r"marches?",
    "project": r"projects?|incubators?|accelerators?|fast[- ]?tracks?|jobs|support persons?|tutors?|assistants?|"
    r"(?:cultural |intercultural |"
    r"health |school |"
    r"language )?mediators?|navigators?|approach(?:es)?|checks?|experiments?|trials?|pilots?|pilot (?:projects?|"
    r"schemes?|"
    r"programmes?)|programmes?|programs?|schemes?|"
    r"initiatives?|actions?|measures?|services?|reception(?= of)|activities|sponsorship|"
    r"(?:mentoring|buddy|sponsorship|tandem|host family|volunteer) (?:schemes?|programmes?|projects?)|"
    r"(?:parent|conversation|self-help|play|reading|women['’]?s?|study|homework|peer|mothers['’]?) groups?|"
    r"mentoring|budd(?:y|ies)|mentors|tandems?|scheme|interventions?|efforts|housing|accommodation|support package|"
    r"lab|clubs?|kitchens?|gardens?|caf[eé]s?|choirs?|orchestras?|apprenticeships?|internships?|placements?|"
    r"scholarships?|traineeships?|matching|guardianship|housing units|dwellings|flats|apartments|support|"
    r"assistance|counselling|coaching|outreach|corridors?|pathways?|intake|offers?|work(?= (?:on|with))|tests?|"
    r"sponsorships?|procedures?|modules?|models?|system",
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
    heads = [noun for noun in NOUN.finditer(phrase) if end is None or noun.end() <= end.start()]
    if heads:
        return heads[-1]
    return NOUN.search(phrase)


def form(phrase: str) -> str:
    """The form that a title or a description tells; empty where none of its nouns is known."""
    noun = head_noun(phrase)
    return form_of(noun) if noun else ""
