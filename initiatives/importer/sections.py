"""Sections of reports read against what the catalogue holds: nothing is written."""

from initiatives.importer.narrative.documents import text_of
from initiatives.importer.narrative.matching import Known, KnownActor, KnownInitiative
from initiatives.importer.narrative.reading import Reading, UnreadableError, read
from initiatives.models import Actor, Edition, EntryFootnote, Initiative

FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_section(*, name: str, data: bytes, edition: str, year: int | None) -> Reading:
    """The section in a file as drafts of an edition; a new edition needs the year it covers. Raises UnreadableError."""
    return read(section_text(name, data), year=year_covered(edition, year), known=known(edition))


def section_text(name: str, data: bytes) -> str:
    """The text of a file, in characters that any database holds. Raises UnreadableError."""
    text = text_of(name, data).replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not text.strip():
        raise UnreadableError(f"{name}: there is no text in it.")
    return text


def year_covered(edition: str, year: int | None) -> int:
    """The year that an edition covers, as the catalogue has it or as it was given. Raises UnreadableError."""
    there = Edition.objects.filter(slug=edition).values_list("year", flat=True).first()
    if there is None and year is None:
        raise UnreadableError(f"There is no edition “{edition}” yet: give the year it covers, such as --year 2023.")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError(f"{year} is not a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if there is not None and year not in {None, there}:
        raise UnreadableError(f"The edition “{edition}” covers {there}, not {year}.")
    return there or year


def known(edition: str) -> Known:
    """The initiatives and actors of the catalogue, drafts among them, with their footnotes in the edition."""
    initiatives = Initiative.objects.prefetch_related("alternative_titles", "countries").order_by("slug")
    marks: dict[int, list[str]] = {}
    links = EntryFootnote.objects.filter(entry__edition=edition).order_by("pk")
    for initiative, mark in links.values_list("entry__initiative", "footnote__mark"):
        marks.setdefault(initiative, []).append(mark)
    actors = Actor.objects.prefetch_related("aliases").order_by("slug")
    return Known(
        tuple(known_initiative(one, tuple(marks.get(one.pk, ()))) for one in initiatives),
        tuple(known_actor(one) for one in actors),
    )


def known_initiative(one: Initiative, marks: tuple[str, ...]) -> KnownInitiative:
    titles = (one.title, one.original_title, *(other.title for other in one.alternative_titles.all()))
    countries = tuple(country.code for country in one.countries.all())
    return KnownInitiative(one.slug, tuple(filter(None, titles)), countries, one.form_id or "", marks)


def known_actor(one: Actor) -> KnownActor:
    names = (one.name, one.acronym, one.native_name, *(alias.name for alias in one.aliases.all()))
    return KnownActor(one.slug, tuple(filter(None, names)), one.kind_id, one.country_id or "")
