"""A catalogue with everything hidden in it that can be hidden: drafts, pending edits, withdrawals, restorations."""

from initiatives.models import Actor, Changeset, Edition, Entry, Initiative, Level, TargetGroup, Theme, Year
from initiatives.publishing import publish, publish_entry, publish_thing, restore, withdraw, withdraw_entry
from tests.factories import make_actor, make_entry, make_initiative, make_published, make_source
from tests.security.canaries import (
    WORD,
    hidden,
    hidden_batches,
    hidden_edition,
    hidden_entry,
    hidden_initiative,
    hidden_report,
    hidden_terms,
    involve,
    pending_edits,
    pending_renames,
    relate,
    spoil,
)

OPEN = ("open-one", "back-one", "partly-one")
GONE = ("gone-one", "gone-with-history")
DRAFT = f"{WORD}-900-initiative-slug"


def live() -> list[str]:
    """Publishes, withdraws, restores and drafts. No reader may see a canary now; the labels of the changesets."""
    tell_of_withdrawals()
    tell_of_a_withdrawn_entry()
    tell_of_a_restoration()
    tell_of_pending_edits()
    make_drafts()
    return list(Changeset.objects.values_list("label", flat=True))


def make_drafts() -> None:
    """Beside what is published: a whole new initiative, new terms, a new year, and edits of everything there is."""
    terms = hidden_terms(900)
    draft = hidden_initiative(900, terms)
    hidden_edition(901, 1999)
    hidden_batches(hidden_entry(draft, f"{WORD}-901-edition", 901), 901)
    hidden_batches(Entry.objects.exclude(initiative=draft).order_by("pk").first(), 902)
    for number, initiative in enumerate(Initiative.objects.exclude(pk=draft.pk).order_by("pk")):
        if number % 5 == 0:
            relate(draft, initiative, 1000 + number)
            relate(initiative, draft, 1100 + number)
            pending_edits(initiative, 2000 + 10 * number, terms)
        hidden_report(initiative, 4000 + number)
        if not initiative.entries.filter(edition="ar2022").exists():
            hidden_entry(initiative, "ar2022", 3000 + number)
    pending_renames()


def tell_of_withdrawals() -> None:
    """Two initiatives whose every text is a canary, with an actor and a source that only they show: withdrawn."""
    for number, slug in enumerate(GONE, 700):
        gone = hidden(Initiative, number, slug=slug, scope_id="national", form_id="project")
        gone.countries.add("HR")
        involve(gone, number, published_terms())
        hidden_entry(gone, "ar2021", number)
        publish(initiative=gone, entries=gone.entries.all(), why="as it is")
    spoil(gone)
    publish(initiative=gone, why="changed before it goes")
    for slug in GONE:
        withdraw(initiative=Initiative.objects.get(slug=slug), reason="published by mistake")


def published_terms() -> dict[str, object]:
    return {
        "theme": Theme.objects.get(pk="funding-instruments"),
        "level": Level.objects.get(pk="local"),
        "target_group": TargetGroup.objects.first(),
    }


def tell_of_a_withdrawn_entry() -> None:
    """Two entries; one of them, with an edition, a year and a source that only it shows, is withdrawn."""
    partly = make_initiative("partly-one", actors=[(make_actor("plain-actor", "Plain actor"), "lead")])
    first = make_entry(partly, "ar2021", notes=[("1", make_source("plain-source", "Plain source"))])
    hidden(Edition, 730, slug="gone-edition", year=hidden(Year, 730, year=1980))
    second = hidden_entry(partly, "gone-edition", 730)
    publish(initiative=partly, entries=[first, second], why="both entries")
    withdraw_entry(entry=second, reason="published by mistake")


def tell_of_a_restoration() -> None:
    """Withdrawn, edited while it was away, restored: what is shown is what was shown before."""
    back = make_published("back-one", actors=[(Actor.objects.get(slug="plain-actor"), "partner")])
    withdraw(initiative=back, reason="a doubt")
    pending_edits(back, 740, hidden_terms(740))
    restore(initiative=back, why="the doubt is gone")


def tell_of_pending_edits() -> None:
    """Edited everywhere, then another entry published, then renamed what it shows."""
    actor = make_actor("renamed-actor", "Old name")
    opened = make_initiative("open-one", actors=[(actor, "lead")])
    entry = make_entry(opened, "ar2021", "It began.[^2]", notes=[("2", make_source("open-source", "Open source"))])
    publish(initiative=opened, entries=[entry], why="open")
    later = make_entry(opened, "ar2022", text="It went on.[^3]", status="continued", notes=[("3", None)])
    pending_edits(opened, 750, hidden_terms(750), but="ar2022")
    publish_entry(entry=later, why="another entry")
    rename(actor, name="New name")
    rename(Edition.objects.get(pk="ar2021"), section_number="4.14")


def rename(thing, **texts: str) -> None:
    for name, text in texts.items():
        setattr(thing, name, text)
    thing.save()
    publish_thing(thing=thing, why="renamed")
