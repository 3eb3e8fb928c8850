"""What the index is made of: versions by number, bitmaps of numbers by facet value and by word.

All of it only ever grows: a version keeps its number, and which versions are public as of a changeset is one bitmap,
with which every other one is met. Nothing here knows the database.

The larger part is packed into one file, which is mapped into memory and read where it is asked for (``packed``); what
was published since is beside it in memory (``recent``).
"""
