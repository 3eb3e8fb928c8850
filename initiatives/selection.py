"""The Selection: what a reader asked and its answer. The one object that every public output renders."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from urllib.parse import quote_plus

from django.conf import settings
from django.utils.translation import ngettext

from initiatives.answers import Answer
from initiatives.asking import Moment, MovedError, RefusedError, label, moment, parameters, problem
from initiatives.filters import OF_DOCUMENTS, OF_PAGES, InitiativeFilter, usual_sort
from initiatives.public import records, texts
from initiatives.record import Record
from initiatives.snapshot import Snapshot

PER_PAGE = 25
SHORT = 100
PLACE = "\0"  # stands in an address for a value to come: no value has this sign
# The order of the parameters in a canonical address.
PLACES = {name: place for place, name in enumerate(InitiativeFilter.base_filters)}
# What is no part of a list's own address: how an export is made, and what lies in a reader's basket.
BESIDE = dict.fromkeys(("rows", "basket", *OF_DOCUMENTS), ())


def ask(query: str, output: str = "html", when: Moment | None = None) -> "Selection":
    """The selection that a query string asks for, for a page (html) or an export (its format).

    ``when`` is the moment that its ``as_of`` names, where the caller has read it already. Raises RefusedError for a
    question that is not understood and MovedError where the address is not the canonical one of its question.
    """
    data = parameters(query)
    when = when or moment(data.getlist("as_of"))
    filters = InitiativeFilter(data, when.asked(output))
    if problems := filters.problems():
        raise RefusedError(problems)
    question = filters.canonical() | when.question
    expanded = filters.expanded() or data.getlist("as_of") != question.get("as_of", [])
    canonical = encoded(question)
    if canonical != query:
        raise MovedError(canonical, 302 if expanded else 301)
    selection = Selection(when, question, filters.qs, output)
    if selection.page > selection.pages:
        message = ngettext("The list has %(pages)s page.", "The list has %(pages)s pages.", selection.pages)
        raise RefusedError([problem("page", str(selection.page), message % {"pages": selection.pages})], status=404)
    return selection


def encoded(question: dict[str, list[str]]) -> str:
    return "&".join([f"{name}={quoted(value)}" for name, values in question.items() for value in values])


def quoted(value: str) -> str:
    """A value as an address spells it; short ones occur on every page, over and over."""
    return quoted_once(value) if len(value) < SHORT else quote_plus(value)


quoted_once = lru_cache(1 << 14)(quote_plus)


def around(address: str) -> tuple[str, str]:
    """What stands before and after the ``PLACE`` in an address."""
    before, _place, after = address.partition(quoted(PLACE))
    return before, after


# ── the selection ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Selection:
    """A canonical question, the catalogue it is asked of, and the answer."""

    moment: Moment
    question: dict[str, list[str]]
    answer: Answer
    output: str = "html"
    path: str = "/initiatives/"

    @property
    def snapshot(self) -> Snapshot:
        return self.moment.snapshot

    def first(self, name: str, default: str = "") -> str:
        return self.question.get(name, [default])[0]

    # the rows

    @cached_property
    def ids(self) -> Sequence[int]:
        """The matching initiatives in the order asked for: always a total order, worked out as far as it is read."""
        found = self.answer.matching
        if self.sort == "relevance":
            return self.snapshot.by_relevance(found, self.first("q"))
        if self.sort == "picked":
            return [
                i
                for slug in self.answer.question.picked
                if (i := self.snapshot.ids.get(slug)) is not None and i in found
            ]
        return self.snapshot.ordered(self.sort, found)

    @property
    def sort(self) -> str:
        return self.first("sort", self.usual_sort)

    @property
    def usual_sort(self) -> str:
        """The order where none is asked for."""
        return usual_sort(self.question)

    @property
    def total(self) -> int:
        return len(self.answer.matching)

    @property
    def page(self) -> int:
        return int(self.first("page", "1"))

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PER_PAGE + 1

    @property
    def rows(self) -> str:
        return self.first("rows", "initiatives")

    @property
    def count(self) -> int:
        """The number of rows of an export."""
        return self.counts[self.rows]

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of rows of an export for each kind of rows; no record is read for it."""
        entries, footnotes = self.answer.rows
        return {"initiatives": self.total, "entries": entries, "footnotes": footnotes}

    @property
    def page_ids(self) -> list[int]:
        """The initiatives of the page."""
        start = self.first_row - 1
        return self.ids[start : start + PER_PAGE]

    def page_records(self) -> list[Record]:
        return list(records(self.snapshot, self.page_ids))

    def records(self) -> Iterator[Record]:
        """Every matching initiative's public record, in order, read in batches."""
        return records(self.snapshot, self.ids)

    def texts(self) -> Iterator[str]:
        """The same as JSON."""
        return texts(self.snapshot, self.ids)

    @cached_property
    def label(self) -> Callable[[str, str], str]:
        """A facet value in words, by facet and value."""
        return cache(partial(label, self.moment))

    def entries(self, record: Record) -> Iterator[Record]:
        """The record's entries that satisfy what was asked of entries; all of them where nothing was."""
        if self.answer.entry_slots is None:
            return iter(record.get("entries", ()))
        names = {name for name, _footnotes in self.answer.entries(self.snapshot.ids[record["id"]])}
        return (entry for entry in record.get("entries", ()) if entry["id"] in names)

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the lines slug TAB version TAB digest LF, by slug in code-point order."""
        return self.snapshot.holdings.lines.hash(self.answer.matching)

    # addresses

    def query(self, **changes: Iterable[str]) -> str:
        """The canonical query of the question with some parameters changed; page, where not named, is dropped."""
        question = {name: values for name, values in self.question.items() if name != "page"} | changes
        named = sorted([name for name, values in question.items() if values], key=PLACES.__getitem__)
        return encoded({name: question[name] for name in named})

    def address(self, **changes: Iterable[str]) -> str:
        query = self.query(**changes)
        return f"{self.path}?{query}" if query else self.path

    def page_address(self, number: int) -> str:
        return self.address(page=[str(number)] if number > 1 else [])

    def export_query(self, rows: str = "initiatives") -> str:
        """The question without what belongs to the page alone, for a kind of rows."""
        return self.query(**dict.fromkeys(OF_PAGES, []), rows=[rows] if rows != "initiatives" else [])

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.address(**BESIDE)}"

    @property
    def as_of(self) -> str:
        """The changeset the answer comes from; a day before the first one stays a day."""
        return self.snapshot.label or self.moment.given

    @property
    def pinned_url(self) -> str:
        """The address that gives this very list for ever."""
        return f"{settings.SITE_URL}{self.address(**BESIDE, as_of=[self.as_of])}"
