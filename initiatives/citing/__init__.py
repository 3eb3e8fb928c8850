"""Lists that are cited: stored under an identifier, replayed, verified, and compared with today."""
