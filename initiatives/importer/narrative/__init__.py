"""Narrative sections of reports, read into drafts: text → blocks → markers → statements → drafts, before any database."""
