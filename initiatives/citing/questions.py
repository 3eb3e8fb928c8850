"""What of an address is the question that a citation stands for, and its hash."""

import hashlib
from urllib.parse import parse_qsl, urlencode

from initiatives.asking import Moment
from initiatives.selection import MovedError, Selection, ask

# Rises when a parameter means something else than before, so that the same words ask another question.
SCHEMA = 1

# Parameters that say how an answer is ordered, drawn or written, or of which moment it is asked: not what is asked.
NOT_ASKED = frozenset(
    {
        *("sort", "page", "view", "columns", "rows", "rows_by", "cols_by", "embed", "as_of"),
        *("group", "summary", "heading", "note", "basket"),
    }
)


def understood(query: str, when: Moment | None = None) -> Selection:
    """The selection that a query asks for, in whatever spelling; ``when`` as in `ask`. Raises RefusedError."""
    try:
        return ask(query, when=when)
    except MovedError as moved:
        return ask(moved.query, when=when)


def asked(selection: Selection) -> str:
    """The question alone, as the canonical address has it."""
    return selection.query(**dict.fromkeys(NOT_ASKED, ()))


def at(query: str, as_of: str) -> str:
    """The query of a question at a moment; today's without one."""
    return "&".join(part for part in (query, urlencode({"as_of": as_of}) if as_of else "") if part)


def query_hash(query: str, schema: int = SCHEMA) -> str:
    """SHA-256 of the question's parameters, sorted by name and value, behind the number of their schema."""
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return hashlib.sha256(urlencode([("schema", schema), *pairs]).encode()).hexdigest()
