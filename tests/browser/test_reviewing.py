"""An editor reads a section of a report in: pastes, decides by mouse and keys, applies, publishes, and undoes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editing import sign_in
from tests.browser.parts import TOP
from tests.browser.site import Site

SECTION = (TOP / "tests" / "importer" / "sections" / "council-bracketed-notes.txt").read_text()


@pytest.fixture
def editor(own_site, opened) -> Page:
    """The demo editor, signed in."""
    return signed_in(own_site, opened)


def signed_in(site: Site, opened, **more) -> Page:
    page = opened(site, **more)
    sign_in(page, site.password)
    return page


def paste(page: Page, edition: str, year: str) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Paste or upload a section").click()
    page.get_by_label("Slug of a new edition").fill(edition)
    page.get_by_label("The year it covers").fill(year)
    page.get_by_label("Its title").fill(f"Review of {year}")
    page.get_by_label("Its publisher").fill("A council")
    page.get_by_label("The text of the section").fill(SECTION)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Proposed drafts")).to_be_visible()


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=re.compile(title))


def decided(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=True)).to_be_visible()


def press(page: Page, key: str) -> None:
    """A key that loads the page anew, or goes to another."""
    with page.expect_navigation():
        page.keyboard.press(key)


def apply(page: Page) -> None:
    page.get_by_role("link", name="Apply…").click()
    page.get_by_role("button", name="Apply as drafts").click()
    expect(page.get_by_role("status")).to_contain_text("All of it is a draft")


def test_a_section_from_its_text_to_the_public_page_and_back(own_site, opened, editor):
    paste(editor, "cr2031", "2031")
    review = editor.url

    # by mouse
    bridges = card(editor, "Bridges of Welcome")
    bridges.hover()
    assert editor.locator("mark.lit").count() == 3
    bridges.get_by_role("button", name="Accept").click()
    decided(editor, "1 of 3 decided")
    assert editor.evaluate("document.activeElement.id") == card(editor, "Kompis Vest").get_attribute("id")

    # by keys: a reload loses nothing
    press(editor, "r")
    decided(editor, "2 of 3 decided")
    editor.reload()
    decided(editor, "2 of 3 decided")
    card(editor, "Kompis Vest").focus()
    press(editor, "u")
    press(editor, "m")
    decided(editor, "0 of 2 decided")
    editor.get_by_role("button", name="Take it out again").click()
    decided(editor, "1 of 3 decided")
    press(editor, "s")
    editor.get_by_role("checkbox").last.check()
    editor.get_by_role("button", name="Split").click()
    decided(editor, "1 of 4 decided")
    press(editor, "m")
    decided(editor, "1 of 3 decided")

    # edited
    press(editor, "e")
    editor.get_by_label("Text of the entry").fill("Bergen tried mentoring for women.[^3]")
    editor.get_by_role("button", name="Save and accept").click()
    decided(editor, "2 of 3 decided")

    # keys can be turned off
    editor.get_by_role("button", name="Keys").click()
    card(editor, "Kompis Vest").focus()
    editor.keyboard.press("r")
    editor.get_by_role("button", name="Keys").click()
    decided(editor, "2 of 3 decided")

    apply(editor)
    editor.get_by_role("link", name=re.compile("Open the entry: Kompis Vest")).click()
    editor.get_by_role("button", name="Save and go on to publish").click()
    editor.get_by_label(re.compile(r"^Why\?")).fill("The entry for 2031")
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("Published as changeset")).to_be_visible()
    public = opened(own_site, "/initiatives/?q=kompis")
    expect(public.get_by_role("main")).to_contain_text("Kompis Vest")
    assert "Bridges of Welcome" not in opened(own_site, "/initiatives/?year=2031").get_by_role("main").inner_text()

    editor.goto(review)
    editor.get_by_role("link", name="Undo…").click()
    expect(editor.get_by_role("main")).to_contain_text("has been changed or published since.")
    expect(editor.get_by_role("button", name="Undo all of it")).to_have_count(0)


def test_without_script_a_section_is_reviewed_applied_and_undone(own_site, opened):
    editor = signed_in(own_site, opened, script=False)
    paste(editor, "cr2032", "2032")
    editor.get_by_role("button", name=re.compile("Accept .* sure")).click()
    card(editor, "Bridges of Welcome").get_by_role("link", name="Attach to an initiative").click()
    editor.get_by_label("Or its slug").fill("hr-include")
    editor.get_by_role("button", name="Attach").click()
    expect(card(editor, "Bridges of Welcome")).to_contain_text("Goes on with INCLuDE")
    card(editor, "Bridges of Welcome").get_by_role("button", name="Detach").click()
    editor.get_by_role("link", name="Take this sentence into proposal 1…").last.click()
    editor.get_by_role("button", name="Move").click()
    expect(card(editor, "Bridges of Welcome")).to_contain_text("Taken in from the context: “Cooperation between levels")
    card(editor, "Bridges of Welcome").get_by_role("button", name="Put it apart again").click()
    expect(card(editor, "Bridges of Welcome")).not_to_contain_text("Cooperation between levels")
    apply(editor)
    editor.get_by_role("link", name="Undo…").click()
    editor.get_by_role("button", name="Undo all of it").click()
    expect(editor.get_by_role("status")).to_contain_text("The catalogue is as it was before")
    assert "Kompis Vest" not in editor.goto("/admin/initiatives/initiative/").text()


def test_a_key_that_is_held_down_decides_once(own_site, opened, editor):
    paste(editor, "cr2037", "2037")
    card(editor, "Bridges of Welcome").focus()
    with editor.expect_navigation():
        editor.keyboard.down("a")
    decided(editor, "1 of 3 decided")
    editor.keyboard.down("a")  # the browser's own repetition, which reaches the next card
    editor.keyboard.up("a")
    editor.reload()
    decided(editor, "1 of 3 decided")
