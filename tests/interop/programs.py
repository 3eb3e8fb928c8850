"""Programs and packages that read what the catalogue gives. Where one is missing, its tests are skipped and say so."""

import os
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SECONDS = 120


def package(name: str) -> ModuleType:
    """A package that requirements-interop.lock brings: with CI=true it must be there."""
    return import_module(name) if os.environ.get("CI") == "true" else pytest.importorskip(name)


def program(name: str) -> str:
    """A program of the machine, which no lock file brings."""
    if found := shutil.which(name):
        return found
    pytest.skip(f"This machine has no {name}.")


def run(name: str, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [program(name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=folder, check=False)


def told(name: str, *arguments: str, folder: Path | None = None) -> str:
    """What a program says that ends well."""
    done = run(name, *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def opened_by_libreoffice(files: list[Path], extension: str) -> list[Path]:
    """The files as LibreOffice has them after opening; what it could only repair it does not open unasked."""
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told("soffice", profile, "--headless", "--convert-to", extension, *map(str, files), "--outdir", str(folder))
    made = [file.with_suffix(f".{extension}") for file in files]
    assert [file.name for file in made if not file.exists()] == []
    return made
