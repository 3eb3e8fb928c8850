"""Downloads of very long lists: the worker's memory does not grow with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.run import environment

pytestmark = [pytest.mark.once, pytest.mark.slow]

INITIATIVES = 100_000
MOST = 60  # MB


def run(folder: Path, *command: str) -> str:
    given = environment(str(folder)) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(os.environ.get("LONG") != "1", reason="takes many minutes; it runs in make test-long")
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the memory of a process is read from Linux")
@pytest.mark.timeout(3600)
def test_no_download_of_a_hundred_thousand_initiatives_needs_more_than_a_little_memory(tmp_path):
    run(tmp_path, "manage.py", "migrate", "--verbosity=0")
    run(tmp_path, "manage.py", "load_catalogue")
    found = json.loads(
        run(tmp_path, "-W", "ignore", "-m", "tests.bulk", str(INITIATIVES), "csv", "jsonl", "zip", "xlsx")
    )
    assert {extension: row["more"] for extension, row in found.items() if row["more"] > MOST} == {}
    assert min(row["size"] for row in found.values()) >= 5
