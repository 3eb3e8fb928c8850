"""Sheets staged, applied as drafts and undone: all of what was accepted or nothing, and nothing is ever published."""

import pytest
from django.contrib.auth.models import Group, User

from initiatives.editing.roles import ensure_roles
from initiatives.importer.sheet.applying import apply
from initiatives.importer.sheet.deciding import decide
from initiatives.importer.sheet.staging import NotStagedError, compare_again, stage
from initiatives.importer.writer import NotAppliedError, NotUndoneError, discard, undo
from initiatives.models import Actor, Batch, Changeset, Decision, Entry, Footnote, Head, Initiative, Proposal, Role
from tests.importer.sheets import changed, exported, found, table
from tests.importer.test_sheet_comparing import INCLUDE, NEW_INITIATIVE, TITLE

pytestmark = pytest.mark.usefixtures("catalogue")


def staged(data: bytes, who=None) -> Batch:
    return stage(name="folder/sheet.csv", data=data, who=who)


def everything() -> dict[str, list]:
    """What a sheet may change, without what rises with each save."""
    return {
        "initiatives": list(
            Initiative.objects.order_by("slug").values_list("slug", "title", "summary", "scope", "form", "state")
        ),
        "countries": sorted(Initiative.countries.through.objects.values_list("initiative", "country")),
        "levels": sorted(Initiative.levels.through.objects.values_list("initiative", "level")),
        "themes": sorted(Initiative.themes.through.objects.values_list("initiative", "theme", "position")),
        "actors": sorted(Initiative.actors.through.objects.values_list("initiative", "actor", "role", "position")),
        "entries": sorted(Entry.objects.values_list("initiative__slug", "edition", "status", "text", "state")),
        "footnotes": sorted(Footnote.objects.values_list("edition", "mark", "state", "citation", "locator")),
        "links": sorted(Entry.footnotes.through.objects.values_list("entry", "footnote", "position")),
    }


def whole_sheet() -> bytes:
    """A sheet that changes an initiative in every column, and adds one with an entry and a footnote."""
    lead, other = Actor.objects.order_by("slug")[:2]
    changes = {
        "title": "New title",
        "summary": "New\nsummary",
        "countries": "GR; HR",
        "themes": "sector-services; funding-instruments",
        "levels": "local; eu",
        "form": "",
        "scope": "transnational",
        "actors": f"{lead.name}; {other.name}",
        "actor_roles": "lead; partner",
        "text": "It went on.[^n5]",
        "entry_status": "completed",
    }
    columns = ["id", "version", *NEW_INITIATIVE, *changes, "edition", "footnote", "citation", "citation_state"]
    columns = list(dict.fromkeys(columns))
    old = changes | {"id": INCLUDE, "version": "1", "edition": "ar2022", "footnote": "n5"}
    old |= {"citation": "Author, 2021", "citation_state": "cited"}
    new = NEW_INITIATIVE | {"edition": "ar2022", "text": "It began.[^n6]", "footnote": "n5"}
    return table(columns, *[[row.get(column, "") for column in columns] for row in (old, new)])


# ── applying ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sheet_is_written_in_every_column_as_drafts():
    apply(batch=staged(whole_sheet()))
    initiative = Initiative.objects.get(slug=INCLUDE)
    assert (initiative.title, initiative.summary, initiative.form_id, initiative.scope_id, initiative.state) == (
        *("New title", "New\nsummary", None, "transnational"),
        "published",
    )
    assert sorted(initiative.countries.values_list("code", flat=True)) == ["GR", "HR"]
    assert sorted(initiative.levels.values_list("slug", flat=True)) == ["eu", "local"]
    themes = initiative.theme_links.order_by("position").values_list("theme", flat=True)
    assert list(themes) == ["sector-services", "funding-instruments"]
    assert [row.role_id for row in initiative.participations.order_by("position")] == ["lead", "partner"]
    entry = initiative.entries.get(edition="ar2022")
    assert (entry.text, entry.status_id, entry.state) == ("It went on.[^n5]", "completed", "published")
    new = Entry.objects.get(initiative__slug="tres-new")
    assert (new.state, new.initiative.state) == ("draft", "draft")
    marks = sorted(new.footnotes.values_list("mark", "state", "citation"))
    assert marks == [("n5", "cited", "Author, 2021"), ("n6", "missing", "")]


def test_nothing_is_published_by_an_import():
    before = exported("rows=entries"), Head.objects.get().number, Changeset.objects.count()
    apply(batch=staged(whole_sheet()))
    assert (exported("rows=entries"), Head.objects.get().number, Changeset.objects.count()) == before


def test_the_same_sheet_applied_again_has_nothing_to_do():
    apply(batch=staged(whole_sheet()))
    assert (found(whole_sheet()).things, found(whole_sheet()).wrong) == ([], [])
    assert staged(whole_sheet()) is None


