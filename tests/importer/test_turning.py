"""Where one initiative ends and the next begins, and what each is about."""

import pytest

from initiatives.importer.narrative.reading import read

pytestmark = pytest.mark.once


def titles(text: str) -> list[str]:
    return [draft.title for draft in read(text).drafts]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In Malta, the Ministry of Health opened a clinic.[1] The Refugee Council of Gozo trained 12 teachers.[2]",
            ["Clinic", "Training of 12 teachers"],
        ),
        (
            "In Malta, the Ministry of Health opened a clinic. A help desk of Caritas Malta assisted 40 families.",
            ["Clinic", "Desk of Caritas Malta assisted 40 families"],
        ),
        (
            "In Malta, the Ministry of Health opened a clinic.[1] The clinic also offers counselling.[1]",
            ["Clinic"],
        ),
        (
            "The Maltese Ministry of Health opened a clinic, and the City of Gozo published a handbook for nurses.",
            ["Clinic", "Handbook for nurses"],
        ),
    ],
)  # fmt: skip
def test_somebody_else_who_does_something_else_begins_an_initiative(text, told):
    assert titles(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Action 48: The City of Gozo published a handbook for nurses.",
        "★ The City of Gozo published a handbook for nurses.",
        "Answer: The City of Gozo published a handbook for nurses.",
        "Gozo (Malta). The City of Gozo published a handbook for nurses.",
    ],
)
def test_labels_and_places_before_a_sentence_are_no_part_of_it(text):
    [draft] = read(text).drafts
    assert (draft.title, [one.name for one in draft.actors]) == ("Handbook for nurses", ["City of Gozo"])


@pytest.mark.parametrize(
    "text",
    [
        "What is done against segregation in Malta?",
        "According to the Maltese barometer, one town in three has no plan.",
        "The Maltese Government and the mayors failed to agree on a new key.",
        "Every refugee in Malta signs a plan with an adviser.",
    ],
)
def test_questions_failures_and_rules_for_everyone_are_context(text):
    assert titles(text) == []


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The City of Graz published a catalogue of good practices for job centres.", ["local-capacity-guidance"]),
        ("The City of Graz adopted a Diversity and Integration Strategy.", ["strategies-action-plans"]),
        ("The Aliens’ Parliament of Graz was dissolved by the City of Graz.", ["refugee-migrant-participation"]),
        ("The Austrian Association of Cities set up a working group on housing.", ["coordination-bodies"]),
        ("Residents and refugees cook together at meeting points that the City of Graz opened.",
         ["host-community-intercultural"]),
    ],
)  # fmt: skip
def test_what_a_thing_is_says_its_first_theme(text, themes):
    [draft] = read(text).drafts
    assert draft.themes[:1] == themes


def test_a_title_ends_before_brackets_that_it_would_cut_in_two():
    assert titles("The Institute of Gozo analysed the role of towns in the V4 countries (Czechia, Hungary).[1]") == [
        "Analysis of the role of towns in the V4 countries"
    ]


def test_who_is_counted_takes_no_part():
    [draft] = read(
        "In Sweden, the city of Lund opened a house for newcomers.13 Sweden received 12,991 applications."
    ).drafts
    assert [actor.name for actor in draft.actors] == ["City of Lund"]


def test_a_title_of_many_words_does_not_end_in_the_middle_of_them():
    text = (
        "The Maltese Ministry of Health published guidance for nurses and doctors and teachers of small towns and "
        "villages along coasts and of islands.[1]"
    )
    assert titles(text) == ["Guidance for nurses and doctors and teachers of small towns and villages along coasts"]
