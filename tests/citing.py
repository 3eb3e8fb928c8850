"""Cited lists for tests: stored as of today, and verified as their pages verify them."""

from datetime import UTC, datetime

from initiatives.citing import questions
from initiatives.citing.storing import store
from initiatives.citing.verifying import Verdict, verify
from initiatives.models import Citation, Initiative
from initiatives.publishing import publish

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def cite(query: str = "") -> Citation:
    """The citation of a list, as a reader's form would have it stored."""
    return store(questions.understood(query), "192.0.2.1", NOON)[0]


def verified(citation: Citation) -> tuple[str, int, int]:
    """What comes of its replay: the state, how many are withheld, how many are found no more."""
    verdict = verify(citation)
    return verdict.state, verdict.withheld, verdict.lost


def replayed(citation: Citation) -> list[tuple[str, int, str]]:
    """The rows of its replay, as the hash has them."""
    verdict: Verdict = verify(citation)
    snapshot = verdict.selection.snapshot
    documents = (snapshot.documents[i] for i in verdict.selection.ids)
    return [(document.slug, document.number, document.digest) for document in documents]


def edit(slug: str, **values: str) -> Initiative:
    """Publishes other texts of an initiative."""
    initiative = Initiative.objects.get(slug=slug)
    for name, value in values.items():
        setattr(initiative, name, value)
    initiative.save()
    publish(initiative=initiative, why="an edit")
    return initiative
