"""Which initiative, entry and footnote a row tells of, and which version of it the row was exported from."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.importer.sheet.layout import Line, Problem
from initiatives.importer.sheet.world import World
from initiatives.models import Footnote, Initiative
from initiatives.models.fields import SLUG

VERSION = re.compile(r"[1-9][0-9]{0,8}")
LONGEST_SLUG = Initiative._meta.get_field("slug").max_length
MARK = Footnote._meta.get_field("mark")


@dataclass(frozen=True)
class Named:
    """What a row says of itself. ``made`` says that the slug was made from the title, since the row names none."""

    slug: str
    version: int | None
    edition: str
    mark: str
    made: bool


def named(line: Line) -> Named:
    """As the row has it, known or not."""
    slug, edition = cell(line, "id"), cell(line, "edition")
    whole, dot, last = cell(line, "entry_id").rpartition(".")
    slug, edition = slug or whole, edition or (last if dot else "")
    made = not slug
    if made:
        slug = slugify(cell(line, "title"))[:LONGEST_SLUG].strip("-")
    version = cell(line, "version")
    number = int(version) if VERSION.fullmatch(version) else None
    return Named(slug, number, edition, cell(line, "footnote"), made)


def cell(line: Line, column: str) -> str:
    return line.cells.get(column, "").strip()


def faults(world: World, line: Line, name: Named, titled: set[str]) -> list[Problem]:
    """What is wrong with how a row names what it is about; ``titled`` are the slugs that some row gives a title."""
    found = [*of_initiative(world, line, name, titled)]
    if line.table.rows != "initiatives":
        found += of_entry(world, line, name)
    if line.table.rows == "footnotes":
        found += of_footnote(line, name)
    return found


def of_initiative(world: World, line: Line, name: Named, titled: set[str]):
    there = world.initiative(name.slug)
    if not name.slug:
        yield line.problem("id", _("The row says neither which initiative it is nor its title."))
    elif there is None:
        yield from of_new(world, line, name, titled)
    version = cell(line, "version")
    if version and there and (name.version is None or published(world, name) is None):
        message = _("The catalogue has published no version %(version)s of “%(slug)s”.")
        yield line.problem("version", message % {"version": version, "slug": name.slug})


def of_new(world: World, line: Line, name: Named, titled: set[str]):
    near = world.near(name.slug)
    said = _("There is no initiative “%(slug)s”.") % {"slug": name.slug}
    if near:
        meant = _("There is no initiative “%(slug)s”; did you mean “%(near)s”?")
        said = meant % {"slug": name.slug, "near": near}
    if cell(line, "version"):
        yield line.problem("id", said)
    elif name.slug not in titled:
        yield line.problem("id", said + " " + _("A new one needs a title."))
    else:
        try:
            SLUG(name.slug)
        except ValidationError as error:
            yield line.problem("id", " ".join(error.messages))
        if len(name.slug) > LONGEST_SLUG:
            yield line.problem("id", _("It has more than %(most)s characters.") % {"most": LONGEST_SLUG})


def published(world: World, name: Named):
    """The record of the version that a row names, under the slug it then had; None where it names none."""
    if name.version is None:
        return None
    now = world.snapshot.current_slug(name.slug)
    return world.published.get((name.slug, name.version)) or world.published.get((now, name.version))


def edition_of(world: World, line: Line, name: Named) -> str:
    """The edition that a row names, or the only one that covers the year it names."""
    if name.edition:
        return name.edition
    year = cell(line, "year")
    covering = [slug for slug, covered in world.editions.items() if str(covered) == year]
    return covering[0] if len(covering) == 1 else ""


def of_entry(world: World, line: Line, name: Named):
    edition, year = edition_of(world, line, name), cell(line, "year")
    known = ", ".join(sorted(world.editions))
    column = "edition" if "edition" in line.table.places else "entry_id"
    if edition not in world.editions:
        message = _("“%(edition)s” is no edition of the catalogue. It has: %(known)s. Add a new edition first.")
        yield line.problem(column, message % {"edition": edition, "known": known})
    elif year and year != str(world.editions[edition]):
        message = _("The edition “%(edition)s” covers %(year)s.")
        yield line.problem("year", message % {"edition": edition, "year": world.editions[edition]})
    whole = cell(line, "entry_id")
    if whole and whole != f"{name.slug}.{edition}":
        yield line.problem("entry_id", _("It says another entry than the columns id and edition."))


def of_footnote(line: Line, name: Named):
    try:
        MARK.run_validators(name.mark)
        if not name.mark:
            yield line.problem("footnote", _("The row does not say which footnote it is."))
    except ValidationError as error:
        yield line.problem("footnote", " ".join(error.messages))
