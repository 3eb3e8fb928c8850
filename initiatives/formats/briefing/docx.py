"""A briefing for word processors, with real footnotes, styles, and contents that are there without being renewed.

The file is made whole before its first byte is sent. The parts that never change stand in ``word/``.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from initiatives.formats.briefing.document import Briefing
from initiatives.formats.briefing.summary import cut, summary
from initiatives.formats.briefing.wording import words
from initiatives.formats.briefing.wordml import HEAD, SEPARATORS, TAB, paragraph, part, run, simple_field, text
from initiatives.formats.briefing.writing import Writing
from initiatives.formats.making import Made
from initiatives.selection import Selection

WORD = Path(__file__).with_name("word")
STATIC = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_relations.xml",
    "docProps/app.xml": "app.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
}
MOST_OF_HEADER = 48  # characters: what stands beside it must fit on the line in a wide font too
EARLIEST = 1980  # the first year that a zip can hold


def docx(selection: Selection) -> Iterator[bytes]:
    if selection.first("summary"):
        page = summary(selection)
        return packed(page.briefing, Writing().on_one_page(page), margins=(900, 1250))
    briefing = Briefing(selection)
    return packed(briefing, Writing().whole(briefing))


def docx_one(selection: Selection) -> Iterator[bytes]:
    briefing = Briefing(selection, one=True)
    return packed(briefing, Writing().whole(briefing))


# ── the package ──────────────────────────────────────────────────────────────────────────────────────────────


def packed(briefing: Briefing, written: Writing, margins: tuple[int, int] = (1418, 1418)) -> Iterator[bytes]:
    """The file, in pieces; it is made before the first is asked for."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in contents(briefing, written, margins):
            day = (max(briefing.day.year, EARLIEST), briefing.day.month, briefing.day.day, 0, 0, 0)
            info = ZipInfo(name, day)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content)
    return Made(target)


def contents(briefing: Briefing, written: Writing, margins: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Each part of the package by its name."""
    for name, file in STATIC.items():
        yield name, (WORD / file).read_text()
    yield "docProps/core.xml", core(briefing)
    yield "word/document.xml", part("document", f"<w:body>{''.join(written.body)}{section(margins)}</w:body>")
    yield "word/_rels/document.xml.rels", written.relations.xml()
    yield "word/footnotes.xml", part("footnotes", SEPARATORS + "".join(written.footnotes))
    yield "word/_rels/footnotes.xml.rels", written.note_relations.xml()
    yield "word/header.xml", part("hdr", header(briefing))
    yield "word/footer.xml", part("ftr", footer(briefing))


def core(briefing: Briefing) -> str:
    """What the document says of itself to programs."""
    day = f"{briefing.day.isoformat()}T00:00:00Z"
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(briefing.title)}</dc:title><dc:subject>{text(briefing.question)}</dc:subject>"
        f"<dc:creator>{text(briefing.catalogue)}</dc:creator><dc:description>{text(briefing.citation)}</dc:description>"
        f'<dc:language>en</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )


def section(margins: tuple[int, int]) -> str:
    """The page: A4, with a header on all pages but the first."""
    upright, sides = margins
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{Writing.HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{Writing.FOOTER}"/>'
        f'<w:footerReference w:type="first" r:id="{Writing.FOOTER}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{upright}" w:right="{sides}" w:bottom="{upright}" w:left="{sides}" w:header="709" '
        'w:footer="600" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def header(briefing: Briefing) -> str:
    return paragraph("Header", run(cut(briefing.heading, MOST_OF_HEADER)), TAB, run(briefing.state))


def footer(briefing: Briefing) -> str:
    """The catalogue's name, and the page's number among how many."""
    before, _here, rest = words()["page"].partition("%x")
    between, _all, after = rest.partition("%y")
    numbers = (run(before), simple_field("PAGE", "1"), run(between), simple_field("NUMPAGES", "1"), run(after))
    return paragraph("Footer", run(briefing.catalogue), TAB, *numbers)
