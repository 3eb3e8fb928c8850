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
KNOWN = Known(
    (INCLUDE, PACT, BOARD, ROLE),
    (MINISTRY, KnownActor("amif", ("Asylum, Migration and Integration Fund", "AMIF"), "programme-or-fund")),
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
