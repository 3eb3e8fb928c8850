"""The words by which a text shows its themes, each with its weight."""

import re

# Weight 3: the theme by its own name; 2: a sign that rarely means another; 1: a hint that counts beside others.
THEMES = {
    "coordination-bodies": {
        3: r"inter-?ministerial(?! delegation)|inter-?agency|inter-?departmental|inter-?institutional|"
        r"coordination (?:body|"
        r"bodies|council|committee|board|group|unit|mechanism|structure|centre)s?|coordinating (?:body|"
        r"committee|council)|"
        r"standing (?:conference|committee)|steering (?:group|committee)|cross-government|task ?force|"
        r"national coordinator|ministerial conference",
        2: r"coordinat(?:e|es|ing) (?:\w+ ){0,3}(?:services|measures|work|actors|support)|"
        r"integration coordinators|harmonise policies|align(?:ing)? (?:policies|policy)|working group|"
        r"government commissioner|joint committee",
        1: r"coordinat\w+|ministries",
    },
    "central-local-agreements": {
        3: r"(?:pacts?|agreements?|contracts?|memorand\w+|conventions?|covenants?|compacts?|"
        r"protocols?) (?:\w+ ){0,3}(?:with|between) (?:\w+ ){0,6}(?:municipalit|communes?|cities|regions?|"
        r"local|towns|cantons|Länder|provinces|count(?:y|ies)|city)|"
        r"territorial contracts?|programme agreements?|central-local|integration contracts?",
        2: r"(?:signed|concluded) (?:\w+ ){0,8}(?:municipalit|communes?|cities|regions?|local|towns|mayors)|"
        r"(?:municipalit\w+|cities|mayors|regions|cantons) (?:\w+ ){0,5}signed|"
        r"collaboration between the (?:local|state)|cantonal integration (?:measures|programmes)|"
        r"between the (?:state|government|ministry)\w* and (?:the |its )?(?:\d+ )?(?:municipalit|cities|"
        r"regions|local)",
        1: r"pacts?|agreements?|contracts?|memorandum",
    },
    "funding-instruments": {
        3: r"calls? for (?:projects|proposals|applications)|financing of|grant (?:scheme|programme)s?|"
        r"subsid(?:y|ies)|funding (?:instrument|scheme|line|round|call|programme)s?|lump sums?|per capita|"
        r"reimburse\w*|co-financing rates?|project calls?|financial (?:support|instruments?)|"
        r"funding for (?:municipalit|"
        r"local|regions|NGOs|civil|organisations|projects)|grants? (?:to|for) (?:\w+ ){0,2}(?:municipalit|"
        r"local|NGOs|civil|organisations|projects|associations)",
        2: r"financial support|allocated (?:EUR|€|\w+ million)|(?:EUR|€|million) ?[\d.,]+ (?:\w+ )?(?:to|for)|"
        r"earmarked|budget line|adjusting the financing|small grants|financial (?:aid|incentives?)|"
        r"bonus(?:es)?|voucher",
        1: r"grants?|budget|million|(?<!co-)financ\w+",
    },
    "strategies-action-plans": {
        3: r"(?:action|integration|inclusion|national|regional|local|municipal) (?:plans?|strateg(?:y|ies))|"
        r"action plans?|integration strateg\w+|road ?map|white paper|national strategy|integration agenda|"
        r"integration (?:policy )?framework|integration concept",
        2: r"strateg(?:y|ies)|strategic (?:plan|framework|document|approach)|master ?plan|multiannual",
        1: r"plans?|agenda",
    },
    "city-region-networks": {
        3: r"(?:cit(?:y|ies)|towns?|municipal|municipalities|regional|mayors)['’]?s? (?:network|alliance|"
        r"coalition|partnership|league)|network(?:ing)? of (?:\w+ ){0,4}(?:cities|municipalit\w+|towns|"
        r"regions|local authorities|mayors|communes)|twinning|partnership agreement|partner cit(?:y|ies)|"
        r"the two cities|city-to-city|Eurocities|inter-?municipal|cities network|"
        r"urban agenda|welcoming cities|(?:cities|municipalities|towns|mayors|"
        r"regions) (?:\w+ ){0,4}(?:joined forces|joined together|formed|united|exchange)",
        2: r"peer (?:learning|exchange)|exchange (?:knowledge|experience|practices)|sister cit(?:y|ies)|mayors|"
        r"(?:association|union|league) of (?:\w+ )?(?:cities|municipalities|towns)",
        1: r"cities|network of",
    },
    "multi-stakeholder-platforms": {
        3: r"multi-?stakeholder|stakeholder (?:platform|forum|network|dialogue|group|conference)s?|"
        r"round ?tables?|partnership programme|platform (?:\w+ ){0,3}(?:bringing|brings|for cooperation|of)|"
        r"network of (?:\w+ ){0,5}(?:actors|organisations|stakeholders|NGOs|associations|employers)|"
        r"public-private partnership|whole-of-society|civil society (?:platform|forum|network|dialogue)|"
        r"brings? together (?:\w+,? ){0,8}(?:NGOs|civil society|employers|businesses|organisations|academia|"
        r"companies)|bringing together (?:\w+,? ){0,8}(?:NGOs|civil society|employers|businesses|"
        r"organisations|academia|companies)",
        2: r"integration stakeholders|various stakeholders|different stakeholders|social partners|"
        r"partnerships? (?:between|with|and coordination)|collaborative opportunities|"
        r"together with (?:\w+ ){0,4}(?:NGOs|civil society|employers|companies)|(?:NGOs|civil society|"
        r"employers|companies|universities),? (?:\w+ ){0,3}and|inter-sectoral|cross-sector\w*",
        1: r"stakeholders?|platforms?|civil society|cooperation|partners",
    },
    "refugee-migrant-participation": {
        3: r"(?:refugees?|migrants?)['’]? (?:advisory|council|participation|representatives?|parliament|panel|"
        r"forum|board)|(?:refugee|migrant|immigrant)-led|advisory (?:board|council|group|"
        r"committee) of (?:refugees|migrants|third|immigrants|foreign|new)|(?:refugee|migrant|immigrant|"
        r"foreigners?['’]?) (?:advisory )?(?:boards?|councils?|associations?|organisations?|parliaments?|"
        r"committees?)|representative bodies of|representation of (?:migrants|refugees|immigrants|foreign)|"
        r"lived experience|experts? by experience|integration councils?|self-(?:organisations?|"
        r"representation)|participation of (?:refugees|migrants|immigrants|foreign|third)|"
        r"(?:local )?voting rights|refugee leaders",
        2: r"advisory (?:group|board|council|committee)|migrant communities|refugee communities|(?:refugees|"
        r"migrants|immigrants) (?:\w+ ){0,4}(?:advis|represent|consult|have a say|decide|elected|"
        r"co-?design)|involvement of (?:third-country|migrants|refugees|grassroot)|"
        r"elected (?:\w+ ){0,3}(?:migrants|refugees|foreign)|consultative (?:body|council|forum)|"
        r"diaspora (?:organisations|associations)|co-design\w*|co-creat\w+",
        1: r"participat\w+|advise|empower\w*",
    },
    "local-capacity-guidance": {
        3: r"(?:manuals?|handbooks?|guid(?:e|es|elines?|ance)|toolkit|toolbox|training|trained|train|advice|"
        r"workshops?|courses?|webinars?|instructions|capacity|"
        r"seminars?)(?: (?!refugees)[\w,-]+){0,8} (?:local (?:\w+ )?(?:authorit|government|official|"
        r"stakeholder|integration|actor|admin|practition)|municipal|officials|civil servants|practitioners|"
        r"social workers|professionals|teachers|mayors|coordinators|caseworkers|staff|public (?:servants|"
        r"employees))|capacity[- ]building|capacities of|for (?:representatives of )?local (?:authorities|"
        r"governments|officials)|building structures|manual on local|municipal (?:staff|employees|"
        r"officials) (?:\w+ ){0,3}(?:train|learn)",
        2: r"manuals?|handbooks?|guidelines?|guidance|toolkits?|toolbox|knowledge of officials|train(?:ing|"
        r"ed)? (?:of|for|\d[\d,.]*) |empower (?:local|integration) stakeholders|technical assistance|"
        r"checklist|good practices",
        1: r"training|trained|guides?|officials|advice|expertise|workshops?",
    },
    "placement-distribution": {
        3: r"placement|dispersal|distribution (?:key|mechanism|of (?:refugees|asylum|beneficiaries|people|"
        r"applicants|persons|displaced))|quotas?|settlement (?:scheme|of|in municipalities|agreements?)|"
        r"resettlement|resettle(?!d refugees)\w*|relocat\w+|matching (?:tool|algorithm|refugees|of refugees)|"
        r"distribut\w+ (?:\w+ ){0,4}(?:refugees|asylum|beneficiaries|municipalities|regions)|sponsorship|"
        r"reception of refugees|allocation of (?:refugees|beneficiaries|places)|placed (?:across|in)",
        2: r"host(?:s|ed|ing)? refugee|transition from reception|move(?:d)? (?:out of|from) reception|"
        r"accommodat\w+ (?:\w+ ){0,4}across|host municipalities|spread (?:across|over)|"
        r"transfer to municipalit",
        1: r"settled|reception",
    },
    "sector-services": {
        3: r"(?:support|welcome|assistance|advice|service|attention|integration|information|counselling|"
        r"community) (?:cent(?:re|er)s?|points?|hubs?|desks?)|one-stop \w+|bridging courses?|(?:access to|"
        r"labour market|employment|health|healthcare|mental health|housing|education|language|legal|social|"
        r"psychosocial|childcare|job) (?:integration|services?|care|support|courses?|programmes?|placement|"
        r"counselling|centres?|classes|training|offers?)|one-stop shops?|apprenticeships?|internships?|"
        r"language (?:courses?|classes|learning|training|cafés?|cafes?)|affordable housing|rental|"
        r"job ?seekers|vocational|kindergartens?|schools?|recognition of (?:qualifications|skills)|"
        r"employers|mentoring|housing|health care|counselling|job fairs?|labour market",
        2: r"hospitals?|doctors|nurses|patients|employment|jobs|apartments?|pupils|psychologists?|legal (?:aid|"
        r"advice)|interpret\w+|homeless\w*|entrepreneur\w*|work(?:place|force)|preschool|day care|"
        r"universit(?:y|ies) (?:\w+ ){0,3}(?:places|students)",
        1: r"hubs?|cent(?:re|er)s?|teachers?|children|courses?|adviser?s?|pathway|health|services?|education|"
        r"language|legal|students",
    },
    "host-community-intercultural": {
        3: r"inter-?cultural|inter-?faith|inter-?religious|host (?:communit(?:y|ies)|society|population)|"
        r"(?:local|host) residents|neighbou?rs?|neighbou?rhoods?|social cohesion|buddy|buddies|tandems?|"
        r"volunteers?|religious communities|faith[- ]based|churches|mosques?|parish(?:es)?|encounters?|"
        r"dialogue between|(?:football|sports?) (?:club|tournament|activities|team)s?|festival|"
        r"living together|mutual understanding|befriending|inclusion of persons (?:\w+ ){0,4}society",
        2: r"anti-?racis\w+|antiracist|diversity|volunteers|local families|host famil\w+|meal|prejudice|"
        r"xenophobia|racism|anti-racism|hate speech|discrimination|intercultural|cultural (?:exchange|event|"
        r"mediation)s?|social contacts|cooking|theatre|choir|music|community (?:events|gardens?|days?)|"
        r"receiving communit\w+|two-way",
        1: r"dialogue|volunteering|sport|cultur\w+|communit(?:y|ies)",
    },
    "information-awareness": {
        3: r"(?:information|awareness|media|poster|publicity|social media)(?:[- ](?:raising))? (?:campaigns?|"
        r"materials?|videos?|points?|portals?|platforms?|sessions?|leaflets?|days?|desks?|packs?|line|kits?|"
        r"sheets?|hubs?|meetings?)|awareness[- ]raising|campaigns?|(?:informative|information|short|"
        r"animated|explanatory) (?:videos?|films?)|hotlines?|helplines?|leaflets?|brochures?|websites?|"
        r"web ?portals?|mobile app\w*|\bapps?\b|chatbots?|podcasts?|multilingual|exhibitions?|documentary|"
        r"orientation (?:guide|app|course)s?|infoline",
        2: r"inform(?:s|ed|ing)? (?:newcomers|refugees|migrants|beneficiaries|the public|residents|arrivals|"
        r"people|displaced)|raise awareness|translated into|in \w+ languages|public opinion|online platform|"
        r"portals?|welcome (?:pack|guide|desk)s?|radio|magazine|civic orientation",
        1: r"information|awareness|online|video|digital|counter",
    },
    "monitoring-evaluation-research": {
        3: r"evaluat(?:ion|ed|es|ing)\w*|monitoring (?:report|system|framework|tool|progress|mechanism|of|"
        r"towards)|on monitoring|indicators?|stud(?:y|ies)(?= (?:on|of|by|found|showed|examin|analys|"
        r"commission|carried|looks|looked|conducted|covering|published|assess))|surveys?|mapping (?:of|"
        r"exercise|study)|published a (?:\w+ )?(?:report|study|survey|analysis|mapping|review)|(?:a|the|"
        r"new) (?:report|research) (?:from|by|on|looked|found)|analysed|analysis of|researchers?|"
        r"research (?:project|institute|report|paper|team)|assess(?:ed|ment) (?:of|the|how)|evidence-based|"
        r"longitudinal|barometer|index|dashboard|observatory|baseline",
        2: r"stud(?:y|ies)|research|mapped|data collection|analys(?:is|es)|statistic\w*|looked into|examined|"
        r"audit|reviewed",
        1: r"reports?|findings|monitor\w*|data",
    },
}

