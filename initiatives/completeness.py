"""What a record still lacks before it can be published, and what an editor may want to look at."""

from django.utils.translation import gettext as _

from initiatives.markers import marks
from initiatives.record import Record

COUNTRYLESS = {"eu", "international"}


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
