"""What a screen reader says on a page, from one place to the next."""

from playwright.sync_api import Page

from tests.browser import parts

ADDRESS = "/virtual-screen-reader.js"  # answered by the test, not by the site: the policy of the page lets it in
SPEAK = """async ([address, container, most]) => {
  const {virtual} = await import(address);
  await virtual.start({container: document.querySelector(container)});
  while (most-- && !(await virtual.lastSpokenPhrase()).startsWith("end of " + (await virtual.spokenPhraseLog())[0]))
    await virtual.next();
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}"""
MOST = 6000


def spoken(page: Page, container: str = "body", most: int = MOST) -> list[str]:
    """The phrases spoken in an element, from its beginning to its end, or the first so many."""
    reader = parts.packages() / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
    page.route(f"**{ADDRESS}", lambda route: route.fulfill(body=reader.read_text(), content_type="text/javascript"))
    return page.evaluate(SPEAK, [ADDRESS, container, most])
