"""Publishing: what the public sees changes by acts of publishing alone, and by nothing beside what they publish."""

import json

import pytest

from countries.models import Country
from initiatives import index
from initiatives.models import Changeset, Entry, Head, Theme, Version
from initiatives.public import records
from initiatives.publishing import (
    NotPublishableError,
    changes,
    publish,
    publish_entry,
    publish_thing,
    rename,
    restore,
    restore_entry,
    withdraw,
    withdraw_entry,
)
from tests.factories import make_actor, make_entry, make_initiative, make_published, make_source

pytestmark = pytest.mark.usefixtures("catalogue")


def public(slug, snapshot=None):
    """The record that readers get, or None."""
    snapshot = snapshot or index.current()
    i = snapshot.ids.get(slug, -1)
    return next(records(snapshot, [i])) if i in snapshot.documents else None


def stored(kind, slug):
    """The numbers of a thing's versions with the changesets they begin and end with."""
    rows = Version.objects.filter(kind=kind, slug=slug).order_by("number")
    return list(rows.values_list("number", "from_changeset_id", "to_changeset_id"))


def head():
    return Head.objects.get(pk=1).number


def test_a_draft_is_not_public_and_a_published_initiative_is():
    initiative = make_initiative()
    entry = make_entry(initiative)
    assert public("alpha") is None
    changeset = publish(initiative=initiative, entries=[entry], why="first")
    assert public("alpha")["title"] == "Alpha"
    assert [row["id"] for row in public("alpha")["entries"]] == ["alpha.ar2021"]
    assert stored("initiative", "alpha") == [(1, changeset.number, None)]
    initiative.refresh_from_db()
    entry.refresh_from_db()
    assert (initiative.state, entry.state) == ("published", "published")


def test_publishing_the_same_again_makes_no_changeset():
    initiative = make_published()
    before = head()
    assert publish(initiative=initiative, entries=initiative.entries.all(), why="again") is None
    assert head() == before


def test_publishing_one_entry_leaves_the_half_written_one_and_the_pending_title_hidden():
    initiative = make_published()
    initiative.title = "A pending title"
    initiative.save()
    half_written = make_entry(initiative, "ar2022", text="Half a sen", notes=())
    first = initiative.entries.get(edition="ar2021")
    first.text = "It began in spring.[^1]"
    first.save()
    publish_entry(entry=first, why="corrected")
    record = public("alpha")
    assert record["title"] == "Alpha"
    assert [row["text"] for row in record["entries"]] == ["It began in spring.[^1]"]
    half_written.refresh_from_db()
    assert half_written.state == "draft"


def test_publishing_the_own_part_leaves_pending_entry_texts_hidden():
    initiative = make_published()
    Entry.objects.filter(initiative=initiative).update(text="A pending text.")
    initiative.title = "A new title"
    initiative.save()
    publish(initiative=initiative, why="renamed")
    record = public("alpha")
    assert (record["title"], record["entries"][0]["text"]) == ("A new title", "It began.[^1]")


def test_a_rename_of_an_actor_shows_in_every_record_and_publishes_nobodys_draft():
    actor = make_actor()
    initiative = make_published(actors=[(actor, "lead")])
    other = make_published("beta", actors=[(actor, "partner")])
    initiative.title = "A pending title"
    initiative.save()
    Entry.objects.filter(initiative=other).update(text="A pending text.")
    actor.name = "Red Cross and Red Crescent"
    actor.save()
    changeset = publish_thing(thing=actor, why="renamed")
    assert [row["name"] for row in public("alpha")["actors"]] == ["Red Cross and Red Crescent"]
    assert [row["name"] for row in public("beta")["actors"]] == ["Red Cross and Red Crescent"]
    assert public("alpha")["title"] == "Alpha"
    assert public("beta")["entries"][0]["text"] == "It began.[^1]"
    assert Version.objects.filter(from_changeset=changeset).count() == 3


def test_a_pending_rename_stays_hidden_while_an_initiative_that_shows_the_actor_is_published():
    actor = make_actor()
    make_published(actors=[(actor, "lead")])
    actor.name = "A pending name"
    actor.save()
    make_published("beta", actors=[(actor, "lead")])
    assert public("beta")["actors"][0]["name"] == "Red Cross"
    assert index.current().thing("actor", "red-cross")["name"] == "Red Cross"


def test_a_source_renamed_is_renewed_in_the_footnotes_that_name_it():
    source = make_source()
    initiative = make_initiative()
    entry = make_entry(initiative, notes=[("1", source)])
    publish(initiative=initiative, entries=[entry], why="first")
    source.title, source.author = "A better report", "OECD"
    source.save()
    publish_thing(thing=source, why="corrected")
    [footnote] = public("alpha")["entries"][0]["footnotes"]
    assert footnote["citation"] == "OECD (no date). A better report."


