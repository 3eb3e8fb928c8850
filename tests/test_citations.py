"""Citations: each style sets the same parts, and clients that nobody here wrote read the same fields back."""

import json
import warnings

import bibtexparser
import pytest
import rispy
import yaml
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st

from initiatives.citations import STYLES, bibtex, cff, csl, of_list, of_record, of_source, ris
from initiatives.citations.bibtex import escape
from initiatives.citations.reference import Reference
from tests.test_formats import get
from tests.test_selection import FUZZ, answer

pytestmark = pytest.mark.usefixtures("catalogue")

RECORD = Reference(
    kind="record",
    key="hr-include",
    title="INCLuDE – 100% & more",
    date="2026-11-22",
    container="Catalogue of integration-cooperation initiatives",
    version="3",
    url="https://catalogue.test/initiatives/hr-include/?as_of=2026-11-22.1",
    seen="2026-11-22",
    language="en",
    abstract="A project.",
    keywords=("Funding instruments", "Networks"),
    note="As of 2026-11-22.1.",
)
SOURCE = Reference(
    kind="source",
    key="a-decision",
    title="Who decides?",
    author="Council of Ministers",
    date="2020-12",
    container="Official Gazette",
    publisher="State Press",
    url="https://gazette.test/1",
    language="nl",
)


def styled(reference: Reference) -> dict[str, str]:
    return {name: style(reference) for name, style in STYLES.items()}


def test_a_record_is_cited_in_its_version_with_the_address_that_gives_it_again():
    address = "https://catalogue.test/initiatives/hr-include/?as_of=2026-11-22.1"
    assert styled(RECORD) == {
        "APA": "INCLuDE – 100% & more (Version 3). (2026, November 22). "
        f"Catalogue of integration-cooperation initiatives. {address}",
        "Chicago": "“INCLuDE – 100% & more.” Catalogue of integration-cooperation initiatives. Version 3. "
        f"November 22, 2026. {address}",
        "ISO 690": "INCLuDE – 100% & more. Catalogue of integration-cooperation initiatives [online]. Version 3. "
        f"2026-11-22 [viewed 2026-11-22]. Available from: {address}",
    }


def test_the_citation_file_of_a_repository_names_the_catalogue_as_author(settings):
    read = yaml.safe_load(cff(RECORD))
    assert read == {
        "cff-version": "1.2.0",
        "message": "Please cite these data as follows.",
        "type": "dataset",
        "title": "INCLuDE – 100% & more",
        "abstract": "A project.",
        "authors": [{"name": "Catalogue of integration-cooperation initiatives"}],
        "version": "3",
        "date-released": "2026-11-22",
        "url": "https://catalogue.test/initiatives/hr-include/?as_of=2026-11-22.1",
        "license": "CC-BY-4.0",
        "keywords": ["Funding instruments", "Networks"],
    }
    settings.LICENCE, settings.LICENCE_URL = "A licence", "https://licence.test/"
    assert yaml.safe_load(cff(RECORD))["license-url"] == "https://licence.test/"


@FUZZ
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_one_quoted_text_in_a_citation_file(text):
    read = yaml.safe_load(cff(Reference("list", "a-list", f"A {text} list")))
    words = "".join(sign if sign.isprintable() else " " for sign in text).split()
    assert read["title"].split() == ["A", *words, "list"]


def test_a_source_is_cited_as_far_as_it_is_known():
    assert styled(SOURCE) == {
        "APA": "Council of Ministers. (2020, December). Who decides? Official Gazette. State Press. "
        "https://gazette.test/1",
        "Chicago": "Council of Ministers. “Who decides?” Official Gazette. State Press, December 2020. "
        "https://gazette.test/1",
        "ISO 690": "COUNCIL OF MINISTERS. Who decides? Official Gazette [online]. State Press, 2020-12. "
        "Available from: https://gazette.test/1",
    }
    assert styled(Reference("source", "bare", "A title")) == {
        "APA": "A title. (n.d.).",
        "Chicago": "“A title.” n.d.",
        "ISO 690": "A title. no date.",
    }


@pytest.mark.parametrize(
    ("date", "apa", "chicago"),
    [
        ("2020", "2020", "2020"),
        ("2020-02", "2020, February", "February 2020"),
        ("2020-02-09", "2020, February 9", "February 9, 2020"),
        ("2020-21", "2020-21", "2020-21"),
        ("2020/2021", "2020/2021", "2020/2021"),
        ("2020~", "2020~", "2020~"),
    ],
)
def test_dates_are_written_as_the_style_does_and_rarer_ones_as_they_are(date, apa, chicago):
    reference = Reference("source", "x", "X", date=date)
    assert styled(reference)["APA"] == f"X. ({apa})."
    assert styled(reference)["Chicago"] == f"“X.” {chicago}."


