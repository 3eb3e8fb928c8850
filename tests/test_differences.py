"""What differs between two records: each field named as readers know it, nothing told that stayed."""

import copy

import pytest

from countries.wording import Effort, Piece
from initiatives.differences import Change, Item, differences
from initiatives.record import Record, assemble

pytestmark = pytest.mark.once

ACTOR = {"id": "town", "name": "Town", "kind": "local-authority", "country": "HR", "role": "lead"}
ACTOR |= {"inferred": False, "note": ""}
NOTE = {"mark": "1", "number": 1, "state": "missing", "citation": "", "source": None, "url": "", "archive_url": ""}
NOTE |= {"unverified_link": False, "locator": "", "note": ""}
RELATION = {"type": "continues", "id": "beta", "title": "Beta", "inferred": False, "note": ""}
ENTRY = {"id": "alpha.ar2021", "year": 2020, "edition": "ar2021", "status": "launched", "text": "It began.[^1]"}
ENTRY |= {"note": "", "source_truncated": False, "footnotes": [NOTE], "dates": [], "figures": [], "inferred": []}
OWN = {"id": "alpha", "title": "Alpha", "original_title": "", "alternative_titles": [], "summary": "What it is."}
OWN |= {"countries": ["HR"], "scope": "national", "levels": ["national"], "themes": ["a", "b"], "form": None}
OWN |= {"target_groups": [], "actors": [ACTOR], "relations": [RELATION]}
FIGURE = {"qualifier": "about", "value": 20, "unit": "towns", "what": "members", "as_of": "", "note": ""}


def record(entry: dict | None = None, **own) -> Record:
    return assemble(OWN | own, [ENTRY | (entry or {})])


def told(before: Record, after: Record) -> list[tuple]:
    """Each change in short: its entry, its item, its name, and what was before and is now."""
    return [
        (section.year, section.told, item(change), str(change.label), change.told, *values(change))
        for section in differences(before, after)
        for change in section.changes
    ]


def item(change: Change) -> str:
    return f"{change.item.kind} {change.item.row.get('id') or change.item.row.get('mark', '')}" if change.item else ""


def values(change: Change) -> tuple:
    if change.pieces:
        return (" ".join({"same": "=", "in": "+", "out": "-"}[kind] + text for kind, text in change.pieces),)
    return change.before, change.after


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (record(id="omega"), ("Address", "value", ("alpha",), ("omega",))),
        (record(title="Alpha plan"), ("Title", "words", "=Alpha + plan")),
        (record(summary="What it was."), ("Summary", "words", "=What it  -is +was =.")),
        (record(summary="What  it is."), ("Summary", "spaces", (), ())),
        (record(countries=["HR", "PL"]), ("Countries", "values", (), ("PL",))),
        (record(scope="eu"), ("Scope", "value", ("national",), ("eu",))),
        (record(levels=[]), ("Governance levels", "values", ("national",), ())),
        (record(form="project"), ("Form", "value", ("",), ("project",))),
        (record(themes=["a", "b", "c"]), ("Themes", "values", (), ("c",))),
    ],
)
def test_a_field_of_the_initiative_is_told_by_its_name_with_what_was_and_what_is(after, change):
    assert told(record(), after) == [(None, "", "", *change)]


def test_another_primary_theme_is_told_beside_the_order():
    assert told(record(), record(themes=["b", "a"])) == [
        (None, "", "", "Themes", "order", (), ("b", "a")),
        (None, "", "", "Primary theme", "value", ("a",), ("b",)),
    ]


def test_an_actor_that_was_renamed_is_named_with_both_names():
    after = record(actors=[ACTOR | {"name": "City"}])
    assert told(record(), after) == [(None, "", "actor town", "Name", "value", ("Town",), ("City",))]


def test_an_actor_in_another_role_has_changed_its_role():
    after = record(actors=[ACTOR | {"role": "partner"}])
    assert told(record(), after) == [(None, "", "actor town", "Role", "value", ("lead",), ("partner",))]


def test_an_actor_in_one_more_role_has_come_in_that_role():
    after = record(actors=[ACTOR, ACTOR | {"role": "partner"}])
    assert told(record(), after) == [(None, "", "actor town", "", "added", (), ())]


