"""The shapes of the API's answers, as JSON Schemas: the components of its OpenAPI document."""

from collections.abc import Mapping

from initiatives.views.overview import OVERVIEWS

type Schema = dict[str, object]


def of(kind: str | list[str], description: str = "", **more: object) -> Schema:
    return {"type": kind, **more, **({"description": description} if description else {})}


def text(description: str = "", **more: object) -> Schema:
    return of("string", description, **more)


def number(description: str = "") -> Schema:
    return of("integer", description)


def truth(description: str = "") -> Schema:
    return of("boolean", description)


def text_or_null(description: str = "") -> Schema:
    return of(["string", "null"], description)


def array(items: Schema, description: str = "") -> Schema:
    return of("array", description, items=items)


def texts(description: str = "") -> Schema:
    return array(text(), description)


def shape(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def strict(
    properties: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None, description: str = ""
) -> Schema:
    """An object with these keys and no others; the optional ones need not be there."""
    everything = {**properties, **(optional or {})}
    return of("object", description, properties=everything, required=[*properties], additionalProperties=False)


def listing(items: Schema) -> Schema:
    return strict(
        {
            "count": number("How many there are on all pages."),
            "next": of(["string", "null"], "The address of the next page.", format="uri"),
            "previous": of(["string", "null"], "The address of the previous page.", format="uri"),
            "results": array(items),
        }
    )


URL = text("Its page on the site.", format="uri")
SCHEMA = number("The number of the record's schema.")
SLUG = text("The identifier, as in addresses.")
MOMENT = text("A moment (UTC).", format="date-time")
DIGEST = text("SHA-256 of the stored record, in hexadecimal digits.", pattern="^[0-9a-f]{64}$")
COUNTRY = of(["string", "null"], "ISO 3166-1 code.", pattern="^[A-Z]{2}$")

PARTICIPATION = strict(
    {
        "id": text("The actor's slug."),
        "name": text("Its name."),
        "kind": text("What kind of body, a slug."),
        "country": COUNTRY,
        "role": text("Its role, a slug."),
        "inferred": truth("Whether the source does not say so itself."),
        "note": text("A word on it."),
    }
)
RELATION = strict(
    {
        "type": text("How it stands to the other one, a slug."),
        "id": text("The other initiative's slug."),
        "title": text("The other initiative's title."),
        "inferred": truth("Whether the source does not say so itself."),
    },
    {
        "note": text("A word on it."),
        "inverse": of("boolean", "True where the other initiative says so of this one.", const=True),
        "label": text("The relation in words, where it is inverse."),
    },
)
FOOTNOTE = strict(
    {
        "mark": text("The mark as printed."),
        "number": of(["integer", "null"], "The mark as a number."),
        "state": text("What is known of the citation.", enum=["cited", "probable", "doubtful", "missing", "lost"]),
        "citation": text("The citation in one line."),
        "source": text_or_null("The source's slug."),
        "url": text("The source's address."),
        "archive_url": text("The address of an archived copy."),
        "unverified_link": truth("Whether the address no longer answers."),
        "locator": text("Page or section."),
        "note": text("A word on it."),
    }
)
DATE = {"edtf": text("The date in EDTF."), "what": text("What happened.")}
FIGURE = strict(
    {
        "qualifier": text("How exactly."),
        "value": number("The number."),
        "unit": text("Of what."),
        "what": text("What it counts."),
        "as_of": text("When it held, in EDTF."),
        "note": text("A word on it."),
    }
)
ENTRY = strict(
    {
        "id": text("The entry's identifier: the initiative's slug, a dot, the edition's slug."),
        "year": number("The year it covers."),
        "edition": text("The edition's slug."),
        "status": text_or_null("What it reports of the initiative in its year, a slug."),
        "text": text("The text, with the markers of its footnotes such as [^1164]."),
        "note": text("The editors' note."),
        "source_truncated": truth("Whether the source's text breaks off."),
        "footnotes": array(shape("Footnote")),
        "dates": array(strict(DATE | {"kind": text("The kind of date.")}), "The dates it states."),
        "figures": array(shape("Figure"), "The numbers it states."),
        "inferred": array(
            strict({"field": text("Which field."), "note": text("What it was inferred from.")}),
            "What its source does not state.",
        ),
        "evidence": texts("Cautions on this entry, slugs."),
    }
)
ENVELOPE = {"id": SLUG, "version": number("Counts the published versions."), "digest": DIGEST, "url": URL}
RECORD = strict(
    ENVELOPE
    | {
        "schema": SCHEMA,
        "title": text("The title in English."),
        "original_title": text("The title in its own language."),
        "alternative_titles": texts("Other titles."),
        "summary": text("What it is."),
        "countries": array(text(pattern="^[A-Z]{2}$"), "ISO 3166-1 codes; empty where there is no single country."),
        "scope": text("One country, several, the EU or beyond: a slug."),
        "levels": texts("Governance levels, slugs."),
        "themes": texts("Themes, slugs; the primary one first."),
        "form": text_or_null("What kind of thing it is, a slug."),
        "target_groups": texts("Whom it is for, slugs."),
        "actors": array(shape("Participation"), "Who takes part."),
        "relations": array(shape("Relation"), "Other initiatives it stands in a relation to."),
        "entries": array(shape("Entry"), "What the report editions say of it, by year."),
        "status": text_or_null("The status of the last entry, a slug."),
        "dates": array(strict(DATE), "The dates of all entries."),
        "evidence": texts("Cautions on any entry, slugs."),
        "published_at": MOMENT,
        "changed_at": MOMENT,
    },
    {"withdrawn_entries": texts("The identifiers of entries that were withdrawn since.")},
    "An initiative through the years, as readers may see it.",
)
WITHDRAWN = strict(
    ENVELOPE | {"withdrawn": of("boolean", const=True)},
    description="An initiative of a past state that was withdrawn since: its row stays, its text is withheld.",
)

# ── things beside initiatives ────────────────────────────────────────────────────────────────────────────────

NAMED = {"schema": SCHEMA, "id": SLUG}
TERM = NAMED | {
    "label": text("Its name."),
    "definition": text("What it means."),
    "position": number("Its place in lists."),
}
THEME = TERM | {
    "oecd_objectives": text("The numbers of the OECD's objectives it belongs to."),
    "common_basic_principles": text("The numbers of the EU's common basic principles it belongs to."),
}
MEMBERSHIP = strict(
    {
        "group": text("The group's slug."),
        "joined": text("The first day.", format="date"),
        "left": of(["string", "null"], "The first day on which it was no member any more.", format="date"),
    }
)
IDENTIFIER = strict({"scheme": text("The scheme."), "value": text("The identifier.")})
# The record of each kind of thing, by the last part of its list's path.
RECORDS = {
    "countries": NAMED
    | {
        "name": text("The English name."),
        "note": text("What a reader should know about its coverage."),
        "memberships": array(MEMBERSHIP, "The groups it belongs or belonged to."),
    },
    "actors": NAMED
    | {
        "name": text("The name in English."),
        "native_name": text("The name in its own language."),
        "acronym": text("The acronym."),
        "aliases": texts("Other names."),
        "kind": text("What kind of body, a slug."),
        "country": COUNTRY,
        "identifiers": array(IDENTIFIER),
        "note": text("A word on it."),
    },
    "themes": THEME,
    "years": NAMED | {"note": text("What a reader should know about it.")},
    "editions": NAMED
    | {
        "year": number("The year it covers."),
        "title": text("The report's title."),
        "publisher": text("Who published it."),
        "section_title": text("The section's title."),
        "section_number": text("The section's number."),
        "published": text("When it came out, in EDTF."),
        "url": text("The address."),
        "coverage": text("What the section covers, and what it leaves out."),
    },
    "sources": NAMED
    | {
        "title": text("The title as published."),
        "translated_title": text("The title in English."),
        "author": text("The author."),
        "publisher": text("The publisher."),
        "container": text("The series, journal or site."),
        "date": text("In EDTF."),
        "language": text("A language code."),
        "url": text("The address."),
        "archive_url": text("The address of an archived copy."),
        "found_at": text("Where it was found, when no exact address is known."),
        "note": text("A word on it."),
        "unverified_link": truth("Whether the address no longer answers."),
    },
}
ONE = {
    "countries": "Country",
    "actors": "Actor",
    "themes": "Theme",
    "years": "Year",
    "editions": "Edition",
    "sources": "Source",
}


def thing(record: Mapping[str, Schema]) -> Schema:
    return strict(
        {
            "id": SLUG,
            "label": text("Its name."),
            "initiatives": number("How many initiatives show it."),
            "url": URL,
            "record": strict(record),
        }
    )


VOCABULARY = strict(
    {
        "name": text("The name of the vocabulary."),
        "label": text("Its name in words."),
        "parameter": text_or_null("The parameter whose values its terms are."),
        "terms": array(shape("Term")),
    }
)
RELATION_WORDS = {
    "inverse_slug": text("The relation seen from the other side."),
    "inverse_label": text("The same in words."),
}
CHANGESET = strict(
    {
        "label": text("Its label, a value of as_of."),
        "number": number("Changesets are numbered without gaps."),
        "time": MOMENT,
        "why": text_or_null("The reason; null where it is withheld with what was published."),
        "initiatives": of(
            "object", "How many initiatives each kind of act was done to.", additionalProperties=number()
        ),
        "url": URL,
    }
)
FACET_VALUE = strict(
    {
        "value": text("As in addresses."),
        "label": text("In words."),
        "count": number("The length of the list that it would give."),
        "selected": truth("Whether the question asks for it."),
    }
)
PROBLEM = strict(
    {
        "type": text("The kind of problem: about:blank, its status says all."),
        "title": text("The status in words."),
        "status": number("The status."),
    },
    {
        "detail": text("What is wrong."),
        "errors": array(
            strict({"parameter": text(), "value": text(), "message": text()}), "What was not understood, a row each."
        ),
        "replacement": text_or_null("Of what was withdrawn: the slug of the initiative to look at instead."),
    },
    "A problem document (RFC 9457).",
)

SHAPES: dict[str, Schema] = {
    "Root": strict(
        {
            "title": text(),
            "as_of": text("The changeset that is answered from."),
            "licence": text("The licence of texts and data."),
            "licence_url": text(format="uri"),
            "documentation": text(format="uri"),
            "schema": text("The address of this document.", format="uri"),
            "lists": of("object", "What there is, each with its address.", additionalProperties=text(format="uri")),
        }
    ),
    "Initiatives": listing({"oneOf": [shape("Record"), shape("Withdrawn")]}),
    "Record": RECORD,
    "Withdrawn": WITHDRAWN,
    "Participation": PARTICIPATION,
    "Relation": RELATION,
    "Entry": ENTRY,
    "Footnote": FOOTNOTE,
    "Figure": FIGURE,
    "Facets": strict(
        {
            "count": number("The length of the list."),
            "facets": of(
                "object",
                "The values of each filter, by its parameter.",
                additionalProperties=array(shape("FacetValue")),
            ),
        }
    ),
    "FacetValue": FACET_VALUE,
    **{ONE[name]: thing(RECORDS[name]) for name in OVERVIEWS},
    **{name.capitalize(): listing(shape(ONE[name])) for name in OVERVIEWS},
    "Vocabularies": listing(shape("Vocabulary")),
    "Vocabulary": VOCABULARY,
    "Term": strict(
        TERM | {"initiatives": of(["integer", "null"], "How many initiatives have it; null where it is no filter.")},
        {name: schema for name, schema in (THEME | RELATION_WORDS).items() if name not in TERM},
    ),
    "Changesets": listing(shape("Changeset")),
    "Changeset": CHANGESET,
    "Problem": PROBLEM,
}
