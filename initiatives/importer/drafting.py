"""Accepted proposals of a section as rows: an initiative or one that is there, its entry, actors and footnotes.

Nothing that an editor wrote is written over: an entry that is there already stays as it is.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives.importer.bulk import BulkJournal
from initiatives.importer.footnoting import Footnoting
from initiatives.importer.paragraphs import quotes
from initiatives.importer.proposals import Fields
from initiatives.importer.staging import passages, went_to
from initiatives.importer.standing import Standing, among
from initiatives.models import (
    VOCABULARIES,
    Actor,
    Batch,
    Edition,
    Entry,
    EntryDate,
    Figure,
    Inference,
    Initiative,
    InitiativeTheme,
    Origin,
    Participation,
    Proposal,
    Relation,
    Unconfirmed,
    Year,
)
from initiatives.models.entry import InferredField

# What an editor who accepts a proposal has looked at; a batch applied unseen leaves all of it to be confirmed.
READ = ("title", "summary", "countries", "scope", "levels", "themes", "form", "actors", "status", "text")
SLUG_LENGTH = 80


@dataclass
class Making:
    """An entry that is being made, with what it has so far."""

    entry: Entry
    marks: set[str] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)
    inferred: set[tuple[str, str]] = field(default_factory=set)
    unconfirmed: set[str] = field(default_factory=set)


class Drafting:
    """Writes the proposals of one batch, in their order, through its journal. ``notes`` are sentences for editors."""

    def __init__(self, batch: Batch, journal: BulkJournal, accepted: list[Proposal], *, seen: bool):
        self.batch, self.journal, self.seen = batch, journal, seen
        self.made: dict[str, Making] = {}  # by the slugs of initiatives
        self.actors: dict[tuple[str, str], Actor] = {}
        self.notes: list[str] = []
        self.imported = passages(batch.edition)
        self.there = Standing(accepted, self.imported)
        self.edition = self.edition_there() or self.new_edition()
        self.entries = self.there.entries(self.edition)
        self.footnotes = Footnoting(batch, journal, self.edition, self.notes)

    # the edition

    def edition_there(self) -> Edition | None:
        return Edition.objects.select_for_update().filter(pk=self.batch.edition).first()

    def new_edition(self) -> Edition:
        year = Year.objects.filter(pk=self.batch.year).first() or self.journal.add(Year(year=self.batch.year))
        self.journal.flush()
        given = self.batch.facts.get("edition") or {}
        named = {"title": given.get("title") or self.batch.edition, "publisher": given.get("publisher") or "?"}
        if not (given.get("title") and given.get("publisher")):
            self.notes.append(
                _("Give the new edition %(slug)s its title and publisher.") % {"slug": self.batch.edition}
            )
        edition = self.journal.add(Edition(slug=self.batch.edition, year=year, **given | named))
        self.journal.flush()
        return edition

    # proposals

    def write(self, proposal: Proposal) -> Entry:
        """The entry that a proposal becomes, or that is there already."""
        fields = self.known_again(proposal.fields)
        initiative = self.initiative(fields)
        making = self.made.get(initiative.slug)
        if making is None and initiative.slug in self.entries:
            entry = self.entries[initiative.slug]
            self.notes.append(_("%(entry)s was there already and stays as it is.") % {"entry": entry})
            return entry
        if making is None:
            making = self.made[initiative.slug] = Making(self.entry(initiative, fields))
        else:
            self.more_text(making.entry, fields)
        self.to_confirm(making, fields)
        if fields["continues"]:
            self.take_part(initiative, [one for one in fields["actors"] if not one["inferred"]])
        self.details(making, fields)
        return making.entry

    def known_again(self, fields: Fields) -> Fields:
        """The fields of a passage that somebody else imported since it was read, as what goes on there."""
        slug = "" if fields["continues"] else went_to([one["text"] for one in fields["statements"]], self.imported)
        return fields | {"continues": slug} if slug else fields

    def initiative(self, fields: Fields) -> Initiative:
        if fields["continues"]:
            return self.there.initiatives[fields["continues"]]
        initiative = self.journal.add(
            Initiative(
                slug=self.there.free_slug(Initiative, slug_of(prefix(fields), fields["title"])),
                title=fields["title"],
                summary=fields["summary"],
                scope_id=fields["scope"],
                form_id=fields["form"] or None,
            )
        )
        self.link(initiative, "countries", fields["countries"])
        self.link(initiative, "levels", fields["levels"])
        self.link(initiative, "target_groups", fields["target_groups"])
        for position, slug in enumerate(dict.fromkeys(fields["themes"]), 1):
            self.journal.put(InitiativeTheme(initiative=initiative, theme_id=slug, position=position))
        self.take_part(initiative, fields["actors"])
        return initiative

    def link(self, initiative: Initiative, name: str, keys: list[str]) -> None:
        links = Initiative._meta.get_field(name)
        for key in dict.fromkeys(keys):
            values = {links.m2m_field_name(): initiative, f"{links.m2m_reverse_field_name()}_id": key}
            self.journal.put(links.remote_field.through(**values))

    def take_part(self, initiative: Initiative, actors: list[Fields]) -> None:
        """Gives an initiative the actors that it has not got in these roles yet."""
        there = self.there.taking_part[initiative.slug]
        for fields in actors:
            actor = self.actor(fields)
            if (actor.slug, fields["role"]) not in there:
                there.add((actor.slug, fields["role"]))
                given = {"role_id": fields["role"], "position": len(there), "inferred": fields["inferred"]}
                self.journal.put(Participation(initiative=initiative, actor=actor, **given))

    def actor(self, fields: Fields) -> Actor:
        """The actor of that slug or name, or a new one."""
        if fields["slug"]:
            return self.there.actors[fields["slug"]]
        key = fold(fields["name"]), fields["country"]
        if key not in self.actors:
            self.actors[key] = self.there.called.get(key) or self.journal.add(
                Actor(
                    slug=self.there.free_slug(Actor, slug_of(fields["country"].lower(), fields["name"])),
                    name=fields["name"],
                    kind_id=fields["kind"],
                    country_id=fields["country"] or None,
                )
            )
        return self.actors[key]

    def entry(self, initiative: Initiative, fields: Fields) -> Entry:
        return self.journal.add(
            Entry(
                initiative=initiative,
                edition=self.edition,
                status_id=fields["status"] or None,
                text=self.footnotes.text(fields),
                source_truncated=fields["truncated"],
                note=fields["note"],
            )
        )

    def more_text(self, entry: Entry, fields: Fields) -> None:
        """A second proposal on one initiative goes on in further paragraphs."""
        if fields["status"] and fields["status"] != entry.status_id:
            message = _("%(entry)s has the status %(status)s of the first proposal on it.")
            self.notes.append(message % {"entry": entry, "status": entry.status})
        self.journal.change(
            entry,
            text="\n".join([entry.text, self.footnotes.text(fields)]),
            source_truncated=entry.source_truncated or fields["truncated"],
            note="\n".join(filter(None, [entry.note, fields["note"]])),
        )

    def details(self, making: Making, fields: Fields) -> None:
        """Footnotes, dates, figures and inferences that the entry has not got yet."""
        entry = making.entry
        self.footnotes.link(entry, fields, making.marks)
        for one in fields["dates"]:
            if (one["edtf"], one["what"]) not in making.dates:
                making.dates.add((one["edtf"], one["what"]))
                self.journal.add(EntryDate(entry=entry, edtf=one["edtf"], what=one["what"], kind=one["kind"]))
        for one in fields["figures"]:
            values = {name: one[name] for name in ("qualifier", "value", "unit", "what", "as_of")}
            self.journal.add(Figure(entry=entry, **values))
        for name, note in fields["inferred"].items():
            if name in InferredField.values and (name, note) not in making.inferred:
                making.inferred.add((name, note))
                self.journal.add(Inference(entry=entry, field=name, note=note))

    def to_confirm(self, making: Making, fields: Fields) -> None:
        """Notes what nobody has looked at, and a text that is still the report's own words."""
        names = (
            [] if self.seen else [name for name in READ if not (fields["continues"] and name not in ("status", "text"))]
        )
        if "text" not in names and quotes(fields["text"], [one["text"] for one in fields["statements"]]):
            names.append("text")
        for name in (name for name in names if name not in making.unconfirmed):
            making.unconfirmed.add(name)
            words = _("It is still in the report’s own words.") if name == "text" else fields["because"].get(name, "")
            self.journal.put(Unconfirmed(entry=making.entry, field=name, origin=Origin.READ, words=words[:500]))

    # what proposals say of each other

    def relate(self, proposals: list[Proposal], entries: dict[int, Entry]) -> None:
        """Relations between initiatives, once all of them are there."""
        titles = {fold(one.fields["title"]): entries[one.pk].initiative for one in proposals}
        named = {row["target"] for one in proposals for row in one.fields["relations"]} - {""}
        targets = {one.slug: one for one in among(Initiative.objects.order_by("pk"), "slug", named)}
        there = {*among(Relation.objects.values_list("initiative", "type", "target"), "initiative", self.keys(entries))}
        for proposal in proposals:
            initiative = entries[proposal.pk].initiative
            for one in proposal.fields["relations"] if initiative.slug in self.made else ():
                target = targets.get(one["target"]) or titles.get(fold(one["name"]))
                if target is None:
                    self.notes.append(
                        _("“%(name)s” is no initiative of the catalogue: no relation to it was made.") % one
                    )
                elif target != initiative and (key := (initiative.pk, one["type"], target.pk)) not in there:
                    there.add(key)
                    self.journal.add(Relation(initiative=initiative, type_id=one["type"], target=target))

    @staticmethod
    def keys(entries: dict[int, Entry]) -> set[int]:
        return {entry.initiative_id for entry in entries.values()}


