"""Text search: what readers type finds the same on every database, whatever the case, accents and inflection."""

import json
import os
import re
from array import array
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from countries.folding import fold
from initiatives import index, search
from initiatives.asking import moment
from initiatives.bitmaps.sections import Sections, Writer
from initiatives.bitmaps.words import Corpus, PackedWords, WordPacker
from initiatives.highlights import Highlighter, Sought, Text, marked
from initiatives.inflections import IRREGULAR, SPELLINGS, stem
from initiatives.publishing import publish, withdraw, withdraw_entry
from initiatives.search import Term, parse
from initiatives.spelling import better
from initiatives.suggestions import suggestions
from tests.factories import make_actor, make_entry, make_initiative, make_published, make_source
from tests.test_selection import answer

pytestmark = pytest.mark.usefixtures("catalogue")
LISTED = Path(__file__).parent / "golden" / "searches.json"
FUZZ = settings(
    deadline=None,
    max_examples=3000 if os.environ.get("LONG") else 60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def many_tongues(catalogue) -> None:
    """The real catalogue and initiatives named in other alphabets, published one after the other."""
    titles = {
        "zurich": ("Housing in Zürich", "Wohnen in der Straße"),
        "lodz": ("Courses in Łódź", "Kursy języka polskiego"),
        "athens": ("Learning in Athens", "Μαθήματα ελληνικών στην Αθήνα"),
        "sofia": ("Work in Sofia", "Съвет за интеграция на бежанците"),
        "istanbul": ("Neighbours in İstanbul", "Komşuluk ve ışık"),
        "amman": ("Friends in Amman", "أصدقاء اللاجئين"),
        "oslo": ("Kindergarten in Tromsø", "Barnehage på Sørlandet"),
    }
    for slug, (title, original) in titles.items():
        initiative = make_initiative(slug, title=title, original_title=original, summary="A test of letters.")
        publish(initiative=initiative, entries=[make_entry(initiative, text="It runs.", notes=())], why="x")


# The words that have a rule of their own.
RULED = sorted({*IRREGULAR, *SPELLINGS, "dying", "lying", "tying", "skies", "idly", "organize"})


def slugs(question: str) -> list[str]:
    selection = answer({"q": [question]})
    return [selection.snapshot.documents[i].slug for i in selection.ids]


def test_the_listed_questions_find_these_initiatives_in_this_order(many_tongues, request):
    asked = json.loads(LISTED.read_text())
    found = {question: slugs(question) for question in asked}
    if request.config.getoption("--write-golden"):
        LISTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert len(asked) >= 60
    assert found == asked


@pytest.mark.parametrize(
    "same",
    [
        ("municipality", "Municipalities", "MUNICIPALITIES"),
        ("city", "cities", "Cities"),
        ("child", "children"),
        ("organisation", "organization", "organisations", "organized"),
        ("programme", "program", "programmes"),
        ("fund", "funds", "funding", "funded"),
        ("agency", "agencies"),
        ("analysis", "analyses"),
        ("policy", "policies"),
        ("held", "hold", "holds", "holding"),
    ],
)
def test_forms_of_a_word_are_one_word(same):
    assert len({stem(fold(word)) for word in same}) == 1


@FUZZ
@given(st.one_of(st.text(min_size=1), st.from_regex("[a-z]{1,9}", fullmatch=True), st.sampled_from(RULED)))
def test_no_form_of_a_word_begins_with_another_letter(text):
    """Marks rest on it: only words with the same first letter are compared."""
    assert [stem(word)[:1] for word in fold(text).split()] == [word[:1] for word in fold(text).split()]


@pytest.mark.parametrize(
    ("word", "other"), [("refugee", "refuse"), ("member", "membrane"), ("city", "citizen"), ("country", "county")]
)
def test_other_words_stay_other_words(word, other):
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    ("spellings", "slug"),
    [
        (("Zürich", "zurich", "ZURICH", "Zu\u0308rich", "straße", "STRASSE"), "zurich"),
        (("Łódź", "lodz", "LODZ", "języka", "jezyka"), "lodz"),
        (("Αθήνα", "ΑΘΗΝΑ", "αθηνα", "ελληνικών", "μαθημ*"), "athens"),
        (("Съвет", "съвет", "БЕЖАНЦИТЕ", "интегр*"), "sofia"),
        (("İstanbul", "istanbul", "ISTANBUL", "ışık", "isik", "komsuluk"), "istanbul"),
        (("أصدقاء", '"أصدقاء اللاجئين"'), "amman"),
        (("Tromsø", "tromso", "TROMSØ", "sørlandet"), "oslo"),
    ],
)
def test_every_alphabet_is_found_without_regard_to_case_and_accents(many_tongues, spellings, slug):
    assert {spelling: slugs(spelling) for spelling in spellings} == dict.fromkeys(spellings, [slug])


