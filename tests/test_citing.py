"""Cited lists: the same question with the same result has one identifier, for ever, and its replay can be checked."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from initiatives import index
from initiatives.asking import moment
from initiatives.citing import questions, storing
from initiatives.citing.identifiers import SIGNS, canonical, identifier
from initiatives.citing.landing import Landing
from initiatives.citing.storing import CollisionError, store
from initiatives.citing.verifying import verify
from initiatives.filters import FACET_PARAMETERS, InitiativeFilter
from initiatives.limits import TooManyError
from initiatives.models import Actor, Changeset, Citation, Entry, Initiative, ReportSender, Theme, Version
from initiatives.publishing import publish, publish_thing, rename, restore, restore_entry, withdraw, withdraw_entry
from initiatives.record import digest
from tests.citing import NOON, cite, edit, replayed, verified
from tests.factories import make_entry, make_initiative, make_published
from tests.test_agreement import compare
from tests.test_selection import FUZZ, answer

pytestmark = pytest.mark.usefixtures("catalogue")

ASKED = (
    "",
    "country=HR",
    "country=GR&country=HR",
    "year=2020..2021&status=continued",
    "theme=city-region-networks&level=local",
    "actor=amif&role=funder",
    "country=GR&country=HR&country_match=all",
    "q=cities",
    "q=%22third-country+nationals%22&year=2021",
    "q=Ma%C3%9Fnahmen",
    "evidence=uncited",
    "country=SE",
)


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_parameter_is_a_part_of_the_question_or_is_said_not_to_be():
    declared, ranges = InitiativeFilter.base_filters.keys(), {"year_from", "year_to"}  # another spelling of year
    matches = {name for name in declared if name.endswith("_match")}
    asked = {"q", "pick", *FACET_PARAMETERS} | matches
    assert declared - asked - ranges - questions.NOT_ASKED == set()
    assert asked & questions.NOT_ASKED == set()


@pytest.mark.parametrize(
    "spelling",
    [
        "country=HR&q=cities&sort=title",
        "q=cities&country=hr&view=table&columns=countries",
        "q=++cities&country=HR&country_match=any&embed=1",
        "q=cities&country=HR&page=1",
    ],
)
def test_order_view_page_and_spelling_are_no_part_of_the_question(spelling):
    plain = questions.understood("q=cities&country=HR")
    assert questions.asked(questions.understood(spelling)) == questions.asked(plain) == "q=cities&country=HR"


def test_the_hash_of_a_question_can_be_made_by_hand():
    """printf 'schema=1&country=GR&country=HR&q=cities' | sha256sum"""
    by_hand = "0512bd99182ddc308ecd5972c8836b0d"
    assert questions.query_hash("q=cities&country=GR&country=HR")[:32] == by_hand


def test_identifiers_and_hashes_of_questions_are_those_that_were_cited(request):
    found = []
    for query in ASKED:
        citation = cite(query)
        row = {"query": citation.query, "query_hash": citation.query_hash, "pid": citation.pid}
        found.append(row | {"result_hash": citation.result_hash, "initiatives": citation.initiatives})
    compare("citations.json", found, request.config.getoption("--write-golden"))


# ── the identifier ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_identifier_is_found_however_it_is_typed():
    pid = identifier("a" * 64, "b" * 64)
    typed = [pid.lower(), f"{pid[:4]}-{pid[4:10]}-{pid[10:]}", pid.replace("0", "O").replace("1", "l")]
    assert [canonical(text) for text in [pid, *typed]] == [pid] * 4
    assert [canonical(text) for text in ("", pid[:-1], f"{pid}0", pid.replace(pid[3], "U"), "é" * 17)] == [None] * 5


@FUZZ
@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.data())
def test_a_sign_mistyped_and_two_that_changed_places_are_noticed(digest, data):
    pid = identifier(digest, digest)
    place, sign = data.draw(st.integers(0, 16)), data.draw(st.sampled_from(SIGNS))
    mistyped = pid[:place] + sign + pid[place + 1 :]
    assert canonical(mistyped) == (pid if mistyped == pid else None)
    place = data.draw(st.integers(0, 15))
    changed = pid[:place] + pid[place + 1] + pid[place] + pid[place + 2 :]
    assert canonical(changed) == (pid if changed == pid else None)


def test_two_lists_never_share_an_identifier(monkeypatch):
    cite("country=HR")
    monkeypatch.setattr(storing, "identifier", lambda *_: Citation.objects.get().pid)
    with pytest.raises(CollisionError):
        cite("country=GR")
    assert Citation.objects.count() == 1


# ── storing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_citation_keeps_what_a_replay_needs_and_nothing_of_who_stored_it():
    citation = cite("country=HR&sort=title")
    label = Changeset.objects.get().label
    [kept] = Citation.objects.values()
    assert kept == {
        "pid": identifier(citation.query_hash, citation.result_hash),
        "query": "country=HR",
        "query_hash": questions.query_hash("country=HR"),
        "result_hash": answer("country=HR").hash,
        "initiatives": 5,
        "as_of": label,
        "seen": label,
        "question_schema": 1,
        "record_schema": 1,
        "search_schema": 1,
        "stored_at": NOON,
    }


def test_the_same_list_has_the_same_identifier_whenever_it_is_stored():
    first = cite("country=HR")
    edit("gr-cities-network-for-integration", summary="Corrected.")
    again, new = store(questions.understood("country=HR"), "192.0.2.2", NOON + timedelta(days=1))
    assert (again, new, again.as_of, again.stored_at) == (first, False, first.as_of, NOON)
    edit("hr-include", summary="Corrected.")
    assert cite("country=HR").pid != first.pid


def test_whoever_is_slower_gets_the_citation_of_whoever_was_faster(monkeypatch):
    """The other's row is written between the look and the write."""
    faster, looked, looks = cite("country=HR"), storing.stored, []

    def too_early(wanted):
        looks.append(wanted)
        return None if len(looks) == 1 else looked(wanted)

    monkeypatch.setattr(storing, "stored", too_early)
    assert store(questions.understood("country=HR"), "192.0.2.7", NOON) == (faster, False)
    assert sorted(ReportSender.objects.values_list("citations", flat=True)) == [1]


