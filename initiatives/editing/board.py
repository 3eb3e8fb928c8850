"""The round board: for each country, initiative and year how far the catalogue has come."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import Country
from initiatives.models import (
    BatchKind,
    BatchState,
    Decision,
    Edition,
    Entry,
    Initiative,
    Proposal,
    Scope,
    Step,
    StepKind,
    Unconfirmed,
)
from initiatives.models.fields import State

YEARS_SHOWN = 5
MOST_ROWS = 500  # on one page; with more initiatives than that a country is chosen first
NATIONAL, NOWHERE = "national", "nowhere"

# How far an initiative has come in a year, the least first.
STATES = {
    "nothing": gettext_lazy("Nothing"),
    "carried": gettext_lazy("Draft to confirm"),
    "draft": gettext_lazy("Draft"),
    "review": gettext_lazy("In review"),
    "unchanged": gettext_lazy("Draft, unchanged"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "published": gettext_lazy("Published"),
}
ORDER = list(STATES)


@dataclass(frozen=True)
class Told:
    """An entry on the board. Without an entry it is a proposal that a batch holds in review."""

    edition: str
    state: str
    entry: int | None = None
    batch: int | None = None
    is_sheet: bool = False  # whether the batch is a spreadsheet
    unchanged: bool = False

    @property
    def words(self) -> str:
        return _("Published, unchanged") if self.state == "published" and self.unchanged else STATES[self.state]


@dataclass(frozen=True)
class Proposed:
    """What a batch in review proposes: the slug of an initiative, nothing where it has none yet, and the edition."""

    batch: int
    kind: str
    name: str
    slug: str
    edition: str

    @property
    def is_sheet(self) -> bool:
        return self.kind == BatchKind.SHEET


@dataclass(frozen=True)
class Cell:
    """An initiative in a year: what editions of that year say of it. Its state is that of the least advanced."""

    year: int
    edition: str  # the first of the year, which a new entry would be for
    told: list[Told]
    follows: bool  # whether there is an earlier entry to carry forward
    withdrawn: bool = False  # the initiative as a whole

    @property
    def state(self) -> str:
        states = (one.state for one in self.told)
        return min(states, key=ORDER.index, default="withdrawn" if self.withdrawn else "nothing")

    @property
    def words(self) -> str:
        return str(STATES[self.state])


@dataclass(frozen=True)
class Row:
    """An initiative, with a cell for each year."""

    initiative: Initiative
    place: str
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """A country, or a scope without one country, with its initiatives; ``published`` counts them by year."""

    place: str
    name: str
    rows: list[Row]
    published: list[tuple[int, int]] = field(default_factory=list)


class Board:
    """The initiatives by country and year. Reads in a fixed number of queries, however many there are."""

    def __init__(self, year: int | None = None, place: str = "", state: str = ""):
        self.asked_year, self.place, self.state = year, place, state

    # what there is to choose from

    @cached_property
    def editions(self) -> list[Edition]:
        return list(Edition.objects.only("slug", "title", "year").order_by("-year", "slug"))

    @cached_property
    def all_years(self) -> list[int]:
        """The years that editions cover, the newest first."""
        return list(dict.fromkeys(edition.year_id for edition in self.editions))

    @cached_property
    def places(self) -> dict[str, str]:
        """Every place with an initiative, by name: countries first, then the scopes beyond one country."""
        return {place: name for place, name in self.names.items() if place in set(self.place_of.values())}

    # the question

    @property
    def year(self) -> int | None:
        return self.asked_year or (self.all_years[0] if self.all_years else None)

    @property
    def years(self) -> list[int]:
        """The columns: the chosen year and those before it, the newest last."""
        return [year for year in self.all_years if year <= (self.year or 0)][:YEARS_SHOWN][::-1]

    @property
    def editions_of_year(self) -> list[Edition]:
        return [edition for edition in self.editions if edition.year_id == self.year]

    # what the database has

    @cached_property
    def initiatives(self) -> dict[int, Initiative]:
        found = Initiative.objects.only("title", "slug", "state", "scope_id").order_by("title_key", "slug")
        return {initiative.pk: initiative for initiative in found}

    @cached_property
    def names(self) -> dict[str, str]:
        countries = list(Country.objects.order_by("name_key").values_list("code", "name"))
        scopes = Scope.objects.exclude(pk=NATIONAL).values_list("slug", "label")
        return dict([*countries, *scopes, (NOWHERE, _("No country yet"))])

    @cached_property
    def place_of(self) -> dict[int, str]:
        """The one place of each initiative: its country, or its scope where that goes beyond one."""
        links = Initiative.countries.through.objects.order_by("country__name_key")
        country: dict[int, str] = {}
        for initiative, code in links.values_list("initiative", "country"):
            country.setdefault(initiative, code)
        return {
            key: country.get(key, NOWHERE) if one.scope_id == NATIONAL else one.scope_id
            for key, one in self.initiatives.items()
        }

    @cached_property
    def told(self) -> dict[tuple[int, int], list[Told]]:
        """By initiative and year what editions say, and what batches in review propose where they say nothing yet."""
        waiting = self.waiting
        steps = defaultdict(set)
        for entry, kind in Step.objects.values_list("entry", "kind"):
            steps[entry].add(kind)
        told = defaultdict(list)
        rows = Entry.objects.order_by("edition__year", "edition")
        for entry, initiative, edition, year, state in rows.values_list(
            "pk", "initiative", "edition", "edition__year", "state"
        ):
            far = progress(state, waiting[entry], steps[entry])
            if far == State.PUBLISHED and self.initiatives[initiative].state == State.WITHDRAWN:
                far = "withdrawn"
            told[initiative, year].append(Told(edition, far, entry, unchanged=StepKind.UNCHANGED in steps[entry]))
        for key, proposal in self.proposed.items():
            told.setdefault(key, [proposal])
        return told

    @cached_property
    def waiting(self) -> Counter:
        """How many fields of an entry nobody has confirmed."""
        rows = Unconfirmed.objects.order_by().values("entry").annotate(number=Count("pk"))
        return Counter({row["entry"]: row["number"] for row in rows})

    @cached_property
    def staged(self) -> list[Proposed]:
        """What sections and spreadsheets in review propose for an edition, that nobody has turned down."""
        rows = Proposal.objects.filter(batch__state=BatchState.STAGED, decision__in=[Decision.OPEN, Decision.ACCEPTED])
        of_section = ("fields__continues", "batch__edition")
        of_sheet = ("fields__slug", "fields__edition")
        names = ("batch", "batch__kind", "batch__name")
        sections = rows.filter(batch__kind=BatchKind.SECTION).order_by("-batch").values_list(*names, *of_section)
        sheets = rows.filter(batch__kind=BatchKind.SHEET, fields__problems=[]).exclude(fields__edition="")
        sheets = sheets.order_by("-batch").values_list(*names, *of_sheet).distinct()
        return [Proposed(*row) for row in [*sections, *sheets]]

    @property
    def proposed(self) -> dict[tuple[int, int], Told]:
        keys = {one.slug: key for key, one in self.initiatives.items()}
        years = {edition.pk: edition.year_id for edition in self.editions}
        return {
            (keys[one.slug], years[one.edition]): Told(one.edition, "review", batch=one.batch, is_sheet=one.is_sheet)
            for one in self.staged
            if one.slug in keys and one.edition in years
        }

    @cached_property
    def proposed_for_year(self) -> list[Proposed]:
        editions = {edition.pk for edition in self.editions_of_year}
        return [one for one in self.staged if one.edition in editions]

    @property
    def proposed_anew(self) -> int:
        """How many initiatives that are not in the catalogue yet are in review for the chosen year."""
        known = {one.slug for one in self.initiatives.values()}
        return sum(1 for one in self.proposed_for_year if one.slug not in known)

    @property
    def in_review(self) -> list[tuple[Proposed, int]]:
        """The sections and spreadsheets in review that tell of the chosen year, and of how many initiatives."""
        number = Counter(one.batch for one in self.proposed_for_year)
        return [(one, number[one.batch]) for one in {one.batch: one for one in self.proposed_for_year}.values()]

    # the answer

    @cached_property
    def rows_of_place(self) -> list[Row]:
        """Every initiative of the chosen place, whatever its state."""
        first = {}
        for initiative, year in sorted(self.told):
            if any(map(can_be_carried, self.told[initiative, year])):
                first.setdefault(initiative, year)
        return [
            Row(initiative, self.place_of[key], [self.cell(initiative, year, first.get(key)) for year in self.years])
            for key, initiative in self.initiatives.items()
            if self.place in ("", self.place_of[key])
        ]

    def cell(self, initiative: Initiative, year: int, first: int | None) -> Cell:
        """An initiative's cell for a year; ``first`` is the first year from which it can be carried forward."""
        withdrawn = initiative.state == State.WITHDRAWN
        follows = first is not None and first < year and not withdrawn
        return Cell(year, self.first_editions[year], self.told.get((initiative.pk, year), []), follows, withdrawn)

    @cached_property
    def first_editions(self) -> dict[int, str]:
        """The first edition of each year."""
        return {edition.year_id: edition.pk for edition in reversed(self.editions)}

    @property
    def counts(self) -> dict[str, int]:
        """How many initiatives of the place are in each state in the chosen year."""
        found = Counter(row.cells[-1].state for row in self.rows_of_place if row.cells)
        return {state: found[state] for state in STATES}

    @cached_property
    def rows(self) -> list[Row]:
        """The initiatives of the chosen place in the chosen state."""
        return [row for row in self.rows_of_place if not self.state or row.cells[-1].state == self.state]

    @property
    def is_long(self) -> bool:
        return len(self.rows) > MOST_ROWS and not self.place

    @property
    def groups(self) -> list[Group]:
        rows = defaultdict(list)
        for row in self.rows:
            rows[row.place].append(row)
        return [
            Group(place, name, rows[place], list(published(rows[place], self.years)))
            for place, name in self.names.items()
            if rows[place]
        ]

    def chosen(self, initiatives: Iterable[str], places: Iterable[str]) -> list[Initiative]:
        """The initiatives of the place that are named, and all that are listed of a place that is named."""
        keys, all_of = set(initiatives), set(places)
        listed = {row.initiative.pk for row in self.rows if row.place in all_of}
        found = (row.initiative for row in self.rows_of_place)
        return [one for one in found if one.pk in listed or str(one.pk) in keys]

    def drafts(self, initiatives: Iterable[Initiative]) -> list[Entry]:
        """The drafts of these initiatives for the chosen year."""
        found = Entry.objects.filter(initiative__in=list(initiatives), edition__year=self.year, state=State.DRAFT)
        rows = found.select_related("initiative", "edition", "status").prefetch_related("unconfirmed")
        return list(rows.order_by("initiative__title_key", "edition"))


def can_be_carried(told: Told) -> bool:
    """Whether an entry on the board says something that a later edition can begin with."""
    return bool(told.entry) and told.state != "withdrawn" and not told.unchanged


def progress(state: str, waiting: int, steps: set[str]) -> str:
    """How far an entry has come."""
    if state != State.DRAFT:
        return state
    if StepKind.HANDED_IN in steps:
        return "review"
    if waiting:
        return "carried"
    return "unchanged" if StepKind.UNCHANGED in steps else "draft"


def published(rows: list[Row], years: list[int]) -> Iterable[tuple[int, int]]:
    """For each year how many of the rows are published."""
    for place, year in enumerate(years):
        yield year, sum(1 for row in rows if row.cells[place].state == "published")
