"""The themes of an initiative: by the words of its title and statements, and by what kind of thing it is."""

import re

from initiatives.importer.narrative import theme_topics
from initiatives.importer.narrative.nouns import HEAD_ENDS
from initiatives.importer.narrative.theme_words import MEANS as BY_WORDS
from initiatives.importer.narrative.theme_words import NEWCOMERS, STAFF

# The tables of the means of an initiative and of what it is about, in one.
THEMES = {**BY_WORDS, **theme_topics.TOPICS}
PATTERNS = {
    theme: [(weight, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for weight, words in rows.items()]
    for theme, rows in THEMES.items()
}
# What an initiative is about, rather than the means by which it goes about it.
TOPICS = theme_topics.TOPICS.keys()
ENOUGH, MOST = 2.0, 3
STRONGEST = 10.0  # what a theme shows beyond this does not make others weaker
# How much of the first theme’s score a further one needs: of the same class, of a means beside a topic, of a topic
# beside a means. A third theme must be more than half as strong as the first.
SAME, MEANS, TOPIC, THIRD = 0.45, 0.37, 0.38, 0.7
# What agreements between levels, and guidance or training for a certain audience, show of a theme.
BETWEEN_LEVELS, AUDIENCE, OF_CITIES, SIDES_MEET, VOICES = 4.0, 3.0, 3.0, 3.0, 7.0
# What a title says first weighs more than what it adds, and that more than what is said around it.
HEAD, TITLE, FIRST, LATER = 1.5, 0.7, 1.0, 0.4
# What is known by its kind alone.
FORM_THEMES = {
    "study": ("monitoring-evaluation-research", 9.0),
    "plan": ("strategies-action-plans", 5.0),
    "allocation": ("placement-distribution", 4.0),
    "communication": ("information-awareness", 4.0),
    "funding-call": ("funding-instruments", 12.0),
    "law": ("sector-services", 1.0),
    "guidance": ("local-capacity-guidance", 5.0),
    "agreement": ("central-local-agreements", 0.1),
    "register": ("information-awareness", 2.0),
    "network": ("multi-stakeholder-platforms", 0.5),
}
# Forms that tell the theme of the means, whatever they are about.
BY_MEANS = {"study", "plan", "funding-call", "guidance", "allocation"}
# What a thing without any telling word most likely is about.
UNTOLD = {
    "project": "sector-services", "law": "sector-services", "training": "sector-services",
    "register": "sector-services",
    "body": "coordination-bodies", "network": "multi-stakeholder-platforms", "event": "multi-stakeholder-platforms",
    "agreement": "central-local-agreements", "": "sector-services",
}  # fmt: skip
# What somebody thinks of a matter informs nobody of anything else.
STANCE = re.compile(
    r"\b(?:positions?|letters?|statements?|conclusions|petitions?|appeals?|manifesto|"
    r"resolution)\b",
    re.IGNORECASE,
)
FOR_STAFF = re.compile(
    rf"\b(?:for|of|to|by which|help\w*|support\w*|among|on how)\b[^.;]{{0,60}}?\b{STAFF}\b", re.IGNORECASE
)
FOR_NEWCOMERS = re.compile(
    rf"\b(?:for|to|help\w*|inform\w*|giv\w+|offer\w*)\b[^.;]{{0,40}}?\b{NEWCOMERS}\b", re.IGNORECASE
)
FOR_EMPLOYERS = re.compile(
    r"\b(?:for|to|on)\b[^.;]{0,30}?\b(?:employers|business(?:es)?|companies|firms|landlords|hiring|recruiting)\b",
    re.IGNORECASE,
)
# Who sits at one table, told by plain words: three kinds of them make a platform.
SIDES = [
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"municipalit\w+|mayors|cit(?:y|ies)|local (?:public )?authorit\w+|communes|town halls?|city hall|regions|"
        r"authorities|ministr(?:y|ies)|government|public (?:services|bodies)|state agencies|police",
        r"NGOs?|civil society|non-governmental|associations|charities|organisations|volunteers|Caritas|Red Cross",
        r"employers|businesses|companies|chambers? of \w+|unions|social partners|private sector|entrepreneurs",
        r"universit\w+|academi\w+|researchers|schools|think tanks",
        r"refugees|migrants|newcomers|(?:migrant|refugee)(?:-led)? (?:associations|organisations|groups)|diaspora",
        r"churches|parishes|faith groups|religious communities",
        r"UNHCR|IOM|UNICEF|international organisations|UN agencies",
    )
]
TOGETHER = re.compile(
    r"\b(?:meets?|met|sit|sits|bring\w*|brought|gather\w*|unit\w+|represent\w*|compris\w+|consist\w*|members?|"
    r"made up|compos\w+|between|together|joined|in which|where|link\w*|connect\w*|pool\w*|cooperat\w+|"
    r"among)\b[^.;]{5,160}",
    re.IGNORECASE,
)


