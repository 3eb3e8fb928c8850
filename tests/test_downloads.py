"""Downloads: each offered with the rows it gives, sent so that a part is never taken for the whole, or refused."""

import csv
import http.client
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from tempfile import TemporaryFile

import pytest
from django.conf import settings

from initiatives.formats import FAMILIES, FORMATS
from initiatives.models import Version
from initiatives.publishing import changes, withdraw
from initiatives.views.downloads import downloads
from tests.factories import make_entry, make_initiative, make_published, make_reference
from tests.test_formats import body, get
from tests.test_ledger_races import address
from tests.test_selection import answer

LONG_TEXT = "How it was done. " * 400
MANY = 300


def offered(query: str, stem: str = "/initiatives") -> dict[str, list[tuple[str, str]]]:
    """Each format that is offered for a list, with the addresses and words of its links."""
    families = downloads(stem, answer(query))
    return {row.extension: [(one.address, one.words) for one in row.links] for f in families for row in f.downloads}


# ── what is offered ──────────────────────────────────────────────────────────────────────────────────────────


def test_each_format_is_offered_with_the_rows_it_gives(catalogue):
    found = offered("country=HR&year=2020..2021")
    assert list(found) == [name for family in FAMILIES for name, row in FORMATS.items() if row.family == family]
    assert found["csv"] == [
        ("/initiatives.csv?country=HR&year=2020..2021", "5 initiatives"),
        ("/initiatives.csv?country=HR&year=2020..2021&rows=entries", "6 entries"),
        ("/initiatives.csv?country=HR&year=2020..2021&rows=footnotes", "7 footnotes"),
    ]
    assert found["xlsx"] == [("/initiatives.xlsx?country=HR&year=2020..2021", "5 initiatives, 6 entries, 7 footnotes")]
    assert found["ris"] == [("/initiatives.ris?country=HR&year=2020..2021", "5 initiatives")]


@pytest.mark.parametrize("query", ["", "country=HR", "year=2020&status=launched", "country=SE", "q=croatia"])
def test_the_number_in_words_is_the_number_of_rows(catalogue, reader, query):
    for extension in ("csv", "json", "jsonl"):
        for link, words in offered(query)[extension]:
            assert number_of_rows(extension, get(reader, link)) == int(words.split()[0]), link


def number_of_rows(extension: str, text: str) -> int:
    if extension == "csv":
        return len(list(csv.DictReader(io.StringIO(text, newline=""))))
    return len(text.splitlines()) if extension == "jsonl" else json.loads(text)["count"]


def test_an_initiative_is_offered_alone(catalogue, reader):
    page = reader.get("/initiatives/hr-include/").content.decode()
    found = dict(re.findall(r'<a href="/initiatives/hr-include\.(csv[^"]*)"[^>]*>.*?</span>(.*?)</a>', page))
    assert found == {"csv": "1 initiative", "csv?rows=entries": "2 entries", "csv?rows=footnotes": "3 footnotes"}


def test_a_list_of_a_moment_is_offered_as_of_it(catalogue):
    label = answer("").as_of
    assert offered(f"as_of={label}")["zip"][0][0] == f"/initiatives.zip?as_of={label}"
    assert offered(f"as_of={label}")["csv"][1][0] == f"/initiatives.csv?rows=entries&as_of={label}"


def test_what_is_withdrawn_counts_as_an_initiative_without_entries(catalogue):
    initiative = make_published()
    label = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    assert answer(f"as_of={label}").counts == {"initiatives": 23, "entries": 23, "footnotes": 25}


@pytest.fixture
def small_sheets(monkeypatch) -> None:
    """A spreadsheet that holds few rows, and a format that is made of few initiatives."""
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], most_rows=24))
    monkeypatch.setitem(FORMATS, "ris", replace(FORMATS["ris"], most=4))


def test_a_list_too_long_for_a_format_is_refused_before_anything_is_made(catalogue, reader, small_sheets):
    response = reader.get("/initiatives.xlsx")
    document = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert document["detail"] == (
        "The list has 25 rows of one kind; this format holds at most 24. "
        "Narrow the list, or take it whole as CSV (.csv) or as JSON Lines (.jsonl)."
    )
    assert reader.get("/initiatives.xlsx?year=2020").status_code == 200
    assert reader.get("/initiatives.ris?country=HR").status_code == 413
    assert reader.get("/initiatives.ris?country=GR").status_code == 200


