"""Spreadsheets that editors fill in or send back: read apart, compared cell by cell, staged, applied as drafts."""
