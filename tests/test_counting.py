"""Counting at scale: however it is done, the number is the one that looking at each initiative gives."""

from collections import Counter
from io import BytesIO

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from initiatives.bitmaps.among import LONGEST, PIECE, SHORTEST, Among
from initiatives.bitmaps.holders import Tally
from initiatives.bitmaps.sections import Names, Sections, Writer

ALL = PIECE + 20_000
LETTERS = st.sampled_from("abcdef")


def names(texts: list[str]) -> Names:
    file = BytesIO()
    writer = Writer(file)
    writer.blobs("names", [text.encode() for text in sorted(texts)])
    writer.close({})
    return Names(Sections(file.getvalue()), "names")


@pytest.mark.parametrize("number", [0, 1, SHORTEST, SHORTEST + 500, 4096, LONGEST, LONGEST + 4000, 60_000, ALL])
@given(st.integers(1, 2**32))
def test_of_any_part_of_all_it_tells_how_many_are_in_another(number, seed):
    chance = numpy.random.default_rng(seed)
    everything = BitMap(chance.choice(ALL + 100, ALL, replace=False).astype(numpy.uint32))
    found = BitMap(chance.permutation(everything.to_array())[:number])
    among = Among(found, everything)
    for size in (0, 10, 3000, 50_000):
        other = BitMap(chance.choice(ALL + 100, size, replace=False).astype(numpy.uint32))
        assert among.count(other) == len(found & other)
    assert len(among) == number


def test_the_others_are_compared_where_that_takes_less_time():
    everything = BitMap(range(PIECE))
    compared = {number: Among(BitMap(range(number)), everything).rest is not None for number in (512, 513, 8191, 8192)}
    assert compared == {512: False, 513: True, 8191: True, 8192: False}
    fewer = BitMap(range(PIECE - 1))
    assert [Among(BitMap(range(1000)), one).rest for one in (fewer, BitMap())] == [None, None]


@given(st.lists(LETTERS), st.lists(st.sampled_from("adgh")), st.integers(1, 9))
def test_the_highest_counts_are_those_of_all_with_the_first_by_name_where_several_are_as_high(packed, new, most):
    known = names(["a", "b", "c", "d", "e", "f"])
    held = numpy.array([known.find(letter) for letter in packed], numpy.uint32)
    others = Counter(letter for letter in new if known.find(letter) is None)
    tally, plain = Tally(others, known, held), Counter(packed) + others
    assert tally.most(most) == sorted(plain.items(), key=lambda row: (-row[1], row[0]))[:most]
    assert tally.named() == plain


@given(st.sets(st.text(max_size=3), max_size=40), st.data())
def test_texts_by_number_are_the_same_whether_all_of_them_are_remembered_or_some(texts, data):
    plain = sorted(text for text in texts if text.isprintable())
    asked = data.draw(st.lists(st.integers(0, len(plain) - 1))) if plain else []
    with pytest.MonkeyPatch.context() as patch:
        for most in (2, 2000):
            patch.setattr("initiatives.bitmaps.sections.MOST_READ", most)
            assert [*names(plain).texts(asked)] == [plain[number] for number in asked]
