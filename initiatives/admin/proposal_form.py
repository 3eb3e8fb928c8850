"""The form of a proposal: all its fields, and its rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.comparison import Difference, differences
from countries.locking import NEWER, LinesField, rows, texts
from countries.models import Country
from initiatives.admin.proposal_rows import SETS, ActorRow, found, kept, one_term, terms
from initiatives.importer.joining import Fields
from initiatives.importer.renaming import initiative_of, initiatives_of
from initiatives.markers import marks
from initiatives.models import Actor, Entry, Footnote, Initiative, Proposal

MARK = Footnote._meta.get_field("mark")
PLAIN = ("title", "text", "truncated", "note", "status", "summary", "scope", "levels", "form", "target_groups")


def several(name: str, label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=terms(name, empty=False), widget=forms.CheckboxSelectMultiple
    )


def lines(label: str, size: int, help_text: str = "", *, required: bool = False) -> LinesField:
    widget = forms.Textarea(attrs={"rows": size})
    return LinesField(label=label, required=required, widget=widget, help_text=help_text)


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

    is_new = forms.BooleanField(label=gettext_lazy("It goes on with none: it is new"), required=False)

    def __init__(self, *args, gone: str = "", **kwargs):
        """``gone`` is the slug of what it went on with, where that is not in the catalogue any more."""
        super().__init__(*args, **kwargs)
        self.gone = gone
        if not gone:
            del self.fields["is_new"]

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
        given = self.cleaned_data
        if slug := given.get("continues_slug"):
            given["continues"] = initiative_of(slug)
            if given["continues"] is None:
                self.add_error("continues_slug", _("There is no initiative with this slug."))
        elif self.gone and not given.get("continues") and not given.get("is_new") and not self.errors.get("continues"):
            said = _("“%(slug)s” is not in the catalogue any more: choose another, or say below that it is new.")
            self.add_error("continues", said % {"slug": self.gone})
        return given


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
        gone = fields["continues"] if fields["continues"] not in known else ""
        return ProposalForm(self.data, initial=initial, gone=gone)

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
        return {slug: one.pk for slug, one in initiatives_of(slugs).items()}

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
        countries = [*(country.pk for country in given["countries"]), *given["country_codes"]]
        themes = [given["primary_theme"], *self.in_order("themes", given["other_themes"])]
        told = {name: given[name] for name in PLAIN} | {
            "countries": self.in_order("countries", countries),
            "levels": self.in_order("levels", given["levels"]),
            "target_groups": self.in_order("target_groups", given["target_groups"]),
            "themes": [*dict.fromkeys(filter(None, themes))],
            "continues": given["continues"].slug if given["continues"] else "",
        }
        for one in self.sets[:-1]:
            told[one.name] = [row.told() for row in kept(one)]
        told["inferred"] = {row.cleaned_data["field"]: row.cleaned_data["note"] for row in kept(self.sets[-1])}
        return told

    def in_order(self, name: str, chosen: list[str]) -> list[str]:
        """What was chosen of a field: first what was there, in the order it had."""
        before = [one for one in self.proposal.fields[name] if one in chosen]
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
