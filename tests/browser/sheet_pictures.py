"""Pictures of the pages for spreadsheets, for the editors' guide: `python -m tests.browser.sheet_pictures`."""

import csv
import io
import re
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import parts
from tests.browser.chromium import launched
from tests.browser.screenshots import reduced
from tests.browser.site import Site, prepare, serving

FOLDER = parts.TOP / "static" / "guide"
SIZE = {"width": 1000, "height": 700}


def changed_list(site: Site) -> bytes:
    """The public list as CSV, in which an editor has changed a title and mistyped a theme."""
    with urllib.request.urlopen(f"{site.address}/initiatives.csv?country=HR") as answer:
        head, *rows = csv.reader(io.StringIO(answer.read().decode("utf-8-sig"), newline=""))
    rows[0][head.index("title")] += ", second phase"
    rows[0][head.index("levels")] = "national; local"
    rows[1][head.index("themes")] = "fundin"
    target = io.StringIO()
    csv.writer(target).writerows([head, *rows])
    return target.getvalue().encode()


def signed_in(browser: Browser, site: Site) -> Page:
    page = browser.new_context(base_url=site.address, viewport=SIZE, reduced_motion="reduce").new_page()
    page.goto("/admin/sheets/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile("/admin/sheets/$"))
    return page


def take(browser: Browser, site: Site) -> None:
    empty, page = browser.new_page(), signed_in(browser, site)
    (FOLDER / "sheets.png").write_bytes(reduced(empty, page.screenshot(clip={"x": 0, "y": 0, **SIZE, "height": 420})))
    file = {"name": "croatia.csv", "mimeType": "text/csv", "buffer": changed_list(site)}
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Compare with the catalogue").click()
    page.wait_for_url(re.compile("/admin/sheets/[0-9]+/$"))
    (FOLDER / "sheet.png").write_bytes(reduced(empty, page.screenshot()))


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as name, sync_playwright() as playwright:
        password = prepare(Path(name), extremes=False)
        with serving(Path(name), password) as site, launched(playwright) as browser:
            take(browser, site)
    return 0


if __name__ == "__main__":
    parts.end(main)