def test_actors_and_relations_come_go_and_change_their_order():
    other, third = ACTOR | {"id": "other"}, ACTOR | {"id": "third"}
    assert told(record(actors=[ACTOR, other]), record(actors=[third, other, ACTOR], relations=[])) == [
        (None, "", "actor third", "", "added", (), ()),
        (None, "", "", "Order of the actors", "order", (), tuple(Item("actor", row) for row in (third, other, ACTOR))),
        (None, "", "relation beta", "", "removed", (), ()),
    ]


def test_a_change_in_an_entry_is_told_under_its_year():
    entry = {"status": "continued", "footnotes": [NOTE | {"state": "probable", "citation": "A report."}]}
    assert told(record(), record(entry)) == [
        (2020, "", "", "Status", "value", ("launched",), ("continued",)),
        (2020, "", "", "Cautions", "values", ("citation-missing",), ("citation-probable",)),
        (2020, "", "footnote 1", "Citation", "value", ("missing",), ("probable",)),
        (2020, "", "footnote 1", "Source", "words", "+A report."),
    ]


def test_dates_figures_and_inferences_come_and_go_whole():
    before, after = record({"figures": [FIGURE]}), record({"figures": [FIGURE | {"value": 30}]})
    assert told(before, after) == [
        (2020, "", "figure ", "", "added", (), ()),
        (2020, "", "figure ", "", "removed", (), ()),
    ]


def test_a_new_entry_is_told_whole_and_the_latest_first():
    new = ENTRY | {"id": "alpha.ar2022", "year": 2021, "edition": "ar2022", "status": "continued"}
    changed = ENTRY | {"status": "continued"}
    assert told(record(), assemble(OWN, [changed, new])) == [
        (2021, "added", "", "Status", "value", ("",), ("continued",)),
        (2021, "added", "", "Text", "words", "+It began.[^1]"),
        (2021, "added", "", "Cautions", "values", (), ("citation-missing",)),
        (2021, "added", "", "Footnotes", "values", (), ("1",)),
        (2020, "", "", "Status", "value", ("launched",), ("continued",)),
    ]


def test_nothing_differs_between_a_record_and_itself():
    assert differences(record(), copy.deepcopy(record())) == []


# What is derived from other keys, or is told with another one; and the title that readers see a relation by.
NOT_TOLD = {"schema", "status", "dates", "dates.edtf", "dates.what", "evidence", "entries.id", "relations.title"}
NOT_TOLD |= {"entries.footnotes.number", "entries.footnotes.source"}


def leaves(value, above: str = "") -> list[tuple[dict, str, str]]:
    """Every key of a record, of its entries and of their lists: the row it stands in, the key, and its name."""
    found = []
    for key, inner in value.items():
        found.append((value, key, f"{above}{key}"))
        for row in inner if isinstance(inner, list) else ():
            if isinstance(row, dict):
                found += leaves(row, f"{above}{key}.")
    return found


def test_no_key_of_a_record_changes_unseen():
    whole = record({"figures": [FIGURE], "dates": [{"edtf": "2020", "what": "began", "kind": "start"}]})
    unseen = set()
    for number, (_row, key, name) in enumerate(leaves(whole)):
        changed = copy.deepcopy(whole)
        row = leaves(changed)[number][0]
        row[key] = {bool: True, int: 7, list: []}.get(type(row[key]), "other") if row[key] != [] else ["other"]
        if not differences(whole, changed):
            unseen.add(name)
    assert unseen == NOT_TOLD


def test_what_lies_far_from_a_change_is_left_out():
    words = [f"w{n}" for n in range(300)]
    before, after = " ".join(words), " ".join([*words[:150], "new", *words[150:]])
    [section] = differences(record(summary=before), record(summary=after))
    kinds = [piece.kind for piece in section.changes[0].pieces]
    assert kinds == ["left out", "same", "in", "same", "left out"]
    assert "".join(text for kind, text in section.changes[0].pieces if kind != "in") == before


def test_many_long_texts_share_one_effort():
    effort = Effort(10)
    after = record({"text": "Quite another text.", "note": "new"}, summary="Nothing like it.")
    found = differences(record(), after, effort)
    assert effort.left <= 10
    assert [piece for section in found for piece in section.changes[0].pieces][0] == Piece("out", "What it is.")
