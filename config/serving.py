"""How the application is served: the one command line of the demo, and of whatever measures the real server."""

import sys

WORKERS, THREADS = 2, 4
# Addresses may hold a hundred picked initiatives, or a note for a briefing.
LONGEST_REQUEST_LINE = 8190


def command(address: str, application: str = "config.wsgi") -> list[str]:
    """The command that serves an application at an address such as 127.0.0.1:8000."""
    return [
        *(sys.executable, "-m", "gunicorn", application, "--bind", address),
        *("--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--limit-request-line", str(LONGEST_REQUEST_LINE), "--log-level", "warning"),
    ]