def test_a_batch_is_applied_once():
    batch = staged(whole_sheet())
    apply(batch=batch)
    with pytest.raises(NotAppliedError, match="“sheet.csv” is not in review but applied: nothing has been done."):
        apply(batch=batch)


def test_forms_opened_before_are_outdated():
    before = Initiative.objects.get(slug=INCLUDE).token
    apply(batch=staged(changed(f"pick={INCLUDE}", levels="local")))
    assert Initiative.objects.get(slug=INCLUDE).token > before


def test_a_form_that_does_not_show_a_new_link_is_outdated_and_again_when_it_is_taken_back():
    entry = Entry.objects.get(initiative__slug=INCLUDE, edition="ar2022")
    row = {"id": INCLUDE, "edition": "ar2022", "footnote": "n7", "citation": "Author, 2021", "citation_state": "cited"}
    batch = staged(table([*row], [*row.values()]))
    apply(batch=batch)
    tokens = [entry.token, Entry.objects.get(pk=entry.pk).token]
    undo(batch=batch)
    assert [*tokens, Entry.objects.get(pk=entry.pk).token] == [1, 2, 3]
    assert "n7" not in entry.footnotes.values_list("mark", flat=True)


def many(number: int) -> bytes:
    """New initiatives, each with an entry and a footnote, and all of what belongs to an initiative."""
    names = list(Actor.objects.order_by("slug").values_list("name", flat=True)[:20])
    columns = [*NEW_INITIATIVE, "actors", "actor_roles", "edition", "text", "footnote", "citation", "citation_state"]
    rows = [
        NEW_INITIATIVE
        | {"id": f"many-{n}", "title": f"Many {n}", "actors": f"{names[n % 20]}; {names[(n + 1) % 20]}"}
        | {"actor_roles": "lead; partner", "edition": "ar2022", "text": f"It began.[^b{n}]"}
        | {"footnote": f"b{n}", "citation": f"Report {n}", "citation_state": "cited"}
        for n in range(number)
    ]
    columns = list(dict.fromkeys(["id", *columns]))
    return table(columns, *[[row.get(column, "") for column in columns] for row in rows])


@pytest.mark.parametrize("number", [1, 50])
def test_many_rows_are_written_in_as_few_queries_as_one_and_undone(django_assert_num_queries, number):
    batch, before = staged(many(number)), everything()
    with django_assert_num_queries(47):
        outcome = apply(batch=batch)
    assert outcome.made == {
        "initiatives.initiative": number,
        "initiatives.initiative_countries": number,
        "initiatives.initiative_levels": number,
        "initiatives.initiativetheme": number,
        "initiatives.participation": 2 * number,
        "initiatives.entry": number,
        "initiatives.footnote": number,
        "initiatives.entryfootnote": number,
    }
    positions = batch.written.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, 9 * number + 1))
    undo(batch=batch)
    assert everything() == before


def test_what_is_known_of_an_actor_that_stays_is_kept():
    initiative = Initiative.objects.get(slug=INCLUDE)
    first = initiative.participations.order_by("position").first()
    initiative.participations.filter(pk=first.pk).update(note="Known.", inferred=True)
    data = table(["id", "actors", "actor_roles"], [INCLUDE, first.actor.name, first.role_id])
    apply(batch=staged(data))
    assert [(row.pk, row.note, row.inferred) for row in initiative.participations.all()] == [(first.pk, "Known.", True)]


def test_only_accepted_rows_are_written():
    batch = staged(whole_sheet())
    decide(batch=batch, decision=Decision.REJECTED)
    with pytest.raises(NotAppliedError, match="No row is accepted"):
        apply(batch=batch)
    entry = batch.proposals.get(fields__slug=INCLUDE, fields__kind="entry")
    decide(batch=batch, decision=Decision.ACCEPTED, proposal=entry.pk)
    apply(batch=batch)
    assert Initiative.objects.get(slug=INCLUDE).title == TITLE
    assert Entry.objects.get(initiative__slug=INCLUDE, edition="ar2022").status_id == "completed"


def test_an_entry_needs_its_new_initiative():
    batch = staged(whole_sheet())
    decide(batch=batch, decision=Decision.REJECTED, proposal=of(batch, "tres-new", "initiative").pk)
    with pytest.raises(NotAppliedError, match="accept the row of the new initiative “Très new” as well"):
        apply(batch=batch)
    assert not Initiative.objects.filter(slug="tres-new").exists()


def of(batch: Batch, slug: str, kind: str) -> Proposal:
    return batch.proposals.get(fields__slug=slug, fields__kind=kind)


