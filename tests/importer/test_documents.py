"""Files that hold sections: pages and documents with their footnotes, and files that no section comes in."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.importer.narrative.documents import text_of
from initiatives.importer.narrative.reading import UnreadableError, read

pytestmark = pytest.mark.once

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = """<!DOCTYPE html><html><head><title>No</title><script>no()</script></head><body>
<nav><a href="/">Home</a></nav><h2>Portugal</h2>
<p>The city of Braga launched a <em>forum</em> in May 2021.<sup><a href="#fn7" id="ref7">7</a></sup> It meets
often.<a href="#_ftn8">[8]</a></p>
<ul><li>Caritas opened a hub in the 2<sup>nd</sup> quarter.<sup>9</sup></li></ul>
<div id="fn7"><p>City of Braga, 'Forum', 2021. <a href="#ref7">↩</a></p></div><p id="_ftn8">Ibid.</p></body></html>"""


def document(body: str, **parts: str) -> bytes:
    """A document of a word processor with this body and these other parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, words in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{words}</w:{name}>')
    return file.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_the_footnotes_of_a_page_are_markers_and_citations():
    text = text_of("page.html", PAGE.encode())
    reading = read(text, year=2021)
    assert text.startswith("## Portugal\n\nThe city of Braga launched a forum in May 2021.[^7] It meets often.[^8]")
    assert (reading.markers, [draft.countries for draft in reading.drafts]) == ([7, 8, 9], [["PT"], ["PT"]])
    assert reading.citations == {7: "City of Braga, 'Forum', 2021.", 8: "Ibid."}


def test_the_footnotes_of_a_document_are_markers_and_citations():
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' + run("Italy") + "</w:p><w:p>" + run("Rome signed a pact.")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" It helps.")
        + '<w:r><w:endnoteReference w:id="5"/></w:r></w:p>'
        + '<w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r></w:p>'
    )  # fmt: skip
    notes = f'<w:footnote w:id="2"><w:p>{run("City of Rome, Pact, 2021.")}</w:p></w:footnote>'
    ends = f'<w:endnote w:id="5"><w:p>{run("Ibid.")}</w:p></w:endnote>'
    reading = read(text_of("section.docx", document(body, footnotes=notes, endnotes=ends)))
    assert (reading.markers[:2], reading.citations) == ([1, 2], {1: "City of Rome, Pact, 2021.", 2: "Ibid."})
    assert [(draft.countries, draft.status) for draft in reading.drafts] == [(["IT"], "signed")]


def test_a_document_as_a_library_writes_it_is_read():
    file, made = BytesIO(), Document()
    made.add_heading("Spain", 1)
    made.add_paragraph("The government set up a board for refugees.")
    made.add_paragraph("A guide was published.", style="List Bullet")
    made.save(file)
    drafts = read(text_of("section.docx", file.getvalue())).drafts
    assert [(draft.countries, draft.form) for draft in drafts] == [(["ES"], "body"), (["ES"], "guidance")]


def test_text_is_read_in_the_encodings_that_editors_write():
    for data in ("Æ".encode(), "Æ".encode("utf-8-sig"), "Æ".encode("utf-16")):
        assert text_of("section.txt", data) == "Æ"


def test_a_page_as_a_browser_saves_it_is_read_without_what_stands_around_it():
    page = """<html><head><title>x</title><style>p{}</style></head><body>
    <header><nav><ul><li>Home</li></ul></nav></header>
    <div class="cookie">This website uses cookies. Accept all cookies</div><aside><p>Malta opened a pool.</p></aside>
    <main><h1>Integration in Malta</h1><figure><img src="a.png"><figcaption>Malta opened a road.</figcaption></figure>
    <p>The City of Valletta opened a <b>desk</b> for newcomers.<sup><a href="#fn1" id="r1">1</a></sup></p>
    <table><tr><td>Year</td><td>2021</td></tr></table>
    <ol><li id="fn1">City of Valletta, 'Desk', 2021. <a href="#r1">↩</a></li></ol></main>
    <footer><p>© 2021 City of Valletta</p></footer></body></html>"""
    reading = read(text_of("page.html", page.encode()))
    assert [(draft.title, draft.footnotes, draft.countries) for draft in reading.drafts] == [
        ("Desk for newcomers", [1], ["MT"])
    ]
    assert reading.citations == {1: "City of Valletta, 'Desk', 2021."}


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


def archive_of(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.7", "this kind of file is not read"),
        ("a.txt", b"a\xff", "byte 2 is not UTF-8 text"),
        ("a.txt", b"a\0b", "zero bytes"),
        ("a.html", b"", "there is no page"),
        ("a.docx", b"PK\x03\x04", "cannot be unpacked"),
        ("a.docx", b"text", "cannot be unpacked"),
        ("a.docx", archive_of(other=b"x"), "there is no text document"),
        ("a.docx", archive_of(word__document_xml=b"<x>"), "is broken"),
        ("a.docx", archive_of(word__document_xml=ENTITIES), "declares entities"),
        ("a.docx", archive_of(word__document_xml=OUTSIDE), "declares entities"),
        ("a.docx", archive_of(word__document_xml=b"<x>" + b" " * 20_000_001 + b"</x>"), "larger than 20000000 bytes"),
        ("a.docx", archive_of(**{f"n{n}": b"" for n in range(2_001)}), "more than 2000 parts"),
        ("a.txt", b"a" * 10_000_001, "more than any section has"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_file_that_no_section_comes_in_is_refused_in_one_sentence(name, data, message):
    with pytest.raises(UnreadableError, match=message) as refused:
        text_of(name, data)
    assert str(refused.value).startswith(f"{name}: ")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["a.txt", "a.html", "a.docx"]),
    st.one_of(st.binary(max_size=200), st.text(alphabet="<>/pa&;sup1 ", max_size=200).map(str.encode)),
)
def test_any_bytes_are_read_or_refused(name, data):
    try:
        read(text_of(name, data))
    except UnreadableError as refused:
        assert str(refused).startswith(f"{name}: ")


def test_a_page_nested_deeper_than_any_is_read_without_an_error():
    assert read(text_of("a.html", b"<div>" * 5_000 + b"x")).drafts == []
