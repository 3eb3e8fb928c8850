"""The editors' pages, a module for each family of models; importing them registers them on the site."""

from initiatives.admin import actor, batch, country, entry, initiative, ledger, people, report, source, subject, year

__all__ = [
    "actor",
    "batch",
    "country",
    "entry",
    "initiative",
    "ledger",
    "people",
    "report",
    "source",
    "subject",
    "year",
]
