"""Citations for reading: APA (7th edition), Chicago (notes and bibliography, 17th), ISO 690, and one for checking."""

import calendar

from initiatives.citations.reference import Reference

# No full stop stands after an address: it would be copied along.


def joined(*parts: str) -> str:
    """The parts as sentences, each with one full stop."""
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def apa(row: Reference) -> str:
    """Author. (2020, December 19). Title (Version 2). Container. Publisher. Address"""
    title = f"{row.title} (Version {row.version})" if row.version else row.title
    when = f"({month_first(row) or 'n.d.'})"
    head = [row.author, when, title] if row.author else [title, when]
    return f"{joined(*head, row.container, publisher(row))} {row.url}".rstrip()


def chicago(row: Reference) -> str:
    """Author. “Title.” Container. Version 2. Publisher, December 19, 2020. Address"""
    title = f"“{row.title}”" if row.title.endswith((".", "?", "!")) else f"“{row.title}.”"
    version = f"Version {row.version}" if row.version else ""
    last = ", ".join(part for part in (publisher(row), month_last(row) or "n.d.") if part)
    head = f"{joined(row.author)} {title}".strip()
    return f"{head} {joined(row.container, version, last)} {row.url}".rstrip()


def iso690(row: Reference) -> str:
    """AUTHOR. Title. Container [online]. Version 2. Publisher, 2020-12-19 [viewed 2026-11-22]. Available from: …"""
    online = " [online]" if row.url else ""
    title, container = (row.title, f"{row.container}{online}") if row.container else (f"{row.title}{online}", "")
    version = f"Version {row.version}" if row.version else ""
    last = ", ".join(part for part in (publisher(row), row.date or "no date") if part)
    viewed = f" [viewed {row.seen}]" if row.seen else ""
    where = f" Available from: {row.url}" if row.url else ""
    return f"{joined(row.author.upper(), title, container, version, f'{last}{viewed}')}{where}"


def with_checksum(row: Reference) -> str:
    """Container. Title. Version 2. SHA-256 … Address"""
    version = f"Version {row.version}" if row.version else ""
    return f"{joined(row.container, row.title, version, row.note)} {row.url}\n"


def publisher(row: Reference) -> str:
    """The publisher, unless it is the author."""
    return row.publisher if row.publisher != row.author else ""


def month_first(row: Reference) -> str:
    """2020, December 19; 2020, December; 2020; or the date as it is written."""
    if not row.day:
        return row.date
    year, *rest = row.day
    return f"{year}, {' '.join([calendar.month_name[rest[0]], *map(str, rest[1:])])}" if rest else str(year)


def month_last(row: Reference) -> str:
    """December 19, 2020; December 2020; 2020; or the date as it is written."""
    if len(row.day) == 3:
        return f"{calendar.month_name[row.day[1]]} {row.day[2]}, {row.day[0]}"
    return f"{calendar.month_name[row.day[1]]} {row.day[0]}" if len(row.day) == 2 else row.date
