"""JSON-LD in the words of schema.org: the list as a dataset, and each record as a part of it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from initiatives import terms
from initiatives.asking import label
from initiatives.citations import CATALOGUE, Reference, of_list
from initiatives.formats.structured import elements
from initiatives.prepared import Shelf
from initiatives.public import encode
from initiatives.record import Record
from initiatives.selection import Selection

MOMENTS_KEPT = 8
CONTEXT = "https://schema.org/"
ORGANISATIONS = {
    "national-authority": "GovernmentOrganization",
    "regional-authority": "GovernmentOrganization",
    "local-authority": "GovernmentOrganization",
    "eu-body": "GovernmentOrganization",
    "ngo": "NGO",
}

type Node = dict[str, Any]

EDITIONS: Shelf[tuple, list[Node]] = Shelf(MOMENTS_KEPT)


def known(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def named(kind: str, name: str) -> Node | None:
    """A thing of which no more than the name is known."""
    return {"@type": kind, "name": name} if name else None


def dataset(selection: Selection) -> Node:
    """The list itself, without its parts."""
    reference = of_list(selection)
    return based_on(selection, described(selection, reference) | {"identifier": f"sha256:{selection.hash}"})


def page_node(selection: Selection, reference: Reference) -> Node:
    """The list as its page carries it, by the reference that has no checksum."""
    return based_on(selection, described(selection, reference))


def described(selection: Selection, reference: Reference) -> Node:
    """A list by its question and its address."""
    return {
        "@context": CONTEXT,
        "@id": selection.pinned_url,
        "name": reference.title,
        "description": f"{CATALOGUE}. {reference.title}.",
        "url": selection.pinned_url,
        "isPartOf": {"@type": "Dataset", "@id": f"{settings.SITE_URL}/", "name": str(CATALOGUE)},
    }


def based_on(selection: Selection, node: Node) -> Node:
    """A dataset with its version, its licence, and the reports it is made from."""
    state = terms.state(selection.moment)
    editions = EDITIONS.get((settings.SITE_URL, *state), lambda: [*map(edition, selection.snapshot.shown("edition"))])
    return known(
        node
        | {
            "@type": "Dataset",
            "version": selection.as_of,
            "license": settings.LICENCE_URL,
            "inLanguage": "en",
            "isBasedOn": editions,
        }
    )


def edition(row: Record) -> Node:
    return known(
        {
            "@type": "Report",
            "@id": f"{settings.SITE_URL}/editions/{row['id']}/",
            "name": row["title"],
            "publisher": {"@type": "Organization", "name": row["publisher"]},
            "datePublished": row["published"],
            "url": row["url"],
        }
    )


def part(selection: Selection, record: Record) -> Node:
    """One record of the catalogue; of a withdrawn one only that it was there."""
    node = {
        "@type": "CreativeWork",
        "@id": record["url"],
        "url": record["url"],
        "version": record["version"],
        "identifier": [record["id"], f"sha256:{record['digest']}"],
    }
    if record.get("withdrawn"):
        return node | {"creativeWorkStatus": "Withdrawn"}
    years = sorted({entry["year"] for entry in record["entries"]})
    return known(
        node
        | {
            "name": record["title"],
            "alternateName": [name for name in (record["original_title"], *record["alternative_titles"]) if name],
            "abstract": record["summary"],
            "inLanguage": "en",
            "license": settings.LICENCE_URL,
            "datePublished": record["published_at"],
            "dateModified": record["changed_at"],
            "temporalCoverage": "/".join(str(year) for year in sorted({years[0], years[-1]})) if years else "",
            "spatialCoverage": [country(selection, code) for code in record["countries"]],
            "about": [theme(selection, slug) for slug in record["themes"]],
            "mentions": [
                *(participation(selection, row) for row in record["actors"]),
                *(relation(selection, row) for row in record["relations"]),
            ],
            "citation": list(cited(record)),
        }
    )


def country(selection: Selection, code: str) -> Node:
    name = label(selection.moment, "country", code)
    return {"@type": "Country", "@id": f"{settings.SITE_URL}/countries/{code}/", "name": name, "identifier": code}


def theme(selection: Selection, slug: str) -> Node:
    name, address = label(selection.moment, "theme", slug), f"{settings.SITE_URL}/themes/{slug}/"
    return {"@type": "DefinedTerm", "@id": address, "name": name, "termCode": slug}


def participation(selection: Selection, row: Record) -> Node:
    """An actor in its role."""
    actor = {
        "@type": ORGANISATIONS.get(row["kind"], "Organization"),
        "@id": f"{settings.SITE_URL}/actors/{row['id']}/",
        "name": row["name"],
    }
    return {"@type": "Role", "roleName": label(selection.moment, "role", row["role"]), "mentions": actor}


def relation(selection: Selection, row: Record) -> Node:
    """Another initiative in its relation to this one."""
    address = f"{settings.SITE_URL}/initiatives/{row['id']}/"
    name = row["label"] if row.get("inverse") else label(selection.moment, "relation", row["type"])
    other = {"@type": "CreativeWork", "@id": address, "name": row["title"]}
    return {"@type": "Role", "roleName": name, "mentions": known(other)}


def cited(record: Record) -> Iterator[Node]:
    """The sources that the footnotes name, each once; those whose citation is not known are left out."""
    seen: set[str] = set()
    for entry in record["entries"]:
        for row in entry["footnotes"]:
            if row["citation"] and row["citation"] not in seen:
                seen.add(row["citation"])
                source = f"{settings.SITE_URL}/sources/{row['source']}/" if row["source"] else None
                yield known({"@type": "CreativeWork", "@id": source, "name": row["citation"], "url": row["url"]})


def linked_list(selection: Selection) -> Iterator[bytes]:
    """The dataset, then each record as its part, in the list's order."""
    yield f'{encode(dataset(selection))[:-1]},"hasPart":['.encode()
    yield from elements(encode(part(selection, record)) for record in selection.records())
    yield b"\n]}\n"


def linked_one(selection: Selection) -> Iterator[bytes]:
    """One record."""
    [record] = selection.records()
    yield f"{encode(one_node(selection, record))}\n".encode()


def one_node(selection: Selection, record: Record) -> Node:
    """One record as its page carries it."""
    return {"@context": CONTEXT} | part(selection, record)


def catalogue_node(selection: Selection) -> Node:
    """The whole catalogue, as the home page carries it."""
    address = f"{settings.SITE_URL}/"
    return based_on(selection, {"@context": CONTEXT, "@id": address, "name": str(CATALOGUE), "url": address})


def source_node(reference: Reference, address: str) -> Node:
    """A source, as its page carries it; what is not known is left out."""
    return known(
        {
            "@context": CONTEXT,
            "@type": "CreativeWork",
            "@id": address,
            "name": reference.title,
            "author": reference.author,
            "publisher": named("Organization", reference.publisher),
            "datePublished": reference.date if reference.day else "",
            # A bare text here would be read as an address.
            "isPartOf": named("CreativeWork", reference.container),
            "inLanguage": reference.language,
            "url": reference.url,
        }
    )
