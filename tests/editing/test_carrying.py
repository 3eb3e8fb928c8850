"""Carrying forward: a draft for the new edition, of which nothing is published before an editor has confirmed it."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from initiatives.completeness import unconfirmed, unconfirmed_gaps
from initiatives.editing import carrying, preview
from initiatives.editing.carrying import NotUnchangedError, OutdatedError, carry, confirm, unchanged
from initiatives.models import Edition, Entry, EntryDate, Initiative, Origin, Status, Unconfirmed, Version, Year
from initiatives.publishing import NotPublishableError, publish, publish_entry
from tests.editing.pages import Page, open_page
from tests.factories import make_entry, make_initiative, make_reference
from tests.processes import together

SLUG = "hr-include"
SAYS = "Asylum Report 2023 reports the initiative as Asylum Report 2022 did, without change."


@pytest.fixture
def edition(catalogue) -> Edition:
    """The edition of the new round."""
    year = Year.objects.create(year=2022)
    return Edition.objects.create(slug="ar2023", title="Asylum Report 2023", publisher="EUAA", year=year)


@pytest.fixture
def include(edition) -> Initiative:
    """An initiative whose last entry states a date and figures, and infers a field."""
    initiative = Initiative.objects.get(slug=SLUG)
    last = initiative.entries.get(edition="ar2022")
    last.dates.all().delete()
    last.figures.all().delete()
    last.inferences.all().delete()
    last.dates.create(edtf="2021-05", what="open day", kind="event")
    last.figures.create(qualifier="more-than", value=140, unit="persons", what="took part")
    last.inferences.create(field="levels", note="The report names a city.")
    last.inferences.create(field="status", note="The report says “continued” of the programme.")
    Entry.objects.filter(pk=last.pk).update(text="It went on.[^1] A hall opened.[^2]\nMore.", status="continued")
    return initiative


@pytest.fixture
def draft(include, edition) -> Entry:
    return carry(initiatives=[include], edition=edition, who=None).entries[0]


def told(entry: Entry) -> dict:
    """All that an entry says, and what of it is unconfirmed."""
    return {
        "text": entry.text,
        "status": entry.status_id,
        "state": entry.state,
        "footnotes": entry.footnote_links.count(),
        "dates": list(entry.dates.values_list("edtf", "what")),
        "figures": list(entry.figures.values_list("qualifier", "value", "unit")),
        "inferences": list(entry.inferences.values_list("field", flat=True)),
        "unconfirmed": list(entry.unconfirmed.values_list("field", "origin", "words")),
    }


# ── into a new edition ───────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_begins_with_what_the_edition_before_says_and_all_of_it_is_unconfirmed(draft):
    names = ("dates", "figures", "inferences", "status", "text")
    assert told(Entry.objects.get(pk=draft.pk)) == {
        "text": "It went on. A hall opened.\nMore.",
        "status": "continued",
        "state": "draft",
        "footnotes": 0,
        "dates": [("2021-05", "open day")],
        "figures": [("more-than", 140, "persons")],
        "inferences": ["levels", "status"],
        "unconfirmed": [(name, "carried", "ar2022") for name in names],
    }


def test_what_happened_in_a_year_is_no_status_of_another(include, edition):
    include.entries.filter(edition="ar2022").update(status="launched")
    [entry] = carry(initiatives=[include], edition=edition, who=None).entries
    assert (entry.status_id, list(entry.inferences.values_list("field", flat=True))) == (None, ["levels"])
    assert "status" not in entry.unconfirmed.values_list("field", flat=True)


def test_carrying_again_changes_nothing_and_says_so(draft, include, edition):
    before = told(draft)
    carried = carry(initiatives=[include], edition=edition, who=None)
    assert carried.entries == []
    assert [(row.initiative, row.reason) for row in carried.left] == [
        (include, "ar2023 has an entry of it already (draft).")
    ]
    assert (told(draft), Entry.objects.filter(edition="ar2023").count()) == (before, 1)


def test_what_has_no_earlier_entry_or_is_withdrawn_is_left_and_named(edition):
    fresh = make_initiative("fresh")
    gone = Initiative.objects.get(slug=SLUG)
    Initiative.objects.filter(pk=gone.pk).update(state="withdrawn")
    gone.refresh_from_db()
    carried = carry(initiatives=[fresh, gone], edition=edition, who=None)
    assert [row.reason for row in carried.left] == [
        "It has no entry for an earlier year that could be carried forward.",
        "It is withdrawn.",
    ]
    assert Entry.objects.filter(edition="ar2023").count() == 0


def test_the_newest_earlier_entry_is_carried_even_where_an_edition_was_silent(edition):
    initiative = Initiative.objects.filter(entries__edition="ar2021").exclude(entries__edition="ar2022").first()
    [entry] = carry(initiatives=[initiative], edition=edition, who=None).entries
    assert set(entry.unconfirmed.values_list("words", flat=True)) == {"ar2021"}


def test_an_entry_that_only_says_unchanged_is_passed_over_for_the_one_that_it_refers_to(draft, include):
    unchanged(entry=draft, token=1, who=None, status=Status.objects.get(pk="continued"), mark="1201")
    year = Year.objects.create(year=2023)
    later = Edition.objects.create(slug="ar2024", title="Asylum Report 2024", publisher="EUAA", year=year)
    [entry] = carry(initiatives=[include], edition=later, who=None).entries
    assert told(Entry.objects.get(pk=entry.pk)) == {
        "text": "It went on. A hall opened.\nMore.",
        "status": "continued",
        "state": "draft",
        "footnotes": 0,
        "dates": [("2021-05", "open day")],
        "figures": [("more-than", 140, "persons")],
        "inferences": ["levels", "status"],
        "unconfirmed": [(name, "carried", "ar2022") for name in ("dates", "figures", "inferences", "status", "text")],
    }
    unchanged(entry=entry, token=1, who=None)
    said = "Asylum Report 2024 reports the initiative as Asylum Report 2022 did, without change."
    assert Entry.objects.get(pk=entry.pk).text == said


def test_where_every_earlier_entry_only_says_unchanged_there_is_nothing_to_carry(draft, include):
    unchanged(entry=draft, token=1, who=None)
    include.entries.exclude(pk=draft.pk).update(state="withdrawn")
    year = Year.objects.create(year=2023)
    later = Edition.objects.create(slug="ar2024", title="Asylum Report 2024", publisher="EUAA", year=year)
    carried = carry(initiatives=[include], edition=later, who=None)
    assert [row.reason for row in carried.left] == [
        "It has no entry for an earlier year that could be carried forward."
    ]


@pytest.mark.parametrize("number", [1, 3, 20])
def test_many_are_carried_in_as_few_queries_as_one(include, edition, number, django_assert_num_queries):
    who = User.objects.create_user("Ana")
    chosen = [include, *Initiative.objects.exclude(pk=include.pk)[: number - 1]]
    LogEntry.objects.log_actions(who.pk, [include.entries.first()], 2, "What Django reads once is read.")
    with django_assert_num_queries(14):
        assert len(carry(initiatives=chosen, edition=edition, who=who).entries) == number


def test_a_failure_in_the_middle_leaves_nothing(include, edition, monkeypatch):
    def broken(*args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(LogEntry.objects, "log_actions", broken)
    with pytest.raises(RuntimeError):
        carry(initiatives=[include], edition=edition, who=User.objects.create_user("Ana"))
    assert Entry.objects.filter(edition="ar2023").count() == 0
    assert Unconfirmed.objects.count() == 0


def carrying_all() -> str:
    """Carries all initiatives forward; how many entries that made."""
    carried = carry(initiatives=Initiative.objects.all(), edition=Edition.objects.get(pk="ar2022"), who=None)
    return str(len(carried.entries))


@pytest.mark.django_db(transaction=True)
def test_two_who_carry_the_same_at_the_same_moment_make_one_entry_of_each(empty_ledger):
    make_reference()
    for number in range(12):
        make_entry(make_initiative(f"number-{number}"), "ar2021")
    made = together([carrying_all, carrying_all])
    assert (sorted(made), Entry.objects.filter(edition="ar2022").count()) == (["0", "12"], 12)
    assert Unconfirmed.objects.count() == 12


# ── until it is confirmed ────────────────────────────────────────────────────────────────────────────────────


def test_what_is_unconfirmed_stands_in_the_way_of_publishing(draft):
    said = [
        "The dates of hr-include.ar2023 were carried over from ar2022 and nobody has confirmed them yet.",
        "The figures of hr-include.ar2023 were carried over from ar2022 and nobody has confirmed them yet.",
        "The inferred fields of hr-include.ar2023 were carried over from ar2022 and nobody has confirmed them yet.",
        "The status of hr-include.ar2023 was carried over from ar2022 and nobody has confirmed it yet.",
        "The text of hr-include.ar2023 was carried over from ar2022 and nobody has confirmed it yet.",
    ]
    with pytest.raises(NotPublishableError) as refused:
        publish_entry(entry=draft, why="Too early")
    assert refused.value.reasons == tuple(said)
    assert preview.of_initiative(draft.initiative, [draft], own_part=False).gaps == said
    assert preview.wanting(draft.initiative, [draft], own_part=False)[0] == said


def test_what_the_importer_read_stands_in_the_way_too(draft):
    draft.unconfirmed.all().delete()
    draft.unconfirmed.create(field="text", origin=Origin.READ, words="It went on")
    with pytest.raises(NotPublishableError) as refused:
        publish_entry(entry=draft, why="Too early")
    assert refused.value.reasons == (
        "The text of hr-include.ar2023 was read by the importer and nobody has confirmed it yet.",
    )


def test_an_unconfirmed_field_of_the_initiative_waits_with_the_initiatives_own_part(draft):
    draft.unconfirmed.all().delete()
    draft.unconfirmed.create(field="themes", origin=Origin.READ, words="funding")
    assert unconfirmed_gaps(unconfirmed(draft.initiative, [draft], own_part=False)) == []
    with pytest.raises(NotPublishableError):
        publish(initiative=draft.initiative, why="Too early")
    assert publish_entry(entry=draft, why="The entry alone") is not None


def test_another_entry_of_the_initiative_is_published_meanwhile(draft):
    other = draft.initiative.entries.get(edition="ar2021")
    Entry.objects.filter(pk=other.pk).update(note="A correction")
    assert publish_entry(entry=other, why="A correction") is not None


def test_once_confirmed_it_is_published_and_its_record_does_not_tell_where_it_came_from(draft):
    assert confirm(entry=draft, token=1, who=None) == 5
    publish_entry(entry=draft, why="The new round")
    record = json.loads(Version.objects.get(slug=SLUG, kind="initiative", to_changeset=None).record)
    assert record["entries"][-1]["text"] == "It went on. A hall opened.\nMore."
    assert record["entries"][-1].keys() == record["entries"][0].keys()


def test_one_field_is_confirmed_and_forms_opened_before_are_outdated(draft):
    assert confirm(entry=draft, token=1, who=None, fields=["text"]) == 1
    assert "text" not in draft.unconfirmed.values_list("field", flat=True)
    with pytest.raises(OutdatedError):
        confirm(entry=draft, token=1, who=None)
    assert draft.unconfirmed.count() == 4


# ── unchanged ────────────────────────────────────────────────────────────────────────────────────────────────


def test_unchanged_says_in_one_sentence_what_the_edition_reports_and_no_more(draft):
    new = unchanged(entry=draft, token=1, who=None, status=Status.objects.get(pk="continued"), mark="1201")
    entry = Entry.objects.get(pk=draft.pk)
    assert (new, [str(link.footnote) for link in entry.footnote_links.all()]) == (["1201"], ["ar2023 note 1201"])
    assert told(entry) == {
        "text": f"{SAYS}[^1201]",
        "status": "continued",
        "state": "draft",
        "footnotes": 1,
        "dates": [],
        "figures": [],
        "inferences": [],
        "unconfirmed": [],
    }
    assert [step.kind for step in entry.steps.all()] == ["unchanged"]


def test_unchanged_says_nothing_of_what_was_read_of_the_initiative_itself(draft):
    draft.unconfirmed.create(field="themes", origin=Origin.READ, words="funding")
    unchanged(entry=draft, token=1, who=None)
    assert list(draft.unconfirmed.values_list("field", "origin")) == [("themes", "read")]


def test_unchanged_without_a_mark_is_uncited_and_readers_are_told(draft):
    unchanged(entry=draft, token=1, who=None)
    seen = preview.of_initiative(draft.initiative, [Entry.objects.get(pk=draft.pk)], own_part=False)
    assert (seen.gaps, "hr-include.ar2023 has a statement without a footnote." in seen.hints) == ([], True)


def test_a_text_that_somebody_wrote_is_never_replaced_by_unchanged(draft):
    confirm(entry=draft, token=1, who=None, fields=["text"])
    with pytest.raises(NotUnchangedError):
        unchanged(entry=draft, token=2, who=None)
    assert Entry.objects.get(pk=draft.pk).text == "It went on. A hall opened.\nMore."


def test_the_status_of_what_goes_on_is_offered_and_no_other_is_guessed():
    offered = {slug: carrying.GOES_ON.get(slug) for slug in ("launched", "continued", "completed", "announced", None)}
    assert offered == {
        "launched": "continued",
        "continued": "continued",
        "completed": None,
        "announced": None,
        None: None,
    }


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────


def address(entry: Entry, page: str = "change") -> str:
    return f"/admin/initiatives/entry/{entry.pk}/{page}/"


def left(entry: Entry) -> list[str]:
    return list(entry.unconfirmed.values_list("field", flat=True))


def test_the_page_says_what_is_carried_over_and_shows_the_text_of_the_year_before(editor, draft):
    page = open_page(editor, address(draft))
    assert "5 fields wait to be confirmed" in page.words
    assert "Carried over from ar2022, confirm" in page.words
    assert page.checkboxes["confirm"] == ["status", "text", "dates", "figures", "inferences"]
    assert "What ar2022 says, for 2021" in page.words
    assert "It went on.[^1] A hall opened.[^2]" in page.words
    assert f"Then the entry says only this: “{SAYS}”" in page.words


def test_a_field_is_confirmed_by_its_box_or_by_editing_it(editor, draft):
    form = open_page(editor, address(draft)).filled(
        text="It went on.[^7]", confirm=["status"], **{"dates-0-edtf": "2022-05"}
    )
    assert editor.post(address(draft), form).status_code == 302
    assert left(draft) == ["figures", "inferences"]
    draft.refresh_from_db()
    assert (draft.text, draft.status_id) == ("It went on.[^7]", "continued")


def test_a_save_that_changes_nothing_confirms_nothing(editor, draft):
    form = open_page(editor, address(draft)).filled()
    assert editor.post(address(draft), form).status_code == 302
    assert left(draft) == ["dates", "figures", "inferences", "status", "text"]


def test_all_is_confirmed_with_one_press(editor, draft):
    page = Page(editor.post(address(draft, "confirm"), {"token": "1", "back": "change"}, follow=True))
    assert ("5 fields confirmed." in page.words, left(draft)) == (True, [])
    assert "to be confirmed" not in page.words


def test_the_page_that_publishes_names_what_is_unconfirmed_and_confirms_it_with_one_press(editor, draft):
    page = open_page(editor, address(draft, "publish"))
    assert "was carried over from ar2022 and nobody has confirmed it yet." in page.words
    response = editor.post(address(draft, "confirm"), {"token": "1", "back": "publish"})
    assert response["Location"] == address(draft, "publish")
    assert "nobody has confirmed" not in open_page(editor, address(draft, "publish")).words


def test_unchanged_takes_one_press(editor, draft):
    form = {"token": "1", "unchanged-mark": "", "unchanged-status": "continued"}
    page = Page(editor.post(address(draft, "unchanged"), form, follow=True))
    assert "Confirmed as unchanged. It is still a draft." in page.words
    assert Entry.objects.get(pk=draft.pk).text == SAYS


def test_a_mark_that_is_none_is_refused_and_nothing_is_lost(editor, draft):
    form = {"token": "1", "unchanged-mark": "[^1201]", "unchanged-status": ""}
    page = Page(editor.post(address(draft, "unchanged"), form, follow=True))
    assert "Mark of its footnote: Use small letters a-z, digits and single hyphens" in page.words
    assert Entry.objects.get(pk=draft.pk).text == "It went on. A hall opened.\nMore."


def test_editing_an_unchanged_text_makes_it_an_ordinary_draft(editor, draft):
    unchanged(entry=draft, token=1, who=None)
    form = open_page(editor, address(draft)).filled(text="A second hall opened.[^8]")
    assert editor.post(address(draft), form).status_code == 302
    assert list(draft.steps.all()) == []


def test_an_old_page_confirms_nothing(editor, draft):
    for act in ("confirm", "unchanged"):
        for token in ("9", "", "x", "٣", "9" * 40):
            page = Page(editor.post(address(draft, act), {"token": token}, follow=True))
            assert "Somebody saved or confirmed something after you opened the page." in page.words
    assert left(draft) == ["dates", "figures", "inferences", "status", "text"]


def test_the_acts_are_asked_for_by_post_alone_and_by_those_who_may_change_the_entry(editor, contributor, draft):
    for act in ("confirm", "unchanged"):
        assert editor.get(address(draft, act)).status_code == 405
    assert contributor.post(address(draft, "confirm"), {"token": "1"}).status_code == 302
    public = Entry.objects.filter(state="published").first()
    assert contributor.post(address(public, "confirm"), {"token": "1"}).status_code == 403
    assert editor.post("/admin/initiatives/entry/999999/confirm/", {"token": "1"}).status_code == 404
    assert editor.post(f"{address(draft, 'confirm')}?color=red", {"token": "1"}).status_code == 400


def test_a_draft_that_was_carried_is_deleted_and_can_be_carried_again(editor, draft, include, edition):
    form = open_page(editor, address(draft, "delete")).fields
    assert editor.post(address(draft, "delete"), form).status_code == 302
    assert Unconfirmed.objects.count() == 0
    assert EntryDate.objects.filter(entry__edition="ar2023").count() == 0
    assert len(carry(initiatives=[include], edition=edition, who=None).entries) == 1


def test_what_is_edited_on_the_initiatives_page_is_confirmed(editor, draft):
    draft.unconfirmed.create(field="title", origin=Origin.READ, words="INCLuDE")
    draft.unconfirmed.create(field="summary", origin=Origin.READ, words="It went on")
    change = f"/admin/initiatives/initiative/{draft.initiative_id}/change/"
    assert "Title: read by the importer: “INCLuDE” Confirm" in open_page(editor, address(draft)).words
    assert editor.post(change, open_page(editor, change).filled(title="INCLuDE, a project")).status_code == 302
    assert left(draft) == ["dates", "figures", "inferences", "status", "summary", "text"]
    editor.post(address(draft, "confirm"), {"token": str(Entry.objects.get(pk=draft.pk).token), "field": "summary"})
    assert left(draft) == ["dates", "figures", "inferences", "status", "text"]


# ── review ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_contributor_hands_a_draft_in_and_editors_find_it(contributor, editor, draft):
    page = open_page(contributor, address(draft))
    assert ("_hand_in" in page.buttons, "_give_back" in page.buttons) == (True, False)
    form = page.filled(_hand_in="1")
    del form["_continue"]
    response = Page(contributor.post(address(draft), form, follow=True))
    assert "Handed in: editors find it on their start page." in response.words
    assert [(step.kind, step.by.username) for step in draft.steps.all()] == [("handed-in", "Carla")]
    assert "ar2023, handed in by Carla" in open_page(editor, "/admin/").words
    page = open_page(editor, address(draft))
    assert "Handed in for review by Carla on" in page.words
    editor.post(address(draft), page.filled(_give_back="1"))
    assert list(draft.steps.all()) == []


def test_an_editor_who_may_publish_has_nothing_to_hand_in(editor, draft):
    page = open_page(editor, address(draft))
    assert ("_hand_in" in page.buttons, "_publish" in page.buttons) == (False, True)


def test_a_new_draft_is_handed_in_as_it_is_added(contributor, edition):
    initiative = make_initiative("fresh")
    form = open_page(contributor, f"/admin/initiatives/entry/add/?initiative={initiative.pk}").filled(
        edition="ar2023", text="It began.", _hand_in="1"
    )
    assert contributor.post("/admin/initiatives/entry/add/", form).status_code == 302
    assert [step.kind for step in initiative.entries.get().steps.all()] == ["handed-in"]


def test_nothing_of_it_is_public(editor, draft, reader):
    unchanged(entry=draft, token=1, who=None)
    make_entry(make_initiative("fresh"), "ar2023", notes=())
    for path in ("/initiatives/hr-include/", "/initiatives/hr-include.json", "/initiatives.csv?rows=entries"):
        body = reader.get(path)
        text = b"".join(body.streaming_content) if body.streaming else body.content
        assert b"ar2023" not in text
