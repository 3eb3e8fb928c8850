"""JSON-LD: the list as a dataset whose parts are its records, in the list's order and with what is known only."""

import json

import pytest

from initiatives.publishing import withdraw
from tests.factories import make_published
from tests.test_formats import get
from tests.test_selection import answer

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]


@pytest.mark.parametrize("question", ["", "country=HR", "q=cities", "country=SE"])
def test_the_parts_of_the_dataset_are_the_initiatives_of_the_list(reader, question):
    selection = answer(question)
    found = json.loads(get(reader, f"/initiatives.jsonld?{question}" if question else "/initiatives.jsonld"))
    assert [part["identifier"][0] for part in found["hasPart"]] == [
        selection.snapshot.documents[i].slug for i in selection.ids
    ]
    assert (found["@id"], found["identifier"]) == (selection.pinned_url, f"sha256:{selection.hash}")


def test_a_record_says_who_takes_part_in_what_role_where_when_and_on_what_authority(reader):
    found = json.loads(get(reader, "/initiatives/gr-cities-network-for-integration.jsonld"))
    site = "https://catalogue.test"
    assert found["@context"] == "https://schema.org/"
    assert found["spatialCoverage"] == [
        {"@type": "Country", "@id": f"{site}/countries/GR/", "name": "Greece", "identifier": "GR"}
    ]
    assert found["temporalCoverage"] == "2020"
    assert found["mentions"][0] == {
        "@type": "Role",
        "roleName": "Initiator",
        "mentions": {
            "@type": "GovernmentOrganization",
            "@id": f"{site}/actors/gr-municipality-of-athens/",
            "name": "Municipality of Athens",
        },
    }
    assert [row["name"] for row in found["citation"]] == [
        "Cities Network for Integration (no date). Cities Network for Integration."
    ]


def test_what_is_not_known_is_not_said_and_a_withdrawn_record_says_only_that_it_was_there(reader):
    gone = make_published("gone")
    then = answer("").as_of
    withdraw(initiative=gone, reason="x")
    found = json.loads(get(reader, f"/initiatives.jsonld?as_of={then}"))
    [part] = [part for part in found["hasPart"] if part["identifier"][0] == "gone"]
    assert (part["creativeWorkStatus"], set(part)) == (
        "Withdrawn",
        {"@type", "@id", "url", "version", "identifier", "creativeWorkStatus"},
    )
    assert not [name for part in found["hasPart"] for name, value in part.items() if value in ("", None, [])]
