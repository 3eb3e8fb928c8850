"""The log: one JSON object a line, so that nothing a reader sends can forge or break a line."""

import json
import logging
from datetime import UTC, datetime


class OneObjectALine(logging.Formatter):
    """Time, level, logger, message, and of a request its method, path and status; never its parameters or cookies."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if hasattr(request, "path"):
            told |= {"method": request.method, "path": request.path, "status": getattr(record, "status_code", None)}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneObjectALine"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {
        # What readers get wrong (400, 404) is no event for operators; what we get wrong is.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