# ── what a question means ────────────────────────────────────────────────────────────────────────────────────

WORDS = ("city", "cities", "refugee", "refugees", "of", "integrate", "integration", "Zürich", "Łódź", "Αθήνα", "x1")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
TERMS = st.builds(
    Term,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: tuple(map(fold, words))),
    st.just(True),
    st.booleans(),
)


def reads(text: str, term: Term) -> bool:
    """Whether the words of a text have the term, by plain reading."""
    words = fold(text).split()
    runs = [words[start : start + len(term.words)] for start in range(len(words) - len(term.words) + 1)]
    *whole, last = term.words
    return any(
        [*map(stem, run[:-1])] == [*map(stem, whole)]
        and (run[-1].startswith(last) if term.prefix else stem(run[-1]) == stem(last))
        for run in runs
    )


@FUZZ
@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6), TERMS)
def test_a_corpus_packed_or_recent_finds_what_plain_reading_finds(packed, recent, term):
    corpus = Corpus(pack_words([search.folded([text]) for text in packed]))
    for number, text in enumerate(recent, len(packed)):
        corpus.add(number, search.folded([text]))
    texts = [*packed, *recent]
    assert list(corpus.find(term)) == [number for number, text in enumerate(texts) if reads(text, term)]
    folded = [fold(text).split() for text in texts]
    assert {word: list(corpus.having(word)) for word in corpus.vocabulary()} == {
        word: [number for number, own in enumerate(folded) if word in own] for words in folded for word in words
    }


