"""Who may do what: contributors draft, editors publish, nobody deletes what was public."""

from django.contrib.auth.models import Group, User

from initiatives.editing.demo import ensure_demo_editor
from initiatives.editing.roles import ensure_roles
from initiatives.models import Changeset, Entry, Initiative, Version
from tests.editing.pages import Page, open_page


def draft_entry():
    published = Entry.objects.get(initiative__slug="hr-new-neighbours")
    return Entry.objects.create(initiative=published.initiative, edition_id="ar2021", text="A draft.")


def test_a_contributor_drafts_and_sees_no_way_to_publish(contributor):
    draft = draft_entry()
    page = open_page(contributor, f"/admin/initiatives/entry/{draft.pk}/change/")
    assert ("_publish" in page.buttons, [link for link in page.links if "publish" in link]) == (False, [])
    response = contributor.post(f"/admin/initiatives/entry/{draft.pk}/change/", page.filled(text="Better."))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.text == "Better."


def test_a_contributor_publishes_nothing(contributor):
    draft = draft_entry()
    things = [f"entry/{draft.pk}", f"initiative/{draft.initiative_id}", "edition/ar2022", "source/1"]
    for thing in things:
        for act in ("publish", "withdraw", "restore"):
            address = f"/admin/initiatives/{thing}/{act}/"
            form = {"why": "Because", "seen": "0" * 64, "replacement": ""}
            answers = [contributor.get(address).status_code, contributor.post(address, form).status_code]
            known = act == "publish" or thing.startswith(("entry", "initiative"))
            assert answers == ([403, 403] if known else [302, 302]), address
    page = open_page(contributor, f"/admin/initiatives/entry/{draft.pk}/change/").filled(_publish="1")
    assert "publish" not in contributor.post(f"/admin/initiatives/entry/{draft.pk}/change/", page)["Location"]
    assert Changeset.objects.count() == 1


def test_a_contributor_does_not_change_what_is_public(contributor):
    entry = Entry.objects.get(initiative__slug="hr-new-neighbours")
    address = f"/admin/initiatives/entry/{entry.pk}/change/"
    page = open_page(contributor, address)
    assert "text" not in page.fields
    assert contributor.post(address, page.fields | {"text": "Forged", "token": "1"}).status_code == 403
    entry.refresh_from_db()
    assert entry.token == 1


def test_nobody_deletes_what_was_public(editor, superuser):
    initiative = Initiative.objects.get(slug="hr-new-neighbours")
    public = [f"initiative/{initiative.pk}", f"entry/{initiative.entries.get().pk}", "source/1", "edition/ar2022"]
    for client in (editor, superuser):
        for thing in [*public, "theme/funding-instruments", "year/2021"]:
            assert client.post(f"/admin/initiatives/{thing}/delete/", {"post": "yes"}).status_code == 403, thing
        listed = "/admin/initiatives/initiative/"
        client.post(listed, {"action": "delete_selected", "_selected_action": [initiative.pk], "post": "yes"})
    assert Initiative.objects.filter(pk=initiative.pk).exists()


def test_a_draft_is_deleted(editor):
    draft = draft_entry()
    address = f"/admin/initiatives/entry/{draft.pk}/delete/"
    response = editor.post(address, open_page(editor, address).fields)
    assert response.status_code == 302
    assert not Entry.objects.filter(pk=draft.pk).exists()


def test_a_draft_that_somebody_changed_or_published_is_not_deleted(editor):
    draft = draft_entry()
    address = f"/admin/initiatives/entry/{draft.pk}/delete/"
    form = open_page(editor, address).fields
    Entry.objects.filter(pk=draft.pk).update(token=2)
    response = editor.post(address, form, follow=True)
    assert "so it was not deleted" in Page(response).words
    assert editor.post(address, {"post": "yes"}).status_code == 302
    assert Entry.objects.filter(pk=draft.pk).exists()


def test_the_ledger_is_looked_at_and_never_changed(editor, superuser):
    for client in (editor, superuser):
        page = open_page(client, "/admin/initiatives/changeset/1/change/")
        assert ("Save" in page.words, page.buttons, "hr-new-neighbours" in page.words) == (False, [], True)
        assert client.get("/admin/initiatives/changeset/add/").status_code == 403
        assert client.post("/admin/initiatives/changeset/1/change/", {"why": "Forged"}).status_code == 403
        assert client.post("/admin/initiatives/changeset/1/delete/", {"post": "yes"}).status_code == 403
    assert Changeset.objects.get().why == "The catalogue's own data"
    assert Version.objects.filter(from_changeset=1).exists()


def test_slugs_are_fixed_once_public(editor):
    initiative = Initiative.objects.get(slug="hr-new-neighbours")
    address = f"/admin/initiatives/initiative/{initiative.pk}/change/"
    page = open_page(editor, address)
    assert "slug" not in page.fields
    editor.post(address, page.filled(slug="another"))
    initiative.refresh_from_db()
    assert initiative.slug == "hr-new-neighbours"
    draft = Initiative.objects.create(slug="a-draft", title="A draft", scope_id="national", summary="Draft.")
    assert "slug" in open_page(editor, f"/admin/initiatives/initiative/{draft.pk}/change/").fields


def test_roles_are_made_again_as_they_should_be(db):
    ensure_roles()
    group = Group.objects.get(name="Contributors")
    before = sorted(group.permissions.values_list("codename", flat=True))
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    ensure_roles()
    assert sorted(group.permissions.values_list("codename", flat=True)) == before
    editors = set(Group.objects.get(name="Editors").permissions.values_list("codename", flat=True))
    assert "publish_initiative" in editors
    assert "publish_initiative" not in before
    assert [name for name in editors if name.startswith(("add_", "change_", "delete_")) and "version" in name] == []


def test_the_demonstration_editor_gets_a_password_once(db, client):
    password = ensure_demo_editor()
    assert client.login(username="editor", password=password)
    assert ensure_demo_editor() is None
    user = User.objects.get(username="editor")
    assert (user.is_staff, user.is_superuser, [group.name for group in user.groups.all()]) == (
        True,
        False,
        ["Editors"],
    )


def test_nobody_signed_out_sees_a_page(catalogue, client):
    for address in ("/admin/", "/admin/initiatives/entry/1/change/", "/admin/initiatives/entry/1/publish/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={address}")


def test_a_page_that_is_refused_says_so(contributor):
    draft = draft_entry()
    response = contributor.get(f"/admin/initiatives/entry/{draft.pk}/publish/")
    assert (response.status_code, "_publish" in Page(response).buttons) == (403, False)