PATTERNS = {
    theme: [(weight, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for weight, words in rows.items()]
    for theme, rows in THEMES.items()
}
ENOUGH, SHARE, MOST = 1.5, 0.3, 3
# What a title or the first statement says weighs more than what is said later.
EMPHASIS, LATER = 1.5, 0.7

# The form of an initiative alone is a sign of its theme.
FORM_THEMES = {
    "guidance": ("local-capacity-guidance", 2.0),
    "study": ("monitoring-evaluation-research", 3.0),
    "plan": ("strategies-action-plans", 2.5),
    "allocation": ("placement-distribution", 3.0),
    "communication": ("information-awareness", 3.0),
    "funding-call": ("funding-instruments", 3.0),
    "agreement": ("central-local-agreements", 1.0),
    "law": ("strategies-action-plans", 1.5),
    "network": ("multi-stakeholder-platforms", 0.5),
    "training": ("local-capacity-guidance", 0.5),
}


def scores(text: str) -> dict[str, tuple[float, str]]:
    """How much a text shows of each theme, and the word that shows most of it."""
    found = {}
    for theme, rows in PATTERNS.items():
        words: dict[str, float] = {}
        for weight, pattern in rows:
            for match in pattern.finditer(text):
                words.setdefault(match.group().casefold(), weight)
        if words:
            best = max(words, key=lambda word: words[word])
            # A second sign of the same strength adds half, a third a quarter.
            ordered = sorted(words.values(), reverse=True)
            found[theme] = (sum(value / 2**n for n, value in enumerate(ordered)), best)
    return found


def themes(title: str, lead: str, rest: str, form: str) -> list[tuple[str, str]]:
    """The themes of an initiative with a word each, the primary one first."""
    total: dict[str, float] = {}
    words: dict[str, str] = {}
    for text, factor in ((title, EMPHASIS), (lead, 1.0), (rest, LATER)):
        for theme, (score, word) in scores(text).items():
            total[theme] = total.get(theme, 0) + score * factor
            words.setdefault(theme, word)
    if form in FORM_THEMES:
        theme, score = FORM_THEMES[form]
        total[theme] = total.get(theme, 0) + score
        words.setdefault(theme, form)
    ordered = sorted(total, key=lambda theme: (-total[theme], theme))
    if not ordered:
        return []
    least = max(ENOUGH, total[ordered[0]] * SHARE)
    chosen = [theme for theme in ordered if total[theme] >= least] or ordered[:1]
    return [(theme, words[theme]) for theme in chosen[:MOST]]
