"""What pages are made of beside their words: icons, and where in the navigation the reader is."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


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
