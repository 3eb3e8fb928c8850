"""Tables as text: values separated by commas, semicolons or tabs, in UTF-8 or UTF-16."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from initiatives.importer.sheet.reading.bounds import (
    MOST_COLUMNS,
    MOST_EMPTY,
    MOST_IN_CELL,
    Grid,
    Meter,
    RefusedError,
    letters,
)

DELIMITERS = ",;\t"
# What spreadsheets write in a first line of its own to say which delimiter follows.
SAID = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)


def read(data: bytes) -> list[Grid]:
    """The one table of a file. Raises RefusedError."""
    text = decoded(data)
    if "\0" in text:
        raise RefusedError("binary", line=text.count("\n", 0, text.index("\0")) + 1)
    start, delimiter = how(text)
    csv.field_size_limit(MOST_IN_CELL + 2)
    lines = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True)
    grid, meter = Grid(""), Meter()
    try:
        for line, cells in enumerate(lines, 2 if start else 1):
            take(grid, meter, line, cells)
    except csv.Error as error:
        line = lines.line_num + bool(start)
        if "field limit" in str(error):
            raise RefusedError("unended", line=line, most=MOST_IN_CELL) from None
        raise RefusedError("quotes", line=line, problem=str(error)) from None
    return [grid]


def take(grid: Grid, meter: Meter, line: int, cells: list[str]) -> None:
    if line > MOST_EMPTY:
        raise RefusedError("rows", most=MOST_EMPTY)
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return
    if len(cells) > MOST_COLUMNS:
        raise RefusedError("columns", where=f"{line}", most=MOST_COLUMNS)
    meter.row()
    for place, text in enumerate(cells):
        meter.cell()
        meter.text(text, f"{letters(place)}{line}")
    grid.rows.append((line, cells))


def decoded(data: bytes) -> str:
    """The file's text. Raises RefusedError where it is neither UTF-8 nor UTF-16."""
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        raise RefusedError("encoding", line=1, guess="UTF-32")
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig":
            raise RefusedError("utf-16") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusedError("encoding", line=line, guess="Windows-1252") from None


def encoding_of(data: bytes) -> str:
    if data.startswith(BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark: every other byte of a head in Latin letters is zero.
    head = data[:4]
    if len(head) == 4 and all(head[0::2]) and not any(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) == 4 and all(head[1::2]) and not any(head[0::2]) else "utf-8-sig"


def how(text: str) -> tuple[int, str]:
    """Where the table begins, and the delimiter: as its first line says, or the one the head has most of."""
    if said := SAID.match(text):
        return said.end(), said[1]
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for letter in text[:MOST_IN_CELL].lstrip("\r\n"):
        quoted ^= letter == '"'
        if letter in "\r\n" and not quoted:
            break
        if letter in counts and not quoted:
            counts[letter] += 1
    return 0, max(DELIMITERS, key=lambda delimiter: counts[delimiter])
