"""What a record still lacks before it can be published, and what an editor may want to look at."""

from collections import Counter

from initiatives.record import Record, marks

COUNTRYLESS = {"eu", "international"}


def gaps(record: Record) -> list[str]:
    """Sentences that say what must be mended before the record is published; empty when nothing must."""
    found = [f"The {part} is empty." for part in ("title", "summary", "scope") if not record[part]]
    if not record["countries"] and record["scope"] not in COUNTRYLESS:
        found.append("No country is named; only the scopes EU and international go without one.")
    if record["scope"] == "national" and len(record["countries"]) > 1:
        found.append("The scope is national, but several countries are named.")
    found += [f"No {part} is chosen." for part, key in (("theme", "themes"), ("level", "levels")) if not record[key]]
    if not record["entries"]:
        found.append("No entry is published or about to be: an initiative is shown with at least one.")
    return found + [gap for entry in record["entries"] for gap in entry_gaps(entry)]


def entry_gaps(entry: Record) -> list[str]:
    """The same for one entry."""
    found = [] if entry["text"] else [f"The text of {entry['id']} is empty."]
    known = Counter(row["mark"] for row in entry["footnotes"])
    return found + [
        f"The text of {entry['id']} has the marker [^{mark}], but the entry has no such footnote."
        for mark in marks(entry["text"])
        if mark not in known
    ]


def hints(record: Record) -> list[str]:
    """Sentences on what may be wanting without standing in the way of publication."""
    found = [f"No {part} is given." for part, key in (("form", "form"), ("actor", "actors")) if not record[key]]
    for entry in record["entries"]:
        if not entry["status"]:
            found.append(f"{entry['id']} has no status.")
        if "uncited" in entry["evidence"]:
            found.append(f"{entry['id']} has a statement without a footnote.")
        used = marks(entry["text"])
        found += [
            f"{entry['id']} has the footnote {row['mark']}, but its text has no marker [^{row['mark']}]."
            for row in entry["footnotes"]
            if row["mark"] not in used and row["state"] != "lost"
        ]
    return found
