"""Chromium, started for tests: quiet, and the same everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

from tests.browser import parts


@contextmanager
def launched(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """A running Chromium. Raises UnavailableError."""
    found = parts.chromium()
    arguments = [*found.arguments, *more]
    running = playwright.chromium.launch(
        executable_path=found.program, args=arguments, env={**parts.environment(), **found.environment}
    )
    try:
        yield running
    finally:
        running.close()
