"""The scripts of the public pages: small modules that find one another under the names they are served by."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings

pytestmark = pytest.mark.once

SCRIPTS = Path(django_settings.BASE_DIR, "static", "js")
IMPORT = re.compile(r"""^(?:import|export)\b.*?from\s*["'](.+?)["'];?$""", re.MULTILINE)
STYLES = Path(django_settings.BASE_DIR, "static", "css")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The folder of static files as they are served, names with hashes in them."""
    folder = tmp_path_factory.mktemp("static")
    storages = django_settings.STORAGES | {"staticfiles": {"BACKEND": "config.storage.ModuleStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


def modules(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "js").glob("*.js")) if re.search(r"[.][0-9a-f]{12}[.]js$", path.name)]


def test_every_module_is_collected(collected):
    assert [path.name.split(".")[0] for path in modules(collected)] == [
        path.stem for path in sorted(SCRIPTS.glob("*.js"))
    ]


def test_each_import_of_a_collected_module_leads_to_a_file_named_by_its_content(collected):
    wrong = {}
    for path in modules(collected):
        for address in IMPORT.findall(path.read_text()):
            target = (path.parent / address).resolve()
            if target not in modules(collected):
                wrong[path.name] = address
    assert wrong == {}


def test_every_module_is_reached_from_the_entry(collected):
    [entry] = (collected / "js").glob("page.*[0-9a-f].js")
    reached, left = set(), {entry}
    while left:
        path = left.pop()
        reached.add(path)
        left |= {(path.parent / address).resolve() for address in IMPORT.findall(path.read_text())} - reached
    assert sorted(reached) == modules(collected)


@pytest.mark.parametrize(("folder", "most"), [(SCRIPTS, 60_000), (STYLES, 40_000)], ids=["scripts", "styles"])
def test_the_files_of_every_page_stay_small(folder, most):
    assert sum(len(gzip.compress(path.read_bytes())) for path in folder.iterdir()) <= most


def test_no_script_writes_markup_or_runs_text():
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\(.style"
    )
    editors = SCRIPTS.parent / "admin"
    scripts = [*SCRIPTS.glob("*.js"), *editors.glob("*.js")]
    assert [path.name for path in scripts if forbidden.search(path.read_text())] == []
