"""The world that invented initiatives share: actors, sources, editions and years, each as its public record.

An actor or a source is known by its rank: the lower, the more initiatives show it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from countries.models import Country
from initiatives.models import VOCABULARIES
from initiatives.record import SCHEMA, Record
from initiatives.synthetic.chance import Chance, zipf
from initiatives.synthetic.words import Prose, invented

INVENTED = "Invented for tests of scale."
FIRST_YEAR, LAST_YEAR = 2000, 2024
EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
FREQUENT = frozenset(EUROPE.split())
LANGUAGES = ("en", "fr", "de", "hr", "el", "nl", "fi", "it", "es", "pl")
BODIES = {
    "eu-body": ("Agency", "Directorate"),
    "international-organisation": ("World Organisation", "International Office"),
    "national-authority": ("Ministry", "National Agency", "State Office"),
    "regional-authority": ("Region", "Regional Government", "Province"),
    "local-authority": ("City Council", "Municipality", "Town Hall"),
    "local-authority-network": ("League of Cities", "Association of Municipalities"),
    "ngo": ("Council", "Foundation", "Solidarity Association", "Aid"),
    "refugee-migrant-body": ("Forum of Refugees", "Migrant Council"),
    "academia-think-tank": ("University", "Institute"),
    "religious-community": ("Diocese", "Congregation"),
    "private-sector": ("Chamber of Commerce", "Company"),
    "multi-stakeholder-body": ("Round Table", "Steering Group"),
    "programme-or-fund": ("Fund", "Programme"),
}


@dataclass(frozen=True)
class Reference:
    """The values that the real vocabularies and countries offer, in their own order."""

    countries: Sequence[str]
    terms: dict[str, Sequence[str]]


def reference() -> Reference:
    """The values as the database has them; the countries of Europe come first, the others follow, rarely."""
    codes = sorted(Country.objects.values_list("pk", flat=True), key=lambda code: (code not in FREQUENT, code))
    ordered = {name: model.objects.order_by("position", "slug") for name, model in VOCABULARIES.items()}
    terms = {name: tuple(found.values_list("pk", flat=True)) for name, found in ordered.items()}
    return Reference(tuple(codes), terms)


class World:
    """All things that initiatives of one catalogue may show."""

    def __init__(self, number: int, seed: int, reference: Reference):
        self.seed, self.prose = seed, Prose(seed)
        self.reference = Reference(first_shuffled(seed, reference.countries), reference.terms)
        self.ranking = {name: ranked(seed, name, slugs) for name, slugs in reference.terms.items()}
        self.countries = zipf(len(reference.countries), head=1)
        self.kinds = zipf(len(reference.terms["actor_kind"]), head=2)
        self.actors, self.sources = zipf(max(8, number // 4), head=10), zipf(max(12, number // 2), head=20)
        home = Chance(seed, "homes")
        self.homes = [home.rank(self.countries) if home.happens(85) else None for _ in self.actors]
        self.actor = lru_cache(maxsize=20_000)(self.make_actor)
        self.source = lru_cache(maxsize=20_000)(self.make_source)

    def country_of(self, actor: int) -> str | None:
        """The code of the country an actor belongs to."""
        home = self.homes[actor]
        return None if home is None else self.reference.countries[home]

    def make_actor(self, rank: int) -> Record:
        chance = Chance(self.seed, "actor", rank)
        kind = self.ranking["actor_kind"][chance.rank(self.kinds)]
        place = invented(chance).capitalize()
        body = chance.one(BODIES.get(kind, ("Body",)))
        name = f"{place} {body}"
        others = [f"{body} of {place} (invented)", f"{place} {invented(chance).capitalize()} {body} (invented)"]
        return {
            "schema": SCHEMA,
            "id": f"invented-{place.lower()}-{rank}",
            "name": f"{name} (invented)",
            "native_name": f"{self.prose.phrase(chance, 2, 4)} (invented)" if chance.happens(30) else "",
            "acronym": "".join(word[0] for word in name.split()).upper() if chance.happens(25) else "",
            "aliases": sorted(others[: chance.below(3)]),
            "kind": kind,
            "country": self.country_of(rank),
            "identifiers": [{"scheme": "invented", "value": str(rank)}] if chance.happens(10) else [],
            "note": INVENTED,
        }

    def make_source(self, rank: int) -> Record:
        chance = Chance(self.seed, "source", rank)
        slug, year = f"invented-source-{rank}", chance.between(FIRST_YEAR, LAST_YEAR)
        found = chance.happens(80)
        return {
            "schema": SCHEMA,
            "id": slug,
            "title": f"{self.prose.subject(chance).capitalize()}: {self.prose.phrase(chance, 2, 6)} (invented)",
            "translated_title": f"{self.prose.phrase(chance, 3, 7)} (invented)" if chance.happens(15) else "",
            "author": f"{invented(chance).capitalize()} {invented(chance).capitalize()}",
            "publisher": f"{invented(chance).capitalize()} Press" if chance.happens(30) else "",
            "container": self.prose.phrase(chance, 2, 4) if chance.happens(20) else "",
            "date": day(chance, year) if chance.happens(60) else str(year),
            "language": chance.one(LANGUAGES),
            "url": f"https://sources.example/{year}/{rank}" if found else "",
            "archive_url": f"https://archive.example/{year}/{rank}" if found and chance.happens(25) else "",
            "found_at": "" if found else "invented, and found nowhere",
            "note": INVENTED,
            "unverified_link": found and chance.happens(3),
        }

    def edition(self, year: int) -> Record:
        return {
            "schema": SCHEMA,
            "id": f"invented-{year}",
            "year": year,
            "title": f"Invented Report {year + 1}",
            "publisher": "Nobody (invented)",
            "section_title": "Invented cooperation",
            "section_number": "",
            "published": str(year + 1),
            "url": "",
            "coverage": f"{INVENTED} No report says any of this.",
        }

    def year(self, year: int) -> Record:
        return {"schema": SCHEMA, "id": str(year), "note": f"{INVENTED} Nothing here is known of this year."}


def first_shuffled(seed: int, codes: Sequence[str]) -> list[str]:
    """The countries, the frequent ones first, in an order that is the seed's."""
    frequent = [code for code in codes if code in FREQUENT]
    return ranked(seed, "country", frequent) + [code for code in codes if code not in FREQUENT]


def ranked(seed: int, name: str, slugs: Sequence[str]) -> list[str]:
    """Terms or countries, the most frequent first."""
    return Chance(seed, "ranking", name).shuffled(slugs)


def day(chance: Chance, year: int) -> str:
    return f"{year}-{chance.between(1, 12):02}-{chance.between(1, 28):02}"
