"""Spreadsheets as files: every kind is read as the texts it holds; what is hostile or broken is refused at once."""

import io
import os
import resource
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from initiatives.importer.sheet import parsing
from initiatives.importer.sheet.parsing import UnreadableSheetError, read_sheets
from initiatives.importer.sheet.reading import separated
from initiatives.importer.sheet.reading.bounds import Grid, RefusedError, letters, number
from initiatives.importer.sheet.reading.child import read
from initiatives.importer.sheet.reading.values import is_date, moment, plain
from initiatives.importer.sheet.reading.values import number as as_number
from tests.importer.sheets import rows, table, words, workbook

pytestmark = pytest.mark.once


def cells(data: bytes) -> list[list[str]]:
    [grid] = read(data)
    return [line for _number, line in grid.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read(data)
    return refused.value.reason


# ── tables in text ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_are_read_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    lines = [["id", "title"], ["a", 'Łódź, “q”; "r"\nsecond line\t']]
    data = table(*lines, delimiter=delimiter).decode().encode(encoding)
    assert cells(data) == lines


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), max_size=4)))
def test_any_texts_come_back_as_they_were_written(lines):
    head = ["id", "title", "summary", "text"]
    written = [line for line in lines if any(line)]
    expected = [head] + [line[: max(n for n, text in enumerate(line) if text) + 1] for line in written]
    assert cells(table(head, *written)) == expected


def test_a_line_that_says_the_delimiter_is_no_row():
    [grid] = read(b"sep=;\r\nid;title\r\na;b, c\r\n")
    assert grid.rows == [(2, ["id", "title"]), (3, ["a", "b, c"])]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        ("id,title\na,café".encode("latin-1"), "encoding"),
        ("id".encode("utf-32"), "encoding"),
        ("id,title".encode("utf-16")[:-1], "utf-16"),
        (b"id\n\0", "binary"),
        (b'id\n"a', "quotes"),
        (b'id\n"a"b', "quotes"),
        (b"id\n" + b"a\n" * 20_001, "rows"),
        (b"id" + b"\n" * 60_001 + b"a", "rows"),
        (b"id" + b"," * 200 + b"a", "columns"),
        (b'id\n"' + b"a" * 200_001 + b'"', "long"),
        (b'id\n"' + b"a" * 200_003, "unended"),
        (b"id\n" + (b'"' + b"a" * 199_999 + b'"\n') * 41, "characters"),
        (b"id\n" + (b"a," * 150 + b"a\n") * 3_000, "cells"),
        (b"\xd0\xcf\x11\xe0 old", "old"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, reason):
    assert refusal(data) == reason


# ── workbooks ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_cells_of_a_workbook_are_texts_whatever_they_are():
    strings = "<sst><si><t>shared</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>no</t></rPh></si></sst>"
    codes = "".join(
        f'<numFmt numFmtId="{key}" formatCode="{code}"/>'
        for key, code in ((164, "yyyy\\-mm\\-dd"), (165, "0 &quot;d&quot;"))
    )
    formats = "".join(f'<xf numFmtId="{key}"/>' for key in (0, 14, 164, 165))
    styles = f"<styleSheet><numFmts>{codes}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>"
    line = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>2021</v></c><c r="D1"><v>1.5E1</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" s="1"><v>44197</v></c><c r="G1" s="2"><v>44197.5</v></c>'
        '<c r="H1" s="3"><v>3</v></c><c r="I1" t="str"><f>A1</f><v>result_x000D_</v></c><c r="K1"><v>0.25</v></c>'
    )
    assert cells(workbook(rows(line), strings=strings, styles=styles)) == [
        ["shared", "two runs", "2021", "15", "true", "2021-01-01", "2021-01-01T12:00:00Z", "3", "result\r", "", "0.25"]
    ]


