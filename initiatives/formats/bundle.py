"""ZIP: the list as a data package: a table in CSV for each kind of thing, described as Frictionless Data and as CSV on
the Web describe tables, with what a reader must know and checksums.

The same list is the same file: every date in it is the day of the catalogue, and every order is fixed.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from initiatives.citations import CATALOGUE, cite_list, of_list
from initiatives.citations.cff import cff
from initiatives.formats.csvw import metadata
from initiatives.formats.datapackage import package, resource
from initiatives.formats.making import made
from initiatives.formats.tables import TABLES, rows
from initiatives.formats.tabular import END, cells, cells_of
from initiatives.selection import Selection

CHECKSUMS = "SHA256SUMS"
TEXTS = {"README.md": "package/README.md", "LICENSE.txt": "package/LICENSE.txt"}
# The first day that a ZIP file can name.
NO_DAY = datetime(1980, 1, 1)


def bundle(selection: Selection) -> Iterator[bytes]:
    """The whole file, in pieces; it is made before the first is asked for."""

    def make(target: BinaryIO) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            write_tables(folder, selection)
            write_texts(folder, selection)
            write_metadata(folder, selection)
            write_checksums(folder)
            pack(folder, target, selection.snapshot.time or NO_DAY)

    return made(selection, make)


def write_tables(folder: Path, selection: Selection) -> None:
    """Each table into its file: a line at a time, so that memory stays the same for any list."""
    files = {table.name: (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") for table in TABLES}
    try:
        columns = {table.name: table.columns for table in TABLES}
        for name, file in files.items():
            file.write(f"{cells(column.name for column in columns[name])}{END}")
        for name, row in rows(selection):
            files[name].write(f"{cells_of(columns[name], row)}{END}")
    finally:
        for file in files.values():
            file.close()


def write_texts(folder: Path, selection: Selection) -> None:
    context = {
        "catalogue": CATALOGUE,
        "selection": selection,
        "tables": TABLES,
        "editions": selection.snapshot.shown("edition"),
        "citation": cite_list(selection),
        "licence": settings.LICENCE,
        "licence_url": settings.LICENCE_URL,
        "site": settings.SITE_URL,
    }
    for name, template in TEXTS.items():
        write(folder / name, render_to_string(template, context))
    write(folder / "CITATION.cff", cff(of_list(selection)))


def write_metadata(folder: Path, selection: Selection) -> None:
    reference = of_list(selection)
    resources = [described(folder, table, selection) for table in TABLES]
    write(folder / "datapackage.json", indented(package(selection, reference, resources)))
    write(folder / "csv-metadata.json", indented(metadata(selection, reference, TABLES)))


def described(folder: Path, table: Any, selection: Selection) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    return resource(table, selection.snapshot, path.stat().st_size, digest(path))


def write_checksums(folder: Path) -> None:
    """What ``sha256sum --check`` reads."""
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    write(folder / CHECKSUMS, "".join(lines))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def indented(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(folder: Path, target: BinaryIO, day: datetime) -> None:
    """The files of a folder, by name, as if all were written at the start of one day."""
    with ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            entry = ZipInfo(path.name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            entry.file_size = path.stat().st_size  # so that a large one is written as large ones are
            with path.open("rb") as file, archive.open(entry, "w") as packed:
                copyfileobj(file, packed)