def test_the_page_says_why_a_format_is_not_to_be_had(catalogue, reader, small_sheets):
    page = reader.get("/initiatives/?country=HR").content.decode()
    assert "Not available. The list has 5 initiatives; this format is made of at most 4." in page
    assert "/initiatives.ris" not in page
    assert "/initiatives.xlsx?country=HR" in page


# ── how it is sent ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_of_a_short_list_says_how_long_it_is_and_what_it_holds(catalogue, reader, extension):
    response = reader.get(f"/initiatives.{extension}?country=HR")
    assert int(response["Content-Length"]) == len(body(response))
    assert (response["Catalogue-Count"], response["Catalogue-Hash"]) == ("5", answer("country=HR").hash)


def test_the_count_is_that_of_the_rows(catalogue, reader):
    assert reader.get("/initiatives.csv?country=HR&rows=footnotes")["Catalogue-Count"] == "7"


@pytest.mark.parametrize("extension", FORMATS)
def test_asking_for_the_head_alone_makes_nothing(catalogue, reader, extension):
    whole, head = reader.get(f"/initiatives.{extension}"), reader.head(f"/initiatives.{extension}")
    assert body(head) == b""
    assert {**whole.headers} == {**head.headers, "Content-Length": whole["Content-Length"]}


@pytest.fixture
def long_list(empty_ledger) -> None:
    """A list longer than what is sent at once."""
    make_reference()
    with changes(why="many") as work:
        for number in range(MANY):
            initiative = make_initiative(f"n-{number:03}", summary=LONG_TEXT)
            work.publish(initiative, entries=[make_entry(initiative, text="It began.", notes=())])


@contextmanager
def serving() -> Iterator[int]:
    """The site as it is deployed, on the database of the tests; its port, which it gets open."""
    kept = {"CATALOGUE_DATABASE_URL": address(), "CATALOGUE_DATA_DIR": str(settings.DATA_DIR)}
    with TemporaryFile() as log, socket.create_server(("127.0.0.1", 0)) as listening:
        port, own = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", f"fd://{own}"]
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ | kept, pass_fds=[own], stderr=log, stdout=log
        )
        listening.close()
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if asked(port, "/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The site did not start.")


@dataclass(frozen=True)
class Received:
    """What a client got: ``body`` is None where the answer broke off before its end."""

    status: int
    length: str | None
    count: str | None
    body: bytes | None


def asked(port: int, path: str, version: int = 11) -> Received:
    """What an address answers to HTTP/1.1 (11) or HTTP/1.0 (10)."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection._http_vsn, connection._http_vsn_str = version, f"HTTP/1.{version - 10}"
        connection.request("GET", path, headers={"Host": "localhost"})
        with connection.getresponse() as response:
            try:
                whole = response.read()
            except http.client.IncompleteRead:
                whole = None
            return Received(
                response.status, response.headers["Content-Length"], response.headers["Catalogue-Count"], whole
            )


def spoil(slug: str) -> None:
    """A record that can no longer be read, as on a damaged disk."""
    Version.objects.filter(kind="initiative", slug=slug).update(record="{")


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_stream_that_breaks_is_never_taken_for_a_whole_list(long_list):
    with serving() as port:
        whole = asked(port, "/initiatives.jsonl")
        assert (len(whole.body.splitlines()), whole.count, whole.length) == (MANY, str(MANY), None)
        older = asked(port, "/initiatives.jsonl", version=10)
        assert (older.body, older.length) == (whole.body, str(len(whole.body)))
        spoil(f"n-{MANY - 1:03}")
        streamed = ("csv", "jsonl", "json", "geojson", "jsonld", "ris", "bib", "csl.json", "md")
        broken = {extension: asked(port, f"/initiatives.{extension}") for extension in streamed}
        assert {(row.status, row.body) for row in broken.values()} == {(200, None)}
        made_first = [("xlsx", 11), ("zip", 11), ("docx", 11), ("pdf", 11), ("jsonl", 10)]
        assert [asked(port, f"/initiatives.{name}", version).status for name, version in made_first] == [500] * 5
