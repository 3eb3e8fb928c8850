"""The words by which a text shows the means that its initiatives use, each with its weight."""

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
    r"asylum|those who|people (?:who|granted|seeking)|businesses|applicants|students|displaced)"
)

MEANS = {
    "coordination-bodies": {
        3: r"inter-?ministerial|inter-?agency|inter-?departmental|inter-?institutional|"
        r"coordination (?:body|bodies|council|committee|board|group|unit|mechanism|structure|office|cell)s?|"
        r"coordinating (?:body|committee|council|group|unit|office)|standing (?:conference|committee)|"
        r"steering (?:group|committee|board)|cross-government\w*|task ?forces?|national coordinators?|"
        r"ministerial conference|whole-of-government|council of ministers for|joint committee|"
        r"liaison (?:group|committee|office|officers?)|government commissioner|state secretary for integration|"
        r"delegat(?:e|ion) for (?:the )?(?:integration|reception)|contact points? in (?:each|every|all)|"
        r"working (?:group|party) (?:of|between|on) (?:\w+ ){0,3}(?:ministr|depart)|"
        r"crisis (?:staff|cells?|units?)|(?:vice|deputy)[- ]mayors? for|"
        r"cross-(?:ministerial|departmental|sectoral) (?:group|council|body|committee|table|board|team|"
        r"commission)s?|(?:integration|migration|refugee|asylum) (?:commission(?:er)?|delegate|envoy|"
        r"secretariat|cabinet)s?|permanent (?:committee|conference|council|commission)|(?:national|regional|"
        r"local|thematic|technical|coordination|institutional) tables?|joint (?:unit|office|secretariat|"
        r"task force|commission|committee)s?|lead ministry|single point of contact|focal points?|"
        r"governance (?:structure|body|model|system)|cabinet committee|(?:council|committee|commission|"
        r"conference) (?:on|for) (?:the )?(?:\w+ of )?(?:integration|migration|immigration|asylum|refugees|"
        r"inclusion|foreigners)",
        2: r"coordinat(?:e|es|ing|ed) (?:\w+ ){0,4}(?:services|measures|work|actors|support|policy|policies|action|"
        r"ministries|response)|align(?:s|ing|ed)? (?:\w+ ){0,3}(?:policies|policy|measures|action)|working groups?|"
        r"harmonis\w+ (?:\w+ ){0,2}polic\w+|coordinat(?:ion|or)s?|representatives of (?:\w+ ){0,3}ministries|"
        r"(?:ministries|departments) (?:and|meet|sit|are represented)|integration commissioners?|"
        r"fragmentation of competences|division of (?:tasks|competences|responsibilities)|"
        r"secretariats?|(?:several|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:ministries|departments)|"
        r"high[- ]level (?:group|meeting)s?|made up of",
        1: r"coordinat\w+|ministries|secretariat|joint (?:unit|office)",
    },
    "central-local-agreements": {
        3: rf"{AGREEMENT} (?:[\w’'-]+,? ){{0,4}}(?:with|between|among) (?:[\w’'-]+,? ){{0,10}}{LOCAL}|"
        r"territorial (?:\w+ ){0,2}(?:contracts?|pacts?|agreements?)|programme agreements?|central-local|"
        r"framework agreements? with (?:\w+ ){0,4}local|administrative agreement|"
        r"between the (?:state|government|ministry|federation)\w* and (?:the |its |all )?(?:\w+ )?(?:municipalit|"
        r"cities|regions|local|cantons|Länder|provinces|counties|communes)\w*|"
        r"(?:delegat|transferr?|hand|devolv|assign|shift)\w* (?:over )?(?:\w+ ){0,9}to (?:the |"
        r"its )?(?:municipalit|regions|cantons|Länder|local|communes|counties|provinces|town halls)\w*|"
        r"legal competences? (?:to|for)|cantonal integration programmes?|city deals?|state contracts?|burden[- "
        r"]sharing|"
        r"financ\w+ of (?:the )?(?:cantonal|municipal|local|regional)|agreed (?:\w+ ){0,4}with (?:the |its |all "
        r")?(?:\d+ )?(?:regions|municipalities|cantons|Länder|"
        r"provinces|counties|communes)",
        2: rf"(?:signed|concluded|renewed|negotiated) (?:[\w’'-]+,? ){{0,12}}{LOCAL}|{LOCAL} (?:\w+ ){{0,5}}signed|"
        r"collaboration between the (?:local|state)|(?:federation|state|government) and the (?:Länder|cantons|"
        r"regions|provinces|municipalit\w+|communes)|performance agreements?|devol\w+|"
        r"division of (?:tasks|responsibilities|competences)|(?:shift|transfer)\w* (?:\w+ ){0,4}(?:responsibilit|"
        r"competence)\w*|cost[- ]sharing|"
        r"(?:federal|central|national|state) government and (?:the )?(?:\d+ )?(?:cantons|Länder|regions|municipalit\w+|"
        r"provinces)|planning regions|prefects? and|joint responsibilit\w+",
        1: rf"(?<!integration )(?<!individual ){AGREEMENT}(?! (?:with|for) (?:\w+ )?(?:beneficiaries|refugees|"
        rf"newcomers|newly|"
        r"families|people|persons))",
    },
    "funding-instruments": {
        3: r"calls? for (?:projects|proposals|applications|tenders?|bids)|financing of|"
        r"grants? (?:scheme|programme|facilit|fund|line|agreement|round)\w*|small grants?|micro-?grants?|"
        r"subsid(?:y|ies)|funding (?:instrument|scheme|line|round|call|programme|stream|facilit|mechanism|"
        r"arrangement|formula|envelope|window)\w*|lump sums?|per capita|reimburse\w*|co-financing|project calls?|"
        r"financial (?:support|instruments?|assistance|compensation|envelope)|"
        r"(?:funding|money|funds|support) (?:for|to) (?:\w+ ){0,2}(?:municipalit|local|regions|NGOs|civil|"
        r"organisations|projects|associations|communes|initiatives)\w*|use of (?:EU )?funds|"
        r"access (?:\w+ ){0,4}to (?:EU )?(?:funds|funding)|guarantee fund|budget lines?|state budget|"
        r"supplementary budget|appropriations?|grants? (?:to|for) (?:\w+ ){0,3}(?:municipalit|local|NGOs|civil|"
        r"organisations|projects|associations|initiatives|schools|cities|towns)\w*|flat[- ]rate|loans?|"
        r"(?:solidarity|integration|innovation|social|inclusion|welcome|community|participation|neighbourhood|"
        r"national|municipal) funds?\b(?! of)|"
        r"fund(?:ed|s|ing) (?:up to )?\d+ (?:\w+ )?(?:projects|associations|organisations|initiatives)|"
        r"opened a (?:call|fund)|(?:extra|additional|special|earmarked|one-off|annual|basic|"
        r"small) (?:grants?|funding|money|payments?|allowances?|budget)|state (?:aid|grants?|funding)|"
        r"(?:paid|pays|pay) (?:\w+ ){0,3}(?:municipalit|local|communes|regions|cities|counties|cantons)\w*|"
        r"integration (?:lump sum|flat rate|grant|money|budget)|(?:increase|cut|reduction|rise)s? (?:in|"
        r"of) (?:the )?(?:funding|budget|grants?)|financial (?:resources|means|contributions?|equalisation|"
        r"arrangements?|framework|burden)|funding (?:for|of)|cost (?:coverage|compensation)|"
        r"awarded (?:grants|funding|EUR|€)|[Cc]ommunities fund",
        2: r"allocat(?:ed|es|ion of) (?:about |around |an additional |another |some )?(?:EUR|€|£|CHF|[A-Z]{3}|\d)|"
        r"(?:EUR|€|£|CHF|SEK|NOK|DKK|PLN|CZK|million) ?[\d.,]+ (?:\w+ ){0,2}(?:to|for|per|a year)|"
        r"million (?:\w+ ){0,3}(?:to|for|from)|earmarked|small grants|financial (?:aid|incentives?)|bonus(?:es)?|"
        r"vouchers?|top-up|tax credit|grants?\b|payments?|reserve|compensat\w+|tranche|"
        r"EU funds?|million (?:euros?|kronor|francs|zloty)|divided among|received (?:grants?|funding|money)|"
        r"costs? (?:are|is|were) (?:shared|covered|borne)|bonus|tariff",
        1: r"(?:to )?(?:finances?|funds|pays for) (?:the |a )?\w+|budget|million|(?<!co-)financ\w+|funding|funded|"
        r"billion|money|costs?",
    },
    "strategies-action-plans": {
        3: r"(?:action|integration|inclusion|national|regional|local|municipal|response|strategic|city|county|"
        r"settlement|equality|implementation|operational|work|multiannual) (?:plans?|strateg(?:y|ies))|"
        r"action plans?|(?:\w+ )?strateg(?:y|ies)(?= (?:on|for|of|to|20|was|is|and|until))|road ?maps?|white paper|"
        r"green paper|national strategy|integration agenda|master ?plan|integration (?:policy )?framework|"
        r"integration (?:concept|policy|model|programme for)|policy (?:framework|paper|document)|"
        r"guiding principles|(?:strategy|plan) [“\"„«‘]|blueprint|mission statement|"
        r"programmes? (?:for|of) (?:the )?(?:period |years )?20\d\d|multi-?annual programme|policy (?:note|"
        r"letter|statement|programme)|programme of action|(?:three|four|five)-year (?:programme|plan)|"
        r"plans? (?:against|for the integration|on integration)|conclusions on|"
        r"follow[- ]up (?:to )?(?:of )?the (?:\w+ ){0,2}(?:plan|strategy|agenda)|need to reform|"
        r"visions? (?:for|of|20)",
        2: r"strateg(?:y|ies)|strategic (?:framework|document|approach|goals?|objectives?)|multiannual|"
        r"(?:with|contains?|lists?|sets? out|comprises?) (?:\w+ ){0,3}(?:measures|goals|objectives|actions|"
        r"targets)|policy|concept|programme of measures|declaration|\bpriorities\b|"
        r"commitments?|pledges?|reform of|priorit(?:y|ies) for",
        1: r"plans?\b|agenda|measures|targets|reform",
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
        r"of experience (?:between|among)) (?:\w+ ){0,3}(?:cities|municipalities|towns|regions)|"
        r"declaration of (?:\w+ )?(?:mayors|cities|municipalities)|border (?:municipalities|towns|regions)|"
        r"(?:mayors|cities|municipalities|regions|towns|officials|practitioners) (?:from|"
        r"of) (?:\w+ ){0,3}(?:countries|cities|municipalities|towns)|"
        r"association of (?:\w+ ){0,2}(?:municipalities|cities|towns|communes|mayors)|(?:inter-?regional|"
        r"trans-?regional|cross-border) (?:cooperation|exchange|network|group)|mayors (?:of|from)|(?:\d+|"
        r"several|neighbouring|two|three|four|five|six) (?:municipalities|cities|towns|communes|"
        r"regions) (?:\w+ ){0,3}(?:are represented|cooperate|joined|work together|exchange|share|tested|"
        r"piloted)|exchange with (?:\w+ )?(?:cities|municipalities|regions)|(?:rural|urban) (?:exchange|"
        r"network|partnership)",
        2: r"exchang\w+ (?:of )?(?:knowledge|experiences?|practices|staff|good practices?)|sister cit(?:y|ies)|"
        r"mayors|(?:association|union|league) of (?:\w+ )?(?:cities|municipalities|towns)|"
        r"neighbouring (?:municipalities|towns|communes|cities)|cross-border|study visits?|job shadowing|"
        r"(?:among|between) (?:\w+ )?(?:regions|municipalities|cities|towns)|(?:capital|partner) cities|"
        r"metropol(?:ises|itan)",
        1: r"cities|network of",
    },
    "multi-stakeholder-platforms": {
        3: r"multi-?stakeholder|inter-?sectoral|stakeholder (?:platform|forum|network|dialogue|group|conference|"
        r"meeting|"
        r"consultation)s?|round ?tables?|partnership programme|platform (?:\w+ ){0,3}(?:bringing|brings|"
        r"for cooperation|of|uniting)|network of (?:\w+,? ){0,5}(?:actors|organisations|stakeholders|NGOs|"
        r"associations|partners|businesses|companies)|public-private partnerships?|whole-of-society|"
        r"(?:civil society|NGO) (?:platform|forum|network|dialogue|coalition|alliance)s?|"
        r"(?:cooperation|coordination|partnership|consultation|response|dialogue|exchange|community) (?:platform|"
        r"forum|network)s?|coalition of (?:\w+,? ){0,5}(?:organisations|NGOs|groups|companies|employers)|"
        r"tripartite|"
        r"bring(?:s|ing)? together (?:\w+,? ){0,4}(?:organisations|NGOs|authorities|actors|employers|"
        r"partners|institutions|departments)|local (?:immigration |integration )?partnerships?|"
        r"joint platform|(?:national|integration|regional|local|European) (?:forum|dialogue|coalition|"
        r"platform|alliance|summit|partnership)|consensus conference|public hearings?|"
        r"dialogue on (?:\w+ )?integration|working tables?|tables? with|academic (?:initiatives|"
        r"institutions)|universit(?:y|ies),? (?:\w+,? ){0,5}(?:NGOs|municipalit\w+|authorit\w+)",
        2: r"(?:integration|various|different|all|relevant|key) (?:stakeholders|actors|partners)|social partners|"
        r"partnerships? (?:between|with|and coordination|of)|collaborative|inter-sectoral|cross-sector\w*|alliance|"
        r"coalition|consortium|forum|platforms?|"
        r"NGOs (?:and|have|take|sit)|six NGOs|working (?:closely )?with (?:NGOs|civil society|partners)|"
        r"conference",
        1: r"stakeholders?|civil society|cooperation|partners|NGOs",
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
        r"knowledge (?:hub|centre|platform)|resource cent(?:re|er)|"
        r"(?:catalogue|collection|compendium) of (?:\w+ )?(?:practices?|examples|measures)|templates? for|"
        r"tool ?kits?|tool ?box|training (?:weeks?|days?|programmes?|modules?|seminars?|sessions?|"
        r"packages?) (?:for|on|of) (?!refugees|newcomers|migrants)|(?:common|planning|practical|screening|"
        r"assessment) tools?|(?:taught|teach(?:es)?) (?:\w+ ){0,2}(?:officials|staff|teachers)|(?:advis|"
        r"support|assist)\w* (?:\w+ ){0,3}(?:municipalities|local authorities|communes|regions|town halls|"
        r"self-governments)|know-?how|expert (?:centre|pool|support)|competence cent(?:re|er)|"
        r"centre of (?:expertise|excellence|competence)|help(?:s|ed)? (?:\w+ )?(?:municipalit\w+|"
        r"local authorities|towns|communes|cities) (?:to )?\w+|(?:train|trains|trained|"
        r"training) (?:\w+ ){0,5}(?:mediators|officials|staff|teachers|workers|officers|interpreters|"
        r"facilitators|communicators|employees)|integration (?:coordinators|officers) (?:in|who|to)",
        2: r"manuals?|handbooks?|guidelines?|guidance|toolkits?|toolbox|knowledge of officials|"
        rf"empower\w* (?:\w+ )?(?:stakeholders|authorities|municipalities)|checklist|good practices|standards|"
        rf"model (?:contract|rules|concept|procedure)s?|{STAFF} on (?:how|the)|curriculum|mobile teams?|"
        rf"expert teams?|"
        r"intercultural (?:training|competenc\w+)|interpreter guidelines|(?:new|regional|municipal|"
        r"local) coordinators|methodolog\w+|exchange of experience",
        1: r"training|trained|guides?|officials|expertise|workshops?|recommendations",
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
        r"info ?(?:point|line|desk|pack|kit|centre)s?|"
        r"explainers?|questions from (?:citizens|newcomers|refugees|the public)|first (?:information|"
        r"orientation)|welcoming (?:programmes?|talks?|conversations?|meetings?)|(?:directory|map|overview|"
        r"list) of (?:\w+ )?(?:services|courses|offers)|dispel\w*|fact[- ]check\w*|phrase ?books?|"
        r"information (?:offers?|evenings?|bus|pages?|stands?)",
        2: rf"inform(?:s|ed|ing)? (?:\w+ ){{0,2}}(?:{NEWCOMERS}|the public|residents|employers)|"
        r"translated into|in (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|"
        r"many) languages|public opinion|portals?|radio|magazine|videos?|films?|multilingual|"
        r"about (?:their )?rights|information (?:on|about|in|for)|explains?|calls (?:were )?answered|"
        r"answered [\d,]+ calls|posters?|broadcast\w*|"
        r"journalists?|press\b|social media|myths?|glossar(?:y|ies)|clips?|answered",
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
        r"interviewed|questionnaires?|"
        r"year ?books?|yearly volume|atlas|estimat\w+ the number|(?:collects?|collected|gathers?|gathered|"
        r"exchange|shares?) (?:\w+ )?data|data (?:exchange|gaps|platform)|inquir(?:y|ies)|compar(?:e|es|ed|"
        r"ing|ison) (?:of )?(?:how|the|of|schools|countries|cities)|comparative|stock-?taking|took stock|"
        r"audit(?:s|ed|ors)?\b|court of (?:audit|account)\w*|measur(?:es|ed|ing) (?:progress|how)|"
        r"progress reports?|inventory of|examin(?:ed|es|ation)|review(?:ed|s)? (?:of )?the|index\b|"
        r"monitoring",
        2: r"stud(?:y|ies)(?! (?:circle|visit|group|tour|association|place))|research|mapped|data collection|"
        r"statistic\w*|looked into|examined|reviewed|audit\w*|"
        r"findings|panel data|focus groups?|data on|report on|"
        r"tracks? \d+|statistics|listed \d+|interviews?|findings|figures on|evaluates?|mapped",
        1: r"reports?|monitor\w*|data\b|results|review",
    },
}