def test_wrong_rows_and_conflicts_are_left_out_until_somebody_decides():
    data = changed(f"pick={INCLUDE}", title="Theirs")
    Initiative.objects.filter(slug=INCLUDE).update(title="Ours")
    batch = staged(data)
    assert decide(batch=batch, decision=Decision.ACCEPTED) == 0
    assert decide(batch=batch, decision=Decision.ACCEPTED, state="conflicting") == 1
    apply(batch=batch)
    assert Initiative.objects.get(slug=INCLUDE).title == "Theirs"
    wrong = staged(table(["id", "form"], [INCLUDE, "projekt"]))
    assert decide(batch=wrong, decision=Decision.ACCEPTED, state="wrong") == 0


# ── rows edited since ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["initiative", "entry", "footnote"])
def test_a_row_that_was_edited_since_is_flagged_and_nothing_is_applied(kind):
    batch, before = staged(whole_sheet()), everything()
    if kind == "footnote":
        Footnote.objects.create(edition_id="ar2022", mark="n5")
    else:
        rows = {"initiative": Initiative, "entry": Entry}[kind].objects
        row = rows.get(
            **{"slug": INCLUDE} if kind == "initiative" else {"initiative__slug": INCLUDE, "edition": "ar2022"}
        )
        rows.filter(pk=row.pk).update(token=row.token + 1)
    with pytest.raises(NotAppliedError, match="somebody has edited it since the sheet was compared"):
        apply(batch=batch)
    Footnote.objects.filter(mark="n5").delete()
    assert everything() == before


def test_comparing_again_keeps_the_decisions_that_still_hold():
    batch = staged(whole_sheet())
    left = of(batch, "tres-new", "entry")
    decide(batch=batch, decision=Decision.REJECTED, proposal=left.pk)
    row = Initiative.objects.get(slug=INCLUDE)
    row.title, row.token = "Edited meanwhile", row.token + 1
    row.save()
    compare_again(batch=batch)
    assert of(batch, "tres-new", "entry").decision == Decision.REJECTED
    assert (of(batch, INCLUDE, "initiative").decision, of(batch, INCLUDE, "initiative").fields["state"]) == (
        Decision.OPEN,
        "conflicting",
    )


def test_the_same_file_in_review_is_the_same_batch():
    batch = staged(whole_sheet())
    assert staged(whole_sheet()) == batch
    discard(batch=batch)
    assert staged(whole_sheet()) != batch
    with pytest.raises(NotStagedError, match="no longer in review"):
        compare_again(batch=batch)


# ── undoing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_undoing_gives_everything_back():
    before, batch = everything(), staged(whole_sheet())
    apply(batch=batch)
    assert everything() != before
    undo(batch=batch)
    assert everything() == before
    assert Batch.objects.get(pk=batch.pk).state == "undone"


def test_what_was_built_on_stands_in_the_way_of_undoing():
    batch = staged(whole_sheet())
    apply(batch=batch)
    row = Initiative.objects.get(slug=INCLUDE)
    row.token += 1
    row.save()
    with pytest.raises(NotUndoneError, match="has been changed or published since"):
        undo(batch=batch)
    assert Initiative.objects.get(slug=INCLUDE).title == "New title"


def test_a_second_batch_on_the_same_initiative_stands_in_the_way_of_undoing_the_first():
    first = staged(changed(f"pick={INCLUDE}", title="First"))
    apply(batch=first)
    second = staged(table(["id", "title"], [INCLUDE, "Second"]))
    apply(batch=second)
    with pytest.raises(NotUndoneError):
        undo(batch=first)
    undo(batch=second)
    assert Initiative.objects.get(slug=INCLUDE).title == "First"


# ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_contributor_adds_drafts_and_changes_nothing_public():
    ensure_roles()
    carla = User.objects.create_user("Carla", is_staff=True)
    carla.groups.set(Group.objects.filter(name="Contributors"))
    batch = staged(whole_sheet(), carla)
    with pytest.raises(NotAppliedError, match="is public: only those who may publish change it"):
        apply(batch=batch, who=carla)
    for proposal in batch.proposals.filter(fields__slug=INCLUDE):
        decide(batch=batch, decision=Decision.REJECTED, proposal=proposal.pk)
    apply(batch=batch, who=carla)
    assert Batch.objects.get(pk=batch.pk).applied_by == carla
    assert Entry.objects.filter(initiative__slug="tres-new").exists()


def test_a_term_that_is_gone_is_said_and_nothing_is_written():
    batch = staged(changed(f"pick={INCLUDE}", title="New", actors=Actor.objects.first().name, actor_roles="lead"))
    Initiative.actors.through.objects.filter(role="lead").update(role="partner")
    Role.objects.filter(slug="lead").delete()
    with pytest.raises(NotAppliedError, match="2, “INCLuDE"):
        apply(batch=batch)
    assert Initiative.objects.get(slug=INCLUDE).title == TITLE
