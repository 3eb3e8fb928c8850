"""Sections applied as drafts and taken back: all of it or nothing, nothing published, nothing written over."""

import json

import pytest
from django.utils import timezone

from initiatives.backups import tables
from initiatives.importer.writer import NotAppliedError, NotUndoneError, apply, discard, undo
from initiatives.models import (
    Actor,
    Batch,
    Decision,
    Edition,
    Entry,
    Footnote,
    Head,
    Initiative,
    Participation,
    Proposal,
    Unconfirmed,
)
from initiatives.publishing import publish, rename

pytestmark = pytest.mark.usefixtures("catalogue")

EDITION = {"title": "Review of Integration 2024", "publisher": "Institute of Examples"}
OWN = {"initiatives_batch", "initiatives_proposal", "initiatives_written"}
NEW_CITATIONS = {"41": "High Commission, Casa Aberta begins, 3 February 2023.", "43": "Ministry, Handbook, 2023."}

CASA = (
    "In Portugal, the High Commission for Migration launched Casa Aberta, which offers mentors to refugees.[^41] The "
    "first mentors were trained in March 2023.[^42]"
)
HANDBOOK = "In Slovenia, the Ministry of the Interior published a handbook for towns that receive refugees.[^43]"
HELPDESK = "In Malta, the city of Valletta set up a helpdesk for people who have newly arrived.[^n1]"
INCLUDE = "In Croatia, the INCLuDE project went on and trained 40 officials of local authorities.[^44]"


def proposed(title: str, text: str, **more) -> dict:
    """The fields of a proposal, with what the others have nothing to say of."""
    return {
        "title": title,
        "summary": f"What {title} is.",
        "text": text,
        "countries": [],
        "scope": "national",
        "levels": ["national"],
        "themes": ["local-capacity-guidance"],
        "form": "project",
        "status": "launched",
        "target_groups": ["refugees"],
        "actors": [],
        "dates": [],
        "figures": [],
        "relations": [],
        "continues": "",
        "statements": [{"start": 0, "end": len(text), "text": text, "footnotes": [], "flags": []}],
        "notes": {},
        "because": {"title": title},
        "inferred": {},
        "confidence": 0.9,
        "truncated": False,
        "note": "",
    } | more


def actor(name: str, country: str = "", **more) -> dict:
    return {
        "name": name, "slug": "", "kind": "national-authority", "role": "lead", "country": country, "inferred": False,
        "words": name,
    } | more  # fmt: skip


PROPOSALS = [
    proposed(
        "Casa Aberta",
        CASA,
        countries=["PT"],
        actors=[actor("High Commission for Migration", "PT")],
        dates=[{"edtf": "2023-03", "what": "first mentors trained", "kind": "event", "words": "March 2023"}],
        figures=[{"qualifier": "about", "value": 5, "unit": "towns", "what": "where", "as_of": "", "words": "five"}],
        inferred={"levels": "Inferred from who leads."},
        relations=[{"type": "part-of", "target": "", "name": "INCLuDE goes on", "words": "part of"}],
    ),
    proposed("Handbook", HANDBOOK, countries=["SI"], actors=[actor("Slovene Society", "SI", role="partner")]),
    proposed("Helpdesk", HELPDESK, countries=["MT"], notes={"n1": "City of Valletta, 2023"}),
    proposed(
        "INCLuDE goes on", INCLUDE, countries=["HR"], continues="hr-include", actors=[actor("Town of Sisak", "HR")]
    ),
]


def staged(citations: dict[str, str] | None = None, proposals: list[dict] = PROPOSALS) -> Batch:
    batch = Batch.objects.create(
        kind="section",
        name="section.txt",
        edition="ri2024",
        year=2023,
        facts={"citations": citations or {}, "edition": EDITION},
        staged_at=timezone.now(),
    )
    for position, fields in enumerate(proposals, 1):
        batch.proposals.create(position=position, proposed=fields, fields=fields)
    return batch