def test_bibtex_braces_what_must_stay_and_escapes_what_tex_would_read():
    assert bibtex(RECORD) == (
        "@online{hr-include,\n"
        "  title = {{INCLuDE – 100\\% \\& more}},\n"
        "  date = {2026-11-22},\n"
        "  year = {2026},\n"
        "  organization = {Catalogue of integration-cooperation initiatives},\n"
        "  version = {3},\n"
        "  url = {https://catalogue.test/initiatives/hr-include/?as_of=2026-11-22.1},\n"
        "  urldate = {2026-11-22},\n"
        "  langid = {en},\n"
        "  abstract = {A project.},\n"
        "  keywords = {Funding instruments, Networks},\n"
        "  note = {As of 2026-11-22.1.},\n"
        "}\n"
    )


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)


def plain(text: str) -> str:
    return " ".join(text.split())


@FUZZ
@given(LINES, LINES, LINES)
def test_another_reader_of_ris_gets_the_fields_back_whatever_they_hold(title, author, abstract):
    reference = Reference("source", "key", title, author=author, date="2020-12-19", abstract=abstract)
    [found] = rispy.loads(ris(reference))
    names = ("id", "title", "abstract", "year", "date")
    assert [found[name] for name in names] == ["key", plain(title), plain(abstract), "2020", "2020/12/19/"]
    assert found["authors"] == [plain(author)]


@FUZZ
@given(LINES, LINES)
def test_another_reader_of_bibtex_gets_the_fields_back_whatever_they_hold(title, note):
    text = bibtex(Reference("source", "key", title, note=note))
    layers = [middlewares.RemoveEnclosingMiddleware()]
    with warnings.catch_warnings(action="ignore"):
        library = bibtexparser.parse_string(text, parse_stack=layers)
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert (library.entries[0].key, fields["title"], fields["note"]) == ("key", f"{{{escape(title)}}}", escape(note))


def test_csl_json_leaves_out_what_is_not_known():
    assert csl(Reference("source", "bare", "A title", date="2020/2021")) == {
        "id": "bare",
        "type": "document",
        "title": "A title",
        "issued": {"literal": "2020/2021"},
    }


@pytest.mark.parametrize("question", ["", "country=HR", "q=cities", "year=2020&status=completed", "country=SE"])
def test_a_bibliography_has_one_reference_for_each_initiative_of_the_list_in_its_order(reader, question):
    selection = answer(question)
    slugs = [selection.snapshot.documents[i].slug for i in selection.ids]
    query = f"?{question}" if question else ""
    in_ris = [row["id"] for row in rispy.loads(get(reader, f"/initiatives.ris{query}"))]
    in_bib = [row.key for row in bibtexparser.parse_string(get(reader, f"/initiatives.bib{query}")).entries]
    in_csl = [row["id"] for row in json.loads(get(reader, f"/initiatives.csl.json{query}"))]
    assert (in_ris, in_bib, in_csl) == (slugs, slugs, slugs)


def test_the_reference_of_a_list_names_question_count_moment_and_checksum(catalogue):
    selection = answer("country=HR")
    reference = of_list(selection)
    assert reference.title == "List: Country: Croatia (5 initiatives)"
    assert (reference.version, reference.note) == (selection.as_of, f"SHA-256 {selection.hash}")
    assert reference.url == f"https://catalogue.test/initiatives/?country=HR&as_of={selection.as_of}"


def test_the_text_with_the_checksum_is_the_citation_of_the_page_and_the_hash(reader):
    selection = answer("country=HR")
    text = (
        "Catalogue of integration-cooperation initiatives. List: Country: Croatia (5 initiatives). "
        f"Version {selection.as_of}. SHA-256 {selection.hash}. {selection.pinned_url}\n"
    )
    assert get(reader, "/cite.txt?country=HR") == text


def test_records_and_sources_are_cited_by_what_their_pages_show(catalogue):
    selection = answer("q=interministerial")
    record = next(selection.records())
    assert of_record(selection.moment, record).title == record["title"]
    source = selection.snapshot.things["source"]["be-council-of-ministers-2020-interministerial-conference"]
    assert (of_source(source).author, of_source(source).date) == (
        "Belgian federal government, Council of Ministers",
        "2020-12-19",
    )
