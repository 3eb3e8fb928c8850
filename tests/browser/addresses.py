"""The pages that are looked at: every public address of the matrix that answers with HTML, and what strains one."""

from functools import cache
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, Request, build_opener

from tests.browser import extremes
from tests.browser.site import Site
from tests.security.routes import ERRORS, MATRIX, PUBLIC, SOME_PID, as_of

LIST = "/initiatives/"
TABLE = "/initiatives/?sort=country&view=table"
RECORD = "/initiatives/hr-include/"
COUNTRY = "/countries/HR/"
STRAINED = (
    "/initiatives/?q=invented",
    "/initiatives/?country=HR&q=nothinghasthisword",
    *(f"/initiatives/{slug}/" for slug in (extremes.LONG, extremes.RIGHT_TO_LEFT, extremes.MISSING)),
    f"/initiatives/{extremes.WITHDRAWN}/",
    "/actors/invented-network/",
)


class Unfollowed(HTTPErrorProcessor):
    """Errors and redirects are answers like any other."""

    def http_response(self, request, response):
        return response

    https_response = http_response


OPENER = build_opener(Unfollowed)


def answer(site: Site, path: str) -> tuple[int, str, str]:
    """The status, type and text of an answer; a text that is not HTML is left out."""
    with OPENER.open(Request(f"{site.address}{path}"), timeout=60) as response:
        kind = response.headers.get_content_type()
        return response.status, kind, response.read().decode() if kind == "text/html" else ""


@cache
def is_page(site: Site, path: str) -> bool:
    status, kind, _ = answer(site, path)
    return kind == "text/html" and not 300 <= status < 400


def public_paths(site: Site) -> list[str]:
    return [there(site, path) for route in MATRIX.values() if route.audience == PUBLIC for path in route.paths]


def there(site: Site, path: str) -> str:
    """The address with the identifier of a list that is stored."""
    return path.replace(SOME_PID, stored(site)) if SOME_PID in path else path


@cache
def stored(site: Site) -> str:
    """The identifier of the real catalogue as of the first changeset: what strains a page has come since."""
    question = urlencode({"question": f"as_of={site.first}"}).encode()
    with OPENER.open(Request(f"{site.address}/cite/", question), timeout=60) as response:
        return response.headers["Location"].split("/")[2]


@cache
def kinds(site: Site) -> dict[str, str]:
    """An address of each kind of public page, with a name: the first of each route and directory."""
    routes = [route for route in MATRIX.values() if route.audience == PUBLIC]
    firsts = {kind(path): there(site, path) for route in routes for path in reversed(route.paths)}
    return {name: path for name, path in firsts.items() if answer(site, path)[:2] == (200, "text/html")}


def kind(path: str) -> str:
    """home, countries, countries-one, initiatives-one, initiatives-history …"""
    first, *more = path.partition("?")[0].strip("/").split("/")
    return "-".join([first or "home", *(more[1:] or ["one"] if more else [])])


def page_types(site: Site) -> list[str]:
    """An address of each kind of page, and those that strain one."""
    return list(dict.fromkeys([*kinds(site).values(), TABLE, *STRAINED, "/nothing/", "/initiatives/?color=red"]))


def pages(site: Site) -> list[str]:
    """Every page: of today, some as of the first changeset, those that strain one, and those that tell of an error."""
    today = [*public_paths(site), "/admin/login/"]
    earlier = [as_of(path, site.first) for path in ("/", LIST, RECORD, "/countries/HR/", "/about/")]
    everywhere = dict.fromkeys([*today, *earlier, *STRAINED, *ERRORS])
    return [path for path in everywhere if is_page(site, path)]
