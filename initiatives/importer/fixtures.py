"""The catalogue's own data, from TOML files that people can read and edit, into the models.

Loading adds what is missing and never touches a row that is there: editors' later work stays as it is.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from countries.models import Country, CountryGroup, Membership
from initiatives.models import (
    VOCABULARIES,
    Actor,
    ActorAlias,
    ActorIdentifier,
    AlternativeTitle,
    Edition,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Inference,
    Initiative,
    InitiativeTheme,
    Level,
    Participation,
    Relation,
    RelationType,
    Role,
    Source,
    TargetGroup,
    Theme,
    Year,
)

type Table = dict[str, Any]


class FixtureError(ValueError):
    """One sentence that says which file and which row is wrong, and why."""


@dataclass
class Loaded:
    """What a load added: the things whose vocabularies are public at once, and what remains to be published."""

    reference: list[Model]
    initiatives: list[Initiative]
    entries: list[Entry]


def read(path: Path) -> Table:
    """A TOML file as a table. Raises FixtureError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FixtureError(f"{path}: {error}") from error


def load(folder: Path) -> Loaded:
    """Adds to the models what the folder's files have and the models lack. Raises FixtureError; runs in no
    transaction of its own."""
    reference = load_vocabularies(folder / "vocabularies.toml") + load_countries(folder / "countries.toml")
    load_editions(folder / "editions.toml")
    load_sources(folder / "sources.toml")
    load_actors(folder / "actors.toml")
    files = [Row(path, path.stem, read(path)) for path in sorted((folder / "initiatives").glob("*.toml"))]
    there = set(Initiative.objects.values_list("slug", flat=True))
    added = [add_initiative(row) for row in files if row.key not in there]
    slugs = {initiative.slug for initiative in added}
    for row in files:
        if row.key in slugs:
            add_relations(row)
    return Loaded(reference, added, [entry for row in files for entry in add_missing_entries(row)])


@dataclass
class Row:
    """A table of a file, taken apart key by key; ``path`` and ``key`` say where it stands."""

    path: Path
    key: str
    table: Table

    def take(self, name: str, default: Any = None) -> Any:
        return self.table.pop(name, default)

    def rows(self, name: str) -> list["Row"]:
        return [Row(self.path, f"{self.key}, {name} {n}", dict(t)) for n, t in enumerate(self.take(name, []), 1)]

    def save(self, instance: Model) -> Any:
        """Saves an instance made of this row, all of whose keys must have been used. Raises FixtureError."""
        try:
            instance.full_clean()
            instance.save()
        except (ValidationError, ValueError) as error:
            raise FixtureError(f"{self.path}, {self.key}: {sentence(error)}") from error
        return instance

    def make(self, model: type[Model], **given: Any) -> Any:
        """Saves an instance of the model from the given values and from every key that is left."""
        names = {name for field in model._meta.fields for name in (field.name, field.attname)}
        if unknown := self.table.keys() - names:
            raise FixtureError(f"{self.path}, {self.key}: there is no field “{min(unknown)}”.")
        return self.save(model(**given, **self.table))

    def find(self, model: type[Model], key: str, **by: Any) -> Any:
        """The row of another table that this one names. Raises FixtureError."""
        found = model.objects.filter(**(by or {"pk": key})).first()
        if found is None:
            raise FixtureError(f"{self.path}, {self.key}: there is no {model._meta.verbose_name} “{key}”.")
        return found

    def find_all(self, model: type[Model], name: str) -> list[Any]:
        return [self.find(model, key) for key in self.take(name, [])]


def sentence(error: Exception) -> str:
    if isinstance(error, ValidationError) and hasattr(error, "message_dict"):
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    return str(error)


def missing(path: Path, tables: Table, model: type[Model], key: str = "pk") -> Iterable[Row]:
    """The rows of a table whose key the model does not have yet."""
    there = {str(value) for value in model.objects.values_list(key, flat=True)}
    return [Row(path, name, dict(table)) for name, table in tables.items() if name not in there]


def load_vocabularies(path: Path) -> list[Model]:
    added = []
    for vocabulary, terms in read(path).items():
        model = VOCABULARIES.get(vocabulary)
        if model is None:
            raise FixtureError(f"{path}: there is no vocabulary “{vocabulary}”.")
        places = {slug: place for place, slug in enumerate(terms, 1)}
        for row in missing(path, terms, model):
            added.append(row.make(model, slug=row.key, position=places[row.key]))
    return added


