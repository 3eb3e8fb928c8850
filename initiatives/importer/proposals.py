"""What a section's proposal holds: a draft of the reader in the catalogue's own terms, as JSON keeps it.

The shape, which the review page edits and the writer reads: ``title``, ``summary``, ``text`` (a paragraph a line,
with markers such as ``[^1164]``), ``countries`` (codes), ``scope``, ``levels``, ``themes`` (primary first), ``form``,
``status``, ``target_groups`` (slugs), ``actors`` (name, slug or nothing, kind, role, country, inferred, words),
``dates`` (edtf, what, kind, words), ``figures`` (qualifier, value, unit, what, as_of, words), ``relations`` (type,
target, name, words), ``continues`` (a slug or nothing), ``near`` (slugs of what it may go on with), ``statements``
(start, end, text, footnotes, flags), ``notes`` (citations in brackets by their marks), ``because`` (the words of each
field), ``inferred`` (field: note), ``confidence``, ``truncated`` and ``note``.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from countries.folding import fold
from initiatives.importer.narrative.actors import Actor as Found
from initiatives.importer.narrative.drafts import Draft, Relation
from initiatives.importer.narrative.matching import Known, KnownActor
from initiatives.importer.narrative.reading import Reading
from initiatives.importer.narrative.statements import TRUNCATED, Statement
from initiatives.importer.paragraphs import marked, paragraphs, unbracketed
from initiatives.models import VOCABULARIES

type Fields = dict[str, Any]
type Terms = dict[str, set[str]]

# As long as the models take them.
TITLE, NAME, WHAT, UNIT, WORDS = 300, 300, 200, 60, 500


@dataclass(frozen=True)
class World:
    """What proposals are put in terms of: the vocabularies and countries there are, and what is known already."""

    terms: Terms
    countries: set[str]
    known: Known

    @cached_property
    def actors(self) -> dict[str, KnownActor]:
        """The actors of the catalogue by their own names."""
        return {one.names[0]: one for one in reversed(self.known.actors)}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The slugs of the initiatives of the catalogue by all their titles, folded."""
        return {fold(title): one.slug for one in reversed(self.known.initiatives) for title in one.titles}


def vocabularies() -> Terms:
    """The slugs of each vocabulary."""
    return {name: set(model.objects.values_list("pk", flat=True)) for name, model in VOCABULARIES.items()}


def fields_of(draft: Draft, *, source: str, reading: Reading, notes: dict[str, str], world: World) -> Fields:
    """A draft as a proposal; what the vocabularies lack is left out."""
    return {
        "title": cut(draft.title, TITLE),
        "summary": plain(source, draft.statements[0], reading) if draft.statements else "",
        "text": paragraphs(source, draft.statements, reading.numbering.markers, notes),
        **in_terms(draft, world),
        "actors": [actor_fields(actor, draft, world) for actor in draft.actors if actor.name.strip()],
        "dates": date_fields(draft),
        "figures": figure_fields(draft),
        "relations": [relation_fields(one, world) for one in draft.relations if one.type in world.terms["relation"]],
        "continues": draft.continues,
        "near": [] if draft.continues else world.known.matcher.near(draft),
        "statements": [statement_fields(one) for one in draft.statements],
        "notes": {mark: text for mark, text in notes.items() if any(cites(one, text) for one in draft.statements)},
        "because": {name: cut(words, WORDS) for name, words in draft.because.items() if words},
        "inferred": inferred(draft),
        "confidence": draft.confidence,
        "truncated": any(TRUNCATED in one.flags for one in draft.statements),
        "note": "",
    }


def in_terms(draft: Draft, world: World) -> Fields:
    """What a draft says in the terms of the vocabularies."""
    terms = world.terms
    return {
        "countries": [code for code in draft.countries if code in world.countries],
        "scope": draft.scope if draft.scope in terms["scope"] else "",
        "levels": [slug for slug in draft.levels if slug in terms["level"]],
        "themes": [slug for slug in draft.themes if slug in terms["theme"]],
        "form": draft.form if draft.form in terms["form"] else "",
        "status": draft.status if draft.status in terms["status"] else "",
        "target_groups": [slug for slug in draft.target_groups if slug in terms["target_group"]],
    }


def date_fields(draft: Draft) -> list[Fields]:
    found = {}
    for one in draft.dates:
        row = {"edtf": one.edtf, "what": cut(one.what or one.words, WHAT), "kind": one.kind, "words": one.words}
        found.setdefault((row["edtf"], row["what"]), row)
    return list(found.values())


def figure_fields(draft: Draft) -> list[Fields]:
    return [
        {
            "qualifier": one.qualifier,
            "value": one.value,
            "unit": cut(one.unit, UNIT),
            "what": cut(one.words, WHAT),
            "as_of": "",
            "words": one.words,
        }
        for one in draft.figures
    ]


def plain(source: str, one: Statement, reading: Reading) -> str:
    """A statement without its markers."""
    text = marked(source, one, reading.numbering.markers, {})
    return "".join(piece.partition("]")[2] if n else piece for n, piece in enumerate(text.split("[^")))


def cites(one: Statement, text: str) -> bool:
    return bool(one.cites) and unbracketed(one.cites) == text


def cut(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[: length - 1]}…"


def actor_fields(actor: Found, draft: Draft, world: World) -> Fields:
    """An actor; one that the catalogue has is named by its slug."""
    there = world.actors.get(actor.name)
    kind = actor.kind if actor.kind in world.terms["actor_kind"] else ""
    country = (
        draft.countries[0]
        if len(draft.countries) == 1 and kind not in ("eu-body", "international-organisation")
        else ""
    )
    return {
        "name": cut(actor.name.replace(";", ","), NAME),
        "slug": there.slug if there else "",
        "kind": kind or "multi-stakeholder-body",
        "role": actor.role if actor.role in world.terms["role"] else "partner",
        "country": there.country if there else country,
        "inferred": actor.inferred,
        "words": actor.words,
    }


def relation_fields(one: Relation, world: World) -> Fields:
    """A relation; its target is the initiative of that title, where there is one."""
    target = one.target or world.titles.get(fold(one.name), "")
    return {"type": one.type, "target": target, "name": cut(one.name, TITLE), "words": one.words}


def statement_fields(one: Statement) -> Fields:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "footnotes": list(one.footnotes),
        "flags": list(one.flags),
    }


def inferred(draft: Draft) -> dict[str, str]:
    """The fields that no statement says itself, with what they were inferred from."""
    found = {}
    for name in ("countries", "actors", "levels"):
        words = draft.because.get(name, "")
        if words.startswith(("taken from", "inferred", "the only country")):
            found[name] = cut(words[:1].upper() + words[1:], NAME)
    return found
