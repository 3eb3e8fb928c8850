"""Field kinds the models share: slugs without dots, partial dates, publication states."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from edtf import parse_edtf

SLUG = RegexValidator(
    r"\A(?!(none|multi)\Z)[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Use small letters a-z, digits and single hyphens, such as hr-include; “none” and “multi” mean something else.",
)


def validate_edtf(value: str) -> None:
    """Accepts an EDTF date or interval as the standard writes it, with its end not before its start."""
    if not is_edtf(value):
        raise ValidationError(
            "“%(value)s” is not a date in EDTF: write 2020, 2020-10, 2020-10-05 or an interval such as 2021/2022.",
            params={"value": value},
        )


@lru_cache(maxsize=1000)  # the parser is slow, and a section names few dates
def is_edtf(value: str) -> bool:
    if not value.isascii() or len(value) > 40 or value != value.strip():
        return False
    try:
        parsed = parse_edtf(value)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    except Exception:  # what the parser meets in odd text it raises as it comes: TypeError for “/..”, and others
        return False
    open_ended = isinstance(first, float) or isinstance(last, float)  # from or to an open end: infinity
    return str(parsed) == value and (open_ended or first <= last)


class SlugKey(models.CharField):
    """A slug that stands in public addresses; it never holds a dot, since a dot begins a format."""

    default_validators = [SLUG]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)


class EdtfField(models.CharField):
    """A date as exact as its source: a year, a month, a day or an interval, in EDTF."""

    default_validators = [validate_edtf]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)


class State(models.TextChoices):
    """Whether a thing can be seen by the public; only publishing.py changes it."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StateField(models.CharField):
    """The publication state, not for forms."""

    def __init__(self, *args, **kwargs):
        kwargs.update(max_length=10, choices=State, default=State.DRAFT, editable=False)
        super().__init__(*args, **kwargs)


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A constraint that a text field holds one of its choices."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)
