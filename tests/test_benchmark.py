"""The benchmark: its questions, the agreement of whoever is compared, and the page that its results are written to."""

import json
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from initiatives.benchmarking import (
    comparing,
    facts,
    floors,
    inside,
    postgresql,
    preparing,
    questions,
    reading,
    report,
    streams,
    wrk,
)
from initiatives.benchmarking.measuring import LIST, PEERS, address
from initiatives.benchmarking.peers import datasette
from initiatives.benchmarking.preparing import Material
from initiatives.benchmarking.servers import running
from initiatives.benchmarking.sides import Side, by_turns, percentile, rate_of_our_own
from initiatives.models import Version
from initiatives.selection import ask, encoded
from initiatives.views.fragments import PANEL

NUMBER, SEED = 50, 1
PAGE = Path(settings.BASE_DIR, "docs", "performance.md")
DATABASE = os.environ.get("CATALOGUE_DATABASE_URL", "")


@pytest.fixture
def material(catalogue, tmp_path) -> Material:
    """The facts of the real catalogue and fifty questions of each mix, as the command writes them."""
    inside.questions(tmp_path, NUMBER, SEED)
    inside.describe(tmp_path, NUMBER, SEED)
    return Material(tmp_path, json.loads((tmp_path / "questions.json").read_text())["mixes"])


