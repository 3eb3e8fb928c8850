"""A sheet held against the catalogue, cell by cell: what is new, changed, the same, in conflict or wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from initiatives.cells import told
from initiatives.columns import COLUMNS, Row
from initiatives.importer.sheet.differing import SAME, STATES, Cell, Thing, another, is_same, take
from initiatives.importer.sheet.footnoting import check_footnote
from initiatives.importer.sheet.identity import Named, edition_of, faults, named, published
from initiatives.importer.sheet.layout import OF_ENTRY, OF_FOOTNOTE, OF_INITIATIVE, Laid, Line, Problem, lay_out
from initiatives.importer.sheet.parsing import Sheet
from initiatives.importer.sheet.values import REQUIRED, WrongValueError, check, parts
from initiatives.importer.sheet.world import entry_record, footnote_record, initiative_record, world
from initiatives.models.fields import State
from initiatives.public import address_of
from initiatives.record import Record

MOST_TOLD = 100  # problems and notes that are told one by one where there are many
BY_NAME = {column.name: column for column in COLUMNS["footnotes"]}
# Columns that follow from the record alone: if somebody changed one, it is said that it is not read.
DERIVED = (
    *("years", "multi_level", "status", "first_year", "last_year"),
    *("entries", "footnotes", "sources", "evidence"),
    *("country_names", "theme_labels", "url", "published_at", "changed_at", "licence"),
)


@dataclass
class Comparison:
    """What came of comparing a file: the things that differ, how many are the same, and what concerns the whole file.

    ``problems`` stand in the way of everything, ``notes`` in the way of nothing; of many only the first are kept.
    """

    things: list[Thing] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    number_of_notes: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(thing.state for thing in self.things)
        return {state: counted[state] for state in STATES} | {SAME: self.same}

    @property
    def wrong(self) -> list[Problem]:
        """Everything that is wrong in the file, cell by cell."""
        return [*self.problems, *(problem for thing in self.things for problem in thing.problems)]


def compare(sheets: list[Sheet]) -> Comparison:
    laid = lay_out(sheets)
    rows = {table.name or _("the table"): len(table.lines) for table in laid.tables}
    found = Comparison(problems=laid.problems, left=laid.left, rows=rows)
    if not laid.problems:
        Comparing(laid, found).run()
    return found


class Comparing:
    """One comparison on its way: the things met so far, by what they are."""

    def __init__(self, laid: Laid, found: Comparison):
        self.lines = [(line, named(line)) for table in laid.tables for line in table.lines]
        self.found = found
        self.things: dict[tuple[str, ...], Thing] = {}
        self.begun: set[str] = set()
        self.titled = {name.slug for line, name in self.lines if line.cells.get("title", "").strip()}
        slugs = {name.slug for line, name in self.lines}
        versions = {(name.slug, name.version) for line, name in self.lines if name.version}
        self.world = world(slugs, versions, set())
        now = self.world.snapshot.current_slug
        self.world.versions |= {(now(slug), number) for slug, number in versions}
        self.world.entries |= {(now(name.slug), edition_of(self.world, line, name)) for line, name in self.lines}

    def run(self) -> None:
        for line, name in self.lines:
            self.row(line, name)
        for thing in self.things.values():
            if not thing.problems:
                thing.problems += self.checked(thing)
        self.check_shared()
        differing = [thing for thing in self.things.values() if thing.state != SAME]
        # in the order of the file, an initiative with its entries and footnotes
        met = [*dict.fromkeys(thing.slug for thing in self.things.values())]
        place = {slug: number for number, slug in enumerate(met)}
        self.found.things += sorted(differing, key=lambda thing: (place[thing.slug], thing.key[1:] + thing.key[:1]))
        self.found.same = len(self.things) - len(differing)

    # rows

    def row(self, line: Line, name: Named) -> None:
        wrong = [*faults(self.world, line, name, self.titled), *self.twice(line, name)]
        edition = edition_of(self.world, line, name)
        initiative = self.initiative(name, line)
        if wrong:
            initiative.problems += wrong
            return
        record = published(self.world, name)
        if self.is_withdrawn(line, name, initiative) or is_tombstone(line, name):
            return
        base = None if record is None else texts(OF_INITIATIVE, record)
        take(initiative, line, OF_INITIATIVE, base)
        if record:
            self.note(line, self.not_read(line, name, record))
        if line.table.rows != "initiatives":
            self.entry_row(line, name, edition, record)

    def twice(self, line: Line, name: Named):
        """Of two new initiatives without an id and with one title nobody knows whether they are the same."""
        if line.table.rows == "initiatives" and name.made and self.world.initiative(name.slug) is None:
            if name.slug in self.begun:
                yield line.problem("title", _("Two new rows have this title: give each an id."))
            self.begun.add(name.slug)

    def entry_row(self, line: Line, name: Named, edition: str, record: Record | None) -> None:
        entry = self.entry(name, edition, line)
        before = next((part for part in record["entries"] if part["edition"] == edition), None) if record else None
        base = entry_texts(before) if before else {} if record else None
        take(entry, line, OF_ENTRY, base)
        if line.table.rows == "footnotes":
            footnote = self.footnote(name, edition, line)
            notes = before["footnotes"] if before else []
            there = next((note for note in notes if note["mark"] == name.mark), None)
            base = footnote_texts(there) if there else {} if record else None
            take(footnote, line, OF_FOOTNOTE, base)
            footnote.problems += check_footnote(footnote, line, there or self.note_now(edition, name.mark))

    def is_withdrawn(self, line: Line, name: Named, initiative: Thing) -> bool:
        """Of a withdrawn initiative an export has a row that says no more; anything said of it is a mistake."""
        there = self.world.initiative(name.slug)
        if there is None or there.state != State.WITHDRAWN:
            return False
        if any(line.cells.get(column, "").strip() for column in (*OF_INITIATIVE, *OF_ENTRY, *OF_FOOTNOTE)):
            initiative.problems.append(line.problem("id", _("It is withdrawn: restore it before it is changed.")))
        return True

    def note(self, line: Line, columns: Iterable[str]) -> None:
        """Says of columns that what was changed in them is not read."""
        for column in columns:
            self.found.number_of_notes += 1
            if len(self.found.notes) < MOST_TOLD:
                said = _("“%(column)s” follows from other columns: what was changed here is not read.")
                self.found.notes.append(line.problem(column, said % {"column": column}))

    def not_read(self, line: Line, name: Named, record: Record):
        """Derived columns in which somebody changed a cell."""
        row = Row(self.world.selection, record | {"url": address_of(name.slug)})
        for column in DERIVED:
            if column in line.table.places and not is_same(column, line.cells[column], told(BY_NAME[column].of(row))):
                yield column

    # things

    def initiative(self, name: Named, line: Line) -> Thing:
        there = self.world.initiative(name.slug)
        slug = there.slug if there else name.slug
        thing = Thing("initiative", slug, title=there.title if there else line.cells.get("title", "").strip() or slug)
        thing.made = name.made and there is not None
        return self.met(thing, line, lambda: texts(OF_INITIATIVE, initiative_record(there)) if there else None, there)

    def entry(self, name: Named, edition: str, line: Line) -> Thing:
        initiative = self.initiative(name, line)
        there = self.world.written.get((initiative.slug, edition))
        thing = Thing("entry", initiative.slug, edition, title=initiative.title)
        return self.met(thing, line, lambda: entry_texts(entry_record(there)) if there else None, there)

    def footnote(self, name: Named, edition: str, line: Line) -> Thing:
        initiative = self.initiative(name, line)
        there = self.world.footnotes.get((edition, name.mark))
        thing = Thing("footnote", initiative.slug, edition, name.mark, initiative.title)
        return self.met(thing, line, lambda: self.linked_texts(initiative.slug, edition, name.mark), there)

    def linked_texts(self, slug: str, edition: str, mark: str) -> dict[str, str] | None:
        """What the editors have of a footnote that the entry rests on; None where it does not rest on it yet."""
        entry = self.world.written.get((slug, edition))
        marks = {link.footnote.mark for link in entry.footnote_links.all()} if entry else set()
        return footnote_texts(self.note_now(edition, mark)) if mark in marks else None

    def note_now(self, edition: str, mark: str) -> Record | None:
        footnote = self.world.footnotes.get((edition, mark))
        return footnote_record(footnote) if footnote else None

    def met(self, thing: Thing, line: Line, now, there) -> Thing:
        """The thing as it was met first in the file."""
        if thing.key not in self.things:
            thing.where, thing.now = line.where(), now()
            thing.token = there.token if there is not None else None
            self.things[thing.key] = thing
        return self.things[thing.key]

    # checks

    def checked(self, thing: Thing):
        entry = self.world.written.get((thing.slug, thing.edition))
        if thing.cells and entry is not None and entry.state == State.WITHDRAWN:
            yield Problem(thing.where, _("It is withdrawn: restore it before it is changed."))
        for cell in thing.cells.values():
            try:
                check(self.world, cell.column, cell.after, cell.before)
            except WrongValueError as error:
                yield Problem(cell.where, str(error), cell.column, cell.after)
        if thing.now is None and thing.kind != "footnote":
            wanted = {"initiative": ("title", "summary", "scope"), "entry": ("text",)}[thing.kind]
            for column in wanted:
                if column in REQUIRED and not thing.after(column):
                    yield Problem(thing.where, _("A new row needs something in “%(name)s”.") % {"name": column}, column)
        if {"actors", "actor_roles"} & thing.cells.keys():
            yield from self.pairs(thing)
        if thing.made and thing.cells:
            message = _("There is an initiative with this title. To change it, write “%(slug)s” in the column id.")
            yield Problem(thing.where, message % {"slug": thing.slug}, "id")

    def check_shared(self) -> None:
        """A footnote that several entries rest on is one: rows may not say different things of it."""
        said: dict[tuple[str, str, str], Cell] = {}
        for thing in self.things.values():
            for cell in thing.cells.values() if thing.kind == "footnote" else ():
                there = said.setdefault((thing.edition, thing.mark, cell.column), cell)
                if there.after != cell.after:
                    thing.problems.append(Problem(cell.where, another(there), cell.column, cell.after))

    def pairs(self, thing: Thing):
        actors, roles = parts(thing.after("actors")), parts(thing.after("actor_roles"))
        if len(actors) != len(roles):
            cell = thing.cells.get("actor_roles") or thing.cells["actors"]
            message = _(
                "There are %(actors)s actors and %(roles)s roles: each actor needs its role, in the same order."
            )
            said = message % {"actors": len(actors), "roles": len(roles)}
            yield Problem(cell.where, said, cell.column, cell.after)
        elif len(set(zip(actors, roles, strict=True))) < len(actors):
            cell = thing.cells.get("actors") or thing.cells["actor_roles"]
            yield Problem(cell.where, _("The same actor stands here twice in one role."), cell.column, cell.after)


def is_tombstone(line: Line, name: Named) -> bool:
    """A row of an initiative that was withdrawn when it was exported names its version and says nothing else."""
    if line.table.rows != "initiatives" or name.version is None or not REQUIRED & line.table.places.keys():
        return False
    return not any(line.cells.get(column, "").strip() for column in OF_INITIATIVE)


# ── records as the texts of cells ────────────────────────────────────────────────────────────────────────────


def texts(columns: tuple[str, ...], record: Record) -> dict[str, str]:
    return {name: told(BY_NAME[name].of(Row(None, record))) for name in columns}


def entry_texts(part: Record) -> dict[str, str]:
    return {name: told(BY_NAME[name].of(Row(None, {}, part))) for name in OF_ENTRY}


def footnote_texts(note: Record) -> dict[str, str]:
    return {
        name: told(BY_NAME[name].of(Row(None, {}, None, note))) for name in (*OF_FOOTNOTE, "source_url", "archive_url")
    }
