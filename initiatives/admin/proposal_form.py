"""The form of a proposal: all its fields, and its rows of actors, dates, figures, relations and inferences."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.admin_base import NamedAutocompleteSelect
from countries.comparison import Difference, differences
from countries.locking import NEWER, LinesField, is_deleted, rows, texts
from countries.models import Country
from initiatives.importer.joining import Fields
from initiatives.markers import marks
from initiatives.models import (
    VOCABULARIES,
    Actor,
    Entry,
    Footnote,
    Initiative,
    Participation,
    Proposal,
)
from initiatives.models.entry import DateKind, InferredField, Qualifier
from initiatives.models.fields import validate_edtf

MARK = Footnote._meta.get_field("mark")
LONGEST = 2**63 - 1
EMPTY_ROWS = 2  # behind those that are there, so that rows are added without a script


def terms(name: str, *, empty: bool = True):
    """A rule for choices that reads a vocabulary when a form is made."""

    def choices() -> list[tuple[str, str]]:
        found = list(VOCABULARIES[name].objects.values_list("pk", "label"))
        return [("", "---------"), *found] if empty else found

    return choices


def several(name: str, label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=terms(name, empty=False), widget=forms.CheckboxSelectMultiple
    )


def one_term(name: str, label: str, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=terms(name))


def countries() -> list[tuple[str, str]]:
    return list(Country.objects.values_list("pk", "name"))


def lines(label: str, size: int, help_text: str = "", *, required: bool = False) -> LinesField:
    widget = forms.Textarea(attrs={"rows": size})
    return LinesField(label=label, required=required, widget=widget, help_text=help_text)


def found(model, field, label: str) -> forms.ModelChoiceField:
    """A thing of the catalogue, looked up while one types."""
    select = NamedAutocompleteSelect(field, admin.site)
    return forms.ModelChoiceField(model.objects.all(), label=label, required=False, widget=select)


def date(label: str, *, required: bool = True) -> forms.CharField:
    help_text = gettext_lazy("Such as 2020, 2020-10, 2020-10-05 or 2021/2022.")
    return forms.CharField(
        label=label, required=required, max_length=40, validators=[validate_edtf], help_text=help_text
    )


class ProposalForm(forms.Form):
    """The fields of a proposal, with the version of it that the form was opened with."""

    token = forms.IntegerField(required=False, widget=forms.HiddenInput)
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    continues = found(Initiative, Entry._meta.get_field("initiative"), gettext_lazy("Goes on with the initiative"))
    continues_slug = forms.SlugField(label=gettext_lazy("Or its slug"), required=False, max_length=120)
    text = lines(
        gettext_lazy("Text of the entry"),
        12,
        gettext_lazy("In our own words, a paragraph a line; [^1164] after what footnote 1164 covers."),
        required=True,
    )
    truncated = forms.BooleanField(label=gettext_lazy("The report’s text breaks off"), required=False)
    note = lines(gettext_lazy("Editors’ note for readers"), 2)
    status = one_term("status", gettext_lazy("Status"))
    summary = lines(gettext_lazy("Summary of the initiative"), 3)
    scope = one_term("scope", gettext_lazy("Scope"))
    countries = forms.ModelMultipleChoiceField(
        Country.objects.all(),
        label=gettext_lazy("Countries"),
        required=False,
        widget=AutocompleteSelectMultiple(Initiative._meta.get_field("countries"), admin.site),
    )
    country_codes = forms.CharField(label=gettext_lazy("Or more by their codes"), required=False, max_length=200)
    levels = several("level", gettext_lazy("Governance levels"))
    primary_theme = one_term("theme", gettext_lazy("Primary theme"))
    other_themes = several("theme", gettext_lazy("Other themes"))
    form = one_term("form", gettext_lazy("Form"))
    target_groups = several("target_group", gettext_lazy("Target groups"))

    def clean_text(self):
        text = self.cleaned_data["text"]
        for mark in marks(text):
            try:
                MARK.run_validators(mark)
            except ValidationError:
                raise ValidationError(_("[^%(mark)s] is not a footnote’s mark.") % {"mark": mark}) from None
        return text

    def clean_country_codes(self):
        codes = self.cleaned_data["country_codes"].upper().replace(",", " ").split()
        there = set(Country.objects.filter(pk__in=codes).values_list("pk", flat=True))
        if unknown := [code for code in codes if code not in there]:
            message = _("No country has the code %(codes)s: write codes such as HR, SI.")
            raise ValidationError(message % {"codes": ", ".join(unknown)})
        return codes

    def clean(self):
        super().clean()
        if slug := self.cleaned_data.get("continues_slug"):
            self.cleaned_data["continues"] = Initiative.objects.filter(slug=slug).first()
            if self.cleaned_data["continues"] is None:
                self.add_error("continues_slug", _("There is no initiative with this slug."))
        return self.cleaned_data


class Row(forms.Form):
    """A row of a proposal; ``words`` are the report's, which it rests on."""

    words = forms.CharField(required=False, widget=forms.HiddenInput)


