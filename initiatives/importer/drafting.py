"""Accepted proposals of a section as rows: an initiative or one that is there, its entry, actors and footnotes.

Nothing that an editor wrote is written over: an entry that is there already stays as it is.
"""

import re
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from countries.folding import fold
from countries.models import Country
from initiatives.importer.journal import Journal
from initiatives.importer.paragraphs import quotes
from initiatives.importer.proposals import Fields
from initiatives.markers import MARKER, marks
from initiatives.models import (
    VOCABULARIES,
    Actor,
    Batch,
    Edition,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
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
UNKNOWN = (Footnote.State.MISSING, Footnote.State.LOST)
SLUG_LENGTH = 80


class Drafting:
    """Writes the proposals of one batch, in their order, through its journal. ``notes`` are sentences for editors."""

    def __init__(self, batch: Batch, journal: Journal, *, seen: bool):
        self.batch, self.journal, self.seen = batch, journal, seen
        self.made: dict[int, Entry] = {}
        self.actors: dict[tuple[str, str], Actor] = {}
        self.marks: dict[str, str] = {}
        self.notes: list[str] = []
        self.edition = self.edition_there() or self.new_edition()

    # the edition, and its citations

    def edition_there(self) -> Edition | None:
        return Edition.objects.select_for_update().filter(pk=self.batch.edition).first()

    def new_edition(self) -> Edition:
        year = Year.objects.filter(pk=self.batch.year).first() or self.journal.add(Year(year=self.batch.year))
        given = self.batch.facts.get("edition") or {}
        named = {"title": given.get("title") or self.batch.edition, "publisher": given.get("publisher") or "?"}
        if not (given.get("title") and given.get("publisher")):
            self.notes.append(
                _("Give the new edition %(slug)s its title and publisher.") % {"slug": self.batch.edition}
            )
        return self.journal.add(Edition(slug=self.batch.edition, year=year, **given | named))

    def fill_citations(self) -> None:
        """Gives footnotes of the edition whose citation is missing the one that this text has."""
        known = self.batch.facts.get("citations", {})
        waiting = Footnote.objects.select_for_update().filter(edition=self.edition, mark__in=known, state__in=UNKNOWN)
        for footnote in waiting.order_by("pk"):
            self.journal.change(footnote, state=Footnote.State.CITED, citation=known[footnote.mark])
            sharing = Entry.objects.filter(footnote_links__footnote=footnote)
            Entry.objects.filter(pk__in=sharing.values("pk")).update(token=F("token") + 1)

    # proposals

    def write(self, proposal: Proposal) -> Entry:
        """The entry that a proposal becomes, or that is there already."""
        fields = proposal.fields
        initiative = self.initiative(fields)
        entry = Entry.objects.select_for_update().filter(initiative=initiative, edition=self.edition).first()
        if entry is None:
            entry = self.entry(initiative, fields)
        elif entry.pk in self.made:
            entry = self.more_text(entry, fields)
        else:
            self.notes.append(_("%(entry)s was there already and stays as it is.") % {"entry": entry})
            return entry
        if fields["continues"]:
            self.take_part(initiative, [one for one in fields["actors"] if not one["inferred"]])
        self.made[entry.pk] = entry
        self.details(entry, fields)
        return entry

    def initiative(self, fields: Fields) -> Initiative:
        if fields["continues"]:
            return Initiative.objects.select_for_update().get(slug=fields["continues"])
        initiative = self.journal.add(
            Initiative(
                slug=free_slug(Initiative, prefix(fields), fields["title"]),
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
            self.journal.add(InitiativeTheme(initiative=initiative, theme_id=slug, position=position))
        self.take_part(initiative, fields["actors"])
        return initiative

    def link(self, initiative: Initiative, name: str, keys: list[str]) -> None:
        field = Initiative._meta.get_field(name)
        for key in dict.fromkeys(keys):
            values = {f"{field.m2m_field_name()}_id": initiative.pk, f"{field.m2m_reverse_field_name()}_id": key}
            self.journal.add(field.remote_field.through(**values))

    def take_part(self, initiative: Initiative, actors: list[Fields]) -> None:
        """Gives an initiative the actors that it has not got in these roles yet."""
        there = set(initiative.participations.values_list("actor", "role"))
        for fields in actors:
            actor = self.actor(fields)
            if (actor.pk, fields["role"]) not in there:
                there.add((actor.pk, fields["role"]))
                given = {"role_id": fields["role"], "position": len(there), "inferred": fields["inferred"]}
                self.journal.add(Participation(initiative=initiative, actor=actor, **given))

    def actor(self, fields: Fields) -> Actor:
        """The actor of that slug or name, or a new one."""
        if fields["slug"]:
            return Actor.objects.get(slug=fields["slug"])
        key = fold(fields["name"]), fields["country"]
        if key not in self.actors:
            self.actors[key] = actor_named(*key) or self.journal.add(
                Actor(
                    slug=free_slug(Actor, fields["country"].lower(), fields["name"]),
                    name=fields["name"],
                    kind_id=fields["kind"],
                    country_id=fields["country"] or None,
                )
            )
        return self.actors[key]

    def entry(self, initiative: Initiative, fields: Fields) -> Entry:
        entry = self.journal.add(
            Entry(
                initiative=initiative,
                edition=self.edition,
                status_id=fields["status"] or None,
                text=self.text(fields),
                source_truncated=fields["truncated"],
                note=fields["note"],
            )
        )
        self.to_confirm(entry, fields)
        return entry

    def more_text(self, entry: Entry, fields: Fields) -> Entry:
        """A second proposal on one initiative goes on in further paragraphs."""
        text = "\n".join([entry.text, self.text(fields)])
        return self.journal.change(
            entry, text=text, source_truncated=entry.source_truncated or fields["truncated"], note=entry.note
        )

    def text(self, fields: Fields) -> str:
        """The text, its citations in brackets under marks that the edition has free or has for them."""
        for mark, citation in fields["notes"].items():
            self.marks.setdefault(mark, self.free_mark(mark, citation))
        return MARKER.sub(lambda found: f"[^{self.marks.get(found[1], found[1])}]", fields["text"])

    def free_mark(self, mark: str, citation: str) -> str:
        there = dict(self.edition.footnotes.filter(mark__startswith="n").values_list("mark", "citation"))
        taken = {*there, *self.marks.values()}
        if there.get(mark) == citation or mark not in taken:
            return mark
        return next(f"n{n}" for n in count(1) if f"n{n}" not in taken)

    def details(self, entry: Entry, fields: Fields) -> None:
        """Footnotes, dates, figures and inferences that the entry has not got yet."""
        known = self.batch.facts.get("citations", {}) | {
            self.marks.get(mark, mark): citation for mark, citation in fields["notes"].items()
        }
        there = set(entry.footnote_links.values_list("footnote__mark", flat=True))
        for mark in marks(entry.text):
            if mark not in there:
                there.add(mark)
                footnote = self.footnote(mark, known.get(mark, ""))
                self.journal.add(EntryFootnote(entry=entry, footnote=footnote, position=len(there)))
        dates = set(entry.dates.values_list("edtf", "what"))
        for one in fields["dates"]:
            if (one["edtf"], one["what"]) not in dates:
                dates.add((one["edtf"], one["what"]))
                self.journal.add(EntryDate(entry=entry, edtf=one["edtf"], what=one["what"], kind=one["kind"]))
        for one in fields["figures"]:
            values = {name: one[name] for name in ("qualifier", "value", "unit", "what", "as_of")}
            self.journal.add(Figure(entry=entry, **values))
        for name, note in fields["inferred"].items():
            if name in InferredField.values and not entry.inferences.filter(field=name, note=note).exists():
                self.journal.add(Inference(entry=entry, field=name, note=note))

    def footnote(self, mark: str, citation: str) -> Footnote:
        there = Footnote.objects.filter(edition=self.edition, mark=mark).first()
        state = Footnote.State.CITED if citation else Footnote.State.MISSING
        return there or self.journal.add(Footnote(edition=self.edition, mark=mark, state=state, citation=citation))

    def to_confirm(self, entry: Entry, fields: Fields) -> None:
        """Notes what nobody has looked at, and a text that is still the report's own words."""
        names = (
            [] if self.seen else [name for name in READ if not (fields["continues"] and name not in ("status", "text"))]
        )
        if "text" not in names and quotes(fields["text"], [one["text"] for one in fields["statements"]]):
            names.append("text")
        for name in names:
            words = _("It is still in the report’s own words.") if name == "text" else fields["because"].get(name, "")
            self.journal.add(Unconfirmed(entry=entry, field=name, origin=Origin.READ, words=words[:500]))

    # what proposals say of each other

    def relate(self, proposals: list[Proposal], entries: dict[int, Entry]) -> None:
        """Relations between initiatives, once all of them are there."""
        titles = {fold(one.fields["title"]): entries[one.pk].initiative for one in proposals}
        for proposal in proposals:
            initiative = entries[proposal.pk].initiative
            if entries[proposal.pk].pk not in self.made:
                continue
            for one in proposal.fields["relations"]:
                target = Initiative.objects.filter(slug=one["target"]).first() or titles.get(fold(one["name"]))
                if target is None:
                    self.notes.append(
                        _("“%(name)s” is no initiative of the catalogue: no relation to it was made.") % one
                    )
                elif target != initiative and not initiative.relations.filter(type=one["type"], target=target).exists():
                    self.journal.add(Relation(initiative=initiative, type_id=one["type"], target=target))


def actor_named(name: str, country: str) -> Actor | None:
    """The actor of this folded name in the country, also by an alias."""
    found = Actor.objects.filter(name_key=name) | Actor.objects.filter(aliases__name_key=name)
    return found.filter(country=country or None).order_by("slug").first()


def prefix(fields: Fields) -> str:
    """What the slug of a new initiative begins with: its country, or eu or int."""
    if len(fields["countries"]) == 1:
        return fields["countries"][0].lower()
    return "eu" if fields["scope"] == "eu" else "int"


def free_slug(model: Any, before: str, title: str) -> str:
    """A slug of a title that no row has yet."""
    words = [word for word in (before, *re.findall(r"[a-z0-9]+", fold(title))) if word]
    whole = "-".join(words)
    slug = whole if len(whole) <= SLUG_LENGTH else whole[: SLUG_LENGTH + 1].rpartition("-")[0]
    slug = slug if slug not in ("", "none", "multi") else f"{slug}-1".removeprefix("-")
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


# ── what is wrong with a proposal ────────────────────────────────────────────────────────────────────────────


def faults(proposal: Proposal, terms: dict[str, set[str]]) -> list[str]:
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
    missing = codes - set(Country.objects.filter(pk__in=codes).values_list("pk", flat=True))
    found += [_("There is no country “%(code)s”.") % {"code": code} for code in sorted(missing)]
    if fields["continues"] and not Initiative.objects.filter(slug=fields["continues"]).exists():
        found.append(_("There is no initiative “%(slug)s” any more.") % {"slug": fields["continues"]})
    slugs = {one["slug"] for one in fields["actors"]} - {""}
    gone = slugs - set(Actor.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    return found + [_("There is no actor “%(slug)s” any more.") % {"slug": slug} for slug in sorted(gone)]


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
