"""With a keyboard alone: the skip link first, every stop seen and marked, an order that makes sense, and no trap."""

from itertools import groupby

import pytest

from tests.browser.addresses import COUNTRY, LIST, RECORD, TABLE
from tests.browser.keyboard import stops

PAGES = ["/", LIST, TABLE, RECORD, COUNTRY, "/about/", "/nothing/"]
SIZES = [(1280, True), (1280, False), (320, True)]


@pytest.mark.parametrize("path", PAGES)
def test_the_first_stop_is_the_link_past_the_header(site, opened, path):
    page = opened(site, path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


@pytest.mark.parametrize(("width", "script"), SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_every_stop_has_a_name_and_is_seen_and_marked(site, opened, path, width, script):
    page = opened(site, path, width=width, script=script, reduced_motion="reduce")
    found = list(stops(page))
    assert [stop for stop in found if not (stop.name and stop.outlined and stop.seen)] == []
    assert [part for part, _ in groupby(stop.part for stop in found)] == ["before", "header", "main", "footer"]


@pytest.mark.parametrize("path", PAGES)
def test_the_way_back_has_the_same_stops_as_the_way_there(site, opened, path):
    page = opened(site, path, reduced_motion="reduce")
    there = [(stop.kind, stop.name) for stop in stops(page)]
    page.evaluate("[...document.querySelectorAll('[data-stopped]')].at(-1).focus()")
    back = [(stop.kind, stop.name) for stop in stops(page, "Shift+Tab")]
    assert sorted({*back, there[-1]}) == sorted({*there})


@pytest.mark.parametrize("path", PAGES)
def test_no_element_jumps_the_queue(site, opened, path):
    page = opened(site, path)
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
