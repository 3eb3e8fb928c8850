"""Things for tests, made with what they need and nothing surprising."""

from datetime import date

from countries.models import Country, CountryGroup, Membership
from initiatives.models import (
    Actor,
    Edition,
    Entry,
    EntryFootnote,
    Footnote,
    Initiative,
    InitiativeTheme,
    Participation,
    Source,
    Year,
)
from initiatives.models.subject import VOCABULARIES
from initiatives.publishing import changes, publish

TERMS = {
    "theme": ("funding-instruments", "sector-services", "coordination-bodies"),
    "level": ("national", "local", "regional"),
    "scope": ("national", "transnational", "eu", "international"),
    "form": ("project", "body"),
    "status": ("launched", "continued"),
    "actor_kind": ("ngo", "local-authority"),
    "role": ("lead", "partner"),
    "evidence": ("uncited", "inferred", "citation-missing", "citation-probable"),
    "target_group": ("refugees",),
}


def make_reference() -> None:
    """A small world for tests that begin with an empty database: terms, two countries, V4, two editions."""
    things = []
    for vocabulary, slugs in TERMS.items():
        for position, slug in enumerate(slugs, 1):
            label = slug.replace("-", " ").capitalize()
            things.append(VOCABULARIES[vocabulary].objects.create(slug=slug, label=label, position=position))
    v4 = CountryGroup.objects.create(slug="V4", label="Visegrád Four")
    for code, name in (("HR", "Croatia"), ("PL", "Poland"), ("SK", "Slovakia")):
        things.append(Country.objects.create(code=code, name=name))
        if code != "HR":
            Membership.objects.create(country_id=code, group=v4, joined=date(1993, 1, 1))
    for year, slug in ((2020, "ar2021"), (2021, "ar2022")):
        Edition.objects.create(slug=slug, title=f"Report {slug}", publisher="EUAA", year=Year.objects.create(year=year))
    with changes(why="reference") as work:
        for thing in [*things, v4]:
            work.publish_thing(thing)


def make_actor(slug="red-cross", name="Red Cross", kind="ngo", **more) -> Actor:
    return Actor.objects.create(slug=slug, name=name, kind_id=kind, **more)


def make_source(slug="a-report", title="A report", **more) -> Source:
    return Source.objects.create(slug=slug, title=title, **more)


def make_initiative(
    slug="alpha", *, countries=("HR",), themes=("funding-instruments",), levels=("national",), actors=(), **more
) -> Initiative:
    """An initiative; ``actors`` are pairs of an actor and a role."""
    values = {
        "title": slug.capitalize(),
        "summary": f"What {slug} is.",
        "scope_id": "national",
        "form_id": "project",
    }
    initiative = Initiative.objects.create(slug=slug, **values | more)
    initiative.countries.set(countries)
    initiative.levels.set(levels)
    for position, theme in enumerate(themes, 1):
        InitiativeTheme.objects.create(initiative=initiative, theme_id=theme, position=position)
    for actor, role in actors:
        Participation.objects.create(initiative=initiative, actor=actor, role_id=role)
    return initiative


def make_entry(initiative, edition="ar2021", text="It began.[^1]", status="launched", notes=(("1", None),), **more):
    """An entry; ``notes`` are pairs of a mark and a source, or None where the citation is missing."""
    entry = Entry.objects.create(initiative=initiative, edition_id=edition, text=text, status_id=status, **more)
    for position, (mark, source) in enumerate(notes, 1):
        state = Footnote.State.PROBABLE if source else Footnote.State.MISSING
        footnote, _ = Footnote.objects.get_or_create(
            edition_id=edition, mark=mark, defaults={"source": source, "state": state}
        )
        EntryFootnote.objects.create(entry=entry, footnote=footnote, position=position)
    return entry


def make_published(slug="alpha", *, editions=("ar2021",), **more) -> Initiative:
    """An initiative with an entry in each edition, all published."""
    initiative = make_initiative(slug, **more)
    entries = [make_entry(initiative, edition) for edition in editions]
    publish(initiative=initiative, entries=entries, why=f"publish {slug}")
    return initiative
