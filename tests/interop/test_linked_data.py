"""Linked data as other programs have it: extruct takes it out of the pages, rdflib makes a graph of it."""

import json

import extruct
import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from initiatives.formats import FORMATS
from initiatives.publishing import publish, withdraw
from tests.citing import cite
from tests.factories import make_entry, make_initiative, make_published, make_source
from tests.test_formats import get, table
from tests.test_selection import answer

pytestmark = [
    pytest.mark.usefixtures("catalogue"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own use of it
]

SITE = "https://catalogue.test"
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
# What the context at schema.org says of the terms that can be addresses; it is not fetched here.
ADDRESSES = ("url", "license", "sameAs", "contentUrl", "isPartOf", "isBasedOn", "hasPart")
CONTEXT = {"@vocab": str(SDO)} | {term: {"@id": f"{SDO}{term}", "@type": "@id"} for term in ADDRESSES}


def graph(node: dict) -> Graph:
    """The triples of a node; each of their words is one of schema.org."""
    assert node["@context"] == "https://schema.org/"
    made = Graph().parse(data=json.dumps(node | {"@context": CONTEXT}), format="json-ld", base=f"{SITE}/base/")
    said = {*made.predicates()} - {RDF.type} | {*made.objects(predicate=RDF.type)}
    assert [word for word in said if word not in SDO] == []
    assert [o for o in made.objects() if isinstance(o, URIRef) and "/base/" in o] == []
    return made


def on_page(reader, address: str) -> Graph:
    """The one block of linked data that a page carries."""
    response = reader.get(address)
    assert response.status_code == 200
    found = extruct.extract(response.content.decode(), base_url=SITE, syntaxes=["json-ld"], errors="strict")
    [node] = found["json-ld"]
    return graph(node)


def in_file(reader, address: str) -> Graph:
    return graph(json.loads(get(reader, address)))


def told(made: Graph, subject: URIRef, *names: str) -> dict[str, list]:
    return {name: sorted(made.objects(subject, SDO[name])) for name in names}


def test_the_home_page_tells_of_the_whole_catalogue(reader):
    made, home = on_page(reader, "/"), URIRef(f"{SITE}/")
    assert (home, RDF.type, SDO.Dataset) in made
    assert told(made, home, "name", "url", "license", "version") == {
        "name": [Literal("Catalogue of integration-cooperation initiatives")],
        "url": [home],
        "license": [LICENCE],
        "version": [Literal(answer("").as_of)],
    }
    assert sorted(made.objects(home, SDO.isBasedOn)) == [
        URIRef(f"{SITE}/editions/{slug}/") for slug in ("ar2021", "ar2022")
    ]


@pytest.mark.parametrize("query", ["", "country=HR", "q=cities&sort=title", "country=SE"])
def test_a_list_is_a_dataset_and_in_its_file_with_every_part(reader, query):
    selection = answer(query)
    asked = f"?{selection.query()}" if selection.query() else ""
    own = URIRef(selection.pinned_url)
    page, file = on_page(reader, f"/initiatives/{asked}"), in_file(reader, f"/initiatives.jsonld{asked}")
    assert (own, RDF.type, SDO.Dataset) in page
    assert set(told(file, own, "identifier")["identifier"]) == {Literal(f"sha256:{selection.hash}")}
    assert told(page, own, "url", "license", "isPartOf") == {
        "url": [own],
        "license": [LICENCE],
        "isPartOf": [URIRef(f"{SITE}/")],
    }
    assert {(s, p) for s, p, _o in page if s == own} <= {(s, p) for s, p, _o in file}
    parts = {str(part) for part in file.objects(own, SDO.hasPart)}
    assert parts == {f"{SITE}/initiatives/{selection.snapshot.documents[i].slug}/" for i in selection.ids}


def test_each_part_says_what_the_csv_has_of_it(reader):
    made = in_file(reader, "/initiatives.jsonld")
    for row in table(get(reader, "/initiatives.csv")):
        part = URIRef(row["url"])
        assert told(made, part, "name", "abstract", "license", "dateModified", "datePublished", "version") == {
            "name": [Literal(row["title"])],
            "abstract": [Literal(row["summary"])],
            "license": [LICENCE],
            "dateModified": [Literal(row["changed_at"])],
            "datePublished": [Literal(row["published_at"])],
            "version": [Literal(int(row["version"]))],
        }
        assert [codes(made, part, SDO.spatialCoverage, SDO.identifier), codes(made, part, SDO.about, SDO.termCode)] == [
            sorted(filter(None, row[name].split("; "))) for name in ("countries", "themes")
        ]


def codes(made: Graph, part: URIRef, way: URIRef, name: URIRef) -> list[str]:
    return sorted(str(made.value(thing, name)) for thing in made.objects(part, way))


def roles(made: Graph, part: URIRef) -> list[tuple[str, str]]:
    """In what role each actor and each other initiative is mentioned."""
    found = list(made.objects(part, SDO.mentions))
    assert {made.value(role, RDF.type) for role in found} <= {SDO.Role}
    return sorted((str(made.value(role, SDO.roleName)), str(made.value(role, SDO.mentions))) for role in found)


@pytest.mark.parametrize("slug", ["gr-cities-network-for-integration", "hr-handbook-local-authorities"])
def test_a_record_is_the_same_graph_on_its_page_in_its_file_and_in_its_list(reader, slug):
    page, file = on_page(reader, f"/initiatives/{slug}/"), in_file(reader, f"/initiatives/{slug}.jsonld")
    assert isomorphic(page, file)
    [part] = json.loads(get(reader, f"/initiatives.jsonld?pick={slug}"))["hasPart"]
    assert isomorphic(page, graph({"@context": "https://schema.org/"} | part))


def test_actors_and_other_initiatives_are_mentioned_in_their_roles(reader):
    made = on_page(reader, "/initiatives/hr-handbook-local-authorities/")
    record = json.loads(get(reader, "/initiatives/hr-handbook-local-authorities.json"))
    found = roles(made, URIRef(f"{SITE}/initiatives/hr-handbook-local-authorities/"))
    mentioned = [f"{SITE}/actors/{row['id']}/" for row in record["actors"]]
    mentioned += [f"{SITE}/initiatives/{row['id']}/" for row in record["relations"]]
    assert sorted(address for _role, address in found) == sorted(mentioned)
    others = [(role, address.removeprefix(SITE)) for role, address in found if "/initiatives/" in address]
    assert others == [("Part of", "/initiatives/hr-include/")]


def test_a_source_says_who_published_it_in_what(reader):
    source = make_source(container="A gazette", publisher="State Press", url="https://gazette.test/1")
    initiative = make_initiative()
    publish(initiative=initiative, entries=[make_entry(initiative, notes=[("1", source)])], why="x")
    made = on_page(reader, f"/sources/{source.slug}/")
    own = URIRef(f"{SITE}/sources/{source.slug}/")
    assert told(made, own, "name", "url") == {"name": [Literal(source.title)], "url": [URIRef(source.url)]}
    names = [str(made.value(made.value(own, way), SDO.name)) for way in (SDO.publisher, SDO.isPartOf)]
    assert names == ["State Press", "A gazette"]


def test_a_stored_list_is_a_dataset_under_its_identifier_with_a_file_in_each_format(reader):
    stored, selection = cite("country=HR"), answer("country=HR")
    own = URIRef(f"{SITE}/lists/{stored.pid}/")
    page = on_page(reader, f"/lists/{stored.pid}/")
    assert isomorphic(page, in_file(reader, f"/lists/{stored.pid}.jsonld"))
    assert told(page, own, "url", "sameAs", "license") == {
        "url": [own],
        "sameAs": [URIRef(selection.pinned_url)],
        "license": [LICENCE],
    }
    kinds = {str(page.value(file, SDO.encodingFormat)) for file in page.objects(own, SDO.distribution)}
    assert kinds == {row.content_type.partition(";")[0] for row in FORMATS.values()}


def test_of_what_was_withdrawn_the_graph_says_only_that_it_was_there(reader):
    gone = make_published("gone")
    then = answer("").as_of
    withdraw(initiative=gone, reason="x")
    made = in_file(reader, f"/initiatives.jsonld?as_of={then}")
    part = URIRef(f"{SITE}/initiatives/gone/")
    assert sorted(str(way).removeprefix(str(SDO)) for way in {*made.predicates(part)} - {RDF.type}) == [
        "creativeWorkStatus",
        "identifier",
        "url",
        "version",
    ]
