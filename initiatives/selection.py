"""The Selection: what a reader asked and its answer. The one object that every public output renders."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives import index
from initiatives.answers import Answer, without
from initiatives.filters import FACET_PARAMETERS, IGNORED, Asked, InitiativeFilter, today
from initiatives.index import ENTRY_FACETS, NONE, Snapshot, values_of
from initiatives.models import Changeset
from initiatives.public import records
from initiatives.record import Record

PER_PAGE = 25
MOST_FIELDS = 1000
LABEL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.[1-9][0-9]{0,8}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

type Problem = dict[str, str]


class RefusedError(Exception):
    """A question that was not understood: ``problems`` say which parameter, which value, and what to do."""

    def __init__(self, problems: list[Problem], status: int = 400):
        super().__init__("; ".join(problem["message"] for problem in problems))
        self.problems, self.status = problems, status


class MovedError(Exception):
    """The question has another address: ``address`` is its query, ``status`` 301 or 302."""

    def __init__(self, query: str, status: int):
        super().__init__(query)
        self.query, self.status = query, status


# ── the moment a question is asked of ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Moment:
    """The catalogue as of a changeset; ``given`` is the canonical ``as_of``, empty for today."""

    snapshot: Snapshot
    today: Snapshot
    day: date
    given: str = ""


def moment(values: list[str]) -> Moment:
    """The moment that the values of ``as_of`` name. Raises RefusedError."""
    newest = index.current()
    given = {value.strip() for value in values if value.strip()}
    if not given:
        return Moment(newest, newest, today())
    value = sorted(given)[0]
    if len(given) > 1:
        raise refused_moment(value, _("Give it once."))
    if LABEL.fullmatch(value):
        changeset = Changeset.objects.filter(label=value).first()
    elif DAY.fullmatch(value):
        changeset = last_of(value)
    else:
        raise refused_moment(value, _("Give a changeset such as 2026-11-22.3, or a day such as 2026-11-22."))
    if changeset is None and LABEL.fullmatch(value):
        raise refused_moment(value, _("There is no such changeset."))
    if changeset is None:
        return Moment(index.as_of(0), newest, date.fromisoformat(value), value)
    return Moment(index.as_of(changeset.number), newest, changeset.time.date(), changeset.label)


def last_of(value: str) -> Changeset | None:
    """The last changeset by the end of a UTC day; None before the first one. Raises RefusedError."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise refused_moment(value, _("There is no such day.")) from None
    if day > today():
        raise refused_moment(value, _("That day is still to come.")) from None
    end = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return Changeset.objects.filter(time__lt=end).order_by("-number").first()


def refused_moment(value: str, message: str) -> RefusedError:
    return RefusedError([{"parameter": "as_of", "value": value, "message": message}])


# ── reading the address ──────────────────────────────────────────────────────────────────────────────────────


def parameters(query: str) -> MultiValueDict:
    """The parameters of a query string as it stands in an address. Raises RefusedError for what is not UTF-8."""
    try:
        text = query.encode("latin-1").decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeError:
        raise RefusedError([problem("", "", _("The address is not valid UTF-8."))]) from None
    except ValueError:
        raise RefusedError([problem("", "", _("The address holds too many parameters."))]) from None
    data = MultiValueDict()
    for name, value in pairs:
        if value.strip() and not IGNORED.fullmatch(name):
            data.appendlist(name, value)
    return data


def problem(parameter: str, value: str, message: str) -> Problem:
    return {"parameter": parameter, "value": value, "message": message}


def ask(query: str, output: str = "html") -> "Selection":
    """The selection that a query string asks for, for a page (html) or an export (its format).

    Raises RefusedError for a question that is not understood and MovedError where the address is not the canonical
    one of its question.
    """
    data = parameters(query)
    when = moment(data.getlist("as_of"))
    filters = InitiativeFilter(data, Asked(when.snapshot, when.today, when.day, output))
    if problems := filters.problems():
        raise RefusedError(problems)
    question = filters.canonical()
    expanded = filters.expanded()
    if when.given:
        expanded |= data.getlist("as_of") != [when.given]
        question["as_of"] = [when.given]
    canonical = encoded(question)
    if canonical != query:
        raise MovedError(canonical, 302 if expanded else 301)
    selection = Selection(when, question, filters.qs, output)
    if selection.page > selection.pages:
        message = _("The list has %(pages)s pages.") % {"pages": selection.pages}
        raise RefusedError([problem("page", str(selection.page), message)], status=404)
    return selection


def encoded(question: dict[str, list[str]]) -> str:
    return urlencode(question, doseq=True)


