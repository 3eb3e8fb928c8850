"""The words by which a text shows its themes, each with its weight."""

# Weight 3: the theme by its own name; 2: a sign that rarely means another; 1: a hint that counts beside others.
LOCAL = (
    r"(?:municipalit\w+|communes?|cit(?:y|ies)|regions?|regional|local|towns?|mayors?|cantons?|Länder|provinces?|"
    r"count(?:y|ies)|voivodeships?|federal states|autonomous communities)"
)
AGREEMENT = (
    r"(?:pacts?|agreements?|contracts?|memorand\w+|conventions?|covenants?|compacts?|protocols?|accords?|deals?)"
)
STAFF = (
    r"(?:local (?:\w+ )?(?:authorit|government|official|stakeholder|integration|actor|admin|practition|"
    r"employee)\w*|municipal\w*|officials|civil servants|practitioners|social workers|professionals|teachers|"
    r"mayors|councillors|coordinators|case ?workers|staff|public (?:servants|employees|officials)|municipalit\w+|"
    r"communes|frontline|front-line|advis[eo]rs|nurses|doctors|police(?: officers)?|judges|interpreters|mediators|"
    r"trainers|guardians|administrations?|authorities|regions|counsellors|educators|service providers|"
    r"(?:\w+ )?services\b|mentors|volunteers|school heads)"
)
NEWCOMERS = (
    r"(?:newcomers?|refugees?|migrants?|immigrants?|new (?:arrivals|residents)|arrivals|newly[- ]arrived|"
    r"beneficiaries|people with|persons with|families|parents|women|young people|pupils|foreign(?:ers| residents)?|"
    r"asylum|those who|applicants|students|displaced)"
)

