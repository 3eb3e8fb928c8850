"""How many queries a page needs once the worker is warm."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(reader: Client, path: str) -> int:
    reader.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(path).status_code == 200
    return len(captured)