def page(material: Material, mix: str, reader: Client) -> Side:
    """What the catalogue's own page tells, asked in this process."""
    side = Side("page", None, mix, [{"path": address(LIST, question)} for question in material.mixes[mix]])
    side.told = [reading.page(reader.get(request["path"]).content.decode()) for request in side.requests]
    return side


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A database for the peer, of the kind the run is on."""
    if urlsplit(DATABASE).scheme.startswith("postgres"):
        with postgresql.database(DATABASE) as own:
            yield own
    else:
        yield f"sqlite:///{folder}/conventional.sqlite3"


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_facets_are_those_of_the_page():
    assert set(facts.FACETS) == set(PANEL)


def test_the_questions_are_the_same_for_the_same_seed(catalogue):
    every = list(facts.facts())
    first, second, other = (questions.draw(every, NUMBER, seed) for seed in (1, 1, 2))
    assert first == second
    assert [first[mix] != other[mix] for mix in first] == [True, True]


def test_the_mix_has_its_shares(catalogue):
    drawn = questions.draw(list(facts.facts()), 200, SEED)
    shares = {
        "nothing asked": 40,
        "one facet": 50,
        "two facets": 40,
        "three facets": 30,
        "text": 20,
        "text and facets": 20,
    }
    assert {mix: Counter(one.kind for one in rows) for mix, rows in drawn.items()} == {"every": shares, "added": shares}


def test_every_question_stands_at_its_canonical_address_and_most_find_something(material):
    asked = [question["query"] for mix in material.mixes.values() for question in mix]
    selections = [ask(query) for query in asked]
    assert [encoded(selection.question) for selection in selections] == asked
    assert sum(selection.total > 0 for selection in selections) > 0.9 * len(asked)


# ── agreement ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.once
def test_the_page_tells_the_counts_of_the_api(material, reader):
    side = page(material, "every", reader)
    for question, told in zip(material.mixes["every"], side.told, strict=True):
        answer = reader.get(f"/api/facets/?{question['query'].replace('&sort=newest', '')}").json()
        counts = {
            name: {row["value"]: row["count"] for row in answer["facets"][name] if row["count"]}
            for name in facts.FACETS
        }
        assert (told.total, len(told.rows), told.complaint) == (answer["count"], min(25, answer["count"]), "")
        assert {name: {**counts[name], **told.counts[name]} for name in counts} == counts


@pytest.mark.once
def test_the_conventional_page_agrees_on_everything_and_a_lie_is_refused(material, reader, tmp_path):
    own = page(material, "every", reader)
    with database(tmp_path) as address_of_database:
        peer = preparing.conventional("conventional", material, address_of_database)
        with running([peer.server]):
            peer.look()
            by_turns([peer], rounds=1, seconds=0.1, tell=lambda line: None)
            job = {"port": peer.server.port, "timeout": 60, "questions": peer.requests, "connections": 2}
            rate, failed = rate_of_our_own(job | {"seconds": 0.1})
    assert comparing.differing(own, peer) == []
    assert (peer.failures, len(peer.times[0]), len(peer.rates)) == (0, NUMBER, 1)
    assert (rate > 0, failed) == (True, 0)
    own.times, own.rates = peer.times, peer.rates
    assert vars(comparing.ratio(own, peer)) == {
        "of": "page",
        "to": "conventional",
        "mix": "every",
        "questions": NUMBER,
        "refused": [],
        "rate": 1,
        "p50": 1,
        "p95": 1,
    }
    truth = peer.told[7]
    peer.told[7] = replace(truth, counts=truth.counts | {"theme": {}})
    lie = f"theme {min(truth.counts['theme'])}: {truth.counts['theme'][min(truth.counts['theme'])]} and None"
    refused = comparing.ratio(own, peer)
    assert (refused.rate, refused.p50, refused.p95) == (None, None, None)
    assert [sentence.partition(": ")[2].partition("; ")[0] for sentence in refused.refused] == [lie]


def test_a_failed_request_is_no_answer():
    sides = [Side(name, None, "every", [], failures=failures) for name, failures in (("page", 0), ("peer", 3))]
    assert comparing.ratio(*sides).refused == ["0 and 3 requests failed."]


def test_a_page_of_datasette_is_read():
    text = """
      <h3>1,912 rows where search matches</h3><p class="facets-timed-out">These facets timed out: actor, role</p>
      <div class="facet-info facet-a" id="facet-theme" data-column="theme"><ul>
      <li><a href="?x">housing &amp; more</a> 1,024</li>
      <li>health &middot; 7 <a href="?y" class="cross">x</a></li></ul></div>
      <td class="col-id type-pk"><a href="/catalogue/initiatives/2">2</a></td>
    """
    assert datasette.told(text, ["first", "second"]) == reading.Told(
        total=1912,
        rows=["second"],
        counts={"theme": {"housing & more": 1024, "health": 7}},
        complaint="Datasette's These facets timed out: actor, role",
    )


def test_datasette_is_filled_with_every_value(material, tmp_path):
    datasette.fill(material.facts, tmp_path / "catalogue.db", tmp_path / "metadata.json")
    with datasette.sqlite3.connect(tmp_path / "catalogue.db") as connection:
        found = connection.execute(
            "SELECT value, count(*) FROM initiatives, json_each(theme) GROUP BY value ORDER BY value"
        ).fetchall()
    connection.close()
    counts = ask("").answer.counts("theme")
    assert found == sorted(counts.items())


# ── floors ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_floors_have_the_bytes_and_the_records_of_the_page(catalogue, tmp_path):
    rows = ["hr-include", "fr-integration-territories"]
    (tmp_path / floors.INDEX).write_text(json.dumps(floors.keep(tmp_path, 0, "country=HR", b"<p>page</p>", rows)))
    kept = floors.Kept(tmp_path).read()
    assert kept.pages == {"country=HR": b"<p>page</p>"}
    assert [len(keys) for keys in kept.keys.values()] == [2]


@pytest.mark.parametrize("path", ["/constant/", "/nothing-new/", "/bare/"])
def test_the_floors_have_no_address_on_the_site(path, catalogue, reader):
    assert reader.get(path).status_code == 404


# ── figures and the report ───────────────────────────────────────────────────────────────────────────────────


def test_percentiles_lie_between_the_values():
    assert [percentile([4, 1, 3, 2, 5], share) for share in (0, 50, 95, 100)] == [1, 3, 4.8, 5]
    assert percentile([7], 95) == 7


def test_what_wrk_tells_is_read():
    text = (
        "  Socket errors: connect 0, read 1, write 0, timeout 2\n  Non-2xx or 3xx responses: 4\nRequests/sec:    812.50"
    )
    assert wrk.told(text) == (812.5, 7)
    assert wrk.told("Requests/sec:     12.00\n") == (12, 0)


def marked() -> str:
    [part] = report.MARKED.findall(PAGE.read_text())
    return part


def test_the_page_has_the_form_that_the_command_writes():
    headings = re.findall(r"^### (.+)$", marked(), re.MULTILINE)
    heads = [line for line, below in pairwise(marked().splitlines()) if below.startswith("| ---")]
    assert headings[: len(report.TABLES)] == [*report.TABLES]
    assert set(headings[len(report.TABLES) :]) <= {"Refused, and absent"}
    assert heads == [f"| {' | '.join(columns)} |" for columns, _rows in report.TABLES.values()]


def test_the_peers_are_documented():
    documented = re.findall(r"^\| (`[^|]+`) \|", PAGE.read_text(), re.MULTILINE)
    assert [name for cell in documented for name in re.findall("`([^`]+)`", cell)] == [*PEERS]


def test_a_page_without_marks_is_left_alone(tmp_path):
    (tmp_path / "page.md").write_text("# Prose\n")
    with pytest.raises(CommandError, match="has no lines"):
        call_command("benchmark", output=tmp_path / "page.md", folder=tmp_path)
    assert (tmp_path / "page.md").read_text() == "# Prose\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sizes": "1000,many"}, "“1000,many” is no list of sizes"),
        ({"peers": "sqlite,oracle"}, "“oracle” is no peer"),
        ({"rounds": 0}, "take numbers above 0"),
        ({"questions": 19}, "a number from 20"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_anything_is_made(options, words, tmp_path):
    with pytest.raises(CommandError, match=words):
        call_command("benchmark", folder=tmp_path, **options)
    assert list(tmp_path.iterdir()) == []


def test_plain_streams_give_every_version_that_is_public(catalogue, tmp_path):
    path = tmp_path / "stored.sqlite3"
    versions = Version.objects.filter(kind="initiative", to_changeset=None).values_list(*streams.COLUMNS)
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = ", ".join((*streams.COLUMNS, "kind", "to_changeset_id"))
        connection.execute(f"CREATE TABLE initiatives_version ({columns})")
        rows = [(*map(str, row), "initiative", None) for row in versions]
        connection.executemany("INSERT INTO initiatives_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    assert len(list(streams.stored(path))) == 22
    assert {name: found["rate"] > 0 for name, found in streams.shell(path, 22).items()} in (
        {"sqlite3 shell": True},
        {},  # where there is none
    )
    if urlsplit(DATABASE).scheme.startswith("postgres"):
        assert streams.copied(path, DATABASE, 22)["COPY of PostgreSQL"]["rate"] > 0