def prefix(fields: Fields) -> str:
    """What the slug of a new initiative begins with: its country, or eu or int."""
    if len(fields["countries"]) == 1:
        return fields["countries"][0].lower()
    return "eu" if fields["scope"] == "eu" else "int"


def slug_of(before: str, title: str) -> str:
    """A slug of a title, whoever has it."""
    words = [word for word in (before, *re.findall(r"[a-z0-9]+", fold(title))) if word]
    whole = "-".join(words)
    slug = whole if len(whole) <= SLUG_LENGTH else whole[: SLUG_LENGTH + 1].rpartition("-")[0]
    return slug if slug not in ("", "none", "multi") else f"{slug}-1".removeprefix("-")


# ── what is wrong with a proposal ────────────────────────────────────────────────────────────────────────────


def faults(proposal: Proposal, terms: dict[str, set[str]], there: Standing) -> list[str]:
    """Sentences on what of a proposal cannot be written."""
    fields = proposal.fields
    found = []
    for name, label in (("title", _("title")), ("summary", _("summary")), ("text", _("text")), ("scope", _("scope"))):
        if not fields[name].strip() and not (fields["continues"] and name not in ("text",)):
            found.append(_("The %(field)s is empty.") % {"field": label})
    for vocabulary, slugs in used_terms(fields):
        found += [
            _("“%(slug)s” is not a term of the vocabulary %(vocabulary)s.")
            % {"slug": slug, "vocabulary": VOCABULARIES[vocabulary]._meta.verbose_name}
            for slug in slugs
            if slug and slug not in terms[vocabulary]
        ]
    codes = {*fields["countries"], *(one["country"] for one in fields["actors"])} - {""}
    found += [_("There is no country “%(code)s”.") % {"code": code} for code in sorted(codes - there.countries)]
    if fields["continues"] and fields["continues"] not in there.initiatives:
        found.append(_("There is no initiative “%(slug)s” any more.") % {"slug": fields["continues"]})
    slugs = {one["slug"] for one in fields["actors"]} - {""}
    gone = sorted(slugs - there.actors.keys())
    return found + [_("There is no actor “%(slug)s” any more.") % {"slug": slug} for slug in gone]


def used_terms(fields: Fields) -> list[tuple[str, list[str]]]:
    return [
        ("scope", [fields["scope"]]),
        ("form", [fields["form"]]),
        ("status", [fields["status"]]),
        ("level", fields["levels"]),
        ("theme", fields["themes"]),
        ("target_group", fields["target_groups"]),
        ("actor_kind", [one["kind"] for one in fields["actors"]]),
        ("role", [one["role"] for one in fields["actors"]]),
        ("relation", [one["type"] for one in fields["relations"]]),
    ]


def sentence(error: ValidationError) -> str:
    """What the models refuse of a row, with the field's name."""
    if not hasattr(error, "message_dict"):
        return " ".join(error.messages)
    return " ".join(f"{name}: {' '.join(told)}" for name, told in error.message_dict.items())