def test_limits_hold_for_new_citations_alone(monkeypatch):
    monkeypatch.setattr(storing, "AN_HOUR", 2)
    lists = [cite("country=HR"), cite("country=GR")]
    with pytest.raises(TooManyError) as many:
        cite("country=FR")
    assert (many.value.everywhere, many.value.until) == (False, NOON + timedelta(hours=1))
    assert [cite("country=HR"), cite("country=GR")] == lists
    assert store(questions.understood("country=FR"), "192.0.2.9", NOON)[1]
    monkeypatch.setattr(storing, "A_DAY", 3)
    with pytest.raises(TooManyError) as many:
        store(questions.understood("country=BE"), "192.0.2.10", NOON)
    assert many.value.everywhere
    assert sorted(ReportSender.objects.values_list("reports", "citations")) == [(0, 1), (0, 2)]


# ── replaying ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def lists() -> dict[str, tuple[Citation, list]]:
    """Several lists as of today, stored, with their rows."""
    make_published("alpha", actors=[(Actor.objects.get(slug="amif"), "lead")], editions=("ar2021", "ar2022"))
    cited = {query: cite(query) for query in (*ASKED, "actor=amif", "q=alpha")}
    return {query: (citation, replayed(citation)) for query, citation in cited.items()}


def later(lists) -> dict[str, str]:
    """The state of each list whose replay gives the very rows it was stored with."""
    return {query: verified(citation)[0] for query, (citation, rows) in lists.items() if replayed(citation) == rows}


def test_a_cited_list_replays_after_edits_and_new_initiatives(lists):
    edit("hr-include", title="Another title", summary="Another summary with cities.")
    make_published("beta", countries=("HR", "GR"), scope_id="transnational")
    assert later(lists) == dict.fromkeys(lists, "verified")


