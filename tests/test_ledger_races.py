"""Two publishers at once, as real processes: changesets come in the order of their numbers, and nothing is lost."""

import os
from urllib.parse import quote

import pytest
from django.db import connection

from initiatives.index import build
from initiatives.models import Actor, Changeset, Head, Initiative, Version
from initiatives.publishing import publish, publish_thing
from tests.factories import make_actor, make_entry, make_initiative, make_reference
from tests.processes import together
from tests.test_index import contents

ROUNDS = 30 if os.environ.get("LONG") else 8


def address() -> str:
    """The address of the test database, for another process."""
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{options['NAME']}"
    return f"postgresql://{options['USER']}@{quote(options['HOST'], safe='')}/{options['NAME']}"


def publishing(name: str) -> str:
    """Publishes one initiative after the other, and a shared actor after each."""
    for n in range(ROUNDS):
        initiative = Initiative.objects.get(slug=f"{name}-{n}")
        publish(initiative=initiative, entries=[make_entry(initiative, text="It began.", notes=())], why=name)
        shared = Actor.objects.get(slug="shared")
        shared.name = f"Shared, as {name} has it {n}"
        shared.save()
        publish_thing(thing=shared, why=name)
    return "published"


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_once(empty_ledger):
    make_reference()
    shared = make_actor("shared", "Shared")
    for name in ("anna", "bela"):
        for n in range(ROUNDS):
            make_initiative(f"{name}-{n}", actors=[(shared, "lead")])
    assert together([lambda: publishing("anna"), lambda: publishing("bela")]) == ["published", "published"]

    changesets = list(Changeset.objects.order_by("number"))
    assert [changeset.number for changeset in changesets] == list(range(1, len(changesets) + 1))
    assert sorted(changesets, key=lambda c: c.time) == changesets
    assert len({changeset.label for changeset in changesets}) == len(changesets)
    head = Head.objects.get(pk=1)
    assert (head.number, head.token) == (changesets[-1].number, changesets[-1].token)
    assert set(Initiative.objects.values_list("state", flat=True)) == {"published"}
    check_versions_follow_each_other()
    newest = build(head.number)
    name = newest.things["actor"]["shared"]["name"]
    assert len(newest.documents) == 2 * ROUNDS
    records = [row.record for row in Version.objects.filter(kind="initiative", to_changeset=None)]
    assert [name in record for record in records] == [True] * (2 * ROUNDS)
    assert contents(newest) == contents(build(head.number))


def check_versions_follow_each_other() -> None:
    """Each version of a thing begins where the one before it ended."""
    for kind, slug in Version.objects.order_by().values_list("kind", "slug").distinct():
        rows = list(Version.objects.filter(kind=kind, slug=slug).order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert [row.to_changeset_id for row in rows[:-1]] == [row.from_changeset_id for row in rows[1:]]
        assert rows[-1].to_changeset_id is None
