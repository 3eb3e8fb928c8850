"""Regions, parts and groups of countries, and names of places that stand for something else."""

# Which of all these are regions rather than towns.
REGION_NAMES = (
    "Tyrol|Vorarlberg|Styria|Carinthia|Burgenland|Upper Austria|Lower Austria|Flanders|Wallonia|"
    "Brussels-Capital Region|Brussels Region|"
    "Brussels-Capital|Ticino|Aargau|Vaud|Valais|Neuchâtel|Fribourg|Thurgau|Graubünden|Uri|Schwyz|Glarus|"
    "Appenzell|Moravia|Vysočina|Bavaria|Saxony|"
    "Hesse|Thuringia|Brandenburg|Baden-Württemberg|North Rhine-Westphalia|Nordrhein-Westfalen|Lower Saxony|"
    "Rhineland-Palatinate|Saarland|Schleswig-Holstein|"
    "Mecklenburg-Western Pomerania|Saxony-Anhalt|Jutland|Funen|Zealand|Ida-Viru|Ida-Virumaa|Catalonia|"
    "Andalusia|Galicia|Basque Country|Navarre|Aragon|Asturias|"
    "Castile and León|Canary Islands|Extremadura|La Rioja|Cantabria|Castilla-La Mancha|Lapland|Åland|"
    "Uusimaa|Ostrobothnia|Pirkanmaa|Kainuu|"
    "Île-de-France|Ile-de-France|Brittany|Normandy|Occitanie|Nouvelle-Aquitaine|Auvergne-Rhône-Alpes|"
    "Hauts-de-France|Grand Est|Corsica|Burgundy|West Midlands|"
    "Greater Manchester|Yorkshire|Kent|Sussex|Cornwall|Essex|Merseyside|Crete|Attica|Epirus|Thessaly|"
    "Central Macedonia|Eastern Macedonia|Dalmatia|Istria|Slavonia|"
    "Kvarner|Sicily|Lombardy|Piedmont|Tuscany|Lazio|Campania|Apulia|Puglia|Calabria|Emilia-Romagna|Veneto|"
    "Liguria|Sardinia|Umbria|Friuli-Venezia Giulia|Trentino|"
    "South Tyrol|Marche|Molise|Abruzzo|Basilicata|Aosta Valley|Latgale|Kurzeme|Vidzeme|Zemgale|"
    "Limburg province|North Brabant|Gelderland|Friesland|Flevoland|Drenthe|"
    "Overijssel|Zeeland|South Holland|North Holland|Viken|Vestland|Rogaland|Troms|Innlandet|Trøndelag|"
    "Nordland|Finnmark|Agder|Telemark|Møre og Romsdal|Mazovia|"
    "Masovia|Mazowieckie|Silesia|Pomerania|Lower Silesia|Podkarpackie|Małopolska|Lubelskie|Wielkopolska|"
    "Greater Poland|Lesser Poland|Podlaskie|Subcarpathia|"
    "Warmia-Masuria|Kuyavia-Pomerania|Lubuskie|Świętokrzyskie|Łódzkie|Algarve|Alentejo|Azores|Madeira|"
    "Transylvania|Maramureș|Bihor|Vojvodina|Skåne|Scania|"
    "Västra Götaland|Norrbotten|Dalarna|Halland|Blekinge|Östergötland|Värmland|Jämtland|Västmanland|"
    "Gotland|Småland|Västerbotten|Una-Sana Canton|"
    "Republika Srpska|Gagauzia|Adjara|Zakarpattia"
)
REGIONS = frozenset(REGION_NAMES.split("|"))
# Words for parts of one country, in lower case, and the country whose parts they are.
PARTS = {
    "voivodeship": "PL", "voivodeships": "PL", "voivodship": "PL", "gmina": "PL", "gminas": "PL", "powiat": "PL",
    "bundesländer": "DE", "länder": "DE",
    "bundesland": "DE", "département": "FR", "départements": "FR", "préfecture": "FR",
    "prefectures of france": "FR",
    "kommuner": "SE", "landsting": "SE", "comunidad autónoma": "ES", "autonomous communities": "ES",
    "autonomous community": "ES",
    "generalitat": "ES", "ayuntamiento": "ES", "diputación": "ES", "câmara municipal": "PT", "câmaras municipais": "PT",
    "oblast": "UA", "oblasts": "UA", "hromada": "UA", "hromadas": "UA", "cantonal": "CH", "cpas": "BE", "ocmw": "BE",
    "storting": "NO", "bundestag": "DE", "bundesrat": "DE", "riksdag": "SE", "folketing": "DK", "sejm": "PL",
    "seimas": "LT",
    "saeima": "LV", "riigikogu": "EE", "eduskunta": "FI", "althing": "IS", "oireachtas": "IE",
    "verkhovna rada": "UA",
    "hrvatski sabor": "HR", "rechnungshof österreich": "AT", "imdi": "NO", "bamf": "DE", "ofii": "FR", "fedasil": "BE",
    # money that is paid in one country only
    "czk": "CZ", "huf": "HU", "pln": "PL", "sek": "SE", "nok": "NO", "dkk": "DK", "chf": "CH", "gbp": "GB", "ron": "RO",
    "isk": "IS", "bgn": "BG", "hrk": "HR", "mdl": "MD", "uah": "UA", "rsd": "RS", "mkd": "MK",
    "vluchtelingenwerk": "NL", "comunas": "PT", "comuni": "IT",
}  # fmt: skip

