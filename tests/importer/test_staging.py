"""Sections put in review: what a batch holds, and what of the catalogue its proposals go on with."""

import pytest

from initiatives.importer import paragraphs
from initiatives.importer.narrative.reading import read
from initiatives.importer.staging import stage_section
from initiatives.importer.writer import apply
from initiatives.models import Batch, Decision, Entry, Initiative
from tests.importer.test_applying import everything

pytestmark = pytest.mark.usefixtures("catalogue")

SECTION = """In Portugal, the High Commission for Migration launched the project “Casa Aberta”, which offers mentors to
refugees in five municipalities.41 The first mentors were trained in\u00a0March 2023.42

In Slovenia, the Ministry of the Interior published a “Handbook for Reception Towns” in 2023,43and sent it to all
municipalities.44

In Malta, the town of Gozo opened the “House of Towns” (Town of Gozo, 2023).

41. High Commission for Migration, Casa Aberta begins, 3 February 2023.
43. Ministry of the Interior, Handbook for Reception Towns, 2023.
"""


def staged(text: str = SECTION, edition: str = "ri2024", year: int | None = 2023) -> Batch:
    return stage_section(name="section.txt", data=text.encode(), edition=edition, year=year)


def test_what_is_staged_writes_nothing_but_the_batch():
    before = everything()
    batch = staged()
    assert everything() == before
    assert (batch.name, batch.edition, batch.year, batch.state) == ("section.txt", "ri2024", 2023, "staged")
    assert [(one.position, one.decision, one.fields == one.proposed) for one in batch.proposals.all()] == [
        (n, "open", True) for n in range(1, batch.proposals.count() + 1)
    ]


def test_places_in_a_batch_are_places_in_its_text():
    batch = staged()
    for marker in batch.facts["markers"]:
        assert batch.source[marker["start"] : marker["end"]] == str(marker["number"])
    statements = [one for proposal in batch.proposals.all() for one in proposal.fields["statements"]]
    assert statements
    for one in [*statements, *batch.facts["context"]]:
        assert batch.source[one["start"] : one["end"]] == one["text"]


def test_the_text_of_a_proposal_has_the_catalogue_s_markers():
    batch = staged()
    assert [one.fields["text"] for one in batch.proposals.all()][:2] == [
        "In Portugal, the High Commission for Migration launched the project “Casa Aberta”, which offers mentors to "
        "refugees in five municipalities.[^41] The first mentors were trained in March 2023.[^42]",
        "In Slovenia, the Ministry of the Interior published a “Handbook for Reception Towns” in 2023,[^43] and sent "
        "it to all municipalities.[^44]",
    ]
    assert batch.facts["citations"] == {
        "41": "High Commission for Migration, Casa Aberta begins, 3 February 2023.",
        "43": "Ministry of the Interior, Handbook for Reception Towns, 2023.",
    }


def test_a_citation_in_brackets_gets_a_mark_of_its_own():
    last = staged().proposals.last().fields
    assert last["text"].endswith("“House of Towns”[^n1].")
    assert last["notes"] == {"n1": "Town of Gozo, 2023"}


def test_the_same_text_in_review_is_the_same_batch():
    assert staged() == staged()
    assert Batch.objects.count() == 1


def test_what_was_imported_before_is_known_again_whatever_it_is_called_now():
    first = staged("In Portugal, the town of Faro opened the “House of Towns”.\n\nIn Malta, Caritas ran a “Festival”.")
    first.proposals.update(decision=Decision.ACCEPTED)
    Initiative.objects.exclude(state="published").delete()
    apply(batch=first)
    for one in Entry.objects.filter(edition="ri2024"):
        Initiative.objects.filter(pk=one.initiative_id).update(title=f"Another title {one.pk}")
    again = staged("In Portugal, the town of Faro opened the “House of Towns”.\n\nIn Malta, Caritas ran a “Festival”.")
    slugs = list(Entry.objects.filter(edition="ri2024").order_by("pk").values_list("initiative__slug", flat=True))
    assert [(one.fields["continues"], one.fields["because"]["continues"]) for one in again.proposals.all()] == [
        (slug, "the same passage was imported before") for slug in slugs
    ]


