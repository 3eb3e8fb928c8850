"""The page that a competent team would write first: ListView, django-filter, and a count for each value by SQL.

A Django project of its own, with its own tables. It never runs in the catalogue's process.
"""
