"""How applications are served: the one command line of the demo, of tests and of whatever measures the server."""

import sys

WORKERS, THREADS = 2, 4
# Longer than a proxy keeps a connection that it may use again.
KEEP_ALIVE = 75
# Addresses hold up to a hundred initiatives, or a note.
LONGEST_REQUEST_LINE = 8190


def command(address: str) -> list[str]:
    """The command that serves the site at an address such as 127.0.0.1:8000."""
    return [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", address]


def elsewhere(address: str, application: str) -> list[str]:
    """The command that serves another application with the same number of workers and threads, loaded once as well."""
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", address, "--preload", "--log-level", "warning"),
        *("--worker-class", "gthread", "--keep-alive", str(KEEP_ALIVE)),
        *("--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--limit-request-line", str(LONGEST_REQUEST_LINE), application),
    ]
