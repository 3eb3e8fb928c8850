"""What can be had as data: the formats, what each column and term means, and what the catalogue covers."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.asking import Moment, label
from initiatives.citations import cite_list
from initiatives.columns import ENTRY_COLUMNS, FOOTNOTE_COLUMNS, INITIATIVE_COLUMNS, KINDS, Column
from initiatives.facets import NONE
from initiatives.record import Record
from initiatives.selection import Selection, ask, encoded
from initiatives.snapshot import Snapshot
from initiatives.views.answering import asked_moment, public
from initiatives.views.downloads import downloads

VOCABULARIES = {
    "theme": _("Themes"),
    "level": _("Governance levels"),
    "scope": _("Scope"),
    "form": _("Form"),
    "status": _("Status in a year"),
    "actor_kind": _("Kinds of actor"),
    "role": _("Roles"),
    "relation": _("Relations between initiatives"),
    "evidence": _("Cautions about evidence"),
    "target_group": _("Target groups"),
}
DICTIONARY = (
    ("initiatives", _("Columns of every table"), INITIATIVE_COLUMNS),
    ("entries", _("Columns added by rows=entries"), ENTRY_COLUMNS),
    ("footnotes", _("Columns added by rows=footnotes"), FOOTNOTE_COLUMNS),
)
# Addresses to begin with: what each gives, its extension and its question.
EXAMPLES = (
    (_("Every initiative as a table"), "csv", {}),
    (_("What is reported of Croatia or Greece"), "xlsx", {"country": ["GR", "HR"]}),
    (_("The entries for 2020 and 2021, a row each"), "csv", {"year": ["2020..2021"], "rows": ["entries"]}),
    (
        _("The footnotes of what several governance levels do together"),
        "jsonl",
        {"level": ["multi"], "rows": ["footnotes"]},
    ),
    (_("Whatever speaks of municipalities, by country"), "json", {"q": ["municipalities"], "sort": ["country"]}),
    (_("The whole catalogue as a data package"), "zip", {}),
)


@dataclass(frozen=True)
class Described:
    """A column as the dictionary tells it."""

    column: Column

    @property
    def kind(self) -> Promise:
        return KINDS[self.column.kind]

    @property
    def vocabulary(self) -> str:
        """The vocabulary of the codebook that its values come from."""
        return self.column.vocabulary if self.column.vocabulary in VOCABULARIES else ""


@dataclass(frozen=True)
class Covered:
    """An edition: its record, and how many initiatives and entries it has given."""

    record: Record
    initiatives: int
    entries: int
    address: str


@dataclass(frozen=True)
class CountryRow:
    """A country: how many initiatives each edition tells of it, with the address of their list."""

    code: str
    name: str
    cells: list[tuple[int, str]]


@public
def data(request: HttpRequest) -> HttpResponse:
    when, _others = asked_moment(request)
    selection = ask(encoded(when.question), when=when)
    editions = covered(when)
    context = {
        "moment": when,
        "selection": selection,
        "downloads": downloads("/initiatives", selection),
        "examples": [(words, example(when, *rest)) for words, *rest in EXAMPLES],
        "one": next((document.slug for document in readable(selection)), ""),
        "dictionary": [(name, title, [Described(column) for column in columns]) for name, title, columns in DICTIONARY],
        "codebook": codebook(when.snapshot),
        "inferred": selection.answer.counts("evidence").get("inferred", 0),
        "editions": editions,
        "countries": countries(when, editions),
        "silent": silent(when),
        "citation": cite_list(selection),
        "licence": settings.LICENCE,
        "licence_url": settings.LICENCE_URL,
    }
    return render(request, "data/page.html", context)


def example(when: Moment, extension: str, question: dict[str, list[str]]) -> str:
    query = encoded(question | when.question)
    return f"/initiatives.{extension}{f'?{query}' if query else ''}"


def readable(selection: Selection):
    """The initiatives of a list that are not withdrawn."""
    return (selection.snapshot.documents[i] for i in selection.ids if i not in selection.snapshot.tombstones)


def codebook(snapshot: Snapshot) -> list[tuple[str, Promise, list[Record]]]:
    """Each vocabulary with its terms in their order."""
    terms: dict[str, list[Record]] = {name: [] for name in VOCABULARIES}
    for name, term in snapshot.things.get("term", {}).items():
        terms[name.partition("/")[0]].append(term)
    for found in terms.values():
        found.sort(key=lambda term: (term["position"], term["id"]))
    return [(name, VOCABULARIES[name], found) for name, found in terms.items() if found]


def covered(when: Moment) -> list[Covered]:
    """The editions that the catalogue shows, by the year they cover."""
    found = []
    for record in sorted(when.snapshot.shown("edition"), key=lambda record: (record["year"], record["id"])):
        selection = ask(encoded({"edition": [record["id"]]} | when.question), when=when)
        counts = selection.counts
        found.append(Covered(record, counts["initiatives"], counts["entries"], selection.address()))
    return found


def countries(when: Moment, editions: list[Covered]) -> list[CountryRow]:
    """The countries that an edition tells of, by name, then what belongs to no single country."""
    facets = when.snapshot.facets
    named = [code for code, found in facets["country"].items() if found]
    named.sort(key=lambda code: (code == NONE, label(when, "country", code)))
    rows = []
    for code in named:
        cells = []
        for edition in editions:
            slug = edition.record["id"]
            count = len(facets["country"][code] & facets["edition"][slug])
            question = {"country": [code], "edition": [slug]} | when.question
            cells.append((count, f"/initiatives/?{encoded(question)}"))
        rows.append(CountryRow(code, label(when, "country", code), cells))
    return rows


def silent(when: Moment) -> list[str]:
    """The names of the countries that belong to a group and that no edition tells of."""
    there = when.snapshot.things.get("country", {})
    missing = [
        code
        for code, record in there.items()
        if record["memberships"] and not when.snapshot.facets["country"].get(code)
    ]
    return sorted(label(when, "country", code) for code in missing)
