"""Schemathesis asks the API what its document allows, and what it does not, and compares the answers with it."""

import os
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from tests.interop.programs import package

schemathesis = package("schemathesis")
MODES = schemathesis.GenerationMode
LONG = os.environ.get("LONG") == "1"
seeded = settings(
    max_examples=500 if LONG else 25,
    derandomize=not LONG,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Uncompressed:
    """The application as one who takes no compression meets it: inside one process schemathesis asks for it all the
    same, and does not unpack it."""

    def __init__(self):
        self.application = get_wsgi_application()

    def __call__(self, environment, start_response):
        return self.application({**environment, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


@pytest.fixture
def document(catalogue, settings) -> Iterator:
    """The API's document, as schemathesis reads it. The application keeps to the test's own transaction."""
    settings.ALLOWED_HOSTS = ["*"]
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    read = schemathesis.openapi.from_wsgi("/api/schema.json", Uncompressed())
    checks = read.config.checks
    # Terms, actors and days that there are not have the form of those that there are.
    checks.positive_data_acceptance.expected_statuses = [*checks.positive_data_acceptance.expected_statuses, "400"]
    # Another spelling of what can be asked, an empty value among them, is redirected.
    checks.negative_data_rejection.expected_statuses = [*checks.negative_data_rejection.expected_statuses, "301", "302"]
    yield read
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [MODES.POSITIVE, MODES.NEGATIVE], ids=["as it allows", "as it does not allow"])
def test_every_answer_is_as_the_document_says(document, mode):
    operations = [result.ok() for result in document.get_all_operations()]
    for operation in operations:

        @seeded
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case):
            case.call_and_validate()

        answers()
    assert len(operations) == 18
