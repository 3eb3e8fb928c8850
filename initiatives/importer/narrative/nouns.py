"""The nouns that say what an initiative is, and the form that each of them tells."""

import re

FORMS = {
    "funding-call": r"loans?|calls? worth|calls? for (?:projects?|proposals?|tenders?|applications?)|funding (?:calls?|rounds?|scheme|instrument|line)|grants? (?:scheme|programme)s?|"
                    r"project calls?|subsid(?:y|ies)|funding programme|grant calls?|grants|lump sums?|compensation|financial support|allowances?|co-?financing|funding",
    "training": r"training(?: (?:courses?|programmes?|sessions?|modules?|series|seminars?))?s?|courses?|summer schools?|academ(?:y|ies)|traineeships?|"
                r"curricul(?:um|a)|e-learning|mentoring scheme|webinars? series|masterclass(?:es)?|classes",
    "allocation": r"(?:placement|settlement|distribution|reception|municipal|regional|annual|resettlement) (?:quotas?|keys?|numbers?|targets?|scheme|mechanism)|"
                  r"quotas?|distribution (?:key|mechanism)|dispersal (?:scheme|policy|key)|allocation(?: key)?s?",
    "register": r"registers?|registry|registries|database|directory|roster|start(?:ed|s)? to register|began to register|inventory|list of",
    "guidance": r"manuals?|handbooks?|guides?|guidelines?|guidance|toolkits?|tool ?box(?:es)?|tool kits?|instructions|checklists?|recommendations?|"
                r"standards|protocols?|vademecum|compendium|reference guide|model (?:rules|procedures)|playbook|good practices?|circular",
    "study": r"studies|study|reports?|surveys?|mapping|evaluations?|research(?: paper| project)?|analys[ie]s|analysed|reviews?|assessments?|index|"
             r"barometer|indicators?|monitoring (?:report|system|framework|tool)|observatory|policy briefs?|working papers?|poll|dashboard|monitor|audit",
    "law": r"laws?|acts?|decrees?|bills?|legislation|regulations?|ordinances?|amendments?|directives?|legislative (?:package|reform)|reforms?|by-?laws?",
    "agreement": r"agreements?|pacts?|memorand(?:um|a)(?: of (?:understanding|cooperation))?|MoUs?|contracts?|conventions?|protocols? of cooperation|"
                 r"covenants?|charters?|compacts?|accords?|declarations?|(?:different )?arrangements?|cooperation protocols?|joint declaration|deal",
    "plan": r"action plans?|strateg(?:y|ies)|plans?|agenda|road ?maps?|frameworks?|national programme|integration programme for|policy paper|"
            r"white paper|master ?plan|vision|concept",
    "communication": r"campaigns?|videos?|films?|documentar(?:y|ies)|websites?|web ?sites?|portals?|apps?|applications?|mobile applications?|leaflets?|"
                     r"brochures?|podcasts?|newsletters?|info ?sheets?|exhibitions?|booklets?|hotlines?|helplines?|information (?:points?|materials?|packs?|line)|"
                     r"online platforms?|web platforms?|radio (?:show|programme|series)|chatbots?|magazine|posters?|(?:digital|interactive) map",
    "network": r"partnership programmes?|networks?|partnerships?|alliances?|coalitions?|platforms?|clusters?|consorti(?:um|a)|communit(?:y|ies) of practice|"
               r"federation|leagues?|working relationship|cooperation network",
    "body": r"boards?|councils?|committees?|commissions?|task ?forces?|working groups?|groups?|interministerial conferences?|ministerial conferences?|standing conferences?|"
            r"bod(?:y|ies)|units?|offices?|forums?|fora|round ?tables?|secretariats?|assembl(?:y|ies)|parliaments?|panels?|steering groups?|delegations?|"
            r"cent(?:re|er)s?|one-stop shops?|centres? for|coordination (?:body|bodies|mechanisms?|structures?|units?)|taskforces?|directorates?|"
            r"departments?|agency|ombudsman|commissioners?|coordinators?|observatories|mechanisms?|advisory group|points? of contact|contact points?|desks?|(?:service|support|advice|information|contact|welcome|assistance|counselling) (?:points?|cent(?:re|er)s?|hubs?|offices?)|hubs?",
    "event": r"conferences?|seminars?|workshops?|meetings?|festivals?|summits?|open days?|weeks?|symposi(?:um|a)|days?|hackathons?|webinars?|"
             r"tournaments?|fairs?|public hearings?|hearings?|ceremon(?:y|ies)|awards?|prizes?|debates?|exchange visits?",
    "project": r"projects?|pilots?|pilot (?:projects?|schemes?|programmes?)|programmes?|programs?|schemes?|initiatives?|actions?|measures?|services?|activities|sponsorship|"
               r"mentoring|buddy|tandems?|scheme|interventions?|efforts|housing|accommodation|support package|lab",
}  # fmt: skip

# Nouns that are weak: another noun in the same phrase says more.
WEAK = {"project"}
CREATED = re.compile(r"\b(?:set up|established|created|founded|formed|standing|permanent|creation|permanently|interministerial|inter-ministerial|members?)\b", re.IGNORECASE)

NOUN = re.compile("|".join(rf"(?P<{form.replace('-', '_')}>\b(?:{words})\b)" for form, words in FORMS.items()), re.IGNORECASE)
HEAD_ENDS = re.compile(r"\s(?:of|for|on|to|in|with|between|among|by|at|from|which|that|aiming|about|under|across|against|towards?|supporting|focus\w+)\s|\s[–—-]\s|[:,;(]")


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
