"""A researcher searches, narrows down, reads, follows a footnote to its source and back, cites, and downloads."""

import re

from playwright.sync_api import expect

from tests.browser.reader import choose, downloaded, found, rows, search


def test_from_a_search_to_the_source_of_a_statement(site, opened, script):
    page = opened(site, "/", script=script)
    search(page, "integration")
    page.wait_for_url("**/initiatives/?q=integration")
    everything = found(page)

    choose(page, "Country", "Croatia")
    choose(page, "Year", "2021")
    page.wait_for_url("**/initiatives/?q=integration&country=HR&year=2021")
    expect(page.get_by_role("group", name="Chosen filters").get_by_role("link")).to_have_count(4)
    listed = rows(page)
    assert 0 < len(listed) == found(page) < everything
    assert sorted(row["title"] for row in downloaded(page, "CSV")) == sorted(listed)

    page.get_by_role("link", name=listed[0], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(listed[0])


def test_from_a_statement_to_its_source_and_back(site, opened, script):
    page = opened(site, "/initiatives/gr-cities-network-for-integration/", script=script)
    note = page.locator("main li[id]").filter(has=page.locator("a[href^='/sources/']")).first
    anchor = note.get_attribute("id")
    mark = anchor.removeprefix("fn-")
    page.get_by_role("main").get_by_role("link", name=f"note {mark}", exact=True).first.click()
    expect(page.locator(f"#{anchor}:target")).to_be_in_viewport()

    note.locator("a[href^='/sources/']").click()
    page.wait_for_url("**/sources/*/")
    expect(page.get_by_role("main")).to_contain_text(mark)
    page.go_back()
    page.wait_for_url(f"**/#{anchor}")

    page.get_by_role("link", name=f"Back to the text of note {mark}").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url.endswith(f"#{anchor}-ref-1")


def test_a_statement_has_an_address_that_leads_back_to_it(site, opened, script):
    page = opened(site, "/initiatives/hr-include/", script=script)
    link = page.get_by_role("link", name=re.compile(r"^Link to statement \d+")).first
    link.focus()
    link.press("Enter")
    statement = page.locator(":target").inner_text()

    other = opened(site, page.url.removeprefix(site.address), script=script)
    expect(other.locator(":target")).to_be_in_viewport()
    assert other.locator(":target").inner_text() == statement != ""


def test_a_list_is_cited_by_an_address_that_gives_it_again(site, opened, script):
    page = opened(site, "/initiatives/?country=HR", script=script)
    page.get_by_text("In APA, Chicago, ISO 690").click()
    citation = page.get_by_text(re.compile(re.escape(site.address))).filter(has_text="country=HR").last.inner_text()
    address = re.search(rf"{re.escape(site.address)}(/\S+as_of=[\d.-]+\d)", citation)[1]

    again = opened(site, address, script=script)
    assert rows(again) == rows(page) != []


def test_a_list_is_stored_and_its_page_verifies_it(own_site, opened, script):
    page = opened(own_site, "/initiatives/", script=script)
    choose(page, "Country", "Croatia")
    listed = rows(page)
    page.get_by_role("button", name="Store this citation").press("Enter")
    page.wait_for_url("**/lists/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Country: Croatia")
    expect(page.get_by_role("heading", name="Verified", exact=True)).to_be_visible()
    stored = page.get_by_role("region", name="The list as it stood").get_by_role("heading", level=3).all_inner_texts()
    assert stored == listed[: len(stored)] != []


def test_back_and_forward_go_through_the_questions(site, opened, script):
    page = opened(site, "/initiatives/", script=script)
    counts = [found(page)]
    for label, value in (("Country", "Croatia"), ("Year", "2021")):
        choose(page, label, value)
        counts.append(found(page))
    page.go_back()
    page.wait_for_url("**/initiatives/?country=HR")
    expect(page.get_by_role("region", name=f"{counts[1]} initiatives")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("region", name=f"{counts[0]} initiatives")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("region", name=f"{counts[1]} initiatives")).to_be_visible()
