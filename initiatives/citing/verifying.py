"""Verifying a citation: its question asked again of the catalogue as it stood, and held against what was stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from initiatives import index, search
from initiatives.answers import Answer
from initiatives.asking import RefusedError
from initiatives.citing import questions
from initiatives.citing.identifiers import identifier
from initiatives.models import Changeset, Citation, Version
from initiatives.record import digest
from initiatives.selection import Selection
from initiatives.snapshot import initiatives_of

VERIFIED, REDACTED, FAILED = "verified", "redacted", "failed"

STATES = {
    VERIFIED: gettext_lazy("Verified"),
    REDACTED: gettext_lazy("Verified, partly withheld"),
    FAILED: gettext_lazy("Not verified"),
}


@dataclass(frozen=True)
class Difference:
    """What a citation says and the replay does not."""

    what: str
    cited: str
    found: str


@dataclass(frozen=True)
class Verdict:
    """What came of a replay. ``selection`` is the list as readers may see it now, None where it cannot be asked.

    ``withheld`` counts the initiatives whose text, or an entry of whose, is withheld; ``lost`` those that a text
    question finds no more, because what it found is withheld.
    """

    citation: Citation
    state: str
    selection: Selection | None = None
    differences: list[Difference] = field(default_factory=list)
    withheld: int = 0
    lost: int = 0

    @property
    def words(self) -> str:
        return STATES[self.state]

    @property
    def holds(self) -> bool:
        return self.state != FAILED


def verify(citation: Citation) -> Verdict:
    """Replays a citation: verified, redacted where something was withdrawn since, or failed."""
    try:
        selection = questions.understood(questions.at(citation.query, citation.as_of))
    except RefusedError as refused:
        return Verdict(citation, FAILED, None, [Difference(_("Question"), citation.query or "–", str(refused))])
    found = list(differences(citation, selection))
    if not found:
        withheld = withheld_of(selection)
        return Verdict(citation, REDACTED if withheld else VERIFIED, selection, withheld=withheld)
    whole = as_seen(citation, selection)
    if whole is None or list(differences(citation, whole)):
        return Verdict(citation, FAILED, selection, found)
    lost = max(0, whole.total - selection.total)
    withheld = withheld_of(selection) + lost
    return Verdict(citation, REDACTED if withheld else VERIFIED, selection, withheld=withheld, lost=lost)


def differences(citation: Citation, selection: Selection) -> Iterator[Difference]:
    """What of the citation does not hold for a replay."""
    pid = identifier(citation.query_hash, citation.result_hash)
    if pid != citation.pid:
        yield Difference(_("Identifier"), citation.pid, pid)
    query_hash = questions.query_hash(questions.asked(selection), citation.question_schema)
    if query_hash != citation.query_hash:
        yield Difference(_("Hash of the question"), citation.query_hash, query_hash)
    if selection.total != citation.initiatives:
        yield Difference(_("Number of initiatives"), str(citation.initiatives), str(selection.total))
    if selection.hash != citation.result_hash:
        yield Difference(_("Hash of the result"), citation.result_hash, selection.hash)
        if selection.first("q") and citation.search_schema != search.SCHEMA:
            yield Difference(_("Way of reading texts"), str(citation.search_schema), str(search.SCHEMA))


type Row = tuple[str, int]  # an initiative's slug and the number of its version


def altered() -> dict[Row, str]:
    """The versions of initiatives whose text is not the one that their digest was made of, with the digest it has."""
    versions = Version.objects.filter(kind="initiative").order_by().values_list("slug", "number", "record", "digest")
    return {
        (slug, number): found
        for slug, number, record, stored in versions.iterator(500)
        if (found := digest(record)) != stored
    }


def with_texts(verdict: Verdict, found: dict[Row, str]) -> Verdict:
    """The verdict when the texts of the rows are looked at too: it fails where one of them was altered."""
    if not found or verdict.selection is None:
        return verdict
    documents = (verdict.selection.snapshot.documents[i] for i in verdict.selection.ids)
    wrong = [
        Difference(
            _("Text of %(slug)s, version %(number)s") % {"slug": row.slug, "number": row.number},
            row.digest,
            found[row.slug, row.number],
        )
        for row in documents
        if (row.slug, row.number) in found
    ]
    return replace(verdict, state=FAILED, differences=[*verdict.differences, *wrong]) if wrong else verdict


def withheld_of(selection: Selection) -> int:
    """How many of the list's initiatives readers cannot read, or not whole."""
    snapshot = selection.snapshot
    hidden = snapshot.tombstones | initiatives_of(snapshot.hidden_entries)
    return len(hidden & BitMap(selection.ids))


def as_seen(citation: Citation, selection: Selection) -> Selection | None:
    """The list as it was found when it was stored, with the texts withheld since; for checking, never for readers."""
    if not selection.first("q"):
        return None  # nothing but the text question looks at what is withheld
    seen = Changeset.objects.filter(label=citation.seen).values_list("number", flat=True).first()
    if seen is None:
        return None
    whole = index.as_seen(selection.snapshot.number, seen)
    answer = Answer(whole, selection.answer.question)
    return Selection(replace(selection.moment, snapshot=whole), selection.question, answer)
