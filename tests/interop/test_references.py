"""References as reference managers have them after reading: the fields that went in, whichever program reads them."""

import csv
import io
import json
import re
import warnings
from typing import Any
from zipfile import ZipFile

import bibtexparser
import pypandoc
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from initiatives.cells import unescape
from initiatives.publishing import publish
from tests.citing import cite
from tests.factories import make_entry, make_initiative, make_source
from tests.test_formats import body, get, table
from tests.test_selection import answer

pytestmark = pytest.mark.usefixtures("catalogue")

CATALOGUE = "Catalogue of integration-cooperation initiatives"
SITE = "https://catalogue.test"
QUESTIONS = ["", "country=HR", "q=cities", "year=2020&status=completed", "country=SE"]
HOSTILE = r"50% & {more} $5 #1 a_b ^ ~ \textbf{x} “q” Ž — <i>i</i> TY - @misc"

type Fields = dict[str, Any]


# ── what each program reads, under the same names ────────────────────────────────────────────────────────────


def known(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value not in ("", [], None)}


def day(text: str, between: str) -> list[int]:
    return [int(part) for part in text.split(between) if part]


def by_rispy(text: str) -> list[Fields]:
    return [
        known(
            {
                "id": row["id"],
                "title": row["title"],
                "author": "; ".join(row.get("authors", [])),
                "container": row.get("secondary_title"),
                "publisher": row.get("publisher"),
                "date": day(row.get("date", ""), "/"),
                "seen": day(row.get("access_date", ""), "/"),
                "version": row.get("edition"),
                "language": row.get("language"),
                "url": "".join(row.get("urls", [])),
                "abstract": row.get("abstract"),
                "keywords": ", ".join(row.get("keywords", [])),
                "note": "".join(row.get("notes", [])),
            }
        )
        for row in rispy.loads(text)
    ]


def in_bibtex(text: str, *more) -> list[tuple[str, dict[str, str]]]:
    library = bibtexparser.parse_string(text, parse_stack=[middlewares.RemoveEnclosingMiddleware(), *more])
    assert library.failed_blocks == []
    return [(entry.key, {field.key: field.value for field in entry.fields}) for entry in library.entries]


def by_bibtexparser(text: str) -> list[Fields]:
    """What TeX prints, but for the addresses, which it takes as they are."""
    # The decoder has a sign of its own for what TeX sets for “^”.
    plain = in_bibtex(text)
    rows = [
        (key, {name: value.replace("ˆ", "^") for name, value in row.items()} | {"url": addressed.get("url")})
        for (key, row), (_key, addressed) in zip(
            in_bibtex(text, middlewares.LatexDecodingMiddleware()), plain, strict=True
        )
    ]
    return [
        known(
            {
                "id": key,
                "title": row["title"],
                "author": row.get("author"),
                "container": row.get("howpublished") or row.get("organization"),
                "publisher": row.get("publisher"),
                "date": day(row.get("date", ""), "-"),
                "seen": day(row.get("urldate", ""), "-"),
                "version": row.get("version"),
                "language": row.get("langid"),
                "url": row.get("url"),
                "abstract": row.get("abstract"),
                "keywords": row.get("keywords"),
                "note": row.get("note"),
            }
        )
        for key, row in rows
    ]


def by_citeproc(text: str) -> list[Fields]:
    """What citeproc-py keeps; it has keys in small letters."""
    read = CiteProcJSON(json.loads(text))
    return [of_citeproc(row["id"], read[row["id"].lower()]) for row in json.loads(text)]


def of_citeproc(key: str, row) -> Fields:
    def date(name: str) -> list[int]:
        parts = row.get(name, {})
        return [parts[part] for part in ("year", "month", "day") if part in parts]

    return known(
        {
            "id": key,
            "title": str(row.title),
            "author": "; ".join(str(name.get("literal")) for name in row.get("author", [])),
            "container": str(row.get("container_title", "")),
            "publisher": str(row.get("publisher", "")),
            "date": date("issued"),
            "seen": date("accessed"),
            "version": str(row.get("version", "")),
            "language": row.get("language"),
            "url": str(row.get("url", row.get("URL", ""))),
            "abstract": str(row.get("abstract", "")),
            "keywords": str(row.get("keyword", "")),
            "note": str(row.get("note", "")),
        }
    )


READERS = {"ris": by_rispy, "bib": by_bibtexparser, "csl.json": by_citeproc}


def read(reader, stem: str, query: str = "") -> dict[str, list[Fields]]:
    """The references at an address in all three files."""
    return {
        extension: program(get(reader, f"{stem}.{extension}{f'?{query}' if query else ''}"))
        for extension, program in READERS.items()
    }


def alike(fields: list[Fields]) -> dict[str, list[Fields]]:
    return dict.fromkeys(READERS, fields)


# ── what they ought to read, from other files of the catalogue ───────────────────────────────────────────────


def of_records(reader, query: str) -> list[Fields]:
    selection = answer(query)
    asked = selection.query()
    digests = [selection.snapshot.documents[i].digest for i in selection.ids]
    rows = table(get(reader, f"/initiatives.csv{f'?{asked}' if asked else ''}"))
    return [
        {
            "id": row["id"],
            "title": unescape(row["title"]),
            "container": CATALOGUE,
            "date": day(row["changed_at"][:10], "-"),
            "seen": day(selection.as_of.partition(".")[0], "-"),
            "version": row["version"],
            "language": "en",
            "url": f"{row['url']}?as_of={selection.as_of}",
            "abstract": unescape(row["summary"]),
            "keywords": row["theme_labels"].replace("; ", ", "),
            "note": f"As of {selection.as_of}. SHA-256 {digest}",
        }
        for row, digest in zip(rows, digests, strict=True)
    ]