def test_an_edition_moved_to_another_year_moves_its_entries():
    initiative = make_published(editions=("ar2021",))
    edition = initiative.entries.get().edition
    edition.year_id = 2021
    edition.save()
    assert public("alpha")["entries"][0]["year"] == 2020
    publish_thing(thing=edition, why="covers 2021")
    assert public("alpha")["entries"][0]["year"] == 2021


def test_a_thing_is_public_only_while_an_initiative_shows_it():
    actor = make_actor()
    with pytest.raises(NotPublishableError, match="No published initiative shows “Red Cross”"):
        publish_thing(thing=actor, why="too early")
    initiative = make_published(actors=[(actor, "lead")])
    assert index.current().thing("actor", "red-cross")["name"] == "Red Cross"
    initiative.participations.all().delete()
    changeset = publish(initiative=initiative, why="left")
    assert index.current().thing("actor", "red-cross") is None
    assert stored("actor", "red-cross")[-1][2] == changeset.number


def test_what_a_record_lacks_is_said_and_nothing_is_written():
    initiative = make_initiative(countries=(), themes=(), levels=())
    entry = make_entry(initiative, text="A claim.[^7]")
    before = head()
    with pytest.raises(NotPublishableError) as refusal:
        publish(initiative=initiative, entries=[entry], why="too early")
    assert refusal.value.reasons == (
        "No theme is chosen.",
        "No governance level is chosen.",
        "No country is named; only the scopes EU and international go without one.",
        "The text of alpha.ar2021 has the marker [^7], but the entry has no such footnote.",
    )
    assert (head(), public("alpha")) == (before, None)


def test_a_withdrawn_initiative_is_withheld_at_every_moment_and_keeps_its_place():
    actor = make_actor()
    initiative = make_published(actors=[(actor, "lead")])
    published = head()
    old = public("alpha")
    withdraw(initiative=initiative, reason="A mistaken identity.", replacement="hr-include")
    assert public("alpha") is None
    assert index.current().thing("actor", "red-cross") is None
    then = index.as_of(published)
    assert public("alpha", then) == {
        "id": "alpha",
        "version": 1,
        "digest": old["digest"],
        "url": "https://catalogue.test/initiatives/alpha/",
        "withdrawn": True,
    }
    assert then.thing("actor", "red-cross") is None
    assert list(then.with_text("alpha")) == []
    assert index.current().things["withdrawal"]["initiative/alpha"]["reason"] == "A mistaken identity."


def test_a_restored_initiative_is_as_the_public_last_saw_it_whatever_is_pending():
    actor = make_actor()
    initiative = make_published(actors=[(actor, "lead")])
    published = head()
    withdraw(initiative=initiative, reason="Under review.")
    initiative.title = "A pending title"
    initiative.save()
    actor.name = "A pending name"
    actor.save()
    restore(initiative=initiative, why="Reviewed.")
    assert (public("alpha")["title"], public("alpha")["actors"][0]["name"]) == ("Alpha", "Red Cross")
    assert public("alpha", index.as_of(published))["title"] == "Alpha"
    initiative.refresh_from_db()
    assert initiative.state == "published"


def test_a_restored_initiative_shows_an_actor_under_the_name_published_meanwhile():
    actor = make_actor()
    initiative = make_published(actors=[(actor, "lead")])
    make_published("beta", actors=[(actor, "lead")])
    withdraw(initiative=initiative, reason="Under review.")
    actor.name = "Red Cross and Red Crescent"
    actor.save()
    publish_thing(thing=actor, why="renamed")
    restore(initiative=initiative, why="Reviewed.")
    assert public("alpha")["actors"][0]["name"] == "Red Cross and Red Crescent"


def test_a_withdrawn_entry_is_withheld_at_every_moment_and_restored_as_it_was():
    initiative = make_published(editions=("ar2021", "ar2022"))
    published = head()
    entry = initiative.entries.get(edition="ar2022")
    withdraw_entry(entry=entry, reason="Misread.")
    assert [row["id"] for row in public("alpha")["entries"]] == ["alpha.ar2021"]
    then = public("alpha", index.as_of(published))
    assert ([row["id"] for row in then["entries"]], then["withdrawn_entries"]) == (
        ["alpha.ar2021"],
        ["alpha.ar2022"],
    )
    Entry.objects.filter(pk=entry.pk).update(text="A pending text.")
    restore_entry(entry=entry, why="Read right.")
    assert [row["text"] for row in public("alpha")["entries"]] == ["It began.[^1]", "It began.[^1]"]
    assert "withdrawn_entries" not in public("alpha", index.as_of(published))


