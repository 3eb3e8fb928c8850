"""What a record still lacks before it can be published, and what an editor may want to look at."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.markers import marks
from initiatives.models import Entry, Initiative, Origin, Unconfirmed
from initiatives.record import Record

COUNTRYLESS = {"eu", "international"}

# What can stand unconfirmed: in words, and whether it is one thing (1) or several (2).
OF_THE_ENTRY = {
    "text": (gettext_lazy("text"), 1),
    "status": (gettext_lazy("status"), 1),
    "note": (gettext_lazy("editors’ note"), 1),
    "source_truncated": (gettext_lazy("sign that the source breaks off"), 1),
    "footnotes": (gettext_lazy("footnotes"), 2),
    "dates": (gettext_lazy("dates"), 2),
    "figures": (gettext_lazy("figures"), 2),
    "inferences": (gettext_lazy("inferred fields"), 2),
}
OF_THE_INITIATIVE = {
    "title": (gettext_lazy("title"), 1),
    "summary": (gettext_lazy("summary"), 1),
    "scope": (gettext_lazy("scope"), 1),
    "form": (gettext_lazy("form"), 1),
    "countries": (gettext_lazy("countries"), 2),
    "levels": (gettext_lazy("governance levels"), 2),
    "themes": (gettext_lazy("themes"), 2),
    "target_groups": (gettext_lazy("target groups"), 2),
    "actors": (gettext_lazy("actors"), 2),
    "relations": (gettext_lazy("relations"), 2),
}


def gaps(record: Record) -> list[str]:
    """Sentences that say what must be mended before the record is published; empty when nothing must."""
    found = [sentence for part, sentence in needed().items() if not record[part]]
    if not record["countries"] and record["scope"] not in COUNTRYLESS:
        found.append(_("No country is named; only the scopes EU and international go without one."))
    if record["scope"] == "national" and len(record["countries"]) > 1:
        found.append(_("The scope is national, but several countries are named."))
    return found + [gap for entry in record["entries"] for gap in entry_gaps(entry)]


def needed() -> dict[str, str]:
    """What a record must have, with the sentence that says it has not."""
    return {
        "title": _("The title is empty."),
        "summary": _("The summary is empty."),
        "scope": _("No scope is chosen."),
        "themes": _("No theme is chosen."),
        "levels": _("No governance level is chosen."),
        "entries": _("No entry is published or about to be: an initiative is shown with at least one."),
    }


def entry_gaps(entry: Record) -> list[str]:
    """The same for one entry."""
    found = [] if entry["text"] else [_("The text of %(entry)s is empty.") % {"entry": entry["id"]}]
    known = {row["mark"] for row in entry["footnotes"]}
    message = _("The text of %(entry)s has the marker [^%(mark)s], but the entry has no such footnote.")
    return found + [
        message % {"entry": entry["id"], "mark": mark} for mark in marks(entry["text"]) if mark not in known
    ]


def unconfirmed(initiative: Initiative, entries: Iterable[Entry], *, own_part: bool) -> list[Unconfirmed]:
    """What still stands as it was carried over or read, of that which would be published.

    No record says so: it stands in the way of the public, and is gone before anything is public.
    """
    return going(unconfirmed_of([initiative]), entries, own_part=own_part)


def unconfirmed_of(initiatives: Iterable[Initiative]) -> QuerySet[Unconfirmed]:
    """All that still stands as it was carried over or read of these initiatives."""
    return Unconfirmed.objects.filter(entry__initiative__in=initiatives).select_related("entry__initiative")


def going(rows: Iterable[Unconfirmed], entries: Iterable[Entry], *, own_part: bool) -> list[Unconfirmed]:
    """Those of an initiative's unconfirmed rows that go with these entries, or with its own part."""
    told = {entry.pk for entry in entries}
    return [row for row in rows if (row.entry_id in told if row.field in OF_THE_ENTRY else own_part)]


def unconfirmed_gaps(rows: Iterable[Unconfirmed]) -> list[str]:
    """Sentences that say what nobody has confirmed yet."""
    return [unconfirmed_gap(row) for row in rows]


def unconfirmed_gap(row: Unconfirmed) -> str:
    name, number = field_name(row.field)
    values = {"field": name, "entry": f"{row.entry.initiative.slug}.{row.entry.edition_id}", "words": row.words}
    if row.origin == Origin.CARRIED:
        return (
            ngettext(
                "The %(field)s of %(entry)s was carried over from %(words)s and nobody has confirmed it yet.",
                "The %(field)s of %(entry)s were carried over from %(words)s and nobody has confirmed them yet.",
                number,
            )
            % values
        )
    return (
        ngettext(
            "The %(field)s of %(entry)s was read by the importer and nobody has confirmed it yet.",
            "The %(field)s of %(entry)s were read by the importer and nobody has confirmed them yet.",
            number,
        )
        % values
    )


def field_name(field: str) -> tuple[str, int]:
    """A field in words, and whether it is one thing or several."""
    name, number = (OF_THE_ENTRY | OF_THE_INITIATIVE).get(field, (field, 1))
    return str(name), number


def hints(record: Record) -> list[str]:
    """Sentences on what may be wanting without standing in the way of publication."""
    found = [] if record["form"] else [_("No form is given.")]
    if not record["actors"]:
        found.append(_("No actor is given."))
    return found + [hint for entry in record["entries"] for hint in entry_hints(entry)]


def entry_hints(entry: Record) -> list[str]:
    """The same for one entry."""
    found = [] if entry["status"] else [_("%(entry)s has no status.") % {"entry": entry["id"]}]
    if "uncited" in entry["evidence"]:
        found.append(_("%(entry)s has a statement without a footnote.") % {"entry": entry["id"]})
    used = marks(entry["text"])
    message = _("%(entry)s has the footnote %(mark)s, but its text has no marker [^%(mark)s].")
    return found + [
        message % {"entry": entry["id"], "mark": row["mark"]}
        for row in entry["footnotes"]
        if row["mark"] not in used and row["state"] != "lost"
    ]