def accepted(citations: dict[str, str] | None = None, proposals: list[dict] = PROPOSALS) -> Batch:
    batch = staged(citations, proposals)
    batch.proposals.update(decision=Decision.ACCEPTED)
    return batch


def applied(citations: dict[str, str] | None = None) -> Batch:
    batch = accepted(citations)
    apply(batch=batch)
    return Batch.objects.get(pk=batch.pk)


def going_on() -> list[dict]:
    """The proposals as they are read again once they have been applied."""
    slugs = Entry.objects.filter(edition="ri2024").order_by("pk").values_list("initiative__slug", flat=True)
    return [fields | {"continues": slug} for fields, slug in zip(PROPOSALS, slugs, strict=True)]


def everything() -> dict[str, list[bytes]]:
    """Every row of every table but those about batches."""
    return {
        model._meta.db_table: list(tables.lines(model)) for model in tables.tables() if model._meta.db_table not in OWN
    }


def drafts() -> dict[str, str]:
    return dict(Entry.objects.filter(edition="ri2024").order_by("pk").values_list("initiative__slug", "text"))


def test_accepted_proposals_become_drafts_with_their_footnotes():
    batch = applied()
    assert drafts() == {
        "pt-casa-aberta": CASA,
        "si-handbook": HANDBOOK,
        "mt-helpdesk": HELPDESK,
        "hr-include": INCLUDE,
    }
    assert list(
        Footnote.objects.filter(edition="ri2024").order_by("mark").values_list("mark", "state", "citation")
    ) == [
        *[(mark, "missing", "") for mark in ("41", "42", "43", "44")],
        ("n1", "cited", "City of Valletta, 2023"),
    ]
    assert set(Entry.objects.filter(edition="ri2024").values_list("state", flat=True)) == {"draft"}
    edition = Edition.objects.get(pk="ri2024")
    assert (edition.title, edition.publisher, edition.year_id) == (*EDITION.values(), 2023)
    assert (batch.state, batch.proposals.filter(entry__isnull=True).count()) == ("applied", 0)


def test_a_new_initiative_has_what_its_statements_say():
    applied()
    made = Initiative.objects.get(slug="pt-casa-aberta")
    assert (made.title, made.scope_id, made.form_id, made.state) == ("Casa Aberta", "national", "project", "draft")
    assert list(made.countries.values_list("pk", flat=True)) == ["PT"]
    entry = made.entries.get()
    assert [(str(one), one.what) for one in entry.dates.all()] == [
        ("2023-03: first mentors trained", "first mentors trained")
    ]
    assert [str(one) for one in entry.figures.all()] == ["about 5 towns"]
    assert [str(one) for one in entry.inferences.all()] == ["levels: Inferred from who leads."]
    assert [(one.type_id, one.target.slug) for one in made.relations.all()] == [("part-of", "hr-include")]
    assert [(one.actor.name, one.role_id) for one in made.participations.all()] == [
        ("High Commission for Migration", "lead")
    ]


def test_an_initiative_that_goes_on_gets_the_entry_and_who_is_new_and_keeps_the_rest():
    before = Initiative.objects.get(slug="hr-include")
    there = set(before.participations.values_list("actor__name", flat=True))
    applied()
    after = Initiative.objects.get(slug="hr-include")
    assert (after.title, after.summary, after.state, after.token) == (
        *(before.title, before.summary, "published"),
        before.token,
    )
    assert set(after.participations.values_list("actor__name", flat=True)) == there | {"Town of Sisak"}


def test_nothing_is_published():
    before = Head.objects.get().number
    applied()
    assert Head.objects.get().number == before


