"""Who takes part in an initiative over all its statements, each body once and by its full name."""

import re
from collections.abc import Sequence

from initiatives.importer.narrative.actors import LEADING, Actor, actors
from initiatives.importer.narrative.quotes import quoted
from initiatives.importer.narrative.titles import Title

# “The Office also launched a course”: a body by its last word, which the text named in full before.
BY_ONE_WORD = re.compile(
    r"(?:the )?(?:office|ministry|agency|council|directorate|municipality|foundation|association|institute|"
    r"authority|board|department|service|federation|university|union|secretariat|organi[sz]ation|commissariat|"
    r"inspectorate|delegation|region|canton|province|county|charity|cooperative|church|diocese|chamber|ngo)",
    re.IGNORECASE,
)


def all_actors(told: list[str], titled: Title) -> list[Actor]:
    """The actors of all statements, each once, in the role it has first; the initiative itself is not its own actor."""
    found: dict[str, Actor] = {}
    led = False
    for words in told:
        held = [(one.start, one.end) for one in quoted(words)]
        here = [actor for actor in actors(words, 0, len(words), held) if not is_itself(actor, titled)]
        if not any(actor.role in LEADING for actor in here) and re.search(r"\bbetween\b", words):
            here = [
                actor._replace(role="lead") if actor.role == "partner" and is_party(actor) else actor for actor in here
            ]
        for actor in here:
            # Who acts in a later statement takes part in what somebody else leads.
            given = actor._replace(role="partner") if led and actor.role in LEADING else actor
            found.setdefault(actor.name.casefold(), given)
        led = led or any(actor.role in LEADING for actor in here)
    return list(found.values())


def in_full(actor: Actor, spoken: Sequence[Actor]) -> Actor:
    """The body that a single word means, by the last one of this kind that was named in full."""
    if not BY_ONE_WORD.fullmatch(actor.name):
        return actor
    word = re.compile(rf"\b{actor.name.split()[-1]}\b", re.IGNORECASE)
    full = next((one for one in reversed(spoken) if " " in one.name and word.search(one.name)), None)
    return actor._replace(name=full.name, kind=full.kind) if full is not None else actor


def is_party(actor: Actor) -> bool:
    """Whether an actor between whom and another something was agreed is told by name."""
    return actor.kind == "national-authority" or (" " in actor.name and actor.words[:1].isupper())


def is_itself(actor: Actor, titled: Title) -> bool:
    """Whether an actor is the initiative itself, as a body or network that was made."""
    return titled.found == "named" and actor.name.casefold() in titled.title.casefold()
