"""Backups: everything the database holds, in one file that any of our databases can be made from."""
