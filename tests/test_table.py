"""The list as a table: the columns of the exports in words, and headings that lead to the orders they show."""

import pytest

from initiatives.columns import COLUMNS
from initiatives.filters import TABLE_COLUMNS, USUAL_COLUMNS
from initiatives.models import Initiative
from initiatives.publishing import withdraw
from initiatives.selection import ask
from initiatives.views.table import Cell, Table
from tests.factories import make_published
from tests.security.pages import read

pytestmark = pytest.mark.usefixtures("catalogue")


def table(query: str) -> Table:
    selection = ask(query)
    return Table(selection, selection.page_records())


def test_a_table_can_show_every_column_of_the_exports():
    assert list(TABLE_COLUMNS) == [column.name for column in COLUMNS["initiatives"]]


def test_a_table_shows_the_title_and_the_chosen_columns_in_their_order():
    assert [heading.column.name for heading in table("view=table").headings] == ["title", *USUAL_COLUMNS]
    query = "view=table&columns=summary&columns=actors&columns=licence"
    assert [heading.column.name for heading in table(query).headings] == ["title", "summary", "actors", "licence"]
    assert [heading.column.name for heading in table("view=table&columns=title").headings] == ["title"]


def test_what_is_chosen_is_ticked():
    ticked = [column.name for column, chosen in table("view=table&columns=years").choice if chosen]
    offered = [column.name for column, _ in table("view=table").choice]
    assert (ticked, offered) == (["years"], [name for name in TABLE_COLUMNS if name != "title"])


@pytest.mark.parametrize(
    ("query", "title", "years", "place"),
    [
        (
            "view=table",
            ("", "sort=title&view=table"),
            ("descending", "sort=oldest&view=table"),
            "sort=country&view=table",
        ),
        (
            "sort=oldest&view=table",
            ("", "sort=title&view=table"),
            ("ascending", "view=table"),
            "sort=country&view=table",
        ),
        ("sort=title&view=table", ("ascending", ""), ("", "view=table"), "sort=country&view=table"),
        (
            "q=cities&view=table",
            ("", "q=cities&sort=title&view=table"),
            ("", "q=cities&sort=newest&view=table"),
            "q=cities&sort=country&view=table",
        ),
    ],
)
def test_a_heading_tells_the_order_and_leads_to_another(query, title, years, place):
    headings = {heading.column.name: heading for heading in table(query).headings}
    told = {name: (one.sorted, one.address.partition("?")[2]) for name, one in headings.items()}
    assert (told["title"], told["years"], told["country_names"][1]) == (title, years, place)
    assert (told["levels"], told["status"]) == (("", ""), ("", ""))


def cells(query: str, slug: str) -> list[Cell]:
    [found] = [cells for record, cells in table(query).rows if record["id"] == slug]
    return found


def test_the_cells_say_in_words_what_the_columns_hold():
    make_published("zeta", levels=("national", "local"), countries=(), scope_id="eu")
    names = ("country_names", "years", "levels", "multi_level", "form", "status", "footnotes", "evidence")
    query = "&".join(f"columns={name}" for name in names)
    told = {cell.name: cell.texts for cell in cells(f"view=table&{query}", "zeta")}
    assert told == {
        "country_names": ["No single country"],
        "years": ["2020"],
        "levels": ["National", "Local"],
        "multi_level": ["yes"],
        "form": ["Project"],
        "status": ["Launched"],
        "footnotes": ["1"],
        "evidence": ["Citation missing"],
    }


def test_a_withdrawn_row_says_its_name_and_nothing_else():
    label = ask("").as_of
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="x")
    found = cells(f"view=table&columns=id&columns=summary&as_of={label}", "hr-include")
    assert [(cell.name, cell.texts) for cell in found] == [("id", ["hr-include"]), ("summary", [])]


def test_the_page_has_a_caption_a_region_for_the_keyboard_and_the_order_of_its_rows(reader):
    elements = read(reader.get("/initiatives/?country=HR&sort=title&view=table").content.decode()).elements
    [region] = [e.attributes for e in elements if e.attributes.get("role") == "region"]
    sorts = [e.attributes["aria-sort"] for e in elements if "aria-sort" in e.attributes]
    assert ([e.attributes["id"] for e in elements if e.name == "caption"], sorts) == (["caption"], ["ascending"])
    assert (region["tabindex"], region["aria-labelledby"]) == ("0", "caption")