def of_sources(reader, query: str) -> list[Fields]:
    asked = answer(query).query()
    with ZipFile(io.BytesIO(body(reader.get(f"/initiatives.zip{f'?{asked}' if asked else ''}")))) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("sources.csv").decode(), newline="")))
    return [of_source({name: unescape(value) for name, value in row.items()}) for row in rows]


def of_source(row: dict[str, str]) -> Fields:
    plain = re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", row["date"])
    return known(
        {
            "id": row["id"],
            "title": row["title"],
            "author": row["author"],
            "container": row["container"],
            "publisher": row["publisher"],
            "date": day(row["date"], "-") if plain else [],
            "language": row["language"],
            "url": row["archive_url"] or row["url"],
        }
    )


def without_notes(rows: list[Fields]) -> list[Fields]:
    return [{name: value for name, value in row.items() if name != "note"} for row in rows]


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_references_of_a_list_come_back_with_every_field(reader, query):
    assert read(reader, "/initiatives", answer(query).query()) == alike(of_records(reader, query))


@pytest.mark.parametrize("slug", ["hr-include", "v4-niem-role-of-local-governments"])
def test_the_reference_of_a_record_comes_back_with_every_field(reader, slug):
    assert read(reader, f"/initiatives/{slug}") == alike(of_records(reader, f"pick={slug}"))


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_references_of_sources_come_back_with_every_field(reader, query):
    found = read(reader, "/sources", answer(query).query())
    expected = of_sources(reader, query)
    assert {name: without_notes(rows) for name, rows in found.items()} == alike(expected)
    assert found["ris"] == found["bib"] == found["csl.json"]
    for row in expected[:3]:
        assert {name: without_notes(rows) for name, rows in read(reader, f"/sources/{row['id']}").items()} == alike(
            [row]
        )


def test_the_reference_of_a_list_comes_back_with_every_field_stored_or_not(reader):
    selection, stored = answer("country=HR"), cite("country=HR")
    today = day(selection.as_of.partition(".")[0], "-")
    expected = {
        "title": "List: Country: Croatia (5 initiatives)",
        "container": CATALOGUE,
        "date": today,
        "seen": today,
        "version": selection.as_of,
        "language": "en",
        "note": f"SHA-256 {selection.hash}",
    }
    plain = {"id": f"list-{selection.as_of}-{selection.hash[:8]}", "url": selection.pinned_url}
    kept = {"id": f"list-{stored.pid}", "url": f"{SITE}/lists/{stored.pid}/"}
    assert read(reader, "/cite", "country=HR") == alike([expected | plain])
    assert read(reader, f"/lists/{stored.pid}") == alike([expected | kept])


def test_texts_that_strain_a_file_come_back_as_they_were(reader):
    source = make_source(title=HOSTILE, author=HOSTILE, container=HOSTILE, publisher=HOSTILE, date="2020-02")
    initiative = make_initiative(title=HOSTILE, summary=HOSTILE)
    publish(initiative=initiative, entries=[make_entry(initiative, notes=[("1", source)])], why="x")
    assert read(reader, "/initiatives", "pick=alpha") == alike(of_records(reader, "pick=alpha"))
    expected = {"id": "a-report", "date": [2020, 2]} | dict.fromkeys(
        ("title", "author", "container", "publisher"), HOSTILE
    )
    assert read(reader, "/sources/a-report") == alike([expected])


# ── other readers of the same files ──────────────────────────────────────────────────────────────────────────


def by_pandoc(text: str, kind: str) -> list[Fields]:
    """What pandoc reads but for authors: it takes every author in RIS for a person."""
    rows = json.loads(pypandoc.convert_text(text, "csljson", format=kind)) if text else []
    return [shared(row) for row in rows]


def shared(row: Fields) -> Fields:
    """Pandoc curls quotes, narrows spaces beside them, and has the keywords of RIS in an order of its own."""
    texts = {
        name: " ".join(re.sub("[’‘“”]", "'", row.get(name, "")).split()) for name in ("id", "title", "URL", "abstract")
    }
    return texts | {"keywords": sorted(row.get("keyword", "").split(", "))}


@pytest.mark.parametrize("stem", ["/initiatives", "/sources"])
@pytest.mark.parametrize("query", QUESTIONS)
def test_pandoc_reads_the_same_from_each_file(reader, stem, query):
    asked = answer(query).query()
    files = {
        extension: get(reader, f"{stem}.{extension}{f'?{asked}' if asked else ''}")
        for extension in ("ris", "bib", "csl.json")
    }
    expected = [shared(row) for row in json.loads(files["csl.json"])]
    for extension, kind in (("ris", "ris"), ("bib", "biblatex"), ("csl.json", "csljson")):
        assert by_pandoc(files[extension], kind) == expected, extension


@pytest.mark.parametrize("stem", ["/initiatives", "/sources"])
def test_a_citation_processor_sets_every_reference(reader, stem):
    rows = json.loads(get(reader, f"{stem}.csl.json"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    with warnings.catch_warnings(action="ignore"):
        bibliography = CitationStylesBibliography(style, CiteProcJSON(rows), formatter.plain)
        for row in rows:
            bibliography.register(Citation([CitationItem(row["id"])]))
        lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == len(rows)
    for row in rows:
        assert [line for line in lines if row["title"] in line and row.get("URL", "") in line] != [], row["id"]
