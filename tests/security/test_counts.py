"""T2: nothing can be counted that is hidden. With and without drafts, every public answer is the same bytes."""

import re

import pytest
from django.test import Client

from initiatives.models import Changeset
from tests.security import story
from tests.security.routes import ERRORS, OPERATOR, PUBLIC, as_of, content, paths

PACKED = re.compile(r"[.](?:xlsx|zip|docx|pdf)\b")
CHECKSUM = re.compile(r"^[0-9a-f]{64}  \S+$", re.MULTILINE)
pytestmark = pytest.mark.once


@pytest.fixture
def label(catalogue) -> str:
    return Changeset.objects.get(number=1).label


def answers(label: str) -> dict[str, tuple]:
    """What a reader gets at every public address, today and, where one is given, as of a changeset."""
    asked = [*paths(PUBLIC, OPERATOR), *ERRORS]
    earlier = [as_of(path, label) for path in asked] if label else []
    return {path: answer(path) for path in [*asked, *earlier]}


def answer(path: str) -> tuple[int, dict[str, str], bytes]:
    response = Client().get(path)
    volatile = {"Expires"}  # the hour of the answer, where it must not be kept
    headers = {name: value for name, value in response.headers.items() if name not in volatile}
    return response.status_code, headers, content(response)


def test_drafts_and_pending_edits_change_not_one_byte_of_what_the_public_gets(label):
    before = answers(label)
    story.make_drafts()
    after = answers(label)
    assert [path for path in before if before[path] != after[path]] == []


def test_a_withdrawn_initiative_leaves_no_trace_in_the_numbers_of_today(catalogue):
    before = without_moment(answers(""))
    story.tell_of_withdrawals()
    after = without_moment(answers(""))
    assert [path for path in before if before[path] != after[path]] == []


def without_moment(answers: dict[str, tuple]) -> dict[str, tuple]:
    """The answers without what moves on with each act: the tag and the label of the newest changeset, nor that of the
    first; nor what follows from it in a packed file: its length, and the checksums of the files in it, which are here
    themselves.

    The list of changesets tells of withdrawals themselves: that is what it is for. One of the API's examples is it.
    """
    labels = Changeset.objects.order_by("-number").values_list("label", flat=True)

    def unmarked(text: str) -> str:
        bare = text.replace(labels[0], "…").replace(labels[len(labels) - 1], "…")
        return CHECKSUM.sub("", bare)

    def told(path: str, headers: dict[str, str]) -> dict[str, str]:
        left_out = {"ETag", "Content-Length"} if PACKED.search(path) else {"ETag"}
        return {name: unmarked(value) for name, value in headers.items() if name not in left_out}

    return {
        path: (status, told(path, headers), unmarked(body.decode()))
        for path, (status, headers, body) in answers.items()
        if not path.startswith(("/changes/", "/api/changesets/", "/api/docs/"))
    }
