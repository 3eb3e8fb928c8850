"""The rows of a sheet as rows of the models, through the journal of their batch."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiatives.importer.bulk import BulkJournal
from initiatives.importer.journal import outdate_entries
from initiatives.importer.sheet.standing import Standing
from initiatives.importer.sheet.values import parts
from initiatives.importer.standing import among
from initiatives.markers import marks
from initiatives.models import (
    Actor,
    Entry,
    EntryFootnote,
    Footnote,
    Initiative,
    InitiativeTheme,
    Participation,
    Step,
    StepKind,
    Unconfirmed,
)

SETS = ("countries", "levels")
# What stands unconfirmed under another name than its column has.
STANDS_AS = {"actor_roles": "actors", "entry_status": "status"}

type Fields = dict[str, Any]


class Writing:
    """Writes what accepted rows say, and nothing else of the things they tell of. ``notes`` are for editors."""

    def __init__(self, journal: BulkJournal, there: Standing):
        self.journal, self.there = journal, there
        self.texts: list[Entry] = []
        self.linked: list[Entry] = []  # that rest on a footnote more
        self.changed: list[int] = []  # keys of footnotes that forms may show
        self.told: list[tuple[Initiative | Entry, set[str]]] = []
        self.notes: list[str] = []

    # initiatives

    def initiative(self, fields: Fields) -> None:
        said = after(fields)
        own = {name: said[name] for name in ("title", "summary") if name in said}
        own |= {f"{name}_id": said[name] or None for name in ("scope", "form") if name in said}
        if fields["new"]:
            initiative = self.journal.add(Initiative(slug=fields["slug"], **own))
            self.there.initiatives[fields["slug"]] = initiative
        else:
            initiative = self.journal.change(self.there.initiatives[fields["slug"]], **own)
        for name in SETS:
            if name in said:
                self.link(initiative, name, parts(said[name]))
        if "themes" in said:
            self.themes(initiative, parts(said["themes"]))
        if {"actors", "actor_roles"} & said.keys():
            self.take_part(initiative, said)
        self.told.append((initiative, fields_of(said)))

    def link(self, initiative: Initiative, name: str, keys: list[str]) -> None:
        """Makes the links of a set those to the given keys, and leaves those alone that stay."""
        field = Initiative._meta.get_field(name)
        through, key = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
        there = self.there.links(through, initiative, key)
        for gone in there.keys() - set(keys):
            self.journal.remove(there[gone])
        for new in keys:
            if new not in there:
                self.journal.add(through(initiative=initiative, **{key: new}))

    def themes(self, initiative: Initiative, slugs: list[str]) -> None:
        there = {row.theme_id: row for row in self.there.themes[initiative.pk]}
        for gone in there.keys() - set(slugs):
            self.journal.remove(there[gone])
        for position, slug in enumerate(slugs, 1):
            if slug not in there:
                self.journal.add(InitiativeTheme(initiative=initiative, theme_id=slug, position=position))
            elif there[slug].position != position:
                self.journal.change(there[slug], position=position)

    def take_part(self, initiative: Initiative, said: dict[str, str]) -> None:
        """Makes the participations those of the sheet; what is known of one that stays is kept."""
        rows = sorted(self.there.participations[initiative.pk], key=in_order)
        names = parts(said["actors"]) if "actors" in said else [row.actor.name for row in rows]
        roles = parts(said["actor_roles"]) if "actor_roles" in said else [row.role_id for row in rows]
        if len(names) != len(roles):
            raise ValidationError(_("Each actor needs its role, in the same order."))
        there = {(row.actor_id, row.role_id): row for row in rows}
        actors = self.actors(names, roles, rows) if "actors" in said else [row.actor_id for row in rows]
        wanted = list(zip(actors, roles, strict=True))
        for gone in there.keys() - set(wanted):
            self.journal.remove(there[gone])
        for position, (actor, role) in enumerate(wanted, 1):
            row = there.get((actor, role))
            if row is None:
                self.journal.add(Participation(initiative=initiative, actor_id=actor, role_id=role, position=position))
            elif row.position != position:
                self.journal.change(row, position=position)

    def actors(self, names: list[str], roles: list[str], rows: list[Participation]) -> Iterator[int]:
        """The actors so named: those that take part already, in their roles first, else the only ones so called."""
        exact = {(row.actor.name, row.role_id): row for row in reversed(rows)}
        stay = [exact.get(pair) for pair in zip(names, roles, strict=True)]
        left = [row for row in rows if row not in stay]
        for name, row in zip(names, stay, strict=True):
            row = row or next((one for one in left if one.actor.name == name), None)
            if row in left:
                left.remove(row)
            yield row.actor_id if row else self.actor(name, rows).pk

    def actor(self, name: str, rows: list[Participation]) -> Actor:
        """The actor of that name: the one that takes part already, else the only one that has it."""
        own = [row.actor for row in rows if row.actor.name == name]
        found = own or self.there.actors_called(name)
        if len({actor.pk for actor in found}) != 1:
            raise ValidationError(_("There is no one actor called “%(name)s” any more.") % {"name": name})
        return found[0]

    # entries and footnotes

    def entry(self, fields: Fields) -> None:
        said = after(fields)
        own = {"text": said["text"]} if "text" in said else {}
        own |= {"status_id": said["entry_status"] or None} if "entry_status" in said else {}
        if fields["new"]:
            initiative = self.there.initiatives[fields["slug"]]
            entry = self.journal.add(Entry(initiative=initiative, edition_id=fields["edition"], **own))
            self.there.entries[fields["slug"], fields["edition"]] = entry
        else:
            entry = self.journal.change(self.entry_of(fields), **own)
        self.told.append((entry, fields_of(said)))
        if "text" in said:
            self.texts.append(entry)

    def entry_of(self, fields: Fields) -> Entry:
        there = self.there.entries.get((fields["slug"], fields["edition"]))
        if there is None:
            message = _("There is no entry of %(edition)s: accept its row as well.")
            raise ValidationError(message % {"edition": fields["edition"]})
        return there

    def footnote(self, fields: Fields) -> None:
        said, entry = after(fields), self.entry_of(fields)
        own = {name: said[name] for name in ("citation", "locator") if name in said}
        own |= {"state": said["citation_state"]} if "citation_state" in said else {}
        there = self.there.footnotes.get((entry.edition_id, fields["mark"]))
        if there is None:
            there = self.new_footnote(entry, fields["mark"], **own)
        elif own:
            there = self.journal.change(there, **own)
            self.changed += [there.pk] if there.pk else []
        if own:
            self.told.append((entry, {"footnotes"}))
        self.rest_on(entry, there)

    def new_footnote(self, entry: Entry, mark: str, **own: str) -> Footnote:
        made = self.journal.add(Footnote(edition_id=entry.edition_id, mark=mark, **own))
        self.there.footnotes[entry.edition_id, mark] = made
        return made

    def outdate_forms(self) -> None:
        """Forms were opened with what a footnote said before, or without one: those of entries not written anew."""
        written = {key for model, key in self.journal.rows if model is Entry}
        outdate_entries(self.changed, [entry.pk for entry in self.linked], but=written)

    def rest_on(self, entry: Entry, footnote: Footnote) -> None:
        linked = self.there.notes[entry.pk]
        if footnote.mark not in linked:
            linked[footnote.mark] = max(linked.values(), default=0) + 1
            self.linked.append(entry)
            self.journal.add(EntryFootnote(entry=entry, footnote=footnote, position=linked[footnote.mark]))

    def link_what_texts_mark(self) -> None:
        """Gives each marker in a text that was written its footnote: the edition's, or one without a citation."""
        for entry in self.texts:
            for mark in marks(entry.text):
                if mark not in self.there.notes[entry.pk]:
                    self.mark(entry, mark)

    def mark(self, entry: Entry, mark: str) -> None:
        there = self.there.footnotes.get((entry.edition_id, mark))
        if there is None:
            try:
                there = self.new_footnote(entry, mark)
            except ValidationError:
                return  # no mark that a footnote can have; the entry's page says that it has none
            message = _("%(entry)s: the footnote %(mark)s is new, its citation is missing.")
            self.notes.append(message % {"entry": entry, "mark": mark})
        self.rest_on(entry, there)

    def settle(self) -> None:
        """What the sheet says anew is confirmed by it, and an entry with another text is no longer one unchanged."""
        told = defaultdict(set)
        for thing, names in self.told:
            told[type(thing), thing.pk] |= names
        for row in unconfirmed(*([pk for model, pk in told if model is one] for one in (Entry, Initiative))):
            names = told[Entry, row.entry_id] | told[Initiative, row.entry.initiative_id]
            if row.field in names:
                self.journal.remove(row)
        steps = Step.objects.filter(kind=StepKind.UNCHANGED).order_by("pk")
        for step in among(steps, "entry", [entry.pk for entry in self.texts]):
            self.journal.remove(step)


def unconfirmed(entries: list[int], initiatives: list[int]) -> list[Unconfirmed]:
    """What stands unconfirmed of these entries, and in entries of these initiatives."""
    rows = Unconfirmed.objects.select_related("entry")
    found = [*among(rows, "entry", entries), *among(rows, "entry__initiative", initiatives)]
    return sorted({row.pk: row for row in found}.values(), key=lambda row: row.pk)


def fields_of(said: dict[str, str]) -> set[str]:
    """The fields that columns fill, as they are named where they stand unconfirmed."""
    return {STANDS_AS.get(column, column) for column in said}


def after(fields: Fields) -> dict[str, str]:
    """What a row changes, by column."""
    return {cell["column"]: cell["after"] for cell in fields["cells"]}


def in_order(row: Participation) -> tuple[int, str, str]:
    return row.position, row.actor.slug, row.role_id
