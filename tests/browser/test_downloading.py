"""A file that takes a while to be made: the reader is told so, and gets it under its name; without script too."""

import io
import re
import time
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, Route, expect

LIST = "/initiatives/?country=HR"
PREPARING = "The file is being prepared …"


def link(page: Page, name: str):
    return page.get_by_role("link", name=re.compile(rf"^{name}: \d+ initiatives, "))


@pytest.mark.parametrize("name", ["Excel", "Data package"])
def test_a_file_that_is_made_first_comes_whole_and_under_its_name(site, opened, script, name):
    page = opened(site, LIST, script=script)
    with page.expect_download() as download:
        link(page, name).click()
    assert re.fullmatch(r"initiatives-[\d.-]+-[0-9a-f]{8}[.](xlsx|zip)", download.value.suggested_filename)
    if name == "Excel":
        rows = load_workbook(io.BytesIO(download.value.path().read_bytes()))["Initiatives"].max_row - 1
        assert link(page, name).text_content().startswith(f"Excel: {rows} initiatives")
    else:
        assert ZipFile(download.value.path()).testzip() is None
    assert page.url.endswith(LIST)


def test_who_waits_is_told_so_and_stays_where_they_were(site, opened):
    page = opened(site, LIST)

    def slowly(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    page.route("**/initiatives.xlsx*", slowly)
    excel = link(page, "Excel")
    with page.expect_download():
        excel.click()
        expect(page.get_by_text(PREPARING).first).to_be_visible()
        expect(page.get_by_role("status").filter(has_text=PREPARING)).to_have_count(1)
        expect(excel).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="The download begins.")).to_have_count(1)
