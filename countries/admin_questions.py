"""What an address may ask of an admin page: listed parameters, each once and well formed, and nothing else."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

MOST_PARAMETERS = 40

NUMBER = re.compile(r"[1-9][0-9]{0,17}")
PAGE = re.compile(r"[1-9][0-9]{0,5}")
ORDER = re.compile(r"-?[0-9]{1,2}(\.-?[0-9]{1,2})*")
SLUG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
MODEL = re.compile(r"[a-z]+\.[a-z]+")

type Rules = Mapping[str, Callable[[str], bool]]


class NotUnderstoodError(Exception):
    """A question that the page does not answer; ``parameter`` names what was not understood, or is empty."""

    def __init__(self, parameter: str, known: list[str] | None = None):
        super().__init__(parameter)
        self.parameter = parameter
        self.known = known


def check(query_string: str, rules: Rules) -> None:
    """Raises NotUnderstoodError unless every parameter is listed, stands once and satisfies its rule."""
    seen = set()
    for name, value in pairs(query_string):
        if name not in rules:
            raise NotUnderstoodError(name, sorted(name for name in rules if not name.startswith("_")))
        if name in seen or not rules[name](value):
            raise NotUnderstoodError(name)
        seen.add(name)


def pairs(query_string: str) -> list[tuple[str, str]]:
    """The parameters of a query string as a server hands it over. Raises NotUnderstoodError."""
    try:
        text = query_string.encode("latin-1").decode()
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError as error:
        raise NotUnderstoodError("") from error


def is_line(value: str, most: int = 200) -> bool:
    """Whether a text is one line without control characters and not too long to look for."""
    return len(value) <= most and not any(unicodedata.category(character) in {"Cc", "Cs"} for character in value)


def is_preserved(value: str) -> bool:
    """Whether a text can be the list's own query string, carried through a form."""
    return is_line(value, most=2000)


def is_number(value: str) -> bool:
    return NUMBER.fullmatch(value) is not None


def is_slug(value: str) -> bool:
    return len(value) <= 120 and SLUG.fullmatch(value) is not None


def is_page(value: str) -> bool:
    return PAGE.fullmatch(value) is not None


def is_model(value: str) -> bool:
    return MODEL.fullmatch(value) is not None


def is_order(columns: int) -> Callable[[str], bool]:
    """The rule for an order by numbered columns, each at most once."""

    def rule(value: str) -> bool:
        if ORDER.fullmatch(value) is None:
            return False
        numbers = [int(part.lstrip("-")) for part in value.split(".")]
        return len(set(numbers)) == len(numbers) and max(numbers) < columns

    return rule


def refusal(request, site, problem: NotUnderstoodError) -> TemplateResponse:
    """The page, inside the admin, that says which parameter was not understood."""
    context = site.each_context(request) | {
        "title": _("This address was not understood"),
        "parameter": problem.parameter[:100].replace("\x00", "�"),
        "known": problem.known,
    }
    return TemplateResponse(request, "admin/not_understood.html", context, status=400)
