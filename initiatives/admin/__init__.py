"""The editors' pages, a module for each family of models; importing them registers them on the site."""

from initiatives.admin import actor, country, entry, initiative, ledger, people, report, source, subject, year

__all__ = ["actor", "country", "entry", "initiative", "ledger", "people", "report", "source", "subject", "year"]
