"""Questions for tests: drawn at random over a catalogue, and answered by plain reading of every record."""

from hypothesis import strategies as st

from initiatives.facets import ENTRY_FACETS, INITIATIVE_FACETS, NONE, PARTICIPATION_FACETS, values_of
from initiatives.filters import FACET_PARAMETERS
from initiatives.record import Record

SEVERAL = ("country", "theme", "level", "actor")
WORDS = ("integration", "network", "cities", "refugee", "greek", '"third-country nationals"', "-project", "munic*")


def values_in(records: list[Record]) -> dict[str, list[str]]:
    """For each facet the values that occur in the records, and “none” where it may stand."""
    found: dict[str, set[str]] = {facet: set() for facet in FACET_PARAMETERS}
    for record in records:
        pieces = [("initiative", record)]
        pieces += [("entry", entry) for entry in record["entries"]]
        pieces += [("participation", part) for part in record["actors"]]
        for group, piece in pieces:
            for facet, values in values_of(piece, group).items():
                if facet in found:
                    found[facet] |= set(values)
    found["country"] |= {NONE, "SE"}
    found["actor"] |= {NONE}
    found["year"] |= {"1999"}
    return {facet: sorted(values) for facet, values in found.items()}


@st.composite
def questions(draw, values: dict[str, list[str]], texts: bool = True) -> dict[str, list[str]]:
    """A question: values of up to four facets, perhaps to be matched all, perhaps a text, perhaps an order."""
    facets = draw(st.lists(st.sampled_from(FACET_PARAMETERS), unique=True, max_size=4))
    question = {
        facet: draw(st.lists(st.sampled_from(values[facet]), unique=True, min_size=1, max_size=3)) for facet in facets
    }
    for facet in SEVERAL:
        if facet in question and draw(st.booleans()):
            question[f"{facet}_match"] = ["all"]
    if texts and draw(st.integers(0, 3)) == 0:
        question["q"] = [draw(st.sampled_from(WORDS))]
    if draw(st.booleans()):
        question["sort"] = [draw(st.sampled_from(("oldest", "title", "country")))]
    return question


def matches(record: Record, question: dict[str, list[str]]) -> bool:
    """Whether a record answers the facets of a question, read off the rules of the public interface."""
    own = {facet: set(values) for facet, values in question.items() if facet in INITIATIVE_FACETS}
    told = values_of(record, "initiative")
    if not all(fits(set(told[facet]), chosen, facet, question) for facet, chosen in own.items()):
        return False
    of_entry = {facet: set(values) for facet, values in question.items() if facet in ENTRY_FACETS}
    if of_entry and not any(in_one(entry, "entry", of_entry) for entry in record["entries"]):
        return False
    return takes_part(record, question)


def fits(told: set[str], chosen: set[str], facet: str, question: dict[str, list[str]]) -> bool:
    return chosen <= told if question.get(f"{facet}_match") == ["all"] else bool(chosen & told)


def in_one(piece: Record, group: str, chosen: dict[str, set[str]]) -> bool:
    told = values_of(piece, group)
    return all(values & set(told[facet]) for facet, values in chosen.items())


def takes_part(record: Record, question: dict[str, list[str]]) -> bool:
    chosen = {facet: set(values) for facet, values in question.items() if facet in PARTICIPATION_FACETS}
    if not chosen:
        return True
    if question.get("actor_match") == ["all"]:
        return all(
            takes_part(record, question | {"actor": [actor], "actor_match": ["any"]}) for actor in question["actor"]
        )
    if not record["actors"]:
        return set(chosen) == {"actor"} and NONE in chosen["actor"]
    return any(in_one(part, "participation", chosen) for part in record["actors"])
