"""The elements of WordprocessingML that a briefing is written with. Every text is escaped where it enters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from initiatives.formats.briefing.characters import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def part(name: str, content: str) -> str:
    """A whole part of the package, with its outermost element."""
    return f"{HEAD}<w:{name} {NAMESPACES}>{content}</w:{name}>"


def text(words: str) -> str:
    """Words inside an element of the package that holds text alone."""
    return escape(printable(words))


def attribute(words: str) -> str:
    return quoteattr(printable(words))


def run(words: str, style: str = "") -> str:
    """A stretch of text in a style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """A paragraph in a style; ``more`` are further properties of it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def bookmarked(name: str, number: int, content: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def jump(name: str, content: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def field_begun(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_ENDED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def simple_field(instruction: str, shown: str) -> str:
    """A field that holds what it shows until it is worked out anew, such as a number of pages."""
    return f"{field_begun(instruction)}{run(shown)}{FIELD_ENDED}"


def called(number: int) -> str:
    """The marker of a footnote."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, content: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    return f'<w:footnote w:id="{number}">{paragraph("FootnoteText", mark, run(" "), content)}</w:footnote>'


# The lines that stand above the notes of a page, and above those that go on from the page before.
SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def table(style: str, widths: Iterable[int], rows: Iterable[Iterable[tuple[str, bool]]], caption: str) -> str:
    """A table whose first row is its head; a cell is its text, and whether it is a number."""
    widths = [*widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    lines = [
        f"<w:tr>{head if not number else '<w:trPr><w:cantSplit/></w:trPr>'}"
        f"{''.join(cell(*one, width) for one, width in zip(row, widths, strict=True))}</w:tr>"
        for number, row in enumerate(rows)
    ]
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(caption)}/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def cell(words: str, number: bool, width: int) -> str:
    aligned = '<w:jc w:val="right"/>' if number else ""
    content = paragraph("TableText", run(words) if words else "", more=aligned)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


@dataclass
class Relations:
    """What a part refers to: other parts, and addresses of the web that links lead to."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    def link(self, address: str, words: str) -> str:
        """A link to an address of the web."""
        name = self.addresses.setdefault(address, f"link{len(self.addresses) + 1}")
        return f'<w:hyperlink r:id="{name}" w:history="1">{run(words, "Hyperlink")}</w:hyperlink>'

    def xml(self) -> str:
        inside = "".join(
            f'<Relationship Id="part{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(self.parts, 1)
        )
        outside = "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target={attribute(address)} TargetMode="External"/>'
            for address, name in self.addresses.items()
        )
        return f'{HEAD}<Relationships xmlns="{RELATIONS}">{inside}{outside}</Relationships>'