# “seven actions related to health, housing, culture and data”: what is listed are themes of their own.
LISTED = re.compile(
    r"\b(?:actions?|areas?|fields?|priorit\w+|topics?|themes?|goals?|objectives?|pillars?|chapters?|measures|"
    r"domains?)\b"
    r"[^.;]{0,60}?\b(?:on|in|to|are|covering|including|such as|concern\w*|from)\b[^.;,]{2,60}(?:, [^,.;]{3,60}){2,}"
)
LISTED_EASE = 0.4


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


def shape_scores(form: str, levels: list[str], title: str, text: str, cities: int = 0) -> dict[str, float]:
    """What the form, the levels and those who take part show of the themes."""
    found: dict[str, float] = {}

    def add(theme: str, score: float) -> None:
        found[theme] = found.get(theme, 0) + score

    if form in FORM_THEMES and not (form == "communication" and STANCE.search(title)):
        add(*FORM_THEMES[form])
    if cities > 1 and form in {"body", "event", "agreement", "network", "project", ""}:
        add("city-region-networks", OF_CITIES)
    below, local = {"regional", "local"} & set(levels), set(levels) == {"local"}
    if form == "agreement":
        if "national" in levels and below:
            add("central-local-agreements", BETWEEN_LEVELS)
        elif local:
            add("city-region-networks", 0.5)
    if form == "network" and "local" in levels:
        add("city-region-networks", 1.5)
    if form in {"guidance", "training"} and FOR_EMPLOYERS.search(title):
        add("sector-services", AUDIENCE)
    elif form in {"guidance", "training"}:
        if FOR_STAFF.search(title):
            add("local-capacity-guidance", AUDIENCE)
        elif FOR_NEWCOMERS.search(title):
            add("information-awareness" if form == "guidance" else "sector-services", AUDIENCE)
        elif FOR_STAFF.search(text):
            add("local-capacity-guidance", AUDIENCE / 2)
        elif form == "guidance" and FOR_NEWCOMERS.search(text):
            add("information-awareness", AUDIENCE)
    sides = max((sum(bool(side.search(m.group())) for side in SIDES) for m in TOGETHER.finditer(text)), default=0)
    if sides >= 3 and form in {"body", "network", "event", "project", "agreement", ""}:
        add("multi-stakeholder-platforms", SIDES_MEET)
    return found


def themes(
    title: str, lead: str, rest: str, form: str, levels: list[str], cities: int = 0, *, voices: bool = False
) -> list[tuple[str, str]]:
    """The themes of an initiative with a word each, the primary one first; ``cities`` is how many of them lead it,
    ``voices`` whether refugees or migrants do."""
    total: dict[str, float] = {}
    words: dict[str, str] = {}
    end = HEAD_ENDS.search(title)
    for text, factor in (
        (title[: end.start()] if end else title, HEAD),
        (title, TITLE),
        (lead, FIRST),
        (rest, LATER),
    ):
        for theme, (score, word) in scores(text).items():
            if factor == HEAD and form in BY_MEANS and theme in TOPICS:
                continue  # “Intercultural Health Strategy” is a strategy first
            total[theme] = total.get(theme, 0) + score * factor
            words.setdefault(theme, word)
    for theme, score in shape_scores(form, levels, title, f"{lead} {rest}", cities).items():
        total[theme] = total.get(theme, 0) + score
        words.setdefault(theme, form)
    if voices:
        total["refugee-migrant-participation"] = total.get("refugee-migrant-participation", 0) + VOICES
        words.setdefault("refugee-migrant-participation", "who leads")
    if form not in {"plan", "law", ""} and "strategies-action-plans" in total:
        total["strategies-action-plans"] *= 0.5  # a plan that another thing serves
    ordered = sorted(total, key=lambda theme: (-total[theme], theme))
    if not ordered:
        return [(UNTOLD[form], "inferred: no word names a theme")] if form in UNTOLD else []
    several = LISTED.search(f"{lead} {rest}") is not None
    return [(theme, words[theme]) for theme in chosen(ordered, total, several=several)]


def chosen(ordered: list[str], total: dict[str, float], *, several: bool) -> list[str]:
    """The strongest theme, and the further ones that are strong enough beside it; more where several are listed."""
    first = ordered[0]
    share = {
        theme: SAME if (theme in TOPICS) == (first in TOPICS) else TOPIC if theme in TOPICS else MEANS
        for theme in ordered
    }
    strength = min(total[first], STRONGEST) * (LISTED_EASE if several else 1)
    others = [theme for theme in ordered[1:] if total[theme] >= max(ENOUGH, share[theme] * strength)]
    return [
        first,
        *others[:1],
        *(theme for theme in others[1 : MOST - 1 + several] if total[theme] >= THIRD * strength),
    ]
