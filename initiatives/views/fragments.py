"""The panel, the downloads and the citations of a list, put together from prepared fragments."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from initiatives import terms
from initiatives.filters import MOST_HEADING, MOST_NOTE, OF_PAGES
from initiatives.formats import FORMATS, NUMBERS_KEPT, in_figures
from initiatives.panel import Facet, Panel
from initiatives.prepared import FRAGMENTS, Prepared, gap, prepared
from initiatives.selection import Selection
from initiatives.views.downloads import KINDS, Link, families, links
from initiatives.views.picking import Picking

# The facets of the panel, in its order; each can be folded away, the first ones stand open.
PANEL = (
    "country",
    "year",
    "theme",
    "level",
    "form",
    "scope",
    "status",
    "evidence",
    "actor_kind",
    "role",
    "actor",
    "edition",
)
OPEN = 4
# What of a question has no control in the panel and stays as it is.
BESIDE = ("source", "pick", "view", "columns", "basket", "embed", "as_of")
LONG = 10  # beyond so many values a reader is offered to look for one among them
WORDS, NUMBER = "words", "number"
BAR = "bar"  # a year as a bar, not as a value
CHOSEN, OFFERED, EMPTY = "chosen", "offered", "empty"


# ── the panel ────────────────────────────────────────────────────────────────────────────────────────────────


def filters(panel: Panel) -> SafeString:
    """The panel with every facet."""
    selection, cleared = panel.selection, ("clear_all",) if panel.chips else ()
    language = get_language()
    gaps = in_words(selection.total, language) | {
        "clear_all": escape(panel.clear_all) if cleared else "",
        "q": escape(selection.first("q")),
        "facets": "".join(facet(panel, name, number < OPEN, language) for number, name in enumerate(PANEL)),
        "kept": hidden((name, selection.question.get(name, ())) for name in BESIDE),
    }
    return prepared("initiatives/panel.html", *cleared, WORDS, "q", "facets", "kept").filled(gaps)


def hidden(question: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A part of the question as a form carries it along."""
    values = [(name, escape(value)) for name, values in question for value in values]
    return "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in values)


def facet(panel: Panel, name: str, opened: bool, language: str | None) -> str:
    """A facet: its values, each with its count, or the years as a histogram."""
    draw = years if name == "year" else choice
    return draw(panel, panel.facet(name), opened, language)


def choice(panel: Panel, shown: Facet, opened: bool, language: str | None) -> str:
    known = {
        "name": shown.name,
        "opened": opened,
        "chosen": shown.chosen,
        "matched": bool(shown.matched),
        "match": shown.match,
        "long": len(shown.order) > LONG,
        "directory": shown.directory,
        "more": shown.more,
        "as_of": panel.moment.given,
        "clear": bool(shown.clear),
        "values": bool(shown.order),
        "defined": shown.defined,
    }
    form = FRAGMENTS.get(
        ("facet", language, *known.values()),
        lambda: Prepared("initiatives/facet.html", opened_up(known, shown, "clear", "values")),
    )
    return form.filled({"clear": escape(shown.clear), "values": values(panel, shown, language)})


def opened_up(known: dict, shown: Facet, *gaps: str) -> dict:
    """What a facet is drawn of, with gaps where there is something to fill in."""
    return {"label": shown.label, "help": shown.help} | known | {name: known[name] and gap(name) for name in gaps}


def values(panel: Panel, shown: Facet, language: str | None) -> str:
    selected, count = shown.selected, shown.counts.get
    words, make = terms.words(panel.moment, shown.name), partial(value_form, shown)
    drawn = []
    for value in shown.order:
        number = count(value, 0)
        state = CHOSEN if value in selected else OFFERED if number else EMPTY
        form = words.form((state, language), value, make)
        drawn.append(form % in_words(number, language))
    return "".join(drawn)


def value_form(shown: Facet, value: str, manner: tuple[str, str | None]) -> str:
    state, _language = manner
    known = {"facet": shown.name, "value": value, "label": shown.words[value].label, "state": state}
    return prepared("initiatives/value.html", WORDS, NUMBER, **known).form


@lru_cache(NUMBERS_KEPT)
def in_words(count: int, language: str | None) -> dict[str, str]:
    """A number of initiatives, bare and with its noun."""
    number = in_figures(count, language)
    words = ngettext("%(n)s initiative", "%(n)s initiatives", count) % {"n": number}
    return {WORDS: escape(words), NUMBER: escape(number)}


def years(panel: Panel, shown: Facet, opened: bool, language: str | None) -> str:
    spread = panel.years
    known = {
        "opened": opened,
        "chosen": len(panel.selection.question.get("year", ())),
        "clear": bool(shown.clear),
        "bars": bool(spread.bars),
    }
    apart = render_to_string("initiatives/years_apart.html", {"apart": spread.apart}) if spread.apart else ""
    gaps = {"clear": escape(shown.clear), "first": escape(spread.first), "last": escape(spread.last), "apart": apart}
    form = FRAGMENTS.get(
        ("years", language, *known.values()),
        lambda: Prepared(
            "initiatives/years.html",
            {name: gap(name) for name in gaps} | opened_up(known, shown, "clear", "bars"),
        ),
    )
    words = terms.words(panel.moment, "year")
    before, after = map(escape, spread.around)
    drawn = []
    for at, share in spread.bars:
        manner = (BAR, EMPTY if not at.count else CHOSEN if at.selected else OFFERED, language)
        year = words.form(manner, at.value, partial(year_form, at.label))
        own = {"address": f"{before}{at.value}{after}", "share": share}
        drawn.append(year % (own | in_words(at.count, language)))
    return form.filled(gaps | {"bars": "".join(drawn)})


