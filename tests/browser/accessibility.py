"""The whole matrix of axe-core, and its result as a file: `python -m tests.browser.accessibility`.

Every page × light and dark × wide and narrow × with script and without, all rules each time. The file is what the
accessibility statement is dated by.
"""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import axe, parts
from tests.browser.addresses import pages
from tests.browser.chromium import launched
from tests.browser.site import prepare, serving

RESULT = parts.TOP / "docs" / "accessibility.json"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="accessibility-") as name:
        password = prepare(Path(name))
        with serving(Path(name), password) as site:
            paths = pages(site)
            found = axe.audit(site.address, axe.everywhere(paths), rules_in_dark=())
    conditions = len(axe.VIEWS) * len(axe.SCHEMES)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "axe": json.loads((parts.packages() / "axe-core" / "package.json").read_text())["version"],
        "chromium": chromium_version(),
        "pages": len(paths),
        "conditions": conditions,
        "checks": len(paths) * conditions,
        "violations": len(found),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(*found, f"{RESULT.relative_to(parts.TOP)}: {json.dumps(result)}", sep="\n")
    return 1 if found else 0


def chromium_version() -> str:
    with sync_playwright() as playwright, launched(playwright) as browser:
        return browser.version


if __name__ == "__main__":
    parts.end(main)
