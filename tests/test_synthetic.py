"""Invented catalogues: the same for the same seed, and exactly what publishing editors' models would give."""

import hashlib
import re
from itertools import islice

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from countries.models import Country, CountryGroup
from initiatives import index
from initiatives.backups.soundness import faults
from initiatives.backups.tables import clear
from initiatives.completeness import gaps
from initiatives.models import VOCABULARIES, Actor, Changeset, Edition, Entry, Head, Initiative, Source, Version
from initiatives.publishing import changes, publish, publish_thing, withdraw
from initiatives.record import canonical
from initiatives.selection import ask
from initiatives.synthetic import drafting, making
from initiatives.synthetic.steps import Catalogue, Step
from initiatives.synthetic.things import INVENTED, Reference, World, reference
from tests.factories import make_actor, make_entry, make_initiative, make_source

NUMBER, SEED, BLOCK = 60, 7, 25
FIELDS = ("kind", "slug", "number", "record", "digest", "from_changeset_id", "to_changeset_id")


def make(number=NUMBER, seed=SEED, *, models=False, block=BLOCK) -> None:
    for _ in making.make(number, seed, models=models, block=block):
        pass


def ledger() -> list[tuple]:
    return list(Version.objects.order_by("pk").values_list(*FIELDS))


def empty() -> None:
    """Nothing is published and nothing drafted; terms and countries stay as the fixtures have them."""
    reference = [Head, *VOCABULARIES.values()]
    models = apps.get_app_config("initiatives").get_models(include_auto_created=True)
    clear([model for model in models if model not in reference])
    Head.objects.update(number=0, token="")
    index.KEEPER.__init__()


@pytest.fixture
def nothing(db):
    """A database without initiatives."""
    empty()


def publish_step(step: Step) -> None:
    """The step as editors would do it, on the models as they are now."""
    if step.act == "renew":
        kind, slug = step.subject
        publish_thing(thing=(Actor if kind == "actor" else Source).objects.get(slug=slug), why=step.why)
    elif step.act == "withdraw":
        withdrawal = step.staged["withdrawal", f"initiative/{step.subject[1]}"]
        initiative = Initiative.objects.get(slug=step.subject[1])
        withdraw(initiative=initiative, reason=withdrawal["reason"], replacement=withdrawal["replacement"])
    else:
        with changes(why=step.why) as work:
            for model in [Country, CountryGroup, *VOCABULARIES.values()] if step.act == "reference" else ():
                for thing in model.objects.all():
                    work.publish_thing(thing)
            for initiative in Initiative.objects.filter(slug__in=[slug for _, slug in step.staged]):
                work.publish(initiative, entries=initiative.entries.all())


@pytest.mark.once
def test_the_ledger_is_what_publishing_the_models_gives_at_every_step(nothing):
    make(models=True)
    made = ledger()
    empty()
    making.load_reference()
    catalogue = Catalogue(NUMBER, SEED, World(NUMBER, SEED, reference()), BLOCK)
    for step in catalogue.steps(making.public_reference()):
        drafting.write(step)
        publish_step(step)
    assert ledger() == made


def test_the_ledger_alone_is_the_same_as_with_models(nothing):
    make(models=True)
    made = ledger()
    empty()
    make()
    assert (ledger(), Initiative.objects.count(), Actor.objects.count()) == (made, 0, 0)


def a_world() -> World:
    terms = {name: (f"{name}-a", f"{name}-b", f"{name}-c") for name in VOCABULARIES}
    return World(NUMBER, SEED, Reference(("AD", "GR", "HR"), terms))


def test_one_seed_gives_the_same_records_on_every_machine_and_for_ever():
    records = Catalogue(NUMBER, SEED, a_world()).records(range(NUMBER))
    told = "\n".join(map(canonical, records))
    assert hashlib.sha256(told.encode()).hexdigest() == (
        "97b79cf2eaaec73a1ba92a89c0d480329a840324e956b423e401f7903c4bd3e7"
    )


def test_entries_have_the_size_of_real_ones_however_often_they_are_corrected():
    teller = Catalogue(NUMBER, SEED, a_world()).teller
    records = [teller.initiative(number) for number in range(500)]
    assert len({record["title"] for record in records}) == 500
    for correction in range(3):
        records = [teller.corrected(record, number, correction) for number, record in enumerate(records)]
    assert {len(record["entries"]) for record in records} == set(range(1, 13))
    lengths = {len(entry["text"].split()) for record in records for entry in record["entries"]}
    assert (min(lengths), max(lengths) < 200) == (60, True)
    assert all(gaps(record) == [] for record in records)


@pytest.mark.once
def test_another_seed_gives_other_initiatives(nothing):
    make(NUMBER, 1)
    made = {row[1] for row in ledger() if row[0] == "initiative"}
    empty()
    make(NUMBER, 2)
    assert made & {row[1] for row in ledger() if row[0] == "initiative"} == set()


