"""One proposal of a section: its form, and what becomes of it when two editors are at it."""

from initiatives.importer import reviewing
from tests.editing.pages import Page, open_page
from tests.editing.test_batches import own, read_in

START = {"edtf": "2031-05", "what": "start", "kind": "start", "words": ""}


def written(proposal, **fields):
    """The proposal as a colleague has saved it with these fields."""
    proposal.refresh_from_db()
    return reviewing.edit(proposal=proposal, fields=fields, seen=proposal.token)


# ── two at one proposal ──────────────────────────────────────────────────────────────────────────────────────


def test_a_row_that_a_colleague_added_is_a_conflict_and_no_error_of_mine(editor):
    proposal = read_in(editor).proposals.first()
    mine = open_page(editor, own(proposal)).filled(title="Mine")
    theirs = written(proposal, dates=[*proposal.fields["dates"], START])
    page = Page(editor.post(own(proposal), mine))
    assert ("Your version and the newer one" in page.words, "This field is required." in page.words) == (True, False)
    assert (page.fields["title"], page.checkboxes["replaces"]) == ("Mine", [str(theirs.token)])


def test_a_row_that_both_typed_is_kept_by_the_one_who_replaces(editor):
    proposal = read_in(editor).proposals.first()
    proposal = written(proposal, dates=[])
    typed = {f"dates-0-{name}": value for name, value in START.items()}
    mine = open_page(editor, own(proposal)).filled(**typed)
    theirs = written(proposal, dates=[START])
    assert editor.post(own(proposal), mine).status_code == 200
    assert editor.post(own(proposal), mine | {"replaces": str(theirs.token)}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.fields["dates"] == [START]


# ── what is typed is kept, or said to be wrong ───────────────────────────────────────────────────────────────


def test_a_field_is_inferred_once_and_a_second_reason_is_not_lost(editor):
    proposal = written(read_in(editor).proposals.first(), inferred={})
    reasons = {"inferred-0-field": "levels", "inferred-0-note": "One.", "inferred-1-note": "Another."}
    form = open_page(editor, own(proposal)).filled(**reasons)
    again = Page(editor.post(own(proposal), form | {"inferred-1-field": "levels"}))
    assert "It has a row above: say there all that it was inferred from." in again.words
    assert again.fields["inferred-1-note"] == "Another."
    assert editor.post(own(proposal), form | {"inferred-1-field": "actors"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.fields["inferred"] == {"levels": "One.", "actors": "Another."}
