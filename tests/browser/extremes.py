"""What strains a page, published beside the real catalogue: `python -m tests.browser.extremes`.

A title as long as the field allows, names that run from right to left, everything missing that may be missing, and an
initiative that was withdrawn. It is made for tests and says so.
"""

from initiatives.models import Level, Role, Theme
from initiatives.publishing import publish, withdraw
from tests.factories import make_actor, make_entry, make_initiative, make_source

LONG = "invented-long-title"
RIGHT_TO_LEFT = "invented-right-to-left"
MISSING = "invented-with-little-known"
WITHDRAWN = "invented-and-withdrawn"
WORDS = "An invented initiative with a title as long as the field allows, made for the tests of the pages alone; "
UNBROKEN = "Zusammenarbeitsvereinbarungsentwurfsbesprechungsniederschriftsverzeichnis"


def publish_extremes() -> None:
    """Publishes each of them, and withdraws the last."""
    title = (WORDS * 3)[: 300 - len(UNBROKEN) - 1] + " " + UNBROKEN
    published(LONG, title=title, summary=WORDS * 4, themes=themes(), levels=levels(), actors=every_role())
    published(
        RIGHT_TO_LEFT,
        title="مبادرة مخترعة للاختبار (2021)",
        original_title="יוזמה מומצאת לבדיקה, שלב 2",
        summary="مبادرة مخترعة للاختبار وحده: An invented initiative, for the tests alone.",
        themes=("funding-instruments",),
        actors=[(make_actor("invented-network", "شبكة المدن المخترعة", native_name="רשת ערים מומצאת"), "lead")],
    )
    bare = make_initiative(MISSING, summary="Invented for the tests alone.", form_id=None, countries=(), scope_id="eu")
    publish(
        initiative=bare,
        entries=[make_entry(bare, status=None, text="An invented statement without a footnote.", notes=())],
        why="invented for the tests alone",
    )
    withdraw(initiative=published(WITHDRAWN, summary="Invented for the tests alone."), reason="It was invented.")


def published(slug: str, **values):
    """An initiative with an entry of two footnotes, one of them missing its citation, published."""
    initiative = make_initiative(slug, **values)
    source = make_source(f"{slug}-report", f"A report on {slug}, invented for the tests alone")
    notes = ((f"{slug[:12]}-1", None), (f"{slug[9:20]}-2", source))
    text = f"An invented statement.[^{notes[0][0]}] And another one, {UNBROKEN}.[^{notes[1][0]}]"
    publish(
        initiative=initiative, entries=[make_entry(initiative, text=text, notes=notes)], why="invented for the tests"
    )
    return initiative


def themes() -> list[str]:
    return list(Theme.objects.values_list("slug", flat=True))


def levels() -> list[str]:
    return list(Level.objects.values_list("slug", flat=True))


def every_role() -> list[tuple]:
    """An actor in every role there is."""
    roles = Role.objects.values_list("slug", flat=True)
    return [(make_actor(f"invented-{role}", f"The invented body of the role {role}"), role) for role in roles]


if __name__ == "__main__":
    publish_extremes()
