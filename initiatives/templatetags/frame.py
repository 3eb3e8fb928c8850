"""What pages are made of beside their words: icons, data for programs, and where in the navigation the reader is."""

from typing import Any

import orjson
from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from initiatives.prepared import prepared

register = template.Library()

# What the navigation leads to.
SECTIONS = tuple(
    f"/{name}/" for name in ("initiatives", "countries", "themes", "years", "actors", "sources", "data", "about")
)

# What could end a data block, or begin something else in it, as JSON spells it otherwise.
SPELT = {sign: f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from icons.svg, for the eye only: a word beside it says the same."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag(takes_context=True)
def here(context) -> str:
    """Where the reader is: the path of a section's own page, one below it as it begins, or nothing."""
    path = context["request"].path if "request" in context else context.get("path", "")
    section = f"/{path[1:].partition('/')[0]}/"
    if path in ("/", *SECTIONS):
        return path
    return f"{section}…" if section in SECTIONS else ""


@register.simple_tag(takes_context=True)
def current(context, section: str) -> SafeString:
    """The attribute that marks a link of the navigation: as the page itself, or as the section the page is in."""
    if not context["here"].startswith(section):
        return SafeString()
    return format_html(' aria-current="{}"', "page" if context["here"] == section else "true")


@register.simple_tag
def kept(template: str, **values: str) -> SafeString:
    """A template's fragment, made of these values and of nothing else that the page has; kept for the next page."""
    return prepared(template, **values).filled({})


@register.filter
def data_block(node: dict[str, Any] | SafeString) -> SafeString:
    """Linked data in a page, for programs: no browser runs it. What is one already stays as it is."""
    if isinstance(node, SafeString):
        return node
    text = orjson.dumps(node).decode()
    for sign, spelling in SPELT.items():
        text = text.replace(sign, spelling)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)
