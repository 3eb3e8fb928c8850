"""The filters: every parameter of a question, its label, help, validation and meaning, declared once.

The filter set narrows an answer of the index, not a queryset. Nothing that is not understood is let through: an
unknown name, an unknown value or a bad number is an error, and a question with an error has no answer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import partial

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.answers import Answer, Question
from initiatives.fields import (
    YEARS,
    Asked,
    ColumnsField,
    CountryField,
    FacetField,
    MomentField,
    OneField,
    PageField,
    PickField,
    RefusedValueError,
    TextField,
    WordsField,
    YearBoundField,
    YearField,
)

MOST_VALUES = 100
WHOLE = "q"  # what is wrong with a question as a whole is said of its text
IGNORED = re.compile(r"utm_.*|fbclid|gclid")
SORTS = ("relevance", "newest", "oldest", "title", "country")
VIEWS = ("list", "table")
ROWS = {"csv", "json", "jsonl"}
DOCUMENTS = ("docx", "pdf", "md")
GROUPINGS = ("country", "year", "theme", "level", "none")
MOST_HEADING, MOST_NOTE = 200, 2000
# What the one-page form has room for.
MOST_SHORT_NOTE, MOST_SHORT_LINES = 600, 8
# How a page is drawn, and how a document is made: neither changes what is asked.
OF_PAGES = ("page", "view", "columns", "basket", "embed")
OF_DOCUMENTS = ("group", "summary", "heading", "note")
# Of the parameters that belong to pages those that each output takes; an export takes none.
TAKEN = {"html": OF_PAGES, "api": ("page",)}
NOT_TAKEN = {
    "api": gettext_lazy("The API gives records: how a page draws them is not asked of it."),
    "facets": gettext_lazy("The facets are those of the whole list: they have no pages and no views."),
}
ROW_KINDS = ("initiatives", "entries", "footnotes")
# What a table can show: the columns of columns.py for rows=initiatives, in their order.
TABLE_COLUMNS = (
    *("id", "url", "title", "summary", "countries", "country_names", "years", "themes", "theme_labels", "levels"),
    *("multi_level", "form", "scope", "status", "actors", "actor_roles", "first_year", "last_year", "entries"),
    *("footnotes", "sources", "evidence", "version", "published_at", "changed_at", "licence"),
)
USUAL_COLUMNS = ("country_names", "years", "theme_labels", "levels", "status")


class QuestionFilter(django_filters.Filter):
    """A parameter whose field knows what is asked, and of which catalogue."""

    def __init__(self, field_class, **kwargs):
        self.field_class = field_class
        super().__init__(**kwargs)

    def __deepcopy__(self, memo):
        # What is declared is changed by no question: only the field belongs to one.
        return copy(self)

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


def usual_sort(question: Mapping[str, Sequence[str]]) -> str:
    """The order where none is asked for: as picked by hand, else the best match, else the newest first."""
    return "picked" if question.get("pick") else "relevance" if question.get("q") else "newest"


def usual_group(question: Mapping[str, Sequence[str]]) -> str:
    """What a document is grouped by where nothing is said: what was picked by hand keeps its order."""
    return "none" if question.get("pick") else "country"


class QuestionForm(forms.Form):
    """The rules that hold between parameters; ``fields`` are those of one question, and it alone changes them."""

    def __init__(self, asked: Asked, fields: dict[str, forms.Field], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.fields = asked, fields

    def clean(self):
        cleaned = ABSENT | super().clean()
        for name in self.errors:
            del cleaned[name]
        output = self.asked.output
        if cleaned.get("sort") == "relevance" and not cleaned.get("q"):
            self.refuse("sort", _("Sorting by relevance needs a text to search for."))
        self.add_years(cleaned)
        if cleaned.get("view") != "table" and self.data.get("columns"):
            self.refuse("columns", _("Columns can be chosen for a table only: add view=table."))
        for name in ("page", "view", "basket", "embed"):
            if name not in TAKEN.get(output, ()) and self.data.get(name):
                self.refuse(
                    name, NOT_TAKEN.get(output, _("An export is the whole list: it has no pages and no views."))
                )
        for name in OF_DOCUMENTS:
            if output not in DOCUMENTS and self.data.get(name):
                self.refuse(name, _("This can be chosen for docx, pdf and md only."))
        note = cleaned.get("note", "")
        if cleaned.get("summary") and (len(note) > MOST_SHORT_NOTE or note.count("\n") >= MOST_SHORT_LINES):
            message = _("One page has room for a note of at most %(characters)s characters and %(lines)s lines.")
            self.refuse("note", message % {"characters": MOST_SHORT_NOTE, "lines": MOST_SHORT_LINES})
        if output not in ROWS and self.data.get("rows"):
            self.refuse("rows", _("Rows can be chosen for csv, json and jsonl only."))
        given = sum(len(self.data.getlist(name)) for name in self.fields)
        meant = sum(len(field.canonical(cleaned[name])) for name, field in self.fields.items() if name in cleaned)
        if max(given, meant) > MOST_VALUES:
            self.refuse(WHOLE, _("The address holds more than %(most)s values.") % {"most": MOST_VALUES})
        return cleaned

    def add_years(self, cleaned: dict) -> None:
        """Adds the range between the years asked for as the first and the last; one of them alone leaves it open."""
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if not (first or last) or "year" not in cleaned:
            return
        years = range(int(first or YEARS[0]), int(last or YEARS[-1]) + 1)
        if not years:
            message = _("The years from %(first)s to %(last)s end before they begin.")
            self.refuse("year_from", message % {"first": first, "last": last})
        cleaned["year"] |= {str(year) for year in years}

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
    year_from = QuestionFilter(YearBoundField, label=gettext_lazy("First year"))
    year_to = QuestionFilter(YearBoundField, label=gettext_lazy("Last year"))
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
    pick = QuestionFilter(PickField, label=gettext_lazy("Picked by hand"))
    country_match = match(gettext_lazy("Several countries"))
    theme_match = match(gettext_lazy("Several themes"))
    level_match = match(gettext_lazy("Several levels"))
    actor_match = match(gettext_lazy("Several actors"))
    sort = one(gettext_lazy("Order"), SORTS, "")
    page = QuestionFilter(PageField, label=gettext_lazy("Page"), default=1)
    view = one(gettext_lazy("View"), VIEWS, "list")
    columns = QuestionFilter(ColumnsField, label=gettext_lazy("Columns"), names=TABLE_COLUMNS, usual=USUAL_COLUMNS)
    basket = QuestionFilter(PickField, label=gettext_lazy("Put aside"))
    rows = one(gettext_lazy("Rows"), ROW_KINDS, "initiatives")
    group = one(gettext_lazy("Grouped by"), GROUPINGS, "")
    summary = one(gettext_lazy("On one page"), ("1",), "")
    heading = QuestionFilter(WordsField, label=gettext_lazy("Heading"), most=MOST_HEADING)
    note = QuestionFilter(WordsField, label=gettext_lazy("Note"), most=MOST_NOTE, lines=True)
    embed = one(gettext_lazy("Without its frame"), ("1",), "")
    as_of = QuestionFilter(MomentField, label=gettext_lazy("As of"))

    def __init__(self, data, asked: Asked):
        # Fields are made of what is given alone: to make all of them takes longer than the answer.
        declared = type(self).base_filters
        self.base_filters = {name: declared[name] for name in declared if name in data or name == WHOLE}
        super().__init__(data, queryset=asked)

    def get_form_class(self) -> Callable[..., QuestionForm]:
        """Makes the form; to make a class for its fields takes as long as to read the question."""
        return partial(QuestionForm, self.queryset, {name: one.field for name, one in self.filters.items()})

    def filter_queryset(self, queryset: Asked) -> Answer:
        """The answer to a valid question: the one place where values become bitmaps."""
        cleaned = self.form.cleaned_data
        values = {name: cleaned[name] for name in FACET_PARAMETERS if cleaned[name]}
        every = frozenset(name for name in values if cleaned.get(f"{name}_match") == "all")
        return Answer(queryset.snapshot, Question(values, every, cleaned["q"], cleaned["pick"]))

    def canonical(self) -> dict[str, list[str]]:
        """A valid question as the canonical address has it: fixed order, sorted values, no defaults."""
        cleaned, given = self.form.cleaned_data, self.form.fields
        # The years between a first and a last one are given without being named.
        read = {name: DECLARED[name].canonical(cleaned[name]) for name in DECLARED if name in given or name == "year"}
        question = {name: values for name, values in read.items() if values}
        for name in FACET_PARAMETERS:
            if name not in question:
                question.pop(f"{name}_match", None)
        if question.get("sort") == [usual_sort(question)]:
            del question["sort"]
        # One page has no groups.
        if "summary" in question or question.get("group") == [usual_group(question)]:
            question.pop("group", None)
        return question

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
# A field of each parameter, bound to no question, and what the absence of each stands for.
DECLARED = {
    name: declared.field_class(label=declared.label, **declared.extra)
    for name, declared in InitiativeFilter.base_filters.items()
}
ABSENT = {name: field.clean([]) for name, field in DECLARED.items()}
# What is asked for, whatever the order, the form and the moment of the answer.
FILTER_PARAMETERS = (
    "q",
    *FACET_PARAMETERS,
    "pick",
    *(name for name in InitiativeFilter.base_filters if name.endswith("_match")),
)
