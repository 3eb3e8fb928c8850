"""What a list tells someone who cannot see it: in the order it is spoken, and when it changes."""

import re

from playwright.sync_api import expect

from tests.browser.addresses import LIST, RECORD
from tests.browser.reader import choose
from tests.browser.spoken import spoken

YEAR = re.compile(r"heading, \d{4} ")


def outline(phrases: list[str], kind: str) -> list[str]:
    """The phrases of one kind: headings, say."""
    return [phrase for phrase in phrases if phrase.partition(",")[0] == kind]


def test_the_values_of_a_filter_tell_their_counts(site, opened):
    page = opened(site, LIST)
    phrases = spoken(page, "details:has(input[name=country])")
    assert outline(phrases, "checkbox")[:5] == [
        "checkbox, Austria, 0 initiatives, not checked, disabled",
        "checkbox, Belgium, 1 initiative, not checked",
        "checkbox, Bulgaria, 2 initiatives, not checked",
        "checkbox, Croatia, 7 initiatives, not checked",
        "checkbox, Cyprus, 1 initiative, not checked",
    ]


def test_the_filters_come_before_the_list(site, opened):
    phrases = spoken(opened(site, "/initiatives/?country=GR"))
    landmarks = ["banner", "navigation, Main", "main", "form, Filters", "region, 2 initiatives", "contentinfo"]
    assert [phrase for phrase in phrases if phrase in landmarks] == landmarks


def test_the_headings_of_a_record_are_its_outline(site, opened):
    headings = outline(spoken(opened(site, RECORD)), "heading")
    assert [heading for heading in headings if heading.endswith("level 1") or YEAR.match(heading)] == [
        "heading, INCLuDE – Inter-sectoral cooperation in the empowerment of third-country nationals, level 1",
        "heading, 2021 Continued, level 3",
        "heading, 2020 Launched, level 3",
    ]
    levels = [int(heading[-1]) for heading in headings]
    assert levels[0] == 1 and all(later <= sooner + 1 for sooner, later in zip(levels, levels[1:], strict=False))


def test_the_new_number_is_announced(site, opened, script):
    """With script a status tells it; without, it is the page's own heading, in its place on a new page."""
    page = opened(site, LIST, script=script)
    choose(page, "Country", "Greece")
    expect(page.get_by_role("region", name="2 initiatives")).to_be_visible()
    if script:
        expect(page.get_by_role("status").filter(has_text="2 initiatives")).to_have_count(1)
