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
    r"employee)\w*|"
    r"municipal\w*|officials|civil servants|practitioners|social workers|professionals|teachers|mayors|councillors|"
    r"coordinators|case ?workers|staff|public (?:servants|employees|officials)|municipalit\w+|communes|frontline|"
    r"front-line|advis[eo]rs|nurses|doctors|police(?: officers)?|judges|interpreters|mediators|trainers|guardians|"
    r"administrations?|authorities|regions|counsellors|educators|service providers|(?:\w+ )?services\b|"
    r"mentors|volunteers|school heads)"
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
        r"coordinating (?:body|committee|council|group|unit|office)|"
        r"standing (?:conference|committee)|steering (?:group|committee|board)|cross-government\w*|task ?forces?|"
        r"national coordinators?|ministerial conference|whole-of-government|council of ministers for|"
        r"joint committee|liaison (?:group|committee|office|officers?)|government commissioner|"
        r"state secretary for integration|delegat(?:e|ion) for (?:the )?(?:integration|reception)|"
        r"contact points? in (?:each|every|all)|working (?:group|party) (?:of|between|"
        r"on) (?:\w+ ){0,3}(?:ministr|depart)",
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
        r"between the (?:state|government|ministry|federation)\w* and (?:the |its |all )?(?:\w+ )?"
        r"(?:municipalit|cities|regions|local|cantons|Länder|provinces|counties|communes)\w*",
        2: rf"(?:signed|concluded|renewed|negotiated) (?:[\w’'-]+,? ){{0,12}}{LOCAL}|"
        rf"{LOCAL} (?:\w+ ){{0,5}}signed|"
        r"collaboration between the (?:local|state)|(?:federation|state|government) and the (?:Länder|cantons|"
        r"regions|"
        r"provinces|municipalit\w+|communes)|performance agreements?|devol\w+|"
        r"division of (?:tasks|responsibilities|competences)|(?:shift|transfer)\w* (?:\w+ ){0,4}(?:responsibilit|"
        r"competence)\w*|cost[- ]sharing",
        1: rf"(?<!integration )(?<!individual ){AGREEMENT}(?! (?:with|for) (?:\w+ )?(?:beneficiaries|refugees|"
        rf"newcomers|newly|"
        r"families|people|persons))",
    },
    "funding-instruments": {
        3: r"calls? for (?:projects|proposals|applications|tenders?|bids)|financing of|grants? (?:scheme|programme|"
        r"facilit|fund|line|agreement|round)\w*|small grants?|micro-?grants?|"
        r"subsid(?:y|ies|ised)|funding (?:instrument|scheme|line|round|call|programme|stream|facilit|mechanism|"
        r"arrangement|formula|envelope|window)\w*|lump sums?|per capita|"
        r"reimburse\w*|co-financing|project calls?|financial (?:support|instruments?|assistance|compensation|"
        r"envelope)|"
        r"(?:funding|money|funds|support) (?:for|to) (?:\w+ ){0,2}(?:municipalit|local|regions|NGOs|civil|"
        r"organisations|"
        r"projects|associations|communes|initiatives)\w*|budget lines?|state budget|supplementary budget|"
        r"appropriations?|"
        r"grants? (?:to|for) (?:\w+ ){0,3}(?:municipalit|local|NGOs|civil|organisations|projects|associations|"
        r"initiatives|schools|cities|towns)\w*|flat[- ]rate|loans?|(?:solidarity|integration|innovation|social|"
        r"inclusion|welcome|community|participation|neighbourhood|national|municipal) funds?\b(?! of)",
        2: r"allocat(?:ed|es|ion of) (?:about |around |an additional |another |some )?(?:EUR|€|£|CHF|[A-Z]{3}|\d)|"
        r"(?:EUR|€|£|CHF|SEK|NOK|DKK|PLN|CZK|million) ?[\d.,]+ (?:\w+ ){0,2}(?:to|for|per|a year)|"
        r"million (?:\w+ ){0,3}(?:to|for|from)|earmarked|small grants|financial (?:aid|incentives?)|"
        r"bonus(?:es)?|vouchers?|top-up|tax credit|grants?\b|payments?|reserve|compensat\w+|tranche",
        1: r"(?:to )?(?:finances?|funds|pays for) (?:the |a )?\w+|budget|million|(?<!co-)financ\w+|funding|"
        r"funded|billion|money|costs?",
    },
    "strategies-action-plans": {
        3: r"(?:action|integration|inclusion|national|regional|local|municipal|response|strategic|city|county|"
        r"settlement|equality|implementation|operational|work|multiannual) (?:plans?|strateg(?:y|ies))|"
        r"action plans?|(?:\w+ )?strateg(?:y|ies)(?= (?:on|for|of|to|20|was|is|and|until))|road ?maps?|white paper|"
        r"green paper|national strategy|integration agenda|master ?plan|integration (?:policy )?framework|"
        r"integration (?:concept|policy|model|programme for)|policy (?:framework|paper|document)|"
        r"guiding principles|"
        r"(?:strategy|plan) [“\"„«‘]|blueprint|mission statement",
        2: r"strateg(?:y|ies)|strategic (?:framework|document|approach|goals?|objectives?)|multiannual|"
        r"(?:with|contains?|lists?|sets? out|comprises?) (?:\w+ ){0,3}(?:measures|goals|objectives|actions|"
        r"targets)|"
        r"policy|concept|programme of measures|declaration|\bpriorities\b",
        1: r"plans?\b|agenda|measures|targets|\blaw\b|\bAct\b|reform",
    },
    "city-region-networks": {
        3: r"(?:cit(?:y|ies)|towns?|municipal|municipalities|regional|mayors|communes|villages|urban)['’]?s? "
        r"(?:network|alliance|coalition|partnership|league|association|union|forum|conference)s?|"
        r"(?:network|alliance|coalition|league|club|community|union|group|"
        r"circle)(?:ing)? of (?:[\w-]+ ){0,5}(?:cities|municipalit\w+|towns|"
        r"regions|local authorities|mayors|communes|villages|counties|capitals|local councils)|twinn\w+|"
        r"partner cit(?:y|ies)|twin (?:cit|town)\w*|"
        r"the (?:two|three|four|five|six) (?:cities|towns|municipalities|mayors)|city-to-city|Eurocities|"
        r"inter-?municipal|cities network|urban agenda|welcoming cities|intercultural cities|cities of (?:refuge|"
        r"sanctuary|solidarity)|solidarity cities|(?:member|partner|participating|our|network’s) (?:members\b|"
        r"cities|towns|municipalities)|"
        r"(?:cities|municipalities|towns|mayors|regions|communes) (?:\w+ ){0,4}(?:joined forces|"
        r"joined together|formed|"
        r"united|exchange\w*|pool\w*|share\w*|founded|teamed up)|peer[- ](?:review|learning|exchange|visit)\w*|"
        r"(?:officials|staff|experts|mayors) of (?:one|other|different) (?:cit|town|municipalit)\w+|"
        r"exchange (?:between|among|of experience (?:between|among)) (?:\w+ ){0,3}(?:cities|municipalities|"
        r"towns|regions)",
        2: r"exchang\w+ (?:of )?(?:knowledge|experiences?|practices|staff|good practices?)|sister cit(?:y|"
        r"ies)|mayors|"
        r"(?:association|union|league) of (?:\w+ )?(?:cities|municipalities|towns)|"
        r"neighbouring (?:municipalities|towns|"
        r"communes|cities)|cross-border|study visits?|job shadowing",
        1: r"cities|network of",
    },
    "multi-stakeholder-platforms": {
        3: r"multi-?stakeholder|stakeholder (?:platform|forum|network|dialogue|group|conference|meeting|"
        r"consultation)s?|"
        r"round ?tables?|partnership programme|platform (?:\w+ ){0,3}(?:bringing|brings|for cooperation|of|"
        r"uniting)|"
        r"network of (?:\w+,? ){0,5}(?:actors|organisations|stakeholders|NGOs|associations|partners|"
        r"businesses|companies)|public-private partnerships?|whole-of-society|(?:civil society|"
        r"NGO) (?:platform|forum|"
        r"network|dialogue|coalition|alliance)s?|(?:cooperation|coordination|partnership|consultation|"
        r"response|dialogue|"
        r"exchange|community) (?:platform|forum|network)s?|coalition of (?:\w+,? ){0,5}(?:organisations|NGOs|"
        r"groups|"
        r"companies|employers)|tripartite",
        2: r"(?:integration|various|different|all|relevant|key) (?:stakeholders|actors|partners)|social partners|"
        r"partnerships? (?:between|with|and coordination|of)|collaborative|"
        r"inter-sectoral|cross-sector\w*|alliance|coalition|consortium|forum|platforms?",
        1: r"stakeholders?|civil society|cooperation|partners|NGOs",
    },
    "refugee-migrant-participation": {
        3: r"(?:refugees?|migrants?|newcomers?|immigrants?|foreigners?|foreign residents?|diaspora|"
        r"youth)['’]?s?['’]? "
        r"(?:advisory|council|participation|representatives?|representation|parliament|panel|forum|board|assembly|"
        r"ambassadors?|leaders?|delegates?|spokes\w+|round ?tables?)s?|(?:refugee|migrant|immigrant|diaspora|"
        r"newcomer)-(?:led|run)|"
        r"advisory (?:board|council|group|committee|panel|body) of (?:\w+ ){0,3}(?:refugees|migrants|third|"
        r"immigrants|"
        r"foreign|new|residents)|(?:refugee|migrant|immigrant|foreigners?['’]?|"
        r"diaspora) (?:advisory )?(?:boards?|councils?|"
        r"associations?|organisations?|parliaments?|committees?|panels?|self-\w+|groups)|"
        r"representative bod(?:y|ies) (?:of|for)|representation of (?:migrants|refugees|immigrants|foreign)|"
        r"lived experience|experts? by experience|integration councils?|self-(?:organi[sz]ations?|"
        r"representation|help "
        r"group)|participation of (?:\w+ )?(?:refugees|migrants|immigrants|foreign|third)|voting rights|"
        r"right to vote|refugee leaders|(?:assembly|parliament|panel|council|committee|board|"
        r"forum) of (?:\w+ ){0,2}(?:women|"
        r"youth|young|newcomers|foreigners|residents from|persons with|people with)|council of (?:foreign|"
        r"immigrant|migrant|cultures)|"
        r"(?:refugees|migrants|immigrants|newcomers|foreign residents|"
        r"members) (?:themselves )?(?:\w+ ){0,3}(?:advise|"
        r"are consulted|have a say|help decide|decide|are represented|sit on|elect|were elected|"
        r"take part in decisions|"
        r"co-?design|speak for)",
        2: r"advis\w+ (?:the )?(?:mayor|government|council|ministry|cit(?:y|ies)|municipalit|authorit|"
        r"commission|region)\w*|"
        r"advisory (?:group|board|council|committee|panel)|migrant communities|refugee communities|"
        r"involvement of (?:third-country|migrants|refugees|grassroot)|civic participation|political participation|"
        r"elected (?:by|from among) (?:\w+ ){0,3}(?:migrants|refugees|foreign|immigrant)|"
        r"elected (?:\w+ ){0,3}(?:migrants|refugees|foreign)|consultative (?:body|council|forum)|"
        r"diaspora (?:organisations|associations)|co-design\w*|co-creat\w+|ombuds\w+|youth council",
        1: r"participat(?:ion|e in decision)|advise|empower\w*|consulted|voice|participatory|asked about",
    },
    "local-capacity-guidance": {
        3: rf"(?:manuals?|handbooks?|guid(?:e|es|elines?|ance)|toolkits?|toolbox|training|trained|trains?|"
        rf"advice|advises|"
        rf"workshops?|courses?|webinars?|instructions|capacity|circular|seminars?|coached|coaching|e-learning|"
        rf"modules?|"
        rf"academy|summer school|certificate)(?: (?!refugees|newcomers)[\w,-]+){{0,8}}? {STAFF}|"
        rf"{STAFF} (?:\w+ ){{0,4}}(?:were|was|are|have been) (?:also )?(?:trained|coached|instructed)|"
        r"capacity[- ]building|capacit(?:y|ies) of|build(?:ing)? (?:the )?capacit\w+|technical assistance|"
        r"for (?:representatives of )?local (?:authorities|governments|officials)|building structures|"
        r"manual on local|"
        r"train(?:ing|ed)?[- ](?:of[- ])?(?:the[- ])?trainers|help ?desk for (?:\w+ ){0,2}(?:municipalit|"
        r"local|practition|"
        r"profession|teach|officials)\w*|advisory (?:service|team)s? for (?:\w+ ){0,2}(?:municipalit|local|"
        r"communes)\w*|"
        r"knowledge (?:hub|centre|platform)|resource cent(?:re|er)",
        2: r"manuals?|handbooks?|guidelines?|guidance|toolkits?|toolbox|knowledge of officials|"
        rf"empower (?:local|integration) stakeholders|checklist|good practices|standards|model (?:contract|rules|"
        rf"concept|procedure)s?|{STAFF} on (?:how|the)|curriculum|mobile teams?|expert teams?",
        1: r"training|trained|guides?|officials|expertise|workshops?|recommendations",
    },
    "placement-distribution": {
        3: r"(?:housing|settlement|reception|municipal\w*['’]?) (?:targets?|quotas?(?! refugees)|duty|obligation)|"
        r"(?:refugee |their |initial )?placements?(?! in (?:work|companies|firms|hospitals|jobs))|dispersal|"
        r"distribution (?:key|mechanism|plan|system|law|scheme|of (?:\w+ ){0,2}(?:refugees|asylum|"
        r"beneficiaries|people|"
        r"applicants|persons|displaced|arrivals|families))|quotas?|"
        r"(?:settlement|settling) (?:scheme|of|in municipalities|agreements?)|"
        r"resettlement|resettle(?!d refugees)\w*|relocat\w+|matching (?:tool|algorithm|refugees|of refugees)|"
        r"(?:distribut|redistribut|dispers|assign|spread|plac|allocat)\w+ (?:\w+ ){0,5}(?:refugees|asylum|"
        r"beneficiaries|families|"
        r"arrivals|people|persons|households) (?:\w+ ){0,4}(?:across|over|among|between|"
        r"to (?:\w+ ){0,2}municipalit|in "
        r"(?:\w+ ){0,2}municipalit)\w*|sponsorship|sponsors?|humanitarian corridors?|"
        r"reception of (?:\w+ )?refugees|allocation of (?:refugees|beneficiaries|places)|placed (?:across|in)|"
        r"(?:from|leave|leaving|out of) (?:the )?(?:reception|asylum|accommodation) (?:cent(?:re|er)s?|facilities)|"
        r"place of residence|residence (?:rule|obligation|requirement)",
        2: r"settl(?:e|es|ed|ement|ing) (?:of )?(?:\w+ ){0,3}(?:refugees|newly|persons|people|families|"
        r"arrivals)|settlement|"
        r"host(?:s|ed|ing)? refugee|transition from reception|accommodat\w+ (?:\w+ ){0,4}across|"
        r"host municipalities|"
        r"spread (?:across|over)|transfer to municipalit|reception (?:places|capacity|system|network)|"
        r"admission|intake|arrival cent(?:re|er)s?",
        1: r"settled|reception|arrivals|host municipalit\w+",
    },
    "sector-services": {
        3: r"(?:support|welcome|assistance|service|attention|integration|counselling|community|advice|contact|"
        r"drop-in|"
        r"day|family|women['’]?s?|health|job|career|reception and|legal|housing|employment|learning|youth|newcomer)"
        r"(?: and \w+)? (?:cent(?:re|er)s?|points?|hubs?|desks?|offices?|clinics?|services?|lines?|shops?|"
        r"clubs?|caf[eé]s?)|"
        r"one-stop[- ]\w+|bridging courses?|(?:access to|labour market|employment|health|healthcare|"
        r"mental health|housing|"
        r"education\w*|language|legal|social|psychosocial|psychological|childcare|job|vocational|school|"
        r"medical|rental|"
        r"specialist|interpret\w+|work) (?:integration|services?|care|support|courses?|programmes?|placements?|"
        r"counselling|centres?|classes|training|offers?|teaching|tuition|lessons?|assistance|guidance|advice|"
        r"skills|"
        r"agency|experience|preparation|inclusion|coaches|mediators|permits?|aid)|"
        r"apprentice(?:ship)?s?|internships?|traineeships?|integration (?:courses?|classes|pathways?|contracts?|"
        r"programmes?(?! for))|introduction programmes?|(?:values|orientation) (?:and orientation )?courses?|"
        r"language (?:courses?|classes|learning|training|cafés?|cafes?|tests?)|affordable housing|rent(?:al|s|"
        r"ed)?\b|tenan\w+|"
        r"job ?seekers|vocational|kindergartens?|nurser(?:y|ies)|crèches?|schools?|schooling|(?:recogni\w+|"
        r"assess\w+|"
        r"validat\w+) of (?:\w+['’]? ){0,3}(?:qualifications|skills|diplomas|degrees|certificates)|employers|"
        r"mentor\w*|"
        r"housing|health ?care|counselling|job (?:fairs?|clubs?|centres?|matching|coach\w*)|labour market|"
        r"landlords?|"
        r"hir(?:e|ing)|recruit(?:s|ing|ment)? (?:\w+ ){0,3}(?:refugees|newcomers|migrants|workers)|social housing|"
        r"case management|care leavers|guardian\w*|psycholog\w+|trauma\w*|mental health|self-employ\w+|start-?ups?|"
        r"literacy|mother[- ]tongue|homework|scholarships?|upskilling|re-?skilling|work permits?|midwi\w+|"
        r"maternity",
        2: r"employers|mentor\w*|hospitals?|doctors|nurses|patients|employment|jobs|apartments?|flats?|pupils|"
        r"psychologists?|legal aid|"
        r"interpret\w+|homeless\w*|entrepreneur\w*|work(?:place|force)|preschool|day care|unaccompanied|"
        r"universit(?:y|ies) (?:\w+ ){0,3}(?:places|students)|education\w*|language|health|courses?|desks?|"
        r"counters?|"
        r"social work(?:er)?s?|dwellings|shelters?|teachers?|skills|qualifications|clinics?|medical|"
        r"vaccinat\w+|benefits|"
        r"allowance|lessons|classes|teaching|tuition|childcare|coaching|case files|outreach|cash assistance|"
        r"unemploy\w+|"
        r"trainees?|companies|bank accounts?|students|civic integration|family reunification",
        1: r"hubs?|cent(?:re|er)s?|children|advis[eo]rs?|pathway|services?|care\b",
    },
    "host-community-intercultural": {
        3: r"inter-?cultural|inter-?faith|inter-?religious|host (?:communit(?:y|ies)|society|population)|"
        r"(?:local|host|long-standing|established|older) residents|residents and (?:refugees|newcomers|migrants)|"
        r"(?:refugees|newcomers|migrants|arrivals) (?:and|with|meet|to meet) (?:\w+ ){0,2}(?:residents|locals|"
        r"neighbours|"
        r"citizens|host|townspeople|villagers|long-\w+)|both (?:refugees|newcomers|migrants|locals|residents) and|"
        r"neighbou?rs?|neighbou?rhood (?:part|festiv|mother|meeting|initiative|project)\w*|social cohesion|"
        r"community cohesion|good relations|budd(?:y|ies)|tandems?|religious communities|faith[- ]based|"
        r"church(?:es)?|"
        r"mosques?|parish(?:es)?|encounters?|dialogue (?:between|with|among)|(?:football|sports?|chess|"
        r"rowing) (?:club|"
        r"tournament|activities|team|session)s?|festival|living together|mutual understanding|befriend\w+|"
        r"inclusion of persons (?:\w+ ){0,4}society|volunteers? (?:\w+ ){0,3}(?:famil|newcomers|refugees)\w*|"
        r"anti-?racis\w+|racism|xenophobia|hate (?:speech|crime)|prejudice\w*|stereotyp\w+|rumou?rs?|"
        r"anti-?discriminat\w+|meeting places?|encounter\w*|community (?:gardens?|kitchens?|meals?|dinners?|"
        r"events?)|"
        r"kitchens?|host famil\w+|(?:families|households|residents|locals) (?:\w+ )?host\w*|"
        r"welcome (?:dinners?|walks?)",
        2: r"mentor\w*|host\w* (?:\w+ ){0,3}(?:at home|in their homes)|sponsorship|local peers|diversity|"
        r"volunteer(?:s|ing)?|local famil\w+|meals?|"
        r"discriminat\w+|cultural (?:exchange|event|"
        r"mediation|"
        r"diversity|evening)s?|social contacts|cook\w*|theatre|choir|orchestra|music|community days?|"
        r"receiving communit\w+|two-way|sports?|football|gardens?|polaris\w+|tolerance|neighbou?rhoods?|dialogue|"
        r"bring\w* (?:\w+ ){0,3}(?:residents|locals|newcomers) (?:\w+ ){0,3}together|contact between|"
        r"loneliness|isolation",
        1: r"cultur\w+|communit(?:y|ies)|residents|local people|together",
    },
    "information-awareness": {
        3: r"welcome (?:packs?|guides?|leaflets?|brochures?|booklets?|letters?|kits?|folders?|apps?|days?|"
        r"evenings?)|"
        r"(?:information|awareness|media|poster|publicity|social media|communication|orientation)"
        r"(?:[- ](?:raising))? (?:campaigns?|materials?|videos?|points?|portals?|platforms?|sessions?|"
        r"leaflets?|days?|"
        r"desks?|packs?|lines?|kits?|sheets?|hubs?|meetings?|modules?|cent(?:re|er)s?|events?|folders?|brochures?|"
        r"booklets?|services?|guides?|apps?|evenings?)|awareness[- ]raising|(?:public|media|"
        r"information) campaigns?|"
        r"campaigns?|(?:informative|information|short|animated|explanatory) (?:videos?|films?|clips?)|hotlines?|"
        r"help ?lines?|(?:green|telephone|phone|toll-free|free) lines?|leaflets?|brochures?|web ?sites?|"
        r"web ?portals?|mobile app\w*|\bapps?\b|chat ?bots?|podcasts?|multilingual (?!staff|teach)|"
        r"exhibitions?|documentar\w+|"
        r"infoline|call cent(?:re|er)|newsletters?|raise awareness|raising awareness|welcome (?:packs?|guides?|"
        r"brochures?|booklets?|letters?)|digital (?:counter|portal|guide|platform|service)s?|online (?:portal|"
        r"platform|"
        r"guide|map|information)s?|civic orientation|info ?(?:point|line|desk|pack|kit|centre)s?",
        2: rf"inform(?:s|ed|ing)? (?:\w+ ){{0,2}}(?:{NEWCOMERS}|the public|residents|employers)|"
        r"translated into|in (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"several|many) "
        r"languages|public opinion|portals?|radio|magazine|videos?|films?|multilingual|about (?:their )?rights|"
        r"information (?:on|about|in|for)|explains?|calls (?:were )?answered|answered [\d,]+ calls|posters?|"
        r"broadcast\w*",
        1: r"information|awareness|online|digital|counter|website",
    },
    "monitoring-evaluation-research": {
        3: r"evaluat(?:ion|ed|es|ing|ions)|monitoring (?:report|system|framework|tool|progress|mechanism|of|"
        r"towards|exercise|group|body|committee)s?|on monitoring|indicators?|stud(?:y|ies)(?= (?:on|of|by|"
        r"found|showed|"
        r"examin|analys|commission|carried|looks|looked|conducted|covering|published|assess|among|into|was|is|"
        r"which))|"
        r"surveys?|surveyed|mapping|published a (?:\w+ )?(?:report|study|survey|analysis|mapping|review)|(?:a|the|"
        r"new|its|first|annual) (?:\w+ )?(?:report|research) (?:from|by|on|looked|found|into)|analysed|"
        r"analys[ie]s of|researchers?|research (?:project|institute|report|paper|team|programme|network)s?|"
        r"assess(?:ed|ment|es) (?:of|the|how|whether)|evidence-based|longitudinal|barometer|(?:integration|"
        r"policy) index|"
        r"dashboard|observatory|baseline|performance audit|peer-reviewed|evidence|participatory assessment|"
        r"needs assessment|scoreboard|"
        r"impact (?:study|assessment|evaluation)|cohort|interviewed|questionnaires?",
        2: r"stud(?:y|ies)|research|mapped|data collection|statistic\w*|looked into|examined|"
        r"reviewed|audit\w*|findings|panel data|focus groups?|data on|report on",
        1: r"reports?|monitor\w*|data\b|results|review",
    },
}
