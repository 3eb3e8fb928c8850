"""The databases as they run: what is acknowledged is kept, and writers wait instead of failing."""

import pytest
from django.db import connection

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's own settings")
def test_sqlite_writes_ahead_syncs_fully_and_waits_for_its_turn():
    with connection.cursor() as cursor:
        live = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            live[name] = cursor.fetchone()[0]
    assert live == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20000}
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="this is PostgreSQL's own setting")
def test_postgresql_keeps_connections_and_checks_them():
    options = connection.settings_dict
    assert (options["CONN_MAX_AGE"], options["CONN_HEALTH_CHECKS"]) == (60, True)


def test_no_request_opens_a_transaction_of_its_own():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False
