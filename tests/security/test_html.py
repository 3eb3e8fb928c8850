"""Every public page as a plain parser reads it: nothing inline, ids once, links that lead on, labelled fields."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client

from initiatives.models import Changeset, Initiative
from initiatives.publishing import withdraw
from tests.security.pages import Page, read
from tests.security.routes import ERRORS, PUBLIC, as_of, content, paths

# The database is named so that these come before tests that really commit and leave it empty.
pytestmark = [pytest.mark.once, pytest.mark.django_db]

LONG = os.environ.get("LONG") == "1"
MOST_PAGES = 60


class Site:
    """The pages of the site, each asked for once. Nothing is written while they are read."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)
        self.answers: dict[str, tuple[int, Page | None]] = {}

    @cached_property
    def addresses(self) -> list[str]:
        """Every page of the matrix, some of them as of the first changeset too, and every error."""
        label = Changeset.objects.get(number=1).label
        withdraw(initiative=Initiative.objects.get(slug="ch-swiss-integration-agenda"), reason="a doubt")
        today = [*paths(PUBLIC), "/admin/login/"]
        earlier = [as_of(path, label) for path in paths(PUBLIC)[::3]]
        return [*today, *earlier, *ERRORS, "/initiatives/ch-swiss-integration-agenda/"]

    def get(self, path: str) -> tuple[int, Page | None]:
        if path not in self.answers:
            response = self.client.get(path)
            html = response.headers["Content-Type"].startswith("text/html") and response.status_code not in {301, 302}
            self.answers[path] = response.status_code, read(content(response).decode()) if html else None
        return self.answers[path]

    def links(self, path: str) -> list[str]:
        """The addresses on this site that a page leads to, with their fragments."""
        page = self.get(path)[1]
        found = [urljoin(f"{settings.SITE_URL}{path}", link) for link in page.links] if page else []
        return [link.removeprefix(settings.SITE_URL) for link in found if link.startswith(f"{settings.SITE_URL}/")]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    """The real catalogue as all tests here read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = Site()
        assert site.addresses  # what is withdrawn for them stays so for all tests here
        yield site
        transaction.set_rollback(True)


def pages(site: Site) -> dict[str, Page]:
    return {path: page for path, page in ((path, site.get(path)[1]) for path in site.addresses) if page}


def test_no_page_has_a_script_a_style_or_a_handler_in_it(site):
    assert {path: page.inline_code for path, page in pages(site).items() if page.inline_code} == {}


def test_no_id_stands_twice_in_a_page(site):
    found = {path: Counter(page.ids) - Counter({*page.ids}) for path, page in pages(site).items()}
    assert {path: [*twice] for path, twice in found.items() if twice} == {}


def test_whatever_an_element_names_as_its_label_or_description_is_there(site):
    found = {path: sorted({*page.references} - {*page.ids}) for path, page in pages(site).items()}
    assert {path: missing for path, missing in found.items() if missing} == {}


def test_every_field_has_a_label(site):
    assert {path: page.without_label for path, page in pages(site).items() if page.without_label} == {}


def test_every_link_two_steps_from_every_page_leads_to_a_page(site):
    reached = {path for path in site.addresses if site.get(path)[0] == 200}
    followed = set(reached)
    for _ in range(2):
        reached = {urldefrag(link).url for path in sorted(reached) for link in site.links(path)} - followed
        reached = spread(path for path in reached if not path.startswith(("/static/", "/admin/")))
        followed |= reached
    statuses = {path: site.get(path)[0] for path in followed}
    assert {path: status for path, status in statuses.items() if status not in {200, 301}} == {}


def spread(found: Iterable[str]) -> set[str]:
    """At most MOST_PAGES of the addresses, from all over the site; all of them in the long form."""
    ordered = sorted(found)
    return set(ordered if LONG else ordered[:: 1 + len(ordered) // MOST_PAGES])


def test_every_style_sheet_and_picture_is_there(site):
    loaded = {
        urlsplit(link).path for path in site.addresses for link in site.links(path) if link.startswith("/static/")
    }
    assert [path for path in sorted(loaded) if finders.find(path.removeprefix("/static/")) is None] == []


def test_every_fragment_leads_to_an_element(site):
    links = {link for path in site.addresses if site.get(path)[0] == 200 for link in site.links(path) if "#" in link}
    missing = []
    for link in sorted(links):
        target, fragment = urldefrag(link)
        if fragment not in ids(site, target):
            missing.append(link)
    assert missing == []


def ids(site: Site, target: str) -> list[str]:
    """The ids of a page, or of a drawing among the static files."""
    if not target.startswith("/static/"):
        return site.get(target)[1].ids
    return read(Path(finders.find(target.removeprefix("/static/"))).read_text()).ids
