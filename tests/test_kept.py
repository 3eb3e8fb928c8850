"""Kept answers: who asks again gets the very answer that would be made, and never one of another state."""

import gzip

import brotli
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from initiatives import index
from initiatives.models import Changeset, Initiative
from initiatives.publishing import restore, withdraw
from initiatives.views import kept
from initiatives.views.answering import public
from tests.citing import edit
from tests.security.routes import OPERATOR, PUBLIC, as_of, content, paths

pytestmark = pytest.mark.usefixtures("catalogue", "keeping")

LIST = "/initiatives/"
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.fixture
def keeping(nothing_kept):
    """A worker that keeps answers and has none yet."""
    kept.ANSWERS.__init__()


def answer(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    response = Client().get(path, headers=headers)
    told = {name: value for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, told, content(response)


def asked(path: str, times: int) -> None:
    for _ in range(times):
        Client().get(path)


def test_at_every_public_address_the_kept_answer_is_the_one_that_is_made():
    label = Changeset.objects.get(number=1).label
    there = paths(PUBLIC, OPERATOR)
    there += [as_of(path, label) for path in there]
    made = {path: [answer(path) for _ in range(2)][0] for path in there}
    differing = [path for path in there if answer(path) != made[path]]
    assert (differing, len(kept.ANSWERS.kept) > len(there) / 4) == ([], True)


@pytest.mark.once
@pytest.mark.parametrize("coding", DECODE)
def test_a_kept_answer_is_sent_in_every_coding(coding):
    made = answer(LIST)[2]
    asked(LIST, 2)
    assert len(kept.ANSWERS.kept) == 1
    status, headers, body = answer(LIST, accept_encoding=coding)
    assert (status, DECODE[coding](body) == made, int(headers["Content-Length"])) == (200, True, len(body))
    assert headers.get("Content-Encoding", "identity") == coding


@pytest.mark.once
def test_what_is_asked_for_a_third_time_is_not_made_again():
    turns = []

    @public
    def view(request) -> HttpResponse:
        turns.append(index.current().number)
        return HttpResponse("x" * 5000)

    for _ in range(4):
        response = view(RequestFactory().get("/"))
    assert (len(turns), response.content) == (2, b"x" * 5000)


@pytest.mark.once
def test_who_asks_for_it_anew_gets_it_made_anew():
    asked(LIST, 2)
    assert kept.found(RequestFactory().get(LIST), next(iter(kept.ANSWERS.kept))) is not None
    anew = RequestFactory().get(LIST, headers={"cache-control": "no-cache"})
    assert kept.found(anew, next(iter(kept.ANSWERS.kept))) is None


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
@pytest.mark.parametrize(("sent", "status"), [("*", 304), ('"x"', 200)])
def test_a_kept_answer_is_sent_only_to_who_has_not_got_it(sent, status):
    asked(LIST, 2)
    assert answer(LIST, if_none_match=sent)[0] == status


@pytest.mark.once
def test_an_answer_with_rules_of_its_own_is_made_each_time():
    asked("/initiatives/?embed=1", 3)
    asked("/absent/", 3)
    assert list(kept.ANSWERS.kept) == []


@pytest.mark.once
def test_there_is_room_for_so_much_and_what_was_asked_for_longest_ago_goes():
    answers = kept.Answers(most=0)
    bodies = [bytes([65 + turn]) * 3000 for turn in range(4)]
    size = len(kept.Kept(HttpResponse(bodies[0])).compressed)
    answers.most = 2 * size
    for turn, body in enumerate(bodies[:2]):
        answers.add(str(turn), HttpResponse(body))
        answers.add(str(turn), HttpResponse(body))
    assert answers.get("0").content == bodies[0]
    for _ in range(2):
        answers.add("2", HttpResponse(bodies[2]))
    assert (list(answers.kept), answers.size) == (["0", "2"], 2 * size)


@pytest.mark.once
def test_of_what_was_asked_for_once_only_so_much_is_remembered():
    answers = kept.Answers()
    for turn in range(kept.MOST_ASKED + 5):
        answers.add(str(turn), HttpResponse(b"x"))
    assert (len(answers.asked), list(answers.kept)) == (kept.MOST_ASKED, [])
