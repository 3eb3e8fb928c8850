"""An empty spreadsheet to fill in: the columns that are read, drop-downs from the vocabularies, and what each means."""

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from countries.models import Country
from initiatives.columns import COLUMNS
from initiatives.importer.sheet.layout import OF_ENTRY, OF_FOOTNOTE, OF_INITIATIVE
from initiatives.importer.sheet.values import STATES, TERMS
from initiatives.models import VOCABULARIES, Edition, Initiative

ROWS = 1000  # that get drop-downs
WIDE = {"title": 48, "summary": 60, "text": 80, "citation": 60, "actors": 40}
SHEETS = {
    "Initiatives": ("id", *OF_INITIATIVE),
    "Entries": ("id", "edition", *OF_ENTRY),
    "Footnotes": ("id", "edition", "footnote", *OF_FOOTNOTE),
}
HELP = {column.name: column.help for column in COLUMNS["footnotes"]}
LISTS = "Lists"


def template() -> bytes:
    """The file."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EDF2"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheets = {name: book.add_worksheet(name) for name in SHEETS}
        ranges = write_lists(book.add_worksheet(LISTS), head)
        explain(book.add_worksheet("Help"), head, wrapped)
        for name, columns in SHEETS.items():
            for place, column in enumerate(columns):
                sheets[name].set_column(place, place, WIDE.get(column, 20), wrapped)
                sheets[name].write_string(0, place, column, head)
                sheets[name].write_comment(0, place, str(explained(column)), {"x_scale": 2})
                offer(sheets[name], place, column, ranges)
            sheets[name].freeze_panes(1, 1)
    return target.getvalue()


def offer(sheet: Worksheet, place: int, column: str, ranges: dict[str, str]) -> None:
    """A drop-down; where several values may stand, others than the listed single ones can be typed."""
    if column not in ranges:
        return
    several = column == "id" or TERMS.get(column, ("", False))[1]
    rule = {"validate": "list", "source": ranges[column], "ignore_blank": True}
    if several:
        rule |= {"show_error": False}
    sheet.data_validation(1, place, ROWS, place, rule)


def write_lists(sheet: Worksheet, head) -> dict[str, str]:
    """The values to choose from, a column each; where each stands."""
    ranges = {}
    for place, (column, pairs) in enumerate(choices().items()):
        sheet.set_column(2 * place, 2 * place + 1, 28)
        sheet.write_string(0, 2 * place, column, head)
        for number, (value, label) in enumerate(pairs, 1):
            sheet.write_string(number, 2 * place, value)
            sheet.write_string(number, 2 * place + 1, label)
        letter = column_name(2 * place)
        ranges[column] = f"={LISTS}!${letter}$2:${letter}${max(len(pairs), 1) + 1}"
    return ranges


def choices() -> dict[str, list[tuple[str, str]]]:
    found = {
        "id": list(Initiative.objects.order_by("slug").values_list("slug", "title")),
        "edition": [(edition.slug, str(edition)) for edition in Edition.objects.order_by("slug")],
        "citation_state": [(state, str(label)) for state, label in STATES.items()],
    }
    for column, (vocabulary, _several) in TERMS.items():
        if vocabulary == "country":
            found[column] = list(Country.objects.order_by("code").values_list("code", "name"))
        else:
            found[column] = list(VOCABULARIES[vocabulary].objects.values_list("slug", "label"))
    return found


def column_name(place: int) -> str:
    first, last = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def explained(column: str) -> str:
    """What a column holds, and how it is filled in here."""
    more = {
        "id": _(
            "Of an initiative that is there: choose it. Of a new one: leave it empty, or write the slug it shall have."
        ),
        "actors": _("Names of actors that the catalogue has; several are separated by “; ”."),
        "text": _("In our own words, a paragraph a line, with footnote markers such as [^1164]."),
    }
    several = _("Several are separated by “; ”.") if TERMS.get(column, ("", False))[1] else ""
    return " ".join(part for part in (str(HELP[column]), more.get(column, ""), several) if part)


def explain(sheet: Worksheet, head, wrapped) -> None:
    """What to do, and what each column means."""
    sheet.set_column(0, 1, 20)
    sheet.set_column(2, 2, 100, wrapped)
    lines = [
        _("Fill in a row for each initiative, entry and footnote. Delete sheets and columns that you do not need."),
        _("A column that is missing, and a cell that is empty, leave things as they are."),
        _("Nothing is published by an import: what is new or changed becomes a draft."),
    ]
    for number, line in enumerate(lines):
        sheet.write_string(number, 2, line, wrapped)
    rows = [(_("Sheet"), _("Column"), _("Meaning"))]
    rows += [(name, column, explained(column)) for name, columns in SHEETS.items() for column in columns]
    for number, row in enumerate(rows, len(lines) + 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, head if number == len(lines) + 1 else wrapped)
