"""One proposal of a section: its form, and what becomes of it when two editors are at it."""

from initiatives.importer import reviewing
from initiatives.importer.renaming import initiative_of
from initiatives.models import VOCABULARIES, Initiative
from initiatives.publishing import rename
from tests.editing.pages import Page, open_page
from tests.editing.test_batches import decide, own, page_of, read_in

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


# ── what it goes on with ─────────────────────────────────────────────────────────────────────────────────────


def test_what_goes_on_with_an_initiative_that_is_gone_is_not_made_new_unsaid(editor):
    proposal = written(read_in(editor).proposals.first(), continues="gone-slug")
    page = open_page(editor, own(proposal))
    again = Page(editor.post(own(proposal), page.filled()))
    assert "“gone-slug” is not in the catalogue any more: choose another, or say below that it is new." in again.words
    assert editor.post(own(proposal), page.filled(is_new="on")).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.fields["continues"], "is_new" in open_page(editor, own(proposal)).checkboxes) == ("", False)


def test_an_initiative_that_was_renamed_is_the_same_one(editor):
    proposal = read_in(editor).proposals.first()
    because = {"continues": "the same acronym: INCLuDE"}
    proposal.fields |= {"continues": "hr-include", "because": because}
    proposal.save()
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="hr-included", why="clearer")
    assert "not in the catalogue any more" not in open_page(editor, page_of(proposal.batch, "change/")).words
    assert editor.post(own(proposal), open_page(editor, own(proposal)).filled()).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.fields["continues"], proposal.fields["because"]) == ("hr-included", because)
    assert initiative_of("hr-include") == initiative_of("hr-included") == Initiative.objects.get(slug="hr-included")


def test_the_report_s_words_go_with_what_an_editor_changed(editor):
    proposal = read_in(editor).proposals.first()
    read = {name: f"words on {name}" for name in ("title", "countries", "levels", "continues")}
    proposal.fields |= {"continues": "hr-include", "because": read}
    proposal.save()
    other = Initiative.objects.exclude(slug="hr-include").first()
    form = open_page(editor, own(proposal)).filled(continues=str(other.pk), levels=["national"])
    assert editor.post(own(proposal), form).status_code == 302
    proposal.refresh_from_db()
    kept = {"title": read["title"], "countries": read["countries"], "continues": "An editor chose it."}
    assert proposal.fields["because"] == kept
    editor.post(own(proposal), open_page(editor, own(proposal)).filled(continues=""))
    proposal.refresh_from_db()
    assert proposal.fields["because"] == {"title": read["title"], "countries": read["countries"]}


# ── merged ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_that_is_part_of_another_has_no_pages_of_its_own(editor):
    batch = read_in(editor)
    first, second, _third = batch.proposals.all()
    decide(editor, second, "join")
    second.refresh_from_db()
    before = (second.fields, second.token)
    back = f"{page_of(batch, 'change/')}#p-{first.pk}"
    pages = [own(second, tail) for tail in ("", "merge/", "split/", "attach/")]
    assert {editor.get(address)["Location"] for address in pages} == {back}
    given = {"seen": str(second.token), "slug": "hr-include", "into": str(first.pk)}
    assert {editor.post(address, given)["Location"] for address in pages[1:]} == {back}
    response = editor.get(own(second), follow=True)
    assert "merged into another one: take it out again first." in Page(response).words
    decide(editor, second, "detach")
    second.refresh_from_db()
    assert (second.fields, second.token) == before


# ── order ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_saved_untouched_keeps_its_order(editor):
    proposal = read_in(editor).proposals.first()
    slugs = {name: list(VOCABULARIES[name].objects.values_list("pk", flat=True)) for name in VOCABULARIES}
    given = {"countries": ["HR", "DK", "DE"], "levels": slugs["level"][::-1], "themes": slugs["theme"][::-1]}
    proposal = written(proposal, **given, target_groups=slugs["target_group"][::-1])
    before = proposal.fields
    assert editor.post(own(proposal), open_page(editor, own(proposal)).filled()).status_code == 302
    proposal.refresh_from_db()
    assert proposal.fields == before


# ── what the catalogue keeps ─────────────────────────────────────────────────────────────────────────────────


def test_what_was_typed_for_an_initiative_that_keeps_its_own_is_named_before_applying(editor):
    proposal = written(read_in(editor).proposals.first(), continues="hr-include")
    page = open_page(editor, own(proposal))
    assert "For a new initiative only." in page.words
    editor.post(own(proposal), page.filled(_accept="1"))
    assert "keeps its own" not in open_page(editor, page_of(proposal.batch, "apply/")).words
    page = open_page(editor, own(proposal))
    editor.post(own(proposal), page.filled(summary="A summary that I typed.", scope="eu", _accept="1"))
    title = Initiative.objects.get(slug="hr-include").title
    said = f"{title} keeps its own summary, scope: change them on its own page, where need be."
    assert said in open_page(editor, page_of(proposal.batch, "apply/")).words


def test_what_may_be_there_already_is_offered_and_never_accepted_with_the_rest(editor):
    proposal = read_in(editor).proposals.first()
    proposal = written(proposal, confidence=0.9, near=["hr-include"], continues="")
    page = open_page(editor, page_of(proposal.batch, "change/"))
    include = Initiative.objects.get(slug="hr-include").title
    assert (reviewing.is_sure(proposal), f"does it go on with one of these? {include} Attach" in page.words) == (
        False,
        True,
    )
    editor.post(own(proposal, "attach/"), {"seen": proposal.token, "slug": "hr-include"})
    proposal.refresh_from_db()
    assert (proposal.fields["continues"], reviewing.is_sure(proposal)) == ("hr-include", True)
