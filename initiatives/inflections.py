"""Inflection: which forms of an English word count as the same word in a search.

The stemmer is Snowball's English one; the tables hold what its rules cannot know. A word in another language or
script passes through the same rules, in texts and in questions alike.
"""

import re
from functools import lru_cache

from snowballstemmer import stemmer

ENGLISH = stemmer("english")
MOST_LETTERS = 60

# Forms that no rule leads back to their word.
IRREGULAR = {
    form: word
    for word, forms in {
        "analysis": "analyses",
        "basis": "bases",
        "become": "became",
        "begin": "began begun",
        "bring": "brought",
        "build": "built",
        "child": "children",
        "choose": "chose chosen",
        "crisis": "crises",
        "criterion": "criteria",
        "draw": "drew drawn",
        "find": "found",
        "give": "gave given",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "life": "lives",
        "make": "made",
        "man": "men",
        "meet": "met",
        "pay": "paid",
        "person": "people persons",
        "run": "ran",
        "seek": "sought",
        "speak": "spoke spoken",
        "spend": "spent",
        "take": "took taken",
        "teach": "taught",
        "wife": "wives",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}

# Two spellings of one word.
SPELLINGS = {
    "center": "centre",
    "centers": "centres",
    "labor": "labour",
    "neighborhood": "neighbourhood",
    "neighborhoods": "neighbourhoods",
    "program": "programme",
    "programs": "programmes",
}
AMERICAN = re.compile(r"(?<=..)iz(?=e|es|ed|er|ers|ing|ation|ations|ational)(?=[a-z]+$)")


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """What all forms of a folded word have in common."""
    if len(word) > MOST_LETTERS:  # nobody's word: the rules would only take time over it
        return word
    word = SPELLINGS.get(word, word)
    return ENGLISH.stemWord(AMERICAN.sub("is", IRREGULAR.get(word, word)))