@FUZZ
@given(st.lists(TEXTS, max_size=8), TERMS, st.integers(0, 4), st.integers(0, 2))
def test_with_any_words_held_to_be_common_and_any_beginnings_to_be_long_the_same_is_found(texts, term, common, many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("initiatives.bitmaps.words.COMMON", common)
        patch.setattr("initiatives.bitmaps.words.MANY", many)
        corpus = Corpus(pack_words([search.folded([text]) for text in texts]))
    found = [number for number, text in enumerate(texts) if reads(text, term)]
    assert [list(corpus.find(term)) for _again in range(2)] == [found, found]


def test_a_common_word_without_a_character_of_its_own_is_found_in_phrases_all_the_same(monkeypatch):
    for name, number in (("SINGLE", 3), ("LEADS", 4), ("TRAILS", 3)):
        monkeypatch.setattr(f"initiatives.bitmaps.words.{name}", number)
    corpus = Corpus(pack_words([search.folded([text]) for text in ("a b c d", "c d a", "d c b")]))
    asked = ("a b", "c d", "d a", "d c", "b a")
    assert {text: list(corpus.find(Term(tuple(text.split())))) for text in asked} == {
        "a b": [0],
        "c d": [0, 1],
        "d a": [1],
        "d c": [2],
        "b a": [],
    }


def pack_words(texts: list[str]) -> PackedWords:
    """The texts packed, numbered backwards on the way in and forwards on the way out."""
    file, packer, count = BytesIO(), WordPacker(BytesIO()), len(texts)
    for text in reversed(texts):
        packer.add(text)
    writer = Writer(file)
    packer.pack(writer, "texts", array("I", range(count - 1, -1, -1)), BitMap(range(count)))
    writer.close({})
    return PackedWords(Sections(file.getvalue()), "texts")


def test_words_beyond_what_one_character_can_stand_for_are_told_apart(monkeypatch):
    """With characters for ten words only, and pairs of four and three for the others."""
    for name, number in (("SINGLE", 10), ("LEADS", 4), ("TRAILS", 3)):
        monkeypatch.setattr(f"initiatives.bitmaps.words.{name}", number)
    numbers = [f"w{n:02}" for n in range(20)]
    packed = pack_words([search.folded([" ".join(numbers[n : n + 3])]) for n in range(18)])
    corpus = Corpus(packed)
    found = {n: list(corpus.find(Term(tuple(numbers[n : n + 2])))) for n in range(19)}
    assert found == {n: [start for start in (n - 1, n) if 0 <= start < 18] for n in range(19)}


def test_a_phrase_does_not_run_from_one_text_into_the_next():
    corpus = Corpus()
    corpus.add(0, search.folded(["on cities", "networks of"]))
    assert [list(corpus.find(term)) for term in parse('cities networks "cities networks"')] == [[0], [0], []]


def test_all_that_is_asked_for_must_be_there_but_not_in_one_text(catalogue):
    assert slugs("greece municipality athens") == ["gr-cities-network-for-integration"]
    assert slugs("greece municipality -athens") == []


def test_title_comes_before_body_and_newest_breaks_ties(catalogue):
    for slug, editions, words in (
        ("body-old", ("ar2021",), {"summary": "About quokkas."}),
        ("body-new", ("ar2022",), {"summary": "About quokkas."}),
        ("title-old", ("ar2021",), {"title": "Quokka care"}),
        ("title-new", ("ar2022",), {"title": "Care for quokkas"}),
        ("original", ("ar2021",), {"title": "Care", "original_title": "Quokkas"}),
    ):
        make_published(slug, editions=editions, **words)
    one = make_actor("quokka-society", "Quokka Society")
    make_published("actor", editions=("ar2021",), actors=[(one, "lead")])
    assert slugs("quokka") == ["title-new", "original", "title-old", "actor", "body-new", "body-old"]


def test_names_find_what_they_stand_for(catalogue):
    actor = make_actor("wombat", "Wombat Fund", native_name="Βόμπατ", acronym="WBF")
    actor.aliases.create(name="Burrowers")
    source = make_source("digging", "On digging", translated_title="Sur le creusement")
    initiative = make_initiative("burrow", actors=[(actor, "lead")], countries=("LI",))
    initiative.alternative_titles.create(title="Tunnels")
    publish(initiative=initiative, entries=[make_entry(initiative, notes=[("1", source)])], why="x")
    names = ("wombat", "Βόμπατ", "wbf", "burrower", "Liechtenstein", "digging", "tunnel", '"sur le creusement"')
    assert {name: slugs(name) for name in names} == dict.fromkeys(names, ["burrow"])


def test_nothing_is_found_by_what_was_withdrawn(catalogue):
    source = make_source("hidden", "Numbats observed")
    initiative = make_initiative("partly")
    shown, hidden = (
        make_entry(initiative, "ar2021", text="Bilbies.", notes=()),
        make_entry(initiative, "ar2022", text="Quolls.[^1]", notes=[("1", source)]),
    )
    publish(initiative=initiative, entries=[shown, hidden], why="x")
    before = index.current().label
    assert [slugs(word) for word in ("bilby", "quoll", "numbat")] == [["partly"]] * 3
    withdraw_entry(entry=hidden, reason="x")
    asked = ("bilby", "quoll", "numbat", f"bilby&as_of={before}", f"quoll&as_of={before}", f"numbat&as_of={before}")
    assert [answer(f"q={question}").total for question in asked] == [1, 0, 0, 1, 0, 0]
    withdraw(initiative=initiative, reason="x")
    assert [answer(f"q={question}").total for question in asked] == [0, 0, 0, 0, 0, 0]
    assert [suggestions(moment([]), word) for word in ("partly", "numb")] == [[], []]


def test_a_past_state_is_searched_as_it_was(catalogue):
    initiative = make_published("renamed", title="Platypus plan")
    before = index.current().label
    initiative.title = "Echidna plan"
    initiative.save()
    publish(initiative=initiative, entries=[], why="x")
    asked = ("platypus", "echidna", f"platypus&as_of={before}", f"echidna&as_of={before}")
    assert [answer(f"q={question}").total for question in asked] == [0, 1, 1, 0]


ODD = ('"', '""', "-", "*", "-*", '"-"', "NEAR(a b)", "a OR b", "a AND NOT b", "c*d", "title:x", "x'; --", "%", "\\")


@pytest.mark.once
@FUZZ
@example("\x00")
@example('"open')
@given(st.one_of(st.sampled_from(ODD), st.text(max_size=60)))
def test_any_text_is_safe_and_never_finds_everything_by_mistake(reader, text):
    page = reader.get("/initiatives/", {"q": text}, follow=True)
    offered = reader.get("/suggestions.json", {"q": text}, follow=True)
    assert (page.status_code in {200, 400}, offered.status_code) == (True, 200)
    if page.status_code == 400:
        return
    found = answer(page.request["QUERY_STRING"])
    if any(term.wanted for term in parse(found.first("q"))):
        assert found.total < 22 or all(highlighted(record, text) for record in found.records())


def highlighted(record: dict, text: str) -> bool:
    snapshot = index.current()
    found = Highlighter(snapshot, text).highlight(snapshot.ids[record["id"]], record)
    return any(p.marked for p in [*found.title, *found.summary, *(p for row in found.passages for p in row.pieces)])


# ── what was found, marked ───────────────────────────────────────────────────────────────────────────────────


def sought(term: Term, text: str) -> Sought:
    """A term with the forms that its words have in a text, by plain reading."""
    words = {*fold(text).split()}
    return Sought.among(term, lambda word: {other for other in words if stem(other) == stem(word)})


@FUZZ
@given(st.text(max_size=80), st.lists(TERMS, max_size=3))
@example("Zu\u0308rich and <b>cities</b>", [Term(("city",)), Term(("zurich",))])
def test_marks_change_no_letter_and_stand_where_the_words_are(text, terms):
    pieces = Text(text).pieces([sought(term, text) for term in terms])
    assert "".join(piece.text for piece in pieces) == text
    html = marked(pieces)
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)