def test_workbooks_of_another_program_are_read():
    book = Workbook()
    book.active.title = "Entries"
    book.active.append(["id", "year", "text"])
    book.active.append(["hr-include", 2021, "Two\nlines, with =1+1"])
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert read(target.getvalue()) == [
        Grid(
            "Entries",
            rows=[(1, ["id", "year", "text"]), (2, ["hr-include", "2021", "Two\nlines, with =1+1"])],
        ),
        Grid("Old", hidden=True),
    ]


def test_cells_without_a_value_are_named():
    sheet = rows('<c r="A1"><f>1+1</f></c><c r="B1" t="e"><v>#REF!</v></c>').replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:A5"/><mergeCell ref="B2"/></mergeCells>'
    )
    [grid] = read(workbook(sheet))
    assert grid.faults == [("formula", "A1"), ("error", "B1"), ("merged", "A2:A5")]


DOCTYPE = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def lying() -> bytes:
    """A workbook whose archive says that a sheet is much smaller than it is."""
    sheet = "<worksheet>" + "<row/>" * (1 << 20) + "</worksheet>"
    return workbook(sheet).replace(struct.pack("<I", len(sheet)), struct.pack("<I", 100))


HOSTILE = {
    "rows without end": (lambda: workbook(rows(*[""] * (1 << 20))), "bomb"),
    "some empty rows too many": (lambda: workbook(rows(*[words("a")], *[""] * 60_001)), "rows"),
    "a long stretch of nothing": (lambda: workbook("<worksheet>" + " " * (100 << 20) + "</worksheet>"), "bomb"),
    "one text in every cell": (
        lambda: workbook(
            rows(*['<c t="s"><v>0</v></c>' * 150] * 20), strings=f"<sst><si><t>{'y' * 30_000}</t></si></sst>"
        ),
        "characters",
    ),
    "elements in elements": (lambda: workbook("<worksheet>" + "<a>" * 250_000), "broken"),
    "entities in entities": (lambda: workbook(DOCTYPE + rows("<c><v>&b;</v></c>")), "entities"),
    "a file of the server": (lambda: workbook(DOCTYPE + rows("<c><v>&f;</v></c>")), "entities"),
    "entities among the shared texts": (lambda: workbook(rows(), strings=DOCTYPE + "<sst/>"), "entities"),
    "a thousand members": (lambda: workbook(rows(), more=[(f"x{n}", "") for n in range(1_000)]), "members"),
    "sizes that are not true": (lying, "broken"),
    "columns without end": (lambda: workbook(rows(words(*["a"] * 201))), "columns"),
    "a shared text that is not there": (lambda: workbook(rows('<c t="s"><v>7</v></c>')), "broken"),
    "merged cells without end": (
        lambda: workbook("<worksheet><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_001 + "</mergeCells></worksheet>"),
        "faults",
    ),
    "nothing but errors": (lambda: workbook(rows(*['<c t="e"><v>#N/A</v></c>' * 20] * 51)), "faults"),
    "half a file": (lambda: workbook(rows(words("a")))[:300], "broken"),
    "no XML": (lambda: workbook("no XML"), "broken"),
    "no workbook": (lambda: b"PK\5\6" + bytes(18), "no-workbook"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_workbooks_are_refused(make, reason):
    assert refusal(make()) == reason


@given(st.binary(max_size=400), st.integers(0, 1200))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(noise, place):
    whole = workbook(rows(words("id", "title")))
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    try:
        read(damaged)
    except RefusedError as refused:
        assert refused.reason in parsing.REFUSALS


def test_a_sheet_that_would_be_hidden_or_elsewhere_is_not_read():
    assert read(workbook(rows(words("a")), state="veryHidden")) == [Grid("Initiatives", hidden=True)]


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 16_383))
def test_columns_have_the_names_that_spreadsheets_give_them(column):
    assert number(letters(column)) == column


@pytest.mark.parametrize(
    ("text", "value"), [("2021.0", "2021"), ("2.021E3", "2021"), ("0.10", "0.1"), ("1e400", "1e400"), ("x", "x")]
)
def test_numbers_are_written_as_people_write_them(text, value):
    assert as_number(text) == value


@pytest.mark.parametrize(
    ("days", "from_1904", "value"),
    [
        ("2958465.999999", False, "2958465.999999"),
        ("61", False, "1900-03-01"),
        ("60", False, "60"),
        ("0", True, "1904-01-01"),
        ("1e9", False, "1000000000"),
    ],
)
def test_days_are_counted_as_spreadsheets_count_them(days, from_1904, value):
    assert moment(days, from_1904) == value


def test_a_format_that_no_spreadsheet_writes_is_none_of_dates():
    assert [is_date("170", code) for code in ("yyyy-mm-dd", "[" * 400_000, "y" * 256)] == [True, False, False]


def test_characters_that_xml_cannot_hold_are_read_from_their_number():
    assert plain("a_x000D_b_x005F_x0001__xD800__x0000_") == "a\rb_x0001__xD800__x0000_"


# ── the process of its own ───────────────────────────────────────────────────────────────────────────────────


def test_a_refusal_is_a_sentence_that_names_the_file():
    with pytest.raises(UnreadableSheetError) as refused:
        read_sheets("/somewhere/list.csv", "id,title\na,café".encode("latin-1"))
    assert str(refused.value) == (
        "list.csv: Line 2 is not in UTF-8; the file looks like Windows-1252. Save it as “CSV UTF-8”, or as .xlsx."
    )


def test_every_reason_has_its_sentence():
    source = "".join(path.read_text() for path in Path(separated.__file__).parent.glob("*.py"))
    reasons = {part.split('"')[1] for part in source.split("RefusedError(")[1:] if part.startswith('"')}
    assert reasons == set(parsing.REFUSALS)


def test_a_file_that_is_too_big_is_not_read_at_all(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_BYTES", 10)
    with pytest.raises(UnreadableSheetError, match="more than 0 MB"):
        read_sheets("a.csv", b"id,title,summary")


@pytest.mark.parametrize("limits", [(1, 512), (20, 60)], ids=["time", "memory"])
def test_a_child_that_reaches_its_limits_ends_alone_and_the_sentence_says_so(monkeypatch, limits):
    monkeypatch.setattr(parsing, "SECONDS", limits[0])
    monkeypatch.setattr(parsing, "MEGABYTES", limits[1])
    busy = (
        "import sys; sys.path.append(sys.argv[1]); "
        "from initiatives.importer.sheet.reading.child import limited; limited(*map(int, sys.argv[2:]))\n"
    )
    big = "from initiatives.importer.sheet.reading import child; child.read = lambda data: bytearray(100 << 20)"
    work = "while True: pass" if limits[0] == 1 else f"{big}; child.main(*sys.argv[2:])"
    monkeypatch.setattr(parsing, "START", busy + work)
    with pytest.raises(UnreadableSheetError, match="too much time or memory"):
        read_sheets("a.csv", b"id")


def test_a_child_that_fails_of_itself_is_not_said_to_take_too_much(monkeypatch):
    monkeypatch.setattr(parsing, "START", "raise OverflowError")
    with pytest.raises(UnreadableSheetError, match="a.csv: It is damaged: it cannot be read as a workbook."):
        read_sheets("a.csv", b"id")


def test_the_web_process_hardly_grows_whatever_it_is_sent():
    """The largest growth of this process over all hostile files, in kilobytes."""
    files = [make() for make, reason in HOSTILE.values()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for data in files:
        with pytest.raises(UnreadableSheetError):
            read_sheets("a.xlsx", data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_reading_needs_nothing_of_the_catalogue():
    code = "import sys; from initiatives.importer.sheet.reading import child; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PATH": os.environ["PATH"]}
    )
    assert (done.stdout.strip(), done.stderr) == ("False", "")
