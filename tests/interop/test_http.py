"""The running site as curl finds it: whole files, answers that are had already, and scripts of other sites."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from initiatives.formats import FORMATS
from tests.browser.site import Site, prepare, serving
from tests.interop.programs import program, run, told

SCRIPT = ("--header", "Origin: https://elsewhere.test", "--header", "Access-Control-Request-Method: GET")
PAGES = ["/initiatives/", "/initiatives.csv", "/initiatives/hr-include.json", "/api/initiatives/", "/data/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    """The application under gunicorn, with the settings of production."""
    program("curl")
    folder = tmp_path_factory.mktemp("site")
    prepare(folder, extremes=False)
    with serving(folder) as running:
        yield running


def head(site: Site, path: str, *arguments: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer; its body is thrown away."""
    lines = curl(site, path, "--dump-header", "-", "--output", "/dev/null", *arguments).splitlines()
    fields = (line.partition(":") for line in lines[1:] if ":" in line)
    return int(lines[0].split()[1]), {name.lower(): value.strip() for name, _colon, value in fields}


def curl(site: Site, path: str, *arguments: str) -> str:
    return told("curl", "--silent", "--show-error", "--globoff", *arguments, f"{site.address}{path}")


@pytest.mark.parametrize("extension", FORMATS)
def test_every_file_is_the_same_compressed_or_not_and_over_old_http(site, tmp_path, extension):
    path = f"/initiatives.{extension}?country=HR"
    ways = {"plain": (), "compressed": ("--compressed",), "old": ("--http1.0",)}
    for name, arguments in ways.items():
        curl(site, path, "--fail", "--output", str(tmp_path / name), *arguments)
    assert len({(tmp_path / name).read_bytes() for name in ways}) == 1


def test_a_file_is_saved_under_the_name_that_it_is_sent_with(site, tmp_path):
    told("curl", "--silent", "--fail", "-OJ", f"{site.address}/initiatives.csv?country=HR", folder=tmp_path)
    [saved] = tmp_path.iterdir()
    assert saved.name.endswith(".csv") and site.first in saved.name


@pytest.mark.parametrize("path", PAGES)
def test_who_has_an_answer_is_told_so(site, tmp_path, path):
    tag, body = str(tmp_path / "tag"), tmp_path / "body"
    assert head(site, path, "--etag-save", tag)[0] == 200
    status, headers = head(site, path, "--etag-compare", tag)
    assert (status, headers["etag"]) == (304, Path(tag).read_text().strip())
    curl(site, path, "--etag-compare", tag, "--output", str(body))
    assert not body.exists() or body.read_bytes() == b""


@pytest.mark.parametrize("path", ["/initiatives.csv", "/initiatives.pdf?country=HR", "/initiatives.jsonl"])
def test_who_asks_for_a_part_gets_the_whole_and_is_not_told_that_it_is_a_part(site, path):
    _status, whole = head(site, path)
    status, headers = head(site, path, "--range", "0-99")
    assert (status, headers.get("content-range")) == (200, None)
    assert headers.get("content-length") == whole.get("content-length")


def test_a_download_that_broke_off_is_not_continued_into_a_wrong_file(site, tmp_path):
    begun = tmp_path / "list.csv"
    begun.write_bytes(b"half a li")
    done = run("curl", "--silent", "-C", "-", "--output", str(begun), f"{site.address}/initiatives.csv?country=HR")
    assert (done.returncode, begun.read_bytes()) == (33, b"half a li")  # 33: no ranges here


@pytest.mark.parametrize("path", ["/initiatives.csv", "/initiatives/hr-include.jsonld", "/api/initiatives/"])
def test_a_script_of_another_site_may_read_files_and_the_api(site, path):
    status, asked = head(site, path, "--request", "OPTIONS", *SCRIPT)
    assert (status, asked["access-control-allow-origin"]) == (204, "*")
    assert {"GET", "HEAD"} <= {method.strip() for method in asked["access-control-allow-methods"].split(",")}
    status, read = head(site, path, "--header", "Origin: https://elsewhere.test")
    assert (status, read["access-control-allow-origin"], "set-cookie" in read) == (200, "*", False)


@pytest.mark.parametrize("path", ["/initiatives/", "/report/"])
def test_pages_are_not_open_to_scripts_of_other_sites(site, path):
    status, asked = head(site, path, "--request", "OPTIONS", *SCRIPT)
    assert (status, asked.get("access-control-allow-origin")) == (405, None)


def test_the_head_of_a_file_is_that_of_the_file(site):
    for path in ("/initiatives.csv?country=HR", "/initiatives.xlsx?country=HR"):
        (one, of_file), (other, of_head) = head(site, path), head(site, path, "--head")
        kept = ("content-type", "content-disposition", "etag", "link", "catalogue-count", "catalogue-hash")
        assert (one, {name: of_file[name] for name in kept}) == (other, {name: of_head[name] for name in kept})


def test_another_spelling_leads_to_the_answer_and_what_is_not_understood_is_refused(site):
    known = curl(site, "/initiatives.csv?country=GR&country=HR", "--fail")
    assert curl(site, "/initiatives.csv?country=HR&country=EL&country=&country=HR", "--fail", "--location") == known
    status, headers = head(site, "/initiatives.csv?colour=red")
    assert (status, headers["content-type"]) == (400, "application/problem+json")
