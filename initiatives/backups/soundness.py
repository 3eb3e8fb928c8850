"""Whether the ledger is what its own rules say: nothing altered, nothing missing, nothing out of order."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from initiatives.models import Changeset, Head, Version
from initiatives.record import digest


def faults() -> Iterator[str]:
    """A sentence for each rule of the ledger that does not hold."""
    yield from faults_of_changesets()
    yield from faults_of_versions()


def faults_of_changesets() -> Iterator[str]:
    head, changesets = Head.objects.first(), list(Changeset.objects.order_by("number"))
    if head is None:
        yield "The ledger has no head."
        return
    if [changeset.number for changeset in changesets] != list(range(1, head.number + 1)):
        yield f"The changesets are not those from 1 to {head.number}, which the head names."
    elif changesets and changesets[-1].token != head.token:
        yield f"The head's token is not that of changeset {changesets[-1].label}."
    for before, after in pairwise(changesets):
        if after.time < before.time:
            yield f"Changeset {after.label} is older than {before.label}, which came before it."


def faults_of_versions() -> Iterator[str]:
    fields = ("kind", "slug", "number", "record", "digest", "from_changeset_id", "to_changeset_id")
    rows = Version.objects.order_by("kind", "slug", "number").values_list(*fields).iterator(500)
    for (kind, slug), versions in groupby(rows, key=lambda row: row[:2]):
        last = (0, 0)  # the number of the version before, and the changeset that ended it
        for _kind, _slug, number, record, stored, begun, ended in versions:
            if digest(record) != stored:
                yield f"Version {number} of {kind} {slug} does not have the digest that is stored with it."
            if number != last[0] + 1 or last[1] is None or begun < last[1]:
                yield f"Version {number} of {kind} {slug} does not follow the one before."
            last = (number, ended)