@FUZZ
@given(st.one_of(TEXTS, st.text("city refugs-'_X1of.,", max_size=60)), TERMS)
def test_every_place_that_has_a_term_is_found_and_in_plain_text_the_same_as_in_any(text, term):
    plain, other, wanted = Text(text), Text(text), sought(term, text)
    other.plain = None
    assert (plain.spans(wanted), plain.has(wanted)) == (other.spans(wanted), reads(text, term))


def shown(question: str, slug: str) -> dict:
    """A row of the list as marked: title, summary, and passages from elsewhere by their place."""
    selection = answer({"q": [question]})
    [record] = [record for record in selection.records() if record["id"] == slug]
    found = Highlighter(selection.snapshot, question).highlight(selection.snapshot.ids[slug], record)
    words = {"title": found.title, "summary": found.summary} | {row.place: row.pieces for row in found.passages}
    return {place: "".join(f"[{p.text}]" if p.marked else p.text for p in pieces) for place, pieces in words.items()}


def test_matched_words_are_marked_in_title_summary_and_wherever_else_they_stand(catalogue):
    assert shown("municipality greece", "gr-cities-network-for-integration") == {
        "title": "Cities Network for Integration",
        "summary": "A network of Greek [municipalities], started in 2018 by Athens and Thessaloniki, whose members "
        "cooperate and share knowledge on integrating refugees locally.",
        "2020": "In [Greece], the Cities Network for Integration, which the municipalities of Athens and Thessaloniki "
        "started in 2018, now brings together 13 Greek municipalities that work together …",
    }


