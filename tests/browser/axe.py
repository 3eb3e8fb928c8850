"""axe-core on pages: light and dark, wide and narrow, with script and without."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from queue import Empty, SimpleQueue

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import parts
from tests.browser.chromium import launched

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ between light and dark: the same elements, in other colours.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
HEIGHT = 900
BROWSERS = 2


@dataclass(frozen=True)
class View:
    """How a page is looked at."""

    width: int
    script: bool

    def __str__(self):
        return f"{self.width} px, {'with' if self.script else 'without'} script"


@dataclass(frozen=True)
class Finding:
    """A rule that a page breaks, and where."""

    path: str
    view: View
    scheme: str
    rule: str
    where: str

    def __str__(self):
        return f"{self.path} ({self.view}, {self.scheme}): {self.rule}: {self.where}"


VIEWS = tuple(View(width, script) for width, script in product(WIDTHS, (True, False)))


def everywhere(paths: Sequence[str]) -> list[tuple[str, View]]:
    return [(path, view) for path in paths for view in VIEWS]


@cache
def source() -> str:
    return (parts.packages() / "axe-core" / "axe.min.js").read_text()


class Auditor:
    """A browser of its own that looks at one page after another."""

    def __init__(self, browser: Browser, address: str):
        self.pages = {view: self.opened(browser, view, address) for view in VIEWS}

    def opened(self, browser: Browser, view: View, address: str) -> Page:
        size = {"width": view.width, "height": HEIGHT}
        return browser.new_context(base_url=address, viewport=size, reduced_motion="reduce").new_page()

    def findings(self, path: str, view: View, rules_in_dark: Sequence[str]) -> Iterator[Finding]:
        page = self.pages[view]
        self.load(page, path, view)
        page.evaluate(source())
        for scheme, rules in (("light", ()), ("dark", rules_in_dark)):
            page.emulate_media(color_scheme=scheme)
            for rule, where in violations(page, rules):
                yield Finding(path, view, scheme, rule, where)

    @staticmethod
    def load(page: Page, path: str, view: View) -> None:
        """Loads the page as its reader gets it. Script is let in afterwards where the reader has none: for axe."""
        page.emulate_media(color_scheme="light")
        control = page.context.new_cdp_session(page)
        control.send("Emulation.setScriptExecutionDisabled", {"value": not view.script})
        page.goto(path)
        control.send("Emulation.setScriptExecutionDisabled", {"value": False})
        control.detach()


def violations(page: Page, rules: Sequence[str]) -> list[tuple[str, str]]:
    """The rules broken on a page, each with the elements: those given, or all of TAGS."""
    options = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS},
        "rules": {} if rules else {"target-size": {"enabled": True}},
    }
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [(row["id"], str(node["target"])) for row in found for node in row["nodes"]]


def audit(
    address: str, work: Sequence[tuple[str, View]], *, rules_in_dark: Sequence[str] = COLOUR_RULES
) -> list[Finding]:
    """What axe finds on these pages in these views, light and dark, with two browsers at once."""
    queue: SimpleQueue[tuple[str, View]] = SimpleQueue()
    for piece in work:
        queue.put(piece)
    source()
    with ThreadPoolExecutor(BROWSERS) as threads:
        runs = [threads.submit(drain, address, queue, rules_in_dark) for _ in range(BROWSERS)]
        return sorted((one for run in runs for one in run.result()), key=str)


def drain(address: str, queue: SimpleQueue, rules_in_dark: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    with sync_playwright() as playwright, launched(playwright) as browser:
        auditor = Auditor(browser, address)
        while True:
            try:
                path, view = queue.get_nowait()
            except Empty:
                return found
            found += auditor.findings(path, view, rules_in_dark)
