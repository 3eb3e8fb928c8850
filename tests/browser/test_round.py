"""The yearly round in a browser: an editor carries a country forward, says what is unchanged, and publishes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.editing import add_edition, carry_a_country, sign_in

# What Django's own rows in a table break on every form of the admin: their fields are named by the column's heading.
OF_ROWS = {"empty-table-header", "label", "label-title-only", "select-name"}


FADING = 300  # milliseconds in which the admin's links change their colour


@pytest.fixture
def editor(own_site, opened) -> Page:
    page = opened(own_site, reduced_motion="reduce")
    sign_in(page, own_site.password)
    return page


def breaks(page: Page) -> list[tuple[str, str]]:
    """The rules that the page breaks, light and dark, wide and narrow."""
    page.evaluate(axe.source())
    found = []
    for width in axe.WIDTHS:
        page.set_viewport_size({"width": width, "height": axe.HEIGHT})
        for scheme in axe.SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(FADING)
            found += axe.violations(page, ())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": axe.WIDTHS[0], "height": axe.HEIGHT})
    return sorted({row for row in found if row[0] not in OF_ROWS})


def test_the_round_of_a_country_from_nothing_to_published(own_site, opened, editor):
    add_edition(editor)
    carry_a_country(editor, "Greece")
    main = editor.get_by_role("main")
    expect(main).to_contain_text("2 drafts in ar2023.")
    expect(main.get_by_role("link", name=re.compile("^Draft to confirm: "))).to_have_count(2)
    assert breaks(editor) == []

    editor.get_by_role("link", name=re.compile("^Draft to confirm: Cities Network")).click()
    expect(main).to_contain_text("What ar2021 says, for 2020")
    assert breaks(editor) == []
    editor.get_by_label("Mark of its footnote").fill("1201")
    editor.get_by_role("button", name="Unchanged").click()
    expect(main).to_contain_text("Confirmed as unchanged. It is still a draft.")

    editor.goto("/admin/round/?place=GR")
    editor.get_by_role("checkbox", name="All of Greece").check()
    editor.get_by_role("button", name="Publish the drafts for 2022…").click()
    expect(main).to_contain_text("1 cannot be published yet and stays a draft")
    assert breaks(editor) == []
    editor.get_by_label(re.compile("Why")).fill("The round for 2022")
    editor.get_by_role("button", name="Publish 1 entry now").click()
    expect(main).to_contain_text("1 entry published as changeset")
    expect(main.get_by_role("link", name=re.compile(r"^Published, unchanged: Cities Network.*2022$"))).to_have_count(1)

    editor.get_by_role("checkbox", name="All of Greece").check()
    editor.get_by_role("button", name="Confirm the drafts for 2022…").click()
    editor.get_by_role("button", name="Confirm all of these").click()
    expect(main).to_contain_text("1 draft confirmed.")

    reader = opened(own_site, "/initiatives/gr-cities-network-for-integration/")
    expect(reader.get_by_role("main")).to_contain_text(
        "Asylum Report 2023 reports the initiative as Asylum Report 2021 did, without change."
    )
