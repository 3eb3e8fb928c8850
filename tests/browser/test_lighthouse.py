"""Lighthouse finds the main pages accessible, well made, easy to find and light."""

import os

from tests.browser import lighthouse

LONG = os.environ.get("LONG") == "1"


def test_the_main_pages_get_the_scores_they_should(site, tell):
    """The short form looks at the list as on a phone, the stricter of the two; speed depends on the
    machine and counts in the long form only."""
    asked = (tuple(lighthouse.PRESETS), lighthouse.PAGES) if LONG else (("phone",), lighthouse.PAGES[1:2])
    found = lighthouse.reports(site.address, *asked)
    for row in found:
        tell(f"Lighthouse: {row}")
    assert [fault for row in found for fault in row.faults(performance=LONG)] == []
