"""What templates say of changes: values before and after, in words."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.differences import FLAG, STATE
from initiatives.markers import MARKER
from initiatives.templatetags.catalogue import label, state

register = template.Library()


@register.simple_tag(takes_context=True)
def told(context, facet: str, value) -> str:
    """A value as readers know it: a term by its label, yes or no, the state of a citation, or the text itself."""
    if facet == FLAG:
        return _("yes") if value else _("no")
    if value == "":
        return _("not stated")
    if facet == STATE:
        return state(value)
    return label(context, facet, value) if facet else str(value)


@register.filter
def marks(text: str) -> SafeString:
    """A stretch of text with its footnote markers set as readers know them."""
    parts = enumerate(MARKER.split(text))
    return format_html_join("", "{}", ((format_html("<sup>{}</sup>", part) if n % 2 else part,) for n, part in parts))
