"""A section in review as its page shows it: the marked text, and each proposal with the words it rests on."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import Country
from initiatives.importer.joining import Fields
from initiatives.importer.moving import moved_by
from initiatives.importer.paragraphs import quotes
from initiatives.importer.renaming import initiatives_of
from initiatives.importer.reviewing import SURE, is_sure
from initiatives.importer.stretches import CONTEXT, STATEMENT, Span, Stretch, stretches
from initiatives.models import (
    VOCABULARIES,
    Actor,
    Batch,
    Decision,
    Entry,
    Footnote,
    Initiative,
    Proposal,
)
from initiatives.models.entry import DateKind, Qualifier

FLAGS = {
    "uncited": gettext_lazy("no footnote covers it"),
    "source-truncated": gettext_lazy("the report’s text breaks off"),
}
# The fields with one or several terms of a vocabulary, in the order of a card.
TERMS = {
    "scope": ("scope", gettext_lazy("Scope")),
    "levels": ("level", gettext_lazy("Governance levels")),
    "themes": ("theme", gettext_lazy("Themes, the primary one first")),
    "form": ("form", gettext_lazy("Form")),
    "status": ("status", gettext_lazy("Status")),
    "target_groups": ("target_group", gettext_lazy("Target groups")),
}


@dataclass(frozen=True)
class Value:
    """One thing that a field says, with a remark on it and the report's words it rests on."""

    text: str
    remark: str = ""
    words: str = ""


@dataclass(frozen=True)
class Line:
    """A field of a card: its values, the words that all of them rest on, and why it was inferred."""

    label: str
    values: list[Value]
    words: str = ""
    inferred: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote of a proposal, with what is known of its citation."""

    mark: str
    citation: str


@dataclass
class Card:
    """A proposal on the page; ``number`` counts those that are not merged. What it says is put in words when shown."""

    review: "Review"
    proposal: Proposal
    number: int
    initiative: Initiative | None = None
    earlier: Entry | None = None
    near: list[Initiative] = field(default_factory=list)
    before: Proposal | None = None
    merged: list[Proposal] = field(default_factory=list)
    apart: list[Fields] = field(default_factory=list)  # statements that an editor put apart from it
    elsewhere: str = ""  # the question of the page that shows it, where it is another one

    @property
    def fields(self) -> Fields:
        return self.proposal.fields

    @cached_property
    def lines(self) -> list[Line]:
        return self.review.lines(self.fields)

    @cached_property
    def notes(self) -> list[Note]:
        return self.review.notes(self.fields)

    @property
    def flags(self) -> list[str]:
        """What an editor should look at first."""
        found = dict.fromkeys(flag for one in self.fields["statements"] for flag in one["flags"] if flag in FLAGS)
        said = [str(FLAGS[flag]) for flag in found]
        return said + ([_("no footnote at all")] if not self.notes else [])

    @property
    def taken(self) -> list[Fields]:
        """The statements that an editor took in from the context."""
        return [one for one in self.fields["statements"] if moved_by(one) == self.proposal.pk]

    @property
    def is_sure(self) -> bool:
        return is_sure(self.proposal)

    @property
    def percent(self) -> int:
        return round(100 * self.fields.get("confidence", 0.0))

    @property
    def quotes_report(self) -> bool:
        """Whether the text still has eight words in a row of the report's own."""
        return quotes(self.fields["text"], [one["text"] for one in self.fields["statements"]])

    @property
    def because(self) -> dict[str, str]:
        return self.fields["because"]


