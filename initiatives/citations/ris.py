"""RIS, the tagged lines that reference managers read; UTF-8, each line ended by CR LF."""

from collections.abc import Iterator

from initiatives.citations.reference import Reference

TYPES = {"source": "GEN", "record": "ELEC", "list": "DATA"}


def ris(row: Reference) -> str:
    """One reference from TY to ER."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags(row)) + "ER  - \r\n"


def tags(row: Reference) -> Iterator[tuple[str, str]]:
    day = "/".join([*(f"{part:02}" for part in row.day), "", ""][:3]) + "/" if row.day else ""
    values = (
        ("TY", TYPES[row.kind]),
        ("ID", row.key),
        ("AU", row.author),
        ("TI", row.title),
        ("T2", row.container),
        ("PB", row.publisher),
        ("PY", row.year),
        ("DA", day),
        ("Y2", f"{row.seen.replace('-', '/')}/" if row.seen else ""),
        ("ET", row.version),
        ("LA", row.language),
        ("UR", row.url),
        ("AB", row.abstract),
        *(("KW", word) for word in row.keywords),
        ("N1", row.note),
    )
    # A value is one line: a line of its own that began like a tag would be read as one.
    yield from ((tag, " ".join(value.split())) for tag, value in values if value)