def test_an_entry_published_anew_after_its_withdrawal_leaves_the_old_text_withheld():
    initiative = make_published(editions=("ar2021", "ar2022"))
    published = head()
    entry = initiative.entries.get(edition="ar2022")
    withdraw_entry(entry=entry, reason="Wrong.")
    Entry.objects.filter(pk=entry.pk).update(text="Put right.[^1]")
    publish_entry(entry=entry, why="corrected")
    assert [row["text"] for row in public("alpha")["entries"]] == ["It began.[^1]", "Put right.[^1]"]
    assert [row["id"] for row in public("alpha", index.as_of(published))["entries"]] == ["alpha.ar2021"]
    withdraw_entry(entry=entry, reason="Wrong again.")
    with pytest.raises(NotPublishableError, match="withdrawn more than once"):
        restore_entry(entry=entry, why="no")


def test_the_only_public_entry_is_withdrawn_with_its_initiative():
    initiative = make_published()
    with pytest.raises(NotPublishableError, match="withdraw the initiative instead"):
        withdraw_entry(entry=initiative.entries.get(), reason="Wrong.")


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda draft, published: withdraw(initiative=draft, reason="x"), "not public"),
        (lambda draft, published: restore(initiative=draft, why="x"), "not withdrawn"),
        (lambda draft, published: restore(initiative=published, why="x"), "is public"),
        (lambda draft, published: withdraw_entry(entry=draft.entries.get(), reason="x"), "not public"),
        (lambda draft, published: restore_entry(entry=published.entries.get(), why="x"), "is public"),
        (lambda draft, published: withdraw(initiative=published, reason="x", replacement="alpha"), "replacement"),
    ],
)
def test_an_act_without_its_ground_is_refused_and_writes_nothing(act, reason):
    draft = make_initiative()
    make_entry(draft)
    published = make_published("beta")
    before = head()
    with pytest.raises(NotPublishableError, match=reason):
        act(draft, published)
    assert head() == before


def test_a_failure_in_the_middle_writes_nothing():
    initiative, other = make_initiative(), make_initiative("beta", countries=())
    entries = make_entry(initiative), make_entry(other)
    before = head()
    with pytest.raises(NotPublishableError), changes(why="both") as work:
        work.publish(initiative, entries=[entries[0]])
        work.publish(other, entries=[entries[1]])
    assert (head(), public("alpha")) == (before, None)


def test_relations_show_published_targets_only_and_are_told_from_both_sides():
    target, initiative = make_initiative("beta"), make_published("alpha")
    initiative.relations.create(type_id="continues", target=target)
    publish(initiative=initiative, why="related")
    assert public("alpha")["relations"] == []
    publish(initiative=target, entries=[make_entry(target)], why="first")
    told = {"type": "continues", "id": "beta", "title": "Beta", "inferred": False, "note": ""}
    assert public("alpha")["relations"] == [told]
    seen = {"type": "continued-by", "id": "alpha", "title": "Alpha", "inferred": False, "inverse": True}
    assert public("beta")["relations"] == [seen | {"label": "Continued by"}]


def test_labels_count_the_day_and_time_never_runs_backwards(monkeypatch):
    make_published()
    last = Changeset.objects.get(number=head())
    clock = last.time.replace(year=last.time.year - 1)
    monkeypatch.setattr("initiatives.models.ledger.timezone.now", lambda: clock)
    make_published("beta")
    newest = Changeset.objects.get(number=head())
    day, nth = last.label.split(".")
    assert (newest.time, newest.label) == (last.time, f"{day}.{int(nth) + 1}")


def test_published_bytes_are_canonical_and_digests_are_of_them():
    make_published()
    for version in Version.objects.all():
        assert json.dumps(json.loads(version.record), sort_keys=True, ensure_ascii=False, separators=(",", ":")) == (
            version.record
        )


def test_who_published_can_be_erased_and_the_history_stands(django_user_model):
    editor = django_user_model.objects.create_user("mara", password="x")
    initiative = make_initiative()
    changeset = publish(initiative=initiative, entries=[make_entry(initiative)], who=editor, why="first")
    editor.delete()
    changeset.refresh_from_db()
    assert (changeset.who, changeset.why) == (None, "first")


