"""The page of a list, put together: what each part of it shows, drawn by its own template."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from initiatives.citations import without_checksum
from initiatives.formats.linked import page_node
from initiatives.highlights import Highlighter, marked
from initiatives.panel import Panel
from initiatives.prepared import prepared, whole
from initiatives.record import Record
from initiatives.rows import nothing, rows
from initiatives.selection import PER_PAGE, Selection
from initiatives.spelling import better
from initiatives.templatetags.frame import data_block
from initiatives.views import fragments
from initiatives.views.picking import Picking
from initiatives.views.styles import for_list
from initiatives.views.table import Table

TEMPLATE = "initiatives/list.html"


def page(request: HttpRequest, selection: Selection) -> SafeString | bytes:
    """The page of a list; of a past state it is drawn as a whole, since few ask for the same one."""
    panel, embed = Panel(selection), bool(selection.first("embed"))
    picking = None if embed else Picking(selection)
    known = {"embed": embed, "robots": robots(panel, picking), "path": selection.path}
    texts = about(panel) | parts(panel, picking) | listed(panel, picking)
    if selection.moment.given:
        past = {"moment": selection.moment, "today_address": selection.address(as_of=[])}
        return render_to_string(TEMPLATE, texts | known | past, request)
    return whole(TEMPLATE, {name: conditional_escape(text) for name, text in texts.items()}, known)


def robots(panel: Panel, picking: Picking | None) -> str:
    """What search engines are to do with the page: they find every initiative without its thousand lists."""
    if picking and picking.basket:
        return "noindex, nofollow"
    return "noindex, follow" if panel.chips else ""


def about(panel: Panel) -> dict[str, str]:
    """What the page says of itself."""
    selection, words = panel.selection, panel.words
    description = ngettext(
        "%(n)s initiative on integrating refugees and migrants: %(words)s.",
        "%(n)s initiatives on integrating refugees and migrants: %(words)s.",
        selection.total,
    )
    return {
        "words": words,
        "description": description % {"n": fragments.in_words(selection.total, None)[fragments.NUMBER], "words": words},
        "url": selection.url,
        "question": words if panel.chips else "",
        "question_address": selection.address(view=[], columns=[], sort=[], embed=[], basket=[]),
        "first_row": str(selection.first_row),
    }


def parts(panel: Panel, picking: Picking | None) -> dict[str, str]:
    """What stands about the rows."""
    selection = panel.selection
    reference = without_checksum(selection, panel.words)
    told = for_list(selection, reference)
    identifier = {"unapi": escape(told["unapi"]), "linked": data_block(page_node(selection, reference))}
    return {
        "filters": fragments.filters(panel),
        "toolbar": fragments.toolbar(panel, drawn_as(selection), last_row(selection)),
        "chips": fragments.chips(panel),
        "picked": part("picked", picking) if picking and picking.picked else "",
        "basket": part("basket", picking) if picking and picking.basket else "",
        "pages": fragments.pages(selection),
        "briefing": fragments.briefing(picking) if picking else "",
        "downloads": fragments.downloads_of("/initiatives", selection),
        "citing": fragments.citing(told),
        "identifier": prepared("citing/identifier.html", *identifier).filled(identifier),
    }


def part(name: str, picking: Picking) -> SafeString:
    return render_to_string(f"initiatives/{name}.html", {"picking": picking})


def drawn_as(selection: Selection) -> dict[str, str]:
    """The addresses of the same page as a list and as a table."""
    page = selection.question.get("page", [])
    return {
        "as_list": selection.address(view=[], columns=[], page=page),
        "as_table": selection.address(view=["table"], page=page),
    }


def last_row(selection: Selection) -> int:
    """The number of the last row on the page."""
    return min(selection.first_row + PER_PAGE - 1, selection.total)


def listed(panel: Panel, picking: Picking | None) -> dict[str, str]:
    """The rows of the page, as a list or as a table, each with what the reader can do with it; or ways out of none."""
    selection, hand = panel.selection, picking.drawn if picking else nothing
    found = {"rows": "", "table": "", "nothing": ""}
    if not selection.total:
        context = {"panel": panel, "better": better(selection)}
        return found | {"nothing": render_to_string("initiatives/nothing.html", context)}
    if selection.first("view") != "table":
        return found | {"rows": rows(selection, selection.page_ids, hand)}
    table = Table(selection, selection.page_records())
    lighter = Highlighter(selection.snapshot, selection.first("q"))

    def drawn(record: Record) -> tuple[SafeString, str]:
        """The title, and what the reader can do with the row."""
        withdrawn, title = "withdrawn" in record, record.get("title", record["id"])
        own = hand(record["id"], escape(title), withdrawn)
        return SafeString() if withdrawn else marked(lighter.title(record)), own

    context = {
        "selection": selection,
        "moment": selection.moment,
        "panel": panel,
        "table": table,
        "rows": [(record, *drawn(record), cells) for record, cells in table.rows],
        "last_row": last_row(selection),
        "kept": [(name, value) for name, values in selection.question.items() if name != "page" for value in values],
    }
    return found | {"table": render_to_string("initiatives/table.html", context)}
