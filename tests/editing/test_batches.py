"""Sections of reports in the admin: pasted, reviewed, applied as drafts, undone; nothing is lost on the way."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Batch, Edition, Entry, EntryFootnote, Footnote, Initiative, Proposal, Version
from tests.editing.conftest import signed_in
from tests.editing.pages import Page, open_page
from tests.editing.test_pages import POLICY

SECTION = Path(__file__).parent.parent / "importer" / "sections" / "council-bracketed-notes.txt"
NEW = {"new_edition": "cr2031", "year": "2031", "title": "Council review", "publisher": "A council"}
PASTE = "/admin/initiatives/batch/add/"


def read_in(client, **given) -> Batch:
    """A section that the client has pasted."""
    response = client.post(PASTE, NEW | {"name": "A section", "text": SECTION.read_text()} | given)
    assert response.status_code == 302, Page(response).words
    return Batch.objects.get(pk=response["Location"].split("/")[-3])


def page_of(batch, tail="") -> str:
    return f"/admin/initiatives/batch/{batch.pk}/{tail}"


def own(proposal, tail="") -> str:
    return f"/admin/initiatives/batch/{proposal.batch_id}/proposals/{proposal.pk}/{tail}"


def decide(client, proposal, act, **given):
    proposal.refresh_from_db()
    return client.post(own(proposal, "decide/"), {"act": act, "seen": str(proposal.token)} | given)


def decisions(batch) -> list[str]:
    return [one.decision for one in batch.proposals.all()]


def applied(client, batch) -> Batch:
    """The section with all its proposals accepted and applied."""
    for proposal in batch.proposals.all():
        decide(client, proposal, "accept")
    form = open_page(client, page_of(batch, "apply/")).fields
    assert client.post(page_of(batch, "apply/"), form).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "applied"
    return batch


# ── giving a section in ──────────────────────────────────────────────────────────────────────────────────────


def test_a_pasted_section_becomes_proposals_and_nothing_else(contributor):
    before = (Initiative.objects.count(), Entry.objects.count(), Version.objects.count())
    batch = read_in(contributor)
    assert (batch.name, batch.edition, batch.year, batch.state) == ("A section", "cr2031", 2031, "staged")
    assert [str(one) for one in batch.proposals.all()][:2] == ["Bridges of Welcome", "Kompis Vest"]
    assert (Initiative.objects.count(), Entry.objects.count(), Version.objects.count()) == before


def test_an_uploaded_file_is_read_alike(editor):
    file = SimpleUploadedFile("section.txt", SECTION.read_bytes())
    batch = Batch.objects.get(pk=editor.post(PASTE, NEW | {"file": file})["Location"].split("/")[-3])
    assert (batch.name, batch.proposals.count()) == ("section.txt", 3)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Paste the text of the section, or choose a file."),
        ({"text": " \n"}, "Paste the text of the section, or choose a file."),
        ({"edition": "ar2022"}, "Choose an edition, or name a new one: one of the two."),
        ({"new_edition": ""}, "Choose an edition, or name a new one: one of the two."),
        ({"new_edition": "AR 2031"}, "Use small letters a-z"),
        ({"new_edition": "ar2022"}, "There is an edition with this slug: choose it above."),
        ({"year": ""}, "Say which year the new edition covers."),
        ({"year": "20311"}, "Ensure this value is less than or equal to 2100."),
        ({"text": "x" * 300_001}, "Split it into sections."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor, given, said):
    form = NEW | {"name": "Mine", "text": "A section that was typed."} | given
    response = editor.post(PASTE, form)
    page = Page(response)
    assert (response.status_code, said in page.words) == (200, True), page.words
    assert (page.fields["text"], page.fields["name"]) == (form["text"].removeprefix("\n"), "Mine")
    assert not Batch.objects.exists()


def test_a_text_and_a_file_together_are_refused(editor):
    file = SimpleUploadedFile("section.txt", b"From the file.")
    page = Page(editor.post(PASTE, NEW | {"text": "From the field.", "file": file}))
    assert ("not both" in page.words, page.fields["text"]) == (True, "From the field.")


def test_the_text_of_a_file_is_kept_where_something_else_was_wrong(editor):
    file = SimpleUploadedFile("section.txt", b"From the file.")
    page = Page(editor.post(PASTE, NEW | {"year": "", "file": file}))
    assert page.fields["text"] == "From the file."
    assert "The text of your file stands above now" in page.words


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04 not a document"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.txt", b"\x81\x8d"),
        ("a.html", b"<p>" * 2000),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00"),
        ("empty.txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(editor, name, data):
    response = editor.post(PASTE, NEW | {"file": SimpleUploadedFile(name, data)})
    assert (response.status_code, 'class="errorlist"' in response.content.decode()) == (200, True)


def test_the_same_text_for_the_same_edition_is_the_same_section(editor):
    assert read_in(editor).pk == read_in(editor).pk


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_shows_the_whole_text_and_every_proposal(editor):
    batch = read_in(editor)
    response = editor.get(page_of(batch, "change/"))
    page = Page(response)
    review = response.context["review"]
    assert "".join(piece.text for one in review.stretches for piece in one.pieces) == batch.source
    assert [card.number for card in review.cards] == [1, 2, 3]
    for proposal in batch.proposals.all():
        assert f"#p-{proposal.pk}" in page.links
        assert {f"#s-{row['start']}" for row in proposal.fields["statements"]} <= set(page.links)
    assert ("0 of 3 decided" in page.words, "context only" in page.words) == (True, True)


def test_only_what_is_asked_for_is_shown(editor):
    batch = read_in(editor)
    decide(editor, batch.proposals.first(), "accept")
    shown = {
        show: len(editor.get(f"{page_of(batch, 'change/')}?show={show}").context["cards"])
        for show in ("open", "accepted", "rejected")
    }
    assert shown == {"open": 2, "accepted": 1, "rejected": 0}


def test_questions_that_are_not_understood_are_refused(editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    pages = [page_of(batch, tail) for tail in ("change/", "apply/", "discard/", "sure/")]
    pages += [own(proposal, tail) for tail in ("", "merge/", "split/", "context/", "attach/", "decide/")]
    asked = ["show=none", "show=", "color=red", "show=open&show=open", "_popup=1", "%FF=1"]
    found = {f"{page}?{question}": editor.get(f"{page}?{question}").status_code for page in pages for question in asked}
    assert found == dict.fromkeys(found, 400)
    assert editor.get(PASTE + "?color=red").status_code == 400
    assert editor.get("/admin/guide/?color=red").status_code == 400


@pytest.mark.once
def test_every_page_has_a_strict_policy_and_nothing_inline(editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    pages = [PASTE, "/admin/guide/", "/admin/initiatives/batch/", *(page_of(batch, t) for t in ("change/", "apply/"))]
    pages += [own(proposal, tail) for tail in ("", "merge/", "split/", "context/", "attach/")]
    pages.append(page_of(batch, "discard/"))
    for address in pages:
        response = editor.get(address)
        assert (response.status_code, response.headers["Content-Security-Policy"]) == (200, POLICY), address
        assert Page(response).inline == [], address


def test_the_page_takes_as_few_queries_for_many_proposals_as_for_few(editor):
    batch = read_in(editor)
    address = page_of(batch, "change/")
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    proposal = batch.proposals.first()
    for position in range(4, 24):
        batch.proposals.create(position=position, proposed=proposal.proposed, fields=proposal.fields)
    with CaptureQueriesContext(connection) as many:
        assert len(editor.get(address).context["cards"]) == 23
    assert len(many) == len(few)


@pytest.fixture
def long_section(editor) -> Batch:
    """A section of 120 proposals with a statement each, and a line of context before every one."""
    batch = read_in(editor)
    proposal = batch.proposals.first()
    rows = [f"Context {n}.\nStatement {n}.\n" for n in range(1, 121)]
    batch.source, batch.facts = "".join(rows), batch.facts | {"markers": [], "context": []}
    batch.save()
    batch.proposals.all().delete()
    at = 0
    for n, row in enumerate(rows, 1):
        start, text = at + row.index("S"), f"Statement {n}."
        held = {"start": start, "end": start + len(text), "text": text, "footnotes": [], "flags": []}
        batch.proposals.create(position=n, fields=proposal.fields | {"title": f"Title {n}", "statements": [held]})
        at += len(row)
    return batch


def test_many_proposals_stand_on_pages_beside_their_part_of_the_text(editor, long_section):
    address, last = page_of(long_section, "change/"), long_section.proposals.last()
    seen = [editor.get(f"{address}?p={number}").context for number in (1, 2, 3)]
    assert [[card.number for card in one["cards"]] for one in seen] == [
        [*range(1, 51)],
        [*range(51, 101)],
        [*range(101, 121)],
    ]
    texts = ["".join(piece.text for one in found["stretches"] for piece in one.pieces) for found in seen]
    assert ("".join(texts), "Statement 50." in texts[0], "Statement 51." in texts[1]) == (
        long_section.source,
        True,
        True,
    )
    page = open_page(editor, f"{address}?p=2")
    assert ("Page 2 of 3" in page.words, "0 of 120 decided" in page.words) == (True, True)
    assert {"?p=1", "?p=3"} <= set(page.links)
    assert f"?p=3#p-{last.pk}" not in page.links
    filtered = open_page(editor, f"{address}?show=open&p=3")
    assert "?show=open&p=2" in filtered.links
    assert {editor.get(f"{address}?{asked}").status_code for asked in ("p=4", "p=0", "p=x", "show=rejected&p=2")} == {
        400
    }


def test_a_decision_leads_to_the_page_with_the_next_proposal(editor, long_section):
    fiftieth, next_one = long_section.proposals.all()[49:51]
    address = page_of(long_section, "change/")
    assert f'href="{address}?p=2#p-{next_one.pk}"' in editor.get(own(next_one, "attach/")).content.decode()
    assert decide(editor, fiftieth, "accept")["Location"] == f"{address}?p=2#p-{next_one.pk}"
    assert decide(editor, next_one, "reject", show="open")["Location"].startswith(f"{address}?show=open#p-")


def test_a_statement_of_a_card_that_is_not_shown_leads_to_its_page(editor, long_section):
    last = long_section.proposals.last()
    decide(editor, last, "accept")
    page = open_page(editor, f"{page_of(long_section, 'change/')}?show=accepted")
    first = long_section.proposals.first()
    assert {f"?p=1#p-{first.pk}", f"#p-{last.pk}"} <= set(page.links)


def test_the_list_of_sections_reads_no_texts(editor):
    read_in(editor)
    with CaptureQueriesContext(connection) as queries:
        editor.get("/admin/initiatives/batch/")
    assert [one["sql"] for one in queries if '"source"' in one["sql"] or '"facts"' in one["sql"]] == []


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_decision_is_saved_at_once_and_leads_to_the_next(editor):
    batch = read_in(editor)
    first, second, third = batch.proposals.all()
    response = decide(editor, first, "accept")
    assert response["Location"] == f"{page_of(batch, 'change/')}#p-{second.pk}"
    assert decide(editor, second, "reject", show="open")["Location"].endswith(f"?show=open#p-{third.pk}")
    assert decisions(batch) == ["accepted", "rejected", "open"]
    assert "2 of 3 decided" in open_page(editor, page_of(batch, "change/")).words
    assert decide(editor, second, "reopen")["Location"].endswith(f"#p-{second.pk}")
    assert decisions(batch) == ["accepted", "open", "open"]


def test_a_decision_about_what_somebody_changed_is_refused(editor, second_editor):
    proposal = read_in(editor).proposals.first()
    decide(second_editor, proposal, "reject")
    response = editor.post(own(proposal, "decide/"), {"act": "accept", "seen": "1"}, follow=True)
    assert "Somebody else changed “Bridges of Welcome” meanwhile" in Page(response).words
    assert decisions(proposal.batch)[0] == "rejected"
    for seen in ("", "0", "-1", "9" * 30, "x"):
        editor.post(own(proposal, "decide/"), {"act": "accept", "seen": seen})
    assert decisions(proposal.batch)[0] == "rejected"


def test_an_act_that_is_not_known_is_refused(editor):
    proposal = read_in(editor).proposals.first()
    assert decide(editor, proposal, "publish").status_code == 400
    assert editor.post(page_of(proposal.batch, "sure/"), {"seen": "1"}).status_code == 400
    assert editor.get(own(proposal, "decide/")).status_code == 302
    assert decisions(proposal.batch) == ["open"] * 3


def test_what_is_sure_is_accepted_together_as_it_was_seen(editor, second_editor):
    batch = read_in(editor)
    sure = [one for one in batch.proposals.all() if one.fields["confidence"] >= 0.8]
    seen = [f"{one.pk}-{one.token}" for one in sure]
    decide(second_editor, sure[0], "reject")
    decide(second_editor, sure[0], "reopen")
    editor.post(page_of(batch, "sure/"), {"seen": seen})
    assert [one.decision for one in batch.proposals.filter(pk__in=[one.pk for one in sure])] == [
        "open",
        *["accepted"] * (len(sure) - 1),
    ]


# ── editing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_fields_are_edited_on_a_page_of_their_own(editor):
    proposal = read_in(editor).proposals.all()[1]
    before = proposal.fields
    page = open_page(editor, own(proposal))
    assert page.fields["text"] == before["text"]
    initiative = Initiative.objects.get(slug="hr-include")
    form = page.filled(
        title="Kompis",
        text="In our own words.[^3]",
        countries=["NO"],
        country_codes="se",
        scope="transnational",
        levels=["local"],
        primary_theme="sector-services",
        other_themes=["funding-instruments"],
        continues=str(initiative.pk),
        **page.row("dates", edtf="2031-05", what="start", kind="start", words=""),
        **page.row("inferred", field="levels", note="Bergen is a city."),
    )
    total = int(page.fields["actors-INITIAL_FORMS"])
    form |= {"actors-0-DELETE": "on", f"actors-{total}-name": "A new body", f"actors-{total}-kind": "ngo"}
    form |= {f"actors-{total}-role": "partner", f"actors-{total}-country": "NO", "_accept": "1"}
    response = editor.post(own(proposal), form)
    assert response.status_code == 302, Page(response).words
    proposal.refresh_from_db()
    fields = proposal.fields
    assert (proposal.decision, fields["title"], fields["text"]) == ("accepted", "Kompis", "In our own words.[^3]")
    assert (fields["countries"], fields["scope"], fields["levels"]) == (["NO", "SE"], "transnational", ["local"])
    assert (fields["themes"], fields["continues"]) == (["sector-services", "funding-instruments"], "hr-include")
    assert [one["name"] for one in fields["actors"]] == [*(one["name"] for one in before["actors"][1:]), "A new body"]
    assert fields["dates"][-1] == {"edtf": "2031-05", "what": "start", "kind": "start", "words": ""}
    assert fields["inferred"] == before["inferred"] | {"levels": "Bergen is a city."}
    kept = {name: before["because"][name] for name in ("form", "status", "target_groups")}
    assert (fields["statements"], fields["because"]) == (
        before["statements"],
        kept | {"continues": "An editor chose it."},
    )
    assert proposal.proposed == before


def test_a_form_that_is_saved_unchanged_changes_nothing(editor):
    for proposal in read_in(editor).proposals.all():
        before = proposal.fields
        assert editor.post(own(proposal), open_page(editor, own(proposal)).filled()).status_code == 302
        proposal.refresh_from_db()
        assert proposal.fields == before


def test_what_is_wrong_in_an_edit_is_said_and_what_was_typed_stays(editor):
    proposal = read_in(editor).proposals.first()
    page = open_page(editor, own(proposal))
    row = page.row("dates", edtf="last May", what="start", kind="start", words="")
    form = page.filled(
        title="", text="Mine.[^no mark] [^" + "9" * 30 + "]", scope="none", country_codes="NO, xx", **row
    )
    again = Page(editor.post(own(proposal), form))
    assert "All you typed is still here" in again.words
    for said in (
        "This field is required.",
        "is not a footnote’s mark",
        "is not a date in EDTF",
        "Select a valid choice",
    ):
        assert said in again.words
    assert again.fields["text"] == form["text"]
    proposal.refresh_from_db()
    assert proposal.token == 1


@pytest.mark.once
def test_a_forged_form_changes_nothing(editor):
    proposal = read_in(editor).proposals.first()
    whole = open_page(editor, own(proposal)).filled()
    forged = [
        {"title": "Mine"},
        whole | {"actors-TOTAL_FORMS": "9" * 9, "actors-INITIAL_FORMS": "-1"},
        whole | {"token": "9" * 40, "replaces": "-1"},
        whole | {"token": ""},
        whole | {"figures-0-value": "9" * 30},
    ]
    for form in forged:
        assert editor.post(own(proposal), form).status_code == 200
    proposal.refresh_from_db()
    assert (proposal.token, proposal.fields) == (1, proposal.proposed)


def test_the_slower_of_two_sees_both_versions_and_loses_nothing(editor, second_editor):
    proposal = read_in(editor).proposals.first()
    mine, theirs = open_page(editor, own(proposal)), open_page(second_editor, own(proposal))
    second_editor.post(own(proposal), theirs.filled(title="Theirs"))
    page = Page(editor.post(own(proposal), mine.filled(title="Mine", text="My text.")))
    assert "Somebody else saved a newer version while you were editing" in page.words
    assert (page.fields["title"], page.fields["text"], page.checkboxes["replaces"]) == ("Mine", "My text.", ["2"])
    assert "Theirs" in page.words
    assert editor.post(own(proposal), page.filled()).status_code == 200
    assert editor.post(own(proposal), page.filled(replaces="2")).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.fields["title"], proposal.token) == ("Mine", 3)


def test_an_edit_that_comes_after_applying_shows_all_that_was_typed(editor, second_editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    form = open_page(editor, own(proposal)).filled(text="A long text, typed for an hour.")
    applied(second_editor, batch)
    response = editor.post(own(proposal), form)
    assert (response.status_code, "A long text, typed for an hour." in Page(response).text) == (409, True)
    assert editor.get(own(proposal)).status_code == 302


# ── merging, splitting, attaching ────────────────────────────────────────────────────────────────────────────


def test_a_proposal_is_merged_with_the_one_before_and_taken_out_again(editor):
    batch = read_in(editor)
    before = [one.fields for one in batch.proposals.all()]
    first, second, _third = batch.proposals.all()
    assert decide(editor, second, "join")["Location"].endswith(f"#p-{first.pk}")
    assert decisions(batch) == ["open", "merged", "open"]
    page = open_page(editor, page_of(batch, "change/"))
    assert ("With “Kompis Vest” in it." in page.words, "0 of 2 decided" in page.words) == (True, True)
    decide(editor, second, "out")
    assert [one.fields for one in batch.proposals.all()] == before
    assert (
        "no proposal before this one"
        in Page(editor.post(own(first, "decide/"), {"act": "join", "seen": "3"}, follow=True)).words
    )


def test_a_proposal_is_merged_into_any_other(editor):
    batch = read_in(editor)
    first, _second, third = batch.proposals.all()
    page = open_page(editor, own(first, "merge/"))
    assert Page(editor.post(own(first, "merge/"), page.fields | {"into": "9999999"})).words.count("Choose the proposal")
    editor.post(own(first, "merge/"), page.fields | {"into": str(third.pk)})
    third.refresh_from_db()
    assert (decisions(batch)[0], len(third.fields["statements"])) == ("merged", 5)


def test_statements_are_split_off_into_a_proposal_of_their_own(editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    page = open_page(editor, own(proposal, "split/"))
    places = page.checkboxes["start"]
    none = Page(editor.post(own(proposal, "split/"), page.fields))
    assert "Choose at least one statement that goes, and leave at least one." in none.words
    assert editor.post(own(proposal, "split/"), page.fields | {"start": places[1:]}).status_code == 302
    one, other = batch.proposals.all()[:2]
    held = [[str(row["start"]) for row in each.fields["statements"]] for each in (one, other)]
    assert held == [places[:1], places[1:]]
    assert (batch.proposals.count(), one.fields["title"], bool(other.fields["title"])) == (
        4,
        "Bridges of Welcome",
        True,
    )


UNEVEN = "Cooperation between levels of government remains uneven."


def test_a_sentence_of_the_context_is_taken_into_a_proposal_and_put_apart_again(editor):
    batch = read_in(editor)
    before = [one.fields for one in batch.proposals.all()], batch.facts
    proposal, *_others = batch.proposals.all()
    start = next(row["start"] for row in batch.facts["context"] if row["text"] == UNEVEN)
    link = own(proposal, f"context/?start={start}")
    assert link in open_page(editor, page_of(batch, "change/")).links
    page = open_page(editor, link)
    assert page.fields["take"] == [str(start)]
    assert editor.post(own(proposal, "context/"), page.fields)["Location"].endswith(f"#p-{proposal.pk}")
    proposal.refresh_from_db()
    assert proposal.fields["text"].splitlines()[0] == UNEVEN
    page = open_page(editor, page_of(batch, "change/"))
    assert (f"Taken in from the context: “{UNEVEN}”" in page.words, link in page.links) == (True, False)
    editor.post(own(proposal, "context/"), {"seen": str(proposal.token), "apart": str(start)})
    batch.refresh_from_db()
    assert ([one.fields for one in batch.proposals.all()], batch.facts) == before


def test_a_statement_is_put_apart_as_context_and_taken_in_again(editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    before = proposal.fields
    page = open_page(editor, own(proposal, "context/"))
    last = page.checkboxes["apart"][-1]
    all_of_it = Page(editor.post(own(proposal, "context/"), page.fields | {"apart": page.checkboxes["apart"]}))
    assert "Leave at least one statement" in all_of_it.words
    none = Page(editor.post(own(proposal, "context/"), page.fields))
    assert "Choose at least one sentence to be moved." in none.words
    editor.post(own(proposal, "context/"), page.fields | {"apart": last})
    proposal.refresh_from_db()
    assert len(proposal.fields["statements"]) == len(before["statements"]) - 1
    page = open_page(editor, page_of(batch, "change/"))
    assert "Put apart as context: “" in page.words
    again = {"seen": str(proposal.token), "take": last}
    assert editor.post(own(proposal, "context/"), again | {"seen": "1"}, follow=True).status_code == 200
    editor.post(own(proposal, "context/"), again)
    proposal.refresh_from_db()
    assert proposal.fields == before


def test_a_proposal_is_attached_to_an_initiative_and_detached(editor):
    proposal = read_in(editor).proposals.first()
    page = open_page(editor, own(proposal, "attach/"))
    assert "Choose an initiative of the catalogue." in Page(editor.post(own(proposal, "attach/"), page.fields)).words
    editor.post(own(proposal, "attach/"), page.fields | {"slug": "hr-include"})
    proposal.refresh_from_db()
    assert proposal.fields["continues"] == "hr-include"
    page = open_page(editor, page_of(proposal.batch, "change/"))
    assert "What it says for 2021" in page.words
    decide(editor, proposal, "detach")
    proposal.refresh_from_db()
    assert proposal.fields["continues"] == ""


# ── applying, undoing, discarding ────────────────────────────────────────────────────────────────────────────


def test_the_whole_way_to_drafts_and_back(editor, reader):
    before = (Initiative.objects.count(), Entry.objects.count())
    batch = read_in(editor)
    for proposal in batch.proposals.all()[:2]:
        decide(editor, proposal, "accept")
    page = open_page(editor, page_of(batch, "apply/"))
    assert "2 new initiatives with an entry eachBridges of WelcomeKompis Vest" in page.words
    assert "2 accepted, 0 rejected, 0 merged into another, 1 still open." in page.words
    assert (Initiative.objects.count(), batch.written.count()) == (before[0], 0)
    response = editor.post(page_of(batch, "apply/"), page.fields, follow=True)
    assert "Applied. All of it is a draft" in Page(response).words
    entry = Entry.objects.get(initiative__title="Kompis Vest")
    assert f"/admin/initiatives/entry/{entry.pk}/change/" in Page(response).links
    assert (entry.state, reader.get("/initiatives/?q=kompis").content.decode().count("Kompis Vest")) == ("draft", 0)
    page = open_page(editor, page_of(batch, "undo/"))
    assert "All of this is taken away again" in page.words
    editor.post(page_of(batch, "undo/"), page.fields)
    batch.refresh_from_db()
    assert (batch.state, Initiative.objects.count(), Entry.objects.count()) == ("undone", *before)


def test_what_somebody_built_on_is_not_undone(editor):
    batch = applied(editor, read_in(editor))
    entry = Entry.objects.get(initiative__title="Kompis Vest")
    form = open_page(editor, f"/admin/initiatives/entry/{entry.pk}/change/").filled(note="A note.")
    editor.post(f"/admin/initiatives/entry/{entry.pk}/change/", form)
    page = open_page(editor, page_of(batch, "undo/"))
    assert "Entry “Kompis Vest in cr2031” has been changed or published since." in page.words
    assert editor.post(page_of(batch, "undo/"), page.fields).status_code == 200
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_nothing_is_applied_that_the_editor_did_not_look_at(editor, second_editor):
    batch = read_in(editor)
    first, second, _third = batch.proposals.all()
    decide(editor, first, "accept")
    form = open_page(editor, page_of(batch, "apply/")).fields
    decide(second_editor, second, "accept")
    response = editor.post(page_of(batch, "apply/"), form)
    assert "Somebody decided or changed something after you opened this page" in Page(response).words
    assert not Entry.objects.filter(edition="cr2031").exists()


def test_what_stands_in_the_way_of_applying_is_named(editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    proposal.fields["themes"], proposal.fields["summary"] = ["no-such-theme"], ""
    proposal.save()
    decide(editor, proposal, "accept")
    page = open_page(editor, page_of(batch, "apply/"))
    assert ("This cannot be applied yet" in page.words, "1, “Bridges of Welcome”" in page.words) == (True, True)
    assert editor.post(page_of(batch, "apply/"), page.fields).status_code == 200
    batch.refresh_from_db()
    assert batch.state == "staged"


def test_a_section_is_discarded_and_its_text_stays_to_be_read(editor):
    batch = read_in(editor)
    editor.post(page_of(batch, "discard/"), open_page(editor, page_of(batch, "discard/")).fields)
    batch.refresh_from_db()
    page = open_page(editor, page_of(batch, "change/"))
    assert (batch.state, "Kompis Vest" in page.words, "act" in page.buttons) == ("discarded", True, False)
    assert editor.get(page_of(batch, "apply/"))["Location"] == page_of(batch, "change/")
    decide(editor, batch.proposals.first(), "accept")
    assert decisions(batch) == ["open"] * 3


def test_nothing_is_discarded_that_the_editor_did_not_look_at(editor, second_editor):
    batch = read_in(editor)
    form = open_page(editor, page_of(batch, "discard/")).fields
    decide(second_editor, batch.proposals.first(), "accept")
    for sent in (form, {}):
        response = editor.post(page_of(batch, "discard/"), sent)
        assert "Somebody decided or changed something after you opened this page" in Page(response).words
    batch.refresh_from_db()
    assert batch.state == "staged"


def test_what_was_discarded_is_taken_up_again_as_it_was(editor):
    batch = read_in(editor)
    decide(editor, batch.proposals.first(), "accept")
    editor.post(page_of(batch, "discard/"), open_page(editor, page_of(batch, "discard/")).fields)
    assert "Take up again" in open_page(editor, page_of(batch, "change/")).words
    assert editor.post(page_of(batch, "resume/"), follow=True).context["batch"].state == "staged"
    assert decisions(batch) == ["accepted", "open", "open"]
    assert "it cannot be taken up again" in Page(editor.post(page_of(batch, "resume/"), follow=True)).words


def test_a_section_that_is_in_review_anew_is_not_taken_up_twice(editor):
    batch = read_in(editor)
    editor.post(page_of(batch, "discard/"), open_page(editor, page_of(batch, "discard/")).fields)
    again = read_in(editor)
    assert "is in review: go on there" in Page(editor.post(page_of(batch, "resume/"), follow=True)).words
    assert [one.state for one in (Batch.objects.get(pk=batch.pk), again)] == ["discarded", "staged"]


# ── who may do what ──────────────────────────────────────────────────────────────────────────────────────────


def edition_there() -> dict[str, str]:
    """An edition that an editor has added, as one chooses it for a section."""
    edition = Edition.objects.create(slug="cr2030", year_id=2021, title="Council review", publisher="A council")
    return dict.fromkeys(NEW, "") | {"edition": edition.pk}


def test_a_contributor_reviews_and_applies_what_is_their_own(contributor):
    batch = applied(contributor, read_in(contributor, **edition_there()))
    assert set(Entry.objects.filter(edition="cr2030").values_list("state", flat=True)) == {"draft"}
    contributor.post(page_of(batch, "undo/"), open_page(contributor, page_of(batch, "undo/")).fields)
    assert not Entry.objects.filter(edition="cr2030").exists()


def waiting_for_its_citation(proposal) -> None:
    """An entry of the edition, which the proposal tells again; only the section has the text of its footnote."""
    footnote = Footnote.objects.create(edition_id="cr2030", mark="1", state=Footnote.State.MISSING)
    initiative = Initiative.objects.get(slug="hr-include")
    entry = Entry.objects.create(initiative=initiative, edition_id="cr2030", text="Reported again.[^1]")
    EntryFootnote.objects.create(entry=entry, footnote=footnote, position=1)
    Proposal.objects.filter(pk=proposal.pk).update(fields=proposal.fields | {"continues": "hr-include"})
    Batch.objects.filter(pk=proposal.batch_id).update(facts=proposal.batch.facts | {"citations": {"1": "A report."}})


@pytest.mark.parametrize("kind", ["edition", "citation"])
def test_what_a_contributor_has_no_right_to_an_editor_applies_and_undoes(contributor, editor, kind):
    batch = read_in(contributor, **(edition_there() if kind == "citation" else {}))
    if kind == "citation":
        waiting_for_its_citation(batch.proposals.first())
    decide(contributor, batch.proposals.first(), "accept")
    page = open_page(contributor, page_of(batch, "apply/"))
    said = {"edition": "It makes the edition cr2031", "citation": "citations of footnotes that are there (1)"}[kind]
    assert ("An editor has to apply this" in page.words, said in page.words) == (True, True)
    assert said in Page(contributor.post(page_of(batch, "apply/"), page.fields)).words
    assert batch.written.count() == 0
    assert editor.post(page_of(batch, "apply/"), page.fields).status_code == 302
    assert batch.written.count() > 0
    page = open_page(contributor, page_of(batch, "change/"))
    assert (page_of(batch, "undo/") in page.links, "Those who may publish undo it." in page.words) == (False, True)
    assert contributor.get(page_of(batch, "undo/")).status_code == 403
    assert contributor.post(page_of(batch, "undo/")).status_code == 403
    assert editor.post(page_of(batch, "undo/")).status_code == 302


def test_a_contributor_looks_at_the_section_of_another_and_no_more(contributor, editor):
    batch = read_in(editor)
    proposal = batch.proposals.first()
    page = open_page(contributor, page_of(batch, "change/"))
    assert (page.buttons, "editors can decide about it" in page.words) == ([], True)
    tails = ("apply/", "discard/", "undo/", "sure/", "resume/")
    refused = [contributor.post(page_of(batch, tail)).status_code for tail in tails]
    refused += [contributor.post(own(proposal, tail)).status_code for tail in ("", "decide/", "merge/", "split/")]
    assert set(refused) == {403}
    assert decisions(batch) == ["open"] * 3


def test_who_has_no_role_sees_no_section(catalogue, editor):
    batch = read_in(editor)
    nobody = signed_in("Egon")
    pages = [PASTE, "/admin/initiatives/batch/", *(page_of(batch, tail) for tail in ("change/", "apply/", "history/"))]
    assert {nobody.get(address).status_code for address in pages} == {403}
    assert nobody.get(own(batch.proposals.first())).status_code == 403


def test_keys_that_are_guessed_find_nothing(editor):
    batch = read_in(editor)
    other = read_in(editor, new_edition="cr2032", year="2032").proposals.first()
    keys = ["0", "01", "99999", "9" * 30, "%00", "x", "-1", "%D9%A1"]
    found = {
        editor.get(f"/admin/initiatives/batch/{key}/{tail}").status_code for key in keys for tail in ("apply/", "undo/")
    }
    found |= {editor.get(page_of(batch, f"proposals/{key}/")).status_code for key in [*keys, str(other.pk)]}
    assert found == {404}
    assert editor.get(page_of(batch, "delete/")).status_code == 403


def test_the_list_tells_how_far_each_section_has_come(editor):
    batch = read_in(editor)
    decide(editor, batch.proposals.first(), "reject")
    page = open_page(editor, "/admin/initiatives/batch/?state=staged")
    assert "A sectioncr2031in review201Ana" in page.words
    assert "A section" not in open_page(editor, "/admin/initiatives/batch/?state=applied").words
    assert f"{page_of(batch, 'change/')}" in open_page(editor, "/admin/").links
