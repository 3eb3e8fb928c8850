"""The groups of people whom an initiative is for, by their slugs in the catalogue's vocabulary."""

import re

GROUPS = (
    (
        "children-in-migration",
        r"children in migration|unaccompanied (?:minors|children)|(?:refugee|migrant) (?:children|pupils|minors|"
        r"youth)",
    ),
    ("lgbtiq-migrants", r"LGBT\w* (?:migrants|refugees|asylum|persons|people|applicants)"),
    (
        "beneficiaries-of-international-protection",
        r"beneficiaries of (?:international|subsidiary) protection|recognised refugees|refugee status holders|"
        r"status holders|persons granted international protection",
    ),
    (
        "persons-under-international-protection",
        r"(?:persons|people) (?:under|with|granted|enjoying) (?:international )?protection",
    ),
    (
        "beneficiaries-of-temporary-protection",
        r"beneficiaries of temporary protection|temporary protection (?:holders|beneficiaries)|"
        r"(?:displaced (?:people|persons)|refugees|people|persons)(?: \w+){0,3} from Ukraine|Ukrainian refugees",
    ),
    ("third-country-nationals", r"third-country nationals?|third country nationals?|non-EU (?:nationals|citizens)"),
    (
        "persons-of-migrant-origin",
        r"(?:persons|people) (?:of|with) (?:a )?(?:migrant|migration|immigrant|foreign) (?:origin|background)",
    ),
    (
        "newly-arrived-migrants",
        r"newly[- ]arrived (?:\w+ )?(?:migrants|immigrants|refugees|persons|people|families)|newcomers|"
        r"new arrivals",
    ),
    ("asylum-seekers", r"asylum[- ]seekers?|asylum applicants?|applicants for (?:international protection|asylum)"),
    ("resettled-refugees", r"resettled refugees|resettled (?:persons|people|families)"),
    ("syrian-refugees", r"Syrian refugees|refugees from Syria"),
    ("eritrean-beneficiaries-of-international-protection", r"Eritrean beneficiaries of international protection"),
    (
        "refugees",
        r"refugees?(?! (?:council|agency|service|centre|advisory|status|children|crisis|convention|law|policy|"
        r"integration))",
    ),
    (
        "migrants",
        r"migrants?(?! (?:children|integration|council|organi|associations|origin|background|policy))|immigrants",
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
