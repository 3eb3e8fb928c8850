"""Filling an empty database with an invented catalogue, one changeset after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from countries.models import Country, CountryGroup
from initiatives.importer import fixtures
from initiatives.models import VOCABULARIES, Actor, Edition, Head, Initiative, Source
from initiatives.record import Record, address, build
from initiatives.synthetic import drafting, ledger
from initiatives.synthetic.steps import BLOCK, Address, Catalogue, Step
from initiatives.synthetic.things import World, reference

MOST = 1_000_000


class UnfitError(Exception):
    """One sentence on why the database cannot be filled."""


def make(number: int, seed: int, *, models: bool, block: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Writes each step of the catalogue in a transaction of its own, and yields its number and that of the last one.

    What is there already of the same catalogue is passed over. Raises UnfitError.
    """
    if not 1 <= number <= MOST:
        raise UnfitError(f"{number:,} initiatives cannot be made: give a number from 1 to {MOST:,}.")
    origin = Origin(number, seed, models)
    origin.refuse_another(Head.objects.get(pk=1))
    load_reference()
    catalogue = Catalogue(number, seed, World(number, seed, reference()), block)
    for step in catalogue.steps(public_reference()):
        write(step, origin)
        yield step.number, catalogue.length


@dataclass(frozen=True)
class Origin:
    """What a catalogue was made from. The token of the ledger's head says so after each step."""

    number: int
    seed: int
    models: bool

    def token(self, step: int) -> str:
        parts = f"invented {self.number} {self.seed} {'with models' if self.models else 'ledger only'} {step}"
        return sha256(parts.encode()).hexdigest()[:32]

    def refuse_another(self, head: Head) -> None:
        """Nothing that people wrote is mixed with what is invented. Raises UnfitError."""
        if head.number and head.token != self.token(head.number):
            raise UnfitError(
                "The database holds a published catalogue, which is not the one asked for: name an empty database."
            )
        if not head.number and any(model.objects.exists() for model in (Initiative, Actor, Source, Edition)):
            raise UnfitError("The database holds drafts: name an empty database.")


def load_reference() -> None:
    """The real countries and vocabularies, which the invented initiatives name."""
    folder = settings.BASE_DIR / "fixtures"
    with transaction.atomic():
        fixtures.load_vocabularies(folder / "vocabularies.toml")
        fixtures.load_countries(folder / "countries.toml")


def public_reference() -> dict[Address, Record]:
    models = [CountryGroup, Country, *VOCABULARIES.values()]
    return {address(thing): build(thing) for model in models for thing in model.objects.order_by("pk")}


def write(step: Step, origin: Origin) -> None:
    """Writes a step, unless it has been written before. Raises UnfitError if somebody else has published meanwhile."""
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        origin.refuse_another(head)
        if step.number > head.number:
            if origin.models:
                drafting.write(step)
            ledger.write(step, head, origin.token(step.number))
