"""What a reader does on the pages, named as the reader would name it; found by roles and by what is written there."""

import csv
import io
import re

from playwright.sync_api import Locator, Page, expect

COUNT = re.compile(r"^(\d+) initiatives?$")


def found(page: Page) -> int:
    """The number of initiatives that the list says it has."""
    name = page.get_by_role("region", name=COUNT).get_by_text(COUNT).first.text_content()
    return int(COUNT.match(name.strip())[1])


def rows(page: Page) -> list[str]:
    """The titles of the initiatives listed on this page."""
    return page.get_by_role("region", name=COUNT).get_by_role("list").get_by_role("heading", level=3).all_inner_texts()


def search(page: Page, words: str) -> None:
    field = page.get_by_role("main").locator("input[name=q]")
    field.fill(words)
    field.press("Enter")


def open_filters(page: Page) -> None:
    """On a narrow screen the filters stand behind a link."""
    way = page.get_by_role("main").get_by_role("link", name=re.compile(r"^Filters\b"))
    if way.is_visible():
        way.click()


def open_facet(page: Page, label: str) -> Locator:
    facet = page.locator("details").filter(has=page.locator("summary", has_text=re.compile(rf"^\s*{label}\b"))).first
    if facet.get_attribute("open") is None:
        facet.locator("summary").first.click()
    return facet


def choose(page: Page, label: str, value: str) -> None:
    """Chooses a value by its name, which tells its count too, and sees it among the chosen filters."""
    facet = open_facet(page, label)
    name = re.compile(rf"^{value} ?, \d+ initiatives?$")
    box, apply = facet.get_by_role("checkbox", name=name), page.get_by_role("button", name="Apply").first
    if box.count():
        box.click()
        if apply.is_visible():
            apply.click()
    else:
        facet.get_by_role("link", name=name).click()
    chosen = page.get_by_role("group", name="Chosen filters").get_by_role("link", name=f"Remove {label}: {value}")
    expect(chosen.or_(page.get_by_role("button", name=re.compile("^Show "))).first).to_be_visible()


def leave_filters(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile(r"^Show \d+ initiatives?$"))
    if button.is_visible():
        button.click()


def downloaded(page: Page, name: str) -> list[dict[str, str]]:
    """The initiatives of the list as the format of this name gives them."""
    words = re.compile(rf"^{name}: \d+ initiatives?$")
    with page.expect_download() as download:
        page.get_by_role("region", name=COUNT).get_by_role("link", name=words).click()
    text = download.value.path().read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
