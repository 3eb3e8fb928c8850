"""Pages stay still while they load, and fit the window: on a phone, at 400 %, with a reader's own spacing."""

import pytest

from tests.browser.addresses import page_types
from tests.browser.layout import EDGELESS, IDLE, MOVING, OBSERVER, SHIFTED, cut_off, space_out, too_wide

MOST_SHIFT = 0.02


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_while_a_page_loads_nor_is_lost_with_a_readers_own_spacing(site, opened, width):
    """At 320 px, which is what is left of 1280 at 400 % (WCAG 1.4.10), each page fits as it is, too."""
    page, moved, lost = opened(site, width=width), {}, {}
    page.add_init_script(OBSERVER)
    for path in page_types(site):
        page.goto(path)
        page.mouse.wheel(0, 2000)
        page.evaluate(IDLE)
        moved[path] = page.evaluate("window.layoutShift")
        lost[path] = [*too_wide(page), *cut_off(page)]
        space_out(page)
        lost[f"{path} with more space"] = [*too_wide(page), *cut_off(page)]
    assert {path: shift for path, shift in moved.items() if shift >= MOST_SHIFT} == {}
    assert {path: what for path, what in lost.items() if what} == {}


def test_a_shift_is_seen_where_there_is_one(site, opened):
    page = opened(site)
    page.add_init_script(OBSERVER)
    page.goto("/about/")
    page.evaluate(IDLE)
    page.evaluate("document.body.prepend(Object.assign(document.createElement('div'), {innerHTML: '<br>'.repeat(20)}))")
    assert page.evaluate(SHIFTED, MOST_SHIFT)


def test_every_page_fits_the_window_at_400_percent_without_script(site, opened):
    page, found = opened(site, width=320, script=False), {}
    for path in page_types(site):
        page.goto(path)
        found[path] = [*too_wide(page), *cut_off(page)]
    assert {path: what for path, what in found.items() if what} == {}


def test_for_who_wants_less_motion_and_sets_the_colours_nothing_runs_or_fades_and_every_field_has_an_edge(site, opened):
    """The focus and the edges of fields do not vanish where the system sets the colours."""
    page, moving, edgeless = opened(site, reduced_motion="reduce", forced_colors="active"), {}, {}
    for path in page_types(site):
        page.goto(path)
        assert page.screenshot()
        moving[path], edgeless[path] = page.evaluate(MOVING), page.evaluate(EDGELESS)
    assert {path: what for path, what in moving.items() if what} == {}
    assert {path: what for path, what in edgeless.items() if what} == {}
