"""The editors' guide as a page: docs/editors-guide.md, of whose Markdown only what the guide uses is known.

Every character of the text is escaped before anything is made of it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PLACE = Path(settings.BASE_DIR, "docs", "editors-guide.md")
HEADING = re.compile(r"(#{1,4}) (.+)")
ITEM = re.compile(r"(?:[-*]|(\d+)[.]) +(.*)")
IMAGE = re.compile(r"!\[([^\]]*)\]\([./]*static/([\w./-]+)\)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
CODE, STRONG, EMPHASIS = re.compile(r"`([^`]+)`"), re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\*(.+?)\*")
PARTS = re.compile(r"(`[^`]+`)")


def guide() -> SafeString:
    """The guide as HTML, without its title."""
    _title, _line, text = PLACE.read_text(encoding="utf-8").partition("\n")
    return mark_safe("\n".join(blocks(text)))


def contents() -> list[tuple[str, str]]:
    """The chapters with their addresses in the page."""
    found = (HEADING.fullmatch(line) for line in PLACE.read_text(encoding="utf-8").splitlines())
    return [(anchor(one[2]), one[2]) for one in found if one and len(one[1]) == 2]


def blocks(text: str) -> Iterator[str]:
    """The text's blocks, which blank lines part."""
    for block in re.split(r"\n\s*\n", text.strip()):
        yield from rendered(block.strip("\n").splitlines())


def rendered(lines: list[str]) -> Iterator[str]:
    first = lines[0]
    if heading := HEADING.fullmatch(first):
        level = len(heading[1])
        yield f'<h{level} id="{anchor(heading[2])}">{inline(heading[2])}</h{level}>'
        if lines[1:]:
            yield from rendered(lines[1:])
    elif first.startswith("```"):
        yield f"<pre>{escape('\n'.join(lines[1:-1]))}</pre>"
    elif first.startswith("|"):
        yield table(lines)
    elif ITEM.match(first):
        yield items(lines)
    else:
        yield f"<p>{inline(' '.join(lines))}</p>"


def items(lines: list[str]) -> str:
    """A list; a line that begins no item goes on with the one before it."""
    kind = "ol" if ITEM.match(lines[0])[1] else "ul"
    told: list[str] = []
    for line in lines:
        if one := ITEM.match(line):
            told.append(one[2])
        else:
            told[-1] += f" {line.strip()}"
    return f"<{kind}>{''.join(f'<li>{inline(one)}</li>' for one in told)}</{kind}>"


def table(lines: list[str]) -> str:
    """A table: its head, the line that rules it off, its rows."""
    shown = {
        "label": ", ".join(cell.strip() for cell in lines[0].strip("| ").split("|")),
        "head": mark_safe(cells(lines[0], "th")),
        "rows": [mark_safe(cells(line, "td")) for line in lines[2:]],
    }
    return render_to_string("admin/guide/table.html", shown)


def cells(line: str, tag: str) -> str:
    return "".join(f"<{tag}>{inline(cell.strip())}</{tag}>" for cell in line.strip().strip("|").split("|"))


def inline(text: str) -> str:
    """A line's words; what stands between backticks is taken as it is."""
    pieces = PARTS.split(text)
    return "".join(CODE.sub(r"<code>\1</code>", escape(one)) if n % 2 else words(one) for n, one in enumerate(pieces))


def words(text: str) -> str:
    told = IMAGE.sub(image, escape(text))
    told = LINK.sub(link, told)
    return EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", told))


def image(match: re.Match) -> str:
    shown = {"address": static(match[2]), "words": mark_safe(match[1])}
    return render_to_string("admin/guide/image.html", shown)


def link(match: re.Match) -> str:
    """A link within the guide; other pages of the documentation are not served, and only named."""
    within = match[2].startswith("#")
    return f'<a href="{match[2]}">{match[1]}</a>' if within else match[1]


def anchor(heading: str) -> str:
    """The address of a heading, as elsewhere Markdown is shown."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
