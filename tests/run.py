"""Every check and every test: `python -m tests.run`. SQLite, PostgreSQL, a real browser and what depends on none of
them run side by side.

Where PostgreSQL or a part of the browser's tests cannot be had, they are skipped with a clear line; with CI=true that
is a failure.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from tests import postgresql

TOP = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
BROWSER = "tests/browser"
INTEROP = "tests/interop"  # needs more packages: see `make test-interop`
ELSEWHERE = [f"--ignore={BROWSER}", f"--ignore={INTEROP}"]
EACH = [*ELSEWHERE, "-m", "not once"]
LONG = os.environ.get("LONG")
SQLITE, ONCE = "SQLite", "no database in particular"
# How far each run stands back where several want a processor: what takes longest goes first.
BEHIND = {SQLITE: 2, ONCE: 2}


def templates() -> list[str]:
    return [str(path.relative_to(TOP)) for path in sorted((TOP / "templates").rglob("*.html"))]


CHECKS = {
    "ruff check": [TOOLS / "ruff", "check", "--quiet", "."],
    "ruff format": [TOOLS / "ruff", "format", "--check", "--quiet", "."],
    "import-linter": [TOOLS / "lint-imports", "--no-cache"],
    "djade": [TOOLS / "djade", "--check", "--target-version", "6.1", *templates()],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "system checks": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
}


def check(folder: str) -> list[str]:
    """Runs the checks and prints what they find; the names of those that failed."""
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(command, cwd=TOP, env=environment(folder), capture_output=True, text=True)
        print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            print(done.stdout, done.stderr, flush=True)
            failed.append(name)
    return failed


def environment(folder: str, database: str = "") -> dict[str, str]:
    """The environment of a run: none of the caller's own settings, a data folder of its own.

    What Python has compiled is kept beside the packages: each process would else compile everything anew.
    """
    own = ("CATALOGUE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    given = {"CATALOGUE_DATA_DIR": folder, "PYTHONPYCACHEPREFIX": str(TOP / ".venv" / "bytecode")}
    return kept | given | ({"CATALOGUE_DATABASE_URL": database} if database else {})


def pytest(name: str, folder: str, arguments: list[str], database: str = "") -> list[str]:
    """Runs tests and prints what they say; the name of the run if it failed."""
    patience = ["--timeout=14400"] if LONG else []
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *patience, *arguments]
    own = Path(folder) / name
    own.mkdir()
    # What takes longest goes first, wherever several want a processor.
    first = partial(os.nice, BEHIND.get(name, 0))
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, cwd=TOP, env=environment(str(own), database), preexec_fn=first, **output)
    print(f"\n── tests on {name} ──\n{done.stdout.decode(errors='replace')}", flush=True)
    return [name] if done.returncode else []


def sqlite(folder: str, arguments: list[str]) -> list[str]:
    return pytest(SQLITE, folder, [*EACH, *arguments])


def on_postgresql(folder: str, arguments: list[str]) -> list[str]:
    try:
        with postgresql.server() as address:
            return pytest("PostgreSQL", folder, [*EACH, *arguments], address)
    except postgresql.UnavailableError as error:
        print(f"Skipped: the tests on PostgreSQL. {error}", flush=True)
        return ["PostgreSQL (it must be there with CI=true)"] if os.environ.get("CI") == "true" else []


def once(folder: str, arguments: list[str]) -> list[str]:
    """What depends on no database."""
    return pytest(ONCE, folder, [*ELSEWHERE, "-m", "once"])


def browser(folder: str, arguments: list[str]) -> list[str]:
    fetch().wait()
    return pytest("a real browser", folder, ["-rs", "--timeout=1200", BROWSER])


def tests(folder: str, arguments: list[str]) -> list[str]:
    """Runs all parts side by side: each waits now and then, for a page or for a process, and another one works
    meanwhile. The longest begins first. The names of those that failed.

    The long form measures how fast pages are: there the later parts have the machine for themselves.
    """
    fetch()
    failed, both = [], [on_postgresql, sqlite]
    for parts in (both, [once], [browser]) if LONG else ([*both, browser, once],):
        with ThreadPoolExecutor(len(parts)) as workers:
            running = [workers.submit(part, folder, arguments) for part in parts]
        failed += [name for part in running for name in part.result()]
    return failed


@cache
def fetch() -> subprocess.Popen:
    """Begins to get what the browser's tests need. What cannot be had they say themselves."""
    command = "from tests.browser import parts; parts.packages(); parts.chromium()"
    nothing = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", command], cwd=TOP, stdout=nothing, stderr=nothing)


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="catalogue-tests-") as folder:
        failed = check(folder)
        if "--checks-only" not in arguments:
            failed += tests(folder, arguments)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
