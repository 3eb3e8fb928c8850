"""Words that may have a capital and yet name nobody."""

# First words of sentences, whatever follows them.
GENERAL = {
    "access", "again", "although", "any", "april", "asylum", "august", "authorities", "autumn", "because", "children",
    "cities", "civic", "civil", "communes", "communities", "community", "companies", "cooperation", "coordination",
    "courses", "critics", "cultural", "currently", "data", "december", "despite", "down", "earlier", "economic",
    "education", "efforts", "employers", "employment", "every", "everyone", "experts", "families", "family",
    "february", "federal", "few", "foreign", "funding", "governments", "guidance", "he", "health", "here", "housing",
    "immigrant", "inclusion", "information", "initiatives", "integration", "it", "january", "july", "june",
    "language", "later", "legal", "less", "libraries", "little", "local", "march", "may", "mayors", "measures",
    "media", "members", "migrant", "migrants", "migration", "more", "much", "municipal", "municipalities", "national",
    "neighbours", "neither", "networks", "newcomers", "newly", "ngos", "no", "nobody", "none", "nothing", "november",
    "october", "officials", "once", "our", "parents", "participants", "participation", "partnerships", "people",
    "political", "private", "programmes", "projects", "public", "recently", "refugee", "refugees", "regional",
    "regions", "religious", "representatives", "research", "residents", "responsibility", "school", "schools",
    "september", "services", "she", "social", "somebody", "sports", "spring", "states", "still", "students", "such",
    "summer", "support", "teachers", "there", "these", "they", "this", "those", "today", "towns", "training",
    "universities", "up", "volunteer", "volunteers", "we", "what", "which", "who", "winter", "women", "work", "yet",
    "you", "young",
}  # fmt: skip
MONEY = {
    "EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "GBP", "USD", "ISK", "RON", "BGN", "HRK", "UAH", "MDL",
    "RSD",
}  # fmt: skip

# Words for where people are from, which name no body.
ORIGINS = frozenset(
    (
        "Roma", "Afghan", "Syrian", "Eritrean", "Somali", "Iraqi", "Iranian", "Yazidi", "Kurdish", "Sudanese",
        "Nigerian",
        "Moroccan", "Tunisian", "Algerian", "Pakistani", "Ethiopian", "Congolese", "Venezuelan", "Colombian", "African",
        "Arab", "Arabic", "Palestinian", "Rohingya", "Tamil", "Vietnamese", "Chinese", "Indian", "American", "Muslim",
        "Christian", "Protestant", "Catholic", "Jewish", "European", "Mediterranean", "Nordic", "Baltic", "Balkan",
        "Western", "Eastern", "Central",
        "Southern", "Northern", "Russian-speaking", "Afghans", "Syrians", "Eritreans", "Dari", "Farsi", "Pashto",
    )
)  # fmt: skip
