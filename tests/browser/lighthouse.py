"""Lighthouse on the main pages, as at a desk and as on a phone: `python -m tests.browser.lighthouse`.

It runs on this machine against a site of its own. With --performance the score that depends on the machine counts too.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser import parts
from tests.browser.addresses import COUNTRY, LIST, RECORD
from tests.browser.site import prepare, serving

PAGES = ("/", LIST, RECORD, COUNTRY)
PRESETS = {"phone": [], "desk": ["--preset=desktop"]}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98
MOST_SHIFT = 0.02
MOST_BYTES = {"Script": 60_000, "Stylesheet": 40_000}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: scores of 100, what moved, the bytes that came, and what took points away."""

    page: str
    scores: dict[str, int]
    shift: float
    bytes: dict[str, int]
    lacking: list[str]

    def __str__(self):
        scores = ", ".join(f"{name} {score}" for name, score in self.scores.items())
        sizes = ", ".join(f"{kind.lower()} {size} B" for kind, size in self.bytes.items())
        lacking = f"; lacking: {', '.join(self.lacking)}" if self.lacking else ""
        return f"{self.page}: {scores}; shift {self.shift:.3f}; {sizes}{lacking}"

    def faults(self, *, performance: bool) -> list[str]:
        counting = self.scores if performance else {k: v for k, v in self.scores.items() if k != "performance"}
        low = [f"{name} {score}" for name, score in counting.items() if score < LEAST]
        heavy = [f"{kind} {size} B" for kind, size in self.bytes.items() if size > MOST_BYTES[kind]]
        moved = [f"shift {self.shift}"] if self.shift >= MOST_SHIFT else []
        return [f"{self.page}: {what}" for what in [*low, *heavy, *moved]]


def report(address: str, path: str, preset: str) -> Report:
    """Runs Lighthouse on a page. Raises RuntimeError where it fails twice.

    On a busy machine Chromium may lose the start of a page's trace; Lighthouse asks to be run again then.
    """
    try:
        return measured(address, path, preset)
    except RuntimeError:
        return measured(address, path, preset)


def measured(address: str, path: str, preset: str) -> Report:
    chromium, node = parts.chromium(), parts.node()
    program = parts.packages() / "lighthouse" / "cli" / "index.js"
    flags = " ".join(["--headless=new", *chromium.arguments])
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        file = Path(folder) / "report.json"
        options = [f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={file}", "--quiet"]
        command = [node, program, f"{address}{path}", *options, *PRESETS[preset], f"--chrome-flags={flags}"]
        given = parts.environment() | chromium.environment | {"CHROME_PATH": str(chromium.program), "HOME": folder}
        done = subprocess.run(command, env=given, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"Lighthouse on {path}: {done.stderr[-2000:]}")
        return read(json.loads(file.read_text()), f"{path} ({preset})")


def read(told: dict, page: str) -> Report:
    audits, sizes = told["audits"], dict.fromkeys(MOST_BYTES, 0)
    for row in audits["network-requests"]["details"]["items"]:
        if row.get("resourceType") in sizes:
            sizes[row["resourceType"]] += row["transferSize"]
    scores = {name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES}
    weighed = [ref for name in CATEGORIES[1:] for ref in told["categories"][name]["auditRefs"] if ref["weight"]]
    lacking = sorted({ref["id"] for ref in weighed if lacks(audits[ref["id"]])})
    return Report(page, scores, audits["cumulative-layout-shift"]["numericValue"], sizes, lacking)


def lacks(audit: dict) -> bool:
    counts = audit["scoreDisplayMode"] not in {"notApplicable", "informative", "manual"}
    return counts and (audit["score"] or 0) < 1


def reports(address: str, presets=tuple(PRESETS), paths=PAGES) -> list[Report]:
    return [report(address, path, preset) for preset in presets for path in paths]


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="lighthouse-site-") as name:
        password = prepare(Path(name), extremes=False)
        with serving(Path(name), password) as site:
            found = reports(site.address)
    print(*found, sep="\n")
    faults = [fault for row in found for fault in row.faults(performance="--performance" in arguments)]
    print(*(f"Too little: {fault}" for fault in faults), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    parts.end(lambda: main(sys.argv[1:]))
