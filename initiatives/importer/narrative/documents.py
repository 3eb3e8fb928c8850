"""Files that hold a section: plain text, pages in HTML, word-processor documents, all as one text with its markers.

Footnotes of a page or a document become markers such as ``[^12]``, and lines that begin with them; headings get a
``#``, items of a list a bullet. What is larger than any section, or not what its name says, is refused.
"""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from lxml import etree, html

from initiatives.importer.narrative.reading import UnreadableError

MOST_BYTES = 10_000_000  # of a file, and of the text in it
MOST_PART = 20_000_000  # bytes of one part of a document when unpacked
MOST_PARTS = 2_000
FOOTNOTE_LINK = re.compile(r"#.*?(?:fn|ftn|footnote|endnote|note|cite)\w*?[-_:.]?(\d{1,4})$", re.IGNORECASE)
NOTE_ID = re.compile(r"^_?(?:fn|ftn|footnote|endnote|note|cite_note)[-_:.]?(?:text)?[-_:.]?(\d{1,4})$", re.IGNORECASE)
NOTE_BEGUN = re.compile(r"\n\[\^\d+\] $")
BACK = re.compile(r"[↩↑⤴^]\ufe0e?\s*$")
ORDINAL = re.compile(r"(?:\d|\bm|\bkm|\bCO)$")


def text_of(name: str, data: bytes) -> str:
    """The text of a file by its name and content. Raises UnreadableError."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"{name}: {len(data)} bytes are more than any section has ({MOST_BYTES}). Cut the section out."
        )
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        return document_text(name, data)
    if data.startswith(b"%PDF") or suffix in {".pdf", ".doc", ".odt", ".rtf"}:
        raise UnreadableError(f"{name}: this kind of file is not read. Save the section as .txt, .html or .docx.")
    return page_text(name, data) if suffix in {".html", ".htm", ".xhtml"} else decoded(name, data)


def decoded(name: str, data: bytes) -> str:
    encoding, name_of = ("utf-16", "UTF-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: byte {error.start + 1} is not {name_of} text. Save the file as UTF-8."
        ) from None
    if "\0" in text:
        raise UnreadableError(
            f"{name}: this is no text: it has zero bytes in it. Save the section as .txt, .html or .docx."
        )
    return text


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────

LEFT_OUT = {
    "script",
    "style",
    "nav",
    "form",
    "button",
    "svg",
    "noscript",
    "template",
    "select",
    "iframe",
    "head",
    "aside",
    "figure",
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
PARAGRAPHS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "table",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "header",
    "footer",
    "body",
    "pre",
}
LINES = {"li", "tr", "br", "hr"}


def page_text(name: str, data: bytes) -> str:
    """A page's words, one paragraph a block."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(decoded(name, data).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableError(
            f"{name}: there is no page in this file. Save it from the browser again, or as text."
        ) from None
    written: list[str] = []
    write(page, written)
    return tidy("".join(written))


def write(element, written: list[str]) -> None:
    """Writes an element's words, and what follows it, to the list."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in LEFT_OUT:
        number = marker_number(element, tag, written)
        if number:
            written.append(f"[^{number}]")
        else:
            open_block(element, tag, written)
            written.append(inline(element.text))
            for child in element:
                write(child, written)
            if tag in PARAGRAPHS or tag in HEADINGS:
                written.append("\n\n")
    written.append(inline(element.tail))


def open_block(element, tag: str, written: list[str]) -> None:
    note = NOTE_ID.match(element.get("id") or "")
    if (tag in PARAGRAPHS or tag in HEADINGS) and not NOTE_BEGUN.search("".join(written[-3:])):
        written.append("\n\n")
    if tag in HEADINGS:
        written.append("#" * HEADINGS[tag] + " ")
    if tag in LINES:
        written.append("\n")
    if note and tag in PARAGRAPHS | LINES:
        written.append(f"\n[^{note[1]}] ")
    elif tag == "li":
        written.append("• ")


def marker_number(element, tag: str, written: list[str]) -> str:
    """The number of a footnote that an element refers to: a raised number, or a link to a note."""
    words = "".join(element.itertext()).strip()
    number = re.fullmatch(r"\[?\(?(\d{1,4})\)?\]?", words)
    if number is None:
        return ""
    before = "".join(written[-3:])
    if tag == "a" and FOOTNOTE_LINK.match(element.get("href") or "") and not NOTE_ID.match(element.get("id") or ""):
        return "" if before.endswith(("] ", "\n")) else number[1]
    return number[1] if tag == "sup" and not ORDINAL.search(before) else ""


def inline(words: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", words or "")


def tidy(text: str) -> str:
    lines = [BACK.sub("", line).strip(" \t") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def document_text(name: str, data: bytes) -> str:
    """A document's words, its footnotes and endnotes as markers and as lines at the end."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise UnreadableError(f"{name}: it has more than {MOST_PARTS} parts, as no document has.")
            body = part(name, archive, "word/document.xml")
            notes = {kind: part(name, archive, f"word/{kind}s.xml") for kind in ("footnote", "endnote")}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableError(f"{name}: it cannot be unpacked ({error}). Save the section as .docx again.") from None
    if body is None:
        raise UnreadableError(
            f"{name}: there is no text document in this file. Save the section as .docx, .html or .txt."
        )
    numbers = note_numbers(body)
    lines = [paragraph(one, numbers) for one in body.iter(f"{WORD}p") if not inside_fallback(one)]
    tail = [f"[^{number}] {note_text(notes[kind], mark)}" for (kind, mark), number in numbers.items()]
    return tidy("\n\n".join([*lines, *tail]))


