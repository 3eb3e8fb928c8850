"""The matrix of routes: every URL pattern of the site, who it is for, and addresses that exercise it.

A route of ours stands here as a row. The admin's pages of a registered model follow from the registry.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from django.contrib import admin
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils import timezone
from pypdf import PdfReader

from initiatives.citing import questions
from initiatives.citing.storing import store
from initiatives.models import VOCABULARIES, Changeset

PUBLIC, OPERATOR, STAFF = "public", "operator", "staff"
# Pages; pages with a form; answers for programs, which scripts of other sites may ask for too.
SAFE, FORM, MACHINE = "GET, HEAD", "GET, HEAD, POST", "GET, HEAD, OPTIONS"


@dataclass(frozen=True)
class Route:
    """Who a route is for, example addresses, and the methods that it answers to."""

    audience: str
    paths: tuple[str, ...]
    methods: str = SAFE


SLUG = r"(?P<slug>[A-Za-z0-9-]+)"
EXTENSION = r"(?P<extension>[a-z][a-z.]*)"
LABEL = r"(?P<label>[0-9]{4}-[0-9]{2}-[0-9]{2}\.[1-9][0-9]{0,8})"
PID = r"(?P<pid>[0-9A-Za-z-]{1,40})"
# Stands in an address for a list of Croatia's initiatives as the first changeset had it, stored to be cited.
SOME_PID = "00000000000000000"
# Stands in an address for the first changeset, whose label has the day of the test in it.
SOME_LABEL = "2000-01-01.1"

# The directories of the API, each with a thing in it.
OF_API = {
    "countries": "HR",
    "actors": "amif",
    "themes": "funding-instruments",
    "years": "2020",
    "editions": "ar2021",
    "sources": "cities-network-for-integration-website",
}

MATRIX = {
    "": Route(PUBLIC, ("/",)),
    "initiatives/": Route(
        PUBLIC,
        (
            "/initiatives/",
            "/initiatives/?country=GR&country=HR",
            "/initiatives/?year=2020..2021&status=continued",
            "/initiatives/?theme=funding-instruments&theme_match=all",
            "/initiatives/?actor=amif&role=funder",
            "/initiatives/?edition=ar2021",
            "/initiatives/?evidence=uncited",
            "/initiatives/?q=cities",
            "/initiatives/?sort=title",
            "/initiatives/?sort=country&view=table",
            "/initiatives/?year=2021..2100&view=table&columns=countries&columns=actors&columns=evidence",
            "/initiatives/?country=GR&country=HR&country_match=all",
            "/initiatives/?pick=gr-cities-network-for-integration&pick=hr-include",
            "/initiatives/?view=table&basket=hr-include",
            "/initiatives/?embed=1",
            "/initiatives/?status=completed&evidence=uncited",
        ),
    ),
    rf"^initiatives\.{EXTENSION}$": Route(
        PUBLIC,
        (
            "/initiatives.csv",
            "/initiatives.csv?rows=entries",
            "/initiatives.csv?rows=footnotes",
            "/initiatives.json",
            "/initiatives.json?rows=entries",
            "/initiatives.json?country=HR&rows=footnotes",
            "/initiatives.jsonl",
            "/initiatives.jsonl?rows=entries",
            "/initiatives.jsonl?rows=footnotes",
            "/initiatives.xlsx",
            "/initiatives.jsonld",
            "/initiatives.ris",
            "/initiatives.bib",
            "/initiatives.csl.json",
            "/initiatives.geojson",
            "/initiatives.zip",
            "/initiatives.md",
            "/initiatives.md?summary=1",
            "/initiatives.docx?group=theme",
            "/initiatives.pdf?summary=1",
        ),
        MACHINE,
    ),
    rf"^initiatives/{SLUG}/$": Route(
        PUBLIC, ("/initiatives/hr-include/", "/initiatives/gr-cities-network-for-integration/")
    ),
    rf"^initiatives/{SLUG}\.{EXTENSION}$": Route(
        PUBLIC,
        (
            "/initiatives/hr-include.csv",
            "/initiatives/hr-include.csv?rows=footnotes",
            "/initiatives/hr-include.json",
            "/initiatives/hr-include.json?rows=entries",
            "/initiatives/hr-include.jsonl",
            "/initiatives/hr-include.xlsx",
            "/initiatives/hr-include.jsonld",
            "/initiatives/hr-include.ris",
            "/initiatives/hr-include.bib",
            "/initiatives/hr-include.csl.json",
            "/initiatives/hr-include.geojson",
            "/initiatives/hr-include.zip",
            "/initiatives/hr-include.md",
        ),
        MACHINE,
    ),
    rf"^initiatives/{SLUG}/report/$": Route(
        PUBLIC, ("/initiatives/hr-include/report/", "/initiatives/gr-cities-network-for-integration/report/"), FORM
    ),
    rf"^initiatives/{SLUG}/report/sent/$": Route(
        PUBLIC, ("/initiatives/hr-include/report/sent/", "/initiatives/hr-include/report/sent/?reference=K7QM-2XRD")
    ),
    rf"^initiatives/{SLUG}/history/$": Route(
        PUBLIC, ("/initiatives/hr-include/history/", "/initiatives/gr-cities-network-for-integration/history/")
    ),
    "changes/": Route(PUBLIC, ("/changes/",)),
    rf"^changes/{LABEL}/$": Route(PUBLIC, (f"/changes/{SOME_LABEL}/",)),
    rf"^countries/{SLUG}/$": Route(PUBLIC, ("/countries/HR/", "/countries/GR/", "/countries/NO/")),
    rf"^(?P<name>actors|themes|years|editions|sources)/{SLUG}/$": Route(
        PUBLIC,
        (
            "/actors/amif/",
            "/themes/funding-instruments/",
            "/years/2020/",
            "/editions/ar2021/",
            "/sources/cities-network-for-integration-website/",
        ),
    ),
    r"^(?P<name>countries|actors|themes|years|editions|sources)/$": Route(
        PUBLIC, ("/countries/", "/actors/", "/themes/", "/years/", "/editions/", "/sources/")
    ),
    "suggestions.json": Route(
        PUBLIC, ("/suggestions.json", "/suggestions.json?q=cit", "/suggestions.json?q=municipality+of"), MACHINE
    ),
    "api/": Route(PUBLIC, ("/api/",), MACHINE),
    "api/initiatives/": Route(
        PUBLIC,
        (
            "/api/initiatives/",
            "/api/initiatives/?country=GR&country=HR&year=2021",
            "/api/initiatives/?q=cities",
            "/api/initiatives/?actor=amif&role=funder&sort=title",
        ),
        MACHINE,
    ),
    rf"^api/initiatives/{SLUG}/$": Route(PUBLIC, ("/api/initiatives/hr-include/",), MACHINE),
    "api/facets/": Route(
        PUBLIC, ("/api/facets/", "/api/facets/?country=HR", "/api/facets/?q=cities&theme=funding-instruments"), MACHINE
    ),
    **{f"api/{name}/": Route(PUBLIC, (f"/api/{name}/",), MACHINE) for name in OF_API},
    **{rf"^api/{name}/{SLUG}/$": Route(PUBLIC, (f"/api/{name}/{slug}/",), MACHINE) for name, slug in OF_API.items()},
    "api/vocabularies/": Route(PUBLIC, ("/api/vocabularies/",), MACHINE),
    "api/changesets/": Route(PUBLIC, ("/api/changesets/",), MACHINE),
    "api/schema.json": Route(PUBLIC, ("/api/schema.json",), MACHINE),
    "api/docs/": Route(PUBLIC, ("/api/docs/",)),
    rf"^sources/{SLUG}\.{EXTENSION}$": Route(
        PUBLIC,
        (
            "/sources/cities-network-for-integration-website.bib",
            "/sources/cities-network-for-integration-website.ris",
            "/sources/cities-network-for-integration-website.csl.json",
        ),
        MACHINE,
    ),
    rf"^sources\.{EXTENSION}$": Route(
        PUBLIC,
        ("/sources.ris", "/sources.bib?country=HR", "/sources.csl.json?q=cities"),
        MACHINE,
    ),
    "cite/": Route(PUBLIC, ("/cite/",), FORM),
    rf"^cite\.{EXTENSION}$": Route(
        PUBLIC,
        (
            "/cite.bib",
            "/cite.ris?country=HR",
            "/cite.csl.json?q=cities",
            "/cite.cff?country=HR&year=2021",
            "/cite.txt?year=2020",
        ),
        MACHINE,
    ),
    rf"^lists/{PID}/$": Route(PUBLIC, (f"/lists/{SOME_PID}/",)),
    rf"^lists/{PID}\.{EXTENSION}$": Route(
        PUBLIC,
        tuple(f"/lists/{SOME_PID}.{name}" for name in ("json", "jsonld", "bib", "ris", "csl.json", "cff", "txt")),
        MACHINE,
    ),
    "unapi": Route(
        PUBLIC,
        (
            "/unapi",
            "/unapi?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2F%3Fcountry%3DHR&format=ris",
            "/unapi?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2Fhr-include%2F&format=bibtex",
        ),
        MACHINE,
    ),
    "data/": Route(PUBLIC, ("/data/",)),
    "about/": Route(PUBLIC, ("/about/",)),
    "report/": Route(PUBLIC, ("/report/",), FORM),
    "report/sent/": Route(PUBLIC, ("/report/sent/", "/report/sent/?reference=K7QM-2XRD")),
    "accessibility/": Route(PUBLIC, ("/accessibility/",)),
    "livez": Route(OPERATOR, ("/livez",)),
    "readyz": Route(OPERATOR, ("/readyz",)),
    "admin/": Route(STAFF, ("/admin/",)),
    "admin/login/": Route(STAFF, ("/admin/login/", "/admin/login/?next=/admin/")),
    "admin/logout/": Route(STAFF, ("/admin/logout/",)),
    "admin/password_change/": Route(STAFF, ("/admin/password_change/",)),
    "admin/password_change/done/": Route(STAFF, ("/admin/password_change/done/",)),
    "admin/autocomplete/": Route(STAFF, ("/admin/autocomplete/", "/admin/autocomplete/?term=a")),
    "admin/jsi18n/": Route(STAFF, ("/admin/jsi18n/",)),
    "admin/r/<path:content_type_id>/<path:object_id>/": Route(STAFF, ("/admin/r/1/1/", "/admin/r/x/1/")),
    "admin/guide/": Route(STAFF, ("/admin/guide/",)),
    **{
        f"admin/initiatives/batch/<path:object_id>/{page}": Route(STAFF, (f"/admin/initiatives/batch/1/{page}",))
        for page in ("sure/", "apply/", "undo/", "discard/", "resume/")
    },
    **{
        f"admin/initiatives/batch/<path:object_id>/proposals/<str:key>/{page}": Route(
            STAFF, (f"/admin/initiatives/batch/1/proposals/1/{page}",)
        )
        for page in ("", "decide/", "merge/", "split/", "context/", "attach/")
    },
    "admin/auth/user/<id>/password/": Route(STAFF, ("/admin/auth/user/1/password/",)),
    "admin/sheets/": Route(STAFF, ("/admin/sheets/",), FORM),
    "admin/sheets/template.xlsx": Route(STAFF, ("/admin/sheets/template.xlsx",)),
    "admin/sheets/<int:number>/": Route(STAFF, ("/admin/sheets/1/", "/admin/sheets/1/?show=new&p=1"), FORM),
    "admin/round/": Route(STAFF, ("/admin/round/", "/admin/round/?year=2021&place=HR&state=published")),
    "admin/round/carry/": Route(STAFF, ("/admin/round/carry/?edition=ar2022&initiative=1",)),
    "admin/round/confirm/": Route(STAFF, ("/admin/round/confirm/",)),
    "admin/round/publish/": Route(STAFF, ("/admin/round/publish/",)),
    "admin/(?P<url>.*)$": Route(STAFF, ("/admin/nothing/", "/admin/nothing.json")),
}

# Addresses that answer with an error: each route's errors are looked at as closely as its pages.
ERRORS = (
    "/nothing/",
    "/nothing.json",
    "/initiatives.exe",
    "/initiatives/absent/",
    "/initiatives/absent.json",
    "/initiatives/hr-include.exe",
    "/initiatives/hr-include.json?rows=none",
    "/initiatives/?color=red",
    "/initiatives/absent/history/",
    "/initiatives/hr-include/history/?page=99",
    "/initiatives/hr-include/history/?color=red",
    "/changes/?page=99",
    "/changes/?label=1",
    "/changes/2000-01-01.9/",
    "/initiatives/?page=99",
    "/initiatives.json?country=XX",
    "/initiatives.pdf?group=colour",
    "/initiatives/?pick=absent",
    "/initiatives/?as_of=2999-01-01",
    "/actors/absent/",
    "/actors/?page=99",
    "/countries/XX/",
    "/years/1999/",
    "/?color=red",
    "/data/?color=red",
    "/initiatives/absent/report/",
    "/initiatives/absent/report/sent/",
    "/initiatives/hr-include/report/?color=red",
    "/report/sent/?reference=0",
    "/api/nothing/",
    "/api/?color=red",
    "/api/initiatives/absent/",
    "/api/initiatives/?view=table",
    "/api/initiatives/?page=99",
    "/api/initiatives/?country=XX",
    "/api/facets/?page=2",
    "/api/actors/absent/",
    "/api/sources/?page=99",
    "/api/schema.json?color=red",
    "/api/docs/?color=red",
    "/sources/absent.ris",
    "/sources/cities-network-for-integration-website.json",
    "/sources.ris?country=XX",
    "/cite.exe",
    "/cite.bib?color=red",
    "/cite/?color=red",
    "/lists/absent/",
    "/lists/7ZZZZZZZZZZZZZZZZ.json",
    f"/lists/{SOME_PID}.csv",
    "/unapi?format=ris",
    "/unapi?id=https%3A%2F%2Fcatalogue.test%2Factors%2Famif%2F",
    "/unapi?id=https%3A%2F%2Fcatalogue.test%2Finitiatives%2F&format=marc",
)


# The acts of publishing that the admin offers, by model: each is a page of its own.
ACTS = {"initiative": ("publish", "withdraw", "restore"), "entry": ("publish", "withdraw", "restore")}
ACTS["entry"] += ("confirm", "unchanged")
ACTS |= dict.fromkeys(("actor", "source", "edition", "year", "country", "countrygroup"), ("publish",))
ACTS |= dict.fromkeys((model._meta.model_name for model in VOCABULARIES.values()), ("publish",))


def matrix() -> dict[str, Route]:
    """Every route by its pattern: the rows above, and those that follow from the admin's registry."""
    return MATRIX | dict(of_registry())


