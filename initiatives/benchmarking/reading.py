"""Reading answers: what a page tells a reader of a question's total, its first rows and its counts."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from initiatives.benchmarking.facts import FACETS

# A count that is not listed is not told: of the differences between two answers the first few are named.
MOST_NAMED = 3


@dataclass
class Told:
    """What one page tells. ``complaint`` says what it does not tell, in a few words."""

    total: int | None = None
    rows: list[str] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    complaint: str = ""


def differences(ours: Told, theirs: Told) -> list[str]:
    """Where two answers to one question differ, the complaint of either first; empty where they agree."""
    found = [told.complaint for told in (ours, theirs) if told.complaint]
    if ours.total != theirs.total:
        found.append(f"total {ours.total} and {theirs.total}")
    if ours.rows != theirs.rows:
        found.append(f"rows {', '.join(ours.rows[:2])}… and {', '.join(theirs.rows[:2])}…")
    for facet in FACETS:
        own, other = ours.counts.get(facet, {}), theirs.counts.get(facet, {})
        wrong = [value for value in sorted({*own, *other}) if own.get(value) != other.get(value)]
        found += [f"{facet} {value}: {own.get(value)} and {other.get(value)}" for value in wrong[:MOST_NAMED]]
    return found


class Page(HTMLParser):
    """A list's page in the catalogue's own form: facets and values by their identifiers, each with its count."""

    def __init__(self, text: str):
        super().__init__()
        self.told, self.facet, self.value, self.into, self.heading = Told(), "", "", "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("id", "")
        if tag == "details" and name.removeprefix("facet-") in FACETS:
            self.facet = name.removeprefix("facet-")
            self.told.counts[self.facet] = {}
        elif self.facet and name.startswith(f"{self.facet}-"):
            self.value = name.removeprefix(f"{self.facet}-")
        elif given.get("class") == "count" and self.value:
            self.count(given.get("data-count", ""))
        elif name == "count":
            self.into = "total"
        elif tag == "h3":
            self.heading = True
        elif tag == "a" and self.heading:
            self.told.rows.append(given["href"].strip("/").rpartition("/")[2])

    def count(self, given: str) -> None:
        self.into = "count"
        if given:
            self.handle_data(given)

    def handle_data(self, data: str) -> None:
        digits = re.sub(r"\D", "", data)
        if self.into == "total" and digits:
            self.told.total = int(digits)
        elif self.into == "count" and digits and int(digits):
            self.told.counts[self.facet][self.value] = int(digits)
        if self.into and digits:
            self.into = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "h3":
            self.heading = False
        if tag in {"li", "fieldset"}:
            self.value = self.into = ""


def page(text: str) -> Told:
    """What a page of the catalogue tells, or one that has the same form."""
    told = Page(text).told
    if missing := [facet for facet in FACETS if facet not in told.counts]:
        told.complaint = f"no facet {', '.join(missing)}"
    return told
