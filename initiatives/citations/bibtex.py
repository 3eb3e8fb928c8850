"""BibTeX, in the entry types and fields of biblatex, UTF-8."""

import re

from initiatives.citations.reference import Reference

SPECIAL = re.compile(r"[\\{}$&#_%^~]")
TYPES = {"source": "misc", "record": "online", "list": "dataset"}
SPELT = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def escape(text: str) -> str:
    """Text as TeX prints it."""
    return SPECIAL.sub(lambda found: SPELT.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def bibtex(row: Reference) -> str:
    """One entry, with a line for each field."""
    fields = {
        # Braces twice: a corporate author is one name, and a title keeps its capitals.
        "author": f"{{{escape(row.author)}}}" if row.author else "",
        "title": f"{{{escape(row.title)}}}",
        "date": row.date,
        "year": row.year,
        # Of an entry of the type misc a main title would stand in the place of its title.
        "howpublished" if row.kind == "source" else "organization": escape(row.container),
        "publisher": escape(row.publisher),
        "version": escape(row.version),
        "url": row.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": row.seen,
        "langid": row.language,
        "abstract": escape(row.abstract),
        "keywords": escape(", ".join(row.keywords)),
        "note": escape(row.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{TYPES[row.kind]}{{{row.key},\n{lines}}}\n"
