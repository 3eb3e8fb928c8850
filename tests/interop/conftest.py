"""What several of these clients are given to read."""

import pytest

from initiatives.publishing import publish, withdraw
from tests.factories import make_entry, make_initiative
from tests.test_selection import answer


@pytest.fixture
def hostile(catalogue) -> str:
    """Texts that strain a table, and a withdrawn initiative; the label of the changeset before it was withdrawn."""
    for slug, title in (("odd", '=1+1,"quoted"'), ("odder", "'; ;\u00a0ž")):
        initiative = make_initiative(slug, title=title, summary='-"a", b;\n\tc', form_id=None)
        publish(initiative=initiative, entries=[make_entry(initiative, text="@x\n\ny[^1]", status=None)], why="x")
    label = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    return label
