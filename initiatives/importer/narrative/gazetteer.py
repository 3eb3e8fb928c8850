"""The countries that reports on integration in Europe write about, as they name them.

Each country: its names, its adjectives, and cities and regions that are plain in a text. Cities whose names are English
words are left out.
"""

from typing import NamedTuple


class Land(NamedTuple):
    names: str
    adjectives: str
    cities: str


# One line a field, several values separated by |.
COUNTRIES = {
    "AL": Land(
        "Albania",
        "Albanian",
        "Tirana|Durrës|Durres|Shkodër|Vlora|Elbasan|Fier|Korçë|Berat|Gjirokastër|Kukës|Lezhë",
    ),
    "AD": Land(
        "Andorra",
        "Andorran",
        "Andorra la Vella",
    ),
    "AM": Land(
        "Armenia",
        "Armenian",
        "Yerevan|Gyumri",
    ),
    "AT": Land(
        "Austria",
        "Austrian",
        "Vienna|Wien|Graz|Linz|Salzburg|Innsbruck|Klagenfurt|Villach|Tyrol|Vorarlberg|Styria|Carinthia|"
        "Burgenland|Upper Austria|Lower Austria|Wels|Steyr|Bregenz|Dornbirn|Eisenstadt|St. Pölten|"
        "Wiener Neustadt|Leoben|Feldkirch|Traiskirchen",
    ),
    "AZ": Land(
        "Azerbaijan",
        "Azerbaijani",
        "Baku",
    ),
    "BE": Land(
        "Belgium",
        "Belgian|Flemish|Walloon",
        "Antwerp|Ghent|Liège|Liege|Charleroi|Bruges|Namur|Leuven|Mechelen|Mons|Flanders|Wallonia|Molenbeek|"
        "Schaerbeek|Kortrijk|Ostend|Brussels-Capital Region|Brussels Region|Brussels-Capital|City of Brussels|"
        "city of Brussels|municipality of Brussels|Municipality of Brussels|Hasselt|Genk|Aalst|Sint-Niklaas|"
        "Tournai|Verviers|Roeselare|La Louvière|Anderlecht|Turnhout",
    ),
    "BA": Land(
        "Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnia-Herzegovina|Bosnia",
        "Bosnian",
        "Sarajevo|Banja Luka|Mostar|Tuzla|Zenica|Bihać|Bihac|Republika Srpska|Velika Kladuša|Brčko|"
        "Una-Sana Canton|Doboj|Prijedor|Travnik|Ilidža",
    ),
    "BG": Land(
        "Bulgaria",
        "Bulgarian",
        "Sofia|Plovdiv|Varna|Burgas|Ruse|Stara Zagora|Harmanli|Pleven|Haskovo|Dobrich|Sliven|Veliko Tarnovo|"
        "Vidin|Svilengrad|Blagoevgrad|Shumen|Pernik|Yambol",
    ),
    "BY": Land(
        "Belarus",
        "Belarusian|Belarussian",
        "Minsk",
    ),
    "CH": Land(
        "Switzerland|Swiss Confederation",
        "Swiss",
        "Bern|Berne|Zurich|Zürich|Basel|Lausanne|Lucerne|Winterthur|St. Gallen|Ticino|Aargau|Vaud|Valais|"
        "Neuchâtel|Fribourg|Lugano|Thurgau|Graubünden|Biel|Canton of Geneva|canton of Geneva|City of Geneva|"
        "city of Geneva|Chur|Schaffhausen|Sion|Thun|Solothurn|Uri|Schwyz|Zug|Glarus|Appenzell|Bellinzona|Yverdon",
    ),
    "CY": Land(
        "Cyprus|Republic of Cyprus",
        "Cypriot|Greek Cypriot|Greek-Cypriot|Turkish Cypriot|Turkish-Cypriot",
        "Nicosia|Limassol|Larnaca|Paphos|Famagusta|Pournara|Aradippou|Strovolos|Lakatamia|Limnes|Kofinou",
    ),
    "CZ": Land(
        "Czechia|Czech Republic|the Czech Republic",
        "Czech",
        "Prague|Brno|Ostrava|Plzeň|Pilsen|Olomouc|Liberec|Pardubice|Zlín|Moravia|Hradec Králové|Ústí nad Labem|"
        "Jihlava|České Budějovice|Karlovy Vary|Kladno|Opava|Mladá Boleslav|Teplice|Vysočina",
    ),
    "DE": Land(
        "Germany|Federal Republic of Germany",
        "German",
        "Berlin|Hamburg|Munich|München|Cologne|Köln|Frankfurt|Stuttgart|Düsseldorf|Dusseldorf|Leipzig|Dortmund|"
        "Bremen|Dresden|Hanover|Hannover|Nuremberg|Nürnberg|Duisburg|Bochum|Wuppertal|Bonn|Münster|Mannheim|"
        "Karlsruhe|Augsburg|Wiesbaden|Kiel|Freiburg|Mainz|Rostock|Kassel|Erfurt|Potsdam|Bavaria|Saxony|Hesse|"
        "Thuringia|Brandenburg|Baden-Württemberg|North Rhine-Westphalia|Lower Saxony|Rhineland-Palatinate|"
        "Saarland|Schleswig-Holstein|Mecklenburg-Western Pomerania|Saxony-Anhalt|Nordrhein-Westfalen|Altena|"
        "Offenbach|Gelsenkirchen|Bielefeld|Aachen|Chemnitz|Braunschweig|Magdeburg|Oberhausen|Lübeck|Saarbrücken|"
        "Heidelberg|Darmstadt|Regensburg|Würzburg|Wolfsburg|Ulm|Osnabrück|Oldenburg|Göttingen|Jena|Tübingen|"
        "Konstanz|Schwerin|Cottbus|Trier|Bamberg|Ludwigshafen",
    ),
    "DK": Land(
        "Denmark|Kingdom of Denmark",
        "Danish",
        "Copenhagen|Aarhus|Odense|Aalborg|Esbjerg|Randers|Vejle|Horsens|Roskilde|Jutland|Funen|Kolding|Viborg|"
        "Silkeborg|Herning|Hjørring|Svendborg|Frederiksberg|Gladsaxe|Ishøj|Næstved|Zealand|Bornholm|Helsingør|"
        "Fredericia",
    ),
    "EE": Land(
        "Estonia",
        "Estonian",
        "Tallinn|Tartu|Narva|Pärnu|Ida-Viru|Ida-Virumaa|Kohtla-Järve|Viljandi|Rakvere|Haapsalu|Sillamäe|Võru|Vao|"
        "Saaremaa",
    ),
    "ES": Land(
        "Spain|Kingdom of Spain",
        "Spanish|Catalan|Basque|Valencian|Andalusian|Galician",
        "Madrid|Barcelona|Valencia|Seville|Sevilla|Zaragoza|Málaga|Malaga|Murcia|Bilbao|Alicante|Granada|Vitoria|"
        "Catalonia|Andalusia|Galicia|Basque Country|Navarre|Aragon|Asturias|Castile and León|Canary Islands|"
        "Ceuta|Melilla|Extremadura|Fuenlabrada|San Sebastián|Palma|Las Palmas|Córdoba|Valladolid|Vigo|Gijón|"
        "A Coruña|Santander|Pamplona|Almería|Burgos|Salamanca|Tarragona|Girona|Lleida|Huelva|Badajoz|Logroño|"
        "Cádiz|Getafe|Sabadell|Terrassa|Mataró|La Rioja|Cantabria|Castilla-La Mancha|Tenerife|Huesca|Teruel|"
        "Soria|Oviedo",
    ),
    "FI": Land(
        "Finland",
        "Finnish",
        "Helsinki|Espoo|Tampere|Vantaa|Oulu|Turku|Jyväskylä|Lahti|Kuopio|Lapland|Åland|Uusimaa|Vaasa|Joensuu|"
        "Pori|Kotka|Rovaniemi|Hämeenlinna|Kouvola|Lappeenranta|Seinäjoki|Mikkeli|Ostrobothnia|Pirkanmaa|Kainuu|"
        "Kajaani|Kemi",
    ),
    "FR": Land(
        "France|French Republic",
        "French",
        "Paris|Marseille|Marseilles|Lyon|Lyons|Toulouse|Nantes|Montpellier|Bordeaux|Lille|Rennes|Grenoble|Dijon|"
        "Calais|Île-de-France|Ile-de-France|Brittany|Normandy|Occitanie|Nouvelle-Aquitaine|Auvergne-Rhône-Alpes|"
        "Hauts-de-France|Grand Est|Clermont-Ferrand|Strasbourg Eurometropolis|Strasbourg|Nice Métropole|Reims|"
        "Le Havre|Saint-Étienne|Toulon|Angers|Nîmes|Villeurbanne|Brest|Le Mans|Limoges|Amiens|Tours Métropole|"
        "Metz|Besançon|Perpignan|Orléans|Rouen|Mulhouse|Caen|Nancy|Poitiers|Briançon|Corsica|Saint-Denis|"
        "Montreuil|Pau|Avignon|Burgundy",
    ),
    "GB": Land(
        "United Kingdom|the UK|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland",
        "British|Scottish|Welsh|English|Northern Irish",
        "London|Birmingham|Manchester|Glasgow|Edinburgh|Liverpool|Leeds|Sheffield|Bristol|Cardiff|Belfast|"
        "Newcastle|Nottingham|Leicester|Coventry|Bradford|Swansea|Aberdeen|Dundee|Croydon|Kent|West Midlands|"
        "Greater Manchester|Yorkshire|Plymouth|Derby City|Southampton|Portsmouth|Brighton|Hull|Wolverhampton|"
        "Sunderland|Norwich|Oxford|Cambridge|Luton|Middlesbrough|Inverness|Derry|Newport City|Hackney|Lambeth|"
        "Camden|Lewisham|Barnet|Sussex|Cornwall|Essex|Merseyside",
    ),
    "GE": Land(
        "Georgia",
        "Georgian",
        "Tbilisi|Batumi|Kutaisi|Rustavi|Zugdidi|Gori|Poti|Adjara",
    ),
    "GR": Land(
        "Greece|Hellenic Republic",
        "Greek|Hellenic",
        "Athens|Thessaloniki|Patras|Heraklion|Piraeus|Larissa|Ioannina|Lesvos|Lesbos|Chios|Samos|Kos|Leros|Crete|"
        "Attica|Epirus|Thessaly|Volos|Kalamata|Livadia|Karditsa|Trikala|Mytilene|Central Macedonia|"
        "Eastern Macedonia|Kavala|Katerini|Serres|Xanthi|Rhodes|Chania|Rethymno|Kozani|Veria|Lamia|"
        "Alexandroupolis|Orestiada|Schisto|Corfu|Halkida|Evia|Skaramagas",
    ),
    "HR": Land(
        "Croatia",
        "Croatian",
        "Zagreb|Rijeka|Osijek|Zadar|Pula|Sisak|Karlovac|Varaždin|Slavonski Brod|Dubrovnik|Dalmatia|Istria|Kutina|"
        "Šibenik|Velika Gorica|Vukovar|Bjelovar|Čakovec|Koprivnica|Petrinja|Slavonia|Kvarner",
    ),
    "HU": Land(
        "Hungary",
        "Hungarian",
        "Budapest|Debrecen|Szeged|Pécs|Miskolc|Győr|Nyíregyháza|Kecskemét|Székesfehérvár|Sopron|Szombathely|"
        "Záhony|Bicske",
    ),
    "IE": Land(
        "Ireland|Republic of Ireland",
        "Irish",
        "Dublin|Galway|Limerick|Waterford|Cork City|County Cork|County Mayo|County Clare|Donegal|Kerry|Sligo|"
        "Kilkenny|Wexford|Tralee|Mullingar|Athlone|Letterkenny|Drogheda|Dundalk|Carlow|Tipperary|Clare|Mayo|"
        "Roscommon|Wicklow|Kildare|Leitrim|Monaghan|Ennis|Lisdoonvarna",
    ),
    "IS": Land(
        "Iceland",
        "Icelandic",
        "Reykjavik|Reykjavík|Akureyri|Kópavogur|Hafnarfjörður|Akranes|Selfoss|Reykjanesbær|Garðabær|Árborg|Ísafjörður",
    ),
    "IT": Land(
        "Italy|Italian Republic",
        "Italian|Sicilian",
        "Rome|Milan|Naples|Turin|Palermo|Genoa|Bologna|Florence|Bari|Catania|Venice|Verona|Padua|Trieste|Brescia|"
        "Parma|Modena|Reggio Emilia|Ravenna|Bergamo|Lampedusa|Sicily|Lombardy|Piedmont|Tuscany|Lazio|Campania|"
        "Apulia|Puglia|Calabria|Emilia-Romagna|Veneto|Liguria|Sardinia|Umbria|Friuli Venezia Giulia|"
        "Friuli-Venezia Giulia|Friuli Venezia Giulia|Trentino|"
        "South Tyrol|Riace|Trento|Bolzano|Pescara|Perugia|Ancona|Cagliari|Salerno|Livorno|Ferrara|Prato|Rimini|"
        "Siena|Pisa|Vicenza|Treviso|Udine|Novara|Cremona|Mantua|Lecce|Taranto|Reggio Calabria|Cosenza|Catanzaro|"
        "Syracuse|Agrigento|Trapani|Messina|Ragusa|Matera|Marche|Molise|Abruzzo|Basilicata|Aosta Valley|Monza|"
        "Lucca",
    ),
    "LI": Land(
        "Liechtenstein",
        "Liechtenstein",
        "Vaduz|Schaan",
    ),
    "LT": Land(
        "Lithuania",
        "Lithuanian",
        "Vilnius|Kaunas|Klaipėda|Klaipeda|Šiauliai|Panevėžys|Rukla|Jonava|Alytus|Marijampolė|Utena|Telšiai|"
        "Kėdainiai|Tauragė|Visaginas|Druskininkai|Medininkai|Pabradė",
    ),
    "LU": Land(
        "Luxembourg|Luxemburg|Grand Duchy of Luxembourg",
        "Luxembourgish|Luxemburgish|Luxembourgeois|Luxembourger",
        "Esch-sur-Alzette|Differdange|Dudelange|Luxembourg City|Ettelbruck|Sanem|Pétange|Hesperange|Mersch|"
        "Diekirch|Clervaux|Schifflange|Bettembourg|Mamer|Strassen",
    ),
    "LV": Land(
        "Latvia",
        "Latvian",
        "Riga|Daugavpils|Liepāja|Liepaja|Jelgava|Mucenieki|Valmiera|Ventspils|Rēzekne|Jūrmala|Ogre|Cēsis|Sigulda|"
        "Latgale|Kurzeme|Vidzeme|Zemgale",
    ),
    "MC": Land(
        "Monaco",
        "Monegasque",
        "Monte Carlo",
    ),
    "MD": Land(
        "Moldova|Republic of Moldova",
        "Moldovan",
        "Chișinău|Chisinau|Bălți|Balti municipality|Gagauzia|Cahul|Ungheni|Palanca|Soroca|Orhei|Edineț|Comrat|"
        "Tiraspol|Transnistria",
    ),
    "ME": Land(
        "Montenegro",
        "Montenegrin",
        "Podgorica|Nikšić|Niksic|Ulcinj|Bijelo Polje|Pljevlja|Kotor|Budva|Cetinje|Berane",
    ),
    "MK": Land(
        "North Macedonia|Republic of North Macedonia",
        "Macedonian|North Macedonian",
        "Skopje|Bitola|Kumanovo|Tetovo|Ohrid|Gevgelija|Prilep|Veles|Štip|Strumica",
    ),
    "MT": Land(
        "Malta",
        "Maltese",
        "Valletta|Sliema|Gozo|Marsa|Birkirkara|St Paul's Bay|Msida|Hal Far|Ħal Far|Qormi|St. Julian's|Marsaxlokk|"
        "Rabat Local Council|Balzan|Mosta",
    ),
    "NL": Land(
        "Netherlands|the Netherlands|Holland|Kingdom of the Netherlands",
        "Dutch",
        "Amsterdam|Rotterdam|The Hague|Utrecht|Eindhoven|Groningen|Tilburg|Nijmegen|Arnhem|Breda|Maastricht|"
        "Leiden|Haarlem|Enschede|Zwolle|Almere|Limburg province|North Brabant|Gelderland|Friesland|Apeldoorn|"
        "Amersfoort|Delft|Dordrecht|Zoetermeer|Leeuwarden|Deventer|Venlo|Helmond|Zaanstad|Hilversum|"
        "'s-Hertogenbosch|Ede municipality|Flevoland|Drenthe|Overijssel|Zeeland|South Holland|North Holland|"
        "Ter Apel|Assen|Emmen",
    ),
    "NO": Land(
        "Norway|Kingdom of Norway",
        "Norwegian",
        "Oslo|Bergen|Trondheim|Stavanger|Tromsø|Drammen|Kristiansand|Bodø|Viken|Vestland|Rogaland|Troms|"
        "Fredrikstad|Sandnes|Ålesund|Bærum|Asker|Lillestrøm|Lillehammer|Haugesund|Sarpsborg|Innlandet|Trøndelag|"
        "Nordland|Finnmark|Agder|Telemark|Møre og Romsdal",
    ),
    "PL": Land(
        "Poland|Republic of Poland",
        "Polish",
        "Warsaw|Kraków|Krakow|Cracow|Łódź|Lodz|Wrocław|Wroclaw|Poznań|Poznan|Gdańsk|Gdansk|Szczecin|Lublin|"
        "Katowice|Białystok|Bialystok|Gdynia|Rzeszów|Rzeszow|Mazovia|Masovia|Mazowieckie|Silesia|Pomerania|"
        "Lower Silesia|Podkarpackie|Małopolska|Przemyśl|Przemysl|Toruń|Bydgoszcz|Częstochowa|Radom|Kielce|"
        "Gliwice|Zabrze|Olsztyn|Opole|Sopot|Rybnik|Tychy|Elbląg|Płock|Chełm|Zamość|Lubelskie|Wielkopolska|"
        "Greater Poland|Lesser Poland|Podlaskie|Subcarpathia|Warmia-Masuria|Kuyavia-Pomerania|Lubuskie|"
        "Świętokrzyskie|Łódzkie",
    ),
    "PT": Land(
        "Portugal|Portuguese Republic",
        "Portuguese",
        "Lisbon|Lisboa|Porto|Braga|Coimbra|Setúbal|Aveiro|Faro|Algarve|Alentejo|Azores|Madeira|Sintra|Évora|"
        "Fundão|Cascais|Amadora|Loures|Almada|Leiria|Viseu|Guimarães|Viana do Castelo|Santarém|Beja|Bragança|"
        "Guarda municipality|Castelo Branco|Portimão|Vila Nova de Gaia|Matosinhos|Odivelas|Oeiras|Odemira|"
        "Torres Vedras|Penela",
    ),
    "RO": Land(
        "Romania",
        "Romanian",
        "Bucharest|Cluj-Napoca|Cluj|Timișoara|Timisoara|Iași|Iasi|Constanța|Constanta|Brașov|Brasov|Galați|"
        "Galati|Craiova|Oradea|Transylvania|Suceava|Ploiești|Arad|Pitești|Sibiu|Bacău|Târgu Mureș|Baia Mare|"
        "Buzău|Botoșani|Satu Mare|Rădăuți|Giurgiu|Tulcea|Maramureș|Bihor|Bistrița|Tecuci",
    ),
    "RS": Land(
        "Serbia",
        "Serbian",
        "Belgrade|Novi Sad|Kragujevac|Subotica|Vojvodina|Bujanovac|Preševo|Niš|Nis city|Šid|Kikinda|Sombor|"
        "Vranje|Loznica|Lajkovac|Krnjača|Pirot",
    ),
    "RU": Land(
        "Russia|Russian Federation",
        "Russian",
        "Moscow|Saint Petersburg|St Petersburg",
    ),
    "SE": Land(
        "Sweden|Kingdom of Sweden",
        "Swedish",
        "Stockholm|Gothenburg|Göteborg|Malmö|Malmo|Uppsala|Västerås|Örebro|Linköping|Helsingborg|Norrköping|Umeå|"
        "Skåne|Scania|Södertälje|Västra Götaland|Jönköping|Norrbotten|Botkyrka|Lund|Borås|Eskilstuna|Gävle|"
        "Sundsvall|Halmstad|Karlstad|Växjö|Kalmar|Kristianstad|Luleå|Östersund|Trollhättan|Landskrona|Sollentuna|"
        "Huddinge|Dalarna|Halland|Blekinge|Östergötland|Värmland|Jämtland|Västmanland|Gotland|Småland|"
        "Västerbotten",
    ),
    "SI": Land(
        "Slovenia",
        "Slovenian|Slovene",
        "Ljubljana|Maribor|Celje|Kranj|Koper|Velenje|Nova Gorica|Novo Mesto|Ptuj|Murska Sobota|Domžale|Jesenice|"
        "Izola|Piran|Logatec",
    ),
    "SK": Land(
        "Slovakia|Slovak Republic|the Slovak Republic",
        "Slovak",
        "Bratislava|Košice|Kosice|Prešov|Žilina|Zilina|Nitra|Banská Bystrica|Trnava|Trenčín|Poprad|Michalovce|"
        "Trebišov|Humenné|Snina|Zvolen|Piešťany|Lučenec|Vyšné Nemecké|Komárno",
    ),
    "SM": Land(
        "San Marino",
        "Sammarinese",
        "",
    ),
    "TR": Land(
        "Türkiye|Turkey|Republic of Türkiye",
        "Turkish",
        "Ankara|Istanbul|İstanbul|Izmir|İzmir|Gaziantep|Hatay|Bursa|Adana|Şanlıurfa|Sanliurfa|Mersin|Kilis|Konya|"
        "Antalya|Diyarbakır|Kayseri|Eskişehir|Samsun|Trabzon|Van province|Mardin|Osmaniye|Adıyaman|Kahramanmaraş|"
        "Kocaeli|Denizli",
    ),
    "UA": Land(
        "Ukraine",
        "Ukrainian",
        "Kyiv|Kiev|Lviv|Kharkiv|Odesa|Odessa|Dnipro|Vinnytsia|Chernivtsi|Mariupol|Poltava|Zaporizhzhia|"
        "Ivano-Frankivsk|Uzhhorod|Zhytomyr|Rivne|Ternopil|Lutsk|Sumy|Chernihiv|Zakarpattia|Mykolaiv|Kherson|"
        "Khmelnytskyi",
    ),
    "XK": Land(
        "Kosovo|Kosovo*",
        "Kosovar|Kosovan",
        "Pristina|Prishtina|Prizren|Mitrovica|Peja|Gjilan|Ferizaj|Gjakova",
    ),
}
