"""What kind of body a name stands for, told by the words in it; and bodies known by an acronym or one word."""

import re

KNOWN = {
    "eu-body": "European Commission|EU Commission|European Union Agency for Asylum|European Ombudsman|"
    "European Court of Auditors|Commission services|EUAA|EASO|FRA|Frontex|European Parliament|"
    "Committee of the Regions|European Committee of the Regions|CoR|DG HOME|DG Migration and Home Affairs|"
    "European Economic and Social Committee|EESC|Council of the EU|Council of the European Union|"
    "European Union Agency for \\w+(?: \\w+)*|European Migration Network|EMN|Eurofound|Eurostat|European Council|"
    "Joint Research Centre|European Website on Integration|European Integration Network|Urban Academy on Integration|"
    "European Integration Partnership|Justice and Home Affairs Council|Eurojust|European Court of Justice|European "
    "Platform of "
    "\\w+(?: \\w+)*|"
    "European Network of \\w+(?: \\w+)*|European Union Agency|DG (?:HOME|EMPL|NEAR|ECHO|REGIO|JUST|EAC)|European "
    "Labour Authority",
    "international-organisation": "UNHCR|IOM|UN|United Nations|UNICEF|UNESCO|UNDP|UN Women|WHO|ILO|World Bank|OECD|"
    "OSCE|ODIHR|OSCE/ODIHR|Council of Europe|Special Representative of the Secretary General|Secretary General|"
    "Commissioner for Human Rights|Regional Cooperation Council|Baltic Assembly|Nordic Council|"
    "International Organization for Migration|International Organisation for Migration|UN Refugee Agency|"
    "UN Migration Agency|World Health Organization|Nordic Council of Ministers|ICMPD|"
    "International Centre for Migration Policy Development|IFRC|Congress of Local and Regional Authorities|UNFPA|"
    "UN-Habitat|European Investment Bank|Union for the Mediterranean|Benelux Union|NATO",
    "programme-or-fund": "AMIF|ESF|ESF\\+|ERDF|EEA Grants|Norway Grants|EEA and Norway Grants|Erasmus\\+?|"
    "Horizon 2020|Horizon Europe|Interreg|Interreg \\w+|URBACT|Asylum, Migration and Integration Fund|"
    "Asylum,? Migration,? and Integration Fund|European Social Fund(?: Plus)?|European Regional Development Fund|"
    "CERV|REACT-EU|CARE|FAST-CARE|Recovery and Resilience Facility|Open Society Foundations fund|"
    "Citizens, Equality, Rights and Values programme|Swiss Contribution",
    "ngo": "Red Cross|Red Crescent|Caritas|JRS|Jesuit Refugee Service|ECRE|ICMC|SHARE [Nn]etwork|Save the Children|"
    "Oxfam|HIAS|International Rescue Committee|IRC|NRC|DRC|Danish Refugee Council|Norwegian Refugee Council|"
    "Médecins Sans Frontières|MSF|Médecins du Monde|Amnesty International|Terre des [Hh]ommes|Diakonie|Diaconia|"
    "Arci|ARCI|CEAR|Accem|ACCEM|France [Tt]erre d['’]asile|Forum Réfugiés|SOLIDAR|SOS Children['’]s Villages|"
    "Refugees Welcome|PICUM|Arsis|ARSIS|METAdrasi|Metadrasi|Praksis|PRAKSIS|People in Need|Human Rights League|"
    "Mareena|Menedék|Hungarian Helsinki Committee|Samu[Ss]ocial|Cruz Roja|Croix-Rouge|Rotes Kreuz|Kirkens Bymisjon|"
    "Start Network|Church World Service|CWS|Islamic Relief|Plan International|Organization for Aid to Refugees|"
    "Médecins|VluchtelingenWerk|Dutch Council for Refugees|Sant['’]Egidio|Community of Sant['’]Egidio",
    "local-authority-network": "Eurocities|EUROCITIES|CEMR|VNG|SALAR|ANCI|KS|Welcoming International|"
    "Deutscher Städtetag|Städtebund|Gemeindebund|Landkreistag|Local Government Denmark|SKL|SKR|COSLA|LGA|WLGA|"
    "County and City Management Association|Local Councils['’] Association|FEMP|ANMP|Svicol|KEDE|Kommunal Landspænd|"
    "Kuntaliitto|Solidarity Cities|Union of Baltic Cities|Mayors Migration Council|United Cities and Local "
    "Governments|UCLG|ICORN|Polis",
    "academia-think-tank": "MPI|Migration Policy Institute|MPG|Migration Policy Group|MIPEX|NIEM consortium|"
    "Bertelsmann Stiftung|Red Cross University|Expert Council on Integration and Migration|Clingendael|CEPS|Fafo|"
    "SINTEF",
}