def test_a_cited_list_replays_after_an_actor_a_term_and_an_initiative_were_renamed(lists):
    for thing, name in (
        (Actor.objects.get(slug="amif"), "name"),
        (Theme.objects.get(pk="city-region-networks"), "label"),
    ):
        setattr(thing, name, "Another name")
        thing.save()
        publish_thing(thing=thing, why="renamed")
    rename(initiative=Initiative.objects.get(slug="alpha"), slug="omega", why="clearer")
    assert later(lists) == dict.fromkeys(lists, "verified")


def test_a_cited_list_holds_after_a_withdrawal_and_is_whole_again_after_a_restoration(lists):
    alpha = Initiative.objects.get(slug="alpha")
    withdraw(initiative=alpha, reason="a doubt")
    states = {query: verified(citation) for query, (citation, _rows) in lists.items()}
    of_alpha = {query for query, (_citation, rows) in lists.items() if "alpha" in {row[0] for row in rows}}
    assert states == {
        query: ("redacted", 1, int("q=alpha" in query)) if query in of_alpha else ("verified", 0, 0) for query in lists
    }
    assert later(lists).keys() == lists.keys() - {"q=alpha"}
    restore(initiative=alpha, why="the doubt is gone")
    assert later(lists) == dict.fromkeys(lists, "verified")


def test_a_cited_list_holds_after_an_entry_was_withdrawn_and_restored(lists):
    entry = Entry.objects.get(initiative__slug="alpha", edition="ar2022")
    withdraw_entry(entry=entry, reason="a doubt")
    assert verified(lists["actor=amif"][0]) == ("redacted", 1, 0)
    assert later(lists).keys() == lists.keys()
    restore_entry(entry=entry, why="the doubt is gone")
    assert later(lists) == dict.fromkeys(lists, "verified")


def test_what_an_entry_withdrawn_since_was_found_by_is_not_told():
    told = make_initiative("told")
    entries = [make_entry(told, "ar2021"), make_entry(told, "ar2022", text="The marmalade.[^2]", notes=[("2", None)])]
    publish(initiative=told, entries=entries, why="x")
    citation = cite("q=marmalade")
    withdraw_entry(entry=entries[1], reason="a doubt")
    assert (verified(citation), replayed(citation)) == (("redacted", 1, 1), [])


def test_a_list_cited_while_something_was_withheld_holds_after_it_was_restored():
    alpha = make_published("alpha")
    withdraw(initiative=alpha, reason="a doubt")
    before = Changeset.objects.get(number=2).label
    citation = cite(f"q=alpha&as_of={before}")
    assert (citation.initiatives, verified(citation)) == (0, ("verified", 0, 0))
    restore(initiative=alpha, why="the doubt is gone")
    assert verified(citation) == ("verified", 0, 0)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("result_hash", "0" * 64, ["Identifier", "Hash of the result"]),
        ("query_hash", "0" * 64, ["Identifier", "Hash of the question"]),
        ("pid", "0" * 17, ["Identifier"]),
        ("initiatives", 6, ["Number of initiatives"]),
        ("query", "country=GR", ["Hash of the question", "Number of initiatives", "Hash of the result"]),
        ("query", "country=XX", ["Question"]),
        ("as_of", "2000-01-01.1", ["Question"]),
    ],
)
def test_a_citation_that_was_tampered_with_fails_and_says_what_differs(field, value, what):
    cite("country=HR")
    Citation.objects.update(**{field: value})
    verdict = verify(Citation.objects.get())
    assert (verdict.state, [row.what for row in verdict.differences]) == ("failed", what)


def test_a_text_question_that_is_read_otherwise_than_before_says_so(monkeypatch):
    citation = cite("q=cities")
    monkeypatch.setattr("initiatives.search.SCHEMA", 2)
    assert verified(citation) == ("verified", 0, 0)
    Citation.objects.update(result_hash="0" * 64)
    differences = verify(Citation.objects.get()).differences
    assert [(row.what, row.cited, row.found) for row in differences][2:] == [("Way of reading texts", "1", "2")]