class ActorRow(Row):
    """An actor of the catalogue in a role, or a new one with its name."""

    actor = found(Actor, Participation._meta.get_field("actor"), gettext_lazy("Actor of the catalogue"))
    name = forms.CharField(label=gettext_lazy("Or the name of a new one"), required=False, max_length=300)
    kind = one_term("actor_kind", gettext_lazy("Kind, if new"))
    country = forms.ChoiceField(
        label=gettext_lazy("Country, if new"), required=False, choices=lambda: [("", "---------"), *countries()]
    )
    role = one_term("role", gettext_lazy("Role"), required=True)
    inferred = forms.BooleanField(label=gettext_lazy("Inferred"), required=False)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("actor") and not cleaned.get("name"):
            self.add_error("name", _("Choose an actor, or write the name of a new one."))
        elif not cleaned.get("actor") and not cleaned.get("kind"):
            self.add_error("kind", _("Say what kind of body the new actor is."))
        if ";" in cleaned.get("name", ""):
            self.add_error("name", _("Write it without a semicolon: in tables “; ” stands between names."))
        return cleaned

    def told(self) -> Fields:
        given = self.cleaned_data
        own = ("kind", "country", "role", "inferred", "words")
        chosen = given["actor"]
        names = {"slug": chosen.slug, "name": chosen.name} if chosen else {"slug": "", "name": given["name"]}
        return names | {name: given[name] for name in own}


class DateRow(Row):
    """A date as exact as the report gives it."""

    edtf = date(gettext_lazy("Date"))
    what = forms.CharField(label=gettext_lazy("What"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=DateKind.choices, initial=DateKind.EVENT.value)

    def told(self) -> Fields:
        return {name: self.cleaned_data[name] for name in ("edtf", "what", "kind", "words")}


class FigureRow(Row):
    """A number with how exactly the report states it."""

    qualifier = forms.ChoiceField(
        label=gettext_lazy("How exactly"), choices=Qualifier.choices, initial=Qualifier.EXACTLY.value
    )
    value = forms.IntegerField(label=gettext_lazy("Number"), min_value=-LONGEST, max_value=LONGEST)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=60)
    what = forms.CharField(label=gettext_lazy("Of what"), max_length=200)
    as_of = date(gettext_lazy("As of"), required=False)

    def told(self) -> Fields:
        return {name: self.cleaned_data[name] for name in ("qualifier", "value", "unit", "what", "as_of", "words")}


class RelationRow(Row):
    """How it stands to another initiative; one that the catalogue does not have is left out when drafts are made."""

    type = one_term("relation", gettext_lazy("Relation"), required=True)
    target = found(Initiative, Entry._meta.get_field("initiative"), gettext_lazy("To the initiative"))
    name = forms.CharField(label=gettext_lazy("As the report calls it"), required=False, max_length=300)

    def told(self) -> Fields:
        given = self.cleaned_data
        target = given["target"].slug if given["target"] else ""
        return {"type": given["type"], "target": target, "name": given["name"], "words": given["words"]}


class InferredRow(forms.Form):
    """A field that the report leaves unsaid, and what it was inferred from."""

    field = forms.ChoiceField(label=gettext_lazy("Field"), choices=[("", "---------"), *InferredField.choices])
    note = forms.CharField(label=gettext_lazy("Inferred from"), max_length=300)


class InferredRows(forms.BaseFormSet):
    """The inferred fields, each once."""

    def clean(self):
        told = set()
        for row in kept(self):
            name = row.cleaned_data.get("field")
            if name in told:
                row.add_error("field", _("It has a row above: say there all that it was inferred from."))
            told.add(name)


ROWS = {
    "actors": (ActorRow, gettext_lazy("Actors")),
    "dates": (DateRow, gettext_lazy("Dates")),
    "figures": (FigureRow, gettext_lazy("Figures")),
    "relations": (RelationRow, gettext_lazy("Relations")),
    "inferred": (InferredRow, gettext_lazy("Inferred: what the report does not say itself")),
}
SETS_OF = {"inferred": InferredRows}
SETS = {
    name: (
        forms.formset_factory(row, SETS_OF.get(name, forms.BaseFormSet), EMPTY_ROWS, can_delete=True, max_num=100),
        label,
    )
    for name, (row, label) in ROWS.items()
}
PLAIN = ("title", "text", "truncated", "note", "status", "summary", "scope", "levels", "form", "target_groups")


