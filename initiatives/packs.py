"""Packs: the files that ledgers are packed into, one folder of them for each installation."""

import fcntl
import hashlib
import mmap
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from django.conf import settings

from initiatives import files
from initiatives.bitmaps.sections import Sections, UnreadableError
from initiatives.holdings import Row
from initiatives.models import Head, Version
from initiatives.packing import pack
from initiatives.record import parsed

SUFFIX = ".pack"
BATCH = 2000
# What a row of the index is made of, as the ledger has it.
FIELDS = ("kind", "slug", "number", "id", "digest", "from_changeset_id", "record")


MADE_WITH = (
    *("countries/folding.py", "initiatives/bitmaps/*.py", "initiatives/documents.py", "initiatives/facets.py"),
    *("initiatives/holdings.py", "initiatives/inflections.py", "initiatives/markers.py", "initiatives/packing.py"),
    "initiatives/search.py",
)


def made_by() -> str:
    """A digest of what packs are made with: a pack made with anything else may hold something else."""
    files = (path for module in MADE_WITH for path in sorted(settings.BASE_DIR.glob(module)))
    packages = (f"{name} {version(name)}" for name in ("pyroaring", "snowballstemmer"))
    parts = (*packages, f"Unicode {unidata_version}", *(path.read_text() for path in files))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


MADE_BY = made_by()


def folder() -> Path:
    return settings.DATA_DIR / "index"


def newest_first(most: int) -> Iterator[Sections]:
    """What can be read of the files of changesets up to one, the last first. They need not be of this ledger."""
    for path in sorted(folder().glob(f"*{SUFFIX}"), key=changeset_of, reverse=True):
        if 0 < changeset_of(path) <= most and (sections := opened(path)):
            yield sections


def newest() -> int:
    """The changeset of the newest file; 0 where there is none."""
    return max(map(changeset_of, folder().glob(f"*{SUFFIX}")), default=0)


def changeset_of(path: Path) -> int:
    number = path.name.partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() else 0


def opened(path: Path) -> Sections | None:
    try:
        with path.open("rb") as file:
            sections = Sections(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, UnreadableError):
        return None  # deleted meanwhile, empty or damaged: as good as none
    return sections if sections.about.get("made_by") == MADE_BY else None


def versions(number: int) -> Iterator[tuple[Row, int | None]]:
    """Every version begun up to a changeset, and when it had ended by then; no transaction is open meanwhile."""
    last = 0
    while rows := list(
        Version.objects.filter(pk__gt=last).order_by("pk").values_list(*FIELDS, "to_changeset_id")[:BATCH]
    ):
        for *head, begun, record, ended in rows:
            if begun <= number:
                yield Row(*head, begun, parsed(record)), ended if ended and ended <= number else None
        last = rows[-1][3]


def write(told: Callable[[int], None] = lambda read: None) -> Path | None:
    """Packs the ledger as it is now and deletes the files of earlier states; None where nothing is published.

    Waits while another process packs, and then does nothing if that packed this very state.
    """
    with alone():
        number, token = Head.objects.values_list("number", "token").get(pk=1)
        path = folder() / f"{number}-{token[:12]}{SUFFIX}"
        if not number or opened(path):
            return path if number else None
        about = {"number": number, "token": token, "made_by": MADE_BY}
        with files.whole(path) as file:
            pack(file, versions(number), about, told)
        for other in folder().glob(f"*{SUFFIX}"):
            if other != path:
                other.unlink(missing_ok=True)
    return path


@contextmanager
def alone() -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "packing").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_apart() -> subprocess.Popen:
    """Packs the ledger in a process of its own: what that takes is given back when it ends."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "pack_index", "--quiet"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
