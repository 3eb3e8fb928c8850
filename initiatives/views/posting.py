"""Forms that readers send without account or cookie: where they come from, how large they are, what was typed."""

import re
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

LARGEST = 100_000  # bytes of a body: several times what fills every field
OWN = {"same-origin", "none"}  # “none” is a form sent again by the browser itself
# Control characters other than the tab and the end of a line; no database and no page is given them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that the form was sent from a page of another site.

    A program that says nothing is let through: it has no rights of a reader's that it could misuse.
    """
    fetched = request.headers.get("Sec-Fetch-Site", "none")
    own = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return fetched not in OWN or request.headers.get("Origin", settings.SITE_URL) not in own


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than is read; to be asked before anything is."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and (len(length) > 9 or int(length) > LARGEST)


def typed(request: HttpRequest) -> dict[str, str]:
    """What was typed into each field, lines ended by one character, control characters made visible."""
    return {name: CONTROL.sub("\ufffd", lines(text)) for name, text in request.POST.items()}


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sender(request: HttpRequest) -> str:
    """The place that a request comes from: an IPv4 address or the IPv6 network of a household; empty if unknown.

    Each proxy adds the address it was asked from, so that the last ones are to be believed, as many as are ours.
    """
    passed = request.headers.get("X-Forwarded-For", "").split(",")
    proxies = settings.PROXIES
    address = passed[-proxies] if 0 < proxies <= len(passed) else request.META.get("REMOTE_ADDR", "")
    try:
        place = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if place.version == 4 or place.ipv4_mapped:
        return str(getattr(place, "ipv4_mapped", None) or place)
    return str(ip_network(f"{place}/64", strict=False))
