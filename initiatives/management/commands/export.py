"""export: a list in any format, the same bytes as its address gives, without a server."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from initiatives import files
from initiatives.asking import MovedError, RefusedError
from initiatives.formats import FORMATS
from initiatives.record import Record
from initiatives.selection import Selection, ask

EVERY = 2  # seconds between two lines that say how far it is


class Command(BaseCommand):
    help = "Writes a list in any format: the same bytes as the address of the list with that extension gives."

    def add_arguments(self, parser):
        parser.add_argument("query", help="The question as in an address, such as “country=HR&year=2021”; “” for all.")
        parser.add_argument("--format", required=True, dest="extension", help=f"One of: {', '.join(FORMATS)}.")
        parser.add_argument("--output", required=True, help="The file to write; - for the standard output.")

    def handle(self, *, query, extension, output, **options):
        if extension not in FORMATS:
            known = ", ".join(FORMATS)
            raise CommandError(f"“{extension}” is not a format: use one of {known}.", returncode=2)
        found, self.last = self.asked(query.rpartition("?")[2], extension), monotonic()
        selection = Watched(found.moment, found.question, found.answer, extension, tell=self.told)
        if refusal := FORMATS[extension].refusal(selection):
            raise CommandError(refusal, returncode=2)
        try:
            with written(output) as file:
                file.writelines(FORMATS[extension].write(selection))
        except OSError as error:
            raise CommandError(f"“{output}” cannot be written: {error.strerror or error}.", returncode=2) from error

    def asked(self, query: str, extension: str) -> Selection:
        """The selection of a question in any spelling; of another one than the canonical it says which that is."""
        try:
            return ask(address_form(query), extension)
        except MovedError as moved:
            self.stderr.write(f"The question in its canonical form: {moved.query}")
            return ask(moved.query, extension)
        except RefusedError as refused:
            lines = [f"{row['parameter']}={row['value']}: {row['message']}" for row in refused.problems]
            raise CommandError(" ".join(lines), returncode=2) from refused

    def told(self, number: int, total: int) -> None:
        """Says now and then how far it is."""
        if monotonic() - self.last > EVERY:
            self.last = monotonic()
            self.stderr.write(f"{number} of {total} initiatives …")


@dataclass
class Watched(Selection):
    """A selection that tells how many of its records have been read."""

    tell: Callable[[int, int], None] = print

    def records(self) -> Iterator[Record]:
        return self.counted(super().records())

    def texts(self) -> Iterator[str]:
        return self.counted(super().texts())

    def counted[T](self, rows: Iterable[T]) -> Iterator[T]:
        for number, row in enumerate(rows, 1):
            self.tell(number, self.total)
            yield row


def address_form(query: str) -> str:
    """A question as the bytes of an address, which a server reads as Latin-1."""
    return query.encode().decode("latin-1")


@contextmanager
def written(output: str) -> Iterator[BinaryIO]:
    """A file that takes its name only once it is whole; whatever had the name before stays until then."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    with files.whole(target, mode_of(target)) as file:
        yield file


def mode_of(target: Path) -> int:
    """The rights of the file that is replaced, or those that a new one gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
