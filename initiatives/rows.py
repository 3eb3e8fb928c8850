"""The rows of a list: each initiative's, drawn once for each version and the words it shows.

A row is made of its version, of what is withheld of it, of the words of the vocabularies, and of the moment that its
link keeps. A text question changes only what is marked in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from initiatives import search, terms
from initiatives.asking import Moment
from initiatives.highlights import highlight
from initiatives.prepared import Prepared, Shelf, gap
from initiatives.public import records
from initiatives.record import Record
from initiatives.selection import Selection
from initiatives.snapshot import Document
from initiatives.templatetags.catalogue import marked

ROWS_KEPT = 4096
MARKED = ("title", "summary", "passages")


@dataclass(frozen=True, slots=True)
class Form:
    """A row with gaps for what a text question marks, and what fills them where nothing is marked."""

    prepared: Prepared
    plain: dict[str, SafeString]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list as a page shows it, and how its links name it."""

    id: str
    title: SafeString
    html: SafeString
    withdrawn: bool


FORMS: Shelf[tuple, Form] = Shelf(ROWS_KEPT)


def rows(selection: Selection, ids: Iterable[int]) -> list[Row]:
    """The rows of these initiatives. Only those not drawn before are read; where words are marked, all of them."""
    snapshot, ids = selection.snapshot, list(ids)
    asked = [term for term in search.parse(selection.first("q")) if term.wanted]
    forms = {i: FORMS.found(key) for i, key in zip(ids, keys(selection.moment, ids), strict=True)}
    unread = [i for i in ids if asked or forms[i] is None]
    read = dict(zip(unread, records(snapshot, unread), strict=True))
    for i, key in zip(ids, keys(selection.moment, ids), strict=True):
        if forms[i] is None:
            forms[i] = FORMS.get(key, lambda i=i: drawn(selection.moment, read[i]))
    return [row(selection, snapshot.documents[i], forms[i], read.get(i) if asked else None, asked) for i in ids]


def keys(moment: Moment, ids: Iterable[int]) -> list[tuple]:
    """What each row is made of."""
    words, withheld = (terms.vocabulary(moment), moment.given, get_language()), moment.snapshot.withheld
    documents = [moment.snapshot.documents[i] for i in ids]
    if not withheld:
        return [(document.slug, document.digest, words) for document in documents]
    return [(document.slug, document.digest, words, *hidden(moment, document)) for document in documents]


def hidden(moment: Moment, document: Document) -> list:
    """What readers do not see of an initiative any more."""
    return [moment.snapshot.is_withheld(document), *sorted(document.withheld_by(moment.snapshot.withheld))]


def drawn(moment: Moment, record: Record) -> Form:
    gaps = {name: gap(name) for name in MARKED}
    form = Prepared("initiatives/row.html", {"record": record, "moment": moment} | gaps)
    plain = {"title": escape(record.get("title", record["id"])), "summary": escape(record.get("summary", ""))}
    return Form(form, plain | {"passages": SafeString()})


def row(selection: Selection, document: Document, form: Form, record: Record | None, asked: list[search.Term]) -> Row:
    """The row of an initiative, with what is asked for marked in the record, if it is given."""
    withdrawn = bool(selection.snapshot.withheld) and selection.snapshot.is_withheld(document)
    fills = form.plain
    if record and not withdrawn:
        found = highlight(record, selection.snapshot, asked)
        passages = render_to_string("initiatives/passages.html", {"found": found}) if found.passages else ""
        fills = {"title": marked(found.title), "summary": marked(found.summary), "passages": passages}
    return Row(document.slug, form.plain["title"], form.prepared.filled(fills), withdrawn)
