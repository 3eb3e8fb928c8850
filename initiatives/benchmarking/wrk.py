"""Load by wrk, where the machine has it: it takes less of the processors than a client in Python does."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("cycle.lua")
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
WRONG = re.compile(r"Non-2xx or 3xx responses: (\d+)")
BROKEN = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")


def program() -> str | None:
    return shutil.which("wrk")


def rate(job: dict[str, Any], requests: Path) -> tuple[float, int]:
    """How many requests a server answers in a second under load, and how many failed; ``requests`` is written."""
    requests.write_text("".join(map(line, job["questions"])))
    command = [program(), "--threads", "2", "--connections", str(job["connections"])]
    command += ["--duration", f"{max(1, round(job['seconds']))}s", "--timeout", f"{job['timeout']}s"]
    command += ["--script", str(SCRIPT), f"http://127.0.0.1:{job['port']}", "--", str(requests)]
    return told(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def line(request: dict[str, Any]) -> str:
    """A request as the script reads it: the path, then the name and the value of each header."""
    headers = (part for pair in request.get("headers", {}).items() for part in pair)
    return "\t".join([request["path"], *headers]) + "\n"


def told(text: str) -> tuple[float, int]:
    """The rate and the failures that wrk tells of."""
    wrong, broken = WRONG.search(text), BROKEN.search(text)
    failed = sum(int(number) for found in (wrong, broken) if found for number in found.groups())
    return float(RATE.search(text)[1]), failed
