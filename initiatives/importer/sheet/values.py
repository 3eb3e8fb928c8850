"""The text of a cell as the catalogue's own value: known terms, countries, actors and roles, or what is wrong."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from countries.folding import fold
from initiatives.cells import SEPARATOR
from initiatives.columns import COLUMNS
from initiatives.importer.sheet.world import World
from initiatives.models import Footnote, Initiative

# The vocabulary whose slugs a column holds, and whether it holds several.
TERMS = {
    "countries": ("country", True),
    "themes": ("theme", True),
    "levels": ("level", True),
    "form": ("form", False),
    "scope": ("scope", False),
    "entry_status": ("status", False),
    "actor_roles": ("role", True),
}
NAMES = {
    "country": lambda: _("“%(value)s” is no country code"),
    "theme": lambda: _("“%(value)s” is not a theme"),
    "level": lambda: _("“%(value)s” is not a governance level"),
    "form": lambda: _("“%(value)s” is not a form"),
    "scope": lambda: _("“%(value)s” is not a scope"),
    "status": lambda: _("“%(value)s” is not a status"),
    "role": lambda: _("“%(value)s” is not a role"),
}
LIMITED = {
    "title": Initiative._meta.get_field("title"),
    "locator": Footnote._meta.get_field("locator"),
}
REQUIRED = {"title", "summary", "scope", "text"}
LINES = {"summary", "text", "citation"}
ORDERED = {"themes", "actors", "actor_roles"}  # where the order says something
TRUTHS = {column.name for column in COLUMNS["footnotes"] if column.kind == "truth"}
STATES = {state.value: state.label for state in Footnote.State}


class WrongValueError(Exception):
    """A cell's text is none of the catalogue's values; one sentence says why and what to do."""


def normal(column: str, text: str) -> str:
    """One spelling of a cell's text: without spaces around it, lines ended one way, and several values in one order
    where their order says nothing.
    """
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if column in TRUTHS:
        return text.casefold()  # spreadsheets write TRUE and FALSE
    if column in TERMS or column in {"actors", "citation_state"}:
        values = parts(text)
        return SEPARATOR.join(values if column in ORDERED else sorted(values))
    return text


def parts(text: str) -> list[str]:
    """The several values of one cell."""
    return [part.strip() for part in text.split(SEPARATOR.strip()) if part.strip()]


def check(world: World, column: str, text: str, before: str = "") -> None:
    """Raises WrongValueError where the column cannot hold this text; ``before`` is what it holds now."""
    if not text and column in REQUIRED:
        raise WrongValueError(_("It may not be empty."))
    if column in TERMS:
        check_terms(world, *TERMS[column], text)
    elif column == "actors":
        there = parts(before)
        for name in parts(text):
            if name not in there:
                check_actor(world, name)
    elif column == "citation_state":
        if text not in STATES:
            raise WrongValueError(_("It is one of: %(states)s.") % {"states": ", ".join(STATES)})
    else:
        check_text(column, text)


def check_terms(world: World, vocabulary: str, several: bool, text: str) -> None:
    known, values = world.terms[vocabulary], parts(text)
    for value in values:
        if value not in known:
            raise WrongValueError(unknown(world, vocabulary, value))
    if len(values) > 1 and not several:
        raise WrongValueError(_("Only one value can stand here."))
    if len(values) != len(set(values)) and vocabulary != "role":
        raise WrongValueError(_("The same value stands here twice."))


def unknown(world: World, vocabulary: str, value: str) -> str:
    """The sentence with the term that was probably meant, found by its slug or its label."""
    said, known = NAMES[vocabulary]() % {"value": value}, world.terms[vocabulary]
    labels = {fold(label): slug for slug, label in known.items()} | {fold(slug): slug for slug in known}
    folded = fold(value)
    near = world.guessed(vocabulary, folded, labels) or next((name for name in labels if folded in name), "")
    if near:
        return _("%(said)s; did you mean “%(near)s”?") % {"said": said, "near": labels[near]}
    if len(known) <= 12:
        return _("%(said)s; it is one of: %(known)s.") % {"said": said, "known": ", ".join(known)}
    return f"{said}."


def check_actor(world: World, name: str) -> None:
    found = world.actors.get(fold(name), [])
    if len(found) > 1:
        message = _("Several actors are called “%(name)s”. Choose the right one on the initiative's page.")
        raise WrongValueError(message % {"name": name})
    if not found:
        near = world.guessed("actor", fold(name), world.actors)
        if near:
            said = _("“%(name)s” is not an actor; did you mean “%(near)s”?")
            raise WrongValueError(said % {"name": name, "near": world.actors[near][0].name})
        raise WrongValueError(_("“%(name)s” is not an actor. Add the actor first, then import again.") % {"name": name})


def check_text(column: str, text: str) -> None:
    odd = next((one for one in text if unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t"), "")
    if odd:
        raise WrongValueError(_("It holds a character that cannot be shown (U+%(code)04X).") % {"code": ord(odd)})
    if "\n" in text and column not in LINES:
        raise WrongValueError(_("It is one line: take the line breaks out."))
    if column in LIMITED:
        try:
            LIMITED[column].run_validators(text)
        except ValidationError as error:
            raise WrongValueError(" ".join(error.messages)) from None
