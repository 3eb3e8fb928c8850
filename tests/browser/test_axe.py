"""No page breaks a rule of WCAG 2.2, levels A and AA, or of good practice that axe knows."""

import os

from tests.browser import axe
from tests.browser.addresses import page_types, pages

LONG = os.environ.get("LONG") == "1"


def covering(paths: list[str], whole: list[str]) -> list[tuple[str, axe.View]]:
    """Every page in one view at least, each view as often; every kind of page in all of them."""
    turns = [(path, axe.VIEWS[number % len(axe.VIEWS)]) for number, path in enumerate(paths)]
    return list(dict.fromkeys([*turns, *axe.everywhere(whole)]))


def test_no_page_breaks_a_rule(site, tell):
    """In the short form every page is looked at once and every kind of page in every view, and what differs in the
    dark is looked at in the dark; in the long form everything is, everywhere."""
    paths = pages(site)
    work = covering(paths, paths if LONG else page_types(site))
    found = axe.audit(site.address, work, rules_in_dark=() if LONG else axe.COLOUR_RULES)
    tell(f"axe: {len(paths)} pages, {len(work) * len(axe.SCHEMES)} checks, {len(found)} findings.")
    print(*found, sep="\n")
    assert [str(finding) for finding in found] == []
