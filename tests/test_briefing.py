"""The briefing: every initiative of the list once, a real footnote at every marker, alike in Markdown, Word and PDF."""

import io
import re
from dataclasses import replace
from urllib.parse import urlencode
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from initiatives.filters import GROUPINGS
from initiatives.formats import FORMATS
from initiatives.formats.briefing import pdf
from initiatives.formats.briefing.document import Briefing, Pointer
from initiatives.formats.briefing.notes import Note
from initiatives.formats.briefing.telling import Telling
from initiatives.models import Changeset
from initiatives.publishing import changes, publish, withdraw, withdraw_entry
from initiatives.selection import MovedError, RefusedError, Selection, ask
from tests.factories import make_entry, make_initiative, make_published, make_source
from tests.questions import questions, values_in
from tests.test_formats import body
from tests.test_selection import FUZZ, answer, everything

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = ("md", "docx", "pdf")
NO_ROOM = "One page has room for a note of at most 600 characters and 8 lines."
HOSTILE = "#set text(9pt) \\ *bold* _x_ <b>b</b> ]]> &amp; [^1] `c` $x$ = 1. @me"


def asked(query: str, output: str = "md") -> Selection:
    try:
        return ask(query, output)
    except MovedError as moved:
        return ask(moved.query, output)


def written(query: str, extension: str) -> bytes:
    return b"".join(FORMATS[extension].write(asked(query, extension)))


def in_markdown(query: str) -> str:
    return written(query, "md").decode()


