"""With a keyboard alone: the skip link first, every stop seen and marked, an order that makes sense, and no trap."""

from itertools import groupby

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import COUNTRY, LIST, RECORD, TABLE
from tests.browser.keyboard import Stop, stops

PAGES = ["/", LIST, TABLE, RECORD, COUNTRY, "/about/", "/nothing/"]
SIZES = [(1280, True), (1280, False), (320, True)]


def test_the_first_stop_is_the_link_past_the_header_and_no_element_jumps_the_queue(site, opened):
    page, first, past, jumping = opened(site), {}, {}, {}
    for path in PAGES:
        page.goto(path)
        jumping[path] = page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count()
        page.keyboard.press("Tab")
        first[path] = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        past[path] = page.evaluate("document.activeElement.closest('main, footer') !== null")
    assert first == dict.fromkeys(PAGES, "Skip to content")
    assert past == dict.fromkeys(PAGES, True)
    assert jumping == dict.fromkeys(PAGES, 0)


@pytest.mark.parametrize(("width", "script"), SIZES)
def test_every_stop_has_a_name_and_is_seen_and_marked(site, opened, width, script):
    page = opened(site, width=width, script=script, reduced_motion="reduce")
    found = {path: from_the_top(page, path) for path in PAGES}
    bad = {path: [s for s in stops if not (s.name and s.outlined and s.seen)] for path, stops in found.items()}
    assert bad == dict.fromkeys(PAGES, [])
    parts = {path: [part for part, _ in groupby(stop.part for stop in stops)] for path, stops in found.items()}
    assert parts == dict.fromkeys(PAGES, ["before", "header", "main", "footer"])


def from_the_top(page: Page, path: str) -> list[Stop]:
    page.goto(path)
    return list(stops(page))


def test_the_way_back_has_the_same_stops_as_the_way_there(site, opened):
    page, missing = opened(site, reduced_motion="reduce"), {}
    for path in PAGES:
        there = [(stop.kind, stop.name) for stop in from_the_top(page, path)]
        page.evaluate("[...document.querySelectorAll('[data-stopped]')].at(-1).focus()")
        back = [(stop.kind, stop.name) for stop in stops(page, "Shift+Tab")]
        missing[path] = {*back, there[-1]} ^ {*there}
    assert missing == dict.fromkeys(PAGES, set())
