"""T50: a page's queries do not grow with its rows: the same few for one initiative and for two hundred."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from initiatives import index
from initiatives.models import Changeset, Edition, Year
from initiatives.publishing import Work, changes
from tests.factories import make_actor, make_entry, make_initiative, make_source
from tests.security.routes import SOME_LABEL, SOME_PID, STAFF, as_of, content, matrix, stored

pytestmark = pytest.mark.once
MANY = 200

# For each route the address of what one initiative shows (few) or two hundred show (many), and its queries:
# today, and as of an earlier changeset whose index this worker has made already. Rows that were drawn before are not
# read again, unless words are to be marked in them.
COUNTS = {
    "/": (2, 3),
    "/initiatives/?actor={}-actor": (1, 2),
    "/initiatives/?actor={}-actor&sort=country&view=table": (2, 3),
    "/initiatives/?actor={}-actor&view=table&columns=actors&columns=sources": (2, 3),
    "/initiatives/?q={}": (2, 3),
    "/suggestions.json?q={}": (1, 2),
    "/initiatives.csv?actor={}-actor": (2, 3),
    "/initiatives.csv?actor={}-actor&rows=footnotes": (2, 3),
    "/initiatives.json?actor={}-actor": (2, 3),
    "/initiatives.jsonl?actor={}-actor": (2, 3),
    "/initiatives.geojson?actor={}-actor": (2, 3),
    "/initiatives.xlsx?actor={}-actor": (2, 3),
    "/initiatives.zip?actor={}-actor": (2, 3),
    "/initiatives/{}-0/": (2, 3),
    "/initiatives/{}-0.json": (2, 3),
    "/initiatives/{}-0.csv?rows=entries": (2, 3),
    "/initiatives/{}-0/history/": (2, 3),
    "/changes/": (4, 5),
    "/changes/{label}/": (4, 5),
    "/countries/{country}/": (1, 2),
    "/actors/{}-actor/": (1, 2),
    "/themes/{theme}/": (1, 2),
    "/years/{year}/": (1, 2),
    "/editions/{}-edition/": (2, 3),
    "/sources/{}-source/": (2, 3),
    "/countries/": (1, 2),
    "/actors/": (1, 2),
    "/sources/": (1, 2),
    "/sources.ris?actor={}-actor": (2, 3),
    "/sources/{}-source.ris": (1, 2),
    "/cite/": (1, 2),
    "/cite.bib?actor={}-actor": (1, 2),
    "/lists/{pid}/": (3, 4),
    "/lists/{pid}.json": (3, 4),
    "/unapi": (1, 2),
    "/unapi?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2F%3Factor%3D{}-actor&format=ris": (2, 3),
    "/data/": (1, 2),
    "/about/": (1, 2),
    "/initiatives/{}-0/report/": (2, 3),
    "/initiatives/{}-0/report/sent/?reference=K7QM-2XRD": (1, 2),
    "/report/": (1, 2),
    "/report/sent/?reference=K7QM-2XRD": (1, 2),
    "/accessibility/": (1, 2),
    "/api/": (1, 2),
    "/api/initiatives/?actor={}-actor": (2, 3),
    "/api/initiatives/{}-0/": (2, 3),
    "/api/facets/?actor={}-actor": (1, 2),
    "/api/countries/": (1, 2),
    "/api/countries/{country}/": (1, 2),
    "/api/actors/": (1, 2),
    "/api/actors/{}-actor/": (1, 2),
    "/api/themes/": (1, 2),
    "/api/themes/{theme}/": (1, 2),
    "/api/years/": (1, 2),
    "/api/years/{year}/": (1, 2),
    "/api/editions/": (1, 2),
    "/api/editions/{}-edition/": (1, 2),
    "/api/sources/": (1, 2),
    "/api/sources/{}-source/": (1, 2),
    "/api/vocabularies/": (1, 2),
    "/api/changesets/": (4, 5),
    "/api/schema.json": (1, 2),
    "/api/docs/": (1, 2),
    "/livez": (0, 0),
    "/readyz": (1, 1),
}
FEW = {"country": "LI", "theme": "monitoring-evaluation-research", "year": "1971"}
LARGE = {"country": "AD", "theme": "placement-distribution", "year": "1972"}
BOTH = (("few", FEW), ("many", LARGE))


@pytest.fixture
def catalogue_of_both(catalogue) -> None:
    """One initiative called few, two hundred called many; each kind with everything it shows to itself."""
    with changes(why="few and many") as work:
        make("few", 1, FEW, work)
        make("many", MANY, LARGE, work)


def make(word: str, number: int, own: dict[str, str], work: Work) -> None:
    actor, source = make_actor(f"{word}-actor", f"{word} actor"), make_source(f"{word}-source", word)
    year = Year.objects.create(year=own["year"])
    edition = Edition.objects.create(slug=f"{word}-edition", title=word, publisher="EUAA", year=year)
    places = {"countries": [own["country"]], "themes": [own["theme"]]}
    for i in range(number):
        initiative = make_initiative(f"{word}-{i}", title=f"{word} {i}", actors=[(actor, "lead")], **places)
        entry = make_entry(initiative, edition.slug, "It began.[^1]", notes=[("1", source)])
        work.publish(initiative, entries=[entry])


def queries(path: str) -> tuple[int, int]:
    """The status of an address, and its number of queries once the index is made."""
    content(Client().get(path))
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path)
        content(response)
    return response.status_code, len(captured)


def test_each_page_needs_the_same_few_queries_for_one_row_and_for_two_hundred(catalogue_of_both):
    label = Changeset.objects.get(number=2).label
    # A third changeset, so that the second is an earlier one.
    with changes(why="one more") as work:
        more = make_initiative("one-more")
        work.publish(more, entries=[make_entry(more, "ar2021", "More.[^9]", notes=[("9", None)])])
    found = {(template, word): counted(template, word, own, label) for template in COUNTS for word, own in BOTH}
    assert found == {(template, word): COUNTS[template] for template in COUNTS for word, _ in BOTH}


def counted(template: str, word: str, own: dict[str, str], label: str) -> tuple[int, int]:
    pid = stored(f"actor={word}-actor", label) if "{pid}" in template else ""
    path = template.format(word, label=label, pid=pid, **own)
    (status, today), (past_status, past) = queries(path), queries(as_of(path, label))
    assert (status, past_status) == (200, 200), path
    return today, past


def test_every_public_route_has_its_number_of_queries():
    counted = {
        resolve(template.partition("?")[0].format("few", label=SOME_LABEL, pid=SOME_PID, **FEW)).route
        for template in COUNTS
    }
    assert counted == {pattern for pattern, route in matrix().items() if route.audience != STAFF}


def test_no_page_needs_more_than_eight_queries():
    assert max(number for pair in COUNTS.values() for number in pair) <= 8


def test_a_worker_that_has_not_yet_read_the_ledger_needs_at_most_eight(catalogue_of_both):
    counts = {}
    for path in ("/", "/initiatives/", "/initiatives.csv", "/initiatives/many-0/", "/actors/many-actor/"):
        for label in ("", Changeset.objects.get(number=1).label):
            index.KEEPER.__init__()
            with CaptureQueriesContext(connection) as captured:
                content(Client().get(as_of(path, label)))
            counts[as_of(path, label)] = len(captured)
    assert {path: number for path, number in counts.items() if number > 8} == {}