def year_form(label: str, value: str, manner: tuple[str, str, str | None]) -> str:
    _bar, state, _language = manner
    known = {"value": value, "label": label, "state": state}
    return prepared("initiatives/year.html", "address", "share", WORDS, NUMBER, **known).form


# ── about the list ───────────────────────────────────────────────────────────────────────────────────────────


def toolbar(panel: Panel, addresses: dict[str, str], last: int) -> SafeString:
    """How many there are, which of them are shown, in what order, and how; ``addresses`` lead to the two views."""
    selection = panel.selection
    many = ("first", "last") if selection.pages > 1 else ()
    form = prepared(
        "initiatives/toolbar.html",
        *(WORDS, *many, *addresses),
        chips=len(panel.chips),
        picked="pick" in selection.question,
        text="q" in selection.question,
        sort=selection.sort,
        table=selection.first("view") == "table",
    )
    gaps = in_words(selection.total, get_language()) | {name: escape(value) for name, value in addresses.items()}
    ends = {name: in_words(row, "")[NUMBER] for name, row in (("first", selection.first_row), ("last", last))}
    return form.filled(gaps | ends)


def chips(panel: Panel) -> str:
    """What the question asks for, each with the address without it."""
    if not panel.chips:
        return ""
    html = [
        prepared("initiatives/chip.html", "address", "value", number=number, label=chip.label).filled(
            {"address": escape(chip.address), "value": escape(chip.value)}
        )
        for number, chip in enumerate(panel.chips, 1)
    ]
    gaps = {"chips": "".join(html), "clear_all": escape(panel.clear_all)}
    return prepared("initiatives/chips.html", *gaps).filled(gaps)


def pages(selection: Selection) -> str:
    """The way to the other pages of a list."""
    page, last = selection.page, selection.pages
    if last == 1:
        return ""
    there = {"first_page": 1, "previous_page": page - 1} if page > 1 else {}
    there |= {"next_page": page + 1, "last_page": last} if page < last else {}
    kept = ((name, values) for name, values in selection.question.items() if name != "page")
    gaps = {name: escape(selection.page_address(number)) for name, number in there.items()}
    gaps |= {"page": in_words(page, "")[NUMBER], "pages": in_words(last, "")[NUMBER], "kept": hidden(kept)}
    gaps |= {"most": str(last)} if last > 2 else {}
    return prepared("initiatives/pages.html", *gaps).filled(gaps)


def briefing(picking: Picking) -> SafeString:
    """The form that makes a document of a list."""
    form = prepared(
        "initiatives/briefing.html",
        "kept",
        picked=bool(picking.picked),
        groupings=tuple(picking.groupings),
        documents=tuple(picking.documents),
        most_heading=MOST_HEADING,
        most_note=MOST_NOTE,
    )
    question = picking.selection.question.items()
    return form.filled({"kept": hidden((name, values) for name, values in question if name not in OF_PAGES)})


def downloads_of(stem: str, selection: Selection) -> SafeString:
    """Every format of a list, with what it is for and how many rows it gives."""
    refused = {name: text for name, row in FORMATS.items() if (text := row.refusal(selection))}
    form = FRAGMENTS.get(
        ("downloads", stem, get_language(), *refused),
        lambda: Prepared("initiatives/downloads.html", {"downloads": families(stem, OPEN_LINKS, open_texts(refused))}),
    )
    gaps = {f"{name}.refusal": escape(text) for name, text in refused.items()}
    for kinds, link in links(selection).items():
        gaps[f"{'.'.join(kinds)}.address"], gaps[f"{'.'.join(kinds)}.words"] = escape(link.address), escape(link.words)
    return form.filled(gaps)


# Of a list of downloads all that differs from question to question.
OPEN_LINKS = {kinds: Link(gap(f"{'.'.join(kinds)}.address"), gap(f"{'.'.join(kinds)}.words")) for kinds in KINDS}


def open_texts(refused: Iterable[str]) -> dict[str, SafeString]:
    return {name: gap(f"{name}.refusal") for name in refused}


def citing(told: dict) -> SafeString:
    """How a list is cited: ``told`` is what styles.py says of it."""
    files = {f"{name}.{number}": row for name in ("files", "sources") for number, row in enumerate(told[name])}
    key = ("citing", get_language(), *files)
    form = FRAGMENTS.get(key, lambda: Prepared("citing/list.html", open_citing(told)))
    gaps = {name: escape(row["address"]) for name, row in files.items()}
    gaps |= {style.key: escape(style.text) for style in told["styles"]}
    return form.filled(gaps | {"to_store": escape(told["to_store"])})


def open_citing(told: dict) -> dict:
    """What is said of citing a list, with gaps for what differs from list to list."""
    opened = {
        name: [row | {"address": gap(f"{name}.{number}")} for number, row in enumerate(told[name])]
        for name in ("files", "sources")
    }
    styles = [replace(style, text=gap(style.key)) for style in told["styles"]]
    return opened | {"styles": styles, "to_store": gap("to_store")}
