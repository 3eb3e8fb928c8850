"""What pages are made of beside their words: icons, data for programs, and where in the navigation the reader is."""

import json
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What could end a data block, or begin something else in it, as JSON spells it otherwise.
SPELT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from icons.svg, for the eye only: a word beside it says the same."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag(takes_context=True)
def current(context, section: str) -> SafeString:
    """The attribute that marks a link of the navigation: as the page itself, or as the section the page is in."""
    path = context["request"].path if "request" in context else ""
    if not path.startswith(section):
        return SafeString()
    return format_html(' aria-current="{}"', "page" if path == section else "true")


@register.filter
def data_block(node: dict[str, Any]) -> SafeString:
    """Linked data in a page, for programs: no browser runs it."""
    text = json.dumps(node, ensure_ascii=False).translate(SPELT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)
