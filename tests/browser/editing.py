"""What an editor does in a browser before and in a yearly round."""

from playwright.sync_api import Page, expect

NEW_EDITION = "ar2023"


def sign_in(page: Page, password: str) -> None:
    """The demo editor signs in."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()


def add_edition(page: Page) -> None:
    """The edition of a new round, and the year that it covers."""
    page.goto("/admin/initiatives/year/add/")
    page.locator("#id_year").fill("2022")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/admin/initiatives/edition/add/")
    page.locator("#id_title").fill("Asylum Report 2023")
    page.locator("#id_slug").fill(NEW_EDITION)
    page.locator("#id_publisher").fill("EUAA")
    page.locator("#id_year").select_option("2022")
    page.get_by_role("button", name="Save", exact=True).click()


def carry_a_country(page: Page, name: str) -> None:
    """On the round board: all of a country is carried forward into the new edition."""
    page.goto("/admin/round/")
    page.get_by_role("checkbox", name=f"All of {name}").check()
    page.get_by_role("button", name="Carry forward…").click()
    page.get_by_role("button", name=f"Carry forward into {NEW_EDITION}").click()
