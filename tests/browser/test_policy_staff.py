"""A policy officer on a phone: filters, meets an empty list, takes the way out, downloads."""

import re

from playwright.sync_api import expect

from tests.browser.layout import too_wide
from tests.browser.reader import choose, downloaded, found, leave_filters, open_filters, rows

PHONE = {"width": 320, "has_touch": True, "is_mobile": True}


def test_what_others_have_done_on_a_phone(site, opened, script):
    page = opened(site, "/", script=script, **PHONE)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Initiatives", exact=True).click()
    page.wait_for_url("**/initiatives/")
    open_filters(page)
    choose(page, "Country", "Greece")
    leave_filters(page)
    expect(page.get_by_role("region", name="2 initiatives")).to_be_visible()
    assert len(rows(page)) == found(page) == len(downloaded(page, "CSV")) == 2
    assert too_wide(page) == []


def test_the_way_out_of_an_empty_list(site, opened, script):
    page = opened(site, "/initiatives/?country=GR&q=nothinghasthisword", script=script, **PHONE)
    assert (found(page), rows(page)) == (0, [])
    assert downloaded(page, "CSV") == []
    page.get_by_role("link", name=re.compile("^without search: .?nothinghasthisword", re.IGNORECASE)).click()
    page.wait_for_url("**/initiatives/?country=GR")
    expect(page.get_by_role("region", name="2 initiatives")).to_be_visible()
    assert len(downloaded(page, "CSV")) == 2


def test_a_filter_is_taken_away_by_its_chip(site, opened, script):
    page = opened(site, "/initiatives/?country=GR&country=HR", script=script, **PHONE)
    both = found(page)
    page.get_by_role("link", name="Remove Country: Croatia").click()
    page.wait_for_url("**/initiatives/?country=GR")
    expect(page.get_by_role("region", name="2 initiatives")).to_be_visible()
    page.get_by_role("group", name="Chosen filters").get_by_role("link", name="Clear all").click()
    page.wait_for_url("**/initiatives/")
    assert 2 < both < found(page)
