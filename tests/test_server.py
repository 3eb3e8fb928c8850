"""The server as it is deployed: a request that hangs is ended, and what is loaded once is shared."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread, get_ident

import pytest
from django.conf import settings

from config import gunicorn, watching
from config.watching import FILE, PAGE, Pieces, Watched, limit
from tests.test_ledger_races import address

pytestmark = pytest.mark.once


@contextmanager
def serving(folder: str) -> Iterator[int]:
    """The site with a page that hangs, in one worker; its port, which it gets open."""
    kept = {"CATALOGUE_DATABASE_URL": address(), "CATALOGUE_DATA_DIR": str(settings.DATA_DIR), "WEB_CONCURRENCY": "1"}
    with open(f"{folder}/log", "wb") as log, socket.create_server(("127.0.0.1", 0)) as listening:
        port, own = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", f"fd://{own}"]
        process = subprocess.Popen(
            [*command, "tests.hanging"],
            cwd=settings.BASE_DIR,
            env=os.environ | kept,
            pass_fds=[own],
            stderr=log,
            stdout=log,
        )
        listening.close()
        try:
            yield port
        finally:
            process.terminate()
            process.wait(30)


def asked(port: int, path: str) -> bytes | None:
    """What an address answers; None where the connection ends without an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": "localhost"})
        try:
            return connection.getresponse().read()
        except http.client.RemoteDisconnected:
            return None


def other_worker(port: int, first: bytes) -> bytes:
    """The process that answers once another one does."""
    deadline = time.monotonic() + 60
    while (found := asked(port, "/process/")) in {first, None} and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_request_that_hangs_is_ended_with_its_worker_and_the_next_one_answers():
    with TemporaryDirectory() as folder, serving(folder) as port:
        first, got = asked(port, "/process/"), []
        hanging = Thread(target=lambda: got.append(asked(port, "/hang/")))
        hanging.start()
        beside = asked(port, "/livez")
        second = other_worker(port, first)
        hanging.join(60)
        log = Path(folder, "log").read_text()
    assert (beside, got) == (b"ok\n", [None])
    assert (second.isdigit(), second != first) == (True, True)
    assert "/hang/ took more than 2 s, so its worker is replaced. It was at:" in log
    assert "in hang" in log


@pytest.mark.django_db(transaction=True)
def test_an_answer_in_pieces_may_take_its_time_as_long_as_each_piece_does_not():
    with TemporaryDirectory() as folder, serving(folder) as port:
        first = asked(port, "/process/")
        assert (asked(port, "/slow/"), asked(port, "/process/")) == (b"0\n1\n2\n3\n4\n5\n", first)


def test_pages_have_less_time_than_what_is_made_whole():
    paths = ("/", "/initiatives/", "/initiatives.xlsx", "/initiatives/hr-include.pdf", "/admin/sheets/")
    assert [limit(path) for path in paths] == [PAGE, PAGE, FILE, FILE, FILE]


def test_whoever_makes_the_index_is_given_the_time(monkeypatch):
    assert [hasattr(import_module(module), name) for module, name in watching.PATIENT] == [True] * len(watching.PATIENT)
    monkeypatch.setattr(watching, "PAGE", -1)
    watched = Watched(None)
    with watched.working("/"):
        late = watched.hanging()
        monkeypatch.setattr(watching, "PATIENT", {(__name__, "test_whoever_makes_the_index_is_given_the_time")})
        assert (late, watched.hanging()) == ([(get_ident(), "/")], [])


def test_what_has_been_answered_is_watched_no_longer():
    watched = Watched(lambda environ, start_response: [b"whole"])
    assert watched({"PATH_INFO": "/"}, None) == [b"whole"]
    assert (watched.busy, watched.hanging()) == ({}, [])


def test_the_pieces_of_an_answer_are_closed_with_it():
    class Answer(list):
        closed = False

        def close(self):
            self.closed = True

    answer = Answer([b"a", b"b"])
    pieces = Pieces(Watched(None), "/", answer)
    assert list(pieces) == [b"a", b"b"]
    pieces.close()
    assert answer.closed is True


def test_the_settings_of_the_server_are_those_that_the_documents_give_reasons_for():
    chosen = (gunicorn.worker_class, gunicorn.threads, gunicorn.preload_app, gunicorn.keepalive)
    assert (*chosen, gunicorn.limit_request_line) == ("gthread", 4, True, 75, 8190)
