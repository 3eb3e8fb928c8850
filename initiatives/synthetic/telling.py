"""Invented initiatives, each as its public record, drawn from its own number alone; and how one is corrected later."""

from dataclasses import dataclass

from initiatives.models.entry import DateKind, InferredField, Qualifier
from initiatives.record import Record, actor_part, assemble, in_order, source_part
from initiatives.synthetic.chance import Chance, zipf
from initiatives.synthetic.things import FIRST_YEAR, INVENTED, LAST_YEAR, World, day
from initiatives.synthetic.words import invented

# How many initiatives in a thousand have one entry, two, three … twelve.
ENTRIES = (360, 600, 740, 820, 870, 905, 930, 949, 964, 976, 984, 990)
FOOTNOTES = (55, 85, 95, 98, 100)
LASTS = zipf(12)
OTHER_ACTORS = zipf(8)
NOTE = f"{INVENTED} Nothing of it happened."
STARTS = ("launched", "established", "agreed", "announced", "signed", "published")
LATER = ("continued", "ongoing", "continued", "ongoing", "published", "completed", "replaced")


@dataclass
class Teller:
    """Whoever knows what an initiative is, by its number."""

    world: World

    def __post_init__(self):
        names = ("theme", "level", "form", "role", "relation", "target_group")
        self.shares = {name: zipf(len(self.world.ranking[name]), head=1) for name in names}
        self.positions = {
            name: {slug: place for place, slug in enumerate(slugs)}
            for name, slugs in self.world.reference.terms.items()
        }

    # ── the initiative's own part ────────────────────────────────────────────────────────────────────────────

    def initiative(self, number: int) -> Record:
        chance = Chance(self.world.seed, "initiative", number)
        actors = self.actors_of(chance)
        parts = self.titles(chance, number) | self.place(chance, actors) | self.classes(chance)
        parts |= {
            "summary": self.summary(chance),
            "actors": self.participations(chance, actors),
            "relations": self.relations(chance, number),
        }
        return assemble(parts, [self.entry(chance, parts["id"], number, *when) for when in self.years(chance)])

    def name(self, number: int) -> tuple[str, str]:
        """The invented word that an initiative is called by, and its form."""
        chance = Chance(self.world.seed, "name", number)
        return invented(chance), self.one(chance, "form")

    def slug(self, number: int) -> str:
        return f"invented-{self.name(number)[0]}-{number + 1}"

    def titles(self, chance: Chance, number: int) -> Record:
        name, form = self.name(number)
        title = f"{name.capitalize()} {form.replace('-', ' ')} on {self.world.prose.subject(chance)}"
        others = [f"{self.world.prose.phrase(chance, 2, 4)} (invented)" for _ in range(chance.below(3))]
        return {
            "id": self.slug(number),
            "title": f"{title} (invented, no. {number + 1})",
            "original_title": f"{self.world.prose.phrase(chance, 3, 6)} (invented)" if chance.happens(25) else "",
            "alternative_titles": sorted(set(others)) if chance.happens(20) else [],
            "form": None if chance.happens(4) else form,
        }

    def actors_of(self, chance: Chance) -> list[int]:
        """The ranks of the actors: the leading one, and others mostly from its country."""
        if chance.happens(3):
            return []
        lead = chance.rank(self.world.actors)
        found = {lead: None}
        for _ in range(chance.rank(OTHER_ACTORS)):
            found[self.near(chance, self.world.homes[lead])] = None
        return list(found)

    def near(self, chance: Chance, home: int | None) -> int:
        for _ in range(5):
            rank = chance.rank(self.world.actors)
            if self.world.homes[rank] in (None, home):
                break
        return rank

    def place(self, chance: Chance, actors: list[int]) -> Record:
        home = self.world.country_of(actors[0]) if actors else None
        codes = self.world.reference.countries
        if home is None and chance.happens(50):
            return {"scope": chance.one(("eu", "international")), "countries": []}
        home = home or codes[chance.rank(self.world.countries)]
        if chance.happens(88):
            return {"scope": "national", "countries": [home]}
        others = {codes[rank] for rank in chance.ranks(self.world.countries, chance.between(1, 5))}
        return {"scope": "transnational", "countries": sorted(others | {home})}

    def classes(self, chance: Chance) -> Record:
        return {
            "levels": self.several(chance, "level", 1 + chance.below(3)),
            "themes": [
                self.world.ranking["theme"][rank] for rank in chance.ranks(self.shares["theme"], 1 + chance.below(3))
            ],
            "target_groups": self.several(chance, "target_group", chance.below(3)),
        }

    def one(self, chance: Chance, vocabulary: str) -> str:
        return self.world.ranking[vocabulary][chance.rank(self.shares[vocabulary])]

    def drawn(self, chance: Chance, vocabulary: str, number: int) -> list[str]:
        return [self.world.ranking[vocabulary][rank] for rank in chance.ranks(self.shares[vocabulary], number)]

    def several(self, chance: Chance, vocabulary: str, number: int) -> list[str]:
        """Terms in the order of their vocabulary."""
        return sorted(self.drawn(chance, vocabulary, number), key=self.positions[vocabulary].get)

    def summary(self, chance: Chance) -> str:
        return f"{INVENTED} {' '.join(self.world.prose.sentences(chance, chance.between(15, 35)))}"

    def participations(self, chance: Chance, actors: list[int]) -> list[Record]:
        found = []
        for place, rank in enumerate(actors):
            inferred = chance.happens(2)
            role = "lead" if place == 0 and chance.happens(60) else self.one(chance, "role")
            found.append(
                actor_part(self.world.actor(rank))
                | {"role": role, "inferred": inferred, "note": INVENTED if inferred else ""}
            )
        return found

    def relations(self, chance: Chance, number: int) -> list[Record]:
        """How it stands to initiatives with lower numbers, mostly to those with the lowest."""
        found = {}
        for _ in range(chance.rank((85, 96, 100)) if number else 0):
            target = int(number * chance.random() * chance.random())
            found[self.one(chance, "relation"), self.slug(target)] = chance.happens(5)
        return in_order(
            {"type": kind, "id": slug, "inferred": inferred, "note": INVENTED if inferred else ""}
            for (kind, slug), inferred in found.items()
        )

    # ── its entries ──────────────────────────────────────────────────────────────────────────────────────────

    def years(self, chance: Chance) -> list[tuple[int, bool]]:
        """The years covered, and whether each is the first: one after the other, here and there with a gap."""
        year, found = LAST_YEAR - chance.rank(LASTS), []
        for _ in range(1 + chance.rank(ENTRIES)):
            if year >= FIRST_YEAR:
                found.append(year)
            year -= 2 if chance.happens(12) else 1
        return [(year, year == found[-1]) for year in reversed(found)]

    def entry(self, chance: Chance, slug: str, number: int, year: int, first: bool) -> Record:
        edition = self.world.edition(year)
        footnotes = self.footnotes(chance, number, year)
        return {
            "id": f"{slug}.{edition['id']}",
            "year": year,
            "edition": edition["id"],
            "status": None if chance.happens(5) else chance.one(STARTS if first else LATER),
            "text": self.text(chance, [row["mark"] for row in footnotes]),
            "note": NOTE,
            "source_truncated": chance.happens(1),
            "footnotes": footnotes,
            "dates": self.dates(chance, year),
            "figures": self.figures(chance, year),
            "inferred": self.inferred(chance),
        }

    def text(self, chance: Chance, marks: list[str]) -> str:
        """Statements, each with its footnote; here and there one without."""
        spread = chance.random()
        sentences = self.world.prose.sentences(chance, 60 + int(140 * spread * spread * spread))
        each = -(-len(sentences) // len(marks))
        statements = [" ".join(sentences[start : start + each]) for start in range(0, len(sentences), each)]
        cited = [f"{statement}[^{mark}]" for statement, mark in zip(statements, marks, strict=False)]
        if chance.happens(8):
            cited[-1] = statements[len(cited) - 1]
        return ("\n" if chance.happens(50) else " ").join(cited)

    def footnotes(self, chance: Chance, number: int, year: int) -> list[Record]:
        """An edition's marks are unique: each initiative has ten of its own."""
        return [
            self.footnote(chance, str(10 * (number + 1) + place), year) for place in range(1 + chance.rank(FOOTNOTES))
        ]

    def footnote(self, chance: Chance, mark: str, year: int) -> Record:
        state = ("cited", "probable", "missing", "doubtful", "lost")[chance.rank((80, 90, 95, 98, 100))]
        row = {"mark": mark, "number": int(mark), "state": state, "citation": "", "source": None, "url": ""}
        row |= {"archive_url": "", "unverified_link": False, "locator": "", "note": ""}
        if state in ("missing", "lost"):
            return row
        if chance.happens(5):
            author = invented(chance).capitalize()
            return row | {"citation": f"{author} ({year}). {self.world.prose.phrase(chance, 3, 7)} (invented)."}
        row |= source_part(self.world.source(chance.rank(self.world.sources)))
        return row | {"locator": f"p. {chance.between(1, 300)}" if chance.happens(40) else ""}

    def dates(self, chance: Chance, year: int) -> list[Record]:
        found = {}
        for _ in range(chance.rank((50, 85, 100))):
            edtf = day(chance, year) if chance.happens(70) else str(year)
            found[edtf, self.world.prose.phrase(chance, 2, 5)] = chance.one(DateKind.values)
        return in_order({"edtf": edtf, "what": what, "kind": kind} for (edtf, what), kind in found.items())

    def figures(self, chance: Chance, year: int) -> list[Record]:
        return in_order(
            {
                "what": self.world.prose.phrase(chance, 2, 5),
                "qualifier": chance.one(Qualifier.values),
                "value": chance.between(1, 10 ** chance.between(1, 6)),
                "unit": chance.one(("people", "municipalities", "euro", "courses")),
                "as_of": str(year) if chance.happens(50) else "",
                "note": "",
            }
            for _ in range(chance.rank((75, 95, 100)))
        )

    def inferred(self, chance: Chance) -> list[Record]:
        return [{"field": chance.one(InferredField.values), "note": INVENTED}] if chance.happens(6) else []

    # ── how it changes ───────────────────────────────────────────────────────────────────────────────────────

    def corrected(self, record: Record, number: int, correction: int) -> Record:
        """The record after a correction: a text told anew, another summary, or an entry for one year more."""
        chance = Chance(self.world.seed, "correction", number, correction)
        entries, last = record["entries"], record["entries"][-1]
        if chance.happens(25):
            return assemble(record | {"summary": self.summary(chance)}, entries)
        if last["year"] <= LAST_YEAR and len(entries) < len(ENTRIES) and chance.happens(40):
            entry = self.entry(chance, record["id"], number, last["year"] + 1, False)
            return assemble(record, [*entries, entry])
        told = last | {"text": self.text(chance, [row["mark"] for row in last["footnotes"]])}
        return assemble(record, [*entries[:-1], told])
