"""The frame of every page, and the style sheets: where the reader is, the search, colours named in one place."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from initiatives.models import Changeset
from initiatives.templatetags.catalogue import STATES
from tests.security.pages import read

pytestmark = pytest.mark.once

STATIC = Path(settings.BASE_DIR, "static")
STYLES = sorted((STATIC / "css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b(?=[^{]*[;}])|\b(?:rgba?|hsla?)\(", re.IGNORECASE)
MOST_STYLE = 40 * 1024


def elements(reader, path):
    return read(reader.get(path).content.decode()).elements


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", []),
        ("/initiatives/", [("/initiatives/", "page")]),
        ("/initiatives/hr-include/", [("/initiatives/", "true")]),
        ("/themes/", [("/themes/", "page")]),
        ("/themes/funding-instruments/", [("/themes/", "true")]),
        ("/absent/", []),
    ],
)
def test_the_navigation_says_where_the_reader_is(catalogue, reader, path, expected):
    found = [row for row in elements(reader, path) if row.name == "a" and {"header", "nav"} <= set(row.within)]
    links = [row.attributes for row in found]
    assert [(row["href"], row["aria-current"]) for row in links if "aria-current" in row] == expected


@pytest.mark.parametrize(("path", "fields"), [("/", ["q"]), ("/about/", ["site-q"]), ("/absent/", ["site-q"])])
def test_every_page_has_one_search_in_its_frame(catalogue, reader, path, fields):
    found = [row.attributes for row in elements(reader, path) if "data-suggest" in row.attributes]
    assert [(row["id"], row["name"], row["type"]) for row in found] == [(field, "q", "search") for field in fields]


def test_a_search_from_an_earlier_moment_stays_there(catalogue, reader):
    label = Changeset.objects.get(number=1).label
    for path in ("/", "/about/"):
        hidden = [row.attributes for row in elements(reader, f"{path}?as_of={label}") if row.name == "input"]
        assert [row["value"] for row in hidden if row["name"] == "as_of"] == [label]


def test_every_state_of_a_citation_has_an_icon():
    drawn = read((STATIC / "icons.svg").read_text()).ids
    assert set(STATES) - set(drawn) == set()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_only_the_tokens_name_colours(path):
    assert path.name == "tokens.css" or COLOUR.findall(path.read_text()) == []


def test_every_name_that_a_style_sheet_uses_is_given_somewhere():
    text = "".join(path.read_text() for path in STYLES)
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used - set(re.findall(r"(--[\w-]+):", text)) == set()


def test_the_style_sheets_are_small():
    assert sum(len(gzip.compress(path.read_bytes())) for path in STYLES) < MOST_STYLE
