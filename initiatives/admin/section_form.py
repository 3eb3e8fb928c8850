"""The form that a section of a report is pasted or uploaded with."""

from pathlib import PurePath

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.locking import LinesField
from initiatives.importer.narrative.documents import MOST_BYTES, text_of
from initiatives.importer.narrative.reading import LONGEST, UnreadableError
from initiatives.importer.sections import FIRST_YEAR, LAST_YEAR
from initiatives.models import Edition
from initiatives.models.fields import SLUG

# What a text that was pasted must not be called, since a file of that name is read in another way.
OF_FILES = {".html", ".htm", ".xhtml", ".docx", ".pdf", ".doc", ".odt", ".rtf"}


def editions() -> list[tuple[str, str]]:
    rows = Edition.objects.order_by("-year", "pk").values_list("pk", "title", "year")
    return [("", _("a new one, named below")), *((slug, f"{slug}: {title} ({year})") for slug, title, year in rows)]


class SectionForm(forms.Form):
    """A section as text or as a file, and the edition it is from. What a file says is kept as text on an error."""

    edition = forms.ChoiceField(label=gettext_lazy("Edition"), choices=editions, required=False)
    new_edition = forms.CharField(
        label=gettext_lazy("Slug of a new edition"),
        max_length=40,
        required=False,
        validators=[SLUG],
        help_text=gettext_lazy("Small letters, digits and hyphens, such as ar2023. It is made when you apply."),
    )
    title = forms.CharField(label=gettext_lazy("Its title"), max_length=200, required=False)
    publisher = forms.CharField(label=gettext_lazy("Its publisher"), max_length=100, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("The year it covers"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    name = forms.CharField(
        label=gettext_lazy("What this is"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("For your list, such as “Asylum Report 2023, section 4.14”. May stay empty."),
    )
    text = LinesField(
        label=gettext_lazy("The text of the section"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "Copy it from the report as it is, with its footnote numbers, and with its notes if you have them."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sizes = {"megabytes": MOST_BYTES // 1_000_000, "characters": f"{LONGEST:,}"}
        help_text = _(
            "Plain text, a page (.html) or a document (.docx), up to %(megabytes)s MB and %(characters)s characters."
        )
        self.fields["file"].help_text = help_text % sizes

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            size = f"{file.size:,}"
            raise forms.ValidationError(_("%(size)s bytes are more than any section has.") % {"size": size})
        return file

    def clean(self):
        cleaned = super().clean()
        self.check_edition(cleaned)
        if "text" in cleaned and "file" in cleaned:
            self.check_source(cleaned)
        if self.errors and cleaned.get("file"):
            self.keep_file(cleaned["file"])
        return cleaned

    def check_edition(self, cleaned) -> None:
        if "new_edition" in self.errors:
            return
        chosen, new = cleaned.get("edition"), cleaned.get("new_edition")
        if bool(chosen) == bool(new):
            self.add_error("edition", _("Choose an edition, or name a new one: one of the two."))
        elif new and Edition.objects.filter(pk=new).exists():
            self.add_error("new_edition", _("There is an edition with this slug: choose it above."))
        elif new and cleaned.get("year") is None and "year" not in self.errors:
            self.add_error("year", _("Say which year the new edition covers."))
        elif chosen and any(cleaned.get(name) for name in ("title", "publisher", "year")):
            self.add_error("edition", _("Title, publisher and year are for a new edition: leave them empty."))

    def check_source(self, cleaned) -> None:
        text, file = cleaned["text"], cleaned["file"]
        if text and file:
            self.add_error("file", _("Paste a text or choose a file: not both. Nothing has been read yet."))
        elif not text and not file:
            self.add_error("text", _("Paste the text of the section, or choose a file."))

    def keep_file(self, file) -> None:
        """A browser sends no file twice: where nothing is pasted, its text takes the file's place."""
        if self.data.get("text", "").strip():
            return
        try:
            text = text_of(file.name, file.read(MOST_BYTES))
        except UnreadableError as problem:
            self.add_error("file", str(problem))
        else:
            self.data = self.data.copy()
            self.data["text"] = text
            self.add_error("file", _("The text of your file stands above now, so that you need not choose it again."))

    @property
    def given(self) -> dict:
        """The section in the terms of staging."""
        cleaned = self.cleaned_data
        described = {name: cleaned[name] for name in ("title", "publisher") if cleaned[name]}
        return self.source() | {
            "edition": cleaned["edition"] or cleaned["new_edition"],
            "year": cleaned["year"],
            "described": described,
        }

    def source(self) -> dict:
        """The name and the bytes of what was given; a pasted text is plain text, whatever it is called."""
        cleaned = self.cleaned_data
        if cleaned["file"]:
            return {"name": cleaned["file"].name, "data": cleaned["file"].read()}
        day = timezone.localdate().isoformat()
        called = cleaned["name"] or _("Text pasted on %(day)s") % {"day": day}
        name = f"{called} (txt)" if PurePath(called).suffix.casefold() in OF_FILES else called
        return {"name": name, "data": cleaned["text"].encode()}
