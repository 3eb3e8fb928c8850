"""No page breaks a rule of WCAG 2.2, levels A and AA, or of good practice that axe knows."""

import os
from itertools import cycle

from tests.browser import axe
from tests.browser.addresses import page_types, pages

LONG = os.environ.get("LONG") == "1"


def test_no_page_breaks_a_rule(site, tell):
    """In the short form every kind of page is looked at in one view, each view as often, and what differs in the dark
    in the dark too; in the long form every page is, everywhere."""
    paths = pages(site) if LONG else page_types(site)
    work = axe.everywhere(paths) if LONG else [*zip(paths, cycle(axe.VIEWS), strict=False)]
    found = axe.audit(site.address, work, rules_in_dark=() if LONG else axe.COLOUR_RULES)
    tell(f"axe: {len(paths)} pages, {len(work) * len(axe.SCHEMES)} checks, {len(found)} findings.")
    print(*found, sep="\n")
    assert [str(finding) for finding in found] == []
