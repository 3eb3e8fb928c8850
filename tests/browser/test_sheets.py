"""An editor sends a spreadsheet back, leaves a row out, applies the rest, and undoes it: in a real browser."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import editor

__all__ = ["editor"]

TITLE = "A title from a spreadsheet"


def changed_list(page: Page) -> dict:
    """The public list of Croatia's initiatives as a file, with two titles changed."""
    head, *rows = csv.reader(io.StringIO(page.request.get("/initiatives.csv?country=HR").text().lstrip("\ufeff")))
    for number, row in enumerate(rows[:2], 1):
        row[head.index("title")] = f"{TITLE}, {number}"
    target = io.StringIO()
    csv.writer(target).writerows([head, *rows])
    return {"name": "croatia.csv", "mimeType": "text/csv", "buffer": target.getvalue().encode()}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("keyboard", [False, True], ids=["by mouse", "by keys"])
def test_a_spreadsheet_from_sending_to_undoing(editor, keyboard):
    editor.get_by_role("link", name="Send a spreadsheet, or go on with one").click()
    editor.get_by_label("Spreadsheet").set_input_files(changed_list(editor))
    press(editor, "Compare with the catalogue")
    expect(editor.get_by_role("status")).to_have_text("2 rows are accepted.")
    leave = editor.get_by_role("button", name="Leave out", exact=True).first
    if keyboard:
        leave.focus()
        editor.keyboard.press("Enter")
    else:
        leave.click()
    expect(editor.get_by_role("status")).to_have_text("1 row is accepted.")
    editor.reload()
    expect(editor.get_by_role("status")).to_have_text("1 row is accepted.")
    press(editor, "Apply what is accepted, as drafts")
    expect(editor.get_by_text("Applied: everything you accepted is a draft now.")).to_be_visible()
    public = editor.request.get("/initiatives.json?country=HR").text()
    assert TITLE not in public
    press(editor, "Undo all of it")
    expect(editor.get_by_text("Undone: everything is as it was")).to_be_visible()
    editor.goto("/admin/initiatives/initiative/")
    expect(editor.get_by_text(re.compile(TITLE))).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_that_takes_spreadsheets_fits_into_any_window(editor, width):
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto("/admin/sheets/")
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
