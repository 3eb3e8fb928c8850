"""Reading narrative sections: what holds of any text, and of the ways in which reports are written."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.importer.narrative.dates import dates
from initiatives.importer.narrative.figures import figures
from initiatives.importer.narrative.places import countries
from initiatives.importer.narrative.reading import Reading, UnreadableError, read
from initiatives.importer.narrative.telling import as_json, as_text

pytestmark = pytest.mark.once

# Pieces of which reports are made, in any order: whatever comes out must hold together.
PIECES = st.sampled_from(
    [
        "In Portugal, the city of Braga launched a forum.12",
        "The Dutch government signed a pact with 18 municipalities.",
        'It published “Guide One".13 ',
        "Zum Hauptinhalt springen",
        "\u00a0",
        "\n",
        "\n\n",
        "12-20",
        "[3]",
        "¹⁴",
        "(5)",
        "March 20211175",
        "2022,894and ",
        "• Caritas trained 1,200 people",
        "3.2 Heading",
        "Spain",
        "14 Ministry, 'Title', 2021, https://example.org",
        "Several initiatives were reported.",
        "while in Malta, a campaign was set up",
        "; ",
        "\r\n",
        "\u2028",
        "“",
        '"',
        "’",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join), st.text(max_size=300)
)
MANY = settings(
    max_examples=1000 if os.environ.get("LONG") else 40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def statements(reading: Reading) -> list:
    return [one for draft in reading.drafts for one in draft.statements]


# ── of any text ──────────────────────────────────────────────────────────────────────────────────────────────


@MANY
@given(TEXTS)
def test_any_text_is_read_and_every_statement_stands_where_it_says(text):
    reading = read(text, year=2021)
    assert [text[one.start : one.end] for one in statements(reading)] == [one.text for one in statements(reading)]


@MANY
@given(TEXTS)
def test_no_two_statements_share_a_place(text):
    spans = sorted((one.start, one.end) for one in statements(read(text)))
    assert [end for (_, end), (start, _) in zip(spans, spans[1:], strict=False) if start < end] == []


@MANY
@given(TEXTS)
def test_no_footnote_is_made_up_and_markers_are_in_order(text):
    reading = read(text)
    places = [marker.start for marker in reading.numbering.markers]
    digits = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    assert places == sorted(places)
    assert [m for m in reading.numbering.markers if str(m.number) not in digits] == []
    assert {number for one in statements(reading) for number in one.footnotes} <= set(reading.markers)


@MANY
@given(TEXTS)
def test_the_same_text_gives_the_same_drafts(text):
    assert as_json(read(text, year=2021), "x") == as_json(read(text, year=2021), "x")


@MANY
@given(TEXTS)
def test_a_draft_says_of_each_thing_what_it_rests_on(text):
    for draft in read(text).drafts:
        assert draft.title and draft.statements and 0 <= draft.confidence <= 1
        assert draft.scope in {"national", "transnational", "eu", "international"}
        assert draft.levels and draft.status


def test_an_empty_text_has_nothing_in_it():
    assert as_json(read(""), "x") == {
        "edition": "x", "markers": [], "gaps": [], "context": [], "warnings": [], "drafts": []
    }  # fmt: skip
    assert as_text(read(""), "x") == "x: no markers, 0 drafts, 0 context statements."


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "(",
        "“",
        "In Malta, ",
        "The City of ",
        ". ",
        "1,",
        "[1]",
        "[1]. A",
        "\n",
        "of the ",
        "Ministry of and ",
        "Facebook ",
        "| ",
        "a.1\n",
        "A (BC) ",
        "(2020). x https://e.org ",
        "x-\n",
        "the launch of ",
        "\u202e",
        "\ud800",
        "1",
    ],
)
def test_a_text_of_one_thing_over_and_over_is_read_within_seconds(piece):
    start = time.monotonic()
    read(piece * (40_000 // len(piece)))
    assert time.monotonic() - start < 60


def test_marks_that_no_reader_sees_lose_nothing():
    """Text that runs from right to left, halves of letters, zeros: all stand where they stood."""
    text = "In Malta, \u202ethe Ministry\u202c of Education launched a hub\ud800 for newcomers\0 in Sliema.12"
    [draft] = read(text).drafts
    assert ([one.text for one in draft.statements], draft.countries, draft.footnotes) == ([text], ["MT"], [12])


def test_a_text_longer_than_any_section_is_refused():
    with pytest.raises(UnreadableError, match="at most 300000 are read"):
        read("a" * 300_001)


# ── markers ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Malta opened a hub in May 2021.897 It grew.898", [897, 898]),
        ("Malta opened a hub in March 20211175 and Gozo another.1176", [1175, 1176]),
        ("Malta opened hubs in 2022,894and ran them until 2024-2026.895", [894, 895]),
        ("Malta opened a hub (see Section 4.9).55 It grew.56", [55, 56]),
        ("Malta opened a hub.\u00a055 It helped 20,000 people.56", [55, 56]),
        ("Malta opened a hub [3] and Spain another [4, 6-7].", [3, 4, 6, 7]),
        ("Malta opened a hub.¹² It grew.¹³", [12, 13]),
        ("Malta opened a hub[55: Ministry. Hubs, 2021] and Spain set up a board[56: City, 2021].", [55, 56]),
        ("Malta gave EUR 5,000.55 It opened hubs for 400.56 In Spain, a board met.57", [55, 56, 57]),
        ("Malta gave EUR 2,022,8941166 to hubs and trained 40 people.1167", [1166, 1167]),
        ("Malta opened a hub (1). It grew in (2) two places (3).", [1, 3]),
        ("Malta opened a hub[^1] and closed it.[^2]", [1, 2]),
        ("The V4 and the EU27 met in 2021. It cost EUR 2.5 million. COVID-19 was over.", []),
        ("Malta opened a hub on 12.03.2021. It helped 1,200 of 20.000 people.", []),
        ("Malta opened hubs12 and Spain opened hubs13 in 2020.", [12, 13]),
        ("What is done for refugees in Malta, a review of 2015–2016\n\nMalta opened a hub.", []),
        ("Malta opened a hub in spring.2016 brought more.", []),
        ("Malta opened a hub.2015 It grew.2016 It closed.2017", [2015, 2016, 2017]),
    ],
)
def test_markers_are_told_from_other_numbers(text, markers):
    assert read(text).markers == markers


def test_the_range_in_the_footer_tells_which_footnotes_are_missing():
    reading = read("Malta opened a hub.11 It grew.12 It closed.14\n\n10-15")
    assert (reading.markers, list(reading.numbering.gaps)) == ([11, 12, 14], [10, 13, 15])


def test_a_marker_covers_what_stands_before_it_and_nothing_behind():
    reading = read("Malta opened a hub in Gozo. It gives advice.11 It has 12 rooms.\n\nSpain opened a school.12")
    assert [(one.text[:9], one.footnotes, one.flags) for one in statements(reading)] == [
        ("Malta ope", (11,), ()),
        ("It gives ", (11,), ()),
        ("It has 12", (), ("uncited",)),
        ("Spain ope", (12,), ()),
    ]


def test_a_short_paragraph_that_breaks_off_is_flagged_by_its_last_word():
    reading = read("Malta opened a hub.12\n\nThe Latvian government adopted a plan for")
    assert [one.flags for one in statements(reading)] == [(), ("uncited", "source-truncated")]


def test_a_paragraph_that_breaks_off_is_flagged():
    [one] = statements(
        read("In Malta, the Ministry of Education launched a hub for newcomers in Sliema (see Section\u00a0")
    )
    assert one.flags == ("source-truncated",)


def test_citations_that_a_page_shows_within_the_text_are_sources_and_no_statements():
    text = (
        "Malta opened a hub in Sliema.Ministry of Education. (2022, March 25). Hubs. https://example.org/hubs…  "
        "Spain set up a board.See for example: City of Madrid. (2021). Boards. https://example.org/boards"
    )
    assert [(one.text[:12], one.flags, one.cites[:9]) for one in statements(read(text))] == [
        ("Malta opened", (), "Ministry "),
        ("Spain set up", (), "See for e"),
    ]


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Malta opened a hub in Sliema.https://example.org/hubs", "https://example.org/hubs"),
        ("Malta opened a hub in Sliema. (Ministry of Health, 2021, June 3).", "(Ministry of Health, 2021, June 3)"),
    ],
)  # fmt: skip
def test_citations_behind_the_end_of_a_sentence_are_its_sources(text, cites):
    [draft] = read(text).drafts
    assert (draft.title, [(one.text, one.cites, one.flags) for one in draft.statements]) == (
        "Hub in Sliema", [(text, cites, ())],
    )  # fmt: skip


def test_notes_at_the_end_are_citations_and_no_statements():
    reading = read("Malta opened a hub.11\n\nNotes\n11 Ministry of Education, 'Hubs', 2021. https://example.org/hubs")
    assert reading.citations == {11: "Ministry of Education, 'Hubs', 2021. https://example.org/hubs"}
    assert [draft.citations for draft in reading.drafts] == [reading.citations]


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "chrome",
    [
        "Skip to main content",
        "Zum Hauptinhalt springen",
        "Aller au contenu principal",
        "Przejdź do treści",
        "foster-cooperation",
        "Back to top",
        "Alle Cookies akzeptieren",
        "Partager sur FacebookPartager sur Twitter",
        "Αποδοχή όλων",
    ],
)
@pytest.mark.parametrize("between", ["", "\n", "\n\n", "\n\u00a0\n"])
def test_what_belongs_to_the_page_is_left_out(chrome, between):
    [draft] = read(f"{chrome}{between}Malta opened a hub in Sliema.12").drafts
    assert [one.text for one in draft.statements] == ["Malta opened a hub in Sliema.12"]


@pytest.mark.parametrize("chrome", ["Compartir en Twitter", "Print this pageShare", "Mostrar más", "Weiterlesen"])
@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n"])
def test_what_belongs_to_the_page_is_left_out_behind_a_text_too(chrome, between):
    [draft] = read(f"Malta opened a hub in Sliema.12{between}{chrome}").drafts
    assert [one.text for one in draft.statements] == ["Malta opened a hub in Sliema.12"]


def test_a_single_new_line_parts_where_the_place_changes():
    text = (
        "Malta opened a hub.11\n\nThe Irish government signed a pact.12\nThe Swiss cantons adopted a plan.13\n\n"
        "Spain set up a board.14"
    )
    assert [draft.countries for draft in read(text).drafts] == [["MT"], ["IE"], ["CH"], ["ES"]]


def test_several_initiatives_of_a_paragraph_are_parted_at_their_markers():
    text = (
        "Malta's Ministry of Education opened a hub.11 In addition, a handbook was published.12 "
        "The handbook has ten parts.13"
    )
    drafts = read(text).drafts
    assert [(draft.form, draft.footnotes, draft.countries) for draft in drafts] == [
        ("body", [11], ["MT"]),
        ("guidance", [12, 13], ["MT"]),
    ]
    assert [[(one.name, one.inferred) for one in draft.actors if one.role == "lead"] for draft in drafts][1][0][1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Maltese Ministry of Education opened a hub.11 In Greece, the Network of Towns welcomed four towns.12",
            [(["MT"], [11]), (["GR"], [12])],
        ),
        (
            "The city of Malmö set up a board.11 In Norway, the Directorate of Integration launched a pilot.12 "
            "The Aid Council published a guide.13",
            [(["SE"], [11]), (["NO"], [12]), (["NO"], [13])],
        ),
        (
            "The Maltese Ministry of Education opened a hub. It helps 30 towns.11 The city of Gozo opened a house.12",
            [(["MT"], [11]), (["MT"], [12])],
        ),
        (
            "Spain set up a board.11\nThe Maltese Ministry of Education opened a hub.12\nIt also funded 12 local\n"
            "advice points.13",
            [(["ES"], [11]), (["MT"], [12, 13])],
        ),
    ],
)
def test_each_place_and_each_town_has_its_own(text, told):
    assert [(draft.countries, draft.footnotes) for draft in read(text).drafts] == told


def test_running_heads_and_notes_at_the_foot_of_pages_part_no_sentence():
    text = (
        "Report on Malta          Part One\n\nThe Ministry of Education launched an inte-\n"
        "gration plan for schools.1 It set up\ntwo hubs in Sliema.2\n\n1 Ministry, Plan, 2021.\n"
        "2 Ministry, Hubs, 2021.\n\n– 12 –\n"
        "Report on Malta          Part Two\n\nThe City of Valletta opened a desk for\nnewcomers.3\n"
    )
    reading = read(text)
    assert (reading.markers, sorted(reading.citations)) == ([1, 2, 3], [1, 2])
    assert [(draft.footnotes, draft.countries) for draft in reading.drafts] == [([1, 2], ["MT"]), ([3], ["MT"])]


@pytest.mark.parametrize(
    "line",
    [
        "Aceptar | Rechazar | Configurar",
        "Inicio  Quiénes somos  Noticias  Agenda",
        "Teilen auf Facebook · Twitter",
        "This website uses cookies to improve your visit.",
        "Accueil > Publications > Rapport annuel > 4.12",
        "También le puede interesar: 10 ideas para una ciudad acogedora",
        "by Livia Santoro and Pieter Haagsma",
    ],
)
def test_menus_and_notices_in_any_language_are_no_statements(line):
    reading = read(f"{line}\n\nMalta opened a hub in Sliema.12")
    assert ([one.text for one in statements(reading)], reading.context) == (["Malta opened a hub in Sliema.12"], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2021, 503 persons were granted protection in Malta.",
        "Malta hosts 9,000 refugees from Ukraine.",
        "Beneficiaries have access to the labour market under the Asylum Act of 2007.",
        "The Court of Auditors recommended that Malta develop indicators.",
        "We spoke with 112 people in Malta.",
        "Malta did not adopt a plan.",
    ],
)
def test_figures_the_law_and_advice_are_context(sentence):
    reading = read(f"{sentence}1 \n\nThe City of Valletta opened a desk for newcomers.2")
    assert [draft.title for draft in reading.drafts] == ["Desk for newcomers"]


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("The City of Graz, together with Caritas Austria, opened a hub.", ["City of Graz", "Caritas Austria"]),
        ("A hub was opened by the City of Graz with the support of UNHCR.", ["City of Graz"]),
        ("Funded by AMIF, the City of Graz opened a hub.", ["City of Graz"]),
        ("The City of Graz opened a hub in which employers and churches meet.", ["City of Graz"]),
        ("The Ministry of Health and WHO trained nurses.", ["Ministry of Health", "WHO"]),
        ("Under the lead of the City of Graz, a task force has been meeting since May.", ["City of Graz"]),
        ("The City of Graz announced a study by the University of Vienna.", ["City of Graz"]),
        ("The Ministry of Housing, Communities and Local Government ended a fund.", [
            "Ministry of Housing, Communities and Local Government"]),
    ],
)  # fmt: skip
def test_who_leads_is_told_by_the_sentence(text, leads):
    [draft] = read(text).drafts
    assert [one.name for one in draft.actors if one.role == "lead"] == leads


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The centre in Graz, opened in 2019, was closed by the City of Graz.", "completed"),
        ("Since it was founded in 2017, the Graz hub has been extended by the City of Graz.", "continued"),
        ("2021 saw the launch of a mentoring scheme in Graz.", "launched"),
        ("The scheme of the City of Graz is still running, though only 23 people signed up.", "ongoing"),
        ("The City of Graz is drafting a plan.", "drafted"),
        ("A training of officials is to follow in Graz.", "announced"),
    ],
)
def test_the_status_is_that_of_the_main_clause(text, status):
    [draft] = read(text).drafts
    assert draft.status == status


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Dutch Ministry helped Syrian and Eritrean refugees.", ["NL"]),
        ("Refugees from Ukraine were hosted in Poland.", ["PL"]),
        ("After the war in Ukraine began, Lisbon's city council opened a desk.", ["PT"]),
        ("Ukrainian children went to Polish schools.", ["PL"]),
        ("UNHCR Bulgaria met.", ["BG"]),
        ("The V4 countries (Czechia, Hungary, Poland and Slovakia) met.", ["CZ", "HU", "PL", "SK"]),
        ("The Nordic countries met.", ["DK", "FI", "IS", "NO", "SE"]),
        ("German, Austrian and Swiss universities met.", ["DE", "AT", "CH"]),
        ("The leaflet was translated into Ukrainian, Russian and Polish.", []),
        ("Newcomers learn German.", []),
        ("Dutch language courses were offered.", []),
        ("Transfers under the Dublin Regulation and the Geneva Convention.", []),
        ("The Danish Refugee Council ran a centre in Tirana.", ["AL"]),
        ("A scheme similar to the model in Denmark was set up by the Länder of Hesse.", ["DE"]),
        ("The voivodeship opened a centre.", ["PL"]),
        ("The Luxemburgish minister and the Luxembourgish mayors met.", ["LU"]),
        ("Turkish nationals and Albanian families came.", []),
        ("The Turkish government met.", ["TR"]),
        ("The European Commission in Brussels published a call.", []),
        ("Northern Ireland and the Republic of Ireland met.", ["GB", "IE"]),
        ("North Macedonia and Central Macedonia met.", ["MK", "GR"]),
    ],
)
def test_places_are_told_from_origins_languages_and_treaties(text, codes):
    assert countries(text) == codes


def test_a_heading_names_the_place_of_what_follows():
    text = "Portugal\n\nThe High Commission opened a centre.\n\nItaly\n\nA handbook was published."
    assert [draft.countries for draft in read(text).drafts] == [["PT"], ["IT"]]


# ── dates and figures ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "edtf", "kind"),
    [
        ("It was launched in June 2021.", "2021-06", "start"),
        ("It was launched on 3 October 2019.", "2019-10-03", "start"),
        ("It began in autumn 2020.", "2020-23", "start"),
        ("As of 1 January, it pays grants.", "2021-01-01", "event"),
        ("It ran between March and June 2021.", "2021-03/2021-06", "event"),
        ("An action plan for 2021-2022 was made.", "2021/2022", "applies-to"),
        ("It was extended until December 2024.", "2024-12", "end"),
        ("A pilot is planned for 2023.", "2023", "planned"),
        ("In the first half of 2022, it grew.", "2022-01/2022-06", "event"),
    ],
)
def test_dates_are_as_exact_as_the_text(text, edtf, kind):
    assert [(one.edtf, one.kind) for one in dates(text, 2021)] == [(edtf, kind)]


def test_a_date_that_no_calendar_has_is_none():
    assert [one.edtf for one in dates("On 45.13.2021, and from 2024-2021.", 2021)] == ["2021", "2024"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("around 1,200 people", (1200, "about", "people")),
        ("more than 300 volunteers", (300, "more-than", "volunteers")),
        ("EUR 2.5 million", (2_500_000, "exactly", "EUR")),
        ("at least twelve municipalities", (12, "at-least", "municipalities")),
        ("up to €3,000", (3000, "at-most", "EUR")),
        ("meets twice a year", (2, "exactly", "times a year")),
    ],
)
def test_figures_have_their_qualifier_and_unit(text, told):
    assert [(one.value, one.qualifier, one.unit) for one in figures(text)] == [told]


def test_the_words_of_a_form_are_the_report_s_own_also_where_a_title_stands_in_them():
    text = "In Malta, the city of Gozo set up a mentoring scheme for refugee women called “Rahma” in May 2021.[1]"
    told = [(draft.form, draft.because["form"]) for draft in read(text, year=2021).drafts]
    assert told == [("project", "mentoring scheme for refugee women called “Rahma”")]
