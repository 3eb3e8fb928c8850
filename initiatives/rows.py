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

from initiatives import terms
from initiatives.asking import Moment
from initiatives.highlights import Highlighter, marked
from initiatives.prepared import Prepared, Shelf, prepared, shaped
from initiatives.public import stored_records
from initiatives.record import Record
from initiatives.selection import Selection

ROWS_KEPT = 4096
# What each page fills in anew: what a text question marks, and what a reader can do with a row.
MARKED = ("title", "summary", "passages")
OPEN = (*MARKED, "hand")
# The facets that a row shows.
SHOWN = ("country", "scope", "status", "form", "theme", "level", "evidence")
TAG = "tag"

type Hand = Callable[[str, SafeString, bool], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A row with gaps, and the words for them where nothing is marked."""

    prepared: Prepared
    plain: dict[str, str]


FORMS: Shelf[tuple, Form] = Shelf(ROWS_KEPT)


def nothing(slug: str, title: SafeString, withdrawn: bool) -> str:
    return ""


def rows(selection: Selection, ids: Iterable[int], hand: Hand = nothing) -> SafeString:
    """The rows of these initiatives; ``hand`` draws by slug, title and whether it is withdrawn what to do with it.

    Only those not drawn before are read; where words are marked, all of them.
    """
    snapshot, ids = selection.snapshot, list(ids)
    lighter = Highlighter(snapshot, selection.first("q"))
    named = keys(selection.moment, ids)
    forms = {i: FORMS.found(key) for i, key in named.items()}
    unread = [i for i in ids if lighter.asked or forms[i] is None]
    read = dict(zip(unread, stored_records(snapshot, unread), strict=True))
    draw = Drawing(selection.moment).row if unread else None
    forms |= {i: FORMS.get(named[i], partial(draw, read[i])) for i in unread}
    html = []
    for i in ids:
        plain, withdrawn = forms[i].plain, i in snapshot.tombstones
        fills = marks(lighter, i, read[i]) if lighter.asked and not withdrawn else {}
        done = {"hand": hand(plain["id"], plain["title"], withdrawn)}
        html.append(forms[i].prepared.filled(plain | fills | done))
    return SafeString("".join(html))


def keys(moment: Moment, ids: Iterable[int]) -> dict[int, tuple]:
    """What each row is made of: a version, by its number for good, what of it is withheld, and the words it shows."""
    snapshot, words = moment.snapshot, (terms.vocabulary(moment), moment.given, get_language())
    concealed, mark = snapshot.concealed, snapshot.holdings.mark
    return {i: (mark, i, words, *(hidden(moment, i) if i in concealed else ())) for i in ids}


def hidden(moment: Moment, i: int) -> list:
    """What readers do not see of an initiative any more."""
    document, withheld = moment.snapshot.documents[i], moment.snapshot.withheld
    return [moment.snapshot.is_withheld(document), *sorted(document.withheld_by(withheld))]


class Drawing:
    """How rows are drawn at a moment: read once for all of them."""

    def __init__(self, moment: Moment):
        self.moment, self.language = moment, get_language()
        self.words = {facet: terms.words(moment, facet) for facet in SHOWN}

    def row(self, record: Record) -> Form:
        withdrawn = "withdrawn" in record
        texts = {"id": escape(record["id"]), "title": escape(record.get("title", record["id"]))}
        texts |= {} if withdrawn else self.described(record)
        known = {"as_of": self.moment.given, "withdrawn": withdrawn}
        form = shaped("initiatives/row.html", texts, known, OPEN)
        return Form(form, {name: SafeString(text) for name, text in texts.items()} | {"passages": SafeString()})

    def described(self, record: Record) -> dict[str, str]:
        """What a row says of a record, in the words of the moment."""
        places = self.labels("country", record["countries"]) or self.labels("scope", [record["scope"]])
        tags = [*self.tags("theme", record["themes"]), *self.tags("level", record["levels"])]
        return {
            "summary": escape(record["summary"]),
            "where": ", ".join(places),
            "years": ", ".join([str(entry["year"]) for entry in record["entries"]]),
            "status": "".join(self.labels("status", filter(None, [record["status"]]))),
            "form": "".join(self.labels("form", filter(None, [record["form"]]))),
            "tags": "".join(tags),
            "cautions": ", ".join(self.labels("evidence", record["evidence"])),
        }

    def labels(self, facet: str, values: Iterable[str]) -> list[str]:
        words = self.words[facet]
        return [escape(words.label(self.moment, facet, value)) for value in values]

    def tags(self, facet: str, values: Iterable[str]) -> list[str]:
        words, draw = self.words[facet], partial(self.tag, facet)
        return [words.form((TAG, self.language), value, draw) for value in values]

    def tag(self, facet: str, value: str, manner: tuple) -> str:
        label = self.words[facet].label(self.moment, facet, value)
        return render_to_string("initiatives/tag.html", {"facet": facet, "value": value, "label": label})


def marks(lighter: Highlighter, i: int, record: Record) -> dict[str, str]:
    """What a row shows of a record with what is asked for marked in it."""
    found = lighter.highlight(i, record)
    form = prepared("initiatives/passage.html", "place", "words")
    passages = [form.filled({"place": escape(row.place), "words": marked(row.pieces)}) for row in found.passages]
    return {"title": marked(found.title), "summary": marked(found.summary), "passages": "".join(passages)}