def load_countries(path: Path) -> list[Model]:
    data = read(path)
    groups = data.get("groups", {})
    places = {slug: place for place, slug in enumerate(groups, 1)}
    added: list[Model] = [
        row.make(CountryGroup, slug=row.key, position=places[row.key]) for row in missing(path, groups, CountryGroup)
    ]
    for row in missing(path, data.get("countries", {}), Country):
        memberships = row.rows("memberships")
        country = row.make(Country, code=row.key)
        for membership in memberships:
            membership.make(Membership, country=country, group=membership.find(CountryGroup, membership.take("group")))
        added.append(country)
    return added


def load_editions(path: Path) -> None:
    data = read(path)
    for row in missing(path, data.get("years", {}), Year):
        row.make(Year, year=int(row.key))
    for row in missing(path, data.get("editions", {}), Edition):
        row.make(Edition, slug=row.key, year=row.find(Year, row.take("year")))


def load_sources(path: Path) -> None:
    for row in missing(path, read(path), Source, "slug"):
        row.make(Source, slug=row.key)


def load_actors(path: Path) -> None:
    for row in missing(path, read(path), Actor, "slug"):
        aliases, identifiers = row.take("aliases", []), row.rows("identifiers")
        actor = row.make(Actor, slug=row.key, kind_id=row.take("kind"), country_id=row.take("country"))
        for name in aliases:
            row.save(ActorAlias(actor=actor, name=name))
        for identifier in identifiers:
            identifier.make(ActorIdentifier, actor=actor)


def add_initiative(row: Row) -> Initiative:
    """Adds an initiative without its entries and relations, which may name others."""
    row = Row(row.path, row.key, {k: v for k, v in row.table.items() if k not in {"entries", "relations"}})
    actors, titles = row.rows("actors"), row.take("alternative_titles", [])
    many = {
        "countries": row.find_all(Country, "countries"),
        "levels": row.find_all(Level, "levels"),
        "target_groups": row.find_all(TargetGroup, "target_groups"),
    }
    themes = row.find_all(Theme, "themes")
    initiative = row.make(Initiative, slug=row.key, scope_id=row.take("scope"), form_id=row.take("form"))
    for name, things in many.items():
        getattr(initiative, name).set(things)
    for position, theme in enumerate(themes, 1):
        row.save(InitiativeTheme(initiative=initiative, theme=theme, position=position))
    for title in titles:
        row.save(AlternativeTitle(initiative=initiative, title=title))
    for position, part in enumerate(actors, 1):
        slug = part.take("actor")
        actor, role = part.find(Actor, slug, slug=slug), part.find(Role, part.take("role"))
        part.make(Participation, initiative=initiative, actor=actor, role=role, position=position)
    return initiative


def add_relations(row: Row) -> None:
    initiative = Initiative.objects.get(slug=row.key)
    for part in Row(row.path, row.key, dict(row.table)).rows("relations"):
        slug = part.take("target")
        target, kind = part.find(Initiative, slug, slug=slug), part.find(RelationType, part.take("type"))
        part.make(Relation, initiative=initiative, target=target, type=kind)


def add_missing_entries(row: Row) -> list[Entry]:
    initiative = Initiative.objects.get(slug=row.key)
    there = set(initiative.entries.values_list("edition_id", flat=True))
    parts = Row(row.path, row.key, dict(row.table)).rows("entries")
    return [add_entry(initiative, part) for part in parts if part.table.get("edition") not in there]


def add_entry(initiative: Initiative, row: Row) -> Entry:
    edition = row.find(Edition, row.take("edition"))
    footnotes = row.rows("footnotes")
    parts = {model: row.rows(name) for name, model in ENTRY_PARTS.items()}
    text = row.take("text", "").strip()
    entry = row.make(Entry, initiative=initiative, edition=edition, status_id=row.take("status"), text=text)
    for position, part in enumerate(footnotes, 1):
        footnote = add_footnote(edition, part)
        part.save(EntryFootnote(entry=entry, footnote=footnote, position=position))
    for model, tables in parts.items():
        for part in tables:
            part.make(model, entry=entry)
    return entry


ENTRY_PARTS = {"dates": EntryDate, "figures": Figure, "inferences": Inference}


def add_footnote(edition: Edition, row: Row) -> Footnote:
    """The edition's footnote with this mark: the one that is there, or a new one."""
    mark, slug = row.take("mark"), row.take("source")
    there = Footnote.objects.filter(edition=edition, mark=mark).first()
    source = row.find(Source, slug, slug=slug) if slug else None
    return there or row.make(Footnote, edition=edition, mark=mark, source=source)
