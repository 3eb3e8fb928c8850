"""The rows of a proposal's form: its actors, dates, figures, relations and inferences."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.admin_base import NamedAutocompleteSelect
from countries.locking import is_deleted
from countries.models import Country
from initiatives.importer.joining import Fields
from initiatives.models import VOCABULARIES, Actor, Entry, Initiative, Participation
from initiatives.models.entry import DateKind, InferredField, Qualifier
from initiatives.models.fields import validate_edtf

LONGEST = 2**63 - 1
EMPTY_ROWS = 2  # behind those that are there, so that rows are added without a script


def terms(name: str, *, empty: bool = True):
    """A rule for choices that reads a vocabulary when a form is made."""

    def choices() -> list[tuple[str, str]]:
        found = list(VOCABULARIES[name].objects.values_list("pk", "label"))
        return [("", "---------"), *found] if empty else found

    return choices


def one_term(name: str, label: str, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=terms(name))


def countries() -> list[tuple[str, str]]:
    return list(Country.objects.values_list("pk", "name"))


def found(model, field, label: str) -> forms.ModelChoiceField:
    """A thing of the catalogue, looked up while one types."""
    select = NamedAutocompleteSelect(field, admin.site)
    return forms.ModelChoiceField(model.objects.all(), label=label, required=False, widget=select)


def date(label: str, *, required: bool = True) -> forms.CharField:
    help_text = gettext_lazy("Such as 2020, 2020-10, 2020-10-05 or 2021/2022.")
    return forms.CharField(
        label=label, required=required, max_length=40, validators=[validate_edtf], help_text=help_text
    )


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


def kept(formset: forms.BaseFormSet) -> list[forms.Form]:
    """The rows that were filled in and not ticked to go."""
    first = formset.initial_form_count()
    filled = [one for n, one in enumerate(formset.forms) if n < first or one.has_changed()]
    return [one for one in filled if not is_deleted(one)]


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
# A proposal has so many rows of a kind at most; of a form that claims more no further ones are drawn up again.
MOST_ROWS, READ = 100, 101
SETS = {
    name: (
        forms.formset_factory(
            row, SETS_OF.get(name, forms.BaseFormSet), EMPTY_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=READ
        ),
        label,
    )
    for name, (row, label) in ROWS.items()
}