def test_a_renamed_initiative_is_found_under_its_old_slug_and_its_relations_follow(reader):
    initiative, other = make_published(), make_published("beta")
    other.relations.create(type_id="continues", target=initiative)
    publish(initiative=other, why="related")
    then = Changeset.objects.get(number=head()).label
    rename(initiative=initiative, slug="alpha-one", why="clearer")
    initiative.refresh_from_db()
    rename(initiative=initiative, slug="alpha-two", why="clearer still")
    assert (public("alpha"), public("alpha-one"), public("alpha-two")["title"]) == (None, None, "Alpha")
    assert [row["id"] for row in public("beta")["relations"]] == ["alpha-two"]
    for old in ("alpha", "alpha-one"):
        response = reader.get(f"/initiatives/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/initiatives/alpha-two/")
    assert reader.get(f"/initiatives/alpha/?as_of={then}").status_code == 200
    initiative.refresh_from_db()
    withdraw(initiative=initiative, reason="x")
    assert reader.get(f"/initiatives/alpha/?as_of={then}").status_code == 410
    restore(initiative=initiative, why="x")
    assert reader.get(f"/initiatives/alpha/?as_of={then}").status_code == 200


def test_a_slug_that_was_ever_taken_is_not_given_again():
    initiative, other = make_published(), make_published("beta")
    rename(initiative=initiative, slug="gamma", why="x")
    for taken in ("alpha", "gamma", "hr-include"):
        with pytest.raises(NotPublishableError, match="is or was the slug of another"):
            rename(initiative=other, slug=taken, why="x")


def test_a_source_that_only_a_withdrawn_entry_names_is_withheld_with_it(reader):
    initiative = make_initiative()
    second = make_entry(initiative, "ar2022", notes=[("1", make_source())])
    publish(initiative=initiative, entries=[make_entry(initiative), second], why="first")
    then = Changeset.objects.get(number=head()).label
    assert reader.get(f"/sources/a-report/?as_of={then}").status_code == 200
    withdraw_entry(entry=second, reason="x")
    assert [reader.get(f"/sources/a-report/{query}").status_code for query in ("", f"?as_of={then}")] == [404, 404]


def test_a_term_or_country_that_a_record_is_the_first_to_name_is_published_with_it(reader):
    Theme.objects.create(slug="sport", label="Sport")
    Country.objects.create(code="QQ", name="Quartz")
    Theme.objects.filter(slug="sector-services").update(label="A pending label")
    make_published(themes=("sport", "sector-services"), countries=("QQ",))
    told = index.current().things
    assert (told["term"]["theme/sport"]["label"], told["country"]["QQ"]["name"]) == ("Sport", "Quartz")
    assert told["term"]["theme/sector-services"]["label"] == "Sector services"
    assert reader.get("/initiatives/?country=QQ&theme=sport").status_code == 200


def test_a_slug_that_leads_elsewhere_is_not_published_under(reader):
    initiative = make_published()
    rename(initiative=initiative, slug="beta", why="x")
    newcomer = make_initiative("alpha")
    with pytest.raises(NotPublishableError, match="The slug was that of another initiative"):
        publish(initiative=newcomer, entries=[make_entry(newcomer)], why="x")
    assert reader.get("/initiatives/alpha/")["Location"] == "/initiatives/beta/"


def test_a_restored_initiative_relates_to_what_was_renamed_meanwhile():
    initiative, other = make_published(), make_published("beta")
    initiative.relations.create(type_id="continues", target=other)
    publish(initiative=initiative, why="related")
    withdraw(initiative=initiative, reason="x")
    rename(initiative=other, slug="gamma", why="x")
    restore(initiative=initiative, why="x")
    assert [(row["id"], row["title"]) for row in public("alpha")["relations"]] == [("gamma", "Beta")]


def test_an_initiative_with_a_corrected_entry_can_be_renamed_and_the_old_text_stays_withheld():
    initiative = make_published(editions=("ar2021", "ar2022"))
    published = head()
    entry = initiative.entries.get(edition="ar2022")
    withdraw_entry(entry=entry, reason="x")
    publish_entry(entry=entry, why="corrected")
    rename(initiative=initiative, slug="beta", why="x")
    assert [row["id"] for row in public("beta")["entries"]] == ["beta.ar2021", "beta.ar2022"]
    assert [row["id"] for row in public("alpha", index.as_of(published))["entries"]] == ["alpha.ar2021"]


def test_an_entry_left_behind_when_a_withdrawn_initiative_is_published_anew_is_a_draft():
    initiative = make_published(editions=("ar2021", "ar2022"))
    withdraw(initiative=initiative, reason="x")
    publish(initiative=initiative, entries=[initiative.entries.get(edition="ar2022")], why="anew")
    assert list(initiative.entries.values_list("edition", "state")) == [("ar2021", "draft"), ("ar2022", "published")]
    publish_entry(entry=initiative.entries.get(edition="ar2021"), why="as well")
    assert [row["id"] for row in public("alpha")["entries"]] == ["alpha.ar2021", "alpha.ar2022"]