# ── what changed since ───────────────────────────────────────────────────────────────────────────────────────


def test_what_came_went_and_changed_since_is_told_by_the_name_it_has_now():
    make_published("alpha")
    make_published("beta")
    make_published("gamma")
    citation = cite("country=HR")
    edit("hr-include", title="Changed")
    rename(initiative=Initiative.objects.get(slug="alpha"), slug="omega", why="clearer")
    withdraw(initiative=Initiative.objects.get(slug="beta"), reason="a doubt")
    gamma = Initiative.objects.get(slug="gamma")
    gamma.countries.set(["GR"])
    edit("gamma", title="Gamma goes")
    make_published("delta")
    since = Landing(citation, moment([])).since
    assert [(line.slug, line.title) for line in since.added] == [("delta", "Delta")]
    assert [(line.slug, line.title) for line in since.removed] == [("gamma", "Gamma goes"), ("beta", "")]
    assert [(line.slug, line.title) for line in since.changed] == [("omega", "Alpha"), ("hr-include", "Changed")]
    assert (since.gone, since.unnamed, since.now.total) == (2, 0, 7)


def test_what_a_withheld_text_was_found_by_is_counted_and_not_named():
    citation = cite("q=cities")
    withdraw(initiative=Initiative.objects.get(slug="gr-cities-network-for-integration"), reason="a doubt")
    since = Landing(citation, moment([])).since
    assert (since.removed, since.unnamed, since.gone) == ([], 1, 1)


def test_a_question_that_cannot_be_asked_any_more_has_no_differences_and_still_replays():
    citation = cite("edition=ar2021")
    actor = make_published("alpha", actors=[(Actor.objects.create(slug="lone", name="Lone", kind_id="ngo"), "lead")])
    lone = cite("actor=lone")
    actor.participations.all().delete()
    edit("alpha", title="Alone")
    assert (verified(lone), Landing(lone, moment([])).since) == (("verified", 0, 0), None)
    assert Landing(citation, moment([])).since.gone == 0


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_replays_every_citation_and_says_which_do_not_hold():
    good, bad = cite("country=HR"), cite("country=GR")
    said = StringIO()
    call_command("verify_citations", stdout=said)
    assert said.getvalue() == "Citations: 2; verified 2, redacted 0, failed 0.\n"
    Citation.objects.filter(pk=bad.pk).update(initiatives=9)
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_citations", stdout=said)
    assert (error.value.returncode, str(error.value)) == (1, "1 of 2 citations do not hold.")
    assert said.getvalue() == (
        f"{bad.pid} as of {bad.as_of}: Number of initiatives: cited 9, found 2\n"
        "Citations: 2; verified 1, redacted 0, failed 1.\n"
    )
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_citations", "--json", stdout=said)
    assert json.loads(said.getvalue()) == {
        "citations": 2,
        "verified": 1,
        "redacted": 0,
        "failed": 1,
        "broken": [{"pid": bad.pid, "differences": [{"what": "Number of initiatives", "cited": "9", "found": "2"}]}],
    }
    assert good.pid not in said.getvalue()


def test_a_version_that_was_changed_in_the_ledger_is_noticed():
    cite("country=HR")
    Version.objects.filter(kind="initiative", slug="hr-include").update(digest="0" * 64)
    index.KEEPER.__init__()
    with pytest.raises(CommandError):
        call_command("verify_citations", stdout=StringIO())


def test_a_text_that_was_changed_under_its_digest_is_noticed():
    citation, other = cite("country=HR"), cite("country=GR")
    version = Version.objects.get(kind="initiative", slug="hr-include")
    version.record = version.record.replace("INCLuDE", "EXCLuDE")
    Version.objects.filter(pk=version.pk).update(record=version.record)
    index.KEEPER.__init__()
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_citations", "--json", stdout=said)
    text = {"what": "Text of hr-include, version 1", "cited": version.digest, "found": digest(version.record)}
    assert json.loads(said.getvalue())["broken"] == [{"pid": citation.pid, "differences": [text]}]
    assert other.pid not in said.getvalue()
