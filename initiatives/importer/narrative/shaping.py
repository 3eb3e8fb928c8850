"""What an initiative is and what became of it: form and status by titles, nouns and verbs."""

import re
from typing import NamedTuple

from initiatives.importer.narrative.names import names
from initiatives.importer.narrative.nouns import NOUN, form_of
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.titles import Title, described_title
from initiatives.importer.narrative.verbs import STRONG, Verb, verbs

NOW = re.compile(r"\b(?:now|currently|today|to date|still|at present)\b")
TRIED = re.compile(r"\b(?:pilot|test|launch|open|set up|establish)\w*\b")
VERB_FORMS = (
    (r"trained|training$|trains|coached|instructed", "training"),
    (r"made \w.*(?:compulsory|mandatory)|became (?:compulsory|mandatory)", "law"),
    (r"survey|analy|examin|studied|evaluat|assess|looked into|investigat|mapped", "study"),
    (r"signed|concluded|agreed", "agreement"),
    (r"held|hosted|organi[sz]ed|took place|met with|met to|visited", "event"),
    (r"requested|asked (?:\w+ )?municipalities", "allocation"),
    (r"allocated|earmarked|awarded grants|transferred", "funding-call"),
    (r"wrote to|appealed|letter", "communication"),
)
# Said of the present: what later sentences tell of single events does not change it.
GOES_ON = re.compile(r"(?:\w+[^s]s|(?:is|are|has|have) (?!(?:\w+ )?to\b).+|manage|run|offer|operate|meet)\b(?! to\b)")
MAKING = ("develop", "designed", "designs", "produced", "drew up", "drawn up", "wrote", "written", "elaborat")


# “discussed apprenticeships at a seminar”: the meeting is what took place.
AT_A_MEETING = re.compile(
    r"\b(?:discussed|exchanged|shared|debated|met)\b.{3,110}?\b(?:at|during|in) an? (?:[\w-]+ ){0,2}(?:seminar|"
    r"conference|"
    r"workshop|meeting|summit|study visit|webinar)\b"
)


# “A reform transferred integration to the municipalities”
BY_LAW = re.compile(
    r"(?:In [A-Z]\w+, )?(?:A|An|The) (?:new |recent |\w+ )?(?P<what>reform|law|act|amendments?|decree|bill|ordinance) "
    r"(?:transfer|oblige|allow|require|introduce|abolish|extend|give|gave|make|made|shift|lift|change|limit|entitle)"
)


class Shape(NamedTuple):
    """What an initiative is and what became of it, each with the words it rests on."""

    form: str
    form_words: str
    status: str
    status_words: str


def shape(titled: Title, own: list[str], parties: int) -> Shape:
    """Form and status, by the title and by the first verb that says what happened; ``parties`` is how many lead."""
    verb = main_verb(own, titled)
    form, words = first_form(titled, own, verb)
    if verb is None:
        return Shape(form, words, "published" if form == "study" else "ongoing", "no verb says what became of it")
    form = form_beside(form, verb, titled, own, parties)
    return Shape(form, words, settled(verb, form, own), verb.words)


def first_form(titled: Title, own: list[str], verb: Verb | None) -> tuple[str, str]:
    """The form that the title tells, else the sentence around it, else the verb, else any noun."""
    if verb is not None and re.match(
        r"(?:was |were )?(?:evaluated|assessed|surveyed|studied|reviewed|examined|audited|scrutini[sz]ed|investigated)",
        verb.words,
    ):
        return "study", verb.words
    if verb is not None and (meeting := AT_A_MEETING.search(own[0])) and not quoted(own[0]):
        return "event", meeting.group()
    if verb is not None and (ruled := re.search(r"\bdecided that\b", own[0])):
        return "law", ruled.group()
    if (reform := BY_LAW.match(own[0])) and titled.found != "quoted":
        return "law", reform["what"]
    if titled.form:
        return titled.form, titled.words
    hidden = blanked(own[0])
    described = described_title(hidden)
    if described is not None and described.form:
        return described.form, as_told(described.words, hidden, own[0])
    if verb is not None and (form := form_of_verb(verb)):
        return form, verb.words
    noun = next((noun for words in own for noun in NOUN.finditer(without_names(words))), None)
    return (form_of(noun), noun.group()) if noun else ("", "")


def as_told(words: str, hidden: str, told: str) -> str:
    """Words of a sentence whose quoted titles were hidden, as the sentence has them."""
    at = hidden.find(words)
    return told[at : at + len(words)] if at >= 0 else words


def form_beside(form: str, verb: Verb, titled: Title, own: list[str], parties: int) -> str:
    """The form where the verb says more of it than the noun: what two agree on is an agreement."""
    tried = TRIED.search(own[0])
    if verb.words.startswith(("agree", "signed", "concluded")) and form in {"guidance", "event", "project", ""}:
        shared = re.search(r"\b(?:exchange|share|sharing|cooperat\w+|protocol|common|joint)\b", own[0])
        if (form == "guidance" or shared) and not re.search(r"\bpilot", own[0]):
            return "agreement"
    if verb.words.startswith("agree") and parties > 1 and form in {"law", "project", "body", "event", ""} and not tried:
        return "agreement"
    if form == "project" and verb.status == "agreed" and "programme" in titled.words:
        return "plan"
    return body_or_event(form, titled, verb) if form in {"event", "body"} else form