def test_what_is_open_rejected_or_merged_is_not_written():
    batch = accepted()
    first, second, third, fourth = batch.proposals.all()
    Proposal.objects.filter(pk=second.pk).update(decision=Decision.REJECTED)
    Proposal.objects.filter(pk=third.pk).update(decision=Decision.MERGED, merged_into=first)
    Proposal.objects.filter(pk=fourth.pk).update(decision=Decision.OPEN)
    apply(batch=batch)
    assert list(drafts()) == ["pt-casa-aberta"]
    entry = Entry.objects.get(edition="ri2024")
    assert [one.entry for one in batch.proposals.all()] == [entry, None, entry, None]


def test_an_initiative_renamed_meanwhile_goes_on_under_its_new_slug():
    batch = accepted(proposals=PROPOSALS[3:])
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="hr-include-two", why="a better slug")
    apply(batch=batch)
    assert drafts() == {"hr-include-two": INCLUDE}


def test_two_proposals_on_one_initiative_are_one_entry():
    batch = accepted()
    fields = batch.proposals.get(position=2).fields | {"continues": "hr-include"}
    batch.proposals.filter(position=2).update(fields=fields)
    apply(batch=batch)
    assert drafts()["hr-include"] == (f"{HANDBOOK}\n{INCLUDE}")


def test_the_same_section_again_writes_nothing():
    applied()
    slugs = Entry.objects.filter(edition="ri2024").order_by("pk").values_list("initiative__slug", flat=True)
    before = everything()
    again = accepted(proposals=[fields | {"continues": slug} for fields, slug in zip(PROPOSALS, slugs, strict=True)])
    outcome = apply(batch=again)
    assert everything() == before
    assert (sum(outcome.made.values()), sum(outcome.changed.values())) == (0, 0)
    assert again.written.count() == 0


def test_who_is_newly_named_is_not_added_where_the_entry_is_there_already():
    applied()
    again = [fields | {"actors": [actor("A Body Read Otherwise")]} for fields in going_on()]
    batch, before = accepted(proposals=again), everything()
    apply(batch=batch)
    assert everything() == before


def test_a_later_text_with_notes_fills_the_citations_that_were_missing():
    applied()
    Footnote.objects.filter(edition="ri2024", mark="43").update(state="cited", citation="Found by an editor.")
    entries = drafts()
    apply(batch=accepted(NEW_CITATIONS, going_on()))
    assert drafts() == entries
    assert list(
        Footnote.objects.filter(edition="ri2024").order_by("mark").values_list("mark", "state", "citation")
    ) == [
        ("41", "cited", "High Commission, Casa Aberta begins, 3 February 2023."),
        ("42", "missing", ""),
        ("43", "cited", "Found by an editor."),
        ("44", "missing", ""),
        ("n1", "cited", "City of Valletta, 2023"),
    ]


def test_a_section_that_counts_its_notes_anew_gets_marks_of_its_own():
    applied({"41": "High Commission, Casa Aberta begins."})
    text = "In Malta, Caritas ran a festival.[^41]"
    other = {"41": "Caritas Malta, The festival."}
    outcome = apply(batch=accepted(other, [proposed("Festival", text, countries=["MT"])]))
    entry = Entry.objects.get(initiative__slug="mt-festival")
    assert entry.text == "In Malta, Caritas ran a festival.[^41-1]"
    assert [(one.mark, one.citation) for one in entry.footnotes.all()] == [("41-1", "Caritas Malta, The festival.")]
    assert outcome.notes == ["The edition has another note 41: this section’s note 41 becomes 41-1."]


def test_a_citation_fills_the_notes_of_what_is_told_again_and_no_others():
    applied()
    text = "In Malta, Caritas ran a festival.[^90]"
    apply(batch=accepted({"41": "Another section’s note."}, [proposed("Festival", text, countries=["MT"])]))
    assert Footnote.objects.get(edition="ri2024", mark="41").state == "missing"


