"""A very long catalogue, cheaply, and what a worker needs for its downloads: `python -m tests.bulk NUMBER FORMAT…`.

To be run in a data folder of its own, after `load_catalogue`. The real initiatives are copied under other identifiers
straight into the ledger.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

from django.conf import settings as django_settings  # noqa: E402
from django.test import Client  # noqa: E402

from initiatives import index  # noqa: E402
from initiatives.models import Version  # noqa: E402
from initiatives.record import canonical, digest  # noqa: E402

BATCH = 2000
STATUS = Path("/proc/self/status")
FORGET_PEAK = Path("/proc/self/clear_refs")


def fill(number: int) -> None:
    """Adds that many initiatives."""
    Version.objects.bulk_create(copies(number), batch_size=BATCH)


def copies(number: int) -> Iterator[Version]:
    real = list(Version.objects.filter(kind="initiative"))
    for n in range(number):
        version = real[n % len(real)]
        record, slug = json.loads(version.record), f"{version.slug}-{n}"
        entries = [entry | {"id": f"{slug}.{entry['edition']}"} for entry in record["entries"]]
        text = canonical(record | {"id": slug, "relations": [], "entries": entries})
        moments = {name: getattr(version, name) for name in ("published_at", "changed_at", "from_changeset_id")}
        yield Version(kind="initiative", slug=slug, number=1, record=text, digest=digest(text), **moments)


def growth(client: Client, extension: str) -> dict[str, int]:
    """What a download weighs, and how far the worker's memory rose above what it was, both in MB."""
    FORGET_PEAK.write_text("5")
    before = memory("VmRSS")
    response = client.get(f"/initiatives.{extension}")
    size = sum(map(len, response.streaming_content))
    response.close()
    return {"size": size >> 20, "more": memory("VmHWM") - before}


def memory(name: str) -> int:
    """A line of what the kernel says of this process, in MB."""
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) >> 10


if __name__ == "__main__":
    django_settings.ALLOWED_HOSTS = ["testserver"]
    fill(int(sys.argv[1]))
    index.current()
    reader = Client()
    reader.get("/initiatives.json?country=SE")  # whatever a worker needs for its first answer
    sys.stdout.write(json.dumps({extension: growth(reader, extension) for extension in sys.argv[2:]}))
