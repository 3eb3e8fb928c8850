"""What the API answers, as plain values: each from a selection or a moment, and from nothing else."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import changesets, directories
from initiatives.asking import Moment
from initiatives.facets import MAY_BE_NONE, NONE
from initiatives.filters import FACET_PARAMETERS
from initiatives.panel import PARAMETERS, Panel, Value
from initiatives.public import stamp
from initiatives.record import Record
from initiatives.selection import Selection, ask, encoded
from initiatives.terms import Words
from initiatives.views.overview import OVERVIEWS, PER_DIRECTORY, Overview, shown
from initiatives.views.paging import page_query

type Answer = dict[str, Any]

# Every list that can be asked for, by the last part of its path, and what it holds.
LISTS = ("initiatives", "facets", *OVERVIEWS, "vocabularies", "changesets")

# What the vocabularies are called that one cannot filter by.
UNFILTERED = {"relation": gettext_lazy("Relation"), "target_group": gettext_lazy("Target group")}


class Complete(Panel):
    """The facets with every value that can be asked for, be there initiatives or not."""

    def offered(self, name: str, words: Words, counts: dict[str, int]) -> set[str]:
        unspecified = {NONE} if name in MAY_BE_NONE else set()
        several = {"multi"} if name == "level" else set()
        return words.terms.keys() | self.selection.snapshot.visible(name, counts.keys()) | unspecified | several


def absolute(path: str, query: str = "") -> str:
    return f"{settings.SITE_URL}{path}{f'?{query}' if query else ''}"


def listed(results: list[Any], count: int, following: str | None = None, previous: str | None = None) -> Answer:
    """The one shape of every list."""
    return {"count": count, "next": following, "previous": previous, "results": results}


def root(when: Moment) -> Answer:
    """What there is, and from which changeset it is answered."""
    query = encoded(when.question)
    return {
        "title": _("Catalogue of integration-cooperation initiatives"),
        "as_of": when.snapshot.label or when.given,
        "licence": settings.LICENCE,
        "licence_url": settings.LICENCE_URL,
        "documentation": absolute("/api/docs/", query),
        "schema": absolute("/api/schema.json"),
        "lists": {name: absolute(f"/api/{name}/", query) for name in LISTS},
    }


def initiatives(selection: Selection) -> Answer:
    """One page of the list of initiatives, and the addresses of the pages beside it."""
    page, path = selection.page, "/api/initiatives/"

    def address(number: int) -> str:
        return absolute(path, selection.query(page=[str(number)] if number > 1 else []))

    return listed(
        selection.page_records(),
        selection.total,
        address(page + 1) if page < selection.pages else None,
        address(page - 1) if page > 1 else None,
    )


def facets(selection: Selection) -> Answer:
    """Every facet with all its values, and the length of the list that each would give."""
    found = Complete(selection).facets
    return {
        "count": selection.total,
        "facets": {name: [facet_value(value) for value in facet.values] for name, facet in found.items()},
    }


def facet_value(value: Value) -> Answer:
    return {"value": value.value, "label": value.label, "count": value.count, "selected": value.selected}


def everything(when: Moment) -> Panel:
    """The facets of the whole catalogue at a moment."""
    return Panel(ask(encoded(when.question), when=when))


# ── directories ──────────────────────────────────────────────────────────────────────────────────────────────


def values(when: Moment, name: str) -> Sequence[Value]:
    """The things of a directory, as its page lists them."""
    return directories.values(when, OVERVIEWS[name].facet)


def pages(number: int, per_page: int = PER_DIRECTORY) -> int:
    return max(1, -(-number // per_page))


def directory(when: Moment, name: str, found: Sequence[Value], page: int) -> Answer:
    """One page of a directory: things that initiatives show."""
    start = (page - 1) * PER_DIRECTORY
    results = [
        thing(when, name, value.value, value.label, value.count) for value in found[start : start + PER_DIRECTORY]
    ]
    return listed(results, len(found), *beside(when, f"/api/{name}/", page, pages(len(found))))


def beside(when: Moment, path: str, page: int, last: int) -> tuple[str | None, str | None]:
    """The addresses of the next page and the previous one."""
    following = absolute(path, page_query(when, page + 1)) if page < last else None
    return following, absolute(path, page_query(when, page - 1)) if page > 1 else None


def thing(when: Moment, name: str, slug: str, words: str, initiatives: int) -> Answer:
    """One country, actor, theme, year, edition or source: its record, and how many initiatives show it."""
    return {
        "id": slug,
        "label": words,
        "initiatives": initiatives,
        "url": absolute(f"/{name}/{slug}/"),
        "record": shown(when, OVERVIEWS[name], slug),
    }


def number_of_initiatives(when: Moment, kind: Overview, slug: str) -> int:
    return ask(encoded({kind.facet: [slug]} | when.question), when=when).total


# ── vocabularies and changesets ──────────────────────────────────────────────────────────────────────────────


def vocabularies(when: Moment) -> Answer:
    """Every vocabulary with its terms, their definitions and their numbers of initiatives."""
    terms = sorted(when.snapshot.things.get("term", {}).items(), key=lambda row: (vocabulary_of(row), place(row[1])))
    panel = everything(when)
    results = [vocabulary(panel, name, (term for _, term in rows)) for name, rows in groupby(terms, vocabulary_of)]
    return listed(results, len(results))


def vocabulary_of(row: tuple[str, Record]) -> str:
    return row[0].partition("/")[0]


def place(term: Record) -> tuple[int, str]:
    return term["position"], term["id"]


def vocabulary(panel: Panel, name: str, terms: Iterable[Record]) -> Answer:
    """One vocabulary. ``parameter`` is the filter that its terms are values of, where there is one."""
    filtered = name in FACET_PARAMETERS
    counts = panel.selection.answer.counts(name) if filtered else {}
    return {
        "name": name,
        "label": str(PARAMETERS[name].label) if filtered else str(UNFILTERED.get(name, name)),
        "parameter": name if filtered else None,
        "terms": [term | {"initiatives": counts.get(term["id"], 0) if filtered else None} for term in terms],
    }


def news(when: Moment, page: int) -> Answer:
    """One page of the changesets, the newest first. A reason that is withheld from readers is null."""
    results = [
        {
            "label": row.changeset.label,
            "number": row.changeset.number,
            "time": stamp(row.changeset.time),
            "why": row.why,
            "initiatives": {group.kind: group.total for group in row.groups},
            "url": absolute(f"/changes/{row.changeset.label}/"),
        }
        for row in changesets.newest(when, page)
    ]
    return listed(results, when.snapshot.number, *beside(when, "/api/changesets/", page, changesets.pages(when)))