@dataclass
class Review:
    """All that the page of a section shows."""

    batch: Batch

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(self.batch.proposals.select_related("entry__initiative").order_by("position", "pk"))

    @cached_property
    def cards(self) -> list[Card]:
        """The proposals that are not merged, each with those merged into it."""
        made: list[Card] = []
        for proposal in self.proposals:
            if proposal.decision != Decision.MERGED:
                made.append(self.card(proposal, len(made) + 1, made[-1].proposal if made else None))
        return made

    def card(self, proposal: Proposal, number: int, before: Proposal | None = None) -> Card:
        fields = proposal.fields
        merged = self.merged.get(proposal.pk, [])
        initiative = self.initiatives.get(fields["continues"])
        earlier = self.latest(initiative) if initiative else None
        found = {} if fields["continues"] else {slug: self.initiatives.get(slug) for slug in fields.get("near", ())}
        near = [one for one in found.values() if one]
        apart = self.apart.get(proposal.pk, [])
        return Card(self, proposal, number, initiative, earlier, near, before, merged, apart)

    @cached_property
    def merged(self) -> dict[int, list[Proposal]]:
        """The proposals that are merged, by those that they are merged into."""
        found = defaultdict(list)
        for one in self.proposals:
            found[one.merged_into_id].append(one)
        return found

    @cached_property
    def apart(self) -> dict[int, list[Fields]]:
        """The statements that editors put apart, by the proposal that they were taken from."""
        found = defaultdict(list)
        for row in self.facts.get("context", ()):
            found[moved_by(row)].append(row)
        return found

    # counts

    @property
    def counts(self) -> dict[str, int]:
        found = [card.proposal.decision for card in self.cards]
        return {decision: found.count(decision) for decision in ("open", "accepted", "rejected")}

    @property
    def decided(self) -> int:
        return len(self.cards) - self.counts["open"]

    @property
    def sure(self) -> list[Card]:
        return [card for card in self.cards if card.is_sure]

    @property
    def percent_sure(self) -> int:
        return round(100 * SURE)

    # the text

    @cached_property
    def stretches(self) -> list[Stretch]:
        spans = [
            Span(STATEMENT, one["start"], one["end"], card, tuple(one["flags"]))
            for card in self.cards
            for one in card.fields["statements"]
        ]
        spans += [
            Span(CONTEXT, one["start"], one["end"], self.nearest(one["start"])) for one in self.facts.get("context", ())
        ]
        markers = [(one["start"], one["end"]) for one in self.facts.get("markers", ())]
        return stretches(self.batch.source, spans, markers)

    def nearest(self, place: int) -> Card | None:
        """The card with the last statement before a place of the text, else with the first one behind it."""
        at = bisect_left(self.places, (place, 0))
        return self.cards[self.places[max(at - 1, 0)][1]] if self.places else None

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each statement begins, with the place of its card among the cards."""
        return sorted((one["start"], n) for n, card in enumerate(self.cards) for one in card.fields["statements"])

    @property
    def facts(self) -> Fields:
        return self.batch.facts

    # what fields say

    def lines(self, fields: Fields) -> list[Line]:
        """The fields of a proposal that say something, in the words of the catalogue."""
        because, inferred = fields["because"], fields["inferred"]
        countries = [Value(self.countries.get(code, code)) for code in fields["countries"]]
        found = [Line(_("Countries"), countries, because.get("countries", ""), inferred.get("countries", ""))]
        for name, (vocabulary, label) in TERMS.items():
            slugs = fields[name] if isinstance(fields[name], list) else [fields[name]]
            values = [Value(self.labels[vocabulary].get(slug, slug)) for slug in slugs if slug]
            found.append(Line(str(label), values, because.get(name, ""), inferred.get(name, "")))
        found.append(Line(_("Actors"), [*map(self.actor, fields["actors"])], "", inferred.get("actors", "")))
        found.append(Line(_("Dates"), [*map(self.date, fields["dates"])]))
        found.append(Line(_("Figures"), [*map(self.figure, fields["figures"])]))
        found.append(Line(_("Relations"), [*map(self.relation, fields["relations"])]))
        return [line for line in found if line.values or line.inferred]

    def actor(self, row: Fields) -> Value:
        told = [self.labels["role"].get(row["role"], row["role"])]
        told += [] if row["slug"] in self.known_actors else [_("new")]
        told += [_("inferred")] if row["inferred"] else []
        return Value(self.known_actors.get(row["slug"], row["name"]), ", ".join(told), row["words"])

    def date(self, row: Fields) -> Value:
        kinds = dict(DateKind.choices)
        return Value(row["edtf"], f"{kinds.get(row['kind'], row['kind'])}: {row['what']}", row["words"])

    def figure(self, row: Fields) -> Value:
        how = dict(Qualifier.choices).get(row["qualifier"], row["qualifier"])
        what = row["what"] if row["what"] != row["words"] else ""
        return Value(f"{how} {row['value']:,} {row['unit']}", what, row["words"])

    def relation(self, row: Fields) -> Value:
        target = self.initiatives.get(row["target"])
        remark = "" if target else _("not in the catalogue: left out when drafts are made")
        name = target.title if target else row["name"]
        return Value(f"{self.labels['relation'].get(row['type'], row['type'])} {name}", remark, row["words"])

    def notes(self, fields: Fields) -> list[Note]:
        numbers = dict.fromkeys(str(one) for row in fields["statements"] for one in row["footnotes"])
        return [Note(mark, self.citation(mark, fields)) for mark in [*numbers, *fields["notes"]]]

    def citation(self, mark: str, fields: Fields) -> str:
        """The citation behind a mark: that of the edition, else what the section gives."""
        held = self.footnotes.get(mark)
        own = fields["notes"].get(mark) or self.facts.get("citations", {}).get(mark, "")
        return (str(held.source or held.citation) if held else "") or own

    # what the catalogue holds, each read once

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        names = {vocabulary for vocabulary, _label in TERMS.values()} | {"role", "relation"}
        return {name: dict(VOCABULARIES[name].objects.values_list("pk", "label")) for name in sorted(names)}

    @cached_property
    def countries(self) -> dict[str, str]:
        return dict(Country.objects.values_list("pk", "name"))

    @cached_property
    def known_actors(self) -> dict[str, str]:
        return dict(Actor.objects.filter(slug__in=self.slugs("actors", "slug")).values_list("slug", "name"))

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        slugs = {one.fields["continues"] for one in self.proposals} | self.slugs("relations", "target")
        slugs |= {slug for one in self.proposals for slug in one.fields.get("near", ())}
        return initiatives_of(slugs, Initiative.objects.prefetch_related("entries__edition"))

    def slugs(self, rows: str, name: str) -> set[str]:
        return {row[name] for one in self.proposals for row in one.fields[rows]}

    @cached_property
    def footnotes(self) -> dict[str, Footnote]:
        found = Footnote.objects.filter(edition=self.batch.edition).select_related("source")
        return {one.mark: one for one in found}

    def latest(self, initiative: Initiative) -> Entry | None:
        """The newest entry of an initiative in another edition."""
        others = [one for one in initiative.entries.all() if one.edition_id != self.batch.edition]
        return max(others, key=lambda one: one.edition.year_id, default=None)


def shown(cards: Iterable[Card], decision: str) -> list[Card]:
    """The cards with this decision; all where none is named."""
    return [card for card in cards if not decision or card.proposal.decision == decision]


def following(batch: Batch, proposal: Proposal) -> Proposal | None:
    """The first open proposal behind this one, else the first open one before it."""
    still = batch.proposals.filter(decision=Decision.OPEN).order_by("position", "pk")
    behind = Q(position__gt=proposal.position) | Q(position=proposal.position, pk__gt=proposal.pk)
    return still.filter(behind).first() or still.first()