def of_registry() -> Iterator[tuple[str, Route]]:
    for model in admin.site._registry:
        stem = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        acts = (f"{act}/" for act in ACTS.get(model._meta.model_name, ()))
        tails = ("history/", "delete/", "change/", "", *acts)
        for page in ("", "add/", *(f"<path:object_id>/{tail}" for tail in tails)):
            yield f"{stem}{page}", Route(STAFF, (f"/{stem}{page.replace('<path:object_id>', '1')}",))
    labels = list(dict.fromkeys(model._meta.app_label for model in admin.site._registry))
    if labels:
        yield f"admin/(?P<app_label>{'|'.join(labels)})/$", Route(STAFF, (f"/admin/{labels[0]}/",))


def patterns(resolver: URLResolver | None = None, stem: str = "") -> Iterator[str]:
    """Every pattern of the URLconf, its parts joined as Django joins them in ``resolve(path).route``."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = f"{stem}{str(entry.pattern).removeprefix('^')}" if stem else str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, whole)
        else:
            yield whole


def paths(*audiences: str) -> list[str]:
    """The example addresses of the routes for these audiences."""
    return [existing(path) for route in matrix().values() if route.audience in audiences for path in route.paths]


def existing(path: str) -> str:
    """The address with the label of the first changeset there is, and with a citation of it."""
    if SOME_LABEL not in path and SOME_PID not in path:
        return path
    label = Changeset.objects.get(number=1).label
    return path.replace(SOME_LABEL, label).replace(SOME_PID, stored("country=HR", label) if SOME_PID in path else "")


def stored(query: str, label: str) -> str:
    """The identifier of a list that is stored as of a changeset."""
    return store(questions.understood(questions.at(query, label)), "", timezone.now())[0].pid


def methods(path: str) -> str:
    """The methods that an address answers to. Raises Resolver404."""
    return matrix()[resolve(path.partition("?")[0]).route].methods


def is_for_machines(path: str) -> bool:
    """Whether a route for programs answers at an address, be it with an error."""
    try:
        return methods(path) == MACHINE
    except Resolver404:
        return False


def as_of(path: str, label: str) -> str:
    """The address as of a changeset: the last parameter of the canonical order."""
    return f"{path}{'&' if '?' in path else '?'}as_of={label}" if label else path


def content(response) -> bytes:
    """The whole body, streamed or not; of a file packed as a zip what is in it, of a PDF what it says."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"%PDF"):
        read = PdfReader(BytesIO(body))
        return "\n".join([str(read.metadata), *(page.extract_text() for page in read.pages)]).encode()
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as packed:
        return b"\n".join(name.encode() + b"\n" + packed.read(name) for name in packed.namelist())
