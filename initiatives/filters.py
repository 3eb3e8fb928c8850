"""The filters: every parameter of a question, its label, help, validation and meaning, declared once.

The filter set narrows an answer of the index, not a queryset. Nothing that is not understood is let through: an
unknown name, an unknown value or a bad number is an error, and a question with an error has no answer.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import search
from initiatives.answers import Answer, Question
from initiatives.snapshot import MAY_BE_NONE, NONE, SHOWN, Snapshot

MOST_VALUES = 100
MOST_TEXT = 200
IGNORED = re.compile(r"utm_.*|fbclid|gclid")
YEARS = range(1900, 2101)
YEAR = re.compile(r"(?P<first>[0-9]{4})(\.\.(?P<last>[0-9]{4}))?")
SORTS = ("relevance", "newest", "oldest", "title", "country")
VIEWS = ("list", "table")
ROWS = {"csv", "json", "jsonl"}
ROW_KINDS = ("initiatives", "entries", "footnotes")
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

    def terms(self, facet: str) -> dict[str, dict]:
        """The terms of a facet by their value: today's, overlaid by those of the moment asked for."""
        terms = {}
        for snapshot in (self.today, self.snapshot):
            if facet == "country":
                terms |= snapshot.things.get("country", {})
            else:
                named = snapshot.things.get("term", {}).items()
                terms |= {slug: term for name, term in named for v, _, slug in [name.partition("/")] if v == facet}
        return terms

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


class TextField(OneField):
    """Free text in NFC, without control characters, of at most MOST_TEXT characters."""

    def read_one(self, value):
        printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in value)
        text = " ".join(unicodedata.normalize("NFC", printable).split())
        if len(text) > MOST_TEXT:
            raise RefusedValueError(value, _("The text has more than %(most)s characters.") % {"most": MOST_TEXT})
        if text and not search.parse(text):
            raise RefusedValueError(value, _("“%(value)s” has no word to search for.") % {"value": text})
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


class MomentField(OneField):
    """A changeset's label; selection.py has resolved it before the rest is read."""

    def read_one(self, value):
        return value


class QuestionFilter(django_filters.Filter):
    """A parameter whose field knows what is asked, and of which catalogue."""

    def __init__(self, field_class, **kwargs):
        self.field_class = field_class
        super().__init__(**kwargs)

    @property
    def field(self):
        if not hasattr(self, "_field"):
            self._field = self.field_class(label=self.label, **self.extra)
            self._field.asked, self._field.name = self.parent.queryset, self.field_name
        return self._field


def facet(label, help_text, field_class=FacetField):
    return QuestionFilter(field_class, label=label, help_text=help_text)


def one(label, choices, default, help_text=""):
    return QuestionFilter(OneField, label=label, choices=choices, default=default, help_text=help_text)


def match(label):
    return one(label, ("any", "all"), "any")


class QuestionForm(forms.Form):
    """The rules that hold between parameters."""

    asked: Asked

    def clean(self):
        cleaned = super().clean()
        output = self.asked.output
        if cleaned.get("sort") == "relevance" and not cleaned.get("q"):
            self.refuse("sort", _("Sorting by relevance needs a text to search for."))
        for name in ("page", "view", "embed"):
            if output != "html" and self.data.get(name):
                self.refuse(name, _("An export is the whole list: it has no pages and no views."))
        if output not in ROWS and self.data.get("rows"):
            self.refuse("rows", _("Rows can be chosen for csv, json and jsonl only."))
        given = sum(len(self.data.getlist(name)) for name in self.fields)
        meant = sum(len(field.canonical(cleaned[name])) for name, field in self.fields.items() if name in cleaned)
        if max(given, meant) > MOST_VALUES:
            self.refuse("q", _("The address holds more than %(most)s values.") % {"most": MOST_VALUES})
        return cleaned

    def refuse(self, name: str, message: str) -> None:
        self.add_error(name, RefusedValueError(self.data.get(name, ""), message))


