"""The form of a report: what is wrong, where, and an address for the answer."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.asking import Moment
from initiatives.limits import TooManyError
from initiatives.models import Report
from initiatives.models.report import Part
from initiatives.record import Record
from initiatives.reporting import A_DAY, AN_HOUR

SHORTEST, LONGEST = 10, 4000
OF_RECORD = (Part.TITLE, Part.ENTRY, Part.ACTOR, Part.FOOTNOTE, Part.OTHER)
OF_SITE = (Part.ACCESSIBILITY, Part.PAGE, Part.OTHER)


@dataclass(frozen=True)
class Subject:
    """What a report is about: a record as of a moment, or the site where there is none."""

    when: Moment
    record: Record | None = None

    @property
    def slug(self) -> str:
        return self.record["id"] if self.record else ""

    @property
    def version(self) -> int | None:
        return self.record["version"] if self.record else None

    @property
    def path(self) -> str:
        return f"/initiatives/{self.slug}/report/" if self.record else "/report/"

    def parts(self) -> list[tuple[str, str]]:
        """What can be chosen as the place of the error."""
        chosen = [("", _("Not sure"))]
        for part in OF_RECORD if self.record else OF_SITE:
            chosen += self.entries() if part == Part.ENTRY else [(part.value, part.label)]
        return chosen

    def entries(self) -> list[tuple[str, str]]:
        """The entries by year; by edition too, where a year has several."""
        entries = self.record["entries"]
        several = Counter(entry["year"] for entry in entries)
        return [(f"{Part.ENTRY}:{entry['edition']}", entry_named(entry, several[entry["year"]])) for entry in entries]


def entry_named(entry: Record, number: int) -> str:
    if number > 1:
        return _("The entry for %(year)s (%(edition)s)") % entry
    return _("The entry for %(year)s") % entry


class ReportForm(forms.Form):
    """What a reader types. The lengths are checked here alone: a browser would cut a longer text off unseen."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy(
            "Say what stands there and what should, and how you know it: an address or a document helps."
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": gettext_lazy("Write what is wrong.")},
        validators=[
            MinLengthValidator(SHORTEST, gettext_lazy("Write a little more: at least %(limit_value)s characters.")),
            MaxLengthValidator(
                LONGEST,
                gettext_lazy("Shorten it to %(limit_value)s characters (it has %(show_value)s), or send two reports."),
            ),
        ],
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Where is it?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the places in the list.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only if you would like an answer."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Write it like name@example.org, or leave it empty.")},
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)  # seen by programs only; whoever fills it in is one

    def __init__(self, subject: Subject, data: dict[str, str] | None = None):
        super().__init__(data, initial={"version": subject.version})
        self.subject = subject
        self.fields["part"].choices = subject.parts()

    def clean_version(self) -> int | None:
        """The version that was on the screen when the form was opened; today's where that cannot be."""
        newest, seen = self.subject.version, self["version"].data
        known = newest and seen and seen.isascii() and seen.isdecimal() and len(seen) < 10
        return int(seen) if known and 0 < int(seen) <= newest else newest

    def clean(self) -> None:
        if self.cleaned_data.get("website"):
            said = _("A field that people do not see was filled in, perhaps by a program. Send the report once more.")
            self.add_error(None, said)

    def refuse(self, *sentences: str) -> None:
        """Adds what stands in the way that is not a matter of any field, with the other way to reach the editors."""
        other = [_("Or write to %(address)s.") % {"address": settings.CONTACT}] if settings.CONTACT else []
        self.add_error(None, " ".join([*sentences, *other]))

    def refuse_many(self, many: TooManyError, now: datetime) -> int:
        """Says that the limit is reached; returns the seconds until more is taken in."""
        seconds = math.ceil((many.until - now).total_seconds())
        again = try_again(math.ceil(seconds / 60))
        self.refuse(limit(many.everywhere), _("Yours was not kept. Your text is still here:"), again)
        return seconds

    def report(self) -> Report:
        """The report, not saved yet."""
        given, subject = self.cleaned_data, self.subject
        part, _colon, edition = given["part"].partition(":")
        return Report(
            slug=subject.slug,
            version=given["version"],
            as_of=subject.when.snapshot.label,
            part=part,
            edition=edition,
            text=given["text"],
            email=given["email"],
        )


def limit(everywhere: bool) -> str:
    if everywhere:
        return _("The editors take in %(number)s reports a day, and today there were as many.") % {"number": A_DAY}
    return _("The editors take in %(number)s reports an hour from one connection.") % {"number": AN_HOUR}


def try_again(minutes: int) -> str:
    if minutes <= 90:
        text = ngettext("send it again in %(number)s minute.", "send it again in %(number)s minutes.", minutes)
        return text % {"number": minutes}
    return _("send it again in %(number)s hours.") % {"number": math.ceil(minutes / 60)}