# Words in a name, the first row that fits decides.
KINDS = (
    ("national-authority", r"\bIntegration (?:Fund|Foundation)\b|\bHigh Commission(?:er)?\b"),
    (
        "programme-or-fund",
        r"\bFund\b|\bProgramme$|\bProgram$|\bGrants\b|\bFacility$|\bStrategies project$|\bprogramme$|\bproject$|"
        r"\bscheme$|\bfund$|\bProject$|\bInitiative$",
    ),
    (
        "refugee-migrant-body",
        r"\b(?:Refugee|Migrant|Immigrant|Foreigners?['’]?|Diaspora|Newcomers?)s?['’]? (?:Advisory|Council|Board|"
        r"Parliament|Forum|Association|Union|Panel|Representation|Leaders?|Community|Self)\b(?! for)|"
        r"[Rr]efugee-led|[Mm]igrant-led|[Dd]iaspora (?:organi|associ|group|commun)|"
        r"\b(?:[Rr]efugee|[Mm]igrant|[Ii]mmigrant) (?:and \w+ )?(?:associations?|organi[sz]ations?|communit\w+|"
        r"representatives|councils?|groups)|Advisory (?:Group|Board|Council|Committee) of (?:Refugee|Migrant|Third|"
        r"Foreign|Immigrant|New)|Integration Councils?\b|[Rr]epresentative bodies of|"
        r"Association of (?:\w+ )?(?:Refugees|Migrants|Syrians|Afghans|Ukrainians)|\bRefugee Advisory",
    ),
    (
        "local-authority-network",
        r"\b(?:Association|Convention|Union|League|Network|Federation|Alliance|Conference|Congress|Assembly|"
        r"Council) of (?:the )?(?:\w+ ){0,3}?(?:Municipalit|Cities|Towns|Communes|Local (?:Authorit|Gov)|Mayors|"
        r"Regions|Count(?:y|ies)|Villages|Districts|Metropolises|cities|municipalities|towns)|"
        r"\b(?:Cities|City|Municipal(?:ities)?|Towns|Mayors|Communes)['’]? (?:Network|Alliance|Coalition|"
        r"Partnership|League|Association|Union|Forum|network)\b|Intercultural Cities [Nn]etwork|"
        r"Local Government Association|Association of \w+ Local|Association of Local|Syvicol|"
        r"network of (?:\w+ )?(?:cities|municipalities)",
    ),
    (
        "regional-authority",
        r"\bof (?:Catalonia|Andalusia|Flanders|Wallonia|Bavaria|Saxony|Hesse|Tyrol|Vorarlberg|Styria|Brittany|"
        r"Normandy|Lombardy|Tuscany|Sicily|Scotland|Wales|Attica|Crete|Madeira|the Azores)$|"
        r"\b(?:Scottish|Welsh|Catalan|Basque|Tyrolean|Andalusian|Sicilian) [Gg]overnment|"
        r"\b(?:[Rr]egional|[Pp]rovincial|[Cc]antonal|[Ss]tate government|[Cc]ount(?:y|ies)|[Vv]oivod\w*|[Ff]lemish|"
        r"[Ww]alloon|Generalitat|Länder|Land|[Cc]antons?|[Pp]rovinces?|[Dd]épartements?|[Pp]refectures?|"
        r"[Ff]ederal states?|[Ff]ederated entit\w+|federal entities|Autonomous (?:Community|Region|Province)|"
        r"autonomous communit\w+|[Rr]egions?|Oblast|State of [A-Z]\w+|"
        r"Government of (?:Catalonia|Flanders|Wallonia|Scotland|Wales|Bavaria|Tuscany|Andalusia)|"
        r"Scottish Government|Welsh Government|Catalan [Gg]overnment|Basque [Gg]overnment|Bavarian|"
        r"Senate Department|Marshal['’]s Office)\b(?! Development Fund)",
    ),
    (
        "local-authority",
        r"\b(?:[Mm]unicipalit(?:y|ies)|City of|[Cc]it(?:y|ies)|[Cc]ity [Cc]ouncils?|City Hall|city hall|"
        r"[Tt]own [Hh]alls?|[Tt]owns?|[Cc]ommunes?|[Mm]ayors?|[Bb]oroughs?|"
        r"[Ll]ocal (?:authorit|council|government|administ)\w*|Municipal|municipal (?:council|authorit|offic)\w*|"
        r"District|Ayuntamiento|Câmara Municipal|Comune|Kommune|gminas?|hromadas?|Parish Council)\b",
    ),
    (
        "academia-think-tank",
        r"\b(?:Universit\w+|universit\w+|Institut\w*|Academy of|Research|research\w*|College|Faculty|"
        r"Think ?[Tt]ank|School of|[Aa]cademi\w+|Centre for (?:\w+ ){0,4}(?:Studies|Research|Policy|Economic)|"
        r"Cent(?:re|er) on Migration|Observatory|Community Platform|Scholars)\b",
    ),
    (
        "religious-community",
        r"\b(?:Church(?:es)?|Diocese|Archdiocese|Bishops?['’]?|Parish|Mosque|Synagogue|"
        r"Islamic (?:Community|Council)|Jewish Community|[Rr]eligious communit\w+|[Cc]hurches|"
        r"faith (?:groups|communities)|Evangelical|Lutheran|Conference of (?:European )?Churches|Congregation)\b",
    ),
    (
        "private-sector",
        r"\b(?:GmbH|Ltd|S\.A\.|plc|Inc|AG|Compan(?:y|ies)|compan(?:y|ies)|[Ee]mployers?['’]?|[Bb]usiness(?:es)?|"
        r"Chamber of (?:Commerce|Industry|Labour|Trade|Crafts)|Confederation of (?:\w+ )?(?:Industr|Employers|"
        r"Enterprise)\w*|Bank|Enterprise|[Ff]irms|Industry)\b",
    ),
    (
        "national-authority",
        r"\b(?:Ministère|Ministerium|Ministerio|Ministero|Ministr(?:y|ies)|ministr(?:y|ies)|[Mm]inisters?|"
        r"(?:[Nn]ational |[Ff]ederal )?[Gg]overnments?|State Secretar\w+|Secretariat (?:of State|General|for)|"
        r"State Secretariat|Directorate|Immigration (?:Service|Department|Office|Agency|Authority|Board)|"
        r"Council of Ministers|Parliament|President|Prime Minister|Commissariat|"
        r"[Nn]ational (?:Agency|authorit|Institute of|Board|Council|Office|Commission|Employment|Reception|Service|"
        r"Police|Bank|Directorate)\w*|Federal (?:Office|Agency|Council|Ministry|Government|Employment|Chancellery|"
        r"Commissioner|authorit)\w*|federal (?:government|authorities|level|council)|"
        r"Migration (?:Agency|Office|Board|Service|Department)|High Commission\w*|Public Employment Service|"
        r"Employment (?:Agency|Service|Office)|Executive Office|Office (?:for|of)|Agency|Inspectorate|Ombuds\w+|"
        r"Interministerial Delegation|Delegation|Department (?:of|for)|Commissioner|Senate|Bundestag|Cabinet|Home "
        r"Office|Chancell(?:or|ery)|Court of (?:Audit|Account)\w*|Audit Office|"
        r"Facilities Administration|Riksdag|Storting|Sejm|Seimas|Saeima|Riigikogu|Folketing|Eduskunta|Althingi?|"
        r"Oireachtas|"
        r"Statistical Office|Statistics [A-Z]\w+|Confederation$|Border Guard|Prosecutor\w*|Supreme \w+|Federal "
        r"Statistic\w*|"
        r"Delegation against|Garda Síochána|Health Service Executive|State (?:Agency|Council|Office|Treasury)|"
        r""
        r"Reception (?:Agency|Authority|and)|Migrationsverket|Migri|Udi|UDI|IMDi|BAMF|OFII|DGEF|DIAIR|COA|Fedasil|"
        r"FEDASIL|Agency for|Authority|state\b|State\b|Parliamentary|authorities|General Directorate|"
        r"Public Foundation)\b",
    ),
    (
        "multi-stakeholder-body",
        r"\b(?:Partnership|Platform|Coalition|Alliance|Consortium|consortium|Forum|Network|Conference|Mechanism|"
        r"Committee|Commission|Working Group|Round ?[Tt]able|Task ?[Ff]orce|Council|Board|Group|stakeholders|"
        r"network|platform|partnership|coalition|alliance)\b",
    ),
    (
        "ngo",
        r"\b(?:Stichting|Fundacja|Stowarzyszenie|Verein|Associazione|Asociación|Associação|Fundación|Fundação|"
        r"Fondation|Fondazione|Nadácia|Sdružení|Society|Association|associations?|Foundation|Refugee Council|"
        r"Council for Refugees|NGOs?|[Nn]on-governmental|Federation|Society|Centre|Center|Helsinki|Aid|Relief|"
        r"Mission|Charit(?:y|ies)|charit(?:y|ies)|[Cc]ivil society|Civil Society|Movement|Solidarity|Union|Trust|"
        r"Welcome|Volunteers|volunteers|Service|Help|Action|House|Cooperative|cooperative|foundations?|"
        r"organisations?|Organi[sz]ation)\b",
    ),
)
REFUGEE_COUNCIL = re.compile(
    r"\bRefugee Council\b|\bCouncil for Refugees\b|\bRed Cross\b|\bCaritas\b|"
    r"\bRefugee (?:Aid|Support|Rights|Centre)\b|\bHelsinki\b"
)
EVERY_KNOWN = {kind: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") for kind, words in KNOWN.items()}
BY_WORDS = [(kind, re.compile(words)) for kind, words in KINDS]


def known(name: str) -> str:
    """The kind of a name that is a well-known body's, alone or with a country or a place (“UNHCR Bulgaria”)."""
    for kind, pattern in EVERY_KNOWN.items():
        match = pattern.search(name)
        rest = name[: match.start()].split() + name[match.end() :].split() if match else []
        if match and len([word for word in rest if word[:1].isupper()]) <= (
            2 if match.start() < 3 or match.end() == len(name) else 0
        ):
            return kind
    return ""


def kind(name: str) -> str:
    """The kind of body a name tells; empty where it tells none."""
    if name in {"Commission", "Congress"}:
        return "eu-body" if name == "Commission" else "international-organisation"
    if found := known(name):
        return found
    if REFUGEE_COUNCIL.search(name):
        return "ngo"
    return next((kind for kind, pattern in BY_WORDS if pattern.search(name)), "")


# The governance level a kind of actor stands for, and the words of a text that name a level without a body.
LEVELS_OF_KINDS = {
    "eu-body": "eu",
    "international-organisation": "international",
    "national-authority": "national",
    "regional-authority": "regional",
    "local-authority": "local",
    "local-authority-network": "local",
}
LEVEL_WORDS = {
    "eu": r"EU-(?:wide|level)|EU level|European level|at EU|Commission['’]s|AMIF calls?|EU calls?|European Commission|"
    r"Urban Agenda for the EU|"
    r"across the (?:EU|European Union)|all (?:EU )?Member States|EU Member States",
    "international": r"international (?:level|organi[sz]ations?)|cross-border|Council of Europe|worldwide|"
    "OECD countries",
    "national": r"national(?:,| and| or|level)?[\w,\s-]{0,24}levels?|nationwide|nation-wide|countrywide|"
    r"country-wide|national (?:decision|strategy|action|integration|polic|programme|authorit|government|agency|"
    r"network|polic|plan|level|fund|platform|coordinat|campaign|law|system|register)\w*|"
    r"(?:federal|central|national) (?:government|authorit\w+)|ministr(?:y|ies)|\bthe state\b(?! government)|"
    r"\b(?:from|by|between) the state|central (?:government|authorities)|parliament|interministerial|"
    r"across the country|throughout the country|government agenc(?:y|ies)|state funding|act of parliament|national",
    "regional": r"regional|regions?|cantons?|cantonal|Länder|federal states?|federated|federal entities|"
    r"provinc(?:e|es|ial)|count(?:y|ies)|voivodeships?|voivods?|départements?|prefectures?|prefects?|"
    r"autonomous communit\w+|oblasts?|departmental|devolved|Bundesländer",
    "local": r"(?<!refugee )(?<!migrant )(?<!integration )(?<!national )councils(?! of)|"
    r"local(?:ly)?(?! (?:famil|resident|people|population|language|volunteer|children|women|men|host|inhabitant|"
    r"Red|NGO|employer|compan|organisation|association|support))|municipal\w*|cit(?:y|ies)|towns?|communes?|"
    r"mayors?|neighbou?rhoods?|boroughs?|urban|villages?|districts?|city councils?|hromadas?|gminas?|"
    r"rural communities",
}
LEVELS = {level: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in LEVEL_WORDS.items()}