def without_names(words: str) -> str:
    """A sentence without the names of bodies, in which an office or a council says nothing of what was made."""
    for name in names(words):
        words = words[: name.start] + "x" * (name.end - name.start) + words[name.end :]
    return words


def form_of_verb(verb: Verb) -> str:
    return next((form for words, form in VERB_FORMS if re.search(words, verb.words)), "")


def main_verb(own: list[str], titled: Title) -> Verb | None:
    """The first verb that tells what happened, beside the title if possible; else one that says that it goes on."""
    ordered = sorted(own, key=lambda words: titled.words not in words)
    going = next((verb for verb in verbs(blanked(ordered[0])) if GOES_ON.match(verb.words)), None)
    if going is not None and not any(verb.status in STRONG for verb in verbs(blanked(ordered[0]))):
        return going
    for chosen in (STRONG, {"announced"}, {"ongoing"}):
        for words in ordered:
            hidden = blanked(words)
            found = [verb for verb in verbs(hidden) if verb.status in chosen]
            # “revised and set the quotas”: the second verb has the object.
            if len(found) > 1 and hidden[found[0].end : found[1].start] == " and ":
                return found[1]
            if found:
                return found[0]
    return None


def blanked(words: str) -> str:
    """A sentence without what its quoted titles say."""
    for one in quoted(words):
        words = words[: one.start] + "x" * (one.end - one.start) + words[one.end :]
    return words


def body_or_event(form: str, titled: Title, verb: Verb) -> str:
    held = re.search(r"held|took place|hosted|organi[sz]ed|gathered|brought", verb.words)
    if re.search(r"\b(?:[Cc]onference|[Ff]orum|[Mm]eeting|[Rr]ound ?table|[Ss]ummit|[Aa]ssembly)\b", titled.words):
        return (
            "event"
            if held and "nterministerial" not in titled.words
            else ("body" if verb.status in {"established", "agreed"} else form)
        )
    return form


# What a verb tells of a thing of a certain form.
SETTLED = (
    ({"agreement"}, re.compile(r"(?:was |were )?concluded"), "signed"),
    ({"study"}, re.compile(r"(?:was |were )?commission"), "announced"),
    ({"study"}, re.compile(r"elaborat"), "published"),
    ({"law"}, re.compile(r"propos"), "drafted"),
    ({"event"}, re.compile(r"(?:ran|offered|provided)$"), "completed"),
    (
        {"funding-call"},
        re.compile(r"(?:was |were )?(?:handed out|granted|awarded|paid|gave|distributed|made available)"),
        "launched",
    ),
    ({"guidance", "communication", "study"}, re.compile(r"distributed"), "published"),
)
DRAFT = re.compile(
    r"(?:In [A-Z]\w+, )?(?:A|The) (?:first )?draft\b|"
    r".*\bdraft (?:[a-z]+ ){0,3}(?:law|bill|act|strategy|plan|by-law|decree|ordinance|legislation)\b"
)
ITS_MEETING = re.compile(r"\b(?:its|their) (?:\w+ )?(?:meeting|session)")


def settled(verb: Verb, form: str, own: list[str]) -> str:
    """The status a verb tells of a thing of this form: a guide that was developed is published, a plan drafted."""
    words, first = verb.words.casefold(), own[0]
    if verb.status in {"launched", "established"} and re.search(r"\b(?:19|20)\d\d\b", first) and NOW.search(first):
        return "ongoing"
    if told := next((status for forms, said, status in SETTLED if form in forms and said.match(words)), ""):
        return told
    if verb.status == "ongoing" and re.match(r"(?:From|As of) ", first):
        return "launched"
    if verb.status == "ongoing" and form == "study":
        return "published"
    if form == "body" and words.startswith(("held", "met")) and ITS_MEETING.search(first):
        return "ongoing"
    if words.startswith(MAKING) and form not in {"guidance", "study", "communication"}:
        return "drafted" if form in {"plan", "law"} else "launched"
    if verb.status in {"published", "announced", "launched", "agreed"} and DRAFT.match(first):
        return "drafted"
    if words.startswith("opened") and re.search(r"opened (?:a )?(?:public )?consultations?", first):
        return "ongoing" if len(own) > 1 else "drafted"
    return settled_allocation(verb, form, first)


def settled_allocation(verb: Verb, form: str, first: str) -> str:
    """What was handed out, or fixed: quotas are set, money goes out."""
    words = verb.words.casefold()
    if re.match(r"allocated|distributed|assigned|earmarked|set aside", words) and form != "allocation":
        return "launched"
    changed = words.startswith(("decided", "amended", "updated", "revised"))
    if form == "allocation" and changed and re.search(r"\b(?:set|fixed)\b", first):
        return "set"
    if form == "allocation" and verb.status in {"continued", "agreed", "established", "published", "launched"}:
        return "set"
    return verb.status
