"""Who takes part in an initiative, and in what role, told by where a sentence names them."""

import re
from typing import NamedTuple

from initiatives.importer.narrative.names import Name, names
from initiatives.importer.narrative.places import CITIES, NAMES
from initiatives.importer.narrative.regions import REGIONS
from initiatives.importer.narrative.verbs import COMMENT, INTRODUCTION, Verb, is_participle, is_passive, verbs


class Actor(NamedTuple):
    """A body in a role; ``inferred`` where the statement itself does not name it."""

    name: str
    kind: str
    role: str
    words: str
    inferred: bool = False


THE = (
    r"(?:the |its |their |a |an |several |local |other |various |independent |new |newly[- ]\w+ |competent |"
    r"responsible |joint |"
    r"special |respective )*"
)
# Words before a name, and the role they give it. The first row that fits decides.
BEFORE = (
    (
        "funder",
        rf"\b(?:(?:co-?)?(?:fund(?:ed|ing)|financ(?:ed|ing)|sponsored|grants?|money|EUR|resources|"
        rf"budget)(?: \w+){{0,4}} (?:by|from|of|under|through)|financial support (?:of|from)|paid (?:for )?by|"
        rf"with funds? (?:of|from)|under the EU['’]s) {THE}$",
    ),
    (
        "host-programme",
        rf"\b(?:(?:as )?(?:a )?part of|within (?:the )?(?:framework|scope|context) of|"
        rf"in the (?:framework|context|scope) of|under the (?:umbrella|framework|auspices) of|within|under) {THE}$",
    ),
    (
        "lead",
        rf"\b(?:under the (?:lead|leadership|direction|responsibility|coordination|management|aegis|"
        rf"chairmanship) of|[ao](?:t|n) the initiative of|driven by|in the hands of|spearheaded by) {THE}$",
    ),
    ("initiator", rf"\bcommissioned(?: \w+){{0,3}}? by {THE}$"),
    (
        "lead",
        rf"\b(?:(?:led|run|managed|coordinated|implemented|operated|headed|initiated|launched|organi[sz]ed|hosted|"
        rf"published|developed|produced|issued|set up|established|created|founded|carried out|conducted|written|"
        rf"drafted|prepared|compiled|adopted|approved|signed|opened|introduced|started|released|convened|offered|"
        rf"provided|designed|extended|renewed|presented|piloted|chaired)(?: \w+){{0,3}}? by) {THE}$",
    ),
    (
        "lead",
        rf"\b(?:report|study|survey|analysis|paper|guide|handbook|manual|evaluation|project|initiative|campaign|"
        rf"programme|call|research|publication|brief|scheme|idea|service|offer|model) (?:from|by|of) {THE}$",
    ),
    (
        "partner",
        rf"\b(?:supported|backed|assisted|joined|chaired|attended|visited|accompanied|followed|advised|"
        rf"endorsed)(?: \w+){{0,2}}? by {THE}$",
    ),
    ("lead", rf"\b\w+(?:ed|en|wn|lt|ght|pt|ade|ld|un|set up)(?: \w+){{0,3}}? by {THE}$"),
    (
        "partner",
        rf"\b(?:together with|(?:cooperation|co-operation|collaboration|partnership|coordination|consultation|"
        rf"agreements?|pacts?|contracts?|memorand\w+|conjunction|dialogue)(?: \w+){{0,4}} with|jointly with|"
        rf"along with|alongside|with (?:the )?(?:\w+ )?(?:support|help|participation|involvement|backing|"
        rf"assistance|aid) (?:of|from)|supported by|backed by|assisted by|partnered with|teamed up with|"
        rf"signed(?: \w+){{0,8}} with|joined by|between|partners? (?:include|are|were|such as)|joined forces with|"
        rf"worked with|works with|with) {THE}$",
    ),
    (
        "member",
        rf"\b(?:among (?:them|which|others|whom)|such as|namely|notably|members? (?:are|include|were|from)|"
        rf"consist(?:s|ing)? of|made up of|composed of|compris(?:es|ing)|brings? together|bringing together|"
        rf"brought together|gathers|gathering|unit(?:es|ing)|representatives (?:of|from)|includ(?:es|ing)|"
        rf"joined by|linking|links|connects|connecting|by) {THE}$",
    ),
    (
        "target-audience",
        rf"\b(?:for|aimed at|targeting|targets?|empower(?:s|ing)?|help(?:s|ed|ing)?|enabl(?:es|ing|e)|trains?|"
        rf"trained|training|training (?:of|for)|advis(?:es|ing|e)|assist(?:s|ing)?|support(?:s|ed|ing)?|equips?|"
        rf"among|to|knowledge of|capacity of|capacities of|addressed to|directed at|available to|officials in|"
        rf"staff of|staff in|representatives of|reach(?:es|ed|ing)?|offers?|gives?|gave|inform(?:s|ed|ing)?|"
        rf"guid(?:es|ing)|financial support to|grants? to|guidance for) {THE}(?:\w+ in )?$",
    ),
    (
        "subject-of-study",
        rf"\b(?:role of|situation of|work of|performance of|(?:mapp(?:ing|ed)|survey(?:ed|ing)?|study|analysis|"
        rf"evaluat(?:ion|ed)|review) (?:of|the)) {THE}$",
    ),
)
ROLES = [(role, re.compile(words, re.IGNORECASE)) for role, words in BEFORE]
GOVERNED = re.compile(
    rf"\b(?:of|by|with|for|from|in|to|on|at|among|between|under|within|through|against|about|towards?|via|across|"
    rf"including|despite|which|where|whom|that|who) {THE}(?:[A-ZÀ-Þ]\w+ )?$",
    re.IGNORECASE,
)
AND = re.compile(
    r"^(?:\s*\([^)]*\))?(?:(?: in)? [A-Z]\w+)?\s*(?:,|and|&|as well as|,? and|or|, as well as|"
    r"together with)\s*(?:the |its |a |local )*$"
)
IS_ONE = re.compile(r"\b(?:is|are|was|were) (?:(?:a|an|the|one of the|all|both) )?(?:[\w-]+ ){0,3}$")
# “a forum in which mayors and employers meet”
BESIDE_WHICH = re.compile(
    r"\b(?:(?:in|under|through|by|with|to|for|on) which|where|whose|"
    r"whom)\b(?:(?!, (?:was|were|has|have|is|are|will|had)\b)[^.;]){0,220}$"
)
# “The city, together with the county, opened”
BESIDE_SUBJECT = re.compile(
    r",? (?:together with|jointly with|along with|alongside|as well as|in cooperation with|in partnership with|"
    r"hand in hand with) (?:the |its |a )?"
)
# A sentence may begin with what lies behind or around what happened.
OPENING = re.compile(
    r"(?:Within|In|Under|As|Through|At|On|During|By|For|From|To|Since|After|Following|When|Once|Before|Although|"
    r"While|Until|Upon|Having|Building|Based|Drawing|Despite|Because|With|Thanks|Alongside|Among|[A-Z][a-z]+ed|Set|"
    r"Run|Led|Built)\b"
)
LOCAL_ALONE = re.compile(
    r"(?:Mayor|Municipality|City|City council|Town council|Municipal council|City administration)", re.IGNORECASE
)
PROGRAMME = re.compile(r"\b(?:[Pp]rogramme|[Pp]roject|[Ii]nitiative|[Ss]cheme|[Ff]und)\b")
PLACES = NAMES.keys() | CITIES.keys()
LEADING = ("lead", "initiator")
# What stands behind a name of one word: “Divosa offered”, “Divosa, the association of managers,”, not “Shortly, …”.
BEGINS = re.compile(r" (?:and )?[a-zA-Z]|, (?:an?|the|which|together|jointly|in (?:cooperation|partnership)|with)\b")


