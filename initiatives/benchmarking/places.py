"""Where it is measured: a copy of a catalogue, or an invented one, in a folder of its own, never the live one."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.core.management import CommandError

from initiatives.backups import archive
from initiatives.backups.elsewhere import FailedError, Place

OWN = "own"
DATABASE = "catalogue.sqlite3"

type Tell = Callable[[str], None]


class UnfitError(Exception):
    """There is no catalogue to be measured; the message says why."""


def emptied(folder: Path) -> Place:
    """A folder for a catalogue, without what an earlier run left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Place(f"sqlite:///{folder / DATABASE}", folder)


def copied(folder: Path, source: str) -> Place:
    """A copy of the catalogue in a data folder, or of this one's own, brought up to date. Raises UnfitError."""
    place = emptied(folder)
    try:
        if source == OWN:
            path = folder / "own.zip"
            archive.write(path)
            place.run("restore", str(path))
            path.unlink()
        else:
            copy(Path(source) / DATABASE, folder / DATABASE)
            place.run("migrate")
            if (index := Path(source) / "index").exists():
                shutil.copytree(index, folder / "index")
        place.run("collectstatic", "--noinput")
    except (FailedError, sqlite3.Error, CommandError) as error:
        raise UnfitError(f"{source} cannot be copied: {error}") from error
    return place


def copy(source: Path, target: Path) -> None:
    """Copies a database as it stands at one moment, be it in use or not."""
    if not source.exists():
        raise UnfitError(f"There is no {source}.")
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as from_, sqlite3.connect(target) as to:
        from_.backup(to)
    from_.close()
    to.close()


def invented(folder: Path, size: int, seed: int) -> Place:
    """An invented catalogue of so many initiatives, the same for the same seed: what readers see, and no more."""
    place = emptied(folder)
    try:
        place.run("migrate")
        place.run("make_synthetic", str(size), "--seed", str(seed), "--ledger-only")
        place.run("collectstatic", "--noinput")
    except FailedError as error:
        raise UnfitError(f"{size:,} initiatives cannot be invented: {error}") from error
    return place