def part(name: str, archive: zipfile.ZipFile, path: str):
    """One part of a document as XML, without entities; none where the document lacks it. Raises UnreadableError."""
    try:
        with archive.open(path) as file:
            data = file.read(MOST_PART + 1)
    except KeyError:
        return None
    if len(data) > MOST_PART:
        raise UnreadableError(f"{name}: {path} is larger than {MOST_PART} bytes when unpacked, as no section is.")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise UnreadableError(f"{name}: {path} declares entities, which no word processor writes.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name}: {path} is broken ({error}). Save the section as .docx again.") from None


def note_numbers(body) -> dict[tuple[str, str], int]:
    """The number that each footnote or endnote shows, by its kind and its mark in the file."""
    start = next(
        (
            int(one.get(f"{WORD}val", "1"))
            for one in body.iter(f"{WORD}numStart")
            if (one.get(f"{WORD}val") or "").isdecimal()
        ),
        1,
    )
    found: dict[tuple[str, str], int] = {}
    for one in body.iter(f"{WORD}footnoteReference", f"{WORD}endnoteReference"):
        kind = "footnote" if one.tag.endswith("footnoteReference") else "endnote"
        found.setdefault((kind, one.get(f"{WORD}id") or ""), start + len(found))
    return found


def inside_fallback(element) -> bool:
    return next(element.iterancestors(FALLBACK), None) is not None


def paragraph(element, numbers: dict[tuple[str, str], int]) -> str:
    """A paragraph's words with its markers."""
    words = []
    for one in element.iter():
        if one.tag in {f"{WORD}t"}:
            words.append(raised(one) or one.text or "")
        elif one.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
            words.append(" ")
        elif one.tag == f"{WORD}noBreakHyphen":
            words.append("-")
        elif one.tag in {f"{WORD}footnoteReference", f"{WORD}endnoteReference"}:
            kind = "footnote" if one.tag.endswith("footnoteReference") else "endnote"
            words.append(f"[^{numbers[kind, one.get(f'{WORD}id') or '']}]")
    return prefix(element) + inline("".join(words))


def raised(text_element) -> str:
    """A marker for a number that was raised by hand."""
    run = text_element.getparent()
    aligned = run.find(f"{WORD}rPr/{WORD}vertAlign") if run is not None else None
    up = aligned is not None and aligned.get(f"{WORD}val") == "superscript"
    return f"[^{text_element.text.strip()}]" if up and re.fullmatch(r"\s*\d{1,4}\s*", text_element.text or "") else ""


def prefix(element) -> str:
    style = element.find(f"{WORD}pPr/{WORD}pStyle")
    level = re.search(
        r"(?:heading|berschrift|titre|ttulo|titolo|kop|rubrik)\D*(\d)",
        (style.get(f"{WORD}val") if style is not None else "") or "",
        re.IGNORECASE,
    )
    if level:
        return "#" * int(level[1]) + " "
    return "• " if element.find(f"{WORD}pPr/{WORD}numPr") is not None else ""


def note_text(notes, mark: str) -> str:
    """The words of a footnote, on one line."""
    if notes is None:
        return ""
    found = next((one for one in notes if one.get(f"{WORD}id") == mark), None)
    words = [one.text or "" for one in found.iter(f"{WORD}t")] if found is not None else []
    return " ".join("".join(words).split())
