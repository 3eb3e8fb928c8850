"""Chromium, started for tests: quiet, and the same everywhere."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Playwright

from tests.browser import parts


@contextmanager
def launched(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """A running Chromium. Raises UnavailableError."""
    found = parts.chromium()
    arguments = [*found.arguments, *more]
    environment = {**os.environ, **found.environment}
    try:
        running = playwright.chromium.launch(executable_path=found.program, args=arguments, env=environment)
    except Error as error:
        raise parts.UnavailableError(f"{found.program} does not start: {error.message.splitlines()[0]}") from None
    try:
        yield running
    finally:
        running.close()
