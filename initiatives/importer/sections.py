"""Sections of reports read against what the catalogue holds: nothing is written."""

from collections import defaultdict
from collections.abc import Iterable

from initiatives.importer.narrative.documents import text_of
from initiatives.importer.narrative.matching import Known, KnownActor, KnownInitiative
from initiatives.importer.narrative.reading import Reading, UnreadableError, read
from initiatives.models import Actor, ActorAlias, AlternativeTitle, Edition, EntryFootnote, Initiative

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
    links = EntryFootnote.objects.filter(entry__edition=edition).order_by("pk")
    marks = grouped(links.values_list("entry__initiative", "footnote__mark"))
    others = grouped(AlternativeTitle.objects.values_list("initiative", "title"))
    countries = grouped(Initiative.countries.through.objects.order_by("country").values_list("initiative", "country"))
    aliases = grouped(ActorAlias.objects.values_list("actor", "name"))
    initiatives = Initiative.objects.order_by("slug").values_list("pk", "slug", "form", "title", "original_title")
    actors = Actor.objects.order_by("slug").values_list(
        "pk", "slug", "kind", "country", "name", "acronym", "native_name"
    )
    return Known(
        tuple(
            KnownInitiative(slug, names(*titles, *others[pk]), tuple(countries[pk]), form or "", tuple(marks[pk]))
            for pk, slug, form, *titles in initiatives
        ),
        tuple(
            KnownActor(slug, names(*own, *aliases[pk]), kind, country or "") for pk, slug, kind, country, *own in actors
        ),
    )


def grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """The second of each pair by the first."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def names(*given: str) -> tuple[str, ...]:
    return tuple(filter(None, given))
