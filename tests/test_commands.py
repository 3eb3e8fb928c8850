"""The commands: what they do, and one line with status 2 for what they cannot."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from initiatives.models import Initiative
from initiatives.models.fields import SLUG
from initiatives.publishing import publish
from tests.factories import make_entry, make_initiative, make_published

pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_renamed_initiative_leads_on_from_its_old_address(reader, capsys):
    make_published()
    call_command("rename_initiative", "alpha", "beta", why="clearer")
    assert capsys.readouterr().out.startswith("alpha is now beta: changeset ")
    assert reader.get("/initiatives/alpha/")["Location"] == "/initiatives/beta/"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nobody", "beta", "There is no initiative “nobody”."),
        (
            "alpha",
            "Beta.",
            SLUG.message,
        ),
        ("alpha", "hr-include", "“hr-include” is or was the slug of another initiative."),
        ("draft", "beta", "Only a public initiative is renamed like this: a draft's slug can be edited."),
    ],
)
def test_what_cannot_be_renamed_is_said_in_one_line(old, new, message):
    make_published()
    make_initiative("draft")
    with pytest.raises(CommandError) as refused:
        call_command("rename_initiative", old, new, why="x")
    assert (str(refused.value), refused.value.returncode) == (message, 2)


def test_a_load_makes_the_roles_and_sets_them_right_again():
    editors = Group.objects.get(name="Editors")
    before = set(editors.permissions.values_list("codename", flat=True))
    editors.permissions.clear()
    call_command("load_catalogue", verbosity=0)
    assert (
        set(editors.permissions.values_list("codename", flat=True)) == before >= {"publish_initiative", "change_entry"}
    )


def test_an_entry_added_to_the_fixtures_of_an_initiative_that_is_there_is_loaded_and_published(tmp_path, reader):
    for path in (settings.BASE_DIR / "fixtures").rglob("*.toml"):
        copy = tmp_path / path.relative_to(settings.BASE_DIR / "fixtures")
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text())
    with (tmp_path / "initiatives" / "be-interministerial-conference-migration-integration.toml").open("a") as file:
        file.write('\n[[entries]]\nedition = "ar2022"\nstatus = "continued"\ntext = "It went on."\n')
    call_command("load_catalogue", folder=tmp_path, verbosity=0)
    initiative = Initiative.objects.get(slug="be-interministerial-conference-migration-integration")
    assert list(initiative.entries.values_list("edition", "state")) == [
        ("ar2021", "published"),
        ("ar2022", "published"),
    ]
    assert "It went on." in reader.get(f"/initiatives/{initiative.slug}/").content.decode()


@pytest.mark.parametrize("port", ["0", "65536", "x", "80a", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError) as refused:
        call_command("demo", "--prepare", "--", port)
    assert (str(refused.value), refused.value.returncode) == (
        f"“{port}” is not a port: give a number from 1 to 65535.",
        2,
    )


@pytest.mark.once
def test_the_demo_prepares_everything_and_shows_its_editors_password_once(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGUE_")}
    environment["CATALOGUE_DATA_DIR"] = str(tmp_path)
    command = [sys.executable, "manage.py", "demo", "8123", "--prepare"]

    def run() -> str:
        done = subprocess.run(
            command, cwd=Path(settings.BASE_DIR), env=environment, capture_output=True, text=True, timeout=120
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    first, second = run(), run()
    assert re.findall(r"name “editor”, password “(\S{16})”", first) != []
    assert "password" not in second
    assert "22 initiatives and 23 entries added: changeset" in first
    assert "0 initiatives and 0 entries added: nothing new." in second
    assert "http://localhost:8123/admin/" in second
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_the_demo_editor_signs_in_with_the_password_that_was_shown_and_may_publish(capsys, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("demo", "--prepare")
    [password] = re.findall(r"password “(\S+)”", capsys.readouterr().out)
    editor = authenticate(username="editor", password=password)
    assert (editor, editor.is_staff, editor.is_superuser) == (User.objects.get(username="editor"), True, False)
    assert editor.has_perm("initiatives.publish_initiative")


def test_publishing_is_said_to_be_by_its_editor(django_user_model):
    editor = django_user_model.objects.create_user("mara")
    initiative = make_initiative()
    assert publish(initiative=initiative, entries=[make_entry(initiative)], who=editor, why="x").who == editor
