"""Preparing the peers: an environment where they need one, their databases, and the requests they are asked by."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from config import serving
from initiatives.benchmarking import reading
from initiatives.benchmarking.facts import Fact
from initiatives.benchmarking.peers import datasette
from initiatives.benchmarking.servers import Server, own_environment
from initiatives.benchmarking.sides import Side

CONVENTIONAL = "initiatives.benchmarking.peers.conventional"

type Question = dict[str, Any]


class UnavailableError(Exception):
    """A peer cannot be had on this machine; the message says why."""


@dataclass(frozen=True)
class Material:
    """What peers are made of: the facts and labels, the questions of each mix, and the initiatives in order."""

    folder: Path
    mixes: dict[str, list[Question]]

    @property
    def facts(self) -> Path:
        return self.folder / "facts.jsonl"

    @property
    def labels(self) -> Path:
        return self.folder / "labels.json"

    def newest_first(self) -> list[str]:
        with self.facts.open() as lines:
            found: Iterable[Fact] = map(json.loads, lines)
            return [slug for _place, slug in sorted((fact["place"], fact["slug"]) for fact in found)]


# ── the conventional page ────────────────────────────────────────────────────────────────────────────────────


def conventional(name: str, material: Material, database: str) -> Side:
    """The conventional page on a database, which is filled. It runs with the packages and the server of the catalogue.

    So nothing differs but the page. Raises UnavailableError.
    """
    environment = {"PEER_DATABASE": database, "DJANGO_SETTINGS_MODULE": f"{CONVENTIONAL}.settings"}
    filling = [sys.executable, "-m", f"{CONVENTIONAL}.filling", str(material.facts), str(material.labels)]
    run(filling, environment)
    command = serving.elsewhere("127.0.0.1:{port}", f"{CONVENTIONAL}.wsgi")
    server = Server(name, command, environment, "/initiatives/?form=none", material.folder)
    requests = [{"path": conventional_address(question)} for question in material.mixes["every"]]
    return Side(name, server, "every", requests, reading.page)


def conventional_address(question: Question) -> str:
    asked = dict(question["values"])
    if question["stems"]:
        asked["q"] = [" ".join(question["stems"])]
    if question["every"]:
        asked["match"] = ["all"]
    return f"/initiatives/?{urlencode(asked, doseq=True)}"


# ── Datasette ────────────────────────────────────────────────────────────────────────────────────────────────


def datasette_side(name: str, material: Material, environment: Path, limits: dict[str, object]) -> Side:
    """Datasette with these limits, on a database that is filled. Raises UnavailableError."""
    database, metadata = material.folder / "catalogue.db", material.folder / "metadata.json"
    program = installed(environment, datasette.REQUIREMENTS) / "datasette"
    if not database.exists():
        datasette.fill(material.facts, database, metadata)
    slugs = material.newest_first()
    command = datasette.command(program, database, metadata, limits)
    requests = [{"path": datasette.address(question)} for question in material.mixes["added"]]
    server = Server(name, command, {}, "/-/versions.json", material.folder)
    return Side(name, server, "added", requests, lambda text: datasette.told(text, slugs))


def installed(environment: Path, requirements: Path) -> Path:
    """The programs of an environment with these packages, which is made where it is not there."""
    done = environment / requirements.name
    if not (done.exists() and done.read_text() == requirements.read_text()):
        venv.create(environment, clear=True, with_pip=True)
        pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "-r", str(requirements)], {})
        done.write_text(requirements.read_text())
    return environment / "bin"


def run(command: list[str], environment: dict[str, str]) -> None:
    """Runs a command to its end. Raises UnavailableError with the last line that it complains of."""
    done = subprocess.run(
        command, env=own_environment() | environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["It said nothing."]
        raise UnavailableError(said[-1])
