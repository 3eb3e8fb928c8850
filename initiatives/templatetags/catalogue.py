"""What templates say of records: labels of terms, dates, figures, and addresses that keep the moment asked for."""

from urllib.parse import urlencode

from django import template
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from initiatives import asking
from initiatives.models.entry import InferredField, Qualifier

register = template.Library()


@register.simple_tag(takes_context=True)
def label(context, facet: str, value: str) -> str:
    """A facet value in words, as of the page's moment."""
    return asking.label(context["moment"], facet, value)


@register.simple_tag(takes_context=True)
def link(context, *parts: str) -> str:
    """A path on this site, with the page's ``as_of`` where it has one."""
    path, given = "".join(str(part) for part in parts), as_of(context)
    return f"{path}?{urlencode({'as_of': given})}" if given else path


def as_of(context) -> str:
    """The moment of a page; a fragment knows no more of it than how it is given."""
    moment = context.get("moment")
    return moment.given if moment else context.get("as_of", "")


@register.simple_tag(takes_context=True)
def listing(context, **question: str) -> str:
    """The address of the list of initiatives with these values."""
    query = {name: value for name, value in question.items() if value}
    if given := as_of(context):
        query["as_of"] = given
    return f"/initiatives/?{urlencode(query)}" if query else "/initiatives/"


@register.filter
def edtf(value: str) -> str:
    """An EDTF date in words: 5 October 2020, October 2020, 2021–2022; anything rarer as it is written."""
    if value.count("/") == 1 and ".." not in value:
        return "–".join(edtf(part) for part in value.split("/"))
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts):
        return value
    if len(parts) == 2:
        return f"{MONTHS[int(parts[1])]} {parts[0]}" if int(parts[1]) in MONTHS else value
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1])]} {parts[0]}"
    return value


@register.filter
def figure(row: dict) -> str:
    """A figure with its qualifier: about 20,000 persons."""
    number = number_format(row["value"], force_grouping=True)
    exactly = row["qualifier"] == Qualifier.EXACTLY
    qualifier = "" if exactly else f"{Qualifier(row['qualifier']).label} "
    return f"{qualifier}{number} {row['unit']}"


@register.filter
def grouped(number: int) -> str:
    """A count as people read it: 10,022."""
    return number_format(number, force_grouping=True)


STATES = {
    "cited": _("cited"),
    "probable": _("probable"),
    "missing": _("citation not known"),
    "doubtful": _("doubtful"),
    "lost": _("lost"),
}


@register.filter
def state(value: str) -> str:
    """The state of a footnote's citation in a word or two."""
    return STATES.get(value, value)


@register.filter
def field_name(value: str) -> str:
    """A field that a source may leave unsaid, in words and as the beginning of a line."""
    return capfirst(InferredField(value).label if value in InferredField else value)
