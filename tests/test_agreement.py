"""SQLite and PostgreSQL agree, with each other and with what was cited: on ids, order, counts, digests and hashes."""

import hashlib
import json
import random
from pathlib import Path

import pytest

from initiatives import index
from initiatives.filters import FACET_PARAMETERS
from initiatives.models import Version
from initiatives.panel import Panel
from tests.questions import SEVERAL, WORDS, values_in
from tests.test_selection import answer, everything

pytestmark = pytest.mark.usefixtures("catalogue")
GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = 200
SEED = 1951


def questions_of(seed: int) -> list[dict[str, list[str]]]:
    """The same questions on every machine, drawn from the values that the real catalogue has."""
    chance, values = random.Random(seed), values_in(everything())
    return [question(chance, values) for _ in range(QUESTIONS)]


def question(chance: random.Random, values: dict[str, list[str]]) -> dict[str, list[str]]:
    facets = chance.sample(FACET_PARAMETERS, chance.randint(0, 3))
    asked = {facet: chance.sample(values[facet], min(len(values[facet]), chance.randint(1, 3))) for facet in facets}
    asked |= {f"{facet}_match": ["all"] for facet in SEVERAL if facet in asked and chance.random() < 0.4}
    if chance.random() < 0.3:
        asked["q"] = [chance.choice(WORDS)]
    if chance.random() < 0.5:
        asked["sort"] = [chance.choice(("oldest", "title", "country"))]
    return asked


def told(asked: dict[str, list[str]]) -> dict:
    """An answer whole: address, slugs in order, hash, and every count of every facet."""
    selection = answer(asked)
    facets = Panel(selection).facets
    counts = {name: [[value.value, value.count] for value in facet.values] for name, facet in facets.items()}
    slugs = [selection.snapshot.documents[i].slug for i in selection.ids]
    return {"address": selection.address(), "slugs": slugs, "hash": selection.hash, "counts": counts}


def short(answered: dict) -> dict:
    text = json.dumps(answered["counts"], sort_keys=True)
    return answered | {"counts": hashlib.sha256(text.encode()).hexdigest()}


def compare(name: str, found, write: bool) -> None:
    path = GOLDEN / name
    if write:
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(path.read_text())


def test_digests_of_the_real_catalogue_are_those_that_were_cited(request):
    found = {
        f"{kind}/{slug}": digest
        for kind, slug, digest in Version.objects.order_by("kind", "slug").values_list("kind", "slug", "digest")
    }
    compare("digests.json", dict(sorted(found.items())), request.config.getoption("--write-golden"))


def test_answers_to_many_questions_are_those_that_were_given(request):
    found = [short(told(asked)) for asked in questions_of(SEED)]
    compare("answers.json", found, request.config.getoption("--write-golden"))
    assert len(index.current().documents) == 22
