"""The list as a table: the chosen columns, the orders their headings lead to, and each cell in words."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.asking import label
from initiatives.columns import INITIATIVE_COLUMNS, Column, Row
from initiatives.facets import NONE
from initiatives.filters import USUAL_COLUMNS
from initiatives.record import Record
from initiatives.selection import Selection

# Columns of slugs that have no column of words beside them: readers see the words.
IN_WORDS = {
    "levels": "level",
    "form": "form",
    "scope": "scope",
    "status": "status",
    "actor_roles": "role",
    "evidence": "evidence",
}
PLACES = {"countries", "country_names"}
DAYS = {"published_at", "changed_at"}
NUMBERS = {"first_year", "last_year", "entries", "footnotes", "sources", "version"}
# The orders of a list by the column they can be read off, each with how it runs.
ORDERS = {
    "title": {"title": "ascending"},
    "countries": {"country": "ascending"},
    "country_names": {"country": "ascending"},
    "years": {"newest": "descending", "oldest": "ascending"},
    "first_year": {"oldest": "ascending"},
    "last_year": {"newest": "descending"},
}


# Where a column's name and help are written for those who download, a table on a page says it for those who look.
SPOKEN = {
    "countries": (gettext_lazy("Country codes"), gettext_lazy("ISO 3166-1 codes.")),
    "country_names": (gettext_lazy("Countries"), gettext_lazy("Where it takes place.")),
    "themes": (gettext_lazy("Theme identifiers"), gettext_lazy("As in addresses; the primary one first.")),
    "theme_labels": (gettext_lazy("Themes"), gettext_lazy("What it is about; the primary one first.")),
    "levels": (gettext_lazy("Governance levels"), gettext_lazy("The levels that take part.")),
    "id": (gettext_lazy("Identifier"), gettext_lazy("It never changes.")),
}
SHOWN = tuple(
    replace(column, label=SPOKEN[column.name][0], help=SPOKEN[column.name][1]) if column.name in SPOKEN else column
    for column in INITIATIVE_COLUMNS
)
TITLE = next(column for column in SHOWN if column.name == "title")


@dataclass(frozen=True)
class Heading:
    """A column's heading: how the list is sorted by it, and the address that sorts it so or the other way round."""

    column: Column
    sorted: str
    address: str

    @property
    def numeric(self) -> bool:
        return self.column.name in NUMBERS


@dataclass(frozen=True)
class Cell:
    """One cell in words; several values are a list."""

    name: str
    texts: list[str]

    @property
    def numeric(self) -> bool:
        return self.name in NUMBERS


@dataclass
class Table:
    """The rows of one page of a selection as a table; the title heads each row."""

    selection: Selection
    records: list[Record]

    @cached_property
    def columns(self) -> list[Column]:
        """The chosen columns but for the title."""
        names = self.selection.question.get("columns", USUAL_COLUMNS)
        return [column for column in SHOWN if column.name in names and column is not TITLE]

    @property
    def choice(self) -> list[tuple[Column, bool]]:
        """Every column that can be chosen, and whether it is."""
        return [(column, column in self.columns) for column in SHOWN if column is not TITLE]

    @property
    def headings(self) -> list[Heading]:
        return [self.heading(column) for column in (TITLE, *self.columns)]

    def heading(self, column: Column) -> Heading:
        orders, now = ORDERS.get(column.name, {}), self.selection.sort
        other = next((order for order in orders if order != now), "")
        return Heading(
            column,
            sorted=orders.get(now, ""),
            address=self.selection.address(sort=[other] if other != self.selection.usual_sort else []) if other else "",
        )

    @property
    def rows(self) -> list[tuple[Record, list[Cell]]]:
        return [(record, self.cells(record)) for record in self.records]

    def cells(self, record: Record) -> list[Cell]:
        row = Row(self.selection, record)
        return [Cell(column.name, self.texts(column.name, column.value(row))) for column in self.columns]

    def texts(self, name: str, value: Any) -> list[str]:
        """A column's value as readers see it."""
        if value is None or value == "":
            return []
        if value == [] and name in PLACES:
            return [label(self.selection.moment, "country", NONE)]
        if isinstance(value, bool):
            return [_("yes") if value else _("no")]
        values = value if isinstance(value, list) else [value]
        if name in IN_WORDS:
            return [label(self.selection.moment, IN_WORDS[name], each) for each in values]
        return [str(each)[:10] if name in DAYS else str(each) for each in values]