class InitiativeFilter(django_filters.FilterSet):
    """Every parameter of a question, in the order of the canonical address."""

    q = QuestionFilter(
        TextField,
        label=gettext_lazy("Search"),
        help_text=gettext_lazy("Words, “a phrase”, -without, prefix*. Case and accents do not matter."),
    )
    country = facet(
        gettext_lazy("Country"), gettext_lazy("Where the initiative takes place."), field_class=CountryField
    )
    year = facet(gettext_lazy("Year"), gettext_lazy("The year an entry covers."), field_class=YearField)
    theme = facet(gettext_lazy("Theme"), gettext_lazy("What the cooperation is about."))
    level = facet(
        gettext_lazy("Governance level"),
        gettext_lazy("Which levels of government take part; multi-level means two or more of them."),
    )
    form = facet(gettext_lazy("Form"), gettext_lazy("What kind of thing it is: a body, an agreement, a study."))
    scope = facet(gettext_lazy("Scope"), gettext_lazy("One country, several named ones, the EU or beyond."))
    status = facet(gettext_lazy("Status in a year"), gettext_lazy("What an edition reports of it in its year."))
    evidence = facet(gettext_lazy("Evidence"), gettext_lazy("Cautions about what an entry rests on."))
    actor = facet(gettext_lazy("Actor"), gettext_lazy("Who takes part."))
    actor_kind = facet(gettext_lazy("Kind of actor"), gettext_lazy("What kind of body takes part."))
    role = facet(gettext_lazy("Role"), gettext_lazy("What the actor does in the initiative."))
    edition = facet(gettext_lazy("Report edition"), gettext_lazy("The report an entry comes from."))
    source = facet(gettext_lazy("Source"), gettext_lazy("A source that a footnote of an entry names."))
    country_match = match(gettext_lazy("Several countries"))
    theme_match = match(gettext_lazy("Several themes"))
    level_match = match(gettext_lazy("Several levels"))
    actor_match = match(gettext_lazy("Several actors"))
    sort = one(gettext_lazy("Order"), SORTS, "")
    page = QuestionFilter(PageField, label=gettext_lazy("Page"), default=1)
    view = one(gettext_lazy("View"), VIEWS, "list")
    rows = one(gettext_lazy("Rows"), ROW_KINDS, "initiatives")
    embed = one(gettext_lazy("Without its frame"), ("1",), "")
    as_of = QuestionFilter(MomentField, label=gettext_lazy("As of"))

    class Meta:
        form = QuestionForm

    def __init__(self, data, asked: Asked):
        super().__init__(data, queryset=asked)
        self.form.asked = asked

    def filter_queryset(self, queryset: Asked) -> Answer:
        """The answer to a valid question: the one place where values become bitmaps."""
        cleaned = self.form.cleaned_data
        values = {name: cleaned[name] for name in FACET_PARAMETERS if cleaned[name]}
        every = frozenset(name for name in values if cleaned.get(f"{name}_match") == "all")
        return Answer(queryset.snapshot, Question(values, every, cleaned["q"]))

    def canonical(self) -> dict[str, list[str]]:
        """A valid question as the canonical address has it: fixed order, sorted values, no defaults."""
        cleaned = self.form.cleaned_data
        question = {name: self.form.fields[name].canonical(cleaned[name]) for name in self.form.fields}
        for name in FACET_PARAMETERS:
            if not question[name]:
                question.pop(f"{name}_match", None)
        if question["sort"] == ["relevance" if question["q"] else "newest"]:
            del question["sort"]
        return {name: values for name, values in question.items() if values}

    def expanded(self) -> bool:
        """Whether the address named a group or a date, which may mean something else on another day."""
        return any(field.expands(self.data.getlist(name)) for name, field in self.form.fields.items())

    def unknown(self) -> list[str]:
        """The names that are no parameters."""
        return [name for name in self.data if name not in self.filters]

    def problems(self) -> list[dict[str, str]]:
        """What is wrong with the question, a row each: parameter, value, message. Empty for a valid one."""
        found = [
            {"parameter": name, "value": self.data.get(name, ""), "message": _("There is no such parameter.")}
            for name in self.unknown()
        ]
        for name, errors in self.form.errors.as_data().items():
            for error in errors:
                value, message = getattr(error, "value", ""), " ".join(error.messages)
                found.append({"parameter": name, "value": value, "message": message})
        return found


FACET_PARAMETERS = tuple(
    name for name, declared in InitiativeFilter.base_filters.items() if issubclass(declared.field_class, FacetField)
)


def today() -> date:
    return datetime.now(UTC).date()
