"""A site that runs, a browser, and readers in it whose pages must stay without errors."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import parts
from tests.browser.chromium import launched
from tests.browser.site import Site, copied, prepare, serving
from tests.browser.watching import Watch

type Opener = Callable[..., Page]


TOLD = pytest.StashKey[list[str]]()
PATIENCE = 15_000  # milliseconds for what a page is to show or to do, on a machine that has other work as well
expect.set_options(timeout=PATIENCE)


@contextmanager
def skipping() -> Iterator[None]:
    """Where a part cannot be had, the tests that need it are skipped and say which; with CI=true they fail."""
    try:
        yield
    except parts.UnavailableError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call():
    with skipping():
        return (yield)


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(TOLD, []):
        terminalreporter.write_line(line)


@pytest.fixture
def tell(request) -> Callable[[str], None]:
    """Writes a line at the end of the run, whether or not the test passes."""
    return request.config.stash.setdefault(TOLD, []).append


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory) -> tuple[Path, str]:
    """The data folder of the site, and the demo editor's password."""
    with skipping():
        parts.chromium()
    folder = tmp_path_factory.mktemp("site")
    return folder, prepare(folder)


@pytest.fixture(scope="session")
def site(data_folder) -> Iterator[Site]:
    """The site that all readers share: no test writes to it."""
    with serving(*data_folder) as running:
        yield running


@pytest.fixture
def own_site(data_folder, tmp_path) -> Iterator[Site]:
    """A site of the test's own, to write to."""
    folder, password = data_folder
    with serving(copied(folder, tmp_path / "site"), password) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with skipping(), sync_playwright() as playwright, launched(playwright) as running:
        yield running


@pytest.fixture(scope="session")
def readers(browser) -> Iterator[Callable[..., BrowserContext]]:
    """Who looks at a site, with a window and settings of their own. Each is made once: that costs more than a page."""
    made = []

    @cache
    def reader(address: str, *, width: int, script: bool, **more) -> BrowserContext:
        size = {"width": width, "height": 900 if width > 600 else 640}
        settings = {"base_url": address, "viewport": size, "java_script_enabled": script, "locale": "en"}
        made.append(browser.new_context(**settings, **more))
        return made[-1]

    yield reader
    for context in made:
        context.close()


def forget(page: Page, address: str) -> None:
    """Takes away what a site has left with the reader of a page."""
    page.context.clear_cookies()
    control = page.context.new_cdp_session(page)
    control.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "local_storage"})
    control.detach()


@pytest.fixture
def opened(readers) -> Iterator[Opener]:
    """Opens a page of a site for a reader. At the end none of these pages may have had an error; no reader remembers
    anything of a test."""
    watches, pages = [], []

    def open_page(site: Site, path: str = "", *, width: int = 1280, script: bool = True, **more) -> Page:
        page = readers(site.address, width=width, script=script, **more).new_page()
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        watches.append(Watch(page, site.address))
        if path:
            page.goto(path)
        return page

    yield open_page
    for page, watch in zip(pages, watches, strict=True):
        forget(page, watch.address)
        page.close()
    assert [error for watch in watches for error in watch.errors] == []


@pytest.fixture
def page(opened, site) -> Page:
    """A reader's empty page at a desk, with script."""
    return opened(site)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request) -> bool:
    return request.param
