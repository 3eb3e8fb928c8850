"""How the values of each parameter are read: what is known, what is refused, and how the canonical address spells it.

A field takes the list of its parameter's values as they stand in an address. Nothing that is not understood is let
through: an unknown value or a bad number is an error that says what can be done.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiatives import search
from initiatives.facets import MAY_BE_NONE, NONE
from initiatives.snapshot import SHOWN, Snapshot

MOST_TEXT = 200
MOST_PICKED = 100
YEARS = range(1900, 2101)
YEAR = re.compile(r"(?P<first>[0-9]{4})(\.\.(?P<last>[0-9]{4}))?")
GREECE = {"EL": "GR"}


@dataclass(frozen=True)
class Asked:
    """What a question is asked of: the catalogue as of a moment, the catalogue today, and the form of output."""

    snapshot: Snapshot
    today: Snapshot
    day: date
    output: str = "html"
    model = None

    def all(self) -> "Asked":
        return self

    def knows(self, facet: str, value: str) -> bool:
        """Whether the value is one a reader may ask for: a term, or a thing that a published initiative shows."""
        if value == NONE:
            return facet in MAY_BE_NONE
        if facet in SHOWN:
            return any(value in snapshot.facets[facet] for snapshot in (self.snapshot, self.today))
        return value in self.terms(facet) or (facet == "level" and value == "multi")

    def initiative(self, slug: str) -> str | None:
        """The slug by which an initiative is asked for: the one given where the moment has it, else the one it has
        today; None for what readers were never shown."""
        if self.snapshot.document(slug):
            return slug
        now = self.today.current_slug(slug)
        withdrawn = f"initiative/{now}" in self.today.things.get("withdrawal", {})
        return now if withdrawn or self.today.document(now) or self.snapshot.document(now) else None

    def terms(self, facet: str) -> dict[str, dict]:
        """The terms of a facet by their value: today's, overlaid by those of the moment asked for."""
        return {**self.today.terms.get(facet, {}), **self.snapshot.terms.get(facet, {})}

    def group(self, value: str) -> list[str] | None:
        """The members of a country group on the day asked for, or None where the value names no group."""
        groups = {slug.upper(): slug for slug in self.today.things.get("group", {})}
        slug = groups.get(value.upper())
        if slug is None:
            return None
        day = self.day.isoformat()
        return [
            code
            for code, country in self.terms("country").items()
            for row in country["memberships"]
            if row["group"] == slug and row["joined"] <= day and (row["left"] is None or day < row["left"])
        ]


class RefusedValueError(ValidationError):
    """A value that is not understood, with a whole sentence that says why.

    The value does not go along as a parameter of the message: what readers write may hold a per cent sign.
    """

    def __init__(self, value: str, message: str):
        super().__init__(message)
        self.value = value


class QuestionField(forms.Field):
    """A field that takes the list of its parameter's values and cleans it to what the answer needs."""

    widget = forms.MultipleHiddenInput
    asked: Asked
    name: str

    def __init__(self, **kwargs):
        kwargs["required"] = False
        super().__init__(**kwargs)

    def clean(self, values):
        values = [value.strip() for value in values or []]
        return self.read([value for value in values if value])

    def read(self, values):
        raise NotImplementedError

    def canonical(self, cleaned) -> list[str]:
        """The parameter's values as the canonical address has them; empty where the default holds."""
        return [cleaned] if cleaned else []

    def expands(self, values) -> bool:
        """Whether reading these values means more than spelling them right, and may mean another thing tomorrow."""
        return False


class OneField(QuestionField):
    """A parameter that is given at most once, with one of few values; the first is the default unless said."""

    def __init__(self, *, choices=(), default="", **kwargs):
        super().__init__(**kwargs)
        self.choices, self.default = choices, default

    def read(self, values):
        if len(set(values)) > 1:
            raise RefusedValueError(values[1], _("Give it once."))
        return self.read_one(values[0]) if values else self.default

    def read_one(self, value):
        if value not in self.choices:
            message = _("“%(value)s” is not one of: %(choices)s.")
            raise RefusedValueError(value, message % {"value": value, "choices": ", ".join(self.choices)})
        return value

    def canonical(self, cleaned):
        return [] if cleaned == self.default else [str(cleaned)]


def spaced(text: str) -> str:
    """The text with one space where it has control characters or several spaces."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


class TextField(OneField):
    """Free text in NFC, without control characters, of at most MOST_TEXT characters."""

    def read_one(self, value):
        text = spaced(unicodedata.normalize("NFC", value))
        if len(text) > MOST_TEXT:
            raise RefusedValueError(value, _("The text has more than %(most)s characters.") % {"most": MOST_TEXT})
        if text and not search.parse(text):
            raise RefusedValueError(value, _("“%(value)s” has no word to search for.") % {"value": text})
        return text


class WordsField(OneField):
    """A reader's own words for a document: a line, or with ``lines`` several, of at most ``most`` characters."""

    def __init__(self, *, most, lines=False, **kwargs):
        super().__init__(**kwargs)
        self.most, self.lines = most, lines

    def read_one(self, value):
        lines = [spaced(line) for line in unicodedata.normalize("NFC", value).splitlines()]
        # One empty line may stand between two others.
        kept = [line for before, line in pairwise(["", *lines]) if line or before]
        text = "\n".join(kept).strip() if self.lines else " ".join(filter(None, lines))
        if len(text) > self.most:
            raise RefusedValueError(value, _("The text has more than %(most)s characters.") % {"most": self.most})
        return text