def test_a_match_by_name_says_whose_name_it_is(catalogue):
    make_published("burrow", actors=[(make_actor("wombat", "Wombat Fund", acronym="WBF"), "lead")])
    assert shown("wbf", "burrow")["Actor"] == "Wombat Fund · [WBF]"
    assert shown("croatia", "hr-advisory-group-third-country-nationals")["Country"] == "[Croatia]"
    assert shown("interministeriële", "be-interministerial-conference-migration-integration")["Source"] == (
        "Oprichting [interministeriële] conferentie 'Migratie en Integratie'"
    )


def test_a_phrase_is_marked_as_one_and_markup_is_escaped():
    text = "Third-country nationals & <i>others</i>"
    pieces = Text(text).pieces([sought(term, text) for term in parse('"third country national" other')])
    assert marked(pieces) == "<mark>Third-country nationals</mark> &amp; &lt;i&gt;<mark>others</mark>&lt;/i&gt;"


def test_a_list_page_marks_what_was_asked_for(reader: Client):
    page = reader.get("/initiatives/?q=cities").content.decode()
    assert re.findall("<mark>(.*?)</mark>", page)[:1] == ["Cities"]


# ── did you mean ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("integartion", "integration"),
        ("muncipality", "municipality"),
        ("refugess", "refugees"),
        ("refugee intergation", "refugee integration"),
        ('"third-contry nationals"', '"third-country nationals"'),
        ("Croacia", "croatia"),
    ],
)
def test_a_question_that_finds_nothing_is_offered_the_nearest_that_finds_something(catalogue, typed, meant):
    found = better(answer({"q": [typed]}))
    assert (found.text, found.count) == (meant, answer(found.address.partition("?")[2]).total)


@pytest.mark.parametrize("typed", ["qqqqqqqq", "xx", "cities municipality qqqqqqqq", "cities -cities"])
def test_nothing_is_offered_where_nothing_is_near(catalogue, typed):
    assert better(answer({"q": [typed]})) is None


def test_what_is_offered_keeps_the_rest_of_the_question(catalogue):
    found = better(answer("q=integartion&country=HR&view=table"))
    assert found.address == "/initiatives/?q=integration&country=HR&view=table"
    assert better(answer("q=integartion&country=SE")) is None


# ── suggestions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_suggestions_are_pages_whose_names_begin_so_with_the_lists_they_lead_to(catalogue):
    found = {(row.kind, row.label, row.address, row.count) for row in suggestions(moment([]), "cities net")}
    assert found == {
        ("initiative", "Cities Network for Integration", "/initiatives/gr-cities-network-for-integration/", None),
        ("actor", "Cities Network for Integration", "/actors/gr-cities-network-for-integration/", 1),
    }


@pytest.mark.parametrize("text", ["g", "gr", "in", "ref", "fund", "coo", "of the"])
def test_the_number_beside_a_suggestion_is_the_list_of_its_page(catalogue, reader, text):
    rows = [row for row in suggestions(moment([]), text) if row.count is not None]
    for row in rows:
        facet, slug = row.kind, row.address.split("/")[2]
        assert row.count == answer({facet: [slug]}).total
        assert reader.get(row.address).status_code == 200


def test_suggestions_of_a_past_state_lead_to_it(catalogue):
    before = index.current().label
    make_published("later", title="Greenfinch")
    assert [row.address for row in suggestions(moment([]), "greenf")] == ["/initiatives/later/"]
    assert suggestions(moment([before]), "greenf") == []
    assert suggestions(moment([before]), "cities net")[0].address.endswith(f"/?as_of={before}")


@pytest.mark.parametrize(("query", "status"), [("", 200), ("q=", 301), ("q=a&x=1", 400), (f"q={'a' * 201}", 400)])
def test_the_address_of_suggestions_follows_the_rules_of_every_address(catalogue, reader, query, status):
    assert reader.get(f"/suggestions.json?{query}").status_code == status
