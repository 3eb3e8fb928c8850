"""Pages stay still while they load, and fit the window: on a phone, at 400 %, with a reader's own spacing."""

import pytest

from tests.browser.addresses import page_types
from tests.browser.layout import IDLE, OBSERVER, cut_off, space_out, too_wide

MOST_SHIFT = 0.02


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_while_a_page_loads(site, opened, width):
    page, moved = opened(site, width=width), {}
    page.add_init_script(OBSERVER)
    for path in page_types(site):
        page.goto(path)
        page.mouse.wheel(0, 2000)
        page.evaluate(IDLE)
        moved[path] = page.evaluate("window.layoutShift")
    assert {path: shift for path, shift in moved.items() if shift >= MOST_SHIFT} == {}


def test_a_shift_is_seen_where_there_is_one(site, opened):
    page = opened(site)
    page.add_init_script(OBSERVER)
    page.goto("/about/")
    page.evaluate("document.body.prepend(Object.assign(document.createElement('div'), {innerHTML: '<br>'.repeat(20)}))")
    page.wait_for_function("window.layoutShift > 0.02")


def test_every_page_fits_the_window_at_400_percent(site, opened, script):
    """320 CSS pixels are what is left of 1280 at 400 % (WCAG 1.4.10)."""
    page, found = opened(site, width=320, script=script), {}
    for path in page_types(site):
        page.goto(path)
        found[path] = [*too_wide(page), *cut_off(page)]
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_is_lost_with_a_readers_own_spacing(site, opened, width):
    page, found = opened(site, width=width), {}
    for path in page_types(site):
        page.goto(path)
        space_out(page)
        found[path] = [*too_wide(page), *cut_off(page)]
    assert {path: what for path, what in found.items() if what} == {}


def test_nothing_runs_or_fades_for_who_wants_less_motion(site, opened):
    page, found = opened(site, reduced_motion="reduce"), {}
    moving = """() => [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e), longest = Math.max(...style.transitionDuration.split(",").map(parseFloat),
        ...style.animationDuration.split(",").map(parseFloat));
      return longest > 0.01;
    }).map(e => e.tagName.toLowerCase() + "." + e.className)"""
    for path in page_types(site):
        page.goto(path)
        found[path] = page.evaluate(moving)
    assert {path: what for path, what in found.items() if what} == {}


def test_every_page_can_be_read_in_forced_colours(site, opened):
    """The focus and the edges of fields do not vanish where the system sets the colours."""
    page = opened(site, forced_colors="active")
    fields = "input:not([type=hidden]), button, select, textarea"
    edgeless = """fields => [...document.querySelectorAll(fields)].filter(e => {
      const style = getComputedStyle(e);
      return e.checkVisibility() && style.appearance === "none" && parseFloat(style.borderBlockStartWidth) === 0
        && parseFloat(style.outlineWidth) === 0;
    }).map(e => e.outerHTML.slice(0, 80))"""
    found = {}
    for path in page_types(site):
        page.goto(path)
        assert page.screenshot()
        found[path] = page.evaluate(edgeless, fields)
    assert {path: what for path, what in found.items() if what} == {}