def test_of_two_proposals_on_one_initiative_no_note_is_lost():
    both = [
        proposed("INCLuDE", f"{CASA} Our words.", continues="hr-include", note="One.", status="continued"),
        proposed("INCLuDE", INCLUDE, continues="hr-include", note="Two.", status="completed"),
    ]
    outcome = apply(batch=accepted(proposals=both))
    entry = Entry.objects.get(edition="ri2024")
    assert (entry.note, entry.status_id) == ("One.\nTwo.", "continued")
    assert outcome.notes == [f"{entry} has the status {entry.status} of the first proposal on it."]


def test_nothing_accepted_makes_no_edition():
    with pytest.raises(NotAppliedError, match="No proposal is accepted"):
        apply(batch=staged())
    assert not Edition.objects.filter(pk="ri2024").exists()


def test_the_report_s_own_words_wait_for_an_editor():
    batch = accepted()
    mine = batch.proposals.get(position=4).fields | {"text": "INCLuDE went on: forty officials were trained.[^44]"}
    batch.proposals.filter(position=4).update(fields=mine)
    apply(batch=batch)
    assert sorted(Unconfirmed.objects.values_list("entry__initiative__slug", "field", "origin")) == [
        (slug, "text", "read") for slug in ("mt-helpdesk", "pt-casa-aberta", "si-handbook")
    ]


def test_a_batch_applied_unseen_leaves_every_field_to_be_confirmed():
    apply(batch=accepted(), seen=False)
    waiting = Unconfirmed.objects.filter(entry__initiative__slug="pt-casa-aberta").values_list("field", flat=True)
    assert set(waiting) == {
        *("title", "summary", "countries", "scope", "levels", "themes", "form", "actors", "status", "text")
    }
    assert set(Unconfirmed.objects.filter(entry__initiative__slug="hr-include").values_list("field", flat=True)) == {
        "status",
        "text",
    }


# ── what cannot be applied ───────────────────────────────────────────────────────────────────────────────────


def test_one_wrong_proposal_stops_all_and_every_fault_is_named():
    batch = accepted()
    for position, wrong in ((1, {"title": " ", "themes": ["fishing"]}), (4, {"continues": "hr-nothing"})):
        batch.proposals.filter(position=position).update(fields=batch.proposals.get(position=position).fields | wrong)
    before = everything()
    with pytest.raises(NotAppliedError) as refused:
        apply(batch=batch)
    assert refused.value.reasons == (
        "1, “ ”: The title is empty.",
        "1, “ ”: “fishing” is not a term of the vocabulary theme.",
        "4, “INCLuDE goes on”: There is no initiative “hr-nothing” any more.",
    )
    assert everything() == before
    assert Batch.objects.get().state == "staged"


def test_what_the_models_refuse_is_said_with_its_field():
    batch = accepted()
    fields = batch.proposals.get(position=1).fields
    fields["dates"] = [{"edtf": "soon", "what": "it begins", "kind": "start"}]
    batch.proposals.filter(position=1).update(fields=fields)
    before = everything()
    with pytest.raises(NotAppliedError) as refused:
        apply(batch=batch)
    assert refused.value.reasons == (
        "1, “Casa Aberta”: edtf: “soon” is not a date in EDTF: write 2020, 2020-10, 2020-10-05 or an interval such as "
        "2021/2022.",
    )
    assert everything() == before


def test_a_batch_is_applied_once():
    batch = applied()
    before = everything()
    with pytest.raises(NotAppliedError, match="is not in review but applied"):
        apply(batch=batch)
    with pytest.raises(NotAppliedError, match="is not in review but applied"):
        discard(batch=batch)
    assert everything() == before


# ── taking back ──────────────────────────────────────────────────────────────────────────────────────────────


def test_undone_everything_is_as_it_was():
    before = everything()
    batch = applied()
    assert everything() != before
    undo(batch=batch)
    assert everything() == before
    batch.refresh_from_db()
    assert (batch.state, batch.proposals.filter(entry__isnull=False).count()) == ("undone", 0)