THEMES = {
    "coordination-bodies": {
        3: r"inter-?ministerial|inter-?agency|inter-?departmental|inter-?institutional|"
        r"coordination (?:body|bodies|council|committee|board|group|unit|mechanism|structure|office|cell)s?|"
        r"coordinating (?:body|committee|council|group|unit|office)|standing (?:conference|committee)|"
        r"steering (?:group|committee|board)|cross-government\w*|task ?forces?|national coordinators?|"
        r"ministerial conference|whole-of-government|council of ministers for|joint committee|"
        r"liaison (?:group|committee|office|officers?)|government commissioner|state secretary for integration|"
        r"delegat(?:e|ion) for (?:the )?(?:integration|reception)|contact points? in (?:each|every|all)|"
        r"working (?:group|party) (?:of|between|on) (?:\w+ ){0,3}(?:ministr|depart)",
        2: r"coordinat(?:e|es|ing|ed) (?:\w+ ){0,4}(?:services|measures|work|actors|support|policy|policies|action|"
        r"ministries|response)|align(?:s|ing|ed)? (?:\w+ ){0,3}(?:policies|policy|measures|action)|working groups?|"
        r"harmonis\w+ (?:\w+ ){0,2}polic\w+|coordinat(?:ion|or)s?|representatives of (?:\w+ ){0,3}ministries|"
        r"(?:ministries|departments) (?:and|meet|sit|are represented)|integration commissioners?|"
        r"fragmentation of competences|division of (?:tasks|competences|responsibilities)",
        1: r"coordinat\w+|ministries|secretariat|joint (?:unit|office)",
    },
    "central-local-agreements": {
        3: rf"{AGREEMENT} (?:[\w’'-]+,? ){{0,4}}(?:with|between|among) (?:[\w’'-]+,? ){{0,10}}{LOCAL}|"
        r"territorial (?:\w+ ){0,2}(?:contracts?|pacts?|agreements?)|programme agreements?|central-local|"
        r"framework agreements? with (?:\w+ ){0,4}local|administrative agreement|"
        r"between the (?:state|government|ministry|federation)\w* and (?:the |its |all )?(?:\w+ )?(?:municipalit|"
        r"cities|regions|local|cantons|Länder|provinces|counties|communes)\w*",
        2: rf"(?:signed|concluded|renewed|negotiated) (?:[\w’'-]+,? ){{0,12}}{LOCAL}|{LOCAL} (?:\w+ ){{0,5}}signed|"
        r"collaboration between the (?:local|state)|(?:federation|state|government) and the (?:Länder|cantons|"
        r"regions|provinces|municipalit\w+|communes)|performance agreements?|devol\w+|"
        r"division of (?:tasks|responsibilities|competences)|(?:shift|transfer)\w* (?:\w+ ){0,4}(?:responsibilit|"
        r"competence)\w*|cost[- ]sharing",
        1: rf"(?<!integration )(?<!individual ){AGREEMENT}(?! (?:with|for) (?:\w+ )?(?:beneficiaries|refugees|"
        rf"newcomers|newly|"
        r"families|people|persons))",
    },
    "funding-instruments": {
        3: r"calls? for (?:projects|proposals|applications|tenders?|bids)|financing of|"
        r"grants? (?:scheme|programme|facilit|fund|line|agreement|round)\w*|small grants?|micro-?grants?|"
        r"subsid(?:y|ies|ised)|funding (?:instrument|scheme|line|round|call|programme|stream|facilit|mechanism|"
        r"arrangement|formula|envelope|window)\w*|lump sums?|per capita|reimburse\w*|co-financing|project calls?|"
        r"financial (?:support|instruments?|assistance|compensation|envelope)|"
        r"(?:funding|money|funds|support) (?:for|to) (?:\w+ ){0,2}(?:municipalit|local|regions|NGOs|civil|"
        r"organisations|projects|associations|communes|initiatives)\w*|use of (?:EU )?funds|"
        r"access (?:\w+ ){0,4}to (?:EU )?(?:funds|funding)|guarantee fund|budget lines?|state budget|"
        r"supplementary budget|appropriations?|grants? (?:to|for) (?:\w+ ){0,3}(?:municipalit|local|NGOs|civil|"
        r"organisations|projects|associations|initiatives|schools|cities|towns)\w*|flat[- ]rate|loans?|"
        r"(?:solidarity|integration|innovation|social|inclusion|welcome|community|participation|neighbourhood|"
        r"national|municipal) funds?\b(?! of)",
        2: r"allocat(?:ed|es|ion of) (?:about |around |an additional |another |some )?(?:EUR|€|£|CHF|[A-Z]{3}|\d)|"
        r"(?:EUR|€|£|CHF|SEK|NOK|DKK|PLN|CZK|million) ?[\d.,]+ (?:\w+ ){0,2}(?:to|for|per|a year)|"
        r"million (?:\w+ ){0,3}(?:to|for|from)|earmarked|small grants|financial (?:aid|incentives?)|bonus(?:es)?|"
        r"vouchers?|top-up|tax credit|grants?\b|payments?|reserve|compensat\w+|tranche",
        1: r"(?:to )?(?:finances?|funds|pays for) (?:the |a )?\w+|budget|million|(?<!co-)financ\w+|funding|funded|"
        r"billion|money|costs?",
    },
    "strategies-action-plans": {
        3: r"(?:action|integration|inclusion|national|regional|local|municipal|response|strategic|city|county|"
        r"settlement|equality|implementation|operational|work|multiannual) (?:plans?|strateg(?:y|ies))|"
        r"action plans?|(?:\w+ )?strateg(?:y|ies)(?= (?:on|for|of|to|20|was|is|and|until))|road ?maps?|white paper|"
        r"green paper|national strategy|integration agenda|master ?plan|integration (?:policy )?framework|"
        r"integration (?:concept|policy|model|programme for)|policy (?:framework|paper|document)|"
        r"guiding principles|(?:strategy|plan) [“\"„«‘]|blueprint|mission statement",
        2: r"strateg(?:y|ies)|strategic (?:framework|document|approach|goals?|objectives?)|multiannual|"
        r"(?:with|contains?|lists?|sets? out|comprises?) (?:\w+ ){0,3}(?:measures|goals|objectives|actions|"
        r"targets)|policy|concept|programme of measures|declaration|\bpriorities\b",
        1: r"plans?\b|agenda|measures|targets|\blaw\b|\bAct\b|reform",
    },
    "city-region-networks": {
        3: r"(?:cit(?:y|ies)|towns?|municipal|municipalities|regional|mayors|communes|villages|"
        r"urban)['’]?s? (?:network|alliance|coalition|partnership|league|association|union|forum|conference)s?|"
        r"(?:network|alliance|coalition|league|club|community|union|group|"
        r"circle)(?:ing)? of (?:[\w-]+ ){0,5}(?:cities|municipalit\w+|towns|regions|local authorities|mayors|"
        r"communes|villages|counties|capitals|local councils)|twinn\w+|partner cit(?:y|ies)|twin (?:cit|town)\w*|"
        r"the (?:two|three|four|five|six) (?:cities|towns|municipalities|mayors)|city-to-city|Eurocities|"
        r"inter-?municipal|cities network|urban agenda|welcoming cities|intercultural cities|"
        r"cities of (?:refuge|sanctuary|solidarity)|solidarity cities|"
        r"(?:member|partner|participating|our|network’s) (?:members\b|cities|towns|municipalities)|"
        r"(?:cities|municipalities|towns|mayors|regions|communes) (?:\w+ ){0,4}(?:joined forces|joined together|"
        r"formed|united|exchange\w*|pool\w*|share\w*|founded|teamed up)|"
        r"peer[- ](?:review|learning|exchange|visit)\w*|(?:officials|staff|experts|mayors) of (?:one|other|"
        r"different) (?:cit|town|municipalit)\w+|exchange (?:between|among|"
        r"of experience (?:between|among)) (?:\w+ ){0,3}(?:cities|municipalities|towns|regions)",
        2: r"exchang\w+ (?:of )?(?:knowledge|experiences?|practices|staff|good practices?)|sister cit(?:y|ies)|"
        r"mayors|(?:association|union|league) of (?:\w+ )?(?:cities|municipalities|towns)|"
        r"neighbouring (?:municipalities|towns|communes|cities)|cross-border|study visits?|job shadowing",
        1: r"cities|network of",
    },
    "multi-stakeholder-platforms": {
        3: r"multi-?stakeholder|stakeholder (?:platform|forum|network|dialogue|group|conference|meeting|"
        r"consultation)s?|round ?tables?|partnership programme|platform (?:\w+ ){0,3}(?:bringing|brings|"
        r"for cooperation|of|uniting)|network of (?:\w+,? ){0,5}(?:actors|organisations|stakeholders|NGOs|"
        r"associations|partners|businesses|companies)|public-private partnerships?|whole-of-society|"
        r"(?:civil society|NGO) (?:platform|forum|network|dialogue|coalition|alliance)s?|"
        r"(?:cooperation|coordination|partnership|consultation|response|dialogue|exchange|community) (?:platform|"
        r"forum|network)s?|coalition of (?:\w+,? ){0,5}(?:organisations|NGOs|groups|companies|employers)|"
        r"tripartite",
        2: r"(?:integration|various|different|all|relevant|key) (?:stakeholders|actors|partners)|social partners|"
        r"partnerships? (?:between|with|and coordination|of)|collaborative|inter-sectoral|cross-sector\w*|alliance|"
        r"coalition|consortium|forum|platforms?",
        1: r"stakeholders?|civil society|cooperation|partners|NGOs",
    },
    "refugee-migrant-participation": {
        3: r"(?:refugees?|migrants?|newcomers?|immigrants?|foreigners?|foreign residents?|diaspora|"
        r"youth)['’]?s?['’]? (?:advisory|council|participation|representatives?|representation|parliament|panel|"
        r"forum|board|assembly|ambassadors?|leaders?|delegates?|spokes\w+|round ?tables?)s?|"
        r"(?:refugee|migrant|immigrant|diaspora|newcomer)-(?:led|run)|"
        r"advisory (?:board|council|group|committee|panel|body) of (?:\w+ ){0,3}(?:refugees|migrants|third|"
        r"immigrants|foreign|new|residents)|(?:refugee|migrant|immigrant|foreigners?['’]?|"
        r"diaspora) (?:advisory )?(?:boards?|councils?|associations?|organisations?|parliaments?|committees?|"
        r"panels?|self-\w+|groups)|representative bod(?:y|ies) (?:of|for)|"
        r"representation of (?:migrants|refugees|immigrants|foreign)|lived experience|experts? by experience|"
        r"integration councils?|self-(?:organi[sz]ations?|representation|help group)|"
        r"participation of (?:\w+ )?(?:refugees|migrants|immigrants|foreign|third)|voting rights|right to vote|"
        r"refugee leaders|(?:assembly|parliament|panel|council|committee|board|forum) of (?:\w+ ){0,2}(?:women|"
        r"youth|young|newcomers|foreigners|residents from|persons with|people with)|"
        r"council of (?:foreign|immigrant|migrant|cultures)|(?:refugees|migrants|immigrants|newcomers|"
        r"foreign residents|members) (?:themselves )?(?:\w+ ){0,3}(?:advise|are consulted|have a say|help decide|"
        r"decide|are represented|sit on|elect|were elected|take part in decisions|co-?design|speak for)",
        2: r"advis\w+ (?:the )?(?:mayor|government|council|ministry|cit(?:y|ies)|municipalit|authorit|commission|"
        r"region)\w*|advisory (?:group|board|council|committee|panel)|migrant communities|refugee communities|"
        r"involvement of (?:third-country|migrants|refugees|grassroot)|civic participation|political participation|"
        r"elected (?:by|from among) (?:\w+ ){0,3}(?:migrants|refugees|foreign|immigrant)|"
        r"elected (?:\w+ ){0,3}(?:migrants|refugees|foreign)|consultative (?:body|council|forum)|"
        r"diaspora (?:organisations|associations)|co-design\w*|co-creat\w+|ombuds\w+|youth council",
        1: r"participat(?:ion|e in decision)|advise|empower\w*|consulted|voice|participatory|asked about",
    },
    "local-capacity-guidance": {
        3: rf"(?:manuals?|handbooks?|guid(?:e|es|elines?|ance)|toolkits?|toolbox|training|trained|trains?|advice|"
        rf"advises|workshops?|courses?|webinars?|instructions|capacity|circular|seminars?|coached|coaching|"
        rf"e-learning|modules?|academy|summer school|certificate)(?: (?!refugees|"
        rf"newcomers)[\w,-]+){{0,8}}? {STAFF}|{STAFF} (?:\w+ ){{0,4}}(?:were|was|are|"
        rf"have been) (?:also )?(?:trained|coached|instructed)|"
        r"capacity[- ]building|capacit(?:y|ies) of|build(?:ing)? (?:the )?capacit\w+|technical assistance|"
        r"for (?:representatives of )?local (?:authorities|governments|officials)|building structures|"
        r"manual on local|train(?:ing|ed)?[- ](?:of[- ])?(?:the[- ])?trainers|"
        r"help ?desk for (?:\w+ ){0,2}(?:municipalit|local|practition|profession|teach|officials)\w*|"
        r"advisory (?:service|team)s? for (?:\w+ ){0,2}(?:municipalit|local|communes)\w*|"
        r"knowledge (?:hub|centre|platform)|resource cent(?:re|er)",
        2: r"manuals?|handbooks?|guidelines?|guidance|toolkits?|toolbox|knowledge of officials|"
        rf"empower (?:local|integration) stakeholders|checklist|good practices|standards|"
        rf"model (?:contract|rules|concept|procedure)s?|{STAFF} on (?:how|the)|curriculum|mobile teams?|"
        rf"expert teams?",
        1: r"training|trained|guides?|officials|expertise|workshops?|recommendations",
    },
    "placement-distribution": {
        3: r"(?:housing|settlement|reception|municipal\w*['’]?) (?:targets?|quotas?(?! refugees)|duty|obligation)|"
        r"(?:refugee |their |initial )?placements?(?! in (?:work|companies|firms|hospitals|jobs))|dispersal|"
        r"distribution (?:key|mechanism|plan|system|law|scheme|of (?:\w+ ){0,2}(?:refugees|asylum|beneficiaries|"
        r"people|applicants|persons|displaced|arrivals|families))|quotas?|"
        r"(?:settlement|settling) (?:scheme|of|in municipalities|agreements?)|resettlement|"
        r"resettle(?!d refugees)\w*|relocat\w+|matching (?:tool|algorithm|refugees|of refugees)|"
        r"(?:distribut|redistribut|dispers|assign|spread|plac|allocat)\w+ (?:\w+ ){0,5}(?:refugees|asylum|"
        r"beneficiaries|families|arrivals|people|persons|households) (?:\w+ ){0,4}(?:across|over|among|between|"
        r"to (?:\w+ ){0,2}municipalit|in (?:\w+ ){0,2}municipalit)\w*|sponsorship|sponsors?|"
        r"humanitarian corridors?|reception of (?:\w+ )?refugees|allocation of (?:refugees|beneficiaries|places)|"
        r"placed (?:across|in)|(?:from|leave|leaving|out of) (?:the )?(?:reception|asylum|"
        r"accommodation) (?:cent(?:re|er)s?|facilities)|place of residence|"
        r"residence (?:rule|obligation|requirement)",
        2: r"settl(?:e|es|ed|ement|ing) (?:of )?(?:\w+ ){0,3}(?:refugees|newly|persons|people|families|arrivals)|"
        r"settlement|host(?:s|ed|ing)? refugee|transition from reception|accommodat\w+ (?:\w+ ){0,4}across|"
        r"host municipalities|spread (?:across|over)|transfer to municipalit|"
        r"reception (?:places|capacity|system|network)|admission|intake|arrival cent(?:re|er)s?",
        1: r"settled|reception|arrivals|host municipalit\w+",
    },
    "sector-services": {
        3: r"(?:support|welcome|assistance|service|attention|integration|counselling|community|advice|contact|"
        r"drop-in|day|family|women['’]?s?|health|job|career|reception and|legal|housing|employment|learning|youth|"
        r"newcomer)(?: and \w+)? (?:cent(?:re|er)s?|points?|hubs?|desks?|offices?|clinics?|services?|lines?|shops?|"
        r"clubs?|caf[eé]s?)|one-stop[- ]\w+|bridging courses?|(?:access to|labour market|employment|health|"
        r"healthcare|mental health|housing|education\w*|language|legal|social|psychosocial|psychological|childcare|"
        r"job|vocational|school|medical|rental|specialist|interpret\w+|work) (?:integration|services?|care|support|"
        r"courses?|programmes?|placements?|counselling|centres?|classes|training|offers?|teaching|tuition|lessons?|"
        r"assistance|guidance|advice|skills|agency|experience|preparation|inclusion|coaches|mediators|permits?|"
        r"aid)|apprentice(?:ship)?s?|internships?|traineeships?|integration (?:courses?|classes|pathways?|"
        r"contracts?|programmes?(?! for))|introduction programmes?|(?:values|"
        r"orientation) (?:and orientation )?courses?|language (?:courses?|classes|learning|training|cafés?|cafes?|"
        r"tests?)|affordable housing|rent(?:al|s|ed)?\b|tenan\w+|job ?seekers|vocational|kindergartens?|"
        r"nurser(?:y|ies)|crèches?|schools?|schooling|(?:recogni\w+|assess\w+|"
        r"validat\w+) of (?:\w+['’]? ){0,3}(?:qualifications|skills|diplomas|degrees|certificates)|employers|"
        r"mentor\w*|housing|health ?care|counselling|job (?:fairs?|clubs?|centres?|matching|coach\w*)|"
        r"labour market|landlords?|hir(?:e|ing)|recruit(?:s|ing|ment)? (?:\w+ ){0,3}(?:refugees|newcomers|migrants|"
        r"workers)|social housing|case management|care leavers|guardian\w*|psycholog\w+|trauma\w*|mental health|"
        r"self-employ\w+|start-?ups?|literacy|mother[- ]tongue|homework|scholarships?|upskilling|re-?skilling|"
        r"work permits?|midwi\w+|maternity",
        2: r"employers|accommodation|independent living|mentor\w*|hospitals?|doctors|nurses|patients|employment|"
        r"jobs|apartments?|flats?|pupils|psychologists?|legal aid|interpret\w+|homeless\w*|entrepreneur\w*|"
        r"work(?:place|force)|preschool|day care|unaccompanied|universit(?:y|ies) (?:\w+ ){0,3}(?:places|students)|"
        r"education\w*|language|health|courses?|desks?|counters?|social work(?:er)?s?|dwellings|shelters?|"
        r"teachers?|skills|qualifications|clinics?|medical|vaccinat\w+|benefits|allowance|lessons|classes|teaching|"
        r"tuition|childcare|coaching|case files|outreach|cash assistance|unemploy\w+|trainees?|companies|"
        r"bank accounts?|students|civic integration|family reunification",
        1: r"hubs?|cent(?:re|er)s?|children|advis[eo]rs?|pathway|services?|care\b",
    },
    "host-community-intercultural": {
        3: r"inter-?cultural|inter-?faith|inter-?religious|host (?:communit(?:y|ies)|society|population)|"
        r"(?:local|host|long-standing|established|older) residents|residents and (?:refugees|newcomers|migrants)|"
        r"(?:refugees|newcomers|migrants|arrivals) (?:and|with|meet|to meet) (?:\w+ ){0,2}(?:residents|locals|"
        r"neighbours|citizens|host|townspeople|villagers|long-\w+)|both (?:refugees|newcomers|migrants|locals|"
        r"residents) and|neighbou?rs?|neighbou?rhood (?:part|festiv|mother|meeting|initiative|project)\w*|"
        r"social cohesion|community cohesion|good relations|budd(?:y|ies)|tandems?|religious communities|"
        r"faith[- ]based|church(?:es)?|mosques?|parish(?:es)?|encounters?|dialogue (?:between|with|among)|"
        r"(?:football|sports?|chess|rowing) (?:club|tournament|activities|team|session)s?|festival|living together|"
        r"mutual understanding|befriend\w+|inclusion of persons (?:\w+ ){0,4}society|"
        r"volunteers? (?:\w+ ){0,3}(?:famil|newcomers|refugees)\w*|anti-?racis\w+|racism|xenophobia|"
        r"hate (?:speech|crime)|prejudice\w*|stereotyp\w+|rumou?rs?|anti-?discriminat\w+|meeting places?|"
        r"encounter\w*|community (?:gardens?|kitchens?|meals?|dinners?|events?)|kitchens?|host famil\w+|"
        r"(?:families|households|residents|locals) (?:\w+ )?host\w*|welcome (?:dinners?|walks?)",
        2: r"mentor\w*|host\w* (?:\w+ ){0,3}(?:at home|in their homes)|sponsorship|local peers|diversity|"
        r"volunteer(?:s|ing)?|local famil\w+|meals?|discriminat\w+|cultural (?:exchange|event|mediation|diversity|"
        r"evening)s?|social contacts|cook\w*|theatre|choir|orchestra|music|community days?|receiving communit\w+|"
        r"two-way|sports?|football|gardens?|polaris\w+|tolerance|neighbou?rhoods?|dialogue|"
        r"bring\w* (?:\w+ ){0,3}(?:residents|locals|newcomers) (?:\w+ ){0,3}together|contact between|loneliness|"
        r"isolation",
        1: r"cultur\w+|communit(?:y|ies)|residents|local people|together",
    },
    "information-awareness": {
        3: r"welcome (?:packs?|guides?|leaflets?|brochures?|booklets?|letters?|kits?|folders?|apps?|days?|"
        r"evenings?)|(?:information|awareness|media|poster|publicity|social media|communication|"
        r"orientation)(?:[- ](?:raising))? (?:campaigns?|materials?|videos?|points?|portals?|platforms?|sessions?|"
        r"leaflets?|days?|desks?|packs?|lines?|kits?|sheets?|hubs?|meetings?|modules?|cent(?:re|er)s?|events?|"
        r"folders?|brochures?|booklets?|services?|guides?|apps?|evenings?)|awareness[- ]raising|"
        r"(?:public|media|information) campaigns?|campaigns?|(?:informative|information|short|animated|"
        r"explanatory) (?:videos?|films?|clips?)|hotlines?|help ?lines?|"
        r"(?:green|telephone|phone|toll-free|free) lines?|leaflets?|brochures?|web ?sites?|web ?portals?|"
        r"mobile app\w*|\bapps?\b|chat ?bots?|podcasts?|multilingual (?!staff|teach)|exhibitions?|documentar\w+|"
        r"infoline|call cent(?:re|er)|newsletters?|raise awareness|raising awareness|"
        r"welcome (?:packs?|guides?|brochures?|booklets?|letters?)|digital (?:counter|portal|guide|platform|"
        r"service)s?|online (?:portal|platform|guide|map|information)s?|civic orientation|"
        r"info ?(?:point|line|desk|pack|kit|centre)s?",
        2: rf"inform(?:s|ed|ing)? (?:\w+ ){{0,2}}(?:{NEWCOMERS}|the public|residents|employers)|"
        r"translated into|in (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|"
        r"many) languages|public opinion|portals?|radio|magazine|videos?|films?|multilingual|"
        r"about (?:their )?rights|information (?:on|about|in|for)|explains?|calls (?:were )?answered|"
        r"answered [\d,]+ calls|posters?|broadcast\w*",
        1: r"information|awareness|online|digital|counter|website",
    },
    "monitoring-evaluation-research": {
        3: r"evaluat(?:ion|ed|es|ing|ions)|monitoring (?:report|system|framework|tool|progress|mechanism|of|"
        r"towards|exercise|group|body|committee)s?|on monitoring|indicators?|"
        r"stud(?:y|ies)(?= (?:on|of|by|found|showed|examin|analys|commission|carried|looks|looked|conducted|"
        r"covering|published|assess|among|into|was|is|which))|surveys?|surveyed|mapping|"
        r"published a (?:\w+ )?(?:report|study|survey|analysis|mapping|review)|"
        r"(?:a|the|new|its|first|annual) (?:\w+ )?(?:report|research) (?:from|by|on|looked|found|into)|analysed|"
        r"analys[ie]s of|researchers?|research (?:project|institute|report|paper|team|programme|network)s?|"
        r"assess(?:ed|ment|es) (?:of|the|how|whether)|evidence-based|longitudinal|barometer|"
        r"(?:integration|policy) index|dashboard|observatory|baseline|performance audit|peer-reviewed|evidence|"
        r"participatory assessment|needs assessment|scoreboard|impact (?:study|assessment|evaluation)|cohort|"
        r"interviewed|questionnaires?",
        2: r"stud(?:y|ies)|research|mapped|data collection|statistic\w*|looked into|examined|reviewed|audit\w*|"
        r"findings|panel data|focus groups?|data on|report on",
        1: r"reports?|monitor\w*|data\b|results|review",
    },
}
