"""Storing a list under its identifier: once for each question and result, whoever asks, within limits."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from initiatives import record, search
from initiatives.asking import RefusedError, problem
from initiatives.citing import questions
from initiatives.citing.identifiers import identifier
from initiatives.limits import Limit, admit
from initiatives.models import Citation
from initiatives.selection import Selection

AN_HOUR, A_DAY = 60, 2000  # new citations from one place in a clock hour, and from everywhere in a day (UTC)


class CollisionError(Exception):
    """Two lists have the same identifier: neither may be taken for the other."""


def store(selection: Selection, sender: str, now: datetime) -> tuple[Citation, bool]:
    """The citation of a list, and whether it is new. One that is stored already is never limited.

    Raises RefusedError where there is nothing to cite yet, and TooManyError.
    """
    wanted = citation_of(selection, now)
    known = stored(wanted)
    if known:
        return known, False
    try:
        with transaction.atomic():
            admit(Limit("citations", AN_HOUR, A_DAY), sender, now)
            wanted.save(force_insert=True)
    except IntegrityError:  # somebody else was faster with the same list
        known = stored(wanted)
        if known is None:
            raise
        return known, False
    return wanted, True


def citation_of(selection: Selection, now: datetime) -> Citation:
    """What is to be stored of a list."""
    if not selection.as_of:
        raise RefusedError([problem("question", "", _("Nothing has been published yet, so there is no list to cite."))])
    query = questions.asked(selection)
    query_hash = questions.query_hash(query)
    return Citation(
        pid=identifier(query_hash, selection.hash),
        query=query,
        query_hash=query_hash,
        result_hash=selection.hash,
        initiatives=selection.total,
        as_of=selection.as_of,
        seen=selection.moment.today.label,
        question_schema=questions.SCHEMA,
        record_schema=record.SCHEMA,
        search_schema=search.SCHEMA,
        stored_at=now,
    )


def stored(wanted: Citation) -> Citation | None:
    """The row that a list has already. Raises CollisionError where it is another list's."""
    known = Citation.objects.filter(pk=wanted.pk).first()
    if known and (known.query_hash, known.result_hash) != (wanted.query_hash, wanted.result_hash):
        raise CollisionError(f"{known.pid} stands for {known.query!r} and is to stand for {wanted.query!r} as well.")
    return known
