"""The floors: what an answer costs that needs no work, behind the same server and the same middleware.

Addresses and views for measurements only. They are served with settings of their own, and nothing else routes to them.
"""

import json
import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import path

from initiatives.models import Version
from initiatives.publishing import public_versions

INDEX, PAGES = "floors.json", "pages"
TAG = 'W/"the same at each request"'


class Kept:
    """The pages as the catalogue answered them, and the keys of their first rows; read when a worker is first asked."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.pages: dict[str, bytes] = {}
        self.keys: dict[str, list[int]] = {}

    def read(self) -> "Kept":
        if not self.pages:
            for query, row in json.loads((self.folder / INDEX).read_text()).items():
                self.pages[query] = (self.folder / PAGES / row["page"]).read_bytes()
                rows = public_versions().filter(kind="initiative", slug__in=row["rows"])
                self.keys[query] = list(rows.values_list("pk", flat=True))
        return self


KEPT = Kept(Path(os.environ.get("BENCHMARK_FLOORS", "")))


def keep(folder: Path, number: int, query: str, page: bytes, rows: list[str]) -> dict[str, dict]:
    """Keeps a page of the catalogue for the floors, and tells the row of it in their index."""
    (folder / PAGES).mkdir(exist_ok=True)
    name = f"{number}.html"
    (folder / PAGES / name).write_bytes(page)
    return {query: {"page": name, "rows": rows}}


def constant(request: HttpRequest) -> HttpResponse:
    """The very bytes that the catalogue answers, from memory."""
    return HttpResponse(KEPT.read().pages[request.META["QUERY_STRING"]], headers={"ETag": TAG})


def nothing_new(request: HttpRequest) -> HttpResponse:
    """That nothing has changed, without looking."""
    return HttpResponseNotModified(headers={"ETag": TAG})


def bare(request: HttpRequest) -> HttpResponse:
    """The records of a page's rows, as they are in the ledger."""
    keys = KEPT.read().keys[request.META["QUERY_STRING"]]
    records = Version.objects.filter(pk__in=keys).values_list("record", flat=True)
    return HttpResponse(f"[{','.join(records)}]", content_type="application/json")


def ready(request: HttpRequest) -> HttpResponse:
    KEPT.read()
    return HttpResponse("ok")


urlpatterns = [
    path("constant/", constant),
    path("nothing-new/", nothing_new),
    path("bare/", bare),
    path("livez", ready),
]
