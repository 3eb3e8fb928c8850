"""The PostgreSQL of the tests."""

from initiatives.benchmarking.postgresql import UnavailableError, server

__all__ = ["UnavailableError", "server"]