def test_what_was_interrupted_goes_on_to_the_same_end(nothing):
    make(models=True)
    made, changesets = ledger(), list(Changeset.objects.values())
    empty()
    for _ in islice(making.make(NUMBER, SEED, models=True, block=BLOCK), 4):
        pass
    assert Head.objects.get().number == 4
    make(models=True)
    assert (ledger(), list(Changeset.objects.values())) == (made, changesets)


def test_it_has_a_history_that_holds_the_rules_of_the_ledger(nothing):
    make(models=True)
    assert list(faults()) == []
    reasons = [changeset.why.removeprefix(f"{INVENTED} ") for changeset in Changeset.objects.all()]
    assert reasons == [
        "Terms and countries.",
        "Initiatives.",
        "Initiatives.",
        "Initiatives.",
        "Corrections.",
        "Corrections.",
        "One actor anew.",
        "Withdrawn.",
        "Corrections.",
        "One source anew.",
        "Withdrawn.",
    ]


def test_readers_see_what_was_renamed_and_withdrawn_and_how_it_stood_before(nothing, reader):
    make()
    renamed = Version.objects.filter(kind="actor", number=2).get()
    before = Version.objects.get(kind="actor", slug=renamed.slug, number=1)
    label = before.from_changeset.label
    now, then = (reader.get(f"/actors/{renamed.slug}/{query}").text for query in ("", f"?as_of={label}"))
    assert ["Renamed" in text for text in (now, then)] == [True, False]
    withdrawn = Version.objects.filter(kind="withdrawal").values_list("slug", flat=True)
    assert [reader.get(f"/initiatives/{slug.partition('/')[2]}/").status_code for slug in withdrawn] == [410, 410]
    assert ask("").count == NUMBER - 2


def test_all_that_readers_see_says_that_it_is_invented(nothing, reader):
    make()
    for kind, slug, record in Version.objects.values_list("kind", "slug", "record"):
        if kind not in ("term", "country", "group"):
            assert "nvented" in slug or "Invented" in record
    slug = Version.objects.filter(kind="initiative", to_changeset=None).first().slug
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", reader.get(f"/initiatives/{slug}/").text, re.DOTALL)[1]
    assert "(invented, no. " in heading


def test_editors_forms_open_on_the_models(nothing, client):
    make(models=True)
    client.force_login(User.objects.create_superuser("editor"))
    for model in (Initiative, Entry, Actor, Source, Edition):
        address = f"/admin/initiatives/{model._meta.model_name}/{model.objects.first().pk}/change/"
        assert client.get(address).status_code == 200, address


def test_the_models_have_nothing_that_waits_and_new_work_goes_on_from_them(nothing):
    make(models=True)
    last = Head.objects.get().number
    initiative = Initiative.objects.filter(state="published").first()
    assert publish(initiative=initiative, entries=initiative.entries.all(), why="As it is.") is None
    new = make_initiative("new", actors=[(make_actor(), "lead")])
    entry = make_entry(new, Edition.objects.first().pk, text="It began.[^n1]", notes=[("n1", make_source())])
    assert publish(initiative=new, entries=[entry], why="New.").number == last + 1
    assert refused(NUMBER)[1] == 2


def test_the_command_fills_an_empty_database_and_does_nothing_twice(empty_ledger, capsys):
    call_command("make_synthetic", "20", seed=3, ledger_only=True)
    made, told = ledger(), capsys.readouterr().out
    call_command("make_synthetic", "20", seed=3, ledger_only=True)
    assert (ledger(), capsys.readouterr().out) == (made, told)
    assert told == f"18 invented initiatives are public as of changeset {Changeset.objects.last().label}.\n"


def refused(number: int) -> tuple[str, int]:
    with pytest.raises(CommandError) as error:
        call_command("make_synthetic", str(number), seed=1)
    return str(error.value), error.value.returncode


@pytest.mark.parametrize("number", [-1, 0, 1_000_001])
def test_a_number_out_of_bounds_is_refused(number):
    assert refused(number) == (
        f"{number:,} initiatives cannot be made: give a number from 1 to 1,000,000.",
        2,
    )


def test_a_catalogue_of_another_origin_is_left_alone(catalogue):
    before = ledger()
    assert refused(5) == (
        "The database holds a published catalogue, which is not the one asked for: name an empty database.",
        2,
    )
    assert ledger() == before


def test_an_invented_catalogue_of_another_kind_is_another_one(nothing):
    make(20)
    assert refused(20)[1] == refused(21)[1] == 2


def test_drafts_are_left_alone(nothing):
    making.load_reference()
    make_actor()
    assert refused(5) == ("The database holds drafts: name an empty database.", 2)
