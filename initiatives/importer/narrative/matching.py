"""Which initiative or actor of the catalogue a draft speaks of, and why it seems so.

What is known is put in order once for a section: a draft is then held against a hundred thousand titles in a moment.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

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
BRACKETS = re.compile(r"\s\([^)]*\)$")
NATION = re.compile(rf"^(?:{alternatives(ADJECTIVES)})\s")
# What may go on without being like enough to be taken for it: so much, and so many.
NEAR, OFFERED = 50.0, 3
# So many words a part of a title needs to be told by them alone, and by its first ones.
TELLING, BEGINNING = 5, 3


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in decomposed if not unicodedata.combining(c))))


def bare(text: str) -> str:
    return " ".join(NOISE.sub(" ", folded(text)).split())


def in_order(text: str) -> str:
    """The bare words of a title by the alphabet, so that their order counts for nothing."""
    return " ".join(sorted(bare(text).split()))


@dataclass(frozen=True)
class Likeness:
    """How much an initiative (by its place among those known) is like a draft, and why; the likest is the first."""

    score: float
    place: int
    reason: str

    @property
    def order(self) -> tuple[float, int]:
        return -self.score, self.place


class Matcher:
    """What the catalogue holds, in the orders in which it is looked up."""

    def __init__(self, known: Known):
        self.initiatives, self.actors = known.initiatives, known.actors
        self.titles: list[tuple[int, str]] = []
        self.by_title, self.by_mark, self.by_acronym = defaultdict(list), defaultdict(list), defaultdict(list)
        self.by_beginning, self.by_word, self.lengths = defaultdict(list), defaultdict(list), {}
        self.ordered: list[str] = []
        for place, one in enumerate(known.initiatives):
            for mark in one.marks:
                self.by_mark[mark].append(place)
            for title in one.titles:
                self.take(place, title)
        self.names: dict[str, dict[str, KnownActor]] = defaultdict(dict)
        for actor in known.actors:
            for name in actor.names:
                self.names[actor.country].setdefault(plain_name(name), actor)

    def take(self, place: int, title: str) -> None:
        for form in dict.fromkeys((title, BRACKETS.sub("", title))):
            key, words = len(self.titles), bare(form).split()
            self.titles.append((place, title))
            self.by_title[folded(form)].append(key)
            self.ordered.append(" ".join(sorted(words)))
            if len(words) >= BEGINNING:
                self.by_beginning[tuple(words[:BEGINNING])].append((key, words))
        if (acronym := ACRONYM.match(title)) and len(acronym[1]) > 3:
            self.by_acronym[acronym[1]].append(place)
        part = set(bare(re.split(r":\s|\s[–-]\s", title)[-1]).split())
        if len(part) >= TELLING:
            self.lengths[key] = len(part)
            for word in part:
                self.by_word[word].append(key)

    # initiatives

    def initiative_for(self, draft: Draft) -> tuple[str, str]:
        """The slug of the initiative the draft continues, and why; empty where none is near enough."""
        near = (
            one for one in self.alike(draft) if one.score >= LIKELY and shares_place(self.initiatives[one.place], draft)
        )
        best = min(near, key=lambda one: one.order, default=None)
        return (self.initiatives[best.place].slug, best.reason) if best else ("", "")

    def alike(self, draft: Draft) -> Iterator[Likeness]:
        text = " ".join(statement.text for statement in draft.statements)
        for number in draft.footnotes:
            for place in self.by_mark.get(str(number), ()):
                yield Likeness(99.0, place, f"footnote {number} of this edition is in it already")
        for key in self.by_title.get(folded(draft.title), ()):
            yield Likeness(100.0, self.titles[key][0], f"the same title: {self.titles[key][1]}")
        for word in dict.fromkeys(re.findall(r"\b[A-Za-z]+\b", text)):
            for place in self.by_acronym.get(word, ()):
                yield Likeness(97.0, place, f"the same acronym: {word}")
        yield from self.spelt_alike(draft)
        yield from self.named_in(bare(text).split(), draft)
        yield from self.in_other_words(draft)

    def spelt_alike(self, draft: Draft) -> Iterator[Likeness]:
        found = process.extract(in_order(draft.title), self.ordered, scorer=fuzz.ratio, score_cutoff=LIKELY, limit=None)
        for _, score, key in found:
            place, title = self.titles[key]
            if score >= SURE or self.initiatives[place].form == draft.form:
                yield Likeness(score, place, f"a title spelt much alike: {title}")

    def named_in(self, words: list[str], draft: Draft) -> Iterator[Likeness]:
        """Initiatives of the same form whose title stands in the text."""
        for at in range(len(words) - BEGINNING + 1):
            for key, title in self.by_beginning.get(tuple(words[at : at + BEGINNING]), ()):
                place = self.titles[key][0]
                if words[at : at + len(title)] == title and self.initiatives[place].form == draft.form:
                    yield Likeness(90.0, place, f"its title in the text: {self.titles[key][1]}")

    def in_other_words(self, draft: Draft) -> Iterator[Likeness]:
        """Initiatives of the same form and places all of whose title's words the draft's title has."""
        words = set(bare(draft.title).split())
        shared = Counter(key for word in words for key in self.by_word.get(word, ()))
        for key, count in shared.items():
            place, title = self.titles[key]
            one = self.initiatives[place]
            if count == self.lengths[key] and (one.form, set(one.countries)) == (draft.form, set(draft.countries)):
                yield Likeness(86.0, place, f"the words of its title: {title}")

    # actors

    def named(self, actor: Actor, countries: list[str]) -> Actor:
        """The actor under the name the catalogue has, where it has it."""
        name = plain_name(actor.name)
        near = {"", *countries} if countries else self.names.keys()
        best: tuple[float, KnownActor | None] = (0.0, None)
        for country in (code for code in self.names if code in near):
            if name in self.names[country]:
                best = (100.0, self.names[country][name]) if best[0] < 100.0 else best
            elif len(name) >= 4:
                found = process.extractOne(name, self.names[country].keys(), scorer=fuzz.ratio, score_cutoff=SURE)
                if found and len(found[0]) >= 4 and found[1] > best[0]:
                    best = (found[1], self.names[country][found[0]])
        if best[1] is None:
            return actor
        return actor._replace(name=best[1].names[0], kind=best[1].kind or actor.kind)


def matched(draft: Draft, matcher: Matcher) -> Draft:
    """The draft with the initiative it continues and with its actors under the names the catalogue has."""
    slug, reason = matcher.initiative_for(draft)
    found = [matcher.named(actor, draft.countries) for actor in draft.actors]
    actors = list({actor.name: actor for actor in reversed(found)}.values())[::-1]
    because = {**draft.because, **({"continues": reason} if slug else {})}
    return replace(draft, actors=actors, continues=slug, because=because)


def near(draft: Draft, known: Known) -> list[str]:
    """The slugs of initiatives of the draft's places that it may go on with, the likest first."""
    places = set(draft.countries)
    there = [one for one in known.initiatives if places & set(one.countries) or not (places or one.countries)]
    titles = [bare(one.titles[0]) for one in there]
    found = process.extract(bare(draft.title), titles, scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=OFFERED)
    return [there[place].slug for _, _, place in found]


def shares_place(one: KnownInitiative, draft: Draft) -> bool:
    return not (one.countries and draft.countries) or bool(set(one.countries) & set(draft.countries))


def plain_name(name: str) -> str:
    """A name of a body to compare; a country counts for nothing."""
    return folded(NATION.sub("", BRACKETS.sub("", name)))
