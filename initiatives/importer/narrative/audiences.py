"""The groups of people whom an initiative is for, by their slugs in the catalogue's vocabulary."""

import re

# A narrower group stands before the wider one that has its words. Where the vocabulary has no term of its own for a
# group, its words stand with the term whose definition takes it in: asylum seekers are people who have moved to another
# country, resettled people are refugees, and whoever has temporary protection is protected by a state.
GROUPS = (
    (
        "children-in-migration",
        r"children in migration|unaccompanied (?:\w+ ){0,2}(?:minors|children|youth|young people)|"
        r"(?:refugee|migrant|immigrant|newcomer|newly[- ]arrived|foreign|displaced|asylum[- ]seeking) (?:children|"
        r"pupils|minors|youth|schoolchildren)|separated children",
    ),
    ("lgbtiq-migrants", r"LGBT\w*\+? (?:migrants|refugees|asylum|persons|people|applicants|newcomers)"),
    ("syrian-refugees", r"Syrian refugees|refugees from Syria"),
    ("eritrean-beneficiaries-of-international-protection", r"Eritrean beneficiaries of international protection"),
    (
        "beneficiaries-of-international-protection",
        r"beneficiaries of (?:international|subsidiary) protection|recognised refugees|refugee status holders|"
        r"status holders|(?:persons|people) granted (?:international protection|asylum|refugee status)",
    ),
    (
        "persons-under-international-protection",
        r"(?:persons|people) (?:under|with|granted|enjoying) (?:international |temporary )?protection|"
        r"beneficiaries of temporary protection|temporary protection (?:holders|beneficiaries)|"
        r"(?:displaced (?:people|persons|families)|refugees|people|persons|families)(?: \w+){0,3} from Ukraine|"
        r"Ukrainian refugees|displaced Ukrainians",
    ),
    ("third-country-nationals", r"third[- ]country nationals?|non-EU (?:nationals|citizens)"),
    (
        "persons-of-migrant-origin",
        r"(?:persons|people|residents|citizens|pupils|women) (?:of|with) (?:a |an )?(?:migrant|migration|immigrant|"
        r"immigration|foreign|refugee) (?:origin|background|history)",
    ),
    (
        "newly-arrived-migrants",
        r"newly[- ]arrived (?:\w+ )?(?:migrants|immigrants|refugees|persons|people|families)|newcomers?|"
        r"new arrivals|recent (?:arrivals|immigrants|migrants)",
    ),
    (
        "refugees",
        r"(?:resettled|sponsored|relocated) (?:persons|people|famil(?:y|ies))|"
        r"refugees?(?! (?:council|agency|service|centre|advisory|status|children|crisis|convention|law|policy|"
        r"integration))",
    ),
    (
        "migrants",
        r"asylum[- ]seekers?|asylum applicants?|applicants for (?:international protection|asylum)|"
        r"migrants?(?! (?:children|integration|council|organi|associations|origin|background|policy))|immigrants|"
        r"foreign (?:residents|nationals|citizens|workers)|foreigners",
    ),
)
PATTERNS = [(slug, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for slug, words in GROUPS]
# Words inside the name of a body or a policy say nothing of whom this initiative is for.
IN_A_NAME = re.compile(
    r"(?:[A-Z][\w’'-]+ (?:of|for|and|the|on) )+$|\b(?:Ministry|Office|Agency|Plan|Partnership) (?:of|for|"
    r"on)(?: [\w,]+){0,6} $"
)


def audiences(text: str) -> list[tuple[str, str]]:
    """The groups that a text is about, each with its words; a narrower group takes the words of a wider one."""
    found, taken = [], []
    for slug, pattern in PATTERNS:
        for match in pattern.finditer(text):
            inside = any(a <= match.start() < b for a, b in taken)
            named = match.group()[:1].isupper() and IN_A_NAME.search(text[max(0, match.start() - 60) : match.start()])
            if not inside and not named:
                found.append((slug, match.group()))
                taken.append(match.span())
                break
    return found
