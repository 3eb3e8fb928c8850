"""Narrative sections of reports as drafts: text → blocks → markers → statements → drafts, before any database."""
