"""Which initiative or actor of the catalogue a draft speaks of, and why it seems so.

What is known is put in order once for a section: a draft is then held against a hundred thousand titles in a moment.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

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

    @cached_property
    def matcher(self) -> "Matcher":
        return Matcher(self)


SURE, LIKELY = 92.0, 84.0
ACRONYM = re.compile(r"^([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\b")
WORD = re.compile(r"\w+")
NOISE = {"the", "a", "an", "of", "for", "on", "in", "and", "to", "project", "programme", "initiative"}
BRACKETS = re.compile(r"\s\([^)]*\)$")
PART = re.compile(r":\s|\s[–-]\s")
NAME = re.compile(r"([^:]+):\s")
NATION = re.compile(rf"^(?:{alternatives(ADJECTIVES)})\s")
# What may go on without being like enough to be taken for it: so much, and so many.
NEAR, OFFERED = 50.0, 3
# So many words a part of a title needs to be told by them alone, and by its first ones.
TELLING, BEGINNING = 5, 3
NOWHERE = ""


def folded(text: str) -> str:
    if text.isascii():
        return " ".join(WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def told_by(text: str) -> list[str]:
    """The words of a folded title that tell it from others."""
    return [word for word in text.split() if word not in NOISE]


def bare(text: str) -> str:
    return " ".join(told_by(folded(text)))


def in_order(text: str) -> str:
    """The bare words of a title by the alphabet, so that their order counts for nothing."""
    return " ".join(sorted(told_by(folded(text))))


def without_brackets(text: str) -> str:
    return BRACKETS.sub("", text) if text.endswith(")") else text


@dataclass(frozen=True)
class Likeness:
    """How much an initiative (by its place among those known) is like a draft, and why; the likest is the first."""

    score: float
    place: int
    reason: str

    @property
    def order(self) -> tuple[float, int]:
        return -self.score, self.place


class Titles:
    """The titles of the initiatives of one place, in the orders in which they are looked up."""

    def __init__(self, initiatives: tuple[KnownInitiative, ...], places: list[int]):
        self.places = places
        self.titles: list[tuple[int, str]] = []
        self.by_title, self.by_acronym = defaultdict(list), defaultdict(list)
        self.by_beginning, self.by_name = defaultdict(list), defaultdict(list)
        self.ordered: list[str] = []
        for place in places:
            for title in initiatives[place].titles:
                self.take(place, title)

    def take(self, place: int, title: str) -> None:
        for form in dict.fromkeys((title, without_brackets(title))) if title.endswith(")") else (title,):
            key, text = len(self.titles), folded(form)
            words = told_by(text)
            self.titles.append((place, title))
            self.by_title[text].append(key)
            self.ordered.append(" ".join(sorted(words)))
            if len(words) >= BEGINNING:
                self.by_beginning[tuple(words[:BEGINNING])].append((key, words))
        if (name := NAME.match(title)) and len(told_by(folded(name[1]))) >= BEGINNING:
            self.by_name[folded(name[1])].append((place, name[1]))
        if (acronym := ACRONYM.match(title)) and len(acronym[1]) > 3:
            self.by_acronym[acronym[1]].append(place)

    @cached_property
    def parts(self) -> dict[int, set[str]]:
        """The words of the last part of each title, where they are enough to tell it."""
        found = {key: set(told_by(folded(PART.split(title)[-1]))) for key, (_place, title) in enumerate(self.titles)}
        return {key: words for key, words in found.items() if len(words) >= TELLING}

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for key, words in self.parts.items():
            for word in words:
                found[word].append(key)
        return found


class Matcher:
    """What the catalogue holds, by its places. A place is put in order when a draft first tells of it."""

    def __init__(self, known: Known):
        self.initiatives = known.initiatives
        self.by_mark = defaultdict(list)
        self.by_place: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(known.initiatives):
            for mark in one.marks:
                self.by_mark[mark].append(number)
            for country in one.countries or (NOWHERE,):
                self.by_place[country].append(number)
        self.by_country: dict[str, list[KnownActor]] = defaultdict(list)
        for actor in known.actors:
            self.by_country[actor.country].append(actor)
        self.put_in_order: dict[str, Titles] = {}
        self.folded_names: dict[tuple[str, bool], dict[str, KnownActor]] = {}

    def titles_of(self, country: str) -> Titles:
        """The titles of a country's initiatives, or of those without one."""
        if country not in self.put_in_order:
            self.put_in_order[country] = Titles(self.initiatives, self.by_place.get(country, []))
        return self.put_in_order[country]

    def titles_for(self, draft: Draft) -> list[Titles]:
        """The titles of all initiatives that share a place with a draft, or say of none."""
        places = dict.fromkeys((*draft.countries, NOWHERE)) if draft.countries else self.by_place
        return [self.titles_of(country) for country in places]

    def names_of(self, country: str, *, whole: bool) -> dict[str, KnownActor]:
        """The actors of a country by their names to compare; only by the first, the whole one, where a draft tells of
        no country: “UNHCR” is then not its office in Bulgaria."""
        whole = whole and country != NOWHERE
        if (country, whole) not in self.folded_names:
            found = self.folded_names[country, whole] = {}
            for actor in self.by_country[country]:
                for name in actor.names[:1] if whole else actor.names:
                    found.setdefault(plain_name(name), actor)
        return self.folded_names[country, whole]

    # initiatives

    def initiative_for(self, draft: Draft) -> tuple[str, str]:
        """The slug of the initiative the draft continues, and why; empty where none is near enough."""
        near = (
            one for one in self.alike(draft) if one.score >= LIKELY and shares_place(self.initiatives[one.place], draft)
        )
        best = min(near, key=lambda one: one.order, default=None)
        return (self.initiatives[best.place].slug, best.reason) if best else ("", "")

    def alike(self, draft: Draft) -> Iterator[Likeness]:
        for number in draft.footnotes:
            for place in self.by_mark.get(str(number), ()):
                yield Likeness(99.0, place, f"footnote {number} of this edition is in it already")
        text = " ".join(statement.text for statement in draft.statements)
        words = dict.fromkeys(re.findall(r"\b[A-Za-z]+\b", text))
        told = told_by(folded(text))
        for titles in self.titles_for(draft):
            yield from self.called_alike(titles, draft, words)
            yield from self.spelt_alike(titles, draft)
            yield from self.begun_alike(titles, draft)
            yield from self.named_in(titles, told, draft)
        yield from self.in_other_words(draft)

    def called_alike(self, titles: Titles, draft: Draft, words: Iterable[str]) -> Iterator[Likeness]:
        for key in titles.by_title.get(folded(draft.title), ()):
            place, title = titles.titles[key]
            yield Likeness(100.0, place, f"the same title: {title}")
        for place, name in titles.by_name.get(folded(draft.title), ()):
            yield Likeness(98.0, place, f"the same name: {name}")
        for word in words:
            for place in titles.by_acronym.get(word, ()):
                yield Likeness(97.0, place, f"the same acronym: {word}")

    def spelt_alike(self, titles: Titles, draft: Draft) -> Iterator[Likeness]:
        asked = in_order(draft.title)
        found = process.extract(asked, titles.ordered, scorer=fuzz.ratio, score_cutoff=LIKELY, limit=None)
        for _, score, key in found:
            place, title = titles.titles[key]
            if score >= SURE or self.initiatives[place].form == draft.form:
                yield Likeness(score, place, f"a title spelt much alike: {title}")

    def begun_alike(self, titles: Titles, draft: Draft) -> Iterator[Likeness]:
        """Initiatives of the same form whose title begins with the whole title of the draft."""
        asked = told_by(folded(draft.title))
        for key, title in titles.by_beginning.get(tuple(asked[:BEGINNING]), ()) if len(asked) >= TELLING else ():
            place, whole = titles.titles[key]
            if title[: len(asked)] == asked and self.initiatives[place].form == draft.form:
                yield Likeness(88.0, place, f"the beginning of its title: {whole}")

    def named_in(self, titles: Titles, words: list[str], draft: Draft) -> Iterator[Likeness]:
        """Initiatives whose title stands in the text, of the same form if the text tells one."""
        for at in range(len(words) - BEGINNING + 1):
            for key, title in titles.by_beginning.get(tuple(words[at : at + BEGINNING]), ()):
                place, whole = titles.titles[key]
                if words[at : at + len(title)] == title and draft.form in {"", self.initiatives[place].form}:
                    yield Likeness(90.0, place, f"its title in the text: {whole}")

    def in_other_words(self, draft: Draft) -> Iterator[Likeness]:
        """Initiatives of the same form and places all of whose title's words the draft's title has."""
        titles = self.titles_of(next(iter(draft.countries), NOWHERE))
        words = set(told_by(folded(draft.title)))
        shared = Counter(key for word in words for key in titles.by_word.get(word, ()))
        for key, count in shared.items():
            place, title = titles.titles[key]
            one = self.initiatives[place]
            if count == len(titles.parts[key]) and (one.form, set(one.countries)) == (draft.form, set(draft.countries)):
                yield Likeness(86.0, place, f"the words of its title: {title}")

    def near(self, draft: Draft) -> list[str]:
        """The slugs of initiatives of the draft's places that it may go on with, the likest first."""
        groups = [self.titles_of(country) for country in draft.countries or (NOWHERE,)]
        there = sorted({place for titles in groups for place in titles.places})
        own = [self.bare_title(place) for place in there]
        found = process.extract(bare(draft.title), own, scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=OFFERED)
        return [self.initiatives[there[place]].slug for _, _, place in found]

    def bare_title(self, place: int) -> str:
        if place not in self.bare_titles:
            self.bare_titles[place] = bare(self.initiatives[place].titles[0])
        return self.bare_titles[place]

    @cached_property
    def bare_titles(self) -> dict[int, str]:
        return {}

    # actors

    def named(self, actor: Actor, countries: list[str]) -> Actor:
        """The actor under the name the catalogue has, where it has it."""
        name = plain_name(actor.name)
        near = {NOWHERE, *countries} if countries else self.by_country.keys()
        best: tuple[float, KnownActor | None] = (0.0, None)
        for known in (self.names_of(code, whole=not countries) for code in self.by_country if code in near):
            if name in known:
                best = (100.0, known[name]) if best[0] < 100.0 else best
            elif len(name) >= 4:
                found = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
                if found and len(found[0]) >= 4 and found[1] > best[0]:
                    best = (found[1], known[found[0]])
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


def shares_place(one: KnownInitiative, draft: Draft) -> bool:
    return not (one.countries and draft.countries) or bool(set(one.countries) & set(draft.countries))


def plain_name(name: str) -> str:
    """A name of a body to compare; a country counts for nothing."""
    return folded(NATION.sub("", without_brackets(name)))
