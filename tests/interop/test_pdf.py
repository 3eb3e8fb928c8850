"""The briefing as PDF as poppler and pypdf have it: notes on the pages of their markers, tags for everything."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.interop.programs import told
from tests.test_briefing import notes, squeezed, text, written

pytestmark = pytest.mark.usefixtures("catalogue")

QUERIES = [
    "",
    "group=theme",
    "group=year&year=2020",
    "group=level&country=HR",
    "country=SE",
    "pick=hr-include",
    "summary=1",
]
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


@pytest.fixture(params=QUERIES)
def query(request) -> str:
    return request.param


@pytest.fixture
def path(query, tmp_path) -> Path:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(written(query, "pdf"))
    return path


@pytest.fixture
def read(path) -> PdfReader:
    return PdfReader(path)


def test_poppler_finds_each_note_on_the_page_of_its_marker(path, query):
    pages = [squeezed(page) for page in told("pdftotext", "-layout", str(path), "-").split("\f")]
    for before, note in notes(query) if "summary" not in query else ():
        places = [number for number, page in enumerate(pages) if squeezed(text(note)) in page]
        assert len(places) == 1, note
        # A page may begin with the very words before a marker.
        assert not before or f"{squeezed(before)[-5:]}{note.number}" in pages[places[0]], note


def test_poppler_finds_no_page_without_text_and_no_font_that_is_not_embedded(path):
    pages = told("pdftotext", str(path), "-").removesuffix("\f").split("\f")
    assert [number for number, page in enumerate(pages, 1) if not page.strip()] == []
    _head, _line, *fonts = told("pdffonts", str(path)).splitlines()
    assert {tuple(font.split()[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}


def test_it_says_that_it_is_tagged_and_in_what_language_and_shows_its_title(read):
    root = read.trailer["/Root"]
    said = ElementTree.fromstring(root["/Metadata"].get_data().partition(b"?>")[2].rpartition(b"<?xpacket")[0])
    assert [element.text for element in said.iter(UA)] == ["1"]
    assert [squeezed("".join(element.itertext())) for element in said.iter(LANGUAGE)] == ["en"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "en",
        True,
        True,
    )
    assert read.metadata.title


def test_every_page_leads_into_the_tree_of_tags_and_is_left_by_tabs_in_its_order(read):
    numbers = [page.get("/StructParents") for page in read.pages]
    assert len({*numbers} - {None}) == len(read.pages)
    assert {page.get("/Tabs") for page in read.pages if "/Annots" in page} <= {"/S"}


# ── the tree of tags ─────────────────────────────────────────────────────────────────────────────────────────


def elements(node) -> Iterator[DictionaryObject]:
    """The elements of a tree of tags, in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tagged(read: PdfReader, *kinds: str) -> list[DictionaryObject]:
    return [element for element in elements(read.trailer["/Root"]["/StructTreeRoot"]) if element["/S"] in kinds]


def test_headings_follow_one_another_without_a_leap(read, query):
    levels = [int(element["/S"][2:]) for element in tagged(read, *(f"/H{level}" for level in range(1, 7)))]
    assert (levels == []) == ("summary" in query)  # one page has a title only
    assert [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1] == []


def test_each_note_has_a_tag_with_a_name_of_its_own(read, query):
    found = [str(element.get("/ID")) for element in tagged(read, "/Note")]
    assert len(found) == len({*found} - {"None"}) == (0 if "summary" in query else len(notes(query)))


def test_each_link_is_tagged_and_says_where_it_leads(read):
    links = [note.get_object() for page in read.pages for note in page.get("/Annots", ())]
    assert {link["/Subtype"] for link in links} <= {"/Link"}
    assert [link for link in links if "/StructParent" not in link or not link.get("/Contents")] == []
    assert bool(links) == bool(tagged(read, "/Link"))


def test_a_table_has_rows_and_heads_and_a_list_has_items(read):
    for kind, parts in (("/Table", {"/TR", "/TH"}), ("/L", {"/LI", "/LBody"}), ("/TOC", {"/TOCI"})):
        for element in tagged(read, kind):
            assert parts <= {inner["/S"] for inner in elements(element.get("/K", ArrayObject()))}, kind
