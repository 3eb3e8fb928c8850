"""The words of an invented catalogue: the common words of English, some of the field, and many that nobody has used.

The common ones stand first, so that texts have phrases such as “of the” as real ones do.
"""

import struct
from functools import lru_cache

from initiatives.synthetic.chance import Chance, zipf

SIZE = 20_000
# Each word has as many of these places as it is frequent; a draw of 32 bits names one by its highest bits.
PLACES_BITS = 18

COMMON = """
the of and to in a for with on by is as that are from at it an be their or has was which this also have its through
between other more were who they not can new all into been will than these such under about up most both but during
each where while within over after may there when many some one two three part only well own since among including
several they them would could any out so no first if how what very then now before
"""

FIELD = """
integration refugees migrants local national regional municipalities cities cooperation authorities language housing
employment education health services support programme project training municipality network partners civil society
organisations social participation community communities women children families young people beneficiaries protection
asylum reception inclusion strategy action plan funding fund agreement council ministry agency region regions city
citizens volunteers teachers schools employers labour market skills courses guidance information counselling mentors
dialogue intercultural exchange practice meeting platform committee board working group coordination monitoring
evaluation research study report indicators data results measures activities needs access rights equality host newcomers
residence settlement distribution placement quota country countries european union partnership stakeholders experts
capacity manual handbook toolkit online campaign awareness interpreters mediators libraries sport culture
neighbourhood rural urban mobility pilot launched established agreed signed published continued
"""

ONSETS = tuple("bdfghjklmnprstvz") + ("br", "dr", "gl", "kl", "pr", "sh", "sk")
NUCLEI = ("a", "a", "e", "e", "i", "o", "o", "u", "ai", "ia")
CODAS = ("", "", "", "l", "m", "n", "nd", "r", "rn", "s", "st", "t")
ENDINGS = ("s", "ing", "ed", "al", "ment")


def vocabulary(seed: int) -> list[str]:
    """The words, the most frequent first."""
    chance, words = Chance(seed, "words"), dict.fromkeys((COMMON + FIELD).split())
    while len(words) < SIZE:
        word = invented(chance)
        words[word] = None
        if chance.happens(40):
            words[word + chance.one(ENDINGS)] = None
    return list(words)[:SIZE]


def invented(chance: Chance) -> str:
    """A word that can be said aloud and means nothing."""
    syllables = [chance.one(ONSETS) + chance.one(NUCLEI) for _ in range(3 if chance.happens(30) else 2)]
    return "".join(syllables) + chance.one(CODAS)


@lru_cache(maxsize=1)
def places(seed: int) -> list[str]:
    """The words as often as they are frequent, by Zipf's law."""
    words, shares, number = vocabulary(seed), zipf(SIZE, head=2), 1 << PLACES_BITS
    found, word = [], 0
    for place in range(number):
        while shares[word] * number <= place * shares[-1]:
            word += 1
        found.append(words[word])
    return found


class Prose:
    """Sentences of the vocabulary."""

    def __init__(self, seed: int):
        self.places = places(seed)
        self.subjects = Chance(seed, "subjects").shuffled(FIELD.split())
        self.shares = zipf(len(self.subjects), head=5)

    def subject(self, chance: Chance) -> str:
        """What a title may be about, such as “housing and language”."""
        return " and ".join(self.subjects[rank] for rank in chance.ranks(self.shares, chance.between(1, 2)))

    def words(self, chance: Chance, number: int) -> list[str]:
        drawn = struct.unpack(f"<{number}I", chance.bits(32 * number).to_bytes(4 * number, "little"))
        shift, words = 32 - PLACES_BITS, self.places
        return [words[bits >> shift] for bits in drawn]

    def phrase(self, chance: Chance, fewest: int, most: int) -> str:
        """Some words in a row, such as a name or a title."""
        words = " ".join(self.words(chance, chance.between(fewest, most)))
        return words[0].upper() + words[1:]

    def sentences(self, chance: Chance, number: int) -> list[str]:
        """So many words, as sentences of a usual length."""
        words, found, start = self.words(chance, number), [], 0
        while start < number:
            end = start + chance.between(8, 20)
            end = number if number - end < 6 else end
            sentence = " ".join(words[start:end])
            found.append(f"{sentence[0].upper()}{sentence[1:]}.")
            start = end
        return found
