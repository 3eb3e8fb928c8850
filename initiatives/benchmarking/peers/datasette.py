"""Datasette as a peer: the table layout that was found best for it, its addresses, and its pages read.

Of the layouts that were tried this one is the quickest: one narrow table with an array of values for each facet, since
counting an array copies the whole row; titles and summaries in a table beside it, shown through a foreign key; the
newest initiative first by primary key, so that nothing is sorted; what is chosen found by join tables with indexes.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from html import unescape
from itertools import batched
from pathlib import Path
from urllib.parse import urlencode

from initiatives.benchmarking.facts import FACETS, OF_ENTRIES, OF_INITIATIVES, Fact
from initiatives.benchmarking.questions import ADDED_UP
from initiatives.benchmarking.reading import Told

REQUIREMENTS = Path(__file__).with_name("datasette.txt")
# Facets with one value for each initiative; the others are arrays.
COLUMNS = ("form", "scope")
ARRAYS = tuple(facet for facet in FACETS if facet not in COLUMNS)
LISTED, ROWS = 60, 25
PATH = "/catalogue/initiatives"
STREAM = f"{PATH}.csv?_stream=on"
BATCH = 1000
# Without these it gives up counting at 200 ms, and a query at a second.
RAISED = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 60_000,
    "suggest_facets": "off",
    "max_csv_mb": 0,
    "num_sql_threads": 4,
    "cache_size_kb": 65_536,
}
METADATA = {
    "databases": {
        "catalogue": {
            "tables": {
                "initiatives": {"fts_table": "stems", "fts_pk": "id"},
                "titles": {"label_column": "title"},
            }
        }
    }
}
FACET = re.compile(r'<div class="facet-info [^"]*" id="[^"]*" data-column="([a-z_]+)">(.*?)</div>', re.DOTALL)
VALUE = re.compile(r'<li>(?:<a href="[^"]*">([^<]*)</a> ([0-9,]+)|([^<]*?) &middot; ([0-9,]+) <a)')
TOTAL = re.compile(r"<h3>\s*([0-9,]+) rows?")
ROW = re.compile(r'<td class="col-id type-pk"><a href="/catalogue/initiatives/(\d+)"')
TIMED_OUT = re.compile(r'<p class="facets-timed-out">([^<]*)</p>')


def fill(facts: Path, database: Path, metadata: Path) -> None:
    """Makes the database and what Datasette is told of it."""
    metadata.write_text(json.dumps(METADATA))
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as connection:
        connection.executescript(tables())
        with facts.open() as lines:
            for batch in batched(map(json.loads, lines), BATCH):
                add(connection, batch)
        connection.executescript(indexes())
    connection.close()


def tables() -> str:
    arrays = ", ".join(f"{facet} TEXT" for facet in FACETS)
    joins = (f"CREATE TABLE {f}_of (initiative INTEGER REFERENCES initiatives (id), value TEXT);" for f in ADDED_UP)
    return f"""
        CREATE TABLE titles (id INTEGER PRIMARY KEY, title TEXT, slug TEXT, summary TEXT);
        CREATE TABLE initiatives (id INTEGER PRIMARY KEY, title INTEGER REFERENCES titles (id), {arrays});
        CREATE VIRTUAL TABLE stems USING fts5 (words, content='', tokenize="unicode61 remove_diacritics 0");
        {" ".join(joins)}
    """


def indexes() -> str:
    joins = (f"CREATE INDEX {f}_by_value ON {f}_of (value, initiative);" for f in ADDED_UP)
    columns = (f"CREATE INDEX by_{column} ON initiatives ({column});" for column in COLUMNS)
    return f"{' '.join(joins)} {' '.join(columns)} INSERT INTO stems (stems) VALUES ('optimize'); ANALYZE;"


def add(connection: sqlite3.Connection, batch: tuple[Fact, ...]) -> None:
    marks = ", ".join("?" * (len(FACETS) + 2))
    rows = [(fact["place"] + 1, fact) for fact in batch]
    connection.executemany(
        "INSERT INTO titles VALUES (?, ?, ?, ?)", [(key, f["title"], f["slug"], f["summary"]) for key, f in rows]
    )
    connection.executemany(
        f"INSERT INTO initiatives VALUES ({marks})", [(key, key, *cells(fact)) for key, fact in rows]
    )
    connection.executemany(
        "INSERT INTO stems (rowid, words) VALUES (?, ?)", [(key, " ".join(fact["stems"])) for key, fact in rows]
    )
    for facet in ADDED_UP:
        links = [(key, value) for key, fact in rows for value in fact["values"][facet]]
        connection.executemany(f"INSERT INTO {facet}_of VALUES (?, ?)", links)


def cells(fact: Fact) -> Iterator[str]:
    """The values of each facet: one as it is, several as an array."""
    for facet in FACETS:
        if facet in COLUMNS:
            yield fact["values"][facet][0]
        else:
            yield json.dumps(sorted(all_values(fact, facet)), ensure_ascii=False)


def all_values(fact: Fact, facet: str) -> set[str]:
    if facet in OF_INITIATIVES:
        return set(fact["values"][facet])
    pieces = fact["entries"] if facet in OF_ENTRIES else fact["participations"]
    return {value for piece in pieces for value in piece[facet]}


def command(program: Path, database: Path, metadata: Path, settings: dict[str, object]) -> list[str]:
    """How it is started: on a file that does not change, so that it may count the whole table once."""
    given = [part for name, value in settings.items() for part in ("--setting", name, str(value))]
    return [str(program), "serve", "-i", str(database), "-m", str(metadata), "--port", "{port}", *given]


def address(question: dict) -> str:
    """The address of a question: chosen values through the join tables, every facet counted."""
    asked: list[tuple[str, object]] = [("_facet", facet) for facet in COLUMNS]
    asked += [("_facet_array", facet) for facet in ARRAYS]
    asked += [("_facet_size", LISTED), ("_size", ROWS)]
    if question["stems"]:
        asked.append(("_search", " ".join(question["stems"])))
    for facet, values in question["values"].items():
        through = ({"table": f"{facet}_of", "column": "value", "value": value} for value in values)
        asked += [("_through", json.dumps(one)) for one in through]
    return f"{PATH}?{urlencode(asked)}"


def told(text: str, slugs: list[str]) -> Told:
    """What a page tells; ``slugs`` are the initiatives, the newest first."""
    total = TOTAL.search(text)
    found = Told(
        total=int(total[1].replace(",", "")) if total else None,
        rows=[slugs[int(key) - 1] for key in ROW.findall(text)],
        counts={facet: values(part) for facet, part in FACET.findall(text)},
    )
    if dropped := TIMED_OUT.search(text):
        found.complaint = f"Datasette's {unescape(dropped[1]).strip()}"
    return found


def values(part: str) -> dict[str, int]:
    rows = ((one or chosen, count or number) for one, count, chosen, number in VALUE.findall(part))
    return {unescape(value): int(count.replace(",", "")) for value, count in rows}
