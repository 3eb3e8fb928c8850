"""The hash of a list: what the plain definition gives, whatever is packed, published since, or asked as of then."""

import hashlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from initiatives import packs
from initiatives.bitmaps.lines import Lines, PackedLines, pack_lines
from initiatives.bitmaps.sections import Sections, Writer
from initiatives.index import Keeper, as_of
from initiatives.models import Initiative
from initiatives.publishing import publish, withdraw
from tests.factories import make_published
from tests.test_index import head

NAMES = st.text("ab-9", min_size=1, max_size=4)


def plain(lines) -> str:
    """SHA-256 over the lines, by slug in code-point order."""
    return hashlib.sha256("".join(sorted(lines, key=lambda line: line.partition("\t")[0])).encode()).hexdigest()


@given(st.lists(st.tuples(NAMES, st.integers(1, 12)), unique_by=lambda row: row[0], max_size=40), st.data())
def test_of_any_versions_packed_or_recent_it_is_that_of_their_lines(rows, data):
    lines = [f"{slug}\t{number}\tdigest\n" for slug, number in rows]
    first = data.draw(st.integers(0, len(rows)))
    found = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set()
    packed = packed_lines(lines[:first]) if first else None
    assert Lines(lambda number: lines[number].encode(), packed).hash(BitMap(found)) == plain(lines[n] for n in found)


def packed_lines(lines: list[str]) -> PackedLines:
    file = BytesIO()
    writer = Writer(file)
    pack_lines(writer, "lines", [line.encode() for line in lines])
    writer.close({})
    return PackedLines(Sections(file.getvalue()), "lines")


@pytest.mark.django_db
def test_it_is_the_same_before_and_after_packing_and_as_of_every_changeset(catalogue, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    alpha, _beta = make_published("alpha"), make_published("beta")
    alpha.title = "Another"
    alpha.save()
    publish(initiative=alpha, why="x")
    packs.write()
    make_published("gamma")
    withdraw(initiative=Initiative.objects.get(slug="beta"), reason="x")
    keeper = Keeper()
    assert keeper.current().first == 25
    for number in range(head() + 1):
        snapshot = keeper.as_of(number)
        documents = [as_of(number).documents[i] for i in as_of(number).everything]
        expected = plain(f"{row.slug}\t{row.number}\t{row.digest}\n" for row in documents)
        assert snapshot.holdings.lines.hash(snapshot.everything) == expected, number
