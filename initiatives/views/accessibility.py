"""The accessibility statement, which says no more than the last run of the tests on record."""

import json
import logging
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives.fields import today
from initiatives.views.answering import asked_moment, public

logger = logging.getLogger(__name__)
TYPES = {date: str}  # what a file holds where we hold something else


@dataclass(frozen=True)
class Run:
    """One run of the automatic tests: when, with what, how much was looked at, and how many checks failed."""

    date: date
    axe: str
    chromium: str
    pages: int
    conditions: int
    checks: int
    violations: int


def run_and_day() -> str:
    """Which file the statement goes by, and the day: a run on a day to come is not believed."""
    try:
        found = Path(settings.ACCESSIBILITY_RUN).stat()
    except OSError:
        return str(today())
    return f"{today()} {found.st_mtime_ns} {found.st_size}"


@public(depends_on=run_and_day)
def statement(request: HttpRequest) -> HttpResponse:
    """After the model statement of Implementing Decision (EU) 2018/1523."""
    when, _others = asked_moment(request)
    run = last_run(Path(settings.ACCESSIBILITY_RUN))
    return render(request, "accessibility.html", {"moment": when, "run": run, "contact": settings.CONTACT})


def last_run(path: Path) -> Run | None:
    """The run that the file tells of; None where there is no file, or none that makes sense."""
    try:
        return understood(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        logger.error("The accessibility statement goes by no test run: %s cannot be read: %s", path, error)
        return None


def understood(told: object) -> Run:
    """The run that an object of JSON tells. Raises ValueError."""
    if not isinstance(told, dict):
        raise ValueError("it holds no object")
    for field in fields(Run):
        if type(told.get(field.name)) is not TYPES.get(field.type, field.type):
            raise ValueError(f"“{field.name}” is missing or of the wrong kind")
    run = Run(**{field.name: told[field.name] for field in fields(Run)} | {"date": date.fromisoformat(told["date"])})
    if run.date > today() or run.violations < 0 or min(run.pages, run.conditions, run.checks) < 1:
        raise ValueError("it tells of a day to come, or of a run that looked at nothing")
    return run
