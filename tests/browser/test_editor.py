"""An editor signs in, adds this year's entry with its footnote, publishes it, and sees what the public sees."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.site import Site

SLUG = "hr-new-neighbours"
TEXT = "The project closed with a conference.[^1201]"


@pytest.fixture
def editor(own_site, opened) -> Page:
    """The demo editor, signed in."""
    page = opened(own_site, "/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(own_site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    return page


def field(page: Page, label: str) -> Locator:
    """The first field of this label in the form: the admin writes a colon after it."""
    return page.get_by_label(re.compile(rf"^{label}:?$")).first


def save(page: Page, name: str = "Save") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def add_edition(page: Page) -> None:
    page.goto("/admin/initiatives/year/add/")
    field(page, "Year").fill("2022")
    save(page)
    page.goto("/admin/initiatives/edition/add/")
    field(page, "Title").fill("Asylum Report 2023")
    field(page, "Slug").fill("ar2023")
    field(page, "Publisher").fill("EUAA")
    field(page, "Year").select_option("2022")
    save(page)


def open_initiative(page: Page, title: str) -> None:
    page.goto("/admin/initiatives/initiative/")
    page.locator("input[name=q]").last.fill(title)
    page.locator("input[name=q]").last.press("Enter")
    page.get_by_role("link", name=re.compile(title)).first.click()


def public_words(own_site: Site, opened) -> str:
    page = opened(own_site, f"/initiatives/{SLUG}/")
    return page.get_by_role("main").inner_text()


def test_this_years_entry_from_draft_to_the_public_page(own_site, opened, editor):
    add_edition(editor)
    open_initiative(editor, "New Neighbours")
    editor.get_by_role("link", name="Add this year’s entry").click()
    field(editor, "Edition").select_option("ar2023")
    field(editor, "Status").select_option("continued")
    field(editor, "Text").fill(TEXT)
    save(editor, "Save and continue editing")
    expect(editor.get_by_role("main")).to_contain_text("The text has markers without a footnote: [^1201].")
    assert "The project closed" not in public_words(own_site, opened)

    field(editor, "Citation as printed").fill("Ministry of the Interior, report, p. 3")
    field(editor, "State").select_option("cited")
    save(editor, "Save and go on to publish")
    expect(editor.get_by_role("main")).to_contain_text("What the public will see change")
    field(editor, r"Why\?").fill(f"The entry for 2022, {date.today().year}")
    save(editor, "Publish now")
    expect(editor.get_by_text("Published as changeset")).to_be_visible()

    told = public_words(own_site, opened)
    assert "The project closed with a conference." in told
    assert "Ministry of the Interior, report, p. 3" in told


ADDRESSES = (
    "/admin/",
    "/admin/initiatives/initiative/",
    "/admin/initiatives/initiative/add/",
    "/admin/initiatives/entry/add/?initiative=1",
    "/admin/initiatives/entry/1/change/",
    "/admin/initiatives/entry/1/publish/",
    "/admin/initiatives/entry/1/history/",
    "/admin/initiatives/initiative/1/change/",
    "/admin/initiatives/initiative/1/withdraw/",
    "/admin/initiatives/actor/add/",
    "/admin/password_change/",
)


def test_no_page_of_the_editors_has_an_error(editor):
    """The fixtures see to it: each page is opened, and no console, script or policy may have anything to say."""
    for address in ADDRESSES:
        assert editor.goto(address).status == 200
        editor.wait_for_load_state("networkidle")
