"""Full text of this peer: the databases' own, over words that were reduced to their stems ahead."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE stems USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")"],
    "postgresql": [
        "CREATE TABLE stems (initiative_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX stems_words ON stems USING gin (words)",
    ],
}
INSERT = {
    "sqlite": "INSERT INTO stems (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO stems VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))",
}
FIND = {
    "sqlite": ("SELECT rowid FROM stems WHERE words MATCH %s", " "),
    "postgresql": ("SELECT initiative_id FROM stems WHERE words @@ %s::tsquery", " & "),
}


def create() -> None:
    with connection.cursor() as cursor:
        for statement in CREATE[connection.vendor]:
            cursor.execute(statement)


def insert(rows: Iterable[tuple[int, str]]) -> None:
    """Keeps the words of initiatives, by their keys."""
    with connection.cursor() as cursor:
        cursor.executemany(INSERT[connection.vendor], rows)


def find(words: str) -> RawSQL:
    """The keys of the initiatives that have every one of the words, as a condition."""
    statement, joined = FIND[connection.vendor]
    quote = '"' if connection.vendor == "sqlite" else "'"
    return RawSQL(statement, [joined.join(f"{quote}{word}{quote}" for word in words.replace(quote, " ").split())])
