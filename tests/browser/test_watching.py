"""The watch that every reader's page is under sees each kind of fault, and none where there is none."""

from tests.browser.watching import Watch

FAULTS = """() => {
  console.error("a word in the console");
  setTimeout(() => { throw new Error("a slip"); });
  document.body.append(Object.assign(document.createElement("script"), {textContent: "window.ran = true"}));
  document.body.append(Object.assign(document.createElement("img"), {src: "/static/absent.png", alt: ""}));
}"""


def test_each_kind_of_fault_is_seen(browser, site):
    page = browser.new_page(base_url=site.address)
    watch = Watch(page, site.address)
    for path in ("/about/", "/nothing/"):
        page.goto(path)
    assert watch.errors == []
    page.evaluate(FAULTS)
    page.wait_for_load_state("networkidle")
    seen = " ".join(watch.errors)
    assert len(watch.errors) == 4
    assert "a word in the console" in seen
    assert "error in a script: a slip" in seen
    assert "Content Security Policy" in seen
    assert "status of 404" in seen
    assert page.evaluate("window.ran") is None
    page.close()
