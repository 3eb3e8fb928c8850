"""The Nu HTML checker, on this machine and without a network."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from tests.browser import parts

# For a run of a few seconds: to compile all for speed, on threads of its own, would take as long again.
SHORT = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# Said on purpose: without it Safari does not read a list without bullets as a list.
ON_PURPOSE = re.compile(r"The “list” role is unnecessary for element “[uo]l”\.")


def faults(documents: dict[str, str]) -> dict[str, list[str]]:
    """What the checker holds against each document, errors and warnings; documents without a fault are left out."""
    jar = parts.packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with tempfile.TemporaryDirectory(prefix="nu-") as folder:
        files = {f"{number}.html": path for number, path in enumerate(documents)}
        for name, path in files.items():
            (Path(folder) / name).write_text(documents[path])
        command = [parts.java(), *SHORT, "-jar", jar, "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for row in json.loads(done.stderr)["messages"]:
        fault = row["type"] != "info" or row.get("subType") == "warning"
        if fault and not ON_PURPOSE.fullmatch(row["message"]):
            path = files[row["url"].rpartition("/")[2]]
            found.setdefault(path, []).append(f"line {row.get('lastLine')}: {row['message']}")
    return found