def test_filled_citations_are_taken_back_too():
    applied()
    before = list(Footnote.objects.values_list("edition", "mark", "state", "citation"))
    later = accepted(NEW_CITATIONS, going_on())
    apply(batch=later)
    undo(batch=later)
    assert list(Footnote.objects.values_list("edition", "mark", "state", "citation")) == before


def test_batches_that_build_on_one_another_are_undone_from_the_last_to_the_first():
    before = everything()
    first = applied()
    between = everything()
    later = accepted(NEW_CITATIONS, going_on())
    apply(batch=later)
    undo(batch=later)
    assert without_tokens(everything()) == without_tokens(between)
    undo(batch=first)
    assert everything() == before


def without_tokens(rows: dict[str, list[bytes]]) -> dict[str, list[list]]:
    """Every value of every row but its token and the time it was saved, which rise with each change."""
    tokens = {}
    for model in tables.tables():
        names = tables.columns(model)
        tokens[model._meta.db_table] = [names.index(name) for name in ("saved_at", "token") if name in names]
    return {
        table: [[v for n, v in enumerate(json.loads(line)) if n not in tokens[table]] for line in lines]
        for table, lines in rows.items()
    }


def test_undoing_outdates_the_forms_of_entries_that_share_a_footnote():
    applied()
    later = accepted(NEW_CITATIONS, going_on())
    apply(batch=later)
    entry = Entry.objects.get(edition="ri2024", initiative__slug="pt-casa-aberta")
    undo(batch=later)
    assert Entry.objects.get(pk=entry.pk).token == entry.token + 1


def edit_an_entry():
    entry = Entry.objects.get(edition="ri2024", initiative__slug="pt-casa-aberta")
    entry.token += 1
    entry.save()


def publish_one():
    initiative = Initiative.objects.get(slug="hr-include")
    entry = initiative.entries.get(edition="ri2024")
    entry.unconfirmed.all().delete()
    publish(initiative=initiative, entries=[entry], why="the new year")


def use_an_actor():
    actor = Actor.objects.get(name="Slovene Society")
    Participation.objects.create(
        initiative=Initiative.objects.get(slug="hr-new-neighbours"), actor=actor, role_id="partner"
    )


def use_a_footnote():
    entry = Entry.objects.get(edition="ar2022", initiative__slug="hr-include")
    entry.footnote_links.create(footnote=Footnote.objects.get(edition="ri2024", mark="41"), position=9)


def confirm_a_text():
    Unconfirmed.objects.filter(entry__initiative__slug="pt-casa-aberta").delete()


BUILT_ON = {
    edit_an_entry: "Entry “Casa Aberta in ri2024” has been changed or published since.",
    use_an_actor: "Actor “Slovene Society” is used since by Participation “Slovene Society as partner”.",
    confirm_a_text: "Unconfirmed field “text” has been deleted or confirmed since.",
}


@pytest.mark.parametrize("build", BUILT_ON, ids=lambda build: build.__name__)
def test_what_something_was_built_on_is_not_undone_and_the_reason_is_said(build):
    batch = applied()
    build()
    before = everything()
    with pytest.raises(NotUndoneError) as refused:
        undo(batch=batch)
    assert refused.value.reasons == (BUILT_ON[build],)
    assert everything() == before
    assert Batch.objects.get(pk=batch.pk).state == "applied"


@pytest.mark.parametrize("build", [publish_one, use_a_footnote], ids=lambda build: build.__name__)
def test_what_was_published_or_cited_since_is_not_undone(build):
    batch = applied()
    build()
    before = everything()
    with pytest.raises(NotUndoneError):
        undo(batch=batch)
    assert everything() == before


def test_what_is_discarded_is_neither_applied_nor_undone():
    batch = accepted()
    discard(batch=batch)
    with pytest.raises(NotAppliedError, match="is not in review but discarded"):
        apply(batch=batch)
    with pytest.raises(NotUndoneError, match="is not applied but discarded"):
        undo(batch=batch)