@dataclass
class Editing:
    """The form of a proposal with the forms of its rows; ``data`` is what was sent, if anything was."""

    proposal: Proposal
    data: Any = None

    @cached_property
    def form(self) -> ProposalForm:
        fields, known = self.proposal.fields, self.initiatives
        themes = fields["themes"]
        initial = {name: fields.get(name) for name in (*PLAIN, "countries")} | {
            "token": self.proposal.token,
            "continues": known.get(fields["continues"]),
            "primary_theme": themes[0] if themes else "",
            "other_themes": themes[1:],
        }
        return ProposalForm(self.data, initial=initial)

    @cached_property
    def sets(self) -> list[forms.BaseFormSet]:
        """The rows by their kind, each set with its name and label."""
        made = []
        for name, (formset, label) in SETS.items():
            one = formset(self.data, initial=getattr(self, f"{name}_rows"), prefix=name)
            one.name, one.label = name, label
            if one.is_bound:  # rows that somebody else added meanwhile are no defaults of what is typed below
                one.initial = one.initial[: one.initial_form_count()]
            made.append(one)
        self.read_choices_once(made[0])
        return made

    def read_choices_once(self, actors: forms.BaseFormSet) -> None:
        """Gives all rows of actors the same choices and names, which would else be read for each."""
        names = {str(pk): name for _slug, pk, name in self.known_actors}
        choices = {name: list(ActorRow.base_fields[name].choices) for name in ("kind", "role", "country")}
        for row in actors.forms:
            row.fields["actor"].widget.names = names
            for name, pairs in choices.items():
                row.fields[name].choices = pairs

    @cached_property
    def known_actors(self) -> list[tuple[str, int, str]]:
        slugs = [row["slug"] for row in self.proposal.fields["actors"]]
        return list(Actor.objects.filter(slug__in=slugs).values_list("slug", "pk", "name"))

    @cached_property
    def initiatives(self) -> dict[str, int]:
        rows = self.proposal.fields["relations"]
        slugs = {self.proposal.fields["continues"], *(row["target"] for row in rows)}
        return dict(Initiative.objects.filter(slug__in=slugs).values_list("slug", "pk"))

    @property
    def actors_rows(self) -> list[Fields]:
        known = {slug: pk for slug, pk, _name in self.known_actors}
        rows = self.proposal.fields["actors"]
        return [row | {"actor": known.get(row["slug"]), "name": own_name(row, known)} for row in rows]

    @property
    def dates_rows(self) -> list[Fields]:
        return self.proposal.fields["dates"]

    @property
    def figures_rows(self) -> list[Fields]:
        return self.proposal.fields["figures"]

    @property
    def relations_rows(self) -> list[Fields]:
        return [row | {"target": self.initiatives.get(row["target"])} for row in self.proposal.fields["relations"]]

    @property
    def inferred_rows(self) -> list[Fields]:
        return [{"field": name, "note": note} for name, note in self.proposal.fields["inferred"].items()]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(one.is_valid() for one in self.sets)])

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors) or any(one.total_error_count() for one in self.sets)

    @property
    def media(self) -> forms.Media:
        return self.form.media + self.sets[0].media

    def fields(self) -> Fields:
        """What was written, in the shape of a proposal."""
        given = self.form.cleaned_data
        themes = [given["primary_theme"], *given["other_themes"]]
        told = {name: given[name] for name in PLAIN} | {
            "countries": self.countries(given),
            "themes": [*dict.fromkeys(filter(None, themes))],
            "continues": given["continues"].slug if given["continues"] else "",
        }
        for one in self.sets[:-1]:
            told[one.name] = [row.told() for row in kept(one)]
        told["inferred"] = {row.cleaned_data["field"]: row.cleaned_data["note"] for row in kept(self.sets[-1])}
        return told

    def countries(self, given: dict[str, Any]) -> list[str]:
        """The codes that were chosen or written, those that were there first."""
        chosen = [*(country.pk for country in given["countries"]), *given["country_codes"]]
        before = [code for code in self.proposal.fields["countries"] if code in chosen]
        return [*dict.fromkeys([*before, *chosen])]

    def conflict(self, newest: Proposal) -> list[Difference]:
        """Each field in which what was typed (first) differs from what somebody else saved (second)."""
        self.form.add_error(None, NEWER)
        return differences(self.told(), Editing(newest).told())

    def told(self) -> dict[str, str]:
        return texts(self.form) | {str(one.label): rows(one) for one in self.sets}


def own_name(row: Fields, known: dict[str, int]) -> str:
    """The name of an actor that the catalogue does not have."""
    return "" if row["slug"] in known else row["name"]


def kept(formset: forms.BaseFormSet) -> list[forms.Form]:
    """The rows that were filled in and not ticked to go."""
    first = formset.initial_form_count()
    filled = [one for n, one in enumerate(formset.forms) if n < first or one.has_changed()]
    return [one for one in filled if not is_deleted(one)]