class PageField(OneField):
    """A page number from 1."""

    def read_one(self, value):
        if not (value.isascii() and value.isdecimal() and len(value) <= MOST_TEXT and int(value)):
            raise RefusedValueError(value, _("“%(value)s” is not a page number: use 1, 2, 3…") % {"value": value})
        return int(value)


class FacetField(QuestionField):
    """Values of one facet, each known to the catalogue."""

    def read(self, values):
        found, errors = set(), []
        for value in values:
            try:
                found |= self.read_value(value)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return frozenset(found)

    def read_value(self, value: str) -> set[str]:
        known = value.lower()
        if not self.asked.knows(self.name, known):
            raise RefusedValueError(value, self.unknown(value))
        return {known}

    def unknown(self, value: str) -> str:
        message = _("“%(value)s” is not known here.") % {"value": value}
        near = get_close_matches(value.lower(), self.asked.terms(self.name), n=1)
        return f"{message} {_('Did you mean “%(near)s”?') % {'near': near[0]}}" if near else message

    def canonical(self, cleaned):
        return sorted(cleaned)


class CountryField(FacetField):
    """ISO codes (EL is read as GR), groups as their members on the day asked for, and “none”."""

    def read_value(self, value):
        if (members := self.asked.group(value)) is not None:
            if not members:
                raise RefusedValueError(value, _("“%(value)s” had no members on that day.") % {"value": value})
            return set(members)
        code = GREECE.get(value.upper(), value.upper())
        if value.lower() == NONE:
            return {NONE}
        if not self.asked.knows("country", code):
            raise RefusedValueError(
                value, _("“%(value)s” is no country code or group of countries.") % {"value": value}
            )
        return {code}

    def expands(self, values):
        return any(self.asked.group(value.strip()) is not None for value in values)


class YearField(FacetField):
    """Years and ranges of years. Canonical are single years and the longest ranges, in order."""

    def read_value(self, value):
        match = YEAR.fullmatch(value)
        first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (0, 0)
        if not match or first not in YEARS or last not in YEARS:
            message = _("“%(value)s” is neither a year from 1900 to 2100 nor a range such as 2018..2021.")
            raise RefusedValueError(value, message % {"value": value})
        if first > last:
            raise RefusedValueError(value, _("“%(value)s” ends before it begins.") % {"value": value})
        return {str(year) for year in range(first, last + 1)}

    def canonical(self, cleaned):
        runs: list[list[int]] = []
        for year in sorted(map(int, cleaned)):
            if runs and year == runs[-1][-1] + 1:
                runs[-1].append(year)
            else:
                runs.append([year])
        return [str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]


class YearBoundField(OneField):
    """The first or last year of a range, asked for alone: another spelling of one more range of years."""

    def read_one(self, value):
        if not re.fullmatch("[0-9]{4}", value) or int(value) not in YEARS:
            message = _("“%(value)s” is not a year from 1900 to 2100.")
            raise RefusedValueError(value, message % {"value": value})
        return value

    def canonical(self, cleaned):
        return []


class ColumnsField(QuestionField):
    """The columns of the table, in the order of all columns; the title is always among them and named only alone."""

    def __init__(self, *, names, usual, **kwargs):
        super().__init__(**kwargs)
        self.names, self.usual = names, usual

    def read(self, values):
        if unknown := [value for value in values if value not in self.names]:
            message = _("“%(value)s” is no column of the table.") % {"value": unknown[0]}
            near = get_close_matches(unknown[0].lower(), self.names, n=1)
            hint = f" {_('Did you mean “%(near)s”?') % {'near': near[0]}}" if near else ""
            raise RefusedValueError(unknown[0], message + hint)
        return [name for name in self.names if name in values and (name != "title" or {*values} == {"title"})]

    def canonical(self, cleaned):
        return [] if cleaned == [*self.usual] else cleaned


class PickField(QuestionField):
    """Initiatives by their slugs, in the order given, each once."""

    def read(self, values):
        found = {value: self.asked.initiative(value.lower()) for value in values}
        if unknown := [value for value, slug in found.items() if slug is None]:
            message = _("“%(value)s” is no initiative of the catalogue.")
            raise ValidationError([RefusedValueError(value, message % {"value": value}) for value in unknown])
        picked = tuple(dict.fromkeys(found.values()))
        if len(picked) > MOST_PICKED:
            message = _("At most %(most)s initiatives can be picked.") % {"most": MOST_PICKED}
            raise RefusedValueError(values[0], message)
        return picked

    def canonical(self, cleaned):
        return [*cleaned]


class MomentField(OneField):
    """A changeset's label; selection.py has resolved it before the rest is read."""

    def read_one(self, value):
        return value


def today() -> date:
    return datetime.now(UTC).date()
