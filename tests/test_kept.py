"""Kept answers: who asks again gets the very answer that would be made, and never one of another state."""

import gzip

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import Error, close_old_connections, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from initiatives import index
from initiatives.models import Changeset, Initiative
from initiatives.publishing import restore, withdraw
from initiatives.views import kept
from initiatives.views.answering import public
from tests.citing import edit
from tests.security.routes import OPERATOR, PUBLIC, as_of, paths

pytestmark = pytest.mark.usefixtures("catalogue", "keeping")

LIST = "/initiatives/"
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.fixture
def keeping():
    """A worker that keeps answers and has none yet. It leaves the test its connection."""
    kept.ANSWERS.__init__()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def answer(path: str, application=None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What the server is given to send: by the site, or by another application in its place."""
    told = []
    environ = RequestFactory().get(path, headers={"host": "testserver"} | headers).environ
    body = kept.Repeating(application or WSGIHandler())(environ, lambda *given: told.append(given))
    [(status, lines)] = told
    whole = b"".join(body)
    getattr(body, "close", int)()
    return int(status[:3]), {name: value for name, value in lines if name != "Expires"}, whole


def asked(path: str, times: int) -> None:
    for _ in range(times):
        answer(path)


def unanswerable(environ, start_response):
    raise AssertionError("What is kept is given before anything else is asked.")


def test_at_every_public_address_the_kept_answer_is_the_one_that_is_made():
    label = Changeset.objects.get(number=1).label
    there = paths(PUBLIC, OPERATOR)
    there += [as_of(path, label) for path in there]
    made = {path: [answer(path) for _ in range(2)][0] for path in there}
    differing = [path for path in there if answer(path) != made[path]]
    assert (differing, len(kept.ANSWERS.kept) > len(there) / 4) == ([], True)


@pytest.mark.once
def test_no_public_answer_varies_by_anything_that_a_question_is_not_known_by():
    assert {answer(path)[1]["Vary"] for path in paths(PUBLIC)} == {"Accept, Accept-Encoding"}


@pytest.mark.once
@pytest.mark.parametrize("coding", DECODE)
def test_a_kept_answer_is_sent_in_every_coding(coding):
    plain = answer(LIST)[2]
    made = [answer(LIST, accept_encoding=coding) for _ in range(2)][-1]
    given = answer(LIST, unanswerable, accept_encoding=coding)
    assert (given, DECODE[coding](given[2])) == (made, plain)
    assert (given[1].get("Content-Encoding", "identity"), int(given[1]["Content-Length"])) == (coding, len(given[2]))


@pytest.mark.once
def test_what_is_asked_for_a_third_time_is_answered_with_one_small_query():
    made = [answer(LIST) for _ in range(2)]
    with CaptureQueriesContext(connection) as captured:
        assert answer(LIST, unanswerable) == made[0] == made[1]
    assert len(captured) == 1


@pytest.mark.once
def test_who_has_an_answer_is_told_so_with_one_small_query():
    own = answer(LIST)[1]["ETag"]
    told = [answer(LIST, if_none_match=own) for _ in range(2)][-1]
    for sent in (own, own.removeprefix("W/"), f'"x", {own}', "*"):
        with CaptureQueriesContext(connection) as captured:
            assert answer(LIST, unanswerable, if_none_match=sent) == told
        assert len(captured) == 1
    assert (told[0], told[2], "Content-Length" in told[1]) == (304, b"", False)


@pytest.mark.once
def test_who_asks_for_it_anew_gets_it_made_anew():
    asked(LIST, 2)
    with pytest.raises(AssertionError):
        answer(LIST, unanswerable, cache_control="no-cache")
    assert answer(LIST, cache_control="no-cache") == answer(LIST, unanswerable)


@pytest.mark.once
@pytest.mark.parametrize(
    "other",
    [
        {"accept": "text/csv"},
        {"accept_encoding": "gzip"},
        {"host": "localhost"},
        {"if_none_match": "*"},
    ],
)
def test_a_kept_answer_is_given_to_no_other_question(other, settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    asked(LIST, 2)
    assert answer(LIST, unanswerable)[0] == 200
    for path, headers in ((LIST, other), (f"{LIST}?q=x", {})):
        with pytest.raises(AssertionError):
            answer(path, unanswerable, **headers)


@pytest.mark.once
def test_a_host_that_is_not_ours_is_refused_whatever_is_kept():
    asked(LIST, 3)
    assert answer(LIST, host="elsewhere.test")[0] == 400


@pytest.mark.once
def test_forms_that_are_sent_and_heads_that_are_asked_for_are_never_answered_from_what_is_kept():
    asked(LIST, 2)
    for method in ("POST", "HEAD", "OPTIONS"):
        environ = RequestFactory().generic(method, LIST, headers={"host": "testserver"}).environ
        with pytest.raises(AssertionError):
            kept.Repeating(unanswerable)(environ, print)


@pytest.mark.once
def test_a_ledger_that_cannot_be_read_gets_the_answer_that_says_so(monkeypatch):
    def broken():
        raise Error

    asked(LIST, 2)
    monkeypatch.setattr(index, "head", broken)
    with pytest.raises(AssertionError):
        answer(LIST, unanswerable)


@pytest.mark.once
def test_an_answer_is_kept_for_the_state_that_it_tells_of_not_for_the_one_it_was_asked_in():
    """A worker that is behind answers from what it has; that must not stand for what was published since."""

    @public
    def view(request: HttpRequest) -> HttpResponse:
        before = index.current().label
        if len(labels) == 1:
            edit("hr-include", title="Meanwhile")
        return HttpResponse(before)

    def application(environ, start_response):
        response = view(RequestFactory().get("/"))
        start_response("200 OK", [*response.items()])
        return response

    labels = []
    for _ in range(5):
        labels.append(answer("/", application)[2].decode())
    first, second = Changeset.objects.order_by("number").values_list("label", flat=True)[:2]
    assert labels == [first, first, second, second, second]


@pytest.mark.once
def test_what_depends_on_more_than_the_ledger_is_not_kept():
    asked("/accessibility/", 4)
    assert list(kept.ANSWERS.kept) == []


def test_what_is_published_shows_in_the_next_answer():
    asked(LIST, 3)
    edit("hr-include", title="Another name")
    assert "Another name" in answer(LIST)[2].decode()


def test_what_is_withdrawn_is_gone_from_the_next_answer_and_comes_back_with_the_next():
    record, include = f"{LIST}hr-include/", Initiative.objects.get(slug="hr-include")
    asked(record, 3)
    withdraw(initiative=include, reason="a doubt")
    gone = [answer(record)[0] for _ in range(3)]
    restore(initiative=include, why="no doubt any more")
    assert (gone, answer(record)[0]) == ([410] * 3, 200)


def test_a_changeset_that_is_rolled_back_leaves_no_answer():
    asked(LIST, 2)
    before = answer(LIST)
    with transaction.atomic():
        edit("hr-include", title="Never published")
        asked(LIST, 3)
        transaction.set_rollback(True)
    assert answer(LIST) == before


@pytest.mark.once
def test_neither_cookies_nor_headers_of_who_asks_change_a_kept_answer():
    asked(LIST, 2)
    plain = answer(LIST)
    for headers in (
        {"cookie": "sessionid=x; csrftoken=y"},
        {"authorization": "Basic eA=="},
        {"referer": "https://x.test/"},
    ):
        assert answer(LIST, **headers) == plain


@pytest.mark.once
@pytest.mark.parametrize("sent", ['"x"', "x", "W/*"])
def test_who_has_another_answer_gets_the_kept_one(sent):
    asked(LIST, 2)
    assert answer(LIST, unanswerable, if_none_match=sent) == answer(LIST, unanswerable)


@pytest.mark.once
def test_what_is_refused_absent_or_sent_in_parts_is_answered_each_time():
    for path in ("/absent/", "/initiatives/?page=0", "/initiatives.xlsx", "/admin/login/", "/livez"):
        asked(path, 3)
    assert list(kept.ANSWERS.kept) == []


def sent(number: int) -> tuple[str, list, bytes]:
    return kept.WHOLE, [("ETag", f'"{number}"')], bytes([65 + number]) * 3000


@pytest.mark.once
def test_there_is_room_for_so_much_and_what_was_asked_for_longest_ago_goes():
    size = 3000 + kept.HEADERS
    answers = kept.Answers(most=2 * size)
    for number in (0, 1):
        for _ in range(2):
            answers.add(bytes([number]), kept.Kept((1, "x"), "t"), *sent(number))
    assert answers.get(b"\0").sent[kept.WHOLE] == sent(0)[1:]
    for _ in range(2):
        answers.add(b"\2", kept.Kept((1, "x"), "t"), *sent(2))
    assert ([*answers.kept], answers.size) == ([b"\0", b"\2"], 2 * size)


@pytest.mark.once
def test_of_a_question_only_the_last_state_is_kept():
    answers = kept.Answers()
    for number in (1, 1, 2):
        answers.add(b"", kept.Kept((number, "x"), "t"), *sent(number))
    answers.add(b"", kept.Kept((2, "x"), "t"), kept.UNCHANGED, [], b"")
    there = answers.get(b"")
    assert (there.made_of, there.sent) == ((2, "x"), {kept.WHOLE: sent(2)[1:], kept.UNCHANGED: ([], b"")})
    assert answers.size == there.size == 2 * kept.HEADERS + 3000


@pytest.mark.once
def test_of_what_was_asked_for_once_only_so_much_is_remembered():
    answers = kept.Answers()
    for turn in range(kept.MOST_ASKED + 5):
        answers.add(str(turn).encode(), kept.Kept((1, "x"), "t"), *sent(0))
    assert (len(answers.asked), list(answers.kept)) == (kept.MOST_ASKED, [])