TOWNS = "In Portugal, the town of Faro opened the “House of Towns”.\n\nIn Malta, Caritas ran a “Festival”."


def test_a_text_that_two_people_give_in_is_drafts_once(django_user_model):
    batches = []
    for name in ("ana", "ben"):
        who = django_user_model.objects.create_user(name)
        batch = stage_section(name="x.txt", data=TOWNS.encode(), edition="ri2024", year=2023, who=who)
        batch.proposals.update(decision=Decision.ACCEPTED)
        batches.append(batch)
    assert batches[1].facts["warnings"][-1] == "ana has the same text in review."
    apply(batch=batches[0])
    before = everything()
    outcome = apply(batch=batches[1])
    assert everything() == before
    assert len(outcome.notes) == 2


def test_a_passage_that_became_three_entries_is_known_again():
    text = "In Malta, the town of Gozo opened the “House of Towns”. It has ten rooms. It cooks for sixty people."
    batch = staged(text)
    (only,) = batch.proposals.all()
    for number, one in enumerate(only.fields["statements"], 1):
        fields = only.fields | {"title": f"Part {number}", "text": one["text"], "statements": [one]}
        batch.proposals.create(position=number, proposed=fields, fields=fields, decision="accepted")
    only.delete()
    apply(batch=batch)
    (again,) = staged(text).proposals.all()
    assert again.fields["continues"] == "mt-part-1"


def test_what_was_rejected_stays_rejected_when_it_is_read_again():
    batch = staged(TOWNS)
    batch.proposals.update(decision=Decision.ACCEPTED)
    batch.proposals.filter(position=1).update(decision=Decision.REJECTED)
    apply(batch=batch)
    assert [one.decision for one in staged(TOWNS).proposals.all()] == ["rejected", "open"]


def test_a_new_edition_described_anew_has_what_was_said_last():
    given = {"name": "x.txt", "data": TOWNS.encode(), "edition": "ri2024"}
    first = stage_section(**given, year=2023, described={"title": "Old", "publisher": "P"})
    again = stage_section(**given, year=2023, described={"title": "New", "publisher": "P"})
    other = stage_section(**given, year=2024, described={"title": "New", "publisher": "P"})
    assert (again.pk, again.facts["edition"]["title"], other.pk == first.pk) == (first.pk, "New", False)


@pytest.mark.once
def test_what_looks_like_a_marker_of_ours_is_none():
    text = "The town of Gozo opened the “House of Towns” [^x] in May.[3]"
    reading = read(text, year=2023)
    [draft] = reading.drafts
    assert paragraphs.paragraphs(text, draft.statements, reading.numbering.markers, {}) == (
        "The town of Gozo opened the “House of Towns” [x] in May.[^3]"
    )


def test_an_initiative_of_another_year_goes_on():
    (only,) = staged("In Croatia, the INCLuDE project trained 40 officials of local authorities.").proposals.all()
    assert only.fields["continues"] == "hr-include"


@pytest.mark.once
def test_a_run_of_the_report_s_words_is_a_quotation():
    theirs = ["The ministry opened the House of Towns in Gozo for all who had newly arrived."]
    assert paragraphs.quotes("In Gozo, the ministry opened the house of towns in Gozo, at last.[^1]", theirs)
    assert not paragraphs.quotes("A House of Towns was opened by the ministry, for all who had newly arrived.", theirs)


@pytest.mark.once
def test_what_no_footnote_covers_has_a_paragraph_of_its_own():
    text = "The town of Gozo opened the “House of Towns”. It has ten rooms.[3] It will grow (see there). Malta."
    reading = read(text, year=2023)
    [draft] = reading.drafts
    assert paragraphs.paragraphs(text, draft.statements, reading.numbering.markers, {}).splitlines() == [
        "The town of Gozo opened the “House of Towns”. It has ten rooms.[^3]",
        "It will grow (see there). Malta.",
    ]