def in_word(query: str) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The body and the footnotes of the Word file."""
    with ZipFile(io.BytesIO(written(query, "docx"))) as package:
        return tuple(ElementTree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "footnotes"))


def in_pdf(query: str) -> list[str]:
    """The text of each page, without spaces: lines may break anywhere."""
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(written(query, "pdf"))).pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def told(briefing: Briefing) -> list[Telling]:
    return [item for part in briefing.parts() for item in part.items if isinstance(item, Telling)]


def called(telling: Telling) -> list[tuple[str, Note]]:
    """The notes of an initiative, each with the words before its marker; those without a place have none."""
    found = []
    for entry in telling.entries:
        for runs in entry.paragraphs:
            for before, run in zip([None, *runs], runs, strict=False):
                if run.note:
                    found.append((before.text if before else "", run.note))
        found += [("", note) for note in entry.unplaced]
    return found


def notes(query: str) -> list[tuple[str, Note]]:
    return [pair for telling in told(Briefing(asked(query))) for pair in called(telling)]


def text(note: Note) -> str:
    return " ".join(span.text for span in note.spans)


# ── markers and notes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["", "group=theme", "year=2020", "evidence=uncited&group=year"])
def test_each_marker_has_its_own_note_in_the_order_of_the_text(query):
    expected = [note.number for _before, note in notes(query)]
    markdown = in_markdown(query)
    body, footnotes = in_word(query)
    assert expected == [*range(1, len(expected) + 1)] != []
    assert [int(number) for number in re.findall(r"(?<!^)\[\^(\d+)\](?!:)", markdown)] == expected
    assert [int(number) for number in re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE)] == expected
    assert [int(mark.get(f"{W}id")) for mark in body.iter(f"{W}footnoteReference")] == expected
    assert [int(note.get(f"{W}id")) for note in footnotes] == [-1, 0, *expected]


def test_each_note_says_its_citation_and_the_state_of_it_in_every_format():
    found = [note for _before, note in notes("")]
    _body, footnotes = in_word("")
    markdown = re.findall(r"^\[\^\d+\]: (.*)$", in_markdown(""), re.MULTILINE)
    assert [words(note).strip() for note in list(footnotes)[2:]] == [text(note) for note in found]
    assert [re.sub(r"\\(?=[^\w\s])|[<>]", "", line) for line in markdown] == [text(note) for note in found]
    assert text(found[0]).endswith(
        "Probable: a fitting source, found independently and not confirmed to be the report’s own. Belga (in DH, "
        "December 2020) and The Brussels Times (19 December 2020) report the same news. According to news.belgium.be, "
        "the Consultation Committee approved the Conference on 12 February 2021, and the federal delegation was "
        "approved on 22 May 2021. Note 1087 of Asylum Report 2021."
    )


@pytest.mark.parametrize("query", ["", "group=year&year=2020"])
def test_each_note_stands_on_the_page_of_its_marker(query):
    pages = in_pdf(query)
    for before, note in notes(query):
        places = [n for n, page in enumerate(pages) if squeezed(text(note)) in page]
        # A page may begin with the very words before a marker.
        marked = [n for n, page in enumerate(pages) if f"{squeezed(before)[-5:]}{note.number}" in page]
        assert len(places) == 1 and places[0] in (marked if before else places), note


def test_a_note_that_is_called_again_is_referred_to_and_one_without_a_marker_stands_below():
    source = make_source()
    initiative = make_initiative()
    entry = make_entry(initiative, text="One.[^1] Two.[^1]", notes=[("1", source), ("2", None)])
    publish(initiative=initiative, entries=[entry], why="x")
    [telling] = told(Briefing(asked("pick=alpha")))
    assert [(before, note.number, text(note)[:14]) for before, note in called(telling)] == [
        ("One.", 1, "(no date). A r"),
        (" Two.", 2, "As note 1."),
        ("", 3, "Missing: the n"),
    ]


# ── every initiative once, in order ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("group", GROUPINGS)
def test_every_initiative_is_told_once_and_elsewhere_pointed_to(group):
    selection = asked(f"group={group}")
    parts = [(part.title, [*part.items]) for part in Briefing(selection).parts()]
    slugs = [selection.snapshot.documents[i].slug for i in selection.ids]
    home = {item.anchor: title for title, items in parts for item in items if isinstance(item, Telling)}
    in_full = [item for _title, items in parts for item in items if isinstance(item, Telling)]
    assert sorted(item.anchor for item in in_full) == sorted(slugs)
    assert [item.number for item in in_full] == [*range(1, 23)]
    for title, items in parts:
        places = [slugs.index(item.anchor) for item in items]
        assert places == sorted(places), title
        assert [home[item.anchor] for item in items if isinstance(item, Pointer)] == [
            item.home for item in items if isinstance(item, Pointer)
        ]


@FUZZ
@given(st.data())
def test_the_briefing_of_any_question_has_the_initiatives_and_entries_of_its_list(catalogue, data):
    question = data.draw(questions(values_in(everything())))
    question["group"] = [data.draw(st.sampled_from(GROUPINGS))]
    selection = asked(answer({k: v for k, v in question.items() if k != "group"}).query(group=question["group"]))
    found = told(Briefing(selection))
    assert sorted(item.anchor for item in found) == sorted(selection.snapshot.documents[i].slug for i in selection.ids)
    entries = {record["id"]: len([*selection.entries(record)]) for record in selection.records()}
    assert {item.anchor: len(item.entries) for item in found} == entries
    markdown = b"".join(FORMATS["md"].write(selection)).decode()
    addresses = re.findall(r"^Record: <.*/initiatives/(.*)/\?as_of=.*>$", markdown, re.MULTILINE)
    assert addresses == [item.anchor for item in found]


def test_an_initiative_of_several_countries_is_told_under_the_first_that_is_asked_for():
    def in_full(query: str) -> dict[str, int]:
        parts = Briefing(asked(query)).parts()
        return {part.title: sum(isinstance(item, Telling) for item in part.items) for part in parts}

    everywhere = {"Czechia": 1, "Hungary": 0, "Poland": 0, "Slovakia": 0}
    assert in_full("pick=v4-niem-role-of-local-governments&group=country") == everywhere
    assert in_full("country=SK&country=PL") == {"Poland": 1, "Slovakia": 0}


def test_only_the_entries_that_were_asked_for_are_told_and_the_others_are_named():
    [include] = [item for item in told(Briefing(asked("country=HR&year=2020"))) if item.anchor == "hr-include"]
    assert [entry.title for entry in include.entries] == ["2020 – Launched"]
    assert include.remarks == [
        "The catalogue has one more entry of this initiative (2021), which is not what was asked for."
    ]


@pytest.mark.parametrize("extension", DOCUMENTS)
def test_the_title_page_says_what_was_asked_when_and_how_many(extension):
    query = f"country=HR&{urlencode({'heading': 'For the Σύνοδος Союз', 'note': 'One\n\nTwo'})}"
    label = Changeset.objects.order_by("-number").first().label
    said = {
        "md": lambda: squeezed(in_markdown(query)),
        "docx": lambda: squeezed(words(in_word(query)[0])),
        "pdf": lambda: in_pdf(query)[0],
    }[extension]()
    for part in ("For the Σύνοδος Союз", "Country: Croatia", "5 initiatives", f"changeset {label}", "CC BY 4.0"):
        assert squeezed(part) in said, part
    own = "Note by the person who made this briefing, not a text of the catalogue"
    assert said.index(squeezed(own)) < said.index("One") < said.index("Two")
    assert squeezed("Reproduction is authorised provided the source is acknowledged.") in said


@pytest.mark.parametrize("extension", DOCUMENTS)
@pytest.mark.parametrize("query", ["", "group=none&note=x", "summary=1"])
def test_the_same_question_gives_the_same_bytes(extension, query):
    assert written(query, extension) == written(query, extension)


@pytest.mark.parametrize("query", ["country=SE", "country=SE&summary=1"])
def test_an_empty_list_is_a_document_that_says_so(query):
    sentence = "No initiative of the catalogue answers this question."
    assert sentence in in_markdown(query)
    assert sentence in words(in_word(query)[0])
    assert any(squeezed(sentence) in page for page in in_pdf(query))


# ── what must not show, and what must not do anything ────────────────────────────────────────────────────────


def test_of_what_was_withdrawn_only_its_place_is_told():
    make_published("beta", summary="A hidden word.", editions=("ar2021",))
    gamma = make_published("gamma", editions=("ar2021", "ar2022"))
    then = Changeset.objects.order_by("-number").first().label
    withdraw(initiative=make_published("delta"), reason="x")
    withdraw(initiative=gamma.__class__.objects.get(slug="beta"), reason="x")
    withdraw_entry(entry=gamma.entries.get(edition="ar2021"), reason="x")
    query = f"pick=beta&pick=gamma&as_of={then}"
    markdown = in_markdown(query)
    assert "## Withdrawn since" in markdown and "### 2\\. beta" in markdown
    assert "Entry gamma.ar2021 was withdrawn; its text is withheld." in markdown
    assert [form for form in (markdown, words(in_word(query)[0]), *in_pdf(query)) if "hidden" in form] == []


def test_hostile_text_is_text():
    source = make_source(title=HOSTILE, url="javascript:alert(1)")
    initiative = make_initiative(title=HOSTILE, summary=f"{HOSTILE}\n= Heading\n- item")
    entry = make_entry(initiative, text=f"{HOSTILE.replace('[^1]', '')}[^1]", notes=[("1", source)], note=HOSTILE)
    publish(initiative=initiative, entries=[entry], why="x")
    query = "pick=alpha"
    body, footnotes = in_word(query)
    assert words(body).count(HOSTILE) >= 3 and HOSTILE in words(footnotes)
    pages = "".join(in_pdf(query))
    assert squeezed(HOSTILE) in pages and "=Heading-item" in pages
    lines = in_markdown(query).splitlines()
    escaped = r"\#set text(9pt) \\ \*bold\* \_x\_ \<b\>b\</b\> \]\]\> \&amp; \[\^1\] \`c\` \$x\$ = 1. \@me"
    assert f"## 1\\. {escaped}" in lines and f"{escaped} = Heading - item" in lines
    assert not [line for line in lines if "<javascript" in line] and "javascript:alert(1)" in "".join(lines)
    with ZipFile(io.BytesIO(written(query, "docx"))) as package:
        assert b"javascript:" not in package.read("word/_rels/footnotes.xml.rels")
    pages = PdfReader(io.BytesIO(written(query, "pdf"))).pages
    links = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    assert {str(link["/A"]["/URI"]).partition(":")[0] for link in links if "/URI" in link.get("/A", {})} == {"https"}


def test_a_character_that_no_font_has_leaves_the_pdf_without_a_claim_that_is_not_true():
    read = PdfReader(io.BytesIO(written("country=SE&heading=%F0%93%80%80+x", "pdf")))
    assert b"pdfuaid" not in read.trailer["/Root"]["/Metadata"].get_data()
    assert (read.metadata.title, read.trailer["/Root"]["/MarkInfo"]["/Marked"]) == ("𓀀 x", True)


# ── the files ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_word_file_opens_with_styles_contents_and_properties(reader):
    response = reader.get("/initiatives.docx?country=HR&heading=A+heading")
    document = docx.Document(io.BytesIO(body(response)))
    by_style = {style: [p.text for p in document.paragraphs if p.style.style_id == style] for style in ("TOC1", "TOC2")}
    headings = {p.style.name: p.text for p in document.paragraphs if p.style.name.startswith("Heading")}
    assert by_style["TOC1"] == ["Croatia"]
    assert by_style["TOC2"][0] == "1. Advisory Group of Third-Country Nationals and Persons of Migrant Origin"
    assert len(by_style["TOC2"]) == 5 and set(headings) == {"Heading 1", "Heading 2", "Heading 3"}
    assert (document.core_properties.title, document.core_properties.language) == ("A heading", "en")
    outside = {relation.reltype.rpartition("/")[2] for relation in document.part.rels.values() if relation.is_external}
    assert outside == {"hyperlink"}


def test_each_jump_in_the_word_file_leads_to_a_bookmark_that_stands_once():
    for query in ("", "group=level", "country=HR&group=none"):
        document, _footnotes = in_word(query)
        names = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
        jumps = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")} - {None}
        assert len(names) == len(set(names)) and jumps <= set(names), query


def test_a_table_of_the_word_file_has_a_head():
    document, _footnotes = in_word("summary=1")
    [table] = document.iter(f"{W}tbl")
    first, *others = table.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert words(first) == "By country№By year№By theme№By governance level№"
    assert words(others[0]) == "Croatia5202114Local capacity and guidance6National17"


def test_the_pdf_is_tagged_and_says_what_it_is():
    read = PdfReader(io.BytesIO(written("country=HR&heading=A+heading", "pdf")))
    catalogue = read.trailer["/Root"]
    assert (read.metadata.title, catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == ("A heading", "en", True)
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert [entry.title for entry in read.outline if not isinstance(entry, list)] == [
        "Croatia",
        "Sources",
        "How this briefing was made",
    ]


# ── on one page ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("more", ["", "&heading=" + "W" * 99 + "+" + "W" * 100 + "&note=" + "%0A".join(["M" * 74] * 8)])
@pytest.mark.parametrize("query", ["country=FR", "", "theme=sector-services"])
def test_the_one_page_form_is_one_page(query, more):
    if query.startswith("theme"):
        with changes(why="many") as work:
            for n in range(60):
                title = f"{n} {'Überregionale Ämter ' * 14}"
                one = make_initiative(f"long-{n}", title=title, themes=["sector-services"])
                work.publish(one, entries=[make_entry(one, text="x", notes=())])
    pages = in_pdf(f"{query}&summary=1{more}".strip("&"))
    assert len(pages) == 1
    assert re.search(r"Thewholelist,witheverystatementandfootnote", pages[0])


def test_the_one_page_form_says_how_many_titles_had_no_room():
    with changes(why="many") as work:
        for n in range(60):
            one = make_initiative(f"more-{n}")
            work.publish(one, entries=[make_entry(one, text="x", notes=())])
    markdown = in_markdown("summary=1")
    titles = len(re.findall(r"^\d+\. ", markdown, re.MULTILINE))
    assert re.search(rf"^and {82 - titles} more\. The whole list", markdown, re.MULTILINE)
    assert 22 <= titles < 82


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "output", "parameter", "message"),
    [
        ("group=colour", "pdf", "group", "“colour” is not one of: country, year, theme, level, none."),
        ("group=year", "html", "group", "This can be chosen for docx, pdf and md only."),
        ("heading=x", "csv", "heading", "This can be chosen for docx, pdf and md only."),
        ("note=x", "xlsx", "note", "This can be chosen for docx, pdf and md only."),
        ("summary=1", "json", "summary", "This can be chosen for docx, pdf and md only."),
        ("summary=2", "md", "summary", "“2” is not one of: 1."),
        ("heading=" + "x" * 201, "md", "heading", "The text has more than 200 characters."),
        ("note=" + "x" * 2001, "md", "note", "The text has more than 2000 characters."),
        ("heading=a&heading=b", "md", "heading", "Give it once."),
        (
            "summary=1&note=" + "x" * 601,
            "md",
            "note",
            NO_ROOM,
        ),
        (
            "summary=1&note=" + "%0A".join("123456789"),
            "md",
            "note",
            NO_ROOM,
        ),
        ("basket=hr-include", "pdf", "basket", "An export is the whole list: it has no pages and no views."),
        ("rows=entries", "pdf", "rows", "Rows can be chosen for csv, json and jsonl only."),
    ],
)
def test_what_a_document_does_not_take_is_refused(query, output, parameter, message):
    with pytest.raises(RefusedError) as refused:
        ask(query, output)
    [problem] = refused.value.problems
    assert (problem["parameter"], problem["message"]) == (parameter, message)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("group=country", ""),
        ("pick=hr-include&group=none", "pick=hr-include"),
        ("group=year&summary=1", "summary=1"),
        ("heading=+a%0A+b+", "heading=a+b"),
        ("note=a%0D%0A%0D%0A%0D%0Ab++c%0D", "note=a%0A%0Ab+c"),
        ("note=Zu%CC%88rich", "note=Z%C3%BCrich"),
        ("heading=%00&note=", ""),
    ],
)
def test_another_spelling_is_redirected(query, canonical):
    with pytest.raises(MovedError) as moved:
        ask(query, "md")
    assert (moved.value.query, moved.value.status) == (canonical, 301)


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_a_list_too_long_for_a_document_is_answered_with_what_there_is_instead(reader, monkeypatch, extension):
    monkeypatch.setitem(FORMATS, extension, replace(FORMATS[extension], most=4))
    response = reader.get(f"/initiatives.{extension}?country=HR")
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert response.json()["detail"].startswith("The list has 5 initiatives; this format is made of at most 4.")
    assert reader.get(f"/initiatives.{extension}?country=GR").status_code == 200
    assert reader.get("/initiatives.md?country=HR").status_code == 200


def test_a_pdf_that_takes_too_long_is_an_error_and_no_file(reader, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0)
    response = reader.get("/initiatives.pdf?country=HR")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")


# ── one initiative ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("extension", DOCUMENTS)
def test_one_initiative_has_a_briefing_of_its_own(reader, extension):
    response = reader.get(f"/initiatives/hr-include.{extension}?heading=For+the+board&note=Read+this.")
    assert response.status_code == 200
    whole = body(response)
    if extension == "pdf":
        said = "".join(squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(whole)).pages)
    elif extension == "docx":
        said = squeezed("\n".join(p.text for p in docx.Document(io.BytesIO(whole)).paragraphs))
    else:
        said = squeezed(whole.decode())
    title = "INCLuDE – Inter-sectoral cooperation in the empowerment of third-country nationals"
    for part in ("For the board", title, "Read this.", "2020 – Launched", "2021 – Continued", "Cite as: “INCLuDE"):
        assert squeezed(part) in said, part


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("group=year", 400),
        ("summary=1", 400),
        ("heading=" + "x" * 201, 400),
        ("note=a%0D%0Ab", 301),
        ("rows=entries", 400),
    ],
)
def test_a_briefing_of_one_initiative_takes_a_heading_and_a_note_only(reader, query, status):
    assert reader.get(f"/initiatives/hr-include.pdf?{query}").status_code == status
    assert reader.get("/initiatives/hr-include.csv?heading=x").status_code == 400


def test_what_a_source_does_not_state_is_told_in_sentences_and_said_to_be_inferred_once():
    text = in_markdown("pick=hr-handbook-local-authorities")
    assert (
        "- **Lead:** Office for Human Rights and Rights of National Minorities (Croatia) "
        "(National authority; inferred from the paragraph; the sentence names no author)\n"
    ) in text
    [told] = [line for line in text.splitlines() if line.startswith("- **Not stated by the source:**")]
    assert re.findall(r"(?:^|[.] )(Actors|Countries|Relations|Title): ", told.partition(":** ")[2]) == [
        "Actors",
        "Countries",
        "Relations",
        "Title",
    ]
    assert (".;" in told, ".." in told) == (False, False)


def test_the_states_of_citations_are_introduced():
    assert "Each note says how sure its citation is:\n\n- Cited: " in in_markdown("country=HR")


@pytest.mark.parametrize("query", ["country=GR", "country=GR&country=HR", "country=SE", "group=year"])
def test_the_last_page_of_a_pdf_tells_whole_how_it_was_made(query):
    last = in_pdf(query)[-1]
    assert ("Howthisbriefingwasmade" in last, "Citeas:" in last) == (True, True)
