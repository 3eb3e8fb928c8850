"""The environment, read once: every CATALOGUE_* name that exists, what it may hold, and its default."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

PREFIX = "CATALOGUE_"
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class BadEnvironmentError(ValueError):
    """One sentence that says which variable is wrong and what it should hold."""


def as_text(value: str) -> str:
    if not value.strip() or any(ord(character) < 32 for character in value):
        raise ValueError("must be printable text")
    return value


def as_bool(value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("must be true or false")


def as_secret(value: str) -> str:
    if len(value) < 32:
        raise ValueError("must have at least 32 characters")
    return as_text(value)


def as_hosts(value: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",")]
    if not all(hosts) or any("/" in host or " " in host or host == "*" for host in hosts):
        raise ValueError("must be host names separated by commas, without scheme or path, and not '*'")
    return hosts


def as_site_url(value: str) -> str:
    parts = urlsplit(value)
    whole = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or value.rstrip("/") != whole:
        raise ValueError("must be http://host or https://host, without a path")
    if parts.port == 0:
        raise ValueError("must name a port above 0")
    return whole


def as_email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise ValueError("must be an e-mail address")
    return value


def as_proxies(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) == 1):
        raise ValueError("must be a number from 0 to 9")
    return int(value)


def as_database(value: str) -> dict[str, Any]:
    if value.partition("://")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError("must start with sqlite:/// or postgresql://")
    database = dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True)
    if not database["NAME"]:
        raise ValueError("must name a database")
    return database


@dataclass(frozen=True)
class Variable:
    """One variable: how its text is read, and what holds when it is not set."""

    read: Callable[[str], Any]
    default: Any


VARIABLES = {
    "DEBUG": Variable(as_bool, False),
    "SECRET_KEY": Variable(as_secret, None),
    "ALLOWED_HOSTS": Variable(as_hosts, ["localhost", "127.0.0.1", "[::1]"]),
    "SITE_URL": Variable(as_site_url, "http://localhost:8000"),
    "DATABASE_URL": Variable(as_database, None),
    "DATA_DIR": Variable(as_text, None),
    "LICENCE": Variable(as_text, "CC BY 4.0"),
    "LICENCE_URL": Variable(as_text, "https://creativecommons.org/licenses/by/4.0/"),
    "CONTACT": Variable(as_email, None),
    "PROXIES": Variable(as_proxies, 0),
}


def read(environ: Mapping[str, str]) -> dict[str, Any]:
    """The value of every variable by its name without the prefix. Raises BadEnvironmentError with one sentence."""
    given = {name.removeprefix(PREFIX): text for name, text in environ.items() if name.startswith(PREFIX)}
    for name in sorted(given.keys() - VARIABLES.keys()):
        known = ", ".join(PREFIX + known for known in VARIABLES)
        raise BadEnvironmentError(f"{PREFIX}{name} is not a variable of the catalogue; the known ones are {known}.")
    values = {}
    for name, variable in VARIABLES.items():
        try:
            values[name] = variable.read(given[name]) if name in given else variable.default
        except ValueError as error:
            raise BadEnvironmentError(f"{PREFIX}{name} {shown(name, given[name])}{error}.") from None
    return values


def shown(name: str, text: str) -> str:
    """The refused value for the message; secrets and addresses with passwords are not repeated."""
    return "" if name in {"SECRET_KEY", "DATABASE_URL"} else f"is {text!r} but "