def actors(text: str, start: int, end: int, held: list[tuple[int, int]]) -> list[Actor]:
    """The actors of one sentence with their roles; ``held`` are quoted titles, whose words name nobody."""
    sentence = text[start:end]
    told = verbs(sentence)
    found: list[tuple[Name, str]] = []
    for name in names(sentence):
        if any(first <= name.start + start < last for first, last in held):
            continue
        before = found[-1] if found else None
        given = role(sentence, name, before, told)
        if given in LEADING and not joins(sentence, before, name) and not is_subject(sentence, name, told):
            given = "partner" if any(role in LEADING for _, role in found) else given
        alone = name.start == 0 and not name.kind and name.name not in PLACES and " " not in name.name
        if alone and (name.name.endswith("ly") or not BEGINS.match(sentence[name.end :])):
            continue  # “Shortly afterwards”
        if not name.proper and IS_ONE.search(sentence[: name.start]):
            continue  # “Koper and Piran, which are small towns”
        if name.start == 0 and re.match(r": | [–—|-] ", sentence[name.end :]):
            continue  # “Latvia: The ministry …” names the place
        if name.kind or given in LEADING:
            found.append((name, given))
    found = with_towns(found, sentence)
    return [
        Actor(called(name, sentence), kind_of(name), given, sentence[name.start : name.end]) for name, given in found
    ]


def joins(sentence: str, before: tuple[Name, str] | None, name: Name) -> bool:
    """Whether a body is named in one breath with the one before it."""
    between = sentence[before[0].end : name.start] if before else "."
    return bool(AND.match(between) or BESIDE_SUBJECT.fullmatch(between))


def with_towns(found: list[tuple[Name, str]], sentence: str) -> list[tuple[Name, str]]:
    """The bodies of a sentence; a name of no known kind in a row of towns is a town too."""
    told = []
    for n, (name, given) in enumerate(found):
        beside = [found[n - 1]] if n else []
        beside += [found[n + 1]] if n + 1 < len(found) else []
        in_row = any(
            other.name in CITIES
            and other.name not in REGIONS
            and AND.match(sentence[min(name.end, other.end) : max(name.start, other.start)])
            for other, _ in beside
        )
        told.append((name._replace(kind="local-authority") if in_row and not name.kind else name, given))
    return told


