"""Reading a question off an address: its parameters, and the moment it is asked of."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qsl

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from initiatives import index
from initiatives.facets import NONE
from initiatives.fields import YEARS, Asked, today
from initiatives.filters import IGNORED
from initiatives.models import Changeset
from initiatives.snapshot import SHOWN, Snapshot

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
    found: dict = field(default_factory=dict, compare=False, repr=False)

    def once[Found](self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is looked up of it under a key: found when it is first asked for."""
        if (found := self.found.get(key)) is None:
            found = self.found[key] = find()
        return found

    @property
    def question(self) -> dict[str, list[str]]:
        """The moment as a part of a canonical question: empty for today."""
        return {"as_of": [self.given]} if self.given else {}

    def asked(self, output: str = "html") -> Asked:
        return Asked(self.snapshot, self.today, self.day, output)


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
        return Moment(index.as_of(0, newest), newest, date.fromisoformat(value), value)
    return Moment(index.as_of(changeset.number, newest), newest, changeset.time.date(), changeset.label)


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


def label(when: Moment, facet: str, value: str) -> str:
    """A facet value as readers see it, in English."""
    if value == NONE:
        return _("No single country") if facet == "country" else _("Not specified")
    if facet == "year":
        return years_label(value)
    if facet == "level" and value == "multi":
        return _("Multi-level (two or more)")
    for snapshot in (when.snapshot, when.today):
        own_kind = facet in SHOWN or facet in {"country", "group"}
        thing = snapshot.thing(facet, value) if own_kind else snapshot.thing("term", f"{facet}/{value}")
        if thing:
            return thing.get("label") or thing.get("name") or thing.get("title") or value
    return value


def years_label(value: str) -> str:
    """A year or a range of years; one that reaches the first or last year there can be is open on that side."""
    first, _dots, last = value.partition("..")
    if last == str(YEARS[-1]):
        return _("any year") if first == str(YEARS[0]) else _("%(year)s or later") % {"year": first}
    if last and first == str(YEARS[0]):
        return _("%(year)s or earlier") % {"year": last}
    return f"{first}–{last}" if last else first
