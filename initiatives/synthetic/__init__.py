"""A catalogue of any size, invented from a seed, for tests of scale. Nothing in it happened, and it says so."""