def kind_of(name: Name) -> str:
    """The kind of a body; a country that acts is its state, a city its municipality, else an organisation."""
    if name.name in NAMES:
        return "national-authority"
    if name.name in REGIONS:
        return "regional-authority"
    return "local-authority" if name.name in CITIES else name.kind or "ngo"


def called(name: Name, sentence: str) -> str:
    """A body of the place named before it has that place in its name: “In Palermo, the mayor”."""
    town = re.match(r"In (?:the (?:city|town|municipality) of )?([A-ZÀ-Þ][\w-]+(?: [A-Z][\w-]+)?), ", sentence)
    if town and town[1] in CITIES and LOCAL_ALONE.fullmatch(name.name):
        return f"{name.name} of {town[1]}"
    return name.name


def role(sentence: str, name: Name, before: tuple[Name, str] | None, told: list[Verb]) -> str:
    ahead = sentence[max(0, name.start - 90) : name.start]
    between = sentence[before[0].end : name.start] if before else ""
    introduced = (
        between.strip() in {",", ", the"}
        and is_subject(sentence, name, told)
        and not (before is not None and before[1] == "member")
    )
    if before and AND.match(between) and before[1] not in {"funder", "host-programme"} and not introduced:
        return before[1]
    behind = sentence[name.end : name.end + 40]
    if name.kind == "programme-or-fund" and re.match(
        r"[ -](?:co-)?(?:grant|funding|money|funds?|funded|budget|financed)", behind
    ):
        return "funder"
    if name.kind == "programme-or-fund" and not is_subject(sentence, name, told):
        return fund_role(ahead, name)
    if BESIDE_WHICH.search(sentence[: name.start]) and (before is not None or (told and told[0].start < name.start)):
        return "member"
    if before is not None and before[1] == "lead" and BESIDE_SUBJECT.fullmatch(between) and before_verb(name, told):
        return "lead"
    if is_subject(sentence, name, told):
        return "commentator" if comments(sentence, name, told) else "lead"
    given = next((role for role, pattern in ROLES if pattern.search(ahead)), "")
    if given == "member" and ahead.rstrip().endswith("by"):
        return "lead"
    if given == "host-programme" and not PROGRAMME.search(name.name + behind[:20]):
        return "partner"
    if given:
        return given
    return "lead" if re.search(r"\bprogramme of (?:the )?$", ahead, re.IGNORECASE) else "partner"


def fund_role(ahead: str, name: Name) -> str:
    hosts = dict(ROLES[:2])["host-programme"]
    if hosts.search(ahead) and not re.search(r"\bFund\b|^[A-Z+]{3,}$", name.name):
        return "host-programme"
    return (
        "funder"
        if re.search(r"\bFunds?\b|Facility|Grants|^[A-Z+ -]{3,}$", name.name) or ROLES[0][1].search(ahead)
        else "partner"
    )


def is_subject(sentence: str, name: Name, told: list[Verb]) -> bool:
    """Whether the sentence says that this body does what its verb tells."""
    verb = next((one for one in told if one.start >= name.end), None)
    if (
        verb
        and not is_passive(sentence, verb)
        and re.fullmatch(r",? (?:which|who) (?:has |have |also |then )*", sentence[name.end : verb.start])
    ):
        return True
    comment = COMMENT.search(sentence, name.end)
    first = min((one.start for one in (verb,) if one), default=None)
    if comment and (first is None or comment.start() < first):
        first, verb = comment.start(), None
    if first is None or GOVERNED.search(sentence[max(0, name.start - 40) : name.start]):
        return False
    if any(
        one.start < name.start
        and one.status != "announced"
        and ";" not in sentence[one.start : name.start]
        and not closed(sentence, one, name)
        for one in told
    ):
        return False
    if len(sentence[name.end : first]) > 120:
        return False
    return verb is None or not is_passive(sentence, verb)


def closed(sentence: str, verb: Verb, name: Name) -> bool:
    """Whether a verb before a name is in an introduction that a comma closes: “funded by ESF, the association”."""
    opening = OPENING.match(sentence)
    if (
        opening is None
        or (first := INTRODUCTION.match(sentence))
        and verb.start >= first.end()
        and not is_participle(sentence, verb)
    ):
        return False
    return (
        sentence[: name.start].rstrip().endswith((",", ", the", ", The"))
        or ", the " in sentence[verb.end : name.start + 4]
    )


def before_verb(name: Name, told: list[Verb]) -> bool:
    return any(verb.start >= name.end for verb in told) and not any(verb.start < name.start for verb in told)


def comments(sentence: str, name: Name, told: list[Verb]) -> bool:
    """Whether the body speaks about an initiative rather than carries it out."""
    match = COMMENT.search(sentence, name.end)
    first = next((one.start for one in told if one.start >= name.end and one.status != "ongoing"), len(sentence))
    return bool(match) and match.start() <= first and match.start() - name.end < 80
