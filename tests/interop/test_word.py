"""The briefing for word processors as LibreOffice and pandoc open it: every note at its place, with its text."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pypandoc
import pytest

from initiatives.publishing import publish
from tests.factories import make_entry, make_initiative, make_source
from tests.interop.programs import opened_by_libreoffice, run, told
from tests.test_briefing import HOSTILE, notes, squeezed, text, written

pytestmark = pytest.mark.usefixtures("catalogue")

QUERIES = [
    "",
    "group=theme",
    "group=year&year=2020",
    "group=level&country=HR",
    "group=none&sort=title",
    "country=SE",
    "pick=hr-include",
    "pick=v4-niem-role-of-local-governments&pick=be-interministerial-conference-migration-integration",
    "summary=1",
    "summary=1&country=SE",
    "country=HR&heading=A+heading&note=One%0ATwo",
]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NEAR = 25  # characters before a marker by which its place is known

# A note as a program finds it: what stands before its marker, and what it says, without spaces.
type Found = tuple[str, str]


def expected(query: str) -> list[Found]:
    """The notes as the briefing has them; one without a place has nothing before it."""
    return [] if "summary" in query else [(near(before), squeezed(text(note))) for before, note in notes(query)]


def near(before: str) -> str:
    return squeezed(before)[-NEAR:]


def check(found: list[Found], query: str) -> None:
    wanted = expected(query)
    assert [said for _before, said in found] == [said for _before, said in wanted], query
    places = zip(found, wanted, strict=True)
    assert [(before, place) for (before, _), (place, _) in places if not before.endswith(place)] == [], query


@pytest.fixture
def files(tmp_path) -> Callable[..., list[Path]]:
    """Writes the briefings of some questions, and names the files."""

    def write(queries: list[str], extension: str = "docx") -> list[Path]:
        paths = [tmp_path / f"{number}.{extension}" for number, _query in enumerate(queries)]
        for path, query in zip(paths, queries, strict=True):
            path.write_bytes(written(query, extension))
        return paths

    return write


# ── LibreOffice ──────────────────────────────────────────────────────────────────────────────────────────────


def in_libreoffice(path: Path) -> list[Found]:
    """The footnotes of a document in OpenDocument's flat form."""
    found = []
    for paragraph in ElementTree.parse(path).iter():
        if paragraph.tag in {f"{TEXT}p", f"{TEXT}h"}:
            found += of_paragraph(paragraph)
    return found


def of_paragraph(paragraph: ElementTree.Element) -> Iterator[Found]:
    before = paragraph.text or ""
    for element in paragraph:
        if element.tag == f"{TEXT}note":
            said = "".join(element.find(f"{TEXT}note-body").itertext())
            yield near(before), squeezed(said)
        else:
            before += "".join(element.itertext())
        before += element.tail or ""


def test_libreoffice_opens_every_briefing_and_has_each_note_at_its_marker(files):
    for path, query in zip(opened_by_libreoffice(files(QUERIES), "fodt"), QUERIES, strict=True):
        check(in_libreoffice(path), query)


def test_libreoffice_would_not_open_what_needs_repair(files, tmp_path):
    [path] = files(["country=HR"])
    path.write_bytes(path.read_bytes()[:-2000])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "fodt", str(path), "--outdir", str(tmp_path))
    assert not path.with_suffix(".fodt").exists()


def test_in_libreoffice_each_note_begins_on_the_page_of_its_marker(files):
    [path] = opened_by_libreoffice(files([""]), "pdf")
    pages = [squeezed(page) for page in told("pdftotext", "-layout", str(path), "-").split("\f")]
    for before, said in expected(""):
        places = [number for number, page in enumerate(pages) if said[:60] in page and (not before or before in page)]
        assert places != [], said


# ── pandoc ───────────────────────────────────────────────────────────────────────────────────────────────────


def by_pandoc(path: Path, kind: str) -> list[Found]:
    document = json.loads(pypandoc.convert_file(str(path), "json", format=kind))
    reading = Reading()
    reading.read(document["blocks"])
    return reading.found


class Reading:
    """Walks through what pandoc makes of a document, and keeps each note with the words before it."""

    def __init__(self) -> None:
        self.words = ""
        self.found: list[Found] = []

    def read(self, node: Any) -> None:
        if isinstance(node, list):
            for child in node:
                self.read(child)
        elif isinstance(node, dict):
            self.one(node["t"], node.get("c"))

    def one(self, kind: str, content: Any) -> None:
        if kind == "Note":
            inner = Reading()
            inner.read(content)
            self.found.append((near(self.words), squeezed(inner.words)))
        elif kind in {"Str", "Space", "SoftBreak", "LineBreak"}:
            self.words += content or " "
        elif kind in {"Code", "Math", "RawInline"}:
            self.words += content[1]
        elif isinstance(content, list):
            self.read(content)  # attributes and addresses beside it are bare texts, which are not read


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("extension", "kind"), [("docx", "docx"), ("md", "gfm+footnotes")])
def test_pandoc_has_each_note_at_its_marker(files, query, extension, kind):
    [path] = files([query], extension)
    check(by_pandoc(path, kind), query)


def headings(path: Path) -> list[tuple[int, str]]:
    found = []
    for block in json.loads(pypandoc.convert_file(str(path), "json"))["blocks"]:
        if block["t"] == "Header":
            reading = Reading()
            reading.read(block["c"][2])
            found.append((block["c"][0], reading.words))
    return found


@pytest.mark.parametrize("slugs", [["pl", "be"], ["be", "pl"]])
def test_what_was_picked_by_hand_is_told_in_the_order_of_the_picking(files, slugs):
    names = {
        "be": ("be-interministerial-conference-migration-integration", "Interministerial Conference on Migration"),
        "pl": ("v4-niem-role-of-local-governments", "National Integration Evaluation Mechanism"),
    }
    [path] = files(["&".join(f"pick={names[slug][0]}" for slug in slugs)])
    titles = [words for _level, words in headings(path) if words[:3] in {"1. ", "2. "}]
    assert [title[3:].startswith(names[slug][1]) for title, slug in zip(titles, slugs, strict=True)] == [True, True]


# ── all of them ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", QUERIES)
def test_headings_follow_one_another_without_a_leap(files, query):
    [path] = files([query])
    styles = [paragraph.style.name for paragraph in docx.Document(str(path)).paragraphs]
    levels = [int(style.removeprefix("Heading ")) for style in styles if style.startswith("Heading ")]
    by_pandoc = [
        block["c"][0]
        for block in json.loads(pypandoc.convert_file(str(path), "json"))["blocks"]
        if block["t"] == "Header"
    ]
    assert by_pandoc == levels
    assert [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1] == []


def test_texts_that_strain_a_document_are_texts_in_every_program(files):
    source = make_source(title=HOSTILE)
    initiative = make_initiative(title=HOSTILE, summary=HOSTILE)
    entry = make_entry(initiative, text=f"{HOSTILE.replace('[^1]', '')}[^1]", notes=[("1", source)], note=HOSTILE)
    publish(initiative=initiative, entries=[entry], why="x")
    [path] = files(["pick=alpha"])
    check(by_pandoc(path, "docx"), "pick=alpha")
    [opened] = opened_by_libreoffice([path], "fodt")
    check(in_libreoffice(opened), "pick=alpha")
    [markdown] = files(["pick=alpha"], "md")
    check(by_pandoc(markdown, "gfm+footnotes"), "pick=alpha")
