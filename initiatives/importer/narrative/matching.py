"""Which initiative or actor of the catalogue a draft speaks of, and why it seems so."""

import re
import unicodedata
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from initiatives.importer.narrative.actors import Actor
from initiatives.importer.narrative.drafts import Draft
from initiatives.importer.narrative.places import ADJECTIVES, alternatives


@dataclass(frozen=True)
class KnownInitiative:
    """An initiative of the catalogue as far as matching needs it; ``titles`` has all its titles, the first its own.

    ``marks`` are its footnotes in the edition that is read.
    """

    slug: str
    titles: tuple[str, ...]
    countries: tuple[str, ...] = ()
    form: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownActor:
    """An actor of the catalogue; ``names`` has its name, acronym and aliases, the first its own."""

    slug: str
    names: tuple[str, ...]
    kind: str = ""
    country: str = ""


@dataclass(frozen=True)
class Known:
    """What the catalogue holds already."""

    initiatives: tuple[KnownInitiative, ...] = ()
    actors: tuple[KnownActor, ...] = ()


SURE, LIKELY = 92.0, 84.0
ACRONYM = re.compile(r"^([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\b")
NOISE = re.compile(r"\b(?:the|a|an|of|for|on|in|and|to|project|programme|initiative)\b")


NATION = re.compile(rf"^(?:{alternatives(ADJECTIVES)})\s")


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in decomposed if not unicodedata.combining(c))))


def bare(text: str) -> str:
    return " ".join(NOISE.sub(" ", folded(text)).split())


def matched(draft: Draft, known: Known) -> Draft:
    """The draft with the initiative it continues and with its actors under the names the catalogue has."""
    slug, reason = initiative_for(draft, known.initiatives)
    found = [named(actor, draft.countries, known.actors) for actor in draft.actors]
    actors = list({actor.name: actor for actor in reversed(found)}.values())[::-1]
    because = {**draft.because, **({"continues": reason} if slug else {})}
    return replace(draft, actors=actors, continues=slug, because=because)


def initiative_for(draft: Draft, initiatives: tuple[KnownInitiative, ...]) -> tuple[str, str]:
    """The slug of the initiative the draft continues, and why; empty where none is near enough."""
    best = ("", "", 0.0)
    for one in initiatives:
        if one.countries and draft.countries and not set(one.countries) & set(draft.countries):
            continue
        score, reason = likeness(draft, one)
        if score > best[2]:
            best = (one.slug, reason, score)
    return (best[0], best[1]) if best[2] >= LIKELY else ("", "")


def likeness(draft: Draft, one: KnownInitiative) -> tuple[float, str]:
    text = " ".join(statement.text for statement in draft.statements)
    if shared := [number for number in draft.footnotes if str(number) in one.marks]:
        return 99.0, f"footnote {shared[0]} of this edition is in it already"
    for title in one.titles:
        if folded(title) == folded(draft.title):
            return 100.0, f"the same title: {title}"
        acronym = ACRONYM.match(title)
        if acronym and len(acronym[1]) > 3 and re.search(rf"\b{acronym[1]}\b", text):
            return 97.0, f"the same acronym: {acronym[1]}"
        score = fuzz.token_sort_ratio(bare(title), bare(draft.title))
        if score >= SURE or (score >= LIKELY and one.form == draft.form):
            return score, f"a title spelt much alike: {title}"
        if len(bare(title).split()) >= 3 and bare(title) in bare(text) and one.form == draft.form:
            return 90.0, f"its title in the text: {title}"
    return 0.0, ""


def named(actor: Actor, countries: list[str], actors: tuple[KnownActor, ...]) -> Actor:
    """The actor under the name the catalogue has, where it has it."""
    best: tuple[float, KnownActor | None] = (0.0, None)
    for one in actors:
        if one.country and countries and one.country not in countries:
            continue
        score = max(alike(actor.name, name) for name in one.names)
        if score > best[0]:
            best = (score, one)
    if best[1] is None or best[0] < SURE:
        return actor
    return actor._replace(name=best[1].names[0], kind=best[1].kind or actor.kind)


def alike(name: str, other: str) -> float:
    """How much two names of bodies are alike; a country counts for nothing."""
    one, two = (folded(NATION.sub("", re.sub(r"\s\([^)]*\)$", "", words))) for words in (name, other))
    if len(one) < 4 or len(two) < 4:
        return 100.0 if one == two else 0.0
    return fuzz.ratio(one, two)
