"""Drafts beside what the catalogue holds: which initiative goes on, which actor is meant, and why."""

import pytest

from initiatives.importer.narrative.matching import Known, KnownActor, KnownInitiative
from initiatives.importer.narrative.reading import read

pytestmark = pytest.mark.once

INCLUDE = KnownInitiative("hr-include", ("INCLuDE – Working together", "INCLuDE"), ("HR",), "project")
PACT = KnownInitiative("lu-pact", ("Pact with municipalities on living together",), ("LU",), "agreement", ("41",))
MINISTRY = KnownActor(
    "fi-ministry", ("Ministry of Employment (Finland)", "TEM", "Työministeriö"), "national-authority", "FI"
)
BOARD = KnownInitiative("bg-board", ("Refugee Advisory Board (Bulgaria)",), ("BG",), "body")
ROLE = KnownInitiative(
    "ee-role", ("Example Mechanism: the role of towns in language learning for newcomers",), ("EE",), "study"
)
PLAN = KnownInitiative("ch-plan", ("Example Plan for Towns: money and monitoring",), ("CH",), "plan")
GROUP = KnownInitiative("hr-group", ("Advisory Group of Third-Country Nationals and Their Families",), ("HR",), "body")
OFFICE = KnownActor("bg-unhcr", ("UNHCR Bulgaria", "UNHCR"), "international-organisation", "BG")
KNOWN = Known(
    (INCLUDE, PACT, BOARD, ROLE, PLAN, GROUP),
    (MINISTRY, OFFICE, KnownActor("amif", ("Asylum, Migration and Integration Fund", "AMIF"), "programme-or-fund")),
)


def continues(text: str) -> tuple[str, str]:
    [draft] = read(text, known=KNOWN).drafts
    return draft.continues, draft.because.get("continues", "")


@pytest.mark.parametrize(
    ("text", "slug", "reason"),
    [
        ("The City of Zagreb continued INCLuDE.7", "hr-include", "the same acronym: INCLuDE"),
        ("Croatia renewed “INCLuDE – Working together”.7", "hr-include", "the same title: INCLuDE – Working together"),
        (
            "Luxembourg signed a pact with municipalities on living togehter.7",
            "lu-pact",
            "a title spelt much alike: Pact with municipalities on living together",
        ),
        ("Luxembourg renewed what it had agreed.41", "lu-pact", "footnote 41 of this edition is in it already"),
        (
            "UNHCR Bulgaria established the first Refugee Advisory Board in the country.7",
            "bg-board",
            "the same title: Refugee Advisory Board (Bulgaria)",
        ),
        (
            "In Estonia, a study on the “Role of small towns in the language learning of newcomers” was published.7",
            "ee-role",
            "the words of its title: Example Mechanism: the role of towns in language learning for newcomers",
        ),
        (
            "The Example Plan for Towns was continued by the Swiss cantons.7",
            "ch-plan",
            "the same name: Example Plan for Towns",
        ),
        (
            "In Croatia, the advisory group of third country nationals met twice.7",
            "hr-group",
            "the beginning of its title: Advisory Group of Third-Country Nationals and Their Families",
        ),
        ("Finland launched the project “INCLuDE – Working together”.7", "", ""),
        ("Croatia adopted a strategy on housing.7", "", ""),
    ],
)
def test_an_initiative_goes_on_for_a_reason(text, slug, reason):
    assert continues(text) == (slug, reason)


def test_what_may_go_on_is_offered_the_likest_first():
    [draft] = read("Luxembourg signed a pact on housing.7", known=KNOWN).drafts
    assert (draft.continues, KNOWN.matcher.near(draft)) == ("", ["lu-pact"])
    [draft] = read("Croatia signed a pact on housing.7", known=KNOWN).drafts
    assert KNOWN.matcher.near(draft) == []


def test_actors_have_the_names_of_the_catalogue():
    [draft] = read("The Finnish Ministry of Employment launched a hub with funding from AMIF.7", known=KNOWN).drafts
    assert [(actor.name, actor.role) for actor in draft.actors] == [
        ("Ministry of Employment (Finland)", "lead"),
        ("Asylum, Migration and Integration Fund", "funder"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UNHCR published a guide for employers.7", "UNHCR"),
        ("UNHCR Bulgaria published a guide for employers.7", "UNHCR Bulgaria"),
        ("In Bulgaria, UNHCR published a guide for employers.7", "UNHCR Bulgaria"),
    ],
)
def test_the_office_of_a_country_is_meant_only_where_the_country_is_told(text, name):
    [draft] = read(text, known=KNOWN).drafts
    assert [actor.name for actor in draft.actors if actor.role == "lead"] == [name]
