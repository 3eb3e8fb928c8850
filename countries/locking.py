"""Forms that refuse to write over a newer version, and show both texts when they do."""

import re

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.comparison import Difference, differences

NEWER = gettext_lazy(
    "Somebody else saved a newer version while you were editing, so nothing has been saved. All you typed is still "
    "here. Compare both below, mend yours where need be, then tick “Replace the newer version with mine” and save."
)
INTERNAL = {"token", "replaces", "DELETE", "ORDER"}


class LinesField(forms.CharField):
    """A text of several lines, each ended as on every system but in a browser's form: by one character."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class AggregateForm(forms.ModelForm):
    """A form that knows which version of its row it was opened with.

    ``replaces`` is the newer version that the editor has seen and chose to write over. Cleaning locks the row, so
    the form is only valid inside a transaction.
    """

    token = forms.IntegerField(required=False, widget=forms.HiddenInput)
    replaces = forms.IntegerField(
        required=False, widget=forms.HiddenInput, label=gettext_lazy("Replace the newer version")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", self.instance.token)
        self.newest = None

    def clean(self):
        super().clean()
        if self.instance._state.adding:
            return
        newest = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if newest is None:
            self.add_error(None, _("Somebody else deleted this while you were editing: copy what you typed."))
        else:
            self.compare(newest)

    def compare(self, newest) -> None:
        """Takes from the locked row what this form does not edit; refuses where the form is older than the row."""
        for field in self.instance._meta.concrete_fields:
            if field.name not in self.cleaned_data or not field.editable:
                setattr(self.instance, field.attname, getattr(newest, field.attname))
        if newest.token not in {self.cleaned_data.get("token"), self.cleaned_data.get("replaces")}:
            self.newest = newest
            self.add_error(None, NEWER)


class RowForm(forms.ModelForm):
    """One row of an aggregate; its choices of other things are named without a query for each row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = {field.name for field in self._meta.model._meta.fields}
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if hasattr(widget, "names") and name in own:
                self.name_choice(name, widget)

    def name_choice(self, name: str, widget) -> None:
        relation = self._meta.model._meta.get_field(name)
        if relation.is_cached(self.instance) and (chosen := relation.get_cached_value(self.instance)):
            widget.names = {str(chosen.pk): str(chosen)}


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of an aggregate. One that somebody else deleted meanwhile counts as new: what was typed is kept."""

    @cached_property
    def forms(self):
        if self.is_bound and (vanished := self.vanished()):
            self.data = self.renumbered(vanished)
            self.__dict__.pop("management_form", None)
        return super().forms

    def vanished(self) -> list[int]:
        there, key = {str(row.pk) for row in self.get_queryset()}, self.model._meta.pk.name
        posted = range(min(self.initial_form_count(), self.total_form_count()))
        return [n for n in posted if self.data.get(f"{self.prefix}-{n}-{key}") not in there]

    def renumbered(self, vanished: list[int]):
        """The posted data with the vanished rows behind those that are there, and without their old keys."""
        initial, total = self.initial_form_count(), self.total_form_count()
        order = [n for n in range(initial) if n not in vanished] + vanished + list(range(initial, total))
        place = {str(old): new for new, old in enumerate(order)}
        row = re.compile(rf"{re.escape(self.prefix)}-([0-9]+)-(.+)", re.ASCII)
        data = self.data.copy()
        for key in self.data:
            if (match := row.fullmatch(key)) and match[1] in place:
                del data[key]
        for key, values in self.data.lists():
            if (match := row.fullmatch(key)) and match[1] in place:
                data.setlist(f"{self.prefix}-{place[match[1]]}-{match[2]}", values)
        kept = initial - len(vanished)
        for n in range(kept, initial):
            data[f"{self.prefix}-{n}-{self.model._meta.pk.name}"] = ""
        data[f"{self.prefix}-INITIAL_FORMS"] = str(kept)
        return data


def conflict(form: AggregateForm, formsets: list[forms.BaseInlineFormSet]) -> list[Difference]:
    """Each field in which the typed version (first) differs from the one saved meanwhile (second)."""
    theirs = texts(type(form)(instance=form.newest))
    mine = texts(form)
    for formset in formsets:
        label = str(formset.model._meta.verbose_name_plural).capitalize()
        saved = type(formset)(instance=form.newest, prefix=formset.prefix)
        mine[label], theirs[label] = rows(formset), rows(saved)
    return differences(mine, theirs)


def texts(form: forms.BaseForm) -> dict[str, str]:
    """What each field of a form says, by its label."""
    shown = [form[name] for name in form.fields if name not in INTERNAL]
    return {str(bound.label): text(bound) for bound in shown if not bound.is_hidden}


def rows(formset: forms.BaseInlineFormSet) -> str:
    """What the rows of a formset say, a row a line; those to be deleted and empty new ones left out."""
    kept = formset.initial_forms
    if formset.is_bound:
        kept = [*kept, *(form for form in formset.extra_forms if form.has_changed())]
    kept = [form for form in kept if not is_deleted(form)]
    told = ("; ".join(f"{label}: {said}" for label, said in texts(form).items() if said) for form in kept)
    return "\n".join(sorted(told))


def is_deleted(form: forms.BaseForm) -> bool:
    return getattr(form, "cleaned_data", {}).get("DELETE", False)


def text(bound: forms.BoundField) -> str:
    """What one field of a form says, typed or saved, in words."""
    value, field = bound.value(), bound.field
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        try:
            chosen = field.clean(value)
        except forms.ValidationError:
            return str(value or "")
        several = isinstance(field, forms.ModelMultipleChoiceField)
        return "\n".join(sorted(map(str, chosen))) if several else str(chosen or "")
    if isinstance(field, forms.ChoiceField):
        return str({str(key): label for key, label in field.choices}.get(str(value), value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
