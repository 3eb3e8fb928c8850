"""The rows of a list: each initiative's, drawn once for each version and the words it shows.

A row is made of its version, of what is withheld of it, of the words of the vocabularies, and of the moment that its
link keeps. A text question changes only what is marked in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from initiatives import search, terms
from initiatives.asking import Moment
from initiatives.documents import Document
from initiatives.highlights import highlight
from initiatives.prepared import Prepared, Shelf, gap
from initiatives.public import records
from initiatives.record import Record
from initiatives.selection import Selection
from initiatives.templatetags.catalogue import marked

ROWS_KEPT = 4096
MARKED = ("title", "summary", "passages")

type Hand = Callable[[str, SafeString, bool], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A row with gaps for what a text question marks and for what can be done with it, and its words unmarked."""

    prepared: Prepared
    plain: dict[str, SafeString]


FORMS: Shelf[tuple, Form] = Shelf(ROWS_KEPT)


def nothing(slug: str, title: SafeString, withdrawn: bool) -> str:
    return ""


def rows(selection: Selection, ids: Iterable[int], hand: Hand = nothing) -> SafeString:
    """The rows of these initiatives; ``hand`` draws by slug, title and whether it is withdrawn what to do with it.

    Only those not drawn before are read; where words are marked, all of them.
    """
    snapshot, ids = selection.snapshot, list(ids)
    asked = [term for term in search.parse(selection.first("q")) if term.wanted]
    named = dict(zip(ids, keys(selection.moment, ids), strict=True))
    forms = {i: FORMS.found(key) for i, key in named.items()}
    unread = [i for i in ids if asked or forms[i] is None]
    read = dict(zip(unread, records(snapshot, unread), strict=True))
    forms |= {i: FORMS.get(named[i], partial(drawn, selection.moment, read[i])) for i in unread}
    html = []
    for i in ids:
        document, plain = snapshot.documents[i], forms[i].plain
        withdrawn = bool(snapshot.withheld) and snapshot.is_withheld(document)
        fills = marks(selection, read[i], asked) if asked and not withdrawn else plain
        html.append(forms[i].prepared.filled(fills | {"hand": hand(document.slug, plain["title"], withdrawn)}))
    return SafeString("".join(html))


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
    gaps = {name: gap(name) for name in (*MARKED, "hand")}
    form = Prepared("initiatives/row.html", {"record": record, "moment": moment} | gaps)
    plain = {"title": escape(record.get("title", record["id"])), "summary": escape(record.get("summary", ""))}
    return Form(form, plain | {"passages": SafeString()})


def marks(selection: Selection, record: Record, asked: list[search.Term]) -> dict[str, str]:
    """What a row shows of a record with what is asked for marked in it."""
    found = highlight(record, selection.snapshot, asked)
    passages = render_to_string("initiatives/passages.html", {"found": found}) if found.passages else ""
    return {"title": marked(found.title), "summary": marked(found.summary), "passages": passages}
