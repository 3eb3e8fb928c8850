"""Every check and every test: `python -m tests.run`. SQLite and PostgreSQL run side by side, then a real browser.

Where PostgreSQL or a part of the browser's tests cannot be had, they are skipped with a clear line; with CI=true that
is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgresql

TOP = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
BROWSER = "tests/browser"
INTEROP = "tests/interop"  # needs more packages: see `make test-interop`
ELSEWHERE = [f"--ignore={BROWSER}", f"--ignore={INTEROP}"]


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
    """The environment of a run: none of the caller's own settings, a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGUE_")}
    given = {"CATALOGUE_DATA_DIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | given | ({"CATALOGUE_DATABASE_URL": database} if database else {})


def pytest(name: str, folder: str, database: str, arguments: list[str]) -> subprocess.Popen:
    log = open(Path(folder) / f"{name}.log", "w+")  # noqa: SIM115 (closed with the process)
    patience = ["--timeout=14400"] if os.environ.get("LONG") else []
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *patience, *arguments]
    own = Path(folder) / name
    own.mkdir()
    process = subprocess.Popen(command, cwd=TOP, env=environment(str(own), database), stdout=log, stderr=log)
    process.log = log
    return process


def finish(name: str, process: subprocess.Popen) -> bool:
    process.wait()
    process.log.seek(0)
    print(f"\n── tests on {name} ──\n{process.log.read()}", flush=True)
    process.log.close()
    return process.returncode == 0


def both(folder: str, arguments: list[str]) -> list[str]:
    """Runs the tests on both databases at once; the names of those that failed."""
    arguments = [*ELSEWHERE, "-m", "not once", *arguments]
    sqlite, failed = pytest("SQLite", folder, "", arguments), []
    try:
        with postgresql.server() as address:
            if not finish("PostgreSQL", pytest("PostgreSQL", folder, address, arguments)):
                failed.append("PostgreSQL")
    except postgresql.UnavailableError as error:
        print(f"Skipped: the tests on PostgreSQL. {error}", flush=True)
        if os.environ.get("CI") == "true":
            failed.append("PostgreSQL (it must be there with CI=true)")
    if not finish("SQLite", sqlite):
        failed.append("SQLite")
    return failed


def once(folder: str) -> list[str]:
    """Runs at once what needs one database only: the tests in a real browser, and those that look at no data. The
    names of those that failed.

    The long form measures how fast pages are: there each part has the machine for itself.
    """
    parts = {
        "a real browser": ["-rs", "--timeout=1200", BROWSER],
        "no database in particular": [*ELSEWHERE, "-m", "once"],
    }
    if os.environ.get("LONG"):
        return [name for name, own in parts.items() if not finish(name, pytest(name, folder, "", own))]
    running = {name: pytest(name, folder, "", own) for name, own in parts.items()}
    return [name for name, process in running.items() if not finish(name, process)]


def fetch() -> subprocess.Popen:
    """Begins to get what the browser's tests need. What cannot be had they say themselves."""
    command = "from tests.browser import parts; parts.packages(); parts.chromium()"
    nothing = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", command], cwd=TOP, stdout=nothing, stderr=nothing)


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="catalogue-tests-") as folder:
        failed = check(folder)
        if "--checks-only" not in arguments:
            fetching = fetch()
            failed += both(folder, arguments)
            fetching.wait()
            failed += once(folder)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