# ── the selection ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Value:
    """A value of a facet beside its count, with the addresses that choose it or take it away."""

    value: str
    label: str
    count: int
    selected: bool
    definition: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet as the panel shows it."""

    name: str
    label: str
    help: str
    values: list[Value]
    match: str = ""

    @property
    def chosen(self) -> int:
        return sum(value.selected for value in self.values)


@dataclass(frozen=True)
class Chip:
    """Something the question asks for, and the address of the question without it."""

    label: str
    value: str
    address: str


@dataclass
class Selection:
    """A canonical question, the catalogue it is asked of, and the answer."""

    moment: Moment
    question: dict[str, list[str]]
    answer: Answer
    output: str = "html"
    path: str = field(default="/initiatives/")

    @property
    def snapshot(self) -> Snapshot:
        return self.moment.snapshot

    def first(self, name: str, default: str = "") -> str:
        return self.question.get(name, [default])[0]

    # the rows

    @cached_property
    def ids(self) -> list[int]:
        """The matching initiatives in the order asked for: always a total order."""
        found = self.answer.matching
        if self.sort == "relevance":
            places, named = self.snapshot.newest, self.in_title
            return sorted(found, key=lambda i: (i not in named, places[i]))
        return sorted(found, key=getattr(self.snapshot, self.sort).__getitem__)

    @property
    def sort(self) -> str:
        return self.first("sort", "relevance" if self.first("q") else "newest")

    @cached_property
    def in_title(self) -> set[int]:
        """The matching initiatives whose title alone answers the text."""
        return {i for i in self.answer.matching if self.snapshot.in_title(i, self.first("q"))}

    @property
    def total(self) -> int:
        return len(self.ids)

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

    @cached_property
    def count(self) -> int:
        """The number of rows of an export."""
        if self.rows == "initiatives":
            return self.total
        counts = [footnotes for i in self.ids for _, footnotes in self.answer.entries(i)]
        return len(counts) if self.rows == "entries" else sum(counts)

    def page_records(self) -> list[Record]:
        start = self.first_row - 1
        return list(records(self.snapshot, self.ids[start : start + PER_PAGE]))

    def records(self) -> Iterator[Record]:
        """Every matching initiative's public record, in order, read in batches."""
        return records(self.snapshot, self.ids)

    def entries(self, record: Record) -> Iterator[Record]:
        """The record's entries that satisfy what was asked of entries; all of them where nothing was."""
        asked = {facet: chosen for facet, chosen in self.answer.question.values.items() if facet in ENTRY_FACETS}
        for entry in record.get("entries", ()):
            values = values_of(entry, "entry")
            if all(chosen.intersection(values[facet]) for facet, chosen in asked.items()):
                yield entry

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the lines slug TAB version TAB digest LF, by slug in code-point order."""
        documents = sorted((self.snapshot.documents[i] for i in self.ids), key=lambda document: document.slug)
        lines = "".join(f"{document.slug}\t{document.number}\t{document.digest}\n" for document in documents)
        return hashlib.sha256(lines.encode()).hexdigest()

    # addresses

    def query(self, **changes: Iterable[str]) -> str:
        """The canonical query of the question with some parameters changed; page, where not named, is dropped."""
        question = {name: values for name, values in self.question.items() if name != "page"} | changes
        order = [*InitiativeFilter.base_filters]
        return encoded({name: list(question[name]) for name in order if question.get(name)})

    def address(self, **changes: Iterable[str]) -> str:
        query = self.query(**changes)
        return f"{self.path}?{query}" if query else self.path

    def page_address(self, number: int) -> str:
        return self.address(page=[str(number)] if number > 1 else [])

    def export_query(self) -> str:
        """The question without what belongs to the page alone."""
        return self.query(view=[], embed=[])

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.address(rows=[])}"

    @property
    def as_of(self) -> str:
        """The changeset the answer comes from; a day before the first one stays a day."""
        return self.snapshot.label or self.moment.given

    @property
    def pinned_url(self) -> str:
        """The address that gives this very list for ever."""
        return f"{settings.SITE_URL}{self.address(rows=[], as_of=[self.as_of])}"

    # what is shown beside the rows

    def label(self, facet: str, value: str) -> str:
        return label(self.moment, facet, value)

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Every facet with its values and counts, by the parameter's name."""
        return {name: self.facet(name) for name in FACET_PARAMETERS}

    def facet(self, name: str) -> Facet:
        declared = InitiativeFilter.base_filters[name]
        counts, chosen = self.answer.counts(name), self.chosen(name)
        terms = Asked(self.snapshot, self.moment.today, self.moment.day).terms(name)
        offered = (self.offered(name, terms, counts) | chosen) - (self.unseen(name) - chosen)
        values = [
            Value(
                value,
                self.label(name, value),
                counts.get(value, 0),
                value in chosen,
                terms.get(value, {}).get("definition", ""),
            )
            for value in offered
        ]
        order = {value: term.get("position", 0) for value, term in terms.items()}
        values.sort(key=lambda v: (v.value == NONE, order.get(v.value, 99), fold(v.label), v.value))
        if name == "year":
            values.reverse()
        match = self.first(f"{name}_match", "any") if f"{name}_match" in InitiativeFilter.base_filters else ""
        return Facet(name, declared.label, declared.extra["help_text"], values, match)

    def chosen(self, name: str) -> set[str]:
        """The chosen values of a facet; of years only those that occur or were asked for one by one."""
        chosen = set(self.answer.question.values.get(name, ()))
        if name == "year":
            return chosen & (self.snapshot.facets["year"].keys() | set(self.question["year"])) if chosen else chosen
        return chosen

    def offered(self, name: str, terms: dict[str, Record], counts: dict[str, int]) -> set[str]:
        """The values to list: all that occur, and the terms of small vocabularies that do not."""
        if name == "country":
            return counts.keys() | {code for code, country in terms.items() if country["memberships"]}
        return counts.keys() | terms.keys()

    def unseen(self, name: str) -> set[str]:
        """Actors and sources that only withheld initiatives show."""
        if not self.snapshot.tombstones or name not in index.SHOWN:
            return set()
        return {value for value in self.snapshot.facets[name] if self.snapshot.thing(name, value) is None}

    @cached_property
    def chips(self) -> list[Chip]:
        return list(self.chips_of("q")) + [chip for name in FACET_PARAMETERS for chip in self.chips_of(name)]

    def chips_of(self, name: str) -> Iterator[Chip]:
        values = self.question.get(name, [])
        for value in values:
            left = [other for other in values if other != value]
            changes = {name: left} | ({f"{name}_match": []} if not left else {})
            if name == "q" and self.sort == "relevance":
                changes["sort"] = []
            shown = f"“{value}”" if name == "q" else self.label(name, value)
            yield Chip(str(InitiativeFilter.base_filters[name].label), shown, self.address(**changes))

    def ways_out(self) -> list[tuple[Chip, int]]:
        """For a list without rows: each part of the question to drop, and how many rows come back; most first."""
        found = []
        for name in ("q", *FACET_PARAMETERS):
            if chips := list(self.chips_of(name)):
                fewer = without(self.answer.question, "text" if name == "q" else name)
                label, values = chips[0].label, ", ".join(chip.value for chip in chips)
                chip = Chip(
                    label, values, self.address(**{name: [], f"{name}_match": [], "sort": self.sort_without(name)})
                )
                found.append((chip, len(Answer(self.snapshot, fewer).matching)))
        return sorted(((chip, count) for chip, count in found if count), key=lambda row: -row[1])

    def sort_without(self, name: str) -> list[str]:
        return [] if name == "q" and self.first("sort") == "newest" else self.question.get("sort", [])

    @property
    def words(self) -> str:
        """The question in words, for titles and citations."""
        parts = [f"{chips[0].label}: {self.joined(name, chips)}" for name, chips in self.chips_by_name() if chips]
        return "; ".join(parts) or _("all initiatives")

    def chips_by_name(self) -> Iterator[tuple[str, list[Chip]]]:
        for name in ("q", *FACET_PARAMETERS):
            yield name, list(self.chips_of(name))

    def joined(self, name: str, chips: list[Chip]) -> str:
        every = self.first(f"{name}_match") == "all"
        return (_(" and ") if every else _(" or ")).join(chip.value for chip in chips)


def label(when: Moment, facet: str, value: str) -> str:
    """A facet value as readers see it, in English."""
    if value == NONE:
        return _("No single country") if facet == "country" else _("Not specified")
    if facet == "year":
        return value.replace("..", "–")
    if facet == "level" and value == "multi":
        return _("Multi-level (two or more)")
    for snapshot in (when.snapshot, when.today):
        if facet in index.SHOWN:
            thing = snapshot.thing(facet, value)
        elif facet == "country":
            thing = snapshot.thing("country", value)
        else:
            thing = snapshot.thing("term", f"{facet}/{value}")
        if thing:
            return thing.get("label") or thing.get("name") or thing.get("title") or value
    return value
