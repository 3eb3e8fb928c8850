"""The HTML of every page, errors included, has no fault that the Nu checker knows."""

from tests.browser.addresses import answer, pages
from tests.browser.nu import faults


def test_the_checker_finds_a_fault_where_there_is_one():
    document = '<!DOCTYPE html><html lang="en"><title>A page</title><p>A <unheard>word'
    assert list(faults({"/right/": document.partition("<unheard>")[0], "/wrong/": document})) == ["/wrong/"]


def test_no_page_has_a_fault_in_its_html(site, tell):
    documents = {path: answer(site, path)[2] for path in pages(site)}
    found = faults(documents)
    tell(f"Nu checker: {len(documents)} pages, {len(found)} with a fault.")
    assert found == {}
