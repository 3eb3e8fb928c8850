"""No page breaks a rule of WCAG 2.2, levels A and AA, or of good practice that axe knows."""

import os
from itertools import cycle

from tests.browser import axe
from tests.browser.addresses import page_types, pages

LONG = os.environ.get("LONG") == "1"


def covering(paths: list[str], whole: list[str]) -> list[tuple[str, axe.View]]:
    """Every page in one view, each view as often; every kind of page in the opposite one too."""
    views = dict(zip(paths, cycle(axe.VIEWS), strict=False))
    opposite = dict(zip(axe.VIEWS, axe.VIEWS[::-1], strict=True))
    return [*views.items(), *((path, opposite[views[path]]) for path in whole if path in views)]


def test_no_page_breaks_a_rule(site, tell):
    """In the short form every page is looked at once and every kind of page twice, and what differs in the dark is
    looked at in the dark; in the long form everything is, everywhere."""
    paths = pages(site)
    work = axe.everywhere(paths) if LONG else covering(paths, page_types(site))
    found = axe.audit(site.address, work, rules_in_dark=() if LONG else axe.COLOUR_RULES)
    tell(f"axe: {len(paths)} pages, {len(work) * len(axe.SCHEMES)} checks, {len(found)} findings.")
    print(*found, sep="\n")
    assert [str(finding) for finding in found] == []
