"""Invented catalogues: the same for the same seed, and exactly what publishing editors' models would give."""

from django.core.management import call_command

from countries.models import Country, CountryGroup
from initiatives import index
from initiatives.models import VOCABULARIES, Actor, Head, Initiative, Source, Version
from initiatives.publishing import changes, publish_thing, withdraw
from initiatives.synthetic import drafting, making
from initiatives.synthetic.steps import Catalogue, Step
from initiatives.synthetic.things import World, reference

NUMBER, SEED, BLOCK = 60, 7, 25
FIELDS = ("kind", "slug", "number", "record", "digest", "from_changeset_id", "to_changeset_id")


def make(number=NUMBER, seed=SEED, *, models=False, block=BLOCK) -> None:
    for _ in making.make(number, seed, models=models, block=block):
        pass


def ledger() -> list[tuple]:
    return list(Version.objects.order_by("pk").values_list(*FIELDS))


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)
    Head.objects.get_or_create(pk=1)
    index.KEEPER.__init__()


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


def test_the_ledger_is_what_publishing_the_models_gives_at_every_step(empty_ledger):
    make(models=True)
    made = ledger()
    empty()
    making.load_reference()
    catalogue = Catalogue(NUMBER, SEED, World(NUMBER, SEED, reference()), BLOCK)
    for step in catalogue.steps(making.public_reference()):
        drafting.write(step)
        publish_step(step)
    assert ledger() == made


def test_the_ledger_alone_is_the_same_as_with_models(empty_ledger):
    make(models=True)
    made = ledger()
    empty()
    make()
    assert (ledger(), Initiative.objects.count(), Actor.objects.count()) == (made, 0, 0)