GROUPS = {
    r"V4|Visegr[aá]d(?: Four| Group| countries| states)*": ("CZ", "HU", "PL", "SK"),
    r"Nordic (?:countries|states|region|governments|ministers|capitals|councils|municipalities|cities|"
    r"Council of Ministers)|"
    r"(?:the )?(?:five )?Nordics?(?= cooperation| co-operation| partners)": ("DK", "FI", "IS", "NO", "SE"),
    r"Baltic (?:countries|states|ministers|cities|States|republics|Assembly|governments|"
    r"capitals)": ("EE", "LV", "LT"),
    r"Benelux": ("BE", "LU", "NL"),
    r"Western Balkans?(?: countries| states| Six| six)?": ("AL", "BA", "ME", "MK", "RS", "XK"),
    r"DACH(?: region| countries)?": ("AT", "CH", "DE"),
    r"Iberian (?:countries|states|governments)": ("ES", "PT"),
}

# A city that stands for a treaty, a process or a set of rules rather than for its country.
NOT_PLACES = (
    r"French Community Commission|French Community|German-speaking Community|"
    r"Swiss Agency for Development(?: and Cooperation)?|"
    r"Swedish International Development\w*|German (?:Agency for International Cooperation|Development)|"
    r"Dublin(?: III| II| IV)?(?: (?:Regulation|Convention|system|procedures?|transfers?|units?|returnees?|"
    r"cases?|rules))|"
    r"Dublin (?:III|II|IV)|(?:non-)?Dublin returnees?|under Dublin|"
    r"Geneva Conventions?|(?:Lisbon|Amsterdam|Maastricht|Rome|Nice) Treaty|Treat(?:y|ies) of (?:Lisbon|"
    r"Amsterdam|Rome|Nice|Paris)|"
    r"Treaty on European Union|Paris Agreement|Bologna (?:Process|system)|(?:Budapest|Prague|Rabat|"
    r"Barcelona|Khartoum|Berlin) Process|"
    r"(?:Malta|Valletta|Zaragoza|Sofia|Leipzig|Potsdam|Rotterdam|Athens|Vienna) (?:Declaration|Summit|"
    r"Charter|Convention|Indicators|indicators)|"
    r"(?:Stockholm|Tampere|Hague) (?:Programme|programme|conclusions)|Copenhagen criteria|Pact of Amsterdam|"
    r"Istanbul Convention|Lanzarote Convention|Oviedo Convention|Warsaw Convention|"
    r"(?:EEA and )?Norway(?: and EEA)? Grants|Norwegian Financial Mechanism|Swiss(?:-\w+)? (?:Contribution|"
    r"Cooperation Programme)|"
    r"(?:Danish|Norwegian) Refugee Council(?! in (?:Denmark|Norway))|Italian Peninsula|"
    r"(?:Court of Justice|CJEU|General Court)[\w ]{0,40} in Luxembourg|New Zealand|New England|"
    r"Organi[sz]ation of Turkic States|Bank of America|New York Declaration|Marrakesh Compact"
)
