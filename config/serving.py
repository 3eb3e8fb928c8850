"""How applications are served: the one command line of the demo, and of whatever measures the real server."""

import sys

from config import gunicorn


def command(address: str) -> list[str]:
    """The command that serves the site at an address such as 127.0.0.1:8000."""
    return [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", address]


def elsewhere(address: str, application: str) -> list[str]:
    """The command that serves another application with the same number of workers and threads, loaded once as well."""
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", address, "--preload", "--log-level", gunicorn.loglevel),
        *("--worker-class", gunicorn.worker_class, "--keep-alive", str(gunicorn.keepalive)),
        *("--workers", str(gunicorn.workers), "--threads", str(gunicorn.threads)),
        *("--limit-request-line", str(gunicorn.limit_request_line), application),
    ]
